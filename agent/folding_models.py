"""Takes the end of a call to the language model into the interviewer's state. Decides nothing and says nothing."""

import msgspec.structs

from agent.state import Ballot, InterviewState, Spent
from transcripts.events import ModelAnswered, ModelStatus

MOST_FAILURES = 2
"""As many calls in a row that failed, and the model is left alone for a while."""
REST_MS = 60_000

_replace = msgspec.structs.replace


def take_in_answer(state: InterviewState, event: ModelAnswered) -> InterviewState:
    """Count what a call has used up, and wait for it no longer. Total."""
    pending = state.pending
    if pending is not None and pending.call == event.call:
        pending = None
    spent = state.spent
    failures = 0 if event.status is ModelStatus.OK else spent.n_failures + 1
    rests = state.at_ms + REST_MS if failures and failures % MOST_FAILURES == 0 else spent.rests_until_ms
    return _replace(
        state,
        pending=pending,
        ballots=_after_vote(state.ballots, event),
        spent=Spent(
            n_asked=max(spent.n_asked, event.call),
            n_tokens=spent.n_tokens + max(0, event.tokens_in) + max(0, event.tokens_out),
            cost=spent.cost + max(0.0, event.cost),
            n_failures=failures,
            rests_until_ms=rests,
            given_up_on=event.said_seq if failures else spent.given_up_on,
        ),
    )


def may_ask(state: InterviewState, said_seq: int) -> bool:
    """Say whether a call to the model about an utterance is allowed now.

    One at a time, within the terms, not while it rests, and not again about words on which it has failed: nobody waits
    twice.
    """
    return state.pending is None and said_seq != state.spent.given_up_on and has_means(state)


def has_means(state: InterviewState) -> bool:
    """Say whether the terms, and how the model did lately, leave room for another call."""
    terms, spent = state.terms, state.spent
    return (
        terms is not None
        and not state.ended
        and spent.n_asked < terms.most_calls
        and spent.n_tokens < terms.most_tokens
        and not (terms.most_cost and spent.cost >= terms.most_cost)
        and state.at_ms >= spent.rests_until_ms
    )


def _after_vote(ballots: tuple[Ballot, ...], event: ModelAnswered) -> tuple[Ballot, ...]:
    """Take one vote off the ballot that it is about; a vote that failed counts as asked for."""
    if not ballots or ballots[0].call != event.call:
        return ballots
    first, *others = ballots
    if first.n_left <= 1:
        return tuple(others)
    return (_replace(first, n_left=first.n_left - 1, call=0), *others)
