"""Whatever a client sends, twice, late or against an older text, through any restarts: the log stays true."""

import asyncio

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agent.drive import replay
from question_bank.load import load_bank
from server.outbox import Outbox
from server.wire import (
    Accepted,
    Intent,
    RejectCode,
    Rejected,
    RequestCell,
    RequestCellsRestart,
    RequestHint,
    RequestRun,
    RequestStop,
    SendEdit,
    SendWords,
)
from tests.unit.server.house import QUESTION_ID, House, appended
from transcripts.chain import verify_chain
from transcripts.changes import replace_all
from transcripts.envelope import Envelope
from transcripts.events import CellRan, CellRequested, RunRequested, RunStopped, SuiteRan
from transcripts.fold import code_at, revision_of

BANK = load_bank()

new_words = st.tuples(st.just("say"), st.sampled_from(["What shape?", "I would loop.", "done", "🙂 é"]))
new_edit = st.tuples(st.just("edit"), st.integers(-2, 1))
old_intent = st.tuples(st.just("again"), st.integers(0, 30))
others = st.sampled_from(
    [
        ("hint", 0),
        ("run", 0),
        ("stop", 0),
        ("judge", 0),
        ("cell", 0),
        ("cells_restart", 0),
        ("restart", 0),
        ("wait", 5_000),
        ("wait", 90_000),
        ("join", 0),
    ]
)
deeds = st.lists(new_words | new_edit | old_intent | others, max_size=25)


class Model:
    """What must be true of the log, kept beside it."""

    def __init__(self, house: House, session_id: str) -> None:
        self.house = house
        self.session_id = session_id
        self.sent: list[Intent] = []
        self.accepted: dict[str, int] = {}
        self.screens: list[tuple[int, Outbox, list[Envelope]]] = []

    async def join(self) -> None:
        outbox = Outbox()
        self.actor, attached = await self.house.registry.attach(self.session_id, outbox)
        self.screens.append((attached.last_seq, outbox, []))

    async def do(self, deed: tuple[str, object]) -> None:
        match deed:
            case ("restart", _):
                self.look()
                await self.house.restart()
                self.screens.clear()
                await self.join()
            case ("join", _):
                await self.join()
            case ("wait", int(ms)):
                self.house.clocks.move(ms)
                self.actor._set_sleeper()
                await asyncio.sleep(0)
            case ("judge", _):
                # From now on runs take their time, or no longer do.
                go = self.house.judge.go
                go.clear() if go.is_set() else go.set()
            case ("again", int(place)):
                if self.sent:
                    await self.send(self.sent[place % len(self.sent)])
            case (kind, value):
                self.sent.append(await self.new(kind, value))
                await self.send(self.sent[-1])

    async def new(self, kind: str, value: object) -> Intent:
        name = f"intent-{len(self.sent)}"
        match kind:
            case "say":
                return SendWords(intent_id=name, text=str(value))
            case "hint":
                return RequestHint(intent_id=name)
            case "run":
                return RequestRun(intent_id=name, purpose="run")
            case "stop":
                asked = [
                    line.seq
                    for line in await self.house.log(self.session_id)
                    if isinstance(line.event, RunRequested | CellRequested)
                ]
                return RequestStop(intent_id=name, requested_seq=asked[-1] if asked else 1)
            case "cell":
                return RequestCell(intent_id=name, cell=0)
            case "cells_restart":
                return RequestCellsRestart(intent_id=name)
        log = await self.house.log(self.session_id)
        code = code_at(BANK.get(QUESTION_ID).starter, log)
        base = revision_of(log) + int(str(value))
        return SendEdit(intent_id=name, base_revision=base, changes=replace_all(code, f"# {name}\n"), client_id="c")

    async def send(self, intent: Intent) -> None:
        before = await self.house.log(self.session_id)
        answer = await self.actor.submit(intent)
        stored = [line for line in await self.house.log(self.session_id) if line.intent_id == intent.intent_id]
        match answer:
            case Accepted(seq=seq):
                assert self.accepted.setdefault(intent.intent_id, seq) == seq
                assert [line.seq for line in stored] == [seq]
            case Rejected(code=code):
                assert intent.intent_id not in self.accepted
                assert stored == []
                assert code in self.allowed(intent, before)

    def allowed(self, intent: Intent, log: list[Envelope]) -> set[RejectCode]:
        if self.actor.ended:
            return {RejectCode.ENDED}
        if isinstance(intent, SendEdit):
            late = intent.base_revision < revision_of(log)
            return {RejectCode.STALE_EDIT if late else RejectCode.BAD_EDIT}
        if isinstance(intent, RequestStop):
            return {RejectCode.MALFORMED}
        return {RejectCode.BUSY} if isinstance(intent, RequestRun | RequestCell) else set()

    def look(self) -> None:
        for _, outbox, lines in self.screens:
            lines.extend(appended(outbox))

    async def check(self) -> None:
        self.look()
        log = await self.house.store.read(self.session_id)
        assert verify_chain(log).seq == len(log)
        for last_seq, _, lines in self.screens:
            assert lines == [sealed.envelope for sealed in log[last_seq:]]
        code_at(BANK.get(QUESTION_ID).starter, [sealed.envelope for sealed in log])
        events = [sealed.envelope.event for sealed in log]
        over = [event.requested_seq for event in events if isinstance(event, SuiteRan | RunStopped | CellRan)]
        assert len(over) == len(set(over)), "a run ended twice"


async def play(script: list[tuple[str, object]]) -> None:
    house = House(BANK)
    session_id = await house.registry.start(QUESTION_ID)
    model = Model(house, session_id)
    await model.join()
    for deed in script:
        await model.do(deed)
    await asyncio.sleep(0)
    await model.check()
    await house.registry.close()
    await model.check()
    log = await house.store.read(session_id)
    assert replay(BANK.get(QUESTION_ID), log) == ()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(script=deeds)
def test_the_log_holds_exactly_what_was_accepted_and_every_screen_shows_it(script):
    asyncio.run(play(script))
