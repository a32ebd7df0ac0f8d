"""One open session: takes intents one by one, has them stored, then tells everybody.

The order is the promise: first the interviewer decides (pure), then the event and all decisions that it caused are
stored in one transaction, then they are published, then the sender hears `accepted`, then runs are started. A crash
between any two of these loses nothing that was acknowledged.

Must not know sockets (it has outboxes), SQL or processes.
"""

import asyncio
import logging
from collections.abc import Callable
from typing import NamedTuple, TypeAlias, assert_never

import msgspec

from agent.commands import AskModel, RunSuite
from agent.drive import Resumed, advance
from agent.machine import Timer, timers
from agent.model_use import fit_for_the_log
from question_bank.package import Question
from server.clock import InterviewClock
from server.judge import Judge
from server.ledger import Ledger, Refused
from server.model.chat_model import ChatModel
from server.notebooks import Notebooks
from server.outbox import Closing, Outbox
from server.progress import ProgressBoard
from server.run_queue import MachineBusy, Place
from server.session_cells import CellsTold, SessionCells
from server.session_model import ModelCame, SessionModel, lost
from server.session_runs import RunEnded, RunWaits, SessionRuns
from server.wire import Accepted, CloseCode, Intent, Progress, RejectCode, Rejected, Speaking
from transcripts.envelope import Actor, Sealed
from transcripts.events import (
    CellRequested,
    CellsRestartRequested,
    Event,
    ModelPurpose,
    RunQueued,
    RunRequested,
    RunStopped,
    StopRequested,
    SuiteRan,
    TimerFired,
)
from transcripts.store import EventStore, StoreError

_LOG = logging.getLogger(__name__)
_LONGEST_SLEEP_SECONDS = 3600.0


class Attached(NamedTuple):
    """What a connection is told when it joins: later lines come by its outbox, earlier ones are in the store."""

    question_id: str
    last_seq: int
    now_ms: int
    ended: bool


class _Sent(NamedTuple):
    intent: Intent
    answer: "asyncio.Future[Accepted | Rejected]"


class _Woke(NamedTuple):
    """The sleeper rang: see which timers are due."""


class _Stop(NamedTuple):
    """Finish; nothing later in the mailbox is looked at."""


_Deed: TypeAlias = _Sent | RunEnded | RunWaits | CellsTold | ModelCame | _Woke | _Stop


class AgentFault(Exception):
    """The interviewer raised: our fault. Nothing was stored, and the session stays as it was."""


class SessionActor:
    """Serialises one session. Made by the registry; `start` sets it going and `stop` ends it."""

    def __init__(
        self,
        question: Question,
        resumed: Resumed,
        ledger: Ledger,
        *,
        clock: InterviewClock,
        store: EventStore,
        judge: Judge,
        notebooks: Notebooks,
        model: ChatModel | None,
        say_waiting_after_seconds: float,
        on_gone: Callable[["SessionActor"], None],
    ) -> None:
        self.question = question
        self.session_id = resumed.head.session_id
        self.left_at_ms: int | None = None
        """Interview time at which the last connection left."""
        self._state = resumed.state
        self._head = resumed.head
        self._ledger = ledger
        self._clock = clock
        self._store = store
        self._judge = judge
        self._on_gone = on_gone
        self._outboxes: set[Outbox] = set()
        self._mailbox: asyncio.Queue[_Deed] = asyncio.Queue()
        self._board = ProgressBoard(self._publish_passing)
        self._runs = SessionRuns(
            self.session_id,
            question,
            judge,
            tell=self._mailbox.put_nowait,
            board=self._board,
            patience_seconds=say_waiting_after_seconds,
        )
        self._cells = SessionCells(self.session_id, question, notebooks, tell=self._mailbox.put_nowait)
        self._model = model
        self._calls: SessionModel | None = None
        self._rung: set[Timer] = set()
        self._sleeper: asyncio.TimerHandle | None = None
        self._worker: asyncio.Task[None] | None = None
        self._closing: Closing | None = None

    @property
    def n_attached(self) -> int:
        """Number of connections."""
        return len(self._outboxes)

    @property
    def is_running(self) -> bool:
        """Whether a run of the candidate's code, or a cell, is going."""
        return bool(self._runs) or self._cells.is_running

    @property
    def now_ms(self) -> int:
        """Interview time now; stands still once the session has ended."""
        return self._head.at_ms if self._ledger.ended else max(self._clock.now_ms(), self._head.at_ms)

    @property
    def ended(self) -> bool:
        """Whether the interview has ended."""
        return self._ledger.ended

    async def start(
        self,
        opening: Event | None,
        pending: tuple[tuple[RunSuite, str], ...] = (),
        stopped: tuple[int, ...] = (),
        cells_told: tuple[CellsTold, ...] = (),
    ) -> None:
        """Record the opening event, if any, take up runs with their sources, and begin to work. Raises StoreError.

        `stopped`: runs that were to be stopped when the server went; they are not taken up.
        `cells_told`: what became of cells and their notebook, which never outlive an opening of the session.
        """
        if opening is not None:
            await self._commit(opening, "server")
        for requested_seq in stopped:
            await self._commit(RunStopped(requested_seq=requested_seq), "runner")
        for told in cells_told:
            await self._commit(told.event, told.actor)
        if opening is not None and self._calls is None:
            await self._write_off_calls()
        for run, source in pending:
            self._runs.start(run, source)
        self._set_sleeper()
        self._worker = asyncio.create_task(self._work(), name=f"session-{self.session_id}")

    def attach(self, outbox: Outbox) -> Attached:
        """Let a connection have every line from now on."""
        self._outboxes.add(outbox)
        for progress in self._board.published():
            outbox.put(_frame(progress))
        return Attached(self.question.id, self._head.seq, self.now_ms, self.ended)

    def detach(self, outbox: Outbox) -> None:
        """Let a connection go. Safe to call twice."""
        if outbox in self._outboxes:
            self._outboxes.remove(outbox)
            self.left_at_ms = self.now_ms

    async def submit(self, intent: Intent) -> Accepted | Rejected:
        """Have an intent stored, or refused. Raises Closing when the session is no longer open here."""
        if self._closing is not None:
            raise self._closing
        answer: asyncio.Future[Accepted | Rejected] = asyncio.get_running_loop().create_future()
        self._mailbox.put_nowait(_Sent(intent, answer))
        return await answer

    async def stop(self, code: CloseCode = CloseCode.GOING_AWAY, reason: str = "The server is stopping.") -> None:
        """Finish what was sent, close all connections and stop. Runs that have not ended are run again next time."""
        self._mailbox.put_nowait(_Stop())
        if self._worker is not None:
            await self._worker
        self._close(Closing(code, reason))
        await self._runs.close()
        await self._cells.close()
        await self.give_back_model()

    def warm_model(self) -> None:
        """Have the language model loaded, if the session has one."""
        if self._model is not None:
            self._model.warm()

    async def give_back_model(self) -> None:
        """Ask the language model nothing more, and let go of it. Safe to call twice."""
        if self._calls is not None:
            await self._calls.close()
        if self._model is not None:
            await self._model.close()

    async def _work(self) -> None:
        while True:
            deed = await self._mailbox.get()
            if isinstance(deed, _Stop):
                return
            try:
                await self._do(deed)
            except StoreError as error:
                # What the store holds now is not known for certain: forget this actor, and read again.
                _LOG.error("session %s: %s", self.session_id, error, extra={"action": "store_failed"})
                self._give_up(Closing(CloseCode.STORE_FAILED, str(error)), deed)
                return
            except Exception:  # noqa: BLE001
                # Broad on purpose: a fault of ours here must not leave connections waiting for an answer for ever.
                _LOG.exception("session %s: the actor failed", self.session_id, extra={"action": "actor_fault"})
                self._give_up(Closing(CloseCode.GOING_AWAY, "A fault of ours. Connect again and resume."), deed)
                return

    async def _do(self, deed: "_Sent | RunEnded | RunWaits | CellsTold | ModelCame | _Woke") -> None:
        match deed:
            case _Sent(intent=intent, answer=answer):
                reply = await self._answer(intent)
                if not answer.done():
                    answer.set_result(reply)
            case RunEnded():
                self._runs.forget(deed.requested_seq)
                await self._record(_outcome_of(deed), "runner")
            case RunWaits(requested_seq=requested_seq):
                n_ahead = self._runs.n_ahead(requested_seq)
                if n_ahead is not None and requested_seq not in self._ledger.queued:
                    await self._record(RunQueued(requested_seq=requested_seq, n_ahead=n_ahead), "server")
            case CellsTold(event=event, actor=actor):
                self._cells.take_in(deed)
                await self._record(event, actor)
            case ModelCame(event=event):
                if self._calls is not None:
                    self._calls.forget(event.call)
                await self._record(event, "model")
            case _Woke():
                await self._ring()
            case _:
                assert_never(deed)

    async def _answer(self, intent: Intent) -> Accepted | Rejected:
        taken_at = self._ledger.taken_at(intent.intent_id)
        if taken_at is not None:
            return Accepted(intent_id=intent.intent_id, seq=taken_at)
        place: Place | None = None
        try:
            event = self._ledger.event_from_intent(intent, running=self.is_running)
            if isinstance(event, RunRequested | CellRequested):
                await _check_runner(self._judge)
            if isinstance(event, RunRequested):
                # Before anything is stored: what is stored is also run.
                place = self._runs.reserve()
            seq = await self._commit(event, "candidate", intent.intent_id, place)
        except Refused as refused:
            return Rejected(intent_id=intent.intent_id, code=refused.code, reason=refused.reason)
        except MachineBusy as busy:
            _LOG.warning("session %s: %s", self.session_id, busy, extra={"action": "run_refused"})
            return Rejected(intent_id=intent.intent_id, code=RejectCode.BUSY, reason=str(busy))
        except AgentFault:
            reason = "Something of ours went wrong with this. The interview goes on without it."
            return Rejected(intent_id=intent.intent_id, code=RejectCode.SERVER_FAULT, reason=reason)
        finally:
            self._runs.give_back_unless_used(place)
        return Accepted(intent_id=intent.intent_id, seq=seq)

    async def _write_off_calls(self) -> None:
        """Write down calls to the model that were lost with the server that made them."""
        waited_for, ballots = self._state.pending, self._state.ballots
        if waited_for is not None:
            await self._commit(lost(waited_for.call, waited_for.purpose, waited_for.said_seq), "model")
        if ballots and ballots[0].call:
            await self._commit(lost(ballots[0].call, ModelPurpose.VOTE, ballots[0].said_seq), "model")

    async def _record(self, event: Event, actor: Actor) -> None:
        """Store what was not asked for by an intent; after the end nothing is added."""
        if self._ledger.ended:
            return
        try:
            await self._commit(event, actor)
        except AgentFault:
            # Logged where it was raised; there is nobody to answer.
            return

    async def _commit(
        self, event: Event, actor: Actor, intent_id: str | None = None, place: Place | None = None
    ) -> int:
        """Decide, store, publish, set going; give the number of the first line. Raises AgentFault, StoreError.

        `place`: where the run goes that the event asks for.
        """
        try:
            step = advance(self._state, self._head, event, actor=actor, at_ms=self._clock.now_ms(), intent_id=intent_id)
        except Exception as error:
            # Broad on purpose: whatever the interviewer raises must not end the candidate's session.
            _LOG.exception("session %s: the interviewer failed", self.session_id, extra={"action": "agent_fault"})
            raise AgentFault from error
        await self._store.append(self.session_id, self._head.seq, step.sealed)
        self._state, self._head = step.state, step.head
        self._ledger.absorb(step.sealed)
        self._publish(step.sealed)
        if not self._ledger.ended:
            for run in step.runs:
                self._runs.start(run, self._ledger.code, place)
            for cell in step.cells:
                self._cells.start(cell, self._ledger.code)
            for call in step.calls:
                self._ask(call)
        if self._ledger.ended:
            self._runs.stop_all()
            self._cells.give_up()
        elif isinstance(event, StopRequested):
            self._runs.stop(event.requested_seq)
            self._cells.stop(event.requested_seq)
        elif isinstance(event, CellsRestartRequested):
            self._cells.restart()
        self._set_sleeper()
        return step.sealed[0].envelope.seq

    def _ask(self, call: AskModel) -> None:
        terms = self._state.terms
        if self._model is None or terms is None:
            # The session was begun with a model that is not here any more.
            self._mailbox.put_nowait(ModelCame(lost(call.call, call.purpose, call.said_seq)))
            return
        if self._calls is None:
            self._calls = SessionModel(
                self.session_id, self._model, terms, tell=self._mailbox.put_nowait, show=self._publish_passing
            )
        state = self._state
        self._calls.start(call, lambda text: fit_for_the_log(state, text, call.said_seq))

    def _publish(self, lines: tuple[Sealed, ...]) -> None:
        for sealed in lines:
            frame = appended_frame(sealed)
            for outbox in self._outboxes:
                outbox.put(frame)

    def _publish_passing(self, message: Progress | Speaking) -> None:
        """Tell all pages what is true for a moment and is not of the log."""
        frame = _frame(message)
        for outbox in self._outboxes:
            outbox.put(frame)

    async def _ring(self) -> None:
        """Fire the timers that are due, earliest first; each may change which others there are."""
        while not self._ledger.ended:
            due = [timer for timer in self._waiting() if timer.due_ms <= self._clock.now_ms()]
            if not due:
                break
            timer = min(due, key=lambda timer: timer.due_ms)
            self._rung.add(timer)
            await self._record(TimerFired(timer=timer.name), "clock")
        self._set_sleeper()

    def _waiting(self) -> list[Timer]:
        # A timer that rang and is still asked for would ring for ever: each rings once.
        return [timer for timer in timers(self._state) if timer not in self._rung]

    def _set_sleeper(self) -> None:
        if self._sleeper is not None:
            self._sleeper.cancel()
            self._sleeper = None
        waiting = () if self._ledger.ended or self._closing is not None else self._waiting()
        if waiting:
            seconds = (min(timer.due_ms for timer in waiting) - self._clock.now_ms()) / 1000
            self._sleeper = asyncio.get_running_loop().call_later(
                min(max(seconds, 0.0), _LONGEST_SLEEP_SECONDS), self._mailbox.put_nowait, _Woke()
            )

    def _give_up(self, closing: Closing, unfinished: _Deed) -> None:
        self._close(closing, unfinished)
        self._on_gone(self)

    def _close(self, closing: Closing, unfinished: _Deed | None = None) -> None:
        if self._closing is None:
            self._closing = closing
        if self._sleeper is not None:
            self._sleeper.cancel()
            self._sleeper = None
        self._board.close()
        self._cells.give_up()
        deeds = [] if unfinished is None else [unfinished]
        while not self._mailbox.empty():
            deeds.append(self._mailbox.get_nowait())
        for deed in deeds:
            if isinstance(deed, _Sent) and not deed.answer.done():
                deed.answer.set_exception(closing)
        for outbox in self._outboxes:
            outbox.close(closing.code, closing.reason)


def _outcome_of(ended: RunEnded) -> SuiteRan | RunStopped:
    if ended.ran is None:
        return RunStopped(requested_seq=ended.requested_seq)
    report, measured = ended.ran
    return SuiteRan(requested_seq=ended.requested_seq, report=report, measured=measured)


async def _check_runner(judge: Judge) -> None:
    state = await judge.state()
    if not state.available:
        raise Refused(RejectCode.RUNNER_UNAVAILABLE, state.message)


def _frame(message: Progress | Speaking) -> str:
    return msgspec.json.encode(message).decode()


def appended_frame(sealed: Sealed) -> str:
    """Wrap a line as the message `appended`, with the stored bytes as they are."""
    return f'{{"type":"appended","envelope":{sealed.line.decode()}}}'
