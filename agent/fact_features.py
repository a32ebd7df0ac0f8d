"""Measures of how well an utterance fits each fact of a question, and of how well it fits none.

Lexical on purpose: the same numbers on every machine, no model, no library. Words weigh by how few facts use them; a
misspelt word is read as the nearest known one; pieces of words catch the rest. Must not know how the measures are
weighed against one another (see `agent.fact_ranker`), nor whether the utterance asks at all.
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import lru_cache
from itertools import pairwise
from types import MappingProxyType

from msgspec import Struct
from msgspec.structs import replace

from agent.thesaurus import RELATED
from agent.words import character_grams, clean, content_stems, one_slip, plain, stems_in_order, words
from question_bank.package import Fact

FIT_MEASURES = (
    "best_ask", "mean_ask", "terms", "no_term", "grams", "covered", "answer", "why", "rarest", "bm25", "phrases",
    "word_pairs", "two_word_pairs",
)  # fmt: skip
"""Of one fact, in this order; all lie between 0 and about 1."""
NONE_MEASURES = ("always", "unknown", "length", "empty", "respelt", "best_of_all")
"""Of the utterance against all facts together."""

_MAX_STEMS = 40
_MIN_SPELLING = 0.55
_MIN_LETTERS_TO_RESPELL = 4
_MOST_LETTERS_APART = 2
_BM25_K, _BM25_B, _BM25_SCALE = 1.2, 0.75, 8.0
_RAREST_SCALE = 4.0
_LONG_UTTERANCE = 12
_VERY_WORDS = 0.999

_Gram = str | tuple[str, str]


class Fits(Struct, frozen=True):
    """What was measured on one utterance."""

    facts: tuple[tuple[float, ...], ...]
    """Per fact, by `FIT_MEASURES`."""
    none: tuple[float, ...]
    """By `NONE_MEASURES`."""
    very_words: tuple[bool, ...]
    """Per fact: a listed way to ask has these very words; nothing else can be meant."""


class _Indexed(Struct, frozen=True):
    asks: tuple[frozenset[str], ...]
    norms: tuple[float, ...]
    grams: tuple[frozenset[str], ...]
    pairs: tuple[frozenset[_Gram], ...]
    pair_norms: tuple[float, ...]
    terms: frozenset[str]
    phrases: tuple[str, ...]
    asked_with: frozenset[str]
    answered_with: frozenset[str]
    explained_with: frozenset[str]
    counts: Mapping[str, int]


class _Said(Struct, frozen=True):
    """An utterance made ready to be compared."""

    stems: frozenset[str]
    norm: float
    mass: float
    grams: frozenset[str]
    pairs: frozenset[_Gram]
    pair_norm: float
    joined: str


class FactIndex:
    """The facts of one question, indexed once. Immutable after construction."""

    def __init__(self, facts: Sequence[Fact]) -> None:
        facts = [replace(fact, asks=(*fact.asks, *fact.heard)) for fact in facts]
        self._n = len(facts)
        self._weights = _weights([_stems_of_fact(fact) for fact in facts])
        self._unknown_weight = 0.75 * math.log1p(self._n) + 0.1
        self._grams = {stem: character_grams((stem,)) for stem in sorted(self._weights)}
        pairs = [frozenset[_Gram]().union(*(_word_pairs(ask) for ask in fact.asks)) for fact in facts]
        spread = Counter(pair for one in pairs for pair in one)
        self._pair_weights = {pair: math.log((self._n + 1) / count) for pair, count in spread.items()}
        self._unknown_pair_weight = math.log(self._n + 1)
        self._facts = tuple(self._index(fact) for fact in facts)
        counts = [fact.counts for fact in self._facts]
        self._mean_length = sum(sum(one.values()) for one in counts) / max(1, self._n)
        holding = Counter(stem for one in counts for stem in one)
        self._bm25 = {stem: math.log(1 + (self._n - n + 0.5) / (n + 0.5)) for stem, n in holding.items()}

    def fits(self, text: str) -> Fits:
        """Measure plain text against all facts, in their order."""
        read = self._read(content_stems(text)[:_MAX_STEMS])
        said = self._said(text, frozenset(stem for stem, _ in read))
        facts = tuple(self._fit(said, fact) for fact in self._facts)
        best = max((fit[0] for fit in facts), default=0.0)
        mass = sum(self._weight(stem) for stem, _ in read)
        unknown = sum(self._unknown_weight for _, how in read if how == "unknown") / mass if mass else 1.0
        respelt = sum(how == "respelt" for _, how in read) / max(1, len(read))
        none = (1.0, unknown, min(1.0, len(read) / _LONG_UTTERANCE), float(not read), respelt, best)
        return Fits(facts, none, tuple(fit[0] >= _VERY_WORDS for fit in facts))

    def read(self, text: str) -> frozenset[str]:
        """List the content stems of plain text, as the facts would write them."""
        return frozenset(stem for stem, _ in self._read(content_stems(text)[:_MAX_STEMS]))

    def belongs(self, text: str, n: int, *, points_back: bool, asks_why: bool) -> bool:
        """Say whether a clause has a word of its own that people ask for the fact `n` with.

        One that points back to other words needs two of them, or one that names the fact; in asking why, two.
        """
        read = self._read(content_stems(text)[:_MAX_STEMS])
        own = {stem for stem, how in read if not (points_back and how == "related")} & self._facts[n].asked_with
        names = bool(own & self._facts[n].terms) and not (points_back and asks_why)
        return len(own) > points_back or names

    def mass(self, stems: Iterable[str]) -> float:
        """Add up what stems weigh."""
        return math.fsum(map(self._weight, stems))

    def _index(self, fact: Fact) -> _Indexed:
        asks = tuple(frozenset(content_stems(ask)) for ask in fact.asks)
        terms = frozenset(stem for term in fact.terms for stem in content_stems(term))
        pairs = tuple(_word_pairs(ask) for ask in fact.asks)
        several = (term for term in fact.terms if len(words(plain(term))) > 1)
        return _Indexed(
            asks=asks,
            norms=tuple(self._norm(ask) for ask in asks),
            grams=tuple(character_grams(ask) for ask in asks),
            pairs=pairs,
            pair_norms=tuple(self._pair_norm(one) for one in pairs),
            terms=terms,
            phrases=tuple(_joined(plain(clean(term))) for term in several),
            asked_with=frozenset[str]().union(terms, *asks),
            answered_with=frozenset(content_stems(fact.answer)),
            explained_with=frozenset(content_stems(fact.why)),
            counts=MappingProxyType(Counter(stem for ask in asks for stem in ask) + Counter(terms)),
        )

    def _said(self, text: str, stems: frozenset[str]) -> _Said:
        pairs = _word_pairs(text)
        return _Said(
            stems=stems,
            norm=self._norm(stems) or 1.0,
            mass=self.mass(stems) or 1.0,
            grams=character_grams(stems),
            pairs=pairs,
            pair_norm=self._pair_norm(pairs) or 1.0,
            joined=_joined(text),
        )

    def _fit(self, said: _Said, fact: _Indexed) -> tuple[float, ...]:
        """Measure one fact, by `FIT_MEASURES`."""
        stems = said.stems
        alike = [
            math.fsum(self._weight(stem) ** 2 for stem in stems & ask) / (said.norm * norm) if norm else 0.0
            for ask, norm in zip(fact.asks, fact.norms, strict=True)
        ] or [0.0]
        shared = (2 * len(said.grams & ask) / (len(said.grams) + len(ask)) for ask in fact.grams if ask)
        known = stems & fact.asked_with
        paired = sorted((self._paired(said, fact, n) for n in range(len(fact.pairs))), reverse=True)[:2] or [0.0]
        return (
            max(alike),
            sum(alike) / len(alike),
            self.mass(stems & fact.terms) / said.mass,
            float(bool(stems) and not stems & fact.terms),
            max(shared, default=0.0),
            self.mass(known) / said.mass,
            self.mass((stems & fact.answered_with) - fact.asked_with) / said.mass,
            self.mass((stems & fact.explained_with) - fact.asked_with) / said.mass,
            max(map(self._weight, known), default=0.0) / _RAREST_SCALE,
            self._okapi(stems, fact) / _BM25_SCALE,
            min(2, sum(phrase in said.joined for phrase in fact.phrases)) / 2,
            paired[0],
            sum(paired) / 2,
        )

    def _paired(self, said: _Said, fact: _Indexed, n: int) -> float:
        """Compare with one way to ask by all its words and pairs of neighbours, function words too."""
        both = math.fsum(self._pair_weight(pair) ** 2 for pair in said.pairs & fact.pairs[n])
        return both / (said.pair_norm * fact.pair_norms[n]) if fact.pair_norms[n] else 0.0

    def _okapi(self, stems: AbstractSet[str], fact: _Indexed) -> float:
        """Weigh shared stems as Okapi BM25 does."""
        longer = 1 - _BM25_B + _BM25_B * sum(fact.counts.values()) / (self._mean_length or 1.0)
        return sum(
            self._bm25[stem] * fact.counts[stem] * (_BM25_K + 1) / (fact.counts[stem] + _BM25_K * longer)
            for stem in sorted(stems & fact.counts.keys())
        )

    def _read(self, stems: Iterable[str]) -> list[tuple[str, str]]:
        """Take words that no fact uses for a related word, and misspelt ones for the nearest known; say which."""
        return [(stem, "known") if stem in self._weights else self._stand_in(stem) for stem in dict.fromkeys(stems)]

    def _stand_in(self, stem: str) -> tuple[str, str]:
        others = RELATED.get(stem)
        if others is None:
            nearest = self._nearest(stem)
            return nearest, "respelt" if nearest != stem else "unknown"
        related = next((one for one in others if one in self._weights), None)
        return (related, "related") if related else (stem, "unknown")

    def _nearest(self, stem: str) -> str:
        if len(stem) < _MIN_LETTERS_TO_RESPELL or not stem.isalpha():
            return stem
        grams = character_grams((stem,))
        best, nearest = _MIN_SPELLING, stem
        for known, known_grams in self._grams.items():
            if len(known) < _MIN_LETTERS_TO_RESPELL or abs(len(known) - len(stem)) > _MOST_LETTERS_APART:
                continue
            alike = 2 * len(grams & known_grams) / (len(grams) + len(known_grams))
            if known[0] == stem[0] and sorted(known) == sorted(stem):
                alike = 1.0
            elif one_slip(known, stem):
                alike = max(alike, 0.8)
            if alike > best:
                best, nearest = alike, known
        return nearest

    def _weight(self, stem: str) -> float:
        return self._weights.get(stem, self._unknown_weight)

    def _norm(self, stems: Iterable[str]) -> float:
        return math.sqrt(math.fsum(self._weight(stem) ** 2 for stem in stems))

    def _pair_weight(self, pair: _Gram) -> float:
        return self._pair_weights.get(pair, self._unknown_pair_weight)

    def _pair_norm(self, pairs: Iterable[_Gram]) -> float:
        return math.sqrt(math.fsum(self._pair_weight(pair) ** 2 for pair in pairs))


def _weights(facts: Sequence[frozenset[str]]) -> dict[str, float]:
    """Weigh each stem by how few facts use it."""
    spread = Counter(stem for stems in facts for stem in stems)
    return {stem: math.log1p((len(facts) + 1 - count) / count) + 0.1 for stem, count in spread.items()}


def _stems_of_fact(fact: Fact) -> frozenset[str]:
    return frozenset(stem for text in (*fact.asks, *fact.terms, fact.answer) for stem in content_stems(text))


@lru_cache(maxsize=2_000)
def _word_pairs(text: str) -> frozenset[_Gram]:
    """List the words of a text, function words too, and the pairs of neighbours among them."""
    listed = stems_in_order(plain(clean(text)))
    return frozenset[_Gram](listed) | frozenset(pairwise(listed))


def _joined(text: str) -> str:
    return f" {' '.join(stems_in_order(text))} "
