"""What runs inside the one process that holds all notebooks: it opens, asks and closes them, one thread for each.

The server decides which notebooks there are; here nobody knows a session. The sandbox and what it needs is imported
here and nowhere else in the server.
"""

import contextlib
import os
import signal
import threading
from multiprocessing import connection, parent_process
from multiprocessing.connection import Connection
from pathlib import Path
from typing import NamedTuple, TypeAlias, assert_never

from question_bank.load import data_files
from question_bank.package import Question
from question_bank.problem import PackageError
from runner.backends import BackEnd
from runner.report import CellReport, Measured, Verdict
from runner.sandbox import Notebook, Profile, SandboxError
from server.sandbox_choice import Choice, choose_sandbox

SEED = 20_240
_INTERRUPT_AGAIN_SECONDS = 0.05
_NOTHING = Measured(wall_ms=0)


class Warm(NamedTuple):
    """Have a process made ready."""

    profile: Profile


class RunInNotebook(NamedTuple):
    """Run a cell in the notebook with this key, which is started when there is none. Answered by `CellEnded`."""

    number: int
    key: int
    question: Question
    folder: Path
    source: str
    first_line: int


class InterruptNotebook(NamedTuple):
    """Stop the cell that runs there."""

    key: int


class CloseNotebook(NamedTuple):
    """End the notebook, with a cell that runs there."""

    key: int


Order: TypeAlias = Warm | RunInNotebook | InterruptNotebook | CloseNotebook


class CellEnded(NamedTuple):
    """What came of a `RunInNotebook`."""

    number: int
    report: CellReport
    measured: Measured


class _Held:
    """One notebook, from the order that made it to the one that ends it."""

    def __init__(self) -> None:
        self.notebook: Notebook | None = None
        self.is_interrupted = False
        self.is_closed = False
        self.is_idle = threading.Event()
        self.one_at_a_time = threading.Lock()


def serve(wire: "Connection[CellEnded, Order]", choice: Choice) -> None:
    """Take orders until the server is gone."""
    # Ctrl-C reaches the whole process group; the parent decides when this one stops.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    NotebookHost(wire, choice).listen()


class NotebookHost:
    """Carries out orders that come over a wire. None of them makes another wait, but cells of one notebook."""

    def __init__(self, wire: "Connection[CellEnded, Order]", choice: Choice) -> None:
        self._wire = wire
        self._choice = choice
        self._sending = threading.Lock()
        self._choosing = threading.Lock()
        self._chosen: BackEnd | None = None
        self._held: dict[int, _Held] = {}

    def listen(self) -> None:
        """Take orders; when the server is gone, end with all that is held. Never returns."""
        parent = parent_process()
        others = [] if parent is None else [parent.sentinel]
        # One that was killed cannot tell this process to end, so its end is watched as well.
        while self._wire in connection.wait([self._wire, *others]):
            try:
                order = self._wire.recv()
            except (EOFError, OSError):
                break
            self._take(order)
        os._exit(1)

    def _take(self, order: Order) -> None:
        match order:
            case Warm(profile=profile):
                _in_thread(self._warm, profile)
            case RunInNotebook(key=key):
                # Noted in the order in which they come, so that an interrupt finds the cell that it is for.
                held = self._held.setdefault(key, _Held())
                held.is_interrupted = False
                held.is_idle.clear()
                _in_thread(self._run, held, order)
            case InterruptNotebook(key=key):
                if key in self._held:
                    self._held[key].is_interrupted = True
                    _in_thread(_interrupt, self._held[key])
            case CloseNotebook(key=key):
                gone = self._held.pop(key, None)
                if gone is not None:
                    gone.is_closed = True
                    _in_thread(_close, gone)
            case _:
                assert_never(order)

    def _warm(self, profile: Profile) -> None:
        # What is wrong here is said when a cell is run.
        with contextlib.suppress(SandboxError):
            self._sandbox().warm(profile)

    def _run(self, held: _Held, order: RunInNotebook) -> None:
        with held.one_at_a_time:
            try:
                report, measured = self._report(held, order)
            except Exception as error:  # noqa: BLE001 - whatever it is, the server has to hear of it
                report, measured = fault(f"{type(error).__name__}: {error}"), _NOTHING
            finally:
                held.is_idle.set()
            if held.notebook is not None and (held.is_closed or not held.notebook.is_alive):
                held.notebook.close()
                held.notebook = None
        with self._sending:
            self._wire.send(CellEnded(order.number, report, measured))

    def _report(self, held: _Held, order: RunInNotebook) -> tuple[CellReport, Measured]:
        try:
            if held.notebook is None:
                held.notebook = self._open(order.question, order.folder)
            if held.is_interrupted or held.is_closed:
                return stopped_before(state_lost=held.is_closed), _NOTHING
            return held.notebook.run(order.source, order.first_line)
        except (SandboxError, PackageError) as error:
            if held.is_closed:
                return stopped_before(state_lost=True), _NOTHING
            return fault(str(error)), _NOTHING

    def _open(self, question: Question, folder: Path) -> Notebook:
        # The files that the candidate's code may open anyway, and nothing else of the question.
        files = data_files(question, folder)
        return self._sandbox().open_notebook(question.profile, files, question.limits, seed=SEED)

    def _sandbox(self) -> BackEnd:
        with self._choosing:
            if self._chosen is None:
                self._chosen = choose_sandbox(self._choice)
            return self._chosen


def fault(message: str) -> CellReport:
    """Report that we failed, which says nothing about the cell."""
    said = f"Running the cell failed on our side: {message.rstrip('.')}." if message else "Running the cell failed."
    error = f"{said} What earlier cells had made is gone; run them again."
    return CellReport(verdict=Verdict.RUNNER_FAULT, state_lost=True, error=error)


def stopped_before(*, state_lost: bool) -> CellReport:
    """Report a cell that was stopped before its first line ran."""
    said = "Stopped before the cell began."
    return CellReport(verdict=Verdict.NOT_RUN, interrupted=True, state_lost=state_lost, error=said)


def _interrupt(held: _Held) -> None:
    """Interrupt the cell: at once, or as soon as it has begun."""
    while not held.is_idle.wait(_INTERRUPT_AGAIN_SECONDS):
        if held.notebook is not None:
            held.notebook.interrupt()


def _close(held: _Held) -> None:
    if held.notebook is not None:
        held.notebook.close()


def _in_thread(work: object, *arguments: object) -> None:
    threading.Thread(target=work, args=arguments, daemon=True).start()  # type: ignore[arg-type]
