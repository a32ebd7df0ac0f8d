"""Tries mutants of a question's model solution: each must be noticed by a check, or be listed as equivalent."""

from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import msgspec
from msgspec import Struct

from question_bank.diagnostics import Diagnostics
from question_bank.mutants import Mutant, mutants_of
from question_bank.package import Question
from question_bank.suite import run_suite
from runner.report import Verdict
from runner.sandbox import Sandbox

CPU_SECONDS = 3.0
TIMES_THE_REFERENCE = 3.0
"""A mutant that loops for ever should not cost a question's whole limit, and one that is as right and somewhat slower
should not be taken for noticed: it gets as many seconds, or as many times what the reference took, whichever is
more."""
_WORDS_OF_A_REASON = 3


class MutantCounts(Struct, frozen=True):
    """How the mutants of one question ended."""

    n_mutants: int = 0
    n_equivalent: int = 0
    """Listed in the package with a reason."""
    n_survived: int = 0
    """Neither rejected nor listed."""


def try_mutants(
    question: Question,
    folder: Path,
    sandbox: Sandbox,
    found: Diagnostics,
    *,
    reference_cpu_ms: int | None = None,
    every: int = 1,
    n_workers: int = 1,
    progress: Callable[[str], None] = lambda _: None,
) -> MutantCounts:
    """Run all mutants of the first accepted submission and note those that survive as warnings, with their line.

    `reference_cpu_ms`: CPU time of that submission itself. `every`: 4 tries each fourth mutant only, to save time.
    """
    model = next((item for item in question.submissions if item.expect == "passed"), None)
    if model is None:
        return MutantCounts()
    listed = {item.change: item.because for item in question.equivalents}
    mutants = mutants_of(question.sources[model.path])
    _check_list(mutants, listed, found)
    unlisted = [mutant for mutant in mutants if mutant.change not in listed]
    tried = unlisted[::every]
    progress(f"{question.id}: {len(tried)} mutants of {model.path}")
    patience = max(CPU_SECONDS, TIMES_THE_REFERENCE * (reference_cpu_ms or 0) / 1000)
    limits = msgspec.structs.replace(question.limits, cpu_seconds=min(question.limits.cpu_seconds, patience))
    hurried = msgspec.structs.replace(question, limits=limits)

    def survives(mutant: Mutant) -> bool:
        report, _ = run_suite(hurried, folder, mutant.source, "submit", sandbox, stop_at_first=True)
        return report.verdict is Verdict.PASSED

    with ThreadPoolExecutor(n_workers) as pool:
        survivors = [mutant for mutant, alive in zip(tried, pool.map(survives, tried), strict=True) if alive]
    for mutant in survivors:
        found.warning(
            "mutants",
            f"No check notices this change; add one that does, or list it in `equivalents`: {mutant.change}",
            file=f"submissions/{model.path}",
            line=mutant.line,
        )
    n_equivalent = len(mutants) - len(unlisted)
    return MutantCounts(len(tried) + n_equivalent, n_equivalent, len(survivors))


def _check_list(mutants: tuple[Mutant, ...], listed: Mapping[str, str], found: Diagnostics) -> None:
    known = {mutant.change for mutant in mutants}
    for change, because in listed.items():
        if change not in known:
            found.error("mutants", f"`equivalents` lists a change that no mutant makes: {change}")
        if len(because.split()) < _WORDS_OF_A_REASON:
            found.error("mutants", f"`equivalents` gives no reason why this changes nothing: {change}")
