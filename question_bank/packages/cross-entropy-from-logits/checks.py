"""Checks of cross-entropy from logits: a float64 reference out here, row by row, without the gradient's closed form.

Tolerances: the log-probability of a row is a difference of scores, so it is right to about eps times the largest
score, 2e-12 for scores of 1e4. The mildest mistake that matters, a small number such as 1e-12 inside the logarithm,
moves a loss of 20 by 5e-4. TIGHT leaves room on both sides. For float32, eps is 1.2e-7 and scores near 1000 are 6e-5
apart: 1e-3 there.
"""

from question_bank.checking import (
    Array,
    Candidate,
    as_array,
    as_pair,
    expect_close,
    expect_dtype_kind,
    expect_fast,
    expect_shape,
    expect_that,
    expect_unchanged,
    fail,
    np,
)

TIGHT = 1e-9
SINGLE = 1e-3
NAMES = ("loss", "gradient")
ARGUMENTS = ("logits", "labels", "ignore_index")


def _reference(logits: Array, labels: Array, ignore_index: int = -100) -> tuple[float, Array]:
    wide = logits.astype(np.float64)
    losses, gradient, kept = [], np.zeros(wide.shape), np.flatnonzero(labels != ignore_index)
    for row in kept:
        total = np.logaddexp.reduce(wide[row])
        losses.append(total - wide[row, labels[row]])
        for column in range(wide.shape[1]):
            gradient[row, column] = (np.exp(wide[row, column] - total) - (column == labels[row])) / len(kept)
    return (float(np.mean(losses)) if losses else 0.0), gradient


def _answer(answer: object, shape: tuple[int, ...], *, given: str = "") -> tuple[float, Array]:
    """Take the answer apart; a loss in an array of one number will do."""
    loss, gradient = as_pair(answer, NAMES, given=given)
    number = expect_dtype_kind(as_array(loss, what="the loss", given=given), "iuf", what="the loss", given=given)
    if number.size != 1:
        fail("The loss should be a single number.", given=given, got=f"shape {number.shape}")
    return float(number.reshape(())), expect_shape(gradient, shape, what="the gradient", given=given)


def _expect_right(
    candidate: Candidate,
    logits: Array,
    labels: Array,
    *,
    case: str = "",
    tolerance: float = TIGHT,
    given: str = "",
    **options: int,
) -> tuple[float, Array]:
    """Call with only the options that are given and compare both parts with the reference."""
    loss, gradient = _answer(candidate.call(logits, labels, **options), logits.shape, given=given)
    wanted_loss, wanted_gradient = _reference(logits, labels, **options)
    close = {"rtol": tolerance, "atol": tolerance, "given": given}
    expect_close(loss, wanted_loss, what=f"the loss {case}".rstrip(), **close)  # type: ignore[arg-type]
    expect_close(gradient, wanted_gradient, what=f"the gradient {case}".rstrip(), **close)  # type: ignore[arg-type]
    return loss, gradient


def _batch(rng: np.random.Generator, rows: int, classes: int, scale: float = 2.0) -> tuple[Array, Array]:
    return rng.normal(scale=scale, size=(rows, classes)), rng.integers(0, classes, size=rows)


# --- visible examples


def worked_example(candidate: Candidate, rng: np.random.Generator) -> None:
    """Probabilities of 1/4, 1/4, 1/2 and of 1/2, 3/8, 1/8."""
    logits = np.log(np.array([[1.0, 1.0, 2.0], [4.0, 3.0, 1.0]]))
    given = "the logarithms of [[1, 1, 2], [4, 3, 1]], labels [2, 0]"
    _expect_right(candidate, logits, np.array([2, 0]), given=given)


def equal_scores(candidate: Candidate, rng: np.random.Generator) -> None:
    given = "four rows of five equal scores, labels [0, 4, 2, 2]"
    loss, _ = _expect_right(candidate, np.full((4, 5), 0.3), np.array([0, 4, 2, 2]), given=given)
    expect_close(loss, float(np.log(5.0)), rtol=TIGHT, atol=TIGHT, what="the loss", given=given)


def shapes_of_the_answer(candidate: Candidate, rng: np.random.Generator) -> None:
    given = "logits of shape (3, 4), labels [1, 0, 3]"
    logits = np.arange(12.0).reshape(3, 4) % 5
    _, gradient = _answer(candidate.call(logits, np.array([1, 0, 3])), (3, 4), given=given)
    expect_dtype_kind(gradient, "f", what="the gradient", given=given)


# --- the main rule


def agrees_with_reference(candidate: Candidate, rng: np.random.Generator) -> None:
    for rows, classes in ((7, 4), (3, 9), (6, 2)):
        _expect_right(candidate, *_batch(rng, rows, classes))
    # The right class is the best one, the worst one, the first and the last.
    logits = np.array([[3.0, -1.0, 0.5], [3.0, -1.0, 0.5], [0.0, 1.0, 5.0], [2.0, 0.0, -4.0]])
    _expect_right(candidate, logits, np.array([0, 1, 2, 2]))


def as_many_rows_as_classes(candidate: Candidate, rng: np.random.Generator) -> None:
    """Here rows and columns can be mixed up without an error."""
    for n in (2, 4, 5):
        logits, _ = _batch(rng, n, n)
        case = "for as many rows as classes"
        _expect_right(candidate, logits, np.arange(n)[::-1].copy(), case=case)
        _expect_right(candidate, logits, np.full(n, n - 1), case=case)


def gradient_is_of_the_loss(candidate: Candidate, rng: np.random.Generator) -> None:
    """Central differences of the candidate's own loss, with and without a row that is left out.

    A step of 1e-5 costs 1e-16 / 1e-5 by rounding and 1e-10 by curvature; 1e-7 leaves room for both.
    """
    step = 1e-5
    for left_out in (False, True):
        logits, labels = _batch(rng, 4, 3)
        if left_out:
            labels[1] = -100
        _, gradient = _answer(candidate.call(logits, labels), logits.shape)
        for row, column in ((0, 0), (1, 1), (2, int(labels[2])), (3, 2)):
            ends = []
            for sign in (1.0, -1.0):
                moved = logits.copy()
                moved[row, column] += sign * step
                ends.append(_answer(candidate.call(moved, labels), logits.shape)[0])
            slope = (ends[0] - ends[1]) / (2 * step)
            what = "the gradient, held against numerical differences of the loss,"
            expect_close(float(gradient[row, column]), slope, rtol=1e-6, atol=1e-7, what=what)


def batch_repeated(candidate: Candidate, rng: np.random.Generator) -> None:
    """A batch twice over has the same loss, and each row half the say."""
    logits, labels = _batch(rng, 5, 4)
    loss, gradient = _expect_right(candidate, logits, labels)
    again, halved = _expect_right(candidate, np.tile(logits, (2, 1)), np.tile(labels, 2), case="for a batch twice over")
    expect_close(again, loss, rtol=TIGHT, atol=TIGHT, what="the loss for a batch twice over")
    expect_close(halved[:5] * 2, gradient, rtol=TIGHT, atol=TIGHT, what="the gradient for a batch twice over")
    expect_close(gradient.sum(axis=1), np.zeros(5), rtol=0, atol=TIGHT, what="the sum of each row of the gradient")


# --- rows that are left out


def rows_left_out(candidate: Candidate, rng: np.random.Generator) -> None:
    """With the default: minus one hundred, in many rows and with scores that would count for a lot."""
    logits, labels = _batch(rng, 8, 3)
    labels[[1, 2, 5, 7]] = -100
    logits[[1, 7]] *= 300.0
    case = "where rows are left out"
    loss, gradient = _expect_right(candidate, logits, labels, case=case)
    kept = labels != -100
    alone, part = _expect_right(candidate, logits[kept], labels[kept], case="for the rows that count")
    expect_close(loss, alone, rtol=TIGHT, atol=TIGHT, what=f"the loss {case}")
    expect_close(gradient[kept], part, rtol=TIGHT, atol=TIGHT, what=f"the gradient {case}")
    expect_that(gradient[~kept] == 0.0, "A row that is left out has a gradient that is not zero.")
    # One row of many that counts.
    labels[:] = -100
    labels[3] = 2
    _expect_right(candidate, logits, labels, case="where one row counts")


def another_mark(candidate: Candidate, rng: np.random.Generator) -> None:
    """Any integer can be the mark, also one that could be a class; minus one is a place from the end to NumPy."""
    for mark in (-1, 0, 2, 255):
        logits, labels = _batch(rng, 7, 4)
        labels[:] = [1, 3, mark, 1, mark, 3, 1]
        _expect_right(candidate, logits, labels, ignore_index=mark, case="with another mark for rows to leave out")
        answer = candidate.call(logits, labels, mark)
        wanted = _reference(logits, labels, mark)
        loss, gradient = _answer(answer, logits.shape)
        expect_close(loss, wanted[0], rtol=TIGHT, atol=TIGHT, what="the loss with the mark by place")
        expect_close(gradient, wanted[1], rtol=TIGHT, atol=TIGHT, what="the gradient with the mark by place")


def all_left_out(candidate: Candidate, rng: np.random.Generator) -> None:
    for rows in (1, 4):
        logits, _ = _batch(rng, rows, 3)
        _expect_right(candidate, logits, np.full(rows, -100), case="where every row is left out")
    _expect_right(candidate, logits, np.full(4, 1), ignore_index=1, case="where every row is left out")


# --- numbers


def large_scores(candidate: Candidate, rng: np.random.Generator) -> None:
    logits = np.array([[1000.0, 0.0, -1000.0], [1000.0, 0.0, -1000.0], [-800.0, -801.0, -799.5], [30.0, -10.0, -45.0]])
    for labels in ([0, 2, 1, 2], [2, 1, 0, 1]):
        _expect_right(candidate, logits, np.array(labels), case="for large scores")
    logits, labels = _batch(rng, 5, 4, scale=400.0)
    _expect_right(candidate, logits, np.array([0, 1, 2, 3, 0]), case="for large scores")


def rows_of_different_scale(candidate: Candidate, rng: np.random.Generator) -> None:
    """A row far below the others stands for itself; a constant added to a row changes nothing."""
    logits, labels = _batch(rng, 4, 3)
    far = logits + np.array([[5000.0], [0.0], [-5000.0], [800.0]])
    _expect_right(candidate, far, labels, case="for rows of very different size")


def single_precision(candidate: Candidate, rng: np.random.Generator) -> None:
    logits, labels = _batch(rng, 6, 4)
    near = logits.astype(np.float32)
    _expect_right(candidate, near, labels, case="for float32", tolerance=1e-5)
    far = (logits + 1000.0).astype(np.float32)
    _, gradient = _expect_right(candidate, far, labels, case="for large float32 scores", tolerance=SINGLE)
    expect_dtype_kind(gradient, "f", what="the gradient for float32")


def whole_numbers(candidate: Candidate, rng: np.random.Generator) -> None:
    logits = np.array([[3, 0, -2, 5], [7, 7, 1, 0], [-1, 2, 2, 2]])
    for kind in (np.int64, np.int32):
        labels = np.array([0, 2, -100]).astype(kind)
        _, gradient = _expect_right(candidate, logits.astype(kind), labels, case="for whole scores")
        expect_dtype_kind(gradient, "f", what="the gradient for whole scores")


def one_row_or_class(candidate: Candidate, rng: np.random.Generator) -> None:
    logits, labels = _batch(rng, 1, 5)
    _expect_right(candidate, logits, labels, case="for a single row")
    _expect_right(candidate, rng.normal(size=(3, 1)), np.array([0, 0, -100]), case="for a single class")


# --- what was agreed


def inputs_unchanged(candidate: Candidate, rng: np.random.Generator) -> None:
    for kind in (np.float64, np.float32):
        logits, labels = _batch(rng, 5, 3)
        labels[2] = -100
        for _ in range(2):
            _expect_right(candidate, logits.astype(kind), labels, case="of a repeated call", tolerance=1e-5)
            expect_unchanged(candidate, ARGUMENTS)


# --- cost


def _plain(logits: Array, labels: Array) -> tuple[float, Array]:
    shifted = logits - logits.max(axis=1, keepdims=True)
    weights = np.exp(shifted)
    totals = weights.sum(axis=1, keepdims=True)
    place = np.arange(len(labels))
    gradient = weights / totals
    gradient[place, labels] -= 1.0
    return float((np.log(totals[:, 0]) - shifted[place, labels]).mean()), gradient / len(labels)


def many_classes(candidate: Candidate, rng: np.random.Generator) -> None:
    """Nearly a million scores: a loop over rows costs a twentieth of the floor, square tables the double."""
    logits, labels = _batch(rng, 500, 1800)
    answer = expect_fast(
        candidate, (logits, labels), reference=_plain, times=40.0, floor_ms=2000.0, what="A batch of many classes"
    )
    loss, gradient = _answer(answer, logits.shape)
    wanted_loss, wanted_gradient = _plain(logits, labels)
    expect_close(loss, wanted_loss, rtol=TIGHT, atol=TIGHT, what="the loss for many classes")
    expect_close(gradient, wanted_gradient, rtol=TIGHT, atol=1e-12, what="the gradient for many classes")
