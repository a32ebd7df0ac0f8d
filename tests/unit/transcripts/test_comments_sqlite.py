"""What only the SQLite store of comments does: outliving the process, failing loudly, refusing other files."""

import sqlite3
from pathlib import Path

import pytest

from tests.contract.test_comment_store import make
from transcripts.comments_sqlite import APPLICATION_ID, SqliteComments
from transcripts.sqlite_file import open_database
from transcripts.store import StoreFailed, Trouble


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "comments.sqlite3"


async def test_comments_outlive_the_store(path):
    store = SqliteComments(path)
    await store.add("one", (make(1), make(2), make(3)))
    await store.change("one", "comment-2", "changed", "now")
    await store.remove("one", "comment-3")
    await store.close()
    store = SqliteComments(path)
    assert [each.text for each in await store.read("one")] == ["words 1", "changed"]
    await store.close()


async def test_the_file_is_set_up_for_durability_and_says_what_it_is(path):
    store = SqliteComments(path)
    assert not path.exists(), "a file is made when it is needed"
    await store.read("one")
    assert store._connection.execute("PRAGMA journal_mode").fetchone()[0] == "wal"
    assert store._connection.execute("PRAGMA synchronous").fetchone()[0] == 2
    assert store._connection.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID
    await store.close()


async def test_a_log_is_not_taken_for_comments_nor_comments_for_a_log(path, tmp_path):
    open_database(tmp_path / "log.sqlite3").close()
    with pytest.raises(StoreFailed) as caught:
        await SqliteComments(tmp_path / "log.sqlite3").read("one")
    assert caught.value.trouble is Trouble.NOT_OURS
    store = SqliteComments(path)
    await store.read("one")
    await store.close()
    with pytest.raises(StoreFailed) as caught:
        open_database(path)
    assert caught.value.trouble is Trouble.NOT_OURS


async def test_a_file_that_cannot_be_used_is_said_and_used_again_once_it_can(path):
    path.write_text("This is not a database. " * 50)
    store = SqliteComments(path)
    with pytest.raises(StoreFailed, match=r"comments\.sqlite3: .*Move it away"):
        await store.add("one", (make(1),))
    path.unlink()
    assert await store.add("one", (make(1),)) == 1
    await store.close()


async def test_a_full_disk_is_said_and_stores_nothing_of_it(path):
    store = SqliteComments(path)
    await store.add("one", (make(1),))
    n_pages = store._connection.execute("PRAGMA page_count").fetchone()[0]
    store._connection.execute(f"PRAGMA max_page_count = {n_pages}")
    handle = store._connection
    with pytest.raises(StoreFailed, match="disk is full"):
        await store.add("one", [make(number, text="W" * 4000) for number in range(2, 50)])
    assert await store.read("one") == (make(1),)
    assert store._connection is not handle, "a handle that failed is thrown away"
    await store.close()


async def test_another_programs_lock_is_said(path, monkeypatch):
    monkeypatch.setattr("transcripts.sqlite_file._BUSY_SECONDS", 0.05)
    store = SqliteComments(path)
    await store.read("one")
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreFailed) as caught:
        await store.add("one", (make(1),))
    assert caught.value.trouble is Trouble.LOCKED
    other.execute("ROLLBACK")
    other.close()
    assert await store.add("one", (make(1),)) == 1
    await store.close()
