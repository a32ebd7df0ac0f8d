"""Further votes of a language model on an answer to a follow-up, for the debrief; nobody waits for them.

The first vote is the judgement on which the next question may rest (`agent.model_use`). The others are asked for one by
one when nothing else is asked, with the points in another order, since models favour what stands first. They change
nothing that is said: they are recorded, and the rubric counts them.
"""

from collections.abc import Sequence

import msgspec.structs

from agent import model_answers, model_prompts
from agent.commands import AskModel, Command
from agent.folding_models import has_means
from agent.state import Ballot, InterviewState
from question_bank.package import Point
from transcripts.events import ModelPurpose

SHARE_OF_CALLS = 2 / 3
"""Beyond this share of a session's calls no votes are asked for: the rest is kept for the conversation."""

_replace = msgspec.structs.replace


def with_ballot(
    state: InterviewState, *, said_seq: int, words: str, follow_up_id: str, points: Sequence[Point]
) -> InterviewState:
    """Remember that an answer is to be voted on again."""
    n_more = state.terms.votes - 1 if state.terms is not None else 0
    if n_more <= 0:
        return state
    ballot = Ballot(
        said_seq=said_seq,
        words=words,
        follow_up_id=follow_up_id,
        points=tuple(point.id for point in points),
        n_left=n_more,
    )
    return _replace(state, ballots=(*state.ballots, ballot))


def call_for_votes(state: InterviewState, commands: tuple[Command, ...]) -> tuple[InterviewState, tuple[Command, ...]]:
    """Ask for the next vote where one is open and the model has nothing better to do."""
    terms = state.terms
    asked_now = any(isinstance(command, AskModel) for command in commands)
    if terms is None or not state.ballots or asked_now or state.pending is not None or state.ballots[0].call:
        return state, commands
    if not has_means(state) or state.spent.n_asked >= terms.most_calls * SHARE_OF_CALLS:
        return state, commands
    ballot = _replace(state.ballots[0], call=state.spent.n_asked + 1)
    points = _in_another_order(_points(state, ballot), ballot.n_left)
    ask = AskModel(
        call=ballot.call,
        purpose=ModelPurpose.VOTE,
        said_seq=ballot.said_seq,
        system=model_prompts.JUDGE,
        user=model_prompts.to_judge(state.question.follow_up(ballot.follow_up_id), points, ballot.words),
        most_words=model_prompts.MOST_WORDS_JUDGEMENT,
        deadline_ms=terms.deadline_ms,
    )
    spent = _replace(state.spent, n_asked=ballot.call)
    return _replace(state, ballots=(ballot, *state.ballots[1:]), spent=spent), (*commands, ask)


def vote_for_the_log(state: InterviewState, text: str, said_seq: int) -> str | None:
    """Keep of a vote the points that its quotes prove; None if it is no vote. `state` is that of the asking."""
    for ballot in state.ballots:
        if ballot.call and ballot.said_seq == said_seq:
            return model_answers.proven(text, answer=ballot.words, points=_points(state, ballot))
    return None


def _points(state: InterviewState, ballot: Ballot) -> list[Point]:
    points = state.question.follow_up(ballot.follow_up_id).points
    return [point for point in points if point.id in ballot.points]


def _in_another_order(points: Sequence[Point], n_left: int) -> list[Point]:
    """Turn the points round by a third or so for each vote, every other time backwards."""
    turned = len(points) * n_left // (n_left + 1)
    order = [*points[turned:], *points[:turned]]
    return order[::-1] if n_left % 2 else order
