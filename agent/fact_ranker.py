"""Ranks the facts of one question by how well each fits an utterance that asks for something.

Lexical on purpose: the same numbers on every machine, no model, no library. Words weigh by how few facts use them; a
misspelt word is read as the nearest known one; pieces of words catch the rest. Must not know whether the utterance asks
at all (see `agent.speech_acts`), nor what happens next.
"""

import math
import re
from collections.abc import Iterable, Sequence

from msgspec import Struct

from agent.thesaurus import RELATED
from agent.words import character_grams, content_stems
from question_bank.package import Fact

_MAX_STEMS = 40
_MIN_SPELLING = 0.55
_MIN_LETTERS_TO_RESPELL = 4
_MIN_LETTERS_FOR_REPLACED = 6
_WEIGHT_BEST_ASK = 0.38
_WEIGHT_TWO_BEST = 0.14
_WEIGHT_TERMS = 0.22
_WEIGHT_GRAMS = 0.10
_WEIGHT_COVERED = 0.16
_WORTH_OF_ANSWER_WORDS = 0.6
_WORTH_WITHOUT_TERM = 0.7
"""Of a fit that rests on none of the words that belong to the fact's topic."""
_SAME_WORDS = 0.85
_VERY_WORDS = 0.999
"""The very words of a listed way to ask; nothing else can be meant."""


class Ranked(Struct, frozen=True):
    """A fact and how well it fits, from 0 to about 1, and above for the very words of a listed question."""

    fact_id: str
    score: float


class _Indexed(Struct, frozen=True):
    fact_id: str
    asks: tuple[frozenset[str], ...]
    norms: tuple[float, ...]
    grams: tuple[frozenset[str], ...]
    terms: frozenset[str]
    asked_with: frozenset[str]
    answered_with: frozenset[str]


class FactRanker:
    """The facts of one question, indexed once. Immutable after construction."""

    def __init__(self, facts: Sequence[Fact]) -> None:
        sets = [_stems_of_fact(fact) for fact in facts]
        spread = {stem: sum(stem in one for one in sets) for stem in set[str]().union(*sets)}
        n_facts = len(facts)
        self._weights = {stem: math.log1p((n_facts + 1 - count) / count) + 0.1 for stem, count in spread.items()}
        self._unknown_weight = 0.75 * math.log1p(n_facts) + 0.1
        self._grams = {stem: character_grams((stem,)) for stem in self._weights}
        self._facts = tuple(self._index(fact) for fact in facts)

    def rank(self, text: str) -> tuple[Ranked, ...]:
        """Order all facts by how well they fit plain text, best first."""
        stems = self._read(content_stems(text)[:_MAX_STEMS])
        if not stems:
            return tuple(Ranked(fact.fact_id, 0.0) for fact in self._facts)
        grams = character_grams(stems)
        ranked = (Ranked(fact.fact_id, self._score(stems, grams, fact)) for fact in self._facts)
        return tuple(sorted(ranked, key=lambda one: (-one.score, one.fact_id)))

    def agrees(self, text: str, fact: Fact) -> bool:
        """Say whether a stated assumption says what a fact's answer says, as far as words can tell."""
        topic = _topic_stems(fact)
        said = self._read(content_stems(text)[:_MAX_STEMS])
        answered = frozenset(content_stems(fact.answer))
        own = said - topic or said
        numbers = {stem for stem in said if stem.isdigit()}
        if not own or not numbers <= answered or _denies(text) != _denies(self._nearest_clause(own, fact.answer)):
            return False
        return self._mass(own & answered) >= 0.5 * self._mass(own)

    def _nearest_clause(self, stems: frozenset[str], answer: str) -> str:
        """Pick the part of an answer that speaks of the same thing; what another part denies does not matter."""
        parts = [part for part in re.split(r"[.,;:]", answer) if part.strip()]
        return max(parts, key=lambda part: self._mass(stems.intersection(content_stems(part))), default="")

    def _index(self, fact: Fact) -> _Indexed:
        asks = tuple(frozenset(content_stems(ask)) for ask in fact.asks)
        terms = frozenset(stem for term in fact.terms for stem in content_stems(term))
        return _Indexed(
            fact_id=fact.id,
            asks=asks,
            norms=tuple(self._norm(ask) for ask in asks),
            grams=tuple(character_grams(ask) for ask in asks),
            terms=terms,
            asked_with=frozenset[str]().union(terms, *asks),
            answered_with=frozenset(content_stems(fact.answer)),
        )

    def _score(self, stems: frozenset[str], grams: frozenset[str], fact: _Indexed) -> float:
        norm, mass = self._norm(stems), self._mass(stems)
        fits = sorted(
            (
                sum(self._weight(stem) ** 2 for stem in stems & ask) / (norm * ask_norm) if ask_norm else 0.0
                for ask, ask_norm in zip(fact.asks, fact.norms, strict=True)
            ),
            reverse=True,
        )
        shared = max((2 * len(grams & ask) / (len(grams) + len(ask)) for ask in fact.grams if ask), default=0.0)
        known = self._mass(stems & fact.asked_with)
        answered = self._mass((stems & fact.answered_with) - fact.asked_with)
        if fits and fits[0] >= _VERY_WORDS:
            return 1.0 + fits[0]
        certain = 1.0 if stems & fact.terms or (fits and fits[0] >= _SAME_WORDS) else _WORTH_WITHOUT_TERM
        return certain * (
            _WEIGHT_BEST_ASK * (fits[0] if fits else 0.0)
            + _WEIGHT_TWO_BEST * (sum(fits[:2]) / 2)
            + _WEIGHT_TERMS * self._mass(stems & fact.terms) / mass
            + _WEIGHT_GRAMS * shared
            + _WEIGHT_COVERED * (known + _WORTH_OF_ANSWER_WORDS * answered) / mass
        )

    def _read(self, stems: Iterable[str]) -> frozenset[str]:
        """Take words that no fact uses for a related word, and misspelt ones for the nearest known."""
        return frozenset(stem if stem in self._weights else self._related(stem) for stem in stems)

    def _related(self, stem: str) -> str:
        others = RELATED.get(stem)
        return self._nearest(stem) if others is None else next((one for one in others if one in self._weights), stem)

    def _nearest(self, stem: str) -> str:
        if len(stem) < _MIN_LETTERS_TO_RESPELL or not stem.isalpha():
            return stem
        grams = character_grams((stem,))
        best, nearest = _MIN_SPELLING, stem
        for known, known_grams in self._grams.items():
            if len(known) < _MIN_LETTERS_TO_RESPELL or abs(len(known) - len(stem)) > 2:  # noqa: PLR2004
                continue
            alike = 2 * len(grams & known_grams) / (len(grams) + len(known_grams))
            if known[0] == stem[0] and sorted(known) == sorted(stem):
                alike = 1.0
            elif _one_slip(known, stem):
                alike = max(alike, 0.8)
            if alike > best:
                best, nearest = alike, known
        return nearest

    def _weight(self, stem: str) -> float:
        return self._weights.get(stem, self._unknown_weight)

    def _mass(self, stems: Iterable[str]) -> float:
        return sum(map(self._weight, stems))

    def _norm(self, stems: Iterable[str]) -> float:
        return math.sqrt(sum(self._weight(stem) ** 2 for stem in stems))


def topic_of(fact: Fact) -> str:
    """Name a fact without its answer: the words of its id where people ask with them, else its shortest question."""
    asked_with = {stem for ask in fact.asks for stem in content_stems(ask)}
    words = fact.id.replace("_", "-").split("-")
    if len(words) <= 2 and all(content_stems(word) and set(content_stems(word)) <= asked_with for word in words):  # noqa: PLR2004
        return f"the {' '.join(words)}"
    return f"\u201c{min(fact.asks, key=len).rstrip(' ?.')}\u201d"


def _stems_of_fact(fact: Fact) -> frozenset[str]:
    return frozenset(stem for text in (*fact.asks, *fact.terms, fact.answer) for stem in content_stems(text))


def _topic_stems(fact: Fact) -> frozenset[str]:
    asks = [frozenset(content_stems(ask)) for ask in fact.asks]
    return frozenset(stem for ask in asks for stem in ask if sum(stem in other for other in asks) > 1)


def _denies(text: str) -> bool:
    padded = f" {text.lower()} "
    return any(f" {word} " in padded for word in ("not", "no", "never", "without", "none")) or "n't " in padded


def _one_slip(known: str, typed: str) -> bool:
    """Tell words that differ by one letter put in, left out, or replaced."""
    if known[0] != typed[0] and known[-1] != typed[-1]:
        return False
    short, long = sorted((known, typed), key=len)
    if len(long) - len(short) > 1:
        return False
    at = next((n for n, (left, right) in enumerate(zip(short, long, strict=False)) if left != right), len(short))
    if len(long) > len(short):
        return long[at + 1 :] == short[at:]
    # Short words that differ in one letter are different words: print and point.
    return len(long) >= _MIN_LETTERS_FOR_REPLACED and long[at + 1 :] == short[at + 1 :]
