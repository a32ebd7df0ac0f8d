"""Logs to test with."""

from transcripts.envelope import Head, Sealed
from transcripts.events import CandidateSaid, Event, SessionStarted


def make_started(question_id: str = "kmeans-lloyd") -> SessionStarted:
    return SessionStarted(
        question_id=question_id,
        question_title="k-means",
        question_sha256="0" * 64,
        kind="from_scratch",
        length_minutes=45,
        seed=1,
        started_at="2026-01-02T03:04:05+00:00",
        product_version="0.1.0",
    )


def seal_log(session_id: str, *events: Event) -> tuple[Sealed, ...]:
    head = Head(session_id=session_id)
    log = []
    for event in events:
        head, sealed = head.append(event, actor="candidate", at_ms=head.at_ms + 1000)
        log.append(sealed)
    return tuple(log)


def make_log(session_id: str, n_lines: int) -> tuple[Sealed, ...]:
    """A log of a start and some words, one a second."""
    said = (CandidateSaid(text=f"word {number} é 🙂\n") for number in range(n_lines - 1))
    return seal_log(session_id, make_started(), *said)
