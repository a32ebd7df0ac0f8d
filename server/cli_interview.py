"""`thinkaloud interview`: the same interview in a terminal, through the same server and the same socket."""

import asyncio
import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from server.cli_screen import CannotDo, read_file, saying, screen
from server.cli_terminal import Terminal
from server.client import ClientError, ServerGone, SessionClient, create_session, question_of, starter_code
from server.ipynb import BadNotebook, percent_from_notebook
from server.serve import ServeError, served_or_running
from server.settings import Settings, SettingsError, load_settings
from transcripts.changes import BadChanges
from transcripts.events import Mode


def interview(
    question: Annotated[str, typer.Argument(help="Id of a question; see `thinkaloud questions list`.")] = "",
    minutes: Annotated[int | None, typer.Option(help="Length of the interview. Default: the question's own.")] = None,
    file: Annotated[Path | None, typer.Option(help="File to write your code in. Default: QUESTION.py here.")] = None,
    mode: Annotated[
        Mode, typer.Option(help="`practice`: a coach speaks too, hints cost nothing, and parts may be tried again.")
    ] = "mock",
    session: Annotated[str | None, typer.Option(help="Go on with this session instead of starting one.")] = None,
    notebook: Annotated[
        Path | None, typer.Option(help="Start with the cells of this Jupyter notebook (.ipynb) below the starter code.")
    ] = None,
) -> None:
    """Be interviewed in this terminal."""
    if bool(question) == bool(session):
        raise CannotDo("Name a question to start with, or a session to go on with (--session ID), and not both.")
    if session and notebook:
        raise CannotDo("A session that is under way has its code; a notebook is for starting one (QUESTION).")
    begun: list[str] = [session] if session else []
    with saying(ServeError, SettingsError, ClientError, BadChanges, BadNotebook):
        cells = percent_from_notebook(read_file(notebook)) if notebook else ""
        try:
            asyncio.run(_interview(load_settings(port=0), question, minutes, mode, file, begun, cells))
        except KeyboardInterrupt:
            _say_kept(begun)
        except ServerGone:
            _say_kept(begun)
            raise


async def _interview(
    settings: Settings,
    question: str,
    minutes: int | None,
    mode: Mode,
    file: Path | None,
    begun: list[str],
    cells: str,
) -> None:
    """Start or take up a session; its id is put into `begun` as soon as there is one.

    `cells`: percent text that a new session's file has below the starter code.
    """
    async with served_or_running(settings) as address:
        if not begun:
            path = file or Path(f"{question}.py")
            starter = await starter_code(address, question)
            _lay_out(path, starter)
            if cells:
                _write(path, f"{starter.rstrip()}\n\n{cells}")
            begun.append(await create_session(address, question, minutes, mode=mode))
        else:
            question = await question_of(address, begun[0])
            path = file or Path(f"{question}.py")
            starter = await starter_code(address, question)
        async with SessionClient.open(address, begun[0], starter) as client:
            if not path.exists():
                _write(path, client.code)
            terminal = Terminal(client, path, live=sys.stdin.isatty())
            await terminal.converse()
            if client.ended:
                screen.print(Text(f"Debrief: thinkaloud debrief --session {begun[0]}"))
                return
    _say_kept(begun)


def _say_kept(begun: list[str]) -> None:
    for session_id in begun:
        screen.print(Text(f"The session is kept. Go on with: thinkaloud interview --session {session_id}"))


def _lay_out(path: Path, starter: str) -> None:
    try:
        is_other = path.exists() and path.read_bytes() != starter.encode()
    except OSError as problem:
        raise CannotDo(f"{path} cannot be read: {problem.strerror}. Name another file with --file.") from problem
    if is_other:
        raise CannotDo(f"{path} exists already. Name another file with --file, or move it away.")
    _write(path, starter)


def _write(path: Path, code: str) -> None:
    try:
        path.write_text(code, encoding="utf-8", newline="\n")
    except OSError as problem:
        raise CannotDo(f"{path} cannot be written: {problem.strerror}. Name another file with --file.") from problem
