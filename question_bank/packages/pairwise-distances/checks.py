"""Checks of the pairwise distances. The reference takes differences in float64, one point at a time.

Differences are right to 1e-15. The expanded square of centred points with squared lengths up to s is right to some
1e-16 * s * d, which is 1e-12 here; its root is right to 1e-12 for distances near one, and to 1e-6 where it should be
zero (the root of 1e-12). So 1e-6, relative and of the size of the points, accepts both, whether a mean or one of the
points was subtracted where there is an offset. The expanded square at an offset of a million is off by a hundredth
and more.
"""

from question_bank.checking import (
    Array,
    Candidate,
    expect_close,
    expect_fast,
    expect_shape,
    expect_that,
    expect_unchanged,
    np,
)

ARGUMENTS = ("points", "others")
RELATIVE = 1e-6


def _reference(points: Array, others: Array | None = None) -> Array:
    first = points.astype(np.float64)
    second = first if others is None else others.astype(np.float64)
    table = np.zeros((len(first), len(second)))
    for row, point in enumerate(first):
        table[row] = np.sqrt(((second - point) ** 2).sum(axis=1))
    return table


def _expect_right(
    candidate: Candidate,
    points: Array,
    others: Array | None = None,
    *,
    case: str = "",
    given: str = "",
    tolerance: float = RELATIVE,
) -> Array:
    """Demand the reference's table. What counts as zero depends on how far apart the points are."""
    got = candidate.call(points) if others is None else candidate.call(points, others)
    wanted = _reference(points, others)
    what = f"the table of distances {case}".rstrip()
    apart = float(wanted.max(initial=1.0))
    array = np.asarray(expect_close(got, wanted, rtol=tolerance, atol=tolerance * apart, what=what, given=given))
    expect_that((array >= 0) & np.isfinite(array), "A distance is negative or not a number.", given=given, got=array)
    return array


# --- visible -----------------------------------------------------------------------------------------------------


def triangles(candidate: Candidate, rng: np.random.Generator) -> None:
    points = np.array([[0.0, 0.0], [3.0, 4.0]])
    others = np.array([[0.0, 0.0], [6.0, 8.0], [3.0, 0.0]])
    given = "points [0 0], [3 4]; others [0 0], [6 8], [3 0]"
    wanted = np.array([[0.0, 10.0, 3.0], [5.0, 5.0, 4.0]])
    got = candidate.call(points, others)
    expect_close(got, wanted, rtol=RELATIVE, atol=1e-6, what="the table of distances", given=given)


def a_set_with_itself(candidate: Candidate, rng: np.random.Generator) -> None:
    points = np.array([[1.0, 1.0, 0.0], [1.0, 4.0, 4.0], [1.0, 1.0, 12.0]])
    _expect_right(candidate, points, given="points [1 1 0], [1 4 4], [1 1 12] and no others")


# --- hidden ------------------------------------------------------------------------------------------------------


def agrees_with_differences(candidate: Candidate, rng: np.random.Generator) -> None:
    for n, m, d in ((5, 8, 3), (12, 4, 20), (7, 7, 7), (30, 20, 2), (3, 5, 64)):
        points, others = rng.normal(size=(n, d)) * 3, rng.normal(size=(m, d)) * 3 + 1
        _expect_right(candidate, points, others, case="for drawn points")
        _expect_right(candidate, points, case="without a second set")


def shape_of_the_table(candidate: Candidate, rng: np.random.Generator) -> None:
    for n, m, d in ((2, 6, 4), (6, 2, 4), (1, 5, 3), (4, 1, 1), (3, 2, 3)):
        points, others = rng.normal(size=(n, d)), rng.normal(size=(m, d))
        got = expect_shape(candidate.call(points, others), (n, m), what="the table of distances")
        expect_that(got.dtype.kind == "f", "The distances should be floating-point numbers.")
    expect_shape(candidate.call(points), (n, n), what="the table of distances without a second set")


def swapping_and_shuffling(candidate: Candidate, rng: np.random.Generator) -> None:
    points, others = rng.normal(size=(6, 4)), rng.normal(size=(6, 4))
    one = _expect_right(candidate, points, others, case="for drawn points")
    two = _expect_right(candidate, others, points, case="after swapping the sets")
    expect_close(two.T, one, rtol=RELATIVE, atol=1e-6, what="the transposed table after swapping")
    order = rng.permutation(6)
    _expect_right(candidate, points[order], others, case="after shuffling the points")
    own = _expect_right(candidate, points, case="without a second set")
    expect_close(own.T, own, rtol=RELATIVE, atol=1e-6, what="the transposed table of a set with itself")


def equal_points(candidate: Candidate, rng: np.random.Generator) -> None:
    """The expanded square of some of these is below zero, whatever the order of operations."""
    for d in (2, 3, 5, 17, 50):
        points = rng.normal(size=(40, d)) * 7
        _expect_right(candidate, points, case="without a second set")
        others = np.concatenate([points[::-1], points[:5] + 1.0])
        _expect_right(candidate, points, others, case="where points occur in both sets")
    same = np.repeat(rng.normal(size=(1, 6)), 8, axis=0)
    _expect_right(candidate, same, case="for points that are all equal")


def common_offset(candidate: Candidate, rng: np.random.Generator) -> None:
    """At a million float64 holds 1e-10, so differences near one are right to nine digits."""
    case = "for points with a common offset"
    for d in (2, 10):
        points, others = rng.normal(size=(20, d)) * 2, rng.normal(size=(15, d)) * 2
        for offset in (np.full(d, 1e6), np.linspace(-1e6, 1e6, d)):
            _expect_right(candidate, points + offset, others + offset, case=case)
            _expect_right(candidate, points + offset, case=case + " and no second set")


def one_column(candidate: Candidate, rng: np.random.Generator) -> None:
    points, others = np.array([[3.0], [-1.0], [7.5]]), np.array([[0.0], [7.5]])
    _expect_right(candidate, points, others, case="for a single column")
    _expect_right(candidate, points[:1], others[:1], case="for one point on each side")
    _expect_right(candidate, np.array([[2.0, 5.0, 1.0]]), case="for a single point")


def no_points(candidate: Candidate, rng: np.random.Generator) -> None:
    nothing, some = np.zeros((0, 3)), rng.normal(size=(4, 3))
    for points, others in ((nothing, some), (some, nothing), (nothing, nothing), (nothing, None)):
        _expect_right(candidate, points, others, case="with an empty set")


def small_integers(candidate: Candidate, rng: np.random.Generator) -> None:
    values = np.array([[10, 200, 0], [20, 100, 255], [250, 3, 90], [10, 200, 1]])
    for kind in (np.uint8, np.int16, np.int64, np.uint16):
        points = values.astype(kind)
        _expect_right(candidate, points, points[1:], case="for whole numbers")
        _expect_right(candidate, points, case="for whole numbers without a second set")
        _expect_right(candidate, points, values[:2] + 0.25, case="for whole numbers and floats")
    signed = np.array([[-128, 127], [127, -128], [0, 100]], dtype=np.int8)
    _expect_right(candidate, signed, case="for signed bytes")


def single_precision(candidate: Candidate, rng: np.random.Generator) -> None:
    """Seven digits: a squared distance near 30 from squares near 30 is right to 1e-5, its root to 1e-6 or so."""
    points = (rng.normal(size=(9, 8)) + 2).astype(np.float32)
    others = (rng.normal(size=(7, 8)) - 2).astype(np.float32)
    _expect_right(candidate, points, others, case="for float32", tolerance=1e-4)
    # Whole numbers at a million are exact in float32; the points of the other set are not.
    points = (rng.integers(-9, 10, size=(8, 3)) + 1e6).astype(np.float32)
    others = rng.normal(size=(6, 3)) * 5 + 1e6
    _expect_right(candidate, points, others, case="for float32 and float64")
    _expect_right(candidate, others, points, case="for float64 and float32")


def inputs_unchanged(candidate: Candidate, rng: np.random.Generator) -> None:
    points, others = rng.normal(size=(5, 3)) + 4, rng.normal(size=(4, 3))
    _expect_right(candidate, points, others)
    expect_unchanged(candidate, ARGUMENTS)
    _expect_right(candidate, points)
    expect_unchanged(candidate, ARGUMENTS)
    _expect_right(candidate, points, points, case="for the same set given twice")
    expect_unchanged(candidate, ARGUMENTS)


def many_points(candidate: Candidate, rng: np.random.Generator) -> None:
    """All differences at once are 1.2 GB, more than there is. Pairs in Python are 1.2 million calls of NumPy."""
    points, others = rng.normal(size=(1200, 128)), rng.normal(size=(1000, 128))
    args = (points, others)
    answer = expect_fast(candidate, args, reference=_reference, times=8, floor_ms=1100, what="A large call")
    what = "the table of distances for many points"
    expect_close(answer, _reference(points, others), rtol=RELATIVE, atol=1e-5, what=what)
