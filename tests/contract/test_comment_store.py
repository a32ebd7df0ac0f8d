"""What every store of comments promises, run on each back-end."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import msgspec
import pytest

from transcripts.comments import MOST_COMMENTS, Comment, CommentStore, NoSuchComment, TooManyComments
from transcripts.comments_memory import MemoryComments
from transcripts.comments_sqlite import SqliteComments
from transcripts.store import StoreClosed


@pytest.fixture(params=["memory", "sqlite"])
async def comments(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[CommentStore]:
    store: CommentStore = (
        MemoryComments() if request.param == "memory" else SqliteComments(tmp_path / "new" / "comments.sqlite3")
    )
    yield store
    await store.close()


def make(number: int, session_id: str = "one", **changes: object) -> Comment:
    comment = Comment(
        comment_id=f"comment-{number}",
        session_id=session_id,
        seq=number + 1,
        author="Ann",
        text=f"words {number}",
        made_at=f"2026-01-02T03:04:{number % 60:02d}.000+00:00",
    )
    return msgspec.structs.replace(comment, **changes)


async def test_what_was_added_is_read_back_whole(comments):
    odd = make(
        1, author="Ünï 🙂", text="a\n\n\x00\u202eb <b>", changed_at="later", share_id="link", imported_at="today"
    )
    assert await comments.add("one", (odd,)) == 1
    assert await comments.read("one") == (odd,)


async def test_they_come_by_moment_then_by_time_then_as_they_were_added(comments):
    early, late = "2026-01-01T00:00:00.000+00:00", "2026-01-01T00:00:01.000+00:00"
    placed = [(1, 9, early), (2, 3, late), (3, 3, early), (4, 3, late)]
    for number, seq, made_at in placed:
        await comments.add("one", (make(number, seq=seq, made_at=made_at),))
    assert [each.comment_id for each in await comments.read("one")] == [f"comment-{n}" for n in (3, 2, 4, 1)]


async def test_sessions_are_apart(comments):
    await comments.add("one", (make(1),))
    await comments.add("two", (make(1, "two", text="other"),))
    assert [each.text for each in await comments.read("one")] == ["words 1"]
    with pytest.raises(NoSuchComment):
        await comments.change("three", "comment-1", "x", "now")
    await comments.remove("one", "comment-1")
    assert await comments.read("one") == ()
    assert [each.text for each in await comments.read("two")] == ["other"]


async def test_the_same_id_again_is_left_as_it_is_and_counted_once(comments):
    await comments.add("one", (make(1),))
    again = make(1, text="other words")
    assert await comments.add("one", (again, make(2), make(2, text="twice"), make(3))) == 2
    assert [each.text for each in await comments.read("one")] == ["words 1", "words 2", "words 3"]
    assert await comments.add("one", ()) == 0


async def test_a_change_keeps_everything_but_words_and_their_time(comments):
    await comments.add("one", (make(1, share_id="link"), make(2)))
    changed = await comments.change("one", "comment-1", "better words", "2026-02-03")
    assert changed == make(1, share_id="link", text="better words", changed_at="2026-02-03")
    assert await comments.read("one") == (changed, make(2))


async def test_what_is_not_there_can_neither_be_changed_nor_removed(comments):
    await comments.add("one", (make(1),))
    await comments.remove("one", "comment-1")
    with pytest.raises(NoSuchComment):
        await comments.remove("one", "comment-1")
    with pytest.raises(NoSuchComment):
        await comments.change("one", "comment-1", "x", "now")
    assert await comments.read("one") == ()


async def test_a_session_takes_so_many_and_no_more_and_none_of_what_is_too_many(comments):
    assert await comments.add("one", [make(number) for number in range(MOST_COMMENTS - 1)]) == MOST_COMMENTS - 1
    with pytest.raises(TooManyComments, match="999"):
        await comments.add("one", (make(5000), make(5001)))
    assert len(await comments.read("one")) == MOST_COMMENTS - 1
    await comments.add("one", (make(5000),))
    assert await comments.add("one", (make(5000), make(0))) == 0, "what is there already is not too many"
    with pytest.raises(TooManyComments):
        await comments.add("one", (make(5001),))
    await comments.add("two", (make(1, "two"),))
    await comments.remove("one", "comment-5000")
    assert await comments.add("one", (make(5001),)) == 1


async def test_of_many_with_one_id_at_once_one_is_kept(comments):
    added = await asyncio.gather(*(comments.add("one", (make(1, text=f"words {n}"),)) for n in range(8)))
    assert sorted(added) == [0] * 7 + [1]
    assert len(await comments.read("one")) == 1


async def test_a_comment_on_another_session_is_our_mistake(comments):
    with pytest.raises(ValueError, match="our mistake"):
        await comments.add("one", (make(1), make(2, "two")))
    assert await comments.read("one") == ()


async def test_a_closed_store_says_so(comments):
    await comments.add("one", (make(1),))
    await comments.close()
    await comments.close()
    for use in (
        comments.read("one"),
        comments.add("one", (make(2),)),
        comments.change("one", "comment-1", "x", "now"),
        comments.remove("one", "comment-1"),
    ):
        with pytest.raises(StoreClosed):
            await use
