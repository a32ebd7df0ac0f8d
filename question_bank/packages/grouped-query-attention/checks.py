"""Checks of grouped-query attention: a float64 reference out here that goes head by head and query by query.

Tolerances: tensors are float32, so outputs, near one, are right to 1e-6 for scores near ten; 2e-4 is allowed, and
1e-2 for scores in the thousands, where an exponent carries an error of some 1e-4. Mistakes move outputs by more than
1e-2.
"""

from question_bank.checking import (
    Array,
    Candidate,
    Refused,
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

SINGLE = 2e-4
COARSE = 1e-2
ARGUMENTS = ("queries", "keys", "values", "causal")


def _reference(queries: Array, keys: Array, values: Array, *, causal: bool = False) -> Array:
    queries, keys, values = (part.astype(np.float64) for part in (queries, keys, values))
    batch, n_heads, n, width = queries.shape
    n_groups, m = keys.shape[1:3]
    output = np.zeros((batch, n_heads, n, width))
    for b in range(batch):
        for head in range(n_heads):
            group = head // (n_heads // n_groups)
            for i in range(n):
                seen = m - n + i + 1 if causal else m
                scores = keys[b, group, :seen] @ queries[b, head, i] / width**0.5
                weights = np.exp(scores - scores.max())
                output[b, head, i] = weights @ values[b, group, :seen] / weights.sum()
    return output


def _drawn(
    rng: np.random.Generator, batch: int, n_heads: int, n_groups: int, n: int, m: int, width: int
) -> tuple[Array, Array, Array]:
    """Draw tensors whose weights are neither even nor all on one key."""
    queries = rng.normal(scale=1.4, size=(batch, n_heads, n, width))
    keys, values = rng.normal(scale=1.4, size=(2, batch, n_groups, m, width))
    return queries.astype(np.float32), keys.astype(np.float32), values.astype(np.float32)


def _expect_right(
    candidate: Candidate,
    args: tuple[Array, Array, Array],
    *,
    causal: bool | None = None,
    case: str,
    tolerance: float = SINGLE,
    given: str = "",
) -> Array:
    got = candidate.call(*args) if causal is None else candidate.call(*args, causal=causal)
    what = f"the output {case}"
    if isinstance(got, tuple):
        fail(f"T{what[1:]} is a tuple, where one tensor was agreed on.", given=given, got=describe(got))
    expect_dtype_kind(got, "f", what=what, given=given)
    wanted = _reference(*args, causal=bool(causal))
    return np.asarray(expect_close(got, wanted, rtol=0, atol=tolerance, what=what, given=given))


# --- visible examples


def four_heads_share_two(candidate: Candidate, rng: np.random.Generator) -> None:
    """One key a head, so each query head collects its group's value whole."""
    queries = np.ones((1, 4, 1, 2), dtype=np.float32)
    keys = np.ones((1, 2, 1, 2), dtype=np.float32)
    values = np.array([[1.0, 2.0], [3.0, 4.0]], dtype=np.float32).reshape(1, 2, 1, 2)
    given = "four query heads, two key-value heads with one token each, whose values are (1, 2) and (3, 4)"
    _expect_right(candidate, (queries, keys, values), case="for four heads that share two", given=given)


def keeps_the_shape(candidate: Candidate, rng: np.random.Generator) -> None:
    args = _drawn(rng, 2, 6, 2, 3, 5, 4)
    given = "queries (2, 6, 3, 4), keys and values (2, 2, 5, 4)"
    got = expect_shape(candidate.call(*args), (2, 6, 3, 4), what="the output", given=given)
    expect_dtype_kind(got, "f", what="the output", given=given)
    _expect_right(candidate, args, case="for six heads that share two", given=given)


# --- the rule


def agrees_with_reference(candidate: Candidate, rng: np.random.Generator) -> None:
    """All sides differ, so no axis can stand for another."""
    for batch, n_heads, n_groups, n, m, width in ((2, 6, 3, 4, 7, 5), (3, 8, 2, 5, 6, 10), (1, 12, 4, 2, 9, 7)):
        _expect_right(candidate, _drawn(rng, batch, n_heads, n_groups, n, m, width), case="for several sequences")


def equal_sides(candidate: Candidate, rng: np.random.Generator) -> None:
    """Batch, query heads, tokens and width are the same, and so are groups and heads in each: nothing raises here."""
    _expect_right(candidate, _drawn(rng, 4, 4, 2, 4, 4, 4), case="where all sides are equal")
    _expect_right(candidate, _drawn(rng, 2, 4, 2, 2, 2, 2), case="where all sides are equal")


def as_many_as_queries(candidate: Candidate, rng: np.random.Generator) -> None:
    """With as many key-value heads as query heads it is plain multi-head attention."""
    _expect_right(candidate, _drawn(rng, 2, 3, 3, 4, 5, 6), case="for as many key-value heads as query heads")


def one_for_all(candidate: Candidate, rng: np.random.Generator) -> None:
    """A single key-value head: multi-query attention."""
    _expect_right(candidate, _drawn(rng, 2, 5, 1, 4, 6, 3), case="for one key-value head")
    _expect_right(candidate, _drawn(rng, 1, 1, 1, 4, 6, 3), case="for one head alone")


def blocks_of_heads(candidate: Candidate, rng: np.random.Generator) -> None:
    """Another key-value head changes its own block of query heads and no other."""
    args = _drawn(rng, 1, 6, 3, 4, 5, 4)
    before = _expect_right(candidate, args, case="for six heads that share three")
    for group in range(3):
        keys, values = args[1].copy(), args[2].copy()
        keys[:, group] = rng.normal(size=keys[:, group].shape)
        values[:, group] += 3.0
        after = _expect_right(candidate, (args[0], keys, values), case="after changing one key-value head")
        moved = np.abs(after - before).max(axis=(0, 2, 3)) > SINGLE
        expect_that(
            np.array_equal(np.flatnonzero(moved), [2 * group, 2 * group + 1]),
            "Changing one key-value head does not change exactly the query heads that share it.",
        )


def batches_are_apart(candidate: Candidate, rng: np.random.Generator) -> None:
    args = _drawn(rng, 3, 4, 2, 3, 5, 6)
    together = _expect_right(candidate, args, case="for several sequences")
    for at in range(3):
        piece = tuple(np.ascontiguousarray(part[at : at + 1]) for part in args)
        alone = candidate.call(*piece)
        what = "the output for a sequence alone"
        expect_close(alone, together[at : at + 1], rtol=0, atol=SINGLE, what=what)


# --- causal


def causal_same_length(candidate: Candidate, rng: np.random.Generator) -> None:
    """As many queries as keys: the usual triangle; a later token changes nothing before it."""
    args = _drawn(rng, 2, 6, 2, 5, 5, 4)
    before = _expect_right(candidate, args, causal=True, case="with a causal mask")
    keys, values = args[1].copy(), args[2].copy()
    keys[:, :, 3:] += 2.0
    values[:, :, 3:] -= 5.0
    after = _expect_right(candidate, (args[0], keys, values), causal=True, case="with a causal mask")
    what = "the output before a changed token"
    expect_close(after[:, :, :3], before[:, :, :3], rtol=0, atol=SINGLE, what=what)
    _expect_right(candidate, args, causal=False, case="without a mask")


def causal_with_a_cache(candidate: Candidate, rng: np.random.Generator) -> None:
    """Fewer queries than keys: they are the last tokens."""
    for n, m in ((1, 6), (3, 7)):
        args = _drawn(rng, 2, 4, 2, n, m, 5)
        _expect_right(candidate, args, causal=True, case="for the last tokens of a longer text with a causal mask")


# --- edges, numbers, contract


def one_token(candidate: Candidate, rng: np.random.Generator) -> None:
    for causal in (False, True):
        _expect_right(candidate, _drawn(rng, 2, 4, 2, 1, 1, 3), causal=causal, case="for a single token")
    _expect_right(candidate, _drawn(rng, 1, 4, 2, 3, 4, 1), case="for a width of one")


def heads_must_fit(candidate: Candidate, rng: np.random.Generator) -> None:
    """Query heads that the key-value heads cannot share evenly are refused."""
    for n_heads, n_groups in ((5, 2), (4, 3), (2, 4)):
        got = candidate.attempt(*_drawn(rng, 1, n_heads, n_groups, 3, 3, 4))
        if not isinstance(got, Refused):
            fail("A number of query heads that is no multiple of the key-value heads is taken without an error.")
    _expect_right(candidate, _drawn(rng, 1, 6, 3, 3, 3, 4), case="for heads that fit")


def large_scores(candidate: Candidate, rng: np.random.Generator) -> None:
    """Scores in the hundreds and thousands, of both signs: exponentials overflow in float32 beyond 88."""
    for size in (20.0, 60.0):
        queries, keys, values = _drawn(rng, 2, 4, 2, 4, 6, 4)
        # Eighths keep the products exact enough that close scores stay apart.
        queries, keys = (np.round(part * size) / 8 for part in (queries, keys * 2))
        args = queries.astype(np.float32), keys.astype(np.float32), values
        for causal, few in ((None, args), (True, tuple(np.ascontiguousarray(part[:, :, :4]) for part in args))):
            _expect_right(candidate, few, causal=causal, tolerance=COARSE, case="for large scores")  # type: ignore[arg-type]
    lowered = np.full((1, 2, 3, 4), -40.0, dtype=np.float32)
    queries = np.full((1, 4, 3, 4), 40.0, dtype=np.float32)
    values = _drawn(rng, 1, 2, 2, 3, 3, 4)[2]
    _expect_right(candidate, (queries, lowered, values), causal=True, case="for very negative scores")


def gradients_pass(candidate: Candidate, rng: np.random.Generator) -> None:
    """Compares with differences of the reference along a drawn direction, for each argument."""
    args = _drawn(rng, 1, 4, 2, 3, 4, 3)
    weights = rng.normal(size=(1, 4, 3, 3)).astype(np.float32)
    _expect_right(candidate, args, case="for four heads that share two")
    found = candidate.call_named("gradients", *args, weights)
    if found is None or any(part is None for part in found):
        fail("No gradient passes through to queries, keys or values.")
    wide = [part.astype(float) for part in args]
    step = 1e-5
    for at, name in enumerate(ARGUMENTS[:3]):
        gradient = expect_shape(found[at], args[at].shape, what=f"the gradient of the {name}")
        along = rng.normal(size=args[at].shape)
        ends = [[part + sign * step * along if k == at else part for k, part in enumerate(wide)] for sign in (1, -1)]
        slope = float(((_reference(*ends[0]) - _reference(*ends[1])) * weights).sum() / (2 * step))
        # float32 gradients of size ten, a hundred products: right to 1e-4.
        expect_close(float((gradient * along).sum()), slope, rtol=1e-3, atol=2e-3, what=f"the gradient of the {name}")


def grouped_by_hand(candidate: Candidate, rng: np.random.Generator) -> None:
    for causal in (False, True):
        args = _drawn(rng, 1, 4, 2, 3, 5, 4)
        if candidate.call_named("is_grouped_by_library", *args, causal):
            fail("The grouping is left to the library with `enable_gqa`, and was to be done by hand.")
        _expect_right(candidate, args, causal=causal, case="for four heads that share two")


def inputs_unchanged(candidate: Candidate, rng: np.random.Generator) -> None:
    for causal in (False, True):
        args = _drawn(rng, 2, 4, 2, 3, 3, 5)
        _expect_right(candidate, args, causal=causal, case="for one more input")
        expect_unchanged(candidate, ARGUMENTS)


# --- cost


def _plain(queries: Array, keys: Array, values: Array) -> Array:
    shared = queries.shape[1] // keys.shape[1]
    keys, values = np.repeat(keys, shared, axis=1), np.repeat(values, shared, axis=1)
    scores = queries @ keys.swapaxes(-1, -2) / np.sqrt(queries.shape[-1])
    weights = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return np.asarray(weights @ values / weights.sum(axis=-1, keepdims=True))


def many_tokens(candidate: Candidate, rng: np.random.Generator) -> None:
    """Eight heads of 256 tokens: half a million pairs, milliseconds for products, seconds for a loop over pairs."""
    args = _drawn(rng, 1, 8, 2, 256, 256, 32)
    output = expect_fast(
        candidate, args, reference=_plain, times=25.0, floor_ms=700.0, what="Eight heads of many tokens"
    )
    expect_close(output, _plain(*args), rtol=0, atol=1e-3, what="the output for many tokens")
