"""A learned opinion on what an utterance does, for every act that wording shows and in every phase.

A multinomial logit over what `agent.act_model` measures and over all words and pairs of neighbours, by their stems.
It hears what the rules of `agent.speech_acts` have no wording for. Answers are no act here: only the open question
makes words one. Must not know a question's facts, nor the phase.
"""

from collections.abc import Mapping
from itertools import pairwise
from types import MappingProxyType

from agent.act_model import BIAS
from agent.intent_weights import WEIGHTS
from agent.logit import probabilities
from agent.words import stems_in_order
from transcripts.events import Act

ACTS = (
    Act.ASKS_ANSWER, Act.ASKS_FACT, Act.ASKS_HINT, Act.ASKS_OFF_SCRIPT, Act.CLAIMS_COMPLEXITY, Act.CLAIMS_DONE,
    Act.EXPLAINS, Act.MANIPULATES, Act.SMALL_TALK, Act.STATES_ASSUMPTION, Act.STATES_PLAN, Act.THINKS_ALOUD,
)  # fmt: skip
"""In the order of the weights."""
_WORTH_OF_WORDS = 0.5
_MAX_WORDS = 80


def intents(text: str, measured: Mapping[str, float], about_a_fact: float) -> Mapping[Act, float]:
    """Give the probability of each of `ACTS` for plain text that `agent.act_model` has measured; they add up to 1.

    `about_a_fact` is the probability of the fact that the words fit best, if they asked for one.
    """
    shares = probabilities(intent_measures(text, measured, about_a_fact), WEIGHTS, len(ACTS))
    return MappingProxyType(dict(zip(ACTS, shares, strict=True)))


def intent_measures(text: str, measured: Mapping[str, float], about_a_fact: float | None) -> dict[str, float]:
    """Add words and pairs of neighbours to what `agent.act_model` measures; what is not named is 0.

    `about_a_fact` is None for a text that belongs to no question, as some do that are learned from.
    """
    stems = stems_in_order(text)[:_MAX_WORDS]
    found = {**measured, BIAS: 1.0}
    found |= {"of_no_question": 1.0} if about_a_fact is None else {"about_a_fact": about_a_fact}
    found.update(dict.fromkeys((f"={stem}" for stem in stems), _WORTH_OF_WORDS))
    pairs = (f"{left}+{right}" for left, right in pairwise(("^", *stems, "$")))
    found.update(dict.fromkeys(pairs, _WORTH_OF_WORDS))
    return found
