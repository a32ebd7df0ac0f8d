"""A session served in this process: memory store, a judge that answers when told to, clocks that tests turn."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from question_bank.load import Bank
from question_bank.package import Question
from runner.report import Measured, Purpose, RunReport, Verdict
from server.judge import RunnerState
from server.outbox import Outbox
from server.sessions import SessionRegistry
from server.wire import Appended, decode_server_message
from transcripts.envelope import Envelope
from transcripts.store_memory import MemoryStore

QUESTION_ID = "conv2d-naive"


class FakeJudge:
    """Says `passed` once `go` is set; remembers what it was given."""

    def __init__(self) -> None:
        self.go = asyncio.Event()
        self.go.set()
        self.sources: list[str] = []
        self.runner = RunnerState(name="fake", available=True, message="")

    def warm(self, question: Question) -> None:
        pass

    async def state(self) -> RunnerState:
        return self.runner

    async def run(self, question: Question, source: str, purpose: Purpose) -> tuple[RunReport, Measured]:
        self.sources.append(source)
        await self.go.wait()
        return RunReport(purpose=purpose, verdict=Verdict.PASSED), Measured(wall_ms=1)

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
        self.clocks = Clocks()
        self.park_after_seconds = 60.0
        self.registry = self.open_registry()

    def open_registry(self) -> SessionRegistry:
        numbers = iter(range(1000))
        return SessionRegistry(
            self.bank,
            self.store,
            self.judge,
            park_after_seconds=self.park_after_seconds,
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
