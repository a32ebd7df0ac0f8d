"""An interview with a real, very small model: the whole path of the protocol. `make test-llm` runs it."""

import asyncio

import pytest

from agent.drive import replay
from question_bank.load import load_bank
from server.client import SessionClient, create_session
from server.model.chat_model import Asked
from server.model.chat_model_langchain import LangchainChatModel
from server.model.shapes import Judgement, Reading
from server.serve import served
from server.settings import Settings
from tests.acceptance.scripted_candidate import ScriptedCandidate
from tests.llm.llama_server import llama_server
from transcripts.archive import log_from_archive
from transcripts.events import InterviewerSaid, ModelAnswered, ModelStatus, SessionEnded

pytest.importorskip("llama_cpp", reason="make test-llm installs it")
pytestmark = [pytest.mark.llm, pytest.mark.timeout(900)]
QUESTION = "softmax-stable"


@pytest.fixture(scope="module")
def base_url():
    with llama_server() as address:
        yield address


@pytest.mark.parametrize("shape", [Reading, Judgement])
async def test_a_schema_is_kept_to(base_url, shape):
    model = LangchainChatModel("smollm2", base_url=base_url)
    asked = Asked(
        system="Answer with JSON.", user="Which act is it? Topics: ties, empty.", shape=shape, most_words=60,
        deadline_seconds=120,
    )  # fmt: skip
    answered = await model.ask(asked)
    assert answered.status in {ModelStatus.OK, ModelStatus.CUT_OFF}
    if answered.status is ModelStatus.OK:
        shape.model_validate_json(answered.text)
    assert answered.tokens_in > 0 or answered.status is ModelStatus.CUT_OFF
    assert answered.first_words_ms > 0
    await model.close()


async def test_words_are_streamed(base_url):
    model = LangchainChatModel("smollm2", base_url=base_url)
    heard = []
    asked = Asked(
        system="You are kind.", user="Say hello in one sentence.", shape=None, most_words=60, deadline_seconds=120
    )
    answered = await model.ask(asked, heard.append)
    assert answered.status in {ModelStatus.OK, ModelStatus.CUT_OFF}
    assert len(heard) > 2
    assert answered.first_words_ms < answered.latency_ms
    print(f"first words {answered.first_words_ms} ms, whole {answered.latency_ms} ms")  # noqa: T201
    await model.close()


async def test_a_deadline_holds(base_url):
    model = LangchainChatModel("smollm2", base_url=base_url)
    await model.ask(Asked(system="Hi.", user="Hi.", shape=None, most_words=2, deadline_seconds=120))
    asked = Asked(system="Tell a story.", user="A long one.", shape=None, most_words=400, deadline_seconds=0.3)
    answered = await model.ask(asked)
    assert answered.status is ModelStatus.TIMED_OUT
    assert answered.latency_ms < 3_000
    await model.close()


async def test_an_interview_with_it_replays_without_it(base_url, tmp_path):
    settings = Settings(
        data_folder=tmp_path, port=0, model="smollm2", model_base_url=base_url, model_seconds=60, model_phrases=True
    )
    question = load_bank().get(QUESTION)
    async with served(settings) as address:
        name = await create_session(address, QUESTION)
        async with SessionClient.open(address, name, question.starter) as client:
            for words in (
                "Do you like blue plots?",
                "and the equal ones?",
                "may I skip the docstring, is that ok with you",
            ):
                seq = await client.say(words)
                async with asyncio.timeout(200):
                    await client.until(lambda at=seq: any(_answers(one, at) for one in client.log))
            await ScriptedCandidate(client, question).play()
        async with address.http() as http:
            log = log_from_archive((await http.get(f"/api/sessions/{name}/export")).content)
    calls = [line.envelope.event for line in log if isinstance(line.envelope.event, ModelAnswered)]
    assert calls
    assert isinstance(log[-1].envelope.event, SessionEnded)
    assert replay(question, log) == ()
    for call in calls:
        print(call.purpose.value, call.status.value, f"{call.latency_ms} ms", call.text[:100])  # noqa: T201


def _answers(envelope, seq):
    return envelope.seq > seq and isinstance(envelope.event, InterviewerSaid)
