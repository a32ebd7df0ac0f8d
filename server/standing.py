"""Where a session was left: its phase, the time that remains, and when that was. Must not know who asks."""

from collections.abc import Sequence

from agent.folding import take_in
from agent.machine import begin
from question_bank.package import Question
from server.clock import moment_of
from server.listing import summary_of_log
from server.rest.shapes import SessionStanding
from transcripts.chain import verify_chain
from transcripts.envelope import Sealed


def standing_of(log: Sequence[Sealed], question: Question) -> SessionStanding:
    """Fold a log that has not ended. Raises BrokenChain."""
    verify_chain(log)
    envelopes = [sealed.envelope for sealed in log]
    state = begin(question)
    for envelope in envelopes:
        state = take_in(state, envelope)
    last = moment_of(envelopes, state.at_ms)
    return SessionStanding(
        phase=state.phase,
        left_ms=max(0, state.clock.length_ms - state.at_ms),
        last_at=summary_of_log(log).started_at if last is None else last.isoformat(),
    )
