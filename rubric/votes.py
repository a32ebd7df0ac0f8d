"""Votes of a language model on the points of an answer, as the log holds them. Nobody is asked here.

A vote counts only with words that the candidate really said, and no point is credited on fewer than two votes or
without a majority. What the phrases of a question find needs no vote.
"""

import re
from collections.abc import Iterable, Sequence

from msgspec import Struct

from rubric.parts import Utterance
from transcripts.envelope import Envelope
from transcripts.events import ModelAnswered, ModelPurpose, ModelStatus
from transcripts.judgements import SHORTEST_QUOTE_WORDS, Judgement, judgement_from

FEWEST_VOTES = 2
"""One model's one opinion is not enough."""
_JUDGES = frozenset({ModelPurpose.JUDGE, ModelPurpose.VOTE})
_WORD = re.compile(r"[^\W_]+")


class Tally(Struct, frozen=True):
    """How the votes on one point of one answer fell."""

    n_yes: int = 0
    n_votes: int = 0
    quote: str = ""
    """The candidate's words, letter for letter, that a vote in favour gave."""

    @property
    def carried(self) -> bool:
        """Enough votes, and most of them, found the point."""
        return self.n_votes >= FEWEST_VOTES and 2 * self.n_yes > self.n_votes

    @property
    def split(self) -> bool:
        """The votes disagree."""
        return self.n_votes >= FEWEST_VOTES and 0 < self.n_yes < self.n_votes


def votes_of(log: Iterable[Envelope]) -> dict[int, tuple[Judgement, ...]]:
    """Gather the recorded votes by the event that they are about."""
    votes: dict[int, tuple[Judgement, ...]] = {}
    for envelope in log:
        event = envelope.event
        if isinstance(event, ModelAnswered) and event.purpose in _JUDGES and event.status is ModelStatus.OK:
            judgement = judgement_from(event.text)
            if judgement is not None:
                votes[event.said_seq] = (*votes.get(event.said_seq, ()), judgement)
    return votes


def tally(votes: Sequence[Judgement], point_id: str, utterance: Utterance) -> Tally:
    """Count the votes that found a point and prove it with the candidate's words."""
    quotes = [_proof(vote, point_id, utterance) for vote in votes]
    return Tally(sum(map(bool, quotes)), len(votes), next(filter(None, quotes), ""))


def _proof(vote: Judgement, point_id: str, utterance: Utterance) -> str:
    for found in vote.found:
        if found.point == point_id:
            quote = said_letter_for_letter(found.quote, utterance.pieces)
            if quote:
                return quote
    return ""


def said_letter_for_letter(quote: str, pieces: Iterable[str]) -> str:
    """Find a quote in what was said, whatever stands between its words; empty when it was not said."""
    words = _WORD.findall(quote)
    if len(words) < SHORTEST_QUOTE_WORDS:
        return ""
    pattern = re.compile(r"\b" + r"[\W_]+".join(map(re.escape, words)) + r"\b", re.IGNORECASE)
    for piece in pieces:
        found = pattern.search(piece)
        if found is not None:
            return found.group()
    return ""
