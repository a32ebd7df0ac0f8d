"""Batches, resuming and replaying."""

import msgspec
import pytest

from agent.drive import WrongQuestion, advance, replay, resume
from agent.machine import begin
from runner.report import Measured
from transcripts.envelope import Head, Sealed
from transcripts.events import CandidateSaid, InterviewerSaid, RunRequested, SessionStarted, SuiteRan


def test_an_event_and_its_decisions_are_one_chained_batch(question, interview):
    interview.says("which distance metric?")
    previous = "0" * 64
    for n, line in enumerate(interview.log, start=1):
        assert line.envelope.seq == n
        assert line.envelope.prev_sha256 == previous
        previous = line.sha256
    assert interview.head == Head(session_id="s", seq=len(interview.log), at_ms=interview.now_ms, sha256=previous)
    assert {line.envelope.actor for line in interview.log if isinstance(line.envelope.event, InterviewerSaid)} == {
        "interviewer"
    }


def test_the_intent_is_on_the_first_line_only(question, interview):
    done = advance(
        interview.state,
        interview.head,
        CandidateSaid(text="which distance?"),
        actor="candidate",
        at_ms=5,
        intent_id="i1",
    )
    assert [line.envelope.intent_id for line in done.sealed] == ["i1", *[None] * (len(done.sealed) - 1)]
    assert len(done.sealed) == 3


def test_an_unreported_run_is_wanted_again_after_resuming(question, interview, outcome):
    interview.event(RunRequested(purpose="submit"))
    resumed = resume(question, interview.log)
    assert resumed.runs == interview.runs
    interview.event(
        SuiteRan(requested_seq=resumed.runs[0].requested_seq, report=outcome("submit"), measured=Measured(1))
    )
    assert resume(question, interview.log).runs == ()


def test_resuming_goes_on_exactly_where_it_was(question, interview):
    interview.says("which distance metric?")
    resumed = resume(question, interview.log)
    event = CandidateSaid(text="and what about ties in the vote?")
    one = advance(interview.state, interview.head, event, actor="candidate", at_ms=99_000)
    other = advance(resumed.state, resumed.head, event, actor="candidate", at_ms=99_000)
    assert [line.line for line in one.sealed] == [line.line for line in other.sealed]


def test_an_empty_log_resumes_to_the_beginning(question):
    resumed = resume(question, ())
    assert (resumed.state.started, resumed.head.seq, resumed.runs) == (False, 0, ())


def test_replay_finds_a_changed_and_a_missing_turn(question, interview):
    interview.says("which distance metric?")
    at = next(n for n, line in enumerate(interview.log) if line.envelope.actor == "interviewer" and n > 3)
    turn = interview.log[-1].envelope
    changed = Sealed.seal(
        msgspec.structs.replace(turn, event=msgspec.structs.replace(turn.event, text="Something else."))
    )
    found = replay(question, [*interview.log[:-1], changed])
    assert [(one.seq, one.recorded.text) for one in found] == [(turn.seq, "Something else.")]
    found = replay(question, interview.log[:-1])
    assert [(one.recorded, one.recomputed) for one in found] == [(None, turn.event)]
    assert at


def test_a_log_of_another_question_is_refused(question, interview):
    started = interview.log[0].envelope
    other = Sealed.seal(
        msgspec.structs.replace(started, event=msgspec.structs.replace(started.event, question_id="other"))
    )
    for function in (resume, replay):
        with pytest.raises(WrongQuestion, match="other"):
            function(question, [other, *interview.log[1:]])


def test_a_flood_of_decisions_is_cut_and_noted(question, monkeypatch):
    import agent.drive
    from agent.commands import Say
    from transcripts.events import Move, Reason

    real = agent.drive.step
    flood = tuple(Say(text=str(n), move=Move.ACKNOWLEDGE, reason=Reason("x", (1,))) for n in range(200))
    monkeypatch.setattr(agent.drive, "step", lambda state, envelope: (real(state, envelope)[0], flood))
    started = SessionStarted(
        question_id=question.id, question_title="", question_sha256="", kind="operation", length_minutes=30, seed=1,
        started_at="", product_version="0",
    )  # fmt: skip
    done = advance(begin(question), Head(session_id="s"), started, actor="server", at_ms=0)
    assert len(done.sealed) == agent.drive.MAX_DECISIONS + 2
    assert "64" in done.sealed[-1].envelope.event.message
