"""A session as the checklist looks at it: what came from outside, and what the interviewer did upon it. Pure."""

import re
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from question_bank.package import Question
from transcripts.changes import apply_changes
from transcripts.envelope import Envelope, Sealed
from transcripts.events import (
    CandidateSaid,
    CodeEdited,
    Decision,
    Event,
    InterviewerSaid,
    Move,
    Phase,
    PhaseChanged,
    RunQueued,
    SessionEnded,
    SessionStarted,
    TimerFired,
    UtteranceUnderstood,
)

OWN_QUESTIONS = frozenset({
    Move.ASK_BACK, Move.ASK_PLAN, Move.PROBE, Move.OFFER_HINT, Move.FOLLOW_UP, Move.FOLLOW_UP_MORE,
})  # fmt: skip


class Line(Struct, frozen=True, kw_only=True):
    """Something that the interviewer said."""

    seq: int
    at_ms: int
    said: InterviewerSaid
    own: str
    """Its words without those that come from the package."""

    @property
    def text(self) -> str:
        """All of its words."""
        return self.said.text

    @property
    def is_general(self) -> bool:
        """It asks for what any thin answer lacks, in words of the interviewer's own."""
        return self.said.reason.rule.startswith("probe_")

    @property
    def is_question(self) -> bool:
        """It wants an answer."""
        return self.said.move in OWN_QUESTIONS or (self.said.move is Move.REMARK_ON_RUN and "?" in self.said.text)


class Turn(Struct, frozen=True, kw_only=True):
    """One event from outside, and all that the interviewer did because of it."""

    seq: int
    at_ms: int
    cause: Event
    means: str | None
    """What the words that caused it were meant as; None when that is not known."""
    phase: Phase
    """Before anything was done."""
    code: str
    """As it was then."""
    waiting: Line | None
    """The interviewer's last question, when nothing was said after it."""
    decisions: tuple[Envelope, ...]
    lines: tuple[Line, ...]

    @property
    def words(self) -> str:
        """What the candidate said; empty when something else caused the turn."""
        return self.cause.text if isinstance(self.cause, CandidateSaid) else ""

    @property
    def moves(self) -> tuple[Move, ...]:
        """What the interviewer's lines are for."""
        return tuple(line.said.move for line in self.lines)

    @property
    def phases(self) -> tuple[Phase, ...]:
        """Phases that were entered."""
        return tuple(one.event.phase for one in self.decisions if isinstance(one.event, PhaseChanged))

    @property
    def understood(self) -> UtteranceUnderstood | None:
        """What the interviewer took the words to mean."""
        return next((one.event for one in self.decisions if isinstance(one.event, UtteranceUnderstood)), None)

    @property
    def ends(self) -> bool:
        """The session ended with it."""
        return any(isinstance(one.event, SessionEnded) for one in self.decisions)


class Seen(Struct, frozen=True, kw_only=True):
    """A session that was read."""

    question: Question
    log: tuple[Sealed, ...]
    turns: tuple[Turn, ...]
    length_minutes: int

    @property
    def lines(self) -> Iterator[Line]:
        """Everything that the interviewer said."""
        for turn in self.turns:
            yield from turn.lines

    @property
    def spoken(self) -> Iterator[Turn]:
        """Turns that words of the candidate caused."""
        return (turn for turn in self.turns if isinstance(turn.cause, CandidateSaid))

    @property
    def length_ms(self) -> int:
        """Length of the session as it was agreed on."""
        return self.length_minutes * 60_000

    @property
    def had_to_wait(self) -> bool:
        """A run waited for the machine, which moves the clock."""
        return any(isinstance(turn.cause, RunQueued) for turn in self.turns)

    @property
    def ending(self) -> SessionEnded | None:
        """How it ended; None when it goes on."""
        last = self.log[-1].envelope.event
        return last if isinstance(last, SessionEnded) else None

    def entered(self, phase: Phase) -> Turn | None:
        """Give the turn with which a phase was first entered."""
        return next((turn for turn in self.turns if phase in turn.phases), None)


def read_session(question: Question, log: Sequence[Sealed], meant: Mapping[int, str]) -> Seen:
    """Read a session. Raises BadChanges when its edits do not fit the question's starter."""
    pieces = _pieces_of_package(question)
    turns: list[Turn] = []
    phase, code, waiting, minutes = Phase.INTRODUCE, question.starter, None, 0
    envelopes = [sealed.envelope for sealed in log]
    at = 0
    while at < len(envelopes):
        outside, end = envelopes[at], at + 1
        while end < len(envelopes) and isinstance(envelopes[end].event, Decision):
            end += 1
        decisions = tuple(envelopes[at + 1 : end])
        if isinstance(outside.event, SessionStarted):
            minutes = outside.event.length_minutes
        if isinstance(outside.event, CodeEdited):
            code = apply_changes(code, outside.event.changes)
        turn = Turn(
            seq=outside.seq,
            at_ms=outside.at_ms,
            cause=outside.event,
            means=meant.get(outside.seq),
            phase=phase,
            code=code,
            waiting=waiting,
            decisions=decisions,
            lines=tuple(
                Line(seq=one.seq, at_ms=one.at_ms, said=one.event, own=_own_words(one.event.text, pieces))
                for one in decisions
                if isinstance(one.event, InterviewerSaid)
            ),
        )
        turns.append(turn)
        phase = turn.phases[-1] if turn.phases else phase
        waiting = None if isinstance(outside.event, CandidateSaid) else waiting
        waiting = next((line for line in reversed(turn.lines) if line.is_question), waiting)
        at = end
    return Seen(question=question, log=tuple(log), turns=tuple(turns), length_minutes=minutes)


def is_activity(event: Event) -> bool:
    """Say whether an event shows that the candidate or a run of theirs is at work."""
    return not isinstance(event, TimerFired | RunQueued)


def _pieces_of_package(question: Question) -> tuple[str, ...]:
    """List the texts of a package that the interviewer says as they are, the longest first."""
    texts = [question.prompt.strip(), *(fact.answer for fact in question.facts)]
    texts += [hint.text for hint in question.hints]
    texts += [text for one in question.follow_ups for text in (one.ask, one.ask_more)]
    texts += [one.ask for one in question.triggers]
    texts += [check.title for check in question.checks if check.visible]
    return tuple(sorted((text.strip() for text in texts if text.strip()), key=len, reverse=True))


def _own_words(text: str, pieces: Sequence[str]) -> str:
    for piece in pieces:
        if piece in text:
            text = text.replace(piece, " ")
    return re.sub(r"\s+", " ", text).strip()
