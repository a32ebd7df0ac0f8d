"""Text folded to plain lower-case letters, with the place in the original that each character came from.

Look-alike letters, accents, full-width forms and invisible characters go, contractions are written out, so that one
pattern sees what a reader sees. Must not know what is looked for.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

from msgspec import Struct

from agent.words import STOPWORDS
from agent.words import stem as _stem_of

_LOOK_ALIKES = dict(
    zip(
        "\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0456\u0458\u0455\u0501\u04bb\u04cf\u043a\u043c\u0442\u0432\u043d"
        "\u03b1\u03b5\u03bf\u03c1\u03c4\u03c5\u03bd\u03b9\u03ba\u0131\u0261\u2018\u2019\u201c\u201d\u2013\u2014\u2026",
        "aeopcyxijsdhlkmtbhaeoptuvikig''\"\"--.",
        strict=True,
    )
)
_NOT_SHOWN = frozenset({"Cf", "Cc", "Cs", "Co", "Mn", "Me"})
_SHORT_FORMS = (
    (re.compile(r"\b(it|that|there|what|here|who|he|she|where|how|this|one)'s\b"), r"\1 is"),
    (re.compile(r"\blet's\b"), "let us"),
    (re.compile(r"\bcan't\b|\bcannot\b"), "can not"),
    (re.compile(r"\bwon't\b"), "will not"),
    (re.compile(r"n't\b"), " not"),
    (re.compile(r"'re\b"), " are"),
    (re.compile(r"'ll\b"), " will"),
    (re.compile(r"'ve\b"), " have"),
    (re.compile(r"'m\b"), " am"),
    (re.compile(r"'d\b"), " would"),
)
_WORD = re.compile(r"[a-z]+|\d+(?:\.\d+)?")
_UNPRINTED = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


class Folded(Struct, frozen=True):
    """Plain lower-case text; `places[n]` is where its character n began in the original, and the last one its end."""

    text: str
    places: Sequence[int]
    n_hidden: int = 0
    """Characters that no reader sees."""
    n_foreign: int = 0
    """Letters of another script, and letters that only look like those of this one."""


class Word(Struct, frozen=True):
    """A word of folded text with its stem and its place there."""

    text: str
    stem: str
    start: int
    end: int


def fold(text: str) -> Folded:
    """Fold a text."""
    if text.isascii() and not _UNPRINTED.search(text):
        return _written_out(text.lower(), range(len(text) + 1), 0, 0)
    kept: list[str] = []
    places: list[int] = []
    n_hidden = n_foreign = 0
    for at, sign in enumerate(text):
        if sign.isascii():
            shown = "" if _UNPRINTED.match(sign) else sign.lower()
            n_hidden += not shown
        else:
            shown = _fold_sign(sign)
            n_hidden += not shown
            n_foreign += sign.isalpha() and not unicodedata.normalize("NFKD", sign)[0].isascii()
        kept.append(shown)
        places += [at] * len(shown)
    places.append(len(text))
    return _written_out("".join(kept), places, n_hidden, n_foreign)


@lru_cache(maxsize=16384)
def stem(word: str) -> str:
    """Take a lower-case word's ending off, roughly."""
    return _stem_of(word)


def words_in(text: str) -> Iterator[Word]:
    """List the words and numbers of folded text."""
    for match in _WORD.finditer(text):
        yield Word(match[0], stem(match[0]), match.start(), match.end())


def content_in(text: str) -> tuple[Word, ...]:
    """List the words of folded text that carry content."""
    return tuple(word for word in words_in(text) if word.text not in STOPWORDS and word.text != "s")


def plain_names(source: str) -> str:
    """Write code so that the parts of its names are words: `newLabels` and `new_labels` become `new labels`."""
    return _CAMEL.sub(" ", source).replace("_", " ").lower()


def _fold_sign(sign: str) -> str:
    alike = _LOOK_ALIKES.get(sign.lower())
    if alike is not None:
        return alike
    parts = unicodedata.normalize("NFKD", sign)
    shown = "".join(_LOOK_ALIKES.get(one, one) for one in parts.lower() if unicodedata.category(one) not in _NOT_SHOWN)
    return " " if shown.isspace() and shown != "\n" else shown


def _written_out(text: str, places: Sequence[int], n_hidden: int, n_foreign: int) -> Folded:
    if "'" in text or "cannot" in text:
        for pattern, full in _SHORT_FORMS:
            text, places = _replaced(text, places, pattern, full)
    return Folded(text, places, n_hidden, n_foreign)


def _replaced(text: str, places: Sequence[int], pattern: re.Pattern[str], full: str) -> tuple[str, Sequence[int]]:
    pieces: list[str] = []
    spots: list[int] = []
    at = 0
    for match in pattern.finditer(text):
        new = match.expand(full)
        pieces += [text[at : match.start()], new]
        spots += places[at : match.start()]
        spots += [places[match.start()]] * len(new)
        at = match.end()
    if not at:
        return text, places
    return "".join((*pieces, text[at:])), [*spots, *places[at:]]
