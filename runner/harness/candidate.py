"""Executes the program's file, calls its functions and words what went wrong, from inside.

Whatever this reports is a claim: the program shares the process and may have changed every part of it.
"""

import ast
import builtins
import contextlib
import errno
import linecache
import re
import sys
import traceback
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from types import CodeType, ModuleType, TracebackType
from typing import Any

from .chance import seed_generators
from .codec import NotPlain
from .hints import hint_on, hint_on_refusal
from .own_asserts import OwnAsserts, Tell
from .own_functions import OwnFunctions, prepare_pytest

FILE_NAME = "solution.py"
DRIVER_NAME = "driver.py"
"""The question's own code that drives a stateful answer."""
MAX_MESSAGE = 2_000
MAX_TRACEBACK = 16_000

Reply = dict[str, Any]

_TORCH_WITHOUT_MEMORY = "DefaultCPUAllocator: can't allocate memory"
_REFUSED = (
    "The sandbox does not allow it: there is no network, no other program can be started, "
    "no process can be made or signalled."
)
# A file without any of these words has no assertion at its top.
_MAY_TEST = re.compile(r"assert|__name__|test|check|verify|raises|warns|deprecated_call")


class Candidate:
    """The program's module. `tell` hears how its own tests end; without it they are neither told of nor run.

    `driver`: code of the question, executed after the file; see `runner.sandbox.Program`.
    """

    def __init__(self, source: str, *, as_main: bool, seed: int, driver: str = "", tell: Tell | None = None) -> None:
        self._source = source.removeprefix("\ufeff")
        self._module = ModuleType("__main__" if as_main else "solution")
        self._as_main = as_main
        self._seed = seed
        self._driver_source = driver
        self._driver = ModuleType("driver")
        self._tell = tell

    def load(self) -> Reply:
        """Execute the file."""
        seed_generators(self._seed)
        _enter(self._module, FILE_NAME, self._source)
        if "pytest.main" in self._source:
            prepare_pytest()
        if "__file__" in self._source and self._as_main:
            # Somebody means to read it, or hands it to pytest.
            with contextlib.suppress(OSError):
                Path(FILE_NAME).write_text(self._source, encoding="utf-8")
        # Tests in the same file like to import what they test by the file's name.
        sys.modules.setdefault("solution", self._module)
        sys.argv[:] = [FILE_NAME]
        reply = attempt(self._execute)
        if reply["kind"] == "answered" and self._driver_source:
            sys.modules["solution"] = self._module
            _enter(self._driver, DRIVER_NAME, self._driver_source)
            reply = self.drive(self._execute_driver)
        return reply

    def run_own_tests(self) -> Reply:
        """Run the doctests and test functions of the file, as far as it was executed."""
        assert self._tell is not None
        OwnFunctions(self._module, self._source, FILE_NAME, worded, self._tell).run()
        return {"kind": "answered", "value": None}

    def drive(self, step: Callable[[], Reply]) -> Reply:
        """Do a step that the question's own driver may be part of, and word what it misses in the file."""
        return attempt(partial(self._naming_what_is_missing, step))

    def _execute(self) -> Reply:
        code, own_asserts = self._compiled()
        if own_asserts is not None:
            own_asserts.enter(self._module.__dict__)
        try:
            exec(code, self._module.__dict__)
        except SystemExit as leaving:
            # A script may end with sys.exit(); that is how a person's own run would end too.
            if not self._as_main or leaving.code not in (None, 0):
                raise
        finally:
            if own_asserts is not None:
                own_asserts.leave()
        return {"kind": "answered", "value": None}

    def _compiled(self) -> tuple[CodeType, OwnAsserts | None]:
        """Compile the file, its own assertions made tests where there are some."""
        if _MAY_TEST.search(self._source):
            tree = ast.parse(self._source, FILE_NAME)
            try:
                own_asserts = OwnAsserts(tree, worded, self._tell)
                return compile(tree, FILE_NAME, "exec", dont_inherit=True), own_asserts
            except RecursionError:
                # Too deep for us; it may not be for the compiler.
                pass
        return compile(self._source, FILE_NAME, "exec", dont_inherit=True), None

    def _execute_driver(self) -> Reply:
        exec(compile(self._driver_source, DRIVER_NAME, "exec", dont_inherit=True), self._driver.__dict__)
        return {"kind": "answered", "value": None}

    def _naming_what_is_missing(self, step: Callable[[], Reply]) -> Reply:
        try:
            return step()
        except AttributeError as error:
            if error.obj is not self._module or any(_own_frames(error.__traceback__)):
                raise
            return _raised("NameError", f"The file does not define `{error.name}`. {self._what_it_defines()}")
        except ImportError as error:
            wanted = re.fullmatch(r"cannot import name '(\w+)' from 'solution'.*", str(error.msg))
            if wanted is None or any(_own_frames(error.__traceback__)):
                raise
            return _raised("NameError", f"The file does not define `{wanted[1]}`. {self._what_it_defines()}")

    def function(self, entry: str) -> Callable[..., Any] | Reply:
        """Find a function by name, or say why there is none."""
        names = vars(self._driver) if entry in vars(self._driver) else vars(self._module)
        if entry not in names:
            inside = re.search(rf"^[ \t]+(?:async )?def {re.escape(entry)}\b", self._source, re.MULTILINE)
            if inside:
                line = self._source.count("\n", 0, inside.start()) + 1
                words = f"`{entry}` is defined inside of something else; it should stand at the top level."
                return _raised("NameError", words, line=line)
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


def _enter(module: ModuleType, file_name: str, source: str) -> None:
    """Make a module known, and its lines to tracebacks, warnings and `inspect`."""
    linecache.cache[file_name] = (len(source), None, source.splitlines(keepends=True), file_name)
    module.__dict__.update(__file__=file_name, __builtins__=builtins)
    sys.modules[module.__name__] = module


def attempt(step: Callable[[], Reply]) -> Reply:
    """Do a step of somebody's code and word whatever it raises."""
    try:
        return step()
    except MemoryError as error:
        return {"kind": "memory", "line": _line_of(error)}
    except NotPlain as error:
        return _raised("NotPlainData", f"The code returned {error}.")
    except BaseException as error:
        if _is_out_of_memory(error):
            return {"kind": "memory", "line": _line_of(error)}
        return worded(error)


def _is_out_of_memory(error: BaseException) -> bool:
    """PyTorch has no error of its own for it on a processor."""
    return type(error) is RuntimeError and _TORCH_WITHOUT_MEMORY in str(error)


def is_own_file(name: str | None) -> bool:
    """Say whether code of that name is the program's; a notebook's cells have names that begin with the file's."""
    return name is not None and (name == FILE_NAME or name.startswith(f"{FILE_NAME}#"))


def signature_mismatch(
    function: Callable[..., Any], entry: str, error: BaseException, n_arguments: int
) -> Reply | None:
    """Word a call whose arguments the function does not take; None when the error came from further inside."""
    if type(error) is not TypeError or any(_own_frames(error.__traceback__)):
        return None
    code = getattr(function, "__code__", None)
    line = code.co_firstlineno if isinstance(code, CodeType) and is_own_file(code.co_filename) else None
    if line is None:
        return None
    given = f"{n_arguments} argument{'' if n_arguments == 1 else 's'}"
    return _raised("TypeError", f"`{entry}` does not accept a call with {given}: {_message_of(error)}", line=line)


def worded(error: BaseException) -> Reply:
    """Word what somebody's code raised, its traceback cleaned of frames that are not its own."""
    try:
        message = _message_of(error)
        if isinstance(error, OSError) and error.errno == errno.EPERM:
            return {
                "kind": "forbidden",
                "message": f"{_type_of(error)}: {message}. {hint_on_refusal(error) or _REFUSED}",
                "line": _line_of(error),
            }
        hint, trace = hint_on(error), _render(error)
        if hint:
            # Whoever shows the traceback does not show the message beside it.
            message, trace = f"{message.rstrip('.')}. {hint}" if message else hint, f"{trace}\n{hint}"
        return _raised(_type_of(error), message, trace=trace, line=_line_of(error))
    except MemoryError:
        return {"kind": "memory", "line": None}
    except BaseException:
        return _worded_without_its_help(error)


def _worded_without_its_help(error: BaseException) -> Reply:
    """Word an error whose class raises when it is asked for words."""
    name, line = "Exception", None
    try:
        name = _type_of(error)
        line = _line_of(error)
    except BaseException:
        # Even its class or its traceback is not what it seems.
        return _raised(name, "What it says cannot be shown.")
    place = f'Traceback (most recent call last):\n  File "{FILE_NAME}", line {line}\n' if line else ""
    words = "What it says cannot be shown: its class raises when it is turned into text."
    return _raised(name, words, trace=f"{place}{name}: {words}", line=line)


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
    return "" if isinstance(error, SystemExit) else str(error)


def _line_of(error: BaseException) -> int | None:
    """Give the candidate's line that an error points at."""
    if isinstance(error, SyntaxError) and is_own_file(error.filename):
        return error.lineno
    lines = _own_frames(error.__traceback__)
    return lines[-1] if lines else None


def _own_frames(trace: TracebackType | None) -> list[int]:
    return [line for frame, line in traceback.walk_tb(trace) if is_own_file(frame.f_code.co_filename)]


def _render(error: BaseException) -> str:
    """Render a traceback of the candidate's frames alone."""
    shown = traceback.TracebackException.from_exception(error, compact=True, limit=-400)
    _keep_own_frames(shown, set())
    return "".join(shown.format()).rstrip()


def _keep_own_frames(shown: traceback.TracebackException | None, seen: set[int]) -> None:
    if shown is None or id(shown) in seen:
        return
    seen.add(id(shown))
    own: Sequence[traceback.FrameSummary] = [
        frame for frame in shown.stack if is_own_file(frame.filename) or frame.filename == DRIVER_NAME
    ]
    shown.stack = traceback.StackSummary.from_list(own)
    _keep_own_frames(shown.__cause__, seen)
    _keep_own_frames(shown.__context__, seen)
    for inner in getattr(shown, "exceptions", None) or ():
        _keep_own_frames(inner, seen)
