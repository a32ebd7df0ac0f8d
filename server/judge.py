"""Runs candidates' code against the checks of a question, away from the event loop.

Each lane is a process of its own that does one run at a time: checks are trusted but heavy (they import scientific
libraries and compute), so they belong neither in the loop nor in a thread beside it. A lane that dies or hangs takes
no other run with it; it is replaced, and its run is reported as our fault. Must not know sessions.
"""

import asyncio
import contextlib
import logging
import multiprocessing
import os
import signal
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from hashlib import sha256
from pathlib import Path
from typing import ParamSpec, Protocol, TypeVar

from msgspec import Struct

from question_bank.load import Bank
from question_bank.package import Question
from runner.report import Measured, Purpose, RunReport, Verdict
from runner.sandbox import Profile
from server import judge_process

_LOG = logging.getLogger(__name__)
_START_SECONDS = 60.0

_P = ParamSpec("_P")
_T = TypeVar("_T")


class RunnerState(Struct, frozen=True, kw_only=True):
    """What runs the code, and whether it can."""

    name: str
    available: bool
    message: str


class Judge(Protocol):
    """What sessions need of a runner."""

    def warm(self, question: Question) -> None:
        """Make ready for runs of a question: start what takes a while. Returns at once."""
        ...

    async def state(self) -> RunnerState:
        """Say what runs the code, finding out first when that is not known yet."""
        ...

    async def run(self, question: Question, source: str, purpose: Purpose) -> tuple[RunReport, Measured]:
        """Run a submission. Never raises: what goes wrong on our side is a report with `runner_fault`."""
        ...

    async def close(self) -> None:
        """Kill what runs. Safe to call twice."""
        ...


class LaneFailed(Exception):
    """A lane's process died or did not come back in time."""


class _Lane:
    """One worker process, started at its first use."""

    def __init__(self, *, allow_unsafe: bool) -> None:
        self._pool = ProcessPoolExecutor(
            max_workers=1,
            mp_context=multiprocessing.get_context("spawn"),
            initializer=judge_process.prepare,
            initargs=(allow_unsafe,),
        )
        self._pid: int | None = None

    async def state(self) -> RunnerState:
        """Ask the process what it would run code with. Raises LaneFailed."""
        await self._start()
        name, available, message = await self._do(_START_SECONDS, judge_process.runner_state)
        return RunnerState(name=name, available=available, message=message)

    async def run(self, question: Question, folder: Path, source: str, purpose: Purpose) -> tuple[RunReport, Measured]:
        """Run a submission. Raises LaneFailed."""
        await self._start()
        seconds = deadline_seconds(question)
        return await self._do(seconds, judge_process.run_submission, question, folder, source, purpose)

    async def warm(self, profile: Profile) -> None:
        """Have a process for code made ready. Raises LaneFailed."""
        await self._do(_START_SECONDS, judge_process.warm, profile)

    async def _start(self) -> None:
        if self._pid is None:
            self._pid = await self._do(_START_SECONDS, os.getpid)

    async def _do(self, seconds: float, job: Callable[_P, _T], *args: _P.args, **kwargs: _P.kwargs) -> _T:
        try:
            async with asyncio.timeout(seconds):
                return await asyncio.wrap_future(self._pool.submit(job, *args, **kwargs))
        except BrokenProcessPool as error:
            raise LaneFailed("The process that runs code ended before it could report.") from error
        except TimeoutError as error:
            # Before OSError, of which it is one.
            raise LaneFailed(f"The run was not over after {seconds:.0f} seconds and was given up.") from error
        except (OSError, RuntimeError) as error:
            # What the machine says when it has no room for another process.
            raise LaneFailed(f"The process that runs code cannot be started: {error}") from error

    def kill(self) -> None:
        """End the process at once, whatever it does."""
        if self._pid is not None:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self._pid, signal.SIGKILL)
        self._pool.shutdown(wait=False, cancel_futures=True)


class ProcessJudge:
    """Implements `Judge` with worker processes, one for each run that may go at the same time."""

    def __init__(self, bank: Bank, *, n_workers: int = 2, allow_unsafe: bool = False) -> None:
        self._bank = bank
        self._allow_unsafe = allow_unsafe
        self._lanes = [_Lane(allow_unsafe=allow_unsafe) for _ in range(n_workers)]
        self._free: asyncio.LifoQueue[_Lane] = asyncio.LifoQueue()
        for lane in self._lanes:
            self._free.put_nowait(lane)
        self._state: RunnerState | None = None
        self._finding_out = asyncio.Lock()
        self._warmed: set[Profile] = set()
        self._warming: set[asyncio.Task[None]] = set()
        self._closed = False

    def warm(self, question: Question) -> None:
        """Start a lane, try its sandbox and have a process made ready, in the background and once for each profile."""
        if not self._closed and question.profile not in self._warmed:
            self._warmed.add(question.profile)
            warming = asyncio.create_task(self._warm(question.profile), name=f"warm-{question.profile}")
            self._warming.add(warming)
            warming.add_done_callback(self._warming.discard)

    async def state(self) -> RunnerState:
        """Say what runs the code. A failure to find out is not remembered: the next call tries again."""
        async with self._finding_out:
            if self._state is None:
                lane = await self._free.get()
                try:
                    self._state = await lane.state()
                except LaneFailed as error:
                    lane = self._replace(lane)
                    return RunnerState(name="", available=False, message=str(error))
                finally:
                    self._free.put_nowait(lane)
            return self._state

    async def _warm(self, profile: Profile) -> None:
        await self.state()
        lane = await self._free.get()
        try:
            await lane.warm(profile)
        except LaneFailed:
            lane = self._replace(lane)
        finally:
            self._free.put_nowait(lane)

    async def run(self, question: Question, source: str, purpose: Purpose) -> tuple[RunReport, Measured]:
        """Run a submission in the lane that was used last, which is the warm one."""
        lane = await self._free.get()
        try:
            return await lane.run(question, self._bank.folder_of(question.id), source, purpose)
        except asyncio.CancelledError:
            # Nobody waits for it any more; a half-done run must not hold the next one up.
            lane = self._replace(lane)
            raise
        except Exception as error:  # noqa: BLE001
            # Broad on purpose: whatever failed here is ours, and must reach the candidate as just that.
            _LOG.exception("a run failed", extra={"action": "runner_fault"})
            lane = self._replace(lane)
            return fault_report(source, purpose, str(error) if isinstance(error, LaneFailed) else ""), Measured(
                wall_ms=0
            )
        finally:
            self._free.put_nowait(lane)

    async def close(self) -> None:
        """Kill all lanes."""
        self._closed = True
        for warming in tuple(self._warming):
            warming.cancel()
        await asyncio.gather(*self._warming, return_exceptions=True)
        for lane in self._lanes:
            lane.kill()

    def _replace(self, lane: _Lane) -> _Lane:
        lane.kill()
        if self._closed:
            return lane
        fresh = _Lane(allow_unsafe=self._allow_unsafe)
        self._lanes[self._lanes.index(lane)] = fresh
        return fresh


def deadline_seconds(question: Question) -> float:
    """How long a run may take before its process is given up: each check at its limit, and time to start."""
    return question.limits.wall_seconds * (len(question.checks) + 2) + 60


def fault_report(source: str, purpose: Purpose, message: str) -> RunReport:
    """Report that we failed, which says nothing about the code."""
    return RunReport(
        purpose=purpose,
        verdict=Verdict.RUNNER_FAULT,
        error=message or "Running the code failed on our side. Your code was not judged; run it again.",
        submission_sha256=sha256(source.encode()).hexdigest(),
    )
