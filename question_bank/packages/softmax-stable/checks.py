"""Checks of `softmax-stable`: a plain float64 reference out here, the candidate's code behind the wall.

Arrays are small, so that a whole submission takes little more than its calls; one larger array at the end shows the
cost. Nothing expected depends on the numbers that are drawn: it is worked out from the same input, or follows from a
property.
"""

import numpy as np

from question_bank.checking import (
    Array,
    Candidate,
    Plain,
    Refused,
    describe,
    expect_close,
    expect_dtype_kind,
    expect_fast,
    expect_shape,
    expect_that,
    expect_unchanged,
    fail,
)

# Exceptions that come from running into trouble, not from having decided that the input makes no sense.
_ACCIDENTS = frozenset(
    {"AttributeError", "IndexError", "KeyError", "NameError", "TypeError", "UnboundLocalError", "ZeroDivisionError"}
)


def _reference(scores: Plain, axis: int = -1) -> Array:
    """Work it out in float64; a slice of nothing but minus infinity gives zeros, a slice that holds NaN gives NaN."""
    wide = np.asarray(scores, dtype=np.float64)
    peak = wide.max(axis=axis, keepdims=True)
    weights = np.exp(wide - np.where(np.isneginf(peak), 0.0, peak))
    total = weights.sum(axis=axis, keepdims=True)
    return np.asarray(weights / np.where(total == 0.0, 1.0, total))


def _tolerances(scores: Plain) -> tuple[float, float]:
    """Bound the rounding of any sensible method on this input, relative and absolute.

    A probability is exp(score - peak) over a sum of n such terms. Rounding the difference, or the logarithm of the sum
    where that is subtracted instead, moves the exponent by at most eps times the largest score, which is a relative
    error of the probability. The sum, in any order, adds at most n * eps, the exponential and the division a few eps.
    Hence eps * (n + largest); the factor 8 leaves room for the constants and for the reference's own rounding. It is
    near 1e-14 for small float64 arrays. eps is that of the input's precision, since float32 in, float32 out is fair.
    Below the smallest normal number digits are lost, or the value is flushed to zero, so as much is allowed.
    """
    array = np.asarray(scores)
    precision = np.finfo(np.float32 if array.dtype == np.float32 else np.float64)
    wide = array.astype(np.float64)
    largest = np.abs(wide[np.isfinite(wide)]).max(initial=1.0)
    return float(8 * precision.eps * (max(array.shape) + largest)), float(precision.tiny)


def _expect_right(
    candidate: Candidate,
    scores: Plain,
    *,
    what: str = "the result",
    given: str = "",
    **options: int,
) -> Array:
    """Call with only the options that are given, compare with the reference, and hand the answer back."""
    got = candidate.call(scores, **options)
    rtol, atol = _tolerances(scores)
    return expect_close(got, _reference(scores, **options), rtol=rtol, atol=atol, what=what, given=given)


def _expect_probabilities(got: object, scores: Plain, *, given: str = "") -> Array:
    """Demand floats of the same shape, none of them negative, with sums of one along the last axis."""
    array = expect_dtype_kind(expect_shape(got, np.shape(scores), given=given), "f", given=given)
    expect_that(array >= 0, "A probability is negative or NaN.", given=given, got=array)
    # Every term is right to a relative error, so their sum is as well.
    expect_close(
        array.astype(np.float64).sum(axis=-1),
        np.ones(np.shape(scores)[:-1]),
        rtol=_tolerances(scores)[0],
        atol=0.0,
        what="the sum of each slice",
        given=given,
    )
    return array


# --- visible examples: one can do them in one's head, and no score is large


def worked_example(candidate: Candidate, rng: np.random.Generator) -> None:
    scores = np.log(np.array([1.0, 2.0, 3.0, 4.0]))
    rtol, atol = _tolerances(scores)
    given = "the logarithms of 1, 2, 3 and 4"
    expect_close(candidate.call(scores), np.array([0.1, 0.2, 0.3, 0.4]), rtol=rtol, atol=atol, given=given)
    got = candidate.call(np.full(5, 0.5))
    expect_close(got, np.full(5, 0.2), rtol=rtol, atol=atol, given="five equal scores")


def rows_sum_to_one(candidate: Candidate, rng: np.random.Generator) -> None:
    scores = np.array([[1.0, 2.0, 3.0, 0.0], [0.5, 0.5, 0.5, 0.5], [-1.0, 0.0, 1.0, 2.0]])
    _expect_probabilities(candidate.call(scores), scores, given=f"scores {scores.tolist()}")


def along_columns(candidate: Candidate, rng: np.random.Generator) -> None:
    scores = np.log(np.array([[1.0, 1.0, 4.0], [3.0, 1.0, 1.0]]))
    expected = np.array([[0.25, 0.5, 0.8], [0.75, 0.5, 0.2]])
    rtol, atol = _tolerances(scores)
    given = "the logarithms of [[1, 1, 4], [3, 1, 1]], axis=0"
    expect_close(candidate.call(scores, axis=0), expected, rtol=rtol, atol=atol, given=given)


# --- the main rule


def agrees_with_reference(candidate: Candidate, rng: np.random.Generator) -> None:
    """Shapes and axes as they come, compared with the reference."""
    for n_axes in (1, 2, 2, 3):
        shape = tuple(int(n) for n in rng.integers(2, 7, size=n_axes))
        scores = rng.normal(scale=3.0, size=shape)
        _expect_right(candidate, scores, axis=int(rng.integers(-n_axes, n_axes)))


def every_axis(candidate: Candidate, rng: np.random.Generator) -> None:
    """All lengths differ, so an axis that is mixed up shows."""
    scores = rng.normal(scale=2.0, size=(2, 3, 4))
    for axis in range(-3, 3):
        _expect_right(candidate, scores, axis=axis, what="the result for an array of three dimensions")
    scores = rng.normal(scale=2.0, size=(2, 3, 1, 4))
    _expect_right(candidate, scores, axis=1, what="the result for an array of four dimensions")


def square_arrays(candidate: Candidate, rng: np.random.Generator) -> None:
    """Here a reduced axis that was not kept still broadcasts, against the wrong one and without a word."""
    for shape in ((4, 4), (3, 3, 3)):
        scores = rng.normal(scale=2.0, size=shape)
        for axis in range(len(shape)):
            _expect_right(candidate, scores, axis=axis, what="the result for an array with equal sides")


def default_axis(candidate: Candidate, rng: np.random.Generator) -> None:
    """Without an axis it is the last one; with one it may come by place or by name."""
    for shape in ((6,), (3, 5), (2, 3, 4)):
        _expect_right(candidate, rng.normal(size=shape), what="the result of a call without an axis")
    scores = rng.normal(size=(3, 5))
    rtol, atol = _tolerances(scores)
    for axis in (0, -1):
        what = "the result of a call with the axis by place"
        expect_close(candidate.call(scores, axis), _reference(scores, axis), rtol=rtol, atol=atol, what=what)


def shift_changes_nothing(candidate: Candidate, rng: np.random.Generator) -> None:
    """The same number added to a whole slice; all sums are exact in binary, so nothing is lost in the adding."""
    scores = rng.integers(-40, 40, size=(3, 5)) / 8.0
    before = _expect_probabilities(candidate.call(scores), scores)
    moved = scores + np.array([[64.0], [-256.0], [2048.0]])
    after = _expect_probabilities(candidate.call(moved), moved)
    rtol, atol = _tolerances(moved)
    expect_close(after, before, rtol=2 * rtol, atol=atol, what="the result after adding a constant to each row")


def order_is_kept(candidate: Candidate, rng: np.random.Generator) -> None:
    """A higher score never gets less, equal scores get the same, and shuffled scores give shuffled probabilities."""
    steps = np.cumsum(rng.uniform(0.5, 2.0, size=7))
    order = rng.permutation(7)
    sorted_up = _expect_probabilities(candidate.call(steps), steps)
    expect_that(np.diff(sorted_up) > 0, "A higher score does not get a higher probability.")
    shuffled = _expect_probabilities(candidate.call(steps[order]), steps)
    rtol, atol = _tolerances(steps)
    what = "the result for shuffled scores"
    expect_close(shuffled, sorted_up[order], rtol=2 * rtol, atol=atol, what=what)


# --- numbers


def large_scores(candidate: Candidate, rng: np.random.Generator) -> None:
    """From where exp overflows (near 710) up to numbers beside which any difference is everything."""
    what = "the result for large scores"
    _expect_right(candidate, np.array([1000.0, 1001.0, 998.5, 1000.0]), what=what)
    _expect_right(candidate, 1000.0 + rng.normal(size=(2, 5)), what=what)
    _expect_right(candidate, np.array([[1e5, 1e5 - 2.0, 1e5 + 1.0], [709.0, 710.0, 711.0]]), axis=1, what=what)
    _expect_right(candidate, np.array([1000.0, -1000.0, 0.0, 998.0]), what=what)
    got = candidate.call(np.array([-1e300, 1e300, 0.0, 1e15]))
    expect_close(got, np.array([0.0, 1.0, 0.0, 0.0]), rtol=0.0, atol=1e-15, what="the result for enormous scores")


def very_negative_scores(candidate: Candidate, rng: np.random.Generator) -> None:
    """Where every exponential underflows, below -746 or so."""
    what = "the result for very negative scores"
    _expect_right(candidate, np.array([-1000.0, -1001.0, -998.5]), what=what)
    _expect_right(candidate, -1e5 + rng.normal(size=(4, 3)), axis=0, what=what)


def rows_of_different_scale(candidate: Candidate, rng: np.random.Generator) -> None:
    """Each slice stands for itself, however far from the others its scores lie."""
    scores = rng.normal(size=(5, 4)) + np.array([[5000.0], [0.0], [-5000.0], [800.0], [-80.0]])
    what = "the result for slices of very different size"
    _expect_right(candidate, scores, axis=1, what=what)
    _expect_right(candidate, scores.T.copy(), axis=0, what=what)


def tiny_probabilities(candidate: Candidate, rng: np.random.Generator) -> None:
    """Small probabilities are right in all their digits too; whoever takes a logarithm later depends on them."""
    what = "the result for scores far below the largest"
    _expect_right(candidate, np.array([3.0, -15.0, -47.0, -300.0, -690.0]), what=what)
    _expect_right(candidate, rng.normal(scale=40.0, size=(3, 6)), axis=0, what=what)


def single_precision(candidate: Candidate, rng: np.random.Generator) -> None:
    """float32, whose exp overflows above 88, may stay float32 or become float64."""
    near = rng.normal(scale=2.0, size=(3, 4)).astype(np.float32)
    far = np.array([[10000.0, 9998.0, 9990.0], [-10000.0, -10001.5, -10030.0]], dtype=np.float32)
    for scores in (near, far, np.array([95.0, 88.0, -20.0], dtype=np.float32)):
        got = _expect_right(candidate, scores, what="the result for float32")
        expect_dtype_kind(got, "f", what="the result for float32")


def integer_scores(candidate: Candidate, rng: np.random.Generator) -> None:
    scores = np.array([[3, 0, -2, 5], [7, 7, 1, 0]])
    for given in (scores, scores.astype(np.int32), scores + 2000):
        got = _expect_right(candidate, given, what="the result for integers")
        expect_dtype_kind(got, "f", what="the result for integers")


def small_integers(candidate: Candidate, rng: np.random.Generator) -> None:
    """Differences and exponentials that do not fit the type they come in."""
    what = "the result for 8-bit integers"
    _expect_right(candidate, np.array([[250, 3, 255], [9, 4, 12]], dtype=np.uint8), what=what)
    _expect_right(candidate, np.array([-128, 127, 120, 100], dtype=np.int8), what=what)


# --- edges


def lists_of_scores(candidate: Candidate, rng: np.random.Generator) -> None:
    _expect_right(candidate, [1.5, 0.0, -2.0], what="the result for a list")
    _expect_right(candidate, [[1, 2, 3], [4, 4, 4]], axis=0, what="the result for a list of lists")


def masked_scores(candidate: Candidate, rng: np.random.Generator) -> None:
    """Minus infinity takes exactly nothing, and the rest share as if it were not there."""
    scores = rng.normal(scale=2.0, size=(3, 5))
    scores[0, 0] = scores[1, [1, 3]] = scores[2, :4] = -np.inf
    for given, axis in ((scores, 1), (scores - 900.0, 1), (scores.T.copy(), 0)):
        what = "the result where some scores are minus infinity"
        got = _expect_right(candidate, given, axis=axis, what=what)
        expect_that(got[np.isneginf(given)] == 0.0, "A score of minus infinity does not get exactly zero.")


def all_masked(candidate: Candidate, rng: np.random.Generator) -> None:
    """A slice with nothing left in it, beside slices that are as usual."""
    scores = rng.normal(scale=2.0, size=(3, 4))
    scores[1] = -np.inf
    what = "the result where a whole slice is minus infinity"
    _expect_right(candidate, scores, what=what)
    _expect_right(candidate, scores.T - 900.0, axis=0, what=what)
    _expect_right(candidate, np.full(3, -np.inf), what=what)


def nan_stays_visible(candidate: Candidate, rng: np.random.Generator) -> None:
    """NaN fills its own slice and no other."""
    scores = rng.normal(size=(3, 4))
    scores[1, 2] = np.nan
    scores[2, 0] = -np.inf
    what = "the result where one score is NaN"
    _expect_right(candidate, scores, what=what)
    _expect_right(candidate, scores.T.copy(), axis=0, what=what)


def one_score(candidate: Candidate, rng: np.random.Generator) -> None:
    """A slice of one score gets one, and axes of length one stay."""
    what = "the result where a slice holds one score"
    for shape, axis in (((1,), 0), ((3, 1), -1), ((1, 1), 0), ((1, 4), 0)):
        _expect_right(candidate, 500.0 * rng.normal(size=shape), axis=axis, what=what)


def empty_input(candidate: Candidate, rng: np.random.Generator) -> None:
    """Raising on purpose and an empty array of that shape are both right; numbers would be made up."""
    for shape in ((0,), (3, 0), (0, 3)):
        got = candidate.attempt(np.empty(shape))
        if isinstance(got, Refused):
            if got.type_name in _ACCIDENTS:
                fail(f"An empty array ends in {got.type_name}, which does not look intended.")
        else:
            expect_shape(got, shape, what="the result for an empty array")
    # Refusing everything is no policy.
    _expect_right(candidate, rng.normal(size=(2, 3)), what="the result for an array that is not empty")


# --- what was agreed


def returns_an_array(candidate: Candidate, rng: np.random.Generator) -> None:
    for scores in (rng.normal(size=(2, 1, 3)), np.array([2, 0]), [0.5, 1.5]):
        got = candidate.call(scores)
        if type(got) is not np.ndarray:
            fail("The result should be a NumPy array.", got=describe(got))
        _expect_probabilities(got, scores)


def argument_unchanged(candidate: Candidate, rng: np.random.Generator) -> None:
    masked = rng.normal(size=(3, 4))
    masked[0, 1] = masked[2, :] = -np.inf
    for scores in (masked, rng.normal(size=5), rng.normal(size=(2, 2)).astype(np.float32), np.array([2, 1, 0])):
        _expect_right(candidate, scores, what="the result of a repeated call")
        expect_unchanged(candidate, ("scores", "axis"))


# --- cost


def large_array(candidate: Candidate, rng: np.random.Generator) -> None:
    """150 thousand scores in one slice; what is done for each pair of them shows, and a plain loop over them does not.

    Such a loop takes about a quarter of the floor, an array that is copied for each score four times the floor.
    """
    scores = rng.normal(scale=5.0, size=150_000)
    what = "The call with a large array"
    got = expect_fast(candidate, (scores,), reference=_reference, times=100.0, floor_ms=450.0, what=what)
    rtol, atol = _tolerances(scores)
    expect_close(got, _reference(scores), rtol=rtol, atol=atol, what="the result for a large array")
