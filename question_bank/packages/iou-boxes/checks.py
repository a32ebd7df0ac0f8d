"""Checks of the pairwise IoU. The reference takes one pair at a time in plain Python floats.

Sides of about one unit and more are subtracted and multiplied in float64, right to 1e-12 of the result; 1e-6 accepts
every sensible order of operations and a guard such as 1e-9 in the union, and mistakes move entries by a hundredth and
more. float32 holds seven digits, and a side is the difference of two coordinates some ten times its size: 1e-4.
"""

from question_bank.checking import (
    Array,
    Candidate,
    expect_close,
    expect_fast,
    expect_shape,
    expect_that,
    expect_unchanged,
    np,
)

ARGUMENTS = ("boxes", "others")
TIGHT = 1e-6
LOOSE = 1e-4


def _one(box: list[float], other: list[float]) -> float:
    width = min(box[2], other[2]) - max(box[0], other[0])
    height = min(box[3], other[3]) - max(box[1], other[1])
    if width <= 0 or height <= 0:
        return 0.0
    first, second = ((b[2] - b[0]) * (b[3] - b[1]) for b in (box, other))
    return width * height / (first + second - width * height)


def _reference(boxes: Array, others: Array) -> Array:
    rows, columns = boxes.astype(np.float64).tolist(), others.astype(np.float64).tolist()
    table = [[_one(box, other) for other in columns] for box in rows]
    return np.array(table).reshape(len(rows), len(columns))


def _expect_right(
    candidate: Candidate, boxes: Array, others: Array, *, case: str = "", given: str = "", tolerance: float = TIGHT
) -> Array:
    got = candidate.call(boxes, others)
    what = f"the table of overlaps {case}".rstrip()
    array = expect_close(got, _reference(boxes, others), rtol=0.0, atol=tolerance, what=what, given=given)
    return np.asarray(array)


def _drawn(rng: np.random.Generator, n: int, size: float = 10.0) -> Array:
    """Draw boxes with sides of their own, most of which overlap some others."""
    corner = rng.uniform(-size, size, size=(n, 2)) * (1.0, 0.5)
    sides = rng.uniform(0.2 * size, 1.6 * size, size=(n, 2)) * (1.0, 0.6)
    return np.concatenate([corner, corner + sides], axis=1)


# --- visible -----------------------------------------------------------------------------------------------------


def three_pairs_by_hand(candidate: Candidate, rng: np.random.Generator) -> None:
    boxes = np.array([[0.0, 0.0, 2.0, 2.0], [1.0, 1.0, 4.0, 3.0]])
    others = np.array([[1.0, 0.0, 3.0, 2.0], [0.0, 0.0, 1.0, 4.0], [2.0, 1.0, 4.0, 2.0]])
    given = "boxes [0 0 2 2], [1 1 4 3]; others [1 0 3 2], [0 0 1 4], [2 1 4 2]"
    got = candidate.call(boxes, others)
    wanted = np.array([[1 / 3, 1 / 3, 0.0], [1 / 4, 0.0, 1 / 3]])
    expect_close(got, wanted, rtol=0.0, atol=TIGHT, what="the table of overlaps", given=given)


def a_box_with_itself(candidate: Candidate, rng: np.random.Generator) -> None:
    box = np.array([[2.0, 3.0, 6.0, 5.0]])
    others = np.array([[2.0, 3.0, 6.0, 5.0], [4.0, 3.0, 8.0, 5.0], [20.0, 3.0, 24.0, 5.0]])
    given = "box [2 3 6 5]; others: the same, moved by 2 and moved by 18 to the right"
    _expect_right(candidate, box, others, given=given)


# --- hidden ------------------------------------------------------------------------------------------------------


def agrees_with_pairs(candidate: Candidate, rng: np.random.Generator) -> None:
    for n, m in ((5, 3), (2, 7), (20, 30), (6, 6), (4, 2), (1, 4)):
        _expect_right(candidate, _drawn(rng, n), _drawn(rng, m), case="for drawn boxes")
    same = _drawn(rng, 8)
    _expect_right(candidate, same, same, case="for a set with itself")


def shape_of_the_table(candidate: Candidate, rng: np.random.Generator) -> None:
    for n, m in ((3, 5), (5, 1), (1, 5), (1, 1), (4, 4), (2, 4)):
        got = expect_shape(candidate.call(_drawn(rng, n), _drawn(rng, m)), (n, m), what="the table of overlaps")
        expect_that(got.dtype.kind == "f", "The overlaps should be floating-point numbers.")


def swapping_transposes(candidate: Candidate, rng: np.random.Generator) -> None:
    for n, m in ((4, 7), (5, 5)):
        boxes, others = _drawn(rng, n), _drawn(rng, m)
        one = _expect_right(candidate, boxes, others, case="for drawn boxes")
        other = _expect_right(candidate, others, boxes, case="after swapping the sets")
        expect_close(other.T, one, rtol=0.0, atol=TIGHT, what="the transposed table after swapping")
        order = rng.permutation(n)
        _expect_right(candidate, boxes[order], others, case="after shuffling the boxes")


def boxes_apart(candidate: Candidate, rng: np.random.Generator) -> None:
    box = np.array([[0.0, 0.0, 4.0, 3.0]])
    others = np.array(
        [
            [10.0, 10.0, 14.0, 13.0],
            [-9.0, -8.0, -5.0, -5.0],
            [-9.0, 7.0, -5.0, 9.0],
            [10.0, 0.0, 12.0, 3.0],
            [0.0, 9.0, 4.0, 11.0],
            [4.0, 0.0, 6.0, 3.0],
            [0.0, 3.0, 4.0, 5.0],
            [4.0, 3.0, 6.0, 5.0],
            [5.0, 4.0, 6.0, 5.0],
        ]
    )
    _expect_right(candidate, box, others, case="for boxes that touch or lie apart")
    _expect_right(candidate, others, box, case="for boxes that touch or lie apart")
    _expect_right(candidate, others, others, case="for boxes of which most lie apart")


def a_box_inside(candidate: Candidate, rng: np.random.Generator) -> None:
    boxes = np.array([[0.0, 0.0, 10.0, 8.0], [2.0, 3.0, 5.0, 5.0], [0.0, 0.0, 5.0, 8.0]])
    _expect_right(candidate, boxes, boxes, case="for boxes inside others")
    cross = np.array([[3.0, -5.0, 5.0, 20.0], [-5.0, 3.0, 20.0, 5.0]])
    _expect_right(candidate, boxes, cross, case="for boxes that cross")


def boxes_without_area(candidate: Candidate, rng: np.random.Generator) -> None:
    flat = np.array([[1.0, 1.0, 1.0, 1.0], [0.0, 2.0, 3.0, 2.0], [2.0, 0.0, 2.0, 4.0], [0.0, 0.0, 4.0, 4.0]])
    _expect_right(candidate, flat, flat, case="with boxes without area")
    _expect_right(candidate, flat[:1], flat[:1], case="for a point with itself")


def empty_sets(candidate: Candidate, rng: np.random.Generator) -> None:
    nothing, some = np.zeros((0, 4)), _drawn(rng, 3)
    for boxes, others in ((nothing, some), (some, nothing), (nothing, nothing)):
        _expect_right(candidate, boxes, others, case="with an empty set")


def small_boxes(candidate: Candidate, rng: np.random.Generator) -> None:
    """An area of a ten-thousandth: 1e-9 added to a union moves an overlap by 1e-5, and 1e-6 by a hundredth."""
    for scale in (0.001, 0.05):
        drawn = _drawn(rng, 6) * scale
        _expect_right(candidate, drawn, drawn[:4], case="for small boxes", tolerance=LOOSE)


def far_from_the_origin(candidate: Candidate, rng: np.random.Generator) -> None:
    """At five million float64 still holds 1e-9, and float32 only one half."""
    for moved in (5_000_000.0, -3_000_000.0, -100.0):
        boxes, others = _drawn(rng, 6) + moved, _drawn(rng, 4) + moved
        _expect_right(candidate, boxes, others, case="far from the origin")


def small_integers(candidate: Candidate, rng: np.random.Generator) -> None:
    corners = np.array([[0, 0, 20, 20], [10, 5, 30, 25], [100, 100, 250, 240], [90, 60, 200, 255], [0, 200, 40, 250]])
    for kind in (np.uint8, np.uint16, np.int16, np.int64):
        boxes = corners.astype(kind)
        _expect_right(candidate, boxes, boxes[:3], case="for whole numbers")
        _expect_right(candidate, boxes, corners[:2].astype(np.float64), case="for whole numbers and floats")
    wide = (corners * 100).astype(np.int16)
    _expect_right(candidate, wide, wide[1:], case="for whole numbers")


def single_precision(candidate: Candidate, rng: np.random.Generator) -> None:
    boxes, others = _drawn(rng, 7).astype(np.float32), _drawn(rng, 5).astype(np.float32)
    _expect_right(candidate, boxes, others, case="for float32", tolerance=LOOSE)
    # Halves at three million are exact in float32; the boxes of the other set are not.
    moved = (np.round(2 * _drawn(rng, 6)) / 2 + 3_000_000.0).astype(np.float32)
    others = _drawn(rng, 5) + 3_000_000.0
    _expect_right(candidate, moved, others, case="for float32 and float64", tolerance=LOOSE)
    _expect_right(candidate, others, moved, case="for float64 and float32", tolerance=LOOSE)


def inputs_unchanged(candidate: Candidate, rng: np.random.Generator) -> None:
    boxes, others = _drawn(rng, 4), _drawn(rng, 3)
    _expect_right(candidate, boxes, others)
    expect_unchanged(candidate, ARGUMENTS)


def _row_by_row(boxes: Array, others: Array) -> Array:
    areas = [(part[:, 2] - part[:, 0]) * (part[:, 3] - part[:, 1]) for part in (boxes, others)]
    table = np.zeros((len(boxes), len(others)))
    for row, (x1, y1, x2, y2) in enumerate(boxes):
        width = np.minimum(x2, others[:, 2]) - np.maximum(x1, others[:, 0])
        height = np.minimum(y2, others[:, 3]) - np.maximum(y1, others[:, 1])
        shared = np.maximum(width, 0) * np.maximum(height, 0)
        table[row] = shared / (areas[0][row] + areas[1] - shared)
    return table


def a_thousand_boxes(candidate: Candidate, rng: np.random.Generator) -> None:
    """Nearly two million pairs: a tenth of a second with arrays, seconds in Python."""
    args = (_drawn(rng, 1500, 50.0), _drawn(rng, 1200, 50.0))
    answer = expect_fast(candidate, args, reference=_row_by_row, times=20, floor_ms=1000, what="A large call")
    what = "the table of overlaps for a thousand boxes"
    expect_close(answer, _row_by_row(*args), rtol=0.0, atol=TIGHT, what=what)
