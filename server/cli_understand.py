"""`thinkaloud understand`: what the interviewer takes utterances to mean, for who measures it or writes facts."""

import sys
from collections.abc import Iterator
from typing import Annotated, Any

import typer
from rich.text import Text

from agent.understanding import Context, Understander, Understanding, Waiting
from question_bank.package import Question
from question_bank.problem import PackageError, UnknownQuestion
from server.cli_bank import open_bank_saying
from server.cli_questions import Json, Packages
from server.cli_screen import CannotDo, harmless, one_line, print_json_line, screen
from server.settings import SettingsError
from server.wiring import NoQuestionFolder
from transcripts.events import Move, Phase

_ACT_COLUMNS = 18
_ITEM_COLUMNS = 34


@one_line(UnknownQuestion, PackageError, NoQuestionFolder, SettingsError)
def understand(
    question_id: Annotated[str, typer.Argument(metavar="QUESTION", help="Id of a question.")],
    as_json: Json = False,
    packages: Packages = None,
    phase: Annotated[
        Phase | None,
        typer.Option("--phase", help="Where in the interview it is said. Default: where such words usually are."),
    ] = None,
    answering: Annotated[
        str | None,
        typer.Option("--answering", help="Id of the follow-up or trigger that the interviewer has just asked."),
    ] = None,
) -> None:
    """Say what utterances on a question are taken to mean; they are read from standard input, one a line."""
    question = open_bank_saying(packages).get(question_id)
    waiting = _waiting(question, answering) if answering else None
    understander = Understander(question)
    for text in _lines():
        context = Context(phase or (Phase.DISCUSS if waiting else understander.usual_phase(text)), waiting)
        understood = understander.understand(text, context)
        if as_json:
            print_json_line(_plain(text, understood))
        else:
            items = " ".join(understood.items)
            head = f"{understood.act:{_ACT_COLUMNS}} {understood.confidence:.2f}  {items:{_ITEM_COLUMNS}}  "
            screen.print(Text(head + harmless(text)), soft_wrap=True)


def _lines() -> Iterator[str]:
    """Give the lines of standard input without blank ones; bytes that are no text are replaced."""
    for line in sys.stdin.buffer:
        text = line.decode("utf-8", "replace").strip("\ufeff\r\n")
        if text.strip():
            yield text


def _waiting(question: Question, about: str) -> Waiting:
    for follow_up in question.follow_ups:
        if follow_up.id == about:
            return Waiting(Move.FOLLOW_UP, f"follow_up:{about}", about, follow_up.points)
    for trigger in question.triggers:
        if trigger.id == about:
            return Waiting(Move.PROBE, f"trigger:{about}", about, trigger.points)
    known = ", ".join([part.id for part in question.follow_ups] + [part.id for part in question.triggers])
    raise CannotDo(f"{question.id} has no follow-up or trigger {about!r}; it has {known}.")


def _plain(text: str, understood: Understanding) -> dict[str, Any]:
    return {
        "text": text,
        "act": understood.act.value,
        "facts": list(understood.facts),
        "maybe": list(understood.maybe),
        "items": list(understood.items),
        "confidence": round(understood.confidence, 3),
    }
