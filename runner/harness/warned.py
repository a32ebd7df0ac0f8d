"""Catches Python's warnings with the line of the program that caused them, each place once.

`warnings.catch_warnings`, filters and `-W error` inside the program work as they always do: only what would have been
printed comes here. Must not know who is told.
"""

import sys
import warnings
from collections.abc import Callable, Container
from types import FrameType
from typing import Any, Final

from .showing import writable

MAX_WARNINGS: Final = 40
MAX_MESSAGE: Final = 1_000

Claims = dict[str, Any]
Send = Callable[[Claims], object]


class Warnings:
    """The warnings of one program. `send` takes a warning's claims; until it is set, they are printed as usual.

    `file_names`: the names that the program's code was compiled under.
    """

    def __init__(self, file_names: Container[str]) -> None:
        self.send: Send | None = None
        self._file_names = file_names
        self._seen: set[tuple[str, str, int | None]] = set()
        self._print = warnings.showwarning

    def install(self) -> None:
        """Take the place of what prints warnings."""
        warnings.showwarning = self._show

    def forget(self) -> None:
        """Tell of places again that were told of already: for another cell."""
        self._seen.clear()

    def _show(
        self,
        message: Warning | str,
        category: type[Warning],
        filename: str,
        lineno: int,
        file: Any = None,
        line: str | None = None,
    ) -> None:
        if self.send is None or file is not None:
            self._print(message, category, filename, lineno, file, line)
            return
        place = lineno if filename in self._file_names else line_of_caller(self._file_names)
        text, name = writable(str(message)[:MAX_MESSAGE]), writable(str(category.__name__)[:100])
        if (name, text, place) in self._seen:
            return
        self._seen.add((name, text, place))
        if len(self._seen) <= MAX_WARNINGS:
            self.send({"kind": "warned", "category": name, "message": text, "line": place})
        elif len(self._seen) == MAX_WARNINGS + 1:
            print(f"More than {MAX_WARNINGS} warnings; the others were left out.", file=sys.stderr)


def line_of_caller(file_names: Container[str]) -> int | None:
    """Line of the innermost frame of the program's own that is running now."""
    frame: FrameType | None = sys._getframe()  # noqa: SLF001 - no public way to walk one's callers is as cheap
    while frame is not None:
        if frame.f_code.co_filename in file_names:
            return frame.f_lineno
        frame = frame.f_back
    return None
