"""Checks of the repaired network: behaviour alone, so a rewrite is as good as a repair.

The reference out here goes row by row. Tolerances: loss and gradients of numbers near one are sums of some products,
right to 1e-14, and a few steps of descent keep that far below TIGHT; the mildest fault, tanh taken twice, is off by
percents, the others by factors.
"""

from itertools import pairwise

from question_bank.checking import (
    Array,
    Candidate,
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
TRAIN, PREDICT = "train", "predict"
_Layers = list[tuple[Array, Array]]


def _reference(layers: _Layers, x: Array, y: Array, l2: float = 0.0) -> tuple[float, _Layers]:
    gradients = [(2.0 * l2 * w, np.zeros(b.shape)) for w, b in layers]
    loss = l2 * sum(float((w**2).sum()) for w, _ in layers)
    for row, target in zip(x.astype(np.float64), y.astype(np.float64), strict=True):
        inputs, slopes, now = [], [], row
        for number, (w, b) in enumerate(layers):
            inputs.append(now)
            z = now @ w + b
            is_last = number == len(layers) - 1
            now = z if is_last else np.tanh(z)
            slopes.append(np.ones(z.shape) if is_last else 1.0 / np.cosh(z) ** 2)
        loss += float(now[0] - target) ** 2 / len(y)
        back = np.array([2.0 * (now[0] - target) / len(y)])
        for number in reversed(range(len(layers))):
            back = back * slopes[number]
            by_w, by_b = gradients[number]
            gradients[number] = (by_w + np.outer(inputs[number], back), by_b + back)
            back = layers[number][0] @ back
    return loss, gradients


def _descend(
    layers: _Layers, x: Array, y: Array, learning_rate: float = 0.05, n_steps: int = 200, l2: float = 0.0
) -> tuple[_Layers, Array]:
    losses = []
    for _ in range(n_steps):
        loss, gradients = _vectorised(layers, x, y, l2)
        losses.append(loss)
        layers = [
            (w - learning_rate * by_w, b - learning_rate * by_b)
            for (w, b), (by_w, by_b) in zip(layers, gradients, strict=True)
        ]
    return layers, np.array(losses)


def _vectorised(layers: _Layers, x: Array, y: Array, l2: float) -> tuple[float, _Layers]:
    outputs = [x]
    for w, b in layers[:-1]:
        outputs.append(np.tanh(outputs[-1] @ w + b))
    error = (outputs[-1] @ layers[-1][0] + layers[-1][1])[:, 0] - y
    loss = float((error**2).mean() + l2 * sum((w**2).sum() for w, _ in layers))
    back, gradients = 2.0 * error[:, None] / len(y), []
    for (w, _), output in zip(layers[::-1], outputs[::-1], strict=True):
        gradients.append((output.T @ back + 2.0 * l2 * w, back.sum(axis=0)))
        back = (back @ w.T) * (1.0 - output**2)
    return loss, gradients[::-1]


def _vectorised_output(layers: _Layers, x: Array) -> Array:
    output = x
    for w, b in layers[:-1]:
        output = np.tanh(output @ w + b)
    return np.asarray((output @ layers[-1][0] + layers[-1][1])[:, 0])


def _network(rng: np.random.Generator, *sizes: int) -> _Layers:
    return [(rng.normal(size=(a, b)) / np.sqrt(a), rng.normal(scale=0.5, size=b)) for a, b in pairwise(sizes)]


def _batch(rng: np.random.Generator, n: int, d: int) -> tuple[Array, Array]:
    return rng.normal(size=(n, d)), rng.normal(scale=2.0, size=n)


def _layers_of(value: object, like: _Layers, what: str, *, given: str = "") -> _Layers:
    if not isinstance(value, (list, tuple)) or len(value) != len(like):
        fail(f"{what} should be a list with a pair for each layer.", given=given, got=describe(value))
    found = []
    for number, (pair, (w, b)) in enumerate(zip(value, like, strict=True), start=1):
        mine, other = as_pair(pair, ("w", "b"), given=given)
        by_w = expect_shape(mine, w.shape, what=f"{what}, part w of layer {number},", given=given)
        by_b = expect_shape(other, b.shape, what=f"{what}, part b of layer {number},", given=given)
        found.append((by_w.astype(np.float64), by_b.astype(np.float64)))
    return found


def _answer(answer: object, layers: _Layers, *, given: str = "") -> tuple[float, _Layers]:
    loss, gradients = as_pair(answer, ("loss", "gradients"), given=given)
    number = expect_dtype_kind(as_array(loss, what="the loss", given=given), "iuf", what="the loss", given=given)
    if number.size != 1:
        fail("The loss should be a single number.", given=given)
    return float(number.reshape(())), _layers_of(gradients, layers, "the gradients", given=given)


def _expect_layers(got: _Layers, wanted: _Layers, what: str, *, given: str = "") -> None:
    for number, (mine, theirs) in enumerate(zip(got, wanted, strict=True), start=1):
        for name, one, other in zip("wb", mine, theirs, strict=True):
            place = f"{what} {name} of layer {number}, counted from the input,"
            expect_close(one, other, rtol=TIGHT, atol=TIGHT, what=place, given=given)


def _expect_right(
    candidate: Candidate, layers: _Layers, x: Array, y: Array, *, case: str = "", given: str = "", **options: float
) -> tuple[float, _Layers]:
    loss, gradients = _answer(candidate.call(layers, x, y, **options), layers, given=given)
    wanted, wanted_gradients = _reference(layers, x, y, **options)
    expect_close(loss, wanted, rtol=TIGHT, atol=TIGHT, what=f"the loss {case}".rstrip(), given=given)
    _expect_layers(gradients, wanted_gradients, f"{case}: the gradient by".removeprefix(": "), given=given)
    return loss, gradients


def _expect_trained(
    candidate: Candidate, layers: _Layers, x: Array, y: Array, *rest: float, case: str, **options: float
) -> None:
    trained, losses = as_pair(candidate.call_named(TRAIN, layers, x, y, *rest, **options), ("layers", "losses"))
    wanted, wanted_losses = _descend(layers, x, y, *rest, **options)  # type: ignore[arg-type]
    what = f"the list of losses {case}"
    expect_close(as_array(losses, what=what), wanted_losses, rtol=TIGHT, atol=TIGHT, what=what)
    _expect_layers(_layers_of(trained, layers, "the trained layers"), wanted, f"{case}: the trained")


# --- visible examples


def two_rows(candidate: Candidate, rng: np.random.Generator) -> None:
    """A single linear layer, two rows: predictions 1 and 3, targets 2 and 5, so errors of -1 and -2."""
    layers = [(np.array([[2.0]]), np.array([1.0]))]
    given = "one layer with w = [[2]], b = [1]; x = [[0], [1]], y = [2, 5]"
    answer = candidate.call(layers, np.array([[0.0], [1.0]]), np.array([2.0, 5.0]))
    loss, _ = _answer(answer, layers, given=given)
    expect_close(loss, 2.5, rtol=TIGHT, atol=TIGHT, what="the loss", given=given)


def a_straight_line(candidate: Candidate, rng: np.random.Generator) -> None:
    """Twenty points on a line, with the network of the example."""
    own = np.random.default_rng(0)
    x = np.linspace(-1.0, 1.0, 20)[:, None]
    y = 2.0 * x[:, 0] + 1.0
    start = [(own.normal(size=(1, 8)), np.zeros(8)), (own.normal(size=(8, 1)), np.zeros(1))]
    given = "twenty points of y = 2x + 1, eight hidden units, 200 steps"
    losses = as_pair(candidate.call_named(TRAIN, start, x, y), ("layers", "losses"), given=given)[1]
    array = expect_shape(losses, (200,), what="the list of losses", given=given)
    expect_that(array[-1] < 0.05 * y.var(), "The network does not learn a straight line.", given=given)


def shapes_of_the_answers(candidate: Candidate, rng: np.random.Generator) -> None:
    layers = [(np.full((3, 4), 0.1), np.zeros(4)), (np.full((4, 1), 0.2), np.zeros(1))]
    x, y = np.arange(15.0).reshape(5, 3) % 4, np.arange(5.0)
    given = "five rows of three features, four hidden units"
    _answer(candidate.call(layers, x, y), layers, given=given)
    expect_shape(candidate.call_named(PREDICT, layers, x), (5,), what="the predictions", given=given)


# --- loss and gradients


def loss_of_a_batch(candidate: Candidate, rng: np.random.Generator) -> None:
    """The loss alone, and zero where predictions meet their targets."""
    for n, sizes in ((4, (2, 1)), (6, (3, 5, 1)), (3, (2, 4, 3, 1))):
        layers, (x, y) = _network(rng, *sizes), _batch(rng, n, sizes[0])
        loss, _ = _answer(candidate.call(layers, x, y), layers)
        expect_close(loss, _reference(layers, x, y)[0], rtol=TIGHT, atol=TIGHT, what="the loss of a batch")
        y = expect_shape(candidate.call_named(PREDICT, layers, x), (n,), what="the predictions").astype(np.float64)
        loss, gradients = _answer(candidate.call(layers, x, y), layers)
        what = "the loss where predictions meet their targets"
        expect_close(loss, 0.0, rtol=0, atol=TIGHT, what=what)
        flat = np.concatenate([part.ravel() for pair in gradients for part in pair])
        expect_that(np.abs(flat) < TIGHT, "A gradient is not zero where predictions meet their targets.")


def network_output(candidate: Candidate, rng: np.random.Generator) -> None:
    for sizes in ((3, 1), (2, 5, 1), (4, 3, 6, 1)):
        layers, (x, _) = _network(rng, *sizes), _batch(rng, 5, sizes[0])
        wanted = _vectorised_output(layers, x)
        got = candidate.call_named(PREDICT, layers, x)
        expect_close(got, wanted, rtol=TIGHT, atol=TIGHT, what="the predictions of the network")


def single_layer(candidate: Candidate, rng: np.random.Generator) -> None:
    """A single linear layer: its gradients are those of linear regression."""
    for n, d in ((2, 3), (7, 2), (5, 5)):
        layers, (x, y) = _network(rng, d, 1), _batch(rng, n, d)
        _expect_right(candidate, layers, x, y, case="for a single layer")


def with_hidden_layers(candidate: Candidate, rng: np.random.Generator) -> None:
    """One to three hidden layers with large activations; all sizes differ."""
    for n, sizes in ((6, (3, 5, 1)), (4, (2, 5, 3, 1)), (5, (3, 4, 6, 2, 1))):
        layers, (x, y) = _network(rng, *sizes), _batch(rng, n, sizes[0])
        _expect_right(candidate, layers, x * 2.0, y, case="for hidden layers")


def gradients_are_of_the_loss(candidate: Candidate, rng: np.random.Generator) -> None:
    """Central differences of the candidate's own loss; a step of 1e-5 costs 1e-10 by rounding and by curvature."""
    layers, (x, y), step, l2 = _network(rng, 3, 4, 2, 1), _batch(rng, 5, 3), 1e-5, 0.2
    _, gradients = _answer(candidate.call(layers, x, y, l2=l2), layers)
    for number, part, place in (
        (2, 1, (0,)),
        (2, 0, (1, 0)),
        (1, 1, (1,)),
        (1, 0, (2, 0)),
        (0, 1, (3,)),
        (0, 0, (1, 2)),
    ):
        ends = []
        for sign in (1.0, -1.0):
            moved = [(w.copy(), b.copy()) for w, b in layers]
            moved[number][part][place] += sign * step
            ends.append(_answer(candidate.call(moved, x, y, l2=l2), layers)[0])
        slope = (ends[0] - ends[1]) / (2 * step)
        what = f"the gradient by {'wb'[part]} of layer {number + 1}, held against numerical differences of the loss,"
        expect_close(float(gradients[number][part][place]), slope, rtol=1e-5, atol=1e-7, what=what)


def batch_repeated(candidate: Candidate, rng: np.random.Generator) -> None:
    """A batch three times over has the same loss and the same gradients, biases included."""
    layers, (x, y) = _network(rng, 3, 4, 1), _batch(rng, 4, 3)
    loss, gradients = _answer(candidate.call(layers, x, y), layers)
    again, same = _answer(candidate.call(layers, np.tile(x, (3, 1)), np.tile(y, 3)), layers)
    expect_close(again, loss, rtol=TIGHT, atol=TIGHT, what="the loss of a batch three times over")
    _expect_layers(same, gradients, "for a batch three times over: the gradient by")


def decay_of_weights(candidate: Candidate, rng: np.random.Generator) -> None:
    for l2 in (0.01, 0.7):
        for sizes in ((3, 1), (2, 4, 1)):
            layers, (x, y) = _network(rng, *sizes), _batch(rng, 5, sizes[0])
            _expect_right(candidate, layers, x, y, l2=l2, case="with weight decay")
            loss, gradients = _answer(candidate.call(layers, x, y, l2), layers)
            wanted = _reference(layers, x, y, l2)
            expect_close(loss, wanted[0], rtol=TIGHT, atol=TIGHT, what="the loss with weight decay by place")
            _expect_layers(gradients, wanted[1], "with weight decay by place: the gradient by")


def only_one_row(candidate: Candidate, rng: np.random.Generator) -> None:
    for sizes in ((1, 1), (2, 3, 1), (1, 1, 1)):
        layers, (x, y) = _network(rng, *sizes), _batch(rng, 1, sizes[0])
        _expect_right(candidate, layers, x, y, l2=0.1, case="for one row")


def integer_data(candidate: Candidate, rng: np.random.Generator) -> None:
    layers = _network(rng, 2, 3, 1)
    x, y = rng.integers(-2, 3, size=(6, 2)), rng.integers(-5, 6, size=6)
    _expect_right(candidate, layers, x, y, case="for whole numbers")


# --- training


def training_steps(candidate: Candidate, rng: np.random.Generator) -> None:
    """Losses and layers of a few steps, with every option; the first loss is that of the start."""
    for rate, steps, l2 in ((0.01, 1, 0.0), (0.05, 6, 0.0), (0.02, 10, 0.1)):
        layers, (x, y) = _network(rng, 2, 4, 1), _batch(rng, 7, 2)
        options = {"learning_rate": rate, "n_steps": steps, "l2": l2}
        _expect_trained(candidate, layers, x, y, case="with all options", **options)
        _expect_trained(candidate, layers, x, y, rate, steps, l2, case="with all options by place")
    _expect_trained(candidate, *_steady(rng), case="with the defaults")
    _expect_trained(candidate, layers, x, y, n_steps=0, case="without a step")
    y = _vectorised_output(layers, x)
    _expect_trained(candidate, layers, x, y, n_steps=12, case="where nothing is left to learn")


def _steady(rng: np.random.Generator) -> tuple[_Layers, Array, Array]:
    """Draw a start from which 200 steps do not blow rounding up: a shake of 1e-10 stays far below the tolerance."""
    while True:
        layers, (x, y) = _network(rng, 2, 4, 1), _batch(rng, 7, 2)
        shaken = [(w * (1.0 + 1e-10), b * (1.0 - 1e-10)) for w, b in layers]
        if np.abs(_descend(layers, x, y)[1] - _descend(shaken, x, y)[1]).max() < TIGHT:
            return layers, x, y


def inputs_unchanged(candidate: Candidate, rng: np.random.Generator) -> None:
    """The layers, the rows and the targets that came in are what they were."""
    layers, (x, y) = _network(rng, 2, 3, 1), _batch(rng, 6, 2)
    _answer(candidate.call(layers, x, y, l2=0.1), layers)
    expect_unchanged(candidate, ("layers", "x", "y"))
    candidate.call_named(TRAIN, layers, x, y, n_steps=3)
    expect_unchanged(candidate, ("layers", "x", "y"))


# --- cost


def many_rows(candidate: Candidate, rng: np.random.Generator) -> None:
    """Three thousand rows, sixty times: array operations take a fifth of the floor, a loop far more."""
    layers, (x, y) = _network(rng, 6, 8, 1), _batch(rng, 3000, 6)
    first = _vectorised(layers, x, y, 0.0)[0]

    def whole(*_: object) -> object:
        return _descend(layers, x, y, 0.01, 60)

    args: tuple[Plain, ...] = (layers, x, y, 0.01, 60)
    trainer = _Trainer(candidate)
    answer = expect_fast(trainer, args, reference=whole, times=10.0, floor_ms=400.0, what="Training on a large batch")
    losses = expect_shape(as_pair(answer, ("layers", "losses"))[1], (60,), what="the list of losses")
    expect_close(float(losses[0]), first, rtol=TIGHT, atol=TIGHT, what="the first loss of a large batch")


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
