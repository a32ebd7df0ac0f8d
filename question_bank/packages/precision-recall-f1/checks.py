"""Checks of the classification metrics. The reference counts example by example in plain Python.

All numbers are ratios of counts below a hundred thousand and means of some dozens of those, right to 1e-14 in float64
and to 1e-6 when a result is held in float32. Mistakes move a number by a thousandth and more, except a small number
added to denominators, which is let pass where it does no harm.
"""

from question_bank.checking import (
    Array,
    Candidate,
    Mapping,
    as_array,
    describe,
    expect_close,
    expect_fast,
    expect_unchanged,
    fail,
    np,
)

ARGUMENTS = ("labels", "predictions", "n_classes", "average")
TOLERANCE = 1e-6
PARTS = ("the confusion matrix", "precision", "recall", "F1")
_AVERAGES = ("macro", "micro", "weighted", None)


def _ratio(part: float, whole: float) -> float:
    return part / whole if whole else 0.0


def _f1(precision: float, recall: float) -> float:
    return _ratio(2 * precision * recall, precision + recall)


def _reference(
    labels: Array, predictions: Array, n_classes: int, average: str | None = "macro"
) -> tuple[Array, Array, Array, Array]:
    table = [[0] * n_classes for _ in range(n_classes)]
    for true, predicted in zip(labels.tolist(), predictions.tolist(), strict=True):
        table[true][predicted] += 1
    classes = range(n_classes)
    hits = [table[c][c] for c in classes]
    support = [sum(table[c]) for c in classes]
    predicted_as = [sum(row[c] for row in table) for c in classes]
    precision = [_ratio(hits[c], predicted_as[c]) for c in classes]
    recall = [_ratio(hits[c], support[c]) for c in classes]
    f1 = [_f1(precision[c], recall[c]) for c in classes]
    if average == "micro":
        one = _ratio(sum(hits), sum(predicted_as)), _ratio(sum(hits), sum(support))
        return np.array(table), np.array(one[0]), np.array(one[1]), np.array(_f1(*one))
    numbers = [precision, recall, f1]
    if average == "macro":
        numbers = [sum(number) / n_classes for number in numbers]  # type: ignore[misc]
    if average == "weighted":
        weighted = [[s * x for s, x in zip(support, number, strict=True)] for number in numbers]
        numbers = [_ratio(sum(number), sum(support)) for number in weighted]  # type: ignore[misc]
    return np.array(table), np.array(numbers[0]), np.array(numbers[1]), np.array(numbers[2])


def _four(answer: object, *, given: str) -> list[object]:
    """Take the answer apart: a tuple or list of four, or a mapping of four in that order or under their names."""
    if isinstance(answer, (tuple, list)) and len(answer) == len(PARTS):
        return list(answer)
    if isinstance(answer, Mapping) and len(answer) == len(PARTS):
        found = {}
        for name, value in answer.items():
            for at, start in enumerate(("c", "p", "r", "f")):
                if str(name).lower().startswith(start):
                    found[at] = value
        if len(found) == len(PARTS):
            return [found[at] for at in range(len(PARTS))]
    message = "The function should return four things: the confusion matrix, precision, recall and F1."
    return fail(message, given=given, got=describe(answer))


def _compare(answer: object, wanted: tuple[Array, ...], *, case: str = "", given: str = "") -> list[object]:
    parts = _four(answer, given=given)
    for part, want, name in zip(parts, wanted, PARTS, strict=True):
        array = as_array(part, what=name, given=given)
        # A single number may come wrapped in an array of one.
        have = array.reshape(()) if want.ndim == 0 and array.size == 1 else array
        expect_close(have, want, rtol=0.0, atol=TOLERANCE, what=f"{name} {case}".rstrip(), given=given)
    return parts


def _expect_right(
    candidate: Candidate,
    labels: Array,
    predictions: Array,
    n_classes: int,
    average: str | None = "macro",
    *,
    case: str = "",
    given: str = "",
) -> list[object]:
    answer = candidate.call(labels, predictions, n_classes, average)
    wanted = _reference(labels, predictions, n_classes, average)
    text = f"{case} with average={average!r}".strip()
    return _compare(answer, wanted, case=text, given=given)


def _drawn(rng: np.random.Generator, n: int, n_classes: int) -> tuple[Array, Array]:
    """Draw classes of unequal size and predictions that lean the other way, so precision differs from recall."""
    shares = np.arange(1.0, n_classes + 1)[::-1]
    labels = rng.choice(n_classes, size=n, p=shares / shares.sum())
    other = rng.choice(n_classes, size=n, p=shares[::-1] / shares.sum())
    return labels, np.where(rng.random(n) < 0.5, labels, other)


# --- visible -----------------------------------------------------------------------------------------------------

_LABELS = np.array([0, 0, 0, 0, 1, 1, 2, 2])
_PREDICTIONS = np.array([0, 0, 0, 1, 1, 2, 1, 2])
_GIVEN = "labels [0 0 0 0 1 1 2 2], predictions [0 0 0 1 1 2 1 2], three classes"


def three_classes_by_hand(candidate: Candidate, rng: np.random.Generator) -> None:
    """Class 0 has precision 1 and recall 3/4, class 1 has 1/3 and 1/2, class 2 has 1/2 and 1/2."""
    answer = candidate.call(_LABELS, _PREDICTIONS, 3, None)
    wanted = (
        np.array([[3, 1, 0], [0, 1, 1], [0, 1, 1]]),
        np.array([1.0, 1 / 3, 0.5]),
        np.array([0.75, 0.5, 0.5]),
        np.array([6 / 7, 0.4, 0.5]),
    )
    _compare(answer, wanted, case="class by class", given=_GIVEN + ", average=None")


def macro_by_default(candidate: Candidate, rng: np.random.Generator) -> None:
    answer = candidate.call(_LABELS, _PREDICTIONS, 3)
    wanted = (
        np.array([[3, 1, 0], [0, 1, 1], [0, 1, 1]]),
        np.array(11 / 18),
        np.array(7 / 12),
        np.array((6 / 7 + 0.4 + 0.5) / 3),
    )
    _compare(answer, wanted, case="without an average being named", given=_GIVEN)


# --- hidden ------------------------------------------------------------------------------------------------------


def agrees_with_counting(candidate: Candidate, rng: np.random.Generator) -> None:
    for n, n_classes in ((30, 3), (50, 4), (80, 7)):
        labels, predictions = _drawn(rng, n, n_classes)
        for average in _AVERAGES:
            _expect_right(candidate, labels, predictions, n_classes, average)
    labels, predictions = np.array([1]), np.array([1])
    for average in _AVERAGES:
        _expect_right(candidate, labels, predictions, 2, average, case="for a single example")


def pooled_counts(candidate: Candidate, rng: np.random.Generator) -> None:
    _expect_right(candidate, _LABELS, _PREDICTIONS, 3, "micro")
    labels, predictions = _drawn(rng, 40, 5)
    _expect_right(candidate, labels, predictions, 5, "micro")
    _expect_right(candidate, labels, labels, 5, "micro", case="where all are right")


def unequal_classes(candidate: Candidate, rng: np.random.Generator) -> None:
    """Weights by true examples and by predictions are far apart here."""
    labels = np.array([0] * 12 + [1] * 3 + [2])
    predictions = np.array([0] * 4 + [1] * 3 + [2] * 5 + [1, 0, 2] + [2])
    _expect_right(candidate, labels, predictions, 3, "weighted", case="for classes of unequal size")
    _expect_right(candidate, predictions, labels, 3, "weighted", case="for classes of unequal size")


def macro_f1_is_a_mean(candidate: Candidate, rng: np.random.Generator) -> None:
    """Class 0 has precision 1 and recall 1/5, class 1 has 1/5 and 1: F1 of the means is 0.6, their mean 1/3."""
    labels = np.array([0] * 5 + [1])
    predictions = np.array([0] + [1] * 5)
    _expect_right(candidate, labels, predictions, 2, "macro", case="for classes with opposite strengths")
    _expect_right(candidate, labels, predictions, 2, "weighted", case="for classes with opposite strengths")


def two_classes(candidate: Candidate, rng: np.random.Generator) -> None:
    labels = np.array([1, 1, 1, 1, 1, 0, 0, 0])
    predictions = np.array([1, 0, 0, 0, 0, 0, 0, 1])
    for average in (None, "macro", "micro", "weighted"):
        _expect_right(candidate, labels, predictions, 2, average, case="for two classes")


def swapping_swaps(candidate: Candidate, rng: np.random.Generator) -> None:
    labels, predictions = _drawn(rng, 45, 4)
    one = _expect_right(candidate, labels, predictions, 4, None)
    other = _expect_right(candidate, predictions, labels, 4, None, case="after swapping labels and predictions")
    expect_close(
        as_array(other[0]).T, as_array(one[0]), rtol=0.0, atol=TOLERANCE, what="the transposed table after swapping"
    )
    order = rng.permutation(45)
    _expect_right(candidate, labels[order], predictions[order], 4, None, case="after shuffling the examples")


def never_predicted(candidate: Candidate, rng: np.random.Generator) -> None:
    labels, predictions = np.array([0, 0, 1, 2, 2, 2]), np.array([0, 2, 2, 2, 0, 2])
    for average in _AVERAGES:
        _expect_right(candidate, labels, predictions, 3, average, case="with a class that is never predicted")


def never_true(candidate: Candidate, rng: np.random.Generator) -> None:
    labels, predictions = np.array([0, 0, 2, 2, 2]), np.array([0, 1, 1, 2, 0])
    for average in _AVERAGES:
        _expect_right(candidate, labels, predictions, 3, average, case="with a class that is predicted but never true")


def absent_class(candidate: Candidate, rng: np.random.Generator) -> None:
    labels, predictions = np.array([1, 1, 3, 3, 3, 1]), np.array([1, 3, 3, 3, 1, 1])
    for n_classes in (4, 6):
        for average in _AVERAGES:
            _expect_right(candidate, labels, predictions, n_classes, average, case="with classes that occur nowhere")


def nothing_right(candidate: Candidate, rng: np.random.Generator) -> None:
    labels, predictions = np.array([0, 0, 1, 2]), np.array([1, 2, 2, 0])
    for average in _AVERAGES:
        _expect_right(candidate, labels, predictions, 3, average, case="where no prediction is right")


def no_examples(candidate: Candidate, rng: np.random.Generator) -> None:
    nothing = np.zeros(0, dtype=np.int64)
    for average in _AVERAGES:
        _expect_right(candidate, nothing, nothing, 3, average, case="without any examples")


def kinds_of_integers(candidate: Candidate, rng: np.random.Generator) -> None:
    """With 30 classes, labels times classes do not fit into a byte; with 800 examples, neither do the counts."""
    labels, predictions = _drawn(rng, 800, 30)
    for kind in (np.uint8, np.int8, np.int32):
        _expect_right(candidate, labels.astype(kind), predictions.astype(kind), 30, None, case="for small integers")
    # A sum of unsigned and signed 64-bit integers is a float in NumPy.
    wide = labels.astype(np.uint64)
    _expect_right(candidate, wide, predictions.astype(np.uint64), 30, None, case="for unsigned 64-bit integers")
    _expect_right(candidate, wide, predictions.astype(np.int64), 30, None, case="for two types of integers")
    labels, predictions = _drawn(rng, 900, 2)
    for kind in (np.uint8, np.int8):
        for average in _AVERAGES:
            case = "for many examples in small integers"
            _expect_right(candidate, labels.astype(kind), predictions.astype(kind), 2, average, case=case)


def inputs_unchanged(candidate: Candidate, rng: np.random.Generator) -> None:
    labels, predictions = _drawn(rng, 20, 3)
    for average in _AVERAGES:
        _expect_right(candidate, labels, predictions, 3, average)
        expect_unchanged(candidate, ARGUMENTS)


def many_examples(candidate: Candidate, rng: np.random.Generator) -> None:
    """One pass in Python takes a tenth of a second; 3600 passes take minutes."""
    labels, predictions = _drawn(rng, 100_000, 60)
    args = (labels, predictions, 60, None)
    answer = expect_fast(candidate, args, reference=_reference, times=30, floor_ms=3500, what="A large call")
    _compare(answer, _reference(*args), case="for many examples")
