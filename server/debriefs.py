"""Computes a debrief from a stored log: the one way to do so, for the page and the command line alike.

Must not know where the log came from.
"""

from collections.abc import Sequence

from question_bank.package import Question
from rubric.debrief import Debrief
from transcripts.chain import verify_chain
from transcripts.changes import BadChanges
from transcripts.envelope import Sealed


class LogDoesNotFit(Exception):
    """The edits in a log do not fit the question's starter code: the question has changed, or the log was made up."""

    def __init__(self, session_id: str, question_id: str) -> None:
        super().__init__(f"Session {session_id} does not fit the question {question_id} as it is here.")


def debrief_from_log(log: Sequence[Sealed], question: Question) -> Debrief:
    """Grade a log. Takes a while: not for the event loop. Raises BrokenChain, LogDoesNotFit."""
    # Imported when first needed: grading is not part of starting a server.
    from rubric.score import score

    head = verify_chain(log)
    try:
        return score(tuple(sealed.envelope for sealed in log), question, transcript_sha256=head.sha256)
    except BadChanges as error:
        raise LogDoesNotFit(head.session_id, question.id) from error
