"""Checks of a mended training loop. One linear layer and all rows in one batch make each step known: gradient descent
on the mean cross-entropy, written out in float64 below. A layer that writes down what passes through it shows the rest.

Tolerances: everything runs in float32 with numbers near one and at most a dozen steps, so rounding stays below 1e-5;
2e-4 is allowed. Each fault of the starter moves weights or losses by more than 1e-2.
"""

from question_bank.checking import (
    Array,
    Candidate,
    Mapping,
    as_array,
    as_pair,
    expect_close,
    expect_shape,
    expect_that,
    fail,
    np,
)

NAMES = ("losses", "accuracies")
CLOSE = 2e-4


def _part(answer: object, name: str) -> object:
    if not isinstance(answer, Mapping) or name not in answer:
        fail("The training left nothing behind that could be looked at.")
    return answer[name]


def _curves(answer: object, n_epochs: int, given: str = "") -> tuple[Array, Array]:
    """Read the two lists that `train` returns."""
    losses, accuracies = as_pair(_part(answer, "returned"), NAMES, given=given)
    losses = as_array(losses, what="the list of losses", given=given)
    accuracies = as_array(accuracies, what="the list of accuracies", given=given)
    expect_shape(losses, (n_epochs,), what="the list of losses", given=given)
    expect_shape(accuracies, (n_epochs,), what="the list of accuracies", given=given)
    if losses.dtype.kind not in "iuf" or accuracies.dtype.kind not in "iuf":
        fail("The losses and accuracies should be numbers.", given=given)
    return losses.astype(np.float64), accuracies.astype(np.float64)


def _data(rng: np.random.Generator, n: int, d: int, k: int) -> tuple[Array, Array]:
    """Draw features and labels, each label at least once, sorted by label."""
    labels = np.sort(np.concatenate([np.arange(k), rng.integers(0, k, size=n - k)]))
    return rng.normal(size=(n, d)).astype(np.float32), labels


def _start(rng: np.random.Generator, d: int, k: int) -> tuple[Array, Array]:
    return rng.normal(size=(k, d)).astype(np.float32), rng.normal(size=k).astype(np.float32)


def _losses(weight: Array, bias: Array, features: Array, labels: Array) -> tuple[Array, Array]:
    """Return the loss of each row and the probabilities."""
    scores = features.astype(np.float64) @ weight.T + bias
    scores -= scores.max(axis=1, keepdims=True)
    probabilities = np.exp(scores) / np.exp(scores).sum(axis=1, keepdims=True)
    return -np.log(probabilities[np.arange(len(labels)), labels]), probabilities


def _descend(
    weight: Array, bias: Array, features: Array, labels: Array, n_steps: int, lr: float
) -> tuple[Array, Array, Array]:
    """Take steps with all rows; return the weights, the bias, and the mean loss before each step."""
    weight, bias = weight.astype(np.float64), bias.astype(np.float64)
    before = []
    for _ in range(n_steps):
        losses, probabilities = _losses(weight, bias, features, labels)
        before.append(losses.mean())
        slope = (probabilities - np.eye(len(bias))[labels]) / len(labels)
        weight, bias = weight - lr * slope.T @ features, bias - lr * slope.sum(axis=0)
    return weight, bias, np.array(before)


def _expect_descent(
    candidate: Candidate, rng: np.random.Generator, n: int, d: int, k: int, n_steps: int, rate: float, **options: float
) -> None:
    """Train a linear layer with all rows in one batch and compare it with plain gradient descent."""
    (features, labels), (weight, bias) = _data(rng, n, d, k), _start(rng, d, k)
    answer = candidate.call_named("train_linear", weight, bias, features, labels, features[:3], labels[:3], **options)
    losses, _ = _curves(answer, n_steps)
    wanted_weight, wanted_bias, before = _descend(weight, bias, features, labels, n_steps, rate)
    what = "the weight matrix after one step" if n_steps == 1 else "the weight matrix after several steps"
    expect_close(_part(answer, "weight"), wanted_weight, rtol=CLOSE, atol=CLOSE, what=what)
    expect_close(_part(answer, "bias"), wanted_bias, rtol=CLOSE, atol=CLOSE, what="the bias of the layer")
    expect_close(losses, before, rtol=CLOSE, atol=CLOSE, what="the list of losses")


def _groups(rng: np.random.Generator, n_each: int, k: int, spread: float = 0.4) -> tuple[Array, Array]:
    """Make groups on a circle of radius four, sorted by label."""
    turn = 2 * np.pi * np.arange(k) / k
    labels = np.repeat(np.arange(k), n_each)
    centres = 4 * np.stack([np.cos(turn), np.sin(turn)], axis=1)
    return (centres[labels] + spread * rng.normal(size=(len(labels), 2))).astype(np.float32), labels


def _passes(answer: object) -> list[Mapping[str, object]]:
    passes = _part(answer, "passes")
    if not isinstance(passes, list) or not passes:
        fail("Nothing went through the model.")
    return passes


def _watch(
    candidate: Candidate, rng: np.random.Generator, n: int, n_valid: int, n_epochs: int, given: str = "", **options: int
) -> tuple[Array, Array, list[Mapping[str, object]], list[Mapping[str, object]]]:
    """Train the watched model; return its labels, losses, and the passes with and without a gradient coming back.

    Rows are numbered in the first column: those for training from 0, those for validation from 1000.
    """
    (features, labels), (valid, valid_labels) = _data(rng, n, 2, 3), _data(rng, n_valid, 2, 3)
    features = np.column_stack([np.arange(n), features]).astype(np.float32)
    valid = np.column_stack([1000 + np.arange(n_valid), valid]).astype(np.float32)
    if "n_epochs" in options or n_epochs != 10:
        options["n_epochs"] = n_epochs
    answer = candidate.call_named("train_watched", 3, features, labels, valid, valid_labels, **options)
    losses, _ = _curves(answer, n_epochs, given)
    passes = _passes(answer)
    learned = [one for one in passes if one["gradient"] is not None]
    if not learned:
        fail("No gradient came back through the model.", given=given)
    return labels, losses, learned, [one for one in passes if one["gradient"] is None]


# --- visible examples


def one_step(candidate: Candidate, rng: np.random.Generator) -> None:
    """From zero weights the probabilities are a half each, so the gradient can be worked out by hand."""
    features = np.array([[1.0, 0.0], [0.0, 2.0]], dtype=np.float32)
    labels = np.array([0, 1])
    zeros = np.zeros((2, 2), dtype=np.float32), np.zeros(2, dtype=np.float32)
    given = "a linear layer of zeros, rows [1, 0] and [0, 2] with labels 0 and 1, one epoch, lr=1"
    answer = candidate.call_named("train_linear", *zeros, features, labels, features, labels, n_epochs=1, lr=1.0)
    losses, accuracies = _curves(answer, 1, given)
    expected = np.array([[0.25, -0.5], [-0.25, 0.5]])
    expect_close(_part(answer, "weight"), expected, rtol=CLOSE, atol=CLOSE, what="the weight matrix", given=given)
    expect_close(losses, [np.log(2)], rtol=CLOSE, atol=CLOSE, what="the list of losses", given=given)
    expect_close(accuracies, [1.0], rtol=CLOSE, atol=CLOSE, what="the list of accuracies", given=given)


def learns_three_groups(candidate: Candidate, rng: np.random.Generator) -> None:
    features, labels = _groups(rng, 40, 3)
    valid, valid_labels = _groups(rng, 20, 3)
    given = "three groups of 40 points that lie far apart, sorted by label; a small network, 15 epochs"
    options = {"n_epochs": 15, "batch_size": 16, "lr": 0.1}
    answer = candidate.call_named("train_network", 1, 3, features, labels, valid, valid_labels, **options)
    losses, accuracies = _curves(answer, 15, given)
    expect_that(accuracies[-1] >= 0.9, "The network does not learn groups that lie far apart.", given=given)
    expect_that(losses[-1] < 0.5 * losses[0], "The loss hardly falls.", given=given)


# --- one step after another


def several_steps(candidate: Candidate, rng: np.random.Generator) -> None:
    """All rows in one batch: what remains of the gradients before would be added to each step."""
    for n, d, k, n_steps, lr in ((7, 3, 4, 1, 0.5), (9, 2, 3, 5, 0.7), (6, 4, 2, 3, 0.2)):
        options = {"n_epochs": n_steps, "batch_size": n, "lr": lr}
        _expect_descent(candidate, rng, n, d, k, n_steps, lr, **options)


def steps_within_an_epoch(candidate: Candidate, rng: np.random.Generator) -> None:
    """Where all rows are equal, every batch asks for the same step, whatever the order and the size."""
    for n, size, d, k, lr in ((12, 4, 3, 3, 0.5), (8, 2, 2, 4, 0.3)):
        weight, bias = _start(rng, d, k)
        features = np.repeat(rng.normal(size=(1, d)).astype(np.float32), n, axis=0)
        labels = np.full(n, 1)
        options = {"n_epochs": 2, "batch_size": size, "lr": lr}
        answer = candidate.call_named("train_linear", weight, bias, features, labels, features, labels, **options)
        losses, _ = _curves(answer, 2)
        n_steps = 2 * n // size
        wanted, _, before = _descend(weight, bias, features[:1], labels[:1], n_steps, lr)
        what = "the weight matrix after several batches of equal rows"
        expect_close(_part(answer, "weight"), wanted, rtol=CLOSE, atol=CLOSE, what=what)
        what = "the list of losses for equal rows"
        expect_close(losses, before.reshape(2, -1).mean(axis=1), rtol=CLOSE, atol=CLOSE, what=what)


def defaults(candidate: Candidate, rng: np.random.Generator) -> None:
    """Ten epochs at 0.1; twenty rows fit into one batch of 32."""
    _expect_descent(candidate, rng, 20, 3, 3, 10, 0.1)
    _, _, learned, _ = _watch(candidate, rng, 70, 5, 10)
    sizes = sorted(len(one["rows"]) for one in learned)
    expect_that(sizes == [6] * 10 + [32] * 20, "Without a `batch_size` the batches do not have 32 rows each.")


def two_trainings(candidate: Candidate, rng: np.random.Generator) -> None:
    """A second training knows nothing of the first."""
    for _ in range(2):
        _expect_descent(candidate, rng, 5, 3, 3, 2, 0.5, n_epochs=2, batch_size=8, lr=0.5)


def no_epochs(candidate: Candidate, rng: np.random.Generator) -> None:
    """Nothing is trained, and both lists are empty."""
    (features, labels), (weight, bias) = _data(rng, 6, 2, 3), _start(rng, 2, 3)
    answer = candidate.call_named("train_linear", weight, bias, features, labels, features, labels, n_epochs=0)
    _curves(answer, 0)
    expect_close(_part(answer, "weight"), weight, rtol=CLOSE, atol=CLOSE, what="the weight matrix after no epoch")


# --- rows, labels and batches


def rows_keep_their_labels(candidate: Candidate, rng: np.random.Generator) -> None:
    """The gradient of the cross-entropy is negative at the label alone, so it shows which label a row was given."""
    labels, _, learned, _ = _watch(candidate, rng, 23, 4, 4, batch_size=5)
    for one in learned:
        used = np.argmin(np.array(one["gradient"]), axis=1)
        rows = np.array(one["rows"]).astype(int)
        if (rows < 0).any() or (rows >= len(labels)).any():
            fail("Gradients came back through rows that are not for training.")
        expect_that(np.array_equal(used, labels[rows]), "Some rows were trained with the label of another row.")


def every_row_once(candidate: Candidate, rng: np.random.Generator) -> None:
    """Rows are drawn without replacement, and the last batch is smaller rather than left out."""
    for n, size, n_batches in ((11, 4, 3), (12, 4, 3), (3, 8, 1)):
        _, _, learned, _ = _watch(candidate, rng, n, 4, 3, batch_size=size)
        expect_that(len(learned) == 3 * n_batches, f"An epoch has another number of batches than {n_batches}.")
        for epoch in range(3):
            batches = [one["rows"] for one in learned[epoch * n_batches : (epoch + 1) * n_batches]]
            expect_that(max(map(len, batches)) <= size, "A batch is larger than `batch_size`.")
            rows = sorted(row for batch in batches for row in batch)
            expect_that(rows == list(range(n)), "Within an epoch, some row comes twice or not at all.")


def another_order_each_epoch(candidate: Candidate, rng: np.random.Generator) -> None:
    """Forty rows come in the same order twice with a chance of one in 40 factorial."""
    _, _, learned, _ = _watch(candidate, rng, 40, 4, 3, batch_size=8)
    orders = [[row for one in learned[5 * at : 5 * at + 5] for row in one["rows"]] for at in range(3)]
    expect_that(orders[0] != sorted(orders[0]), "The rows are trained in the order in which they came.")
    expect_that(orders[0] != orders[1] and orders[1] != orders[2], "Two epochs take the rows in the same order.")
    halves = {tuple(sorted(order[:8])) for order in orders}
    expect_that(len(halves) > 1, "The same rows share a batch in every epoch.")


def loss_of_all_rows(candidate: Candidate, rng: np.random.Generator) -> None:
    """With a step of zero the loss of an epoch is the mean over all rows, whatever the batches."""
    for n, size in ((7, 3), (9, 4), (10, 5)):
        (features, labels), (weight, bias) = _data(rng, n, 3, 3), _start(rng, 3, 3)
        features[:2] *= 5.0
        options = {"n_epochs": 6, "batch_size": size, "lr": 0.0}
        answer = candidate.call_named("train_linear", weight, bias, features, labels, features, labels, **options)
        losses, _ = _curves(answer, 6)
        mean = _losses(weight, bias, features, labels)[0].mean()
        what = "the list of losses where nothing is learned"
        expect_close(losses, np.full(6, mean), rtol=CLOSE, atol=CLOSE, what=what)


# --- modes


def trains_in_training_mode(candidate: Candidate, rng: np.random.Generator) -> None:
    """In every epoch, not in the first alone."""
    _, _, learned, _ = _watch(candidate, rng, 12, 4, 3, batch_size=6)
    expect_that(all(one["training"] is True for one in learned), "Some batches are trained in evaluation mode.")


def batch_norm_sees_every_batch(candidate: Candidate, rng: np.random.Generator) -> None:
    """Batch normalisation updates its running statistics in training mode only, once a batch."""
    features, labels = _groups(rng, 8, 2)
    options = {"n_epochs": 4, "batch_size": 8}
    answer = candidate.call_named("train_network", 2, 2, features, labels, features, labels, **options)
    _curves(answer, 4)
    expect_that(
        _part(answer, "updates") == 8, "Batch normalisation has not seen each batch exactly once in training mode."
    )


def judged_in_evaluation_mode(candidate: Candidate, rng: np.random.Generator) -> None:
    """Validation rows go through in evaluation mode, and dropout does not touch what is reported."""
    _, _, learned, others = _watch(candidate, rng, 8, 6, 3, batch_size=4)
    seen = [one for one in others if min(one["rows"]) >= 1000]
    expect_that(sum(len(one["rows"]) for one in seen) >= 18, "The validation rows are not all judged in every epoch.")
    expect_that(not any(one["training"] for one in seen), "Validation rows are judged in training mode.")
    expect_that(all(max(one["rows"]) < 1000 for one in learned), "Validation rows are trained on.")
    # The labels are what the layer itself predicts, but for a fifth of them.
    weight, bias = _start(rng, 5, 4)
    features = rng.normal(size=(60, 5)).astype(np.float32)
    labels = _losses(weight, bias, features, np.zeros(60, dtype=np.int64))[1].argmax(axis=1)
    labels[:12] = (labels[:12] + 1) % 4
    options = {"n_epochs": 3, "batch_size": 20, "lr": 0.0}
    train, train_labels = _data(rng, 40, 5, 4)
    answer = candidate.call_named("train_with_dropout", weight, bias, train, train_labels, features, labels, **options)
    _, accuracies = _curves(answer, 3)
    expect_close(accuracies, np.full(3, 0.8), rtol=CLOSE, atol=CLOSE, what="the list of accuracies")


def judged_without_gradients(candidate: Candidate, rng: np.random.Generator) -> None:
    """No graph is recorded for validation rows."""
    _, _, _, others = _watch(candidate, rng, 8, 6, 3, batch_size=4)
    seen = [one for one in others if min(one["rows"]) >= 1000]
    expect_that(seen, "The validation rows are not judged.")
    expect_that(not any(one["graph"] for one in seen), "A graph for gradients is recorded for validation rows.")


# --- arguments and size


def tensors_unchanged(candidate: Candidate, rng: np.random.Generator) -> None:
    (features, labels), (valid, valid_labels) = _data(rng, 12, 3, 3), _data(rng, 7, 3, 3)
    given = (features, labels, valid, valid_labels)
    weight, bias = _start(rng, 3, 3)
    answer = candidate.call_named("train_linear", weight, bias, *given, n_epochs=2, batch_size=5)
    _curves(answer, 2)
    after = _part(answer, "given")
    same = isinstance(after, list) and len(after) == 4
    same = same and all(np.array_equal(mine, theirs) for mine, theirs in zip(after, given, strict=True))
    expect_that(same, "The caller's tensors are changed in place.")


def many_rows(candidate: Candidate, rng: np.random.Generator) -> None:
    """Validation rows go through together: one by one, 240,000 passes would take minutes."""
    features, labels = _groups(rng, 1000, 3)
    valid, valid_labels = _groups(rng, 20_000, 3)
    options = {"n_epochs": 4, "batch_size": 500, "lr": 0.1}
    answer = candidate.call_named("train_network", 3, 3, features, labels, valid, valid_labels, **options)
    _, accuracies = _curves(answer, 4)
    expect_that(accuracies[-1] >= 0.9, "The network does not learn from many rows.")
