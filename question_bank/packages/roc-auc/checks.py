"""Checks of the area under the ROC curve. The reference counts all pairs in whole numbers.

Twice the number of pairs won is a whole number, so the reference is exact up to one division. Trapezoids add some
hundred terms of at most one, so any sensible method is right to 1e-13 in float64; a result rounded to float32 is off by
6e-8 at most. 1e-7 accepts both. With at most 120 examples one pair counts 1/3600 or more, so no mistake hides below it.
"""

import math

from question_bank.checking import (
    Array,
    Candidate,
    as_array,
    expect_close,
    expect_fast,
    expect_that,
    expect_unchanged,
    fail,
    np,
)

ARGUMENTS = ("labels", "scores")
TOLERANCE = 1e-7


def _reference(labels: Array, scores: Array) -> float:
    """Count pairs one by one, without any arithmetic on the scores."""
    positives = [score for label, score in zip(labels.tolist(), scores.tolist(), strict=True) if label == 1]
    negatives = [score for label, score in zip(labels.tolist(), scores.tolist(), strict=True) if label == 0]
    twice = sum(2 * (p > n) + (p == n) for p in positives for n in negatives)
    return twice / (2 * len(positives) * len(negatives))


def _sorted_reference(labels: Array, scores: Array) -> float:
    """Count, for each positive, the negatives below it and half of those beside it, by binary search."""
    negatives = np.sort(scores[labels == 0])
    positives = scores[labels == 1]
    below = np.searchsorted(negatives, positives, side="left").sum()
    up_to = np.searchsorted(negatives, positives, side="right").sum()
    return float(below + up_to) / (2.0 * len(positives) * len(negatives))


def _number(answer: object, *, given: str = "") -> float:
    """Take one number, in whatever wrapping."""
    array = as_array(answer, what="the area", given=given)
    if array.size != 1 or array.dtype.kind not in "fiu":
        fail("The area should be one number.", given=given)
    return float(array.reshape(()))


def _expect_area(candidate: Candidate, labels: Array, scores: Array, *, case: str = "", given: str = "") -> float:
    got = _number(candidate.call(labels, scores), given=given)
    what = f"the area {case}".rstrip()
    expect_close(got, _reference(labels, scores), rtol=0.0, atol=TOLERANCE, what=what, given=given)
    return got


def _drawn(rng: np.random.Generator, n: int, share: float, levels: int = 0) -> tuple[Array, Array]:
    """Draw labels of both classes and scores that follow them a little; `levels` different ones, or all different."""
    labels = (rng.random(n) < share).astype(np.int64)
    labels[:2] = [0, 1]
    scores = rng.standard_normal(n) + 0.8 * labels
    if levels:
        scores = np.floor(scores * levels / 4) / 8
    order = rng.permutation(n)
    return labels[order], scores[order]


# --- visible -----------------------------------------------------------------------------------------------------


def by_hand(candidate: Candidate, rng: np.random.Generator) -> None:
    labels, scores = np.array([0, 0, 1, 1]), np.array([0.1, 0.4, 0.35, 0.8])
    _expect_area(candidate, labels, scores, given="labels [0 0 1 1], scores [0.1 0.4 0.35 0.8]: three of four pairs")
    labels, scores = np.array([1, 0, 1, 0, 0]), np.array([0.9, 0.8, 0.3, 0.2, 0.7])
    _expect_area(candidate, labels, scores, given="labels [1 0 1 0 0], scores [0.9 0.8 0.3 0.2 0.7]: four of six pairs")


def right_and_wrong_order(candidate: Candidate, rng: np.random.Generator) -> None:
    labels, scores = np.array([1, 0, 1, 0, 0]), np.array([0.9, 0.2, 0.8, 0.1, 0.3])
    _expect_area(candidate, labels, scores, given="every positive above every negative")
    _expect_area(candidate, 1 - labels, scores, given="every positive below every negative")


# --- hidden ------------------------------------------------------------------------------------------------------


def agrees_with_pairs(candidate: Candidate, rng: np.random.Generator) -> None:
    for n, share in ((11, 0.5), (40, 0.3), (60, 0.7), (120, 0.5)):
        _expect_area(candidate, *_drawn(rng, n, share), case="for scores that all differ")
    for n, share, levels in ((30, 0.4, 3), (80, 0.6, 6), (100, 0.3, 20)):
        _expect_area(candidate, *_drawn(rng, n, share, levels), case="for scores of which some are equal")


def tied_scores(candidate: Candidate, rng: np.random.Generator) -> None:
    """In each input order, since a sort that keeps the order may hide the mistake in one of them."""
    case = "where positives and negatives share scores"
    for labels, scores in (
        ([1, 0], [0.3, 0.3]),
        ([0, 1], [0.3, 0.3]),
        ([0, 1, 1, 0, 1], [0.5, 0.5, 0.7, 0.2, 0.2]),
        ([1, 1, 0, 0, 0, 1], [0.5, 0.5, 0.5, 0.5, 0.9, 0.1]),
        ([0, 0, 0, 1, 1, 1, 1], [0.5, 0.5, 0.1, 0.5, 0.1, 0.1, 0.9]),
    ):
        for turn in (1, -1):
            _expect_area(candidate, np.array(labels[::turn]), np.array(scores[::turn]), case=case)


def all_scores_equal(candidate: Candidate, rng: np.random.Generator) -> None:
    for labels in ([1, 1, 0, 0, 0], [0, 0, 0, 1, 1], [0, 1, 0, 1, 1, 1]):
        for score in (0.5, 0.0, -3.0):
            _expect_area(candidate, np.array(labels), np.full(len(labels), score), case="where all scores are equal")


def _expect_nan(candidate: Candidate, labels: Array, scores: Array, message: str) -> None:
    expect_that(math.isnan(_number(candidate.call(labels, scores))), message)


def one_class(candidate: Candidate, rng: np.random.Generator) -> None:
    message = "Without examples of both classes the area should be NaN."
    for n in (1, 5):
        scores = rng.random(n)
        _expect_nan(candidate, np.ones(n, dtype=np.int64), scores, message)
        _expect_nan(candidate, np.zeros(n, dtype=np.int64), scores, message)
    _expect_nan(candidate, np.zeros(4, dtype=bool), np.array([0.5, 0.5, 0.2, 0.2]), message)
    _expect_nan(candidate, np.ones(4, dtype=bool), np.array([0.5, 0.5, 0.2, 0.2]), message)


def empty_input(candidate: Candidate, rng: np.random.Generator) -> None:
    message = "Without any examples the area should be NaN."
    _expect_nan(candidate, np.zeros(0, dtype=np.int64), np.zeros(0), message)


def unbalanced(candidate: Candidate, rng: np.random.Generator) -> None:
    scores = rng.permutation(60) / 7
    for place in (0, 17, 59):
        labels = np.zeros(60, dtype=np.int64)
        labels[place] = 1
        _expect_area(candidate, labels, scores, case="with a single positive")
        _expect_area(candidate, 1 - labels, scores, case="with a single negative")


def below_one_half(candidate: Candidate, rng: np.random.Generator) -> None:
    """Negated scores turn every pair round, and ties stay ties."""
    labels, scores = _drawn(rng, 70, 0.4, 8)
    before = _expect_area(candidate, labels, scores, case="before the scores are negated")
    after = _expect_area(candidate, labels, -scores, case="after the scores are negated")
    expect_close(before + after, 1.0, rtol=0.0, atol=2 * TOLERANCE, what="the sum of the areas for scores and -scores")
    _expect_area(candidate, np.array([1, 1, 0, 0, 1]), np.array([0.1, 0.2, 0.3, 0.15, 0.25]), case="below one half")


def order_does_not_matter(candidate: Candidate, rng: np.random.Generator) -> None:
    labels, scores = _drawn(rng, 50, 0.5, 5)
    for order in (rng.permutation(50), np.argsort(labels, kind="stable"), np.argsort(-labels, kind="stable")):
        _expect_area(candidate, labels[order], scores[order], case="for the same examples in another order")


def any_scale(candidate: Candidate, rng: np.random.Generator) -> None:
    labels, scores = _drawn(rng, 60, 0.5, 16)
    for moved in (scores * 40, scores * 1e-9, scores - 1000.0, scores * 1e200, np.exp(scores)):
        _expect_area(candidate, labels, moved, case="for scores on another scale")


def nearly_equal_scores(candidate: Candidate, rng: np.random.Generator) -> None:
    """Neighbouring numbers are different scores: one in a million million apart, and beside a large offset."""
    labels = np.array([1, 0, 1, 0, 1, 0, 0, 1])
    steps = np.array([7, 6, 5, 5, 3, 2, 4, 1])
    case = "for scores that differ very little"
    for scores in (0.5 + steps * 1e-12, 1e9 + steps * 1e-6, steps * 1e-300):
        _expect_area(candidate, labels, scores, case=case)
    single = (np.float32(1.0) + steps.astype(np.float32) * np.float32(2.0**-22)).astype(np.float32)
    _expect_area(candidate, labels, single, case=case + " in float32")


def whole_number_scores(candidate: Candidate, rng: np.random.Generator) -> None:
    labels = np.array([1, 0, 0, 1, 0, 1, 1, 0])
    case = "for whole numbers as scores"
    # Negating leaves the smallest of a type where it was, so no negative may balance the positive there.
    points = np.array([0, 255, 3, 128, 100, 200, 3, 7])
    for dtype in (np.uint8, np.int64, np.uint16):
        _expect_area(candidate, labels, points.astype(dtype), case=case)
    signed = np.array([-128, 127, 100, -100, 5, 120, 5, -127], dtype=np.int8)
    _expect_area(candidate, labels, signed, case=case)


def kinds_of_labels(candidate: Candidate, rng: np.random.Generator) -> None:
    """With three hundred positives and more a count in a byte wraps around."""
    scores = np.round(rng.standard_normal(700), 1)
    labels = rng.random(700) < 0.6
    wanted = _reference(labels.astype(np.int64), scores)
    for dtype in (bool, np.uint8, np.int8, np.int64):
        got = _number(candidate.call(labels.astype(dtype), scores))
        what = f"the area for labels of type {np.dtype(dtype)}"
        # 700 steps of a sum, and pairs of 1/120,000: the tolerance still tells them apart.
        expect_close(got, wanted, rtol=0.0, atol=TOLERANCE, what=what)


def inputs_unchanged(candidate: Candidate, rng: np.random.Generator) -> None:
    labels, scores = _drawn(rng, 30, 0.5, 5)
    for kind in (np.int64, bool):
        _expect_area(candidate, labels.astype(kind), scores)
        expect_unchanged(candidate, ARGUMENTS)


def many_examples(candidate: Candidate, rng: np.random.Generator) -> None:
    """Sorting takes some thirty milliseconds, a Python loop over sorted examples some hundred.

    All pairs are 22 billion, too many for a loop over the positives alone as well, and so are fifty thousand thresholds
    times all examples. A running sum of so many trapezoids is right to 1e-11; one pair counts 4e-11, so the mean of
    many is what shows.
    """
    n = 300_000
    labels = (rng.random(n) < 0.5).astype(np.int64)
    scores = np.round(rng.standard_normal(n) + labels, 4)
    answer = expect_fast(
        candidate, (labels, scores), reference=_sorted_reference, times=60, floor_ms=2500, what="A large call"
    )
    expect_close(
        _number(answer), _sorted_reference(labels, scores), rtol=0.0, atol=TOLERANCE, what="the area for many examples"
    )
