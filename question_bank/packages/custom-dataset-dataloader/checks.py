"""Checks of a dataset over a text file and of its two loaders. Row numbers stand in the first feature, so that the
order can be read off.

Tolerances: numbers are written with few digits and read as float32, so 1e-6 of their size is rounding; 1e-5 is allowed.
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

CLOSE = 1e-5


def _part(answer: object, name: str) -> object:
    if not isinstance(answer, Mapping) or name not in answer:
        fail("Nothing came out that could be looked at.")
    return answer[name]


def _rows(rng: np.random.Generator, n: int, d: int = 2, first: int = 0) -> tuple[Array, Array]:
    """Draw features with three decimals, the first of which numbers the rows, and labels."""
    features = np.column_stack([first + np.arange(n), np.round(rng.normal(scale=5.0, size=(n, d - 1)), 3)])
    return features, rng.integers(0, 12, size=n)


def _text(features: Array, labels: Array, end: str = "\n") -> str:
    lines = [
        ",".join([str(int(label)), *(f"{value:.10g}" for value in row)])
        for row, label in zip(features, labels, strict=True)
    ]
    return "\n".join(lines) + (end if lines else "")


def _expect_items(items: object, features: Array, labels: Array, *, what: str, given: str = "") -> None:
    if not isinstance(items, list) or len(items) != len(labels):
        fail("The dataset does not give one pair for each index.", given=given)
    for item, row, label in zip(items, features, labels, strict=True):
        if not isinstance(item, Mapping) or item.get("is_tensor") is not True:
            fail("The features of an example should be a tensor.", given=given)
        got = expect_shape(item["features"], row.shape, what=f"the features of {what}", given=given)
        expect_close(got, row, rtol=CLOSE, atol=CLOSE, what=f"the features of {what}", given=given)
        expect_that(got.dtype == np.float32, "The features should be float32.", given=given)
        name = f"the label of {what}"
        one = expect_dtype_kind(as_array(item["label"], what=name, given=given), "iu", what=name, given=given)
        expect_that(one.size == 1 and int(one.reshape(-1)[0]) == label, f"{name.capitalize()} is wrong.", given=given)


def _epochs(
    candidate: Candidate,
    train: tuple[Array, Array],
    valid: tuple[Array, Array],
    n_epochs: int = 1,
    *,
    given: str = "",
    augment: str = "",
    unrelated: int = 0,
    n_more_validations: int = 0,
    **options: int,
) -> tuple[list[list[tuple[Array, Array]]], list[list[tuple[Array, Array]]]]:
    """Go through both loaders, and demand batches of float32 features and whole-number labels."""
    answer = candidate.call_named(
        "run_epochs",
        _text(*train),
        _text(*valid),
        n_epochs,
        options,
        augment=augment,
        unrelated=unrelated,
        n_more_validations=n_more_validations,
    )
    found = []
    for name in ("train", "valid"):
        epochs = _part(answer, name)
        if not isinstance(epochs, list) or len(epochs) != n_epochs:
            fail("A loader could not be gone through several times.", given=given)
        found.append([[_batch(batch, given) for batch in epoch] for epoch in epochs])
    return found[0], found[1]


def _batch(batch: object, given: str) -> tuple[Array, Array]:
    if not isinstance(batch, list) or len(batch) != 2:
        fail("A batch should be a pair of features and labels.", given=given)
    features = expect_shape(batch[0], (None, None), what="a batch of features", given=given)
    expect_that(features.dtype == np.float32, "A batch of features should be float32.", given=given)
    labels = expect_shape(batch[1], (len(features),), what="a batch of labels", given=given)
    return features, expect_dtype_kind(labels, "iu", what="a batch of labels", given=given)


def _order(epoch: list[tuple[Array, Array]]) -> list[int]:
    return [int(row[0]) for features, _ in epoch for row in features]


def _expect_rows(epoch: list[tuple[Array, Array]], rows: tuple[Array, Array], *, what: str, given: str = "") -> None:
    """Demand that each row came once, with its own label."""
    features, labels = rows
    order = np.array(_order(epoch), dtype=int) - int(features[0, 0])
    if sorted(order.tolist()) != list(range(len(labels))):
        fail(f"Not every line came exactly once in {what}.", given=given)
    got = np.concatenate([part for part, _ in epoch])
    expect_close(got, features[order], rtol=CLOSE, atol=CLOSE, what=f"the features of {what}", given=given)
    got_labels = np.concatenate([part for _, part in epoch])
    expect_that(
        np.array_equal(got_labels, labels[order]), f"Some labels of {what} are not those of their lines.", given=given
    )


# --- visible examples


def three_lines(candidate: Candidate, rng: np.random.Generator) -> None:
    text = "1,0.5,2.0\n0,-1.25,3.5\n2,10.0,0.125\n"
    given = "the lines 1,0.5,2.0 and 0,-1.25,3.5 and 2,10.0,0.125"
    answer = candidate.call_named("read", text, [0, 2, 1])
    expect_that(_part(answer, "length") == 3, "The dataset has another length than the file has lines.", given=given)
    features = np.array([[0.5, 2.0], [10.0, 0.125], [-1.25, 3.5]])
    _expect_items(_part(answer, "items"), features, np.array([1, 2, 0]), what="a line", given=given)


def two_loaders(candidate: Candidate, rng: np.random.Generator) -> None:
    train, valid = _rows(rng, 10), _rows(rng, 5, first=100)
    given = "ten lines for training, five for validation, batch_size=4"
    for_training, for_validation = _epochs(candidate, train, valid, given=given, batch_size=4)
    _expect_rows(for_training[0], train, what="an epoch of training", given=given)
    _expect_rows(for_validation[0], valid, what="an epoch of validation", given=given)


# --- the dataset


def lines_of_any_length(candidate: Candidate, rng: np.random.Generator) -> None:
    """Numbers of other lengths on each line; read out of order, twice, from two files by turns."""
    for d in (1, 3, 7):
        features, labels = _rows(rng, 25, d)
        features[:, -1] *= 10.0 ** rng.integers(-4, 6, size=25)
        labels = labels * 37
        indices = [*rng.permutation(25).tolist(), 24, 0, 0]
        answer = candidate.call_named("read", _text(features, labels), indices)
        expect_that(_part(answer, "length") == 25, "The dataset has another length than the file has lines.")
        _expect_items(_part(answer, "items"), features[indices], labels[indices], what="a line out of order")
    text = "3,-1.25e-05,40\n0,12345678.5,-7\n11,0.000123456,1e+16\n"
    features, labels = np.array([[-1.25e-5, 40], [12345678.5, -7], [0.000123456, 1e16]]), np.array([3, 0, 11])
    answer = candidate.call_named("read", text, [0, 1, 2])
    _expect_items(_part(answer, "items"), features, labels, what="a line of small and large numbers")


def end_of_the_file(candidate: Candidate, rng: np.random.Generator) -> None:
    """The last line may lack its newline; there may be one line, or none at all."""
    for n in (1, 4):
        features, labels = _rows(rng, n, 3)
        answer = candidate.call_named("read", _text(features, labels, end=""), [n - 1, 0])
        expect_that(_part(answer, "length") == n, "A last line without a newline is not counted as it should be.")
        _expect_items(_part(answer, "items"), features[[n - 1, 0]], labels[[n - 1, 0]], what="the last line")
    answer = candidate.call_named("read", "", [])
    expect_that(_part(answer, "length") == 0, "An empty file is no dataset of length zero.")


def past_the_end(candidate: Candidate, rng: np.random.Generator) -> None:
    """Without an IndexError, a plain loop over the dataset would never end."""
    for end in ("\n", ""):
        answer = candidate.call_named("read_past_the_end", _text(*_rows(rng, 3), end=end), 3)
        expect_that(_part(answer, "length") == 3, "The dataset has another length than the file has lines.")
        expect_that(_part(answer, "raised") == "IndexError", "An index past the last line raises no IndexError.")


def transform_of_the_dataset(candidate: Candidate, rng: np.random.Generator) -> None:
    features, labels = _rows(rng, 6, 3)
    answer = candidate.call_named("read", _text(features, labels), [4, 1], doubled=True)
    _expect_items(_part(answer, "items"), 2 * features[[4, 1]], labels[[4, 1]], what="a transformed line")


def read_when_asked(candidate: Candidate, rng: np.random.Generator) -> None:
    """What is written into the file later is what is read: nothing but places is kept. The file is larger than
    buffers."""
    n = 8000
    before, labels = rng.integers(1000, 10_000, size=(n, 6)), rng.integers(0, 10, size=n)
    after, new_labels = rng.integers(1000, 10_000, size=(n, 6)), rng.integers(0, 10, size=n)
    indices = [3, 0, n // 3, n // 2, 10]
    answer = candidate.call_named("read_what_changed", _text(before, labels), _text(after, new_labels), indices)
    expect_that(_part(answer, "length") == n, "The dataset has another length than the file has lines.")
    items = _part(answer, "items")
    old = (
        isinstance(items, list)
        and items
        and isinstance(items[0], Mapping)
        and np.array_equal(
            np.ravel(as_array(items[0].get("features"), what="the features")), before[3].astype(np.float32)
        )
    )
    expect_that(not old, "The lines were read when the dataset was made, not when they were asked for.")
    _expect_items(items, after[indices].astype(float), new_labels[indices], what="a line that changed")


def goes_to_a_worker(candidate: Candidate, rng: np.random.Generator) -> None:
    """A worker process gets a pickled copy; original and copy read by turns."""
    features, labels = _rows(rng, 30, 3)
    indices = [7, 29, 0, 12, 11]
    answer = candidate.call_named("read_from_a_copy", _text(features, labels), indices)
    expect_that(_part(answer, "length") == 30, "A copy of the dataset has another length.")
    _expect_items(_part(answer, "items"), features[indices], labels[indices], what="a line beside a copy")
    _expect_items(_part(answer, "copied"), features[indices], labels[indices], what="a line from a copy")


def forked_worker(candidate: Candidate, rng: np.random.Generator) -> None:
    """A forked worker has the dataset as it is, also what is open. The file is larger than buffers."""
    n = 12_000
    features, labels = rng.integers(1000, 10_000, size=(n, 8)).astype(float), rng.integers(0, 10, size=n)
    indices = [n - 1, 5, n // 2]
    answer = candidate.call_named("read_as_forked", _text(features, labels), indices)
    _expect_items([_part(answer, "first")], features[:1], labels[:1], what="the first line")
    _expect_items(_part(answer, "items"), features[indices], labels[indices], what="a line in a forked worker")
    message = "A forked worker moves the position of a file that the process before it has open."
    expect_that(_part(answer, "moved") is False, message)


# --- the loaders


def batch_sizes(candidate: Candidate, rng: np.random.Generator) -> None:
    """All batches are full but the last, which is kept; 32 is the default."""
    train, valid = _rows(rng, 70), _rows(rng, 45, first=1000)
    for options, size in (({}, 32), ({"batch_size": 8}, 8), ({"batch_size": 7}, 7), ({"batch_size": 100}, 100)):
        for epochs, n in zip(_epochs(candidate, train, valid, **options), (70, 45), strict=True):
            wanted = [size] * (n // size) + ([n % size] if n % size else [])
            sizes = [len(labels) for _, labels in epochs[0]]
            expect_that(sizes == wanted, "The batches do not have the size that was asked for, or one is left out.")


def training_is_shuffled(candidate: Candidate, rng: np.random.Generator) -> None:
    """Forty lines come in the same order twice with a chance of one in 40 factorial."""
    train, valid = _rows(rng, 40), _rows(rng, 4, first=1000)
    epochs, _ = _epochs(candidate, train, valid, 3, batch_size=8)
    for epoch in epochs:
        _expect_rows(epoch, train, what="an epoch of training")
    orders = [_order(epoch) for epoch in epochs]
    expect_that(all(order != sorted(order) for order in orders), "The training lines come in the order of the file.")
    expect_that(orders[0] != orders[1] and orders[1] != orders[2], "Two epochs have the same order.")


def validation_in_order(candidate: Candidate, rng: np.random.Generator) -> None:
    train, valid = _rows(rng, 6), _rows(rng, 30, first=1000)
    _, epochs = _epochs(candidate, train, valid, 2, batch_size=8)
    for epoch in epochs:
        _expect_rows(epoch, valid, what="an epoch of validation")
        expect_that(
            _order(epoch) == sorted(_order(epoch)), "The validation lines do not come in the order of the file."
        )


def seed_sets_the_order(candidate: Candidate, rng: np.random.Generator) -> None:
    """The seed alone decides, whatever others draw from the shared generators. Two seeds agree once in 50 factorial."""
    train, valid = _rows(rng, 50), _rows(rng, 4, first=1000)
    orders = {}
    for seed, unrelated in ((0, 1), (0, 2), (7, 1), (7, 3)):
        epochs, _ = _epochs(candidate, train, valid, 2, unrelated=unrelated, seed=seed)
        orders[seed, unrelated] = [_order(epoch) for epoch in epochs]
    for one, other in (((0, 1), (0, 2)), ((7, 1), (7, 3))):
        expect_that(orders[one] == orders[other], "The same seed gives another order.")
    expect_that(orders[0, 1] != orders[7, 1], "Another seed gives the same order.")
    epochs, _ = _epochs(candidate, train, valid, 2, n_more_validations=1, seed=7)
    same = [_order(epoch) for epoch in epochs] == orders[7, 1]
    expect_that(same, "The order changes when one goes through validation more often.")
    epochs, _ = _epochs(candidate, train, valid, 2, unrelated=5)
    expect_that([_order(epoch) for epoch in epochs] == orders[0, 1], "Without a seed the order is not that of seed 0.")


def augments_training_alone(candidate: Candidate, rng: np.random.Generator) -> None:
    """The augmentation turns the features of one example round."""
    train, valid = _rows(rng, 12, 3), _rows(rng, 9, 3, first=1000)
    for_training, for_validation = _epochs(candidate, train, valid, augment="turned", batch_size=5)
    _expect_rows(for_validation[0], valid, what="an epoch of validation beside augmented training")
    turned = [(features[:, ::-1], labels) for features, labels in for_training[0]]
    _expect_rows(turned, train, what="an epoch of augmented training")


def augments_anew(candidate: Candidate, rng: np.random.Generator) -> None:
    """The augmentation counts its calls, so one that was kept from an earlier epoch shows."""
    train, valid = _rows(rng, 6, 3), _rows(rng, 3, 3, first=1000)
    for_training, _ = _epochs(candidate, train, valid, 3, augment="counted", batch_size=4)
    counts = [int(row[1]) for epoch in for_training for features, _ in epoch for row in features]
    expect_that(len(set(counts)) == 18, "An example is not augmented anew each time it is read.")


# --- cost


def many_lines(candidate: Candidate, rng: np.random.Generator) -> None:
    """To look for each of 18,000 lines from the start of the file takes 160 million steps."""
    train, valid = _rows(rng, 18_000, 10), _rows(rng, 500, 10, first=100_000)
    for_training, for_validation = _epochs(candidate, train, valid, batch_size=1000)
    _expect_rows(for_training[0], train, what="a long epoch of training")
    _expect_rows(for_validation[0], valid, what="a long epoch of validation")
