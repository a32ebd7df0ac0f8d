"""Says in a few words what a value is: for a candidate who looks at what a check expected and what it got.

Must not know checks. Words are cut to a width, so they never carry a whole array.
"""

from collections.abc import Mapping

import numpy as np

from runner.plain import Table

_FIRST = 6
_FIRST_COLUMNS = 8


def describe(value: object, *, width: int = 160) -> str:
    """Say what a value is on one line: kind, shape, dtype and as much of the content as fits."""
    if type(value) is np.ndarray:
        return _cut(_array(value), width)
    if isinstance(value, Table):
        return _cut(_table(value), width)
    if isinstance(value, Mapping):
        return _cut("{" + ", ".join(f"{key!r}: {describe(part, width=60)}" for key, part in value.items()) + "}", width)
    if isinstance(value, (list, tuple)):
        inner = ", ".join(describe(part, width=60) for part in value[:_FIRST]) + (", …" if len(value) > _FIRST else "")
        if isinstance(value, tuple):
            return _cut(f"({inner},)" if len(value) == 1 else f"({inner})", width)
        return _cut(f"[{inner}]", width)
    return _cut(repr(value), width)


def kind_of(value: object) -> str:
    """Say what kind of thing a value is, as in "it is a list of 3"."""
    if value is None:
        return "None (is a return statement missing?)"
    if isinstance(value, (list, tuple)):
        return f"a {type(value).__name__} of {len(value)}"
    names = {np.ndarray: "one array", Table: "a table", dict: "a dict", str: "a string", bool: "a boolean"}
    return names.get(type(value), "a number" if isinstance(value, (int, float)) else f"a {type(value).__name__}")


def _array(value: "np.ndarray") -> str:
    if not value.shape:
        return repr(value.item())
    with np.printoptions(threshold=12, edgeitems=3, precision=5, suppress=False, linewidth=1000):
        body = np.array2string(value, separator=", ").replace("\n", " ")
    return f"array {value.shape} {value.dtype}: {' '.join(body.split())}"


def _table(table: Table) -> str:
    n_rows = len(next(iter(table.columns.values()), ()))
    columns = [
        f"{name} ({column.dtype if isinstance(column, np.ndarray) else 'text'})"
        for name, column in list(table.columns.items())[:_FIRST_COLUMNS]
    ]
    more = ", …" if len(table.columns) > _FIRST_COLUMNS else ""
    return f"table of {n_rows} rows, columns {', '.join(columns)}{more}"


def _cut(text: str, width: int) -> str:
    return text if len(text) <= width else text[: width - 1] + "…"
