"""The two clocks of the shell, and the interview time made of one of them. Nothing below the server reads a clock."""

import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta

from transcripts.envelope import Envelope
from transcripts.events import SessionResumed, SessionStarted

MonotonicMs = Callable[[], int]
UtcNow = Callable[[], datetime]


def monotonic_ms() -> int:
    """Milliseconds of a clock that never jumps."""
    return time.monotonic_ns() // 1_000_000


def utc_now() -> datetime:
    """Give the date and time now."""
    return datetime.now(UTC)


class InterviewClock:
    """Counts interview time from where the log left off; nobody's changing the wall clock moves it."""

    def __init__(self, start_ms: int, monotonic: MonotonicMs = monotonic_ms) -> None:
        self._monotonic = monotonic
        self._offset_ms = start_ms - monotonic()

    def now_ms(self) -> int:
        """Interview time now."""
        return self._monotonic() + self._offset_ms


def moment_of(log: Sequence[Envelope], at_ms: int) -> datetime | None:
    """Give the moment at which a session was at an interview time after all of its log; None when no date can be read.

    A log from elsewhere may carry any date.
    """
    started = log[0].event
    if not isinstance(started, SessionStarted):
        return None
    counted = timedelta(milliseconds=at_ms)
    for envelope in log:
        if isinstance(envelope.event, SessionResumed):
            counted += timedelta(milliseconds=envelope.event.away_ms)
    try:
        moment = datetime.fromisoformat(started.started_at) + counted
    except (ValueError, OverflowError):
        return None
    # A date without a time zone is no moment.
    return None if moment.tzinfo is None else moment


def away_ms(log: tuple[Envelope, ...], resumed_at_ms: int, now: datetime) -> int:
    """How long nobody served a session that is taken up at an interview time: what the wall clock has beyond it."""
    left = moment_of(log, resumed_at_ms)
    return 0 if left is None else max(0, (now - left) // timedelta(milliseconds=1))
