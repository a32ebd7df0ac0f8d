"""Runs notebook cells one after the other in one module, from inside.

The module is `__main__`, as in a notebook. Each cell is compiled under a name of its own, so that a traceback shows the
lines that a function had when its cell ran; shown are the file's name and the lines of the whole file. Whatever this
reports is a claim. Must not know who asks for cells.
"""

import ast
import builtins
import contextlib
import io
import linecache
import re
import signal
import sys
import threading
import tokenize
from collections.abc import Callable, Container
from functools import partial
from types import FrameType, ModuleType
from typing import Any

from . import drawing
from .candidate import FILE_NAME, Reply, attempt, clip, is_own_file
from .chance import seed_generators
from .showing import Showing
from .warned import Warnings

MAX_RESULT = 8_000
MAX_ITEMS = 10_000
"""A list, tuple, set or dict with more is shown by its first few: its whole text would take time and memory."""
N_SHOWN = 100

_SHOWN_NAME = re.compile(rf'"{re.escape(FILE_NAME)}#\d+"')
_MAGIC = re.compile(r"\s*(?P<mark>[%!?]+)|.*\S\?{1,2}\s*$")

Send = Callable[[Reply], object]
SendFigure = Callable[[str, bytes], None]


class Cells:
    """The module that cells share. `send` writes a frame of the answer that is being made."""

    def __init__(self, send: Send, send_figure: SendFigure, seed: int) -> None:
        self._write = send
        self._write_figure = send_figure
        self._thread = threading.get_ident()
        self._module = ModuleType("__main__")
        self._module.__dict__.update(__builtins__=builtins)
        self._names = _OwnFiles()
        self._warnings = Warnings(self._names)
        self._n_run = 0
        self._interruptible = False
        self._interrupt_waits = False
        sys.modules["__main__"] = self._module
        sys.argv[:] = [FILE_NAME]
        seed_generators(seed)
        self._warnings.send = self._send
        self._warnings.install()
        signal.signal(signal.SIGINT, self._interrupt)

    def run(self, source: str, first_line: int) -> Reply:
        """Run a cell that begins on that line of its file, show its last value and what it has drawn."""
        self._n_run += 1
        showing, figures = self._fresh_outputs()
        self._interrupt_waits = False
        self._send({"kind": "begun"})
        reply = self._interruptibly(partial(self._execute, source, first_line, showing))
        drawn = self._interruptibly(partial(_draw, figures))
        return _for_outside(drawn if reply["kind"] == "answered" and drawn["kind"] != "answered" else reply)

    def _fresh_outputs(self) -> tuple[Showing, drawing.Drawing]:
        figures = drawing.Drawing()
        figures.send = lambda title, png: self._whole(partial(self._write_figure, title, png))
        if "matplotlib.pyplot" in sys.modules:
            figures.watch()
        showing = Showing(figures)
        showing.send = self._send
        showing.install()
        self._warnings.forget()
        # So that a cell that runs again warns again.
        self._module.__dict__.pop("__warningregistry__", None)
        return showing, figures

    def _send(self, frame: Reply) -> None:
        self._whole(partial(self._write, frame))

    def _whole(self, write: Callable[[], object]) -> None:
        """Write a frame that no interrupt cuts in two. What other threads show is left out: no answer may be open."""
        if threading.get_ident() != self._thread:
            return
        was, self._interruptible = self._interruptible, False
        try:
            write()
        finally:
            self._interruptible = was
        if was and self._interrupt_waits:
            self._interrupt_waits = False
            raise KeyboardInterrupt

    def _interrupt(self, _number: int, _frame: FrameType | None) -> None:
        if self._interruptible:
            raise KeyboardInterrupt
        self._interrupt_waits = True

    def _interruptibly(self, step: Callable[[], Reply]) -> Reply:
        reply = attempt(partial(self._open_to_interrupts, step))
        # It may have come in the very moment in which the door was being closed.
        self._interruptible = False
        return reply

    def _open_to_interrupts(self, step: Callable[[], Reply]) -> Reply:
        try:
            self._interruptible = True
            if self._interrupt_waits:
                self._interrupt_waits = False
                raise KeyboardInterrupt
            return step()
        finally:
            self._interruptible = False

    def _execute(self, source: str, first_line: int, showing: Showing) -> Reply:
        name = f"{FILE_NAME}#{self._n_run}"
        text = "\n" * (first_line - 1) + source
        linecache.cache[name] = (len(text), None, text.splitlines(keepends=True), name)
        body, last = _compiled(text, name)
        namespace = self._module.__dict__
        exec(body, namespace)
        if last is None:
            return _answered("")
        value = eval(last, namespace)
        if value is None or _ends_in_semicolon(source):
            return _answered("")
        return _answered(_result(value, showing))


class _OwnFiles(Container[str]):
    """The names that cells were compiled under."""

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and is_own_file(name)


def _compiled(text: str, name: str) -> tuple[Any, Any]:
    """Compile a cell: what is executed, and the last expression or None. Raises SyntaxError with words on magics."""
    try:
        tree = ast.parse(text, name)
        last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
        body = compile(tree, name, "exec", dont_inherit=True)
        if not isinstance(last, ast.Expr):
            return body, None
        return body, compile(ast.Expression(last.value), name, "eval", dont_inherit=True)
    except SyntaxError as error:
        hint = _hint_on_magic(text, error.lineno)
        if hint:
            error.msg = hint
        raise


def _hint_on_magic(text: str, line: int | None) -> str:
    lines = text.split("\n")
    at_fault = lines[line - 1] if line is not None and 0 < line <= len(lines) else ""
    found = _MAGIC.match(at_fault)
    if found is None:
        return ""
    mark = found["mark"] or "?"
    if mark.startswith("!"):
        return "`!` would start another program, and none can be started in here"
    if mark.startswith("?") or mark == "?":
        return "`?` belongs to Jupyter; a cell here is plain Python, so use help(...)"
    if "matplotlib" in at_fault:
        return "a line with `%` belongs to Jupyter; figures are shown without it, so take the line out"
    return "a line with `%` belongs to Jupyter; a cell here is plain Python, so take the line out"


def _ends_in_semicolon(source: str) -> bool:
    last = ""
    with contextlib.suppress(tokenize.TokenError, SyntaxError):
        for token in tokenize.generate_tokens(io.StringIO(source).readline):
            if token.type not in _SAY_NOTHING:
                last = token.string
    return last == ";"


_SAY_NOTHING = frozenset(
    (tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.ENDMARKER, tokenize.INDENT, tokenize.DEDENT)
)


def _result(value: Any, showing: Showing) -> str:
    if _is_drawn(value):
        # What plotting functions give back says nothing; the figure is shown when the cell is over.
        return ""
    if type(value) in (list, tuple, set, frozenset, dict) and len(value) > MAX_ITEMS:
        return f"{type(value).__name__} of {len(value):,} items, beginning {_beginning(value)}"
    return clip(showing.result(value), MAX_RESULT)


def _is_drawn(value: Any) -> bool:
    """Say whether a value is a part of a figure, or some of them."""
    artists = sys.modules.get("matplotlib.artist")
    if artists is None:
        return False
    figures = sys.modules["matplotlib.figure"]
    if isinstance(value, (list, tuple)) and 0 < len(value) <= N_SHOWN:
        return all(_is_drawn(item) for item in value)
    return isinstance(value, artists.Artist) and not isinstance(value, figures.Figure)


def _beginning(value: Any) -> str:
    items = [item for item, _ in zip(value.items() if type(value) is dict else value, range(N_SHOWN), strict=False)]
    return clip(repr(items), MAX_RESULT // 2)


def _draw(figures: drawing.Drawing) -> Reply:
    figures.send_open_figures()
    return _answered("")


def _answered(result: str) -> Reply:
    return {"kind": "answered", "value": {"result": result}}


def _for_outside(reply: Reply) -> Reply:
    """Show the file by its name, and let a refused act be an answer: only a program is ended for it."""
    if reply["kind"] == "raised":
        return {**reply, "traceback": _SHOWN_NAME.sub(f'"{FILE_NAME}"', reply["traceback"])}
    if reply["kind"] == "forbidden":
        return {"kind": "answered", "value": {"forbidden": reply["message"], "line": reply["line"]}}
    return reply
