"""A served interview with a language model behind a real socket: good, slow, dead, talkative, restarted."""

import ast
import asyncio
import json
import os
import subprocess
import sys
import time
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from agent.drive import replay
from question_bank.load import load_bank
from rubric.debrief import debrief_to_json
from server.client import SessionClient, create_session
from server.debriefs import debrief_from_log
from server.serve import served
from server.settings import Settings
from tests.acceptance.server_process import ServerProcess
from tests.model_server import Reply, model_server, says
from transcripts.archive import log_from_archive
from transcripts.events import InterviewerSaid, ModelAnswered, ModelStatus, Move, Phase, SessionStarted
from transcripts.fold import phase_at

ROOT = Path(__file__).parents[2]
QUESTION = "kmeans-lloyd"
OPEN = "Do you have a favourite colour scheme for the plots?"
KIND = "That one is yours to decide. I would like to hear your reason."


READING = '{"act": "asks_off_script", "topics": [], "sure": true}'


def voice(reply):
    """A model that takes everything for an open question and has one thing to say."""
    return lambda request: says(READING) if "response_format" in request else reply


def turns_after(client, seq):
    return [one.event for one in client.log if one.seq > seq and isinstance(one.event, InterviewerSaid)]


@asynccontextmanager
async def interview(tmp_path, base_url, **settings):
    """An interview with a model whose libraries are loaded."""
    given = Settings(data_folder=tmp_path, port=0, model="tiny", model_base_url=base_url, **settings)
    async with served(given) as address:
        session_id = await create_session(address, QUESTION)
        async with SessionClient.open(address, session_id, load_bank().get(QUESTION).starter) as client:
            await asyncio.sleep(0)
            yield client, address, session_id


async def ask(client):
    """Ask an open question and wait until it is answered."""
    seq = await client.say(OPEN)
    await client.until(lambda: turns_after(client, seq))
    return turns_after(client, seq)[-1]


@pytest.fixture(autouse=True, scope="module")
def libraries():
    """Import what takes seconds, so that deadlines measure the model."""
    import langchain_openai  # noqa: F401


async def test_the_model_speaks_and_the_log_replays_and_grades_without_it(tmp_path):
    with model_server(voice(says(KIND))) as server:
        given = {"model_seconds": 20, "model_price_in": 2.0}
        async with interview(tmp_path, server.base_url, **given) as (client, address, name):
            turn = await ask(client)
            assert (turn.text, turn.move) == (KIND, Move.YOUR_CALL)
            started = client.log[0].event
            assert isinstance(started, SessionStarted)
            assert started.model is not None
            assert started.model.name == "tiny"
            answered = [one for one in client.log if isinstance(one.event, ModelAnswered)][-1]
            assert answered.actor == "model"
            assert answered.event.cost == pytest.approx(11 * 2.0 / 1e6)
            assert len(answered.event.prompt_sha256) == 64
            await client.end()
            await client.until(lambda: client.ended)
            async with address.http() as http:
                exported = (await http.get(f"/api/sessions/{name}/export")).content
                debrief = (await http.get(f"/api/sessions/{name}/debrief")).content
        n_requests = len(server.requests)
        question, log = load_bank().get(QUESTION), log_from_archive(exported)
        assert replay(question, log) == ()
        assert debrief == debrief_to_json(debrief_from_log(log, question))
        assert len(server.requests) == n_requests, "replaying and grading ask nobody"
        asked = json.dumps(server.requests)
        assert not any(fact.answer in asked for fact in question.facts)
        assert not any(hint.text[:60] in asked for hint in question.hints)


async def test_words_arrive_before_the_turn_does(tmp_path):
    pieces = ("That one is yours to decide.", " I would like", " to hear your reason.")
    with model_server(voice(Reply(pieces, between_seconds=0.3))) as server:
        async with interview(tmp_path, server.base_url, model_seconds=20) as (client, _, _):
            seq = await client.say(OPEN)
            await client.until(lambda: client.speaking is not None)
            assert client.speaking.text == "That one is yours to decide."
            assert not turns_after(client, seq)
            await client.until(lambda: turns_after(client, seq))
            assert turns_after(client, seq)[0].text == "".join(pieces)


async def test_a_model_that_gives_the_answer_away_is_never_heard(tmp_path):
    leak = "Sure. Assign each point to its nearest centroid, then move each centroid to the mean of its points."
    with model_server(voice(Reply((leak,), between_seconds=0.1))) as server:
        async with interview(tmp_path, server.base_url, model_seconds=20) as (client, address, name):
            turn = await ask(client)
            assert turn.reason.rule == "not_in_the_fact_sheet"
            assert client.speaking is None
            async with address.http() as http:
                exported = (await http.get(f"/api/sessions/{name}/export")).text
            assert "nearest centroid, then" not in exported
            statuses = [one.event.status for one in client.log if isinstance(one.event, ModelAnswered)]
            assert statuses[-1] is ModelStatus.HELD_BACK


@pytest.mark.parametrize(
    ("reply", "status"),
    [
        (Reply(wait_seconds=60), ModelStatus.TIMED_OUT),
        (Reply(status=429), ModelStatus.RATE_LIMITED),
        (Reply(status=500), ModelStatus.REFUSED),
        (Reply(("That one",), cut=True), ModelStatus.CUT_OFF),
    ],
)
async def test_the_script_answers_in_the_same_turn_when_the_model_does_not(tmp_path, reply, status):
    with model_server(lambda request: reply) as server:
        async with interview(tmp_path, server.base_url, model_seconds=1.5) as (client, _, _):
            began = time.monotonic()
            turn = await ask(client)
            assert turn.reason.rule == "not_in_the_fact_sheet"
            assert time.monotonic() - began < 15, "a model that hangs costs its time-out and no more"
            answered = [one.event for one in client.log if isinstance(one.event, ModelAnswered)]
            assert [one.status for one in answered] == [status]


async def test_a_server_that_dies_in_mid_session_ends_the_help_and_nothing_else(tmp_path):
    with model_server(voice(says(KIND))) as server:
        async with interview(tmp_path, server.base_url, model_seconds=10) as (client, _, _):
            assert (await ask(client)).text == KIND
            server.close()
            assert (await ask(client)).reason.rule == "not_in_the_fact_sheet"
            assert (await ask(client)).reason.rule == "not_in_the_fact_sheet"


async def test_a_call_that_was_lost_with_the_server_is_made_up_for(tmp_path):
    with model_server(lambda request: Reply(wait_seconds=60)) as model:
        settings = {"model": "tiny", "model_base_url": model.base_url, "model_seconds": "50"}
        with ServerProcess(tmp_path, **settings) as server:
            name = server.rest("POST", "/api/sessions", {"question_id": QUESTION})["session_id"]
            starter = load_bank().get(QUESTION).starter
            from server.client import ServerAddress

            async with SessionClient.open(ServerAddress(server.url, server.token), name, starter) as client:
                seq = await client.say(OPEN)
                for _ in range(600):
                    if model.requests:
                        break
                    await asyncio.sleep(0.05)
                assert model.requests
            server.kill()
            server.start()
            async with SessionClient.open(ServerAddress(server.url, server.token), name, starter) as client:
                await client.until(lambda: turns_after(client, seq))
                assert turns_after(client, seq)[0].reason.rule == "not_in_the_fact_sheet"
                statuses = [one.event.status for one in client.log if isinstance(one.event, ModelAnswered)]
                assert statuses == [ModelStatus.LOST]


@pytest.mark.parametrize(
    ("reply", "works", "word"),
    [
        (says('{"act": "asks_fact", "topics": ["ties"], "sure": true}'), True, "as it should"),
        (says("I think so."), False, "shape"),
        (Reply(status=401), False, "key"),
    ],
)
async def test_a_trial_says_whether_the_model_is_of_use(tmp_path, reply, works, word):
    with model_server(lambda request: reply) as server:
        async with (
            interview(tmp_path, server.base_url, model_seconds=20) as (_, address, _name),
            address.http() as http,
        ):
            shown = (await http.get("/api/model")).json()
            trial = (await http.post("/api/model/trial")).json()
        assert (shown["name"], shown["base_url"]) == ("tiny", server.base_url)
        assert trial["works"] is works
        assert word in trial["says"]
        environment = {"THINKALOUD_MODEL": "tiny", "THINKALOUD_MODEL_BASE_URL": server.base_url}
        done = await asyncio.to_thread(_thinkaloud_model, environment)
    assert (done.returncode == 0) is works
    assert word in " ".join(done.stdout.split())


def _thinkaloud_model(environment):
    command = [sys.executable, "-m", "server.cli", "model"]
    environment = {**os.environ, "THINKALOUD_MODEL_SECONDS": "20", **environment}
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


def test_without_a_model_there_is_nothing_to_try():
    done = _thinkaloud_model({"THINKALOUD_MODEL": ""})
    assert done.returncode != 0
    assert "none is needed" in " ".join((done.stdout + done.stderr).split())


def test_without_a_model_its_libraries_are_not_loaded():
    program = (
        "import sys; import server.app, server.serve, server.wiring\n"
        "print(sorted(name for name in sys.modules if name.partition('.')[0] in"
        " {'langchain_core', 'langchain_openai', 'openai', 'langsmith', 'tiktoken'}))"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert ast.literal_eval(done.stdout) == []


OWN_WORDS = (
    "Each pass leaves the summed squared distances where they were or brings them down, and the ways to deal the "
    "points out run out at some time."
)


def finds(quote):
    """A model that finds every point it is asked about in the same words, and reads nothing else."""

    def answer(request):
        asked = json.loads(request["messages"][-1]["content"]) if "points" in str(request["messages"][-1]) else {}
        if "points" not in asked:
            return says(READING) if "response_format" in request else says(KIND)
        return says(json.dumps({"found": [{"point": point, "quote": quote} for point in asked["points"]]}))

    return answer


@pytest.mark.sandbox
async def test_a_model_votes_on_an_answer_and_the_debrief_counts_the_votes(tmp_path):
    question = load_bank().get(QUESTION)
    right = next(item for item in question.submissions if item.expect == "passed")
    quote = "Each pass leaves the summed squared distances where they were or brings them down"
    with model_server(finds(quote)) as model:
        async with interview(tmp_path, model.base_url, model_seconds=20) as (client, address, session_id):
            while phase_at(client.log) is not Phase.CODE:
                await client.move_on()
            await client.write(question.sources[right.path])
            await client.run("submit")
            await client.until(lambda: any(turn.move is Move.FOLLOW_UP for turn in turns_after(client, 0)))
            said_seq = await client.say(OWN_WORDS)

            def votes():
                events = [one.event for one in client.log if isinstance(one.event, ModelAnswered)]
                return [event for event in events if event.said_seq == said_seq and event.purpose != "understand"]

            await client.until(lambda: len(votes()) == 3)
            assert [event.purpose for event in votes()] == ["judge", "vote", "vote"]
            await client.end()
            await client.until(lambda: client.ended)
            async with address.http() as http:
                archive = (await http.get(f"/api/sessions/{session_id}/export")).content
                debrief = (await http.get(f"/api/sessions/{session_id}/debrief")).json()
    log = log_from_archive(archive)
    assert replay(question, log) == ()
    points = [point for part in debrief["follow_ups"] for point in part["points"]]
    carried = [point for point in points if point["votes"] == "3 of 3 votes of the model"]
    assert carried
    assert all(point["covered"] and quote in point["evidence"][0]["quote"] for point in carried)
    assert debrief["provenance"]["n_votes"] == 3
