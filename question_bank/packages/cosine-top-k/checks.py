"""Checks of cosine retrieval. Any order and choice among equal similarities is right, so answers are judged by rules.

An answer is right when each similarity is the cosine of the item beside it, no item comes twice in a row, rows do
not rise, and nothing better was left out. Cosines are right to 1e-15 in float64; 1e-6 accepts float32 results, and for
float32 input 1e-5 accepts any order of summation. What lies closer together than that may be in any order.
"""

from question_bank.checking import (
    Array,
    Candidate,
    as_pair,
    expect_close,
    expect_fast,
    expect_shape,
    expect_that,
    expect_unchanged,
    np,
)

ARGUMENTS = ("queries", "items", "k")
TIGHT = 1e-6
LOOSE = 1e-5


def _unit(rows: Array) -> Array:
    wide = rows.astype(np.float64)
    lengths = np.sqrt((wide * wide).sum(axis=1, keepdims=True))
    return np.asarray(wide / np.where(lengths == 0, 1.0, lengths))


def _cosines(queries: Array, items: Array) -> Array:
    return np.asarray(_unit(queries) @ _unit(items).T)


def _judge(answer: object, cosines: Array, k: int, *, case: str, given: str, tolerance: float) -> None:
    n_queries, n_items = cosines.shape
    numbers, similarities = as_pair(answer, ("indices", "similarities"), given=given)
    shape = (n_queries, min(k, n_items))
    numbers = expect_shape(numbers, shape, what=f"the array of item numbers {case}".rstrip(), given=given)
    similarities = expect_shape(similarities, shape, what=f"the array of similarities {case}".rstrip(), given=given)
    whole = numbers.dtype.kind in "iu"
    expect_that(whole, "The item numbers should be integers.", given=given, got=numbers)
    within = (numbers >= 0) & (numbers < n_items)
    expect_that(within, f"An item number {case} lies outside of the items.", given=given, got=numbers)
    numbers = numbers.astype(np.int64)
    distinct = [len(set(row)) == len(row) for row in numbers.tolist()]
    expect_that(all(distinct), f"An item comes twice in a row {case}".rstrip() + ".", given=given, got=numbers)
    belonging = np.take_along_axis(cosines, numbers, axis=1)
    # What was left out, row by row; chosen items are put below everything.
    left = cosines.copy()
    np.put_along_axis(left, numbers, -2.0, axis=1)
    missed = left.max(axis=1) > belonging.min(axis=1) + tolerance
    expect_that(~missed, f"A more similar item was left out {case}".rstrip() + ".", given=given, got=numbers)
    falls = np.diff(belonging, axis=1) <= tolerance
    expect_that(falls, f"The items of a row are not sorted {case}".rstrip() + ".", given=given, got=numbers)
    what = f"the array of similarities {case}".rstrip()
    expect_close(similarities, belonging, rtol=0.0, atol=tolerance, what=what, given=given)


def _expect_right(
    candidate: Candidate,
    queries: Array,
    items: Array,
    k: int | None = None,
    *,
    case: str = "",
    given: str = "",
    tolerance: float = TIGHT,
) -> None:
    answer = candidate.call(queries, items, *([] if k is None else [k]))
    cosines = _cosines(queries, items)
    _judge(answer, cosines, 5 if k is None else k, case=case, given=given, tolerance=tolerance)


# --- visible -----------------------------------------------------------------------------------------------------


def three_items_by_hand(candidate: Candidate, rng: np.random.Generator) -> None:
    queries, items = np.array([[1.0, 0.0]]), np.array([[0.0, 2.0], [3.0, 3.0], [5.0, 0.0]])
    _expect_right(candidate, queries, items, 2, given="query [1 0]; items [0 2], [3 3], [5 0]; k = 2")


def two_queries(candidate: Candidate, rng: np.random.Generator) -> None:
    queries = np.array([[2.0, 1.0, 0.0], [0.0, -1.0, 3.0]])
    items = np.array([[1.0, 0.0, 0.0], [0.0, 0.0, 2.0], [4.0, 3.0, 0.0], [0.0, 5.0, 1.0]])
    given = "queries [2 1 0], [0 -1 3]; items [1 0 0], [0 0 2], [4 3 0], [0 5 1]; k = 3"
    _expect_right(candidate, queries, items, 3, given=given)


# --- hidden ------------------------------------------------------------------------------------------------------


def _drawn(rng: np.random.Generator, n: int, d: int) -> Array:
    """Draw vectors whose lengths have nothing to do with their directions."""
    return np.asarray(rng.normal(size=(n, d)) * 10.0 ** rng.uniform(-2, 2, size=(n, 1)))


def agrees_with_reference(candidate: Candidate, rng: np.random.Generator) -> None:
    for m, n, d, k in ((3, 10, 4, 4), (7, 25, 8, 6), (12, 5, 3, 2), (1, 40, 16, 10), (20, 8, 2, 3)):
        _expect_right(candidate, _drawn(rng, m, d), _drawn(rng, n, d), k, case="for drawn vectors")


def best_first(candidate: Candidate, rng: np.random.Generator) -> None:
    """Items at rising angles in mixed order. A partial selection happens to sort short rows, but not long ones."""
    n = 2000
    angles = np.linspace(0.05, 3.0, n)[rng.permutation(n)]
    items = np.stack([np.cos(angles), np.sin(angles)], axis=1) * rng.uniform(0.5, 3.0, size=(n, 1))
    queries = np.array([[1.0, 0.0], [-2.0, 0.1], [0.0, 3.0]])
    for k in (10, 700, n):
        _expect_right(candidate, queries, items, k, case="for items at different angles")


def equal_sides(candidate: Candidate, rng: np.random.Generator) -> None:
    """A wrong axis or a transposed table raises nothing here."""
    for side in (3, 5, 8):
        _expect_right(candidate, _drawn(rng, side, side), _drawn(rng, side, side), side, case="for equal sides")
        _expect_right(candidate, _drawn(rng, side, side), _drawn(rng, side, side), 2, case="for equal sides")


def every_k(candidate: Candidate, rng: np.random.Generator) -> None:
    queries, items = _drawn(rng, 4, 6), _drawn(rng, 12, 6)
    for k in (1, 2, 3, 6, 11, 12):
        _expect_right(candidate, queries, items, k, case="for another k")


def five_by_default(candidate: Candidate, rng: np.random.Generator) -> None:
    _expect_right(candidate, _drawn(rng, 3, 4), _drawn(rng, 15, 4), case="when k is not given")


def k_above_the_items(candidate: Candidate, rng: np.random.Generator) -> None:
    case = "with k above the number of items"
    queries, items = _drawn(rng, 3, 4), _drawn(rng, 6, 4)
    for k in (7, 100):
        _expect_right(candidate, queries, items, k, case=case)
    _expect_right(candidate, queries, items[:3], case=case + ", which is not given")
    _expect_right(candidate, queries, items[:1], 4, case="with a single item")


def zero_items(candidate: Candidate, rng: np.random.Generator) -> None:
    """With a similarity of zero they stand between items that point the same way and those that point away."""
    case = "with items of zeros"
    items = np.array([[-1.0, -2.0], [0.0, 0.0], [3.0, 1.0], [-4.0, 0.5], [0.0, 0.0]])
    for k in (1, 2, 3, 5):
        _expect_right(candidate, np.array([[1.0, 0.5], [2.0, 2.0]]), items, k, case=case)
    _expect_right(candidate, np.array([[1.0, 1.0]]), -np.abs(items), 2, case=case)
    _expect_right(candidate, np.array([[1.0, 1.0]]), np.zeros((3, 2)), 2, case=case)


def zero_queries(candidate: Candidate, rng: np.random.Generator) -> None:
    queries = np.array([[0.0, 0.0, 0.0], [1.0, 2.0, -1.0]])
    items = np.concatenate([_drawn(rng, 6, 3), np.zeros((1, 3))])
    _expect_right(candidate, queries, items, 4, case="for a query of zeros")
    _expect_right(candidate, queries[:1], items, 7, case="for a query of zeros")


def length_does_not_matter(candidate: Candidate, rng: np.random.Generator) -> None:
    case = "where lengths differ widely"
    items = np.array([[1000.0, 800.0], [0.01, 0.001], [5.0, 5.0], [-300.0, 1.0]])
    _expect_right(candidate, np.array([[1.0, 0.0], [200.0, 1.0], [0.001, 0.001]]), items, 3, case=case)
    queries, others = _drawn(rng, 4, 5), _drawn(rng, 9, 5)
    _expect_right(candidate, queries * 1e6, others * rng.uniform(1, 1e6, size=(9, 1)), 4, case=case)


def short_vectors(candidate: Candidate, rng: np.random.Generator) -> None:
    """1e-8 added to lengths of a billionth turns similarities of one into a tenth."""
    queries, items = rng.normal(size=(3, 4)), rng.normal(size=(8, 4))
    _expect_right(candidate, queries, items * 1e-9, 4, case="for short items")
    _expect_right(candidate, queries * 1e-9, items, 4, case="for short queries")
    mixed = items * np.where(np.arange(8) % 2, 1e-9, 1.0)[:, None]
    _expect_right(candidate, queries * 1e-9, mixed, 4, case="for short and long vectors")


def opposite_items(candidate: Candidate, rng: np.random.Generator) -> None:
    case = "for items that point away"
    queries = np.array([[1.0, 2.0, 2.0]])
    items = np.array([[-1.0, -2.0, -2.0], [2.0, -1.0, 0.0], [0.5, 0.5, 0.0], [-3.0, 0.0, 0.5]])
    for k in (1, 2, 4):
        _expect_right(candidate, queries, items, k, case=case)
    _expect_right(candidate, queries, -np.abs(_drawn(rng, 7, 3)), 3, case=case)


def equal_items(candidate: Candidate, rng: np.random.Generator) -> None:
    case = "with equal items"
    items = np.repeat(np.array([[1.0, 2.0], [3.0, -1.0], [2.0, 4.0]]), 3, axis=0)
    for k in (2, 4, 7, 9):
        _expect_right(candidate, np.array([[1.0, 1.5], [0.0, -2.0]]), items, k, case=case)
    _expect_right(candidate, items, items, 3, case=case)


def bytes_and_integers(candidate: Candidate, rng: np.random.Generator) -> None:
    queries = np.array([[20, 200, 3], [255, 0, 90]])
    items = np.array([[20, 20, 20], [250, 3, 100], [0, 180, 7], [0, 0, 0], [16, 16, 0], [90, 120, 255]])
    for kind in (np.uint8, np.int16, np.int64):
        _expect_right(candidate, queries.astype(kind), items.astype(kind), 4, case="for whole numbers")
        _expect_right(candidate, queries.astype(np.float64), items.astype(kind), 4, case="for whole numbers and floats")
    signed = np.array([[-128, 127], [100, 100], [-5, 90]], dtype=np.int8)
    _expect_right(candidate, signed, signed, 2, case="for signed bytes")


def single_precision(candidate: Candidate, rng: np.random.Generator) -> None:
    queries, items = rng.normal(size=(4, 12)).astype(np.float32), rng.normal(size=(15, 12)).astype(np.float32)
    _expect_right(candidate, queries, items, 6, case="for float32", tolerance=LOOSE)


def inputs_unchanged(candidate: Candidate, rng: np.random.Generator) -> None:
    for kind in (np.float64, np.float32):
        queries, items = _drawn(rng, 3, 4).astype(kind), _drawn(rng, 6, 4).astype(kind)
        items[2] = 0
        _expect_right(candidate, queries, items, 3, tolerance=LOOSE)
        expect_unchanged(candidate, ARGUMENTS)


def _plain(queries: Array, items: Array, k: int) -> tuple[Array, Array]:
    cosines = _cosines(queries, items)
    order = np.argsort(-cosines, axis=1)[:, :k]
    return order, np.take_along_axis(cosines, order, axis=1)


def many_items(candidate: Candidate, rng: np.random.Generator) -> None:
    """A product and a sort of each row take a tenth of a second, 800,000 pairs in Python many."""
    queries, items = rng.normal(size=(100, 32)), rng.normal(size=(8000, 32))
    args = (queries, items, 10)
    answer = expect_fast(candidate, args, reference=_plain, times=15, floor_ms=700, what="A large call")
    _judge(answer, _cosines(queries, items), 10, case="for many items", given="", tolerance=TIGHT)
