"""What every store promises, run on each back-end."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest

from tests.transcript_samples import make_log
from transcripts.envelope import GENESIS_SHA256
from transcripts.store import ConcurrentAppend, EventStore, StoreClosed
from transcripts.store_memory import MemoryStore
from transcripts.store_sqlite import SqliteStore


@pytest.fixture(params=["memory", "sqlite"])
async def store(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[EventStore]:
    store: EventStore = MemoryStore() if request.param == "memory" else SqliteStore(tmp_path / "log.sqlite3")
    yield store
    await store.close()


async def test_what_was_appended_is_read_back_byte_for_byte(store):
    log = make_log("one", 5)
    await store.append("one", 0, log[:2])
    await store.append("one", 2, log[2:])
    assert [sealed.line for sealed in await store.read("one")] == [sealed.line for sealed in log]
    assert await store.read("one") == log


async def test_reading_starts_after_the_given_line(store):
    log = make_log("one", 5)
    await store.append("one", 0, log)
    assert await store.read("one", 3) == log[3:]
    assert await store.read("one", 5) == ()
    assert await store.read("one", 9) == ()


async def test_an_unknown_session_is_empty(store):
    assert await store.read("nobody") == ()
    head = await store.head("nobody")
    assert (head.seq, head.sha256, head.session_id) == (0, GENESIS_SHA256, "nobody")


async def test_the_head_is_that_of_the_last_line(store):
    log = make_log("one", 4)
    await store.append("one", 0, log)
    head = await store.head("one")
    assert (head.seq, head.sha256, head.at_ms) == (4, log[-1].sha256, log[-1].envelope.at_ms)


@pytest.mark.parametrize("after_seq", [0, 1, 3])
async def test_an_append_after_another_line_than_the_last_is_refused_whole(store, after_seq):
    log = make_log("one", 6)
    await store.append("one", 0, log[:2])
    with pytest.raises(ConcurrentAppend) as caught:
        await store.append("one", after_seq, log[after_seq : after_seq + 2])
    assert caught.value.last_seq == 2
    assert await store.read("one") == log[:2]


async def test_of_two_appends_at_the_same_place_one_wins(store):
    log = make_log("one", 3)
    await store.append("one", 0, log[:2])
    outcomes = await asyncio.gather(*(store.append("one", 2, log[2:]) for _ in range(8)), return_exceptions=True)
    assert outcomes.count(None) == 1
    assert sum(isinstance(outcome, ConcurrentAppend) for outcome in outcomes) == 7
    assert await store.read("one") == log


async def test_a_refused_append_leaves_the_others_of_its_moment_alone(store):
    logs = {f"s{number}": make_log(f"s{number}", 3) for number in range(20)}
    appends: list[Awaitable[None]] = []
    for session_id, log in logs.items():
        appends += [store.append(session_id, 0, log), store.append(session_id, 7, ())]
    outcomes = await asyncio.gather(*appends, return_exceptions=True)
    assert [outcome is None for outcome in outcomes] == [True, False] * 20
    for session_id, log in logs.items():
        assert await store.read(session_id) == log


async def test_appends_queued_at_once_keep_their_order(store):
    log = make_log("one", 40)
    await asyncio.gather(*(store.append("one", place, log[place : place + 1]) for place in range(40)))
    assert await store.read("one") == log


@pytest.mark.parametrize("spoil", [lambda log: log[1:], lambda log: (log[0], log[2]), lambda log: make_log("two", 2)])
async def test_lines_that_cannot_stand_there_are_our_mistake(store, spoil: Callable):
    with pytest.raises(ValueError, match="our mistake"):
        await store.append("one", 0, spoil(make_log("one", 3)))
    assert await store.read("one") == ()


async def test_sessions_are_listed_with_first_and_last_line_newest_first(store):
    logs = {session_id: make_log(session_id, n_lines) for session_id, n_lines in (("b", 3), ("c", 1), ("a", 2))}
    for session_id, log in logs.items():
        await store.append(session_id, 0, log)
    listed = await store.sessions()
    assert [(row.session_id, row.n_lines) for row in listed] == [("a", 2), ("c", 1), ("b", 3)]
    for row in listed:
        assert (row.first, row.last) == (logs[row.session_id][0].line, logs[row.session_id][-1].line)


async def test_an_empty_store_lists_nothing(store):
    assert await store.sessions() == ()


async def test_a_closed_store_says_so(store):
    await store.close()
    await store.close()
    for use in (store.append("one", 0, make_log("one", 1)), store.read("one"), store.head("one"), store.sessions()):
        with pytest.raises(StoreClosed):
            await use
