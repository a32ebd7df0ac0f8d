"""What only the SQLite store of links does: outliving the process, failing loudly, refusing files of others."""

import sqlite3

import pytest

from server.sharing.store_sqlite import SqliteShares
from tests.contract.test_share_store import make_share
from transcripts import sqlite_file
from transcripts.sqlite_file import open_database
from transcripts.store import StoreFailed, Trouble


async def test_links_outlive_the_store(tmp_path):
    path = tmp_path / "deep" / "shares.sqlite3"
    store = SqliteShares(path)
    await store.add(make_share("a"))
    await store.withdraw("a")
    await store.close()
    store = SqliteShares(path)
    (kept,) = await store.of_session("one")
    assert kept.withdrawn
    await store.close()


async def test_a_log_is_not_taken_for_links(tmp_path):
    path = tmp_path / "log.sqlite3"
    open_database(path).close()
    store = SqliteShares(path)
    for _ in range(2):
        with pytest.raises(StoreFailed) as caught:
            await store.of_session("one")
        assert caught.value.trouble is Trouble.NOT_OURS
    await store.close()


async def test_after_a_failure_the_next_call_works_again(tmp_path, monkeypatch):
    monkeypatch.setattr(sqlite_file, "_BUSY_SECONDS", 0.05)
    path = tmp_path / "shares.sqlite3"
    store = SqliteShares(path)
    assert await store.of_session("one") == ()
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreFailed) as caught:
        await store.add(make_share("a"))
    assert caught.value.trouble is Trouble.LOCKED
    assert "\n" not in str(caught.value)
    other.execute("ROLLBACK")
    other.close()
    await store.add(make_share("a"))
    assert len(await store.of_session("one")) == 1
    await store.close()
