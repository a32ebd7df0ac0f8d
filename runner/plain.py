"""Plain values: all that may cross the wall of the sandbox, in either direction."""

from collections.abc import Mapping
from typing import Any, TypeAlias

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray


class Table(Struct, frozen=True):
    """A table as plain columns of equal length; inside the sandbox the code sees a `pandas.DataFrame`.

    A column is a one-dimensional array of numbers or booleans, or a tuple of strings with None for missing.
    """

    columns: Mapping[str, "NDArray[Any] | tuple[str | None, ...]"]


Plain: TypeAlias = (
    "bool | int | float | str | NDArray[Any] | Table | list[Plain] | tuple[Plain, ...] | dict[str, Plain] | None"
)
"""Arrays have dtype bool, int8-64, uint8-64, float16/32/64 or a fixed-width string; no objects, no subclasses."""

ARRAY_KINDS = frozenset("biufU")


def is_plain_array(value: object) -> bool:
    """Say whether a value is an ndarray (not of a subclass) of a dtype that may cross."""
    return type(value) is np.ndarray and value.dtype.kind in ARRAY_KINDS
