"""Checks of layer normalisation: a float64 reference out here that goes vector by vector and takes deviations first.

Tolerances: in float64 a mean of some ten values is right to about 1e-15 of their size, and dividing by a root of at
least sqrt(1e-5) makes that 1e-12. The mildest mistakes are epsilon outside the root (5e-6 of the result for a spread
of one) and float32 arithmetic (1e-7). So 1e-8 fails both. float32 input may be computed in float32: 1e-4 there.
"""

from question_bank.checking import (
    Array,
    Candidate,
    expect_close,
    expect_dtype_kind,
    expect_fast,
    expect_shape,
    expect_that,
    expect_unchanged,
    np,
)

TIGHT = 1e-8
SINGLE = 1e-4
ARGUMENTS = ("x", "gamma", "beta", "eps")


def _reference(x: Array, gamma: Array, beta: Array, eps: float = 1e-5) -> Array:
    wide = x.astype(np.float64)
    output = np.empty(wide.shape)
    for place in np.ndindex(wide.shape[:-1]):
        deviations = wide[place] - wide[place].mean()
        spread = np.sqrt((deviations * deviations).sum() / deviations.size + eps)
        output[place] = deviations / spread * gamma + beta
    return output


def _parameters(rng: np.random.Generator, features: int) -> tuple[Array, Array]:
    gamma = rng.uniform(0.5, 2.0, features) * rng.choice([-1.0, 1.0], features)
    return gamma, rng.normal(scale=2.0, size=features)


def _activations(rng: np.random.Generator, *shape: int) -> Array:
    """Draw vectors that differ in place and spread."""
    rows = (*shape[:-1], 1)
    return rng.normal(size=shape) * rng.uniform(0.3, 3.0, rows) + rng.normal(scale=2.0, size=rows)


def _expect_right(
    candidate: Candidate,
    x: Array,
    gamma: Array,
    beta: Array,
    *,
    case: str = "",
    tolerance: float = TIGHT,
    given: str = "",
    **options: float,
) -> Array:
    """Call with only the options that are given and compare with the reference."""
    got = candidate.call(x, gamma, beta, **options)
    wanted = _reference(x, gamma, beta, **options)
    what = f"the result {case}".rstrip()
    array = expect_close(got, wanted, rtol=tolerance, atol=tolerance, what=what, given=given)
    return np.asarray(array, dtype=np.float64)


# --- visible examples


def two_vectors(candidate: Candidate, rng: np.random.Generator) -> None:
    x = np.array([[1.0, 3.0, 5.0, 7.0], [10.0, 10.0, 30.0, 30.0]])
    gamma, beta = np.array([1.0, 2.0, 1.0, -1.0]), np.array([0.0, 0.0, 5.0, 1.0])
    given = "x = [[1, 3, 5, 7], [10, 10, 30, 30]], gamma = [1, 2, 1, -1], beta = [0, 0, 5, 1]"
    _expect_right(candidate, x, gamma, beta, given=given)


def known_moments(candidate: Candidate, rng: np.random.Generator) -> None:
    """With gamma one and beta zero each vector has mean zero and a variance that epsilon shrinks a little."""
    x = np.array([[4.0, -2.0, 7.0, 1.0, 0.0], [0.5, 0.25, -1.0, 2.0, 9.0], [100.0, 101.0, 103.0, 99.0, 98.0]])
    given = f"x = {x.tolist()}, gamma all one, beta all zero"
    got = expect_shape(candidate.call(x, np.ones(5), np.zeros(5)), x.shape, given=given).astype(np.float64)
    expect_close(got.mean(axis=1), np.zeros(3), rtol=0, atol=TIGHT, what="the mean of each vector", given=given)
    variance = x.var(axis=1)
    wanted = variance / (variance + 1e-5)
    expect_close(got.var(axis=1), wanted, rtol=TIGHT, atol=TIGHT, what="the variance of each vector", given=given)


def shape_of_the_answer(candidate: Candidate, rng: np.random.Generator) -> None:
    x = np.arange(24.0).reshape(2, 3, 4) % 7
    given = "x of shape (2, 3, 4), gamma and beta of shape (4,)"
    got = expect_shape(candidate.call(x, np.ones(4), np.zeros(4)), x.shape, given=given)
    expect_dtype_kind(got, "f", given=given)


# --- the main rule


def agrees_with_reference(candidate: Candidate, rng: np.random.Generator) -> None:
    for shape in ((6, 4), (3, 9), (5, 2), (1, 7)):
        _expect_right(candidate, _activations(rng, *shape), *_parameters(rng, shape[1]), case="for rows of features")


def every_number_of_dimensions(candidate: Candidate, rng: np.random.Generator) -> None:
    """All lengths differ, so an axis that is mixed up shows."""
    for shape in ((6,), (2, 3, 4), (4, 5, 2), (2, 1, 3, 5)):
        case = f"for activations of {len(shape)} dimensions"
        _expect_right(candidate, _activations(rng, *shape), *_parameters(rng, shape[-1]), case=case)


def equal_sides(candidate: Candidate, rng: np.random.Generator) -> None:
    """Here a mean that lost its axis, or parameters on the wrong axis, still broadcast."""
    for shape in ((4, 4), (3, 3, 3)):
        _expect_right(candidate, _activations(rng, *shape), *_parameters(rng, shape[-1]), case="where sides are equal")


def vectors_stand_alone(candidate: Candidate, rng: np.random.Generator) -> None:
    """What is in one position changes nothing in another, in the same example or elsewhere in the batch."""
    x, parameters = _activations(rng, 3, 4, 5), _parameters(rng, 5)
    before = _expect_right(candidate, x, *parameters)
    changed = x.copy()
    changed[1, 2] = changed[1, 2] * 40.0 + np.arange(5.0)
    after = _expect_right(candidate, changed, *parameters, case="after one vector changed")
    rest = np.ones((3, 4), dtype=bool)
    rest[1, 2] = False
    expect_close(after[rest], before[rest], rtol=TIGHT, atol=TIGHT, what="the result for vectors that did not change")


def scaled_and_shifted(candidate: Candidate, rng: np.random.Generator) -> None:
    """With a tiny epsilon, neither scale nor shift of a vector matters; with the default they hardly do."""
    x, parameters = _activations(rng, 4, 6), _parameters(rng, 6)
    moved = x * np.array([[64.0], [2.0], [0.5], [1024.0]]) + np.array([[8.0], [-3.0], [0.0], [500.0]])
    first = _expect_right(candidate, x, *parameters, eps=1e-14)
    second = _expect_right(candidate, moved, *parameters, eps=1e-14, case="for scaled and shifted vectors")
    expect_close(second, first, rtol=TIGHT, atol=TIGHT, what="the result for scaled and shifted vectors")


# --- arguments


def epsilon_counts(candidate: Candidate, rng: np.random.Generator) -> None:
    """Under the root, at spreads where that decides; left out, by name and by place."""
    gamma, beta = _parameters(rng, 6)
    x = 1.5 + rng.normal(size=(5, 6)) * np.array([[1e-4], [1e-3], [3e-3], [0.1], [1.0]])
    _expect_right(candidate, x, gamma, beta, case="for vectors of small spread")
    for eps in (1e-12, 1e-3, 0.5):
        _expect_right(candidate, x, gamma, beta, eps=eps, case="with another epsilon")
        got = candidate.call(x, gamma, beta, eps)
        wanted = _reference(x, gamma, beta, eps)
        expect_close(got, wanted, rtol=TIGHT, atol=TIGHT, what="the result with epsilon by place")


def parameters_count(candidate: Candidate, rng: np.random.Generator) -> None:
    """Each of the two alone, and zeros in both."""
    x = _activations(rng, 4, 3)
    gamma, beta = _parameters(rng, 3)
    for one, other in ((gamma, np.zeros(3)), (np.ones(3), beta), (np.zeros(3), beta), (gamma, beta * 100.0)):
        _expect_right(candidate, x, one, other, case="with other parameters")


# --- edges


def constant_vector(candidate: Candidate, rng: np.random.Generator) -> None:
    """A vector without spread becomes beta, beside vectors that are as usual."""
    gamma, beta = _parameters(rng, 4)
    x = _activations(rng, 3, 4)
    x[1] = 2.5
    got = _expect_right(candidate, x, gamma, beta, case="where a vector is constant")
    expect_that(np.isfinite(got), "A constant vector makes the result infinite or NaN.")
    _expect_right(candidate, np.zeros((2, 3, 4)), gamma, beta, case="for zeros")


def one_feature(candidate: Candidate, rng: np.random.Generator) -> None:
    """A single feature has no spread either."""
    for shape in ((1,), (5, 1), (2, 3, 1)):
        _expect_right(candidate, _activations(rng, *shape), *_parameters(rng, 1), case="for a single feature")


# --- numbers


def whole_numbers(candidate: Candidate, rng: np.random.Generator) -> None:
    """The answer holds fractions, and squares of bytes do not fit into bytes; float32 is often chosen for bytes."""
    x = np.array([[250, 3, 255, 17], [9, 4, 12, 200], [100, 101, 99, 100]])
    for kind in (np.int64, np.uint8):
        got = candidate.call(x.astype(kind), *(gamma_beta := _parameters(rng, 4)))
        expect_dtype_kind(got, "f", what="the result for whole numbers")
        wanted = _reference(x, *gamma_beta)
        expect_close(got, wanted, rtol=SINGLE, atol=SINGLE, what="the result for whole numbers")


def single_precision(candidate: Candidate, rng: np.random.Generator) -> None:
    for shape in ((6, 5), (2, 3, 8)):
        parts = (_activations(rng, *shape), *_parameters(rng, shape[-1]))
        x, gamma, beta = (part.astype(np.float32) for part in parts)
        _expect_right(candidate, x, gamma, beta, case="for float32", tolerance=SINGLE)


def far_from_zero(candidate: Candidate, rng: np.random.Generator) -> None:
    """Squares near 1e16 leave float64 no digit below one, which is the variance itself.

    The mean is rounded to some 1e-8, so results are right to 1e-7; the difference of squares is wrong by its own size.
    """
    x = rng.normal(size=(4, 3, 6)) + 1e8
    _expect_right(candidate, x, *_parameters(rng, 6), case="far from zero", tolerance=1e-5)


def any_size(candidate: Candidate, rng: np.random.Generator) -> None:
    """Vectors of very different size in one batch."""
    x = rng.normal(size=(4, 5)) * np.array([[1e6], [1.0], [1e-6], [1e3]])
    _expect_right(candidate, x, *_parameters(rng, 5), case="for vectors of very different size")


# --- what was agreed


def inputs_unchanged(candidate: Candidate, rng: np.random.Generator) -> None:
    for kind in (np.float64, np.float32):
        x, gamma, beta = (part.astype(kind) for part in (_activations(rng, 3, 2, 5), *_parameters(rng, 5)))
        for _ in range(2):
            _expect_right(candidate, x, gamma, beta, case="of a repeated call", tolerance=SINGLE)
            expect_unchanged(candidate, ARGUMENTS)


# --- cost


def _plain(x: Array, gamma: Array, beta: Array) -> Array:
    deviations = x - x.mean(axis=-1, keepdims=True)
    variance = (deviations * deviations).mean(axis=-1, keepdims=True)
    return np.asarray(deviations / np.sqrt(variance + 1e-5) * gamma + beta)


def many_vectors(candidate: Candidate, rng: np.random.Generator) -> None:
    """Eighty thousand vectors: array operations take a sixth of the floor, a loop over vectors several times it."""
    x = rng.normal(size=(40, 2000, 8))
    args = (x, *_parameters(rng, 8))
    what = "A batch of many vectors"
    got = expect_fast(candidate, args, reference=_plain, times=15.0, floor_ms=200.0, what=what)
    expect_close(got, _plain(*args), rtol=TIGHT, atol=TIGHT, what="the result for many vectors")
