"""Checks of inverted dropout. Nothing depends on a seed: masks are read off what comes out, and shares are bounded.

A share of n independent entries has a standard deviation of sqrt(q (1 - q) / n); bounds lie at six of them, which a
right answer crosses twice in a billion draws. The scale itself is a division: TIGHT, or SINGLE where float32 is fair.
"""

from question_bank.checking import (
    Array,
    Candidate,
    Plain,
    as_pair,
    expect_close,
    expect_dtype_kind,
    expect_fast,
    expect_shape,
    expect_that,
    expect_unchanged,
    np,
)

TIGHT = 1e-9
SINGLE = 1e-5
BACKWARD = "dropout_backward"
NAMES = ("output", "cache")
SIGMAS = 6.0


def _forward(candidate: Candidate, x: Array, *, given: str = "", **options: float | bool) -> tuple[Array, Plain]:
    """Call with only the options that are given; the output has the shape of x, the cache is the candidate's own."""
    output, cache = as_pair(candidate.call(x, **options), NAMES, given=given)
    return expect_shape(output, x.shape, what="the output", given=given).astype(np.float64), cache


def _backward(candidate: Candidate, gradient: Array, cache: Plain, *, given: str = "") -> Array:
    got = candidate.call_named(BACKWARD, gradient, cache)
    return expect_shape(got, gradient.shape, what="the gradient", given=given).astype(np.float64)


def _expect_scaled(
    candidate: Candidate, x: Array, p: float, /, *, tolerance: float = TIGHT, given: str = "", **options: float
) -> tuple[Array, Plain]:
    """Demand that each entry is zero or x / (1 - p), and the same of the way back; return where it was kept.

    x holds no zeros, so what was dropped shows.
    """
    output, cache = _forward(candidate, x, given=given, **options)
    kept = output != 0.0
    wide = x.astype(np.float64)
    scale = 1.0 / (1.0 - p)
    close = {"rtol": tolerance, "atol": 0.0, "given": given}
    expect_close(output, np.where(kept, wide * scale, 0.0), what="the output in training", **close)  # type: ignore[arg-type]
    gradient = np.linspace(-2.0, 3.0, x.size).reshape(x.shape) + 0.001
    got = _backward(candidate, gradient, cache, given=given)
    expect_close(got, np.where(kept, gradient * scale, 0.0), what="the gradient in training", **close)  # type: ignore[arg-type]
    return kept, cache


def _expect_share(marks: Array, share: float, what: str) -> None:
    bound = SIGMAS * np.sqrt(share * (1.0 - share) / marks.size)
    expect_that(abs(float(marks.mean()) - share) <= bound, f"{what} is too far from what the probability says.")


def _filled(rng: np.random.Generator, *shape: int) -> Array:
    """Draw numbers of both signs, none of them near zero."""
    return rng.uniform(0.5, 2.0, shape) * rng.choice([-1.0, 1.0], shape)


# --- visible examples


def survivors_are_scaled(candidate: Candidate, rng: np.random.Generator) -> None:
    """Ten thousand ones at a probability of 0.2: about two thousand zeros, the rest is 1.25."""
    given = "ten thousand ones, p = 0.2, in training"
    kept, _ = _expect_scaled(candidate, np.ones((100, 100)), 0.2, p=0.2, given=given)
    _expect_share(~kept, 0.2, "The share of dropped entries")


def nothing_in_prediction(candidate: Candidate, rng: np.random.Generator) -> None:
    x = np.array([[1.0, -2.0, 3.0], [0.0, 0.5, 4.0]])
    given = f"x = {x.tolist()}, p = 0.4, training=False"
    output, cache = _forward(candidate, x, given=given, p=0.4, training=False)
    expect_close(output, x, rtol=TIGHT, atol=0.0, what="the output in prediction", given=given)
    gradient = np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])
    got = _backward(candidate, gradient, cache, given=given)
    expect_close(got, gradient, rtol=TIGHT, atol=0.0, what="the gradient in prediction", given=given)


def shapes_of_the_answers(candidate: Candidate, rng: np.random.Generator) -> None:
    for shape in ((7,), (3, 4), (2, 3, 2, 5)):
        given = f"x of shape {shape}"
        x = np.arange(1.0, 1.0 + np.prod(shape)).reshape(shape)
        output, cache = _forward(candidate, x, given=given)
        expect_dtype_kind(output, "f", what="the output", given=given)
        _backward(candidate, np.ones(shape), cache, given=given)


# --- the main rule


def share_that_is_dropped(candidate: Candidate, rng: np.random.Generator) -> None:
    """p drops: at a half one cannot tell it from keeping."""
    for p in (0.1, 0.3, 0.75, 0.95):
        kept, _ = _expect_scaled(candidate, _filled(rng, 120, 100), p, p=p)
        _expect_share(~kept, p, "The share of dropped entries")


def default_probability(candidate: Candidate, rng: np.random.Generator) -> None:
    """Left out it is a half, in training; by place it is the second argument."""
    kept, _ = _expect_scaled(candidate, _filled(rng, 100, 100), 0.5)
    _expect_share(~kept, 0.5, "The share of entries that is dropped by default")
    x = _filled(rng, 100, 100)
    by_place = (0.9, True)
    output, _ = as_pair(candidate.call(x, *by_place), NAMES)
    array = expect_shape(output, x.shape, what="the output").astype(np.float64)
    _expect_share(array == 0.0, 0.9, "The share of dropped entries with options by place")
    by_place = (0.9, False)
    output, _ = as_pair(candidate.call(x, *by_place), NAMES)
    expect_close(output, x, rtol=TIGHT, atol=0.0, what="the output in prediction with options by place")


def expected_value_is_kept(candidate: Candidate, rng: np.random.Generator) -> None:
    """The mean of many ones stays near one; its standard deviation is sqrt(p / ((1 - p) n))."""
    for p in (0.25, 0.8):
        output, _ = _forward(candidate, np.ones((200, 100)), p=p)
        bound = SIGMAS * np.sqrt(p / (1.0 - p) / output.size)
        expect_that(abs(float(output.mean()) - 1.0) <= bound, "The mean of the output is not that of the input.")


def entries_are_independent(candidate: Candidate, rng: np.random.Generator) -> None:
    """Rows and columns next to each other agree as often as chance says: p squared plus (1 - p) squared."""
    p = 0.3
    agree = p * p + (1.0 - p) ** 2
    for shape in ((150, 200), (30, 20, 50)):
        kept, _ = _expect_scaled(candidate, _filled(rng, *shape), p, p=p)
        for axis in range(len(shape)):
            first, second = np.split(kept, 2, axis=axis)
            _expect_share(first == second, agree, "How often entries of different rows or columns share their fate")
            near = np.moveaxis(kept, axis, 0)
            pairs = near[0:-1:2] == near[1::2]
            _expect_share(pairs, agree, "How often neighbouring entries share their fate")


def count_varies(candidate: Candidate, rng: np.random.Generator) -> None:
    """Each entry is drawn on its own, so the count differs; eight equal counts have a chance of 1e-14."""
    x = _filled(rng, 100, 100)
    counts = {int(_expect_scaled(candidate, x, 0.4, p=0.4)[0].sum()) for _ in range(8)}
    expect_that(len(counts) > 1, "The number of dropped entries is the same in every call.")


def each_call_draws_anew(candidate: Candidate, rng: np.random.Generator) -> None:
    p = 0.4
    x = _filled(rng, 100, 100)
    first, second = (_expect_scaled(candidate, x, p, p=p)[0] for _ in range(2))
    _expect_share(first == second, p * p + (1.0 - p) ** 2, "How often an entry has the same fate in two calls")


# --- the way back


def same_mask_backward(candidate: Candidate, rng: np.random.Generator) -> None:
    """Several layers in turn, gone back through in the opposite order, each twice."""
    layers = []
    for p in (0.2, 0.5, 0.7):
        x = _filled(rng, 20, 30)
        output, cache = _forward(candidate, x, p=p)
        layers.append((p, output != 0.0, cache))
    for p, kept, cache in [*reversed(layers), *layers]:
        gradient = rng.normal(size=(20, 30))
        got = _backward(candidate, gradient, cache)
        wanted = np.where(kept, gradient / (1.0 - p), 0.0)
        expect_close(got, wanted, rtol=TIGHT, atol=1e-12, what="the gradient after calls of other layers")


def zeros_in_the_input(candidate: Candidate, rng: np.random.Generator) -> None:
    """An entry that was zero before may well have been kept, so gradient goes through it."""
    p = 0.3
    x = np.zeros((100, 100))
    x[::2] = 1.0
    output, cache = _forward(candidate, x, p=p)
    factors = _backward(candidate, np.ones(x.shape), cache)
    passed = factors != 0.0
    expect_close(factors, np.where(passed, 1.0 / (1.0 - p), 0.0), rtol=TIGHT, atol=0.0, what="the gradient")
    _expect_share(passed[1::2], 1.0 - p, "The share of zero entries that let the gradient through")
    expect_close(output, x * factors, rtol=TIGHT, atol=0.0, what="the output, held against the gradient of ones,")


# --- the ends


def nothing_is_dropped(candidate: Candidate, rng: np.random.Generator) -> None:
    """At p = 0 both ways change nothing."""
    x = _filled(rng, 40, 50)
    kept, _ = _expect_scaled(candidate, x, 0.0, p=0.0)
    expect_that(kept, "An entry is dropped although the probability is zero.")


def everything_is_dropped(candidate: Candidate, rng: np.random.Generator) -> None:
    """At p = 1 both ways give zeros, and in prediction p does not matter."""
    x = _filled(rng, 6, 7)
    for p in (1.0, 1):
        output, cache = _forward(candidate, x, p=p)
        expect_close(output, np.zeros((6, 7)), rtol=0.0, atol=0.0, what="the output where everything is dropped")
        got = _backward(candidate, np.ones((6, 7)), cache)
        expect_close(got, np.zeros((6, 7)), rtol=0.0, atol=0.0, what="the gradient where everything is dropped")
        output, cache = _forward(candidate, x, p=p, training=False)
        expect_close(output, x, rtol=TIGHT, atol=0.0, what="the output in prediction")
        got = _backward(candidate, np.ones((6, 7)), cache)
        expect_close(got, np.ones((6, 7)), rtol=TIGHT, atol=0.0, what="the gradient in prediction")


def prediction_of_any_kind(candidate: Candidate, rng: np.random.Generator) -> None:
    for p in (0.1, 0.5, 0.9):
        for shape in ((4,), (3, 5), (2, 2, 3)):
            x = rng.normal(size=shape)
            for _ in range(2):
                output, cache = _forward(candidate, x, p=p, training=False)
                expect_close(output, x, rtol=TIGHT, atol=0.0, what="the output in prediction")
                gradient = rng.normal(size=shape)
                got = _backward(candidate, gradient, cache)
                expect_close(got, gradient, rtol=TIGHT, atol=0.0, what="the gradient in prediction")


# --- numbers


def other_number_types(candidate: Candidate, rng: np.random.Generator) -> None:
    """Whole numbers come out as fractions; float32 may stay."""
    whole = rng.integers(1, 50, size=(60, 50))
    for x in (whole, whole.astype(np.uint8), _filled(rng, 60, 50).astype(np.float32)):
        kept, _ = _expect_scaled(candidate, x, 0.3, p=0.3, tolerance=SINGLE)
        _expect_share(~kept, 0.3, "The share of dropped entries")


# --- what was agreed


def inputs_unchanged(candidate: Candidate, rng: np.random.Generator) -> None:
    x = _filled(rng, 20, 30)
    for training in (True, False):
        _, cache = _forward(candidate, x, p=0.5, training=training)
        expect_unchanged(candidate, ("x", "p", "training"))
        _backward(candidate, rng.normal(size=x.shape), cache)
        expect_unchanged(candidate, ("gradient", "cache"))


# --- cost


def _plain(x: Array) -> Array:
    return np.asarray(x * (np.random.default_rng(0).random(x.shape) >= 0.5) / 0.5)


def large_array(candidate: Candidate, rng: np.random.Generator) -> None:
    """Two million entries: array operations take a third of the floor, a loop over entries twice it."""
    x = np.ones((1000, 2000))
    answer = expect_fast(candidate, (x,), reference=_plain, times=12.0, floor_ms=400.0, what="A large array")
    output = expect_shape(as_pair(answer, NAMES)[0], x.shape, what="the output")
    _expect_share(output == 0.0, 0.5, "The share of dropped entries of a large array")
