"""Checks of byte-pair encoding. Everything is text, so answers are compared exactly.

The reference goes through words as tuples of symbols. Pairs are counted at every place where two symbols are
neighbours, and ties go to the smallest pair as Python compares tuples of strings. Merges that are passed to encode
always come from training, so going through them in order and always merging the pair that was learned first is the
same.
"""

from collections import Counter
from itertools import pairwise

from question_bank.checking import Candidate, TooSlow, expect_that, fail, np

END = "</w>"
Merges = list[tuple[str, str]]


def _merged(word: tuple[str, ...], pair: tuple[str, str]) -> tuple[str, ...]:
    out: list[str] = []
    at = 0
    while at < len(word):
        if word[at : at + 2] == pair:
            out.append(word[at] + word[at + 1])
            at += 2
        else:
            out.append(word[at])
            at += 1
    return tuple(out)


def _train(text: str, n_merges: int) -> Merges:
    words = {(*word, END): count for word, count in Counter(text.split()).items()}
    merges: Merges = []
    for _ in range(n_merges):
        pairs: Counter[tuple[str, str]] = Counter()
        for word, count in words.items():
            for pair in pairwise(word):
                pairs[pair] += count
        if not pairs:
            break
        best = min(pairs, key=lambda pair: (-pairs[pair], pair))
        merges.append(best)
        words = {_merged(word, best): count for word, count in words.items()}
    return merges


def _encode(text: str, merges: Merges) -> list[str]:
    tokens: list[str] = []
    for word in text.split():
        symbols: tuple[str, ...] = (*word, END)
        for pair in merges:
            symbols = _merged(symbols, pair)
        tokens += symbols
    return tokens


def _expect_merges(candidate: Candidate, text: str, n: int, *, case: str = "", given: str = "") -> Merges:
    got = candidate.call(text, n)
    expected = _train(text, n)
    if not isinstance(got, (list, tuple)) or not all(
        isinstance(pair, (list, tuple)) and len(pair) == 2 and all(isinstance(part, str) for part in pair)
        for pair in got
    ):
        fail(f"The merges{case} should be a list of pairs of strings.", given=given)
    found = [(pair[0], pair[1]) for pair in got]
    if len(found) != len(expected):
        fail(f"The number of merges{case} is wrong.", given=given, expected=str(expected), got=str(found))
    if found != expected:
        fail(f"The merges{case} are wrong.", given=given, expected=str(expected), got=str(found))
    return expected


def _expect_tokens(candidate: Candidate, text: str, merges: Merges, *, case: str = "", given: str = "") -> None:
    got = candidate.call_named("encode", text, list(merges))
    expected = _encode(text, merges)
    if not isinstance(got, (list, tuple)) or not all(isinstance(token, str) for token in got):
        fail(f"The tokens{case} should be a list of strings.", given=given)
    if list(got) != expected:
        fail(f"The tokens{case} are wrong.", given=given, expected=str(expected), got=str(list(got)))


def _text(rng: np.random.Generator, n_words: int, n_kinds: int, letters: str = "abc", longest: int = 6) -> str:
    kinds = ["".join(rng.choice(list(letters), size=int(rng.integers(1, longest + 1)))) for _ in range(n_kinds)]
    shares = 1 / np.arange(1, n_kinds + 1)
    return " ".join(rng.choice(kinds, size=n_words, p=shares / shares.sum()))


# --- visible -----------------------------------------------------------------------------------------------------


def first_merges(candidate: Candidate, rng: np.random.Generator) -> None:
    given = "the text 'aab aab ab', two merges"
    _expect_merges(candidate, "aab aab ab", 2, given=given)


def tokens_by_hand(candidate: Candidate, rng: np.random.Generator) -> None:
    given = "the text 'ab cab b', merges [('a', 'b'), ('ab', '</w>')]"
    _expect_tokens(candidate, "ab cab b", [("a", "b"), ("ab", END)], given=given)


# --- hidden: training ----------------------------------------------------------------------------------------------


def merges_agree(candidate: Candidate, rng: np.random.Generator) -> None:
    for n_words, n_kinds, letters, n in (
        (30, 8, "abc", 6),
        (60, 15, "abcde", 12),
        (40, 10, "ab", 9),
        (80, 25, "xyzuvw", 20),
    ):
        _expect_merges(candidate, _text(rng, n_words, n_kinds, letters), n)
    text = "low low low low low lower lower newest newest newest newest newest newest widest widest widest"
    for n in (1, 4, 10):
        _expect_merges(candidate, text, n)


def words_count_as_often_as_they_come(candidate: Candidate, rng: np.random.Generator) -> None:
    """x y is in three different words, p q in one that comes five times."""
    case = " where one word comes often"
    _expect_merges(candidate, "pq pq pq pq pq xya xyb xyc", 3, case=case)
    _expect_merges(candidate, "xya xyb xyc xyd pq pq pq pq pq pq", 1, case=case)


def ties_go_to_the_smallest(candidate: Candidate, rng: np.random.Generator) -> None:
    case = " where pairs are equally frequent"
    for text, n in (
        ("ba dc", 4),
        ("zy ba", 3),
        ("dc dc ba ba", 6),
        ("bd bc ba", 5),
        ("B a b A ab Ab", 4),
        ("b.a ba. .ba", 5),
    ):
        _expect_merges(candidate, text, n, case=case)
    # Compared as pairs and not as joined text: ('a', 'bc') comes before ('ab', 'a') either way, ('ab', 'z') after.
    _expect_merges(candidate, "abab abab abz abz", 6, case=case)


def pairs_that_overlap(candidate: Candidate, rng: np.random.Generator) -> None:
    """In a run of equal letters every place counts as a pair, and merging goes from the left without overlap."""
    case = " for runs of equal letters"
    for text, n in (("aaa", 3), ("aaaa aaa", 4), ("aaaaa bab bab", 5), ("aaaaaaa aab", 6), ("abababa ababa", 5)):
        _expect_merges(candidate, text, n, case=case)


def nothing_to_merge(candidate: Candidate, rng: np.random.Generator) -> None:
    case = " where little is to be merged"
    for text, n in (
        ("", 5),
        ("   ", 3),
        ("ab ab", 0),
        ("a", 1),
        ("a", 10),
        ("ab", 50),
        ("ab cd ab", 100),
        ("a b a", 3),
    ):
        _expect_merges(candidate, text, n, case=case)


def everything_merged(candidate: Candidate, rng: np.random.Generator) -> None:
    """With merges enough every word of the text is one token in the end."""
    text = _text(rng, 25, 8, "abcd")
    merges = _expect_merges(candidate, text, 500, case=" without end")
    _expect_tokens(candidate, text, merges, case=" of the text that was learned by heart")


def any_text(candidate: Candidate, rng: np.random.Generator) -> None:
    """Any white space parts words, capitals are other letters, and signs mean nothing but themselves."""
    case = " of a text with all kinds of signs"
    texts = (
        "Ab\tab\nAb  ab Ab ",
        "a.c abc a.c a+c a+c (x) (x) [y]",
        "né né über über über 猫 猫猫",
        "</w> < w </w>",
        "\\d \\d $1 $1 ^a^a",
    )
    for text in texts:
        merges = _expect_merges(candidate, text, 5, case=case)
        _expect_tokens(candidate, text, merges, case=case)


# --- hidden: encoding ----------------------------------------------------------------------------------------------


def tokens_agree(candidate: Candidate, rng: np.random.Generator) -> None:
    for letters, n in (("abc", 12), ("ab", 8), ("abcdef", 25)):
        merges = _train(_text(rng, 60, 20, letters), n)
        for k in (0, 1, n // 2, n):
            _expect_tokens(candidate, _text(rng, 20, 20, letters, longest=9), merges[:k])


def first_learned_first(candidate: Candidate, rng: np.random.Generator) -> None:
    """The pair that was learned first is merged first, though a longer token would fit, or one further left."""
    case = " where merges compete"
    merges = [("b", "c"), ("a", "b"), ("ab", "d"), ("bc", "d")]
    for text in ("abcd", "abd", "abcabd", "ababcd", "aabcd bcd"):
        _expect_tokens(candidate, text, merges, case=case)
    merges = [("a", "a"), ("aa", "a"), ("aa", "aa")]
    for text in ("aaaaa", "aaa", "aaaaaaa", "baaab"):
        _expect_tokens(candidate, text, merges, case=case)


def symbols_are_whole(candidate: Candidate, rng: np.random.Generator) -> None:
    """A pair is two whole symbols: the merge of a and b does not touch the symbols ca and b."""
    case = " where one symbol ends like another"
    merges = [("c", "a"), ("a", "b"), ("b", "e")]
    for text in ("cab ab cabe", "abe cacab", "be cbe"):
        _expect_tokens(candidate, text, merges, case=case)
    for text in ("cab cab cab ab ab cb", "xab xab xab ab ab xxab xa"):
        _expect_merges(candidate, text, 6, case=case)


def unknown_letters(candidate: Candidate, rng: np.random.Generator) -> None:
    merges = [("a", "b"), ("ab", END), ("a", END)]
    for text in ("abx xab", "zz", "é", "aXb ab", "", "  "):
        _expect_tokens(candidate, text, merges, case=" of letters that were never seen")


def the_end_is_a_symbol(candidate: Candidate, rng: np.random.Generator) -> None:
    """A merge at the end of a word is another one than within it."""
    merges = _expect_merges(candidate, "est est est rest rest estate", 4, case=" at the ends of words")
    for text in ("est estest state", "rest resting st"):
        _expect_tokens(candidate, text, merges, case=" at the ends of words")
    _expect_tokens(candidate, "ab aba ba", [("a", END), ("b", "a")], case=" at the ends of words")


def calls_are_apart(candidate: Candidate, rng: np.random.Generator) -> None:
    """Nothing stays from one call to the next: merges are those that are passed."""
    first, second = "abab abab cd", "cdcd cdcd ab"
    one = _expect_merges(candidate, first, 3)
    two = _expect_merges(candidate, second, 3, case=" of a second text")
    _expect_tokens(candidate, first, one, case=" after another training")
    _expect_tokens(candidate, first, two, case=" with other merges")
    _expect_tokens(candidate, first, one, case=" with the first merges again")
    _expect_merges(candidate, first, 3, case=" of the first text again")


def many_words(candidate: Candidate, rng: np.random.Generator) -> None:
    # Some 300 different words, 80 thousand in all: 60 merges take some hundred thousand steps over the different ones,
    # and thirty million over all.
    text = _text(rng, 80_000, 300, "abcdefghij", longest=9)
    expected = _train(text, 60)
    got = candidate.call(text, 60)
    if candidate.cpu_ms > 2500:
        raise TooSlow("Eighty thousand words, few of them different, take far longer than counting each of these once.")
    expect_that(
        isinstance(got, (list, tuple)) and [tuple(pair) for pair in got if isinstance(pair, (list, tuple))] == expected,
        "The merges of a long text are wrong.",
    )
