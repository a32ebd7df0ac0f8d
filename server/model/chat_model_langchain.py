"""Language models behind OpenAI's protocol, by langchain: OpenAI, or vLLM, Ollama, llama.cpp and others by base URL.

langchain and openai take seconds to import, so that is done in a thread and only when a model is configured. They must
not try again by themselves: the deadline is the candidate's. Must not know what is asked and why.
"""

import asyncio
import contextlib
import json
import time
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import urlsplit

from pydantic import BaseModel, SecretStr

from server.model.chat_model import Answered, Asked, OnWords
from server.model.shapes import fitting, whole_sentences
from server.settings import is_loopback
from transcripts.events import ModelStatus

if TYPE_CHECKING:
    from langchain_core.messages import AIMessageChunk
    from langchain_openai import ChatOpenAI

TOKENS_PER_WORD = 2
"""Room for JSON's signs and for words of several tokens."""
CHARACTERS_PER_TOKEN = 12
"""A server that does not keep to the number of tokens is cut off after as many characters."""
MOST_DETAIL = 300
OPENAI_ADDRESS = "https://api.openai.com/v1"
"""Said in full, since the libraries would else take another address from variables that were set for other programs."""
CANCEL_AGAIN_SECONDS = 0.05
_NO_KEY = "none"

_Mode = Literal["json_schema", "json_object", "prompt"]
_FEWER: Mapping[_Mode, _Mode] = {"json_schema": "json_object", "json_object": "prompt"}
_NOT_SUPPORTED = frozenset({400, 404, 415, 422, 500, 501})
"""Answers of servers that do not know a response format; that of llama-cpp-python is 500."""


class LangchainChatModel:
    """A model of an OpenAI-compatible server."""

    def __init__(self, name: str, *, base_url: str = "", api_key: str = "") -> None:
        self._name = name
        self._base_url = base_url
        self._api_key = api_key
        self._loading: asyncio.Task[ChatOpenAI] | None = None
        self._mode: _Mode = "json_schema"

    @property
    def name(self) -> str:
        """The model's name, as it is configured."""
        return self._name

    def warm(self) -> None:
        """Begin to import the libraries."""
        if self._loading is None or (self._loading.done() and self._loading.exception() is not None):
            self._loading = asyncio.create_task(asyncio.to_thread(self._load), name="load-chat-model")

    async def ask(self, asked: Asked, on_words: OnWords | None = None) -> Answered:
        """Put a question and stream the answer."""
        heard = _Heard(on_words)
        streaming = asyncio.create_task(self._stream_in_some_mode(asked, heard), name="ask-chat-model")
        try:
            await asyncio.wait({streaming}, timeout=asked.deadline_seconds)
        finally:
            in_time = streaming.done()
            await _end(streaming)
        if not in_time:
            return heard.answered(ModelStatus.TIMED_OUT, detail=f"no answer in {asked.deadline_seconds:g} s")
        # Whatever a model's server does, the interview goes on.
        if (error := streaming.exception()) is not None:
            status = _status_of(error, began=bool(heard.text))
            return heard.answered(status, detail=self._detail_of(error), http_status=_http_status_of(error))
        return heard.whole(asked.shape)

    async def close(self) -> None:
        """Close the connections."""
        loading, self._loading = self._loading, None
        if loading is None:
            return
        with contextlib.suppress(Exception):
            chat = await loading
            if chat.http_async_client is not None:
                await chat.http_async_client.aclose()

    def _detail_of(self, error: BaseException) -> str:
        """Say what went wrong without the key, which servers like to repeat."""
        detail = f"{type(error).__name__}: {error}"
        for key in self._keys():
            detail = detail.replace(key, "***")
        return detail[:MOST_DETAIL]

    def _keys(self) -> set[str]:
        keys = {self._api_key}
        if self._loading is not None and self._loading.done() and self._loading.exception() is None:
            # The library may have found one by itself, in OpenAI's own variable.
            found = self._loading.result().openai_api_key
            keys.add(found.get_secret_value() if isinstance(found, SecretStr) else "")
        # Error texts quote what they were sent as a program would write it.
        return {written for key in keys - {"", _NO_KEY} for written in (key, repr(key)[1:-1], json.dumps(key)[1:-1])}

    async def _stream_in_some_mode(self, asked: Asked, heard: "_Heard") -> None:
        while True:
            mode: _Mode = self._mode if asked.shape is not None else "prompt"
            try:
                return await self._stream(asked, mode, heard)
            except Exception as error:
                fewer = _FEWER.get(mode)
                if fewer is None or heard.text or getattr(error, "status_code", None) not in _NOT_SUPPORTED:
                    raise
                # The server does not know this response format: ask for less, now and from now on.
                self._mode = fewer

    async def _stream(self, asked: Asked, mode: _Mode, heard: "_Heard") -> None:
        self.warm()
        assert self._loading is not None
        chat = await asyncio.shield(self._loading)
        most_tokens = asked.most_words * TOKENS_PER_WORD
        options: dict[str, Any] = {"max_tokens": most_tokens}
        if asked.shape is not None and mode == "json_schema":
            schema = {"name": asked.shape.__name__, "schema": asked.shape.model_json_schema(), "strict": True}
            options["response_format"] = {"type": "json_schema", "json_schema": schema}
        elif asked.shape is not None and mode == "json_object":
            options["response_format"] = {"type": "json_object"}
        messages = [("system", asked.system), ("user", asked.user)]
        from langsmith import tracing_context

        # What candidates say must not leave because of a variable that was set for another program.
        with tracing_context(enabled=False):
            async with contextlib.aclosing(chat.astream(messages, **options)) as chunks:  # type: ignore[type-var]
                async for chunk in chunks:
                    heard.take(chunk)
                    if len(heard.text) > most_tokens * CHARACTERS_PER_TOKEN:
                        heard.ended_by = "length"
                        return

    def _load(self) -> "ChatOpenAI":
        from langchain_openai import ChatOpenAI
        from openai import DefaultAsyncHttpxClient

        # Servers on one's own machine want no key, and the library insists on one.
        key = self._api_key or (_NO_KEY if self._base_url else None)
        address = self._base_url or OPENAI_ADDRESS
        return ChatOpenAI(
            model=self._name,
            base_url=address,
            api_key=SecretStr(key) if key else None,
            # Its own client is shared by all that speak with the same address: who closes one closes all.
            # What a candidate says goes to the address that was set and to no other: not where that one sends on to,
            # and from this machine to this machine not through a proxy.
            http_async_client=DefaultAsyncHttpxClient(
                follow_redirects=False, trust_env=not is_loopback(urlsplit(address).hostname or "")
            ),
            temperature=0,
            max_retries=0,
            stream_usage=True,
        )


async def _end(task: asyncio.Task[None]) -> None:
    # While a connection is being made, the network library may take a cancellation for one of its own and lose it.
    while not task.done():
        task.cancel()
        await asyncio.wait({task}, timeout=CANCEL_AGAIN_SECONDS)
    with contextlib.suppress(asyncio.CancelledError):
        task.exception()


class _Heard:
    """An answer as far as it has come."""

    def __init__(self, on_words: OnWords | None) -> None:
        self.text = ""
        self.ended_by = ""
        self._on_words = on_words
        self._began = time.monotonic_ns()
        self._first_words_ms = 0
        self._model = ""
        self._tokens = (0, 0)

    def take(self, chunk: "AIMessageChunk") -> None:
        """Take in the next piece."""
        piece = str(chunk.text)
        self._model = chunk.response_metadata.get("model_name") or self._model
        self.ended_by = chunk.response_metadata.get("finish_reason") or self.ended_by
        if chunk.additional_kwargs.get("refusal"):
            self.ended_by = "content_filter"
        if chunk.usage_metadata is not None:
            used = chunk.usage_metadata
            self._tokens = (used["input_tokens"], used["output_tokens"])
        if piece:
            self._first_words_ms = self._first_words_ms or max(1, self._elapsed_ms())
            self.text += piece
            if self._on_words is not None:
                self._on_words(self.text)

    def whole(self, shape: type[BaseModel] | None) -> Answered:
        """Judge an answer that ended without an error."""
        if self.ended_by == "content_filter":
            return self.answered(ModelStatus.REFUSED, detail="the model declined")
        said = whole_sentences(self.text)
        if shape is None and self.ended_by == "length" and said:
            # Small models do not know when to stop; what they said until then may do.
            return self.answered(ModelStatus.OK, text=said)
        if self.ended_by != "stop":
            why = "it grew too long" if self.ended_by == "length" else "it broke off"
            return self.answered(ModelStatus.CUT_OFF, detail=why)
        text = self.text.strip() if shape is None else fitting(self.text, shape)
        if not text:
            return self.answered(ModelStatus.GARBAGE, detail="not of the shape that was asked for")
        return self.answered(ModelStatus.OK, text=text)

    def answered(self, status: ModelStatus, *, text: str = "", detail: str = "", http_status: int = 0) -> Answered:
        """Write down how it ended."""
        return Answered(
            status=status,
            text=text,
            model=self._model,
            tokens_in=self._tokens[0],
            tokens_out=self._tokens[1],
            latency_ms=self._elapsed_ms(),
            first_words_ms=self._first_words_ms,
            detail=detail,
            http_status=http_status,
        )

    def _elapsed_ms(self) -> int:
        return (time.monotonic_ns() - self._began) // 1_000_000


def _status_of(error: BaseException, *, began: bool) -> ModelStatus:
    import httpx2
    import openai

    match error:
        case openai.APITimeoutError() | httpx2.TimeoutException():
            return ModelStatus.TIMED_OUT
        case openai.RateLimitError():
            return ModelStatus.RATE_LIMITED
        case openai.ContentFilterFinishReasonError():
            return ModelStatus.REFUSED
        case openai.LengthFinishReasonError():
            return ModelStatus.CUT_OFF
        case _ if began:
            return ModelStatus.CUT_OFF
        case openai.APIConnectionError() | httpx2.TransportError():
            return ModelStatus.UNREACHABLE
        case openai.OpenAIError():
            return ModelStatus.REFUSED
        case _:
            return ModelStatus.GARBAGE


def _http_status_of(error: BaseException) -> int:
    status = getattr(error, "status_code", 0)
    return status if isinstance(status, int) else 0
