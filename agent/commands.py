"""What the interviewer wants done: imperative, frozen.

Each becomes exactly one event, at once; but `RunSuite`, `RunCell` and `AskModel`, which the shell performs, do later.
"""

from typing import Literal, TypeAlias, assert_never

from msgspec import Struct

from runner.report import Purpose
from transcripts.events import (
    Act,
    Decision,
    FaultNoted,
    InterviewerSaid,
    ModelPurpose,
    Move,
    Phase,
    PhaseChanged,
    Reason,
    SessionEnded,
    UtteranceUnderstood,
)


class Understand(Struct, frozen=True, kw_only=True):
    """Write down what an utterance was taken to mean."""

    said_seq: int
    act: Act
    items: tuple[str, ...] = ()
    confidence: float = 1.0
    engine: str = ""


class Say(Struct, frozen=True, kw_only=True):
    """Say something to the candidate."""

    text: str
    move: Move
    reason: Reason
    about: str = ""


class ChangePhase(Struct, frozen=True, kw_only=True):
    """Go on to another phase."""

    phase: Phase
    reason: Reason


class NoteFault(Struct, frozen=True, kw_only=True):
    """Write down that something of ours failed and was left out."""

    where: str
    message: str


class End(Struct, frozen=True, kw_only=True):
    """End the session."""

    ending: Literal["completed", "time_up", "left_early"]
    reason: Reason


class RunSuite(Struct, frozen=True, kw_only=True):
    """Run the candidate's code as it was at `requested_seq`. The shell performs it; its outcome is `SuiteRan`."""

    purpose: Purpose
    requested_seq: int


class RunCell(Struct, frozen=True, kw_only=True):
    """Run one cell of the code as it was at `requested_seq`. The shell performs it; its outcome is `CellRan`."""

    cell: int
    requested_seq: int


class AskModel(Struct, frozen=True, kw_only=True):
    """Put a question to the language model. The shell performs it; its outcome is `ModelAnswered`, in any case."""

    call: int
    purpose: ModelPurpose
    said_seq: int
    system: str
    user: str
    most_words: int
    """That an answer may have."""
    deadline_ms: int


Command: TypeAlias = Understand | Say | ChangePhase | NoteFault | End | RunSuite | RunCell | AskModel


def decision_from_command(command: Understand | Say | ChangePhase | NoteFault | End) -> Decision:
    """Turn a command into the event that records it."""
    match command:
        case Understand(said_seq=said_seq, act=act, items=items, confidence=confidence, engine=engine):
            return UtteranceUnderstood(said_seq=said_seq, act=act, items=items, confidence=confidence, engine=engine)
        case Say(text=text, move=move, reason=reason, about=about):
            return InterviewerSaid(text=text, move=move, reason=reason, about=about)
        case ChangePhase(phase=phase, reason=reason):
            return PhaseChanged(phase=phase, reason=reason)
        case NoteFault(where=where, message=message):
            return FaultNoted(where=where, message=message)
        case End(ending=ending, reason=reason):
            return SessionEnded(ending=ending, reason=reason)
        case _:
            assert_never(command)
