"""Checks of reservoir sampling. Nothing is expected of any one seed; shares over many seeds are.

A share p over N draws has the standard deviation sqrt(p (1 - p) / N). Bounds are six of them (seven where no seed is
given), so a fair sample fails with a probability below 1e-8, and an index that is off by one is ten and more away for
the small streams here.
"""

import itertools
import math

from question_bank.checking import (
    Array,
    Candidate,
    as_array,
    describe,
    expect_fast,
    expect_that,
    fail,
    np,
)

SIGMAS = 6.0
_SEEDS = [37 * draw + 11 for draw in range(2000)]


def _sample(candidate: Candidate, items: list[object], k: int, *seed: int, given: str = "") -> list[object]:
    answer = candidate.call(items, k, *seed)
    if isinstance(answer, np.ndarray):
        answer = answer.tolist()
    if not isinstance(answer, (list, tuple)):
        fail("The function should return a list of items.", given=given, got=describe(answer))
    return list(answer)


def _expect_a_sample(sample: list[object], items: list[object], k: int, *, given: str = "") -> None:
    size = min(k, len(items))
    expect_that(len(sample) == size, "The sample has the wrong size.", given=given, got=str(sample))
    left = list(items)
    for item in sample:
        same = next((at for at, other in enumerate(left) if type(other) is type(item) and other == item), None)
        if same is None:
            fail("The sample holds something that is not in the stream, or more often than it is there.", given=given)
        del left[same]


def _draws(candidate: Candidate, n_items: int, k: int, seeds: list[int]) -> Array:
    """Give one sample of the numbers below `n_items` in each row."""
    rows = as_array(candidate.call_named("samples", n_items, k, seeds), what="the samples")
    if rows.shape != (len(seeds), min(k, n_items)) or rows.dtype.kind not in "iuf":
        fail("A sample has the wrong size, or holds something that is not in the stream.")
    expect_that((rows >= 0) & (rows < n_items), "A sample holds something that is not in the stream.")
    return rows.astype(np.int64)


def _expect_share(shares: Array, wanted: float, n_draws: int, message: str, *, sigmas: float = SIGMAS) -> None:
    bound = sigmas * math.sqrt(wanted * (1 - wanted) / n_draws)
    expect_that(np.abs(np.asarray(shares) - wanted) <= bound, message)


def _shares(rows: Array, n_items: int) -> Array:
    return np.asarray(np.bincount(rows.ravel(), minlength=n_items) / len(rows))


_UNEVEN = "Over many seeds some items come out far more or less often than others."


# --- visible -----------------------------------------------------------------------------------------------------


def a_small_stream(candidate: Candidate, rng: np.random.Generator) -> None:
    items: list[object] = list(range(100, 120))
    for seed in (1, 2, 3):
        given = f"the numbers from 100 to 119, k = 5, seed = {seed}"
        _expect_a_sample(_sample(candidate, items, 5, seed, given=given), items, 5, given=given)


def two_items(candidate: Candidate, rng: np.random.Generator) -> None:
    """An index drawn from too short a range gives shares of 0 and 1, from too long a range 2/3 and 1/3."""
    shares = _shares(_draws(candidate, 2, 1, _SEEDS), 2)
    bound = SIGMAS * math.sqrt(0.25 / len(_SEEDS))
    message = "Over 2000 seeds each of two items should come out about half of the time."
    expect_that(np.abs(shares - 0.5) <= bound, message, got=f"shares {shares.tolist()}")


# --- hidden ------------------------------------------------------------------------------------------------------


def each_item_equally_often(candidate: Candidate, rng: np.random.Generator) -> None:
    for n_items, k in ((3, 1), (4, 1), (4, 3), (5, 2), (10, 3)):
        rows = _draws(candidate, n_items, k, _SEEDS)
        _expect_share(_shares(rows, n_items), k / n_items, len(rows), _UNEVEN)


def each_subset_equally_often(candidate: Candidate, rng: np.random.Generator) -> None:
    """Counts of single items do not show whether items come out together by chance."""
    for n_items, k in ((4, 2), (5, 3), (6, 2)):
        rows = np.sort(_draws(candidate, n_items, k, _SEEDS), axis=1)
        found = [tuple(row) for row in rows.tolist()]
        subsets = list(itertools.combinations(range(n_items), k))
        shares = np.array([found.count(subset) for subset in subsets]) / len(found)
        message = "Over many seeds some subsets come out far more or less often than others."
        _expect_share(shares, 1 / len(subsets), len(found), message)


def late_items(candidate: Candidate, rng: np.random.Generator) -> None:
    """Quarters of a stream hold equal shares of the sample, also when it is so long that coarse random keys are equal.

    The mean share of a quarter in samples of ten has a smaller deviation than that of ten independent draws.
    """
    message = "Early or late items of a longer stream come out far too often."
    for n_items, n_seeds in ((200, 300), (20_000, 20)):
        quarters = _draws(candidate, n_items, 10, _SEEDS[:n_seeds]) // (n_items // 4)
        shares = np.bincount(quarters.ravel(), minlength=4) / quarters.size
        _expect_share(shares, 0.25, quarters.size, message)


def nothing_twice(candidate: Candidate, rng: np.random.Generator) -> None:
    for n_items, k in ((6, 4), (30, 12), (9, 8)):
        rows = _draws(candidate, n_items, k, _SEEDS[:200])
        distinct = [len(set(row)) == k for row in rows.tolist()]
        expect_that(all(distinct), "An item of the stream is in the sample twice.")


def short_streams(candidate: Candidate, rng: np.random.Generator) -> None:
    for n_items, k in ((0, 3), (1, 1), (1, 4), (3, 5), (5, 5), (2, 100)):
        items: list[object] = list(range(n_items))
        for seed in (0, 9):
            _expect_a_sample(_sample(candidate, items, k, seed), items, k)


def any_kind_of_item(candidate: Candidate, rng: np.random.Generator) -> None:
    items: list[object] = ["a", None, 3.5, [1, 2], "b", 7, [1, 2], "", None, {"x": 1}]
    for k in (3, 9, 10, 20):
        for seed in range(6):
            _expect_a_sample(_sample(candidate, items, k, seed), items, k)


def equal_items(candidate: Candidate, rng: np.random.Generator) -> None:
    """Five events of one kind and one of another: the other is in a sample of three half of the time."""
    items: list[object] = ["common"] * 10
    for seed in range(4):
        _expect_a_sample(_sample(candidate, items, 6, seed), items, 6)
    mixed: list[object] = ["common"] * 3 + ["rare"] + ["common"] * 2
    n_rare = 0
    for seed in _SEEDS[:200]:
        sample = _sample(candidate, mixed, 3, seed)
        _expect_a_sample(sample, mixed, 3)
        n_rare += sample.count("rare")
    _expect_share(np.array([n_rare / 200]), 0.5, 200, "A rare event among equal ones is drawn too often or too rarely.")


def same_seed_same_sample(candidate: Candidate, rng: np.random.Generator) -> None:
    items: list[object] = list(range(500))
    for seed in (0, 3, 12345):
        one = _sample(candidate, items, 12, seed)
        _sample(candidate, items, 5, 99)
        expect_that(one == _sample(candidate, items, 12, seed), "The same seed gives another sample the second time.")
    # Two samples of twelve out of five hundred agree with a probability below 1e-23.
    others = sorted(map(str, _sample(candidate, items, 12, 4)))
    expect_that(others != sorted(map(str, one)), "Different seeds give the same sample.")


def without_a_seed(candidate: Candidate, rng: np.random.Generator) -> None:
    items: list[object] = list(range(500))
    drawn = {tuple(sorted(map(str, _sample(candidate, items, 12)))) for _ in range(3)}
    expect_that(len(drawn) > 1, "Without a seed each call gives the same sample.")
    rows = as_array(candidate.call_named("samples", 3, 1, [None] * 1500), what="the samples")
    shares = _shares(rows.astype(np.int64), 3)
    message = "Without a seed some items come out far more or less often than others."
    _expect_share(shares, 1 / 3, 1500, message, sigmas=7.0)


def reads_to_the_end(candidate: Candidate, rng: np.random.Generator) -> None:
    for n_items, k in ((50, 5), (7, 7), (3, 10), (400, 1)):
        n_read = candidate.call_named("number_read", n_items, k, 1)
        expect_that(n_read == n_items, "The stream was not read to its end.")


def keeps_few_items(candidate: Candidate, rng: np.random.Generator) -> None:
    """The sample, the item in hand, and room for as many again."""
    for n_items, k in ((300, 5), (500, 20)):
        n_kept, size = candidate.call_named("most_kept", n_items, k, 2)
        expect_that(size == k, "The sample has the wrong size.")
        expect_that(n_kept <= 2 * k + 20, "Far more than k items are held while the stream is read.")


def a_long_stream(candidate: Candidate, rng: np.random.Generator) -> None:
    """One draw for each event takes a tenth to a half second; going through a large sample each time takes many."""
    n_items, k = 100_000, 5000

    def plain(items: list[object], k: int, seed: int) -> list[int]:
        return np.random.default_rng(seed).permutation(len(items))[:k].tolist()

    items: list[object] = list(range(n_items))
    answer = expect_fast(candidate, (items, k, 5), reference=plain, times=20, floor_ms=3000, what="A long stream")
    sample = as_array(answer, what="the sample")
    right = sample.shape == (k,) and len(np.unique(sample)) == k and sample.min() >= 0 and sample.max() < n_items
    expect_that(right, "The sample of a long stream is not what it should be.")
