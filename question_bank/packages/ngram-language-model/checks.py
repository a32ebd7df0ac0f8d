"""Checks of the n-gram model: probabilities by counting anew out here, sums that must be one, and perplexities.

A probability is a quotient of small numbers, right to some eps. A perplexity is the exponential of a mean of
logarithms, right to some eps times the number of words. 1e-9 relative is ample for both.
"""

import math
from collections import Counter

from question_bank.checking import Candidate, TooSlow, as_array, expect_close, expect_that, np

Sentences = list[list[str]]
Query = tuple[str | None, list[str]]
_BEGIN, _END, _NEW = ("begin",), ("end",), ("new",)
"""No word is a tuple, so these cannot be mistaken for one."""


class _Reference:
    def __init__(self, train: Sentences, n: int = 3, alpha: float = 1.0) -> None:
        self.n, self.alpha = n, alpha
        self.words = {word for sentence in train for word in sentence}
        self.grams: Counter = Counter()
        self.contexts: Counter = Counter()
        for sentence in train:
            for context, word in self.steps(sentence):
                self.grams[context, word] += 1
                self.contexts[context] += 1

    def steps(self, sentence: list[str]) -> list[tuple[tuple, object]]:
        row = [_BEGIN] * (self.n - 1) + [self.known(word) for word in sentence] + [_END]
        return [(tuple(row[at - self.n + 1 : at]), row[at]) for at in range(self.n - 1, len(row))]

    def known(self, word: str | None) -> object:
        if word is None:
            return _END
        return word if word in self.words else _NEW

    def smoothed(self, context: tuple, word: object) -> float:
        below = self.contexts[context] + self.alpha * (len(self.words) + 2)
        return float((self.grams[context, word] + self.alpha) / below) if below else 0.0

    def probability(self, word: str | None, context: list[str]) -> float:
        row = [_BEGIN] * (self.n - 1) + [self.known(one) for one in context]
        return self.smoothed(tuple(row[len(row) - self.n + 1 :]), self.known(word))

    def perplexity(self, test: Sentences) -> float:
        shares = [self.smoothed(*step) for sentence in test for step in self.steps(sentence)]
        if min(shares) == 0:
            return math.inf
        return math.exp(-math.fsum(math.log(share) for share in shares) / len(shares))


def _expect_shares(
    candidate: Candidate, train: Sentences, queries: list[Query], *, case: str = "", given: str = "", **options: float
) -> None:
    model = _Reference(train, **options)
    expected = [model.probability(word, context) for word, context in queries]
    got = candidate.call_named("probabilities", train, queries, **options)
    expect_close(got, expected, rtol=1e-9, atol=1e-12, what=f"the list of probabilities{case}", given=given)


def _expect_perplexity(
    candidate: Candidate, train: Sentences, test: Sentences, *, case: str = "", given: str = "", **options: float
) -> None:
    got = candidate.call_named("perplexity", train, test, **options)
    expected = _Reference(train, **options).perplexity(test)
    expect_close(got, expected, rtol=1e-9, atol=0.0, what=f"the perplexity{case}", given=given)


def _text(rng: np.random.Generator, n_sentences: int, words: str = "abcdef", longest: int = 7) -> Sentences:
    shares = 1 / np.arange(1, len(words) + 1)
    sizes = rng.integers(1, longest + 1, size=n_sentences)
    return [[str(w) for w in rng.choice(list(words), size=n, p=shares / shares.sum())] for n in sizes]


# --- visible -----------------------------------------------------------------------------------------------------


def pairs_by_hand(candidate: Candidate, rng: np.random.Generator) -> None:
    train = [["the", "cat", "sat"], ["the", "dog", "sat"], ["the", "cat"]]
    # Four words, the end and the unknown make six; after "the" came cat, dog and cat.
    queries: list[Query] = [("cat", ["the"]), ("dog", ["the"]), (None, ["sat"])]
    given = "n=2, alpha=1, sentences 'the cat sat', 'the dog sat' and 'the cat'; "
    given += "cat after the, dog after the, the end after sat"
    got = candidate.call_named("probabilities", train, queries, n=2, alpha=1.0)
    expect_close(got, [3 / 9, 2 / 9, 3 / 8], rtol=1e-9, atol=0.0, what="the list of probabilities", given=given)


def perplexity_by_hand(candidate: Candidate, rng: np.random.Generator) -> None:
    # With one word, the end and the unknown: a has (2 + 1) / (4 + 3), the end as well.
    given = "n=1, alpha=1, learned from 'a' and 'a', measured on 'a'"
    got = candidate.call_named("perplexity", [["a"], ["a"]], [["a"]], n=1, alpha=1.0)
    expect_close(got, 7 / 3, rtol=1e-9, atol=0.0, what="the perplexity", given=given)


# --- hidden ------------------------------------------------------------------------------------------------------


def probabilities_agree(candidate: Candidate, rng: np.random.Generator) -> None:
    for n, alpha in ((1, 1.0), (2, 0.5), (3, 1.0), (4, 0.1), (5, 2)):
        train = _text(rng, 12)
        contexts = [sentence[:at] for sentence in train[:5] + _text(rng, 3) for at in range(len(sentence))]
        queries: list[Query] = [(word, context) for context in contexts for word in ("a", "b", "f", None)]
        _expect_shares(candidate, train, queries, n=n, alpha=alpha)
        got = candidate.call_named("by_place", train, queries[:8], n, alpha)
        model = _Reference(train, n, alpha)
        expected = [model.probability(*query) for query in queries[:8]]
        expect_close(got, expected, rtol=1e-9, atol=1e-12, what="the list of probabilities with arguments by place")


def perplexities_agree(candidate: Candidate, rng: np.random.Generator) -> None:
    for n, alpha in ((1, 1.0), (2, 0.5), (3, 0.3), (4, 1.5)):
        train, test = _text(rng, 15), _text(rng, 6)
        _expect_perplexity(candidate, train, test, n=n, alpha=alpha)
        _expect_perplexity(candidate, train, train, n=n, alpha=alpha)
        _expect_perplexity(candidate, train, test[:1], n=n, alpha=alpha)


def sums_to_one(candidate: Candidate, rng: np.random.Generator) -> None:
    """All words, the end and the unknown share one, after every context, seen or not."""
    train = _text(rng, 10, "abcd")
    words = sorted({word for sentence in train for word in sentence})
    for n, alpha in ((1, 1.0), (2, 1.0), (3, 0.25)):
        for context in ([], ["a"], ["a", "b"], ["d", "d", "d"], ["never", "seen"], ["b", "never"]):
            queries: list[Query] = [(word, context) for word in [*words, None, "something else"]]
            got = as_array(
                candidate.call_named("probabilities", train, queries, n=n, alpha=alpha), what="the probabilities"
            )
            expect_that(got.size == len(queries), "A probability is missing.")
            expect_that(
                abs(float(got.astype(float).sum()) - 1) < 1e-9,
                "The probabilities of all words, the end and one unknown word do not add up to one.",
            )
            _expect_shares(candidate, train, queries, n=n, alpha=alpha)


def beginnings_and_ends(candidate: Candidate, rng: np.random.Generator) -> None:
    """What comes first in a sentence depends on nothing being before it, and sentences do not run into one another."""
    case = " at the beginning and the end"
    train = [["a", "b"], ["a", "c"], ["b", "a"], ["c"]]
    contexts: list[list[str]] = [[], ["a"], ["b"], ["c"], ["b", "a"], ["a", "b"], ["a", "b", "a"]]
    queries: list[Query] = [(word, context) for context in contexts for word in ("a", "b", "c", None)]
    for n in (1, 2, 3, 4):
        _expect_shares(candidate, train, queries, case=case, n=n, alpha=0.5)
        _expect_perplexity(candidate, train, [["a"], ["c", "a"], ["b"]], case=case, n=n, alpha=0.5)


def only_the_last_words_count(candidate: Candidate, rng: np.random.Generator) -> None:
    case = " after a long context"
    train = _text(rng, 15, "abc")
    queries: list[Query] = [("a", ["c", "b", *end]) for end in (["a"], ["a", "b"], ["c", "a", "b"], ["x", "b", "a"])]
    for n in (1, 2, 3):
        _expect_shares(candidate, train, [*queries, (None, ["a"] * 9)], case=case, n=n, alpha=0.7)


def unknown_words(candidate: Candidate, rng: np.random.Generator) -> None:
    """All unknown words are one, as what comes and as what came before."""
    case = " of words that were never seen"
    train = [["a", "b", "a"], ["b", "a"]]
    queries: list[Query] = [("x", ["a"]), ("yy", ["a"]), ("a", ["x"]), (None, ["x"]), ("x", ["x"]), ("b", ["x", "a"])]
    for n in (1, 2, 3):
        _expect_shares(candidate, train, queries, case=case, n=n, alpha=1.0)
        _expect_perplexity(candidate, train, [["x"], ["a", "x", "y", "b"]], case=case, n=n, alpha=0.5)


def no_smoothing(candidate: Candidate, rng: np.random.Generator) -> None:
    case = " without smoothing"
    train = [["a", "b", "a", "b"], ["a", "a"]]
    queries: list[Query] = [("b", ["a"]), ("a", ["b"]), ("c", ["a"]), ("a", ["c"]), (None, ["b"]), ("a", []), ("b", [])]
    for n in (1, 2, 3):
        for alpha in (0.0, 0):
            _expect_shares(candidate, train, queries, case=case, n=n, alpha=alpha)
    _expect_perplexity(candidate, train, [["a", "b"], ["a", "a"]], case=case, n=2, alpha=0.0)
    for test in ([["a", "b"], ["b", "b"]], [["a", "x"]], [["x", "a", "b"]]):
        _expect_perplexity(candidate, train, test, case=f"{case} of something impossible", n=2, alpha=0.0)


def sentences_of_any_length(candidate: Candidate, rng: np.random.Generator) -> None:
    """Empty sentences are a beginning and an end; long ones do not underflow; all words weigh the same."""
    case = " of empty sentences"
    train: Sentences = [["a"], [], ["b", "a"], []]
    for n in (1, 2, 3):
        _expect_shares(candidate, train, [(None, []), ("a", []), (None, ["a"])], case=case, n=n, alpha=0.5)
        _expect_perplexity(candidate, train, [[], ["a"]], case=case, n=n, alpha=0.5)
        _expect_perplexity(candidate, train, [[]], case=case, n=n, alpha=0.5)
    long = [[str(word) for word in rng.choice(list("abcdefgh"), size=1500)]]
    short = _text(rng, 6, "abcdefgh", longest=2)
    _expect_perplexity(candidate, long, short + long, case=" of a long sentence", n=2, alpha=1.0)
    _expect_perplexity(candidate, short, long + short, case=" of a long sentence", n=3, alpha=1.0)


def default_arguments(candidate: Candidate, rng: np.random.Generator) -> None:
    train, test = _text(rng, 12, "abc"), _text(rng, 4, "abc")
    queries: list[Query] = [("a", ["a", "b"]), ("b", ["b", "a"]), (None, ["c", "a"]), ("c", [])]
    _expect_shares(candidate, train, queries, case=" without arguments")
    _expect_perplexity(candidate, train, test, case=" without arguments")
    _expect_shares(candidate, train, queries, case=" with n alone", n=2)
    _expect_shares(candidate, train, queries, case=" with alpha alone", alpha=0.2)


def models_are_apart(candidate: Candidate, rng: np.random.Generator) -> None:
    first, second = _text(rng, 8, "abc"), _text(rng, 8, "cdab")
    queries: list[Query] = [("a", ["a"]), ("c", ["b"]), ("d", ["a"]), (None, ["c"]), ("b", [])]
    options = {"n": 2, "alpha": 0.5}
    model = _Reference(second, **options)
    got = candidate.call_named("learned_twice", first, second, queries, **options)
    what = "the list of probabilities after learning twice"
    expect_close(got, [model.probability(*query) for query in queries], rtol=1e-9, atol=1e-12, what=what)
    model = _Reference(first, **options)
    both = candidate.call_named("two_models", first, second, queries, **options)
    expected = [[model.probability(*query) for query in queries]] * 2
    what = "the list of probabilities of one of two models"
    expect_close(both, expected, rtol=1e-9, atol=1e-12, what=what)
    # Contexts that are shorter and longer than n - 1: neither may be filled up or cut in place.
    asked = [["a", ["a", "b"]], ["b", []], ["a", ["b", "a", "c", "b"]], [None, ["x", "y", "a"]]]
    same = candidate.call_named("inputs_afterwards", first, second, asked, n=3)
    expect_that(same is True, "A call changed its sentences or its context.")


def many_sentences(candidate: Candidate, rng: np.random.Generator) -> None:
    # Thirty thousand words to learn from and ten thousand to measure take some hundred milliseconds with counts in a
    # dictionary; counting in the text for every word takes 3e8 steps.
    words = [f"w{i}" for i in range(400)]
    train = [
        [words[int(at)] for at in row]
        for row in rng.integers(0, 400, size=(1500, 20)) * rng.integers(0, 2, size=(1500, 20))
    ]
    test = [[words[int(at)] for at in row] for row in rng.integers(0, 420, size=(500, 20)) % 400]
    got = candidate.call_named("perplexity", train, test, n=3, alpha=0.1)
    if candidate.cpu_ms > 2500:
        raise TooSlow("Forty thousand words take far longer than looking counts up.")
    expected = _Reference(train, 3, 0.1).perplexity(test)
    expect_close(got, expected, rtol=1e-8, atol=0.0, what="the perplexity on many sentences")
