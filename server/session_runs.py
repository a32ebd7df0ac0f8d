"""The runs that one session has going: each has a place in the machine's queue, can be stopped, and says how far it is.

Must not know logs, sockets or the interviewer: what happened is told to the session's actor, which decides.
"""

import asyncio
from collections.abc import Callable
from typing import NamedTuple, TypeAlias

from agent.commands import RunSuite
from question_bank.package import Question
from server.judge import Judge, Ran, Standing
from server.progress import ProgressBoard
from server.run_queue import Place
from server.wire import Progress


class RunEnded(NamedTuple):
    """A run is over; `ran` is None when it was stopped before it had a report."""

    requested_seq: int
    ran: Ran | None


class RunWaits(NamedTuple):
    """A run has waited for so long that its candidate should hear of it."""

    requested_seq: int


RunNews: TypeAlias = RunEnded | RunWaits


class _Going(NamedTuple):
    place: Place
    task: asyncio.Task[None]
    wait_over: asyncio.TimerHandle


class SessionRuns:
    """Starts, stops and watches the runs of a session. `tell` and the board are called from the running loop."""

    def __init__(
        self,
        session_id: str,
        question: Question,
        judge: Judge,
        *,
        tell: Callable[[RunNews], None],
        board: ProgressBoard,
        patience_seconds: float,
    ) -> None:
        self._session_id = session_id
        self._question = question
        self._judge = judge
        self._tell = tell
        self._board = board
        self._patience_seconds = patience_seconds
        self._going: dict[int, _Going] = {}

    def __bool__(self) -> bool:
        """Whether any run is going."""
        return bool(self._going)

    def reserve(self) -> Place:
        """Take a place for a run that may be asked for. Raises MachineBusy."""
        return self._judge.enter(self._session_id)

    def give_back_unless_used(self, place: Place | None) -> None:
        """Let go of a place that was reserved and that no run was started at."""
        if place is not None and all(going.place is not place for going in self._going.values()):
            self._judge.leave(place)

    def start(self, run: RunSuite, source: str, place: Place | None = None) -> None:
        """Have a run done, at the place that was reserved for it, else at one of its own."""
        place = place or self._judge.enter(self._session_id, promised=True)
        task = asyncio.create_task(
            self._perform(run, source, place), name=f"run-{self._session_id}-{run.requested_seq}"
        )
        wait_over = asyncio.get_running_loop().call_later(
            self._patience_seconds, self._tell, RunWaits(run.requested_seq)
        )
        self._going[run.requested_seq] = _Going(place, task, wait_over)

    def n_ahead(self, requested_seq: int) -> int | None:
        """Say how many runs come before one that waits; None when it does not."""
        going = self._going.get(requested_seq)
        return going.place.n_ahead if going is not None and going.place.is_waiting else None

    def stop(self, requested_seq: int) -> None:
        """Have a run end soon; nothing when it is over already."""
        going = self._going.get(requested_seq)
        if going is not None:
            self._judge.stop(going.place)

    def stop_all(self) -> None:
        """Have all runs end soon."""
        for requested_seq in self._going:
            self.stop(requested_seq)

    def forget(self, requested_seq: int) -> None:
        """Take in that the actor has heard of the end of a run."""
        going = self._going.pop(requested_seq, None)
        if going is not None:
            going.wait_over.cancel()

    async def close(self) -> None:
        """Give up whatever is going. Safe to call twice."""
        tasks = [going.task for going in self._going.values()]
        for going in self._going.values():
            going.wait_over.cancel()
            going.task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        for going in self._going.values():
            # A task that was cancelled before its first step never came to give its place back.
            self._judge.leave(going.place)

    async def _perform(self, run: RunSuite, source: str, place: Place) -> None:
        seq = run.requested_seq

        def watch(standing: Standing) -> None:
            self._board.put(
                Progress(
                    requested_seq=seq, state=standing.state, n_ahead=standing.n_ahead,
                    n_done=standing.n_done, n_checks=standing.n_checks,
                )
            )  # fmt: skip

        try:
            ran = await self._judge.run(self._question, source, run.purpose, place, watch)
        finally:
            # Before the end is told, so that no page hears of a run that is over.
            self._board.remove(seq)
        self._tell(RunEnded(seq, ran))
