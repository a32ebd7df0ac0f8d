"""Checks of rotary embedding: a float64 reference out here that turns one pair of one token after the other.

Tolerances: tensors are float32. An angle p * f is right to about p * 1e-7, so 2e-4 of the largest entry is plenty
for positions below a thousand, and 5e-3 for positions of some thousands. Half precision keeps three digits: 1e-2.
Mistakes move results by 0.1 and more.
"""

import math

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

SINGLE = 2e-4
FAR = 5e-3
HALF = 1e-2
ARGUMENTS = ("x", "offset", "base")


def _reference(x: Array, offset: int = 0, base: float = 10000.0) -> Array:
    n, width = x.shape[-2:]
    turned = x.astype(np.float64)
    for token in range(n):
        for pair in range(width // 2):
            angle = (offset + token) * base ** (-2 * pair / width)
            cos, sin = math.cos(angle), math.sin(angle)
            first, second = x[..., token, 2 * pair].astype(float), x[..., token, 2 * pair + 1].astype(float)
            turned[..., token, 2 * pair] = first * cos - second * sin
            turned[..., token, 2 * pair + 1] = first * sin + second * cos
    return turned


def _drawn(rng: np.random.Generator, *shape: int) -> Array:
    return rng.normal(size=shape).astype(np.float32)


def _expect_turned(
    candidate: Candidate,
    x: Array,
    *,
    offset: int | None = None,
    base: float | None = None,
    case: str,
    tolerance: float = SINGLE,
    given: str = "",
) -> Array:
    options: dict[str, float] = {}
    if offset is not None:
        options["offset"] = offset
    if base is not None:
        options["base"] = base
    got = candidate.call(x, **options)
    what = f"the result {case}"
    if isinstance(got, tuple):
        fail(f"{what[0].upper()}{what[1:]} is a tuple, where one tensor was agreed on.", given=given, got=describe(got))
    expect_dtype_kind(got, "f", what=what, given=given)
    wanted = _reference(x, offset or 0, 10000.0 if base is None else base)
    size = max(1.0, float(np.abs(wanted).max()))
    return np.asarray(expect_close(got, wanted, rtol=0, atol=tolerance * size, what=what, given=given)).astype(float)


# --- visible examples


def one_pair(candidate: Candidate, rng: np.random.Generator) -> None:
    """Width two has one pair, whose frequency is one: token p is turned by p radians."""
    x = np.array([[1.0, 0.0]] * 3, dtype=np.float32).reshape(1, 1, 3, 2)
    given = "x = three tokens (1, 0) of width two"
    _expect_turned(candidate, x, case="for one pair", given=given)


def two_pairs(candidate: Candidate, rng: np.random.Generator) -> None:
    x = np.array([[1.0, 0.0, 0.0, 2.0], [1.0, 0.0, 0.0, 2.0]], dtype=np.float32).reshape(1, 1, 2, 4)
    given = "x = two tokens (1, 0, 0, 2), base = 100"
    _expect_turned(candidate, x, base=100.0, case="for two pairs", given=given)


def keeps_the_shape(candidate: Candidate, rng: np.random.Generator) -> None:
    x = _drawn(rng, 2, 3, 4, 6)
    given = "x of shape (2, 3, 4, 6): batch, heads, tokens, width"
    got = expect_shape(candidate.call(x), (2, 3, 4, 6), what="the result", given=given)
    expect_dtype_kind(got, "f", what="the result", given=given)
    _expect_turned(candidate, x, case="for a batch with heads", given=given)


# --- the rule


def agrees_with_reference(candidate: Candidate, rng: np.random.Generator) -> None:
    """All sides differ, so no axis can stand for another."""
    for shape in ((2, 3, 7, 10), (1, 5, 12, 4), (3, 2, 6, 16), (2, 1, 9, 2)):
        _expect_turned(candidate, _drawn(rng, *shape), case="for a batch with heads")


def equal_sides(candidate: Candidate, rng: np.random.Generator) -> None:
    """Batch, heads, tokens and width are the same: a wrong axis raises nothing here."""
    for side in (4, 6):
        _expect_turned(candidate, _drawn(rng, side, side, side, side), case="where all sides are equal")


def leading_axes(candidate: Candidate, rng: np.random.Generator) -> None:
    for leading in ((), (3,), (2, 3), (2, 1, 3)):
        case = f"for {len(leading) + 2} axes"
        _expect_turned(candidate, _drawn(rng, *leading, 5, 8), case=case)


def offset_continues(candidate: Candidate, rng: np.random.Generator) -> None:
    """Tokens that come in pieces, as from a cache, are turned as they would be in one piece."""
    x = _drawn(rng, 2, 3, 9, 8)
    whole = _expect_turned(candidate, x, offset=0, case="for all tokens at once")
    for start, stop in ((0, 4), (4, 8), (8, 9)):
        piece = np.ascontiguousarray(x[:, :, start:stop])
        got = _expect_turned(candidate, piece, offset=start, case="for tokens with an offset")
        expect_close(got, whole[:, :, start:stop], rtol=0, atol=2e-3, what="the result for a piece of the tokens")
    for offset in (1, 37, 500):
        _expect_turned(candidate, x, offset=offset, case="for tokens with an offset")


def relative_positions(candidate: Candidate, rng: np.random.Generator) -> None:
    """The score of a query and a key depends on how far they are apart and on nothing else, and it does depend."""
    query, key = _drawn(rng, 8), _drawn(rng, 8)
    n = 7
    queries, keys = (np.ascontiguousarray(np.broadcast_to(part, (1, 1, n, 8))) for part in (query, key))
    for offset in (0, 11):
        turned_q = _expect_turned(candidate, queries, offset=offset, case="for queries")[0, 0]
        turned_k = _expect_turned(candidate, keys, offset=offset, case="for keys")[0, 0]
        scores = turned_q @ turned_k.T
        for distance in range(-n + 1, n):
            line = np.diagonal(scores, distance)
            if np.ptp(line) > 1e-2:
                fail("Scores of queries and keys change when both move on by the same number of tokens.")
        expect_that(np.ptp(scores) > SINGLE, "Scores of queries and keys do not depend on their distance.")


def lengths_are_kept(candidate: Candidate, rng: np.random.Generator) -> None:
    """A turn changes no pair's length."""
    x = _drawn(rng, 2, 2, 6, 12)
    got = _expect_turned(candidate, x, offset=3, case="for a batch with heads")
    for have, want in ((got, x.astype(float)),):
        lengths = [np.hypot(part[..., 0::2], part[..., 1::2]) for part in (have, want)]
        expect_close(lengths[0], lengths[1], rtol=0, atol=1e-3, what="the length of a pair")


def base_is_used(candidate: Candidate, rng: np.random.Generator) -> None:
    x = _drawn(rng, 2, 2, 8, 6)
    for base in (10.0, 500_000.0):
        _expect_turned(candidate, x, base=base, case="for another base")
        _expect_turned(candidate, x, offset=5, base=base, case="for another base and an offset")


# --- edges and numbers


def one_token(candidate: Candidate, rng: np.random.Generator) -> None:
    x = _drawn(rng, 2, 3, 1, 4)
    _expect_turned(candidate, x, case="for a single token")
    _expect_turned(candidate, x, offset=6, case="for a single token with an offset")


def far_positions(candidate: Candidate, rng: np.random.Generator) -> None:
    """Positions of some thousands, as in a long text."""
    for offset in (3001, 7777):
        x = _drawn(rng, 1, 2, 5, 16)
        _expect_turned(candidate, x, offset=offset, tolerance=FAR, case="for positions in the thousands")


def half_precision(candidate: Candidate, rng: np.random.Generator) -> None:
    """Positions beyond 2048 do not fit into half precision, so angles made there are wrong by whole radians."""
    for offset in (0, 3001):
        x = _drawn(rng, 1, 2, 6, 8).astype(np.float16)
        _expect_turned(candidate, x, offset=offset, tolerance=HALF, case="for half precision")


def gradient_passes(candidate: Candidate, rng: np.random.Generator) -> None:
    """The gradient is the weights turned back."""
    x, weights = _drawn(rng, 1, 2, 5, 6), _drawn(rng, 1, 2, 5, 6)
    _expect_turned(candidate, x, offset=4, case="for a batch with heads")
    got = candidate.call_named("gradient", x, weights, 4)
    expect_that(got is not None, "No gradient passes through the function.")
    product = float((_reference(x, 4) * weights).sum())
    expect_shape(got, x.shape, what="the gradient")
    # The function is linear, so the gradient's product with the input is the weighted sum itself.
    expect_close(float((np.asarray(got) * x).sum()), product, rtol=0, atol=1e-3, what="the gradient along the input")
    other = _drawn(rng, 1, 2, 5, 6)
    along = float((_reference(other, 4) * weights).sum())
    expect_close(
        float((np.asarray(got) * other).sum()), along, rtol=0, atol=1e-3, what="the gradient along a direction"
    )


def input_unchanged(candidate: Candidate, rng: np.random.Generator) -> None:
    for shape in ((2, 3, 4, 6), (5, 8)):
        x = _drawn(rng, *shape)
        _expect_turned(candidate, x, offset=2, case="for one more input")
        expect_that(candidate.call(x, 2) is not None, "The function returns nothing.")
        expect_unchanged(candidate, ARGUMENTS)


# --- cost


def _plain(x: Array) -> Array:
    n, width = x.shape[-2:]
    angles = np.arange(n)[:, None] * 10000.0 ** (-np.arange(0, width, 2) / width)
    cos, sin = np.cos(angles), np.sin(angles)
    turned = np.empty(x.shape)
    turned[..., 0::2] = x[..., 0::2] * cos - x[..., 1::2] * sin
    turned[..., 1::2] = x[..., 0::2] * sin + x[..., 1::2] * cos
    return turned


def many_tokens(candidate: Candidate, rng: np.random.Generator) -> None:
    """Two thousand tokens of 64 columns: 65 thousand pairs of columns, milliseconds at once, seconds one by one."""
    x = _drawn(rng, 1, 4, 2048, 64)
    got = expect_fast(candidate, (x,), reference=_plain, times=40.0, floor_ms=250.0, what="A long text")
    expect_close(got, _plain(x), rtol=0, atol=FAR * 5, what="the result for many tokens")
