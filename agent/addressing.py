"""Tells questions that are put to the interviewer from those that only look so.

People ask themselves (`should I loop? no`), ask for effect (`how hard can it be?`), and answer with a question mark
(`isn't it separable?`). The other way round, a statement can be a question: `the prompt does not say what happens`.
Works on clauses of plain text; must not know a question's facts.
"""

# A pattern that is cut to fit a line is harder to read than a long line.
# ruff: noqa: E501

import re
from collections.abc import Sequence

from agent.words import without_fillers, words

_LONGEST_FRAGMENT = 12

_ANSWERS_ITSELF = re.compile(
    r"^(?:(?:so|oh|ah|ok|okay|hm+|well|right|wait|and|or)\b[\s,]*)*"
    r"(?:no\b(?! (?:idea|clue))|nope|nah\b|yes\b(?! or no)|yep|yeah|yup|because|of course|obviously|not (?:at|for|in|when|if|really|here|with|on)\b|"
    r"(?:it|they|that|this|we|i) (?:is not|are not|does not|do not|will|would|does|starts?|goes|has|should|can|needs?|"
    r"is fine|is what|is only|is given|are given|gives|means|could|must|is just)\b|probably (?:not|yes)?|true\b|right\b)"
)
_BELIEVES = re.compile(r"^(?:i|we) (?:believe|think|guess|would say) (?:it|so|they|that|not|yes|no|one)\b")
_STILL_ASKS = re.compile(
    r"\?|\b(?:i (?:forgot|am not sure|am unsure|am asking|ask|can not|could not|do not|did not|have not|need|would like|want|"
    r"would assume|assume|guess|was|am wondering|wonder)|not sure|thanks?|thank you|please|prompt|statement|just checking|"
    r"(?:it|the \w+) (?:does|did|is|was) not (?:say|state|clear|said|stated|mention\w*|specif\w+)|unclear|you)\b"
)
_SPEAKS_AS_SOMEBODY = re.compile(r"\b(?:i|we|my|our|you|your)\b")
_TO_THE_INTERVIEWER = re.compile(
    r"\b(?:you|your|yours|expected|required|allowed|supposed|okay|please|may i|am i (?:allowed|free|supposed)|permitted)\b"
)
_TO_THE_INTERVIEWER_WHILE_ANSWERING = re.compile(
    r"\b(?:do|did|are|would) you (?:mean|want|expect|ask|asking|refer|referring|like|prefer|need|talking)\b|"
    r"\bby .{0,30}\byou mean\b|\bwhat do you mean\b|"
    r"\b(?:can|could|would|will) you (?:please )?(?:repeat|explain|clarify|rephrase|elaborate|tell|give|help|show|specify|"
    r"say (?:that|it) again|be more)\b|"
    r"\b(?:may|can|should|do|could) i (?:ask|assume|answer|skip|change|run|look|edit|write|draw|still|go|talk|focus|also|have|get|need|include|count|consider|mention|explain|describe)\b|"
    r"\bis (?:that|this) (?:what you|about)\b|\byour question\b|\bhow (?:much|many) (?:time|detail|minutes)\b|"
    r"(?<!would )(?<!will )(?<!not )(?<!that )(?<!which )\b(?:give|tell|show) me\b"
)
_FOR_EFFECT = re.compile(
    r"^(?:who (?:does|would|could|has) not\b|who (?:knows|cares)\b|how hard (?:can|could)|what could (?:possibly )?go wrong|"
    r"what else is new|guess what|why not\b|where was i\b|you know what\b|what can i say)"
)
_MISSES_SOMETHING = re.compile(
    r"(?<!\bi do)(?<!\bi did)\b (?:does|do|did|is|was|are) not (?:\w+ ){0,2}(?:say|state|tell|mention|specify|define|given|said|"
    r"stated|mentioned|specified|defined|clear|obvious|described|explained)\b|"
    r"^(?:does|do|did|is|was|are) not (?:say|state|tell|mention|specify|given|said|stated|mentioned|specified|clear)\b|"
    r"\b(?:nothing|no (?:word|mention|information|info|details?)|not (?:a word|much|anything))\b.{0,25}\b(?:about|on|regarding|for)\b|"
    r"\bno (?:\w+ ){1,2}(?:is|was|are|were) (?:given|stated|mentioned|specified|named|defined|said)\b|"
    r"\bsilent (?:on|about)\b|\b(?:unclear|unspecified|undefined|ambiguous|left open|underspecified)\b|"
    r"\bi (?:can not|do not|could not|did not) (?:tell|see|find|know|read)\b.{0,60}\b(?:whether|if|what|which|how|when|where|"
    r"anywhere|anything|nothing|from the)\b|"
    r"\bbut not (?:with |by |in |for |at |on )?(?:what|which|how|when|where|who|whether|why)\b|"
    r"\b(?:i|we) (?:would|will|might)(?: still| also| just)? (?:need|like|love|want) to (?:know|understand|hear|learn|see|be told)\b|"
    r"\b(?:i|we) (?:would|will)(?: still| also)? need (?:the|some|a|an|more) (?:\w+ ){0,3}(?:of|for|about|on|from)\b|"
    r"\bwould (?:be )?(?:help\w*|good|nice|useful|great|interesting|important|curious)(?: me)? (?:to (?:know|hear|learn|see)|if)\b|"
    r"\bi (?:wonder|am wondering|am curious)\b"
)


def put_to_oneself(parts: Sequence[str], n: int, *, strict: bool) -> bool:
    """Say whether the clause `n` asks something that the speaker goes on to answer. `strict`: only if said outright."""
    core = without_fillers(parts[n])
    if _FOR_EFFECT.match(core):
        return True
    if n + 1 >= len(parts) or _TO_THE_INTERVIEWER.search(core):
        return False
    after = parts[n + 1]
    if _BELIEVES.match(after) and not after.endswith("?"):
        return True
    if _STILL_ASKS.search(after):
        return False
    if _ANSWERS_ITSELF.match(after):
        return True
    fragment = len(words(after)) <= _LONGEST_FRAGMENT and not _SPEAKS_AS_SOMEBODY.search(after)
    return not strict and fragment


def put_to_the_interviewer_while_answering(clause: str) -> bool:
    """Say whether a question asks the interviewer something, though an answer is waited for."""
    return _TO_THE_INTERVIEWER_WHILE_ANSWERING.search(clause) is not None


def put_to_the_interviewer(clause: str) -> bool:
    """Say whether a clause names the one that it is put to, or asks what is allowed."""
    return _TO_THE_INTERVIEWER.search(clause) is not None or misses_something(clause)


def misses_something(clause: str) -> bool:
    """Tell a statement that something was left open, which in a round of questions is a question."""
    return _MISSES_SOMETHING.search(clause) is not None
