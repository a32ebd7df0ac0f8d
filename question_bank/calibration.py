"""Time limits that fit the machine: no less than five times what the question's own reference takes on it.

A question declares limits for an ordinary machine. On a slow one they are raised in coarse steps, so that two
measurements of one machine end at the same limits although CPU times differ by half from run to run. Nobody is graded
on what lies between. Must not know sessions, or where measurements are kept.
"""

import math
from pathlib import Path
from typing import Final

import msgspec

from question_bank.package import Question
from question_bank.suite import run_suite
from runner.report import Limits, Verdict
from runner.sandbox import Sandbox

TIMES_THE_REFERENCE: Final = 5.0
LEAST_CPU_SECONDS: Final = 2.0
"""Below this, starting and first use of a library would count for as much as the code."""
STEP: Final = 2.0
_PATIENCE: Final = STEP**5
"""How much longer than declared the reference may take while it is measured."""


def needed_cpu_seconds(reference_cpu_ms: int) -> float:
    """Give the smallest limit that is fair to answers as good as the reference."""
    return max(LEAST_CPU_SECONDS, TIMES_THE_REFERENCE * reference_cpu_ms / 1000)


def fitted_limits(declared: Limits, reference_cpu_ms: int) -> Limits:
    """Raise the time limits by whole steps until they are fair; never lower them. Memory and the rest stay."""
    steps = math.ceil(math.log(needed_cpu_seconds(reference_cpu_ms) / declared.cpu_seconds, STEP))
    return _longer(declared, STEP ** max(0, steps))


def with_limits(question: Question, limits: Limits) -> Question:
    """Give the question with other limits. It keeps its fingerprint: what it asks is the same."""
    return msgspec.structs.replace(question, limits=limits)


def reference_source(question: Question) -> str | None:
    """Give the code of the first accepted submission; None when there is none."""
    return next((question.sources[part.path] for part in question.submissions if part.expect == "passed"), None)


def measure_reference(question: Question, folder: Path, sandbox: Sandbox) -> int | None:
    """Run the reference through all checks and give its CPU time in milliseconds.

    CPU time, since the clock also counts what others do meanwhile. None when it did not pass or cannot be measured;
    then nothing is known of the machine. Takes as long as one submission.
    """
    source = reference_source(question)
    if source is None:
        return None
    patient = with_limits(question, _longer(question.limits, _PATIENCE))
    report, measured = run_suite(patient, folder, source, "submit", sandbox)
    return measured.cpu_ms if report.verdict is Verdict.PASSED else None


def _longer(limits: Limits, factor: float) -> Limits:
    return msgspec.structs.replace(
        limits, cpu_seconds=limits.cpu_seconds * factor, wall_seconds=limits.wall_seconds * factor
    )
