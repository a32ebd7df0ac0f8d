"""The queue before one connection: bounded, in order, and never in anybody's way."""

import asyncio

import pytest

from server.outbox import Closing, Outbox
from server.wire import CloseCode


async def test_frames_come_out_in_order_and_then_the_reason():
    outbox = Outbox()
    for frame in ("a", "b"):
        outbox.put(frame)
    outbox.close(CloseCode.GOING_AWAY, "bye")
    outbox.close(CloseCode.TOO_SLOW, "the first reason stands")
    outbox.put("after the close")
    assert [await outbox.get(), await outbox.get()] == ["a", "b"]
    with pytest.raises(Closing, match="bye") as caught:
        await outbox.get()
    assert caught.value.code is CloseCode.GOING_AWAY


async def test_whoever_waits_is_woken():
    outbox = Outbox()
    waiting = asyncio.ensure_future(outbox.get())
    await asyncio.sleep(0)
    outbox.put("now")
    assert await waiting == "now"


async def test_too_many_frames_close_the_connection_at_once():
    outbox = Outbox(max_frames=3)
    for frame in "abcd":
        outbox.put(frame)
    with pytest.raises(Closing) as caught:
        await outbox.get()
    assert caught.value.code is CloseCode.TOO_SLOW


async def test_too_much_waiting_closes_but_one_large_frame_passes():
    outbox = Outbox(max_bytes=10)
    outbox.put("x" * 1000)
    assert len(await outbox.get()) == 1000
    outbox.put("x" * 6)
    outbox.put("x" * 6)
    with pytest.raises(Closing):
        await outbox.get()


async def test_what_was_taken_out_makes_room():
    outbox = Outbox(max_frames=2, max_bytes=4)
    for frame in ("ab", "cd") * 50:
        outbox.put(frame)
        assert await outbox.get() == frame
