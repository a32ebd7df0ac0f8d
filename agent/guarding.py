"""Holds each turn of the interviewer against the guard before it is said: a model's strictly, the script's as a net.

Must not know how the guard recognises anything.
"""

from collections.abc import Iterator

from agent.commands import Command, NoteFault, Say
from agent.guard import Breach, heard_in
from agent.state import InterviewState
from transcripts.events import Move


def breaches_of_model(state: InterviewState, text: str) -> tuple[str, ...]:
    """Say of what kinds of breach a model's text is guilty; empty when it may be said. An empty text may not."""
    if not text:
        return ("empty",)
    return _kinds(state.guard.breaches(text, heard_in(state)))


def guarded(state: InterviewState, commands: tuple[Command, ...]) -> tuple[Command, ...]:
    """Leave out turns of the script that would give away what was not released, and note each as our fault."""
    return tuple(one for command in commands for one in _guarded(state, command))


def _guarded(state: InterviewState, command: Command) -> Iterator[Command]:
    if isinstance(command, Say):
        heard = heard_in(state, licensed=tuple(_licensed(state, command)), by_model=False)
        breaches = _kinds(state.guard.breaches(command.text, heard))
        if breaches:
            # The kinds alone: whoever reads the note is the one from whom it was kept.
            message = f"A turn ({command.reason.rule}) was not said, since it would give away {', '.join(breaches)}."
            yield NoteFault(where="guard", message=message)
            return
    yield command


def _licensed(state: InterviewState, say: Say) -> Iterator[str]:
    """List what a turn may say by what it is for."""
    question = state.question
    kind, _, name = say.about.partition(":")
    if say.move is Move.PRESENT:
        yield question.prompt.strip()
        yield state.talk.last_question
    for fact in question.facts:
        if kind == "fact" and fact.id == name:
            yield fact.answer
    for hint in question.hints:
        if kind == "hint" and str(hint.level) == name:
            yield hint.text
    for follow_up in question.follow_ups:
        if kind == "follow_up" and follow_up.id == name:
            yield follow_up.ask
            yield follow_up.ask_more
    for trigger in question.triggers:
        if kind == "trigger" and trigger.id == name:
            yield trigger.ask


def _kinds(breaches: tuple[Breach, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(breach.kind.replace("_", " ") for breach in breaches))
