"""Shows values the way a person wants to see them: tables in rows and columns, figures as pictures, the rest in words.

Everything here is called by the program's own code, so what a value's methods raise is the program's. Tables are cut to
what a person reads before they are sent. Must not know who is shown what, or when a run begins.
"""

import builtins
import re
import sys
from collections.abc import Callable, Sequence
from typing import Any, Final

import numpy as np

from .drawing import Drawing

MAX_TABLES: Final = 16
MAX_ROWS: Final = 60
"""Rows of one table that are sent: the first, a row of dots, the last."""
MAX_COLUMNS: Final = 30
MAX_CELL: Final = 120
"""Characters of one cell, of an index label or a column's name."""
MAX_TEXT: Final = 20_000
"""Characters of a value's short form."""
GAP: Final = "…"
"""Stands for the rows or columns in the middle that were left out."""

Claims = dict[str, Any]
Send = Callable[[Claims], object]

_ADDRESS = re.compile(r"\bat 0x[0-9a-fA-F]{4,}")
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")


class Showing:
    """What one program shows. `send` takes a table's claims; until it is set, nothing is shown."""

    def __init__(self, figures: Drawing) -> None:
        self.send: Send | None = None
        self._figures = figures
        self._n_tables = 0

    def install(self) -> None:
        """Make `display` a builtin of this process."""
        vars(builtins)["display"] = self.display

    def display(self, *values: Any) -> None:
        """Show values: data frames and series as tables, figures as pictures, anything else as its short form."""
        for value in values:
            text = self.result(value)
            if text:
                print(text)

    def result(self, value: Any) -> str:
        """Show a value as a table or a figure and give "", or give its short form as text."""
        if self._figures.send_one(value):
            return ""
        claims = table_of(value)
        if claims is None:
            return short_form(value)
        if self.send is None:
            return ""
        self._n_tables += 1
        if self._n_tables <= MAX_TABLES:
            self.send(claims)
        elif self._n_tables == MAX_TABLES + 1:
            print(f"More than {MAX_TABLES} tables; the others were left out.", file=sys.stderr)
        return ""


def table_of(value: Any) -> Claims | None:
    """Give the claims of a table for a data frame, a series or a structured array; None for anything else."""
    pandas = sys.modules.get("pandas")
    if pandas is not None and isinstance(value, pandas.Series):
        return _from_frame(value.to_frame("" if value.name is None else value.name), title=_title(value))
    if pandas is not None and isinstance(value, pandas.DataFrame):
        return _from_frame(value, title="")
    if isinstance(value, np.ndarray) and value.dtype.names and value.ndim == 1:
        return _from_records(value)
    return None


def writable(text: str) -> str:
    """Replace what UTF-8 cannot write, and have the text be of no class but its own."""
    return str.__str__(text).encode("utf-8", "replace").decode()


def short_form(value: Any) -> str:
    """Give a value's `repr`, cut to what a person reads."""
    # Where an object lies differs from run to run.
    text = _ADDRESS.sub("at 0x…", writable(repr(value)))
    return text if len(text) <= MAX_TEXT else f"{text[:MAX_TEXT]} [… cut]"


def _title(series: Any) -> str:
    return "" if series.name is None else _cell(series.name)


def _from_frame(frame: Any, *, title: str) -> Claims:
    n_rows, n_columns = frame.shape
    at_columns, at_rows = _kept(n_columns, MAX_COLUMNS), _kept(n_rows, MAX_ROWS)
    columns = [(_label(frame.columns[at]), frame.iloc[:, at]) for at in at_columns if at is not None]
    rows = [at for at in at_rows if at is not None]
    cells = [_column_cells(column.iloc[rows]) for _, column in columns]
    return _claims(
        names=[name for name, _ in columns],
        dtypes=[str(column.dtype) for _, column in columns],
        index=[_label(label) for label in frame.index[rows]],
        cells=cells,
        shape=(n_rows, n_columns),
        title=title,
    )


def _from_records(records: Any) -> Claims:
    names = list(records.dtype.names)
    wanted = [names[at] for at in _kept(len(names), MAX_COLUMNS) if at is not None]
    rows = [at for at in _kept(len(records), MAX_ROWS) if at is not None]
    return _claims(
        names=[_cell(name) for name in wanted],
        dtypes=[str(records.dtype[name]) for name in wanted],
        index=[str(at) for at in rows],
        cells=[[_cell(item) for item in records[name][rows]] for name in wanted],
        shape=(len(records), len(names)),
        title="",
    )


def _claims(
    *, names: list[str], dtypes: list[str], index: list[str], cells: list[list[str]], shape: tuple[int, int], title: str
) -> Claims:
    """Put the parts together, with dots where rows or columns are missing. `cells`: column by column."""
    n_rows, n_columns = shape
    if n_columns > len(names):
        at = _kept(n_columns, MAX_COLUMNS).index(None)
        names, dtypes = [*names[:at], GAP, *names[at:]], [*dtypes[:at], "", *dtypes[at:]]
        cells = [*cells[:at], [GAP] * len(index), *cells[at:]]
    rows = [list(row) for row in zip(*cells, strict=True)] if cells else [[] for _ in index]
    if n_rows > len(index):
        at = _kept(n_rows, MAX_ROWS).index(None)
        index, rows = [*index[:at], GAP, *index[at:]], [*rows[:at], [GAP] * len(names), *rows[at:]]
    return {
        "kind": "table",
        "columns": names,
        "dtypes": [writable(dtype)[:MAX_CELL] for dtype in dtypes],
        "index": index,
        "rows": rows,
        "n_rows": int(n_rows),
        "n_columns": int(n_columns),
        "title": title,
    }


def _kept(n_there: int, n_most: int) -> Sequence[int | None]:
    """Positions that are shown of so many; None stands for the gap."""
    if n_there <= n_most:
        return range(n_there)
    n_head = n_most // 2
    n_tail = n_most - n_head - 1
    return [*range(n_head), None, *range(n_there - n_tail, n_there)]


def _column_cells(column: Any) -> list[str]:
    missing = column.isna().tolist()
    return [_missing(item) if gone is True else _cell(item) for item, gone in zip(column, missing, strict=True)]


def _missing(item: Any) -> str:
    return {"NoneType": "None", "NaTType": "NaT", "NAType": "<NA>"}.get(type(item).__name__, "NaN")


def _label(label: Any) -> str:
    """Word an index label or a column's name; the levels of a compound one are strung together."""
    return ", ".join(_cell(part) for part in label)[:MAX_CELL] if type(label) is tuple else _cell(label)


def _cell(item: Any) -> str:
    if isinstance(item, (float, np.floating)):
        text = f"{item:.6g}"
    elif isinstance(item, np.datetime64):
        text = str(item)
    else:
        # Text is shown without quotes, but what would break a line or hide is spelled out.
        text = item if type(item) is str else str(item)
    text = _CONTROLS.sub(lambda found: repr(found[0])[1:-1], writable(text)[: MAX_CELL + 1])
    return text if len(text) <= MAX_CELL else f"{text[: MAX_CELL - 1]}…"
