"""What is made of a language model's answer: checked against what was offered, and thrown away where it does not fit.

A model chooses among readings and points that it was shown and quotes the candidate; it can add nothing of its own.
Must not know how it was asked.
"""

import re
from collections.abc import Sequence

import msgspec
from msgspec import Struct

from agent.speech_acts import gives_orders
from agent.understanding import Understanding
from agent.words import content_stems, plain, prose, words
from question_bank.package import Point
from transcripts.events import Act
from transcripts.judgements import SHORTEST_QUOTE_WORDS, Judgement, judgement_from

MOST_FACTS = 3
CONFIDENCE_WHEN_SURE = 0.8
CONFIDENCE_WHEN_UNSURE = 0.5
_ABOUT_FACTS = frozenset({Act.ASKS_FACT, Act.STATES_ASSUMPTION})


class Reading(Struct, frozen=True):
    """Which reading of an utterance a model chose."""

    act: str
    topics: tuple[str, ...] = ()
    sure: bool = True


def offered(text: str, *, acts: Sequence[Act], facts: Sequence[str]) -> str | None:
    """Write a reading again if it chose only among what was offered; None if not."""
    reading = _reading(text)
    if reading is None or reading.act not in acts or not set(reading.topics) <= set(facts):
        return None
    return msgspec.json.encode(reading).decode()


def proven(text: str, *, answer: str, points: Sequence[Point]) -> str | None:
    """Write a judgement again with the points alone that their quotes prove; None if it is no judgement."""
    judgement = judgement_from(text)
    if judgement is None:
        return None
    wanted = points_from(text, answer=answer, points=points)
    found = tuple(one for one in judgement.found if one.point in wanted and _is_quoted(one.quote, _squeezed(answer)))
    return msgspec.json.encode(Judgement(found)).decode()


def understanding_from(
    text: str, *, local: Understanding, acts: Sequence[Act], facts: Sequence[str]
) -> Understanding | None:
    """Take a model's reading for ours where it chose among what it was shown; None where it did not."""
    reading = _reading(text)
    if reading is None:
        return None
    act = Act(reading.act)
    topics = tuple(dict.fromkeys(reading.topics))[:MOST_FACTS]
    if act not in {*acts, local.act} or not set(topics) <= set(facts):
        return None
    confidence = CONFIDENCE_WHEN_SURE if reading.sure else CONFIDENCE_WHEN_UNSURE
    if act not in _ABOUT_FACTS:
        # What was heard besides facts, such as points and claims, was heard by rules and stays.
        kept = tuple(item for item in local.items if not item.startswith(("fact:", "maybe:")))
        return Understanding(act, kept if act is local.act else _points_of(kept), confidence)
    if not topics:
        none = Act.ASKS_OFF_SCRIPT if act is Act.ASKS_FACT else act
        return Understanding(none, (), confidence)
    if act is Act.ASKS_FACT and not reading.sure:
        return Understanding(act, tuple(f"maybe:{fact_id}" for fact_id in topics[:2]), confidence)
    return Understanding(act, tuple(f"fact:{fact_id}" for fact_id in topics), confidence)


def points_from(text: str, *, answer: str, points: Sequence[Point]) -> tuple[str, ...]:
    """List the points that a model found and proved: its quote stands in the answer and speaks of the point."""
    judgement = judgement_from(text)
    if judgement is None:
        return ()
    by_id = {point.id: point for point in points}
    said = _squeezed(prose(answer))
    found = [
        one.point
        for one in judgement.found
        if one.point in by_id
        and _is_quoted(one.quote, said)
        and _speaks_of(one.quote, by_id[one.point])
        and not gives_orders(plain(one.quote))
    ]
    return tuple(dict.fromkeys(found))


def words_from(text: str) -> str:
    """Take a model's sentence as it would be said: one paragraph, without quotation marks or a speaker's name."""
    line = re.sub(r"\s+", " ", text).strip()
    line = re.sub(r"^(?:interviewer|assistant|reply|answer)\s*:\s*", "", line, flags=re.IGNORECASE)
    if len(line) > 1 and line[0] in "\"'\u201c" and line[-1] in "\"'\u201d":
        line = line[1:-1].strip()
    return line


def _reading(text: str) -> Reading | None:
    try:
        reading = msgspec.json.decode(text, type=Reading)
        Act(reading.act)
    except (msgspec.MsgspecError, ValueError):
        return None
    return reading


def _points_of(items: Sequence[str]) -> tuple[str, ...]:
    return tuple(item for item in items if item.startswith("point:"))


def _squeezed(text: str) -> str:
    return f" {' '.join(words(plain(text)))} "


def _is_quoted(quote: str, said: str) -> bool:
    squeezed = _squeezed(quote)
    return len(squeezed.split()) >= SHORTEST_QUOTE_WORDS and squeezed in said


def _speaks_of(quote: str, point: Point) -> bool:
    """Say whether a quote shares a word of content with the point: what was said must at least be of the same thing."""
    of_point = set(content_stems(point.says)).union(*(content_stems(phrase) for phrase in point.phrases))
    return bool(of_point.intersection(content_stems(quote)))
