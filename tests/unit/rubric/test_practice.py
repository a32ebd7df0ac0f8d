"""A debrief of a practice session: it says so, hints cost nothing, and phases that were tried again upset nothing."""

import msgspec
import pytest

from rubric.evidence import check_evidence
from rubric.markdown import debrief_to_markdown
from rubric.score import score
from tests.unit.rubric.personas import BANK, played
from transcripts.events import Move, Phase, PhaseChanged, Reason, RetryRequested, SessionStarted

QUESTION = BANK["kmeans-lloyd"]


def as_practice(log):
    return [
        msgspec.structs.replace(line, event=msgspec.structs.replace(line.event, mode="practice"))
        if isinstance(line.event, SessionStarted)
        else line
        for line in log
    ]


@pytest.fixture(scope="module")
def real():
    return played("kmeans-lloyd", "hint_seeker")


def test_hints_cost_in_an_interview_and_nothing_in_practice(real):
    before = score(real, QUESTION, transcript_sha256="0")
    after = score(as_practice(real), QUESTION, transcript_sha256="0")
    assert sum(hint.cost for hint in before.hints) > 0
    assert [hint.level for hint in after.hints] == [hint.level for hint in before.hints]
    assert sum(hint.cost for hint in after.hints) == 0
    assert any(gate.id == "G3" and gate.fired for gate in before.overall.gates)
    assert not any(gate.id == "G3" and gate.fired for gate in after.overall.gates)


def test_the_debrief_says_that_it_was_practice(real):
    before = score(real, QUESTION, transcript_sha256="0")
    after = score(as_practice(real), QUESTION, transcript_sha256="0")
    assert (before.session.mode, after.session.mode) == ("mock", "practice")
    assert "practice" not in debrief_to_markdown(before).split("##")[0]
    assert "This was practice" in debrief_to_markdown(after)


def test_a_phase_that_was_tried_again_has_two_visits_and_is_counted(real):
    log = as_practice(real)
    at = next(
        n for n, line in enumerate(log) if isinstance(line.event, PhaseChanged) and line.event.phase is Phase.CODE
    )
    again = (RetryRequested(phase=Phase.PLAN), PhaseChanged(phase=Phase.PLAN, reason=Reason("phase_retried")))
    events = [*(line.event for line in log[: at + 1]), *again, log[at].event, *(line.event for line in log[at + 1 :])]
    times = [*(line.at_ms for line in log[: at + 1]), *(log[at].at_ms for _ in range(3)),
             *(line.at_ms for line in log[at + 1 :])]  # fmt: skip
    told = [
        msgspec.structs.replace(log[0], seq=n, at_ms=at_ms, event=event)
        for n, (event, at_ms) in enumerate(zip(events, times, strict=True), start=1)
    ]
    debrief = score(told, QUESTION, transcript_sha256="0")
    assert debrief.session.n_retries == 1
    assert "One phase was tried again" in debrief_to_markdown(debrief)
    plan = next(part for part in debrief.phases if part.phase is Phase.PLAN)
    assert len(plan.visits) == 2


def test_turns_of_the_coach_are_no_questions_and_no_evidence(real):
    log = as_practice(real)
    coached = [
        msgspec.structs.replace(line, event=msgspec.structs.replace(line.event, move=Move.COACH))
        if getattr(line.event, "move", None) is Move.ACKNOWLEDGE
        else line
        for line in log
    ]
    before = score(log, QUESTION, transcript_sha256="0")
    after = score(coached, QUESTION, transcript_sha256="0")
    assert [part.level for part in after.dimensions] == [part.level for part in before.dimensions]
    assert check_evidence(after, coached, QUESTION.starter) == ()
