"""Checks of the linear support vector machine. The reference adds up row by row in float64.

Tolerances: a step is right to about 1e-15 and steps do not blow rounding up while every row is plainly on one side of
the kink, so 1e-8 leaves room; wrong answers of the package differ by more than 1e-4. Whether a row counts whose margin
is exactly one is open, so a case with a margin within 1e-7 of one is left out. float32 input may be computed in it: few
steps, margins at least 1e-3 from one, and 1e-3 on the answer there.
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

ARGUMENTS = ("X", "y", "regularisation", "learning_rate", "n_iterations")
TOLERANCE = 1e-8
Fit = tuple[Array, float]


def _reference(
    X: Array, y: Array, regularisation: float = 0.01, learning_rate: float = 0.1, n_iterations: int = 200
) -> tuple[Array, float, float]:
    """Give weights, bias, and how near to one a margin ever came."""
    X, signs = X.astype(np.float64), np.where(y.astype(np.float64) > 0, 1.0, -1.0)
    weights, bias, nearest = np.zeros(X.shape[1]), 0.0, np.inf
    for _ in range(n_iterations):
        margins = signs * ((X * weights).sum(axis=1) + bias)
        nearest = min(nearest, float(np.abs(margins - 1).min()))
        pull, push = np.zeros(X.shape[1]), 0.0
        rows = np.flatnonzero(margins < 1)
        pull = (X[rows] * signs[rows, None]).sum(axis=0) / len(X)
        push = float(signs[rows].sum()) / len(X)
        weights, bias = weights + learning_rate * (pull - regularisation * weights), bias + learning_rate * push
    return weights, bias, nearest


def _parts(answer: object, d: int, *, case: str = "", given: str = "") -> Fit:
    """Take the answer apart. Weights may come as a column, the bias as an array that holds one number."""
    if isinstance(answer, Mapping):
        answer = tuple(answer.values())
    if not isinstance(answer, (tuple, list)) or len(answer) != 2:
        fail("The function should return two things: the weights and the bias.", given=given, got=describe(answer))
    weights = as_array(answer[0], what="the first result, the weights,", given=given)
    bias = as_array(answer[1], what="the second result, the bias,", given=given)
    is_fine = weights.size == d and weights.ndim in {1, 2}
    expect_that(is_fine, "The first result should hold one weight for each column of X.", given=given, got=weights)
    expect_that(bias.size == 1, "The second result, the bias, should be a single number.", given=given, got=bias)
    for part, what in ((weights, "weights"), (bias, "bias")):
        is_fine = part.dtype.kind in "iuf" and np.isfinite(part.astype(np.float64)).all()
        expect_that(is_fine, f"NaN, infinity or no number at all in the {what}{case}.", given=given, got=part)
    return weights.astype(np.float64).reshape(-1), float(bias.reshape(-1)[0])


def _expect_fit(
    candidate: Candidate,
    X: Array,
    y: Array,
    *,
    case: str = "",
    given: str = "",
    tolerance: float = TOLERANCE,
    least: float = 1e-7,
    **options: float,
) -> Fit:
    """Call with only the options that are given and demand the reference's answer."""
    where = f" {case}" if case else ""
    weights, bias, nearest = _reference(X, y, **options)
    got = _parts(candidate.call(X, y, **options), X.shape[1], case=where, given=given)
    if nearest > least:
        atol = tolerance * max(1.0, float(np.abs(weights).max()), abs(bias))
        expect_close(got[0], weights, rtol=0, atol=atol, what=f"the array of weights{where}", given=given)
        expect_close(got[1], bias, rtol=0, atol=atol, what=f"the bias{where}", given=given)
    return got


def _data(rng: np.random.Generator, n: int, d: int) -> tuple[Array, Array]:
    """Draw overlapping classes of different size, away from the origin, both of them present."""
    X = rng.standard_normal((n, d)) + 0.6
    y = np.where(X @ rng.standard_normal(d) + 0.7 * rng.standard_normal(n) > 0.4, 1, -1)
    y[:2] = 1, -1
    return X, y


# --- visible -----------------------------------------------------------------------------------------------------


def one_step(candidate: Candidate, rng: np.random.Generator) -> None:
    # All margins are zero, so every row counts: the step is the mean of label times row, and the mean label.
    X, y = np.array([[1.0, 0.0], [0.0, 2.0], [3.0, 2.0], [4.0, 0.0]]), np.array([1, -1, 1, 1])
    given = "X = [1 0], [0 2], [3 2], [4 0]; y = 1, -1, 1, 1; learning_rate = 0.1, n_iterations = 1"
    weights, bias = _parts(candidate.call(X, y, learning_rate=0.1, n_iterations=1), 2, given=given)
    expect_close(weights, np.array([0.2, 0.0]), rtol=0, atol=1e-12, what="the array of weights", given=given)
    expect_close(bias, 0.05, rtol=0, atol=1e-12, what="the bias", given=given)


def two_steps(candidate: Candidate, rng: np.random.Generator) -> None:
    # After the first step the weight is 1 and the bias 0: margins 4, 2, 0.5, so only the last row counts. The weight
    # shrinks by 0.5 * 0.2 of itself and moves by 0.5 * 0.5 / 3.
    X, y = np.array([[4.0], [-2.0], [0.5]]), np.array([1, -1, 1])
    given = "X = 4, -2, 0.5 (one column), y = 1, -1, 1; regularisation = 0.2, learning_rate = 0.5, n_iterations = 2"
    first = 0.5 * 6.5 / 3, 0.5 / 3
    wanted = first[0] - 0.5 * 0.2 * first[0] + 0.5 * 0.5 / 3, first[1] + 0.5 / 3
    got = _parts(candidate.call(X, y, regularisation=0.2, learning_rate=0.5, n_iterations=2), 1, given=given)
    expect_close(got[0], np.array([wanted[0]]), rtol=0, atol=1e-12, what="the array of weights", given=given)
    expect_close(got[1], wanted[1], rtol=0, atol=1e-12, what="the bias", given=given)


# --- hidden ------------------------------------------------------------------------------------------------------


def agrees_with_reference(candidate: Candidate, rng: np.random.Generator) -> None:
    for n, d, strength, rate, steps in ((40, 3, 0.1, 0.1, 60), (25, 6, 0.02, 0.2, 40), (9, 9, 0.5, 0.05, 30)):
        X, y = _data(rng, n, d)
        options = {"regularisation": strength, "learning_rate": rate, "n_iterations": steps}
        _expect_fit(candidate, X, y, case="for drawn data", **options)
    X = np.array([[1.3, 0.2], [0.4, -1.1], [-0.7, 0.9], [2.1, 1.7], [-1.4, -0.6]])
    _expect_fit(candidate, X, np.array([1, 1, -1, 1, -1]), n_iterations=30, case="for five rows")


def rows_inside_the_margin_count(candidate: Candidate, rng: np.random.Generator) -> None:
    """On the right side, and not far enough: with a border at zero these rows would pull no more."""
    X, y = np.array([[0.3, 0.1], [0.2, 0.4], [-0.35, -0.2], [-0.1, -0.3]]), np.array([1, 1, -1, -1])
    for steps in (2, 5, 15):
        options = {"learning_rate": 0.3, "n_iterations": steps}
        _expect_fit(candidate, X, y, case="where all rows are right and within the margin", **options)


def shrinks_without_active_rows(candidate: Candidate, rng: np.random.Generator) -> None:
    """After the first step every margin is above one, and only the regulariser is left."""
    X, y = np.array([[9.0, 5.0], [8.0, 7.0], [-9.0, -6.0], [-7.0, -8.0]]), np.array([1, 1, -1, -1])
    start = 0.1 * np.array([33.0, 26.0]) / 4
    for steps in (2, 4, 9):
        options = {"regularisation": 0.05, "learning_rate": 0.1, "n_iterations": steps}
        got = _expect_fit(candidate, X, y, case="where no row is within the margin any more", **options)
        wanted = start * (1 - 0.1 * 0.05) ** (steps - 1)
        what = "the array of weights where no row is within the margin any more"
        expect_close(got[0], wanted, rtol=1e-8, atol=0, what=what)


def bias_is_free(candidate: Candidate, rng: np.random.Generator) -> None:
    """A strong regulariser holds the weights down and must leave the bias alone."""
    X, _ = _data(rng, 20, 2)
    options = {"regularisation": 2.0, "learning_rate": 0.1, "n_iterations": 40}
    _expect_fit(candidate, X * 0.1, np.where(np.arange(20) < 15, 1, -1), case="with a strong regulariser", **options)
    X = np.zeros((5, 1))
    for steps in (3, 8):
        options = {"regularisation": 1.0, "learning_rate": 0.3, "n_iterations": steps}
        _expect_fit(candidate, X, np.array([1, 1, 1, 1, -1]), case="where features say nothing", **options)


def labels_zero_and_one(candidate: Candidate, rng: np.random.Generator) -> None:
    X, y = _data(rng, 30, 3)
    for labels in ((y > 0).astype(int), (y > 0).astype(np.uint8), y.astype(float), y.astype(np.int8)):
        _expect_fit(candidate, X, labels, n_iterations=25, case="for labels of another form")


def a_single_label(candidate: Candidate, rng: np.random.Generator) -> None:
    X, _ = _data(rng, 10, 2)
    for label in (1, -1, 0):
        _expect_fit(candidate, X, np.full(10, label), n_iterations=12, case="with a single label")
    _expect_fit(candidate, X[:1], np.array([-1]), n_iterations=12, case="for a single row")
    _expect_fit(candidate, X[:, :1], np.where(np.arange(10) < 3, 1, -1), n_iterations=12, case="for a single column")


def defaults_are_used(candidate: Candidate, rng: np.random.Generator) -> None:
    X, y = _data(rng, 30, 2)
    X = X * np.array([1.0, 0.1])
    _expect_fit(candidate, X, y, case="when nothing but the data is given")
    _expect_fit(candidate, X, y, n_iterations=20, case="when only the number of iterations is given")
    _expect_fit(candidate, X, y, learning_rate=0.03, case="when only the learning rate is given")
    _expect_fit(candidate, X, y, regularisation=0.3, case="when only the regularisation is given")


def arguments_count(candidate: Candidate, rng: np.random.Generator) -> None:
    X, y = _data(rng, 20, 3)
    for strength in (0.0, 0.001, 1.0):
        _expect_fit(candidate, X, y, regularisation=strength, n_iterations=30, case="for another regularisation")
    for rate in (0.001, 0.4):
        _expect_fit(candidate, X, y, learning_rate=rate, n_iterations=15, case="for another learning rate")
    for steps in (1, 2, 7, 600):
        _expect_fit(candidate, X, y, n_iterations=steps, case="for another number of iterations")
    by_place = _parts(candidate.call(X, y, 0.2, 0.05, 9), 3)
    what = "the array of weights when arguments are given by place"
    expect_close(by_place[0], _reference(X, y, 0.2, 0.05, 9)[0], rtol=0, atol=TOLERANCE, what=what)


def repeated_rows_change_nothing(candidate: Candidate, rng: np.random.Generator) -> None:
    X, y = _data(rng, 20, 3)
    once = _expect_fit(candidate, X, y, n_iterations=30)
    order = rng.permutation(60)
    thrice = _parts(candidate.call(np.tile(X, (3, 1))[order], np.tile(y, 3)[order], n_iterations=30), 3)
    for mine, theirs, name in zip(thrice, once, ("array of weights", "bias"), strict=True):
        what = f"the {name} after repeating and shuffling all rows"
        expect_close(mine, theirs, rtol=0, atol=TOLERANCE, what=what)


def columns_as_they_are(candidate: Candidate, rng: np.random.Generator) -> None:
    X, y = _data(rng, 30, 2)
    X = X * np.array([20.0, 1.0]) + np.array([30.0, 0.0])
    _expect_fit(candidate, X, y, learning_rate=0.001, n_iterations=50, case="for columns of different place and scale")


def other_types(candidate: Candidate, rng: np.random.Generator) -> None:
    X = np.array([[3, 1], [5, 2], [0, 4], [1, 6], [2, 2], [7, 3]])
    y = np.array([1, 1, 0, 0, 0, 1])
    options = {"learning_rate": 0.013, "n_iterations": 40, "regularisation": 0.07}
    for kind in (np.uint8, np.int32):
        _expect_fit(candidate, X.astype(kind), y, case="for features of another type", **options)
        _expect_fit(candidate, X.astype(kind), y.astype(kind), case="for whole numbers throughout", **options)
        # Two hundred more than a byte holds once it is turned round.
        tall = (X * 30 + 20).astype(kind)
        _expect_fit(candidate, tall, y, learning_rate=0.00013, n_iterations=30, case="for features of another type")
    single = X.astype(np.float32), y.astype(np.float32)
    _expect_fit(candidate, *single, case="for float32", tolerance=1e-3, least=1e-3, learning_rate=0.013, n_iterations=6)


def separates_what_can_be(candidate: Candidate, rng: np.random.Generator) -> None:
    """In the end the plane divides two clouds that lie apart, with a small loss."""
    X = np.vstack([rng.standard_normal((25, 2)) * 0.4 + 2, rng.standard_normal((25, 2)) * 0.4 - 1])
    y = np.repeat([1, -1], 25)
    weights, bias = _parts(candidate.call(X, y, regularisation=0.001, learning_rate=0.1, n_iterations=1000), 2)
    margins = y * (X @ weights + bias)
    expect_that((margins > 0).all(), "After many steps the plane does not divide two clouds that lie apart.")
    expect_that(np.maximum(0, 1 - margins).mean() < 0.05, "After many steps the hinge loss is still large.")


def inputs_unchanged(candidate: Candidate, rng: np.random.Generator) -> None:
    X, y = _data(rng, 15, 2)
    for labels in (y, (y > 0).astype(int), y.astype(float), (y > 0).astype(float)):
        _expect_fit(candidate, X, labels, n_iterations=5)
        expect_unchanged(candidate, ARGUMENTS)


def many_rows(candidate: Candidate, rng: np.random.Generator) -> None:
    # A hundred steps on whole arrays take a tenth of a second; two million steps over rows take three even on a fast
    # machine, and the bound lies in the middle between the two.
    X, y = _data(rng, 20_000, 10)
    answer = candidate.call(X, y, n_iterations=100)
    if candidate.cpu_ms > 1200:
        message = "Twenty thousand rows take many times as long as with array operations."
        raise TooSlow(message)
    weights, _ = _parts(answer, 10)
    # A row whose margin is one but for rounding may count or not, and moves a weight by a few millionths.
    wanted = _reference(X, y, n_iterations=100)[0]
    expect_close(weights, wanted, rtol=0, atol=1e-3, what="the array of weights for many rows")
