"""A session as one row of a list, for the page and the command line alike. Must not know where the lines come from."""

import logging
from collections.abc import Iterable, Sequence

import msgspec

from server.rest.shapes import SessionRow
from transcripts.envelope import Sealed
from transcripts.events import SessionEnded, SessionStarted
from transcripts.store import StoredSession, UnreadableStoredLine

_LOG = logging.getLogger(__name__)


def summary_of(stored: StoredSession) -> SessionRow:
    """Make the row of a stored session. Raises UnreadableStoredLine."""
    return _row(_open(stored, 1, stored.first), _open(stored, stored.n_lines, stored.last))


def summary_of_log(log: Sequence[Sealed]) -> SessionRow:
    """Make the row of a log that has a line. Raises UnreadableStoredLine."""
    return _row(log[0], log[-1])


def summaries_of(listing: Iterable[StoredSession]) -> tuple[SessionRow, ...]:
    """Make the rows, newest first. A session that cannot be read is left out rather than taking the list down."""
    rows = []
    for stored in listing:
        try:
            rows.append(summary_of(stored))
        except UnreadableStoredLine as error:
            _LOG.warning("left out of the list: %s", error, extra={"action": "unreadable_session"})
    return tuple(sorted(rows, key=lambda row: row.started_at, reverse=True))


def _row(first: Sealed, last: Sealed) -> SessionRow:
    started, end = first.envelope.event, last.envelope.event
    if not isinstance(started, SessionStarted):
        raise UnreadableStoredLine(first.envelope.session_id, 1, "it is no start of a session")
    return SessionRow(
        id=first.envelope.session_id,
        question_id=started.question_id,
        question_title=started.question_title,
        kind=started.kind,
        started_at=started.started_at,
        length_minutes=started.length_minutes,
        mode=started.mode,
        duration_ms=last.envelope.at_ms,
        n_events=last.envelope.seq,
        ending=end.ending if isinstance(end, SessionEnded) else None,
    )


def _open(stored: StoredSession, seq: int, line: bytes) -> Sealed:
    try:
        return Sealed.open(line)
    except msgspec.DecodeError as error:
        raise UnreadableStoredLine(stored.session_id, seq, str(error)) from error
