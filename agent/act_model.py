"""A learned second opinion on what an utterance does before there is code: asks, assumes, plans, thinks aloud, chats.

A multinomial logit over what the rules of `agent.speech_acts` find, over the length and the verbs, and over single
words and pairs of neighbours. Words that carry content are all one word here, so the mood counts and not the topic.
Must not know a question's facts, nor the phase.
"""

import math
import re
from collections.abc import Iterator, Mapping
from enum import StrEnum
from itertools import pairwise
from types import MappingProxyType

from agent import addressing, speech_acts
from agent.act_weights import WEIGHTS
from agent.logit import probabilities
from agent.words import STOPWORDS, clauses, without_fillers, words


class Mood(StrEnum):
    """What a sentence does, as far as its wording tells."""

    ASKS = "asks"
    ASSUMES = "assumes"
    CHATS = "chats"
    PLANS = "plans"
    THINKS = "thinks"


BIAS = "bias"
_WORTH_OF_WORDS = 0.5
_MAX_WORDS = 80
_VERBS_TEXT = """
compute take loop keep build make add sum divide multiply fit train drop sort count write start use return update apply
split fill read find pick merge pad subtract normalise normalize scale store save append initialise initialize create
check stack concatenate reshape transpose project encode impute predict average collect square clip draw repeat iterate
go walk cut shuffle push pop put give get call run test compare look validate wrap freeze convert group parse map
remember derive
"""
VERBS = frozenset(_VERBS_TEXT.split())
"""What one does in steps of a plan."""
_MARKERS_TEXT = """
hm hmm let okay ok um uh oh ah wait plan idea approach first then next finally after assume assuming guess thanks thank
hello hi nice cool great interesting always never remember second moment sec reading read looking look scroll scrolling
right basically maybe simply said unless told treat leave
"""
_MARKERS = frozenset(_MARKERS_TEXT.split())
_KEPT = STOPWORDS | VERBS | _MARKERS | {"?"}
_STEP_END = re.compile(r"[,;:.]\s*|\bthen\b|\band\b|\bnext\b")
_MARKS = re.compile(r"[,;:]")
_ANY_MARK = re.compile(r"[,;:.?!]")


def moods(measured: Mapping[str, float]) -> Mapping[Mood, float]:
    """Give the probability of each mood of a text that was measured; they add up to 1."""
    return MappingProxyType(dict(zip(Mood, probabilities(measured, WEIGHTS, len(Mood)), strict=True)))


def measures(text: str) -> dict[str, float]:
    """Measure plain text; what is not named is 0."""
    said = words(text)
    found = {BIAS: 1.0, **_lengths(text, said), **_by_rules(text, clauses(text))}
    found.update(dict.fromkeys(_word_measures(said[:_MAX_WORDS]), _WORTH_OF_WORDS))
    return found


def _lengths(text: str, said: tuple[str, ...]) -> dict[str, float]:
    length = math.log1p(len(said)) / 3
    verbs = [word for word in said if word in VERBS]
    steps = (step.split(maxsplit=1) for step in _STEP_END.split(text))
    return {
        "length": length,
        "length_squared": length**2,
        "marks": min(1.0, len(_MARKS.findall(text)) / 8),
        "verbs": min(1.0, len(set(verbs)) / 6),
        "share_of_verbs": 3 * len(verbs) / max(1, len(said)),
        "steps": min(1.0, sum(bool(step) and step[0] in VERBS for step in steps) / 4),
        "numbers": float(any(character.isdigit() for character in text)),
        "question_mark": float("?" in text),
        "ends_in_question_mark": float(text.endswith("?")),
        "ends_in_stop": float(text.endswith((".", "!"))),
        "without_marks": float(_ANY_MARK.search(text) is None),
    }


def _by_rules(text: str, parts: tuple[str, ...]) -> dict[str, float]:
    core = without_fillers(text) or text
    requests = [speech_acts.request_strength(part) for part in parts] or [0.0]
    return {
        "requests": max(requests),
        "first_requests": requests[0],
        "assumes": float(any(speech_acts.assumes(without_fillers(part)) for part in parts)),
        "surely_plans": float(speech_acts.plans(text, certain=True)),
        "plans": float(speech_acts.plans(text, certain=False)),
        "labels_plan": float(speech_acts.labels_plan(text)),
        "explains": float(speech_acts.explains(text)),
        "thinks_aloud": float(speech_acts.thinks_aloud(text)),
        "chats": float(speech_acts.chats(text) or speech_acts.chats(core)),
        "misses_something": float(any(addressing.misses_something(part) for part in parts)),
        "does_not_know": float(speech_acts.does_not_know(text)),
    }


def _word_measures(said: tuple[str, ...]) -> Iterator[str]:
    """List words and pairs of neighbours from the beginning; a content word is `_`, a verb of steps `_v` in pairs."""
    yield from (word for word in said if word in _KEPT)
    shown = ["^", *("_v" if word in VERBS else word if word in _KEPT else "_" for word in said)]
    yield from (f"{left} {right}" for left, right in pairwise(shown))
