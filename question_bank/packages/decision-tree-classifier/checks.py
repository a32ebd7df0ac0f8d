"""Checks of the decision tree. The reference tries every cut by brute force and keeps the gap around each threshold.

No tolerance on the answer: labels are right or wrong. What is open is which of several equally good cuts is taken, and
where in the gap between two values the threshold lies. So a query counts only when, on its way down the reference tree,
no node has two different cuts with gains within 1e-9, and no gap holds the query's value. Gains are right to 1e-14.
"""

from itertools import pairwise

from question_bank.checking import (
    Array,
    Candidate,
    TooSlow,
    as_array,
    expect_equal,
    expect_shape,
    expect_that,
    expect_unchanged,
    np,
)

ARGUMENTS = ("X", "y", "queries")


def _gini(y: Array) -> float:
    _, counts = np.unique(y, return_counts=True)
    return float(1.0 - ((counts / len(y)) ** 2).sum())


def _majority(y: Array) -> int:
    names, counts = np.unique(y, return_counts=True)
    return int(names[counts.argmax()])


def _cuts(X: Array, y: Array, min_leaf: int) -> list[tuple[float, int, float, float, Array]]:
    """List all allowed cuts: gain, column, the two values around the gap, which rows go left."""
    found = []
    for at, column in enumerate(X.T):
        values = np.unique(column)
        for low, high in pairwise(values):
            is_left = column <= low
            n_left = int(is_left.sum())
            if min(n_left, len(y) - n_left) >= min_leaf:
                share = n_left / len(y)
                gain = _gini(y) - share * _gini(y[is_left]) - (1 - share) * _gini(y[~is_left])
                found.append((gain, at, float(low), float(high), is_left))
    return found


def _answers(
    X: Array, y: Array, queries: Array, max_depth: int | None = None, min_leaf: int = 1
) -> tuple[Array, Array]:
    """Give the labels of the queries, and which of them are beyond doubt."""
    labels, clear = np.full(len(queries), _majority(y)), np.ones(len(queries), dtype=bool)
    if max_depth == 0 or len(np.unique(y)) == 1 or len(queries) == 0:
        return labels, clear
    cuts = _cuts(X, y, min_leaf)
    if not cuts:
        return labels, clear
    gain, at, low, high, is_left = max(cuts, key=lambda cut: cut[0])
    rivals = [cut for cut in cuts if cut[0] > gain - 1e-9 and not np.array_equal(cut[4], is_left)]
    same = [cut for cut in cuts if cut[0] > gain - 1e-9 and cut[1] != at]
    if gain < 1e-9 or rivals or same:
        # Several cuts are as good, or rounding alone decides: what follows is open.
        return labels, ~clear
    below = None if max_depth is None else max_depth - 1
    down, up = queries[:, at] <= low, queries[:, at] >= high
    clear = down | up
    for side, rows in ((down, is_left), (up, ~is_left)):
        labels[side], clear[side] = _answers(X[rows], y[rows], queries[side], below, min_leaf)
    return labels, clear


def _labels(answer: object, n: int, *, case: str = "", given: str = "") -> Array:
    what = f"the array of predicted labels{' ' if case else ''}{case}"
    got = as_array(answer, what=what, given=given)
    if got.ndim == 2 and got.shape[1] == 1:
        got = got[:, 0]
    return expect_shape(got, (n,), what=what, given=given)


def _expect(
    candidate: Candidate,
    X: Array,
    y: Array,
    queries: Array,
    *,
    case: str = "",
    given: str = "",
    **options: int | None,
) -> int:
    """Demand the reference's labels where they are beyond doubt; say how many those are."""
    wide = X.astype(np.float64)
    wanted, clear = _answers(wide, y, queries.astype(np.float64), **options)
    got = _labels(candidate.call_named("classify", X, y, queries, **options), len(queries), case=case, given=given)
    what = f"the array of predicted labels{' ' if case else ''}{case}"
    expect_equal(got[clear], wanted[clear], what=what, given=given)
    return int(clear.sum())


def _expect_labels(
    candidate: Candidate, X: Array, y: Array, queries: Array, wanted: Array, *, case: str, **options: int | None
) -> None:
    """Demand labels that were worked out by hand."""
    got = _labels(candidate.call_named("classify", X, y, queries, **options), len(queries), case=case)
    expect_equal(got, wanted, what=f"the array of predicted labels {case}")


def _data(rng: np.random.Generator, n: int, d: int, k: int, noise: float = 0.3) -> tuple[Array, Array, Array]:
    X = rng.standard_normal((n, d))
    y = (np.digitize(X[:, 0] + noise * rng.standard_normal(n), [-0.3, 0.8]) + (X[:, -1] > 0.4)) % k
    y[:2] = 0, 1
    return X, y, rng.standard_normal((40, d))


# --- visible -----------------------------------------------------------------------------------------------------


def two_groups(candidate: Candidate, rng: np.random.Generator) -> None:
    X = np.array([[1.0, 7.0], [2.0, 3.0], [3.0, 8.0], [8.0, 2.0], [9.0, 6.0]])
    y = np.array([4, 4, 4, 9, 9])
    given = "X = [1 7] [2 3] [3 8] with label 4, [8 2] [9 6] with label 9; queries [2 5], [8.5 5], [0 0], [20 9]"
    queries = np.array([[2.0, 5.0], [8.5, 5.0], [0.0, 0.0], [20.0, 9.0]])
    got = _labels(candidate.call_named("classify", X, y, queries), 4, given=given)
    expect_equal(got, np.array([4, 9, 4, 9]), what="the array of predicted labels", given=given)


def a_step_in_the_middle(candidate: Candidate, rng: np.random.Generator) -> None:
    X, y = np.arange(7.0)[:, None], np.array([1, 1, 1, 0, 0, 1, 1])
    given = "X = 0, 1, ..., 6 (one column), y = 1 1 1 0 0 1 1; once with max_depth = 1, once without a limit"
    got = _labels(candidate.call_named("classify", X, y, X), 7, given=given)
    expect_equal(got, y, what="the array of labels of the training rows", given=given)
    got = _labels(candidate.call_named("classify", X, y, X, max_depth=1), 7, given=given)
    # The best single cut is after the third row; of the four rows above it two have label 0: the smaller label wins.
    expect_equal(got, np.array([1, 1, 1, 0, 0, 0, 0]), what="the array of labels with max_depth = 1", given=given)


# --- hidden ------------------------------------------------------------------------------------------------------


def agrees_with_reference(candidate: Candidate, rng: np.random.Generator) -> None:
    for n, d, k, depth in ((60, 3, 2, 3), (80, 2, 3, 4), (50, 4, 4, 2), (40, 1, 3, None)):
        X, y, queries = _data(rng, n, d, k)
        _expect(candidate, X, y, queries, max_depth=depth, case="for drawn data")
    X, y, queries = _data(rng, 70, 3, 3, noise=1.0)
    _expect(candidate, X, y, np.vstack([queries, X]), max_depth=3, min_leaf=4, case="for noisy data")


def knows_its_training_rows(candidate: Candidate, rng: np.random.Generator) -> None:
    """Without limits, every row of its own ends in a leaf with its label."""
    for n, d, k in ((50, 3, 4), (30, 1, 2), (9, 9, 3)):
        X, y = rng.standard_normal((n, d)), rng.integers(0, k, size=n)
        _expect_labels(candidate, X, y, X, y, case="of the training rows of a tree without limits")


def depth_counts(candidate: Candidate, rng: np.random.Generator) -> None:
    X, y, queries = _data(rng, 60, 2, 3)
    both = np.vstack([X, queries])
    for depth in (0, 1, 2, 3, None):
        _expect(candidate, X, y, both, max_depth=depth, case="with another largest depth")
    # Eight steps of one column: each level halves them, so three levels are enough and two are not.
    X, y = np.arange(8.0)[:, None], np.array([5, 6, 7, 8, 1, 2, 3, 4])
    got = _labels(candidate.call_named("classify", X, y, X, max_depth=0), 8)
    expect_equal(got, np.full(8, 1), what="the array of labels with a largest depth of zero")
    got = _labels(candidate.call_named("classify", X, y, X, max_depth=1), 8)
    expect_that(len(np.unique(got)) == 2, "With a largest depth of one there should be two leaves.")
    got = _labels(candidate.call_named("classify", X, y, X, max_depth=2), 8)
    expect_that(len(np.unique(got)) in {3, 4}, "With a largest depth of two there should be at most four leaves.")
    _expect_labels(candidate, X, y, X, y, max_depth=7, case="of a tree that is deep enough")


def min_leaf_counts(candidate: Candidate, rng: np.random.Generator) -> None:
    X, y, queries = _data(rng, 60, 2, 3, noise=0.8)
    for least in (2, 5, 12, 25, 31, 100):
        _expect(candidate, X, y, np.vstack([X, queries]), min_leaf=least, max_depth=4, case="with larger leaves")
    X, y = np.arange(6.0)[:, None], np.array([1, 0, 0, 0, 0, 0])
    _expect_labels(candidate, X, y, X, np.zeros(6), min_leaf=2, case="where one odd row may not stand alone")
    _expect_labels(candidate, X, y, X, y, min_leaf=1, case="where one odd row may stand alone")
    y = np.array([2, 2, 2, 7, 7, 7])
    _expect_labels(candidate, X, y, X, y, min_leaf=3, case="where both sides have just enough rows")
    _expect_labels(candidate, X, y, X, np.full(6, 2), min_leaf=4, case="where no side can have enough rows")


def stops_where_nothing_is_gained(candidate: Candidate, rng: np.random.Generator) -> None:
    alike = np.full((5, 2), 3.0)
    _expect_labels(candidate, alike, np.array([1, 8, 8, 1, 8]), alike, np.full(5, 8), case="where all rows are alike")
    X = np.array([[1.0, 5.0], [1.0, 5.0], [1.0, 5.0], [2.0, 5.0], [2.0, 5.0], [2.0, 5.0]])
    y, wanted = np.array([0, 0, 1, 1, 1, 0]), np.array([0, 0, 0, 1, 1, 1])
    _expect_labels(candidate, X, y, X, wanted, case="where rows that are alike have different labels")
    # Neither column tells anything alone.
    X, y = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]]), np.array([5, 4, 4, 5])
    _expect_labels(candidate, X, y, X, np.full(4, 4), case="where no cut lowers the impurity")


def majority_and_ties(candidate: Candidate, rng: np.random.Generator) -> None:
    X = np.zeros((6, 1))
    for y, wanted in (
        ([9, 3, 9, 3, 3, 9], 3),
        ([7, 7, -2, -2, 5, 5], -2),
        ([8, 8, 8, 1, 2, 3], 8),
        ([6, 5, 4, 3, 2, 1], 1),
    ):
        _expect_labels(candidate, X, np.array(y), X[:2], np.full(2, wanted), case="in a leaf with several labels")


def smallest_data(candidate: Candidate, rng: np.random.Generator) -> None:
    queries = np.array([[-5.0, 0.0], [7.0, 2.0]])
    _expect_labels(candidate, queries[:1], np.array([3]), queries, np.array([3, 3]), case="after a single row")
    X = rng.standard_normal((6, 2))
    _expect_labels(candidate, X, np.full(6, -4), queries, np.array([-4, -4]), case="with a single label")
    _expect_labels(candidate, queries, np.array([1, 0]), queries, np.array([1, 0]), case="after two rows")
    _expect_labels(candidate, queries, np.array([1, 0]), queries[1:], np.array([0]), case="for one row alone")


def labels_are_names(candidate: Candidate, rng: np.random.Generator) -> None:
    X, y, queries = _data(rng, 60, 2, 3)
    for names in ([-1, 5, 2], [40, -3, 700], [9, 8, 7]):
        _expect(candidate, X, np.array(names)[y], queries, max_depth=3, case="for labels that are not 0, 1, 2, …")


def equal_values_stay_together(candidate: Candidate, rng: np.random.Generator) -> None:
    for _ in range(4):
        X = rng.integers(0, 4, size=(40, 2)).astype(float)
        y = np.append([0, 1], ((X[2:, 0] > 1) + (rng.random(38) < 0.25)) % 2)
        _expect(candidate, X, y, X, max_depth=2, case="where values repeat")
    # Up to and including the threshold is left: at the training values there is no doubt about the side.
    X, y = np.array([[1.0], [2.0], [2.0], [2.0], [3.0]]), np.array([0, 0, 0, 0, 1])
    _expect_labels(candidate, X, y, X, y, case="where values repeat")


def gini_and_no_other(candidate: Candidate, rng: np.random.Generator) -> None:
    """Stumps: among their cuts entropy and the error rate prefer others."""
    for _ in range(8):
        X = rng.standard_normal((30, 3))
        y = np.append([0, 1, 2], rng.choice(3, size=27, p=[0.6, 0.3, 0.1]))
        _expect(candidate, X, y, X, max_depth=1, case="where other measures of impurity prefer another cut")
        _expect(candidate, X, y, X, max_depth=2, case="where other measures of impurity prefer another cut")


def other_types(candidate: Candidate, rng: np.random.Generator) -> None:
    X = np.array([[200, 3], [210, 1], [250, 2], [240, 4], [220, 9], [255, 8], [130, 7]])
    y = np.array([0, 0, 1, 1, 0, 1, 2])
    for kind in (np.uint8, np.int16, np.int64, np.float32):
        _expect_labels(candidate, X.astype(kind), y, X.astype(kind), y, case="for another type of numbers")
        _expect(candidate, X.astype(kind), y, X.astype(np.float64), max_depth=1, case="for another type of numbers")
    # Read as whole numbers, both rows are the same.
    X = np.array([[0.2, 1.0], [0.8, 1.0], [0.4, 1.0], [0.9, 1.0]])
    _expect_labels(candidate, X, np.array([0, 1, 0, 1]), X, np.array([0, 1, 0, 1]), case="for small fractions")


def fitted_again(candidate: Candidate, rng: np.random.Generator) -> None:
    """Nothing of an earlier fit, or of another tree, is left."""
    X, other_X = rng.standard_normal((30, 2)), rng.standard_normal((25, 2)) * 2
    y, other_y = rng.integers(0, 3, size=30), rng.integers(3, 6, size=25)
    got = _labels(candidate.call_named("fit_twice", X, y, other_X, other_y, other_X), 25)
    expect_equal(got, other_y, what="the array of labels after fitting again")
    got = _labels(candidate.call_named("two_trees", X, y, other_X, other_y, X), 30)
    expect_equal(got, y, what="the array of labels after fitting another tree")


def order_does_not_matter(candidate: Candidate, rng: np.random.Generator) -> None:
    X, y, queries = _data(rng, 60, 3, 3)
    wanted, clear = _answers(X, y, queries, 3, 2)
    rows, mix = rng.permutation(60), rng.permutation(40)
    got = _labels(candidate.call_named("classify", X[rows], y[rows], queries[mix], max_depth=3, min_leaf=2), 40)
    expect_equal(got[clear[mix]], wanted[mix][clear[mix]], what="the array of labels after shuffling rows")
    got = _labels(candidate.call_named("classify", -X, y, -queries, max_depth=3, min_leaf=2), 40)
    expect_equal(got[clear], wanted[clear], what="the array of labels after turning the sign of all columns")


def inputs_unchanged(candidate: Candidate, rng: np.random.Generator) -> None:
    X, y, queries = _data(rng, 20, 2, 2)
    _expect(candidate, X, y, queries, max_depth=2)
    expect_unchanged(candidate, ARGUMENTS)


def hundreds_of_rows(candidate: Candidate, rng: np.random.Generator) -> None:
    # A mask for every threshold takes about a second here, sorting once a few hundredths. A threshold for every pair of
    # values is half a million masks at the root alone.
    X, y = rng.standard_normal((400, 6)), rng.integers(0, 3, size=400)
    got = _labels(candidate.call_named("classify", X, y, X), 400)
    if candidate.cpu_ms > 6000:
        message = (
            "Four hundred rows take many times as long as with one candidate for each pair of neighbouring values."
        )
        raise TooSlow(message)
    expect_equal(got, y, what="the array of labels of four hundred training rows")
