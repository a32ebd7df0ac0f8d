"""Drives the machine over a log: appends an event with all that it causes, resumes a stored log, replays one.

Pure: what it returns is stored, sent and performed by the shell.
"""

from collections import deque
from collections.abc import Sequence
from itertools import zip_longest

from msgspec import Struct

from agent.commands import AskModel, Command, NoteFault, RunCell, RunSuite, decision_from_command
from agent.machine import begin, step
from agent.state import InterviewState
from question_bank.package import Question
from transcripts.envelope import Actor, Envelope, Head, Sealed
from transcripts.events import Decision, Event

MAX_DECISIONS = 64
"""Decisions that one event may cause; more is a fault of ours."""


class Advance(Struct, frozen=True, kw_only=True):
    """What came of one event."""

    state: InterviewState
    head: Head
    sealed: tuple[Sealed, ...]
    """The event and its decisions: stored together or not at all."""
    runs: tuple[RunSuite, ...] = ()
    """To be performed once the lines are stored."""
    cells: tuple[RunCell, ...] = ()
    """The same."""
    calls: tuple[AskModel, ...] = ()
    """The same."""


class Resumed(Struct, frozen=True, kw_only=True):
    """Where a stored log leaves off."""

    state: InterviewState
    head: Head
    runs: tuple[RunSuite, ...] = ()
    """Asked for and never reported; empty when the session has ended."""
    stopped: tuple[int, ...] = ()
    """Requests of runs that the candidate asked to stop and that have no end in the log."""
    cells: tuple[RunCell, ...] = ()
    """The same."""
    cells_hold_state: bool = False
    """Cells had run in a process that the log does not see the end of."""


class Divergence(Struct, frozen=True, kw_only=True):
    """A place where the recorded decisions are not those that the interviewer would make now."""

    seq: int
    """Of the recorded decision, or of the event after which one is missing."""
    recorded: Decision | None
    recomputed: Decision | None


class WrongQuestion(ValueError):
    """A log that was made with another question."""

    def __init__(self, wanted: str, given: str) -> None:
        super().__init__(f"The log is an interview on {wanted!r}, not on {given!r}.")


def advance(
    state: InterviewState,
    head: Head,
    event: Event,
    *,
    actor: Actor,
    at_ms: int,
    intent_id: str | None = None,
) -> Advance:
    """Append an event and everything that the interviewer decides because of it."""
    head, sealed = head.append(event, actor=actor, at_ms=at_ms, intent_id=intent_id)
    lines, runs, cells, calls = [sealed], list[RunSuite](), list[RunCell](), list[AskModel]()
    state, commands = step(state, sealed.envelope)
    waiting: deque[Command] = deque(commands)
    while waiting and not state.ended:
        command = waiting.popleft()
        if isinstance(command, RunSuite):
            runs.append(command)
            continue
        if isinstance(command, RunCell):
            cells.append(command)
            continue
        if isinstance(command, AskModel):
            calls.append(command)
            continue
        if len(lines) > MAX_DECISIONS:
            command = NoteFault(where="agent", message=f"Only {MAX_DECISIONS} decisions on one event were carried out.")
            waiting.clear()
        head, sealed = head.append(decision_from_command(command), actor="interviewer", at_ms=at_ms)
        lines.append(sealed)
        state, commands = step(state, sealed.envelope)
        if len(lines) <= MAX_DECISIONS + 1:
            waiting.extendleft(reversed(commands))
    return Advance(
        state=state, head=head, sealed=tuple(lines), runs=tuple(runs), cells=tuple(cells), calls=tuple(calls)
    )


def resume(question: Question, log: Sequence[Sealed]) -> Resumed:
    """Fold a stored log. Raises WrongQuestion."""
    state = begin(question)
    _require_same_question(question, log)
    for line in log:
        state, _ = step(state, line.envelope)
    first = log[0].envelope.session_id if log else ""
    head = Head(session_id=first).after(log[-1]) if log else Head(session_id=first)
    if state.ended:
        return Resumed(state=state, head=head)
    return Resumed(
        state=state,
        head=head,
        runs=tuple(
            RunSuite(purpose=purpose, requested_seq=seq)
            for seq, purpose in state.work.pending
            if seq not in state.work.unwanted
        ),
        stopped=tuple(seq for seq, _ in state.work.pending if seq in state.work.unwanted),
        cells=tuple(RunCell(cell=cell, requested_seq=seq) for seq, cell in state.work.pending_cells),
        cells_hold_state=state.work.cells_hold_state,
    )


def replay(question: Question, log: Sequence[Sealed]) -> tuple[Divergence, ...]:
    """Make all decisions again from what came from outside; empty when they are the same. Raises WrongQuestion."""
    _require_same_question(question, log)
    state = begin(question)
    found: list[Divergence] = []
    envelopes = [line.envelope for line in log]
    at = 0
    while at < len(envelopes):
        outside, end = envelopes[at], at + 1
        while end < len(envelopes) and isinstance(envelopes[end].event, Decision):
            end += 1
        recorded = envelopes[at + 1 : end]
        found += _compare(outside, recorded, _recompute(state, outside))
        for envelope in (outside, *recorded):
            state, _ = step(state, envelope)
        at = end
    return tuple(found)


def _recompute(state: InterviewState, outside: Envelope) -> list[Decision]:
    before = Head(session_id=outside.session_id, seq=outside.seq - 1, at_ms=outside.at_ms)
    redone = advance(state, before, outside.event, actor=outside.actor, at_ms=outside.at_ms)
    return [line.envelope.event for line in redone.sealed[1:] if isinstance(line.envelope.event, Decision)]


def _compare(outside: Envelope, recorded: Sequence[Envelope], again: Sequence[Decision]) -> list[Divergence]:
    found = []
    for envelope, redone in zip_longest(recorded, again):
        event = envelope.event if envelope is not None else None
        if event != redone:
            seq = envelope.seq if envelope is not None else outside.seq
            known = event if event is None or isinstance(event, Decision) else None
            found.append(Divergence(seq=seq, recorded=known, recomputed=redone))
    return found


def _require_same_question(question: Question, log: Sequence[Sealed]) -> None:
    started = log[0].envelope.event if log else None
    wanted = getattr(started, "question_id", question.id)
    if wanted != question.id:
        raise WrongQuestion(wanted, question.id)
