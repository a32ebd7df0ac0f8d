"""Checks of the best split. The reference tries every cut of every column by brute force, counting afresh each time.

No threshold and no column is compared: a split is what it does to the rows. So the rows are sent to both sides by the
returned column and threshold, their gain is worked out here, and it must be the reported one and the largest there is.

Tolerances: gains are sums of a few squared shares, right to about 1e-14 in any order; wrong answers of the package miss
by more than 1e-4, so 1e-9 leaves room. Whether nothing can be gained is tested only where shares are exact, in halves.
"""

from question_bank.checking import (
    Array,
    Candidate,
    Mapping,
    TooSlow,
    as_array,
    describe,
    expect_close,
    expect_that,
    expect_unchanged,
    fail,
    np,
)

ARGUMENTS = ("X", "y", "min_leaf")
TOLERANCE = 1e-9


def _gini(y: Array) -> float:
    _, counts = np.unique(y, return_counts=True)
    return float(1.0 - ((counts / len(y)) ** 2).sum())


def _gain(y: Array, is_left: Array) -> float:
    left, right = y[is_left], y[~is_left]
    return _gini(y) - len(left) / len(y) * _gini(left) - len(right) / len(y) * _gini(right)


def _best_gain(X: Array, y: Array, min_leaf: int = 1) -> float:
    """Give the largest gain of any allowed split; 0 when there is none."""
    best = 0.0
    for column in X.astype(np.float64).T:
        for value in np.unique(column)[:-1]:
            is_left = column <= value
            if min(is_left.sum(), (~is_left).sum()) >= min_leaf:
                best = max(best, _gain(y, is_left))
    return best


def _parts(answer: object, *, case: str = "", given: str = "") -> tuple[int, float, float] | None:
    """Take the answer apart; None, or a first part that is None, says that there is no split."""
    if answer is None:
        return None
    if isinstance(answer, Mapping):
        answer = tuple(answer.values())
    if not isinstance(answer, (tuple, list)) or len(answer) != 3:
        if type(answer) is not np.ndarray or answer.shape != (3,):
            message = "The function should return three things: the column, the threshold and the gain; or None."
            fail(message, given=given, got=describe(answer))
        answer = tuple(answer)
    if answer[0] is None:
        return None
    found = []
    for part, name in zip(answer, ("column", "threshold", "gain"), strict=True):
        number = as_array(part, what=f"the {name}", given=given)
        is_fine = number.size == 1 and number.dtype.kind in "iuf" and np.isfinite(number.astype(np.float64)).all()
        expect_that(is_fine, f"The {name}{case} should be a single finite number.", given=given, got=number)
        found.append(float(number.reshape(-1)[0]))
    return int(found[0]), found[1], found[2]


def _expect_best(
    candidate: Candidate, X: Array, y: Array, *, case: str = "", given: str = "", **options: int
) -> tuple[int, float, float]:
    where = f" {case}" if case else ""
    parts = _parts(candidate.call(X, y, **options), case=where, given=given)
    if parts is None:
        fail(f"It finds no split{where}, although there is one that lowers the impurity.", given=given)
    column, threshold, gain = parts
    expect_that(0 <= column < X.shape[1], f"The column{where} should be an index of X.", given=given, got=str(column))
    is_left = X[:, column].astype(np.float64) <= threshold
    least = options.get("min_leaf", 1)
    expect_that(0 < is_left.sum() < len(y), f"The threshold{where} leaves one side without rows.", given=given)
    n_small = min(is_left.sum(), (~is_left).sum())
    expect_that(n_small >= least, f"One side of the split{where} has fewer rows than allowed.", given=given)
    real = _gain(y, is_left)
    what = f"the gain of the split{where} (rows up to the threshold on one side, sides weighted by size)"
    expect_close(gain, real, rtol=0, atol=TOLERANCE, what=what, given=given)
    best = _best_gain(X, y, **options)
    expect_that(real >= best - TOLERANCE, f"There is a split{where} with a larger gain.", given=given)
    return parts


def _expect_none(candidate: Candidate, X: Array, y: Array, *, case: str, **options: int) -> None:
    parts = _parts(candidate.call(X, y, **options), case=f" {case}")
    expect_that(parts is None, f"It returns a split {case}, where None is expected.")


# --- visible -----------------------------------------------------------------------------------------------------


def one_column(candidate: Candidate, rng: np.random.Generator) -> None:
    X, y = np.array([[3.0], [1.0], [4.0], [2.0]]), np.array([1, 0, 1, 0])
    given = "X = 3, 1, 4, 2 (one column), y = 1, 0, 1, 0"
    _, threshold, gain = _expect_best(candidate, X, y, given=given)
    expect_that(2 <= threshold < 4, "The threshold should lie from 2 up to 3.", given=given, got=threshold)
    expect_close(gain, 0.5, rtol=0, atol=1e-12, what="the gain", given=given)


def the_better_of_two(candidate: Candidate, rng: np.random.Generator) -> None:
    # The second column has three of the four ones at its lower end; no cut of the first leaves a side as pure.
    X = np.array([[1.0, 5.0], [2.0, 4.0], [3.0, 6.0], [4.0, 1.0], [5.0, 2.0], [6.0, 3.0], [7.0, 8.0], [8.0, 7.0]])
    y = np.array([0, 0, 1, 1, 1, 1, 0, 0])
    given = "X has the columns 1..8 and 5 4 6 1 2 3 8 7; y = 0 0 1 1 1 1 0 0"
    column, _, _ = _expect_best(candidate, X, y, given=given)
    expect_that(column == 1, "The second column separates better.", given=given, got=str(column))


# --- hidden ------------------------------------------------------------------------------------------------------


def agrees_with_reference(candidate: Candidate, rng: np.random.Generator) -> None:
    for n, d, k in ((20, 3, 2), (35, 2, 4), (9, 6, 3), (50, 1, 5), (6, 6, 2)):
        X = rng.standard_normal((n, d))
        y = rng.integers(0, k, size=n)
        y[:2] = 0, 1
        _expect_best(candidate, X, y, case="for labels at random")
        one_apart = (X[:, 0] == X[:, 0].max()).astype(int), (X[:, -1] == X[:, -1].min()).astype(int)
        for labels in one_apart:
            _expect_best(candidate, X, labels, case="where one row is to be cut off")
        y = (X[:, -1] + 0.4 * rng.standard_normal(n) > 0.2).astype(int) + (X[:, 0] > 1)
        y[:2] = 0, 1
        _expect_best(candidate, X, y, case="for labels that depend on the columns")


def equal_values_stay_together(candidate: Candidate, rng: np.random.Generator) -> None:
    case = "where values repeat"
    # Sorted by value and then as they come, the labels would separate in the midst of the twos.
    X, y = np.array([[1.0], [2.0], [2.0], [2.0], [2.0], [3.0]]), np.array([0, 0, 0, 1, 1, 1])
    _expect_best(candidate, X, y, case=case)
    X = np.array([[1.0], [1.0], [1.0], [1.0], [5.0], [5.0]])
    _expect_best(candidate, X, np.array([0, 0, 1, 1, 1, 0]) * np.array([1, 1, 1, 1, 0, 1]), case=case)
    for _ in range(6):
        X = rng.integers(0, 4, size=(24, 3)).astype(float)
        y = np.append([0, 1, 2], rng.integers(0, 3, size=21))
        X[:3] = np.array([[0.0, 3.0, 1.0], [3.0, 0.0, 2.0], [1.0, 1.0, 0.0]])
        _expect_best(candidate, X, y, case=case)


def children_count_by_size(candidate: Candidate, rng: np.random.Generator) -> None:
    """A single pure row looks best when both sides count the same."""
    case = "where sides differ in size"
    y = np.array([1, 0, 0, 0, 0, 1, 0, 1, 1, 1, 1, 1, 0])
    X = np.arange(13.0)[:, None]
    _expect_best(candidate, X, y, case=case)
    y = np.array([1, 0, 1, 0, 0, 1, 0, 0, 1, 1, 1, 0, 1, 0, 1, 1])
    _expect_best(candidate, np.arange(16.0)[::-1, None], y, case=case)


def gini_and_no_other(candidate: Candidate, rng: np.random.Generator) -> None:
    """Among these cuts entropy, the error rate and Gini prefer different ones."""
    case = "where other measures of impurity prefer another split"
    for _ in range(8):
        y = np.append([0, 1, 2], rng.choice(3, size=27, p=[0.6, 0.3, 0.1]))
        _expect_best(candidate, rng.standard_normal((30, 4)), y, case=case)
    first, second = np.repeat([0, 1], [5, 5]), np.repeat([0, 1], [2, 8])
    y = np.array([0, 0, 0, 1, 0, 0, 1, 1, 1, 1])
    X = np.column_stack([first, second]).astype(float)
    _expect_best(candidate, X, y, case=case)


def min_leaf_counts(candidate: Candidate, rng: np.random.Generator) -> None:
    X, y = np.arange(10.0)[:, None], np.array([1, 0, 0, 0, 0, 0, 0, 0, 1, 1])
    for least in (1, 2, 3, 4, 5):
        _expect_best(candidate, X, y, min_leaf=least, case="with a smallest number of rows for each side")
    for least in (6, 10, 50):
        _expect_none(candidate, X, y, min_leaf=least, case="where no side could have enough rows")
    X = rng.integers(0, 5, size=(30, 3)).astype(float)
    y = (X[:, 0] == 0).astype(int) + (X[:, 1] > 3)
    for least in (4, 9):
        if _best_gain(X, y, least) > 1e-6:
            _expect_best(candidate, X, y, min_leaf=least, case="with a smallest number of rows for each side")
    # Two values only, four rows against six: all or nothing.
    X, y = np.repeat([0.0, 1.0], [4, 6])[:, None], np.repeat([0, 1], [4, 6])
    _expect_best(candidate, X, y, min_leaf=4, case="where the smaller side has exactly enough rows")
    _expect_none(candidate, X, y, min_leaf=5, case="where the only cut leaves too few rows")
    # By name and by place.
    X, y = np.array([[1.0], [2.0], [3.0], [4.0]]), np.array([0, 1, 1, 1])
    _, threshold, _ = _parts(candidate.call(X, y, 2)) or (0, 0.0, 0.0)
    expect_that(2 <= threshold < 3, "The third argument, the smallest number of rows, is not taken by place.")


def nothing_to_gain(candidate: Candidate, rng: np.random.Generator) -> None:
    X = np.array([[1.0, 4.0], [2.0, 3.0], [3.0, 2.0], [4.0, 1.0]])
    _expect_none(candidate, X, np.full(4, 3), case="for rows of a single label")
    _expect_none(candidate, np.full((4, 2), 5.0), np.array([0, 1, 0, 1]), case="where all rows are alike")
    _expect_none(candidate, X[:1], np.array([1]), case="for a single row")
    _expect_none(candidate, X[:1], np.array([1]), min_leaf=3, case="for a single row")
    _expect_none(candidate, np.full((2, 1), -1.0), np.array([0, 1]), case="for two rows that are alike")
    # Neither column says anything alone.
    X = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
    _expect_none(candidate, X, np.array([0, 1, 1, 0]), case="where no split lowers the impurity")
    _expect_best(candidate, X[:2], np.array([0, 1]), case="for two rows, with one column that is constant")


def gains_may_be_small(candidate: Candidate, rng: np.random.Generator) -> None:
    """A gain of less than a thousandth, for shares of 0.50 and 0.53, is far more than rounding."""
    X, y = np.repeat([0.0, 1.0], [500, 500])[:, None], np.repeat([0, 1, 0, 1], [250, 250, 235, 265])
    rows = rng.permutation(1000)
    _expect_best(candidate, X[rows], y[rows], case="where the gain is small")
    _expect_best(candidate, np.array([[2.0], [1.0]]), np.array([0, 1]), case="for two rows")


def labels_are_names(candidate: Candidate, rng: np.random.Generator) -> None:
    X = rng.standard_normal((25, 3))
    for names in ([-1, 1], [-5, 700, 12], [9, 8, 7, 6, 5], [-3, -2, 4], [0, -1, 1]):
        y = np.array(names)[(np.arange(25) * 7) % len(names)]
        _expect_best(candidate, X, y, case="for labels that are not 0, 1, 2, …")


def other_types(candidate: Candidate, rng: np.random.Generator) -> None:
    X = np.array([[200, 3], [210, 1], [250, 2], [240, 4], [220, 9], [255, 8]])
    y = np.array([0, 0, 1, 1, 0, 1])
    for kind in (np.uint8, np.int16, np.int64, np.float32):
        _expect_best(candidate, X.astype(kind), y, case="for another type of numbers")
        _expect_best(candidate, X.astype(kind)[:, ::-1].copy(), y.astype(np.uint8), case="for another type of labels")
    _expect_best(candidate, X.astype(np.int64) - 230, y, case="for negative numbers")


def values_close_together(candidate: Candidate, rng: np.random.Generator) -> None:
    """Not rounded, not binned: what differs may be cut apart."""
    X = np.array([[0.0], [1e-7], [2e-7], [3e-7], [4e-7], [100.0]])
    _expect_best(candidate, X, np.array([0, 0, 0, 1, 1, 1]), case="where values differ by very little")
    _expect_best(candidate, X[:5] + 5000, np.array([0, 0, 1, 1, 1]), case="where values differ by very little")
    _expect_best(candidate, X[:5] * 1e9 + 1e12, np.array([0, 1, 1, 1, 1]), case="for large numbers")


def order_does_not_matter(candidate: Candidate, rng: np.random.Generator) -> None:
    X, y = rng.standard_normal((30, 4)), rng.integers(0, 3, size=30)
    gain = _expect_best(candidate, X, y, case="")[2]
    rows, columns = rng.permutation(30), np.array([2, 0, 3, 1])
    after = _expect_best(candidate, X[rows][:, columns], y[rows], case="after shuffling rows and columns")[2]
    expect_close(after, gain, rtol=0, atol=TOLERANCE, what="the gain after shuffling rows and columns")
    _expect_best(candidate, -X, y, case="after turning the sign of all columns")


def inputs_unchanged(candidate: Candidate, rng: np.random.Generator) -> None:
    X, y = rng.standard_normal((12, 2)), rng.integers(0, 2, size=12)
    y[:2] = 0, 1
    _expect_best(candidate, X, y)
    expect_unchanged(candidate, ARGUMENTS)


def many_rows(candidate: Candidate, rng: np.random.Generator) -> None:
    # Sorting once and counting on takes some hundredths of a second with arrays and half a second in a Python loop.
    # Counting afresh for each of seventy thousand cuts goes through two billion rows.
    X = rng.standard_normal((24_000, 3))
    y = (X[:, 1] > 0.3).astype(int) + 2 * (rng.random(24_000) < 0.2)
    answer = candidate.call(X, y)
    if candidate.cpu_ms > 3000:
        message = "Twenty-four thousand rows take many times as long as when each column is sorted once."
        raise TooSlow(message)
    parts = _parts(answer)
    expect_that(parts is not None and parts[0] == 1, "The column of the best split for many rows is wrong.")
    assert parts is not None
    real = _gain(y, X[:, 1] <= parts[1])
    expect_close(parts[2], real, rtol=0, atol=TOLERANCE, what="the gain for many rows")
    expect_that(real >= _gain(y, X[:, 1] <= 0.3) - TOLERANCE, "There is a better threshold for many rows.")
