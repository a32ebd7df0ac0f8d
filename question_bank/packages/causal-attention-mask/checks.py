"""Checks of causal attention: a float64 reference out here that gives each query the keys it may see, and no mask at
all.

Tolerances: weights are right to about the size of a score times 1e-16, and scores stay below 1e6, so 1e-9 at worst;
1e-8 is allowed for values near one. float32 input may be computed in float32: scores near ten are right to 1e-5
there, so 1e-4 is allowed. Mistakes move outputs by more than 1e-3.
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
    expect_unchanged,
    fail,
    np,
)

ARGUMENTS = ("queries", "keys", "values")
TIGHT = 1e-8
SINGLE = 1e-4


def _reference(queries: Array, keys: Array, values: Array) -> Array:
    queries, keys, values = (part.astype(np.float64) for part in (queries, keys, values))
    *leading, n, width = queries.shape
    m = keys.shape[-2]
    output = np.empty((*leading, n, values.shape[-1]))
    for place in itertools.product(*(range(length) for length in leading)):
        for row in range(n):
            seen = m - n + row + 1
            scores = keys[place][:seen] @ queries[place][row] / width**0.5
            weights = np.exp(scores - scores.max())
            output[place][row] = weights @ values[place][:seen] / weights.sum()
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
    wanted = _reference(queries, keys, values)
    what = f"the output {case}"
    return np.asarray(expect_close(got, wanted, rtol=tolerance, atol=tolerance, what=what, given=given))


def _drawn(rng: np.random.Generator, n: int, m: int, d: int, v: int, *leading: int) -> tuple[Array, Array, Array]:
    """Draw queries, keys and values whose weights are neither even nor all on one key."""
    queries = rng.normal(scale=1.3, size=(*leading, n, d))
    return queries, rng.normal(scale=1.3, size=(*leading, m, d)), rng.normal(size=(*leading, m, v))


# --- visible examples


def worked_example(candidate: Candidate, rng: np.random.Generator) -> None:
    """Four columns, so the scale is a half; the scores of the last query are the logarithms of 1, 2 and 5."""
    queries = np.zeros((3, 4))
    queries[2, 0] = 2.0
    keys = np.zeros((3, 4))
    keys[:, 0] = np.log([1.0, 2.0, 5.0])
    values = np.array([[8.0, 0.0], [0.0, 8.0], [8.0, 8.0]])
    given = (
        "queries = [[0, 0, 0, 0], [0, 0, 0, 0], [2, 0, 0, 0]], keys = [[ln 1, 0, 0, 0], [ln 2, 0, 0, 0], "
        "[ln 5, 0, 0, 0]], values = [[8, 0], [0, 8], [8, 8]]"
    )
    got = candidate.call(queries, keys, values)
    wanted = np.array([[8.0, 0.0], [4.0, 4.0], [6.0, 7.0]])
    expect_close(got, wanted, rtol=TIGHT, atol=TIGHT, what="the output", given=given)


def first_token_sees_itself(candidate: Candidate, rng: np.random.Generator) -> None:
    tokens = np.array([[1.0, 0.0], [0.0, 2.0], [1.0, 1.0]])
    given = "queries = keys = values = [[1, 0], [0, 2], [1, 1]]"
    output = _expect_right(candidate, tokens, tokens, tokens, case="for three tokens", given=given)
    expect_close(output[0], tokens[0], rtol=TIGHT, atol=TIGHT, what="the output of the first token", given=given)


def shape_of_the_answer(candidate: Candidate, rng: np.random.Generator) -> None:
    queries, keys, values = _drawn(rng, 4, 4, 5, 3, 2)
    given = "queries (2, 4, 5), keys (2, 4, 5), values (2, 4, 3)"
    got = expect_shape(candidate.call(queries, keys, values), (2, 4, 3), what="the output", given=given)
    expect_dtype_kind(got, "f", what="the output", given=given)
    _expect_right(candidate, queries, keys, values, case="for a batch of two", given=given)


# --- the rule


def agrees_with_reference(candidate: Candidate, rng: np.random.Generator) -> None:
    for n, d, v in ((5, 3, 2), (2, 7, 4), (6, 4, 9), (3, 1, 5)):
        _expect_right(candidate, *_drawn(rng, n, n, d, v), case="for as many queries as keys")


def equal_sides(candidate: Candidate, rng: np.random.Generator) -> None:
    """Square everywhere: a wrong axis or a transposed table raises nothing here."""
    for side, leading in ((3, ()), (4, (4,)), (3, (3, 3))):
        _expect_right(candidate, *_drawn(rng, side, side, side, side, *leading), case="where all sides are equal")


def future_changes_nothing(candidate: Candidate, rng: np.random.Generator) -> None:
    """Whatever comes later, huge scores included, leaves what came before as it was."""
    queries, keys, values = _drawn(rng, 6, 6, 4, 3)
    before = _expect_right(candidate, queries, keys, values, case="for as many queries as keys")
    for place in (1, 3, 5):
        for size in (1.0, 300.0):
            later_keys, later_values = keys.copy(), values.copy()
            later_keys[place:] = rng.normal(scale=size, size=later_keys[place:].shape)
            later_values[place:] += 100.0
            after = _expect_right(candidate, queries, later_keys, later_values, case="after a change of later tokens")
            what = "the output before a changed token"
            expect_close(after[:place], before[:place], rtol=TIGHT, atol=TIGHT, what=what)


def weights_sum_to_one(candidate: Candidate, rng: np.random.Generator) -> None:
    queries, keys, _ = _drawn(rng, 5, 5, 3, 1)
    for n in (5, 2):
        got = candidate.call(queries[-n:].copy(), keys, np.ones((5, 2)))
        expect_close(got, np.ones((n, 2)), rtol=TIGHT, atol=TIGHT, what="the output where all values are one")


def fewer_queries(candidate: Candidate, rng: np.random.Generator) -> None:
    """The queries are the last tokens."""
    for n, m, d, v in ((2, 7, 3, 4), (4, 5, 2, 3), (3, 9, 6, 2)):
        _expect_right(candidate, *_drawn(rng, n, m, d, v), case="for fewer queries than keys")
        _expect_right(candidate, *_drawn(rng, n, m, d, v, 2), case="for fewer queries than keys")


def newest_token_sees_all(candidate: Candidate, rng: np.random.Generator) -> None:
    _expect_right(candidate, *_drawn(rng, 1, 6, 4, 3), case="for a single query")
    _expect_right(candidate, *_drawn(rng, 1, 1, 4, 3), case="for a single token")
    _expect_right(candidate, *_drawn(rng, 1, 5, 1, 1, 2, 3), case="for a single query")


def pieces_equal_the_whole(candidate: Candidate, rng: np.random.Generator) -> None:
    """A text that is worked off in pieces gives what it gives at once."""
    queries, keys, values = _drawn(rng, 7, 7, 4, 3)
    whole = _expect_right(candidate, queries, keys, values, case="for as many queries as keys")
    for start, stop in ((0, 3), (3, 4), (4, 7)):
        got = candidate.call(queries[start:stop].copy(), keys[:stop].copy(), values[:stop].copy())
        what = "the output for a piece of a text"
        expect_close(got, whole[start:stop], rtol=TIGHT, atol=TIGHT, what=what)


def leading_axes(candidate: Candidate, rng: np.random.Generator) -> None:
    for leading in ((2,), (2, 3), (1, 1), (3, 1, 2)):
        for n, m in ((5, 5), (2, 4)):
            case = f"for {len(leading) + 2} dimensions"
            _expect_right(candidate, *_drawn(rng, n, m, 3, 2, *leading), case=case)


# --- edges and numbers


def scores_of_zero(candidate: Candidate, rng: np.random.Generator) -> None:
    """A score of exactly zero is a score like any other, and no sign of a hidden key."""
    tokens = np.eye(4)
    values = rng.normal(size=(4, 3))
    _expect_right(candidate, tokens, tokens, values, case="for tokens at right angles")
    _expect_right(candidate, np.zeros((4, 2)), rng.normal(size=(4, 2)), values, case="for queries of zeros")


def large_scores(candidate: Candidate, rng: np.random.Generator) -> None:
    """Scores beyond 709, where exp overflows, and far below zero, each query on its own."""
    for n, m in ((5, 5), (3, 6)):
        queries, keys, values = _drawn(rng, n, m, 4, 3)
        for size in (30.0, 1000.0):
            _expect_right(candidate, queries * size, keys * size / 10, values, case="for large scores")
        direction = np.sign(queries[0])
        _expect_right(candidate, queries, keys - 2000.0 * direction, values, case="for very negative scores")


def large_hidden_scores(candidate: Candidate, rng: np.random.Generator) -> None:
    """The hidden scores are the largest by far: they must decide neither what is subtracted nor what is left."""
    queries = np.abs(_drawn(rng, 5, 5, 4, 3)[0])
    keys, values = rng.normal(size=(5, 4)), rng.normal(size=(5, 3))
    keys += np.array([0.0, 600.0, 1200.0, 1800.0, 2400.0])[:, None]
    _expect_right(candidate, queries, keys, values, case="where later keys have far larger scores")


def single_precision(candidate: Candidate, rng: np.random.Generator) -> None:
    for n, m, leading in ((4, 4, ()), (2, 5, (2, 3))):
        drawn = (part.astype(np.float32) for part in _drawn(rng, n, m, 6, 3, *leading))
        got = _expect_right(candidate, *drawn, case="for float32", tolerance=SINGLE)
        expect_dtype_kind(got, "f", what="the output for float32")


def inputs_unchanged(candidate: Candidate, rng: np.random.Generator) -> None:
    for n, leading in ((4, ()), (4, (2,)), (2, ())):
        _expect_right(candidate, *_drawn(rng, n, 4, 5, 2, *leading), case="for one more input")
        expect_unchanged(candidate, ARGUMENTS)


# --- cost


def _plain(queries: Array, keys: Array, values: Array) -> Array:
    scores = queries @ keys.swapaxes(-1, -2) / np.sqrt(queries.shape[-1])
    scores = np.where(np.tri(*scores.shape[-2:], dtype=bool), scores, -np.inf)
    weights = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return np.asarray(weights @ values / weights.sum(axis=-1, keepdims=True))


def many_tokens(candidate: Candidate, rng: np.random.Generator) -> None:
    """Eight heads of 500 tokens: a million pairs, some ten milliseconds for products, seconds for a loop over pairs.

    A loop over the queries of each head takes a tenth of a second and stays far below the floor.
    """
    args = _drawn(rng, 500, 500, 32, 32, 8)
    output = expect_fast(
        candidate, args, reference=_plain, times=6.0, floor_ms=550.0, what="Eight heads of many tokens"
    )
    expect_close(output, _plain(*args), rtol=TIGHT, atol=TIGHT, what="the output for many tokens")
