"""Opens an SQLite file of ours, by default a log: settings for durability, migrations, and what its errors mean.

Must not know what the lines mean.
"""

import contextlib
import sqlite3
from pathlib import Path

from transcripts.store import StoreFailed, Trouble

APPLICATION_ID = 0x7468616C
"""Marks the file as ours: `thal`."""

Migrations = tuple[tuple[str, ...], ...]
"""Statements by schema version, counted from 1. What was released is never edited, only followed."""

MIGRATIONS: Migrations = (
    (
        # A rowid table with a unique index appends at the end of the file; keyed by (session_id, seq) alone it would
        # write all over the tree and take three times as long.
        """
        CREATE TABLE lines (
          id INTEGER PRIMARY KEY,
          session_id TEXT NOT NULL,
          seq INTEGER NOT NULL CHECK (seq >= 1),
          line BLOB NOT NULL,
          UNIQUE (session_id, seq)
        )
        """,
    ),
)
"""Those of the log."""

_BUSY_SECONDS = 10.0
_MIGRATIONS_TABLE = "CREATE TABLE migrations (version INTEGER PRIMARY KEY, applied_at TEXT NOT NULL)"
_APPLIED = "INSERT INTO migrations (version, applied_at) VALUES (?, strftime('%Y-%m-%dT%H:%M:%SZ', 'now'))"

_TROUBLES = {
    sqlite3.SQLITE_READONLY: Trouble.READ_ONLY,
    sqlite3.SQLITE_CANTOPEN: Trouble.READ_ONLY,
    sqlite3.SQLITE_PERM: Trouble.READ_ONLY,
    sqlite3.SQLITE_AUTH: Trouble.READ_ONLY,
    sqlite3.SQLITE_FULL: Trouble.DISK_FULL,
    sqlite3.SQLITE_NOTADB: Trouble.NOT_OURS,
    sqlite3.SQLITE_CORRUPT: Trouble.DAMAGED,
    sqlite3.SQLITE_BUSY: Trouble.LOCKED,
    sqlite3.SQLITE_LOCKED: Trouble.LOCKED,
}


def trouble_of(error: sqlite3.Error) -> Trouble:
    """Say what an SQLite error means for the user."""
    code = getattr(error, "sqlite_errorcode", None)
    # The low byte is the kind of error, the rest says more about it.
    return _TROUBLES.get(code & 0xFF, Trouble.FAILED) if code is not None else Trouble.FAILED


def open_database(
    path: Path, *, application_id: int = APPLICATION_ID, migrations: Migrations = MIGRATIONS
) -> sqlite3.Connection:
    """Open the file, making it and its folder when missing, and bring its schema up to date. Raises StoreFailed.

    Files with different contents have different application ids, so that one is never taken for another.
    """
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise StoreFailed(Trouble.READ_ONLY, path.parent, error.strerror or "") from error
    connection: sqlite3.Connection | None = None
    try:
        # Transactions are begun by hand; the handle is used by one thread at a time, but not always the same one.
        connection = sqlite3.connect(path, timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False)
        _check_ours(connection, path, application_id)
        connection.execute("PRAGMA journal_mode = WAL")
        # FULL and not NORMAL: with NORMAL the last commits before a power cut can be lost after they were acknowledged.
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA wal_autocheckpoint = 4000")
        _migrate(connection, path, application_id, migrations)
    except sqlite3.Error as error:
        _close(connection)
        raise StoreFailed(trouble_of(error), path, str(error)) from error
    except StoreFailed:
        _close(connection)
        raise
    return connection


def _check_ours(connection: sqlite3.Connection, path: Path, application_id: int) -> None:
    found = connection.execute("PRAGMA application_id").fetchone()[0]
    n_tables = connection.execute("SELECT COUNT(*) FROM sqlite_schema").fetchone()[0]
    if found != application_id and n_tables:
        raise StoreFailed(Trouble.NOT_OURS, path)


def _migrate(connection: sqlite3.Connection, path: Path, application_id: int, migrations: Migrations) -> None:
    if _version(connection, path, len(migrations)) == len(migrations):
        return
    connection.execute("BEGIN IMMEDIATE")
    # Looked at again inside the transaction: another process may have migrated in between.
    version = _version(connection, path, len(migrations))
    if version == 0:
        connection.execute(f"PRAGMA application_id = {application_id}")
        connection.execute(_MIGRATIONS_TABLE)
    for number, statements in enumerate(migrations[version:], start=version + 1):
        for statement in statements:
            connection.execute(statement)
        connection.execute(_APPLIED, (number,))
    connection.execute("COMMIT")


def _version(connection: sqlite3.Connection, path: Path, newest: int) -> int:
    if connection.execute("SELECT 1 FROM sqlite_schema WHERE name = 'migrations'").fetchone() is None:
        return 0
    version: int = connection.execute("SELECT COALESCE(MAX(version), 0) FROM migrations").fetchone()[0]
    if version > newest:
        raise StoreFailed(Trouble.NEWER, path, f"schema {version}, this version knows {newest}")
    return version


def _close(connection: sqlite3.Connection | None) -> None:
    if connection is not None:
        with contextlib.suppress(sqlite3.Error):
            connection.close()
