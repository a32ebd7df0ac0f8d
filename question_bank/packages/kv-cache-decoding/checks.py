"""Checks of attention with a cache: a float64 reference out here that has no cache and goes over the whole text at
once.

Tolerances: everything runs in float32, where sums over some tens of columns are right to 1e-6 of the largest entry;
2e-4 of the largest output is allowed. With scores in the hundreds and thousands an exponent carries an error of some
1e-4, and 1e-2 is allowed. Mistakes move outputs by more than 1e-2.
"""

import time

from question_bank.checking import (
    Array,
    Candidate,
    TooSlow,
    as_array,
    describe,
    expect_close,
    expect_dtype_kind,
    expect_shape,
    expect_unchanged,
    fail,
    np,
)

SINGLE = 2e-4
COARSE = 1e-2

Weights = tuple[Array, Array, Array, Array]


def _reference(weights: Weights, n_heads: int, x: Array) -> Array:
    """Attend over a whole text, head by head."""
    w_q, w_k, w_v, w_o = (part.astype(np.float64) for part in weights)
    x = x.astype(np.float64)
    n, d_model = x.shape[1:]
    width = d_model // n_heads
    merged = np.empty(x.shape)
    for head in range(n_heads):
        own = slice(head * width, (head + 1) * width)
        queries, keys, values = x @ w_q[:, own], x @ w_k[:, own], x @ w_v[:, own]
        scores = queries @ keys.swapaxes(-1, -2) / width**0.5
        scores = np.where(np.tri(n, dtype=bool), scores, -np.inf)
        shares = np.exp(scores - scores.max(axis=-1, keepdims=True))
        merged[:, :, own] = shares / shares.sum(axis=-1, keepdims=True) @ values
    return np.asarray(merged @ w_o)


def _weights(rng: np.random.Generator, d_model: int) -> Weights:
    """Draw four different projections that keep the size of tokens."""
    w_q, w_k, w_v, w_o = (rng.normal(scale=d_model**-0.5, size=(4, d_model, d_model))).astype(np.float32)
    return w_q, w_k, w_v, w_o


def _tokens(rng: np.random.Generator, batch: int, n: int, d_model: int) -> Array:
    """Draw tokens that make weights neither even nor all on one key."""
    return rng.normal(scale=1.5, size=(batch, n, d_model)).astype(np.float32)


def _cut(x: Array, lengths: tuple[int, ...]) -> list[Array]:
    """Cut a text into pieces of these lengths."""
    ends = np.cumsum(lengths)
    return [np.ascontiguousarray(x[:, end - length : end]) for end, length in zip(ends, lengths, strict=True)]


def _joined(answer: object, pieces: list[Array], *, case: str, given: str = "") -> Array:
    """Check the shape of each output and put the outputs together."""
    if not isinstance(answer, (list, tuple)) or len(answer) != len(pieces):
        fail(f"The outputs {case} cannot be read.", given=given, got=describe(answer))
    outputs = []
    for got, piece in zip(answer, pieces, strict=True):
        if isinstance(got, tuple):
            fail("`step` returns a tuple, where one tensor was agreed on.", given=given, got=describe(got))
        what = f"the output {case}"
        outputs.append(expect_dtype_kind(expect_shape(got, piece.shape, what=what, given=given), "f", what=what))
    return np.concatenate(outputs, axis=1)


def _expect_right(
    candidate: Candidate,
    weights: Weights,
    n_heads: int,
    x: Array,
    lengths: tuple[int, ...],
    *,
    case: str,
    tolerance: float = SINGLE,
    given: str = "",
) -> Array:
    pieces = _cut(x, lengths)
    answer = candidate.call_named("feed", *weights, n_heads, pieces)
    got = _joined(answer, pieces, case=case, given=given)
    return _expect_as_whole(got, weights, n_heads, x, case=case, tolerance=tolerance, given=given)


def _expect_as_whole(
    got: Array, weights: Weights, n_heads: int, x: Array, *, case: str, tolerance: float = SINGLE, given: str = ""
) -> Array:
    wanted = _reference(weights, n_heads, x)
    size = max(1.0, float(np.abs(wanted).max()))
    return np.asarray(expect_close(got, wanted, rtol=0, atol=tolerance * size, what=f"the output {case}", given=given))


# --- visible examples


def two_tokens_by_hand(candidate: Candidate, rng: np.random.Generator) -> None:
    """All projections leave tokens alone; the second token's scores are log 3 for the first and zero for itself."""
    one = np.eye(4, dtype=np.float32)
    w_k = np.diag([np.log(3.0) * 2, 0.0, 0.0, 0.0]).astype(np.float32)
    x = np.zeros((1, 2, 4), dtype=np.float32)
    x[0, 0] = [1.0, 0.0, 8.0, 0.0]
    w_q = np.zeros((4, 4), dtype=np.float32)
    w_q[3, 0] = 1.0
    x[0, 1] = [0.0, 0.0, 0.0, 1.0]
    given = "one head of width four, two tokens one after the other; the second gives the first three quarters"
    answer = candidate.call_named("feed", w_q, w_k, one, one, 1, _cut(x, (1, 1)))
    got = _joined(answer, _cut(x, (1, 1)), case="for two tokens", given=given)
    wanted = np.array([[[1.0, 0.0, 8.0, 0.0], [0.75, 0.0, 6.0, 0.25]]])
    expect_close(got, wanted, rtol=0, atol=1e-4, what="the output for two tokens", given=given)


def three_then_one(candidate: Candidate, rng: np.random.Generator) -> None:
    given = "d_model = 8, two heads; three tokens, then one, then one"
    _expect_right(
        candidate,
        _weights(rng, 8),
        2,
        _tokens(rng, 1, 5, 8),
        (3, 1, 1),
        case="for three tokens and two more",
        given=given,
    )


# --- the rule


def whole_text_at_once(candidate: Candidate, rng: np.random.Generator) -> None:
    """Without any cache yet: plain causal attention, with all sides different."""
    for batch, n, d_model, n_heads in ((2, 7, 20, 4), (3, 2, 30, 5), (1, 6, 28, 4)):
        x = _tokens(rng, batch, n, d_model)
        _expect_right(candidate, _weights(rng, d_model), n_heads, x, (n,), case="for a whole text at once")


def token_by_token(candidate: Candidate, rng: np.random.Generator) -> None:
    for batch, n, d_model, n_heads in ((2, 7, 20, 4), (1, 9, 15, 3)):
        x = _tokens(rng, batch, n, d_model)
        _expect_right(candidate, _weights(rng, d_model), n_heads, x, (1,) * n, case="for one token after another")


def pieces_of_any_length(candidate: Candidate, rng: np.random.Generator) -> None:
    """Several tokens at once when there are earlier ones: they must not see each other's future."""
    weights, x = _weights(rng, 20), _tokens(rng, 2, 12, 20)
    for lengths in ((4, 4, 4), (1, 5, 6), (5, 1, 3, 1, 2), (2, 10), (11, 1)):
        _expect_right(candidate, weights, 4, x, lengths, case="for pieces of several tokens")


def equal_sides(candidate: Candidate, rng: np.random.Generator) -> None:
    """Batch, tokens of a piece, heads and width of a head are the same: a wrong axis raises nothing here."""
    for side in (2, 3):
        x = _tokens(rng, side, 3 * side, side * side)
        lengths = (side, side, side)
        _expect_right(candidate, _weights(rng, side * side), side, x, lengths, case="where all sides are equal")


def one_head(candidate: Candidate, rng: np.random.Generator) -> None:
    _expect_right(candidate, _weights(rng, 6), 1, _tokens(rng, 2, 5, 6), (2, 1, 2), case="for one head")
    _expect_right(candidate, _weights(rng, 4), 4, _tokens(rng, 2, 5, 4), (1, 3, 1), case="for heads of width one")


def sequences_are_apart(candidate: Candidate, rng: np.random.Generator) -> None:
    weights, x = _weights(rng, 12), _tokens(rng, 3, 6, 12)
    together = _expect_right(candidate, weights, 3, x, (3, 1, 2), case="for several texts")
    for at in range(3):
        alone = _expect_right(candidate, weights, 3, x[at : at + 1], (3, 1, 2), case="for one of the texts alone")
        what = "the output for one of the texts alone"
        expect_close(alone, together[at : at + 1], rtol=0, atol=1e-3, what=what)


# --- what is remembered


def reset_forgets(candidate: Candidate, rng: np.random.Generator) -> None:
    """After a reset another text begins, with another batch; a reset of a new object does nothing."""
    weights = _weights(rng, 12)
    first, second = _tokens(rng, 2, 5, 12), _tokens(rng, 3, 4, 12)
    pieces = [*_cut(first, (3, 2)), *_cut(second, (1, 3))]
    answer = candidate.call_named("feed", *weights, 3, [None, *pieces[:2], None, *pieces[2:]])
    case = "after a reset"
    if not isinstance(answer, (list, tuple)) or len(answer) != len(pieces):
        fail("The outputs cannot be read.", got=describe(answer))
    _expect_as_whole(_joined(answer[:2], pieces[:2], case="before a reset"), weights, 3, first, case="before a reset")
    _expect_as_whole(_joined(answer[2:], pieces[2:], case=case), weights, 3, second, case=case)


def objects_are_apart(candidate: Candidate, rng: np.random.Generator) -> None:
    """Two objects that are fed in turn have caches of their own."""
    weights = _weights(rng, 12)
    texts = _tokens(rng, 2, 5, 12), _tokens(rng, 2, 5, 12)
    pieces = [_cut(text, (2, 1, 2)) for text in texts]
    answer = candidate.call_named("feed_two", *weights, 3, *pieces)
    if not isinstance(answer, (list, tuple)) or len(answer) != len(texts):
        fail("The outputs cannot be read.", got=describe(answer))
    case = "of two objects that are used in turn"
    for found, text, own in zip(answer, texts, pieces, strict=True):
        _expect_as_whole(_joined(found, own, case=case), weights, 3, text, case=case)


def long_text(candidate: Candidate, rng: np.random.Generator) -> None:
    """Hundreds of tokens: nothing is dropped, and errors do not pile up from step to step."""
    weights, x = _weights(rng, 8), _tokens(rng, 1, 300, 8)
    _expect_right(candidate, weights, 2, x, (200, *(1,) * 60, 40), case="for hundreds of tokens")


# --- numbers and contract


def large_scores(candidate: Candidate, rng: np.random.Generator) -> None:
    """Scores in the hundreds and thousands: exponentials overflow in float32 beyond 88."""
    weights = _weights(rng, 12)
    for size in (20.0, 50.0):
        x = (size * _tokens(rng, 2, 6, 12)).astype(np.float32)
        _expect_right(candidate, weights, 3, x, (3, 1, 2), tolerance=COARSE, case="for tokens with large numbers")


def arguments_unchanged(candidate: Candidate, rng: np.random.Generator) -> None:
    """Tokens and weights belong to the caller."""
    for lengths in ((3, 1, 2), (1, 1, 1)):
        x = _tokens(rng, 2, sum(lengths), 12)
        _expect_right(candidate, _weights(rng, 12), 3, x, lengths, case="for one more text")
        expect_unchanged(candidate, ("w_q", "w_k", "w_v", "w_o", "n_heads", "pieces"))


# --- cost


def projects_new_tokens_only(candidate: Candidate, rng: np.random.Generator) -> None:
    """Counts the multiplications of a step after 400 tokens.

    Four projections of one token and its scores and mixture take some 70,000; projecting the keys of all tokens again
    takes 1.6 million, and the limit is half of that.
    """
    d_model, n = 64, 400
    weights, x = _weights(rng, d_model), _tokens(rng, 1, n + 3, d_model)
    pieces = _cut(x, (n, 1, 1, 1))
    counts = as_array(candidate.call_named("multiplications", *weights, 4, pieces))
    if counts.shape != (4,) or counts[1:].max() > n * d_model**2 / 2:
        raise TooSlow("A step with one new token does again what was done for the earlier ones.")
    _expect_right(candidate, weights, 4, x, (n, 1, 1, 1), case="for single tokens after a long piece")


def many_steps(candidate: Candidate, rng: np.random.Generator) -> None:
    """Five hundred tokens at once, then two hundred steps.

    A step with a cache takes a fraction of a millisecond. One that goes over the whole text again takes some ten.
    """
    weights, x = _weights(rng, 64), _tokens(rng, 1, 700, 64)
    pieces = _cut(x, (500, *(1,) * 200))
    answer = candidate.call_named("feed", *weights, 8, pieces)
    spent = candidate.cpu_ms
    got = _joined(answer, pieces, case="for many steps")
    begun = time.thread_time()
    _expect_as_whole(got, weights, 8, x, case="for many steps", tolerance=1e-3)
    reference_ms = (time.thread_time() - begun) * 1000
    # The reference is one pass over the whole text; two hundred of them would be right as well, but far slower.
    if spent > max(800.0, 15 * reference_ms):
        raise TooSlow("Two hundred steps take far longer than steps that use a cache.")
