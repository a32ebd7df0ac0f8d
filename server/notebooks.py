"""The notebooks of all sessions: at most so many, each in a sandboxed process that is frozen between its cells.

A notebook that nobody used for long is ended; when all are taken, the one that was idle for longest makes room, and
when none is idle, who wants one waits. Whoever loses a notebook this way is told. Must not know sessions' logs.
"""

import asyncio
import contextlib
import itertools
import logging
import multiprocessing
import queue
import threading
from collections.abc import Callable
from multiprocessing import connection
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Literal, Protocol, TypeAlias

from question_bank.load import Bank
from question_bank.package import Question
from runner.report import CellReport, Measured
from server import notebook_process
from server.notebook_process import (
    CellEnded,
    CloseNotebook,
    InterruptNotebook,
    Order,
    RunInNotebook,
    Warm,
    fault,
    stopped_before,
)
from server.sandbox_choice import AUTOMATIC, Choice
from transcripts.cells import Cell

_LOG = logging.getLogger(__name__)
_END_SECONDS = 5.0
_PATIENCE_SECONDS = 300.0
"""Beyond several times its wall limit: a process of cells may have to import its libraries on a crowded machine."""
_N_WALL_LIMITS = 6
QUIET_WAIT_SECONDS = 2.0
"""A wait of less than this is not spoken of."""

WhyEnded: TypeAlias = Literal["idle", "crowded", "server_restarted"]
OnEnded: TypeAlias = Callable[[WhyEnded], None]
"""Called when a notebook that held variables is ended without its session having asked for it."""
OnQueued: TypeAlias = Callable[[int], None]
"""Called with the number of those ahead, when a cell has to wait for others' notebooks."""


class Notebooks(Protocol):
    """What sessions need to run cells."""

    def warm(self, question: Question) -> None:
        """Make ready for cells of a question. Returns at once."""
        ...

    async def run(
        self, session_id: str, question: Question, cell: Cell, on_ended: OnEnded, on_queued: OnQueued
    ) -> tuple[CellReport, Measured]:
        """Run a cell in the session's notebook. One at a time for each session. Never raises."""
        ...

    def interrupt(self, session_id: str) -> None:
        """Stop the session's running cell; what there is stays, if the cell heeds it."""
        ...

    def end(self, session_id: str) -> None:
        """End the session's notebook, with a cell that runs in it. Nobody is told. Safe when there is none."""
        ...

    async def close(self) -> None:
        """End all. Safe to call twice."""
        ...


class _Held:
    """One session's notebook."""

    def __init__(self, key: int, on_ended: OnEnded) -> None:
        self.key = key
        self.on_ended = on_ended
        self.is_busy = False
        self.used_at = 0.0
        self.idle_timer: asyncio.TimerHandle | None = None


class ProcessNotebooks:
    """Implements `Notebooks` with one worker process that holds all of them. Use it inside one running event loop."""

    def __init__(self, bank: Bank, *, n_most: int = 4, idle_seconds: float = 900.0, choice: Choice = AUTOMATIC) -> None:
        self._bank = bank
        self._n_most = n_most
        self._idle_seconds = idle_seconds
        self._choice = choice
        self._host: _Host | None = None
        self._keys = itertools.count(1)
        self._held: dict[str, _Held] = {}
        self._waiting: dict[str, asyncio.Future[bool]] = {}
        """Who wants a notebook and cannot have one yet: True when there may be room, False when it is not wanted."""
        self._closed = False

    def warm(self, question: Question) -> None:
        """Start the process of the notebooks and have one made ready; only for questions that give data to look at."""
        if question.kind == "end_to_end" and not self._closed:
            with contextlib.suppress(OSError):
                self._the_host().send(Warm(question.profile))

    async def run(
        self, session_id: str, question: Question, cell: Cell, on_ended: OnEnded, on_queued: OnQueued
    ) -> tuple[CellReport, Measured]:
        """Run a cell in the session's notebook."""
        held = await self._taken(session_id, on_ended, on_queued)
        if held is None:
            return stopped_before(state_lost=False), Measured(wall_ms=0)
        try:
            report, measured = await self._run(held, question, cell)
        except asyncio.CancelledError:
            if self._held.get(session_id) is held:
                self.end(session_id)
            raise
        held.is_busy = False
        if self._held.get(session_id) is held:
            if report.state_lost:
                self._forget(session_id)
                self._send(CloseNotebook(held.key))
            else:
                self._keep(session_id, held)
        self._let_one_in()
        return report, measured

    def interrupt(self, session_id: str) -> None:
        """Stop the session's running cell."""
        waiting = self._waiting.get(session_id)
        if waiting is not None and not waiting.done():
            waiting.set_result(False)
        elif session_id in self._held:
            self._send(InterruptNotebook(self._held[session_id].key))

    def end(self, session_id: str) -> None:
        """End the session's notebook."""
        held = self._forget(session_id)
        if held is not None:
            self._send(CloseNotebook(held.key))
            self._let_one_in()

    async def close(self) -> None:
        """End all, with the process that holds them."""
        self._closed = True
        for session_id in tuple(self._held):
            self._forget(session_id)
        for waiting in self._waiting.values():
            if not waiting.done():
                waiting.set_result(False)
        if self._host is not None:
            self._host.kill()
            self._host = None

    async def _taken(self, session_id: str, on_ended: OnEnded, on_queued: OnQueued) -> _Held | None:
        """Give the session's notebook, busy; None when it was stopped while it waited for one."""
        while session_id not in self._held and len(self._held) >= self._n_most:
            idle = {name: held for name, held in self._held.items() if not held.is_busy}
            if idle:
                self._take_away(min(idle, key=lambda name: idle[name].used_at), "crowded")
            elif not await self._room(session_id, on_queued):
                return None
        if self._closed:
            return None
        held = self._held.get(session_id)
        if held is None:
            held = self._held[session_id] = _Held(next(self._keys), on_ended)
        held.on_ended, held.is_busy = on_ended, True
        if held.idle_timer is not None:
            held.idle_timer.cancel()
        return held

    async def _room(self, session_id: str, on_queued: OnQueued) -> bool:
        """Wait until there may be room. False when the cell is not wanted any more."""
        n_ahead = len(self._waiting) + 1
        loop = asyncio.get_running_loop()
        waiting = self._waiting[session_id] = loop.create_future()
        telling = loop.call_later(QUIET_WAIT_SECONDS, on_queued, n_ahead)
        try:
            may_have_room: bool = await waiting
            return may_have_room
        finally:
            telling.cancel()
            self._waiting.pop(session_id, None)

    def _let_one_in(self) -> None:
        for waiting in self._waiting.values():
            if not waiting.done():
                waiting.set_result(True)
                return

    async def _run(self, held: _Held, question: Question, cell: Cell) -> tuple[CellReport, Measured]:
        seconds = question.limits.wall_seconds * _N_WALL_LIMITS + _PATIENCE_SECONDS
        host = None
        try:
            host = self._the_host()
            async with asyncio.timeout(seconds):
                return await host.run(held.key, question, self._bank.folder_of(question.id), cell)
        except (OSError, TimeoutError, _HostEnded) as error:
            _LOG.warning("the process of the notebooks failed: %s", error, extra={"action": "notebooks_failed"})
            self._lose(host)
            return fault("the process that holds the cells ended"), Measured(wall_ms=0)

    def _keep(self, session_id: str, held: _Held) -> None:
        loop = asyncio.get_running_loop()
        held.used_at = loop.time()
        held.idle_timer = loop.call_later(self._idle_seconds, self._take_away, session_id, "idle")

    def _take_away(self, session_id: str, why: WhyEnded) -> None:
        held = self._forget(session_id)
        if held is not None:
            self._send(CloseNotebook(held.key))
            held.on_ended(why)
            self._let_one_in()

    def _forget(self, session_id: str) -> _Held | None:
        held = self._held.pop(session_id, None)
        if held is not None and held.idle_timer is not None:
            held.idle_timer.cancel()
        return held

    def _lose(self, host: "_Host | None") -> None:
        """Let go of a process that failed, and tell those who were not at work in it; the others see it."""
        if host is None or self._host is not host:
            return
        self._host = None
        host.kill()
        for session_id in tuple(self._held):
            held = self._forget(session_id)
            if held is not None and not held.is_busy:
                held.on_ended("server_restarted")

    def _send(self, order: Order) -> None:
        # What is gone needs no telling: its notebooks went with it.
        if self._host is not None:
            self._host.send(order)

    def _the_host(self) -> "_Host":
        """Give the process, started when there is none. Raises OSError."""
        if self._host is None:
            self._host = _Host(self._choice, on_end=self._lose)
        return self._host


class _HostEnded(Exception):
    """The process of the notebooks ended before it could report."""


class _Host:
    """The worker process as the server sees it. Raises OSError when it cannot be started."""

    def __init__(self, choice: Choice, *, on_end: "Callable[[_Host], None]") -> None:
        self._on_end = on_end
        self._loop = asyncio.get_running_loop()
        self._numbers = itertools.count(1)
        self._answers: dict[int, asyncio.Future[CellEnded]] = {}
        self._orders: queue.SimpleQueue[Order | None] = queue.SimpleQueue()
        context = multiprocessing.get_context("spawn")
        self._wire: Connection[Order, CellEnded]
        self._wire, theirs = context.Pipe()
        try:
            self._process = context.Process(
                target=notebook_process.serve, args=(theirs, choice), name="notebooks", daemon=True
            )
            self._process.start()
        except BaseException:
            self._wire.close()
            raise
        finally:
            theirs.close()
        threading.Thread(target=self._speak, name="notebooks-speak", daemon=True).start()
        threading.Thread(target=self._listen, name="notebooks-listen", daemon=True).start()

    async def run(self, key: int, question: Question, folder: Path, cell: Cell) -> tuple[CellReport, Measured]:
        """Have a cell run. Raises _HostEnded."""
        number = next(self._numbers)
        answer = self._answers[number] = self._loop.create_future()
        try:
            self.send(RunInNotebook(number, key, question, folder, cell.source, cell.first_line))
            ended = await answer
        finally:
            self._answers.pop(number, None)
        return ended.report, ended.measured

    def send(self, order: Order) -> None:
        """Send an order, in a while: a process that is just starting is slow to read."""
        self._orders.put(order)

    def kill(self) -> None:
        """End it at once, and all notebooks with it. Safe to call twice."""
        self._process.kill()

    def _speak(self) -> None:
        """In a thread of its own: send what is to be sent."""
        # What is gone is noticed by whoever listens.
        with contextlib.suppress(OSError):
            while (order := self._orders.get()) is not None:
                self._wire.send(order)

    def _listen(self) -> None:
        """In a thread of its own: hand on what the process says, until it is gone."""
        # A loop that is closed has nobody left to tell.
        with contextlib.suppress(RuntimeError):
            while self._wire in connection.wait([self._wire, self._process.sentinel]):
                try:
                    ended = self._wire.recv()
                except (EOFError, OSError):
                    break
                self._loop.call_soon_threadsafe(self._hear, ended)
            self._loop.call_soon_threadsafe(self._hear_the_end)
        self._orders.put(None)
        self._process.join(_END_SECONDS)
        self._wire.close()

    def _hear(self, ended: CellEnded) -> None:
        answer = self._answers.get(ended.number)
        if answer is not None and not answer.done():
            answer.set_result(ended)

    def _hear_the_end(self) -> None:
        for answer in self._answers.values():
            if not answer.done():
                answer.set_exception(_HostEnded("it ended by itself"))
        self._on_end(self)
