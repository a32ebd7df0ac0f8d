"""What every back-end of the log promises, and what can go wrong with one.

A store keeps the lines of many sessions as the bytes they are. It must not know what the lines mean.
"""

from collections.abc import Sequence
from enum import StrEnum
from typing import Protocol

from msgspec import Struct

from transcripts.envelope import Head, Sealed


class Trouble(StrEnum):
    """Why a store could not do its work."""

    READ_ONLY = "read_only"
    DISK_FULL = "disk_full"
    NOT_OURS = "not_ours"
    NEWER = "newer"
    DAMAGED = "damaged"
    LOCKED = "locked"
    FAILED = "failed"


_SAYS = {
    Trouble.READ_ONLY: "it cannot be written. Make it writable, or choose another data folder",
    Trouble.DISK_FULL: "the disk is full. Free some space, then try again",
    Trouble.NOT_OURS: "it is not a thinkaloud file of this kind. Move it away, or choose another data folder",
    Trouble.NEWER: "a newer version of thinkaloud wrote it. Update thinkaloud, or choose another data folder",
    Trouble.DAMAGED: "it is damaged. Put a backup in its place, or choose another data folder",
    Trouble.LOCKED: "another program keeps it locked. Close that program, then try again",
    Trouble.FAILED: "reading or writing failed. Check the disk, then try again",
}


class StoreError(Exception):
    """Base of what a store raises."""


class StoreFailed(StoreError):
    """The machine let the store down. Lines that were being appended are not stored unless a later read shows them."""

    def __init__(self, trouble: Trouble, where: object, detail: str = "") -> None:
        super().__init__(f"{where}: {_SAYS[trouble]}{f' ({detail})' if detail else ''}.")
        self.trouble = trouble
        self.where = str(where)


class StoreClosed(StoreError):
    """The store was used after it was closed."""

    def __init__(self) -> None:
        super().__init__("The store is closed.")


class ConcurrentAppend(StoreError):
    """Somebody else appended first. Nothing was stored."""

    def __init__(self, session_id: str, after_seq: int, last_seq: int) -> None:
        super().__init__(f"Session {session_id} ends at line {last_seq}; the append expected it to end at {after_seq}.")
        self.session_id = session_id
        self.after_seq = after_seq
        self.last_seq = last_seq


class UnreadableStoredLine(StoreError):
    """A stored line that this version cannot read."""

    def __init__(self, session_id: str, seq: int, problem: str) -> None:
        super().__init__(f"Line {seq} of session {session_id} cannot be read by this version: {problem}.")
        self.session_id = session_id
        self.seq = seq


class StoredSession(Struct, frozen=True, kw_only=True):
    """One session of the listing, with its first and last line as stored."""

    session_id: str
    n_lines: int
    first: bytes
    last: bytes


class EventStore(Protocol):
    """A back-end. Used from one event loop; never blocks it."""

    async def append(self, session_id: str, after_seq: int, lines: Sequence[Sealed]) -> None:
        """Store all lines or none, durably before it returns.

        The lines must follow `after_seq` without gaps (ValueError when they do not). Raises ConcurrentAppend when the
        log does not end at `after_seq`, StoreFailed when the machine failed, StoreClosed.
        """
        ...

    async def read(self, session_id: str, after_seq: int = 0) -> tuple[Sealed, ...]:
        """Give the lines after `after_seq`, oldest first; none for an unknown session.

        Raises StoreFailed, UnreadableStoredLine, StoreClosed.
        """
        ...

    async def head(self, session_id: str) -> Head:
        """Say where a log ends; `seq` 0 for an unknown session. Raises StoreFailed, UnreadableStoredLine."""
        ...

    async def sessions(self) -> tuple[StoredSession, ...]:
        """List the sessions, last started first. Raises StoreFailed, StoreClosed."""
        ...

    async def close(self) -> None:
        """Finish what was asked for and let go of the files. Safe to call twice."""
        ...


def check_lines(session_id: str, after_seq: int, lines: Sequence[Sealed]) -> None:
    """Raise ValueError unless the lines are of this session and follow `after_seq` without gaps."""
    for place, sealed in enumerate(lines, start=after_seq + 1):
        envelope = sealed.envelope
        if envelope.session_id != session_id or envelope.seq != place:
            raise ValueError(
                f"line {envelope.seq} of {envelope.session_id} cannot stand at {place} of {session_id}: our mistake"
            )
