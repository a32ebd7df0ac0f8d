"""Interview time, and the time that does not count."""

from datetime import UTC, datetime, timedelta

import msgspec
import pytest

from server.clock import InterviewClock, away_ms, monotonic_ms, utc_now
from tests.transcript_samples import make_log, make_started, seal_log
from transcripts.events import CandidateSaid, SessionResumed

START = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)


def envelopes(*events):
    return tuple(sealed.envelope for sealed in seal_log("one", make_started(), *events))


def test_the_clock_goes_on_from_where_the_log_left_off():
    now = [5_000_000]
    clock = InterviewClock(90_000, lambda: now[0])
    assert clock.now_ms() == 90_000
    now[0] += 250
    assert clock.now_ms() == 90_250


def test_the_real_clocks_run_forward():
    assert monotonic_ms() <= monotonic_ms()
    assert utc_now().tzinfo is UTC


def test_away_is_what_the_wall_clock_shows_beyond_the_time_that_was_counted():
    log = envelopes(CandidateSaid(text="a"))
    assert away_ms(log, 2000, START + timedelta(seconds=62)) == 60_000


def test_earlier_absences_are_not_counted_again():
    log = envelopes(SessionResumed(away_ms=60_000), CandidateSaid(text="a"))
    assert away_ms(log, 3000, START + timedelta(seconds=70)) == 7_000


@pytest.mark.parametrize(
    "started_at", ["", "yesterday", "2026-01-02", "9999-12-31T23:59:59+00:00", "2026-01-02T03:04:05"]
)
def test_a_date_that_cannot_be_used_gives_no_time_away(started_at):
    first = msgspec.structs.replace(make_started(), started_at=started_at)
    log = tuple(sealed.envelope for sealed in seal_log("one", first))
    assert away_ms(log, 1000, START + timedelta(days=1)) == 0


def test_a_wall_clock_that_was_set_back_gives_no_negative_time():
    log = tuple(sealed.envelope for sealed in make_log("one", 2))
    assert away_ms(log, 2000, START - timedelta(days=1)) == 0
