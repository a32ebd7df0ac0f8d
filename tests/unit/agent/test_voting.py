"""A model votes several times on an answer, while nobody waits; what is said stays what it would have been."""

import json

import msgspec.structs
import pytest

from agent.drive import replay
from transcripts.events import InterviewerSaid, ModelAnswered, ModelPurpose, ModelStatus, ModelTerms

TERMS = ModelTerms(name="m", deadline_ms=2000, most_calls=80, most_tokens=100_000, most_cost=0.0, votes=3)
ANSWER = "One has to look at the whole thing from several sides first, I would say."


def with_votes(new_interview, question, brain, **terms):
    return new_interview(question, model=msgspec.structs.replace(TERMS, **terms), brain=brain)


def finds_nothing(ask):
    judges = ask.purpose in {ModelPurpose.JUDGE, ModelPurpose.VOTE}
    return json.dumps({"found": []}) if judges else ModelStatus.REFUSED


def to_discussion(interview, outcome):
    interview.comes_to_a_follow_up(outcome, saying="I am not sure about that one.")


def of(interview, purpose):
    return [ask for ask in interview.asked if ask.purpose is purpose]


def spoken(interview):
    return [event.text for event in interview.events if isinstance(event, InterviewerSaid)]


def test_an_answer_is_voted_on_again_with_the_points_in_another_order(new_interview, question, outcome):
    interview = with_votes(new_interview, question, finds_nothing)
    to_discussion(interview, outcome)
    first = len(interview.asked)
    interview.says(ANSWER)
    asked = [ask for ask in interview.asked[first:] if ask.purpose is not ModelPurpose.UNDERSTAND]
    assert [ask.purpose for ask in asked] == [ModelPurpose.JUDGE, ModelPurpose.VOTE, ModelPurpose.VOTE]
    orders = [tuple(json.loads(ask.user)["points"]) for ask in asked]
    assert len(orders[0]) > 1
    assert len({frozenset(order) for order in orders}) == 1, "the same points"
    assert orders[1] != orders[0] or orders[2] != orders[0]
    assert len({ask.said_seq for ask in asked}) == 1
    recorded = [event for event in interview.events if isinstance(event, ModelAnswered)]
    assert [event.purpose for event in recorded[-3:]] == [ask.purpose for ask in asked]
    assert interview.state.ballots == ()


def test_votes_change_nothing_that_is_said(new_interview, question, outcome):
    def plays_along(ask):
        if ask.purpose is not ModelPurpose.VOTE:
            return finds_nothing(ask)
        shown = json.loads(ask.user)
        return json.dumps({"found": [{"point": point, "quote": shown["words"][:60]} for point in shown["points"]]})

    once = with_votes(new_interview, question, finds_nothing, votes=1)
    often = with_votes(new_interview, question, plays_along)
    for interview in (once, often):
        to_discussion(interview, outcome)
        interview.says(ANSWER)
        interview.says("Maybe the memory, but I have not measured it at all so far.")
    assert spoken(often) == spoken(once)
    assert of(often, ModelPurpose.VOTE)
    assert not of(once, ModelPurpose.VOTE)


def test_an_interview_with_votes_replays(new_interview, question, outcome):
    interview = with_votes(new_interview, question, finds_nothing)
    to_discussion(interview, outcome)
    interview.says(ANSWER)
    assert of(interview, ModelPurpose.VOTE)
    assert replay(question, interview.log) == ()


def test_nobody_waits_for_a_vote(new_interview, question, outcome):
    interview = with_votes(
        new_interview, question, lambda ask: None if ask.purpose is ModelPurpose.VOTE else finds_nothing(ask)
    )
    to_discussion(interview, outcome)
    before = len(spoken(interview))
    interview.says(ANSWER)
    assert len(spoken(interview)) > before
    assert len(of(interview, ModelPurpose.VOTE)) == 1, "one at a time"
    before = len(spoken(interview))
    interview.says("And there is the memory, which grows with every further sample that one keeps.")
    assert len(spoken(interview)) > before
    assert len(of(interview, ModelPurpose.VOTE)) == 1, "a second ballot waits for the first"


@pytest.mark.parametrize("status", [ModelStatus.TIMED_OUT, ModelStatus.LOST])
def test_a_vote_that_failed_is_not_asked_for_again(new_interview, question, outcome, status):
    interview = with_votes(
        new_interview, question, lambda ask: status if ask.purpose is ModelPurpose.VOTE else finds_nothing(ask)
    )
    to_discussion(interview, outcome)
    interview.says(ANSWER)
    interview.wait(2)
    interview.says("Nothing else comes to my mind here.")
    said_seq = of(interview, ModelPurpose.VOTE)[0].said_seq
    assert len([ask for ask in of(interview, ModelPurpose.VOTE) if ask.said_seq == said_seq]) == 2


def test_votes_leave_calls_for_the_conversation(new_interview, question, outcome):
    interview = with_votes(new_interview, question, finds_nothing, most_calls=3)
    to_discussion(interview, outcome)
    interview.says(ANSWER)
    assert len(of(interview, ModelPurpose.VOTE)) <= 1


def test_quotes_that_were_not_said_are_not_kept(new_interview, question, outcome):
    def invents(ask):
        if ask.purpose is not ModelPurpose.VOTE:
            return finds_nothing(ask)
        points = json.loads(ask.user)["points"]
        return json.dumps({"found": [{"point": point, "quote": says} for point, says in points.items()]})

    interview = with_votes(new_interview, question, invents)
    to_discussion(interview, outcome)
    interview.says(ANSWER)
    kept = [event for event in interview.events if isinstance(event, ModelAnswered) and event.purpose == "vote"]
    assert kept
    assert all(json.loads(event.text) == {"found": []} for event in kept)
