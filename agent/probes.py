"""Finds what an answer, a plan or an explanation lacks when it was thin, and which of five questions that calls for.

Clarify, example, importance, contrast, elaborate: each at most once in an interview, one for a topic, a few in all, and
never about what was said. Words that a question takes up are the candidate's own. Must not know how it is worded.
"""

import re
from collections.abc import Iterator
from typing import Literal, TypeAlias

from msgspec import Struct

from agent.state import InterviewState
from agent.words import content_stems, prose, words
from transcripts.events import Phase

Kind: TypeAlias = Literal["clarify", "example", "importance", "contrast", "elaborate"]

GENERAL_PROBE = "probe_"
"""How the rules of these questions begin; what follows is the kind."""
MOST_GENERAL_PROBES = 3
"""In one interview; the questions of the package are the better ones."""
THIN_PLAN_WORDS = 10
"""A plan of fewer words is asked about once more."""
THIN_ANSWER_STEMS = 6
"""An answer with fewer words of content that holds no point is thin."""
EMPTY_ANSWER_STEMS = 3
"""With fewer that belong to the question there is nothing yet whose reason could be asked for."""
VAGUE_STEMS = 14
"""With more words of content, a vague word among them does not matter."""
TIME_FOR_A_QUESTION_MS = 90_000
"""Of the discussion, so much is kept for each question of the package that was not asked yet."""
LONGEST_TOPIC = 20
"""Characters of a word that is taken up."""
SHORTEST_TOPIC = 4

_STOPS = "somehow|properly|efficiently|until|and|so|to|with|in|of|or|then|because|that|for|if|when|at|on"
_WORD = rf"(?!(?:{_STOPS})\b)[a-z]+"
_OBJECT = rf"(?:it|them|everything|(?:the|these|those|all|any|my) {_WORD}(?: {_WORD})?)\b"
_VAGUE = re.compile(
    r"\b(?:some (?:kind|sort|form) of (?:[a-z]+)(?: " + _WORD + r")?|"
    rf"(?:handle|deal with|take care of|clean up|clean|process|optimi[sz]e|improve|tweak|adjust) {_OBJECT}|"
    r"something like that|somehow|something|stuff|things like that|"
    r"the (?:usual|normal|standard|right|proper) (?:way|thing|things|stuff|approach)|"
    r"in a (?:smart|clever|better|good|nice) way|and so on|etc|whatever|efficiently|properly)\b"
)
_EXPLAINED = re.compile(r"\b(?:i mean|meaning|that is|namely|such as|i\.e|in other words)\b")
_EXAMPLE = re.compile(r"\b(?:for example|for instance|e\.g|such as|say,|suppose|imagine|example)\b|\d")
_REASON = re.compile(
    r"\b(?:because|since|so that|otherwise|therefore|in order to|to avoid|which means|due to|thus|as it)\b"
)
_COMPARISON = re.compile(
    r"\b(?:instead|rather|than|whereas|while|unlike|alternative\w*|compared|versus|vs|but|however|"
    r"other (?:way|option))\b"
)


class Thin(Struct, frozen=True):
    """What to ask for, and on what ground."""

    kind: Kind
    key: str
    """Of the wordings."""
    words: str
    """The candidate's own that are taken up; empty when there are none."""
    lacks: str


def find(state: InterviewState, about: str) -> Thin | None:
    """Find what the last words lack: about the `plan`, an `explanation`, `tests`, or a `follow_up:<id>`."""
    progress = state.progress
    if about in progress.probed or len(progress.probed) >= MOST_GENERAL_PROBES:
        return None
    text = prose(state.talk.last_words).lower()
    if not _is_thin(state, about, text):
        return None
    for thin in _lacks(state, about, text):
        if f"{GENERAL_PROBE}{thin.kind}" not in progress.rules_used:
            return thin
    return None


def vague_words(text: str) -> str:
    """Give the first vague words of a text that are not explained in it; empty when there are none."""
    found = _VAGUE.search(text.lower())
    return found[0].strip() if found and not _EXPLAINED.search(text.lower()) else ""


def _is_thin(state: InterviewState, about: str, text: str) -> bool:
    n_stems = len(content_stems(text))
    is_vague = bool(vague_words(text)) and n_stems <= VAGUE_STEMS
    kind, _, name = about.partition(":")
    match kind:
        case "plan":
            return is_vague or len(words(text)) < THIN_PLAN_WORDS
        case "explanation":
            return is_vague and state.phase in {Phase.CODE, Phase.VERIFY} and not _REASON.search(text)
        case "tests":
            return is_vague or (n_stems < EMPTY_ANSWER_STEMS and not _EXAMPLE.search(text))
        case _:
            held = any(point.startswith(f"{name}/") for point in state.progress.points)
            return not held and (is_vague or n_stems < THIN_ANSWER_STEMS) and leaves_time(state)


def leaves_time(state: InterviewState) -> bool:
    """Say whether there is time for one more question besides those of the package."""
    n_left = len(state.question.follow_ups) - len(state.progress.follow_ups_asked)
    return state.ms_before_wrap_up >= (n_left + 1) * TIME_FOR_A_QUESTION_MS


def _lacks(state: InterviewState, about: str, text: str) -> Iterator[Thin]:
    """List what is missing, the most telling first."""
    vague = vague_words(text)
    if vague:
        yield Thin("clarify", "probe_clarify", vague, "a vague word")
    if about == "plan":
        yield Thin("elaborate", "plan_more", "", "steps")
        return
    if about == "tests":
        yield Thin("example", "probe_example", "", "a concrete case")
        return
    if _n_on_task(state, about, text) < EMPTY_ANSWER_STEMS:
        topic = _topic(state, text)
        key = "probe_elaborate" if topic else "probe_elaborate_openly"
        yield Thin("elaborate", key, topic, "content")
        if content_stems(text):
            yield Thin("example", "probe_example", "", "content")
        return
    if not _REASON.search(text):
        yield Thin("importance", "probe_importance", "", "a reason")
    if not _COMPARISON.search(text):
        yield Thin("contrast", "probe_contrast", "", "a comparison")
    if not _EXAMPLE.search(text):
        yield Thin("example", "probe_example", "", "an example")


def _n_on_task(state: InterviewState, about: str, text: str) -> int:
    """Count the words of content that belong to what was asked, among those that a good answer would use too."""
    kind, _, name = about.partition(":")
    belongs = f"{state.question.title} {state.question.prompt} {state.work.code}"
    if kind == "follow_up":
        follow_up = state.question.follow_up(name)
        belongs = f"{belongs} {follow_up.ask} {follow_up.model_answer}"
    return len(set(content_stems(belongs)).intersection(content_stems(text)))


def _topic(state: InterviewState, text: str) -> str:
    """Pick the longest word of a text that is a term of the question or of the candidate's code."""
    question = state.question
    terms = " ".join(term for fact in question.facts for term in fact.terms)
    stems = set(content_stems(f"{question.title} {terms} {state.work.code}"))
    fitting = [
        word
        for word in dict.fromkeys(words(text))
        if word.isalpha() and SHORTEST_TOPIC <= len(word) <= LONGEST_TOPIC and stems.intersection(content_stems(word))
    ]
    return max(fitting, key=len, default="")
