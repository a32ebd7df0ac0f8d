"""Tries the configured language model for whoever sets it up: whether it is there, quick, and keeps to JSON."""

from msgspec import Struct

from agent import model_prompts
from server.model.chat_model import Answered, Asked, ChatModel
from server.model.shapes import SHAPES
from transcripts.events import ModelPurpose, ModelStatus

PATIENCE_SECONDS = 60.0
"""A model that was not used for long may have to be loaded first."""

_SAYS = {
    ModelStatus.OK: "It answers as it should.",
    ModelStatus.TIMED_OUT: "It did not answer in a minute. Is the model loaded, or is the server too slow for it?",
    ModelStatus.UNREACHABLE: "Nobody answers at this address. Is the server running, and is the address right?",
    ModelStatus.RATE_LIMITED: "The server says that there were too many requests, or that the account is used up.",
    ModelStatus.REFUSED: "The server did not take the request. Are the key and the model's name right?",
    ModelStatus.CUT_OFF: "The answer broke off.",
    ModelStatus.GARBAGE: "It answers, but not in the shape that it is asked for: it can word turns, no more.",
}


class Trial(Struct, frozen=True, kw_only=True):
    """How a language model did."""

    model: str
    works: bool
    status: ModelStatus
    says: str
    """In words, with what to do."""
    detail: str
    latency_ms: int
    first_words_ms: int
    in_time: bool
    """Whether it was as quick as a session's deadline asks."""


async def try_model(model: ChatModel, deadline_seconds: float) -> Trial:
    """Ask one small question, twice: the first time may include loading, the second one is measured."""
    answered = await model.ask(_question())
    if answered.status is ModelStatus.OK:
        answered = await model.ask(_question())
    return _trial(model.name, answered, deadline_seconds)


def _question() -> Asked:
    user = (
        '{"phase": "clarify", "open_question": "", "acts": {"asks_fact": "asks about one of the topics", "small_talk": '
        '"chats"}, "topics": {"ties": "What happens when two values are equal?"}, "words": "and if they are the same?"}'
    )
    return Asked(
        system=model_prompts.UNDERSTAND,
        user=user,
        shape=SHAPES[ModelPurpose.UNDERSTAND],
        most_words=model_prompts.MOST_WORDS_READING,
        deadline_seconds=PATIENCE_SECONDS,
    )


def _trial(name: str, answered: Answered, deadline_seconds: float) -> Trial:
    works = answered.status is ModelStatus.OK
    in_time = works and answered.latency_ms <= deadline_seconds * 1000
    says = _SAYS[answered.status]
    if works and not in_time:
        says += (
            f" But it took {answered.latency_ms / 1000:.1f} s, and the interviewer waits for {deadline_seconds:g} s"
            " (model_seconds): most of its answers would come too late."
        )
    return Trial(
        model=name,
        works=works,
        status=answered.status,
        says=says,
        detail=answered.detail,
        latency_ms=answered.latency_ms,
        first_words_ms=answered.first_words_ms,
        in_time=in_time,
    )
