"""What a language model found in an answer, as it is recorded: points, each with the words that prove it."""

import msgspec
from msgspec import Struct

SHORTEST_QUOTE_WORDS = 4
"""A shorter quote could be found in nearly any answer."""


class Found(Struct, frozen=True):
    """A point that a model found in an answer, and where."""

    point: str
    quote: str


class Judgement(Struct, frozen=True):
    """All points that a model found in an answer: one vote on each point that it was asked about."""

    found: tuple[Found, ...] = ()


def judgement_from(text: str) -> Judgement | None:
    """Read a recorded judgement; None if it is none."""
    try:
        return msgspec.json.decode(text, type=Judgement)
    except msgspec.MsgspecError:
        return None
