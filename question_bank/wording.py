"""Finds what was said: phrases (regular expressions over normalised words) in somebody's own words.

The interviewer and the grader both use it, so they agree on what an utterance holds. Every find is a quote that is an
exact substring of the original. Total: no text and no pattern makes it raise. Must not know what a phrase is worth.

What normalising does, in this order: Unicode to plain forms, lower case, contractions written out (`doesn't` becomes
`does not`), fillers dropped, everything but letters, digits and the dot of a number becomes a space (`k-means++` is
`k means plus plus`, `n_iterations` is `n iterations`), number words up to twelve become digits. Patterns are tried on
this text and on one that has number words instead of digits, so `two clusters` and `2 clusters` find the same.

A phrase does not count when a negation stands in the four words before it, in the same clause, outside the phrase.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Protocol

from msgspec import Struct

from question_bank.code_facts import compiled

MAX_CHARACTERS = 20_000
NEGATION_WINDOW = 4

_NUMBER_WORDS = (
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
)
_TO_DIGITS = {word: str(n) for n, word in enumerate(_NUMBER_WORDS)}
_TO_WORDS = {digits: word for word, digits in _TO_DIGITS.items()}
_FILLERS = frozenset(
    {
        "um",
        "umm",
        "uhm",
        "uh",
        "uhh",
        "er",
        "erm",
        "hm",
        "hmm",
        "mm",
        "mhm",
        "ah",
        "eh",
        "basically",
        "actually",
        "literally",
    }
)
_TWO_WORD_FILLERS = frozenset({("you", "know"), ("i", "mean"), ("kind", "of"), ("sort", "of")})
_CONTRACTIONS = {
    "won't": ("will", "not"),
    "can't": ("can", "not"),
    "cannot": ("can", "not"),
    "shan't": ("shall", "not"),
    "ain't": ("is", "not"),
    "let's": ("let", "us"),
    "it's": ("it", "is"),
    "that's": ("that", "is"),
    "what's": ("what", "is"),
    "there's": ("there", "is"),
    "dont": ("do", "not"),
    "doesnt": ("does", "not"),
    "isnt": ("is", "not"),
    "wont": ("will", "not"),
    "cant": ("can", "not"),
    "didnt": ("did", "not"),
}
_ENDINGS = (("n't", "not"), ("'re", "are"), ("'ll", "will"), ("'ve", "have"), ("'m", "am"), ("'d", "would"))
_NEGATIONS = frozenset({"not", "no", "never", "without", "neither", "nor", "hardly", "none", "nobody", "nothing"})
_AFTER_NEGATION_THAT_AFFIRMS = frozenset({"only", "just", "merely", "forget", "matter", "doubt", "problem"})
_CLAUSE_WORDS = frozenset({"but", "however", "because", "so", "instead", "whereas", "although", "though", "then"})

# Whole words only, also behind a `\b`, and not before what would repeat the blank.
_ARTICLE = re.compile(r"(?:(?<![\\\w])|(?<=\\b))(?:the|an|a) (?![?*+{])")
_WORD = re.compile(r"\d+(?:\.\d+)+|\d+\.\d+|[^\W_]+(?:'[^\W_]+)*|\+\+|%")
_CLAUSE_END = re.compile(r"[.,;:!?\n()\u2026\u2014]")


class Quote(Struct, frozen=True):
    """A piece of an utterance: `text` is exactly `original[start:end]`."""

    start: int
    end: int
    text: str


class Phrased(Protocol):
    """Something that phrases show was said: a point or a misconception."""

    @property
    def id(self) -> str:
        """Its name within its question."""
        ...

    @property
    def phrases(self) -> tuple[str, ...]:
        """Regular expressions over normalised words."""
        ...


class _Word(Struct, frozen=True):
    """A normalised word and the place in the original that it came from."""

    text: str
    start: int
    end: int
    clause: int


class _Reading(Struct, frozen=True):
    """One normalised form of an utterance: words joined by single spaces, and where each word begins in it."""

    text: str
    words: tuple[_Word, ...]
    starts: tuple[int, ...]


def normalise(text: str) -> str:
    """Write an utterance in the form that phrases are matched against."""
    return _readings(text)[0].text


def words_of(text: str) -> tuple[str, ...]:
    """Normalised words of an utterance."""
    return tuple(word.text for word in _readings(text)[0].words)


def find_phrase(phrases: Iterable[str], text: str) -> Quote | None:
    """Find the earliest place where one of the phrases is said and not denied; None when there is none."""
    tried = tuple(phrases)
    best: tuple[int, int] | None = None
    for reading in _readings(text):
        for phrase in tried:
            place = next(_places(phrase, reading), None)
            if place and (best is None or place < best):
                best = place
    return Quote(best[0], best[1], text[best[0] : best[1]]) if best else None


def covered_points(text: str, points: Iterable[Phrased]) -> dict[str, Quote]:
    """Say which points an utterance holds, each with the quote that shows it, in the order of the points."""
    found = ((point.id, find_phrase(point.phrases, text)) for point in points)
    return {point_id: quote for point_id, quote in found if quote}


def expression_of(phrase: str) -> re.Pattern[str] | None:
    """Give the expression that a phrase is looked for by; None when it is not valid, which the loader reports."""
    return compiled(_free_of_articles(phrase))


@lru_cache(maxsize=8192)
def _free_of_articles(phrase: str) -> str:
    """Let the articles of a pattern go unsaid: many who speak English as their second language leave them out."""
    return _ARTICLE.sub(lambda found: f"(?:{found.group()})?", phrase)


def _places(phrase: str, reading: _Reading) -> Iterator[tuple[int, int]]:
    expression = expression_of(phrase)
    for match in expression.finditer(reading.text) if expression else ():
        if not match[0].strip():
            continue
        inside = [n for n, start in enumerate(reading.starts) if _overlaps(reading, n, start, match)]
        if inside and not _denied(reading.words, inside[0]):
            yield reading.words[inside[0]].start, reading.words[inside[-1]].end


def _overlaps(reading: _Reading, n: int, start: int, match: re.Match[str]) -> bool:
    return start < match.end() and match.start() < start + len(reading.words[n].text)


def _denied(words: Sequence[_Word], first: int) -> bool:
    for n in range(first - 1, max(-1, first - 1 - NEGATION_WINDOW), -1):
        if words[n].clause != words[first].clause:
            return False
        if words[n].text in _NEGATIONS:
            return words[n + 1].text not in _AFTER_NEGATION_THAT_AFFIRMS
    return False


@lru_cache(maxsize=1024)
def _readings(text: str) -> tuple[_Reading, ...]:
    words = tuple(_without_fillers(list(_words(text[:MAX_CHARACTERS]))))
    digits = _reading(words, _TO_DIGITS)
    spelled = _reading(words, _TO_WORDS)
    return (digits,) if digits.text == spelled.text else (digits, spelled)


def _reading(words: Sequence[_Word], names: dict[str, str]) -> _Reading:
    renamed = tuple(_Word(names.get(word.text, word.text), word.start, word.end, word.clause) for word in words)
    starts, at = [], 0
    for word in renamed:
        starts.append(at)
        at += len(word.text) + 1
    return _Reading(" ".join(word.text for word in renamed), renamed, tuple(starts))


def _words(text: str) -> Iterator[_Word]:
    clause, last = 0, 0
    for token in _WORD.finditer(text.replace("\u2019", "'").replace("\u2018", "'")):
        clause += bool(_CLAUSE_END.search(text, last, token.start()))
        last = token.end()
        for part in _plain(token[0]):
            clause += part in _CLAUSE_WORDS
            yield _Word(part, token.start(), token.end(), clause)


def _plain(piece: str) -> tuple[str, ...]:
    if piece == "++":
        return ("plus", "plus")
    if piece == "%":
        return ("percent",)
    # Compatibility forms and accents go; what is left of another script stays as it is.
    decomposed = unicodedata.normalize("NFKD", piece)
    word = "".join(sign for sign in decomposed if not unicodedata.combining(sign)).lower()
    if word in _CONTRACTIONS:
        return _CONTRACTIONS[word]
    for ending, full in _ENDINGS:
        if word.endswith(ending) and len(word) > len(ending):
            return word[: -len(ending)], full
    kept = "".join(sign for sign in word.removesuffix("'s") if sign.isalnum() or sign == ".")
    return (kept,) if kept else ()


def _without_fillers(words: list[_Word]) -> Iterator[_Word]:
    n = 0
    while n < len(words):
        pair = tuple(word.text for word in words[n : n + 2])
        # "What kind of distance" asks for something; "I kind of see" only hesitates. Dropping it hurts neither.
        if pair in _TWO_WORD_FILLERS:
            n += 2
        elif words[n].text in _FILLERS:
            n += 1
        else:
            yield words[n]
            n += 1
