"""Checks of cross-validation. Folds are judged by what must hold for them; errors by a reference on the same folds.

The reference solves the ridge problem as a least-squares problem with extra rows. Data are well-conditioned and errors
of about one, so both ways agree to 1e-12; 1e-6 leaves room for float32 in the scaling, and mistakes move an error by a
thousandth and more.
"""

from question_bank.checking import (
    Array,
    Candidate,
    Refused,
    as_array,
    as_pair,
    describe,
    expect_close,
    expect_equal,
    expect_shape,
    expect_that,
    expect_unchanged,
    fail,
    np,
)

TOLERANCE = 1e-6
_REFUSALS = {"ValueError", "AssertionError"}


def _rows(value: object, what: str, given: str) -> Array:
    array = as_array(value, what=what, given=given)
    expect_that(array.ndim == 1, f"{what} should be one list of row numbers.", given=given, got=array)
    whole = array.dtype.kind in "iu" or not array.size
    expect_that(whole, f"{what} should be row numbers, that is integers.", given=given, got=array)
    return array.astype(np.int64)


def _folds(candidate: Candidate, n_rows: int, *options: int | None, given: str = "") -> list[tuple[Array, Array]]:
    """Call k_fold and demand what holds for any division; hand the pairs back, with sorted row numbers."""
    answer = candidate.call(n_rows, *options)
    k = options[0] if options else 5
    if not isinstance(answer, (list, tuple)) or len(answer) != k:
        fail(f"k_fold should give {k} pairs.", given=given, got=describe(answer))
    folds = []
    for pair in answer:
        train, test = as_pair(pair, ("train", "test"), given=given)
        train, test = _rows(train, "the training rows", given), _rows(test, "the test rows", given)
        folds.append((np.sort(train), np.sort(test)))
    return folds


def _expect_a_division(folds: list[tuple[Array, Array]], n_rows: int, *, given: str = "") -> None:
    everything = np.arange(n_rows)
    tested = np.sort(np.concatenate([test for _, test in folds]))
    expect_that(np.array_equal(tested, everything), "Not every row is tested exactly once.", given=given, got=tested)
    for train, test in folds:
        rest = np.setdiff1d(everything, test)
        message = "The training rows of a fold are not exactly the rows that it does not test."
        expect_that(np.array_equal(train, rest), message, given=given, got=train)
    sizes = [len(test) for _, test in folds]
    expect_that(max(sizes) - min(sizes) <= 1, "Fold sizes differ by more than one.", given=given, got=sizes)


def _error(train_x: Array, train_y: Array, test_x: Array, test_y: Array) -> float:
    """Fit ridge by least squares with one more row for each penalised weight."""
    mean, spread = train_x.mean(axis=0), train_x.std(axis=0)
    spread = np.where(spread == 0, 1.0, spread)
    scaled = (train_x - mean) / spread
    d = scaled.shape[1]
    rows = np.concatenate([scaled, np.eye(d)])
    wanted = np.concatenate([train_y - train_y.mean(), np.zeros(d)])
    weights = np.linalg.lstsq(rows, wanted, rcond=None)[0]
    return float((((test_x - mean) / spread @ weights + train_y.mean() - test_y) ** 2).mean())


def _expect_errors(
    candidate: Candidate, features: Array, targets: Array, *options: int | None, case: str = "", given: str = ""
) -> Array:
    """Demand the errors that belong to the candidate's own folds for the same k and seed."""
    folds = _folds(candidate, len(features), *options)
    x, y = features.astype(np.float64), targets.astype(np.float64)
    wanted = np.array([_error(x[train], y[train], x[test], y[test]) for train, test in folds])
    got = candidate.call_named("cross_validate", features, targets, *options)
    what = f"the errors of the folds {case}".rstrip()
    return np.asarray(expect_close(got, wanted, rtol=TOLERANCE, atol=TOLERANCE, what=what, given=given))


def _drawn(rng: np.random.Generator, n: int, d: int) -> tuple[Array, Array]:
    """Draw columns of very different scale and location that drift along the rows, and targets that follow them."""
    scales = 10.0 ** np.linspace(-2, 3, d)
    base = rng.standard_normal((n, d)) + np.linspace(0, 1.5, n)[:, None]
    targets = base @ rng.uniform(0.5, 1.5, size=d) + 0.5 * rng.standard_normal(n) + 20.0
    return base * scales + 3 * scales, targets


# --- visible -----------------------------------------------------------------------------------------------------


def ten_rows(candidate: Candidate, rng: np.random.Generator) -> None:
    given = "k_fold(10, 5)"
    folds = _folds(candidate, 10, 5, given=given)
    _expect_a_division(folds, 10, given=given)
    expect_equal(folds[1][1], np.array([2, 3]), what="the test rows of the second fold", given=given)
    expect_equal(folds[1][0], np.array([0, 1, 4, 5, 6, 7, 8, 9]), what="its training rows", given=given)


def errors_of_two_folds(candidate: Candidate, rng: np.random.Generator) -> None:
    features = np.array([[1.0, 100.0], [2.0, 300.0], [4.0, 200.0], [5.0, 700.0], [6.0, 400.0], [9.0, 900.0]])
    targets = np.array([1.0, 2.0, 2.0, 5.0, 4.0, 7.0])
    given = "six rows with columns [1 2 4 5 6 9] and [100 300 200 700 400 900], targets [1 2 2 5 4 7], k = 2"
    _expect_errors(candidate, features, targets, 2, given=given)


# --- hidden ------------------------------------------------------------------------------------------------------

_SIZES = ((7, 3), (10, 4), (23, 5), (11, 10), (12, 4), (9, 2), (19, 6), (100, 7))


def every_row_once(candidate: Candidate, rng: np.random.Generator) -> None:
    for n_rows, k in _SIZES:
        for seed in (None, 0, 3, 12345):
            tested = np.concatenate([test for _, test in _folds(candidate, n_rows, k, seed)])
            message = "Not every row is tested exactly once."
            expect_that(np.array_equal(np.sort(tested), np.arange(n_rows)), message)


def training_rows_are_the_rest(candidate: Candidate, rng: np.random.Generator) -> None:
    for n_rows, k in _SIZES:
        for seed in (None, 7):
            _expect_a_division(_folds(candidate, n_rows, k, seed), n_rows)


def sizes_of_folds(candidate: Candidate, rng: np.random.Generator) -> None:
    for n_rows, k in (*_SIZES, (8, 5), (14, 5), (99, 10)):
        for seed in (None, 1):
            sizes = [len(test) for _, test in _folds(candidate, n_rows, k, seed)]
            expect_that(max(sizes) - min(sizes) <= 1, "Fold sizes differ by more than one.")
            expect_that(sum(sizes) == n_rows, "The folds do not test as many rows as there are.")


def blocks_in_order(candidate: Candidate, rng: np.random.Generator) -> None:
    for n_rows, k in _SIZES:
        folds = _folds(candidate, n_rows, k)
        tested = np.concatenate([test for _, test in folds])
        message = "Without a seed the folds are not blocks of rows in their order."
        expect_that(np.array_equal(tested, np.arange(n_rows)), message)


def default_folds(candidate: Candidate, rng: np.random.Generator) -> None:
    for n_rows in (5, 13):
        _expect_a_division(_folds(candidate, n_rows), n_rows)
    features, targets = _drawn(rng, 22, 3)
    _expect_errors(candidate, features, targets, case="when k is not given")


def same_seed_same_folds(candidate: Candidate, rng: np.random.Generator) -> None:
    for seed in (0, 5, 2024):
        one = [test.tolist() for _, test in _folds(candidate, 40, 4, seed)]
        _folds(candidate, 17, 3, 11)
        two = [test.tolist() for _, test in _folds(candidate, 40, 4, seed)]
        expect_that(one == two, "The same seed gives other folds the second time.")
        blocks = [list(range(start, start + 10)) for start in range(0, 40, 10)]
        expect_that(sorted(one) != blocks, "With a seed the rows are not shuffled.")
    other = [test.tolist() for _, test in _folds(candidate, 40, 4, 6)]
    expect_that(one != other, "Different seeds give the same folds.")


def shuffling_is_even(candidate: Candidate, rng: np.random.Generator) -> None:
    """Over 300 seeds two given rows share a fold of four out of twelve with probability 3/11.

    Its standard deviation over 300 draws is 0.026, and that of a row's place in the first fold, 1/3, is 0.027. A bound
    of 0.16 is six of them, so no shuffle fails by chance.
    """
    together, first = np.zeros(3), np.zeros(3)
    pairs = ((0, 1), (0, 11), (4, 7))
    for seed in range(300):
        folds = _folds(candidate, 12, 3, seed)
        place = np.zeros(12, dtype=int)
        for fold, (_, test) in enumerate(folds):
            place[test] = fold
        together += [place[one] == place[two] for one, two in pairs]
        first += place[[0, 5, 11]] == 0
    message = "Over many seeds some rows share a fold far more or less often than by chance."
    expect_that(np.abs(together / 300 - 3 / 11) < 0.16, message)
    message = "Over many seeds some rows are in the first fold far more or less often than by chance."
    expect_that(np.abs(first / 300 - 1 / 3) < 0.16, message)


def leave_one_out(candidate: Candidate, rng: np.random.Generator) -> None:
    for seed in (None, 2):
        _expect_a_division(_folds(candidate, 6, 6, seed), 6)
        _expect_a_division(_folds(candidate, 2, 2, seed), 2)
    features, targets = _drawn(rng, 9, 2)
    _expect_errors(candidate, features, targets, 9, case="with as many folds as rows")


def invalid_k(candidate: Candidate, rng: np.random.Generator) -> None:
    for n_rows, k in ((5, 6), (5, 1), (5, 0), (5, -2), (3, 100)):
        answer = candidate.attempt(n_rows, k)
        refused = isinstance(answer, Refused) and answer.type_name in _REFUSALS
        expect_that(refused, "For a k below 2 or above the number of rows a ValueError should be raised.")


def errors_agree(candidate: Candidate, rng: np.random.Generator) -> None:
    for n, d, k in ((20, 3, 4), (31, 2, 5), (25, 5, 3), (12, 1, 6)):
        features, targets = _drawn(rng, n, d)
        _expect_errors(candidate, features, targets, k, case="without shuffling")
    whole = np.round(features * 10).astype(np.int64)
    _expect_errors(candidate, whole, np.round(targets).astype(np.int64), 3, case="for whole numbers")


def errors_follow_the_seed(candidate: Candidate, rng: np.random.Generator) -> None:
    features, targets = _drawn(rng, 26, 3)
    for seed in (0, 1, 99):
        _expect_errors(candidate, features, targets, 4, seed, case="with a seed")


def test_rows_stay_unseen(candidate: Candidate, rng: np.random.Generator) -> None:
    """The last block is far from the others, so a mean or a spread that has seen it is another one."""
    features, targets = _drawn(rng, 20, 3)
    features[15:] = features[15:] * 8 - 40
    _expect_errors(candidate, features, targets, 4, case="where the last rows are far from the others")
    features[:5, 0] += 1e4
    _expect_errors(candidate, features, targets, 4, case="where the first rows are far from the others")


def constant_column(candidate: Candidate, rng: np.random.Generator) -> None:
    features, targets = _drawn(rng, 16, 3)
    features[:, 1] = 4.0
    _expect_errors(candidate, features, targets, 4, case="with a constant column")
    features[:4, 1] = [5.0, 6.0, 7.0, 9.0]
    _expect_errors(candidate, features, targets, 4, case="with a column that is constant in one training set")


def inputs_unchanged(candidate: Candidate, rng: np.random.Generator) -> None:
    features, targets = _drawn(rng, 15, 2)
    for seed in (None, 4):
        candidate.call_named("cross_validate", features, targets, 3, seed)
        expect_unchanged(candidate, ("features", "targets", "k", "seed"))
    expect_shape(candidate.call_named("cross_validate", features, targets, 3), (3,), what="the errors of the folds")


def many_rows(candidate: Candidate, rng: np.random.Generator) -> None:
    """Proportional to rows times folds this takes milliseconds; a search in a list for each row takes a minute."""
    for seed in (None, 8):
        _expect_a_division(_folds(candidate, 50_000, 4, seed), 50_000)
