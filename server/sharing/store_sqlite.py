"""Links in one SQLite file of their own, read and written by one thread.

There are few of them and they are made by hand, so each change is a commit of its own. Must not know what a link opens.
"""

import asyncio
import sqlite3
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from server.sharing.store import Share
from transcripts.sqlite_file import open_database, trouble_of
from transcripts.store import StoreClosed, StoreFailed

APPLICATION_ID = 0x74687368
"""Marks the file as ours: `thsh`."""

MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (
        """
        CREATE TABLE shares (
          share_id TEXT PRIMARY KEY,
          session_id TEXT NOT NULL,
          question_id TEXT NOT NULL,
          label TEXT NOT NULL,
          may_comment INTEGER NOT NULL CHECK (may_comment IN (0, 1)),
          made_at TEXT NOT NULL,
          expires_at TEXT,
          withdrawn INTEGER NOT NULL CHECK (withdrawn IN (0, 1)),
          key_sha256 TEXT NOT NULL
        )
        """,
        "CREATE INDEX shares_of_session ON shares (session_id)",
    ),
)
"""Statements by schema version, counted from 1. What was released is never edited, only followed."""

_COLUMNS = "share_id, session_id, question_id, label, may_comment, made_at, expires_at, withdrawn, key_sha256"
_ADD = f"INSERT INTO shares ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"  # noqa: S608 - no value is put in
_FIND = f"SELECT {_COLUMNS} FROM shares WHERE share_id = ?"  # noqa: S608
_OF_SESSION = f"SELECT {_COLUMNS} FROM shares WHERE session_id = ? ORDER BY made_at, share_id"  # noqa: S608
_WITHDRAW = "UPDATE shares SET withdrawn = 1 WHERE share_id = ?"

_T = TypeVar("_T")
_Row = tuple[str, str, str, str, int, str, str | None, int, str]


class SqliteShares:
    """Implements `ShareStore` on one file, opened when first asked for: without it interviews go on as ever."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._connection: sqlite3.Connection | None = None
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="shares")
        self._closed = False

    async def add(self, share: Share) -> None:
        """Keep a new link, durably before it returns."""

        def write(connection: sqlite3.Connection) -> None:
            try:
                connection.execute(_ADD, _row(share))
            except sqlite3.IntegrityError as error:
                raise ValueError(f"there is a link {share.share_id} already: our mistake") from error

        await self._do(write)

    async def find(self, share_ids: Sequence[str]) -> tuple[Share, ...]:
        """Give those that there are, oldest first."""

        def look(connection: sqlite3.Connection) -> tuple[Share, ...]:
            rows = [connection.execute(_FIND, (share_id,)).fetchone() for share_id in dict.fromkeys(share_ids)]
            found = [_share(row) for row in rows if row is not None]
            return tuple(sorted(found, key=lambda share: (share.made_at, share.share_id)))

        return await self._do(look)

    async def of_session(self, session_id: str) -> tuple[Share, ...]:
        """List the links to a session, oldest first."""
        return await self._do(
            lambda connection: tuple(_share(row) for row in connection.execute(_OF_SESSION, (session_id,)))
        )

    async def withdraw(self, share_id: str) -> None:
        """Close a link for good, durably before it returns."""
        await self._do(lambda connection: connection.execute(_WITHDRAW, (share_id,)))

    async def close(self) -> None:
        """Finish what was asked for and close the file."""
        if self._closed:
            return
        self._closed = True
        await asyncio.to_thread(self._thread.shutdown)
        if self._connection is not None:
            self._connection.close()

    async def _do(self, work: Callable[[sqlite3.Connection], _T]) -> _T:
        if self._closed:
            raise StoreClosed
        return await asyncio.get_running_loop().run_in_executor(self._thread, self._in_thread, work)

    def _in_thread(self, work: Callable[[sqlite3.Connection], _T]) -> _T:
        try:
            if self._connection is None:
                self._connection = _open(self.path)
            return work(self._connection)
        except sqlite3.Error as error:
            # After a failed write the handle may believe what the disk does not hold.
            if self._connection is not None:
                self._connection.close()
                self._connection = None
            raise StoreFailed(trouble_of(error), self.path, str(error)) from error


def _open(path: Path) -> sqlite3.Connection:
    return open_database(path, application_id=APPLICATION_ID, migrations=MIGRATIONS)


def _row(share: Share) -> _Row:
    return (
        share.share_id,
        share.session_id,
        share.question_id,
        share.label,
        int(share.may_comment),
        share.made_at.isoformat(),
        share.expires_at.isoformat() if share.expires_at is not None else None,
        int(share.withdrawn),
        share.key_sha256,
    )


def _share(row: _Row) -> Share:
    share_id, session_id, question_id, label, may_comment, made_at, expires_at, withdrawn, key_sha256 = row
    return Share(
        share_id=share_id,
        session_id=session_id,
        question_id=question_id,
        label=label,
        may_comment=bool(may_comment),
        made_at=datetime.fromisoformat(made_at),
        expires_at=datetime.fromisoformat(expires_at) if expires_at is not None else None,
        withdrawn=bool(withdrawn),
        key_sha256=key_sha256,
    )
