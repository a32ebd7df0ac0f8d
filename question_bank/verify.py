"""Lets a question prove itself: everything that its package promises is tried, in the real sandbox.

Must not know sessions. `proofread` does what needs no running.
"""

import re
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import msgspec
from msgspec import Struct

from question_bank.calibration import TIMES_THE_REFERENCE, fitted_limits, measure_reference, with_limits
from question_bank.diagnostics import Diagnostic, Diagnostics
from question_bank.load import DRIVER_FILE, QUESTION_FILE, examine
from question_bank.package import Question, Submission
from question_bank.proofread import proofread
from question_bank.suite import run_suite
from question_bank.verify_mutants import try_mutants
from question_bank.verify_repeats import try_repeats, why_not_passed
from runner.profile import lacking
from runner.report import Purpose, RunReport, Verdict
from runner.sandbox import Sandbox

Progress = Callable[[str], None]

TRIVIAL_BODIES = {
    "returns None": "return None",
    "returns its first argument": "return args[0] if args else None",
    "returns all its arguments": "return args",
    "returns zeros like its first argument": "import numpy as np; return np.zeros_like(args[0])",
    "returns zero": "return 0",
    "returns an empty list": "return []",
    "returns a text": "return 'passed'",
    "returns a nested mixture": "return [[1, 'a'], {'b': None}], float('nan')",
}
"""Answers that no question may accept, and that no check may stumble over."""


_DRIVERS_LINE = re.compile(rf'File "{re.escape(DRIVER_FILE)}", line (\d+)')


class Totals(Struct, frozen=True):
    """Counts over one or several questions."""

    questions: int = 0
    checks: int = 0
    accepted: int = 0
    accepted_passed: int = 0
    wrong: int = 0
    slow: int = 0
    rejected: int = 0
    """Wrong and slow submissions that got the verdict they declare, on the checks that they name."""
    trivial: int = 0
    trivial_rejected: int = 0
    mutants: int = 0
    """Small changes made to the model solutions."""
    equivalent: int = 0
    """Mutants that the packages list as right as well, with a reason."""
    survived: int = 0
    """Mutants that no check noticed and no list names."""
    repeats: int = 0
    """Times that accepted solutions were judged again, with other random cases and the checks in random order."""
    repeats_passed: int = 0
    errors: int = 0
    warnings: int = 0

    def __add__(self, other: "Totals") -> "Totals":
        """Sum count by count."""
        mine, theirs = msgspec.structs.astuple(self), msgspec.structs.astuple(other)
        return Totals(*(a + b for a, b in zip(mine, theirs, strict=True)))


class Outcome(Struct, frozen=True):
    """What one submission came to."""

    path: str
    expected: str
    got: str
    not_passed: tuple[str, ...]
    as_declared: bool


class Verification(Struct, frozen=True):
    """All that was found about one question, as plain data."""

    question_id: str
    totals: Totals
    diagnostics: tuple[Diagnostic, ...] = ()
    submissions: tuple[Outcome, ...] = ()

    @property
    def holds(self) -> bool:
        """The question keeps all its promises; warnings are left to the author."""
        return not any(found.severity == "error" for found in self.diagnostics)


def verify_question(
    folder: Path,
    sandbox: Sandbox,
    *,
    progress: Progress | None = None,
    n_workers: int = 1,
    n_repeats: int = 1,
    every_mutant: int = 1,
) -> Verification:
    """Verify one package. Never raises for what is wrong with it; `progress` is told each step in words.

    `n_repeats`: how often each accepted solution is judged again, on other random cases and in random order.
    `every_mutant`: 4 tries each fourth mutant of the model solution only, to save time.
    """
    found = Diagnostics(folder.name)
    question, problems = examine(folder)
    found.problems(problems)
    if question is None or problems:
        return Verification(folder.name, _counted(Totals(questions=1), found), found.all)
    proofread(question, folder, (folder / QUESTION_FILE).read_text(encoding="utf-8"), found)
    missing = lacking(question.profile)
    if missing:
        found.error("sandbox", f"None of its code was run: {missing}")
        return Verification(folder.name, _counted(Totals(questions=1), found), found.all)
    return _Verifier(question, folder, sandbox, found, progress or (lambda _: None)).verify(
        n_workers, n_repeats, every_mutant
    )


class _Verifier:
    def __init__(
        self, question: Question, folder: Path, sandbox: Sandbox, found: Diagnostics, progress: Progress
    ) -> None:
        self._question = question
        self._folder = folder
        self._sandbox = sandbox
        self._found = found
        self._progress = progress
        self._reference_cpu_ms: int | None = None

    def verify(self, n_workers: int, n_repeats: int, every_mutant: int) -> Verification:
        self._fit_limits()
        question = self._question
        self._check_starter()
        with ThreadPoolExecutor(n_workers) as pool:
            # What runs into a limit goes first, so that the end of it all need not wait for it alone.
            slow_first = sorted(question.submissions, key=lambda submission: submission.expect != "time_limit")
            by_path = dict(zip(slow_first, pool.map(self._run_submission, slow_first), strict=True))
            reports = [by_path[submission] for submission in question.submissions]
            trivial = list(pool.map(self._is_trivial_rejected, TRIVIAL_BODIES.items()))
        counts = try_mutants(
            question,
            self._folder,
            self._sandbox,
            self._found,
            reference_cpu_ms=self._reference_cpu_ms,
            every=every_mutant,
            n_workers=n_workers,
            progress=self._progress,
        )
        outcomes = tuple(self._judge(*pair) for pair in zip(question.submissions, reports, strict=True))
        self._check_that_reports_repeat(question.submissions, reports)
        # What did not pass at first was complained of already.
        passed = [s for s, r in zip(question.submissions, reports, strict=True) if s.expect == r.verdict == "passed"]
        repeats, repeats_passed = try_repeats(
            question,
            self._folder,
            self._sandbox,
            self._found,
            passed,
            n_repeats=n_repeats,
            n_workers=n_workers,
            progress=self._progress,
        )
        self._check_checks_are_needed(question.submissions, reports)
        expected = [outcome.expected for outcome in outcomes]
        totals = Totals(
            questions=1,
            checks=len(question.checks),
            accepted=expected.count("passed"),
            accepted_passed=sum(o.as_declared for o in outcomes if o.expected == "passed"),
            wrong=sum(outcome.path.startswith("wrong/") for outcome in outcomes),
            slow=sum(outcome.path.startswith("slow/") for outcome in outcomes),
            rejected=sum(o.as_declared for o in outcomes if o.expected != "passed"),
            trivial=len(trivial),
            trivial_rejected=sum(trivial),
            mutants=counts.n_mutants,
            equivalent=counts.n_equivalent,
            survived=counts.n_survived,
            repeats=repeats,
            repeats_passed=repeats_passed,
        )
        return Verification(question.id, _counted(totals, self._found), self._found.all, outcomes)

    def _fit_limits(self) -> None:
        """Complain of time limits that are unfair to the reference on this machine, and go on with fair ones."""
        self._progress(f"{self._question.id}: its reference")
        reference_cpu_ms = measure_reference(self._question, self._folder, self._sandbox)
        self._reference_cpu_ms = reference_cpu_ms
        if reference_cpu_ms is None:
            # That it does not pass is found again with all others.
            return
        declared = self._question.limits
        if declared.cpu_seconds * 1000 < TIMES_THE_REFERENCE * reference_cpu_ms:
            self._found.error(
                "limits",
                f"The first accepted submission computes for {reference_cpu_ms / 1000:.1f} seconds here, so a limit of "
                f"{declared.cpu_seconds:g} is less than {TIMES_THE_REFERENCE:g} times that.",
            )
        self._question = with_limits(self._question, fitted_limits(declared, reference_cpu_ms))

    def _run(self, source: str, purpose: Purpose = "submit") -> RunReport:
        return run_suite(self._question, self._folder, source, purpose, self._sandbox)[0]

    def _run_submission(self, submission: Submission) -> RunReport:
        self._progress(f"{self._question.id}: {submission.path}")
        return self._run(self._question.sources[submission.path])

    def _judge(self, submission: Submission, report: RunReport) -> Outcome:
        not_passed = tuple(check.name for check in report.checks if check.verdict is not Verdict.PASSED)
        file = f"submissions/{submission.path}"
        fine = report.verdict == submission.expect
        broken = _DRIVERS_LINE.findall(report.error) if submission.expect == "passed" else []
        if broken:
            why = report.error.strip().splitlines()[-1]
            self._found.error("driver", f"It does not load: {why}", file=DRIVER_FILE, line=int(broken[-1]))
        if not fine:
            self._found.error(
                "verdict",
                f"It got {report.verdict.value!r} instead of {submission.expect!r}. {why_not_passed(report)}",
                file=file,
            )
        for name in submission.caught_by:
            # A check that never ran has caught nothing.
            if not any(check.name == name and _caught(check.verdict) for check in report.checks):
                fine = False
                self._found.error(
                    "caught-by", f"The check {name!r} should catch it but does not. {why_not_passed(report)}", file=file
                )
        return Outcome(submission.path, submission.expect, report.verdict.value, not_passed, fine)

    def _check_starter(self) -> None:
        self._progress(f"{self._question.id}: starter.py")
        report = self._run(self._question.starter, "run")
        if report.error or report.verdict is Verdict.RUNNER_FAULT:
            self._found.error(
                "starter",
                f"The starter does not run: {why_not_passed(report)}",
                file="starter.py",
                line=report.error_line,
            )
        if self._run(self._question.starter).verdict is Verdict.PASSED:
            self._found.error("trivial", "The starter passes as it is.", file="starter.py")

    def _is_trivial_rejected(self, trivial: tuple[str, str]) -> bool:
        name, body = trivial
        self._progress(f"{self._question.id}: an answer that {name}")
        report = self._run(f"def {self._question.entry.name}(*args, **kwargs):\n    {body}\n")
        for check in report.checks:
            if check.verdict is Verdict.RUNNER_FAULT:
                self._found.error(
                    "checks", f"{check.name!r} stumbles over code that {name}: {check.message}", file="checks.py"
                )
            if check.verdict is Verdict.PASSED and body == "return None":
                self._found.error("trivial", f"The check {check.name!r} passes code that {name}.", file="checks.py")
        if report.verdict is Verdict.PASSED:
            self._found.error("trivial", f"Code that {name} passes every check.", file="checks.py")
        return report.verdict not in {Verdict.PASSED, Verdict.RUNNER_FAULT}

    def _check_that_reports_repeat(self, submissions: Sequence[Submission], reports: Sequence[RunReport]) -> None:
        """Demand that a report repeats to the byte, with the first accepted solution as the sample."""
        for submission, report in zip(submissions, reports, strict=True):
            if submission.expect == "passed":
                again = self._run(self._question.sources[submission.path])
                if msgspec.json.encode(again) != msgspec.json.encode(report):
                    file = f"submissions/{submission.path}"
                    self._found.error("repeats", "Two runs of the same code give different reports.", file=file)
                return

    def _check_checks_are_needed(self, submissions: Sequence[Submission], reports: Sequence[RunReport]) -> None:
        caught: set[str] = set()
        n_seen_by_visible = n_wrong = 0
        for submission, report in zip(submissions, reports, strict=True):
            if submission.expect != "passed":
                names = {check.name for check in report.checks if _caught(check.verdict)}
                caught |= names
                n_wrong += 1
                n_seen_by_visible += any(check.visible and check.name in names for check in self._question.checks)
        for check in self._question.checks:
            if check.name not in caught:
                self._found.warning("checks", f"No submission is caught by the check {check.name!r}.", file="checks.py")
        if n_wrong and n_seen_by_visible == n_wrong:
            self._found.error(
                "checks", "The visible checks alone catch every wrong submission; the hidden ones add nothing."
            )


def _caught(verdict: Verdict) -> bool:
    return verdict not in {Verdict.PASSED, Verdict.NOT_RUN, Verdict.RUNNER_FAULT}


def _counted(totals: Totals, found: Diagnostics) -> Totals:
    errors = sum(item.severity == "error" for item in found.all)
    return msgspec.structs.replace(totals, errors=errors, warnings=len(found.all) - errors)
