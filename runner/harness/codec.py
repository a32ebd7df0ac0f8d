"""Plain values as bytes: what travels over the channel, in both directions.

Shared by both sides, so it imports NumPy and the standard library alone. `decode` trusts nothing: every length is
checked against what is really there before anything is allocated, types come from a closed list, and nothing is ever
evaluated, unpickled or looked up by name.

A frame is a length (four bytes, little-endian) and one encoded value. A value is a tag byte and its content:

    N none   T true   F false   I integer   D float   S text   L list   U tuple   M dict   A array   C texts   P table
"""

import hashlib
import struct
from collections.abc import Callable, Mapping
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

MAX_DEPTH: Final = 16
MAX_NODES: Final = 250_000
"""Values in one frame; an array or a column counts as one."""
MAX_DIMENSIONS: Final = 8
MAX_INTEGER_BYTES: Final = 512
MAX_COLUMNS: Final = 4096
MAX_TEXTS: Final = 2_000_000
"""Texts of all columns of one frame: each takes ten times the memory of its bytes, on the side that reads it."""
MAX_ANSWER_BYTES: Final = 64 * 1024 * 1024
MAX_REQUEST_BYTES: Final = 512 * 1024 * 1024

_GATHERED_BYTES: Final = 16 * 1024
"""Up to so many bytes are copied to save a piece of their own."""

HEADER: Final = struct.Struct("<I")
_U16, _U32, _U64, _F64 = struct.Struct("<H"), struct.Struct("<I"), struct.Struct("<Q"), struct.Struct("<d")

_DTYPES: Final = {
    code: np.dtype(name)
    for code, name in enumerate(
        ("?", "<i1", "<i2", "<i4", "<i8", "<u1", "<u2", "<u4", "<u8", "<f2", "<f4", "<f8"),
        start=1,
    )
}
_CODES: Final = {dtype: code for code, dtype in _DTYPES.items()}
_HEADS: Final = {dtype: b"A" + bytes([code]) for dtype, code in _CODES.items()}
_TEXT_CODE: Final = 32
"""Fixed-width text, stored as UCS-4; the width follows."""

Array = NDArray[Any]
Column = Array | tuple[str | None, ...]
Buffer = bytes | bytearray | memoryview


class NotPlain(Exception):
    """A value that may not cross. The message completes "The code returned …"."""


class BadBytes(Exception):
    """Bytes that no honest encoder wrote."""


class Columns:
    """A table on its way: column names to one-dimensional arrays or tuples of texts, all of one length."""

    def __init__(self, columns: Mapping[str, Column]) -> None:
        self.columns = columns


def encode(value: object, max_bytes: int, columns_of: Callable[[object], Mapping[str, Column] | None]) -> list[Buffer]:
    """Encode a plain value into a list of buffers, the frame's header first: as few as can be without copying much.

    Raises NotPlain.

    `columns_of` gives the columns of whatever stands for a table on this side, and None for anything else.
    """
    writer = _Writer(columns_of, HEADER.size)
    writer.put(value, 0)
    size = writer.size - HEADER.size
    if size > max_bytes:
        raise NotPlain(f"{_megabytes(size)} of data; at most {_megabytes(max_bytes)} can be handed over")
    HEADER.pack_into(writer.buffers[0], 0, size)
    return writer.buffers


def decode(data: Buffer, make_table: Callable[[dict[str, Column]], Any]) -> Any:
    """Decode one value; `make_table` builds this side's form of a table. Raises BadBytes."""
    reader = _Reader(memoryview(data), make_table)
    try:
        value = reader.value(0)
    except (struct.error, UnicodeDecodeError, ValueError, OverflowError, IndexError) as error:
        raise BadBytes(str(error)) from error
    if reader.left:
        raise BadBytes(f"{reader.left} bytes too many")
    return value


def fingerprint(value: object, columns_of: Callable[[object], Mapping[str, Column] | None]) -> bytes:
    """Hash a plain value's content: type, dtype, shape and bits. Raises NotPlain."""
    writer = _Writer(columns_of)
    writer.put(value, 0)
    digest = hashlib.blake2b(digest_size=32)
    for buffer in writer.buffers:
        digest.update(buffer)
    return digest.digest()


def _megabytes(n_bytes: int) -> str:
    return f"{n_bytes / 2**20:.0f} MiB" if n_bytes >= 2**20 else f"{n_bytes} bytes"


class _Writer:
    """Collects the buffers of one value, behind some bytes that are left free.

    What is small is gathered, so that a frame is mostly one piece, and a piece one system call.
    """

    def __init__(self, columns_of: Callable[[object], Mapping[str, Column] | None], n_free: int = 0) -> None:
        self._gathered = bytearray(n_free)
        self.buffers: list[Buffer] = [self._gathered]
        self.size = n_free
        self._columns_of = columns_of
        self._n_nodes = self._n_texts = 0

    def put(self, value: object, depth: int) -> None:
        self._n_nodes += 1
        if self._n_nodes > MAX_NODES:
            raise NotPlain(f"more than {MAX_NODES:,} separate values; an array holds any number of them")
        if depth > MAX_DEPTH:
            raise NotPlain(f"a value nested more than {MAX_DEPTH} levels deep")
        kind = type(value)
        if value is None:
            self._add(b"N")
        elif value is True or value is False:
            self._add(b"T" if value else b"F")
        elif kind is int:
            self._integer(value)  # type: ignore[arg-type]
        elif kind is float:
            self._add(b"D" + _F64.pack(value))
        elif kind is str:
            self._text(b"S", value)  # type: ignore[arg-type]
        elif kind is list or kind is tuple:
            self._sequence(value, depth)  # type: ignore[arg-type]
        elif kind is dict:
            self._mapping(value, depth)  # type: ignore[arg-type]
        elif kind is np.ndarray:
            self._array(value)  # type: ignore[arg-type]
        else:
            self._table_or_refuse(value, depth)

    def _add(self, buffer: Buffer) -> None:
        self.size += len(buffer)
        if len(buffer) <= _GATHERED_BYTES:
            self._gathered += buffer
        else:
            self._gathered = bytearray()
            self.buffers += [buffer, self._gathered]

    def _integer(self, value: int) -> None:
        n_bytes = value.bit_length() // 8 + 1
        if n_bytes > MAX_INTEGER_BYTES:
            raise NotPlain(f"an integer of {n_bytes} bytes; at most {MAX_INTEGER_BYTES} can be handed over")
        self._add(b"I" + _U16.pack(n_bytes) + value.to_bytes(n_bytes, "little", signed=True))

    def _text(self, tag: bytes, value: str) -> None:
        try:
            data = value.encode()
        except UnicodeEncodeError as error:
            raise NotPlain("text that cannot be written as UTF-8") from error
        self._add(tag + _U32.pack(len(data)) + data)

    def _sequence(self, value: list[Any] | tuple[Any, ...], depth: int) -> None:
        self._add((b"L" if type(value) is list else b"U") + _U32.pack(len(value)))
        for item in value:
            self.put(item, depth + 1)

    def _mapping(self, value: dict[Any, Any], depth: int) -> None:
        self._add(b"M" + _U32.pack(len(value)))
        for key, item in value.items():
            if type(key) is not str:
                raise NotPlain(f"a dict with a key of type {type(key).__name__}; keys must be strings")
            self._text(b"", key)
            self.put(item, depth + 1)

    def _array(self, value: Array) -> None:
        if value.ndim > MAX_DIMENSIONS:
            raise NotPlain(f"an array of {value.ndim} dimensions; at most {MAX_DIMENSIONS} can be handed over")
        if not value.size and max(value.shape) > MAX_REQUEST_BYTES:
            raise NotPlain(f"an empty array of shape {value.shape}; no length may be beyond {MAX_REQUEST_BYTES:,}")
        dtype = value.dtype
        head = _HEADS.get(dtype)
        if head is None:
            dtype = dtype.newbyteorder("<")
            head = _head_of(dtype)
        self._add(head + struct.pack(f"<B{value.ndim}Q", value.ndim, *value.shape))
        if 0 < value.nbytes <= _GATHERED_BYTES:
            self._add(value.astype(dtype, copy=False).tobytes())
        elif value.nbytes:
            flat = np.array(value, dtype=dtype, order="C", copy=None).reshape(-1)
            self._add(flat.view(np.uint8).data)

    def _table_or_refuse(self, value: object, depth: int) -> None:
        columns = self._columns_of(value)
        if columns is not None:
            self._table(columns)
        elif isinstance(value, np.generic) and type(value.item()) in (bool, int, float, str):
            self.put(value.item(), depth)
        else:
            raise NotPlain(f"an object of type {type(value).__name__}; only plain data can be handed over")

    def _table(self, columns: Mapping[str, Column]) -> None:
        if len(columns) > MAX_COLUMNS:
            raise NotPlain(f"a table of {len(columns)} columns; at most {MAX_COLUMNS} can be handed over")
        if len({len(column) for column in columns.values()}) > 1:
            raise NotPlain("a table whose columns differ in length")
        self._add(b"P" + _U32.pack(len(columns)))
        for name, column in columns.items():
            self._text(b"", name)
            if type(column) is tuple:
                self._texts(column)
            elif type(column) is np.ndarray and column.ndim == 1:
                self._array(column)
            else:
                raise NotPlain(f"a table whose column {name!r} is neither a flat array nor a tuple of texts")

    def _texts(self, column: tuple[str | None, ...]) -> None:
        self._n_texts += len(column)
        if self._n_texts > MAX_TEXTS:
            raise NotPlain(f"columns of more than {MAX_TEXTS:,} texts in all; fewer can be handed over")
        try:
            parts = [None if text is None else text.encode() for text in column]
        except (UnicodeEncodeError, AttributeError) as error:
            raise NotPlain("a column of texts with something else in it") from error
        lengths = np.array([-1 if part is None else len(part) for part in parts], dtype="<i4")
        self._add(b"C" + _U32.pack(len(parts)))
        self._add(lengths.tobytes())
        self._add(b"".join(part for part in parts if part))


class _Reader:
    """Walks through one frame."""

    def __init__(self, data: memoryview, make_table: Callable[[dict[str, Column]], Any]) -> None:
        self._data = data
        self._size = len(data)
        self._at = 0
        self._n_nodes = self._n_texts = 0
        self._make_table = make_table

    @property
    def left(self) -> int:
        return self._size - self._at

    def value(self, depth: int) -> Any:
        self._n_nodes += 1
        if depth > MAX_DEPTH or self._n_nodes > MAX_NODES:
            raise BadBytes("too deep or too many values")
        tag = bytes(self._take(1))
        match tag:
            case b"A":
                return self._array()
            case b"S":
                return self._text()
            case b"M":
                return self._mapping(depth)
            case b"L" | b"U":
                items = [self.value(depth + 1) for _ in range(self._count(1))]
                return items if tag == b"L" else tuple(items)
            case b"I":
                return int.from_bytes(self._take(self._integer_size()), "little", signed=True)
            case b"D":
                return _F64.unpack(self._take(8))[0]
            case b"N":
                return None
            case b"T" | b"F":
                return tag == b"T"
            case b"P":
                return self._table()
            case _:
                raise BadBytes(f"unknown tag {tag!r}")

    def _take(self, n_bytes: int) -> memoryview:
        start = self._at
        end = start + n_bytes
        if end > self._size:
            raise BadBytes("cut short")
        self._at = end
        return self._data[start:end]

    def _u32(self) -> int:
        return _U32.unpack(self._take(4))[0]  # type: ignore[no-any-return]

    def _count(self, least_bytes_each: int) -> int:
        count = self._u32()
        if count * least_bytes_each > self.left:
            raise BadBytes("a count larger than what follows")
        return count

    def _integer_size(self) -> int:
        size = int(_U16.unpack(self._take(2))[0])
        if not 0 < size <= MAX_INTEGER_BYTES:
            raise BadBytes("an integer of a wrong size")
        return size

    def _text(self) -> str:
        return str(self._take(self._u32()), "utf-8")

    def _mapping(self, depth: int) -> dict[str, Any]:
        result: dict[str, Any] = {}
        for _ in range(self._count(5)):
            key = self._text()
            if key in result:
                raise BadBytes("a key twice")
            result[key] = self.value(depth + 1)
        return result

    def _array(self) -> Array:
        code = self._take(1)[0]
        if code == _TEXT_CODE:
            width = self._u32()
            if not 0 < width <= MAX_ANSWER_BYTES:
                raise BadBytes("a text array of a wrong width")
            dtype = np.dtype(f"<U{width}")
        elif code in _DTYPES:
            dtype = _DTYPES[code]
        else:
            raise BadBytes(f"unknown dtype {code}")
        n_dimensions = self._take(1)[0]
        if n_dimensions > MAX_DIMENSIONS:
            raise BadBytes("too many dimensions")
        shape = struct.unpack(f"<{n_dimensions}Q", self._take(8 * n_dimensions))
        n_bytes = dtype.itemsize
        for size in shape:
            # Each step is bounded, so the product of hostile dimensions cannot grow without end.
            if size > MAX_REQUEST_BYTES:
                raise BadBytes("a dimension larger than any frame")
            n_bytes *= size
        raw = self._take(n_bytes)
        _check_content(raw, dtype)
        # A copy: writable, aligned, and not holding on to the frame.
        flat = np.frombuffer(raw, dtype=dtype)
        return (flat.reshape(shape) if n_dimensions != 1 else flat).copy()

    def _table(self) -> Any:
        n_columns = self._count(5)
        if n_columns > MAX_COLUMNS:
            raise BadBytes("too many columns")
        columns: dict[str, Column] = {}
        for _ in range(n_columns):
            name = self._text()
            if name in columns:
                raise BadBytes("a column twice")
            tag = bytes(self._take(1))
            column: Column = self._array() if tag == b"A" else self._texts(tag)
            if isinstance(column, np.ndarray) and column.ndim != 1:
                raise BadBytes("a column that is not flat")
            columns[name] = column
        if len({len(column) for column in columns.values()}) > 1:
            raise BadBytes("columns of different lengths")
        return self._make_table(columns)

    def _texts(self, tag: bytes) -> tuple[str | None, ...]:
        if tag != b"C":
            raise BadBytes("a column of an unknown kind")
        n_rows = self._count(4)
        self._n_texts += n_rows
        if self._n_texts > MAX_TEXTS:
            raise BadBytes("too many texts")
        lengths = np.frombuffer(self._take(4 * n_rows), dtype="<i4")
        if n_rows and int(lengths.min()) < -1:
            raise BadBytes("a text of negative length")
        return tuple(None if n < 0 else str(self._take(n), "utf-8") for n in lengths.tolist())


def _head_of(dtype: np.dtype[Any]) -> bytes:
    """Give what an array begins with. Raises NotPlain for what may not cross."""
    if dtype.kind == "U":
        return b"A" + bytes([_TEXT_CODE]) + _U32.pack(dtype.itemsize // 4)
    if dtype not in _HEADS:
        raise NotPlain(f"an array of dtype {dtype}; only booleans, numbers and text can be handed over")
    return _HEADS[dtype]


def _check_content(raw: memoryview, dtype: np.dtype[Any]) -> None:
    """Refuse bits that NumPy takes for granted not to exist."""
    kind = dtype.kind
    if kind == "f":
        return
    if kind == "b" and raw.nbytes and int(np.frombuffer(raw, dtype=np.uint8).max()) > 1:
        raise BadBytes("a truth value that is neither")
    if kind == "U" and raw.nbytes:
        points = np.frombuffer(raw, dtype="<u4")
        if int(points.max()) > 0x10FFFF or bool(np.any((points >= 0xD800) & (points <= 0xDFFF))):
            raise BadBytes("text outside Unicode")
