"""Recorded votes of a language model: they credit what was said in other words, and nothing that was not said."""

import json

import pytest

from rubric.evidence import check_evidence
from rubric.markdown import debrief_to_markdown
from rubric.score import score
from transcripts.events import Act, CandidateSaid, ModelAnswered, ModelPurpose, ModelStatus, Phase

ANSWER = "Every round leaves the total spread no bigger than it was before, so sooner or later it has to stop."
QUOTE = "the total spread no bigger than it was"
YES = json.dumps({"found": [{"point": "never-rises", "quote": QUOTE}]})
NO = json.dumps({"found": []})


@pytest.fixture
def answered(write, codes):
    """Play a whole session in which one follow-up was answered in other words, with votes on the answer."""

    def play(*votes):
        script = write().opens().asks_for_plan()
        script.says("I compute the distances to the centroids, assign, then update each by the mean.", Act.STATES_PLAN)
        script.phase(Phase.CODE).types_slowly(codes["good"])
        script.says("An empty cluster keeps its old centroid, since the mean of no points is NaN.", Act.EXPLAINS)
        script.runs().phase(Phase.VERIFY).runs("submit").phase(Phase.DISCUSS)
        script.follow_up("convergence", ANSWER)
        said_seq = next(line.seq for line in reversed(script.log) if isinstance(line.event, CandidateSaid))
        for n, text in enumerate(votes):
            purpose = ModelPurpose.VOTE if n else ModelPurpose.JUDGE
            script.add(
                ModelAnswered(call=n + 1, purpose=purpose, said_seq=said_seq, status=ModelStatus.OK, text=text),
                "model",
            )
        script.follow_up("choosing-k", "I would look at the elbow of the inertia, and at the silhouette.")
        script.phase(Phase.WRAP_UP).ends()
        return script

    return play


def graded(script):
    return score(script.log, script.question, transcript_sha256="0" * 64)


def point(debrief, says="each step lowers"):
    return next(one for part in debrief.follow_ups for one in part.points if one.says.startswith(says))


def level(debrief, dimension="ml_knowledge"):
    return next(part for part in debrief.dimensions if part.id == dimension)


def test_a_majority_with_quotes_credits_a_point(answered):
    debrief = graded(answered(YES, NO, YES))
    found = point(debrief)
    assert found.covered
    assert found.votes == "2 of 3 votes of the model"
    assert found.evidence[0].quote in ANSWER
    assert debrief.provenance.mode == "rules_and_votes"
    assert "2 of 3 votes of the model" in debrief_to_markdown(debrief)


@pytest.mark.parametrize("votes", [(), (YES,), (NO, YES), (YES, NO, NO), (NO, NO, NO)])
def test_less_than_a_majority_of_two_credits_nothing(answered, votes):
    debrief = graded(answered(*votes))
    assert not point(debrief).covered


@pytest.mark.parametrize(
    "quote",
    [
        "each step lowers the cost or leaves it",
        "no bigger than",
        "the total spread is no bigger than it was",
        "",
        "Why does the loop end?",
    ],
)
def test_a_quote_that_the_candidate_did_not_say_proves_nothing(answered, quote):
    told = json.dumps({"found": [{"point": "never-rises", "quote": quote}]})
    debrief = graded(answered(told, told, told))
    assert not point(debrief).covered


def test_votes_that_differ_lower_the_confidence_and_not_the_level(answered):
    agreed = graded(answered(YES, YES, YES))
    split = graded(answered(YES, NO, YES))
    order = ["low", "medium", "high"]
    assert level(split).level == level(agreed).level
    assert order.index(level(split).confidence) == max(0, order.index(level(agreed).confidence) - 1)
    assert level(split, "code").confidence == level(agreed, "code").confidence


def test_votes_never_lower_a_level(answered):
    without = graded(answered())
    for votes in [(NO, NO, NO), (YES, NO, NO), (YES, YES, YES)]:
        debrief = graded(answered(*votes))
        for part in debrief.dimensions:
            assert (part.level or 0) >= (level(without, part.id).level or 0)


def test_all_evidence_of_a_vote_resolves(answered):
    script = answered(YES, YES, NO)
    assert check_evidence(graded(script), script.log, script.question.starter) == ()


@pytest.mark.parametrize("text", ["", "{", "[]", '{"found": 3}', '{"found": [{"point": 1, "quote": 2}]}'])
def test_a_recorded_vote_that_is_none_counts_for_nothing(answered, text):
    assert graded(answered(text, text, text)).provenance.mode == "rules"
