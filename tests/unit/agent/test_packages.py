"""The manners hold on the questions that come with the product, not only on the one made for tests."""

import pytest

from question_bank.load import builtin_folder, load_bank
from transcripts.events import FaultNoted, InterviewerSaid, Move, Phase, UtteranceUnderstood

QUESTIONS = load_bank(builtin_folder()).all()


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.id)
@pytest.mark.parametrize("solution", ["accepted", "wrong", "slow"])
def test_a_session_on_each_question_is_kept_in_order(question, new_interview, outcome, solution):
    interview = new_interview(question, length_minutes=question.minutes)
    for fact in question.facts:
        interview.says(fact.asks[0], after_s=2)
    interview.says(
        "First I prepare the data, then I write the main step, after that I loop and finally I test it on an example."
    )
    assert interview.phase is Phase.CODE
    source = next(code for path, code in question.sources.items() if path.startswith(solution))
    interview.types(source)
    interview.runs_code(outcome("submit"))
    assert interview.phase is Phase.DISCUSS
    for _ in range(30):
        if interview.ending:
            break
        interview.says("I think it depends on the data, so I would try it and look at the result.", after_s=15)
    assert interview.ending == "completed"
    assert not [event for event in interview.events if isinstance(event, FaultNoted)]
    for batch in interview.batches():
        assert sum(turn.move is not Move.PRESENT and "?" in turn.text for turn in batch) <= 1, [
            turn.text for turn in batch
        ]
    asked = {turn.about for turn in interview.turns if turn.move is Move.FOLLOW_UP}
    assert asked == {f"follow_up:{one.id}" for one in question.follow_ups}


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.id)
def test_every_way_to_ask_that_a_package_lists_is_answered(question, new_interview):
    """By the answer itself, or by asking back with the right fact among the two; an own choice is at least heard."""
    right = wrong = total = 0
    for fact in question.facts:
        for ask in fact.asks:
            interview = new_interview(question)
            events = interview.says(ask)
            said = [event for event in events if isinstance(event, InterviewerSaid)]
            heard = {item for event in events if isinstance(event, UtteranceUnderstood) for item in event.items}
            chosen = "claim:own_choice" in heard and f"fact:{fact.id}" in heard
            told = {
                turn.about
                for turn in said
                if turn.move in {Move.ANSWER_FACT, Move.CONFIRM_ASSUMPTION, Move.CORRECT_ASSUMPTION}
            }
            total += 1
            right += f"fact:{fact.id}" in told or fact.id in interview.state.talk.maybe or chosen
            wrong += bool(told - {f"fact:{fact.id}"})
    assert right >= 0.93 * total
    assert wrong <= 0.06 * total


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.id)
def test_a_silent_session_on_each_question_ends_in_time(question, new_interview):
    interview = new_interview(question, length_minutes=question.minutes)
    interview.wait(question.minutes + 1)
    assert interview.ending == "completed"
    assert not [turn for turn in interview.turns if turn.move is Move.ANSWER_FACT]
