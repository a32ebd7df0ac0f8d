"""Judges accepted solutions again and again: on other random cases, and with the checks in random order."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from question_bank.diagnostics import Diagnostics
from question_bank.package import Question, Submission
from question_bank.suite import run_suite
from runner.report import RunReport, Verdict
from runner.sandbox import Sandbox


def try_repeats(
    question: Question,
    folder: Path,
    sandbox: Sandbox,
    found: Diagnostics,
    accepted: Sequence[Submission],
    *,
    n_repeats: int,
    n_workers: int = 1,
    progress: Callable[[str], None] = lambda _: None,
) -> tuple[int, int]:
    """Judge each submission `n_repeats` times more; give how often that was and how often it passed."""

    def again(pair: tuple[int, Submission]) -> RunReport:
        place, submission = pair
        source = question.sources[submission.path]
        return run_suite(question, folder, source, "submit", sandbox, salt=f"verify {place}", shuffled=True)[0]

    n_passed = 0
    with ThreadPoolExecutor(n_workers) as pool:
        for first, submission in enumerate(accepted):
            progress(f"{question.id}: {submission.path} again{f', {n_repeats} times' if n_repeats > 1 else ''}")
            # Each submission meets cases of its own, so that together they see many.
            places = range(first, first + n_repeats * len(accepted), len(accepted))
            reports = list(pool.map(again, [(place, submission) for place in places]))
            failed = [report for report in reports if report.verdict is not Verdict.PASSED]
            n_passed += len(reports) - len(failed)
            if failed:
                found.error(
                    "luck",
                    f"It fails in {len(failed)} of {len(reports)} when other random cases are drawn and the checks "
                    f"come in random order. {why_not_passed(failed[0])}",
                    file=f"submissions/{submission.path}",
                )
    return n_repeats * len(accepted), n_passed


def why_not_passed(report: RunReport) -> str:
    """Say in one line what a report complains of first."""
    if report.error:
        return report.error.strip().splitlines()[-1]
    first = next((check for check in report.checks if check.verdict is not Verdict.PASSED), None)
    return f"First: {first.name} {first.verdict.value}: {first.message}" if first else "All checks passed."
