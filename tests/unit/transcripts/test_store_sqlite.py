"""What only the SQLite store does: durability settings, failing loudly, refusing files that are not its own."""

import asyncio
import os
import sqlite3
from pathlib import Path

import pytest

from tests.transcript_samples import make_log
from transcripts import sqlite_file
from transcripts.sqlite_file import APPLICATION_ID, MIGRATIONS, open_database, trouble_of
from transcripts.store import StoreFailed, Trouble, UnreadableStoredLine
from transcripts.store_sqlite import SqliteStore

LOG = make_log("one", 5)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "deep" / "folder" / "log.sqlite3"


async def test_lines_outlive_the_store(path):
    store = SqliteStore(path)
    await store.append("one", 0, LOG)
    await store.close()
    store = SqliteStore(path)
    assert await store.read("one") == LOG
    await store.close()


def test_the_file_is_set_up_for_durability(path):
    connection = open_database(path)
    assert connection.execute("PRAGMA journal_mode").fetchone()[0] == "wal"
    assert connection.execute("PRAGMA synchronous").fetchone()[0] == 2
    assert connection.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID
    assert [row[0] for row in connection.execute("SELECT version FROM migrations")] == [1]
    connection.close()


async def test_what_queued_during_one_commit_goes_into_the_next_together(path):
    commits = []
    release = asyncio.Event()
    loop = asyncio.get_running_loop()

    def reached(point: str) -> None:
        if point == "before_commit":
            commits.append(point)
            if len(commits) == 1:
                asyncio.run_coroutine_threadsafe(release.wait(), loop).result()

    store = SqliteStore(path, reached=reached)
    first = asyncio.ensure_future(store.append("first", 0, make_log("first", 1)))
    while not commits:  # noqa: ASYNC110 - set by another thread
        await asyncio.sleep(0.005)
    others = [asyncio.ensure_future(store.append(f"s{n}", 0, make_log(f"s{n}", 2))) for n in range(50)]
    await asyncio.sleep(0.02)
    release.set()
    await asyncio.gather(first, *others)
    assert len(commits) == 2
    await store.close()


async def test_a_failed_commit_fails_its_whole_batch_and_stores_nothing_of_it(path):
    failing = True

    def reached(point: str) -> None:
        if point == "before_commit" and failing:
            error = sqlite3.OperationalError("disk I/O error")
            error.sqlite_errorcode = sqlite3.SQLITE_IOERR_FSYNC
            raise error

    store = SqliteStore(path, reached=reached)
    before = store._writing
    outcomes = await asyncio.gather(
        store.append("one", 0, LOG), store.append("two", 0, make_log("two", 1)), return_exceptions=True
    )
    assert all(isinstance(outcome, StoreFailed) for outcome in outcomes)
    assert all(outcome.trouble is Trouble.FAILED for outcome in outcomes)
    assert await store.read("one") == ()
    failing = False
    await store.append("one", 0, LOG)
    assert store._writing is not before, "a handle that failed is thrown away"
    assert await store.read("one") == LOG
    await store.close()


async def test_a_full_disk_is_said_and_what_was_stored_before_stays(path):
    store = SqliteStore(path)
    await store.append("one", 0, LOG[:3])
    n_pages = store._writing.execute("PRAGMA page_count").fetchone()[0]
    store._writing.execute(f"PRAGMA max_page_count = {n_pages}")
    big = make_log("big", 2000)
    with pytest.raises(StoreFailed, match="disk is full") as caught:
        await store.append("big", 0, big)
    assert caught.value.trouble is Trouble.DISK_FULL
    assert str(path) in str(caught.value)
    assert await store.read("big") == ()
    await store.append("one", 3, LOG[3:])
    assert await store.read("one") == LOG
    await store.close()


async def test_the_writer_survives_a_file_that_cannot_be_opened_again(path, monkeypatch):
    store = SqliteStore(path)
    store._writing.close()
    store._writing = None

    def refuse(_path):
        raise StoreFailed(Trouble.READ_ONLY, path)

    with monkeypatch.context() as patch:
        patch.setattr("transcripts.store_sqlite.open_database", refuse)
        with pytest.raises(StoreFailed, match="cannot be written"):
            await store.append("one", 0, LOG)
    await store.append("one", 0, LOG)
    await store.close()


def test_a_text_file_is_not_ours(tmp_path):
    path = tmp_path / "log.sqlite3"
    path.write_text("This is not a database. " * 50)
    with pytest.raises(StoreFailed) as caught:
        SqliteStore(path)
    assert caught.value.trouble is Trouble.NOT_OURS
    assert path.read_text().startswith("This is not a database.")


def test_another_programs_database_is_not_ours_and_is_left_alone(tmp_path):
    path = tmp_path / "log.sqlite3"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE bookmarks (url TEXT)")
    other.close()
    before = path.read_bytes()
    with pytest.raises(StoreFailed) as caught:
        SqliteStore(path)
    assert caught.value.trouble is Trouble.NOT_OURS
    assert path.read_bytes() == before


def test_a_file_of_a_newer_version_is_refused(path):
    connection = open_database(path)
    connection.execute("INSERT INTO migrations (version, applied_at) VALUES (?, '')", (len(MIGRATIONS) + 1,))
    connection.close()
    with pytest.raises(StoreFailed, match="newer version") as caught:
        SqliteStore(path)
    assert caught.value.trouble is Trouble.NEWER


def test_a_folder_that_cannot_be_made_is_said(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreFailed) as caught:
        SqliteStore(tmp_path / "file" / "log.sqlite3")
    assert caught.value.trouble is Trouble.READ_ONLY
    assert "\n" not in str(caught.value)


def test_a_read_only_folder_is_said(tmp_path):
    tmp_path.chmod(0o500)
    # Root may write into any folder but those that the kernel itself keeps.
    folder = Path("/proc") if os.geteuid() == 0 else tmp_path
    with pytest.raises(StoreFailed, match="cannot be written") as caught:
        SqliteStore(folder / "log.sqlite3")
    assert caught.value.trouble is Trouble.READ_ONLY


@pytest.mark.parametrize(
    ("code", "trouble"),
    [
        (sqlite3.SQLITE_READONLY_DBMOVED, Trouble.READ_ONLY),
        (sqlite3.SQLITE_CANTOPEN, Trouble.READ_ONLY),
        (sqlite3.SQLITE_FULL, Trouble.DISK_FULL),
        (sqlite3.SQLITE_NOTADB, Trouble.NOT_OURS),
        (sqlite3.SQLITE_CORRUPT_INDEX, Trouble.DAMAGED),
        (sqlite3.SQLITE_BUSY_SNAPSHOT, Trouble.LOCKED),
        (sqlite3.SQLITE_IOERR_FSYNC, Trouble.FAILED),
        (None, Trouble.FAILED),
    ],
)
def test_errors_of_sqlite_are_named(code, trouble):
    error = sqlite3.OperationalError("whatever")
    if code is not None:
        error.sqlite_errorcode = code
    assert trouble_of(error) is trouble


async def test_another_programs_lock_is_said(path, monkeypatch):
    monkeypatch.setattr(sqlite_file, "_BUSY_SECONDS", 0.05)
    store = SqliteStore(path)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreFailed) as caught:
        await store.append("one", 0, LOG)
    assert caught.value.trouble is Trouble.LOCKED
    other.execute("ROLLBACK")
    other.close()
    await store.append("one", 0, LOG)
    await store.close()


async def test_a_stored_line_that_cannot_be_read_is_named(path):
    store = SqliteStore(path)
    await store.append("one", 0, LOG)
    store._writing.execute("UPDATE lines SET line = ? WHERE seq = 3", (b"{}",))
    with pytest.raises(UnreadableStoredLine, match="Line 3 of session one"):
        await store.read("one")
    assert len(await store.read("one", 3)) == 2
    await store.close()


async def test_two_stores_on_one_file_never_both_append_at_one_place(path):
    stores = [SqliteStore(path), SqliteStore(path)]
    outcomes = await asyncio.gather(*(store.append("one", 0, LOG) for store in stores), return_exceptions=True)
    assert outcomes.count(None) == 1
    assert await stores[0].read("one") == LOG == await stores[1].read("one")
    for store in stores:
        await store.close()


async def test_an_append_that_nobody_waits_for_any_more_does_not_hurt_the_next(path):
    store = SqliteStore(path)
    for number in range(20):
        waiting = asyncio.ensure_future(store.append(f"s{number}", 0, make_log(f"s{number}", 1)))
        await asyncio.sleep(0)
        waiting.cancel()
    await store.append("one", 0, LOG)
    assert await store.read("one") == LOG
    await store.close()
