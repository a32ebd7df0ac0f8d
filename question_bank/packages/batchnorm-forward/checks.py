"""Checks of batch normalisation: a float64 reference out here that takes deviations from the mean, channel by channel.

Tolerances: in float64 a mean or a sum of squared deviations over some hundred values is right to about 1e-13, whatever
the order of the sum, and dividing by a root of at least sqrt(1e-5) makes that 1e-10 at worst where values are of
ordinary size. The mildest mistake, epsilon outside the root, moves an output by 5e-6 of its size. So 1e-8 leaves room
on both sides. float32 input may be computed in float32: 1e-4 there.
"""

from question_bank.checking import (
    Array,
    Candidate,
    describe,
    expect_close,
    expect_dtype_kind,
    expect_fast,
    expect_shape,
    expect_that,
    expect_unchanged,
    fail,
    np,
)

ARGUMENTS = ("x", "gamma", "beta", "running_mean", "running_var")
PARTS = ("the output", "the running mean", "the running variance")
TIGHT = 1e-8
SINGLE = 1e-4

_Triple = tuple[Array, Array, Array]


def _reference(
    x: Array,
    gamma: Array,
    beta: Array,
    running_mean: Array,
    running_var: Array,
    *,
    training: bool = True,
    momentum: float = 0.1,
    eps: float = 1e-5,
) -> _Triple:
    wide = x.astype(np.float64)
    output = np.empty(wide.shape)
    means, variances = running_mean.astype(np.float64), running_var.astype(np.float64)
    for channel in range(wide.shape[1]):
        values = wide[:, channel]
        mean, variance = means[channel], variances[channel]
        if training:
            mean = values.mean()
            squares = ((values - mean) ** 2).sum()
            variance = squares / values.size
            means[channel] += momentum * (mean - means[channel])
            variances[channel] += momentum * (squares / (values.size - 1) - variances[channel])
        output[:, channel] = gamma[channel] * (values - mean) / np.sqrt(variance + eps) + beta[channel]
    return output, means, variances


def _parameters(rng: np.random.Generator, channels: int) -> tuple[Array, Array, Array, Array]:
    """Draw gamma, beta, running mean and running variance, none of them near what they usually start from."""
    gamma = rng.uniform(0.5, 2.0, channels) * rng.choice([-1.0, 1.0], channels)
    return gamma, rng.normal(scale=2.0, size=channels), rng.normal(size=channels), rng.uniform(1.5, 4.0, channels)


def _batch(rng: np.random.Generator, *shape: int) -> Array:
    """Draw a batch whose channels differ in place and spread."""
    channels = (1, shape[1]) + (1,) * (len(shape) - 2)
    return rng.normal(size=shape) * rng.uniform(0.3, 3.0, channels) + rng.normal(scale=2.0, size=channels)


def _parts(answer: object, *, given: str = "") -> tuple[object, object, object]:
    if not isinstance(answer, (tuple, list)) or len(answer) != len(PARTS):
        fail(
            "The function should return three things: the output, the running mean and the running variance.",
            given=given,
            got=describe(answer),
        )
    return answer[0], answer[1], answer[2]


def _expect_right(
    candidate: Candidate, *args: Array, case: str, tolerance: float = TIGHT, given: str = "", **options: float
) -> _Triple:
    """Call with only the options that are given and compare all three parts with the reference."""
    got = _parts(candidate.call(*args, **options), given=given)
    wanted = _reference(*args, **options)  # type: ignore[arg-type]
    parts = [
        expect_close(mine, theirs, rtol=tolerance, atol=tolerance, what=f"{name} {case}".rstrip(), given=given)
        for mine, theirs, name in zip(got, wanted, PARTS, strict=True)
    ]
    return parts[0], parts[1], parts[2]


# --- visible examples


def two_columns(candidate: Candidate, rng: np.random.Generator) -> None:
    """Two rows: each column becomes minus one and one, but for epsilon; its unbiased variance is twice the other."""
    x = np.array([[1.0, 10.0], [3.0, 30.0]])
    args = (x, np.array([1.0, 2.0]), np.array([0.0, 5.0]), np.zeros(2), np.ones(2))
    given = "x = [[1, 10], [3, 30]], gamma = [1, 2], beta = [0, 5], running_mean = [0, 0], running_var = [1, 1]"
    _expect_right(candidate, *args, case="", given=given)


def prediction(candidate: Candidate, rng: np.random.Generator) -> None:
    args = (
        np.array([[3.0, 0.0]]),
        np.array([1.0, 2.0]),
        np.array([0.0, 5.0]),
        np.array([1.0, 4.0]),
        np.array([4.0, 1.0]),
    )
    given = "x = [[3, 0]], gamma = [1, 2], beta = [0, 5], running_mean = [1, 4], running_var = [4, 1], training=False"
    _expect_right(candidate, *args, training=False, case="", given=given)


def shapes_of_the_answer(candidate: Candidate, rng: np.random.Generator) -> None:
    x = np.arange(48.0).reshape(2, 3, 4, 2) % 7
    given = "x of shape (2, 3, 4, 2), three channels"
    got = _parts(candidate.call(x, np.ones(3), np.zeros(3), np.zeros(3), np.ones(3)), given=given)
    for part, shape, name in zip(got, (x.shape, (3,), (3,)), PARTS, strict=True):
        expect_shape(part, shape, what=name, given=given)
        expect_dtype_kind(part, "f", what=name, given=given)


# --- training


def rows_in_training(candidate: Candidate, rng: np.random.Generator) -> None:
    for shape in ((9, 4), (2, 5), (40, 1), (3, 3)):
        args = (_batch(rng, *shape), *_parameters(rng, shape[1]))
        _expect_right(candidate, *args, case="for rows of features in training")


def images_in_training(candidate: Candidate, rng: np.random.Generator) -> None:
    """All lengths differ, so an axis that is mixed up shows; the last ones have a single row, or one pixel."""
    for shape in ((4, 3, 5, 2), (2, 6, 1, 3), (1, 3, 4, 5), (5, 2, 1, 1)):
        args = (_batch(rng, *shape), *_parameters(rng, shape[1]))
        _expect_right(candidate, *args, case="for images in training")


def equal_sides(candidate: Candidate, rng: np.random.Generator) -> None:
    """Where all lengths are equal, parameters broadcast along any axis without a word."""
    for training in (True, False):
        args = (_batch(rng, 3, 3, 3, 3), *_parameters(rng, 3))
        _expect_right(candidate, *args, training=training, case="for images with equal sides")


def scale_and_shift(candidate: Candidate, rng: np.random.Generator) -> None:
    """In training each channel comes out with mean beta and variance gamma squared, shrunk a little by epsilon."""
    for shape in ((12, 5), (4, 3, 6, 5)):
        x = _batch(rng, *shape)
        gamma, beta, *tracked = _parameters(rng, shape[1])
        output = _expect_right(candidate, x, gamma, beta, *tracked, case="in training")[0]
        axes = (0, *range(2, len(shape)))
        variance = x.var(axis=axes)
        wanted = gamma**2 * variance / (variance + 1e-5)
        expect_close(output.mean(axis=axes), beta, rtol=TIGHT, atol=TIGHT, what="the mean of each output channel")
        expect_close(output.var(axis=axes), wanted, rtol=TIGHT, atol=TIGHT, what="the variance of each output channel")


def channels_are_apart(candidate: Candidate, rng: np.random.Generator) -> None:
    """What is in one channel changes nothing in another, and rows may come in any order."""
    x = _batch(rng, 5, 3, 2, 4)
    parameters = _parameters(rng, 3)
    before = _expect_right(candidate, x, *parameters, case="in training")
    changed = x.copy()
    changed[:, 1] *= 50.0
    after = _expect_right(candidate, changed, *parameters, case="in training")
    for mine, theirs, name in (
        (after[0][:, 2], before[0][:, 2], "output"),
        (after[1][2], before[1][2], "running mean"),
    ):
        what = f"the {name} of a channel after another one changed"
        expect_close(mine, theirs, rtol=TIGHT, atol=TIGHT, what=what)
    order = rng.permutation(5)
    _expect_right(candidate, x[order], *parameters, case="for shuffled rows")


# --- running statistics


def statistics_over_steps(candidate: Candidate, rng: np.random.Generator) -> None:
    """Feed what came back into the next call: a few steps of training, then predictions, then training again."""
    gamma, beta, mean, variance = _parameters(rng, 3)
    for training in (True, True, True, False, False, True):
        x = _batch(rng, 6, 3)
        _, mean, variance = _expect_right(
            candidate, x, gamma, beta, mean, variance, training=training, case="after several calls"
        )


def momentum_counts(candidate: Candidate, rng: np.random.Generator) -> None:
    for momentum in (0.0, 0.3, 0.9, 1.0):
        for shape in ((7, 4), (3, 2, 4, 2)):
            args = (_batch(rng, *shape), *_parameters(rng, shape[1]))
            _expect_right(candidate, *args, momentum=momentum, case="with another momentum")


def tracked_variance_of_small_batches(candidate: Candidate, rng: np.random.Generator) -> None:
    """With two values in a channel the two kinds of variance differ by a factor of two."""
    for shape in ((2, 3), (1, 3, 1, 2), (2, 3, 1, 1)):
        args = (_batch(rng, *shape), *_parameters(rng, 3))
        _expect_right(candidate, *args, momentum=0.5, case="for two values in each channel")


# --- prediction


def prediction_uses_tracked_statistics(candidate: Candidate, rng: np.random.Generator) -> None:
    for shape in ((6, 4), (3, 2, 4, 5), (1, 4), (1, 3, 1, 1)):
        args = (_batch(rng, *shape), *_parameters(rng, shape[1]))
        _expect_right(candidate, *args, training=False, case="in prediction")
        case = "in prediction with other options"
        _expect_right(candidate, *args, training=False, momentum=0.7, eps=0.25, case=case)


def prediction_row_by_row(candidate: Candidate, rng: np.random.Generator) -> None:
    """A row gets the same answer whoever stands beside it."""
    x, parameters = _batch(rng, 5, 3, 2, 2), _parameters(rng, 3)
    together = _expect_right(candidate, x, *parameters, training=False, case="in prediction")[0]
    alone = _expect_right(candidate, x[2:3], *parameters, training=False, case="in prediction for a single row")[0]
    expect_close(alone, together[2:3], rtol=TIGHT, atol=TIGHT, what="the output for one row of a batch in prediction")


# --- arguments


def epsilon_counts(candidate: Candidate, rng: np.random.Generator) -> None:
    """Under the root, and nowhere else; small spreads make the default count too."""
    for training in (True, False):
        gamma, beta, mean, _ = _parameters(rng, 4)
        x = mean + rng.normal(size=(8, 4)) * np.array([1e-3, 3e-3, 0.1, 1.0])
        tracked = np.array([0.0, 1e-6, 1e-3, 1.0])
        args = (x, gamma, beta, mean, tracked)
        _expect_right(candidate, *args, training=training, case="for channels of small spread")
        for eps in (1e-3, 0.5):
            _expect_right(candidate, *args, training=training, eps=eps, case="with another epsilon")


def options_by_place(candidate: Candidate, rng: np.random.Generator) -> None:
    for training in (True, False):
        args = (_batch(rng, 6, 2), *_parameters(rng, 2))
        got = _parts(candidate.call(*args, training, 0.4, 0.05))
        wanted = _reference(*args, training=training, momentum=0.4, eps=0.05)
        for mine, theirs, name in zip(got, wanted, PARTS, strict=True):
            what = f"{name} with the options given by place"
            expect_close(mine, theirs, rtol=TIGHT, atol=TIGHT, what=what)


def inputs_unchanged(candidate: Candidate, rng: np.random.Generator) -> None:
    for dtype in (np.float64, np.float32):
        for shape in ((6, 3), (3, 2, 2, 4)):
            x, *parameters = (part.astype(dtype) for part in (_batch(rng, *shape), *_parameters(rng, shape[1])))
            for training in (True, False):
                args = (x, *parameters)
                _expect_right(candidate, *args, training=training, case="for one type of number", tolerance=SINGLE)
                expect_unchanged(candidate, ARGUMENTS)


# --- numbers


def constant_channel(candidate: Candidate, rng: np.random.Generator) -> None:
    x = _batch(rng, 4, 3, 2, 2)
    x[:, 1] = 2.5
    gamma, beta, *tracked = _parameters(rng, 3)
    output = _expect_right(candidate, x, gamma, beta, *tracked, case="where a channel is constant")[0]
    expect_that(np.isfinite(output), "A constant channel makes the output infinite or NaN.")
    zeros = np.zeros((5, 3))
    _expect_right(candidate, zeros, gamma, beta, *tracked, case="for a batch of zeros")


def whole_numbers(candidate: Candidate, rng: np.random.Generator) -> None:
    """Pixels and counts: the answer holds fractions, and squares of bytes do not fit into bytes.

    Pixels are often taken to float32, so its tolerance holds here too.
    """
    for dtype in (np.int64, np.uint8):
        for training in (True, False):
            x = rng.integers(100, 256, size=(4, 3, 5, 2)).astype(dtype)
            gamma, beta, *tracked = _parameters(rng, 3)
            parts = _expect_right(
                candidate, x, gamma, beta, *tracked, training=training, case="for whole numbers", tolerance=SINGLE
            )
            expect_dtype_kind(parts[0], "f", what="the output for whole numbers")


def single_precision(candidate: Candidate, rng: np.random.Generator) -> None:
    for shape in ((10, 4), (4, 3, 5, 2)):
        for training in (True, False):
            x, *parameters = (part.astype(np.float32) for part in (_batch(rng, *shape), *_parameters(rng, shape[1])))
            _expect_right(candidate, x, *parameters, training=training, case="for float32", tolerance=SINGLE)


def far_from_zero(candidate: Candidate, rng: np.random.Generator) -> None:
    """Timestamps, say. Squares near 1e16 leave float64 no digit below one, which is the variance itself.

    The mean is rounded to some 1e-8, more by a plain sum over 40 values (40 * 1e-16 * 1e8), so outputs are right to
    1e-6; 1e-4 is allowed, and the variance taken as a difference of squares is wrong by its own size.
    """
    for shape in ((40, 3), (5, 3, 2, 4)):
        x = rng.normal(size=shape) + 1e8
        gamma, beta, mean, variance = _parameters(rng, 3)
        args = (x, gamma, beta, mean + 1e8, variance)
        for training in (True, False):
            got = _parts(candidate.call(*args, training=training))
            wanted = _reference(*args, training=training)
            for mine, theirs, name in zip(got, wanted, PARTS, strict=True):
                # The running mean is itself near 1e8, where float64 has steps of 1e-8.
                expect_close(mine, theirs, rtol=1e-12, atol=1e-4, what=f"{name} far from zero")


# --- cost


def _plain(x: Array, gamma: Array, beta: Array, running_mean: Array, running_var: Array) -> Array:
    shape = (1, -1, 1, 1)
    mean, variance = x.mean(axis=(0, 2, 3)), x.var(axis=(0, 2, 3))
    scale = gamma / np.sqrt(variance + 1e-5)
    return np.asarray((x - mean.reshape(shape)) * scale.reshape(shape) + beta.reshape(shape))


def large_batch(candidate: Candidate, rng: np.random.Generator) -> None:
    """Two million values: a loop over channels costs what the reference does, one over values fifty times as much."""
    x = rng.normal(size=(32, 16, 64, 64))
    args = (x, *_parameters(rng, 16))
    answer = expect_fast(candidate, args, reference=_plain, times=12.0, floor_ms=450.0, what="A large batch")
    output = _parts(answer)[0]
    expect_close(output, _plain(*args), rtol=TIGHT, atol=TIGHT, what="the output for a large batch")
