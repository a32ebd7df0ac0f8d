"""Comments in one SQLite file, apart from the log: durable before they are acknowledged.

People write some comments a minute, so each call is one transaction on one thread. The file is opened with the first
call: a comment file that cannot be used must not keep anybody from an interview. As for the log, a handle that failed
is thrown away and never tried again.
"""

import asyncio
import contextlib
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

import msgspec

from transcripts.comments import MOST_COMMENTS, Comment, CommentError, NoSuchComment, TooManyComments, check_session
from transcripts.sqlite_file import Migrations, open_database, trouble_of
from transcripts.store import StoreClosed, StoreFailed

APPLICATION_ID = 0x74686363
"""Marks the file as ours: `thcc`."""

MIGRATIONS: Migrations = (
    (
        # Ids of imported comments were made elsewhere, so they are one of a kind only within their session.
        """
        CREATE TABLE comments (
          id INTEGER PRIMARY KEY,
          session_id TEXT NOT NULL,
          comment_id TEXT NOT NULL,
          seq INTEGER NOT NULL CHECK (seq >= 1),
          author TEXT NOT NULL,
          text TEXT NOT NULL,
          made_at TEXT NOT NULL,
          changed_at TEXT NOT NULL,
          share_id TEXT NOT NULL,
          imported_at TEXT NOT NULL,
          UNIQUE (session_id, comment_id)
        )
        """,
    ),
)

_T = TypeVar("_T")

_FIELDS = Comment.__struct_fields__
_COLUMNS = ", ".join(_FIELDS)
_READ = f"SELECT {_COLUMNS} FROM comments WHERE session_id = ? ORDER BY seq, made_at, id"  # noqa: S608 - constants
_READ_ONE = f"SELECT {_COLUMNS} FROM comments WHERE session_id = ? AND comment_id = ?"  # noqa: S608 - constants
_COUNT = "SELECT COUNT(*) FROM comments WHERE session_id = ?"
_INSERT = f"INSERT OR IGNORE INTO comments ({_COLUMNS}) VALUES ({', '.join('?' * len(_FIELDS))})"  # noqa: S608 - constants
_CHANGE = "UPDATE comments SET text = ?, changed_at = ? WHERE session_id = ? AND comment_id = ?"
_REMOVE = "DELETE FROM comments WHERE session_id = ? AND comment_id = ?"


class SqliteComments:
    """Implements `CommentStore` on one file, which the first call creates when it is missing."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._connection: sqlite3.Connection | None = None
        self._closed = False
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="comments")

    async def read(self, session_id: str) -> tuple[Comment, ...]:
        """Give a session's comments by moment, then by time."""
        return await self._in_thread(
            lambda connection: tuple(_comment(row) for row in connection.execute(_READ, (session_id,)))
        )

    async def add(self, session_id: str, comments: Sequence[Comment]) -> int:
        """Store those whose id the session does not have yet, durably before it returns."""
        check_session(session_id, comments)
        return await self._in_thread(lambda connection: _add(connection, session_id, comments))

    async def change(self, session_id: str, comment_id: str, text: str, changed_at: str) -> Comment:
        """Give a comment another text."""
        return await self._in_thread(lambda connection: _change(connection, session_id, comment_id, text, changed_at))

    async def remove(self, session_id: str, comment_id: str) -> None:
        """Take a comment away."""
        await self._in_thread(lambda connection: _remove(connection, session_id, comment_id))

    async def close(self) -> None:
        """Finish what was asked for and close the file."""
        if self._closed:
            return
        self._closed = True
        await asyncio.to_thread(self._thread.shutdown)
        self._let_go()

    async def _in_thread(self, work: Callable[[sqlite3.Connection], _T]) -> _T:
        if self._closed:
            raise StoreClosed
        return await asyncio.get_running_loop().run_in_executor(self._thread, self._do, work)

    def _do(self, work: Callable[[sqlite3.Connection], _T]) -> _T:
        try:
            if self._connection is None:
                self._connection = open_database(self.path, application_id=APPLICATION_ID, migrations=MIGRATIONS)
            with _transaction(self._connection):
                return work(self._connection)
        except sqlite3.Error as error:
            self._let_go()
            raise StoreFailed(trouble_of(error), self.path, str(error)) from error

    def _let_go(self) -> None:
        if self._connection is not None:
            with contextlib.suppress(sqlite3.Error):
                self._connection.close()
            self._connection = None


@contextlib.contextmanager
def _transaction(connection: sqlite3.Connection) -> Iterator[None]:
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except CommentError:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def _add(connection: sqlite3.Connection, session_id: str, comments: Sequence[Comment]) -> int:
    (n_before,) = connection.execute(_COUNT, (session_id,)).fetchone()
    connection.executemany(_INSERT, [msgspec.structs.astuple(comment) for comment in comments])
    (n_after,) = connection.execute(_COUNT, (session_id,)).fetchone()
    n_new: int = n_after - n_before
    if n_new and n_after > MOST_COMMENTS:
        raise TooManyComments(n_before)
    return n_new


def _change(connection: sqlite3.Connection, session_id: str, comment_id: str, text: str, changed_at: str) -> Comment:
    connection.execute(_CHANGE, (text, changed_at, session_id, comment_id))
    row = connection.execute(_READ_ONE, (session_id, comment_id)).fetchone()
    if row is None:
        raise NoSuchComment
    return _comment(row)


def _remove(connection: sqlite3.Connection, session_id: str, comment_id: str) -> None:
    if connection.execute(_REMOVE, (session_id, comment_id)).rowcount == 0:
        raise NoSuchComment


def _comment(row: tuple[object, ...]) -> Comment:
    return msgspec.convert(dict(zip(_FIELDS, row, strict=True)), Comment)
