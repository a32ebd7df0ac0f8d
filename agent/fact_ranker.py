"""Ranks the facts of one question by how likely each is what an utterance asks for.

A conditional logit over what `agent.fact_features` measures: every fact and `none of them` get a sum of weighed
measures, and a softmax makes probabilities of the sums. The weights are learned (see `agent.fact_weights`). Must not
know whether the utterance asks at all (see `agent.speech_acts`), nor what happens next.
"""

import math
import re
from collections.abc import Sequence

from msgspec import Struct

from agent.fact_features import FactIndex
from agent.fact_weights import FIT_WEIGHTS, NONE_WEIGHTS
from agent.words import content_stems
from question_bank.package import Fact

_POINTS_BACK = re.compile(r"\b(?:it|ones?|them|those|the (?:rest|others?))\b")
_WHOLE_QUESTION = re.compile(
    r"(?:What|Which|How|Who|Where|When|Why|Is|Are|Do|Does|Can|May|Must|Should|Will|Could)\b(?: [^\s?]+){2,}\?$"
)
"""A question as one says it, unlike the keywords that people type."""
_NO_NAMES_TEXT = """
above absent allowed already augment below beyond big causal changing common constant copied correct drop dropped
empty ended equal even fewer fixed flat frozen fully given greedy ignored keep kept known large larger later long
longer masked mean missing negative new nothing numerical odd padded repeated returned same saved scale second
several short single small sorted stop train trust twice unequal unknown unseen use valid zero
"""
_NO_NAMES = frozenset(_NO_NAMES_TEXT.split())
"""Words of an id that say something of a thing, or what to do with it, and make no name together with another."""
_WORTH_OF_VERY_WORDS = 5.0
"""Added for the very words of a listed way to ask, which the learned weights never met."""


class Ranked(Struct, frozen=True):
    """A fact and the probability that it is the one that is asked for."""

    fact_id: str
    score: float


class FactRanker:
    """The facts of one question, indexed once. Immutable after construction."""

    def __init__(self, facts: Sequence[Fact]) -> None:
        self._ids = tuple(fact.id for fact in facts)
        self._index = FactIndex(facts)

    def rank(self, text: str) -> tuple[Ranked, ...]:
        """Order all facts by how well they fit plain text, best first; what is missing to 1 is that none does."""
        fits = self._index.fits(text)
        sums = [
            _weighed(fit, FIT_WEIGHTS) + _WORTH_OF_VERY_WORDS * very
            for fit, very in zip(fits.facts, fits.very_words, strict=True)
        ]
        none = _weighed(fits.none, NONE_WEIGHTS)
        highest = max((none, *sums))
        shares = [math.exp(one - highest) for one in sums]
        whole = sum(shares) + math.exp(none - highest)
        ranked = (Ranked(fact_id, share / whole) for fact_id, share in zip(self._ids, shares, strict=True))
        return tuple(sorted(ranked, key=lambda one: (-one.score, one.fact_id)))

    def about_a_fact(self, text: str) -> float:
        """Give the probability of the fact that fits plain text best; 0 where there are no facts."""
        return max((one.score for one in self.rank(text)), default=0.0)

    def belongs(self, text: str, fact_id: str) -> bool:
        """Say whether a clause of plain text names a fact in words of its own, not only in how it is built."""
        points_back = _POINTS_BACK.search(text) is not None
        return self._index.belongs(
            text, self._ids.index(fact_id), points_back=points_back, asks_why=text.startswith("why")
        )

    def agrees(self, text: str, fact: Fact) -> bool:
        """Say whether a stated assumption says what a fact's answer says, as far as words can tell."""
        topic = _topic_stems(fact)
        said = self._index.read(text)
        answered = frozenset(content_stems(fact.answer))
        own = said - topic or said
        numbers = {stem for stem in said if stem.isdigit()}
        if not own or not numbers <= answered or _denies(text) != _denies(self._nearest_clause(own, fact.answer)):
            return False
        return self._index.mass(own & answered) >= 0.5 * self._index.mass(own)

    def _nearest_clause(self, stems: frozenset[str], answer: str) -> str:
        """Pick the part of an answer that speaks of the same thing; what another part denies does not matter."""
        parts = [part for part in re.split(r"[.,;:]", answer) if part.strip()]
        return max(parts, key=lambda part: self._index.mass(stems.intersection(content_stems(part))), default="")


def topics_of(fact: Fact) -> tuple[str, ...]:
    """List ways to name a fact, the best first: what its id says where people ask so, else a whole question."""
    asked_with = {stem for ask in fact.asks for stem in content_stems(ask)}
    parts = fact.id.replace("_", "-").split("-")
    as_asked = all(content_stems(part) and set(content_stems(part)) <= asked_with for part in parts)
    if len(parts) <= 2 and as_asked and not _NO_NAMES.intersection(parts):  # noqa: PLR2004
        return (f"the {' '.join(parts)}",)
    whole = [ask for ask in fact.asks if _WHOLE_QUESTION.match(ask)]
    return tuple(f"\u201c{ask.rstrip(' ?.')}\u201d" for ask in sorted(whole or fact.asks, key=len))


def _weighed(measures: Sequence[float], weights: Sequence[float]) -> float:
    return sum(measure * weight for measure, weight in zip(measures, weights, strict=True))


def _topic_stems(fact: Fact) -> frozenset[str]:
    asks = [frozenset(content_stems(ask)) for ask in fact.asks]
    return frozenset(stem for ask in asks for stem in ask if sum(stem in other for other in asks) > 1)


def _denies(text: str) -> bool:
    padded = f" {text.lower()} "
    return any(f" {word} " in padded for word in ("not", "no", "never", "without", "none")) or "n't " in padded
