"""The language model as ear and tongue: it helps where the rules are unsure, and can do nothing else."""

import json

import pytest

from agent.drive import replay
from transcripts.events import (
    Act,
    FaultNoted,
    InterviewerSaid,
    ModelAnswered,
    ModelPurpose,
    ModelStatus,
    ModelTerms,
    Move,
    Phase,
    UtteranceUnderstood,
)

TERMS = ModelTerms(name="m", deadline_ms=2000, most_calls=80, most_tokens=100_000, most_cost=0.0)
UNSURE = "could they be the same for some of them and what then"
OPEN = "Do you have a favourite colour scheme for the plots?"
FAILURES = [status for status in ModelStatus if status is not ModelStatus.OK]


def said(events):
    return [event for event in events if isinstance(event, InterviewerSaid)]


def understood(events):
    return [event for event in events if isinstance(event, UtteranceUnderstood)]


def with_model(new_interview, question, brain, **terms):
    import msgspec.structs

    return new_interview(question, model=msgspec.structs.replace(TERMS, **terms), brain=brain)


def reading(act, *topics, sure=True):
    return json.dumps({"act": act, "topics": list(topics), "sure": sure})


def voice(words):
    """A model that takes everything for an open question and has one thing to say."""
    return lambda ask: reading("asks_off_script") if ask.purpose is ModelPurpose.UNDERSTAND else words


def unsure_words(question):
    """An utterance that the rules are unsure of, whatever they are today."""
    from agent.understanding import Context, Understander

    understander = Understander(question)
    tries = [
        UNSURE, "is it votes or what", "anything special with votes", "equal ones?", "the far ones?", "and the list",
        "hm, more than there are?", "what about the integers", "with the metric, is that free", "tie or label, how",
    ]  # fmt: skip
    for text in tries:
        doubt = understander.doubt(text, Context(Phase.CLARIFY))
        if doubt is not None and doubt.facts:
            return text, doubt
    raise AssertionError("nothing is unsure")


def test_without_a_model_nothing_is_asked(interview):
    interview.says(OPEN)
    assert interview.asked == []


def test_a_doubtful_utterance_is_put_to_the_model_which_chooses_among_what_it_is_offered(new_interview, question):
    text, doubt = unsure_words(question)
    interview = with_model(new_interview, question, lambda ask: reading("asks_fact", doubt.facts[0]))
    events = interview.says(text)
    assert [ask.purpose for ask in interview.asked] == [ModelPurpose.UNDERSTAND]
    meaning = understood(events)[0]
    assert (meaning.act, meaning.items, meaning.engine) == (Act.ASKS_FACT, (f"fact:{doubt.facts[0]}",), "model:m")
    assert said(events)[0].about == f"fact:{doubt.facts[0]}"
    shown = json.loads(interview.asked[0].user)
    assert set(shown["topics"]) == set(doubt.facts)
    answers = [fact.answer for fact in question.facts]
    assert not any(answer in interview.asked[0].user for answer in answers), "answers are not shown to the model"


@pytest.mark.parametrize(
    "answer",
    [
        reading("asks_fact", "no-such-fact"),
        reading("promotes_itself"),
        reading("claims_done"),
        '{"act": 3}',
        "[]",
        "I am the interviewer now.",
        *FAILURES,
    ],
)
def test_what_was_not_offered_or_did_not_come_changes_nothing(new_interview, question, answer):
    text, _ = unsure_words(question)
    alone = new_interview(question)
    interview = with_model(new_interview, question, lambda ask: answer)
    expected = alone.says(text)
    events = [event for event in interview.says(text) if not isinstance(event, ModelAnswered)]
    assert [(e.act, e.items) for e in understood(events)] == [(e.act, e.items) for e in understood(expected)]
    assert [(e.move, e.about) for e in said(events)] == [(e.move, e.about) for e in said(expected)]


def test_an_open_question_is_answered_in_words_of_the_model(new_interview, question):
    words = "That one is yours to decide; I would like your reason."
    interview = with_model(new_interview, question, voice(words))
    events = interview.says(OPEN)
    turn = said(events)[0]
    assert turn.text == words
    assert (turn.move, turn.reason.rule, turn.reason.detail) == (Move.YOUR_CALL, "model_reply", "worded by m")
    recorded = [event for event in interview.events if isinstance(event, ModelAnswered)][-1]
    assert (recorded.status, recorded.tokens_in) == (ModelStatus.OK, 100)


@pytest.mark.parametrize(
    "leak",
    [
        "When votes are equal, the smallest label wins.",
        "Great job, you pass this interview.",
        "Use argpartition and bincount on the neighbours.",
        "```python\nnp.argmin(d)\n```",
        "Which one do you like? And why? And when?",
        "",
        "word " * 300,
    ],
)
def test_a_leak_is_not_said_nor_kept(new_interview, question, leak):
    alone, interview = new_interview(question), with_model(new_interview, question, voice(leak))
    turns, expected = said(interview.says(OPEN)), said(alone.says(OPEN))
    assert [(turn.move, turn.reason.rule) for turn in turns] == [(turn.move, turn.reason.rule) for turn in expected]
    assert not leak or all(leak not in turn.text for turn in turns)
    recorded = [event for event in interview.events if isinstance(event, ModelAnswered)][-1]
    assert (recorded.status, recorded.text) == (ModelStatus.HELD_BACK, "")


def to_discussion(interview, outcome):
    unsure = "I am not sure about that one, so I would test it on a small example first."
    return interview.comes_to_a_follow_up(outcome, saying=unsure)


def test_points_of_an_answer_count_with_a_quote_that_is_there(new_interview, question, outcome):
    points = {}

    def brain(ask):
        if ask.purpose is not ModelPurpose.JUDGE:
            return ModelStatus.REFUSED
        offered = json.loads(ask.user)["points"]
        points.update(offered)
        word = next(iter(offered.values())).split()[-1].strip(".")
        quote = f"it has to do with {word} in my view"
        found = [{"point": point, "quote": quote} for point in offered]
        return json.dumps({"found": [*found, {"point": "made-up", "quote": quote}]})

    interview = with_model(new_interview, question, brain)
    name = to_discussion(interview, outcome)
    point = next(one for one in question.follow_up(name).points)
    word = point.says.split()[-1].strip(".")
    before = len(interview.log)
    interview.says(f"Well, it has to do with {word} in my view, more or less.")
    items = [
        item for event in understood([line.envelope.event for line in interview.log[before:]]) for item in event.items
    ]
    if points:
        assert f"point:{name}/{point.id}" in items
        assert not any("made-up" in item for item in items)


def test_points_with_invented_quotes_do_not_count(new_interview, question, outcome):
    def brain(ask):
        if ask.purpose is not ModelPurpose.JUDGE:
            return ModelStatus.REFUSED
        offered = json.loads(ask.user)["points"]
        return json.dumps({"found": [{"point": point, "quote": says} for point, says in offered.items()]})

    plain, interview = new_interview(question), with_model(new_interview, question, brain)
    to_discussion(plain, outcome)
    to_discussion(interview, outcome)
    answer = "In my opinion one has to look at the whole thing from several sides first."
    assert understood(interview.says(answer))[0].items == understood(plain.says(answer))[0].items
    assert any(ask.purpose is ModelPurpose.JUDGE for ask in interview.asked)


def test_whoever_speaks_meanwhile_is_not_kept_waiting(new_interview, question):
    interview = with_model(new_interview, question, lambda ask: None)
    assert said(interview.says(OPEN)) == []
    waiting = interview.asked[0]
    events = interview.says("What happens when there is a tie?")
    assert [turn.move for turn in said(events)] == [Move.YOUR_CALL, Move.ANSWER_FACT]
    late = interview.model_answers(waiting, "That is yours to decide.")
    assert said(late) == [], "a late answer is not said"


def test_what_is_held_back_goes_first_when_the_interviewer_has_more_to_say(new_interview, question):
    interview = with_model(new_interview, question, lambda ask: None)
    interview.says(OPEN)
    events = interview.moves_on()
    moves = [turn.move for turn in said(events)]
    assert (moves[0], moves[-1]) == (Move.YOUR_CALL, Move.ASK_PLAN)


def test_words_understood_late_are_answered_as_they_were_said(new_interview, question):
    text, _ = unsure_words(question)
    alone, interview = new_interview(question), with_model(new_interview, question, lambda ask: None)
    interview.says(text)
    events = interview.says("hello there")
    first, second = understood(events)
    assert (first.said_seq, second.said_seq) == (interview.asked[0].said_seq, interview.state.talk.last_words_seq)
    assert (first.act, first.items) == ((expected := understood(alone.says(text))[0]).act, expected.items)


def test_the_terms_are_kept(new_interview, question):
    interview = with_model(new_interview, question, voice("That is yours to decide."), most_calls=2)
    for n in range(5):
        interview.says(f"{OPEN} Number {n}?")
    assert len(interview.asked) == 2
    interview = with_model(new_interview, question, voice("That is yours to decide."), most_tokens=150)
    for _ in range(5):
        interview.says(OPEN)
    assert len(interview.asked) == 2
    interview = with_model(new_interview, question, voice("That is yours to decide."), most_cost=1.2)
    for _ in range(5):
        interview.says(OPEN)
    assert len(interview.asked) == 3


def test_a_model_that_fails_twice_rests_for_a_minute(new_interview, question):
    interview = with_model(new_interview, question, lambda ask: ModelStatus.TIMED_OUT)
    for _ in range(4):
        interview.says(OPEN, after_s=5)
    assert len(interview.asked) == 2
    interview.says(OPEN, after_s=70)
    assert len(interview.asked) == 3


def test_decided_turns_are_worded_by_the_model_only_where_the_terms_say_so(new_interview, question):
    words = "I would like to see how you do it yourself."
    for phrases in (False, True):
        interview = with_model(new_interview, question, voice(words), phrases=phrases)
        turn = said(interview.says("Just give me the solution please."))[0]
        assert (turn.text == words) is phrases
        assert turn.move is Move.DEFLECT


def test_replay_needs_no_model(new_interview, question, outcome):
    interview = with_model(new_interview, question, voice("That one is yours to decide."))
    interview.says(OPEN)
    interview.says("What about ties?")
    to_discussion(interview, outcome)
    interview.ends()
    assert interview.asked
    assert replay(question, interview.log) == ()


def test_an_answer_out_of_nowhere_changes_nothing(interview):
    before = interview.state.talk
    stray = ModelAnswered(
        call=9, purpose=ModelPurpose.REPLY, said_seq=1, status=ModelStatus.OK, text="You are hired.", model="m"
    )
    assert interview.event(stray) == []
    assert interview.state.talk == before
    assert not any(isinstance(event, FaultNoted) for event in interview.events)
