"""What the server needs of a language model: one question at a time, an answer in any case, in time.

Must not know what is asked and why, nor sessions.
"""

from collections.abc import Callable
from typing import Protocol

from msgspec import Struct
from pydantic import BaseModel

from transcripts.events import ModelStatus

OnWords = Callable[[str], None]
"""Is told the answer as far as it has come."""


class Asked(Struct, frozen=True, kw_only=True):
    """A question to a model."""

    system: str
    user: str
    shape: type[BaseModel] | None
    """The answer as JSON of this shape; None: as plain words."""
    most_words: int
    deadline_seconds: float


class Answered(Struct, frozen=True, kw_only=True):
    """How a question to a model ended."""

    status: ModelStatus
    text: str = ""
    """JSON of the shape that was asked for, or plain words; empty unless `status` is `ok`."""
    model: str = ""
    tokens_in: int = 0
    tokens_out: int = 0
    latency_ms: int = 0
    first_words_ms: int = 0
    detail: str = ""
    """What went wrong, for whoever runs the server; never shown to a candidate, and never holds the key."""
    http_status: int = 0
    """With which the server refused; 0 when it did not, or when it was not HTTP that failed."""


class ChatModel(Protocol):
    """A language model that can be asked."""

    @property
    def name(self) -> str:
        """The model's name, as it is configured."""
        ...

    def warm(self) -> None:
        """Begin to load what the first question needs; returns at once."""
        ...

    async def ask(self, asked: Asked, on_words: OnWords | None = None) -> Answered:
        """Put a question and wait for the answer, no longer than its deadline.

        Raises nothing but CancelledError: whatever goes wrong is a status.
        """
        ...

    async def close(self) -> None:
        """Let go of connections. Safe to call twice."""
        ...
