"""What every language model back-end must do, through the real libraries, against a server on loopback."""

import asyncio
import json
import time

import pytest

from server.model.chat_model import Asked
from server.model.chat_model_langchain import LangchainChatModel
from server.model.shapes import Judgement, Reading
from tests.model_server import Reply, model_server, says
from transcripts.events import ModelStatus

READING = '{"act": "asks_fact", "topics": ["ties"], "sure": true}'


def asked(shape=Reading, seconds=20.0, most_words=60):
    user = '{"words": "hm"}'
    return Asked(system="Be brief.", user=user, shape=shape, most_words=most_words, deadline_seconds=seconds)


async def ask(answer, question=None, *, on_words=None):
    with model_server(answer) as server:
        model = LangchainChatModel("tiny", base_url=server.base_url)
        model.warm()
        await model._loading
        try:
            return await model.ask(question or asked(), on_words), server
        finally:
            await model.close()


async def _until(holds):
    for _ in range(2000):
        if holds():
            return
        await asyncio.sleep(0.01)
    raise AssertionError("It never came to that.")


async def test_json_of_the_shape_comes_back_with_what_it_cost():
    answered, server = await ask(lambda request: says(READING))
    assert answered.status is ModelStatus.OK
    assert Reading.model_validate_json(answered.text).topics == ["ties"]
    assert (answered.tokens_in, answered.tokens_out, answered.model) == (11, 7, "loopback-1")
    assert 0 < answered.first_words_ms <= answered.latency_ms
    sent = server.requests[0]
    assert sent["_path"] == "/v1/chat/completions"
    assert sent["temperature"] == 0
    assert sent["stream"] is True
    assert sent["response_format"]["json_schema"]["schema"] == Reading.model_json_schema()
    assert [message["role"] for message in sent["messages"]] == ["system", "user"]


async def test_words_are_told_as_they_come():
    heard = []
    answered, server = await ask(
        lambda request: Reply(("That is ", "yours to decide."), between_seconds=0.01),
        asked(shape=None),
        on_words=heard.append,
    )
    assert answered.text == "That is yours to decide."
    assert heard == ["That is ", "That is yours to decide."]
    assert "response_format" not in server.requests[0]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        (f"Sure! ```json\n{READING}\n``` I hope this helps.", ModelStatus.OK),
        ("I think they ask about ties.", ModelStatus.GARBAGE),
        ('{"act": "asks_fact", "topics": "ties", "sure": true}', ModelStatus.GARBAGE),
        ('{"act": "asks_fact", "topics": [], "sure": 7}', ModelStatus.GARBAGE),
        ('{"act": "asks_fact", "act": "small_talk", "topics": [], "sure": true}', ModelStatus.GARBAGE),
        ('{"act": "asks_fact", "topics": [], "sure": true, "score": 4}', ModelStatus.GARBAGE),
        ("{" * 5000, ModelStatus.CUT_OFF),
        ("", ModelStatus.GARBAGE),
        ("null", ModelStatus.GARBAGE),
        ("[" * 400, ModelStatus.GARBAGE),
    ],
)
async def test_what_is_not_of_the_shape_is_garbage(text, status):
    answered, _ = await ask(lambda request: says(text))
    assert answered.status is status
    assert bool(answered.text) is (status is ModelStatus.OK)


@pytest.mark.parametrize(
    ("reply", "status"),
    [
        (Reply(status=429, headers={"retry-after": "30"}), ModelStatus.RATE_LIMITED),
        (Reply(status=401), ModelStatus.REFUSED),
        (Reply(status=503), ModelStatus.REFUSED),
        (Reply(("{",), cut=True), ModelStatus.CUT_OFF),
        (Reply((READING[:20],), finish="length"), ModelStatus.CUT_OFF),
        (Reply((READING,), finish="content_filter"), ModelStatus.REFUSED),
        (Reply(delta={"refusal": "I cannot help with that."}), ModelStatus.REFUSED),
        (Reply(raw=b"<html>not here</html>"), ModelStatus.GARBAGE),
    ],
)
async def test_each_failure_has_its_status(reply, status):
    answered, server = await ask(lambda request: reply)
    assert answered.status is status
    assert len(server.requests) == 1, "no retries: the deadline is the candidate's"


@pytest.mark.parametrize("reply", [Reply(wait_seconds=30), Reply(tuple(" " * 400), between_seconds=0.1)])
async def test_a_server_that_hangs_costs_no_more_than_the_deadline(reply):
    began = time.monotonic()
    answered, _ = await ask(lambda request: reply, asked(seconds=0.5))
    assert answered.status is ModelStatus.TIMED_OUT
    assert answered.latency_ms < 5000
    assert time.monotonic() - began < 20


async def test_of_words_that_grow_too_long_the_whole_sentences_are_kept():
    reply = Reply(("It is yours to decide. I wo",), finish="length")
    answered, _ = await ask(lambda request: reply, asked(shape=None))
    assert (answered.status, answered.text) == (ModelStatus.OK, "It is yours to decide.")


async def test_nobody_there():
    with model_server(lambda request: Reply()) as server:
        address = server.base_url
    model = LangchainChatModel("tiny", base_url=address)
    answered = await model.ask(asked())
    assert answered.status is ModelStatus.UNREACHABLE
    await model.close()


@pytest.mark.parametrize(("refused", "n_first"), [({"json_schema"}, 2), ({"json_schema", "json_object"}, 3)])
async def test_a_server_without_schemas_is_asked_for_less_and_that_is_remembered(refused, n_first):
    def answer(request):
        kind = request.get("response_format", {}).get("type")
        return Reply(status=500) if kind in refused else says(READING)

    with model_server(answer) as server:
        model = LangchainChatModel("tiny", base_url=server.base_url)
        assert (await model.ask(asked())).status is ModelStatus.OK
        assert len(server.requests) == n_first
        assert (await model.ask(asked())).status is ModelStatus.OK
        assert len(server.requests) == n_first + 1
        await model.close()


async def test_a_question_that_is_given_up_lets_its_connection_go():
    with model_server(lambda request: Reply(tuple("x" * 200), between_seconds=0.05)) as server:
        model = LangchainChatModel("tiny", base_url=server.base_url)
        task = asyncio.create_task(model.ask(asked(shape=None, most_words=200)))
        await _until(lambda: server.n_open)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        await _until(lambda: not server.n_open)
        await model.close()
        await model.close()


async def test_a_question_is_given_up_at_whatever_moment():
    with model_server(lambda request: Reply(tuple("x" * 40), between_seconds=0.05)) as server:
        model = LangchainChatModel("tiny", base_url=server.base_url)
        model.warm()
        await model._loading
        for tenths in range(0, 150, 3):
            task = asyncio.create_task(model.ask(asked(shape=None, most_words=200)))
            await asyncio.sleep(tenths * 1e-4)
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
        await model.close()


async def test_one_that_is_closed_leaves_another_at_the_same_address_alone():
    with model_server(lambda request: says(READING)) as server:
        one, other = (LangchainChatModel("tiny", base_url=server.base_url) for _ in range(2))
        assert (await one.ask(asked())).status is ModelStatus.OK
        assert (await other.ask(asked())).status is ModelStatus.OK
        await one.close()
        assert (await other.ask(asked())).status is ModelStatus.OK
        await other.close()


async def test_nothing_is_traced_though_another_program_wants_it(monkeypatch):
    with (
        model_server(lambda request: Reply(raw=b"{}")) as tracer,
        model_server(lambda request: says(READING)) as server,
    ):
        for name, value in {
            "LANGSMITH_TRACING": "true", "LANGCHAIN_TRACING_V2": "true", "LANGSMITH_API_KEY": "k",
            "LANGSMITH_ENDPOINT": tracer.base_url, "LANGCHAIN_ENDPOINT": tracer.base_url,
        }.items():  # fmt: skip
            monkeypatch.setenv(name, value)
        model = LangchainChatModel("tiny", base_url=server.base_url)
        assert (await model.ask(asked())).status is ModelStatus.OK
        await model.close()
        await asyncio.sleep(0.5)
        assert tracer.requests == []


async def test_a_key_is_sent():
    with model_server(lambda request: says('{"found": []}')) as server:
        model = LangchainChatModel("tiny", base_url=server.base_url, api_key="sk-test")
        assert (await model.ask(asked(shape=Judgement))).status is ModelStatus.OK
        assert server.requests[0]["_key"] == "Bearer sk-test"
        await model.close()


@pytest.mark.parametrize("status", [301, 302, 307, 308])
async def test_where_a_server_sends_on_to_nothing_is_sent(status):
    with model_server(lambda request: says(READING)) as other:
        elsewhere = {"location": f"{other.base_url}/chat/completions"}
        answered, _ = await ask(lambda request: Reply(status=status, headers=elsewhere))
        assert answered.status is ModelStatus.REFUSED
        assert answered.http_status == status
        assert other.requests == []


async def test_an_address_on_this_machine_is_not_asked_through_a_proxy(monkeypatch):
    with model_server(lambda request: says("{}")) as proxy:
        for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
            monkeypatch.setenv(name, proxy.base_url.removesuffix("/v1"))
        for name in ("NO_PROXY", "no_proxy"):
            monkeypatch.delenv(name, raising=False)
        answered, _ = await ask(lambda request: says(READING))
        assert answered.status is ModelStatus.OK
        assert proxy.requests == []


async def test_the_address_of_openai_is_not_taken_from_variables_of_other_programs(monkeypatch):
    with model_server(lambda request: says(READING)) as other:
        for name in ("OPENAI_BASE_URL", "OPENAI_API_BASE"):
            monkeypatch.setenv(name, other.base_url)
        model = LangchainChatModel("tiny", api_key="sk-1")
        model.warm()
        chat = await model._loading
        assert str(chat.openai_api_base) == "https://api.openai.com/v1"
        await model.close()


@pytest.mark.parametrize("key", ["sk-very-secret-0123456789", "a\"quoted\\key'of-signs", "k" * 400])
@pytest.mark.parametrize("where", ["given", "of_openai"])
async def test_a_key_that_the_server_repeats_is_in_no_detail(monkeypatch, key, where):
    repeated = json.dumps({"error": {"message": f"The key {key} is wrong, {key}!"}}).encode()
    monkeypatch.setenv("OPENAI_API_KEY", key)
    with model_server(lambda request: Reply(status=401, raw=repeated)) as server:
        model = LangchainChatModel("tiny", base_url=server.base_url, api_key=key)
        model.warm()
        await model._loading
        if where == "of_openai":
            # As it is when OpenAI is asked with the key that its library finds by itself.
            model._api_key = ""
        answered = await model.ask(asked())
        await model.close()
    assert server.requests[0]["_key"] == f"Bearer {key}"
    assert answered.status is ModelStatus.REFUSED
    assert answered.http_status == 401
    assert key[:12] not in answered.detail
    assert "***" in answered.detail
