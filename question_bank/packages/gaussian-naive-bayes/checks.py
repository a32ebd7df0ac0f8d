"""Checks of Gaussian naive Bayes. The reference goes class by class and column by column in float64.

Tolerances: sums of log densities are right to about 1e-12 of their size here, a few hundred at most where probabilities
are compared, so 1e-8 leaves room; the wrong answers of the package differ by more than 1e-4. float32 input may be
computed in float32: 1e-2 there, and labels only where they are beyond doubt. Labels are compared where the two best
scores differ by more than 1e-6.
"""

from question_bank.checking import (
    Array,
    Candidate,
    TooSlow,
    as_array,
    as_pair,
    expect_close,
    expect_equal,
    expect_shape,
    expect_that,
    expect_unchanged,
    np,
)

ARGUMENTS = ("X", "y", "queries")
TOLERANCE = 1e-8


def _scores(X: Array, y: Array, queries: Array, smoothing: float = 1e-9) -> tuple[Array, Array]:
    """Give the labels in ascending order, and log prior plus log densities of each query and label."""
    X, queries = X.astype(np.float64), queries.astype(np.float64)
    names = np.unique(y)
    scores = np.zeros((len(queries), len(names)))
    for at, name in enumerate(names):
        rows = X[y == name]
        scores[:, at] = np.log(len(rows) / len(X))
        for column in range(X.shape[1]):
            middle = rows[:, column].sum() / len(rows)
            variance = ((rows[:, column] - middle) ** 2).sum() / len(rows) + smoothing
            away = (queries[:, column] - middle) ** 2 / variance
            scores[:, at] -= 0.5 * away + 0.5 * np.log(2 * np.pi * variance)
    return names, scores


def _reference(X: Array, y: Array, queries: Array, smoothing: float = 1e-9) -> tuple[Array, Array, Array]:
    """Give the labels, the probabilities, and for which queries the label is beyond doubt."""
    names, scores = _scores(X, y, queries, smoothing)
    shifted = scores - scores.max(axis=1, keepdims=True)
    odds = np.exp(shifted)
    ordered = np.sort(scores, axis=1)
    clear = ordered[:, -1] - ordered[:, -2] > 1e-6 if len(names) > 1 else np.ones(len(queries), dtype=bool)
    return names[scores.argmax(axis=1)], odds / odds.sum(axis=1, keepdims=True), clear


def _expect_answer(
    answer: object, wanted: tuple[Array, Array, Array], *, case: str = "", given: str = "", tolerance: float = TOLERANCE
) -> None:
    labels, chances = as_pair(answer, ("labels", "probabilities"), given=given)
    where = f" {case}" if case else ""
    what = f"the array of probabilities{where}"
    got = expect_shape(chances, wanted[1].shape, what=what, given=given)
    expect_close(got, wanted[1], rtol=0, atol=tolerance, what=what, given=given)
    what = f"the array of predicted labels{where}"
    got = as_array(labels, what=what, given=given)
    if got.ndim == 2 and got.shape[1] == 1:
        got = got[:, 0]
    got = expect_shape(got, wanted[0].shape, what=what, given=given)
    expect_equal(got[wanted[2]], wanted[0][wanted[2]], what=what, given=given)


def _check(
    candidate: Candidate,
    X: Array,
    y: Array,
    queries: Array,
    *,
    case: str = "",
    given: str = "",
    tolerance: float = TOLERANCE,
    **options: float,
) -> None:
    answer = candidate.call_named("classify", X, y, queries, **options)
    _expect_answer(answer, _reference(X, y, queries, **options), case=case, given=given, tolerance=tolerance)


def _data(rng: np.random.Generator, n: int, d: int, k: int) -> tuple[Array, Array, Array]:
    """Draw overlapping classes of different size and spread, at least two rows each, and queries among them."""
    y = np.append(np.repeat(np.arange(k), 2), np.minimum(rng.integers(0, k, size=n), rng.integers(0, k, size=n)))
    X = rng.standard_normal((len(y), d)) * (0.6 + 0.5 * y[:, None]) + 0.7 * y[:, None] - np.arange(d)
    turn = rng.permutation(len(y))
    return X[turn], y[turn], rng.standard_normal((15, d)) * 1.5 - np.arange(d) + 0.5


# --- visible -----------------------------------------------------------------------------------------------------


def two_groups(candidate: Candidate, rng: np.random.Generator) -> None:
    X = np.array([[1.0, 2.0], [2.0, 1.0], [1.5, 2.5], [8.0, 9.0], [9.0, 7.0], [9.5, 8.5], [7.5, 8.0]])
    y = np.array([3, 3, 3, 5, 5, 5, 5])
    given = "X = [1 2] [2 1] [1.5 2.5] with label 3, [8 9] [9 7] [9.5 8.5] [7.5 8] with label 5; three queries"
    _check(candidate, X, y, np.array([[1.0, 1.0], [9.0, 9.0], [4.0, 4.0]]), given=given)


def one_column_by_hand(candidate: Candidate, rng: np.random.Generator) -> None:
    # Means 0 and 4, variances 1: the scores at x differ by ((x - 4)^2 - x^2) / 2 = 8 - 4 x; the odds are e to that.
    X, y = np.array([[-1.0], [1.0], [3.0], [5.0]]), np.array([0, 0, 1, 1])
    given = "X = -1, 1 with label 0 and 3, 5 with label 1 (one column); queries 1 and 2.5"
    answer = candidate.call_named("classify", X, y, np.array([[1.0], [2.5]]))
    first = np.array([1 / (1 + np.exp(-4.0)), 1 / (1 + np.exp(2.0))])
    wanted = np.array([0, 1]), np.column_stack([first, 1 - first]), np.array([True, True])
    _expect_answer(answer, wanted, given=given, tolerance=1e-7)


# --- hidden ------------------------------------------------------------------------------------------------------


def agrees_with_reference(candidate: Candidate, rng: np.random.Generator) -> None:
    for n, d, k in ((40, 3, 2), (60, 2, 4), (30, 6, 3), (25, 1, 3), (12, 4, 4)):
        _check(candidate, *_data(rng, n, d, k), case="for drawn data")


def rare_classes(candidate: Candidate, rng: np.random.Generator) -> None:
    # The same spread around the same place: only how often a class occurs tells them apart.
    X = np.array([[0.0], [2.0], [0.0], [2.0], [0.0], [2.0], [0.0], [2.0], [0.5], [1.5]])
    y = np.array([4, 4, 4, 4, 4, 4, 4, 4, 9, 9])
    _check(candidate, X, y, np.array([[1.0], [0.0], [4.0]]), case="where one class is rare")
    X = np.tile(np.array([[0.0, 1.0], [1.0, 3.0]]), (6, 1))
    y = np.array([1, 1, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2])
    _check(candidate, X, y, X[:2] + 0.3, case="where classes differ in nothing but their number of rows")


def few_rows_each(candidate: Candidate, rng: np.random.Generator) -> None:
    """With two or three rows a class, dividing by one row less doubles the variance."""
    X = np.array([[0.0, 1.0], [2.0, 2.0], [1.0, 5.0], [3.0, 4.0], [2.0, 7.0]])
    y = np.array([0, 0, 1, 1, 1])
    queries = np.array([[1.0, 3.0], [2.0, 2.5], [1.5, 2.8]])
    _check(candidate, X, y, queries, case="for classes of two and three rows")


def smoothing_counts(candidate: Candidate, rng: np.random.Generator) -> None:
    X, y, queries = _data(rng, 20, 2, 3)
    for smoothing in (0.5, 3.0, 1e-3):
        _check(candidate, X, y, queries, smoothing=smoothing, case="for another smoothing")
    X, y = np.array([[0.0], [0.0], [1e-4], [3e-4]]), np.array([0, 0, 1, 1])
    _check(candidate, X, y, np.array([[1e-5], [5e-5], [1e-4]]), case="for small numbers and the smoothing as it is")
    _check(candidate, X, y, np.array([[1e-5], [5e-5], [1e-4]]), smoothing=1e-8, case="for small numbers")


def columns_without_spread(candidate: Candidate, rng: np.random.Generator) -> None:
    X = np.array([[1.0, 5.0], [2.0, 5.0], [4.0, 5.0], [3.0, 5.0], [5.0, 5.0], [4.5, 5.0]])
    y = np.array([0, 0, 0, 1, 1, 1])
    case = "with a column that never changes"
    _check(candidate, X, y, np.array([[2.0, 5.0], [4.1, 5.0], [3.4, 5.001]]), case=case)
    # Far off, each score is near minus two billion, of which 1e-16 is 2e-7.
    _check(candidate, X, y, np.array([[3.4, 7.0]]), case=case, tolerance=1e-4)
    X[3:, 1] = 6.0
    case = "with a column that never changes within a class"
    _check(candidate, X, y, np.array([[2.0, 6.0], [4.1, 5.0], [3.4, 5.4]]), case=case)
    X[3:, 1] = np.array([4.0, 6.0, 8.0])
    _check(candidate, X, y, np.array([[3.0, 5.0], [3.0, 5.1], [3.0, 9.0]]), case=case)


def a_class_of_one_row(candidate: Candidate, rng: np.random.Generator) -> None:
    X, y = np.array([[0.0, 1.0], [2.0, 3.0], [1.0, 1.0], [5.0, 5.0]]), np.array([0, 0, 0, 7])
    _check(candidate, X, y, np.array([[5.0, 5.0], [1.0, 2.0], [4.9, 5.0]]), case="with a class of one row")
    _check(candidate, X, y, X, smoothing=0.1, case="with a class of one row")


def labels_are_names(candidate: Candidate, rng: np.random.Generator) -> None:
    X, y, queries = _data(rng, 30, 2, 3)
    for names in ([-1, 5, 2], [40, -3, 700], [9, 8, 7]):
        _check(candidate, X, np.array(names)[y], queries, case="for labels that are not 0, 1, 2, …")
    got = as_array(candidate.call_named("labels_alone", X, y * 10 - 7, queries), what="the labels")
    wanted, _, clear = _reference(X, y * 10 - 7, queries)
    expect_equal(got.reshape(-1)[clear], wanted[clear], what="the array of labels when no probabilities are asked for")


def equal_classes(candidate: Candidate, rng: np.random.Generator) -> None:
    X, y = np.tile(np.array([[0.0, 1.0], [1.0, 5.0], [2.0, 2.0]]), (3, 1)), np.repeat([5, -2, 1], 3)
    labels, _ = as_pair(candidate.call_named("classify", X, y, X[:3]), ("labels", "probabilities"))
    got = as_array(labels, what="the predicted labels").reshape(-1)
    expect_equal(got, np.full(3, -2), what="the array of labels where classes are equally likely")
    _check(candidate, X, np.full(9, 4), X[:3] + 50, case="with a single class")


def far_away(candidate: Candidate, rng: np.random.Generator) -> None:
    """All densities underflow there; their logarithms do not."""
    X, y, queries = _data(rng, 30, 2, 3)
    for factor in (40.0, 1e4):
        labels, chances = as_pair(candidate.call_named("classify", X, y, queries * factor), ("labels", "probabilities"))
        chances = expect_shape(chances, (15, 3), what="the probabilities of rows far from all classes")
        is_fine = np.isfinite(chances).all() and np.allclose(chances.astype(np.float64).sum(axis=1), 1, atol=1e-9)
        expect_that(is_fine, "Far from all classes the probabilities of a row do not sum to one.")
        _expect_answer(
            (labels, chances), _reference(X, y, queries * factor), case="far from all classes", tolerance=1e-6
        )


def many_columns(candidate: Candidate, rng: np.random.Generator) -> None:
    """A product of eight hundred densities is zero or infinite."""
    y = np.repeat([0, 1, 2], 10)
    for size in (1.0, 1e-2, 30.0):
        X = (rng.standard_normal((30, 800)) + 0.15 * y[:, None]) * size
        queries = (rng.standard_normal((12, 800)) + 0.15 * np.repeat([0, 1, 2], 4)[:, None]) * size
        _check(candidate, X, y, queries, case="for hundreds of columns", tolerance=1e-6)


def large_mean(candidate: Candidate, rng: np.random.Generator) -> None:
    # Seconds since 1970 with a spread of one: their squares have no digits left for it.
    X, y, queries = _data(rng, 30, 2, 3)
    near = np.round(np.vstack([X, queries]) * 4) / 4
    X, queries = near[: len(X)], near[len(X) :]
    case = "for columns with a large mean"
    answer = candidate.call_named("classify", X + 1.6e9, y, queries + 1.6e9)
    # Quarters are exact at that size, but a mean is right to 2e-7 only, hence 1e-4 on the probabilities.
    _expect_answer(answer, _reference(X, y, queries), case=case, tolerance=1e-4)


def other_types(candidate: Candidate, rng: np.random.Generator) -> None:
    X = np.array([[10, 200], [30, 180], [20, 250], [90, 100], [120, 140], [100, 90], [80, 120]])
    y, queries = np.array([1, 1, 1, 2, 2, 2, 2]), np.array([[40, 170], [70, 150], [60, 160]])
    for kind in (np.uint8, np.int16, np.int64):
        _check(candidate, X.astype(kind), y, queries.astype(kind), case="for whole numbers")
        _check(candidate, X.astype(kind), y, queries + 0.5, case="for whole numbers as training data")
    single, asked = (X / 64).astype(np.float32), (queries / 64).astype(np.float32)
    _check(candidate, single, y, asked, case="for float32", tolerance=1e-2)


def fitted_again(candidate: Candidate, rng: np.random.Generator) -> None:
    """Nothing of an earlier fit, or of another model, is left."""
    (X, y, queries), (other_X, other_y, _) = _data(rng, 20, 2, 3), _data(rng, 25, 2, 2)
    other_X = other_X * 2 + 1
    answer = candidate.call_named("fit_twice", X, y, other_X, other_y, queries)
    _expect_answer(answer, _reference(other_X, other_y, queries), case="after fitting again")
    answer = candidate.call_named("two_models", X, y, other_X, other_y, queries)
    _expect_answer(answer, _reference(X, y, queries), case="after fitting another model")


def row_by_row(candidate: Candidate, rng: np.random.Generator) -> None:
    X, y, queries = _data(rng, 20, 3, 3)
    turn = rng.permutation(len(X))
    wanted = _reference(X, y, queries)
    _expect_answer(
        candidate.call_named("classify", X[turn], y[turn], queries), wanted, case="after shuffling the training rows"
    )
    alone = candidate.call_named("classify", X, y, queries[:1])
    _expect_answer(alone, tuple(part[:1] for part in wanted), case="of a row that comes alone")  # type: ignore[arg-type]


def inputs_unchanged(candidate: Candidate, rng: np.random.Generator) -> None:
    X, y, queries = _data(rng, 12, 2, 2)
    _check(candidate, X, y, queries)
    expect_unchanged(candidate, ARGUMENTS)


def many_rows(candidate: Candidate, rng: np.random.Generator) -> None:
    # Array operations take some hundredths of a second, and a loop over rows a few tenths; a Python loop over rows,
    # classes and columns has ten million steps.
    y = rng.integers(0, 4, size=4_000)
    X = rng.standard_normal((4_000, 300)) + 0.1 * y[:, None]
    answer = candidate.call_named("classify", X, y, X)
    if candidate.cpu_ms > 2000:
        message = "Four thousand rows of three hundred columns take many times as long as with array operations."
        raise TooSlow(message)
    _expect_answer(answer, _reference(X, y, X), case="for many rows", tolerance=1e-6)
