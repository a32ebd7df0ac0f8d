"""The two clocks of the shell, and the interview time made of one of them. Nothing below the server reads a clock."""

import time
from collections.abc import Callable
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


def away_ms(log: tuple[Envelope, ...], resumed_at_ms: int, now: datetime) -> int:
    """How long nobody served a session that is taken up at an interview time: what the wall clock has beyond it."""
    started = log[0].event
    if not isinstance(started, SessionStarted):
        return 0
    counted = timedelta(milliseconds=resumed_at_ms)
    for envelope in log:
        if isinstance(envelope.event, SessionResumed):
            counted += timedelta(milliseconds=envelope.event.away_ms)
    try:
        away = now - (datetime.fromisoformat(started.started_at) + counted)
    except (ValueError, OverflowError, TypeError):
        # A log from elsewhere may carry any date, or none that can be read.
        return 0
    return max(0, away // timedelta(milliseconds=1))
