"""Checks of a training loop. A linear layer under the squared error takes steps that can be written out in float64; a
layer that notes each pass shows modes and order.

Tolerances: everything runs in float32 with numbers near one and at most thirty steps, so rounding stays below 1e-5;
2e-4 is allowed. A forgotten reset, a wrong mean or a wrong order moves the results by more than 1e-2.
"""

from question_bank.checking import (
    Array,
    Candidate,
    Mapping,
    as_array,
    expect_close,
    expect_dtype_kind,
    expect_shape,
    expect_that,
    fail,
    np,
)

CLOSE = 2e-4
Batch = tuple[Array, Array]


def _part(answer: object, name: str) -> object:
    if not isinstance(answer, Mapping) or name not in answer:
        fail("The loop left nothing behind that could be looked at.")
    return answer[name]


def _history(answer: object, n_epochs: int, given: str = "") -> Array:
    """Read the list of pairs that `fit` returns."""
    what = "the list of pairs"
    history = as_array(_part(answer, "history"), what=what, given=given)
    if n_epochs == 0 and history.size == 0:
        return history
    expect_shape(history, (n_epochs, 2), what=what, given=given)
    return expect_dtype_kind(history, "f", what=what, given=given).astype(np.float64)


def _passes(answer: object) -> list[Mapping[str, object]]:
    passes = _part(answer, "passes")
    if not isinstance(passes, list) or not passes:
        fail("Nothing went through the model.")
    return passes


def _batches(
    rng: np.random.Generator, sizes: tuple[int, ...], d: int = 2, k: int = 3, validation: int = 0
) -> list[Batch]:
    """Draw batches of inputs and targets; the first column of the inputs marks those for validation."""
    return [
        (
            np.column_stack([np.full(n, validation), rng.normal(size=(n, d))]).astype(np.float32),
            rng.normal(size=(n, k)).astype(np.float32),
        )
        for n in sizes
    ]


def _start(rng: np.random.Generator, d: int = 2, k: int = 3) -> tuple[Array, Array]:
    return rng.normal(size=(k, d)).astype(np.float32), rng.normal(size=k).astype(np.float32)


def _error(weight: Array, bias: Array, batch: Batch) -> Array:
    return batch[0][:, 1:].astype(np.float64) @ weight.T + bias - batch[1]


def _mean(losses: list[float], batches: list[Batch]) -> float:
    sizes = np.array([len(targets) for _, targets in batches])
    return float((np.array(losses) * sizes).sum() / sizes.sum())


def _reference(
    weight: Array,
    bias: Array,
    train_epochs: list[list[Batch]],
    valid_batches: list[Batch],
    n_epochs: int,
    lr: float = 0.1,
    momentum: float = 0.0,
) -> tuple[Array, Array, Array]:
    """Gradient descent under the squared error; return the pairs, the weights and the bias."""
    weight, bias = weight.astype(np.float64), bias.astype(np.float64)
    speed = [np.zeros_like(weight), np.zeros_like(bias)]
    pairs = []
    for epoch in range(n_epochs):
        batches = train_epochs[epoch % len(train_epochs)]
        losses = []
        for batch in batches:
            error = _error(weight, bias, batch)
            losses.append(float((error**2).mean()))
            slope = 2 * error / error.size
            speed = [momentum * speed[0] + slope.T @ batch[0][:, 1:], momentum * speed[1] + slope.sum(axis=0)]
            weight, bias = weight - lr * speed[0], bias - lr * speed[1]
        judged = [float((_error(weight, bias, batch) ** 2).mean()) for batch in valid_batches]
        pairs.append((_mean(losses, batches), _mean(judged, valid_batches)))
    return np.array(pairs), weight, bias


def _expect_right(
    candidate: Candidate,
    start: tuple[Array, Array],
    train_epochs: list[list[Batch]],
    valid_batches: list[Batch],
    n_epochs: int,
    *,
    case: str,
    given: str = "",
    options: Mapping[str, int] | None = None,
    lr: float = 0.1,
    momentum: float = 0.0,
    old_gradients: bool = False,
) -> object:
    """Fit a linear layer and compare the losses and the weights with the reference."""
    chosen = {"n_epochs": n_epochs} if options is None else options
    answer = candidate.call_named(
        "fit_watched",
        *start,
        train_epochs,
        valid_batches,
        chosen,
        lr=lr,
        momentum=momentum,
        old_gradients=old_gradients,
    )
    history = _history(answer, n_epochs, given)
    pairs, weight, bias = _reference(*start, train_epochs, valid_batches, n_epochs, lr, momentum)
    what = f"the list of pairs {case}".rstrip()
    expect_close(history, pairs, rtol=CLOSE, atol=CLOSE, what=what, given=given)
    what = f"the weight matrix {case}".rstrip()
    expect_close(_part(answer, "weight"), weight, rtol=CLOSE, atol=CLOSE, what=what, given=given)
    expect_close(_part(answer, "bias"), bias, rtol=CLOSE, atol=CLOSE, what="the bias of the layer", given=given)
    return answer


# --- visible examples


def one_epoch(candidate: Candidate, rng: np.random.Generator) -> None:
    """Two steps for y = 0 x + 0 by hand: the first moves the weight to 0.4 and the bias to 0.4."""
    start = np.zeros((1, 1), dtype=np.float32), np.zeros(1, dtype=np.float32)
    train = [[(_column(0, 1.0), _values(2.0)), (_column(0, -1.0), _values(1.0))]]
    valid = [(_column(1, 2.0), _values(3.0))]
    given = (
        "a linear layer of zeros, squared error, SGD with lr=0.1, batches x=1 -> 2 and x=-1 -> 1, validation x=2 -> 3"
    )
    _expect_right(candidate, start, train, valid, 1, case="", given=given)


def _column(mark: int, x: float) -> Array:
    return np.array([[mark, x]], dtype=np.float32)


def _values(y: float) -> Array:
    return np.array([[y]], dtype=np.float32)


def losses_fall(candidate: Candidate, rng: np.random.Generator) -> None:
    """A straight line can be learned to almost nothing."""
    batches, valid = _batches(rng, (8, 8, 4), 2, 1), _batches(rng, (6, 6), 2, 1, validation=1)
    truth = np.array([[2.0], [-1.0]])
    line = [[(x, (x[:, 1:] @ truth + 0.5).astype(np.float32)) for x, _ in part] for part in (batches, valid)]
    zeros = np.zeros((1, 2), dtype=np.float32), np.zeros(1, dtype=np.float32)
    given = "targets 2 a - b + 0.5 of inputs (a, b), twenty rows in three batches, SGD with lr=0.1, 30 epochs"
    answer = candidate.call_named("fit_watched", *zeros, [line[0]], line[1], {"n_epochs": 30})
    history = _history(answer, 30, given)
    expect_that(history[-1].max() < 0.2 * history[0].min(), "The losses do not fall on a straight line.", given=given)


# --- the steps


def several_epochs(candidate: Candidate, rng: np.random.Generator) -> None:
    for sizes, n_epochs, lr in (((3, 3), 3, 0.2), ((4, 4, 4), 2, 0.3), ((5,), 6, 0.1)):
        train, valid = [_batches(rng, sizes)], _batches(rng, (4, 4), validation=1)
        _expect_right(candidate, _start(rng), train, valid, n_epochs, case="after several epochs", lr=lr)


def uses_the_optimizer(candidate: Candidate, rng: np.random.Generator) -> None:
    """With momentum a step depends on those before, and only the optimizer that was passed knows them."""
    train, valid = [_batches(rng, (4, 4))], _batches(rng, (3,), validation=1)
    _expect_right(candidate, _start(rng), train, valid, 3, case="with momentum", momentum=0.8, lr=0.05)


def old_gradients(candidate: Candidate, rng: np.random.Generator) -> None:
    """Gradients that the model brings along do not count."""
    train, valid = [_batches(rng, (4, 4))], _batches(rng, (3,), validation=1)
    case = "where the model brings gradients along"
    _expect_right(candidate, _start(rng), train, valid, 2, case=case, old_gradients=True)


def uses_the_loss_function(candidate: Candidate, rng: np.random.Generator) -> None:
    """The loss is the caller's: absolute errors, and the cross-entropy with whole numbers as targets."""
    start = _start(rng)
    train, valid = _batches(rng, (4, 4)), _batches(rng, (3, 3), validation=1)
    answer = candidate.call_named("fit_watched", *start, [train], valid, {"n_epochs": 1}, loss="absolute", lr=0.0)
    wanted = [np.mean([np.abs(_error(*start, batch)).mean() for batch in part]) for part in (train, valid)]
    what = "the list of pairs for absolute errors"
    expect_close(_history(answer, 1), [wanted], rtol=CLOSE, atol=CLOSE, what=what)
    parts = [[(x, rng.integers(0, 3, size=len(x))) for x, _ in part] for part in (train, valid)]
    wanted = [np.mean([_cross_entropy(*start, batch) for batch in part]) for part in parts]
    answer = candidate.call_named(
        "fit_watched", *start, [parts[0]], parts[1], {"n_epochs": 2}, loss="cross_entropy", lr=0.0
    )
    what = "the list of pairs for the cross-entropy"
    expect_close(_history(answer, 2), [wanted, wanted], rtol=CLOSE, atol=CLOSE, what=what)


def _cross_entropy(weight: Array, bias: Array, batch: Batch) -> float:
    scores = batch[0][:, 1:].astype(np.float64) @ weight.T + bias
    logs = scores - np.log(np.exp(scores).sum(axis=1, keepdims=True))
    return float(-logs[np.arange(len(scores)), batch[1]].mean())


def batches_of_other_sizes(candidate: Candidate, rng: np.random.Generator) -> None:
    """A short batch counts by its rows, in training and in validation; nothing moves at a rate of zero."""
    for sizes, valid_sizes in (((5, 5, 1), (4, 4)), ((4, 4), (6, 6, 1)), ((1, 6), (2, 5, 3))):
        train, valid = _batches(rng, sizes), _batches(rng, valid_sizes, validation=1)
        for part in (train, valid):
            # The shortest batch has far larger errors than the others.
            part[int(np.argmin([len(x) for x, _ in part]))][1][:] += 6.0
        case = "where batches differ in size"
        _expect_right(candidate, _start(rng), [train], valid, 2, case=case, lr=0.0)
        _expect_right(candidate, _start(rng), [train], valid, 2, case=case, lr=0.05)


def afresh_each_epoch(candidate: Candidate, rng: np.random.Generator) -> None:
    """A loader that shuffles gives other batches each time, even another number of them."""
    epochs = [_batches(rng, (3, 3)), _batches(rng, (2, 2, 2)), _batches(rng, (6,))]
    answer = _expect_right(
        candidate, _start(rng), epochs, _batches(rng, (3, 2), validation=1), 3, case="where the loader shuffles"
    )
    expect_that(_part(answer, "started") == [3, 3], "A loader was not gone through exactly once in each epoch.")


# --- numbers of epochs


def default_epochs(candidate: Candidate, rng: np.random.Generator) -> None:
    train, valid = [_batches(rng, (4, 3))], _batches(rng, (3,), validation=1)
    _expect_right(candidate, _start(rng), train, valid, 5, case="without `n_epochs`", options={})


def no_epochs(candidate: Candidate, rng: np.random.Generator) -> None:
    for training in (True, False):
        start = _start(rng)
        batches = [_batches(rng, (4,))], _batches(rng, (3,), validation=1)
        answer = candidate.call_named("fit_watched", *start, *batches, {"n_epochs": 0}, training=training)
        _history(answer, 0)
        expect_close(_part(answer, "weight"), start[0], rtol=0, atol=0, what="the weight matrix after no epoch")
        expect_that(_part(answer, "training") is training, "After no epoch, the model is in another mode than before.")


# --- modes and gradients


def _watch(candidate: Candidate, rng: np.random.Generator, training: bool, **options: float) -> object:
    train, valid = [_batches(rng, (4, 4))], _batches(rng, (3, 3), validation=1)
    answer = candidate.call_named(
        "fit_watched", *_start(rng), train, valid, {"n_epochs": 3}, training=training, **options
    )
    _history(answer, 3)
    return answer


def trains_in_training_mode(candidate: Candidate, rng: np.random.Generator) -> None:
    """In each epoch, in whichever mode the model came."""
    for training in (True, False):
        learned = [one for one in _passes(_watch(candidate, rng, training)) if one["learned"]]
        expect_that(len(learned) == 6, "Not every batch of every epoch is learned from exactly once.")
        expect_that(all(one["training"] for one in learned), "Some batches are trained in evaluation mode.")


def judges_in_evaluation_mode(candidate: Candidate, rng: np.random.Generator) -> None:
    """Dropout of nine tenths would show in the losses."""
    for training in (True, False):
        judged = [one for one in _passes(_watch(candidate, rng, training)) if one["validation"]]
        expect_that(sum(one["rows"] for one in judged) == 18, "Not every validation row is judged once in each epoch.")
        expect_that(not any(one["training"] for one in judged), "Some batches are judged in training mode.")
    start, valid = _start(rng), _batches(rng, (5, 5), validation=1)
    train = [_batches(rng, (4,))]
    answer = candidate.call_named("fit_watched", *start, train, valid, {"n_epochs": 2}, lr=0.0, dropout=0.9)
    wanted = np.mean([(_error(*start, batch) ** 2).mean() for batch in valid])
    what = "the validation loss of a model with dropout"
    expect_close(_history(answer, 2)[:, 1], [wanted, wanted], rtol=CLOSE, atol=CLOSE, what=what)


def judges_without_gradients(candidate: Candidate, rng: np.random.Generator) -> None:
    """No graph is recorded for validation batches, nothing is learned from them, and gradients are on again
    afterwards."""
    answer = _watch(candidate, rng, True)
    judged = [one for one in _passes(answer) if one["validation"]]
    expect_that(judged, "No validation batch went through the model.")
    expect_that(not any(one["learned"] for one in judged), "Something is learned from validation batches.")
    expect_that(not any(one["graph"] for one in judged), "A graph is recorded for validation batches.")
    expect_that(_part(answer, "graph_afterwards") is True, "Gradients are switched off when the loop is done.")


def mode_given_back(candidate: Candidate, rng: np.random.Generator) -> None:
    for training in (True, False):
        answer = _watch(candidate, rng, training)
        expect_that(_part(answer, "training") is training, "The model is left in another mode than it came in.")


def plain_numbers(candidate: Candidate, rng: np.random.Generator) -> None:
    answer = _watch(candidate, rng, True)
    expect_that(
        _part(answer, "holds_a_graph") is False,
        "A returned loss still hangs on the graph of its batch, which stays in memory.",
    )


def many_rows(candidate: Candidate, rng: np.random.Generator) -> None:
    """Sixty thousand validation rows a time go through in a few milliseconds, row by row in seconds."""
    train, valid = [_batches(rng, (8,) * 20)], _batches(rng, (5000,) * 12, validation=1)
    _expect_right(candidate, _start(rng), train, valid, 4, case="for many rows", lr=0.02)
