"""Checks of the TF-IDF vectoriser: counts, weights and lengths worked out again out here, word by word.

An entry is a product of a count and a logarithm over a root of a sum of squares, right to some eps in float64; 1e-9 is
ample, and 1e-5 is allowed throughout, so that float32 is no mistake.
"""

import math
from collections import Counter

from question_bank.checking import Array, Candidate, TooSlow, expect_close, expect_dtype_kind, expect_that, np

CLOSE = {"rtol": 1e-5, "atol": 1e-6}
WORDS = ["the", "cat", "dog", "sat", "on", "mat", "red", "blue", "sun", "moon"]


def _reference(train: list[str], test: list[str], min_df: int = 1) -> Array:
    frequency = Counter(word for document in train for word in set(document.lower().split()))
    words = sorted(word for word, count in frequency.items() if count >= min_df)
    weights = [math.log((1 + len(train)) / (1 + frequency[word])) + 1 for word in words]
    rows = np.zeros((len(test), len(words)))
    for row, document in zip(rows, test, strict=True):
        counts = Counter(document.lower().split())
        row[:] = [counts[word] * weight for word, weight in zip(words, weights, strict=True)]
        length = math.sqrt(float((row**2).sum()))
        row[:] = row / length if length > 0 else row
    return rows


def _expect(got: object, expected: Array, *, case: str = "", given: str = "") -> Array:
    array = expect_close(got, expected, **CLOSE, what=f"the array{case}", given=given)
    return expect_dtype_kind(array, "f", what=f"the array{case}", given=given)


def _expect_reference(
    candidate: Candidate, train: list[str], test: list[str], *, case: str = "", given: str = "", **options: int
) -> Array:
    got = candidate.call_named("transform", train, test, **options)
    return _expect(got, _reference(train, test, **options), case=case, given=given)


def _documents(rng: np.random.Generator, n: int, longest: int = 8) -> list[str]:
    shares = 1 / np.arange(1, len(WORDS) + 1)
    sizes = rng.integers(1, longest + 1, size=n)
    return [" ".join(rng.choice(WORDS, size=size, p=shares / shares.sum())) for size in sizes]


# --- visible -----------------------------------------------------------------------------------------------------


def by_hand(candidate: Candidate, rng: np.random.Generator) -> None:
    train = ["a b", "a c"]
    rare = math.log(3 / 2) + 1
    length = math.sqrt(1 + rare**2)
    expected = np.array([[1 / length, rare / length, 0.0], [0.0, 0.0, 1.0]])
    given = "learned from 'a b' and 'a c'; transformed are 'a b' and 'c c'"
    _expect(candidate.call_named("transform", train, ["a b", "c c"]), expected, given=given)


def rows_of_length_one(candidate: Candidate, rng: np.random.Generator) -> None:
    train = ["the cat sat", "the dog sat on the mat", "the red cat"]
    got = candidate.call_named("transform", train, train)
    expected = _reference(train, train)
    given = f"learned from and transformed: {train}"
    array = _expect(got, expected, given=given)
    expect_close(
        np.sqrt((array.astype(float) ** 2).sum(axis=1)), np.ones(3), **CLOSE, what="the length of each row", given=given
    )


# --- hidden ------------------------------------------------------------------------------------------------------


def agrees_with_reference(candidate: Candidate, rng: np.random.Generator) -> None:
    for n_train, n_test in ((6, 4), (12, 20), (3, 1), (20, 7), (10, 10)):
        train, test = _documents(rng, n_train), _documents(rng, n_test)
        _expect_reference(candidate, train, test)
        _expect_reference(candidate, train, train, case=" of the documents that were learned from")


def documents_are_counted(candidate: Candidate, rng: np.random.Generator) -> None:
    """A word that comes often in one document is still in one document only."""
    case = " where a word is repeated in a document"
    train = ["cat cat cat cat dog", "dog sat", "sat mat dog", "mat mat"]
    _expect_reference(candidate, train, ["cat dog sat mat", "cat", "dog dog cat"], case=case)
    _expect_reference(candidate, ["a a a b", "b b a c c", "c c c c"], ["a b c", "a a b c c c"], case=case)


def words_in_every_document(candidate: Candidate, rng: np.random.Generator) -> None:
    """They keep a weight of one, which is not zero; and a single document is enough to learn from."""
    case = " where a word is in every document"
    _expect_reference(candidate, ["the cat", "the dog", "the sun the"], ["the", "the cat the", "sun"], case=case)
    _expect_reference(
        candidate, ["red blue red"], ["red", "red blue", "blue blue red"], case=" after a single document"
    )


def weights_are_frozen(candidate: Candidate, rng: np.random.Generator) -> None:
    """What is transformed teaches nothing, and a document gets the same row whatever stands beside it."""
    train, tests = _documents(rng, 10), [_documents(rng, 5), _documents(rng, 1), ["sun sun moon"], _documents(rng, 8)]
    tests.append([tests[0][2]])
    got = candidate.call_named("transform_several", train, tests)
    expect_that(isinstance(got, (list, tuple)) and len(got) == len(tests), "The arrays could not be read.")
    for mine, test in zip(got, tests, strict=True):
        _expect(mine, _reference(train, test), case=" of one of several transformed lists")


def unknown_words(candidate: Candidate, rng: np.random.Generator) -> None:
    """They have no column and add nothing to the length of a row."""
    train = _documents(rng, 8)
    test = ["zebra cat", "the zebra the zebra quagga", "cat", "dogs cat"]
    _expect_reference(candidate, train, test, case=" with words that were never seen")
    _expect_reference(candidate, ["cat", "dog cat"], ["zebra", "zebra dog"], case=" with words that were never seen")


def empty_documents(candidate: Candidate, rng: np.random.Generator) -> None:
    case = " with empty documents"
    train = ["the cat", "", "the dog sat", "   "]
    _expect_reference(candidate, train, ["", "the cat", "  ", "nothing known", "dog"], case=case)
    _expect_reference(candidate, ["cat dog", ""], [""], case=case)
    _expect_reference(candidate, ["", " "], ["cat", ""], case=" where there is no word at all")


def whole_words(candidate: Candidate, rng: np.random.Generator) -> None:
    """A word within another is another word."""
    case = " where one word is part of another"
    train = ["a an ant", "ant can", "antic a", "scan can can"]
    _expect_reference(candidate, train, ["ant", "an antic ant", "scan", "a a can", "cant"], case=case)


def how_texts_are_split(candidate: Candidate, rng: np.random.Generator) -> None:
    case = " of texts with capitals, signs and white space"
    train = ["The CAT\tsat", "the  dog\nsat", "Cat. cat, dog-dog", "ÉTÉ été 42 4.2 <s>"]
    _expect_reference(candidate, train, ["CAT cat Cat.", "the\n\ndog  ", "été 42", "dog-dog Dog", "<S> 4.2"], case=case)


def columns_are_sorted(candidate: Candidate, rng: np.random.Generator) -> None:
    """Every column is found by a document that holds its word alone."""
    names = ["pear", "apple", "zoo", "Banana", "10", "9", "_x", "éclair", "b"]
    train = [" ".join(rng.permutation(names)[:4]) for _ in range(12)] + names
    expected = np.eye(len(names))
    got = candidate.call_named("transform", train, sorted(name.lower() for name in names))
    _expect(got, expected, case=" of documents of one word each")


def rare_words_left_out(candidate: Candidate, rng: np.random.Generator) -> None:
    train = ["cat cat cat", "dog sat", "dog mat sat", "dog sun", "sun sun moon"]
    test = ["cat dog", "dog sat mat sun moon", "cat", "sun sun sat"]
    case = " with min_df"
    for min_df in (1, 2, 3, 4):
        _expect_reference(candidate, train, test, case=case, min_df=min_df)
        got = candidate.call_named("transform_by_place", train, test, min_df)
        _expect(got, _reference(train, test, min_df), case=f"{case} by place")
    train, test = _documents(rng, 15), _documents(rng, 6)
    for min_df in (2, 5):
        _expect_reference(candidate, train, test, case=case, min_df=min_df)


def vectorisers_are_apart(candidate: Candidate, rng: np.random.Generator) -> None:
    first, second, test = _documents(rng, 6), ["sun moon", "moon stars", "red stars"], _documents(rng, 4)
    got = candidate.call_named("learned_twice", first, second, test)
    _expect(got, _reference(second, test), case=" after learning twice")
    got = candidate.call_named("two_at_once", first, second, test)
    _expect(got, _reference(first, test), case=" of one of two vectorisers")
    same = candidate.call_named("inputs_afterwards", first, test)
    expect_that(same is True, "A call changed its list of documents.")


def many_documents(candidate: Candidate, rng: np.random.Generator) -> None:
    # Some 2000 documents of 40 words: 80 thousand counts. Going through all documents for each word of each is 1.6e8.
    names = np.array([f"w{i}" for i in range(1500)])
    texts = [" ".join(row) for row in names[(rng.random((2000, 40)) ** 2 * 1500).astype(int)]]
    expected = _reference(texts, texts[:300])
    weights = rng.normal(size=expected.shape[1])
    got = candidate.call_named("weighed", texts, texts[:300], weights)
    if candidate.cpu_ms > 3000:
        raise TooSlow("Two thousand documents take far longer than counting each of them once.")
    expect_close(got, expected @ weights, rtol=1e-4, atol=1e-4, what="the array of many documents, weighed")
