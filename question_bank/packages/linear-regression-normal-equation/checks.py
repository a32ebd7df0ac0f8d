"""Checks of linear regression in closed form. The reference projects on an orthonormal basis (pivoted Gram-Schmidt).

Where columns depend on each other the weights are open, so what is compared is X w + b, which all minimisers share.

Tolerances: a solver on the table itself is right to about 1e-10 here, one on the products X'X to about 1e-9 (the
condition number counts twice) where it gets there at all, except for the year column, where that loses more digits
and the bound is wider. The wrong answers of the package differ by more than 1e-4, so 1e-6 leaves room on both sides.
float32 input may be computed in float32: 1e-3 there.
"""

from question_bank.checking import (
    Array,
    Candidate,
    Mapping,
    as_array,
    describe,
    expect_close,
    expect_fast,
    expect_that,
    expect_unchanged,
    fail,
    np,
)

ARGUMENTS = ("X", "y", "fit_intercept")
TOLERANCE = 1e-6
Fit = tuple[Array, float]


def _fitted(X: Array, y: Array, *, fit_intercept: bool = True) -> Array:
    """Give the least-squares fit at the training rows: the projection of y on the columns."""
    X, y = X.astype(np.float64), y.astype(np.float64)
    middle = y.mean() if fit_intercept else 0.0
    left = (X - X.mean(axis=0)) if fit_intercept else X.copy()
    sizes = np.sqrt((X**2).sum(axis=0))
    left = left / np.where(sizes > 0, sizes, 1.0)
    rest, found = y - middle, np.zeros(len(y))
    for _ in range(min(left.shape)):
        lengths = np.sqrt((left**2).sum(axis=0))
        at = int(lengths.argmax())
        if lengths[at] < 1e-10:
            break
        basis = left[:, at] / lengths[at]
        found = found + basis * (basis @ rest)
        for _ in range(2):
            left = left - np.outer(basis, basis @ left)
    return found + middle


def _exact(X: Array, y: Array, *, fit_intercept: bool = True) -> Fit:
    """Give the weights themselves, by elimination on centred products; for full column rank and tame columns only."""
    X, y = X.astype(np.float64), y.astype(np.float64)
    mean, middle = (X.mean(axis=0), float(y.mean())) if fit_intercept else (np.zeros(X.shape[1]), 0.0)
    centred = X - mean
    weights = np.linalg.solve(centred.T @ centred, centred.T @ (y - middle))
    return weights, middle - float(mean @ weights) if fit_intercept else 0.0


def _parts(answer: object, d: int, *, case: str = "", given: str = "") -> Fit:
    """Take the answer apart. Weights may come as a column, the intercept as an array that holds one number."""
    if isinstance(answer, Mapping):
        answer = tuple(answer.values())
    if not isinstance(answer, (tuple, list)) or len(answer) != 2:
        fail("The function should return two things: the weights and the intercept.", given=given, got=describe(answer))
    weights = as_array(answer[0], what="the first result, the weights,", given=given)
    intercept = as_array(answer[1], what="the second result, the intercept,", given=given)
    is_fine = weights.size == d and weights.ndim in {1, 2}
    expect_that(is_fine, "The first result should hold one weight for each column of X.", given=given, got=weights)
    expect_that(
        intercept.size == 1, "The second result, the intercept, should be a single number.", given=given, got=intercept
    )
    for part, what in ((weights, "weights"), (intercept, "intercept")):
        is_fine = part.dtype.kind in "iuf" and np.isfinite(part.astype(np.float64)).all()
        expect_that(is_fine, f"NaN, infinity or no number at all in the {what}{case}.", given=given, got=part)
    return weights.astype(np.float64).reshape(-1), float(intercept.reshape(-1)[0])


def _expect_weights(
    candidate: Candidate, X: Array, y: Array, *, case: str, given: str = "", tolerance: float = TOLERANCE, **flag: bool
) -> None:
    """Demand the weights themselves, where they are determined."""
    where = f" {case}" if case else ""
    got = _parts(candidate.call(X, y, **flag), X.shape[1], case=where, given=given)
    wanted = _exact(X, y, **flag)
    scales = float(np.abs(wanted[0]).max()), abs(wanted[1]) + float(np.abs(y).max())
    for mine, theirs, scale, name in zip(got, wanted, scales, ("array of weights", "intercept"), strict=True):
        expect_close(mine, theirs, rtol=0, atol=tolerance * scale, what=f"the {name}{where}", given=given)


def _expect_fit(
    candidate: Candidate, X: Array, y: Array, *, case: str, tolerance: float = TOLERANCE, **flag: bool
) -> None:
    """Demand the smallest squared error, whichever weights reach it."""
    weights, intercept = _parts(candidate.call(X, y, **flag), X.shape[1], case=f" {case}")
    if flag.get("fit_intercept") is False:
        expect_close(intercept, 0.0, rtol=0, atol=0, what=f"the intercept {case}, where none was asked for,")
    scale = float(np.abs(y.astype(np.float64)).max()) + 1e-12
    what = f"the array of fitted values X w + b {case}"
    expect_close(
        X.astype(np.float64) @ weights + intercept, _fitted(X, y, **flag), rtol=0, atol=tolerance * scale, what=what
    )


def _data(rng: np.random.Generator, n: int, d: int) -> tuple[Array, Array]:
    X = rng.standard_normal((n, d)) + 0.4
    return X, X @ (1.0 + rng.random(d)) * 2 + 3.5 + 0.5 * rng.standard_normal(n)


# --- visible -----------------------------------------------------------------------------------------------------


def an_exact_plane(candidate: Candidate, rng: np.random.Generator) -> None:
    X = np.array([[1.0, 0.0], [0.0, 1.0], [2.0, 1.0], [1.0, 3.0], [4.0, 2.0]])
    given = "X = [1 0], [0 1], [2 1], [1 3], [4 2]; y = 2 x1 - x2 + 5"
    weights, intercept = _parts(candidate.call(X, 2 * X[:, 0] - X[:, 1] + 5), 2, given=given)
    expect_close(weights, np.array([2.0, -1.0]), rtol=0, atol=1e-8, what="the array of weights", given=given)
    expect_close(intercept, 5.0, rtol=0, atol=1e-8, what="the intercept", given=given)


def a_line_by_hand(candidate: Candidate, rng: np.random.Generator) -> None:
    # Means are 2 and 4; the slope is (1*3 + 0 + 1*2) / 2 = 2.5 over x = 1, 2, 3 with y = 1, 5, 6.
    X, y = np.array([[1.0], [2.0], [3.0]]), np.array([1.0, 5.0, 6.0])
    given = "X = 1, 2, 3 (one column), y = 1, 5, 6"
    weights, intercept = _parts(candidate.call(X, y), 1, given=given)
    expect_close(weights, np.array([2.5]), rtol=0, atol=1e-8, what="the array of weights", given=given)
    expect_close(intercept, -1.0, rtol=0, atol=1e-8, what="the intercept", given=given)


# --- hidden ------------------------------------------------------------------------------------------------------


def agrees_with_reference(candidate: Candidate, rng: np.random.Generator) -> None:
    for n, d in ((40, 3), (25, 6), (60, 1), (8, 5)):
        X, y = _data(rng, n, d)
        _expect_weights(candidate, X, y, case="for drawn data")
    X = np.array([[0.0, 3.0], [1.0, 1.0], [2.0, 5.0], [4.0, 2.0], [7.0, 0.0]])
    _expect_weights(candidate, X, np.array([1.0, -2.0, 4.0, 0.5, 3.0]), case="for five rows")


def without_an_intercept(candidate: Candidate, rng: np.random.Generator) -> None:
    case = "without an intercept"
    # 1*1 + 2*5 + 3*6 = 29 over 1 + 4 + 9 = 14.
    got = _parts(candidate.call(np.array([[1.0], [2.0], [3.0]]), np.array([1.0, 5.0, 6.0]), fit_intercept=False), 1)
    expect_close(got[0], np.array([29.0 / 14.0]), rtol=0, atol=1e-8, what=f"the array of weights {case}")
    expect_close(got[1], 0.0, rtol=0, atol=0, what=f"the intercept {case}")
    for n, d in ((30, 3), (12, 1), (6, 6)):
        X, y = _data(rng, n, d)
        X = X + 2 * np.eye(n, d)
        _expect_fit(candidate, X, y + 20, fit_intercept=False, case=case)
    X, y = _data(rng, 30, 4)
    _expect_weights(candidate, X, y + 20, fit_intercept=False, case=case)


def intercept_when_asked(candidate: Candidate, rng: np.random.Generator) -> None:
    X, y = _data(rng, 20, 2)
    _expect_weights(candidate, X, y + 50, fit_intercept=True, case="with an intercept asked for by name")
    _expect_weights(candidate, X, y - 50, case="when nothing is said about the intercept")
    by_name = _parts(candidate.call(X=X, y=y, fit_intercept=True), 2)
    expect_close(
        by_name[0], _exact(X, y)[0], rtol=TOLERANCE, atol=TOLERANCE, what="the weights when arguments are given by name"
    )


def columns_that_depend(candidate: Candidate, rng: np.random.Generator) -> None:
    """Copies, multiples and sums of columns: X'X is singular, and the fit is there all the same."""
    a = np.array([1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 8.0])
    b = np.array([2.0, 0.0, 1.0, 5.0, 3.0, 3.0, 1.0])
    y = np.array([3.0, 1.0, 4.0, 1.0, 5.0, 9.0, 2.0])
    for columns in ((a, a), (a, 2 * a, b), (a, b, a + b), (a, b, a, b), (b, b, b)):
        for flag in (True, False):
            X = np.column_stack(columns)
            _expect_fit(candidate, X, y, fit_intercept=flag, case="where columns depend on each other")
    # One column for each group, which add up to the ones of the intercept.
    groups = np.eye(3)[[0, 1, 2, 1, 0, 2, 2]]
    _expect_fit(candidate, groups, y, case="for groups written as zeros and ones")


def constant_columns(candidate: Candidate, rng: np.random.Generator) -> None:
    a, y = np.array([1.0, 2.0, 4.0, 7.0, 3.0]), np.array([2.0, 0.0, 5.0, 6.0, 1.0])
    for level in (1.0, 3.0, 0.0):
        X = np.column_stack([a, np.full(5, level)])
        _expect_fit(candidate, X, y, case="with a constant column")
        _expect_fit(candidate, X, y, fit_intercept=False, case="with a constant column and no intercept")
    _expect_fit(candidate, np.zeros((5, 2)), y, case="where all columns are zero")
    _expect_fit(candidate, np.zeros((5, 2)), y, fit_intercept=False, case="where all columns are zero, no intercept")
    _expect_fit(candidate, a[:, None], np.full(5, -4.0), case="for equal targets")


def fewer_rows_than_columns(candidate: Candidate, rng: np.random.Generator) -> None:
    case = "with fewer rows than columns"
    X = np.array([[1.0, 2.0, 0.0, 4.0, 1.0], [3.0, 1.0, 1.0, 0.0, 2.0], [0.0, 5.0, 2.0, 1.0, 1.0]])
    y = np.array([4.0, -1.0, 7.0])
    for flag in (True, False):
        _expect_fit(candidate, X, y, fit_intercept=flag, case=case)
        _expect_fit(candidate, X[:2], y[:2], fit_intercept=flag, case=case)
        _expect_fit(candidate, X[:1], y[:1], fit_intercept=flag, case="for a single row")
    _expect_fit(candidate, X[:1, :1], y[:1], case="for a single row and column")
    X, y = _data(rng, 6, 9)
    _expect_fit(candidate, X, y, case=case)


def columns_of_other_scale(candidate: Candidate, rng: np.random.Generator) -> None:
    X, y = _data(rng, 40, 2)
    for scale in ((1.0, 1000.0), (0.003, 0.002), (2e-4, 1e-4)):
        _expect_weights(candidate, X * np.array(scale), y, case="for columns of another scale")
    # Side by side: on the products the small column is sixteen digits down, and a pseudo-inverse drops it.
    mixed = X * np.array([9000.0, 1e-4])
    _expect_fit(candidate, mixed, y, case="where one column is in thousands and one in ten-thousandths")
    _expect_fit(candidate, mixed, y, fit_intercept=False, case="where columns of other scales pass through the origin")
    _expect_weights(candidate, X * 1e-4, y, fit_intercept=False, case="for small columns without an intercept")
    _expect_weights(candidate, X, y * 1e-5, case="for small targets")


def a_column_of_years(candidate: Candidate, rng: np.random.Generator) -> None:
    # Years have a large mean and a small spread. A solver on X'X loses some five of sixteen digits more than one on X,
    # which 1e-3 leaves room for; in float32 nothing is left.
    years = np.array([2009.0, 2011.0, 2012.0, 2014.0, 2015.0, 2017.0, 2018.0, 2020.0])
    prices = np.array([10.0, 13.0, 12.0, 17.0, 16.0, 21.0, 20.0, 25.0])
    weights, intercept = _parts(candidate.call(years[:, None], prices), 1)
    slope = _exact(years[:, None], prices)[0]
    expect_close(weights, slope, rtol=1e-3, atol=0, what="the weight of a column of years")
    what = "the array of fitted values for a column of years"
    expect_close(years * weights[0] + intercept, _fitted(years[:, None], prices), rtol=0, atol=0.02, what=what)


def other_types(candidate: Candidate, rng: np.random.Generator) -> None:
    X = np.array([[200, 10], [100, 250], [50, 120], [30, 200], [250, 90], [140, 60]])
    y = np.array([90, 200, 120, 160, 110, 80])
    for kind in (np.uint8, np.int16, np.int64):
        for flag in (True, False):
            _expect_weights(candidate, X.astype(kind), y, fit_intercept=flag, case="for whole numbers as features")
            _expect_weights(
                candidate, X.astype(kind), y.astype(kind), fit_intercept=flag, case="for whole numbers throughout"
            )
    single = (X / 100).astype(np.float32), (y / 100).astype(np.float32)
    _expect_weights(candidate, *single, case="for float32", tolerance=1e-3)


def order_does_not_matter(candidate: Candidate, rng: np.random.Generator) -> None:
    X, y = _data(rng, 15, 4)
    weights, intercept = _parts(candidate.call(X, y), 4)
    rows, columns = rng.permutation(15), np.array([2, 0, 3, 1])
    turned, same = _parts(candidate.call(X[rows][:, columns], y[rows]), 4)
    expect_close(turned, weights[columns], rtol=0, atol=TOLERANCE * 5, what="the array of weights after shuffling")
    expect_close(same, intercept, rtol=0, atol=TOLERANCE * 20, what="the intercept after shuffling rows and columns")


def inputs_unchanged(candidate: Candidate, rng: np.random.Generator) -> None:
    X, y = _data(rng, 15, 2)
    for flag in (True, False):
        _expect_fit(candidate, X, y, fit_intercept=flag, case="for fifteen rows")
        expect_unchanged(candidate, ARGUMENTS)


def many_rows(candidate: Candidate, rng: np.random.Generator) -> None:
    # The products cost some hundredths of a second; a Python loop over all entries of them takes seven million steps,
    # some seconds, and a table of rows times rows would be 3.2 GB.
    X, y = _data(rng, 20_000, 18)
    answer = expect_fast(candidate, (X, y), reference=_exact, times=20, floor_ms=400, what="A large fit")
    weights, _ = _parts(answer, 18, case=" for many rows")
    expect_close(weights, _exact(X, y)[0], rtol=0, atol=1e-5, what="the array of weights for many rows")
