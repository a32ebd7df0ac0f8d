"""Turns what the program returned into plain values, and plain tables into data frames.

Conversion is by exact type: a subclass is copied into its plain base, so nothing with behaviour of its own goes out.
"""

import sys
from collections.abc import Iterator, Mapping
from types import CoroutineType, FunctionType, GeneratorType
from typing import Any

import numpy as np

from .codec import MAX_DEPTH, Array, Column, Columns, NotPlain


def columns_of(value: object) -> Mapping[str, Column] | None:
    """Give the columns of a table that is ready to cross."""
    return value.columns if type(value) is Columns else None


def frame_from_columns(columns: dict[str, Column]) -> Any:
    """Build the data frame that the program sees for a table, as reading it from a file would have given it."""
    import pandas as pd

    return pd.DataFrame({name: list(c) if type(c) is tuple else c for name, c in columns.items()})


def to_plain(value: Any, holders: tuple[int, ...] = ()) -> Any:
    """Convert a result. Raises NotPlain, whose message completes "The code returned …".

    `holders`: ids of the containers that the value lies in.
    """
    if id(value) in holders:
        raise NotPlain(f"a {type(value).__name__} that holds itself, which has no end")
    if len(holders) > MAX_DEPTH:
        raise NotPlain(f"a value nested more than {MAX_DEPTH} levels deep")
    kind = type(value)
    if value is None or kind in (bool, int, float, str):
        return value
    if kind is np.ndarray:
        return _plain_array(value)
    pandas = sys.modules.get("pandas")
    if pandas is not None and isinstance(value, (pandas.DataFrame, pandas.Series, pandas.Index)):
        return _from_pandas(value, pandas)
    torch = sys.modules.get("torch")
    if torch is not None and isinstance(value, torch.Tensor):
        return _plain_array(_from_tensor(value, torch))
    if isinstance(value, np.ndarray):
        return _plain_array(_without_subclass(value))
    if isinstance(value, np.generic):
        return _plain_scalar(value)
    return _plain_container(value, (*holders, id(value)))


def _plain_container(value: Any, holders: tuple[int, ...]) -> Any:
    if isinstance(value, dict):
        for key in dict.keys(value):
            if not isinstance(key, str):
                raise NotPlain(f"a dict with a key of type {type(key).__name__}; keys must be strings")
        return {str.__str__(key): to_plain(item, holders) for key, item in dict.items(value)}
    if isinstance(value, list):
        return [to_plain(item, holders) for item in list.__iter__(value)]
    if isinstance(value, tuple):
        return tuple(to_plain(item, holders) for item in tuple.__iter__(value))
    if isinstance(value, range):
        return list(value)
    for base in (int, float, str):
        if isinstance(value, base):
            return base.__add__(value, base())  # type: ignore[operator]
    raise NotPlain(_describe(value))


def _plain_array(value: Array) -> Array:
    if value.dtype.kind == "O":
        raise NotPlain(
            "an array of dtype object, which NumPy makes of rows of different lengths or of mixed values; "
            "return an array of numbers"
        )
    return value


def _without_subclass(value: Array) -> Array:
    if isinstance(value, np.ma.MaskedArray):
        raise NotPlain("a masked array; fill it (`.filled(...)`) or return the data and the mask apart")
    if value.dtype.names is not None:
        raise NotPlain("a record array; return one array for each field")
    return np.array(value, subok=False)


def _from_tensor(tensor: Any, torch: Any) -> Array:
    """Give a tensor's values as an array, cut off from its graph. What NumPy has no number for becomes float32."""
    if tensor.layout is not torch.strided:
        raise NotPlain("a sparse tensor; return `.to_dense()`")
    if tensor.is_quantized:
        raise NotPlain("a quantized tensor; return `.dequantize()`")
    if tensor.is_complex():
        raise NotPlain("a complex tensor; return its real and imaginary parts")
    tensor = tensor.detach().cpu()
    if tensor.dtype is torch.bfloat16:
        tensor = tensor.float()
    # A copy: what is sent must not change when the tensor does.
    return np.array(tensor.resolve_neg().numpy(), subok=False)


def _plain_scalar(value: np.generic) -> Any:
    plain = value.item()
    if type(plain) not in (bool, int, float, str):
        raise NotPlain(f"a scalar of type {type(value).__name__}; return a number, a truth value or text")
    return plain


def _from_pandas(value: Any, pandas: Any) -> Any:
    if isinstance(value, pandas.DataFrame):
        names = [str(name) for name in value.columns]
        if len(set(names)) < len(names):
            raise NotPlain("a data frame with two columns of the same name")
        return Columns({name: _column(value.iloc[:, i], name) for i, name in enumerate(names)})
    column = _column(value, str(value.name))
    if type(column) is not tuple:
        return column
    return list(column) if None in column else np.array(column, dtype=np.str_)


def _column(series: Any, name: str) -> Column:
    """Give a series as numbers, truth values or texts; missing numbers are NaN, missing texts None."""
    import pandas as pd

    dtype = series.dtype
    missing = np.asarray(series.isna(), dtype=bool)
    if isinstance(dtype, np.dtype) and dtype.kind in "biuf":
        return np.array(series.to_numpy(), subok=False)
    if pd.api.types.is_bool_dtype(dtype) and not missing.any():
        return np.array(series.to_numpy(dtype=bool), subok=False)
    if pd.api.types.is_numeric_dtype(dtype) and not pd.api.types.is_complex_dtype(dtype):
        wanted = np.float64 if missing.any() or pd.api.types.is_float_dtype(dtype) else np.int64
        return np.array(series.to_numpy(dtype=wanted, **({"na_value": np.nan} if missing.any() else {})), subok=False)
    if pd.api.types.is_datetime64_any_dtype(dtype):
        return tuple(None if gone else item.isoformat() for item, gone in zip(series, missing, strict=True))
    items = [None if gone else item for item, gone in zip(series, missing, strict=True)]
    if all(item is None or isinstance(item, str) for item in items):
        return tuple(None if item is None else str.__str__(item) for item in items)
    numbers = [item for item in items if item is not None]
    if all(isinstance(item, (bool, int, float, np.number, np.bool_)) for item in numbers):
        return np.array([np.nan if item is None else float(item) for item in items])
    strange = next(item for item in items if item is not None and not isinstance(item, str))
    raise NotPlain(f"a table whose column {name!r} holds objects of type {type(strange).__name__}")


def _describe(value: Any) -> str:
    if isinstance(value, GeneratorType):
        return "a generator; return the values themselves, for example with list(...)"
    if isinstance(value, CoroutineType):
        return "a coroutine; the function is `async` and was not awaited"
    if isinstance(value, FunctionType):
        return f"a function ({getattr(value, '__name__', '?')}); return what it gives instead"
    if isinstance(value, type):
        return f"the class {value.__name__}; return plain data instead"
    if isinstance(value, (set, frozenset)):
        return "a set, which has no order; return a sorted list or an array"
    if isinstance(value, complex):
        return "a complex number; return its real and imaginary parts"
    if isinstance(value, (bytes, bytearray, memoryview)):
        return "bytes; return text or an array of numbers"
    name = type(value).__name__
    torch = sys.modules.get("torch")
    if torch is not None and isinstance(value, torch.nn.Module):
        return f"a module of PyTorch ({name}); return what it computes"
    if type(value).__module__.startswith("scipy.sparse"):
        return f"a sparse matrix ({name}); return `.toarray()`"
    if isinstance(value, Iterator):
        return f"an iterator of type {name}; return the values themselves, for example with list(...)"
    return f"an object of type {name}; return numbers, text, arrays, tables, lists, tuples or dicts"
