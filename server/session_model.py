"""The calls to the language model that one session has going: each ends as an event, whatever the model does.

While an answer comes in, whole sentences of it that may be said are shown. Must not know stores, sockets or how a model
is reached.
"""

import asyncio
import hashlib
import logging
from collections.abc import Callable
from typing import NamedTuple

import msgspec.structs

from agent.commands import AskModel
from server.model.chat_model import Answered, Asked, ChatModel
from server.model.shapes import SHAPES, whole_sentences
from server.wire import Speaking
from transcripts.events import ModelAnswered, ModelPurpose, ModelStatus, ModelTerms

_LOG = logging.getLogger(__name__)
_TOKENS_PER_PRICE = 1_000_000
SPOKEN = frozenset({ModelPurpose.REPLY, ModelPurpose.PHRASE})

Keep = Callable[[str], str | None]
"""Keeps of a model's answer what may be used and shown; None when that is nothing."""


class ModelCame(NamedTuple):
    """A call ended."""

    event: ModelAnswered


class SessionModel:
    """Asks the model for a session. `tell` and `show` are called from the running loop."""

    def __init__(
        self,
        session_id: str,
        model: ChatModel,
        terms: ModelTerms,
        *,
        tell: Callable[[ModelCame], None],
        show: Callable[[Speaking], None],
    ) -> None:
        self._session_id = session_id
        self._model = model
        self._terms = terms
        self._tell = tell
        self._show = show
        self._going: dict[int, asyncio.Task[None]] = {}

    def start(self, ask: AskModel, keep: Keep) -> None:
        """Put a question."""
        name = f"model-{self._session_id}-{ask.call}"
        self._going[ask.call] = asyncio.create_task(self._perform(ask, keep), name=name)

    def forget(self, call: int) -> None:
        """Take in that the actor has heard of the end of a call."""
        self._going.pop(call, None)

    async def close(self) -> None:
        """Give up whatever is going. Safe to call twice."""
        tasks = tuple(self._going.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        self._going.clear()

    async def _perform(self, ask: AskModel, keep: Keep) -> None:
        shown = ""

        def on_words(text: str) -> None:
            nonlocal shown
            sentences = whole_sentences(text)
            if len(sentences) > len(shown) and keep(sentences) is not None:
                shown = sentences
                self._show(Speaking(said_seq=ask.said_seq, text=sentences))

        asked = Asked(
            system=ask.system,
            user=ask.user,
            shape=SHAPES[ask.purpose],
            most_words=ask.most_words,
            deadline_seconds=ask.deadline_ms / 1000,
        )
        answered = await self._model.ask(asked, on_words if ask.purpose in SPOKEN else None)
        if answered.status is ModelStatus.OK:
            kept = keep(answered.text)
            status = ModelStatus.OK if kept is not None else ModelStatus.HELD_BACK
            answered = msgspec.structs.replace(answered, text=kept or "", status=status)
        if answered.status is not ModelStatus.OK:
            _LOG.warning(
                "session %s: the model did not help (%s): %s", self._session_id, answered.status.value, answered.detail,
                extra={"action": "model_failed"},
            )  # fmt: skip
        self._tell(ModelCame(_event_of(ask, answered, self._terms)))


def lost(ask_call: int, purpose: ModelPurpose, said_seq: int) -> ModelAnswered:
    """Write down that a call got lost with the server that made it."""
    return ModelAnswered(call=ask_call, purpose=purpose, said_seq=said_seq, status=ModelStatus.LOST)


def _event_of(ask: AskModel, answered: Answered, terms: ModelTerms) -> ModelAnswered:
    cost = answered.tokens_in * terms.price_in + answered.tokens_out * terms.price_out
    return ModelAnswered(
        call=ask.call,
        purpose=ask.purpose,
        said_seq=ask.said_seq,
        status=answered.status,
        text=answered.text,
        model=answered.model or terms.name,
        prompt_sha256=hashlib.sha256(f"{ask.system}\0{ask.user}".encode()).hexdigest(),
        tokens_in=answered.tokens_in,
        tokens_out=answered.tokens_out,
        cost=round(cost / _TOKENS_PER_PRICE, 9),
        latency_ms=answered.latency_ms,
        first_words_ms=answered.first_words_ms,
    )
