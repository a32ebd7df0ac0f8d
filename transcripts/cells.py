"""Splits code into notebook cells at `# %%` lines, the percent format that editors and jupytext share.

Must not know how a cell is run.
"""

import re
from itertools import pairwise
from typing import Literal

from msgspec import Struct

_MARKER = re.compile(r"^# ?%%(?P<rest>\s.*|)$")
_MARKDOWN = re.compile(r"\[(markdown|md)\]")


class Cell(Struct, frozen=True):
    """One cell of a file."""

    source: str
    """Its lines without the marker, as they stand in the file."""
    kind: Literal["code", "markdown"]
    title: str
    first_line: int
    """Line of the file, counted from 1, on which `source` begins."""


def cells_of(code: str) -> tuple[Cell, ...]:
    """Split a file at its markers. What stands before the first marker is a cell too, unless it is blank."""
    lines = code.split("\n")
    starts = [number for number, line in enumerate(lines) if _MARKER.match(line)]
    cells: list[Cell] = []
    head = lines[: starts[0]] if starts else lines
    if any(line.strip() for line in head):
        cells.append(Cell("\n".join(head), "code", "", 1))
    for start, end in pairwise([*starts, len(lines)]):
        found = _MARKER.match(lines[start])
        assert found is not None
        kind: Literal["code", "markdown"] = "markdown" if _MARKDOWN.search(found["rest"]) else "code"
        title = _MARKDOWN.sub("", found["rest"]).strip()
        cells.append(Cell("\n".join(lines[start + 1 : end]), kind, title, start + 2))
    return tuple(cells)
