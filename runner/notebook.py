"""A lasting process in which notebook cells run one after the other, driven from outside.

A cell is one request to a harness process that is not ended after it: limits, output and figures are counted anew for
each, the process is frozen in between, and whatever it sends is a claim, as for a program. Must not know who runs cells
or what for.
"""

import threading
import time
from collections.abc import Mapping
from typing import Any

from runner import ending
from runner.box import HarnessBox, _bytes_as_array, _line
from runner.plain import Plain
from runner.process import HarnessProcess
from runner.report import CellReport, Limits, Measured, Verdict
from runner.sandbox import Answered, Outcome, Profile, Program, Raised, Remains, SandboxError, Stopped
from runner.shown import without_addresses

GRACE_SECONDS = 5.0
"""How long an interrupted cell may take to stop before its process is ended."""
LOST = "What earlier cells had made is gone; the next cell starts with nothing."
KEPT = "What the cells have made so far is kept."
MAX_RESULT = 8_000
_LONGEST_CPU_SECONDS = 7 * 24 * 3600.0
"""The kernel's own limit counts over all cells of a process; the one of a cell is kept outside."""


class HarnessNotebook:
    """A `runner.sandbox.Notebook` over a harness process that is ready and has no program yet. Raises SandboxError."""

    def __init__(
        self,
        process: HarnessProcess,
        profile: Profile,
        files: Mapping[str, bytes],
        limits: Limits,
        *,
        seed: int,
        scratch_mount: str | None,
    ) -> None:
        self._process = process
        self._profile = profile
        self._limits = limits
        self._scratch_mount = scratch_mount
        self._one_at_a_time = threading.Lock()
        self._hand = threading.Lock()
        """Held for a moment by whoever looks at or changes which cell runs."""
        self._running: _Exchange | None = None
        self._alive = True
        self._closed = False
        try:
            self._open(files, seed)
        except BaseException:
            process.close()
            raise

    @property
    def is_alive(self) -> bool:
        """Whether the process is there, and with it what cells have made."""
        return self._alive and not self._closed

    def run(self, source: str, first_line: int = 1) -> tuple[CellReport, Measured]:
        """Run one cell, which begins on that line of its file."""
        with self._one_at_a_time:
            start = time.monotonic()
            refusal = ending.unreadable(source)
            exchange = self._begin() if refusal is None else None
            if exchange is None:
                return _not_run(refusal or _GONE, state_lost=not self._alive), Measured(0)
            try:
                outcome = exchange.perform({"do": "cell", "source": source, "first_line": first_line})
            finally:
                with self._hand:
                    self._running = None
                    self._alive = not exchange.is_over
            remains = exchange.remains()
            if not self._alive:
                self._process.close()
            elapsed = round((time.monotonic() - start) * 1000)
            measured = Measured(elapsed, remains.cpu_ms, remains.peak_memory_mib)
            return _report(exchange, outcome, remains, state_lost=not self._alive), measured

    def interrupt(self) -> None:
        """Have the running cell raise KeyboardInterrupt."""
        with self._hand:
            if self._running is not None:
                self._running.wants_interrupt = True

    def close(self) -> None:
        """End the process, a running cell with it."""
        with self._hand:
            self._closed = True
            if self._running is not None:
                self._running.wants_end = True
        with self._one_at_a_time:
            self._process.close()

    def _begin(self) -> "_Exchange | None":
        """Make ready for a cell; None when the process is gone. Raises SandboxError when it was closed."""
        with self._hand:
            if self._closed:
                raise SandboxError("The notebook is closed.")
            if self._alive:
                try:
                    self._running = self._exchange()
                except OSError:
                    # Its clock cannot be read: the system ended it while nobody looked.
                    self._process.close()
                    self._alive = False
            return self._running

    def _exchange(self) -> "_Exchange":
        program = Program("", profile=self._profile)
        return _Exchange(self._process, program, self._limits, scratch_mount=self._scratch_mount)

    def _open(self, files: Mapping[str, bytes], seed: int) -> None:
        exchange = self._exchange()
        outcome = exchange.perform(
            {
                "do": "open_notebook",
                "seed": seed,
                "files": {name: _bytes_as_array(name, data) for name, data in files.items()},
                "limits": exchange.limits_of_process(),
            }
        )
        if not isinstance(outcome, Answered):
            said = exchange.remains().stderr
            raise SandboxError(f"A process for cells could not be set up: {outcome.message} {said}".rstrip())


_GONE = Stopped(Verdict.NOT_RUN, "The process of the cells is gone, so this one did not run.")


class _Exchange(HarnessBox):
    """One request and its answer over a process that goes on after it: a box that is not closed."""

    wants_interrupt = False
    """Set by another thread; looked at every few milliseconds."""
    wants_end = False

    def __init__(self, process: HarnessProcess, program: Program, limits: Limits, *, scratch_mount: str | None) -> None:
        super().__init__(process, program, limits, scratch_mount=scratch_mount)
        self.was_interrupted = False
        self.limit: Stopped | None = None
        """The time limit that it was interrupted for."""
        self._signalled_at: float | None = None
        self._begun = False
        """The harness said that the cell runs, so that an interrupt finds it."""

    @property
    def is_over(self) -> bool:
        """Whether the process was ended."""
        return self._stopped is not None

    def perform(self, request: dict[str, Plain]) -> Outcome:
        """Send the request, wait for its answer, and take all output that came with it."""
        outcome = self._ask(request)
        if not isinstance(outcome, Stopped) and self._has_unasked_data():
            # The process is frozen by now, so nothing honest can be on its way.
            outcome = self._stop(ending.forged())
        self._drain_rest()
        return outcome

    def limits_of_process(self) -> dict[str, Plain]:
        """Give what a process of cells may use over its whole life."""
        return {**self._inner_limits(), "cpu_seconds": _LONGEST_CPU_SECONDS}

    def remains(self) -> Remains:
        """Give output and figures of this request alone."""
        return self._collected()

    def _understand(self, frame: bytes, nonce: str) -> dict[str, Any] | Stopped | None:
        answer = super()._understand(frame, nonce)
        if isinstance(answer, dict) and answer.get("kind") == "begun":
            self._begun = True
            return None
        return answer

    def _over_a_limit(self, now: float, deadline: float) -> Stopped | None:
        if self.wants_end:
            return Stopped(Verdict.NOT_RUN, "Ended before it was over, because the process of the cells was.")
        if self.wants_interrupt and self._begun and not self.was_interrupted:
            self.was_interrupted = True
            self._signal(now)
        stopped = super()._over_a_limit(now, deadline)
        if stopped is not None and stopped.verdict is not Verdict.TIME_LIMIT:
            return stopped
        if self._signalled_at is None and stopped is not None:
            self.limit = stopped
            self._signal(now)
        elif self._signalled_at is not None and now > self._signalled_at + GRACE_SECONDS:
            return self.limit or _deaf()
        return None

    def _signal(self, now: float) -> None:
        # From here and nowhere else: another thread could hit a descriptor that was closed and given to something new.
        if self._signalled_at is None:
            self._signalled_at = now
            self._process.interrupt()


def _deaf() -> Stopped:
    return Stopped(
        Verdict.ERROR, f"The cell went on for {GRACE_SECONDS:g} seconds after it was told to stop, so it was ended."
    )


def _not_run(stopped: Stopped, *, state_lost: bool) -> CellReport:
    error = f"{stopped.message} {LOST}" if state_lost else stopped.message
    return CellReport(verdict=stopped.verdict, state_lost=state_lost, error=error)


def _report(exchange: _Exchange, outcome: Outcome, remains: Remains, *, state_lost: bool) -> CellReport:
    """Put together what a cell came to."""
    verdict, error, line, result = _worded(outcome)
    if exchange.limit is not None and not state_lost:
        verdict, error = exchange.limit.verdict, f"{exchange.limit.message} {KEPT}"
    return CellReport(
        verdict=verdict,
        interrupted=exchange.was_interrupted or exchange.wants_end,
        state_lost=state_lost,
        stdout=remains.stdout,
        stderr=remains.stderr,
        truncated=remains.truncated,
        result=result,
        error=f"{error} {LOST}" if state_lost else error,
        error_line=line,
        figures=remains.figures,
        tables=remains.tables,
        warnings=remains.warnings,
    )


def _worded(outcome: Outcome) -> tuple[Verdict, str, int | None, str]:
    """Give verdict, error, its line and the shown value, believing nothing but types."""
    match outcome:
        case Answered(value={"result": str(result)}):
            return Verdict.PASSED, "", None, without_addresses(result[:MAX_RESULT])
        case Answered(value={"forbidden": str(message), "line": line}):
            return Verdict.FORBIDDEN, message[:4_000], _line(line), ""
        case Answered():
            return Verdict.PASSED, "", None, ""
        case Raised(traceback=trace, type_name=name, message=message, line=line):
            return Verdict.ERROR, trace or f"{name}: {message}", line, ""
        case Stopped(verdict=verdict, message=message):
            return verdict, message, None, ""
