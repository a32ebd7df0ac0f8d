"""The candidate's code as checks see it: a box that is asked, and what it did instead of answering.

Must not know which checks there are, or what their outcomes are worth.
"""

import time
from collections.abc import Mapping
from typing import Any

import msgspec

from question_bank.checking import Refused
from question_bank.describing import describe
from runner.plain import Plain
from runner.sandbox import Answered, Box, Metered, Raised, SandboxError, Stopped

_WIDTH = 120
"""Characters of one argument in the short form of a call."""


class Ended(BaseException):
    """Carries what happened inside past the check; not an Exception, so no `except` in a check can swallow it."""

    def __init__(self, outcome: Raised | Stopped) -> None:
        super().__init__()
        self.outcome = outcome


class BoxFault(BaseException):
    """Carries a SandboxError past the check."""

    def __init__(self, error: SandboxError) -> None:
        super().__init__()
        self.error = error


class _Nothing:
    """No answer, where None may be one."""


_NOTHING = _Nothing()


class Boxed:
    """The candidate's code as checks see it; see `question_bank.checking.Candidate`."""

    def __init__(self, box: Box, entry: str, n_lines: int) -> None:
        self._box = box
        self._n_lines = n_lines
        self._entry = entry
        self._changed: tuple[str, ...] = ()
        self._cpu_ms = 0
        self._last_call: tuple[tuple[Plain, ...], Mapping[str, Plain]] | None = None
        self._last_answer: Plain | _Nothing = _NOTHING

    def call(self, *args: Plain, **kwargs: Plain) -> Any:
        """Call the question's entry."""
        return self.call_named(self._entry, *args, **kwargs)

    def call_named(self, entry: str, *args: Plain, **kwargs: Plain) -> Any:
        """Call a function of the code or of its driver. Raises Ended, BoxFault."""
        self._changed, self._cpu_ms = (), 0
        self._last_call, self._last_answer = (args, kwargs), _NOTHING
        before, start = self._cpu_so_far(), time.monotonic()
        try:
            outcome = self._box.call(entry, args, kwargs)
        except SandboxError as error:
            raise BoxFault(error) from error
        elapsed = (time.monotonic() - start) * 1000
        after = self._cpu_so_far()
        # The clock stands in where the kernel does not tell; it can only make a call look slower, hence wide limits.
        self._cpu_ms = round(elapsed) if before is None or after is None else after - before
        if not isinstance(outcome, Answered):
            raise Ended(self._within_file(outcome))
        self._changed, self._last_answer = outcome.changed_arguments, outcome.value
        return outcome.value

    def forget(self) -> None:
        """Begin another check: what was asked before is none of its business."""
        self._last_call, self._last_answer = None, _NOTHING

    @property
    def given(self) -> str:
        """The last call's arguments in short form."""
        args, kwargs = self._last_call or ((), {})
        named = [f"{name}={describe(value, width=_WIDTH)}" for name, value in kwargs.items()]
        return ", ".join([*(describe(value, width=_WIDTH) for value in args), *named])

    @property
    def got(self) -> str:
        """What the last call answered, in short form."""
        return "" if isinstance(self._last_answer, _Nothing) else describe(self._last_answer)

    def attempt(self, *args: Plain, **kwargs: Plain) -> Any:
        """Call the entry with input that it may refuse. Raises Ended, BoxFault."""
        try:
            return self.call(*args, **kwargs)
        except Ended as ended:
            if isinstance(ended.outcome, Raised):
                return Refused(ended.outcome.type_name)
            raise

    @property
    def changed_arguments(self) -> tuple[str, ...]:
        """Arguments of the last call that were changed in place."""
        return self._changed

    @property
    def cpu_ms(self) -> int:
        """CPU time of the last call."""
        return self._cpu_ms

    def _within_file(self, outcome: Raised | Stopped) -> Raised | Stopped:
        """Drop a line that the file does not have: it is a claim, and could be any number."""
        if isinstance(outcome, Raised) and outcome.line is not None and outcome.line > self._n_lines:
            return msgspec.structs.replace(outcome, line=None)
        return outcome

    def _cpu_so_far(self) -> int | None:
        return self._box.cpu_ms_so_far() if isinstance(self._box, Metered) else None
