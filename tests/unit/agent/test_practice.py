"""Practice: a coach speaks, hints are free, and phases are tried again. A real interview has none of it."""

import itertools
import re

import pytest

from agent import coaching
from agent.coaching import AGAIN, AHEAD, AHEAD_BY_KIND, MOMENTS, kind_of
from agent.drive import replay, resume
from agent.guard import Guard, Heard
from agent.machine import timers
from agent.phases import RETRIES, RETRY_RULE, budgets_ms, may_be_retried, may_follow
from question_bank.load import load_bank
from runner.report import Verdict
from transcripts.events import FaultNoted, InterviewerSaid, Move, Phase, PhaseChanged, SessionEnded, SessionStarted

PLAN = (
    "First I compute the distances from every query to every training point with broadcasting, then I sort each row, "
    "take the k nearest labels and count the votes."
)
CODE = """import numpy as np


def predict(train, labels, queries, k):
    squared = ((queries[:, None, :] - train[None, :, :]) ** 2).sum(axis=-1)
    nearest = np.argsort(squared, axis=1, kind="stable")[:, :k]
    return np.array([np.bincount(row).argmax() for row in labels[nearest]])
"""
GENERAL_LINES = tuple(itertools.chain(*AHEAD.values(), *AGAIN.values(), *MOMENTS.values()))
COACH_LINES = (*GENERAL_LINES, *itertools.chain(*(row.values() for row in AHEAD_BY_KIND.values())))
TRIED_AGAIN = (Phase.CLARIFY, Phase.PLAN, Phase.CODE, Phase.VERIFY, Phase.DISCUSS)


@pytest.fixture
def practice(question, new_interview):
    return new_interview(question, mode="practice")


def coached(events):
    return [event.text for event in events if isinstance(event, InterviewerSaid) and event.move is Move.COACH]


def to_the_discussion(interview, outcome):
    interview.says("Which distance metric should I use?")
    interview.says(PLAN)
    interview.types(CODE)
    interview.runs_code(outcome("run"))
    interview.says("I would try k larger than n and a tie between two labels.")
    interview.runs_code(outcome("submit"))
    assert interview.phase is Phase.DISCUSS


def test_a_real_interview_has_no_coach_and_goes_back_nowhere(interview, outcome):
    to_the_discussion(interview, outcome)
    before = interview.state
    assert interview.retries(Phase.PLAN) == []
    assert interview.phase is before.phase
    assert interview.state.clock.length_ms == before.clock.length_ms
    assert coached(interview.events) == []
    assert all(phase not in {c.phase for c in interview.events if isinstance(c, PhaseChanged) and
                             c.reason.rule == RETRY_RULE} for phase in Phase)  # fmt: skip


def test_each_phase_begins_and_ends_with_the_coach(practice, outcome):
    to_the_discussion(practice, outcome)
    rules = [turn.reason.rule for turn in practice.turns if turn.move is Move.COACH]
    for phase in ("clarify", "code", "verify", "discuss"):
        assert f"coach_before_{phase}" in rules
    for phase in ("clarify", "code", "verify"):
        assert f"coach_after_{phase}" in rules
    assert replay(practice.question, practice.log) == ()


def test_what_was_not_asked_is_counted_by_kind_and_not_told(practice):
    practice.says("Which distance metric should I use?")
    said = " ".join(coached(practice.moves_on()))
    assert "six" in said
    assert "one" in said
    assert "unusual cases" in said
    for fact in practice.question.facts:
        assert fact.answer not in said
        assert not shared_run(fact.answer, said)


def test_the_coach_asks_nothing_and_the_interviewer_still_asks_one_thing(practice, outcome):
    to_the_discussion(practice, outcome)
    practice.says("I would use cross validation over a few values.")
    for phase in TRIED_AGAIN:
        practice.retries(phase)
        to_the_discussion(practice, outcome) if phase is Phase.CLARIFY else practice.moves_on()
    assert all("?" not in text for text in coached(practice.events))
    for batch in practice.batches():
        assert sum(turn.text.count("?") for turn in batch) <= 1, [turn.text for turn in batch]


@pytest.mark.parametrize("phase", TRIED_AGAIN)
def test_a_phase_tried_again_has_its_whole_time_and_its_work_to_do(practice, outcome, phase):
    to_the_discussion(practice, outcome)
    for n in range(30):
        practice.types(f"{CODE}# {n}\n", after_s=60)
    assert practice.phase is Phase.DISCUSS
    length = practice.state.clock.length_ms
    practice.retries(phase)
    assert practice.phase is phase
    clock = practice.state.clock
    assert clock.length_ms >= length
    budgets = budgets_ms(practice.question.phases, practice.length_minutes)
    left = sum(budgets[later] for later in tuple(Phase)[tuple(Phase).index(phase) :])
    assert clock.length_ms == pytest.approx(max(length, practice.now_ms + left), abs=2)
    assert practice.state.progress.facts_told == {"distance"}
    assert practice.state.work.code.startswith(CODE)
    assert all(timer.due_ms > practice.now_ms for timer in timers(practice.state))
    assert replay(practice.question, practice.log) == ()
    resumed = resume(practice.question, practice.log).state
    for name in ("talk", "progress", "work", "clock", "phase", "phases_seen"):
        assert getattr(resumed, name) == getattr(practice.state, name)


def test_the_plan_is_asked_for_again_and_leads_on(practice, outcome, moves_of):
    to_the_discussion(practice, outcome)
    asked = moves_of(practice.retries(Phase.PLAN))
    assert (Move.ASK_PLAN, "plan") in asked
    assert (Move.START_CODE, "") in moves_of(practice.says(PLAN))
    assert practice.phase is Phase.CODE


def test_the_discussion_starts_over_with_its_first_question(practice, outcome, moves_of):
    to_the_discussion(practice, outcome)
    practice.says("Time is O(n*m*d) and memory is O(n*m).")
    practice.says("By cross validation, since a small k follows the noise.")
    practice.says("It dominates the distance, so I would standardise first.")
    assert practice.phase is Phase.WRAP_UP
    asked = [about for move, about in moves_of(practice.retries(Phase.DISCUSS)) if move is not Move.COACH]
    assert practice.phase is Phase.DISCUSS
    assert asked == ["complexity"]
    assert practice.state.progress.points == frozenset()


def test_a_retry_of_the_questions_does_not_end_at_the_first_keystroke(practice, outcome):
    to_the_discussion(practice, outcome)
    practice.retries(Phase.CLARIFY)
    practice.types(CODE + "#")
    assert practice.phase is Phase.CLARIFY


def test_nobody_jumps_ahead_or_retries_after_the_end(practice):
    assert practice.retries(Phase.DISCUSS) == []
    assert practice.retries(Phase.INTRODUCE) == []
    assert practice.retries(Phase.WRAP_UP) == []
    practice.ends()
    assert practice.retries(Phase.CLARIFY) == []
    assert practice.phase is Phase.CLARIFY
    assert sum(isinstance(event, SessionEnded) for event in practice.events) == 1


def test_steps_back_are_in_a_table_of_their_own():
    for current, phase in itertools.product(Phase, Phase):
        wanted = phase in TRIED_AGAIN and list(Phase).index(phase) <= list(Phase).index(current)
        assert may_be_retried(current, phase) is wanted
    assert not may_follow(Phase.DISCUSS, Phase.PLAN)
    assert set(RETRIES) == set(Phase)


def test_hints_are_free_and_said_to_be(practice):
    practice.says(PLAN)
    events = practice.asks_for_hint()
    text = next(event.text for event in events if isinstance(event, InterviewerSaid) and event.move is Move.HINT)
    assert "debrief" not in text


def test_a_remark_on_a_moment_comes_once(practice, outcome):
    practice.says(PLAN)
    practice.types(CODE)
    failed = outcome("run", Verdict.FAILED, "predicts_small")
    for _ in range(4):
        practice.runs_code(failed)
    rules = [turn.reason.rule for turn in practice.turns]
    assert rules.count("coach_on_first_failure") == 1


def test_nothing_is_said_twice_while_phases_are_tried_again(practice, outcome):
    for _ in range(4):
        to_the_discussion(practice, outcome)
        practice.retries(Phase.CLARIFY)
    said = [turn.text for turn in practice.turns if turn.move is Move.COACH]
    assert len(said) == len(set(said))
    assert not [event for event in practice.events if isinstance(event, FaultNoted)]


def test_an_answer_is_counted_in_points(practice, outcome):
    to_the_discussion(practice, outcome)
    practice.says("Time is O(n*m*d) and memory is O(n*m).")
    practice.says("I would use cross validation over a few values, since the data decides.")
    said = coached(practice.says("Then I look at the curve and take the best value of all that I tried."))
    assert any(re.search(r"\bone\b.*\btwo\b|\btwo\b.*\bone\b", text) for text in said)


@pytest.mark.parametrize("question_id", sorted(question.id for question in load_bank().all()))
def test_no_line_of_the_coach_gives_anything_away(question_id):
    question = load_bank().get(question_id)
    guard, heard = Guard(question), Heard(by_model=False)
    by_kind = [row[question.kind] for row in AHEAD_BY_KIND.values() if question.kind in row]
    kinds = {f"Not asked for: one on {kind_of(fact)}." for fact in question.facts}
    for line in (*GENERAL_LINES, *by_kind, *kinds):
        assert guard.breaches(line, heard) == (), line


def shared_run(text, line, length=5):
    """Five words in a row that stand in both."""
    words, other = re.findall(r"\w+", text.lower()), re.findall(r"\w+", line.lower())
    runs = {tuple(words[at : at + length]) for at in range(len(words) - length + 1)}
    return any(tuple(other[at : at + length]) in runs for at in range(len(other) - length + 1))


@pytest.mark.parametrize("line", COACH_LINES)
def test_lines_of_the_coach_are_short_and_ask_nothing(line):
    assert "?" not in line
    assert "!" not in line
    assert all(len(sentence.split()) <= 22 for sentence in re.split(r"[.;:]", line)), line


def test_numbers_are_words():
    assert [coaching.number(n) for n in (0, 1, 12, 13)] == ["no", "one", "twelve", "13"]


def test_the_mode_stands_in_the_log(practice):
    assert isinstance(practice.events[0], SessionStarted)
    assert practice.events[0].mode == "practice"
