"""What was answered to the interviewer's questions, held against the points that a good answer has.

Used by signals and by the debrief's tables, so that both say the same.
"""

from collections.abc import Sequence
from typing import Literal

from msgspec import Struct

from question_bank.package import FollowUp, Misconception, Point
from rubric.parts import Exchange, Turn, Utterance
from rubric.speech import DONT_KNOW, find_said
from rubric.view import View
from rubric.votes import Tally, tally
from transcripts.events import Move

AnswerVerdict = Literal["right", "partly", "wrong", "no_answer"]

SHARE_RIGHT = 0.75
_LONG_ENOUGH = 3
_CORRECTION = (
    "wait",
    "sorry",
    "correction",
    "i was wrong",
    "i meant",
    "let me correct",
    "on second thought",
    "actually",
)


class Heard(Struct, frozen=True):
    """A point or misconception with where it was said."""

    id: str
    says: str
    utterance: Utterance | None
    quote: str = ""
    fatal: bool = False
    votes: Tally | None = None
    """How a language model voted on it; None where none was asked, or none needed."""

    @property
    def shown(self) -> str:
        """The sentence that holds the words, which reads better than the words alone."""
        sentences = self.utterance.sentences if self.utterance is not None else ()
        return next((sentence.text for sentence in sentences if self.quote in sentence.text), self.quote)

    @property
    def in_votes(self) -> str:
        """The votes in words, empty where there were none."""
        return "" if self.votes is None else f"{self.votes.n_yes} of {self.votes.n_votes} votes of the model"


class Answer(Struct, frozen=True, kw_only=True):
    """Everything that was said to one question."""

    id: str
    turn: Turn
    replies: tuple[Utterance, ...]
    points: tuple[Heard, ...]
    wrong: tuple[Heard, ...]
    """Misconceptions held to the end of the answer."""
    fair: bool

    @property
    def covered(self) -> tuple[Heard, ...]:
        """Points that were said."""
        return tuple(point for point in self.points if point.utterance is not None)

    @property
    def n_credited(self) -> float:
        """Points said, less one half for each misconception held."""
        return max(0.0, len(self.covered) - 0.5 * len(self.wrong))

    @property
    def share(self) -> float:
        """Share of the points, less the misconceptions."""
        return self.n_credited / len(self.points) if self.points else 0.0

    @property
    def verdict(self) -> AnswerVerdict:
        """The answer in a word."""
        if not any(_says_something(reply) for reply in self.replies) and not self.covered:
            return "no_answer"
        if not self.wrong and self.points and self.share >= SHARE_RIGHT:
            return "right"
        return "partly" if self.n_credited > 0 else "wrong"


def follow_up_answers(view: View) -> list[Answer]:
    """Answers to the follow-ups that were asked, in order."""
    known = {follow_up.id: follow_up for follow_up in view.question.follow_ups}
    found: list[Answer] = []
    for follow_up_id, exchanges in _grouped(view, "follow_up", (Move.FOLLOW_UP, Move.FOLLOW_UP_MORE)).items():
        follow_up = known.get(follow_up_id)
        if follow_up is not None:
            found.append(_answer(view, follow_up, exchanges))
    return found


def probe_answers(view: View) -> list[Answer]:
    """Answers to questions about the candidate's own code, words and runs that have points, in order."""
    known = {trigger.id: trigger for trigger in view.question.triggers if trigger.points}
    found: list[Answer] = []
    for trigger_id, exchanges in _grouped(view, "trigger", (Move.PROBE,)).items():
        if trigger_id in known:
            replies = _replies(view, f"{trigger_id}/", exchanges)
            found.append(
                Answer(
                    id=trigger_id,
                    turn=exchanges[0].turn,
                    replies=replies,
                    points=_heard(known[trigger_id].points, replies),
                    wrong=(),
                    fair=exchanges[0].fair,
                )
            )
    return found


def beside_the_point(view: View) -> frozenset[int]:
    """Events of replies to questions none of whose points was said."""
    answers = [*follow_up_answers(view), *probe_answers(view)]
    return frozenset(
        reply.seq for answer in answers if answer.points and not answer.covered for reply in answer.replies
    )


def _grouped(view: View, kind: str, moves: tuple[Move, ...]) -> dict[str, list[Exchange]]:
    grouped: dict[str, list[Exchange]] = {}
    for exchange in view.exchanges:
        about, name = exchange.turn.subject
        if exchange.turn.move in moves and about == kind:
            grouped.setdefault(name, []).append(exchange)
    return grouped


def _answer(view: View, follow_up: FollowUp, exchanges: list[Exchange]) -> Answer:
    replies = _replies(view, f"{follow_up.id}/", exchanges)
    return Answer(
        id=follow_up.id,
        turn=exchanges[0].turn,
        replies=replies,
        points=tuple(_voted_on(view, point, replies) for point in _heard(follow_up.points, replies)),
        wrong=_held(follow_up.wrong, follow_up.points, replies),
        fair=exchanges[0].fair,
    )


def _replies(view: View, prefix: str, exchanges: list[Exchange]) -> tuple[Utterance, ...]:
    """Gather replies to these questions and what was understood as an answer to them elsewhere."""
    by_seq = {reply.seq: reply for exchange in exchanges for reply in exchange.replies}
    for utterance in view.utterances:
        if any(item.startswith(f"point:{prefix}") for item in utterance.items):
            by_seq[utterance.seq] = utterance
    return tuple(by_seq[seq] for seq in sorted(by_seq))


def _heard(points: Sequence[Point], replies: Sequence[Utterance]) -> tuple[Heard, ...]:
    return tuple(hear(point.id, point.says, point.phrases, replies) for point in points)


def _voted_on(view: View, point: Heard, replies: Sequence[Utterance]) -> Heard:
    """Take in how a language model voted on a point that the phrases did not find."""
    if point.utterance is not None:
        return point
    tallies = [(tally(view.votes[reply.seq], point.id, reply), reply) for reply in replies if reply.seq in view.votes]
    if not tallies:
        return point
    best, reply = max(tallies, key=lambda pair: (pair[0].carried, pair[0].n_yes))
    if best.carried:
        return Heard(point.id, point.says, reply, best.quote, votes=best)
    return Heard(point.id, point.says, None, votes=best)


def hear(
    point_id: str, says: str, phrases: tuple[str, ...], utterances: Sequence[Utterance], *, claims_only: bool = False
) -> Heard:
    """Look for phrases in what was said; `claims_only` leaves the candidate's own questions out."""
    for utterance in utterances:
        pieces = utterance.claims if claims_only else utterance.pieces
        for piece in pieces:
            quote = find_said(phrases, piece)
            if quote:
                return Heard(point_id, says, utterance, quote)
    return Heard(point_id, says, None)


def _held(
    misconceptions: Sequence[Misconception], points: Sequence[Point], replies: Sequence[Utterance]
) -> tuple[Heard, ...]:
    """Misconceptions that were said and not taken back."""
    held: list[Heard] = []
    for misconception in misconceptions:
        said = hear(misconception.id, misconception.says, misconception.phrases, list(reversed(replies)))
        if said.utterance is None:
            continue
        later = [reply for reply in replies if reply.seq > said.utterance.seq]
        after = said.utterance.text.partition(said.quote)[2].lower()
        takes_back = any(cue in after for cue in _CORRECTION)
        corrected = takes_back or any(
            any(cue in reply.text.lower() for cue in _CORRECTION)
            and any(point.utterance is not None for point in _heard(points, (reply,)))
            for reply in later
        )
        if not corrected:
            held.append(Heard(said.id, said.says, said.utterance, said.quote, fatal=misconception.fatal))
    return tuple(held)


def _says_something(reply: Utterance) -> bool:
    flat = " ".join(sentence.flat for sentence in reply.sentences)
    return len(flat.split()) >= _LONG_ENOUGH and not (DONT_KNOW.search(flat) and not reply.on_task)
