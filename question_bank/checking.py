"""What the checks of a question are written with.

A check is a function in the package's checks.py, named as its `[[checks]]` entry:

    def empty_cluster(candidate: Candidate, rng: np.random.Generator) -> None:
        centroids = candidate.call(points, start, n_iterations=10)
        expect_close(centroids, reference(points, start), rtol=1e-9, atol=1e-9, given=f"points {points.shape}")

It runs outside the sandbox; `candidate.call` sends one input in and waits for plain data to come out. Returning means
passed; `expect_*` raise `Mismatch` when the answer is wrong. What the candidate's code raised, a limit that it hit,
or a fault of ours travels past the check as an exception that only the suite catches.

Messages are shown for hidden checks too, so they speak of shapes, kinds and rules, never of the data. What shows data
goes into `given`, `expected`, `got` and `detail`, which only visible checks show. Nothing here may print a clock
reading: the same submission must give the same report.
"""

import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NoReturn, Protocol

import numpy as np
from msgspec import Struct
from numpy.typing import ArrayLike, NDArray

from runner.plain import ARRAY_KINDS, Plain, Table

Array = NDArray[Any]

KIND_NAMES: Mapping[str, str] = {
    "b": "booleans",
    "i": "integers",
    "u": "unsigned integers",
    "f": "floating-point numbers",
    "U": "strings",
}
NUMBER_KINDS = "iuf"


class Mismatch(Exception):
    """The candidate's answer is wrong.

    `message` must make sense to a candidate who does not see the data (it is shown for hidden checks too).
    """

    def __init__(self, message: str, *, given: str = "", expected: str = "", got: str = "", detail: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.given = given
        self.expected = expected
        self.got = got
        self.detail = detail
        """One more sentence for visible checks, such as the largest difference."""


class TooSlow(Mismatch):
    """The answer may be right, but it took far longer than a sensible solution does. Becomes a time limit."""


class Refused(Struct, frozen=True):
    """The code raised rather than answer a call made with `Candidate.attempt`."""

    type_name: str


class Candidate(Protocol):
    """The candidate's code, on the other side of the wall."""

    def call(self, *args: Plain, **kwargs: Plain) -> Any:
        """Call the question's entry and return what it answered, as plain data.

        Arguments are copied in: the code cannot change the caller's arrays.
        """
        ...

    def call_named(self, entry: str, *args: Plain, **kwargs: Plain) -> Any:
        """Call another function that the question asks for."""
        ...

    def attempt(self, *args: Plain, **kwargs: Plain) -> Any:
        """As `call`, for input that the code may refuse: what it raised comes back as a `Refused`."""
        ...

    @property
    def changed_arguments(self) -> tuple[str, ...]:
        """Arguments of the last call that the code changed in place, by position or name."""
        ...

    @property
    def cpu_ms(self) -> int:
        """CPU time of the last call, measured outside."""
        ...


def fail(message: str, *, given: str = "", expected: str = "", got: str = "", detail: str = "") -> NoReturn:
    """Raise a Mismatch."""
    raise Mismatch(message, given=given, expected=expected, got=got, detail=detail)


def expect_that(condition: object, message: str, *, given: str = "", expected: str = "", got: object = "") -> None:
    """Demand a condition. Whatever NumPy's comparison gave is taken as a truth value only when it is a single one."""
    if not bool(np.all(np.asarray(condition))):
        fail(message, given=given, expected=expected, got=got if isinstance(got, str) else describe(got))


def as_array(value: object, *, what: str = "the result", given: str = "") -> Array:
    """Read an answer as an array of numbers, booleans or strings; a nested list of equal rows will do."""
    if type(value) is np.ndarray:
        return value
    if not isinstance(value, (bool, int, float, str, list, tuple)):
        fail(f"{_head(what)} should be an array, but it is {_kind_of(value)}.", given=given, got=describe(value))
    try:
        array = np.asarray(value)
    except (ValueError, TypeError, OverflowError):
        array = np.empty(0, dtype=object)
    if array.dtype.kind not in ARRAY_KINDS:
        fail(f"{_head(what)} cannot be read as one array: its parts differ in kind or length.", given=given)
    return array


def as_pair(value: object, names: tuple[str, str], *, given: str = "") -> tuple[Any, Any]:
    """Take an answer of two parts apart: a tuple or list of two, or a mapping that holds both names."""
    if isinstance(value, (tuple, list)) and len(value) == len(names):
        return value[0], value[1]
    if isinstance(value, Mapping) and set(names) <= set(value):
        return value[names[0]], value[names[1]]
    fail(
        f"The function should return two things, {names[0]} and {names[1]}, but it returned {_kind_of(value)}.",
        given=given,
        got=describe(value),
    )


def expect_shape(got: object, shape: tuple[int | None, ...], *, what: str = "the result", given: str = "") -> Array:
    """Demand a shape, where None stands for any length, and return the answer as an array. Never broadcasts."""
    array = as_array(got, what=what, given=given)
    if len(array.shape) != len(shape) or any(
        want is not None and have != want for have, want in zip(array.shape, shape, strict=False)
    ):
        want_text = (
            "(" + ", ".join("any" if n is None else str(n) for n in shape) + ("," if len(shape) == 1 else "") + ")"
        )
        fail(
            f"{_head(what)} has shape {array.shape}, where {want_text} is expected.",
            given=given,
            expected=f"shape {want_text}",
            got=describe(array),
        )
    return array


def expect_dtype_kind(got: object, kinds: str, *, what: str = "the result", given: str = "") -> Array:
    """Demand a kind of dtype, given as NumPy's letters (`iu` for integers), and return the answer as an array."""
    array = as_array(got, what=what, given=given)
    if array.dtype.kind not in kinds:
        wanted = " or ".join(KIND_NAMES[kind] for kind in kinds)
        fail(
            f"{_head(what)} holds {KIND_NAMES[array.dtype.kind]} (dtype {array.dtype}), where {wanted} are expected.",
            given=given,
            expected=wanted,
            got=describe(array),
        )
    return array


def expect_close(
    got: object,
    expected: object,
    *,
    rtol: float,
    atol: float,
    what: str = "the result",
    given: str = "",
) -> Array:
    """Demand numbers within `atol + rtol * |expected|`; return the answer as an array.

    Compares shape first, without broadcasting; then the class of the dtype (numbers of any kind are one class); then
    where values are finite; then the values, in float64.
    """
    wanted = as_array(expected)
    array = expect_shape(got, wanted.shape, what=what, given=given)
    _expect_same_class(array, wanted, what=what, given=given)
    have, want = array.astype(np.float64), wanted.astype(np.float64)
    short = {"given": given, "expected": describe(wanted), "got": describe(array)}
    for matches, name in ((np.isnan, "NaN"), (np.isposinf, "infinity"), (np.isneginf, "minus infinity")):
        if not np.array_equal(matches(have), matches(want)):
            where = "holds" if (matches(have) & ~matches(want)).any() else "lacks"
            fail(f"{_head(what)} {where} {name} where it should not.", **short)
    finite = np.isfinite(want)
    difference = np.abs(have[finite] - want[finite])
    if (difference > atol + rtol * np.abs(want[finite])).any():
        share = int((difference > atol + rtol * np.abs(want[finite])).sum())
        fail(
            f"{_head(what)} has wrong values.",
            **short,
            detail=f"{share} of {want.size} values differ; the largest difference is {float(difference.max()):.3g}.",
        )
    return array


def expect_equal(got: object, expected: object, *, what: str = "the result", given: str = "") -> None:
    """Demand the same value exactly; a list is as good as an array, 2.0 as good as 2, and True is not 1."""
    short = {"given": given, "expected": describe(expected), "got": describe(got)}
    if isinstance(expected, Mapping):
        if not isinstance(got, Mapping):
            fail(f"{_head(what)} should be a dict, but it is {_kind_of(got)}.", **short)
        if set(got) != set(expected):
            fail(f"{_head(what)} has other keys than expected.", **short)
        for key, value in expected.items():
            expect_equal(got[key], value, what=f"{what}[{key!r}]", given=given)
        return
    if expected is None or isinstance(expected, str):
        if type(got) is not type(expected) or got != expected:
            fail(f"{_head(what)} is not what it should be.", **short)
        return
    wanted = as_array(expected)
    array = expect_shape(got, wanted.shape, what=what, given=given)
    _expect_same_class(array, wanted, what=what, given=given)
    if not np.array_equal(array, wanted, equal_nan=wanted.dtype.kind == "f" and array.dtype.kind == "f"):
        n_wrong = int((array != wanted).sum())
        fail(f"{_head(what)} has wrong values.", **short, detail=f"{n_wrong} of {wanted.size} values differ.")


def expect_unchanged(candidate: Candidate, names: Sequence[str] = (), *, given: str = "") -> None:
    """Demand that the last call left its arguments as they were. `names` are those of the arguments by position."""
    changed = [
        names[int(place)] if place.isdecimal() and int(place) < len(names) else place
        for place in candidate.changed_arguments
    ]
    if changed:
        listed = " and ".join(f"`{name}`" for name in changed)
        fail(
            f"The call changed its argument {listed} in place; the caller's arrays should stay as they were.",
            given=given,
        )


def expect_fast(
    candidate: Candidate,
    args: Sequence[Plain],
    *,
    reference: Callable[..., object],
    times: float = 20.0,
    floor_ms: float = 250.0,
    what: str = "The call",
    given: str = "",
) -> Any:
    """Demand that a call takes at most `times` as long as a reference on the same input, and return its answer.

    Both are measured in the same run on the same machine, the candidate's call as CPU time outside the sandbox;
    nothing below `floor_ms` counts as slow. Raises TooSlow, whose words hold no clock reading.
    """
    start = time.thread_time()
    reference(*args)
    reference_ms = (time.thread_time() - start) * 1000
    answer = candidate.call(*args)
    if candidate.cpu_ms > max(floor_ms, times * reference_ms):
        raise TooSlow(
            f"{what} takes more than {times:g} times as long as a plain vectorised solution on the same input.",
            given=given,
        )
    return answer


def expect_scales(
    candidate: Candidate,
    arguments: Callable[[int], Sequence[Plain]],
    sizes: tuple[int, int],
    *,
    power: float,
    slack: float = 5.0,
    floor_ms: float = 50.0,
    what: str = "The cost",
    given: str = "",
) -> None:
    """Demand that CPU time grows at most as `size ** power`, give or take a factor of `slack`.

    `arguments(size)` makes the input. The smaller call counts as at least `floor_ms`, so noise cannot fail anyone.
    """
    small, large = sizes
    candidate.call(*arguments(small))
    base_ms = max(float(candidate.cpu_ms), floor_ms)
    candidate.call(*arguments(large))
    if candidate.cpu_ms > slack * base_ms * (large / small) ** power:
        raise TooSlow(f"{what} grows faster with the size of the input than it should.", given=given)


def describe(value: object, *, width: int = 160) -> str:
    """Say what a value is on one line: kind, shape, dtype and as much of the content as fits."""
    if type(value) is np.ndarray and not value.shape:
        return _cut(repr(value.item()), width)
    if type(value) is np.ndarray:
        with np.printoptions(threshold=12, edgeitems=3, precision=5, suppress=False, linewidth=1000):
            body = np.array2string(value, separator=", ").replace("\n", " ")
        return _cut(f"array {value.shape} {value.dtype}: {' '.join(body.split())}", width)
    if isinstance(value, Table):
        n_rows = len(next(iter(value.columns.values()), ()))
        return _cut(f"table of {n_rows} rows, columns {', '.join(value.columns)}", width)
    if isinstance(value, Mapping):
        return _cut("{" + ", ".join(f"{key!r}: {describe(part, width=60)}" for key, part in value.items()) + "}", width)
    if isinstance(value, (list, tuple)):
        inner = ", ".join(describe(part, width=60) for part in value[:6]) + (", …" if len(value) > 6 else "")  # noqa: PLR2004
        return _cut(f"({inner})" if isinstance(value, tuple) else f"[{inner}]", width)
    return _cut(repr(value), width)


def _expect_same_class(got: Array, expected: Array, *, what: str, given: str) -> None:
    kind = expected.dtype.kind
    expect_dtype_kind(got, NUMBER_KINDS if kind in NUMBER_KINDS else kind, what=what, given=given)


def _kind_of(value: object) -> str:
    if value is None:
        return "None (is a return statement missing?)"
    if isinstance(value, (list, tuple)):
        return f"a {type(value).__name__} of {len(value)}"
    names = {np.ndarray: "one array", Table: "a table", dict: "a dict", str: "a string", bool: "a boolean"}
    return names.get(type(value), "a number" if isinstance(value, (int, float)) else f"a {type(value).__name__}")


def _head(what: str) -> str:
    return what[:1].upper() + what[1:]


def _cut(text: str, width: int) -> str:
    return text if len(text) <= width else text[: width - 1] + "…"


__all__ = [
    "Array",
    "ArrayLike",
    "Candidate",
    "Mapping",
    "Mismatch",
    "Plain",
    "Refused",
    "Sequence",
    "Table",
    "TooSlow",
    "as_array",
    "as_pair",
    "describe",
    "expect_close",
    "expect_dtype_kind",
    "expect_equal",
    "expect_fast",
    "expect_scales",
    "expect_shape",
    "expect_that",
    "expect_unchanged",
    "fail",
    "np",
]
