"""Checks of the two-layer network: a reference out here that goes row by row and multiplies Jacobians out.

Tolerances: loss and gradients of numbers near one are sums of some ten products, right to 1e-14; sixty steps of descent
with a small rate keep that below 1e-11. TIGHT lies far above, and far below what a missing factor or float32 would do.
"""

from question_bank.checking import (
    Array,
    Candidate,
    Mapping,
    Plain,
    as_array,
    as_pair,
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

TIGHT = 1e-8
KEYS = ("W1", "b1", "W2", "b2")
TRAIN = "train"
_Parameters = dict[str, Array]


def _reference(parameters: _Parameters, x: Array, y: Array, l2: float = 0.0) -> tuple[float, _Parameters]:
    w1, b1, w2, b2 = (parameters[key].astype(np.float64) for key in KEYS)
    gradients = {"W1": l2 * w1, "b1": np.zeros(b1.shape), "W2": l2 * w2, "b2": np.zeros(b2.shape)}
    loss = 0.5 * l2 * float((w1**2).sum() + (w2**2).sum())
    for row, label in zip(x.astype(np.float64), y, strict=True):
        z = row @ w1 + b1
        hidden = np.maximum(z, 0.0)
        scores = hidden @ w2 + b2
        total = np.logaddexp.reduce(scores)
        loss += float(total - scores[label]) / len(y)
        by_scores = (np.exp(scores - total) - np.eye(len(scores))[label]) / len(y)
        by_z = np.diag((z > 0.0).astype(np.float64)) @ w2 @ by_scores
        for key, part in (
            ("W1", np.outer(row, by_z)),
            ("b1", by_z),
            ("W2", np.outer(hidden, by_scores)),
            ("b2", by_scores),
        ):
            gradients[key] = gradients[key] + part
    return loss, gradients


def _descend(
    parameters: _Parameters, x: Array, y: Array, learning_rate: float = 0.1, n_steps: int = 100, l2: float = 0.0
) -> tuple[_Parameters, Array]:
    now, losses = parameters, []
    for _ in range(n_steps):
        loss, gradients = _vectorised(now, x, y, l2)
        losses.append(loss)
        now = {key: now[key] - learning_rate * gradients[key] for key in KEYS}
    return now, np.array(losses)


def _vectorised(parameters: _Parameters, x: Array, y: Array, l2: float) -> tuple[float, _Parameters]:
    w1, b1, w2, b2 = (parameters[key] for key in KEYS)
    z = x @ w1 + b1
    hidden = np.maximum(z, 0.0)
    scores = hidden @ w2 + b2
    scores = scores - scores.max(axis=1, keepdims=True)
    logs = scores - np.log(np.exp(scores).sum(axis=1, keepdims=True))
    by_scores = (np.exp(logs) - np.eye(logs.shape[1])[y]) / len(y)
    by_z = (by_scores @ w2.T) * (z > 0.0)
    loss = float(-logs[np.arange(len(y)), y].mean() + 0.5 * l2 * ((w1**2).sum() + (w2**2).sum()))
    by_w1, by_w2 = x.T @ by_z + l2 * w1, hidden.T @ by_scores + l2 * w2
    return loss, {"W1": by_w1, "b1": by_z.sum(axis=0), "W2": by_w2, "b2": by_scores.sum(axis=0)}


def _network(rng: np.random.Generator, d: int, h: int, c: int) -> _Parameters:
    return {
        "W1": rng.normal(size=(d, h)),
        "b1": rng.normal(size=h),
        "W2": rng.normal(size=(h, c)),
        "b2": rng.normal(size=c),
    }


def _batch(rng: np.random.Generator, n: int, d: int, c: int) -> tuple[Array, Array]:
    return rng.normal(size=(n, d)), rng.integers(0, c, size=n)


def _dictionary(value: object, what: str, *, given: str = "") -> Mapping[str, object]:
    """Read four arrays: a dictionary with the four keys, or a tuple or list in that order."""
    if isinstance(value, Mapping) and set(KEYS) <= set(value):
        return value
    if not isinstance(value, (tuple, list)) or len(value) != len(KEYS):
        fail(f"{what} should be a dictionary with the keys W1, b1, W2 and b2.", given=given, got=describe(value))
    return dict(zip(KEYS, value, strict=True))


def _number(value: object, *, given: str = "") -> float:
    array = expect_dtype_kind(as_array(value, what="the loss", given=given), "iuf", what="the loss", given=given)
    if array.size != 1:
        fail("The loss should be a single number.", given=given)
    return float(array.reshape(()))


def _answer(answer: object, parameters: _Parameters, *, given: str = "") -> tuple[float, _Parameters]:
    loss, gradients = as_pair(answer, ("loss", "gradients"), given=given)
    parts = _dictionary(gradients, "The gradients", given=given)
    shaped = {
        key: expect_shape(parts[key], parameters[key].shape, what=f"the gradient by {key}", given=given).astype(float)
        for key in KEYS
    }
    return _number(loss, given=given), shaped


def _expect_right(
    candidate: Candidate,
    parameters: _Parameters,
    x: Array,
    y: Array,
    *,
    case: str = "",
    given: str = "",
    **options: float,
) -> tuple[float, _Parameters]:
    """Call with only the options that are given and compare loss and gradients with the reference."""
    loss, gradients = _answer(candidate.call(parameters, x, y, **options), parameters, given=given)
    wanted, wanted_gradients = _reference(parameters, x, y, **options)
    expect_close(loss, wanted, rtol=TIGHT, atol=TIGHT, what=f"the loss {case}".rstrip(), given=given)
    for key in KEYS:
        what = f"the gradient by {key} {case}".rstrip()
        expect_close(gradients[key], wanted_gradients[key], rtol=TIGHT, atol=TIGHT, what=what, given=given)
    return loss, gradients


def _expect_trained(
    candidate: Candidate, parameters: _Parameters, x: Array, y: Array, *rest: float, case: str = "", **options: float
) -> None:
    trained, losses = as_pair(candidate.call_named(TRAIN, parameters, x, y, *rest, **options), ("parameters", "losses"))
    wanted, wanted_losses = _descend(parameters, x, y, *rest, **options)  # type: ignore[arg-type]
    what = f"the list of losses {case}".rstrip()
    expect_close(as_array(losses, what=what), wanted_losses, rtol=TIGHT, atol=TIGHT, what=what)
    parts = _dictionary(trained, "The trained parameters")
    for key in KEYS:
        expect_close(parts[key], wanted[key], rtol=TIGHT, atol=TIGHT, what=f"{key} after training {case}".rstrip())


# --- visible examples


def one_row(candidate: Candidate, rng: np.random.Generator) -> None:
    """One row, two units of which one is off, two classes with equal scores: a loss of log 2."""
    parameters = {
        "W1": np.array([[1.0, -1.0], [0.0, 0.5]]),
        "b1": np.array([0.0, 0.25]),
        "W2": np.array([[1.0, 1.0], [2.0, -3.0]]),
        "b2": np.array([0.5, 0.5]),
    }
    given = "x = [[2, 1]], y = [0], W1 = [[1, -1], [0, 0.5]], b1 = [0, 0.25], W2 = [[1, 1], [2, -3]], b2 = [0.5, 0.5]"
    x, y = np.array([[2.0, 1.0]]), np.array([0])
    loss, gradients = _expect_right(candidate, parameters, x, y, given=given)
    expect_close(loss, float(np.log(2.0)), rtol=TIGHT, atol=TIGHT, what="the loss", given=given)
    wanted = np.array([[-1.0, 1.0], [0.0, 0.0]])
    expect_close(gradients["W2"], wanted, rtol=TIGHT, atol=TIGHT, what="the gradient by W2", given=given)


def shapes_of_the_answer(candidate: Candidate, rng: np.random.Generator) -> None:
    parameters = {key: np.full(shape, 0.1) for key, shape in zip(KEYS, ((3, 4), (4,), (4, 2), (2,)), strict=True)}
    given = "five rows of three features, four hidden units, two classes"
    _answer(
        candidate.call(parameters, np.arange(15.0).reshape(5, 3) % 4, np.array([0, 1, 1, 0, 1])),
        parameters,
        given=given,
    )


def training_lowers_the_loss(candidate: Candidate, rng: np.random.Generator) -> None:
    """Four points that no line separates."""
    parameters = _network(np.random.default_rng(1), 2, 8, 2)
    x, y = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]]), np.array([0, 1, 1, 0])
    given = "the four points of exclusive or, eight hidden units, 200 steps"
    answer = candidate.call_named(TRAIN, parameters, x, y, learning_rate=0.2, n_steps=200)
    losses = expect_shape(as_pair(answer, ("parameters", "losses"), given=given)[1], (200,), what="the list of losses")
    expect_that(losses[-1] < 0.5 * losses[0], "The loss has not fallen to half after 200 steps.", given=given)


# --- loss and gradients


def agrees_with_reference(candidate: Candidate, rng: np.random.Generator) -> None:
    """All sizes differ, so a product that is mixed up shows."""
    for n, d, h, c in ((7, 3, 5, 4), (4, 6, 2, 3), (9, 2, 7, 2)):
        _expect_right(candidate, _network(rng, d, h, c), *_batch(rng, n, d, c))


def equal_sizes(candidate: Candidate, rng: np.random.Generator) -> None:
    """Here a missing transpose has the right shape."""
    for n in (2, 4):
        _expect_right(candidate, _network(rng, n, n, n), *_batch(rng, n, n, n), case="where all sizes agree")


def gradients_are_of_the_loss(candidate: Candidate, rng: np.random.Generator) -> None:
    """Central differences of the candidate's own loss, weight decay included.

    A step of 1e-5 costs 1e-11 by rounding and 1e-10 by curvature; hidden units are kept off zero, where ReLU has a
    kink, by a bias that puts each at least 0.1 away.
    """
    parameters, (x, y) = _network(rng, 3, 4, 3), _batch(rng, 5, 3, 3)
    z = x @ parameters["W1"]
    for unit in range(4):
        shifts = np.linspace(-1.0, 1.0, 201)
        gaps = np.abs(z[:, unit][:, None] + shifts).min(axis=0)
        parameters["b1"][unit] = shifts[gaps.argmax()]
    l2, step = 0.3, 1e-5
    _, gradients = _answer(candidate.call(parameters, x, y, l2=l2), parameters)
    for key, place in (("W1", (0, 1)), ("W1", (2, 3)), ("b1", (2,)), ("W2", (1, 0)), ("W2", (3, 2)), ("b2", (1,))):
        ends = []
        for sign in (1.0, -1.0):
            moved = {name: part.copy() for name, part in parameters.items()}
            moved[key][place] += sign * step
            ends.append(_answer(candidate.call(moved, x, y, l2=l2), parameters)[0])
        slope = (ends[0] - ends[1]) / (2 * step)
        what = f"the gradient by {key}, held against numerical differences of the loss,"
        expect_close(float(gradients[key][place]), slope, rtol=1e-5, atol=1e-6, what=what)


def batch_repeated(candidate: Candidate, rng: np.random.Generator) -> None:
    """A batch three times over has the same loss and the same gradients, biases included."""
    parameters, (x, y) = _network(rng, 3, 4, 2), _batch(rng, 5, 3, 2)
    loss, gradients = _expect_right(candidate, parameters, x, y)
    again, same = _expect_right(candidate, parameters, np.tile(x, (3, 1)), np.tile(y, 3), case="for a batch repeated")
    expect_close(again, loss, rtol=TIGHT, atol=TIGHT, what="the loss for a batch repeated")
    for key in KEYS:
        expect_close(
            same[key], gradients[key], rtol=TIGHT, atol=TIGHT, what=f"the gradient by {key} for a batch repeated"
        )


def weight_decay(candidate: Candidate, rng: np.random.Generator) -> None:
    for l2 in (0.01, 0.5, 2.0):
        parameters, (x, y) = _network(rng, 3, 4, 3), _batch(rng, 6, 3, 3)
        _expect_right(candidate, parameters, x, y, l2=l2, case="with weight decay")
        loss, gradients = _answer(candidate.call(parameters, x, y, l2), parameters)
        wanted, wanted_gradients = _reference(parameters, x, y, l2)
        expect_close(loss, wanted, rtol=TIGHT, atol=TIGHT, what="the loss with weight decay by place")
        for key in KEYS:
            what = f"the gradient by {key} with weight decay by place"
            expect_close(gradients[key], wanted_gradients[key], rtol=TIGHT, atol=TIGHT, what=what)


def units_that_are_off(candidate: Candidate, rng: np.random.Generator) -> None:
    """A unit that is off for every row gets no gradient, one that is always on passes everything."""
    parameters, (x, y) = _network(rng, 3, 5, 3), _batch(rng, 6, 3, 3)
    parameters["b1"][[0, 3]] = -50.0
    parameters["b1"][1] = 50.0
    _, gradients = _expect_right(candidate, parameters, x, y, case="where units are off")
    for key in ("W1", "b1"):
        off = gradients[key][..., [0, 3]]
        expect_that(off == 0.0, f"A unit that is off for every row has a gradient by {key} that is not zero.")


def units_at_zero(candidate: Candidate, rng: np.random.Generator) -> None:
    """Hidden inputs of exactly zero, by a row of zeros and by whole numbers that cancel: the derivative is zero."""
    parameters = {
        "W1": np.array([[1.0, 2.0, -1.0], [-1.0, 1.0, 2.0]]),
        "b1": np.zeros(3),
        "W2": np.array([[0.5, -1.0], [2.0, 0.25], [-0.75, 1.5]]),
        "b2": np.array([0.25, -0.5]),
    }
    x, y = np.array([[1.0, 1.0], [0.0, 0.0], [2.0, 1.0], [-1.0, 2.0]]), np.array([0, 1, 1, 0])
    _expect_right(candidate, parameters, x, y, case="where hidden units sit exactly at zero")


def large_scores(candidate: Candidate, rng: np.random.Generator) -> None:
    """Scores in the thousands, right and wrong ones: the loss is large and finite."""
    parameters, (x, y) = _network(rng, 3, 4, 3), _batch(rng, 8, 3, 3)
    parameters["W2"] *= 1000.0
    y[:3] = [0, 1, 2]
    _expect_right(candidate, parameters, x, y, case="for large scores")
    parameters["W2"] /= 1000.0
    parameters["b2"] += np.array([3000.0, 3001.0, 2999.0])
    _expect_right(candidate, parameters, x, y, case="for scores far from zero")


def smallest_sizes(candidate: Candidate, rng: np.random.Generator) -> None:
    for n, d, h, c in ((1, 3, 4, 3), (5, 1, 3, 2), (5, 3, 1, 2), (1, 1, 1, 2)):
        _expect_right(candidate, _network(rng, d, h, c), *_batch(rng, n, d, c), case="for the smallest sizes")


def whole_numbers(candidate: Candidate, rng: np.random.Generator) -> None:
    """Features that are counts, and labels of another integer type."""
    x = rng.integers(0, 5, size=(6, 3))
    y = rng.integers(0, 3, size=6).astype(np.int32)
    _expect_right(candidate, _network(rng, 3, 4, 3), x, y, case="for whole numbers")


# --- training


def training_steps(candidate: Candidate, rng: np.random.Generator) -> None:
    """Losses and parameters of a few steps, with every option; the first loss is that of the start."""
    for rate, steps, l2 in ((0.05, 1, 0.0), (0.2, 5, 0.0), (0.1, 12, 0.3)):
        parameters, (x, y) = _network(rng, 3, 5, 3), _batch(rng, 8, 3, 3)
        options = {"learning_rate": rate, "n_steps": steps, "l2": l2}
        _expect_trained(candidate, parameters, x, y, case="with all options", **options)
        _expect_trained(candidate, parameters, x, y, rate, steps, l2, case="with all options by place")


def training_by_default(candidate: Candidate, rng: np.random.Generator) -> None:
    """A hundred steps at a rate of a tenth, without weight decay."""
    parameters, (x, y) = _network(rng, 2, 4, 2), _batch(rng, 6, 2, 2)
    _expect_trained(candidate, parameters, x, y, case="with the defaults")


def no_steps(candidate: Candidate, rng: np.random.Generator) -> None:
    parameters, (x, y) = _network(rng, 2, 3, 2), _batch(rng, 4, 2, 2)
    _expect_trained(candidate, parameters, x, y, n_steps=0, case="without a step")


def inputs_unchanged(candidate: Candidate, rng: np.random.Generator) -> None:
    parameters, (x, y) = _network(rng, 3, 4, 3), _batch(rng, 5, 3, 3)
    for _ in range(2):
        _expect_right(candidate, parameters, x, y, l2=0.1, case="of a repeated call")
        expect_unchanged(candidate, ("parameters", "x", "y"))
        _expect_trained(candidate, parameters, x, y, n_steps=3, case="of a repeated call")
        expect_unchanged(candidate, ("parameters", "x", "y"))


# --- cost


def many_rows(candidate: Candidate, rng: np.random.Generator) -> None:
    """Three thousand rows, forty times: array operations take a fifth of the floor, a loop over rows far more."""
    parameters, (x, y) = _network(rng, 10, 8, 3), _batch(rng, 3000, 10, 3)
    parameters["W1"] *= 0.1
    start = _descend(parameters, x, y, 0.01, 40, 0.0)[1][0]

    def whole(*_: object) -> object:
        return _descend(parameters, x, y, 0.01, 40, 0.0)

    answer = expect_fast(
        _Trainer(candidate), (parameters, x, y, 0.01, 40), reference=whole, times=12.0, floor_ms=500.0, what="Training"
    )
    losses = expect_shape(as_pair(answer, ("parameters", "losses"))[1], (40,), what="the list of losses")
    expect_close(float(losses[0]), float(start), rtol=TIGHT, atol=TIGHT, what="the first loss for many rows")


class _Trainer:
    """The candidate with `train` for its entry, for what calls the entry."""

    def __init__(self, candidate: Candidate) -> None:
        self._candidate = candidate

    def call(self, *args: Plain, **kwargs: Plain) -> object:
        return self._candidate.call_named(TRAIN, *args, **kwargs)

    def call_named(self, entry: str, *args: Plain, **kwargs: Plain) -> object:
        return self._candidate.call_named(entry, *args, **kwargs)

    def attempt(self, *args: Plain, **kwargs: Plain) -> object:
        return self._candidate.attempt(*args, **kwargs)

    @property
    def changed_arguments(self) -> tuple[str, ...]:
        return self._candidate.changed_arguments

    @property
    def cpu_ms(self) -> int:
        return self._candidate.cpu_ms
