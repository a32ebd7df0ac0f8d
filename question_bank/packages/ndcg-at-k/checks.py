"""Checks of NDCG at k. The reference ranks and sums item by item in plain Python.

Sums of positive terms are right to 1e-12, and to 1e-6 when the result is held in float32. Conventions differ by a
hundredth and more on the inputs here, which all have grades above one, ties or better items further down.
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

ARGUMENTS = ("relevance", "scores", "k")
TOLERANCE = 1e-6


def _sum(grades: list[int], k: int) -> float:
    return math.fsum((2.0**grade - 1.0) / math.log2(place + 2) for place, grade in enumerate(grades[:k]))


def _reference(relevance: Array, scores: Array, k: int = 10) -> float:
    grades = [int(grade) for grade in relevance]
    order = sorted(range(len(grades)), key=lambda place: (-float(scores[place]), place))
    best = _sum(sorted(grades, reverse=True), k)
    return _sum([grades[place] for place in order], k) / best if best else 0.0


def _number(answer: object, *, given: str = "") -> float:
    array = as_array(answer, what="the result", given=given)
    if array.size != 1 or array.dtype.kind not in "fiu":
        fail("The result should be one number.", given=given)
    return float(array.reshape(()))


def _expect_right(
    candidate: Candidate,
    relevance: Array,
    scores: Array,
    k: int | None = None,
    *,
    case: str = "",
    given: str = "",
) -> float:
    got = _number(candidate.call(relevance, scores, *([] if k is None else [k])), given=given)
    wanted = _reference(relevance, scores, *([] if k is None else [k]))
    what = f"the result {case}".rstrip()
    expect_close(got, wanted, rtol=0.0, atol=TOLERANCE, what=what, given=given)
    return got


# --- visible -----------------------------------------------------------------------------------------------------


def six_items_by_hand(candidate: Candidate, rng: np.random.Generator) -> None:
    """In the order of the scores the grades are 3, 2, 3, 0, 1, 2; the best order is 3, 3, 2, 2, 1, 0."""
    relevance, scores = np.array([2, 0, 3, 1, 2, 3]), np.array([0.1, 0.4, 0.9, 0.2, 0.8, 0.5])
    given = "grades [2 0 3 1 2 3], scores [0.1 0.4 0.9 0.2 0.8 0.5]"
    for k in (6, 3):
        _expect_right(candidate, relevance, scores, k, given=f"{given}, k = {k}")


def best_and_reversed_order(candidate: Candidate, rng: np.random.Generator) -> None:
    relevance = np.array([3, 2, 1, 0])
    _expect_right(candidate, relevance, np.array([4.0, 3.0, 2.0, 1.0]), 4, given="grades [3 2 1 0] in the best order")
    _expect_right(candidate, relevance, np.array([1.0, 2.0, 3.0, 4.0]), 4, given="grades [3 2 1 0] turned round")


# --- hidden ------------------------------------------------------------------------------------------------------


def agrees_with_reference(candidate: Candidate, rng: np.random.Generator) -> None:
    for n, k in ((8, 5), (15, 10), (30, 7), (40, 25), (12, 12)):
        relevance = rng.integers(0, 5, size=n)
        scores = rng.standard_normal(n) + 0.3 * relevance
        _expect_right(candidate, relevance, scores, k, case="for drawn grades")
        order = rng.permutation(n)
        _expect_right(candidate, relevance[order], scores[order], k, case="for the same items in another order")


def best_item_outside(candidate: Candidate, rng: np.random.Generator) -> None:
    case = "where a better item is not among the first k"
    relevance, scores = np.array([1, 1, 1, 3, 0, 2]), np.array([9.0, 8.0, 7.0, 2.0, 1.0, 3.0])
    for k in (1, 2, 3, 4):
        _expect_right(candidate, relevance, scores, k, case=case)
    _expect_right(candidate, np.array([0, 0, 4, 4]), np.array([4.0, 3.0, 2.0, 1.0]), 2, case=case)


def grades_above_one(candidate: Candidate, rng: np.random.Generator) -> None:
    case = "for high grades"
    scores = np.array([5.0, 4.0, 3.0, 2.0, 1.0])
    for grades in ([0, 5, 1, 2, 2], [2, 3, 4, 1, 0], [1, 10, 3, 0, 7], [0, 2, 20, 19, 0]):
        _expect_right(candidate, np.array(grades), scores, 4, case=case)


def one_relevant_item(candidate: Candidate, rng: np.random.Generator) -> None:
    """The result is then the discount itself."""
    for place in range(7):
        relevance = np.zeros(7, dtype=np.int64)
        relevance[place] = 1
        _expect_right(candidate, relevance, -np.arange(7.0), 7, case="with a single relevant item")
        _expect_right(candidate, relevance, -np.arange(7.0), 4, case="with a single relevant item")


def every_k(candidate: Candidate, rng: np.random.Generator) -> None:
    relevance, scores = rng.integers(0, 4, size=14), rng.permutation(14) / 3
    relevance[:2] = [3, 1]
    for k in (1, 2, 3, 7, 11, 13, 14):
        _expect_right(candidate, relevance, scores, k, case="for another k")


def ten_by_default(candidate: Candidate, rng: np.random.Generator) -> None:
    relevance = np.array([1, 0, 3, 2, 0, 1, 2, 0, 0, 1, 3, 3, 2, 3, 1])
    _expect_right(candidate, relevance, -np.arange(15.0), case="when k is not given")
    _expect_right(candidate, relevance[:6], -np.arange(6.0), case="when k is not given")


def nothing_relevant(candidate: Candidate, rng: np.random.Generator) -> None:
    for n in (1, 4, 12):
        got = _number(candidate.call(np.zeros(n, dtype=np.int64), rng.random(n), 3))
        expect_that(got == 0.0, "Without a relevant item the result should be 0.")
    got = _number(candidate.call(np.zeros(0, dtype=np.int64), np.zeros(0), 5))
    expect_that(got == 0.0, "Without any items the result should be 0.")


def k_beyond_the_items(candidate: Candidate, rng: np.random.Generator) -> None:
    relevance, scores = np.array([0, 2, 1, 3]), np.array([0.7, 0.1, 0.9, 0.3])
    for k in (5, 50, 1000):
        _expect_right(candidate, relevance, scores, k, case="with k larger than the number of items")
    _expect_right(candidate, relevance[1:2], scores[:1], 3, case="for a single item")


def equal_scores(candidate: Candidate, rng: np.random.Generator) -> None:
    case = "where scores are equal"
    for grades in ([0, 1, 2, 3], [3, 2, 1, 0], [1, 3, 0, 2]):
        _expect_right(candidate, np.array(grades), np.full(4, 0.5), 3, case=case)
        _expect_right(candidate, np.array(grades), np.array([0.5, 0.9, 0.5, 0.9]), 4, case=case)
    relevance = rng.integers(0, 4, size=60)
    _expect_right(candidate, relevance, rng.integers(0, 5, size=60) / 4, 30, case=case)


def scale_of_scores(candidate: Candidate, rng: np.random.Generator) -> None:
    relevance, scores = rng.integers(0, 4, size=20), rng.permutation(20) - 9.5
    relevance[:3] = [2, 0, 3]
    for moved in (scores, scores * 1e-9, scores * 1e200, 1e9 + scores * 1e-6, scores - 1e4):
        _expect_right(candidate, relevance, moved, 8, case="for scores on another scale")


def kinds_of_grades(candidate: Candidate, rng: np.random.Generator) -> None:
    """Two to the power of 8 and more does not fit into a byte."""
    grades, scores = np.array([3, 9, 0, 12, 8, 1, 15]), np.array([7.0, 6.0, 5.0, 4.0, 3.0, 2.0, 1.0])
    for kind in (np.uint8, np.int8, np.int16, np.int64):
        _expect_right(candidate, grades.astype(kind), scores, 5, case="for grades of another integer type")
    _expect_right(candidate, np.full(400, 1, dtype=np.uint8), rng.random(400), 300, case="for many grades in bytes")


def kinds_of_scores(candidate: Candidate, rng: np.random.Generator) -> None:
    relevance = np.array([3, 0, 1, 2, 0, 2])
    scores = np.array([0, 200, 5, 255, 100, 7])
    for kind in (np.uint8, np.uint16, np.int64, np.float32):
        _expect_right(candidate, relevance, scores.astype(kind), 4, case="for scores of another type")
    signed = np.array([-128, 127, 5, -3, 0, -7], dtype=np.int8)
    _expect_right(candidate, relevance, signed, 4, case="for scores of another type")


def inputs_unchanged(candidate: Candidate, rng: np.random.Generator) -> None:
    relevance, scores = np.array([0, 3, 1, 2, 0, 1]), rng.random(6)
    for k in (3, 9):
        _expect_right(candidate, relevance, scores, k)
        expect_unchanged(candidate, ARGUMENTS)


def many_items(candidate: Candidate, rng: np.random.Generator) -> None:
    """Sorting takes milliseconds, and tenths of a second in plain Python; 400 million comparisons take many seconds."""
    n = 20_000
    relevance, scores = rng.integers(0, 5, size=n), np.round(rng.standard_normal(n), 3)
    answer = expect_fast(
        candidate, (relevance, scores, n), reference=_reference, times=20, floor_ms=2000, what="A large call"
    )
    wanted = _reference(relevance, scores, n)
    expect_close(_number(answer), wanted, rtol=0.0, atol=TOLERANCE, what="the result for many items")
