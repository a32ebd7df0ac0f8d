"""What the commands print with, and how they say that they could not do their work."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

import msgspec
import typer
from rich.console import Console

WIDEST_PROSE = 100
"""Columns after which lines of prose are hard to follow; wider terminals leave the rest empty."""
_KEPT = "\t\n"
_SHOWN_AS = {code: 0x2400 + code for code in range(0x20) if chr(code) not in _KEPT} | {0x7F: 0x2421}
_SHOWN_AS |= dict.fromkeys([*range(0x80, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A)], 0xFFFD)

screen = Console(highlight=False, soft_wrap=False)
errors = Console(stderr=True, highlight=False, soft_wrap=True)

_Words = ParamSpec("_Words")
_Result = TypeVar("_Result")


class CannotDo(Exception):
    """The command could not do its work; the message is the one line that the user reads."""


def one_line(*problems: type[Exception]) -> Callable[[Callable[_Words, _Result]], Callable[_Words, _Result]]:
    """Turn these errors of a command into `CannotDo`, so that the user reads a line and no traceback."""

    def wrap(command: Callable[_Words, _Result]) -> Callable[_Words, _Result]:
        @wraps(command)
        def wrapped(*words: _Words.args, **options: _Words.kwargs) -> _Result:
            with saying(*problems):
                return command(*words, **options)

        return wrapped

    return wrap


def command_group(says: str) -> typer.Typer:
    """Make a group of commands that behaves like the others."""
    return typer.Typer(
        help=says, no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None
    )


@contextmanager
def saying(*problems: type[Exception]) -> Iterator[None]:
    """Turn these errors into `CannotDo`."""
    try:
        yield
    except problems as problem:
        raise CannotDo(" ".join(str(problem).split())) from problem


def harmless(text: str) -> str:
    """Make control characters visible: words and output come from elsewhere and must not steer this terminal."""
    return text.replace("\r\n", "\n").replace("\r", "\n").translate(_SHOWN_AS)


def read_file(path: Path, most_bytes: int | None = None) -> bytes:
    """Read a file that the user named, one of `most_bytes` at most. Raises CannotDo."""
    try:
        with path.open("rb") as file:
            content = file.read() if most_bytes is None else file.read(most_bytes + 1)
    except IsADirectoryError as problem:
        raise CannotDo(f"{path} is a folder; a file is needed.") from problem
    except OSError as problem:
        raise CannotDo(f"{path} cannot be read: {problem.strerror or problem}.") from problem
    if most_bytes is not None and len(content) > most_bytes:
        raise CannotDo(f"{path} is too long: at most {most_bytes // 1_000_000} MB are read.")
    return content


def print_json_line(value: Any) -> None:
    """Print a value as one line of JSON, at once: whoever reads line by line is answered line by line."""
    sys.stdout.buffer.write(msgspec.json.encode(value) + b"\n")
    sys.stdout.buffer.flush()


def print_json(value: Any) -> None:
    """Print a value as JSON with a fixed order, for other programs."""
    encoded = msgspec.json.format(msgspec.json.encode(value, order="deterministic"), indent=2)
    sys.stdout.write(encoded.decode() + "\n")
    sys.stdout.flush()
