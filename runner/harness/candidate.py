"""Executes the program's file, calls its functions and words what went wrong, from inside.

Whatever this reports is a claim: the program shares the process and may have changed every part of it.
"""

import builtins
import errno
import linecache
import random
import sys
import traceback
from collections.abc import Callable, Sequence
from types import CodeType, ModuleType, TracebackType
from typing import Any

import numpy as np

from .codec import NotPlain

FILE_NAME = "solution.py"
MAX_MESSAGE = 2_000
MAX_TRACEBACK = 16_000

Reply = dict[str, Any]

_REFUSED = (
    "The sandbox does not allow it: there is no network, no other program can be started, "
    "no process can be made or signalled."
)
_HINTS = {
    errno.EROFS: "Only the working folder can be written to.",
    errno.ENOSPC: "The working folder is full.",
    errno.EFBIG: "The working folder does not take files of that size.",
    errno.EMFILE: "Too many files are open at once.",
}


class Candidate:
    """The program's module."""

    def __init__(self, source: str, *, as_main: bool, seed: int) -> None:
        self._source = source
        self._module = ModuleType("__main__" if as_main else "solution")
        self._as_main = as_main
        self._seed = seed

    def load(self) -> Reply:
        """Execute the file."""
        seed_generators(self._seed)
        # So that tracebacks, warnings and `inspect` find the lines.
        linecache.cache[FILE_NAME] = (len(self._source), None, self._source.splitlines(keepends=True), FILE_NAME)
        self._module.__dict__.update(__file__=FILE_NAME, __builtins__=builtins)
        sys.modules[self._module.__name__] = self._module
        sys.argv[:] = [FILE_NAME]
        return attempt(self._execute)

    def _execute(self) -> Reply:
        code = compile(self._source, FILE_NAME, "exec", dont_inherit=True)
        try:
            exec(code, self._module.__dict__)
        except SystemExit as leaving:
            # A script may end with sys.exit(); that is how a person's own run would end too.
            if not self._as_main or leaving.code not in (None, 0):
                raise
        return {"kind": "answered", "value": None}

    def function(self, entry: str) -> Callable[..., Any] | Reply:
        """Find a function by name, or say why there is none."""
        names = vars(self._module)
        if entry not in names:
            return _raised("NameError", f"The file defines no function `{entry}`. {self._what_it_defines()}")
        if not callable(names[entry]):
            kind = type(names[entry]).__name__
            return _raised("TypeError", f"`{entry}` is not a function but an object of type {kind}.")
        found: Callable[..., Any] = names[entry]
        return found

    def _what_it_defines(self) -> str:
        if not self._source.strip():
            return "The file is empty."
        names = [
            name
            for name, value in vars(self._module).items()
            if callable(value) and getattr(value, "__module__", None) == self._module.__name__
        ]
        if not names:
            return "It defines no function at all."
        return "It defines " + ", ".join(f"`{name}`" for name in names[:8]) + "."


def attempt(step: Callable[[], Reply]) -> Reply:
    """Do a step of somebody's code and word whatever it raises."""
    try:
        return step()
    except MemoryError as error:
        return {"kind": "memory", "line": _line_of(error)}
    except NotPlain as error:
        return _raised("NotPlainData", f"The code returned {error}.")
    except BaseException as error:
        return _worded(error)


def signature_mismatch(
    function: Callable[..., Any], entry: str, error: BaseException, n_arguments: int
) -> Reply | None:
    """Word a call whose arguments the function does not take; None when the error came from further inside."""
    if type(error) is not TypeError or any(_own_frames(error.__traceback__)):
        return None
    code = getattr(function, "__code__", None)
    line = code.co_firstlineno if isinstance(code, CodeType) and code.co_filename == FILE_NAME else None
    if line is None:
        return None
    given = f"{n_arguments} argument{'' if n_arguments == 1 else 's'}"
    return _raised("TypeError", f"`{entry}` does not accept a call with {given}: {_message_of(error)}", line=line)


def seed_generators(seed: int) -> None:
    """Make every generator that the code did not seed itself start from the program's seed."""
    random.seed(seed)
    np.random.seed(seed % 2**32)  # noqa: NPY002 - the generator that older code draws from
    seeded = np.random.default_rng
    children = np.random.SeedSequence(seed)

    def default_rng(seed: Any = None) -> np.random.Generator:
        return seeded(children.spawn(1)[0] if seed is None else seed)

    default_rng.__doc__ = seeded.__doc__
    np.random.default_rng = default_rng


def _worded(error: BaseException) -> Reply:
    try:
        message = _message_of(error)
        if isinstance(error, OSError) and error.errno == errno.EPERM:
            return {
                "kind": "forbidden",
                "message": f"{_type_of(error)}: {message}. {_REFUSED}",
                "line": _line_of(error),
            }
        if isinstance(error, OSError) and error.errno in _HINTS:
            message = f"{message}. {_HINTS[error.errno]}"
        if isinstance(error, EOFError) and "reading a line" in message:
            message = f"{message}. There is no keyboard in here, so `input()` has nothing to read."
        return _raised(_type_of(error), message, trace=_render(error), line=_line_of(error))
    except MemoryError:
        return {"kind": "memory", "line": None}
    except BaseException:
        return _raised("Exception", "The code raised something that cannot be shown.")


def _raised(type_name: str, message: str, *, trace: str = "", line: int | None = None) -> Reply:
    return {
        "kind": "raised",
        "type_name": type_name[:100],
        "message": clip(message, MAX_MESSAGE),
        "traceback": clip(trace, MAX_TRACEBACK),
        "line": line,
    }


def clip(text: str, length: int) -> str:
    """Cut text to a length, saying so, and replace what UTF-8 cannot write."""
    text = text.encode("utf-8", "replace").decode()
    return text if len(text) <= length else f"{text[: length - 20]} [… cut]"


def _type_of(error: BaseException) -> str:
    return str(type.__dict__["__name__"].__get__(type(error)))


def _message_of(error: BaseException) -> str:
    if isinstance(error, SyntaxError) and error.msg:
        return str(error.msg)
    if isinstance(error, SystemExit):
        return f"The code asked to exit ({error.code!r}) before it was done."
    return str(error)


def _line_of(error: BaseException) -> int | None:
    """Give the candidate's line that an error points at."""
    if isinstance(error, SyntaxError) and error.filename == FILE_NAME:
        return error.lineno
    lines = _own_frames(error.__traceback__)
    return lines[-1] if lines else None


def _own_frames(trace: TracebackType | None) -> list[int]:
    return [line for frame, line in traceback.walk_tb(trace) if frame.f_code.co_filename == FILE_NAME]


def _render(error: BaseException) -> str:
    """Render a traceback of the candidate's frames alone."""
    shown = traceback.TracebackException.from_exception(error, compact=True, limit=-400)
    _keep_own_frames(shown, set())
    return "".join(shown.format()).rstrip()


def _keep_own_frames(shown: traceback.TracebackException | None, seen: set[int]) -> None:
    if shown is None or id(shown) in seen:
        return
    seen.add(id(shown))
    own: Sequence[traceback.FrameSummary] = [frame for frame in shown.stack if frame.filename == FILE_NAME]
    shown.stack = traceback.StackSummary.from_list(own)
    _keep_own_frames(shown.__cause__, seen)
    _keep_own_frames(shown.__context__, seen)
    for inner in getattr(shown, "exceptions", None) or ():
        _keep_own_frames(inner, seen)
