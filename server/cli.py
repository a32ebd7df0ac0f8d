"""The command line: `thinkaloud`. Finds the command that was asked for and says what went wrong; decides nothing.

A command's module is imported when the command is called, so that `--help` and `--version` answer at once. Exit code 0
when the command did its work, whatever the verdict; 2 with a one-line reason when it could not; 130 after Ctrl-C.
"""

import contextlib
import os
import sys
from importlib import import_module
from typing import Annotated, Any, NamedTuple, NoReturn

import typer
from typer.core import TyperGroup


class _Place(NamedTuple):
    module: str
    name: str
    says: str


COMMANDS = {
    "serve": _Place("server.cli_serve", "serve", "Serve the app and print the address to open."),
    "interview": _Place("server.cli_interview", "interview", "Be interviewed in this terminal."),
    "simulate": _Place("server.cli_simulate", "simulate", "Have a simulated candidate sit a whole interview."),
    "run": _Place("server.cli_questions", "run", "Judge a file by a question's checks."),
    "questions": _Place("server.cli_questions", "app", "The question bank."),
    "understand": _Place("server.cli_understand", "understand", "Say what utterances on a question are taken to mean."),
    "sessions": _Place("server.cli_sessions", "app", "Your sessions."),
    "replay": _Place(
        "server.cli_sessions",
        "replay",
        "Show a session turn by turn, or verify that its turns come out the same again.",
    ),
    "debrief": _Place("server.cli_sessions", "debrief", "Grade a session."),
    "progress": _Place(
        "server.cli_progress",
        "show_progress",
        "Show what your sessions say together: levels, trends, what is due, and what to practise next.",
    ),
    "rescore": _Place(
        "server.cli_rescore",
        "rescore_folder",
        "Grade recorded sessions again, and say what came out otherwise than before.",
    ),
    "model": _Place(
        "server.cli_model", "model", "Try the language model that is set, in the environment or on the page."
    ),
    "doctor": _Place("server.cli_doctor", "doctor", "Say which layers of the sandbox are in force here."),
}
"""Where each command lives, and its line in the help."""


class _Commands(TyperGroup):
    """Knows its commands by name and loads the one that is called."""

    def __init__(self, **words: Any) -> None:
        super().__init__(**words)
        self.commands = dict.fromkeys(COMMANDS, self)  # their names, for suggestions after a typing mistake

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002 - the framework's signature
        place = COMMANDS.get(cmd_name)
        return None if place is None else command_at(cmd_name)

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002 - the framework's signature
        with formatter.section("Commands"):
            formatter.write_dl([(name, place.says) for name, place in COMMANDS.items()])


app = typer.Typer(
    name="thinkaloud",
    help="A mock interviewer for machine-learning coding interviews.",
    cls=_Commands,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
_Misused: type[Exception] = typer.BadParameter.__bases__[0]
"""What the framework raises for words that it cannot understand; it exports no name for the family."""
_INTERRUPTED = 130
_report = {"traceback": False}


def command_at(name: str) -> Any:
    """Import a command and make it callable from words."""
    place = COMMANDS[name]
    found = getattr(import_module(place.module), place.name)
    if isinstance(found, typer.Typer):
        return typer.main.get_command(found)
    alone = typer.Typer(add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None)
    alone.command(name)(found)
    return typer.main.get_command(alone)


def _print_version(wanted: bool) -> None:
    if wanted:
        from server.version import product_version

        typer.echo(f"thinkaloud {product_version()}")
        raise typer.Exit


@app.callback(help="A mock interviewer for machine-learning coding interviews.")
def root(
    _version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and leave.")
    ] = False,
    traceback: Annotated[
        bool, typer.Option("--traceback", help="When something of ours fails, show where; for a report.")
    ] = False,
) -> None:
    """Offer what holds for all commands."""
    _report["traceback"] = traceback


def main() -> None:
    """Run the command line; what went wrong is one line on stderr and exit code 2."""
    try:
        code = app(standalone_mode=False) or 0
        sys.stdout.flush()
        if code == _INTERRUPTED:
            _leave_interrupted()
        sys.exit(code)
    except typer.Abort:
        _leave_interrupted()
    except _Misused as problem:
        _say_how(problem)
    except BrokenPipeError:
        # Whoever read the output, `head` say, has seen enough.
        _forget_output()
    except OSError as problem:
        if _report["traceback"]:
            raise
        _forget_output()
        _leave(f"{problem.filename or 'The output'} cannot be used: {problem.strerror or problem}.")
    except Exception as problem:
        from server.cli_screen import CannotDo

        if isinstance(problem, CannotDo):
            _leave(str(problem))
        # Whatever is left is ours, and a user is not shown a traceback unasked.
        if _report["traceback"]:
            raise
        _leave(f"a fault of ours: {type(problem).__name__}: {problem}. `thinkaloud --traceback ...` shows where.")


def _leave_interrupted() -> NoReturn:
    sys.stderr.write("thinkaloud: stopped.\n")
    sys.exit(_INTERRUPTED)


def _say_how(problem: Exception) -> NoReturn:
    """Say in one line which words cannot be understood; a command without any words is shown its help."""
    context = getattr(problem, "ctx", None)
    message = problem.format_message()  # type: ignore[attr-defined]
    if context is None or "--help" in message:
        sys.stderr.write(f"{message}\n")
        sys.exit(2)
    _leave(f"{message if message.endswith(('.', '?')) else message + '.'} `{context.command_path} --help` shows how.")


def _forget_output() -> None:
    """Have what is left in the buffer written nowhere: Python would try again while it ends, and complain."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _leave(reason: str) -> NoReturn:
    from server.cli_screen import errors, harmless

    errors.print(f"thinkaloud: {harmless(' '.join(reason.split()))}", markup=False, highlight=False)
    sys.exit(2)


if __name__ == "__main__":
    main()
