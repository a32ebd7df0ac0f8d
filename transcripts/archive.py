"""One session as a file that people keep and share: the stored lines, one a row, nothing else.

Importing believes nothing: sizes, every line, the chain and the first event are checked before anything is stored.
Must not know who talks in it or how it is graded.
"""

import re
from collections.abc import Iterable
from typing import get_args

import msgspec
from msgspec import Struct

from transcripts.chain import verify_chain
from transcripts.envelope import Sealed
from transcripts.events import Event, SessionStarted
from transcripts.store import ConcurrentAppend, EventStore

MAX_ARCHIVE_BYTES = 64 * 2**20
MAX_LINE_BYTES = 16 * 2**20
MAX_LINES = 200_000
SESSION_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")

_VERSIONS: dict[type, int] = {
    kind: next(part.default for part in msgspec.structs.fields(kind) if part.name == "v") for kind in get_args(Event)
}
"""The newest version of each event that this code reads."""
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


class ArchiveError(Exception):
    """The file cannot be taken in. Nothing was stored."""


class ArchiveTooLarge(ArchiveError):
    """The file, or a line of it, is larger than any session is."""

    def __init__(self, what: str, limit: str) -> None:
        super().__init__(f"The transcript is too large: {what}, and the limit is {limit}.")


class EmptyArchive(ArchiveError):
    """The file holds no line."""

    def __init__(self) -> None:
        super().__init__("The transcript is empty.")


class UnreadableLine(ArchiveError):
    """A line is not an event of a session. `seq` counts from 1."""

    def __init__(self, seq: int, problem: str) -> None:
        super().__init__(f"Line {seq} of the transcript cannot be read: {problem}.")
        self.seq = seq


class TruncatedArchive(ArchiveError):
    """The file stops in the middle of its last line."""

    def __init__(self, seq: int) -> None:
        super().__init__(f"The transcript is cut off in line {seq}. Copy or export it again.")
        self.seq = seq


class NewerEvent(ArchiveError):
    """A line holds an event that this version does not know."""

    def __init__(self, seq: int, kind: str) -> None:
        super().__init__(
            f"Line {seq} of the transcript holds a {kind}. A newer thinkaloud wrote it; update to read it."
        )
        self.seq = seq


class OtherSession(ArchiveError):
    """A different session with the same id is already there."""

    def __init__(self, session_id: str) -> None:
        super().__init__(f"A session {session_id} with other content is already here, so this one was not taken in.")
        self.session_id = session_id


class Imported(Struct, frozen=True, kw_only=True):
    """What an import came to."""

    session_id: str
    n_lines: int
    already_there: bool


def archive_from_log(log: Iterable[Sealed]) -> bytes:
    """Write a log as JSON lines: exactly the stored bytes, one line each."""
    return b"".join(sealed.line + b"\n" for sealed in log)


def log_from_archive(content: bytes) -> tuple[Sealed, ...]:
    """Read and check a file. Raises ArchiveError, BrokenChain."""
    if len(content) > MAX_ARCHIVE_BYTES:
        raise ArchiveTooLarge(f"it has {len(content):,} bytes", f"{MAX_ARCHIVE_BYTES:,}")
    rows = content.split(b"\n")
    complete = rows[-1] == b""
    if complete:
        rows.pop()
    if not rows:
        raise EmptyArchive
    if len(rows) > MAX_LINES:
        raise ArchiveTooLarge(f"it has {len(rows):,} lines", f"{MAX_LINES:,}")
    log = tuple(_open(seq, row, last=seq == len(rows) and not complete) for seq, row in enumerate(rows, start=1))
    first = log[0].envelope
    if not isinstance(first.event, SessionStarted):
        raise UnreadableLine(1, "a transcript starts with the event session_started")
    if SESSION_ID.fullmatch(first.session_id) is None:
        raise UnreadableLine(1, "its session id is not made of at most 64 letters, digits, - and _")
    verify_chain(log)
    return log


async def import_archive(store: EventStore, content: bytes) -> Imported:
    """Check a file and store it. A session that is already there unchanged is left as it is.

    Raises ArchiveError, BrokenChain, StoreError.
    """
    log = log_from_archive(content)
    session_id = log[0].envelope.session_id
    try:
        await store.append(session_id, 0, log)
    except ConcurrentAppend as error:
        there = await store.read(session_id)
        if [sealed.line for sealed in there] != [sealed.line for sealed in log]:
            raise OtherSession(session_id) from error
        return Imported(session_id=session_id, n_lines=len(log), already_there=True)
    return Imported(session_id=session_id, n_lines=len(log), already_there=False)


class _EventOnly(Struct):
    type: str = ""


class _LineOnly(Struct):
    event: _EventOnly


def _open(seq: int, row: bytes, *, last: bool) -> Sealed:
    if len(row) > MAX_LINE_BYTES:
        raise ArchiveTooLarge(f"line {seq} has {len(row):,} bytes", f"{MAX_LINE_BYTES:,}")
    if row.startswith(_BYTE_ORDER_MARK) or row.endswith(b"\r"):
        raise UnreadableLine(seq, "an editor or a transfer changed the file's line ends or put a mark before it")
    try:
        sealed = Sealed.open(row)
    except msgspec.ValidationError as error:
        kind = _unknown_event(row, str(error))
        if kind:
            raise NewerEvent(seq, f"event of the unknown kind {kind}") from error
        raise UnreadableLine(seq, _sentence(error)) from error
    except (msgspec.DecodeError, RecursionError) as error:
        if last and row.startswith(b"{"):
            raise TruncatedArchive(seq) from error
        raise UnreadableLine(seq, _sentence(error)) from error
    event = sealed.envelope.event
    if event.v > _VERSIONS[type(event)]:
        raise NewerEvent(seq, f"event of version {event.v}")
    return sealed


def _unknown_event(row: bytes, problem: str) -> str:
    """Name the event's kind when that is what could not be read."""
    if "$.event.type" not in problem:
        return ""
    try:
        return msgspec.json.decode(row, type=_LineOnly).event.type[:64]
    except msgspec.DecodeError:
        return ""


def _sentence(error: Exception) -> str:
    text = str(error).rstrip(".")
    return text if text[:2].isupper() else text[:1].lower() + text[1:]
