"""Words for how a check ended: all that a visible one knows, and for a hidden one nothing that the code chose.

Must not know how checks are run.
"""

import builtins
import traceback

import msgspec

from question_bank.boxed import Boxed
from question_bank.checking import Mismatch, TooSlow
from question_bank.load import CHECKS_FILE
from question_bank.package import CheckSpec
from runner.report import CheckResult, Verdict
from runner.sandbox import Raised, Stopped

_KNOWN_ERRORS = frozenset(
    {name for name, part in vars(builtins).items() if isinstance(part, type) and issubclass(part, BaseException)}
    | {"LinAlgError", "AxisError", "InvalidIndexError", "ParserError", "NotFittedError", "NotPlainData"}
)
_WORDS_OF_ENDINGS = {
    Verdict.MEMORY_LIMIT: "The code asked for more memory than it may use.",
    Verdict.FORBIDDEN: "The code tried something that the sandbox does not allow.",
    Verdict.ERROR: "The program ended itself or crashed before it had answered.",
}


def result_of(spec: CheckSpec, verdict: Verdict, message: str = "") -> CheckResult:
    """Make the result of a check without any short forms."""
    return CheckResult(
        name=spec.name, title=spec.title, kind=spec.kind, hidden=not spec.visible, verdict=verdict, message=message
    )


def not_run(spec: CheckSpec) -> CheckResult:
    """Say that a check was never started."""
    return result_of(spec, Verdict.NOT_RUN, "Not run, because something before it ended the run.")


def mismatched(spec: CheckSpec, wrong: Mismatch) -> CheckResult:
    """Say that the answer was wrong, or came too slowly."""
    words = wrong.message if spec.visible else wrong.hidden
    result = result_of(spec, Verdict.TIME_LIMIT if isinstance(wrong, TooSlow) else Verdict.FAILED, words)
    if not spec.visible:
        return result
    message = f"{wrong.message} {wrong.detail}".strip()
    return msgspec.structs.replace(result, message=message, given=wrong.given, expected=wrong.expected, got=wrong.got)


def with_short_forms(result: CheckResult, candidate: Boxed) -> CheckResult:
    """Fill in what was given and what came back where a visible check does not say it in words of its own."""
    if result.hidden:
        return result
    return msgspec.structs.replace(result, given=result.given or candidate.given, got=result.got or candidate.got)


def ended_by(spec: CheckSpec, outcome: Raised | Stopped) -> CheckResult:
    """Say that the code raised, or that its process is gone."""
    if not spec.visible:
        return _ended_unseen(spec, outcome)
    if isinstance(outcome, Stopped):
        return result_of(spec, outcome.verdict, outcome.message)
    place = f" on line {outcome.line}" if outcome.line else ""
    said = f": {outcome.message.rstrip('. ')}" if outcome.message else ""
    result = result_of(spec, Verdict.ERROR, f"Your code raised {outcome.type_name}{place}{said}.")
    return msgspec.structs.replace(result, line=outcome.line)


def _ended_unseen(spec: CheckSpec, outcome: Raised | Stopped) -> CheckResult:
    """Word what happened in a hidden check with nothing that the code chose, since that may be the data."""
    if isinstance(outcome, Stopped):
        return result_of(spec, outcome.verdict, _WORDS_OF_ENDINGS.get(outcome.verdict, outcome.message))
    name = outcome.type_name if outcome.type_name in _KNOWN_ERRORS else "an error of a class of its own"
    place = f" on line {outcome.line}" if outcome.line else ""
    result = result_of(spec, Verdict.ERROR, f"Your code raised {name}{place}.")
    return msgspec.structs.replace(result, line=outcome.line)


def faulty(spec: CheckSpec, error: Exception) -> CheckResult:
    """Say that the check itself broke."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename.endswith(CHECKS_FILE)]
    place = f" at {CHECKS_FILE} line {frames[-1].lineno}" if frames else ""
    message = f"This check is broken ({type(error).__name__}{place}); that is our fault and says nothing of your code."
    return result_of(spec, Verdict.RUNNER_FAULT, message)
