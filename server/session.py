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

from agent.commands import RunSuite
from agent.drive import Resumed, advance
from agent.machine import Timer, timers
from question_bank.package import Question
from runner.report import Measured, RunReport
from server.clock import InterviewClock
from server.judge import Judge
from server.ledger import Ledger, Refused
from server.outbox import Closing, Outbox
from server.wire import Accepted, CloseCode, Intent, RejectCode, Rejected
from transcripts.envelope import Actor, Sealed
from transcripts.events import Event, RunRequested, SuiteRan, TimerFired
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


class _RunEnded(NamedTuple):
    requested_seq: int
    report: RunReport
    measured: Measured


class _Woke(NamedTuple):
    """The sleeper rang: see which timers are due."""


class _Stop(NamedTuple):
    """Finish; nothing later in the mailbox is looked at."""


_Deed: TypeAlias = _Sent | _RunEnded | _Woke | _Stop


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
        self._runs: dict[int, asyncio.Task[None]] = {}
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
        """Whether a run of the candidate's code is going."""
        return bool(self._runs)

    @property
    def now_ms(self) -> int:
        """Interview time now; stands still once the session has ended."""
        return self._head.at_ms if self._ledger.ended else max(self._clock.now_ms(), self._head.at_ms)

    @property
    def ended(self) -> bool:
        """Whether the interview has ended."""
        return self._ledger.ended

    async def start(self, opening: Event | None, pending: tuple[tuple[RunSuite, str], ...] = ()) -> None:
        """Record the opening event, if any, take up runs with their sources, and begin to work. Raises StoreError."""
        if opening is not None:
            await self._commit(opening, "server")
        for run, source in pending:
            self._start_run(run, source)
        self._set_sleeper()
        self._worker = asyncio.create_task(self._work(), name=f"session-{self.session_id}")

    def attach(self, outbox: Outbox) -> Attached:
        """Let a connection have every line from now on."""
        self._outboxes.add(outbox)
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
        runs = tuple(self._runs.values())
        for run in runs:
            run.cancel()
        await asyncio.gather(*runs, return_exceptions=True)

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

    async def _do(self, deed: "_Sent | _RunEnded | _Woke") -> None:
        match deed:
            case _Sent(intent=intent, answer=answer):
                reply = await self._answer(intent)
                if not answer.done():
                    answer.set_result(reply)
            case _RunEnded(requested_seq=requested_seq, report=report, measured=measured):
                self._runs.pop(requested_seq, None)
                await self._record(SuiteRan(requested_seq=requested_seq, report=report, measured=measured), "runner")
            case _Woke():
                await self._ring()
            case _:
                assert_never(deed)

    async def _answer(self, intent: Intent) -> Accepted | Rejected:
        taken_at = self._ledger.taken_at(intent.intent_id)
        if taken_at is not None:
            return Accepted(intent_id=intent.intent_id, seq=taken_at)
        try:
            event = self._ledger.event_from_intent(intent, running=bool(self._runs))
            if isinstance(event, RunRequested):
                await _check_runner(self._judge)
            seq = await self._commit(event, "candidate", intent.intent_id)
        except Refused as refused:
            return Rejected(intent_id=intent.intent_id, code=refused.code, reason=refused.reason)
        except AgentFault:
            reason = "Something of ours went wrong with this. The interview goes on without it."
            return Rejected(intent_id=intent.intent_id, code=RejectCode.SERVER_FAULT, reason=reason)
        return Accepted(intent_id=intent.intent_id, seq=seq)

    async def _record(self, event: Event, actor: Actor) -> None:
        """Store what was not asked for by an intent; after the end nothing is added."""
        if self._ledger.ended:
            return
        try:
            await self._commit(event, actor)
        except AgentFault:
            # Logged where it was raised; there is nobody to answer.
            return

    async def _commit(self, event: Event, actor: Actor, intent_id: str | None = None) -> int:
        """Decide, store, publish; give the number of the first line. Raises AgentFault, StoreError."""
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
                self._start_run(run, self._ledger.code)
        self._set_sleeper()
        return step.sealed[0].envelope.seq

    def _publish(self, lines: tuple[Sealed, ...]) -> None:
        for sealed in lines:
            frame = appended_frame(sealed)
            for outbox in self._outboxes:
                outbox.put(frame)

    def _start_run(self, run: RunSuite, source: str) -> None:
        self._runs[run.requested_seq] = asyncio.create_task(
            self._perform(run, source), name=f"run-{self.session_id}-{run.requested_seq}"
        )

    async def _perform(self, run: RunSuite, source: str) -> None:
        report, measured = await self._judge.run(self.question, source, run.purpose)
        self._mailbox.put_nowait(_RunEnded(run.requested_seq, report, measured))

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
        deeds = [] if unfinished is None else [unfinished]
        while not self._mailbox.empty():
            deeds.append(self._mailbox.get_nowait())
        for deed in deeds:
            if isinstance(deed, _Sent) and not deed.answer.done():
                deed.answer.set_exception(closing)
        for outbox in self._outboxes:
            outbox.close(closing.code, closing.reason)


async def _check_runner(judge: Judge) -> None:
    state = await judge.state()
    if not state.available:
        raise Refused(RejectCode.RUNNER_UNAVAILABLE, state.message)


def appended_frame(sealed: Sealed) -> str:
    """Wrap a line as the message `appended`, with the stored bytes as they are."""
    return f'{{"type":"appended","envelope":{sealed.line.decode()}}}'
