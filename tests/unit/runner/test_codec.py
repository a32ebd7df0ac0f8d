"""The codec hands over what is plain, and meets any bytes at all with a value or `BadBytes`."""

import struct

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from runner.harness import codec
from runner.plain import Table

LIMIT = 1 << 20


def columns_of(value):
    return value.columns if isinstance(value, Table) else None


def encoded(value) -> bytes:
    return b"".join(codec.encode(value, LIMIT, columns_of))[codec.HEADER.size :]


def decoded(data: bytes):
    return codec.decode(data, Table)


plain = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner) | st.tuples(inner, inner) | st.dictionaries(st.text(), inner),
    max_leaves=30,
)


@given(plain)
def test_what_is_plain_comes_back_equal_and_of_the_same_type(value):
    assert repr(decoded(encoded(value))) == repr(value)


@settings(max_examples=300)
@given(st.binary(max_size=200))
def test_any_bytes_give_a_value_or_are_refused(data):
    try:
        decoded(data)
    except codec.BadBytes:
        return


VALUES = [
    {"a": [1, 2.5, "x"], "b": np.arange(12.0).reshape(3, 4), "c": Table({"s": ("x", None), "n": np.arange(2)})},
    [np.array([True, False]), np.array(["ab", "c"]), (None, -5, 2**70)],
]


@settings(max_examples=300)
@given(st.sampled_from(VALUES), st.data())
def test_a_damaged_frame_is_refused_or_is_another_plain_value(value, data):
    frame = bytearray(encoded(value))
    for _ in range(data.draw(st.integers(1, 4))):
        frame[data.draw(st.integers(0, len(frame) - 1))] = data.draw(st.integers(0, 255))
    frame = frame[: data.draw(st.integers(0, len(frame)))] if data.draw(st.booleans()) else frame
    try:
        decoded(bytes(frame))
    except codec.BadBytes:
        return


def array_frame(code: int, shape: tuple[int, ...], content: bytes = b"") -> bytes:
    return b"A" + bytes([code, len(shape)]) + b"".join(struct.pack("<Q", n) for n in shape) + content


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"?",
        b"NN",
        b"L" + struct.pack("<I", 2**32 - 1),
        b"S" + struct.pack("<I", 2**32 - 1) + b"x",
        b"S" + struct.pack("<I", 1) + b"\xff",
        b"I" + struct.pack("<H", 60_000) + b"x" * 60_000,
        b"I" + struct.pack("<H", 0),
        (b"L" + struct.pack("<I", 1)) * 50 + b"N",
        b"M" + struct.pack("<I", 2) + (struct.pack("<I", 1) + b"a" + b"N") * 2,
        array_frame(99, (1,), b"x"),
        array_frame(12, (2**60, 2**60, 0)),
        array_frame(12, (2**29, 2**29, 2**29)),
        array_frame(12, (1,) * 9, b"x" * 8),
        array_frame(12, (2,), b"x" * 8),
        array_frame(12, (1,), b"x" * 9),
        array_frame(1, (1,), b"\x02"),
        b"A" + bytes([32]) + struct.pack("<I", 1) + bytes([1]) + struct.pack("<QI", 1, 0x110000),
        b"A" + bytes([32]) + struct.pack("<I", 1) + bytes([1]) + struct.pack("<QI", 1, 0xD800),
        b"A" + bytes([32]) + struct.pack("<I", 0) + bytes([1]) + struct.pack("<Q", 1),
        b"C" + struct.pack("<I", 0),
        b"P" + struct.pack("<I", 1) + struct.pack("<I", 1) + b"a" + b"N",
        b"P" + struct.pack("<I", 1) + struct.pack("<I", 1) + b"a" + b"C" + struct.pack("<Ii", 1, -2),
        b"P" + struct.pack("<I", 1) + struct.pack("<I", 1) + b"a" + array_frame(6, (1, 1), b"x"),
        b"P"
        + struct.pack("<I", 2)
        + (struct.pack("<I", 1) + b"a" + array_frame(6, (1,), b"x"))
        + (struct.pack("<I", 1) + b"b" + array_frame(6, (2,), b"xx")),
        b"cos\nsystem\n(S'true'\ntR.",
    ],
)
def test_what_no_honest_encoder_writes_is_refused(data: bytes):
    with pytest.raises(codec.BadBytes):
        decoded(data)


def test_too_many_values_are_refused_on_both_sides():
    with pytest.raises(codec.NotPlain, match="separate values"):
        codec.encode([None] * (codec.MAX_NODES + 1), 1 << 30, columns_of)
    with pytest.raises(codec.BadBytes):
        decoded(b"L" + struct.pack("<I", codec.MAX_NODES + 1) + b"N" * (codec.MAX_NODES + 1))


def test_a_value_larger_than_allowed_is_refused_with_both_sizes():
    with pytest.raises(codec.NotPlain, match="8 MiB of data; at most 1 MiB"):
        codec.encode(np.zeros(1 << 20), LIMIT, columns_of)


def test_texts_are_counted_over_all_columns(monkeypatch):
    table = Table(dict.fromkeys("xyz", ("ab",) * 40))
    frame = encoded(table)
    monkeypatch.setattr(codec, "MAX_TEXTS", 100)
    with pytest.raises(codec.BadBytes):
        decoded(frame)
    with pytest.raises(codec.NotPlain, match="more than 100 texts in all"):
        encoded(table)
    assert decoded(encoded(Table(dict.fromkeys("xy", ("ab",) * 40)))).columns["y"] == ("ab",) * 40


def test_an_empty_array_of_absurd_length_is_refused_where_it_is_made():
    with pytest.raises(codec.NotPlain, match="empty array of shape"):
        encoded(np.zeros((0, 2**40)))
    assert decoded(encoded(np.zeros((0, 7)))).shape == (0, 7)


def test_a_decoded_array_does_not_hold_on_to_the_frame():
    frame = bytearray(encoded(np.arange(3.0)))
    array = decoded(bytes(frame))
    array[0] = 9
    assert array.base is None
    assert array.flags.owndata


def test_the_fingerprint_tells_types_shapes_and_bits_apart():
    values = [
        np.zeros(2),
        np.zeros((2, 1)),
        np.zeros(2, dtype=np.float32),
        np.array([0.0, -0.0]),
        [0.0, 0.0],
        (0.0, 0.0),
    ]
    assert len({codec.fingerprint(value, columns_of) for value in values}) == len(values)
    assert codec.fingerprint(np.array([np.nan]), columns_of) == codec.fingerprint(np.array([np.nan]), columns_of)
