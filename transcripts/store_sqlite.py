"""The log in one SQLite file: one writer thread, group commit, durable before it is acknowledged.

While one commit waits for the disk, further appends queue; the next commit takes them all. So a burst costs a few
syncs and a lone append costs one, without any timer. An error during a commit fails the whole batch and the handle is
thrown away: after a failed sync the pages in memory may not be what is on the disk, so it is never tried again on the
same handle.

Must not know what the lines mean.
"""

import asyncio
import contextlib
import queue
import sqlite3
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple, TypeVar

import msgspec

from transcripts.envelope import Head, Sealed
from transcripts.sqlite_file import open_database, trouble_of
from transcripts.store import (
    ConcurrentAppend,
    StoreClosed,
    StoredSession,
    StoreFailed,
    UnreadableStoredLine,
    check_lines,
)

MAX_BATCH = 1000
"""Appends in one commit."""

_T = TypeVar("_T")

_LAST_SEQ = "SELECT COALESCE(MAX(seq), 0) FROM lines WHERE session_id = ?"
_INSERT = "INSERT INTO lines (session_id, seq, line) VALUES (?, ?, ?)"
_READ = "SELECT seq, line FROM lines WHERE session_id = ? AND seq > ? ORDER BY seq"
_LAST = "SELECT seq, line FROM lines WHERE session_id = ? ORDER BY seq DESC LIMIT 1"
# Steps from one session's first line to the next in the index, so the cost is per session and not per line.
_SESSIONS = """
WITH RECURSIVE ids (session_id) AS (
  SELECT MIN(session_id) FROM lines
  UNION ALL
  SELECT (SELECT MIN(session_id) FROM lines WHERE session_id > ids.session_id) FROM ids WHERE ids.session_id NOT NULL
)
SELECT ids.session_id, last.seq, first.line, last.line
FROM ids
JOIN lines AS first ON first.session_id = ids.session_id AND first.seq = 1
JOIN lines AS last ON last.session_id = ids.session_id
  AND last.seq = (SELECT MAX(seq) FROM lines WHERE session_id = ids.session_id)
ORDER BY first.id DESC
"""


class _Append(NamedTuple):
    session_id: str
    after_seq: int
    lines: tuple[Sealed, ...]
    done: "Future[None]"


def _reach_nothing(point: str) -> None:
    """Stand in for a hook that tests use to stop the process at a named point."""


class SqliteStore:
    """Implements `EventStore` on one file. Opening creates the file and brings its schema up to date.

    `reached` is called in the writer thread with `before_commit` and `after_commit_before_accept`.
    Raises StoreFailed when the file cannot be used.
    """

    def __init__(self, path: Path, *, reached: Callable[[str], None] = _reach_nothing) -> None:
        self.path = path
        self._reached = reached
        self._writing: sqlite3.Connection | None = open_database(path)
        self._reading: sqlite3.Connection | None = None
        self._closed = False
        self._queue: queue.SimpleQueue[_Append | None] = queue.SimpleQueue()
        self._writer = threading.Thread(target=self._write_until_closed, name="log-writer", daemon=True)
        self._writer.start()
        self._reader = ThreadPoolExecutor(max_workers=1, thread_name_prefix="log-reader")

    async def append(self, session_id: str, after_seq: int, lines: Sequence[Sealed]) -> None:
        """Store all lines or none, durably before it returns."""
        if self._closed:
            raise StoreClosed
        check_lines(session_id, after_seq, lines)
        append = _Append(session_id, after_seq, tuple(lines), Future())
        self._queue.put(append)
        await asyncio.wrap_future(append.done)

    async def read(self, session_id: str, after_seq: int = 0) -> tuple[Sealed, ...]:
        """Give the lines after `after_seq`."""
        return await self._in_reader(lambda reading: _read(reading, session_id, after_seq))

    async def head(self, session_id: str) -> Head:
        """Say where a log ends."""
        return await self._in_reader(lambda reading: _head(reading, session_id))

    async def sessions(self) -> tuple[StoredSession, ...]:
        """List the sessions, last started first."""
        return await self._in_reader(_sessions)

    async def close(self) -> None:
        """Commit what was queued and close the file."""
        if self._closed:
            return
        self._closed = True
        self._queue.put(None)
        await asyncio.to_thread(self._writer.join)
        await asyncio.to_thread(self._reader.shutdown)
        if self._reading is not None:
            self._reading.close()

    async def _in_reader(self, look: Callable[[sqlite3.Connection], _T]) -> _T:
        if self._closed:
            raise StoreClosed
        return await asyncio.get_running_loop().run_in_executor(self._reader, self._look, look)

    def _look(self, look: Callable[[sqlite3.Connection], _T]) -> _T:
        try:
            if self._reading is None:
                self._reading = open_database(self.path)
                self._reading.execute("PRAGMA query_only = ON")
            return look(self._reading)
        except sqlite3.Error as error:
            if self._reading is not None:
                self._reading.close()
                self._reading = None
            raise StoreFailed(trouble_of(error), self.path, str(error)) from error

    def _write_until_closed(self) -> None:
        open_for_more = True
        while open_for_more:
            batch, open_for_more = self._take()
            batch = [append for append in batch if append.done.set_running_or_notify_cancel()]
            if not batch:
                continue
            try:
                if self._writing is None:
                    self._writing = open_database(self.path)
                conflicts = _commit(self._writing, batch, self._reached)
            except (sqlite3.Error, StoreFailed) as error:
                self._fail(batch, error)
                continue
            self._reached("after_commit_before_accept")
            for append, conflict in zip(batch, conflicts, strict=True):
                if conflict is None:
                    append.done.set_result(None)
                else:
                    append.done.set_exception(conflict)
        if self._writing is not None:
            self._writing.close()

    def _take(self) -> tuple[list[_Append], bool]:
        """Wait for an append and take all that queued behind it; False when the store is being closed."""
        batch: list[_Append] = []
        append = self._queue.get()
        while append is not None:
            batch.append(append)
            if len(batch) == MAX_BATCH or self._queue.empty():
                return batch, True
            append = self._queue.get()
        return batch, False

    def _fail(self, batch: Sequence[_Append], error: "sqlite3.Error | StoreFailed") -> None:
        if self._writing is not None:
            # Closing rolls the transaction back; whether it can is of no matter to a handle that is thrown away.
            with contextlib.suppress(sqlite3.Error):
                self._writing.close()
            self._writing = None
        for append in batch:
            failure = (
                StoreFailed(error.trouble, self.path)
                if isinstance(error, StoreFailed)
                else StoreFailed(trouble_of(error), self.path, str(error))
            )
            failure.__cause__ = error
            append.done.set_exception(failure)


def _commit(
    connection: sqlite3.Connection, batch: Sequence[_Append], reached: Callable[[str], None]
) -> list[ConcurrentAppend | None]:
    """Write a batch in one transaction; say for each append whether it came too late. Raises sqlite3.Error."""
    conflicts: list[ConcurrentAppend | None] = []
    connection.execute("BEGIN IMMEDIATE")
    for append in batch:
        last_seq = connection.execute(_LAST_SEQ, (append.session_id,)).fetchone()[0]
        if last_seq != append.after_seq:
            conflicts.append(ConcurrentAppend(append.session_id, append.after_seq, last_seq))
            continue
        connection.executemany(
            _INSERT, [(append.session_id, sealed.envelope.seq, sealed.line) for sealed in append.lines]
        )
        conflicts.append(None)
    reached("before_commit")
    connection.execute("COMMIT")
    return conflicts


def _read(connection: sqlite3.Connection, session_id: str, after_seq: int) -> tuple[Sealed, ...]:
    return tuple(_open(session_id, seq, line) for seq, line in connection.execute(_READ, (session_id, after_seq)))


def _head(connection: sqlite3.Connection, session_id: str) -> Head:
    head = Head(session_id=session_id)
    row = connection.execute(_LAST, (session_id,)).fetchone()
    return head if row is None else head.after(_open(session_id, *row))


def _sessions(connection: sqlite3.Connection) -> tuple[StoredSession, ...]:
    return tuple(
        StoredSession(session_id=session_id, n_lines=n_lines, first=first, last=last)
        for session_id, n_lines, first, last in connection.execute(_SESSIONS)
    )


def _open(session_id: str, seq: int, line: bytes) -> Sealed:
    try:
        return Sealed.open(line)
    except msgspec.DecodeError as error:
        raise UnreadableStoredLine(session_id, seq, str(error)) from error
