"""Checks of beam search: a plain reference over lists, brute force where the beam is wide enough, and counted calls.

Models are tables of logits drawn until no decision is close: at every step the last hypothesis that stays and the first
one that goes differ by more than 1e-3, and so do final scores that stand side by side. Sums of some twenty float32
log-probabilities are right to about 1e-5, so rounding decides nothing; scores are compared to 1e-3 absolutely.
"""

import itertools

from question_bank.checking import (
    Array,
    Candidate,
    TooSlow,
    as_array,
    expect_that,
    fail,
    np,
)

GAP = 1e-3
Hypothesis = tuple[tuple[int, ...], float]


def _log_probabilities(table: Array, tokens: tuple[int, ...], start: int) -> Array:
    """Say what the model of driver.py thinks of the next token after these."""
    whole = (start, *tokens)
    side = table.shape[1]
    last = whole[-1] % side
    before = whole[-2] % side if len(whole) > 1 else last
    row = table[min(len(whole), len(table)) - 1, before, last].astype(np.float64)
    row = row - row.max()
    return np.asarray(row - np.log(np.exp(row).sum()))


def _score(total: float, tokens: tuple[int, ...], length_penalty: float) -> float:
    return float(total / len(tokens) ** length_penalty)


def _reference(
    table: Array, start: int, end: int, n_beams: int = 4, max_length: int = 20, length_penalty: float = 1.0
) -> tuple[list[Hypothesis], float]:
    """Search; the second value is the smallest gap of any decision."""
    beam: list[Hypothesis] = [((), 0.0)]
    gap = np.inf
    for _ in range(max_length):
        pool: list[Hypothesis] = []
        for tokens, total in beam:
            if tokens and tokens[-1] == end:
                pool.append((tokens, total))
                continue
            row = _log_probabilities(table, tokens, start)
            best = np.argsort(-row)[: n_beams + 1]
            pool += [((*tokens, int(t)), total + float(row[t])) for t in best if row[t] > -np.inf]
        pool.sort(key=lambda one: -one[1])
        if len(pool) > n_beams:
            gap = min(gap, pool[n_beams - 1][1] - pool[n_beams][1])
        beam = pool[:n_beams]
        if all(tokens[-1] == end for tokens, _ in beam):
            break
    scored = sorted(
        ((tokens, _score(total, tokens, length_penalty)) for tokens, total in beam), key=lambda one: -one[1]
    )
    gap = min([gap, *(one[1] - other[1] for one, other in itertools.pairwise(scored))])
    return scored, float(gap)


def _drawn(rng: np.random.Generator, n_times: int, n_tokens: int, *searches: dict, spread: float = 1.5) -> Array:
    """Draw a model in which none of the searches has to decide between nearly equal hypotheses."""
    for _ in range(200):
        table = (rng.normal(size=(n_times, n_tokens, n_tokens, n_tokens)) * spread).astype(np.float32)
        if all(_reference(table, 0, n_tokens - 1, **options)[1] > GAP for options in searches):
            return table
    raise RuntimeError("no clear model was drawn")


def _read(answer: object, *, case: str = "", given: str = "") -> list[Hypothesis]:
    """Take the answer apart: a list of pairs, tokens as any row of whole numbers and a score as any number."""
    what = f"the list of hypotheses{case}"
    if not isinstance(answer, (list, tuple)):
        fail(f"{what[0].upper()}{what[1:]} should be a list of (tokens, score) pairs.", given=given)
    found: list[Hypothesis] = []
    for pair in answer:
        if not isinstance(pair, (list, tuple)) or len(pair) != 2:
            fail(f"Each entry of {what} should be a pair of tokens and score.", given=given)
        tokens = as_array(pair[0], what=f"the tokens of a hypothesis{case}", given=given)
        score = as_array(pair[1], what=f"the score of a hypothesis{case}", given=given)
        if tokens.ndim != 1 or (tokens.size and tokens.dtype.kind not in "iu"):
            fail(f"The tokens of a hypothesis{case} should be a row of whole numbers.", given=given)
        if score.size != 1 or score.dtype.kind not in "iuf":
            fail(f"The score of a hypothesis{case} should be one number.", given=given)
        found.append((tuple(int(t) for t in tokens), float(score.reshape(-1)[0])))
    return found


def _expect(got: list[Hypothesis], expected: list[Hypothesis], *, case: str = "", given: str = "") -> None:
    short = {"given": given, "expected": _told(expected), "got": _told(got)}
    if len(got) != len(expected):
        fail(f"The number of hypotheses{case} is wrong.", **short)
    if {tokens for tokens, _ in got} != {tokens for tokens, _ in expected}:
        fail(f"Wrong hypotheses are left{case}.", **short)
    if [tokens for tokens, _ in got] != [tokens for tokens, _ in expected]:
        fail(f"The hypotheses{case} are in the wrong order.", **short)
    if any(not abs(one[1] - other[1]) <= GAP for one, other in zip(got, expected, strict=True)):
        fail(f"The scores of the hypotheses{case} are wrong.", **short)


def _told(hypotheses: list[Hypothesis]) -> str:
    return ", ".join(f"{list(tokens)}: {score:.4f}" for tokens, score in hypotheses)


def _expect_reference(candidate: Candidate, table: Array, *, case: str = "", **options) -> None:
    end = table.shape[-1] - 1
    expected, _ = _reference(table, 0, end, **options)
    _expect(_read(candidate.call(table, 0, end, **options), case=case), expected, case=case)


def _chain(*rows: list[float]) -> Array:
    """Make a model whose logits depend on the last token only, from probabilities."""
    with np.errstate(divide="ignore"):
        one = np.log(np.array(rows, dtype=np.float64)).astype(np.float32)
    return np.tile(one, (1, len(rows), 1, 1))


# --- visible -----------------------------------------------------------------------------------------------------


def a_beam_of_one(candidate: Candidate, rng: np.random.Generator) -> None:
    table = _chain([0.1, 0.6, 0.2, 0.1], [0.1, 0.1, 0.7, 0.1], [0.2, 0.1, 0.1, 0.6], [0.25, 0.25, 0.25, 0.25])
    given = (
        "a model over tokens 0 to 3 in which 0 -> 1 -> 2 -> 3 is likeliest; start 0, end 3, n_beams=1, length_penalty=0"
    )
    got = _read(candidate.call(table, 0, 3, n_beams=1, max_length=6, length_penalty=0.0), given=given)
    _expect(got, [((1, 2, 3), float(np.log(0.6 * 0.7 * 0.6)))], given=given)


def better_than_greedy(candidate: Candidate, rng: np.random.Generator) -> None:
    # 1 looks better at first, 2 leads further: 0.5 * 0.4 against 0.4 * 0.9.
    table = _chain([0.05, 0.5, 0.4, 0.05], [0.3, 0.2, 0.1, 0.4], [0.04, 0.03, 0.03, 0.9], [0.25, 0.25, 0.25, 0.25])
    given = (
        "a model over tokens 0 to 3: 0 -> 1 has 0.5, 0 -> 2 has 0.4, 1 -> 3 has 0.4, 2 -> 3 has 0.9; start 0, end 3, "
    )
    given += "n_beams=2, max_length=2, length_penalty=0"
    got = _read(candidate.call(table, 0, 3, n_beams=2, max_length=2, length_penalty=0.0), given=given)
    _expect(got, [((2, 3), float(np.log(0.36))), ((1, 3), float(np.log(0.2)))], given=given)


# --- hidden ------------------------------------------------------------------------------------------------------


def agrees_with_reference(candidate: Candidate, rng: np.random.Generator) -> None:
    """Models that look at the last two tokens and the time, so that a lost or mixed-up history shows."""
    for n_times, n_tokens, n_beams, length, penalty in (
        (5, 5, 3, 5, 1.0),
        (6, 4, 5, 6, 0.6),
        (4, 7, 2, 4, 0.0),
        (7, 6, 4, 7, 1.3),
    ):
        options = {"n_beams": n_beams, "max_length": length, "length_penalty": penalty}
        table = _drawn(rng, n_times, n_tokens, options)
        _expect_reference(candidate, table, **options)
        by_place = candidate.call_named("beam_search_by_place", table, 0, n_tokens - 1, n_beams, length, penalty)
        _expect(_read(by_place), _reference(table, 0, n_tokens - 1, **options)[0], case=" with options by place")


def wide_enough_finds_all(candidate: Candidate, rng: np.random.Generator) -> None:
    """With room for every hypothesis the search is exhaustive, so all that can be written down come back."""
    n, length = 3, 3
    options = {"n_beams": 40, "max_length": length, "length_penalty": 0.0}
    table = _drawn(rng, 3, n, options)
    expected = []
    for size in range(1, length + 1):
        for tokens in itertools.product(range(n), repeat=size):
            if n - 1 in tokens[:-1] or (size < length and tokens[-1] != n - 1):
                continue
            total = sum(_log_probabilities(table, tokens[:at], 0)[token] for at, token in enumerate(tokens))
            expected.append((tokens, float(total)))
    expected.sort(key=lambda one: -one[1])
    case = " with a beam that is wide enough for all"
    _expect(_read(candidate.call(table, 0, n - 1, **options), case=case), expected, case=case)


def any_logits(candidate: Candidate, rng: np.random.Generator) -> None:
    """A number added to all logits of a step changes nothing, however large."""
    options = {"n_beams": 3, "max_length": 4, "length_penalty": 0.7}
    table = _drawn(rng, 4, 4, options)
    table = (table * 64).round() / 64
    for _ in range(200):
        if _reference(table, 0, 3, **options)[1] > GAP:
            break
        table = (_drawn(rng, 4, 4, options) * 64).round() / 64
    # Multiples of 1/64 below 2 ** 12 are exact in float32, so the shifted model is the same.
    shifts = rng.integers(-2000, 2000, size=(*table.shape[:3], 1)).astype(np.float32)
    expected, _ = _reference(table, 0, 3, **options)
    case = " for logits of any size"
    _expect(_read(candidate.call(table + shifts, 0, 3, **options), case=case), expected, case=case)


def ended_ones_stay(candidate: Candidate, rng: np.random.Generator) -> None:
    """The end comes early and likely; what has ended is neither continued nor dropped, and others go on beside it."""
    table = _chain([0.01, 0.34, 0.25, 0.4], [0.05, 0.45, 0.3, 0.2], [0.02, 0.9, 0.05, 0.03], [0.7, 0.1, 0.1, 0.1])
    for n_beams in (2, 3):
        for length in (1, 2, 3, 5):
            for penalty in (0.0, 1.0):
                options = {"n_beams": n_beams, "max_length": length, "length_penalty": penalty}
                _expect_reference(candidate, table, case=" where one has ended early", **options)


def the_first_end_is_not_the_last(candidate: Candidate, rng: np.random.Generator) -> None:
    """The hypothesis that ends first, after one token, is not the best: the other one ends two tokens later."""
    table = _chain([0.02, 0.5, 0.03, 0.45], [0.01, 0.03, 0.95, 0.01], [0.01, 0.02, 0.01, 0.96], [0.1, 0.1, 0.7, 0.1])
    for penalty in (0.0, 1.0, 0.5):
        options = {"n_beams": 2, "max_length": 8, "length_penalty": penalty}
        _expect_reference(candidate, table, case=" where a later one is better", **options)


def length_penalty_ranks(candidate: Candidate, rng: np.random.Generator) -> None:
    """The penalty turns the order around at the end, and changes no decision on the way."""
    table = _chain([0.05, 0.45, 0.15, 0.35], [0.1, 0.2, 0.6, 0.1], [0.05, 0.15, 0.1, 0.7], [0.25, 0.25, 0.25, 0.25])
    for penalty in (0.0, 0.3, 1.0, 2.0):
        for n_beams in (2, 3):
            options = {"n_beams": n_beams, "max_length": 6, "length_penalty": penalty}
            if _reference(table, 0, 3, **options)[1] > GAP:
                _expect_reference(candidate, table, case=" with a length penalty", **options)
    searches = [{"n_beams": 2, "max_length": 6, "length_penalty": penalty} for penalty in (0.0, 0.5, 1.0, 1.7)]
    for _ in range(3):
        table = _drawn(rng, 6, 4, *searches)
        for options in searches:
            _expect_reference(candidate, table, case=" with a length penalty", **options)


def cut_at_the_longest(candidate: Candidate, rng: np.random.Generator) -> None:
    """Nothing ends in time: what there is comes back, with exactly as many tokens as allowed."""
    for length in (1, 2, 4):
        options = {"n_beams": 3, "max_length": length}
        table = _drawn(rng, 5, 4, options)
        table[..., 3] = -20.0
        for _ in range(100):
            if _reference(table, 0, 3, **options)[1] > GAP:
                break
            table[..., :3] = _drawn(rng, 5, 4, options)[..., :3]
        _expect_reference(candidate, table, case=" where none has ended", **options)


def wider_than_the_vocabulary(candidate: Candidate, rng: np.random.Generator) -> None:
    """In the first step there are fewer continuations than places in the beam."""
    for n_tokens, n_beams in ((3, 7), (4, 5), (2, 6)):
        options = {"n_beams": n_beams, "max_length": 4}
        table = _drawn(rng, 4, n_tokens, options)
        _expect_reference(candidate, table, case=" with a beam wider than the vocabulary", **options)
    options = {"n_beams": 9, "max_length": 1}
    _expect_reference(candidate, _drawn(rng, 1, 3, options), case=" with a beam wider than the vocabulary", **options)


def impossible_tokens(candidate: Candidate, rng: np.random.Generator) -> None:
    """Logits of minus infinity: those continuations do not exist, even where there is room for them."""
    table = _chain([0.0, 0.7, 0.3, 0.0], [0.0, 0.0, 0.6, 0.4], [0.0, 0.0, 0.2, 0.8], [0.25, 0.25, 0.25, 0.25])
    for n_beams in (1, 2, 5, 8):
        for length in (1, 3):
            options = {"n_beams": n_beams, "max_length": length, "length_penalty": 0.5}
            _expect_reference(candidate, table, case=" with impossible tokens", **options)


def several_of_one_family(candidate: Candidate, rng: np.random.Generator) -> None:
    """All places go to children of one parent, when these are the best."""
    table = _chain(
        [0.01, 0.9, 0.05, 0.02, 0.02],
        [0.3, 0.24, 0.22, 0.04, 0.2],
        [0.1, 0.1, 0.1, 0.6, 0.1],
        *[[0.2, 0.21, 0.19, 0.22, 0.18]] * 2,
    )
    options = {"n_beams": 3, "max_length": 2, "length_penalty": 0.0}
    expected = [((1, 0), 0.27), ((1, 1), 0.216), ((1, 2), 0.198)]
    got = _read(candidate.call(table, 0, 4, **options))
    _expect(got, [(tokens, float(np.log(p))) for tokens, p in expected], case=" with one parent")


def default_options(candidate: Candidate, rng: np.random.Generator) -> None:
    for spread in (1.5, 0.5):
        table = _drawn(rng, 3, 5, {}, spread=spread)
        _expect_reference(candidate, table, case=" without options")
    table = _drawn(rng, 3, 4, {}, spread=0.8)
    table[..., 3] -= 30.0
    for _ in range(100):
        if _reference(table, 0, 3)[1] > GAP:
            break
        table = _drawn(rng, 3, 4, {}, spread=0.8)
        table[..., 3] -= 30.0
    _expect_reference(candidate, table, case=" without options, where none has ended")


def thrifty_with_the_model(candidate: Candidate, rng: np.random.Generator) -> None:
    options = {"n_beams": 4, "max_length": 6}
    counts = as_array(candidate.call_named("count_calls", _drawn(rng, 6, 5, options), 0, 4, **options)).tolist()
    expect_that(0 < counts[0] <= 4 * 6, "The model is called more often than there are hypotheses to continue.")
    expect_that(counts[1] <= 4 * 6, "The model is given more sequences than there are hypotheses to continue.")
    # From every token the end has 0.97, so after a few steps all four have ended, and a hundred more are for nothing.
    table = _chain([0.01, 0.01, 0.01, 0.97], *[[0.012, 0.011, 0.01, 0.967]] * 3)
    counts = as_array(candidate.call_named("count_calls", table, 0, 3, n_beams=4, max_length=100)).tolist()
    expect_that(counts[0] <= 4 * 8, "The model is still called when everything in the beam has ended.")


def large_vocabulary(candidate: Candidate, rng: np.random.Generator) -> None:
    # Totals near -150, far below what float32 can hold as a probability. 600 thousand continuations are looked at.
    options = {"n_beams": 10, "max_length": 20, "length_penalty": 0.8}
    n_tokens = 3000
    for _ in range(50):
        table = (rng.normal(size=(1, 3, 3, n_tokens)) * 0.7).astype(np.float32)
        table[..., -1] = -30.0
        expected, gap = _reference(table, 0, n_tokens - 1, **options)
        if gap > GAP / 5:
            break
    case = " for a large vocabulary"
    got = _read(candidate.call(table, 0, n_tokens - 1, **options), case=case)
    if candidate.cpu_ms > 3500:
        raise TooSlow("A search over three thousand tokens takes far longer than one that selects in arrays.")
    expect_that(len(got) == len(expected), f"The number of hypotheses{case} is wrong.")
    ours, theirs = got[0][1], expected[0][1]
    expect_that(abs(ours - theirs) <= 0.01, f"The best score{case} is wrong.")
    expect_that(len(got[0][0]) == 20, f"The best hypothesis{case} has the wrong length.")
