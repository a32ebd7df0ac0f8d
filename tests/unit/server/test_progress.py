"""What pages hear of runs that are going: the newest, in a steady beat, never backwards, never after the end."""

import asyncio

import pytest

from server.progress import ProgressBoard
from server.wire import Progress


def waiting(n_ahead: int, seq: int = 1) -> Progress:
    return Progress(requested_seq=seq, state="waiting", n_ahead=n_ahead)


def running(n_done: int, seq: int = 1) -> Progress:
    return Progress(requested_seq=seq, state="running", n_done=n_done, n_checks=9)


@pytest.fixture
def heard(monkeypatch) -> list[Progress]:
    monkeypatch.setattr("server.progress.INTERVAL_SECONDS", 0.01)
    return []


@pytest.fixture
async def board(heard):
    board = ProgressBoard(heard.append)
    yield board
    board.close()


async def beat() -> None:
    await asyncio.sleep(0.05)


async def test_many_in_one_beat_are_told_as_one(board, heard):
    for n_done in range(8):
        board.put(running(n_done))
    assert heard == []
    await beat()
    assert heard == [running(7)]
    board.put(running(8))
    await beat()
    assert heard == [running(7), running(8)]


async def test_a_run_that_is_over_within_a_beat_is_never_spoken_of(board, heard):
    board.put(waiting(1))
    board.put(running(3))
    board.remove(1)
    await beat()
    assert heard == []
    assert board.published() == ()


async def test_it_never_goes_back_when_a_run_starts_over(board, heard):
    board.put(waiting(2))
    await beat()
    board.put(running(4))
    await beat()
    for late in (waiting(1), running(0), running(3)):
        board.put(late)
    await beat()
    board.put(running(5))
    await beat()
    assert heard == [waiting(2), running(4), running(5)]


async def test_the_number_ahead_may_grow_as_well_as_shrink(board, heard):
    board.put(waiting(1))
    await beat()
    board.put(waiting(2))
    await beat()
    assert heard == [waiting(1), waiting(2)]


async def test_who_joins_later_gets_the_newest_of_what_others_were_told(board):
    board.put(running(1, seq=1))
    board.put(waiting(4, seq=2))
    await beat()
    board.put(waiting(5, seq=3))
    assert board.published() == (running(1, seq=1), waiting(4, seq=2))


async def test_after_the_close_nothing_is_told(board, heard):
    board.put(running(1))
    board.close()
    await beat()
    assert heard == []
