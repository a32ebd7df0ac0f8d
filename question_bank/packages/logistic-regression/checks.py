"""Checks of logistic regression. The reference below works on signed margins with its own stable formulas, in float64.

Tolerances: full-batch steps from zeros are deterministic, and in float64 any sensible formula is right to about 1e-15
of the largest logit at each step; steps of a size that converges do not make that grow. Over a thousand steps 1e-12 is
plenty, and the wrong answers of the package differ by more than 1e-4, so 1e-7 leaves room on both sides. float32 input
may be computed in float32: 1e-3 there, over few steps.
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

ARGUMENTS = ("X", "y", "learning_rate", "n_iterations", "l2")
NAMES = ("weights", "bias", "losses")
TOLERANCE = 1e-7
Fit = tuple[Array, float, Array]


def _loss_and_slopes(X: Array, y: Array, weights: Array, bias: float, l2: float) -> tuple[float, Array, float]:
    signs = np.where(y > 0, 1.0, -1.0)
    margins = signs * (X @ weights + bias)
    small = np.exp(-np.abs(margins))
    costs = np.maximum(-margins, 0.0) + np.log1p(small)
    pulls = -signs * np.where(margins > 0, small, 1.0) / (1.0 + small)
    loss = costs.mean() + 0.5 * l2 * (weights**2).sum()
    return float(loss), (pulls[:, None] * X).mean(axis=0) + l2 * weights, float(pulls.mean())


def _reference(X: Array, y: Array, learning_rate: float = 0.1, n_iterations: int = 1000, l2: float = 0.0) -> Fit:
    X, y = X.astype(np.float64), y.astype(np.float64)
    weights, bias, losses = np.zeros(X.shape[1]), 0.0, []
    for _ in range(n_iterations):
        loss, slopes, slope = _loss_and_slopes(X, y, weights, bias, l2)
        losses.append(loss)
        weights, bias = weights - learning_rate * slopes, bias - learning_rate * slope
    return weights, bias, np.array(losses)


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


def _data(rng: np.random.Generator, n: int, d: int, shift: float = 0.0) -> tuple[Array, Array]:
    """Draw rows whose labels are noisy, with both classes and another share of ones than of zeros."""
    X = rng.standard_normal((n, d)) + shift
    slope = X @ rng.standard_normal(d)
    y = (slope + rng.standard_normal(n) > np.quantile(slope, 0.3)).astype(np.int64)
    y[:2] = 0, 1
    return X, y


# --- visible -----------------------------------------------------------------------------------------------------


def one_step(candidate: Candidate, rng: np.random.Generator) -> None:
    # All probabilities are one half: the slope of the weights is mean((0.5 - y) x), that of the bias mean(0.5 - y).
    X, y = np.array([[2.0, 0.0], [0.0, 4.0], [2.0, 2.0], [4.0, 2.0]]), np.array([1, 0, 1, 1])
    given = "X = [2 0], [0 4], [2 2], [4 2]; y = 1, 0, 1, 1; learning_rate = 0.5, n_iterations = 1"
    got = _parts(candidate.call(X, y, learning_rate=0.5, n_iterations=1), 2, 1, given=given)
    wanted = (np.array([0.5, 0.0]), 0.125, np.array([np.log(2.0)]))
    for mine, theirs, name in zip(got, wanted, NAMES, strict=True):
        expect_close(mine, theirs, rtol=1e-12, atol=1e-12, what=f"the result called {name}", given=given)


def finds_the_threshold(candidate: Candidate, rng: np.random.Generator) -> None:
    X, y = np.array([[0.0], [1.0], [2.0], [3.0], [4.0], [5.0]]), np.array([0, 0, 1, 0, 1, 1])
    given = "X = 0, 1, 2, 3, 4, 5 (one column), y = 0, 0, 1, 0, 1, 1, all other arguments as they are by default"
    _, _, losses = _expect_fit(candidate, X, y, given=given)
    expect_that(np.diff(losses.astype(float)) < 0, "The loss does not fall at every step.", given=given)


# --- hidden ------------------------------------------------------------------------------------------------------


def agrees_with_reference(candidate: Candidate, rng: np.random.Generator) -> None:
    for n, d, rate, steps, l2 in ((40, 3, 0.3, 50, 0.0), (25, 6, 0.05, 80, 0.2), (12, 12, 0.2, 30, 0.05)):
        X, y = _data(rng, n, d)
        options = {"learning_rate": rate, "n_iterations": steps, "l2": l2}
        _expect_fit(candidate, X, y, case="for drawn data", **options)


def defaults_are_used(candidate: Candidate, rng: np.random.Generator) -> None:
    X, y = _data(rng, 30, 2)
    _expect_fit(candidate, X, y, case="when nothing but the data is given")
    _expect_fit(candidate, X, y, n_iterations=20, case="when only the number of iterations is given")


def arguments_count(candidate: Candidate, rng: np.random.Generator) -> None:
    X, y = _data(rng, 20, 3)
    for rate in (0.01, 0.7):
        _expect_fit(candidate, X, y, learning_rate=rate, n_iterations=15, case="for another learning rate")
    for steps in (1, 2, 7, 2000):
        _expect_fit(candidate, X, y, n_iterations=steps, case="for another number of iterations")
    by_place = _parts(candidate.call(X, y, 0.4, 9, 0.3), 3, 9)
    what = "the array of weights when arguments are given by place"
    expect_close(by_place[0], _reference(X, y, 0.4, 9, 0.3)[0], rtol=TOLERANCE, atol=TOLERANCE, what=what)


def penalty_on_weights(candidate: Candidate, rng: np.random.Generator) -> None:
    X, y = _data(rng, 50, 3)
    for l2 in (0.01, 0.5, 3.0):
        _expect_fit(candidate, X, y, learning_rate=0.1, n_iterations=40, l2=l2, case="with a penalty")


def penalty_spares_the_bias(candidate: Candidate, rng: np.random.Generator) -> None:
    """Under a huge penalty the weights vanish and the bias becomes the log of the odds."""
    X, y = _data(rng, 40, 2)
    y[:30] = 1
    y[30:] = 0
    options = {"learning_rate": 0.05, "n_iterations": 3000, "l2": 10.0}
    _, bias, _ = _expect_fit(candidate, X - X.mean(axis=0), y, case="with a large penalty", **options)
    expect_that(abs(bias - np.log(3.0)) < 0.1, "A large penalty pulls the bias towards zero.")


def ends_where_slopes_vanish(candidate: Candidate, rng: np.random.Generator) -> None:
    X, y = _data(rng, 60, 2)
    answer = candidate.call(X, y, learning_rate=1.0, n_iterations=1500, l2=0.1)
    weights, bias, _ = _parts(answer, 2, 1500)
    _, slopes, slope = _loss_and_slopes(X, y, weights.astype(np.float64), bias, 0.1)
    message = "After many steps the loss still has a slope at the fitted parameters, so they are not its minimum."
    expect_that(max(np.abs(slopes).max(), abs(slope)) < 1e-6, message)


def losses_come_before_steps(candidate: Candidate, rng: np.random.Generator) -> None:
    X, y = _data(rng, 30, 4)
    weights, bias, losses = _parts(candidate.call(X, y, n_iterations=6, l2=0.3), 4, 6)
    what = "the first loss, which belongs to the start,"
    expect_close(float(losses[0]), float(np.log(2.0)), rtol=1e-9, atol=0.0, what=what)
    longer = _parts(candidate.call(X, y, n_iterations=7, l2=0.3), 4, 7)
    expected, _, _ = _loss_and_slopes(X, y, weights.astype(np.float64), bias, 0.3)
    what = "the loss that follows on a run with one step less"
    expect_close(float(longer[2][6]), expected, rtol=1e-9, atol=1e-12, what=what)


def repeated_rows_change_nothing(candidate: Candidate, rng: np.random.Generator) -> None:
    X, y = _data(rng, 20, 3)
    once = _parts(candidate.call(X, y, n_iterations=30, l2=0.2), 3, 30)
    order = rng.permutation(60)
    thrice = _parts(candidate.call(np.tile(X, (3, 1))[order], np.tile(y, 3)[order], n_iterations=30, l2=0.2), 3, 30)
    for mine, theirs, name in zip(thrice, once, NAMES, strict=True):
        what = f"the result called {name} after repeating and shuffling all rows"
        expect_close(mine, theirs, rtol=TOLERANCE, atol=TOLERANCE, what=what)


def turned_labels_turn_signs(candidate: Candidate, rng: np.random.Generator) -> None:
    X, y = _data(rng, 25, 3)
    weights, bias, losses = _parts(candidate.call(X, y, n_iterations=25, l2=0.1), 3, 25)
    turned = _parts(candidate.call(X, 1 - y, n_iterations=25, l2=0.1), 3, 25)
    for mine, theirs, name in zip(turned, (-weights, -bias, losses), NAMES, strict=True):
        what = f"the result called {name} after exchanging the two labels"
        expect_close(mine, theirs, rtol=TOLERANCE, atol=TOLERANCE, what=what)


def enormous_logits(candidate: Candidate, rng: np.random.Generator) -> None:
    """After one step logits are in the ten thousands, on the right side and, for some rows, on the wrong one."""
    X, y = _data(rng, 30, 3)
    y[:6] = 1 - y[:6]
    for scale, steps in ((1000.0, 4), (40.0, 6)):
        _expect_fit(candidate, X * scale, y, n_iterations=steps, case="for features far from one")
    _expect_fit(candidate, -1000.0 * X, y, n_iterations=3, l2=0.5, case="for features far from one")


def separable_classes(candidate: Candidate, rng: np.random.Generator) -> None:
    X = np.array([[-3.0, 1.0], [-2.0, -1.0], [-4.0, 0.5], [2.0, 0.0], [3.0, 1.0], [5.0, -1.0]])
    y = np.array([0, 0, 0, 1, 1, 1])
    _expect_fit(candidate, X, y, learning_rate=1.0, case="where a plane separates the classes")
    _expect_fit(candidate, X, y, l2=0.05, case="where a plane separates the classes, with a penalty")
    _expect_fit(candidate, X * 200.0, y, n_iterations=20, case="where a plane separates the classes by far")


def smallest_data(candidate: Candidate, rng: np.random.Generator) -> None:
    X, y = _data(rng, 12, 1)
    _expect_fit(candidate, X, y, n_iterations=30, case="for a single column")
    _expect_fit(candidate, X[:1] + 1.0, y[:1], n_iterations=30, case="for a single row")
    for label in (0, 1):
        _expect_fit(candidate, X, np.full(12, label), n_iterations=30, case="where all labels are equal")
    _expect_fit(candidate, np.full((12, 2), 3.0), y, n_iterations=30, case="for constant columns")


def other_types(candidate: Candidate, rng: np.random.Generator) -> None:
    X = rng.integers(0, 6, size=(20, 3))
    y = (X[:, 0] + rng.integers(0, 4, size=20) > 4).astype(np.int64)
    y[:2] = 0, 1
    for kind in (np.uint8, np.int32, np.float64):
        _expect_fit(candidate, X, y.astype(kind), n_iterations=20, case="for labels of another type")
        _expect_fit(candidate, X.astype(kind), y, n_iterations=20, case="for features of another type")
    case = "for float32"
    _expect_fit(candidate, X.astype(np.float32), y, n_iterations=10, case=case, tolerance=1e-3)


def far_from_the_origin(candidate: Candidate, rng: np.random.Generator) -> None:
    """Nothing is to be centred or scaled: the steps differ when it is."""
    X, y = _data(rng, 30, 2, shift=3.0)
    X = X * np.array([1.0, 0.2])
    _expect_fit(candidate, X, y, learning_rate=0.02, n_iterations=60, case="for columns of different place and scale")


def inputs_unchanged(candidate: Candidate, rng: np.random.Generator) -> None:
    X, y = _data(rng, 15, 2)
    for labels in (y, y.astype(np.float64)):
        _expect_fit(candidate, X, labels, n_iterations=5, l2=0.1)
        expect_unchanged(candidate, ARGUMENTS)


def many_rows(candidate: Candidate, rng: np.random.Generator) -> None:
    # Twenty steps on whole arrays take some hundredths of a second; a Python loop has a million steps over rows, of
    # several microseconds each.
    X, y = _data(rng, 50_000, 10)
    answer = expect_fast(
        candidate, (X, y, 0.1, 20, 0.01), reference=_reference, times=8, floor_ms=700, what="A large fit"
    )
    weights, _, _ = _parts(answer, 10, 20)
    wanted, _, _ = _reference(X, y, 0.1, 20, 0.01)
    expect_close(weights, wanted, rtol=TOLERANCE, atol=TOLERANCE, what="the array of weights for many rows")
