"""The actor and the registry: what is stored, who hears of it, and what a restart brings back."""

import asyncio

import pytest

from runner.report import Verdict
from server.judge import RunnerState
from server.outbox import Closing, Outbox
from server.session import SessionActor
from server.sessions import BadLength, NoSuchSession, SessionUnusable, Stopping
from server.wire import (
    Accepted,
    CloseCode,
    RejectCode,
    Rejected,
    RequestEnd,
    RequestRun,
    SendEdit,
    SendWords,
)
from tests.unit.server.house import QUESTION_ID, House, appended, soon
from transcripts.chain import verify_chain
from transcripts.changes import replace_all
from transcripts.envelope import Head
from transcripts.events import (
    CandidateSaid,
    CodeEdited,
    InterviewerSaid,
    RunRequested,
    SessionEnded,
    SessionResumed,
    SessionStarted,
    SuiteRan,
    TimerFired,
)
from transcripts.store import StoreFailed, Trouble


async def join(house: House) -> tuple[str, SessionActor, Outbox]:
    session_id = await house.registry.start(QUESTION_ID)
    outbox = Outbox()
    actor, _ = await house.registry.attach(session_id, outbox)
    return session_id, actor, outbox


def edit(actor: SessionActor, new: str, *, name: str = "e", base_revision: int | None = None) -> SendEdit:
    ledger = actor._ledger
    base = ledger.revision if base_revision is None else base_revision
    return SendEdit(intent_id=name, base_revision=base, changes=replace_all(ledger.code, new), client_id="page")


async def test_a_new_session_begins_with_its_start_and_the_interviewers_words(house):
    session_id = await house.registry.start(QUESTION_ID, 30)
    log = await house.log(session_id)
    started = log[0].event
    assert isinstance(started, SessionStarted)
    assert (started.question_id, started.length_minutes, started.seed) == (QUESTION_ID, 30, 7)
    assert started.started_at == "2026-01-02T03:04:05.000+00:00"
    assert any(isinstance(envelope.event, InterviewerSaid) for envelope in log)
    assert all(envelope.at_ms == 0 for envelope in log)


@pytest.mark.parametrize("minutes", [0, 4, 181, -5])
async def test_a_length_out_of_range_is_refused(house, minutes):
    with pytest.raises(BadLength):
        await house.registry.start(QUESTION_ID, minutes)
    assert await house.store.sessions() == ()


async def test_words_are_stored_before_they_are_accepted_and_published_before_that(house):
    session_id, actor, outbox = await join(house)
    house.clocks.move(1500)
    answer = await actor.submit(SendWords(intent_id="w1", text="Hello there"))
    lines = appended(outbox)
    assert isinstance(answer, Accepted)
    assert lines[0].seq == answer.seq
    assert lines[0].event == CandidateSaid(text="Hello there")
    assert (lines[0].at_ms, lines[0].actor, lines[0].intent_id) == (1500, "candidate", "w1")
    log = await house.log(session_id)
    assert log[answer.seq - 1 :] == lines
    assert [envelope.seq for envelope in log] == list(range(1, len(log) + 1))


async def test_every_connection_gets_the_same_lines_in_the_same_order(house):
    session_id, actor, first = await join(house)
    second = Outbox()
    await house.registry.attach(session_id, second)
    await asyncio.gather(*(actor.submit(SendWords(intent_id=f"w{n}", text=f"word {n}")) for n in range(10)))
    lines = appended(first)
    assert lines == appended(second)
    said = [line.event.text for line in lines if isinstance(line.event, CandidateSaid)]
    assert said == [f"word {n}" for n in range(10)]


async def test_an_intent_sent_twice_is_stored_once_and_accepted_twice(house):
    session_id, actor, _ = await join(house)
    intent = SendWords(intent_id="same", text="once")
    answers = await asyncio.gather(*(actor.submit(intent) for _ in range(3)))
    assert len({answer.seq for answer in answers}) == 1
    said = [line for line in await house.log(session_id) if isinstance(line.event, CandidateSaid)]
    assert len(said) == 1


async def test_an_intent_sent_again_after_a_restart_is_stored_once(house):
    session_id, actor, _ = await join(house)
    intent = SendWords(intent_id="same", text="once")
    before = await actor.submit(intent)
    await house.restart()
    actor, _ = await house.registry.attach(session_id, Outbox())
    assert await actor.submit(intent) == before
    said = [line for line in await house.log(session_id) if isinstance(line.event, CandidateSaid)]
    assert len(said) == 1


async def test_an_edit_against_an_older_text_is_refused_and_nothing_is_stored(house):
    session_id, actor, outbox = await join(house)
    await actor.submit(edit(actor, "a = 1\n", name="e1"))
    n_lines = len(await house.log(session_id))
    appended(outbox)
    answer = await actor.submit(edit(actor, "a = 2\n", name="e2", base_revision=0))
    assert isinstance(answer, Rejected)
    assert answer.code is RejectCode.STALE_EDIT
    assert len(await house.log(session_id)) == n_lines
    assert appended(outbox) == []
    answer = await actor.submit(edit(actor, "a = 2\n", name="e2", base_revision=1))
    assert isinstance(answer, Accepted)


async def test_a_refused_intent_may_be_sent_again_with_the_same_id(house):
    _, actor, _ = await join(house)
    assert isinstance(await actor.submit(SendWords(intent_id="w", text="  ")), Rejected)
    assert isinstance(await actor.submit(SendWords(intent_id="w", text="now with words")), Accepted)


async def test_a_run_is_asked_for_then_reported_and_a_second_one_must_wait(house):
    session_id, actor, outbox = await join(house)
    await actor.submit(edit(actor, "x = 1\n", name="e1"))
    house.judge.go.clear()
    answer = await actor.submit(RequestRun(intent_id="r1", purpose="run"))
    assert isinstance(answer, Accepted)
    await actor.submit(edit(actor, "x = 2\n", name="e2"))
    busy = await actor.submit(RequestRun(intent_id="r2", purpose="submit"))
    assert isinstance(busy, Rejected)
    assert busy.code is RejectCode.BUSY
    house.judge.go.set()
    await soon(lambda: not actor.is_running)
    ran = [line.event for line in await house.log(session_id) if isinstance(line.event, SuiteRan)]
    assert [(event.requested_seq, event.report.verdict) for event in ran] == [(answer.seq, Verdict.PASSED)]
    # The code of the moment of the request, not that of the end of the run.
    assert house.judge.sources == ["x = 1\n"]
    assert any(isinstance(line.event, SuiteRan) for line in appended(outbox))
    assert isinstance(await actor.submit(RequestRun(intent_id="r2", purpose="submit")), Accepted)


async def test_a_run_that_a_restart_cut_off_is_run_again_with_its_own_code(house):
    session_id, actor, _ = await join(house)
    await actor.submit(edit(actor, "x = 1\n", name="e1"))
    house.judge.go.clear()
    await actor.submit(RequestRun(intent_id="r1", purpose="submit"))
    await actor.submit(edit(actor, "x = 2\n", name="e2"))
    await house.restart()
    house.judge.go.set()
    actor, _ = await house.registry.attach(session_id, Outbox())
    await soon(lambda: not actor.is_running)
    log = await house.log(session_id)
    assert sum(isinstance(line.event, RunRequested) for line in log) == 1
    assert sum(isinstance(line.event, SuiteRan) for line in log) == 1
    assert house.judge.sources == ["x = 1\n", "x = 1\n"]


async def test_where_code_cannot_be_run_a_run_is_refused_with_the_reason(house):
    session_id, actor, _ = await join(house)
    house.judge.runner = RunnerState(name="fake", available=False, message="No walls here.")
    answer = await actor.submit(RequestRun(intent_id="r1", purpose="run"))
    assert answer == Rejected(intent_id="r1", code=RejectCode.RUNNER_UNAVAILABLE, reason="No walls here.")
    assert not any(isinstance(line.event, RunRequested) for line in await house.log(session_id))


async def test_after_the_end_intents_are_refused_and_a_late_report_is_left_out(house):
    session_id, actor, _ = await join(house)
    house.judge.go.clear()
    await actor.submit(RequestRun(intent_id="r1", purpose="run"))
    n_sent = 0
    while not actor.ended:
        n_sent += 1
        assert n_sent < 5
        await actor.submit(RequestEnd(intent_id=f"end{n_sent}"))
    house.judge.go.set()
    await soon(lambda: not actor.is_running)
    late = await actor.submit(SendWords(intent_id="late", text="wait"))
    assert isinstance(late, Rejected)
    assert late.code is RejectCode.ENDED
    log = await house.log(session_id)
    assert isinstance(log[-1].event, SessionEnded)
    # What was accepted before the end stays accepted.
    assert isinstance(await actor.submit(RequestRun(intent_id="r1", purpose="run")), Accepted)


async def test_time_away_does_not_count_and_is_noted(house):
    session_id, actor, _ = await join(house)
    house.clocks.move(10_000)
    await actor.submit(SendWords(intent_id="w1", text="I think"))
    await house.restart()
    house.clocks.move(3_600_000)
    actor, attached = await house.registry.attach(session_id, Outbox())
    assert attached.now_ms == 10_000
    resumed = [line for line in await house.log(session_id) if isinstance(line.event, SessionResumed)]
    assert [(line.event.away_ms, line.at_ms) for line in resumed] == [(3_600_000, 10_000)]
    house.clocks.move(500)
    assert actor.now_ms == 10_500
    # Time away is counted once: the second absence adds only itself.
    await house.restart()
    house.clocks.move(60_000)
    await house.registry.attach(session_id, Outbox())
    aways = [line.event.away_ms for line in await house.log(session_id) if isinstance(line.event, SessionResumed)]
    assert aways == [3_600_000, 60_500]


async def test_a_session_that_nobody_watches_is_parked_and_its_clock_stops_where_they_left(house):
    house.park_after_seconds = 0.05
    await house.restart()
    session_id, actor, outbox = await join(house)
    house.clocks.move(5_000)
    house.registry.detach(actor, outbox)
    house.clocks.move(60_000)
    await soon(lambda: not house.registry._actors)
    with pytest.raises(Closing):
        await actor.submit(SendWords(intent_id="w", text="to nobody"))
    house.clocks.move(600_000)
    again, attached = await house.registry.attach(session_id, Outbox())
    assert again is not actor
    assert attached.now_ms == 5_000
    resumed = [line.event for line in await house.log(session_id) if isinstance(line.event, SessionResumed)]
    assert [event.away_ms for event in resumed] == [660_000]


@pytest.mark.timeout(20)
async def test_who_comes_in_the_moment_after_a_farewell_does_not_stop_the_world(house):
    """A task that is done is listed until its callback ran, and to await it lets no callback run."""
    session_id, actor, outbox = await join(house)
    registry = house.registry
    for listed in (registry._leaving, registry._opening):
        registry.detach(actor, outbox)
        await actor.stop()
        del registry._actors[session_id]
        listed[session_id] = asyncio.create_task(asyncio.sleep(0))
        await listed[session_id]
        again, _ = await registry.attach(session_id, outbox)
        assert again is not actor
        actor = again


async def test_a_session_that_somebody_watches_is_not_parked(house):
    house.park_after_seconds = 0.02
    await house.restart()
    session_id, actor, outbox = await join(house)
    second = Outbox()
    await house.registry.attach(session_id, second)
    house.registry.detach(actor, outbox)
    await asyncio.sleep(0.1)
    assert (await house.registry.attach(session_id, Outbox()))[0] is actor
    assert not any(isinstance(line.event, SessionResumed) for line in await house.log(session_id))


async def test_timers_ring_when_their_time_has_come(house):
    session_id, actor, _ = await join(house)
    waiting = actor._waiting()
    assert waiting, "an open interview waits for something"
    house.clocks.move(max(timer.due_ms for timer in waiting) + 1)
    actor._set_sleeper()
    await soon(lambda: actor._head.at_ms > 0)
    log = await house.log(session_id)
    fired = [line for line in log if isinstance(line.event, TimerFired)]
    assert fired
    assert fired[0].event.timer in {timer.name for timer in waiting}
    assert fired[0].actor == "clock"


async def test_several_connections_after_a_restart_open_the_session_once(house):
    session_id, _, _ = await join(house)
    await house.restart()
    joined = await asyncio.gather(*(house.registry.attach(session_id, Outbox()) for _ in range(6)))
    assert len({id(actor) for actor, _ in joined}) == 1
    assert sum(isinstance(line.event, SessionResumed) for line in await house.log(session_id)) == 1


async def test_an_unknown_session_is_said_to_be_unknown(house):
    with pytest.raises(NoSuchSession, match="no session 'nowhere'"):
        await house.registry.attach("nowhere", Outbox())


async def test_when_the_store_fails_connections_are_told_and_the_session_opens_again_later(house, monkeypatch):
    session_id, actor, outbox = await join(house)
    appended(outbox)

    async def fail(*_):
        raise StoreFailed(Trouble.DISK_FULL, "the data folder")

    monkeypatch.setattr(house.store, "append", fail)
    with pytest.raises(Closing) as caught:
        await actor.submit(SendWords(intent_id="w1", text="lost?"))
    assert caught.value.code is CloseCode.STORE_FAILED
    with pytest.raises(Closing) as closing:
        await outbox.get()
    assert closing.value.code is CloseCode.STORE_FAILED
    assert "disk is full" in str(closing.value)
    monkeypatch.undo()
    again, _ = await house.registry.attach(session_id, Outbox())
    assert again is not actor
    assert isinstance(await again.submit(SendWords(intent_id="w1", text="lost?")), Accepted)


async def test_when_the_interviewer_fails_the_session_goes_on_without_that_intent(house, monkeypatch, caplog):
    session_id, actor, _ = await join(house)
    n_lines = len(await house.log(session_id))

    def crash(*_, **__):
        raise RuntimeError("a bug")

    with monkeypatch.context() as patch:
        patch.setattr("server.session.advance", crash)
        answer = await actor.submit(SendWords(intent_id="w1", text="boom"))
    assert isinstance(answer, Rejected)
    assert answer.code is RejectCode.SERVER_FAULT
    assert "a bug" in caplog.text
    assert len(await house.log(session_id)) == n_lines
    assert isinstance(await actor.submit(SendWords(intent_id="w2", text="go on")), Accepted)


async def test_what_was_sent_before_stopping_is_stored_and_later_senders_are_told(house):
    session_id, actor, _ = await join(house)
    sending = asyncio.gather(*(actor.submit(SendWords(intent_id=f"w{n}", text="a word")) for n in range(5)))
    await asyncio.sleep(0)
    await house.registry.close()
    assert all(isinstance(answer, Accepted) for answer in await sending)
    with pytest.raises(Closing):
        await actor.submit(SendWords(intent_id="late", text="too late"))
    with pytest.raises(Stopping):
        await house.registry.attach(session_id, Outbox())
    said = [line for line in await house.log(session_id) if isinstance(line.event, CandidateSaid)]
    assert len(said) == 5


async def test_a_log_whose_edits_no_longer_fit_is_refused_with_a_reason(house, question):
    head = Head(session_id="odd")
    started = SessionStarted(
        question_id=question.id, question_title="", question_sha256="", kind=question.kind, length_minutes=30,
        seed=1, started_at="2026-01-02T03:04:05+00:00", product_version="",
    )  # fmt: skip
    head, first = head.append(started, actor="server", at_ms=0)
    head, second = head.append(CodeEdited(changes=(999_999,), client_id="x"), actor="candidate", at_ms=1)
    await house.store.append("odd", 0, (first, second))
    with pytest.raises(SessionUnusable, match="no longer fit"):
        await house.registry.attach("odd", Outbox())


async def test_the_whole_log_is_one_chain(house):
    session_id, actor, _ = await join(house)
    for number in range(5):
        house.clocks.move(777)
        await actor.submit(SendWords(intent_id=f"w{number}", text="What is the shape of the input?"))
        await actor.submit(edit(actor, f"x = {number}\n", name=f"e{number}"))
    await house.restart()
    await house.registry.attach(session_id, Outbox())
    log = await house.store.read(session_id)
    assert verify_chain(log).seq == len(log)
