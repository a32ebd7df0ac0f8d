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
_NOTHING = "Something answers at this address, but not as a language model does. Is the address right?"
_SAYS_OF_HTTP = {
    401: "The server does not take the key, or wants one and was given none.",
    403: "The server does not let this key use the model.",
    404: "The server has no model of this name, or this is not the address of its API, which mostly ends in /v1.",
}
_FAILED = "The server took the request and failed. Its own log may say why; the model may be too large for the machine."
_SENDS_ON = (
    "The server sends on to another address, and that is not followed. Give the address that it sends on to, if you"
    " trust it."
)
_ODD = frozenset({ModelStatus.CUT_OFF, ModelStatus.GARBAGE})


class Trial(Struct, frozen=True, kw_only=True):
    """How a language model did."""

    model: str
    works: bool
    answers: bool
    """Whether words came back at all, in whatever shape."""
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
    says = _says(answered)
    if works and not in_time:
        says += (
            f" But it took {answered.latency_ms / 1000:.1f} s, and the interviewer waits for {deadline_seconds:g} s:"
            " most of its answers would come too late."
        )
    return Trial(
        model=name,
        works=works,
        answers=answered.first_words_ms > 0,
        status=answered.status,
        says=says,
        detail=answered.detail,
        latency_ms=answered.latency_ms,
        first_words_ms=answered.first_words_ms,
        in_time=in_time,
    )


def _says(answered: Answered) -> str:
    status = answered.http_status
    if status // 100 == 3:  # noqa: PLR2004
        return _SENDS_ON
    if status // 100 == 5:  # noqa: PLR2004
        return _FAILED
    if answered.status is ModelStatus.REFUSED and status in _SAYS_OF_HTTP:
        return _SAYS_OF_HTTP[status]
    if answered.status in _ODD and answered.first_words_ms == 0:
        return _NOTHING
    return _SAYS[answered.status]
