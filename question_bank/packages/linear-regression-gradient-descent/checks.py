"""Checks of linear regression by gradient descent. The reference below sums over rows in float64.

Tolerances: with steps that converge rounding does not grow, and any order of summation is right to about 1e-13 here;
wrong answers of the package differ by more than 1e-4, so 1e-8 leaves room on both sides. float32 input may be computed
in float32: 1e-3 there.
"""

from question_bank.checking import (
    Array,
    Candidate,
    Mapping,
    as_array,
    describe,
    expect_close,
    expect_fast,
    expect_shape,
    expect_that,
    expect_unchanged,
    fail,
    np,
)

ARGUMENTS = ("X", "y", "learning_rate", "n_iterations")
NAMES = ("weights", "bias", "losses")
TOLERANCE = 1e-8
Fit = tuple[Array, float, Array]


def _reference(X: Array, y: Array, learning_rate: float = 0.05, n_iterations: int = 500) -> Fit:
    X, y = X.astype(np.float64), y.astype(np.float64).reshape(-1)
    weights, bias, losses = np.zeros(X.shape[1]), 0.0, []
    for _ in range(n_iterations):
        errors = (X * weights).sum(axis=1) + bias - y
        losses.append((errors * errors).sum() / len(y))
        weights = weights - learning_rate * (X * errors[:, None]).sum(axis=0) * 2.0 / len(y)
        bias = bias - learning_rate * errors.sum() * 2.0 / len(y)
    return weights, float(bias), np.array(losses)


def _parts(answer: object, d: int, n_iterations: int, *, case: str = "", given: str = "") -> Fit:
    """Take the answer apart. The bias may come as a number or as an array that holds one."""
    if isinstance(answer, Mapping) and set(NAMES) <= set(answer):
        answer = tuple(answer[name] for name in NAMES)
    if not isinstance(answer, (tuple, list)) or len(answer) != len(NAMES):
        message = "The function should return three things: the weights, the bias and the losses."
        fail(message, given=given, got=describe(answer))
    weights = expect_shape(answer[0], (d,), what="the first result, the weights,", given=given)
    bias = as_array(answer[1], what="the second result, the bias,", given=given)
    expect_that(bias.size == 1, "The second result, the bias, should be a single number.", given=given, got=bias)
    losses = expect_shape(answer[2], (n_iterations,), what="the third result, the losses,", given=given)
    for part, what in ((weights, "weights"), (bias, "bias"), (losses, "losses")):
        is_fine = part.dtype.kind in "iuf" and np.isfinite(part.astype(np.float64)).all()
        expect_that(is_fine, f"NaN, infinity or no number at all among the {what}{case}.", given=given)
    return weights, float(bias.reshape(-1)[0]), losses


def _expect_fit(
    candidate: Candidate,
    X: Array,
    y: Array,
    *,
    case: str = "",
    given: str = "",
    tolerance: float = TOLERANCE,
    **options: float,
) -> Fit:
    """Call with only the options that are given and demand the reference's answer."""
    wanted = _reference(X, y, **options)
    where = f" {case}" if case else ""
    got = _parts(candidate.call(X, y, **options), X.shape[1], len(wanted[2]), case=where, given=given)
    for mine, theirs, name in zip(got, wanted, NAMES, strict=True):
        what = f"the result called {name}{where}"
        expect_close(mine, theirs, rtol=tolerance, atol=tolerance, what=what, given=given)
    return got


def _data(rng: np.random.Generator, n: int, d: int) -> tuple[Array, Array]:
    X = rng.standard_normal((n, d)) + 0.3
    return X, X @ rng.standard_normal(d) * 2 + 1.5 + 0.5 * rng.standard_normal(n)


# --- visible -----------------------------------------------------------------------------------------------------


def one_step(candidate: Candidate, rng: np.random.Generator) -> None:
    # All predictions are zero: the slopes are -2 mean(y x) and -2 mean(y).
    X, y = np.array([[1.0, 0.0], [0.0, 2.0], [1.0, 2.0], [3.0, 0.0]]), np.array([1.0, 2.0, 3.0, 2.0])
    given = "X = [1 0], [0 2], [1 2], [3 0]; y = 1, 2, 3, 2; learning_rate = 0.1, n_iterations = 1"
    got = _parts(candidate.call(X, y, learning_rate=0.1, n_iterations=1), 2, 1, given=given)
    wanted = (np.array([0.5, 0.5]), 0.4, np.array([4.5]))
    for mine, theirs, name in zip(got, wanted, NAMES, strict=True):
        expect_close(mine, theirs, rtol=1e-12, atol=1e-12, what=f"the result called {name}", given=given)


def an_exact_line(candidate: Candidate, rng: np.random.Generator) -> None:
    X = np.array([[-1.0], [0.0], [1.0], [2.0]])
    given = "X = -1, 0, 1, 2 (one column), y = 3 x + 1, defaults for the rest"
    _expect_fit(candidate, X, 3.0 * X[:, 0] + 1.0, given=given)


# --- hidden ------------------------------------------------------------------------------------------------------


def agrees_with_reference(candidate: Candidate, rng: np.random.Generator) -> None:
    for n, d, rate, steps in ((40, 3, 0.1, 60), (25, 6, 0.03, 40), (9, 9, 0.02, 30), (4, 7, 0.02, 30)):
        X, y = _data(rng, n, d)
        _expect_fit(candidate, X, y * 10, learning_rate=rate, n_iterations=steps, case="for drawn data")


def defaults_are_used(candidate: Candidate, rng: np.random.Generator) -> None:
    # The second column is short, so its weight is still on its way when the agreed number of steps is over.
    X, y = _data(rng, 30, 2)
    X[:, 1] *= 0.1
    _expect_fit(candidate, X, y, case="when nothing but the data is given")
    _expect_fit(candidate, X, y, n_iterations=20, case="when only the number of iterations is given")
    _expect_fit(candidate, X, y, learning_rate=0.01, case="when only the learning rate is given")


def arguments_count(candidate: Candidate, rng: np.random.Generator) -> None:
    X, y = _data(rng, 20, 3)
    for rate in (0.001, 0.12):
        _expect_fit(candidate, X, y, learning_rate=rate, n_iterations=15, case="for another learning rate")
    for steps in (1, 2, 7, 1500):
        _expect_fit(candidate, X, y, n_iterations=steps, case="for another number of iterations")
    by_place = _parts(candidate.call(X, y, 0.04, 9), 3, 9)
    what = "the array of weights when arguments are given by place"
    expect_close(by_place[0], _reference(X, y, 0.04, 9)[0], rtol=TOLERANCE, atol=TOLERANCE, what=what)


def targets_in_a_column(candidate: Candidate, rng: np.random.Generator) -> None:
    for n, d in ((12, 3), (5, 1), (6, 6)):
        X, y = _data(rng, n, d)
        options = {"learning_rate": 0.03, "n_iterations": 25}
        _expect_fit(candidate, X, y[:, None], case="for targets of shape (n, 1)", **options)


def errors_are_orthogonal(candidate: Candidate, rng: np.random.Generator) -> None:
    """At the minimum the errors average to zero and have no part along any column."""
    X, y = _data(rng, 60, 2)
    weights, bias, _ = _parts(candidate.call(X, y, learning_rate=0.1, n_iterations=1500), 2, 1500)
    errors = X @ weights.astype(np.float64) + bias - y
    slopes = np.append(X.T @ errors, errors.sum()) / 60
    expect_that(np.abs(slopes) < 1e-6, "After many steps the errors still follow a column, or do not average to zero.")


def losses_come_before_steps(candidate: Candidate, rng: np.random.Generator) -> None:
    X, y = _data(rng, 30, 4)
    weights, bias, losses = _parts(candidate.call(X, y, n_iterations=6), 4, 6)
    what = "the first loss, which belongs to the start,"
    expect_close(float(losses[0]), float((y**2).mean()), rtol=1e-9, atol=0.0, what=what)
    longer = _parts(candidate.call(X, y, n_iterations=7), 4, 7)
    expected = float(((X @ weights.astype(np.float64) + bias - y) ** 2).mean())
    what = "the loss that follows on a run with one step less"
    expect_close(float(longer[2][6]), expected, rtol=1e-9, atol=1e-12, what=what)


def repeated_rows_change_nothing(candidate: Candidate, rng: np.random.Generator) -> None:
    X, y = _data(rng, 20, 3)
    once = _parts(candidate.call(X, y, n_iterations=30), 3, 30)
    order = rng.permutation(60)
    thrice = _parts(candidate.call(np.tile(X, (3, 1))[order], np.tile(y, 3)[order], n_iterations=30), 3, 30)
    for mine, theirs, name in zip(thrice, once, NAMES, strict=True):
        what = f"the result called {name} after repeating and shuffling all rows"
        expect_close(mine, theirs, rtol=TOLERANCE, atol=TOLERANCE, what=what)


def columns_as_they_are(candidate: Candidate, rng: np.random.Generator) -> None:
    X, y = _data(rng, 30, 2)
    X = X * np.array([100.0, 1.0]) + np.array([300.0, 0.0])
    options = {"learning_rate": 4e-6, "n_iterations": 50}
    _expect_fit(candidate, X, y * 1000 + 500, case="for columns of different place and scale", **options)


def smallest_data(candidate: Candidate, rng: np.random.Generator) -> None:
    X, y = _data(rng, 12, 1)
    _expect_fit(candidate, X[:1], y[:1], n_iterations=30, case="for a single row")
    _expect_fit(candidate, X[:1], y[:1, None], n_iterations=30, case="for a single row, target in a column")
    _expect_fit(candidate, X, np.full(12, -4.0), n_iterations=30, case="for equal targets")
    _expect_fit(candidate, np.full((12, 2), 0.5), y, n_iterations=30, case="for constant columns")


def other_types(candidate: Candidate, rng: np.random.Generator) -> None:
    X, y = rng.integers(0, 6, size=(20, 3)), rng.integers(100, 250, size=20)
    options = {"learning_rate": 0.01, "n_iterations": 20}
    for kind in (np.uint8, np.int32):
        _expect_fit(candidate, X.astype(kind), y, case="for features of another type", **options)
        _expect_fit(candidate, X.astype(kind), y.astype(kind), case="for whole numbers throughout", **options)
    single = X.astype(np.float32), y.astype(np.float32)
    _expect_fit(candidate, *single, case="for float32", tolerance=1e-3, **options)


def inputs_unchanged(candidate: Candidate, rng: np.random.Generator) -> None:
    X, y = _data(rng, 15, 2)
    for targets in (y, y[:, None]):
        _expect_fit(candidate, X, targets, n_iterations=5)
        expect_unchanged(candidate, ARGUMENTS)


def many_rows(candidate: Candidate, rng: np.random.Generator) -> None:
    # Twenty steps on whole arrays take some hundredths of a second; a Python loop has a million steps over rows, of
    # several microseconds each.
    X, y = _data(rng, 50_000, 10)
    answer = expect_fast(candidate, (X, y, 0.01, 20), reference=_reference, times=8, floor_ms=700, what="A large fit")
    weights, _, _ = _parts(answer, 10, 20)
    wanted, _, _ = _reference(X, y, 0.01, 20)
    expect_close(weights, wanted, rtol=TOLERANCE, atol=TOLERANCE, what="the array of weights for many rows")
