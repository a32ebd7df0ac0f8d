"""The cells of one open session: which one runs, what becomes of it, and what its log is told.

Events are handed to the session's actor one by one; their order is that in which things happened. Must not know
stores, sockets or processes.
"""

import asyncio
import logging
from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from agent.commands import RunCell
from agent.drive import Resumed
from question_bank.package import Question
from runner.report import Measured
from server.notebook_process import fault
from server.notebooks import Notebooks, WhyEnded
from transcripts.cells import cells_of
from transcripts.envelope import Actor
from transcripts.events import CellRan, CellsEnded, RunQueued

_LOG = logging.getLogger(__name__)


class CellsTold(NamedTuple):
    """Something that happened to the cells, for the log."""

    event: CellRan | CellsEnded | RunQueued
    actor: Actor


class SessionCells:
    """Runs a session's cells, one at a time."""

    def __init__(
        self, session_id: str, question: Question, notebooks: Notebooks, tell: Callable[[CellsTold], None]
    ) -> None:
        self._session_id = session_id
        self._question = question
        self._notebooks = notebooks
        self._tell = tell
        self._running: RunCell | None = None
        self._task: asyncio.Task[None] | None = None

    @property
    def is_running(self) -> bool:
        """Whether a cell is going."""
        return self._running is not None

    def start(self, run: RunCell, code: str) -> None:
        """Run a cell of the code as it is at this moment."""
        self._running = run
        self._task = asyncio.create_task(self._perform(run, code), name=f"cell-{self._session_id}-{run.requested_seq}")

    def stop(self, requested_seq: int) -> None:
        """Interrupt the cell that was asked for there, if it is going."""
        if self._running is not None and self._running.requested_seq == requested_seq:
            self._notebooks.interrupt(self._session_id)

    def restart(self) -> None:
        """End the notebook, with a cell that runs in it; the next cell has an empty one."""
        going = self._task
        if going is None or going.done():
            self._notebooks.end(self._session_id)
            self._told_of_restart()
            return
        # One that still waits for a notebook of its own is stopped by this, one that runs by the end of its process.
        self._notebooks.interrupt(self._session_id)
        self._notebooks.end(self._session_id)
        going.add_done_callback(self._told_of_restart)

    def give_up(self) -> None:
        """End everything; nobody is told. Safe to call twice."""
        self._notebooks.end(self._session_id)
        if self._task is not None:
            self._task.cancel()

    async def close(self) -> None:
        """End everything, and wait until that is so; nobody is told."""
        self.give_up()
        if self._task is not None:
            await asyncio.gather(self._task, return_exceptions=True)

    def take_in(self, told: CellsTold) -> None:
        """Note what is about to be stored: after a report the next cell may go."""
        if isinstance(told.event, CellRan):
            self._running = None

    def _told_of_restart(self, _: object = None) -> None:
        self._tell(CellsTold(CellsEnded(why="restarted"), "server"))

    async def _perform(self, run: RunCell, code: str) -> None:
        try:
            cell = cells_of(code)[run.cell]
            report, measured = await self._notebooks.run(
                self._session_id,
                self._question,
                cell,
                self._taken_away,
                partial(self._waits, run.requested_seq),
            )
        except Exception:  # noqa: BLE001
            # Broad on purpose: whatever failed here is ours, and must reach the candidate as just that.
            _LOG.exception("a cell failed", extra={"action": "cell_fault", "owner": self._session_id})
            report, measured = fault(""), Measured(wall_ms=0)
        ran = CellRan(requested_seq=run.requested_seq, report=report, measured=measured)
        self._tell(CellsTold(ran, "runner"))

    def _taken_away(self, why: WhyEnded) -> None:
        self._tell(CellsTold(CellsEnded(why=why), "server"))

    def _waits(self, requested_seq: int, n_ahead: int) -> None:
        self._tell(CellsTold(RunQueued(requested_seq=requested_seq, n_ahead=n_ahead), "server"))


def lost_with_server(resumed: Resumed, *, was_put_away: bool) -> tuple[CellsTold, ...]:
    """Say what became of the cells of a session that is taken up again: nothing of them outlives its opening.

    `was_put_away`: this server did so, because nobody was connected.
    """
    told = []
    if resumed.cells_hold_state:
        told.append(CellsTold(CellsEnded(why="idle" if was_put_away else "server_restarted"), "server"))
    for run in resumed.cells:
        report = fault("the server stopped while it ran")
        ran = CellRan(requested_seq=run.requested_seq, report=report, measured=Measured(wall_ms=0))
        told.append(CellsTold(ran, "runner"))
    return tuple(told)
