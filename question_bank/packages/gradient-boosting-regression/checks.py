"""Checks of gradient boosting. The reference tries every cut by brute force and knows the gap around each threshold.

What is open is where in the gap between two values a threshold lies, and which of several equally good cuts is taken.
So a query counts only where no gap and no other column with the same cut makes a difference, and stages are compared up
to the first one that had two different cuts of the same worth (within 1e-7 of each other, where rounding is 1e-14).

Tolerances: predictions are sums of at most some hundred means, right to about 1e-13 of the size of the targets; wrong
answers of the package miss by more than 1e-4 of it, so 1e-8 leaves room. float32 input may be computed in it: 1e-3.
"""

from question_bank.checking import (
    Array,
    Candidate,
    TooSlow,
    as_array,
    as_pair,
    expect_close,
    expect_shape,
    expect_that,
    expect_unchanged,
    np,
)

ARGUMENTS = ("X", "y", "queries")
TOLERANCE = 1e-8
Cut = tuple[int, float, float]


def _cuts(X: Array) -> list[tuple[Cut, Array]]:
    """List the cuts: column, the two values around the gap, and which rows go left."""
    found = []
    for at in range(X.shape[1]):
        values = np.unique(X[:, at])
        found += [((at, float(values[i]), float(values[i + 1])), X[:, at] <= values[i]) for i in range(len(values) - 1)]
    return found


def _reference(
    X: Array, y: Array, queries: Array, n_stumps: int = 100, learning_rate: float = 0.1
) -> tuple[Array, Array]:
    """Give the predictions of all stages that are beyond doubt, and which queries are."""
    X, y, queries = (part.astype(np.float64) for part in (X, y, queries))
    cuts = _cuts(X)
    sides = np.array([is_left for _, is_left in cuts]).reshape(len(cuts), len(y))
    n_left = sides.sum(axis=1)
    left, now, size = y - y.mean(), np.full(len(queries), y.mean()), max(1e-300, float(np.abs(y - y.mean()).max()))
    clear, stages = np.ones(len(queries), dtype=bool), []
    for _ in range(n_stumps):
        if cuts:
            low, total = sides @ left, left.sum()
            worth = low**2 / n_left + (total - low) ** 2 / (len(y) - n_left)
            best = int(worth.argmax())
            close = np.flatnonzero(worth >= worth[best] * (1 - 1e-7) - 1e-20 * size**2)
            same = [i for i in close if (sides[i] == sides[best]).all()]
            if len(same) < len(close) and worth[best] > 1e-18 * size**2:
                break
            value = low[best] / n_left[best], (total - low[best]) / (len(y) - n_left[best])
            at, bottom, _ = cuts[best][0]
            goes_left = queries[:, at] <= bottom
            for i in same:
                other, bottom, top = cuts[i][0]
                sure = (queries[:, other] <= bottom) | (queries[:, other] >= top)
                clear &= sure & ((queries[:, other] <= bottom) == goes_left)
            now = now + learning_rate * np.where(goes_left, *value)
            left = left - learning_rate * np.where(sides[best], *value)
        stages.append(now)
    return np.array(stages).reshape(len(stages), len(queries)), clear


def _parts(answer: object, n_stumps: int, n: int, *, case: str = "", given: str = "") -> tuple[Array, Array]:
    last, stages = as_pair(answer, ("predictions", "stages"), given=given)
    what = f"the array of predictions{case}"
    last = as_array(last, what=what, given=given)
    if last.ndim == 2 and last.shape[1] == 1:
        last = last[:, 0]
    last = expect_shape(last, (n,), what=what, given=given)
    what = f"the table of staged predictions{case}"
    stages = as_array(stages, what=what, given=given)
    if stages.ndim == 3 and stages.shape[2] == 1:
        stages = stages[:, :, 0]
    stages = expect_shape(stages, (n_stumps, n), what=what, given=given)
    for part in (last, stages):
        is_fine = part.dtype.kind in "iuf" and np.isfinite(part.astype(np.float64)).all()
        expect_that(is_fine, f"NaN, infinity or no number at all among the predictions{case}.", given=given)
    return last.astype(np.float64), stages.astype(np.float64)


def _compare(
    answer: object,
    X: Array,
    y: Array,
    queries: Array,
    *,
    case: str = "",
    given: str = "",
    tolerance: float = TOLERANCE,
    **options: float,
) -> tuple[Array, Array]:
    """Demand the reference's predictions where they are beyond doubt, and that the last stage is the prediction."""
    n_stumps = int(options.get("n_stumps", 100))
    where = f" {case}" if case else ""
    last, stages = _parts(answer, n_stumps, len(queries), case=where, given=given)
    wanted, clear = _reference(X, y, queries, **options)
    atol = tolerance * max(float(np.abs(y.astype(np.float64)).max()), 1e-12)
    what = f"the table of staged predictions{where}"
    expect_close(stages[: len(wanted)][:, clear], wanted[:, clear], rtol=0, atol=atol, what=what, given=given)
    what = f"the array of predictions, held against the last stage,{where}"
    expect_close(last, stages[-1], rtol=0, atol=atol, what=what, given=given)
    return last, stages


def _expect(
    candidate: Candidate, X: Array, y: Array, queries: Array, *, case: str = "", given: str = "", **options: float
) -> tuple[Array, Array]:
    answer = candidate.call_named("boost", X, y, queries, **options)
    return _compare(answer, X, y, queries, case=case, given=given, **options)


def _data(rng: np.random.Generator, n: int, d: int) -> tuple[Array, Array, Array]:
    X = rng.standard_normal((n, d))
    y = 3 * np.sin(2 * X[:, 0]) + np.abs(X[:, -1]) + 0.3 * rng.standard_normal(n) + 7
    return X, y, rng.standard_normal((20, d))


# --- visible -----------------------------------------------------------------------------------------------------


def two_stumps_by_hand(candidate: Candidate, rng: np.random.Generator) -> None:
    # The mean is 4. Residuals are -3, -3, 1, 5: cut after the second row, means -3 and 3. Half of that leaves -1.5,
    # -1.5, -0.5, 3.5: cut after the third row, means -3.5 / 3 and 3.5.
    X, y = np.array([[1.0], [2.0], [3.0], [4.0]]), np.array([1.0, 1.0, 5.0, 9.0])
    given = "X = 1, 2, 3, 4 (one column), y = 1, 1, 5, 9; n_stumps = 2, learning_rate = 0.5"
    first = np.array([2.5, 2.5, 5.5, 5.5])
    second = first + 0.5 * np.array([-3.5 / 3, -3.5 / 3, -3.5 / 3, 3.5])
    answer = candidate.call_named("boost", X, y, X, n_stumps=2, learning_rate=0.5)
    last, stages = _parts(answer, 2, 4, given=given)
    what = "the table of staged predictions"
    expect_close(stages, np.array([first, second]), rtol=0, atol=1e-9, what=what, given=given)
    expect_close(last, second, rtol=0, atol=1e-9, what="the array of predictions", given=given)


def a_step_function(candidate: Candidate, rng: np.random.Generator) -> None:
    # One cut explains everything, so each stump takes a tenth of what is left: 0.9 ** 100 of it remains.
    X, y = np.array([[1.0], [2.0], [3.0], [10.0], [11.0], [12.0]]), np.array([0.0, 0.0, 0.0, 8.0, 8.0, 8.0])
    given = "X = 1, 2, 3, 10, 11, 12 (one column), y = 0, 0, 0, 8, 8, 8; defaults; queries 0 and 20"
    answer = candidate.call_named("boost", X, y, np.array([[0.0], [20.0]]))
    last, _ = _parts(answer, 100, 2, given=given)
    rest = 4 * 0.9**100
    expect_close(last, np.array([rest, 8 - rest]), rtol=0, atol=1e-9, what="the array of predictions", given=given)


# --- hidden ------------------------------------------------------------------------------------------------------


def agrees_with_reference(candidate: Candidate, rng: np.random.Generator) -> None:
    for n, d, stumps, rate in ((30, 2, 25, 0.2), (40, 3, 12, 0.5), (15, 1, 20, 0.1), (9, 9, 6, 0.3)):
        X, y, queries = _data(rng, n, d)
        both = np.vstack([X, queries])
        _expect(candidate, X, y, both, n_stumps=stumps, learning_rate=rate, case="for drawn data")


def starts_from_the_mean(candidate: Candidate, rng: np.random.Generator) -> None:
    X, y, queries = _data(rng, 25, 2)
    y[0] += 60
    _expect(candidate, X, y, queries, n_stumps=1, learning_rate=0.001, case="with a tiny learning rate")
    _expect(candidate, X, y - 500, X, n_stumps=3, learning_rate=0.1, case="for targets far below zero")


def learns_what_is_left(candidate: Candidate, rng: np.random.Generator) -> None:
    """With a rate below one, what is left depends on the shrunken stumps, not on whole ones."""
    X, y, _ = _data(rng, 30, 2)
    for rate in (0.9, 0.3, 0.05):
        _, stages = _expect(candidate, X, y, X, n_stumps=30, learning_rate=rate, case="on its training rows")
        errors = ((stages - y) ** 2).mean(axis=1)
        message = "The training error rises from one stage to the next."
        expect_that((np.diff(errors) <= 1e-9 * errors[0]).all(), message)
        expect_that(errors[0] < ((y - y.mean()) ** 2).mean(), "The first stump does not lower the training error.")


def rate_and_number_count(candidate: Candidate, rng: np.random.Generator) -> None:
    X, y, queries = _data(rng, 25, 2)
    for rate in (1.0, 0.7, 0.01):
        _expect(candidate, X, y, queries, n_stumps=6, learning_rate=rate, case="for another learning rate")
    for stumps in (1, 2, 17):
        _expect(candidate, X, y, queries, n_stumps=stumps, case="for another number of stumps")
    _expect(candidate, X, y, queries, learning_rate=0.03, case="when only the learning rate is given")


def defaults_are_used(candidate: Candidate, rng: np.random.Generator) -> None:
    X, y = np.append(np.arange(12.0), 40.0)[:, None], np.append(np.zeros(12), 5.0)
    _expect(candidate, X, y, X, case="when nothing but the data is given")
    X, y, queries = _data(rng, 30, 2)
    _expect(candidate, X, y, queries, case="when nothing but the data is given")


def sides_count_by_size(candidate: Candidate, rng: np.random.Generator) -> None:
    """An unweighted error prefers to cut off one row that fits well alone."""
    case = "where sides differ in size"
    for _ in range(5):
        X, y = rng.standard_normal((24, 3)), rng.standard_normal(24) ** 3 + 0.1 * np.arange(24)
        _expect(candidate, X, y, X, n_stumps=4, learning_rate=0.6, case=case)
    X, y = np.arange(10.0)[:, None], np.array([0.0, 5.0, 4.0, 6.0, 5.5, 4.5, 5.1, 9.0, 9.5, 8.6])
    _expect(candidate, X, y, X, n_stumps=5, learning_rate=0.5, case=case)


def values_that_repeat(candidate: Candidate, rng: np.random.Generator) -> None:
    case = "where values repeat"
    X = np.array([[1.0], [2.0], [2.0], [2.0], [2.0], [3.0], [3.0]])
    y = np.array([0.3, 0.1, 0.2, 7.0, 8.0, 8.5, 6.1])
    _expect(candidate, X, y, X, n_stumps=5, learning_rate=0.5, case=case)
    for _ in range(4):
        X = rng.integers(0, 3, size=(20, 2)).astype(float)
        _expect(candidate, X, X[:, 0] ** 2 + rng.standard_normal(20), X, n_stumps=5, learning_rate=0.4, case=case)


def nothing_to_cut(candidate: Candidate, rng: np.random.Generator) -> None:
    queries = np.array([[0.0, 1.0], [5.0, -3.0]])
    case = "where all rows are alike"
    for y in (np.array([1.0, 2.0, 6.0]), np.array([-4.0])):
        X = np.full((len(y), 2), 2.0)
        answer = candidate.call_named("boost", X, y, queries, n_stumps=4)
        _, stages = _parts(answer, 4, 2, case=f" {case}")
        wanted = np.full((4, 2), y.mean())
        expect_close(stages, wanted, rtol=0, atol=1e-9, what=f"the table of staged predictions {case}")
        narrow = candidate.call_named("boost", X[:, :1], y, queries[:, :1], n_stumps=4)
        _, stages = _parts(narrow, 4, 2, case=f" {case}")
        expect_close(stages, wanted, rtol=0, atol=1e-9, what=f"the table of staged predictions {case}")
    X = rng.standard_normal((6, 2))
    _, stages = _expect(candidate, X, np.full(6, 3.5), X, n_stumps=5, case="for equal targets")
    expect_close(stages, np.full((5, 6), 3.5), rtol=0, atol=1e-9, what="the table of stages for equal targets")
    X[:, 1] = 1.0
    _expect(candidate, X, X[:, 0] ** 2, X, n_stumps=5, case="with a constant column")
    X, y = np.array([[1.0], [2.0]]), np.array([3.0, 5.0])
    _expect(candidate, X, y, X, n_stumps=3, learning_rate=0.5, case="for two rows")


def stages_lead_to_the_prediction(candidate: Candidate, rng: np.random.Generator) -> None:
    """Each stage is what a shorter run predicts in the end."""
    X, y, queries = _data(rng, 25, 2)
    _, stages = _expect(candidate, X, y, queries, n_stumps=8, learning_rate=0.3)
    for stumps in (1, 3, 5):
        shorter = candidate.call_named("predict_alone", X, y, queries, n_stumps=stumps, learning_rate=0.3)
        got = as_array(shorter, what="the predictions").reshape(-1)
        what = "the array of predictions of a shorter run, held against the stage of that number"
        expect_close(got, stages[stumps - 1], rtol=0, atol=1e-7, what=what)


def large_targets(candidate: Candidate, rng: np.random.Generator) -> None:
    # Targets near ten million with a spread of a few: their squares leave two digits for it. Several draws, since two
    # digits may happen to choose the right cuts.
    for _ in range(5):
        X, y, _ = _data(rng, 25, 2)
        y = np.round(y * 64) / 64
        wanted, _ = _reference(X, y, X, n_stumps=12)
        answer = candidate.call_named("boost", X, y + 1e7, X, n_stumps=12)
        _, stages = _parts(answer, 12, 25, case=" for targets with a large mean")
        what = "the table of staged predictions for targets with a large mean"
        expect_close(stages[: len(wanted)] - 1e7, wanted, rtol=0, atol=1e-5, what=what)


def other_types(candidate: Candidate, rng: np.random.Generator) -> None:
    X = np.array([[200, 3], [210, 1], [250, 2], [240, 4], [220, 9], [255, 8], [130, 7]])
    y = np.array([3, 10, 200, 180, 90, 251, 40])
    for kind in (np.uint8, np.int16, np.int64):
        options = {"n_stumps": 5, "learning_rate": 0.3}
        _expect(candidate, X.astype(kind), y.astype(kind), X.astype(kind), case="for whole numbers", **options)
        _expect(candidate, X.astype(kind), y.astype(float), X.astype(float), case="for whole features", **options)
    single = X.astype(np.float32), y.astype(np.float32), X.astype(np.float32)
    answer = candidate.call_named("boost", *single, n_stumps=3)
    _compare(answer, *single, n_stumps=3, case="for float32", tolerance=1e-3)


def fitted_again(candidate: Candidate, rng: np.random.Generator) -> None:
    """Nothing of an earlier fit, or of another model, is left."""
    (X, y, queries), (other_X, other_y, _) = _data(rng, 20, 2), _data(rng, 22, 2)
    other_y = other_y * 5 - 40
    answer = candidate.call_named("fit_twice", X, y, other_X, other_y, queries)
    _compare(answer, other_X, other_y, queries, n_stumps=8, case="after fitting again")
    answer = candidate.call_named("two_models", X, y, other_X, other_y, queries)
    _compare(answer, X, y, queries, n_stumps=8, case="after fitting another model")


def order_does_not_matter(candidate: Candidate, rng: np.random.Generator) -> None:
    X, y, queries = _data(rng, 25, 3)
    options = {"n_stumps": 10, "learning_rate": 0.3}
    wanted, clear = _reference(X, y, queries, **options)
    rows, mix = rng.permutation(25), rng.permutation(20)
    answer = candidate.call_named("boost", X[rows], y[rows], queries[mix], **options)
    _, stages = _parts(answer, 10, 20)
    got, want = stages[: len(wanted)][:, clear[mix]], wanted[:, mix][:, clear[mix]]
    expect_close(got, want, rtol=0, atol=1e-7, what="the table of staged predictions after shuffling rows")
    alone = _parts(candidate.call_named("boost", X, y, queries[:1], **options), 10, 1)[1]
    if clear[0]:
        what = "the stages of a row that comes alone"
        expect_close(alone[: len(wanted)], wanted[:, :1], rtol=0, atol=1e-7, what=what)


def inputs_unchanged(candidate: Candidate, rng: np.random.Generator) -> None:
    X, y, queries = _data(rng, 15, 2)
    _expect(candidate, X, y, queries, n_stumps=4)
    expect_unchanged(candidate, ARGUMENTS)


def hundreds_of_rows(candidate: Candidate, rng: np.random.Generator) -> None:
    # A mask for each cut and stump is some fifty thousand masks, a second or two; sorting once takes a tenth of that.
    # Halfway points of all pairs of values are eight million masks.
    X, y, _ = _data(rng, 300, 3)
    answer = candidate.call_named("boost", X, y, X, n_stumps=60)
    if candidate.cpu_ms > 6500:
        message = "Three hundred rows take many times as long as with one cut for each pair of neighbouring values."
        raise TooSlow(message)
    _compare(answer, X, y, X, n_stumps=60, case="for three hundred rows")
