"""The shapes in which a language model answers, as pydantic models: from them comes the schema that it is sent."""

import json
import re
from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints, ValidationError

from transcripts.events import ModelPurpose

_Short = Annotated[str, StringConstraints(max_length=100)]
_SENTENCE_END = re.compile(r"[.!?\u2026](?=\s|$)")
_Quote = Annotated[str, StringConstraints(max_length=1_000)]


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Reading(_Shape):
    """Which reading of an utterance is meant."""

    act: _Short
    topics: list[_Short]
    sure: bool


class Found(_Shape):
    """A point that an answer states, and the words that prove it."""

    point: _Short
    quote: _Quote


class Judgement(_Shape):
    """The points that an answer states."""

    found: list[Found]


SHAPES: dict[ModelPurpose, type[BaseModel] | None] = {
    ModelPurpose.UNDERSTAND: Reading,
    ModelPurpose.JUDGE: Judgement,
    ModelPurpose.VOTE: Judgement,
    ModelPurpose.REPLY: None,
    ModelPurpose.PHRASE: None,
}


def fitting(text: str, shape: type[BaseModel]) -> str | None:
    """Give the first JSON object in a model's answer, written again, if it is of a shape; None if there is none.

    Models put JSON into fences and sentences around it. A key that comes twice makes the answer unusable.
    """
    start = text.find("{")
    if start < 0:
        return None
    try:
        value, _ = json.JSONDecoder(object_pairs_hook=_without_repeats).raw_decode(text[start:])
        return shape.model_validate(value).model_dump_json()
    except (ValueError, ValidationError, RecursionError):
        return None


def whole_sentences(text: str) -> str:
    """Cut a text that broke off, or is still coming in, after its last whole sentence."""
    ends = [found.end() for found in _SENTENCE_END.finditer(text)]
    return text[: ends[-1]].strip() if ends else ""


def _without_repeats(pairs: list[tuple[str, object]]) -> dict[str, object]:
    if len(dict(pairs)) != len(pairs):
        raise ValueError("A key comes twice.")
    return dict(pairs)
