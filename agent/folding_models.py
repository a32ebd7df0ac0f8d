"""Takes the end of a call to the language model into the interviewer's state. Decides nothing and says nothing."""

import msgspec.structs

from agent.state import InterviewState, Spent
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
    terms, spent = state.terms, state.spent
    return (
        terms is not None
        and state.pending is None
        and not state.ended
        and said_seq != spent.given_up_on
        and spent.n_asked < terms.most_calls
        and spent.n_tokens < terms.most_tokens
        and not (terms.most_cost and spent.cost >= terms.most_cost)
        and state.at_ms >= spent.rests_until_ms
    )
