"""A session served in this process: memory store, a judge that answers when told to, clocks that tests turn."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from question_bank.load import Bank
from question_bank.package import Question
from runner.report import CellReport, Measured, Purpose, RunReport, Verdict
from server.access import Access
from server.judge import Ran, RunnerState, Standing, Watch
from server.model.lending import ModelLender
from server.model_choice import ModelChoice
from server.notebooks import OnEnded, OnQueued
from server.outbox import Outbox
from server.run_queue import Place, QueueState, RunQueue
from server.sessions import SessionRegistry
from server.settings import Settings, load_settings
from server.sharing.guests import Guests
from server.sharing.store_memory import MemoryShares
from server.wire import Appended, decode_server_message
from server.wiring import Services, make_model
from transcripts.cells import Cell
from transcripts.comments_memory import MemoryComments
from transcripts.envelope import Envelope
from transcripts.store_memory import MemoryStore

QUESTION_ID = "conv2d-naive"
TOKEN = "test-token-0123456789"


class FakeJudge:
    """Says `passed` once `go` is set; remembers what it was given. The queue is the real one."""

    def __init__(self, n_lanes: int = 2, most_waiting: int = 10) -> None:
        self.queue = RunQueue(n_lanes=n_lanes, most_waiting=most_waiting)
        self.stopped: dict[Place, asyncio.Event] = {}
        self.report_wins = False
        self.go = asyncio.Event()
        self.go.set()
        self.sources: list[str] = []
        self.runner = RunnerState(name="fake", available=True, message="")

    def warm(self, question: Question) -> None:
        pass

    async def state(self) -> RunnerState:
        return self.runner

    def enter(self, owner: str, *, promised: bool = False) -> Place:
        return self.queue.enter(owner, promised=promised)

    def leave(self, place: Place) -> None:
        self.queue.leave(place)

    def queue_state(self) -> QueueState:
        return self.queue.state()

    async def run(
        self, question: Question, source: str, purpose: Purpose, place: Place, watch: Watch | None = None
    ) -> Ran | None:
        stopped = self.stopped.setdefault(place, asyncio.Event())
        try:
            place.on_moved = lambda n_ahead: watch(Standing(state="waiting", n_ahead=n_ahead))
            if place.is_waiting:
                place.on_moved(place.n_ahead)
            if not await place.turn():
                return None
            self.sources.append(source)
            watch(Standing(state="running", n_done=0, n_checks=3))
            going, stopping = asyncio.create_task(self.go.wait()), asyncio.create_task(stopped.wait())
            try:
                await asyncio.wait({going, stopping}, return_when=asyncio.FIRST_COMPLETED)
            finally:
                going.cancel()
                stopping.cancel()
            if stopped.is_set() and not self.report_wins:
                return None
            return RunReport(purpose=purpose, verdict=Verdict.PASSED), Measured(wall_ms=1)
        finally:
            self.queue.leave(place)

    def stop(self, place: Place) -> None:
        if place.is_waiting:
            self.queue.leave(place)
        else:
            self.stopped.setdefault(place, asyncio.Event()).set()

    async def close(self) -> None:
        pass


class FakeNotebooks:
    """Answers with the cell's own text once `go` is set; what is lost and when, the test says."""

    def __init__(self) -> None:
        self.go = asyncio.Event()
        self.go.set()
        self.interrupted = asyncio.Event()
        self.ran: list[tuple[str, str, int]] = []
        self.on_ended: dict[str, OnEnded] = {}
        self.on_queued: dict[str, OnQueued] = {}
        self.closed: list[str] = []

    def warm(self, question: Question) -> None:
        pass

    async def run(
        self, session_id: str, question: Question, cell: Cell, on_ended: OnEnded, on_queued: OnQueued
    ) -> tuple[CellReport, Measured]:
        self.on_ended[session_id], self.on_queued[session_id] = on_ended, on_queued
        self.ran.append((session_id, cell.source, cell.first_line))
        self.interrupted.clear()
        going, stopping = asyncio.create_task(self.go.wait()), asyncio.create_task(self.interrupted.wait())
        try:
            await asyncio.wait({going, stopping}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            going.cancel()
            stopping.cancel()
        if self.interrupted.is_set():
            lost = session_id not in self.on_ended
            return CellReport(verdict=Verdict.ERROR, interrupted=True, state_lost=lost), Measured(wall_ms=1)
        return CellReport(verdict=Verdict.PASSED, result=cell.source), Measured(wall_ms=1)

    def interrupt(self, session_id: str) -> None:
        self.interrupted.set()

    def end(self, session_id: str) -> None:
        self.closed.append(session_id)
        if self.on_ended.pop(session_id, None) is not None:
            self.interrupted.set()

    async def close(self) -> None:
        pass


class Clocks:
    """Both clocks of a server, moved by hand."""

    def __init__(self) -> None:
        self.ms = 1_000_000
        self.utc = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)

    def move(self, ms: int) -> None:
        self.ms += ms
        self.utc += timedelta(milliseconds=ms)

    def monotonic(self) -> int:
        return self.ms

    def now(self) -> datetime:
        return self.utc


class House:
    """Registries one after the other on the same store, as a server that is stopped and started again."""

    def __init__(self, bank: Bank) -> None:
        self.bank = bank
        self.store = MemoryStore()
        self.judge = FakeJudge()
        self.notebooks = FakeNotebooks()
        self.clocks = Clocks()
        self.models = ModelLender()
        self.park_after_seconds = 60.0
        self.say_waiting_after_seconds = 2.0
        self.registry = self.open_registry()

    def open_registry(self) -> SessionRegistry:
        numbers = iter(range(1000))
        return SessionRegistry(
            self.bank,
            self.store,
            self.judge,
            self.notebooks,
            models=self.models,
            park_after_seconds=self.park_after_seconds,
            say_waiting_after_seconds=self.say_waiting_after_seconds,
            monotonic=self.clocks.monotonic,
            now=self.clocks.now,
            new_id=lambda: f"session-{next(numbers)}",
            new_seed=lambda: 7,
        )

    async def restart(self) -> None:
        await self.registry.close()
        self.registry = self.open_registry()

    async def log(self, session_id: str) -> list[Envelope]:
        return [sealed.envelope for sealed in await self.store.read(session_id)]


def services_in(house: House, folder: Path, **instead: object) -> Services:
    """Services around a house, as the routes want them; `instead` names what shall be another."""
    settings = instead.get("settings") or load_settings(data_folder=folder)
    assert isinstance(settings, Settings)
    access = Access(TOKEN, host="127.0.0.1", port=8765)
    given: dict[str, object] = {
        "settings": settings,
        "access": access,
        "bank": house.bank,
        "store": house.store,
        "comments": MemoryComments(),
        "guests": Guests(MemoryShares(), cookie_prefix=f"{access.cookie_name}-shared-", now=house.clocks.now),
        "judge": house.judge,
        "notebooks": house.notebooks,
        "model": ModelChoice(settings, make_model),
        "registry": house.registry,
    }
    return Services(**(given | instead))  # type: ignore[arg-type]


def drain(outbox: Outbox) -> list:
    """Everything that waits in an outbox, decoded."""
    frames = list(outbox._frames)
    outbox._frames.clear()
    outbox._n_bytes = 0
    return [decode_server_message(frame) for frame in frames]


def appended(outbox: Outbox) -> list[Envelope]:
    return [message.envelope for message in drain(outbox) if isinstance(message, Appended)]


async def soon(holds: Callable[[], bool], seconds: float = 5.0) -> None:
    """Wait until something holds."""
    async with asyncio.timeout(seconds):
        while not holds():  # noqa: ASYNC110 - what is waited for rings no bell
            await asyncio.sleep(0.005)
