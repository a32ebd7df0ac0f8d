"""Where a session was left that can be continued."""

from datetime import UTC, datetime

import msgspec
import pytest

from server.clock import moment_of
from server.standing import standing_of
from tests.transcript_samples import make_started, seal_log
from tests.unit.server.house import QUESTION_ID
from transcripts.events import CandidateSaid, Phase, PhaseChanged, Reason, SessionResumed

START = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
TO_CODE = PhaseChanged(phase=Phase.CODE, reason=Reason(rule="plan_given"))


def started(**changes):
    return msgspec.structs.replace(make_started(), question_id=QUESTION_ID, **changes)


def test_phase_time_left_and_moment_are_those_of_the_last_line(bank):
    log = seal_log("one", started(length_minutes=30), CandidateSaid(text="a"), TO_CODE)
    found = standing_of(log, bank.get(QUESTION_ID))
    at_ms = log[-1].envelope.at_ms
    assert found.phase is Phase.CODE
    assert found.left_ms == 30 * 60_000 - at_ms
    assert datetime.fromisoformat(found.last_at) == moment_of([line.envelope for line in log], at_ms)


def test_time_away_counts_for_the_moment_and_not_for_the_time_left(bank):
    log = seal_log("one", started(), SessionResumed(away_ms=3_600_000))
    there = standing_of(log, bank.get(QUESTION_ID))
    before = standing_of(log[:1], bank.get(QUESTION_ID))
    gone_by = datetime.fromisoformat(there.last_at) - datetime.fromisoformat(before.last_at)
    assert gone_by.total_seconds() > 3600
    assert before.left_ms - there.left_ms < 60_000


def test_time_that_is_over_is_none_left(bank):
    log = seal_log("one", started(length_minutes=0), CandidateSaid(text="a"))
    assert standing_of(log, bank.get(QUESTION_ID)).left_ms == 0


@pytest.mark.parametrize("started_at", ["yesterday", "2026-01-02T03:04:05", "9999-12-31T23:59:59.9+00:00"])
def test_without_a_date_that_can_be_read_the_start_is_told_as_it_stands(bank, started_at):
    log = seal_log("one", started(started_at=started_at), CandidateSaid(text="a"))
    assert standing_of(log, bank.get(QUESTION_ID)).last_at == started_at
