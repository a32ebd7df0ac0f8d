"""When the machine is busy: it is said calmly, once a run, and neither the time nor the silence counts."""

import pytest

from agent.clock import NUDGE_AFTER_MS
from agent.drive import replay, resume
from agent.machine import timers
from agent.phases import LONGEST_GIVEN_BACK_MS
from runner.report import Measured, Verdict
from transcripts.events import (
    InterviewerSaid,
    Move,
    Phase,
    RunQueued,
    RunRequested,
    RunStopped,
    StopRequested,
    SuiteRan,
)

MINUTE = 60_000
CODE = "def predict(train, labels, queries, k):\n    return [0 for _ in queries]\n"


@pytest.fixture
def coding(interview):
    interview.says("First I compute all distances, then I sort each row and take the majority of the k nearest labels.")
    if interview.phase is not Phase.CODE:
        interview.moves_on()
    assert interview.phase is Phase.CODE
    interview.types(CODE)
    return interview


def asks(interview) -> int:
    interview.event(RunRequested(purpose="run"))
    return interview.runs[0].requested_seq


def said(events) -> list[InterviewerSaid]:
    return [event for event in events if isinstance(event, InterviewerSaid)]


def queued(interview, seq: int, n_ahead: int = 2) -> list[InterviewerSaid]:
    interview.wait(2 / 60)
    return said(interview.event(RunQueued(requested_seq=seq, n_ahead=n_ahead)))


def due(interview) -> dict[str, int]:
    return {timer.name: timer.due_ms for timer in timers(interview.state)}


def test_one_calm_sentence_says_how_many_are_before(coding):
    (turn,) = queued(coding, asks(coding))
    assert turn.move is Move.TIME_CHECK
    assert turn.reason.rule == "run_waits"
    assert turn.reason.because
    assert turn.reason.detail == "2 ahead"
    assert "two runs are before yours" in turn.text
    assert "?" not in turn.text


@pytest.mark.parametrize(
    ("n_ahead", "words"), [(0, "one run is"), (1, "one run is"), (10, "ten runs"), (11, "11 runs")]
)
def test_the_number_is_written_as_people_say_it(coding, n_ahead, words):
    (turn,) = queued(coding, asks(coding), n_ahead)
    assert words in turn.text


def test_the_first_time_something_useful_is_spoken_of_and_later_only_the_wait(coding, outcome):
    seq = asks(coding)
    (first,) = queued(coding, seq)
    assert first.text.count(".") >= 3
    assert any(words in first.text for words in ("running time", "costs", "time and memory"))
    coding.event(SuiteRan(requested_seq=seq, report=outcome("run", Verdict.PASSED), measured=Measured(5)))
    (second,) = queued(coding, asks(coding))
    assert not any(words in second.text for words in ("running time", "costs", "time and memory", "approach"))


def test_what_was_spoken_of_already_is_not_asked_for(coding):
    coding.says("The running time is O(n*m*d) and the memory is O(n*m).")
    (turn,) = queued(coding, asks(coding))
    assert not any(words in turn.text for words in ("running time", "costs", "time and memory"))


def test_an_open_question_stays_the_only_one(coding, outcome):
    coding.runs_code(outcome("run", Verdict.FAILED))
    waiting = coding.state.talk.waiting
    assert waiting is not None
    (turn,) = queued(coding, asks(coding))
    assert coding.state.talk.waiting == waiting
    assert turn.text.count(".") <= 2


@pytest.mark.parametrize("seq_of", [lambda seq: seq + 100, lambda _: 0])
def test_a_run_that_was_not_asked_for_is_not_spoken_of(coding, seq_of):
    assert queued(coding, seq_of(asks(coding))) == []


def test_a_run_is_spoken_of_once_and_not_after_its_end(coding, outcome):
    seq = asks(coding)
    assert len(queued(coding, seq)) == 1
    assert queued(coding, seq) == []
    coding.event(SuiteRan(requested_seq=seq, report=outcome("run", Verdict.PASSED), measured=Measured(5)))
    assert queued(coding, seq) == []


def test_nobody_is_nudged_while_a_run_waits_and_silence_counts_from_its_return(coding):
    seq = asks(coding)
    queued(coding, seq)
    n_said = len(coding.turns)
    coding.wait(9)
    assert len(coding.turns) == n_said
    coding.event(StopRequested(requested_seq=seq))
    coding.event(RunStopped(requested_seq=seq))
    assert due(coding)["nudge"] == coding.now_ms + NUDGE_AFTER_MS[Phase.CODE]


def test_the_time_is_given_back_without_that_of_the_run_itself(coding, outcome):
    before = due(coding)
    seq = asks(coding)
    queued(coding, seq)
    coding.wait(3)
    report = outcome("run", Verdict.FAILED)
    coding.event(SuiteRan(requested_seq=seq, report=report, measured=Measured(wall_ms=MINUTE)))
    after = due(coding)
    for name in ("time_up", "wrap_up", "five_minutes", "stop_coding", "time_check", "code_over"):
        assert after[name] - before[name] == 2 * MINUTE, name


def test_a_run_that_was_not_queued_gives_nothing_back(coding, outcome):
    before = due(coding)["time_up"]
    seq = asks(coding)
    coding.wait(3)
    coding.event(SuiteRan(requested_seq=seq, report=outcome("run", Verdict.FAILED), measured=Measured(5)))
    assert due(coding)["time_up"] == before


def test_no_phase_ends_while_a_run_waits_and_the_interview_still_ends(coding):
    before = due(coding)["time_up"]
    queued(coding, asks(coding))
    assert due(coding) == {"time_up": before + LONGEST_GIVEN_BACK_MS}
    coding.wait(60)
    assert coding.ending is not None


def test_what_is_given_back_has_a_limit(coding):
    before = due(coding)["time_up"]
    for _ in range(5):
        seq = asks(coding)
        queued(coding, seq)
        coding.wait(3)
        coding.event(RunStopped(requested_seq=seq))
    assert coding.state.clock.waited_ms == LONGEST_GIVEN_BACK_MS
    assert due(coding)["time_up"] == before + LONGEST_GIVEN_BACK_MS


def test_waits_and_stops_replay_and_what_was_to_be_stopped_is_not_run_again(coding):
    stopped, kept = asks(coding), asks(coding)
    queued(coding, stopped)
    coding.event(StopRequested(requested_seq=stopped))
    assert replay(coding.question, coding.log) == ()
    resumed = resume(coding.question, coding.log)
    assert [run.requested_seq for run in resumed.runs] == [kept]
    assert resumed.stopped == (stopped,)
    coding.event(RunStopped(requested_seq=stopped))
    assert resume(coding.question, coding.log).stopped == ()
