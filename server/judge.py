"""Runs candidates' code against the checks of a question, away from the event loop.

Each lane is a process of its own that does one run at a time: checks are trusted but heavy (they import scientific
libraries and compute), so they belong neither in the loop nor in a thread beside it. A lane that dies or hangs takes
no other run with it and is replaced. Whose run gets a lane when, `server.run_queue` decides. Must not know sessions.
"""

import asyncio
import contextlib
import logging
import time
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any, Literal, Protocol, TypeAlias

from msgspec import Struct

from question_bank.load import Bank
from question_bank.package import Question
from runner.report import Measured, Purpose, RunReport, Verdict
from runner.sandbox import Profile
from server.lane import JobStopped, Lane, LaneDied, LaneFailed
from server.run_queue import Place, QueueState, RunQueue
from server.sandbox_choice import AUTOMATIC, Choice

_LOG = logging.getLogger(__name__)
SILENCE_SECONDS = 120.0
"""A lane that says nothing for so long hangs. While a program is waited for it speaks once a second; between that it
computes for seconds at most, or imports a library, which takes half a minute on a crowded machine."""
STOP_SECONDS = 3.0
"""A run that is not wanted any more and did not end by itself within this is ended together with its lane."""
_N_ATTEMPTS = 2
"""A run whose lane died is tried again, once: it may have been the machine, or the code's appetite."""
_OURSELVES = "the server"
"""Owner of what the server itself wants of a lane."""


class RunnerState(Struct, frozen=True, kw_only=True):
    """What runs the code, and whether it can."""

    name: str
    available: bool
    message: str


class Standing(Struct, frozen=True, kw_only=True):
    """How far a run is."""

    state: Literal["waiting", "running"]
    n_ahead: int = 0
    n_done: int = 0
    n_checks: int = 0


Ran: TypeAlias = tuple[RunReport, Measured]
Watch: TypeAlias = Callable[[Standing], None]


class Judge(Protocol):
    """What sessions need of a runner."""

    def warm(self, question: Question) -> None:
        """Make ready for runs of a question: start what takes a while. Returns at once."""
        ...

    async def state(self) -> RunnerState:
        """Say what runs the code, finding out first when that is not known yet."""
        ...

    def enter(self, owner: str, *, promised: bool = False) -> Place:
        """Take a place in the queue for a run. Raises MachineBusy, unless the run was `promised` before."""
        ...

    def leave(self, place: Place) -> None:
        """Give a place back that is not needed after all. Safe to call twice."""
        ...

    async def run(
        self, question: Question, source: str, purpose: Purpose, place: Place | None = None, watch: Watch | None = None
    ) -> Ran | None:
        """Run a submission when its turn comes; None when it was stopped before it had a report.

        `watch` is told how far it is. Never raises: what goes wrong on our side is a report with `runner_fault`.
        """
        ...

    def stop(self, place: Place) -> None:
        """Have the run at this place end soon, wherever it is. Returns at once; `run` tells what came of it."""
        ...

    def queue_state(self) -> QueueState:
        """Say how busy the machine is."""
        ...

    async def close(self) -> None:
        """Kill what runs. Safe to call twice."""
        ...


class ProcessJudge:
    """Implements `Judge` with worker processes, one for each run that may go at the same time."""

    def __init__(
        self,
        bank: Bank,
        *,
        n_workers: int = 2,
        most_waiting: int = 100,
        choice: Choice = AUTOMATIC,
        calibrations: Path | None = None,
    ) -> None:
        """`calibrations`: the file of `server.calibrations`; without one the limits are those of the questions."""
        self._bank = bank
        self._choice = choice
        self._calibrations = calibrations
        self._queue = RunQueue(n_lanes=n_workers, most_waiting=most_waiting)
        self._free = [Lane(choice=choice) for _ in range(n_workers)]
        """As many as may be at work and are not; the one that was used last is the last."""
        self._busy: dict[Place, Lane] = {}
        self._unwanted: set[Place] = set()
        self._ready_for: dict[Lane, set[Profile]] = {}
        """Which profiles a lane has run."""
        self._state: RunnerState | None = None
        self._finding_out = asyncio.Lock()
        self._warmed: set[Profile | str] = set()
        """Profiles, and questions by their fingerprint."""
        self._warming: set[asyncio.Task[None]] = set()
        self._closed = False

    def warm(self, question: Question) -> None:
        """Start a lane, have a process made ready and time limits measured, in the background and once for each."""
        if not self._closed and not {question.profile, question.sha256} <= self._warmed:
            warming = asyncio.create_task(self._warm(question), name=f"warm-{question.id}")
            self._warming.add(warming)
            warming.add_done_callback(self._warming.discard)

    async def state(self) -> RunnerState:
        """Say what runs the code. A failure to find out is not remembered: the next call tries again."""
        async with self._finding_out:
            if self._state is None:
                try:
                    name, available, message = await self._ask_lane("runner_state")
                except LaneFailed as error:
                    return RunnerState(name="", available=False, message=str(error))
                self._state = RunnerState(name=name, available=available, message=message)
            return self._state

    def queue_state(self) -> QueueState:
        """Say how busy the machine is."""
        return self._queue.state()

    def enter(self, owner: str, *, promised: bool = False) -> Place:
        """Take a place in the queue. Raises MachineBusy."""
        return self._queue.enter(owner, promised=promised)

    def leave(self, place: Place) -> None:
        """Give a place back."""
        self._queue.leave(place)

    async def run(
        self, question: Question, source: str, purpose: Purpose, place: Place | None = None, watch: Watch | None = None
    ) -> Ran | None:
        """Run a submission in the lane that was used last, which is the warm one."""
        place = place or self.enter(_OURSELVES, promised=True)
        entered_at = time.monotonic()
        try:
            if place.is_waiting and watch is not None:
                place.on_moved = lambda n_ahead: watch(Standing(state="waiting", n_ahead=n_ahead))
                place.on_moved(place.n_ahead)
            if not await place.turn() or place in self._unwanted:
                return None
            waited_ms = round((time.monotonic() - entered_at) * 1000)
            if watch is not None:
                watch(Standing(state="running"))
            ran = await self._run_at_turn(place, question, source, purpose, watch)
            _log_run(place, question, purpose, waited_ms, ran)
            return ran
        finally:
            self._unwanted.discard(place)
            self._queue.leave(place)

    def stop(self, place: Place) -> None:
        """Have a run end: one that waits leaves the queue, one that is at work ends in its lane, which lives on."""
        if place.has_left:
            return
        if place.is_waiting:
            self._queue.leave(place)
            return
        self._unwanted.add(place)
        lane = self._busy.get(place)
        if lane is not None:
            lane.stop_job()
            # A run that cannot be ended between two steps (it starts up, or a check computes) ends with its lane.
            asyncio.get_running_loop().call_later(STOP_SECONDS, self._kill_if_still_at, place, lane)

    async def close(self) -> None:
        """Kill all lanes."""
        self._closed = True
        for warming in tuple(self._warming):
            warming.cancel()
        await asyncio.gather(*self._warming, return_exceptions=True)
        for lane in (*self._free, *self._busy.values()):
            lane.kill()

    async def _run_at_turn(
        self, place: Place, question: Question, source: str, purpose: Purpose, watch: Watch | None
    ) -> Ran | None:
        """Run it, a second time when the lane died; what is left is our fault. None when it was stopped."""
        failed: LaneFailed | None = None
        for attempt in range(1, _N_ATTEMPTS + 1):
            try:
                return await self._run_in_lane(place, question, source, purpose, watch)
            except JobStopped:
                return None
            except LaneFailed as error:
                if place in self._unwanted:
                    return None
                _LOG.warning(
                    "session %s: a lane failed at attempt %d: %s", place.owner, attempt, error,
                    extra={"action": "lane_failed", "owner": place.owner, "attempt": attempt},
                )  # fmt: skip
                failed = error
                if self._closed or not isinstance(error, LaneDied):
                    break
            except Exception:  # noqa: BLE001
                # Broad on purpose: whatever failed here is ours, and must reach the candidate as just that.
                _LOG.exception("a run failed", extra={"action": "runner_fault", "owner": place.owner})
                break
        return fault_report(source, purpose, str(failed or "")), Measured(wall_ms=0)

    async def _run_in_lane(
        self, place: Place, question: Question, source: str, purpose: Purpose, watch: Watch | None
    ) -> Ran:
        def tell(n_done: int, n_checks: int) -> None:
            if watch is not None:
                watch(Standing(state="running", n_done=n_done, n_checks=n_checks))

        folder = self._bank.folder_of(question.id)
        with self._lane_for(place, question.profile) as lane:
            ran: Ran = await lane.do(
                "run_submission", question, folder, source, purpose, self._calibrations,
                silence_seconds=SILENCE_SECONDS, on_progress=tell,
            )  # fmt: skip
        return ran

    async def _ask_lane(self, name: str, *arguments: Any, profile: Profile | None = None) -> Any:
        """Have a lane do something for the server itself. Raises LaneFailed."""
        place = self._queue.enter(_OURSELVES, promised=True)
        try:
            await place.turn()
            with self._lane_for(place, profile) as lane:
                return await lane.do(name, *arguments, silence_seconds=SILENCE_SECONDS)
        finally:
            self._queue.leave(place)

    async def _warm(self, question: Question) -> None:
        await self.state()
        if not self._queue.has_room:
            # Nobody waits for us: runs that are at work make things ready as well, and the next to come asks again.
            return
        profile, folder = question.profile, self._bank.folder_of(question.id)
        is_new_profile, is_new_question = profile not in self._warmed, question.sha256 not in self._warmed
        self._warmed |= {profile, question.sha256}
        # What is wrong here is said when code is run.
        with contextlib.suppress(LaneFailed):
            if is_new_profile:
                await self._ask_lane("warm", profile, profile=profile)
            # With something else to do, it is left to the first run of the question, which else finds it done.
            if is_new_question and self._calibrations is not None and self._queue.has_room:
                await self._ask_lane("calibrate", question, folder, self._calibrations, profile=profile)

    @contextlib.contextmanager
    def _lane_for(self, place: Place, profile: Profile | None) -> Iterator[Lane]:
        """Give a free lane as long as the context lasts; one that fails in it is replaced."""
        # There is one: as many are at work as there are lanes, and each has one.
        ready = [lane for lane in self._free if profile in self._ready_for.get(lane, ())]
        lane = ready[-1] if ready else self._free[-1]
        self._free.remove(lane)
        if lane.is_dead and not self._closed:
            lane = self._in_place_of(lane)
        self._busy[place] = lane
        try:
            yield lane
            if profile is not None:
                self._ready_for.setdefault(lane, set()).add(profile)
        except JobStopped:
            raise
        except BaseException:
            # It may be half done, and must not hold the next one up; also when nobody waits for it any more.
            lane.kill()
            raise
        finally:
            del self._busy[place]
            self._free.append(self._in_place_of(lane) if lane.is_dead and not self._closed else lane)

    def _in_place_of(self, lane: Lane) -> Lane:
        self._ready_for.pop(lane, None)
        return Lane(choice=self._choice)

    def _kill_if_still_at(self, place: Place, lane: Lane) -> None:
        if self._busy.get(place) is lane:
            _LOG.warning("session %s: a run did not stop, and its lane was killed", place.owner)
            lane.kill()


def _log_run(place: Place, question: Question, purpose: Purpose, waited_ms: int, ran: Ran | None) -> None:
    verdict = ran[0].verdict.value if ran is not None else "stopped"
    _LOG.info(
        "session %s: %s of %s waited %d ms: %s", place.owner, purpose, question.id, waited_ms, verdict,
        extra={
            "action": "run", "owner": place.owner, "question": question.id, "purpose": purpose,
            "waited_ms": waited_ms, "verdict": verdict, "ran_ms": ran[1].wall_ms if ran is not None else None,
        },
    )  # fmt: skip


def fault_report(source: str, purpose: Purpose, message: str) -> RunReport:
    """Report that we failed, which says nothing about the code."""
    return RunReport(
        purpose=purpose,
        verdict=Verdict.RUNNER_FAULT,
        error=message or "Running the code failed on our side. Your code was not judged; run it again.",
        submission_sha256=sha256(source.encode()).hexdigest(),
    )
