"""All sessions that this server has open: starts new ones, takes stored ones up, parks those that nobody watches.

Must not know HTTP or sockets.
"""

import asyncio
import secrets
from collections.abc import Callable

from agent.commands import RunSuite
from agent.drive import Resumed, resume
from agent.machine import begin
from question_bank.load import Bank
from question_bank.package import Question
from question_bank.problem import PackageError, UnknownQuestion
from server.clock import InterviewClock, MonotonicMs, UtcNow, away_ms, monotonic_ms, utc_now
from server.judge import Judge
from server.ledger import Ledger
from server.model.lending import LentModel, ModelLender
from server.notebooks import Notebooks
from server.outbox import Outbox
from server.session import Attached, SessionActor
from server.session_cells import CellsTold, lost_with_server
from server.version import product_version
from transcripts.chain import BrokenChain, verify_chain
from transcripts.changes import BadChanges
from transcripts.envelope import Head, Sealed
from transcripts.events import Mode, SessionResumed, SessionStarted
from transcripts.fold import code_at
from transcripts.store import EventStore

SHORTEST_MINUTES = 5
LONGEST_MINUTES = 180


class SessionError(Exception):
    """Base of what can be wrong with opening a session."""


class NoSuchSession(SessionError):
    """There is no session with this id."""

    def __init__(self, session_id: str) -> None:
        super().__init__(f"There is no session {session_id[:100]!r} here.")


class BadLength(SessionError):
    """The interview would be too short or too long."""

    def __init__(self, minutes: int) -> None:
        super().__init__(f"An interview lasts {SHORTEST_MINUTES} to {LONGEST_MINUTES} minutes, not {minutes}.")


class SessionUnusable(SessionError):
    """The session is stored, but cannot be taken up here."""

    def __init__(self, session_id: str, problem: str) -> None:
        super().__init__(f"Session {session_id} cannot be taken up: {problem}")


class Stopping(SessionError):
    """The server is stopping."""

    def __init__(self) -> None:
        super().__init__("The server is stopping.")


class SessionRegistry:
    """Keeps one actor per open session. `park_after_seconds` without a connection, a session is put away."""

    def __init__(
        self,
        bank: Bank,
        store: EventStore,
        judge: Judge,
        notebooks: Notebooks,
        *,
        models: ModelLender | None = None,
        park_after_seconds: float = 60.0,
        say_waiting_after_seconds: float = 2.0,
        monotonic: MonotonicMs = monotonic_ms,
        now: UtcNow = utc_now,
        new_id: Callable[[], str] = lambda: secrets.token_hex(8),
        new_seed: Callable[[], int] = lambda: secrets.randbelow(2**31),
    ) -> None:
        self._bank = bank
        self._store = store
        self._judge = judge
        self._notebooks = notebooks
        self._models = models or ModelLender()
        self._park_after_seconds = park_after_seconds
        self._say_waiting_after_seconds = say_waiting_after_seconds
        self._monotonic = monotonic
        self._now = now
        self._new_id = new_id
        self._new_seed = new_seed
        self._actors: dict[str, SessionActor] = {}
        self._opening: dict[str, asyncio.Task[SessionActor]] = {}
        self._parked_at_ms: dict[str, int] = {}
        self._parking: dict[str, asyncio.TimerHandle] = {}
        self._leaving: dict[str, asyncio.Task[None]] = {}
        self._giving_back: set[asyncio.Task[None]] = set()
        self._closed = False

    async def start(self, question_id: str, length_minutes: int | None = None, mode: Mode = "mock") -> str:
        """Begin an interview and give the session's id.

        Raises UnknownQuestion, PackageError, BadLength, Stopping, StoreError, AgentFault.
        """
        self._check_open()
        question = self._bank.get(question_id)
        minutes = question.minutes if length_minutes is None else length_minutes
        if not SHORTEST_MINUTES <= minutes <= LONGEST_MINUTES:
            raise BadLength(minutes)
        session_id = self._new_id()
        lent = self._models.lend()
        started = SessionStarted(
            question_id=question.id,
            question_title=question.title,
            question_sha256=question.sha256,
            kind=question.kind,
            length_minutes=minutes,
            mode=mode,
            seed=self._new_seed(),
            started_at=self._now().isoformat(timespec="milliseconds"),
            product_version=product_version(),
            model=lent.terms if lent is not None else None,
        )
        fresh = Resumed(state=begin(question), head=Head(session_id=session_id), runs=())
        actor = self._actor(question, fresh, Ledger(question), lent, start_ms=0)
        await self._started(actor, started)
        self._keep(actor)
        return session_id

    async def attach(self, session_id: str, outbox: Outbox) -> tuple[SessionActor, Attached]:
        """Join a session, taking it up when it is not open. Raises SessionError, StoreError."""
        actor = await self._open(session_id)
        self._stay(session_id)
        if not actor.ended:
            self._judge.warm(actor.question)
            self._notebooks.warm(actor.question)
            actor.warm_model()
        # No wait between finding the actor and joining it: it cannot be parked in between.
        return actor, actor.attach(outbox)

    def detach(self, actor: SessionActor, outbox: Outbox) -> None:
        """Leave a session."""
        actor.detach(outbox)
        if self._actors.get(actor.session_id) is actor and not actor.n_attached:
            self._park_later(actor)

    def is_watched(self, session_id: str) -> bool:
        """Whether somebody is connected to the session and it has not ended."""
        actor = self._actors.get(session_id)
        return actor is not None and bool(actor.n_attached) and not actor.ended

    async def close(self) -> None:
        """Stop all sessions; whatever was sent before is stored."""
        self._closed = True
        for handle in self._parking.values():
            handle.cancel()
        for opening in tuple(self._opening.values()):
            opening.cancel()
        await asyncio.gather(*self._opening.values(), return_exceptions=True)
        stopping = (actor.stop() for actor in tuple(self._actors.values()))
        await asyncio.gather(*stopping, *self._leaving.values(), *self._giving_back)
        self._actors.clear()

    async def _open(self, session_id: str) -> SessionActor:
        while True:
            self._check_open()
            actor = self._actors.get(session_id)
            if actor is not None:
                return actor
            # A session that is being put away is still writing: read it when that is done.
            # One that is done already is still listed until its callback ran: to wait for it would wait for nothing,
            # without letting the loop go on, for ever.
            leaving = self._leaving.get(session_id)
            if leaving is not None and not leaving.done():
                await asyncio.shield(leaving)
                continue
            # Several connections may come at once after a restart; one of them opens for all.
            opening = self._opening.get(session_id)
            if opening is None or opening.done():
                opening = asyncio.create_task(self._take_up(session_id), name=f"open-{session_id}")
                self._opening[session_id] = opening
                opening.add_done_callback(self._opened)
            await asyncio.shield(opening)

    async def _take_up(self, session_id: str) -> SessionActor:
        log = await self._store.read(session_id)
        if not log:
            raise NoSuchSession(session_id)
        started = log[0].envelope.event
        try:
            verify_chain(log)
            if not isinstance(started, SessionStarted):
                raise SessionUnusable(session_id, "its log does not begin with a start.")
            question = self._bank.get(started.question_id)
            ledger = Ledger(question, log)
            # Folding a long log takes a while; the loop goes on serving others.
            resumed = await asyncio.to_thread(resume, question, log)
        except BrokenChain as error:
            raise SessionUnusable(session_id, str(error)) from error
        except (PackageError, UnknownQuestion) as error:
            raise SessionUnusable(session_id, f"{error}") from error
        except BadChanges as error:
            raise SessionUnusable(session_id, "its question has changed since, and the edits no longer fit.") from error
        actor = await self._wake(question, resumed, ledger, log)
        self._keep(actor)
        return actor

    async def _wake(
        self, question: Question, resumed: Resumed, ledger: Ledger, log: tuple[Sealed, ...]
    ) -> SessionActor:
        session_id = resumed.head.session_id
        parked_at_ms = self._parked_at_ms.pop(session_id, None)
        start_ms = max(resumed.head.at_ms, parked_at_ms or 0)
        lent = None if ledger.ended else self._models.lend_again(resumed.state.terms)
        actor = self._actor(question, resumed, ledger, lent, start_ms=start_ms)
        if ledger.ended:
            await actor.start(None)
            return actor
        envelopes = tuple(sealed.envelope for sealed in log)
        away = away_ms(envelopes, start_ms, self._now())
        told = lost_with_server(resumed, was_put_away=parked_at_ms is not None)
        pending = _with_sources(question, resumed.runs, log)
        await self._started(actor, SessionResumed(away_ms=away), pending, resumed.stopped, told)
        return actor

    async def _started(
        self,
        actor: SessionActor,
        opening: SessionStarted | SessionResumed,
        pending: tuple[tuple[RunSuite, str], ...] = (),
        stopped: tuple[int, ...] = (),
        cells_told: tuple[CellsTold, ...] = (),
    ) -> None:
        """Set an actor going; one that cannot be set going keeps no model."""
        try:
            await actor.start(opening, pending, stopped, cells_told)
        except BaseException:
            await actor.give_back_model()
            raise

    def _actor(
        self, question: Question, resumed: Resumed, ledger: Ledger, lent: LentModel | None, *, start_ms: int
    ) -> SessionActor:
        return SessionActor(
            question,
            resumed,
            ledger,
            clock=InterviewClock(start_ms, self._monotonic),
            store=self._store,
            judge=self._judge,
            notebooks=self._notebooks,
            model=lent,
            say_waiting_after_seconds=self._say_waiting_after_seconds,
            on_gone=self._forget,
        )

    def _keep(self, actor: SessionActor) -> None:
        self._actors[actor.session_id] = actor
        self._park_later(actor)

    def _forget(self, actor: SessionActor) -> None:
        if self._actors.get(actor.session_id) is actor:
            del self._actors[actor.session_id]
            self._stay(actor.session_id)
        giving_back = asyncio.create_task(actor.give_back_model(), name=f"give-back-{actor.session_id}")
        self._giving_back.add(giving_back)
        giving_back.add_done_callback(self._giving_back.discard)

    def _stay(self, session_id: str) -> None:
        handle = self._parking.pop(session_id, None)
        if handle is not None:
            handle.cancel()

    def _park_later(self, actor: SessionActor) -> None:
        self._stay(actor.session_id)
        self._parking[actor.session_id] = asyncio.get_running_loop().call_later(
            self._park_after_seconds, self._park, actor
        )

    def _park(self, actor: SessionActor) -> None:
        session_id = actor.session_id
        self._parking.pop(session_id, None)
        if actor.n_attached or self._actors.get(session_id) is not actor:
            return
        if actor.is_running:
            self._park_later(actor)
            return
        if not actor.ended:
            # The candidate's time ends when they left, not when the server gave up waiting.
            self._parked_at_ms[session_id] = actor.now_ms if actor.left_at_ms is None else actor.left_at_ms
        del self._actors[session_id]
        leaving = asyncio.create_task(actor.stop(), name=f"park-{session_id}")
        self._leaving[session_id] = leaving
        leaving.add_done_callback(self._left)

    def _left(self, leaving: "asyncio.Task[None]") -> None:
        # By identity: the session may have come and be leaving again.
        self._leaving = {session_id: task for session_id, task in self._leaving.items() if task is not leaving}

    def _opened(self, opening: "asyncio.Task[SessionActor]") -> None:
        self._opening = {session_id: task for session_id, task in self._opening.items() if task is not opening}
        if not opening.cancelled():
            # Those who waited have the exception; when nobody waits any more it must not be reported as lost.
            opening.exception()

    def _check_open(self) -> None:
        if self._closed:
            raise Stopping


def _with_sources(
    question: Question, runs: tuple[RunSuite, ...], log: tuple[Sealed, ...]
) -> tuple[tuple[RunSuite, str], ...]:
    """Give each run the code as it was when it was asked for."""
    envelopes = tuple(sealed.envelope for sealed in log)
    return tuple((run, code_at(question.starter, envelopes, run.requested_seq)) for run in runs)
