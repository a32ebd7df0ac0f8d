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

from question_bank.describing import describe, kind_of
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

    `message` must make sense to a candidate who does not see the data (it is shown for hidden checks too). `hidden`
    takes its place there when it says something that the code chose: a shape, say, could be made to tell the data.
    """

    def __init__(
        self, message: str, *, given: str = "", expected: str = "", got: str = "", detail: str = "", hidden: str = ""
    ) -> None:
        super().__init__(message)
        self.message = message
        self.hidden = hidden or message
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


def fail(
    message: str, *, given: str = "", expected: str = "", got: str = "", detail: str = "", hidden: str = ""
) -> NoReturn:
    """Raise a Mismatch."""
    raise Mismatch(message, given=given, expected=expected, got=got, detail=detail, hidden=hidden)


def expect_that(condition: object, message: str, *, given: str = "", expected: str = "", got: object = "") -> None:
    """Demand a condition. Whatever NumPy's comparison gave is taken as a truth value only when it is a single one."""
    if not bool(np.all(np.asarray(condition))):
        fail(message, given=given, expected=expected, got=got if isinstance(got, str) else describe(got))


def as_array(value: object, *, what: str = "the result", given: str = "") -> Array:
    """Read an answer as an array of numbers, booleans or strings; a nested list of equal rows will do."""
    if type(value) is np.ndarray:
        return value
    if not isinstance(value, (bool, int, float, str, list, tuple)):
        fail(
            f"{_head(what)} should be an array, but it is {kind_of(value)}.",
            given=given,
            expected="an array",
            got=describe(value),
        )
    try:
        array = np.asarray(value)
    except (ValueError, TypeError, OverflowError):
        array = np.empty(0, dtype=object)
    if array.dtype.kind not in ARRAY_KINDS:
        fail(
            f"{_head(what)} cannot be read as one array: its parts differ in kind or length.",
            given=given,
            expected="an array",
            got=describe(value),
        )
    return array


def as_pair(value: object, names: tuple[str, str], *, given: str = "") -> tuple[Any, Any]:
    """Take an answer of two parts apart: a tuple or list of two, or a mapping that holds both names."""
    if isinstance(value, (tuple, list)) and len(value) == len(names):
        return value[0], value[1]
    if isinstance(value, Mapping) and set(names) <= set(value):
        return value[names[0]], value[names[1]]
    fail(
        f"The function should return two things, {names[0]} and {names[1]}, but it returned {kind_of(value)}.",
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
            hidden=f"{_head(what)} has another shape than {want_text}.",
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
            hidden=f"{_head(what)} holds {KIND_NAMES[array.dtype.kind]}, where {wanted} are expected.",
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
) -> Any:
    """Demand numbers within `atol + rtol * |expected|`; return the answer, as an array where it can be one.

    Compares shape first, without broadcasting; then the class of the dtype (numbers of any kind are one class); then
    where values are finite; then the values, in float64. A dict, a table, a ragged list or tuple goes part by part.
    """
    parts = _parts(got, expected, what=what, given=given)
    if parts is not None:
        for name, mine, theirs in parts:
            expect_close(mine, theirs, rtol=rtol, atol=atol, what=name, given=given)
        return got
    if _is_text(expected) or as_array(expected).dtype.kind == "U":
        expect_equal(got, expected, what=what, given=given)
        return got
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
    is_wrong = np.abs(have[finite] - want[finite]) > atol + rtol * np.abs(want[finite])
    if is_wrong.any():
        fail(f"{_head(what)} has wrong values.", **short, detail=_difference(have, want, int(is_wrong.sum())))
    return array


def expect_equal(got: object, expected: object, *, what: str = "the result", given: str = "") -> None:
    """Demand the same value exactly; a list is as good as an array, 2.0 as good as 2, and True is not 1.

    A dict, a table, a ragged list or tuple goes part by part.
    """
    parts = _parts(got, expected, what=what, given=given)
    if parts is not None:
        for name, mine, theirs in parts:
            expect_equal(mine, theirs, what=name, given=given)
        return
    if _is_text(expected):
        if type(got) is not type(expected) or got != expected:
            fail(
                f"{_head(what)} is not what it should be.", given=given, expected=describe(expected), got=describe(got)
            )
        return
    wanted = as_array(expected)
    array = expect_shape(got, wanted.shape, what=what, given=given)
    _expect_same_class(array, wanted, what=what, given=given)
    if not np.array_equal(array, wanted, equal_nan=wanted.dtype.kind == "f" and array.dtype.kind == "f"):
        n_wrong = int((array != wanted).sum())
        detail = f"{n_wrong} of {wanted.size} values differ."
        if wanted.dtype.kind in NUMBER_KINDS:
            detail = _difference(array.astype(np.float64), wanted.astype(np.float64), n_wrong)
        fail(
            f"{_head(what)} has wrong values.",
            given=given,
            expected=describe(wanted),
            got=describe(array),
            detail=detail,
        )


def _is_text(value: object) -> bool:
    """Say whether a value is compared as it is: no number, and nothing that holds any."""
    return value is None or isinstance(value, str)


def _difference(have: Array, want: Array, n_wrong: int) -> str:
    finite = np.isfinite(want) & np.isfinite(have)
    largest = np.abs(have[finite] - want[finite]).max(initial=0.0)
    return f"{n_wrong} of {want.size} values differ; the largest difference is {float(largest):.3g}."


def _parts(got: object, expected: object, *, what: str, given: str) -> list[tuple[str, object, object]] | None:
    """Pair up what an answer and its expectation hold: name, got, expected. None for what is compared as one array."""
    short = {"given": given, "expected": describe(expected), "got": describe(got)}
    if isinstance(expected, Mapping):
        if not isinstance(got, Mapping):
            fail(f"{_head(what)} should be a dict, but it is {kind_of(got)}.", **short)
        if set(got) != set(expected):
            fail(f"{_head(what)} has other keys than expected.", **short)
        return [(f"{what}[{key!r}]", got[key], value) for key, value in expected.items()]
    if isinstance(expected, Table):
        if not isinstance(got, Table):
            fail(f"{_head(what)} should be a table, but it is {kind_of(got)}.", **short)
        if set(got.columns) != set(expected.columns):
            fail(f"{_head(what)} has other columns than expected.", **short)
        pairs = [(name, got.columns[name], column) for name, column in expected.columns.items()]
        return [(f"the column {name!r} of {what}", _listed(mine), _listed(column)) for name, mine, column in pairs]
    if isinstance(expected, (list, tuple)) and not _is_rectangular(expected):
        if not isinstance(got, (list, tuple)):
            fail(f"{_head(what)} should be a list, but it is {kind_of(got)}.", **short)
        if len(got) != len(expected):
            many = f"{_head(what)} has another number of parts than {len(expected)}"
            fail(f"{many}: {len(got)}.", **short, hidden=f"{many}.")
        return [(f"{what}[{at}]", mine, part) for at, (mine, part) in enumerate(zip(got, expected, strict=True))]
    return None


def _listed(column: object) -> object:
    return list(column) if isinstance(column, tuple) else column


def _is_rectangular(parts: Sequence[object]) -> bool:
    """Say whether nested lists make one array: numbers alone, or texts alone, in rows of equal length."""
    if any(part is None or isinstance(part, (Mapping, Table)) for part in parts):
        return False
    try:
        array = np.asarray(parts)
    except (ValueError, TypeError, OverflowError):
        return False
    texts = [isinstance(part, str) for part in parts]
    return array.dtype.kind in ARRAY_KINDS and (all(texts) or not any(texts))


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

    Both are measured in the same run on the same machine, the candidate's call as CPU time outside the sandbox, the
    reference only where it matters: nothing below `floor_ms` counts as slow. Raises TooSlow, whose words hold no clock
    reading.
    """
    answer = candidate.call(*args)
    if candidate.cpu_ms <= floor_ms:
        return answer
    # The quickest of three: threads of a product that wait for a processor burn time that nobody needs.
    reference_ms = min(_cpu_ms_of(reference, args) for _ in range(3))
    if candidate.cpu_ms > max(floor_ms, times * reference_ms):
        raise TooSlow(
            f"{what} takes more than {times:g} times as long as a plain vectorised solution on the same input.",
            given=given,
        )
    return answer


def _cpu_ms_of(function: Callable[..., object], args: Sequence[Plain]) -> float:
    start = time.thread_time()
    function(*args)
    return (time.thread_time() - start) * 1000


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


def _expect_same_class(got: Array, expected: Array, *, what: str, given: str) -> None:
    kind = expected.dtype.kind
    expect_dtype_kind(got, NUMBER_KINDS if kind in NUMBER_KINDS else kind, what=what, given=given)


def _head(what: str) -> str:
    return what[:1].upper() + what[1:]


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
