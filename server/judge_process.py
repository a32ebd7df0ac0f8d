"""What runs inside a worker process of the judge: everything heavy is imported here and nowhere else in the server.

Two threads: one listens for what the server wants, the other does one job after the other and says how far it is. A
job is stopped by its own thread, at the next moment at which nothing is half done; so the process and all that it has
ready live on.
"""

import contextlib
import os
import queue
import signal
import threading
import time
from collections.abc import Callable, Mapping
from multiprocessing import connection, parent_process
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from question_bank.package import Question
from runner.report import Limits, Purpose
from runner.sandbox import Box, Layer, Notebook, Profile, Program, Sandbox, SandboxError, Ticking

if TYPE_CHECKING:
    from runner.backends import BackEnd
    from server.calibrations import Calibrations
    from server.sandbox_choice import Choice

_HEARTBEAT_SECONDS = 1.0


class Job(NamedTuple):
    """Something to do: the name of a method of `Worker` and its arguments. `number` counts up."""

    number: int
    name: str
    arguments: tuple[Any, ...] = ()


class StopJob(NamedTuple):
    """The job is not wanted any more."""

    number: int


class Alive(NamedTuple):
    """The job is being worked on; `progress` holds how many checks are done and how many there are, once known."""

    number: int
    progress: tuple[int, int] | None = None


class Done(NamedTuple):
    """The job is over: with a value, with what went wrong, or stopped."""

    number: int
    value: Any = None
    error: str = ""
    stopped: bool = False


class RunWasStopped(BaseException):
    """Ends a run that is not wanted any more; not an Exception, so that no check takes it for one of its own."""


def serve(wire: "Connection[Alive | Done, Job | StopJob]", choice: "Choice") -> None:
    """Do jobs until the server is gone."""
    # Ctrl-C reaches the whole process group; the parent decides when its workers stop.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Worker(wire, choice=choice).work()


class Worker:
    """Does the jobs that come over a wire."""

    def __init__(self, wire: "Connection[Alive | Done, Job | StopJob]", *, choice: "Choice") -> None:
        self._wire = wire
        self._choice = choice
        self._jobs: queue.SimpleQueue[Job] = queue.SimpleQueue()
        self._chosen: BackEnd | None = None
        self._calibrations: dict[Path, Calibrations] = {}
        self._number = 0
        self._stopped_number = 0
        self._said_at = 0.0

    def work(self) -> None:
        """Do one job after the other. Never returns."""
        threading.Thread(target=self._listen, name="listen", daemon=True).start()
        while True:
            job = self._jobs.get()
            self._number = job.number
            try:
                done = Done(job.number, value=getattr(self, job.name)(*job.arguments))
            except RunWasStopped:
                done = Done(job.number, stopped=True)
            except Exception as error:  # noqa: BLE001 - whatever it is, the server has to hear of it
                done = Done(job.number, error=f"{type(error).__name__}: {error}")
            self._wire.send(done)

    def runner_state(self) -> tuple[str, bool, str]:
        """Give the name of the sandbox, whether it can be used, and what to do about it when not."""
        # Imported now as well: the first run will need it, and it takes a while.
        import question_bank.suite  # noqa: F401
        from server.sandbox_choice import availability

        available, message = availability(self._sandbox)
        return self._sandbox.name, available, message

    def warm(self, profile: Profile) -> None:
        """Have a program's process made ready in the background."""
        with contextlib.suppress(SandboxError):
            # What is wrong here is said when code is run.
            self._sandbox.warm(profile)

    def calibrate(self, question: Question, folder: Path, calibrations: Path) -> None:
        """Measure what the question's time limits have to be on this machine, unless that is known."""
        self._fitted(question, folder, calibrations)

    def run_submission(
        self, question: Question, folder: Path, source: str, purpose: Purpose, calibrations: Path | None
    ) -> tuple[Any, Any]:
        """Run a submission and judge it: a report and what was measured."""
        from question_bank.suite import run_suite

        question = self._fitted(question, folder, calibrations)
        watched = WatchedSandbox(self._sandbox, self._go_on)
        return run_suite(question, folder, source, purpose, watched, on_progress=self._go_on_with)

    def _fitted(self, question: Question, folder: Path, calibrations: Path | None) -> Question:
        if calibrations is None:
            return question
        from server.calibrations import Calibrations

        known = self._calibrations.setdefault(calibrations, Calibrations(calibrations))
        return known.fit(question, folder, WatchedSandbox(self._sandbox, self._go_on))

    @property
    def _sandbox(self) -> "BackEnd":
        if self._chosen is None:
            from server.sandbox_choice import choose_sandbox

            self._chosen = choose_sandbox(self._choice)
        return self._chosen

    def _go_on_with(self, n_done: int, n_checks: int) -> None:
        self._wire.send(Alive(self._number, (n_done, n_checks)))
        self._said_at = time.monotonic()
        self._go_on()

    def _go_on(self) -> None:
        """Say now and then that the job is being worked on. Raises RunWasStopped."""
        if self._stopped_number >= self._number:
            raise RunWasStopped
        now = time.monotonic()
        if now - self._said_at >= _HEARTBEAT_SECONDS:
            self._said_at = now
            self._wire.send(Alive(self._number))

    def _listen(self) -> None:
        """Take orders until the server is gone: one that was killed cannot tell its workers to end."""
        parent = parent_process()
        others = [] if parent is None else [parent.sentinel]
        while self._wire in connection.wait([self._wire, *others]):
            try:
                order = self._wire.recv()
            except (EOFError, OSError):
                break
            if isinstance(order, StopJob):
                self._stopped_number = order.number
            else:
                self._jobs.put(order)
        os._exit(1)


class WatchedSandbox:
    """A sandbox whose boxes call `on_tick` while they wait for their programs. Implements `runner.sandbox.Sandbox`."""

    def __init__(self, sandbox: Sandbox, on_tick: Callable[[], None]) -> None:
        self._sandbox = sandbox
        self._on_tick = on_tick

    @property
    def name(self) -> str:
        """Name of the back-end."""
        return self._sandbox.name

    @property
    def environment_sha256(self) -> str:
        """Fingerprint of what programs run with."""
        return self._sandbox.environment_sha256

    def layers(self) -> tuple[Layer, ...]:
        """Which protections are in force."""
        return self._sandbox.layers()

    def open(self, program: Program, limits: Limits) -> Box:
        """Start a fresh process, and watch it. Raises SandboxError, and what `on_tick` raises."""
        self._on_tick()
        box = self._sandbox.open(program, limits)
        if isinstance(box, Ticking):
            box.on_tick = self._on_tick
        return box

    def open_notebook(self, profile: Profile, files: Mapping[str, bytes], limits: Limits, *, seed: int = 0) -> Notebook:
        """Start a lasting process, which nobody watches from here. Raises SandboxError."""
        return self._sandbox.open_notebook(profile, files, limits, seed=seed)
