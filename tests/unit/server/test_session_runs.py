"""Runs of a session: stopped, waiting, refused at the door, ended with the interview, and taken up by a restart."""

import asyncio

import pytest

from agent.drive import replay
from server.outbox import Outbox
from server.session import SessionActor
from server.wire import Accepted, Progress, RejectCode, Rejected, RequestEnd, RequestRun, RequestStop
from tests.unit.server.house import QUESTION_ID, FakeJudge, House, drain, soon
from transcripts.events import (
    InterviewerSaid,
    Move,
    RunQueued,
    RunRequested,
    RunStopped,
    SessionEnded,
    StopRequested,
    SuiteRan,
)


@pytest.fixture
async def narrow(bank):
    """A house with one lane, in which one run may wait, and where waiting is noted soon."""
    house = House(bank)
    house.judge = FakeJudge(n_lanes=1, most_waiting=1)
    house.say_waiting_after_seconds = 0.05
    await house.restart()
    yield house
    await house.registry.close()


async def join(house: House) -> tuple[str, SessionActor, Outbox]:
    session_id = await house.registry.start(QUESTION_ID)
    outbox = Outbox()
    actor, _ = await house.registry.attach(session_id, outbox)
    return session_id, actor, outbox


async def ask_for_run(actor: SessionActor, name: str = "r1") -> int:
    answer = await actor.submit(RequestRun(intent_id=name, purpose="run"))
    assert isinstance(answer, Accepted), answer
    return answer.seq


async def stop(actor: SessionActor, requested_seq: int, name: str = "s1") -> Accepted | Rejected:
    return await actor.submit(RequestStop(intent_id=name, requested_seq=requested_seq))


async def events_of(house: House, session_id: str, *kinds: type) -> list:
    return [line.event for line in await house.log(session_id) if isinstance(line.event, kinds)]


async def test_a_run_that_is_stopped_has_its_end_in_the_log_and_the_next_one_goes(house):
    session_id, actor, _ = await join(house)
    house.judge.go.clear()
    seq = await ask_for_run(actor)
    assert isinstance(await stop(actor, seq), Accepted)
    await soon(lambda: not actor.is_running)
    assert await events_of(house, session_id, StopRequested, RunStopped, SuiteRan) == [
        StopRequested(requested_seq=seq),
        RunStopped(requested_seq=seq),
    ]
    house.judge.go.set()
    again = await ask_for_run(actor, "r2")
    await soon(lambda: not actor.is_running)
    assert [event.requested_seq for event in await events_of(house, session_id, SuiteRan)] == [again]


async def test_a_report_that_came_in_the_same_moment_wins_and_the_stop_is_accepted(house):
    session_id, actor, _ = await join(house)
    house.judge.go.clear()
    house.judge.report_wins = True
    seq = await ask_for_run(actor)
    assert isinstance(await stop(actor, seq), Accepted)
    await soon(lambda: not actor.is_running)
    assert isinstance(await stop(actor, seq, "s2"), Accepted)
    assert await events_of(house, session_id, RunStopped) == []
    assert [event.requested_seq for event in await events_of(house, session_id, SuiteRan)] == [seq]


@pytest.mark.parametrize("nothing", [0, -1, 1, 10**9])
async def test_what_was_never_asked_for_cannot_be_stopped(house, nothing):
    session_id, actor, _ = await join(house)
    answer = await stop(actor, nothing)
    assert isinstance(answer, Rejected)
    assert (answer.code, answer.reason) == (
        RejectCode.MALFORMED,
        f"No run and no cell was asked for at line {nothing}.",
    )
    assert await events_of(house, session_id, StopRequested) == []


async def test_a_run_that_waits_is_noted_once_and_the_interviewer_says_so(narrow):
    narrow.judge.go.clear()
    _, first, _ = await join(narrow)
    await ask_for_run(first)
    session_id, second, outbox = await join(narrow)
    seq = await ask_for_run(second)
    await soon(lambda: seq in second._ledger.queued)
    said = [e for e in await events_of(narrow, session_id, InterviewerSaid) if e.reason.rule == "run_waits"]
    assert len(said) == 1
    assert said[0].move is Move.TIME_CHECK
    assert "one run is before yours" in said[0].text
    assert await events_of(narrow, session_id, RunQueued) == [RunQueued(requested_seq=seq, n_ahead=1)]
    await soon(second._board.published)
    heard = [message for message in drain(outbox) if isinstance(message, Progress)]
    assert heard[0] == Progress(requested_seq=seq, state="waiting", n_ahead=1)
    later = Outbox()
    await narrow.registry.attach(session_id, later)
    assert [message for message in drain(later) if isinstance(message, Progress)] == heard[-1:]
    narrow.judge.go.set()
    await soon(lambda: not second.is_running)
    assert replay(second.question, await narrow.store.read(session_id)) == ()


async def test_a_run_that_has_its_turn_soon_is_not_spoken_of(narrow):
    session_id, actor, _ = await join(narrow)
    narrow.judge.go.clear()
    await ask_for_run(actor)
    await asyncio.sleep(0.2)
    narrow.judge.go.set()
    await soon(lambda: not actor.is_running)
    assert await events_of(narrow, session_id, RunQueued) == []


async def test_a_run_that_waits_is_stopped_where_it_is(narrow):
    narrow.judge.go.clear()
    _, first, _ = await join(narrow)
    await ask_for_run(first)
    session_id, second, _ = await join(narrow)
    seq = await ask_for_run(second)
    await stop(second, seq)
    await soon(lambda: not second.is_running)
    assert await events_of(narrow, session_id, RunStopped, SuiteRan) == [RunStopped(requested_seq=seq)]
    assert narrow.judge.queue_state().n_waiting == 0
    assert first.is_running
    assert len(narrow.judge.sources) == 1


async def test_when_as_many_wait_as_may_the_next_is_refused_before_anything_is_stored(narrow):
    narrow.judge.go.clear()
    for _ in range(2):
        _, actor, _ = await join(narrow)
        await ask_for_run(actor)
    session_id, late, _ = await join(narrow)
    answer = await late.submit(RequestRun(intent_id="r1", purpose="run"))
    assert isinstance(answer, Rejected)
    assert answer.code is RejectCode.BUSY
    assert answer.reason == "The machine is busy with 2 runs; try again in a moment."
    assert await events_of(narrow, session_id, RunRequested) == []
    assert not late.is_running
    narrow.judge.go.set()
    await soon(lambda: narrow.judge.queue_state().n_at_work == 0)
    await ask_for_run(late, "r1")


async def test_a_place_that_was_taken_for_nothing_is_given_back(narrow, monkeypatch):
    _, actor, _ = await join(narrow)

    def crash(*_, **__):
        raise RuntimeError("a bug")

    with monkeypatch.context() as patch:
        patch.setattr("server.session.advance", crash)
        answer = await actor.submit(RequestRun(intent_id="r1", purpose="run"))
    assert isinstance(answer, Rejected)
    assert answer.code is RejectCode.SERVER_FAULT
    assert (narrow.judge.queue_state().n_at_work, narrow.judge.queue_state().n_waiting) == (0, 0)
    await ask_for_run(actor)


async def test_the_end_of_the_interview_ends_its_runs(house):
    session_id, actor, _ = await join(house)
    house.judge.go.clear()
    await ask_for_run(actor)
    number = 0
    while not actor.ended:
        number += 1
        await actor.submit(RequestEnd(intent_id=f"end{number}"))
    await soon(lambda: not actor.is_running)
    assert house.judge.queue_state().n_at_work == 0
    assert isinstance((await house.log(session_id))[-1].event, SessionEnded)


async def test_a_stop_that_a_restart_cut_off_is_kept_and_the_run_not_taken_up(house):
    session_id, actor, _ = await join(house)
    house.judge.go.clear()
    house.judge.stop = lambda place: None  # the server goes before the run does
    seq = await ask_for_run(actor)
    await stop(actor, seq)
    await house.restart()
    actor, _ = await house.registry.attach(session_id, Outbox())
    assert not actor.is_running
    assert await events_of(house, session_id, RunStopped, SuiteRan) == [RunStopped(requested_seq=seq)]
    assert len(house.judge.sources) == 1
    await house.restart()
    await house.registry.attach(session_id, Outbox())
    assert len(await events_of(house, session_id, RunStopped)) == 1


async def test_runs_of_a_server_that_stops_give_their_places_back(narrow):
    narrow.judge.go.clear()
    for _ in range(2):
        _, actor, _ = await join(narrow)
        await ask_for_run(actor)
    await narrow.registry.close()
    state = narrow.judge.queue_state()
    assert (state.n_at_work, state.n_waiting) == (0, 0)
