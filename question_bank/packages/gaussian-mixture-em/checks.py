"""Checks of the Gaussian mixture. The reference works with eigenvectors of the covariances and a running log-sum-exp.

Tolerances: one step is right to about 1e-12. EM contracts near a solution and may stretch rounding by some powers of
ten on the way there, so few steps are compared and 1e-6, times the size of the numbers, leaves room; wrong answers of
the package differ by more than 1e-4. float32 input may be computed in float32: 2e-2 after two steps there.
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

ARGUMENTS = ("X", "weights", "means", "covariances", "n_iterations", "floor")
NAMES = ("weights", "means", "covariances", "log-likelihoods")
TOLERANCE = 1e-6
Fit = tuple[Array, Array, Array, Array]


def _log_density(X: Array, mean: Array, covariance: Array) -> Array:
    values, vectors = np.linalg.eigh(covariance)
    turned = (X - mean) @ vectors
    return -0.5 * ((turned**2 / values).sum(axis=1) + np.log(2 * np.pi * values).sum())


def _reference(
    X: Array, weights: Array, means: Array, covariances: Array, n_iterations: int = 50, floor: float = 1e-6
) -> Fit:
    X = X.astype(np.float64)
    weights, means, covariances = (part.astype(np.float64) for part in (weights, means, covariances))
    history = []
    for _ in range(n_iterations):
        scores = np.full((len(X), len(means)), -np.inf)
        for k in range(len(means)):
            if weights[k] > 0:
                scores[:, k] = np.log(weights[k]) + _log_density(X, means[k], covariances[k])
        totals = np.logaddexp.reduce(scores, axis=1)
        history.append(totals.sum())
        shares = np.exp(scores - totals[:, None])
        sizes = shares.sum(axis=0)
        weights, means, covariances = sizes / len(X), means.copy(), covariances.copy()
        for k in range(len(means)):
            if sizes[k] > 0:
                means[k] = (shares[:, k, None] * X).sum(axis=0) / sizes[k]
                away = (X - means[k]) * np.sqrt(shares[:, k, None])
                covariances[k] = away.T @ away / sizes[k] + floor * np.eye(X.shape[1])
    return weights, means, covariances, np.array(history)


def _parts(answer: object, start: Fit, n_iterations: int, *, case: str = "", given: str = "") -> Fit:
    """Take the answer apart and demand shapes and finite numbers."""
    if isinstance(answer, Mapping):
        answer = tuple(answer.values())
    if not isinstance(answer, (tuple, list)) or len(answer) != 4:
        message = "The function should return four things: weights, means, covariances and log-likelihoods."
        fail(message, given=given, got=describe(answer))
    k, d = start[1].shape
    parts = []
    for part, name, shape in zip(answer, NAMES, ((k,), (k, d), (k, d, d), (n_iterations,)), strict=True):
        array = as_array(part, what=f"the {name}", given=given)
        fits = array.size == np.prod(shape) and tuple(n for n in array.shape if n != 1) == tuple(
            n for n in shape if n != 1
        )
        message = f"The {name} should have the shape {shape}."
        expect_that(fits, message, given=given, got=array)
        is_fine = array.dtype.kind in "iuf" and np.isfinite(array.astype(np.float64)).all()
        expect_that(is_fine, f"NaN, infinity or no number at all among the {name}{case}.", given=given, got=array)
        parts.append(array.astype(np.float64).reshape(shape))
    return parts[0], parts[1], parts[2], parts[3]


def _expect_fit(
    candidate: Candidate,
    X: Array,
    start: tuple[Array, Array, Array],
    *,
    case: str = "",
    given: str = "",
    tolerance: float = TOLERANCE,
    **options: float,
) -> Fit:
    """Call with only the options that are given and demand the reference's answer."""
    where = f" {case}" if case else ""
    wanted = _reference(X, *start, **options)
    got = _parts(candidate.call(X, *start, **options), wanted, len(wanted[3]), case=where, given=given)
    for mine, theirs, name in zip(got, wanted, NAMES, strict=True):
        atol = tolerance * float(np.abs(theirs).max())
        expect_close(mine, theirs, rtol=0, atol=atol, what=f"the array of {name}{where}", given=given)
    return got


def _start(rng: np.random.Generator, X: Array, k: int) -> tuple[Array, Array, Array]:
    """Draw a start: uneven weights, means among the rows, covariances that are neither round nor equal."""
    d = X.shape[1]
    weights = rng.random(k) + 0.5
    shapes = rng.standard_normal((k, d, d)) * 0.3
    covariances = shapes @ shapes.transpose(0, 2, 1) + (0.7 + rng.random(k))[:, None, None] * np.eye(d)
    return weights / weights.sum(), X[rng.permutation(len(X))[:k]] + 0.1, covariances


def _rows(rng: np.random.Generator, n: int, d: int) -> Array:
    turn = rng.standard_normal((d, d)) * 0.4 + np.eye(d)
    return rng.standard_normal((n, d)) @ turn + 2.5 * rng.integers(0, 2, size=(n, 1)) * np.linspace(1, -0.5, d)


# --- visible -----------------------------------------------------------------------------------------------------


def one_step_by_hand(candidate: Candidate, rng: np.random.Generator) -> None:
    # Row 0 belongs to the first component with odds e^8 to one, row 4 to the second.
    X, start = np.array([[0.0], [4.0]]), (np.array([0.5, 0.5]), np.array([[0.0], [4.0]]), np.ones((2, 1, 1)))
    given = "X = 0, 4 (one column), weights 0.5, 0.5, means 0, 4, variances 1, 1; n_iterations = 1, floor = 0.25"
    share = 1 / (1 + np.exp(-8.0))
    spread = 16 * share * (1 - share) + 0.25
    likelihood = 2 * np.log(0.5 * (1 + np.exp(-8.0)) / np.sqrt(2 * np.pi))
    wanted = (np.array([0.5, 0.5]), np.array([[4 - 4 * share], [4 * share]]), np.full((2, 1, 1), spread))
    got = _parts(candidate.call(X, *start, n_iterations=1, floor=0.25), (*wanted, np.zeros(1)), 1, given=given)
    for mine, theirs, name in zip(got, (*wanted, np.array([likelihood])), NAMES, strict=True):
        expect_close(mine, theirs, rtol=0, atol=1e-9, what=f"the array of {name}", given=given)


def finds_two_clouds(candidate: Candidate, rng: np.random.Generator) -> None:
    X = np.array([[0.0, 0.0], [1.0, 2.0], [2.0, 1.0], [1.0, 1.0], [9.0, 9.0], [10.0, 8.0], [11.0, 10.0], [10.0, 11.0]])
    start = np.array([0.5, 0.5]), np.array([[1.0, 3.0], [8.0, 8.0]]), np.stack([4 * np.eye(2)] * 2)
    given = "four rows around [1 1] and four around [10 9.5]; means start at [1 3] and [8 8]; 20 iterations"
    got = _parts(candidate.call(X, *start, n_iterations=20), (*start, np.zeros(20)), 20, given=given)
    what = "the array of means"
    expect_close(got[1], np.array([[1.0, 1.0], [10.0, 9.5]]), rtol=0, atol=1e-3, what=what, given=given)


# --- hidden ------------------------------------------------------------------------------------------------------


def agrees_with_reference(candidate: Candidate, rng: np.random.Generator) -> None:
    for n, d, k, steps in ((40, 2, 2, 8), (60, 3, 3, 5), (30, 1, 3, 6), (12, 4, 2, 3), (9, 3, 3, 1)):
        X = _rows(rng, n, d)
        _expect_fit(candidate, X, _start(rng, X, k), n_iterations=steps, floor=0.05, case="for drawn rows")


def likelihood_never_falls(candidate: Candidate, rng: np.random.Generator) -> None:
    X = _rows(rng, 60, 2)
    start = _start(rng, X, 2)
    history = _parts(candidate.call(X, *start, n_iterations=25, floor=0.0), (*start, np.zeros(25)), 25)[3]
    expect_that((np.diff(history) >= -1e-7).all(), "The log-likelihood falls from one iteration to the next.")
    expect_that(history[-1] > history[0] + 1e-3, "The log-likelihood does not rise.")


def likelihood_of_the_start(candidate: Candidate, rng: np.random.Generator) -> None:
    """Each value belongs to the parameters before the step, is a sum over rows, and knows the weights."""
    X = _rows(rng, 20, 2)
    start = _start(rng, X, 3)
    first = _parts(candidate.call(X, *start, n_iterations=3), (*start, np.zeros(3)), 3)
    wanted = sum(
        np.log(sum(w * np.exp(_log_density(row[None], m, c))[0] for w, m, c in zip(*start, strict=True))) for row in X
    )
    what = "the first log-likelihood, which belongs to the start,"
    expect_close(float(first[3][0]), float(wanted), rtol=1e-8, atol=0, what=what)
    longer = _parts(candidate.call(X, *start, n_iterations=4), (*start, np.zeros(4)), 4)
    again = _parts(candidate.call(X, *first[:3], n_iterations=1), (*start, np.zeros(1)), 1)
    what = "the log-likelihood of parameters that a shorter run returned"
    expect_close(float(again[3][0]), float(longer[3][3]), rtol=1e-8, atol=0, what=what)


def a_single_component(candidate: Candidate, rng: np.random.Generator) -> None:
    """One step gives the mean and the covariance of all rows, divided by their number."""
    X = _rows(rng, 7, 3)
    start = np.ones(1), X[:1] + 3, np.eye(3)[None] * 5
    for steps in (1, 3):
        _expect_fit(candidate, X, start, n_iterations=steps, case="for a single component")
    _expect_fit(candidate, X[:, :1], (np.ones(1), X[:1, :1], np.ones((1, 1, 1))), n_iterations=2, case="for one column")


def defaults_are_used(candidate: Candidate, rng: np.random.Generator) -> None:
    # Two overlapping clouds, on which fifty steps are not enough to settle.
    X = np.append(np.linspace(-2, 2, 25), np.linspace(0, 5, 20))[:, None] + 0.01
    start = np.array([0.6, 0.4]), np.array([[0.0], [3.0]]), np.array([[[1.0]], [[1.5]]])
    got = _parts(candidate.call(X, *start), (*start, np.zeros(50)), 50, case=" when nothing but the start is given")
    wanted = _reference(X, *start)
    for mine, theirs, name in zip(got, wanted, NAMES, strict=True):
        what = f"the array of {name} when nothing but the start is given"
        expect_close(mine, theirs, rtol=1e-5, atol=1e-5, what=what)
    # Covariances near a millionth, where the agreed floor doubles them.
    tiny = np.array([[0.0], [0.001], [0.002], [1.0], [1.001], [1.002]])
    start = np.array([0.5, 0.5]), np.array([[0.0], [1.0]]), np.full((2, 1, 1), 1e-2)
    case = "when the floor is not given"
    got = _parts(candidate.call(tiny, *start, n_iterations=4), (*start, np.zeros(4)), 4, case=f" {case}")
    wanted = _reference(tiny, *start, n_iterations=4)
    expect_close(got[2], wanted[2], rtol=1e-6, atol=0, what=f"the array of covariances {case}")


def arguments_count(candidate: Candidate, rng: np.random.Generator) -> None:
    X = _rows(rng, 30, 2)
    start = _start(rng, X, 2)
    for steps in (1, 2, 7):
        _expect_fit(candidate, X, start, n_iterations=steps, floor=0.1, case="for another number of iterations")
    for floor in (0.0, 0.02, 1.0):
        _expect_fit(candidate, X, start, n_iterations=3, floor=floor, case="for another floor")
    for uneven in ((0.95, 0.05), (0.2, 0.8)):
        _expect_fit(
            candidate, X, (np.array(uneven), *start[1:]), n_iterations=2, case="for uneven weights at the start"
        )
    wide = start[0], start[1], start[2] * np.array([9.0, 0.5])[:, None, None]
    _expect_fit(candidate, X, wide, n_iterations=2, case="for other covariances at the start")
    by_place = _parts(candidate.call(X, *start, 3, 0.1), (*start, np.zeros(3)), 3)
    what = "the array of means when arguments are given by place"
    expect_close(by_place[1], _reference(X, *start, 3, 0.1)[1], rtol=0, atol=1e-6, what=what)


def rows_far_away(candidate: Candidate, rng: np.random.Generator) -> None:
    """Every density underflows for them; which component is less far is clear all the same."""
    X = np.vstack([_rows(rng, 20, 2), [[300.0, -200.0], [-900.0, 40.0], [100.0, 90.0]]])
    start = _start(rng, X[:20], 2)
    for steps in (1, 3):
        _expect_fit(candidate, X, start, n_iterations=steps, floor=0.1, case="with rows far from all components")
    X = np.array([[0.0], [1.0], [1e6], [1e6 + 2]])
    start = np.array([0.5, 0.5]), np.array([[0.0], [1.0]]), np.ones((2, 1, 1))
    _expect_fit(candidate, X, start, n_iterations=1, case="with rows far from all components")


def a_component_without_rows(candidate: Candidate, rng: np.random.Generator) -> None:
    X = _rows(rng, 20, 2)
    weights, means, covariances = _start(rng, X, 3)
    means[1] = 1e4, -1e4
    for steps in (1, 4):
        case = "where no row is anywhere near one component"
        got = _parts(
            candidate.call(X, weights, means, covariances, n_iterations=steps),
            (weights, means, covariances, weights),
            steps,
            case=f" {case}",
        )
        wanted = _reference(X, weights, means, covariances, n_iterations=steps)
        expect_close(got[0], wanted[0], rtol=0, atol=1e-6, what=f"the array of weights {case}")
        expect_close(got[1], wanted[1], rtol=0, atol=1e-6 * 1e4, what=f"the array of means {case}")
        kept = [0, 2]
        expect_close(got[2][kept], wanted[2][kept], rtol=0, atol=1e-5, what=f"the covariances {case}")
        expect_close(got[3], wanted[3], rtol=1e-6, atol=0, what=f"the log-likelihoods {case}")


def a_component_with_tiny_shares(candidate: Candidate, rng: np.random.Generator) -> None:
    """Shares that add up to next to nothing are no reason to leave a component alone: only an exact zero is."""
    # Eight deviations away the shares are about 1e-14, twenty away 1e-87, and averages by them as exact as ever.
    X = np.array([[0.0, 0.0], [0.3, 0.1], [0.1, 0.4], [-0.2, 0.3], [0.2, -0.3], [-0.3, -0.2]])
    for away in (8.0, 20.0):
        start = np.array([0.7, 0.3]), np.array([[0.0, 0.0], [away, 0.5]]), np.stack([np.eye(2)] * 2)
        case = "where the shares of one component are tiny"
        wanted = _reference(X, *start, n_iterations=1, floor=1e-3)
        got = _parts(candidate.call(X, *start, n_iterations=1, floor=1e-3), wanted, 1, case=f" {case}")
        for mine, theirs, name in zip(got, wanted, NAMES, strict=True):
            expect_close(mine, theirs, rtol=0, atol=TOLERANCE, what=f"the array of {name} {case}")


def equal_rows(candidate: Candidate, rng: np.random.Generator) -> None:
    """A component that shrinks onto one place, and rows on a line, have no inverse without the floor."""
    X = np.array([[1.0, 1.0]] * 4 + [[5.0, 2.0], [6.0, 4.0], [7.0, 3.0], [8.0, 6.0]])
    start = np.array([0.5, 0.5]), np.array([[1.0, 1.0], [6.0, 3.0]]), np.stack([0.5 * np.eye(2)] * 2)
    for floor in (1e-6, 1e-3):
        _expect_fit(candidate, X, start, n_iterations=6, floor=floor, case="where rows are equal", tolerance=1e-5)
    X = np.arange(8.0)[:, None] * np.array([1.0, 2.0])
    start = np.array([0.5, 0.5]), np.array([[1.0, 2.0], [6.0, 12.0]]), np.stack([np.eye(2)] * 2)
    _expect_fit(candidate, X, start, n_iterations=3, floor=1e-3, case="where rows lie on a line", tolerance=1e-5)


def small_and_many_columns(candidate: Candidate, rng: np.random.Generator) -> None:
    """Determinants underflow or overflow; their logarithms do not."""
    for size in (1e-7, 1e8):
        X = rng.standard_normal((60, 25)) * size
        X[30:] += 1.5 * size
        covariances = np.stack([np.eye(25), 1.5 * np.eye(25)]) * size**2
        start = np.array([0.4, 0.6]), np.array([X[:30].mean(axis=0), X[30:].mean(axis=0)]), covariances
        options = {"n_iterations": 1, "floor": 0.05 * size**2}
        case = "for many columns of another size"
        wanted = _reference(X, *start, **options)
        got = _parts(candidate.call(X, *start, **options), wanted, 1, case=f" {case}")
        for mine, theirs, name in zip(got, wanted, NAMES, strict=True):
            atol = TOLERANCE * float(np.abs(theirs).max())
            expect_close(mine, theirs, rtol=0, atol=atol, what=f"the array of {name} {case}")


def large_mean(candidate: Candidate, rng: np.random.Generator) -> None:
    # Quarters are exact at a hundred million, where squares have no digits left for a spread of one.
    X = np.round(_rows(rng, 30, 2) * 4) / 4
    weights, means, covariances = _start(rng, X, 2)
    means = np.round(means * 4) / 4
    options = {"n_iterations": 1, "floor": 0.05}
    near = _reference(X, weights, means, covariances, **options)
    case = "for columns with a large mean"
    far = _parts(candidate.call(X + 1e8, weights, means + 1e8, covariances, **options), near, 1, case=f" {case}")
    expect_close(far[1] - 1e8, near[1], rtol=0, atol=1e-5, what=f"the array of means {case}")
    expect_close(far[2], near[2], rtol=0, atol=1e-5, what=f"the array of covariances {case}")


def other_types(candidate: Candidate, rng: np.random.Generator) -> None:
    X = np.array([[200, 10], [210, 30], [190, 25], [205, 40], [20, 100], [30, 130], [25, 90], [45, 120]])
    start = np.array([0.5, 0.5]), np.array([[180, 20], [40, 90]]), np.array([[[90, 0], [0, 90]], [[99, 9], [9, 99]]])
    for kind in (np.uint8, np.int64):
        whole = start[0], start[1].astype(kind), start[2].astype(kind)
        _expect_fit(candidate, X.astype(kind), whole, n_iterations=3, floor=0.1, case="for whole numbers")
    single = tuple(part.astype(np.float32) for part in (start[0], start[1] / 64, start[2] / 4096))
    _expect_fit(
        candidate, (X / 64).astype(np.float32), single, n_iterations=2, floor=0.01, case="for float32", tolerance=2e-2
    )  # type: ignore[arg-type]


def order_does_not_matter(candidate: Candidate, rng: np.random.Generator) -> None:
    X = _rows(rng, 30, 2)
    start = _start(rng, X, 3)
    wanted = _reference(X, *start, n_iterations=4, floor=0.1)
    mix, turn = rng.permutation(30), np.array([2, 0, 1])
    call = candidate.call(X[mix], *(part[turn] for part in start), n_iterations=4, floor=0.1)
    got = _parts(call, wanted, 4)
    for mine, theirs, name in zip(got[:3], wanted[:3], NAMES, strict=False):
        what = f"the array of {name} after shuffling rows and components"
        expect_close(mine, theirs[turn], rtol=0, atol=TOLERANCE * float(np.abs(theirs).max()), what=what)


def inputs_unchanged(candidate: Candidate, rng: np.random.Generator) -> None:
    X = _rows(rng, 20, 2)
    _expect_fit(candidate, X, _start(rng, X, 2), n_iterations=3)
    expect_unchanged(candidate, ARGUMENTS)


def many_rows(candidate: Candidate, rng: np.random.Generator) -> None:
    # Twenty steps with arrays take a tenth of a second; a Python loop over rows takes half a million densities, and a
    # table of rows times rows for each component is 300 MB and forty billion operations in all.
    X = _rows(rng, 6000, 4)
    start = _start(rng, X, 4)
    answer = candidate.call(X, *start, n_iterations=20, floor=0.1)
    if candidate.cpu_ms > 3000:
        message = "Six thousand rows take many times as long as with array operations."
        raise TooSlow(message)
    got = _parts(answer, (*start, np.zeros(20)), 20)
    wanted = _reference(X, *start, n_iterations=20, floor=0.1)
    expect_close(got[3], wanted[3], rtol=1e-6, atol=0, what="the array of log-likelihoods for many rows")
