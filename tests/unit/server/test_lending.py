"""Another language model is set, or none, while sessions are open: who asks which, and when a model is closed."""

import asyncio

import pytest

from server.model.chat_model import Answered
from server.outbox import Outbox
from server.wire import SendWords
from tests.unit.server.house import QUESTION_ID, House, soon
from transcripts.events import InterviewerSaid, ModelAnswered, ModelStatus, ModelTerms, SessionStarted
from transcripts.store import StoreFailed, Trouble

OPEN = "Do you have a favourite colour scheme for the plots?"


class Voice:
    """Says nothing of use once `go` is set; what it is asked and whether it is closed is remembered."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.go = asyncio.Event()
        self.go.set()
        self.n_asked = 0
        self.n_given_up = 0
        self.is_closed = False

    def warm(self) -> None:
        pass

    async def ask(self, asked, on_words=None) -> Answered:
        assert not self.is_closed, "a closed model is asked"
        self.n_asked += 1
        try:
            await self.go.wait()
        except asyncio.CancelledError:
            self.n_given_up += 1
            raise
        return Answered(status=ModelStatus.GARBAGE, model=self.name)

    async def close(self) -> None:
        self.is_closed = True


def terms(name: str) -> ModelTerms:
    return ModelTerms(name=name, deadline_ms=2000, most_calls=80, most_tokens=100_000, most_cost=0.0)


@pytest.fixture
async def old(house: House) -> Voice:
    return await offer(house, "old")


async def offer(house: House, name: str) -> Voice:
    voice = Voice(name)
    await house.models.replace(voice, terms(name))
    return voice


async def begin(house: House):
    session_id = await house.registry.start(QUESTION_ID)
    actor, _ = await house.registry.attach(session_id, Outbox())
    return session_id, actor


async def say(house: House, session_id: str, actor, name: str = "w1") -> int:
    """Ask an open question; give the number of its line."""
    return (await actor.submit(SendWords(intent_id=name, text=OPEN))).seq


async def answer_to(house: House, session_id: str, seq: int) -> ModelAnswered:
    """Wait for the interviewer's turn after a line, and give how the first call to a model that it led to ended."""
    async with asyncio.timeout(10):
        while True:
            events = [line.event for line in await house.log(session_id) if line.seq > seq]
            if any(isinstance(event, InterviewerSaid) for event in events):
                return next(event for event in events if isinstance(event, ModelAnswered))
            await asyncio.sleep(0.005)


async def test_an_open_session_keeps_the_model_that_it_began_with_and_the_next_has_the_new_one(house, old):
    first_id, first = await begin(house)
    new = await offer(house, "new")
    assert not old.is_closed
    second_id, second = await begin(house)
    assert (await answer_to(house, first_id, await say(house, first_id, first))).model == "old"
    assert (await answer_to(house, second_id, await say(house, second_id, second))).model == "new"
    assert new.n_asked >= 1
    for session_id, name in ((first_id, "old"), (second_id, "new")):
        started = (await house.log(session_id))[0].event
        assert isinstance(started, SessionStarted)
        assert started.model.name == name


async def test_a_replaced_model_is_closed_when_its_last_session_is_put_away(house, old):
    house.park_after_seconds = 0.05
    house.registry = house.open_registry()
    boxes = [Outbox(), Outbox()]
    actors = []
    for box in boxes:
        session_id = await house.registry.start(QUESTION_ID)
        actors.append((await house.registry.attach(session_id, box))[0])
    new = await offer(house, "new")
    house.registry.detach(actors[0], boxes[0])
    await asyncio.sleep(0.2)
    assert not old.is_closed
    house.registry.detach(actors[1], boxes[1])
    await soon(lambda: old.is_closed)
    assert not new.is_closed


async def test_a_model_that_nobody_has_is_closed_at_once(house, old):
    await offer(house, "new")
    assert old.is_closed


async def test_a_session_that_cannot_be_begun_keeps_no_model(house, old, monkeypatch):
    async def fails(*_):
        raise StoreFailed(Trouble.DISK_FULL, "log")

    monkeypatch.setattr(house.store, "append", fails)
    with pytest.raises(StoreFailed):
        await house.registry.start(QUESTION_ID)
    await offer(house, "new")
    assert old.is_closed


async def test_a_session_that_the_store_fails_gives_its_model_back(house, old, monkeypatch):
    session_id, actor = await begin(house)

    async def fails(*_):
        raise StoreFailed(Trouble.DISK_FULL, "log")

    old.go.clear()
    await say(house, session_id, actor)
    await soon(lambda: old.n_asked)
    monkeypatch.setattr(house.store, "append", fails)
    with pytest.raises(Exception, match="disk is full"):
        await say(house, session_id, actor, "w2")
    await offer(house, "new")
    await soon(lambda: old.is_closed)
    assert old.n_given_up == 1


async def test_turned_off_no_open_session_asks_any_more_and_the_script_answers(house, old):
    session_id, actor = await begin(house)
    seq = await say(house, session_id, actor)
    assert (await answer_to(house, session_id, seq)).status is ModelStatus.GARBAGE
    n_asked = old.n_asked
    await house.models.turn_off()
    seq = await say(house, session_id, actor, "w2")
    assert (await answer_to(house, session_id, seq)).status is ModelStatus.UNREACHABLE
    assert old.n_asked == n_asked


async def test_what_is_being_asked_when_it_is_turned_off_is_given_up_and_the_script_answers(house, old):
    session_id, actor = await begin(house)
    old.go.clear()
    seq = await say(house, session_id, actor)
    await soon(lambda: old.n_asked)
    await house.models.turn_off()
    assert (await answer_to(house, session_id, seq)).status is ModelStatus.UNREACHABLE
    assert old.n_given_up == 1


async def test_turned_off_holds_also_for_sessions_with_a_model_that_was_replaced(house, old):
    session_id, actor = await begin(house)
    await offer(house, "new")
    await house.models.turn_off()
    seq = await say(house, session_id, actor)
    assert (await answer_to(house, session_id, seq)).status is ModelStatus.UNREACHABLE
    assert old.n_asked == 0


async def test_turned_on_again_open_sessions_stay_as_they_are(house, old):
    session_id, actor = await begin(house)
    await house.models.turn_off()
    again = await offer(house, "old")
    assert (await answer_to(house, session_id, await say(house, session_id, actor))).status is ModelStatus.UNREACHABLE
    assert again.n_asked == 0


@pytest.mark.parametrize(("now", "status"), [("old", ModelStatus.GARBAGE), ("new", ModelStatus.LOST)])
async def test_taken_up_again_a_session_asks_only_a_model_of_the_name_that_it_began_with(house, old, now, status):
    session_id, _ = await begin(house)
    await house.registry.close()
    voice = await offer(house, now)
    assert old.is_closed
    house.registry = house.open_registry()
    actor, _ = await house.registry.attach(session_id, Outbox())
    assert (await answer_to(house, session_id, await say(house, session_id, actor))).status is status
    assert bool(voice.n_asked) is (now == "old")


async def test_a_session_that_began_without_a_model_never_asks_one(house):
    session_id, actor = await begin(house)
    voice = await offer(house, "new")
    await say(house, session_id, actor)
    await house.registry.close()
    house.registry = house.open_registry()
    actor, _ = await house.registry.attach(session_id, Outbox())
    await say(house, session_id, actor, "w2")
    assert voice.n_asked == 0
    assert not any(isinstance(line.event, ModelAnswered) for line in await house.log(session_id))


async def test_closing_closes_all_that_there_are(house, old):
    await begin(house)
    new = await offer(house, "new")
    await house.registry.close()
    await house.models.close()
    await house.models.close()
    assert (old.is_closed, new.is_closed) == (True, True)
