"""Checks of scaled dot-product attention: a float64 reference out here that goes query by query.

Tolerances: a score of size s over d products is right to about d * s * 1e-16, and that is the relative error of a
weight. Scores stay below 1e6 and d below 100, so 1e-9 or so at worst, and mostly 1e-13; 1e-8 is allowed, of the size of
the values, which is near one. Nearly all mistakes move the result by more than 1e-3. float32 input may be computed in
float32: scores near ten are right to 1e-5 there, so 1e-4 is allowed.
"""

import itertools

from question_bank.checking import (
    Array,
    Candidate,
    describe,
    expect_close,
    expect_dtype_kind,
    expect_fast,
    expect_shape,
    expect_that,
    expect_unchanged,
    fail,
    np,
)

ARGUMENTS = ("queries", "keys", "values")
TIGHT = 1e-8
SINGLE = 1e-4


def _one(query: Array, keys: Array, values: Array) -> Array:
    """Attend with a single query."""
    scores = np.array([float(np.dot(query, key)) for key in keys]) / len(query) ** 0.5
    weights = np.exp(scores - scores.max())
    return np.asarray((weights[:, None] * values).sum(axis=0) / weights.sum())


def _reference(queries: Array, keys: Array, values: Array) -> Array:
    queries, keys, values = (part.astype(np.float64) for part in (queries, keys, values))
    leading = np.broadcast_shapes(queries.shape[:-2], keys.shape[:-2], values.shape[:-2])
    queries, keys, values = (np.broadcast_to(part, leading + part.shape[-2:]) for part in (queries, keys, values))
    output = np.empty((*leading, queries.shape[-2], values.shape[-1]))
    for place in itertools.product(*(range(length) for length in leading)):
        for row, query in enumerate(queries[place]):
            output[(*place, row)] = _one(query, keys[place], values[place])
    return output


def _expect_right(
    candidate: Candidate,
    queries: Array,
    keys: Array,
    values: Array,
    *,
    case: str,
    tolerance: float = TIGHT,
    given: str = "",
) -> Array:
    got = candidate.call(queries, keys, values)
    if isinstance(got, tuple):
        message = "The function returns a tuple, where one array was agreed on."
        fail(message, given=given, got=describe(got))
    what = f"the output {case}".rstrip()
    wanted = _reference(queries, keys, values)
    return np.asarray(expect_close(got, wanted, rtol=tolerance, atol=tolerance, what=what, given=given))


def _drawn(rng: np.random.Generator, n: int, m: int, d: int, v: int, *leading: int) -> tuple[Array, Array, Array]:
    """Draw queries, keys and values whose weights are neither even nor all on one key."""
    queries = rng.normal(scale=1.3, size=(*leading, n, d))
    return queries, rng.normal(scale=1.3, size=(*leading, m, d)), rng.normal(size=(*leading, m, v))


# --- visible examples


def worked_example(candidate: Candidate, rng: np.random.Generator) -> None:
    """Four columns, so the scale is a half; the scores are then the logarithms of 1, 2 and 5."""
    queries = np.array([[2.0, 0.0, 0.0, 0.0]])
    keys = np.zeros((3, 4))
    keys[:, 0] = np.log([1.0, 2.0, 5.0])
    values = np.array([[8.0, 0.0], [0.0, 8.0], [8.0, 8.0]])
    given = (
        "queries = [[2, 0, 0, 0]], keys = [[ln 1, 0, 0, 0], [ln 2, 0, 0, 0], [ln 5, 0, 0, 0]], "
        "values = [[8, 0], [0, 8], [8, 8]]"
    )
    got = candidate.call(queries, keys, values)
    expect_close(got, np.array([[6.0, 7.0]]), rtol=TIGHT, atol=TIGHT, what="the output", given=given)


def tokens_look_at_each_other(candidate: Candidate, rng: np.random.Generator) -> None:
    tokens = np.array([[1.0, 0.0], [0.0, 2.0], [1.0, 1.0]])
    given = "queries = keys = values = [[1, 0], [0, 2], [1, 1]]"
    _expect_right(candidate, tokens, tokens, tokens, case="for self-attention", given=given)


def shape_of_the_answer(candidate: Candidate, rng: np.random.Generator) -> None:
    queries, keys, values = _drawn(rng, 3, 4, 5, 2, 2)
    given = "queries (2, 3, 5), keys (2, 4, 5), values (2, 4, 2)"
    _expect_right(candidate, queries, keys, values, case="", given=given)
    got = expect_shape(candidate.call(queries, keys, values), (2, 3, 2), what="the output", given=given)
    expect_dtype_kind(got, "f", what="the output", given=given)


# --- the rule


def agrees_with_reference(candidate: Candidate, rng: np.random.Generator) -> None:
    """All lengths and widths differ, so none can stand for another in the scale or on an axis."""
    for n, m, d, v in ((2, 7, 3, 5), (6, 2, 5, 1), (4, 5, 2, 8), (3, 4, 11, 6), (1, 5, 1, 2)):
        _expect_right(candidate, *_drawn(rng, n, m, d, v), case="for two dimensions")


def equal_sides(candidate: Candidate, rng: np.random.Generator) -> None:
    """Square everywhere: a wrong axis or a transposed table raises nothing here."""
    for side, leading in ((3, ()), (4, ()), (5, (5,)), (3, (3, 3))):
        _expect_right(candidate, *_drawn(rng, side, side, side, side, *leading), case="where all sides are equal")


def width_sets_the_scale(candidate: Candidate, rng: np.random.Generator) -> None:
    """Columns of zeros add nothing to a product, yet they make the keys wider and the weights more even."""
    queries, keys, values = _drawn(rng, 3, 4, 4, 3)
    for wider in (1, 5, 12):
        wide_queries, wide_keys = (np.pad(part, ((0, 0), (0, wider))) for part in (queries, keys))
        _expect_right(candidate, wide_queries, wide_keys, values, case="for wider keys")
    for v in (1, 2, 9):
        _expect_right(candidate, queries, keys, rng.normal(size=(4, v)), case="for values of another width")
    longer = np.concatenate([keys, keys, keys]), np.concatenate([values, values, values])
    _expect_right(candidate, queries, *longer, case="where each key comes three times")


def order_of_keys(candidate: Candidate, rng: np.random.Generator) -> None:
    """Keys may come in any order with their values; queries in another order give outputs in that order."""
    queries, keys, values = _drawn(rng, 5, 6, 4, 3)
    before = _expect_right(candidate, queries, keys, values, case="for two dimensions")
    order = rng.permutation(6)
    what = "the output after shuffling keys and values together"
    expect_close(candidate.call(queries, keys[order], values[order]), before, rtol=TIGHT, atol=TIGHT, what=what)
    turn = np.roll(np.arange(5), 2)
    what = "the output after shuffling the queries"
    expect_close(candidate.call(queries[turn], keys, values), before[turn], rtol=TIGHT, atol=TIGHT, what=what)


def queries_are_apart(candidate: Candidate, rng: np.random.Generator) -> None:
    queries, keys, values = _drawn(rng, 4, 5, 3, 2)
    together = _expect_right(candidate, queries, keys, values, case="for two dimensions")
    for row in range(4):
        what = "the output for one query alone"
        alone = candidate.call(queries[row : row + 1], keys, values)
        expect_close(alone, together[row : row + 1], rtol=TIGHT, atol=TIGHT, what=what)


def mixtures_of_values(candidate: Candidate, rng: np.random.Generator) -> None:
    """Weights are positive and sum to one, and the same vector added to all keys shifts a query's scores alike."""
    queries, keys, values = _drawn(rng, 4, 6, 3, 5)
    output = _expect_right(candidate, queries, keys, values, case="for two dimensions")
    # A mixture lies between the smallest and the largest; 1e-12 is for the rounding of the sum.
    inside = (output >= values.min(axis=0) - 1e-12) & (output <= values.max(axis=0) + 1e-12)
    expect_that(inside, "An output lies outside the range of the values, which no mixture does.")
    got = candidate.call(queries, keys, np.ones((6, 2)))
    expect_close(got, np.ones((4, 2)), rtol=TIGHT, atol=TIGHT, what="the output where all values are one")
    moved = candidate.call(queries, keys + rng.normal(size=3), values)
    what = "the output after adding the same vector to all keys"
    expect_close(moved, output, rtol=TIGHT, atol=TIGHT, what=what)


# --- batches and heads


def leading_axes(candidate: Candidate, rng: np.random.Generator) -> None:
    for leading in ((2,), (2, 3), (3, 1, 2), (1, 1)):
        for n, m, d, v in ((4, 5, 3, 2), (1, 3, 2, 4)):
            case = f"for {len(leading) + 2} dimensions"
            _expect_right(candidate, *_drawn(rng, n, m, d, v, *leading), case=case)


def shared_keys(candidate: Candidate, rng: np.random.Generator) -> None:
    """Leading axes broadcast: many heads of queries may share keys, a batch may share values."""
    shapes = (
        ((2, 3), (2, 1), (2, 1)),
        ((2, 3), (), ()),
        ((), (4,), (4,)),
        ((2, 3), (3,), (2, 1)),
        ((), (), (3,)),
        ((3, 1), (1, 2), (1, 1)),
    )
    for for_queries, for_keys, for_values in shapes:
        queries = rng.normal(size=(*for_queries, 4, 3))
        keys, values = rng.normal(size=(*for_keys, 5, 3)), rng.normal(size=(*for_values, 5, 2))
        _expect_right(candidate, queries, keys, values, case="where leading axes broadcast")


# --- edges and numbers


def one_key(candidate: Candidate, rng: np.random.Generator) -> None:
    queries, keys, values = _drawn(rng, 4, 1, 3, 2)
    _expect_right(candidate, queries, keys, values, case="for a single key")
    _expect_right(candidate, queries[:1, :1], keys[:, :1], values[:, :1], case="where every side is one")


def equal_keys(candidate: Candidate, rng: np.random.Generator) -> None:
    """No key stands out, or none can: every query gets the plain mean."""
    queries, keys, values = _drawn(rng, 3, 5, 4, 2)
    _expect_right(candidate, queries, np.repeat(keys[:1], 5, axis=0), values, case="where all keys are equal")
    _expect_right(candidate, np.zeros((3, 4)), keys, values, case="for queries of zeros")


def large_scores(candidate: Candidate, rng: np.random.Generator) -> None:
    """Scores beyond 709, where exp overflows; close ones among them, so that the result is not one value alone."""
    queries, keys, values = _drawn(rng, 4, 6, 5, 3)
    for size in (30.0, 1000.0):
        _expect_right(candidate, queries * size, keys * size / 10, values, case="for large scores")
    lifted = keys + 1000.0 * np.sign(queries[:1])
    _expect_right(candidate, queries[:1], lifted, values, case="for scores that are large and close together")


def very_negative_scores(candidate: Candidate, rng: np.random.Generator) -> None:
    """All scores of a query far below zero, or some queries far above the others: each query stands for itself."""
    queries, keys, values = _drawn(rng, 4, 6, 5, 3)
    direction = np.sign(queries[0])
    lowered = keys - 2000.0 * direction
    _expect_right(candidate, queries[:1], lowered, values, case="for very negative scores")
    opposed = np.stack([queries[0], -queries[0], queries[0] * 1e-3, queries[1]])
    case = "where one query has far larger scores than another"
    _expect_right(candidate, opposed, lowered, values, case=case)
    _expect_right(candidate, np.stack([opposed, queries]), lowered, values, case=case)


def whole_numbers(candidate: Candidate, rng: np.random.Generator) -> None:
    """Products of bytes do not fit into bytes, and a mixture of whole numbers is none.

    Scores near 400 and values near 255 may be computed in float32 as well, to some 1e-4 of the values.
    """
    for dtype in (np.int64, np.uint8):
        queries = rng.integers(0, 4, size=(5, 4)).astype(dtype)
        keys = rng.integers(60, 67, size=(6, 4)).astype(dtype)
        values = rng.integers(0, 256, size=(6, 3)).astype(dtype)
        got = _expect_right(candidate, queries, keys, values, case="for whole numbers", tolerance=1e-3)
        expect_dtype_kind(got, "f", what="the output for whole numbers")
        # Scores of 240 and 264 before the scale: as bytes the second wraps to 8. Drawn scores may all wrap alike.
        queries, keys = np.array([[2, 2, 0, 0]], dtype=dtype), np.repeat(np.array([[60], [66]], dtype=dtype), 4, axis=1)
        values = np.array([[10, 20, 30], [250, 200, 100]], dtype=dtype)
        _expect_right(candidate, queries, keys, values, case="for whole numbers", tolerance=1e-3)


def single_precision(candidate: Candidate, rng: np.random.Generator) -> None:
    for leading in ((), (2, 3)):
        drawn = (part.astype(np.float32) for part in _drawn(rng, 4, 5, 6, 3, *leading))
        got = _expect_right(candidate, *drawn, case="for float32", tolerance=SINGLE)
        expect_dtype_kind(got, "f", what="the output for float32")
    # Scores of 200 and more, beyond the 88 where float32 overflows; eighths with four columns are exact.
    queries = np.full((1, 4), 8.0, dtype=np.float32)
    keys = np.full((3, 4), 16.0, dtype=np.float32) + np.array([[0.0], [0.0625], [-0.125]], dtype=np.float32)
    values = rng.normal(size=(3, 2)).astype(np.float32)
    _expect_right(candidate, queries, keys, values, case="for large scores in float32", tolerance=SINGLE)


def inputs_unchanged(candidate: Candidate, rng: np.random.Generator) -> None:
    for dtype in (np.float64, np.float32):
        for leading in ((), (2,)):
            drawn = (part.astype(dtype) for part in _drawn(rng, 3, 4, 5, 2, *leading))
            _expect_right(candidate, *drawn, case="for one type of number", tolerance=SINGLE)
            expect_unchanged(candidate, ARGUMENTS)


# --- cost


def _plain(queries: Array, keys: Array, values: Array) -> Array:
    scores = queries @ keys.swapaxes(-1, -2) / np.sqrt(queries.shape[-1])
    weights = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return np.asarray(weights @ values / weights.sum(axis=-1, keepdims=True))


def many_tokens(candidate: Candidate, rng: np.random.Generator) -> None:
    """Eight heads of 512 tokens: two million scores, seconds for a loop over pairs and nothing for a product."""
    drawn = _drawn(rng, 512, 512, 64, 64, 8)
    args = (drawn[0] * 0.5, drawn[1], drawn[2])
    output = expect_fast(
        candidate, args, reference=_plain, times=15.0, floor_ms=600.0, what="Eight heads of many tokens"
    )
    expect_close(output, _plain(*args), rtol=TIGHT, atol=TIGHT, what="the output for many tokens")
