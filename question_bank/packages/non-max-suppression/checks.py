"""Checks of non-maximum suppression. The reference compares box by box in plain Python floats.

Answers are indices, right or wrong, so inputs must leave no doubt: drawn boxes are used only when no overlap of two
comes within `margin` of the threshold (rounding moves an overlap by about 1e-15 in float64 and 1e-6 in float32), and
scores are all different. Where an overlap equals the threshold, all areas and quotients are exact in binary.
"""

from question_bank.checking import (
    Array,
    Candidate,
    expect_equal,
    expect_fast,
    expect_shape,
    expect_that,
    expect_unchanged,
    np,
)

ARGUMENTS = ("boxes", "scores", "iou_threshold", "classes")


def _overlap(one: list[float], other: list[float]) -> float:
    width = min(one[2], other[2]) - max(one[0], other[0])
    height = min(one[3], other[3]) - max(one[1], other[1])
    shared = width * height if width > 0 and height > 0 else 0.0
    areas = [(box[2] - box[0]) * (box[3] - box[1]) for box in (one, other)]
    union = sum(areas) - shared
    return shared / union if union > 0 else 0.0


def _reference(boxes: Array, scores: Array, iou_threshold: float = 0.5, classes: Array | None = None) -> Array:
    rows = boxes.astype(np.float64).tolist()
    kinds = [0] * len(rows) if classes is None else classes.tolist()
    kept: list[int] = []
    for place in sorted(range(len(rows)), key=lambda place: (-float(scores[place]), place)):
        rivals = (other for other in kept if kinds[other] == kinds[place])
        if all(_overlap(rows[place], rows[other]) <= iou_threshold for other in rivals):
            kept.append(place)
    return np.array(kept, dtype=np.int64)


def _drawn(rng: np.random.Generator, n: int, threshold: float, size: float = 10.0, margin: float = 1e-4) -> Array:
    """Draw boxes that overlap a lot and sides that differ, none of whose overlaps is near the threshold."""
    kept: list[list[float]] = []
    while len(kept) < n:
        x, y = rng.uniform(0, 1.5 * size, size=2) * (1.0, 0.5)
        w, h = rng.uniform(0.3 * size, size, size=2) * (1.5, 0.7)
        box = np.round([x, y, x + w, y + h], 3).tolist()
        if all(abs(_overlap(box, other) - threshold) > margin for other in kept):
            kept.append(box)
    return np.array(kept)


def _expect_kept(
    candidate: Candidate,
    boxes: Array,
    scores: Array,
    iou_threshold: float | None = None,
    classes: Array | None = None,
    *,
    case: str = "",
    given: str = "",
) -> None:
    if iou_threshold is None and classes is not None:
        answer = candidate.call(boxes, scores, classes=classes)
    else:
        last = [iou_threshold, classes][: 0 if iou_threshold is None else 1 if classes is None else 2]
        answer = candidate.call(boxes, scores, *last)
    wanted = _reference(boxes, scores, 0.5 if iou_threshold is None else iou_threshold, classes)
    what = f"the indices that stay {case}".rstrip()
    array = expect_shape(answer, (None,), what=what, given=given)
    expect_that(array.dtype.kind in "iu" or not array.size, "The indices should be integers.", given=given, got=array)
    expect_equal(array, wanted, what=what, given=given)


# --- visible -----------------------------------------------------------------------------------------------------


def two_of_three(candidate: Candidate, rng: np.random.Generator) -> None:
    boxes = np.array([[0.0, 0.0, 10.0, 10.0], [1.0, 1.0, 10.0, 10.0], [20.0, 20.0, 30.0, 30.0]])
    given = "boxes [0 0 10 10], [1 1 10 10], [20 20 30 30] with scores 0.6, 0.9, 0.7"
    _expect_kept(candidate, boxes, np.array([0.6, 0.9, 0.7]), given=given)


def order_of_the_answer(candidate: Candidate, rng: np.random.Generator) -> None:
    boxes = np.array([[0.0, 0.0, 1.0, 2.0], [5.0, 0.0, 6.0, 2.0], [10.0, 0.0, 11.0, 2.0], [15.0, 0.0, 16.0, 2.0]])
    given = "four boxes far apart with scores 0.3, 0.9, 0.1, 0.5"
    _expect_kept(candidate, boxes, np.array([0.3, 0.9, 0.1, 0.5]), given=given)


# --- hidden ------------------------------------------------------------------------------------------------------


def agrees_with_reference(candidate: Candidate, rng: np.random.Generator) -> None:
    for n, threshold in ((12, 0.5), (25, 0.3), (40, 0.6), (30, 0.45)):
        boxes = _drawn(rng, n, threshold)
        _expect_kept(candidate, boxes, rng.permutation(n) / n, threshold, case="for drawn boxes")
        _expect_kept(candidate, boxes - 40.0, rng.permutation(n) - n / 2, threshold, case="for moved boxes")


def a_chain(candidate: Candidate, rng: np.random.Generator) -> None:
    """Neighbours overlap by 6/14, those two steps apart by 2/18."""
    boxes = np.array([[4.0 * step, 0.0, 4.0 * step + 10.0, 5.0] for step in range(5)])
    for scores in ([0.9, 0.8, 0.7, 0.6, 0.5], [0.5, 0.6, 0.7, 0.8, 0.9], [0.5, 0.9, 0.8, 0.7, 0.6]):
        _expect_kept(candidate, boxes, np.array(scores), 0.4, case="for boxes in a row")
        _expect_kept(candidate, boxes[:, [1, 0, 3, 2]], np.array(scores), 0.4, case="for boxes in a column")


def exactly_at_the_threshold(candidate: Candidate, rng: np.random.Generator) -> None:
    case = "where an overlap equals the threshold"
    boxes = np.array([[0.0, 0.0, 2.0, 1.0], [0.0, 0.0, 1.0, 1.0], [0.0, 0.0, 0.5, 1.0]])
    scores = np.array([0.9, 0.8, 0.7])
    for threshold in (0.5, 0.25):
        _expect_kept(candidate, boxes, scores, threshold, case=case)
    _expect_kept(candidate, boxes, scores, case=case + ", which is not given")
    _expect_kept(candidate, boxes[[0, 0, 1, 1]], np.array([0.1, 0.2, 0.3, 0.4]), 1.0, case="for a threshold of one")


def other_thresholds(candidate: Candidate, rng: np.random.Generator) -> None:
    for threshold in (0.05, 0.2, 0.7, 0.9, 1.0):
        boxes = _drawn(rng, 20, threshold)
        _expect_kept(candidate, boxes, rng.permutation(20) / 20, threshold, case="for another threshold")
    boxes = np.array([[0.0, 0.0, 4.0, 4.0], [3.0, 3.0, 7.0, 7.0], [4.0, 0.0, 8.0, 3.0], [20.0, 0.0, 24.0, 4.0]])
    _expect_kept(candidate, boxes, np.array([4, 3, 2, 1]) / 5, 0.0, case="for a threshold of zero")


def equal_scores(candidate: Candidate, rng: np.random.Generator) -> None:
    case = "where scores are equal"
    boxes = np.array([[0.0, 0.0, 10.0, 10.0], [1.0, 0.0, 10.0, 10.0], [0.0, 1.0, 10.0, 10.0], [30.0, 0.0, 40.0, 5.0]])
    for scores in ([0.5, 0.5, 0.5, 0.5], [0.2, 0.5, 0.5, 0.2], [0.5, 0.2, 0.5, 0.5]):
        _expect_kept(candidate, boxes, np.array(scores), case=case)
    n = 40
    boxes = np.array([[5.0 * place, 0.0, 5.0 * place + 3.0, 7.0] for place in range(n)])
    _expect_kept(candidate, boxes, rng.integers(0, 4, size=n) / 4, case=case)
    _expect_kept(candidate, boxes[: n // 2].repeat(2, axis=0), np.full(n, 0.25), case=case + ", boxes too")


def boxes_apart(candidate: Candidate, rng: np.random.Generator) -> None:
    case = "for boxes that do not overlap"
    boxes = np.array([[0.0, 0.0, 2.0, 2.0], [10.0, 9.0, 12.0, 11.0], [10.0, 0.0, 12.0, 2.0], [-9.0, 8.0, -7.0, 10.0]])
    for threshold in (0.0, 0.1, 0.5):
        _expect_kept(candidate, boxes, np.array([0.9, 0.8, 0.7, 0.6]), threshold, case=case)
    touching = np.array([[0.0, 0.0, 2.0, 2.0], [2.0, 0.0, 4.0, 2.0], [0.0, 2.0, 2.0, 4.0], [2.0, 2.0, 4.0, 4.0]])
    _expect_kept(candidate, touching, np.array([0.9, 0.8, 0.7, 0.6]), 0.0, case="for boxes that touch")


def a_box_inside(candidate: Candidate, rng: np.random.Generator) -> None:
    """Over the smaller area it would be 1, over the larger one 0.36, over the sum of the areas 0.27."""
    boxes = np.array([[0.0, 0.0, 10.0, 10.0], [2.0, 2.0, 8.0, 8.0], [20.0, 0.0, 30.0, 10.0], [24.0, 0.0, 34.0, 10.0]])
    scores = np.array([0.9, 0.8, 0.7, 0.6])
    for threshold in (0.3, 0.4, 0.5):
        _expect_kept(candidate, boxes, scores, threshold, case="for a box inside another")


def small_boxes(candidate: Candidate, rng: np.random.Generator) -> None:
    """A plus one on the sides lifts an overlap from a third to more than a half."""
    boxes = np.array([[0.0, 0.0, 1.0, 1.0], [0.5, 0.0, 1.5, 1.0], [0.1, 0.0, 1.1, 1.0]])
    _expect_kept(candidate, boxes, np.array([0.9, 0.8, 0.7]), 0.45, case="for boxes of about one unit")
    # A small number added to the union, 1e-9 or so, does no harm here.
    for scale in (0.1, 1e4):
        drawn = _drawn(rng, 15, 0.5, margin=1e-2)
        _expect_kept(candidate, drawn * scale, rng.permutation(15) / 15, 0.5, case="for boxes on another scale")
    # Overlap 0.6; 1e-6 added to the union makes it one half.
    boxes = np.array([[0.0, 0.0, 0.002, 0.002], [0.0005, 0.0, 0.0025, 0.002]])
    _expect_kept(candidate, boxes, np.array([0.4, 0.7]), 0.55, case="for boxes in small fractions of the image")


def far_from_the_origin(candidate: Candidate, rng: np.random.Generator) -> None:
    """At five million float64 still holds 1e-9, and float32 only one half."""
    for moved in (5_000_000.0, -3_000_000.0):
        boxes = _drawn(rng, 25, 0.5, size=2.0, margin=1e-3) + moved
        _expect_kept(candidate, boxes, rng.permutation(25) / 25, 0.5, case="far from the origin")
    # Overlap 2 / 3; float32 rounds the second box to the place of the first or half a unit away.
    boxes = np.array([[0.0, 0.0, 1.0, 1.0], [0.2, 0.0, 1.2, 1.0], [0.4, 0.0, 1.4, 1.0]]) + 5_000_000.0
    _expect_kept(candidate, boxes, np.array([0.5, 0.9, 0.7]), 0.7, case="far from the origin")


def close_scores(candidate: Candidate, rng: np.random.Generator) -> None:
    """Scores that float32 cannot tell apart are no ties."""
    boxes = _drawn(rng, 20, 0.5)
    _expect_kept(candidate, boxes, 0.5 + rng.permutation(20) * 1e-10, 0.5, case="where scores differ by very little")
    scores = -1e6 - rng.permutation(20) * 1e-3
    _expect_kept(candidate, boxes, scores, 0.5, case="where scores differ by very little")


def classes_do_not_mix(candidate: Candidate, rng: np.random.Generator) -> None:
    case = "with classes"
    boxes = np.array([[0.0, 0.0, 10.0, 10.0], [0.0, 0.0, 10.0, 10.0], [0.0, 1.0, 10.0, 10.0], [1.0, 0.0, 10.0, 10.0]])
    scores = np.array([0.6, 0.9, 0.8, 0.7])
    for classes in ([0, 1, 0, 1], [3, 3, 3, 3], [5, 7000, -1, 7000]):
        _expect_kept(candidate, boxes, scores, 0.5, np.array(classes), case=case)
    for names in ([0, 1, 2], [-4, 9, 1000]):
        drawn = _drawn(rng, 30, 0.4)
        classes = rng.choice(names, size=30)
        _expect_kept(candidate, drawn, rng.permutation(30) / 30, 0.4, classes, case=case)
    drawn = _drawn(rng, 20, 0.5)
    _expect_kept(candidate, drawn, rng.permutation(20) / 20, None, rng.integers(0, 2, size=20), case=case)


def classes_and_negative_coordinates(candidate: Candidate, rng: np.random.Generator) -> None:
    """A shift by the largest coordinate is no shift when that is zero or below, or too short for a wide picture."""
    case = "with classes and negative coordinates"
    for moved in (-50.0, -17.5, -5.0):
        boxes = _drawn(rng, 24, 0.4) + moved
        _expect_kept(candidate, boxes, rng.permutation(24) / 24, 0.4, rng.integers(0, 4, size=24), case=case)
    boxes = np.array([[-10.0, -10.0, -1.0, -1.0], [-10.0, -10.0, -1.0, -1.0], [-30.0, -10.0, -21.0, -1.0]])
    _expect_kept(candidate, boxes, np.array([0.9, 0.8, 0.7]), 0.5, np.array([0, 1, 2]), case=case)


def boxes_without_area(candidate: Candidate, rng: np.random.Generator) -> None:
    case = "with boxes without area"
    boxes = np.array(
        [[2.0, 2.0, 2.0, 2.0], [2.0, 2.0, 2.0, 2.0], [0.0, 0.0, 4.0, 4.0], [1.0, 1.0, 1.0, 3.0], [1.0, 1.0, 1.0, 3.0]]
    )
    for scores in ([0.9, 0.8, 0.7, 0.6, 0.5], [0.5, 0.6, 0.7, 0.8, 0.9]):
        for threshold in (0.5, 0.0):
            _expect_kept(candidate, boxes, np.array(scores), threshold, case=case)


def no_boxes(candidate: Candidate, rng: np.random.Generator) -> None:
    nothing = np.zeros((0, 4))
    _expect_kept(candidate, nothing, np.zeros(0), case="without boxes")
    _expect_kept(candidate, nothing, np.zeros(0), 0.3, np.zeros(0, dtype=np.int64), case="without boxes")
    one = np.array([[1.0, 2.0, 3.0, 5.0]])
    _expect_kept(candidate, one, np.array([0.2]), case="for a single box")
    _expect_kept(candidate, one, np.array([0.0]), 0.3, np.array([2]), case="for a single box")


def small_integers(candidate: Candidate, rng: np.random.Generator) -> None:
    """Areas near ninety thousand; differences of unsigned numbers that would be below zero."""
    corners = [[0, 0, 300, 300], [20, 10, 310, 300], [200, 0, 500, 280], [400, 400, 640, 480], [410, 395, 640, 480]]
    for kind in (np.int16, np.uint16, np.int64):
        boxes = np.array(corners, dtype=kind)
        _expect_kept(candidate, boxes, np.array([0.5, 0.8, 0.6, 0.3, 0.4]), 0.5, case="for whole numbers")
    boxes = np.array([[0, 0, 20, 20], [100, 100, 120, 120], [2, 0, 20, 20], [200, 5, 255, 50]], dtype=np.uint8)
    _expect_kept(candidate, boxes, np.array([7, 9, 8, 1]), 0.5, case="for bytes and whole numbers as scores")
    _expect_kept(candidate, boxes, np.array([7, 0, 255, 1], dtype=np.uint8), 0.5, case="for bytes as scores")


def single_precision(candidate: Candidate, rng: np.random.Generator) -> None:
    boxes = _drawn(rng, 30, 0.5, margin=1e-2).astype(np.float32)
    scores = (rng.permutation(30) / 32).astype(np.float32)
    _expect_kept(candidate, boxes, scores, 0.5, case="for float32")
    _expect_kept(candidate, boxes, scores, 0.5, rng.integers(0, 3, size=30), case="for float32 with classes")


def inputs_unchanged(candidate: Candidate, rng: np.random.Generator) -> None:
    boxes, scores, classes = _drawn(rng, 15, 0.5), rng.permutation(15) / 15, rng.integers(0, 2, size=15)
    _expect_kept(candidate, boxes, scores, 0.5)
    expect_unchanged(candidate, ARGUMENTS)
    _expect_kept(candidate, boxes, scores, 0.5, classes)
    expect_unchanged(candidate, ARGUMENTS)


def _greedy(boxes: Array, scores: Array, iou_threshold: float) -> Array:
    """Do what is fair to expect: one pass of arrays for each box that stays."""
    areas = (boxes[:, 2] - boxes[:, 0]) * (boxes[:, 3] - boxes[:, 1])
    order, kept = np.argsort(-scores, kind="stable"), []
    while order.size:
        best, order = order[0], order[1:]
        kept.append(best)
        low, high = np.maximum(boxes[best, :2], boxes[order, :2]), np.minimum(boxes[best, 2:], boxes[order, 2:])
        shared = np.clip(high - low, 0, None).prod(axis=1)
        order = order[shared <= iou_threshold * (areas[best] + areas[order] - shared)]
    return np.array(kept)


def many_boxes(candidate: Candidate, rng: np.random.Generator) -> None:
    """Boxes on a grid that overlap by a quarter at most, so nearly all pairs have to be compared.

    A pass of arrays for each box takes a tenth of a second in all; two million pairs in Python take many seconds.
    """
    n = 2000
    column, row = np.arange(n) % 50, np.arange(n) // 50
    boxes = np.stack([column * 8.0, row * 8.0, column * 8.0 + 10.0, row * 8.0 + 10.0], axis=1)
    boxes[::7, 2:] -= 0.25
    boxes = np.concatenate([boxes, boxes[:40] + 0.5])
    scores = rng.permutation(n + 40) / n
    answer = expect_fast(
        candidate, (boxes, scores, 0.5), reference=_greedy, times=12, floor_ms=1200, what="A large call"
    )
    got = expect_shape(answer, (None,), what="the indices that stay of many boxes")
    expect_equal(got, _greedy(boxes, scores, 0.5), what="the indices that stay of many boxes")
