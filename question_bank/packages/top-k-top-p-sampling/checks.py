"""Checks of top-k and top-p sampling: the probabilities are compared, the draws are judged by support and by counts.

The reference is NumPy in float64. Its probabilities and float32 ones differ by some eps times the number of tokens and
the largest score, below 1e-5 relative for all that is drawn here; 1e-4 leaves room for any order of the steps. Where
top-p cuts, p lies halfway between two running sums that are at least 1e-3 apart, so no rounding decides what is kept.
No check expects a certain draw: generators may be used in any way, so counts are held against bounds of six sigma.
"""

from question_bank.checking import (
    Array,
    Candidate,
    TooSlow,
    as_pair,
    expect_close,
    expect_dtype_kind,
    expect_equal,
    expect_shape,
    expect_that,
    expect_unchanged,
    np,
)

NAMES = ("tokens", "probabilities")


def _softmax(scores: Array) -> Array:
    weights = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return np.asarray(weights / weights.sum(axis=-1, keepdims=True))


def _reference(logits: Array, temperature: float = 1.0, top_k: int = 0, top_p: float = 1.0) -> Array:
    """Work the probabilities out; no two scores at a border may be equal, and temperature is not zero."""
    probabilities = _softmax(np.asarray(logits, dtype=np.float64) / temperature)
    for row in probabilities:
        order = np.argsort(-row)
        if top_k > 0:
            row[order[top_k:]] = 0.0
            row /= row.sum()
        if top_p < 1:
            n_kept = int(np.searchsorted(np.cumsum(row[order]), top_p)) + 1
            row[order[n_kept:]] = 0.0
            row /= row.sum()
    return np.asarray(probabilities)


def _between(row: Array, n_kept: int) -> float:
    """Give the p that keeps so many tokens of a row of probabilities, as far from both borders as can be."""
    sums = np.concatenate([[0.0], np.cumsum(np.sort(row)[::-1])])
    return float(sums[n_kept - 1] + sums[n_kept]) / 2


def _clear_rows(probabilities: Array, top_p: float, gap: float = 1e-3) -> Array:
    """Say in which rows no running sum lies near p."""
    sums = np.cumsum(-np.sort(-probabilities, axis=-1), axis=-1)
    return np.asarray(np.abs(sums - top_p).min(axis=-1) > gap)


def _parts(answer: object, shape: tuple[int, ...], *, case: str = "", given: str = "") -> tuple[Array, Array]:
    """Take the answer apart and look at shapes and types."""
    tokens, probabilities = as_pair(answer, NAMES, given=given)
    tokens = expect_shape(tokens, shape[:1], what=f"the array of tokens{case}", given=given)
    probabilities = expect_shape(probabilities, shape, what=f"the array of probabilities{case}", given=given)
    expect_dtype_kind(tokens, "iu", what=f"the array of tokens{case}", given=given)
    expect_dtype_kind(probabilities, "f", what=f"the array of probabilities{case}", given=given)
    expect_that((tokens >= 0) & (tokens < shape[1]), f"A token is no id of the vocabulary{case}.", given=given)
    return tokens, probabilities


def _expect_right(candidate: Candidate, logits: Array, expected: Array, *, case: str = "", given: str = "", **options):
    tokens, got = _parts(candidate.call(logits, **options), logits.shape, case=case, given=given)
    expect_close(got, expected, rtol=1e-4, atol=1e-6, what=f"the array of probabilities{case}", given=given)
    drawn = expected[np.arange(len(tokens)), tokens]
    expect_that(drawn > 0, f"A token was drawn that has no probability{case}.", given=given)
    return tokens


def _expect_reference(candidate: Candidate, logits: Array, *, case: str = "", seed: int | None = None, **options):
    expected = _reference(logits, **options)
    if seed is not None:
        return _expect_right(candidate, logits, expected, case=case, seed=seed, **options)
    return _expect_right(candidate, logits, expected, case=case, **options)


def _logits(rng: np.random.Generator, n: int, v: int) -> Array:
    """Draw float32 logits of which no two in a row are close, in an order of its own for each row."""
    steps = np.cumsum(rng.uniform(0.2, 0.6, size=(n, v)), axis=1)
    return rng.permuted(steps - steps.mean(axis=1, keepdims=True), axis=1).astype(np.float32)


# --- visible -----------------------------------------------------------------------------------------------------


def plain_sampling(candidate: Candidate, rng: np.random.Generator) -> None:
    expected = np.array([[0.1, 0.2, 0.3, 0.4], [0.25, 0.25, 0.25, 0.25], [0.7, 0.1, 0.1, 0.1]])
    given = "the logarithms of three rows of probabilities, no options"
    _expect_right(candidate, np.log(expected).astype(np.float32), expected, given=given)


def two_best(candidate: Candidate, rng: np.random.Generator) -> None:
    logits = np.log(np.array([[0.1, 0.2, 0.3, 0.4], [0.5, 0.1, 0.25, 0.15]])).astype(np.float32)
    expected = np.array([[0.0, 0.0, 3 / 7, 4 / 7], [2 / 3, 0.0, 1 / 3, 0.0]])
    given = "the logarithms of [[0.1, 0.2, 0.3, 0.4], [0.5, 0.1, 0.25, 0.15]], top_k=2"
    _expect_right(candidate, logits, expected, given=given, top_k=2)


def half_the_temperature(candidate: Candidate, rng: np.random.Generator) -> None:
    logits = np.log(np.array([[1.0, 2.0, 3.0]])).astype(np.float32)
    expected = np.array([[1.0, 4.0, 9.0]]) / 14
    given = "the logarithms of 1, 2 and 3, temperature=0.5"
    _expect_right(candidate, logits, expected, given=given, temperature=0.5)


# --- hidden ------------------------------------------------------------------------------------------------------


def agrees_with_reference(candidate: Candidate, rng: np.random.Generator) -> None:
    """All three controls at once, in rows that keep different numbers of tokens."""
    for n, v, temperature, k, p in (
        (5, 11, 0.7, 6, 0.85),
        (7, 4, 1.6, 3, 0.7),
        (3, 30, 2.5, 12, 0.6),
        (6, 6, 1.3, 4, 0.9),
    ):
        logits = _logits(rng, 4 * n, v) * rng.uniform(0.3, 1.5, size=(4 * n, 1)).astype(np.float32)
        kept = _clear_rows(_reference(logits, temperature, k), p)
        logits = logits[kept][:n]
        options = {"temperature": temperature, "top_k": k, "top_p": p}
        _expect_reference(candidate, logits, case=" with all three options", **options)
        answer = candidate.call_named("sample_by_place", logits, temperature, k, p)
        _, got = _parts(answer, logits.shape, case=" with options by place")
        expected = _reference(logits, **options)
        expect_close(got, expected, rtol=1e-4, atol=1e-6, what="the array of probabilities with options by place")


def enough_to_reach_p(candidate: Candidate, rng: np.random.Generator) -> None:
    """The token with which the total reaches p stays, and nothing after it, for every number of tokens."""
    case = " with top_p alone"
    shares = np.array([[0.4, 0.05, 0.3, 0.1, 0.15], [0.02, 0.55, 0.08, 0.15, 0.2]])
    for p, n_kept in ((0.5, (2, 1)), (0.6, (2, 2)), (0.78, (3, 3)), (0.87, (4, 3)), (0.97, (5, 4)), (0.3, (1, 1))):
        expected = np.where(
            shares >= [[-np.sort(-row)[n - 1]] for row, n in zip(shares, n_kept, strict=True)], shares, 0
        )
        expected /= expected.sum(axis=1, keepdims=True)
        _expect_right(candidate, np.log(shares).astype(np.float32), expected, case=case, top_p=p)
    logits = _logits(rng, 1, 9)
    for n in range(1, 10):
        p = _between(_reference(logits)[0], n)
        _expect_reference(candidate, logits, case=case, top_p=p)


def rows_keep_their_own(candidate: Candidate, rng: np.random.Generator) -> None:
    """Each row has its own order, its own border and its own number of tokens; what stands beside it changes
    nothing."""
    shares = np.array([[0.9, 0.06, 0.03, 0.01], [0.24, 0.26, 0.23, 0.27], [0.05, 0.5, 0.05, 0.4]])
    shares[2] = [0.06, 0.5, 0.04, 0.4]
    logits = (np.log(shares) + np.array([[0.0], [50.0], [-50.0]])).astype(np.float32)
    for options in ({"top_p": 0.8}, {"top_k": 2}, {"top_k": 3, "top_p": 0.7}):
        _expect_reference(candidate, logits, case=" of rows that differ greatly", **options)
        for row in logits:
            _expect_reference(candidate, row[None], case=" of a row that comes alone", **options)


def top_p_after_top_k(candidate: Candidate, rng: np.random.Generator) -> None:
    """Of 0.3, 0.25, 0.2, ... the first three weigh 0.75: two of them reach 0.7 of that, and not 0.7 of everything."""
    shares = np.array([[0.25, 0.07, 0.3, 0.1, 0.2, 0.08], [0.3, 0.2, 0.25, 0.09, 0.06, 0.1]])
    expected = np.where(shares >= 0.25, shares, 0.0) / 0.55
    logits = np.log(shares).astype(np.float32)
    _expect_right(candidate, logits, expected, case=" with top_k and top_p", top_k=3, top_p=0.7)
    _expect_reference(candidate, logits, case=" with top_k and top_p", top_k=2, top_p=0.99)


def temperature_first(candidate: Candidate, rng: np.random.Generator) -> None:
    """A high temperature flattens, so more tokens are needed to reach p; a low one sharpens."""
    logits = np.array([[3.0, 1.0, 0.0, 2.0], [0.5, -0.5, -1.5, 2.0]], dtype=np.float32)
    for temperature in (0.4, 3.0):
        _expect_reference(candidate, logits, case=" with temperature and top_p", temperature=temperature, top_p=0.8)
        _expect_reference(candidate, logits, case=" with temperature alone", temperature=temperature)
    _expect_reference(candidate, logits, case=" with a very low temperature", temperature=1e-3)
    close = np.array([[0.0, 0.002, -0.001]], dtype=np.float32)
    _expect_reference(candidate, close, case=" with a very low temperature and close logits", temperature=1e-3)


def temperature_zero(candidate: Candidate, rng: np.random.Generator) -> None:
    case = " with a temperature of zero"
    logits = _logits(rng, 6, 5)
    expected = np.eye(5)[logits.argmax(axis=1)]
    for options in ({"temperature": 0.0}, {"temperature": 0}, {"temperature": 0.0, "top_k": 3, "top_p": 0.5}):
        _expect_right(candidate, logits, expected, case=case, **options)
    banned = np.array([[-np.inf, -2.0, -5.0]], dtype=np.float32)
    _expect_right(candidate, banned, np.array([[0.0, 1.0, 0.0]]), case=case, temperature=0.0)
    # A small temperature in place of zero still leaves something to scores that are a little lower or equal.
    close = np.array([[1.0, 1.0009765625, 0.5]], dtype=np.float32)
    _expect_right(candidate, close, np.array([[0.0, 1.0, 0.0]]), case=case, temperature=0.0)
    equal = np.array([[2.0, 1.0, 2.0]], dtype=np.float32)
    _, got = _parts(candidate.call(equal, temperature=0.0), equal.shape, case=case)
    best = np.eye(3)[[0 if got[0, 0] > got[0, 2] else 2]]
    expect_close(got, best, rtol=1e-4, atol=1e-6, what=f"the array of probabilities{case} and two best tokens")


def at_least_one_token(candidate: Candidate, rng: np.random.Generator) -> None:
    """However small p is, or k is one, the best token stays."""
    logits = _logits(rng, 6, 5)
    best = np.eye(5)[logits.argmax(axis=1)]
    for options in (
        {"top_p": 0.0},
        {"top_p": 1e-6},
        {"top_k": 1},
        {"top_k": 1, "top_p": 0.2},
        {"top_k": 4, "top_p": 0.0},
    ):
        _expect_right(candidate, logits, best, case=" where one token is left", **options)


def nothing_to_cut(candidate: Candidate, rng: np.random.Generator) -> None:
    """A k of zero, of the whole vocabulary and beyond it, and a p of one leave all tokens."""
    logits = _logits(rng, 3, 5)
    for options in (
        {"top_k": 0},
        {"top_k": 5},
        {"top_k": 6},
        {"top_k": 5000},
        {"top_p": 1.0},
        {"top_k": 0, "top_p": 1.0},
    ):
        _expect_reference(candidate, logits, case=" where nothing is to be cut", **options)
    p = _between(_reference(logits[:1])[0], 3)
    _expect_reference(candidate, logits[:1], case=" with a large k and a p", top_k=50, top_p=p)
    _expect_reference(candidate, logits, case=" with k one below the vocabulary", top_k=4)
    _expect_right(
        candidate, logits[:, :1].copy(), np.ones((3, 1)), case=" with a vocabulary of one", top_k=2, top_p=0.5
    )


def equal_scores(candidate: Candidate, rng: np.random.Generator) -> None:
    """Which of several equal tokens stay is open; the better ones stay in any case, and shares fit the scores."""
    logits = np.array([[1.0, 2.0, 1.0, 0.0, 1.0]], dtype=np.float32)
    _, got = _parts(candidate.call(logits, top_k=2), logits.shape, case=" with equal scores")
    row = np.where(got[0] > 0, np.exp(logits[0]), 0.0)
    # One or more of the three that are equal, and never the smallest.
    expect_that(
        row[1] > 0 and (row > 0).sum() >= 2 and row[3] == 0, "With equal scores at the border wrong tokens stay."
    )
    what = "the array of probabilities with equal scores"
    expect_close(got[0], row / row.sum(), rtol=1e-4, atol=1e-6, what=what)


def banned_tokens(candidate: Candidate, rng: np.random.Generator) -> None:
    logits = _logits(rng, 4, 6)
    logits[0, [1, 4]] = logits[1, :5] = logits[2, 0] = -np.inf
    for options in (
        {},
        {"top_k": 5},
        {"temperature": 2.0, "top_k": 4},
        {"top_k": 5, "top_p": 0.9999},
        {"temperature": 0.3},
    ):
        _expect_reference(candidate, logits, case=" with logits of minus infinity", **options)


def large_logits(candidate: Candidate, rng: np.random.Generator) -> None:
    """Where exponentials overflow in float32 (above 88) and in float64 (above 709), or all underflow."""
    logits = (_logits(rng, 4, 6) * 2 + np.array([[5000.0], [-30000.0], [300.0], [0.0]])).astype(np.float32)
    for options in ({}, {"top_k": 3}, {"top_p": 0.999}):
        kept = logits[_clear_rows(_reference(logits, **options), options.get("top_p", 2.0), 1e-4)]
        if len(kept):
            _expect_reference(candidate, kept, case=" for large logits", **options)
    # Numbers that float32 holds as well, so that either precision will do.
    _expect_reference(candidate, logits.astype(np.float64), case=" for large logits in float64", top_k=4)


def draws_follow_the_probabilities(candidate: Candidate, rng: np.random.Generator) -> None:
    """Six thousand equal rows: counts within six sigma of n * p, which a right sampler misses once in 10^8 times."""
    n, shares = 6000, np.array([0.05, 0.35, 0.2, 0.4])
    logits = np.tile(np.log(shares).astype(np.float32), (n, 1))
    for options in ({}, {"top_k": 3}, {"temperature": 2.0, "top_p": 0.6}):
        expected = _reference(logits[:1], **options)[0]
        for seed in (int(rng.integers(2**31)), None):
            seeded = {} if seed is None else {"seed": seed}
            tokens, _ = _parts(candidate.call(logits, **seeded, **options), logits.shape)
            counts = np.bincount(tokens, minlength=4)
            bound = 6 * np.sqrt(n * expected * (1 - expected))
            expect_that(
                np.abs(counts - n * expected) <= bound, "Tokens are not drawn as often as their probabilities say."
            )
            # Neighbours are apart: two rows agree as often as two independent draws do.
            chance = float((expected**2).sum())
            agree = float((tokens[1:] == tokens[:-1]).sum())
            far = abs(agree - n * chance) > 8 * np.sqrt(n * chance * (1 - chance)) + 2
            expect_that(not far, "The draws of neighbouring rows depend on each other.")


def the_generator_decides(candidate: Candidate, rng: np.random.Generator) -> None:
    """With 400 rows of eight equal tokens two independent draws agree with a chance of 8 ** -400."""
    logits = np.zeros((400, 8), dtype=np.float32)
    seed = int(rng.integers(2**31))
    first, _ = _parts(candidate.call(logits, seed=seed), logits.shape)
    other, _ = _parts(candidate.call(logits, seed=seed + 1), logits.shape)
    again, _ = _parts(candidate.call(logits, seed=seed), logits.shape)
    expect_equal(again, first, what="the array of tokens from a generator with the same seed")
    expect_that((first != other).any(), "Generators with different seeds give the same tokens.")
    one, two = candidate.call_named("sample_twice", logits, seed)
    expect_that(np.any(np.asarray(one) != np.asarray(two)), "Two draws from one generator are the same.")
    one, _ = _parts(candidate.call(logits), logits.shape)
    two, _ = _parts(candidate.call(logits), logits.shape)
    expect_that((one != two).any(), "Two draws without a generator are the same.")


def inputs_unchanged(candidate: Candidate, rng: np.random.Generator) -> None:
    logits = _logits(rng, 3, 7)
    for options in (
        {"temperature": 0.5},
        {"top_k": 3},
        {"top_p": 0.5},
        {"temperature": 0.0},
        {"top_k": 4, "top_p": 0.7},
    ):
        _parts(candidate.call(logits, **options), logits.shape)
        expect_unchanged(candidate, ("logits",))


def large_vocabulary(candidate: Candidate, rng: np.random.Generator) -> None:
    # Sorting every row takes some ten milliseconds in all. Work for each pair of tokens is 4e8 steps a row.
    logits = (rng.normal(size=(8, 20_000)) * 2).astype(np.float32)
    options = {"temperature": 0.8, "top_p": 0.6}
    case = " for a large vocabulary"
    _, got = _parts(candidate.call(logits, **options), logits.shape, case=case)
    if candidate.cpu_ms > 2000:
        raise TooSlow("A call with a vocabulary of twenty thousand tokens takes far longer than a sort of each row.")
    # Here running sums lie close together, so rows may differ by a token at the border, which holds some 5e-4.
    what = f"the array of probabilities{case}"
    expect_close(got.sum(axis=1), np.ones(8), rtol=1e-3, atol=0.0, what=f"the sum of each row{case}")
    expect_close(got, _reference(logits, **options), rtol=5e-3, atol=2e-3, what=what)
