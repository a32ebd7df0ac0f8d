"""Routes, page and door, called without a network."""

import json
from collections.abc import AsyncIterator

import httpx
import jsonschema
import msgspec
import pytest

from runner.sandbox import SandboxUnavailable
from server import skills
from server.app import create_app
from server.door import SECURITY_HEADERS
from server.outbox import Outbox
from server.rest import questions
from server.schema import protocol_schema
from server.wire import RequestEnd, SendWords
from server.wiring import Services
from tests.transcript_samples import make_log, make_started, seal_log
from tests.unit.server.house import QUESTION_ID, TOKEN, House, services_in
from transcripts.archive import archive_from_log
from transcripts.events import CodeEdited, Reason, SessionEnded
from transcripts.store import StoreFailed, Trouble

HOST = "127.0.0.1:8765"
BEARER = {"Authorization": f"Bearer {TOKEN}"}
DOCUMENT = protocol_schema()


def valid(name: str, value: object) -> bool:
    jsonschema.Draft202012Validator({**DOCUMENT, "$ref": f"#/$defs/{name}"}).validate(value)
    return True


@pytest.fixture
def static(tmp_path):
    folder = tmp_path / "static"
    (folder / "assets").mkdir(parents=True)
    (folder / "index.html").write_text("<!doctype html><title>page</title>")
    (folder / "assets" / "app-1234.js").write_text("export {}")
    (tmp_path / "secret.txt").write_text("secret")
    return folder


@pytest.fixture
def services(house: House, tmp_path) -> Services:
    return services_in(house, tmp_path)


@pytest.fixture
async def anyone(services, static) -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(create_app(services, static_folder=static), raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url=f"http://{HOST}") as client:
        yield client


@pytest.fixture
async def script(services, static) -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(create_app(services, static_folder=static), raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url=f"http://{HOST}", headers=BEARER) as client:
        yield client


def code_of(answer: httpx.Response) -> str:
    assert valid("ErrorAnswer", answer.json())
    error = answer.json()["error"]
    assert error["message"].endswith((".", "?"))
    assert "Traceback" not in answer.text
    return error["code"]


# Access


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/api/questions"),
        ("GET", f"/api/questions/{QUESTION_ID}"),
        ("POST", "/api/sessions"),
        ("GET", "/api/sessions"),
        ("POST", "/api/sessions/import"),
        ("GET", "/api/sessions/x/export"),
        ("GET", "/api/grading"),
        ("GET", "/api/nothing"),
        ("GET", "/api"),
    ],
)
async def test_without_the_token_nothing_of_the_api_answers(anyone, method, path):
    answer = await anyone.request(method, path)
    assert answer.status_code == 401
    assert code_of(answer) == "no_access"


async def test_health_needs_no_token(anyone):
    answer = await anyone.get("/api/health")
    assert answer.status_code == 200
    assert valid("Health", answer.json())


async def test_operators_see_how_busy_the_machine_is(script, services):
    place = services.judge.enter("somebody")
    answer = await script.get("/api/queue")
    assert answer.status_code == 200
    assert valid("QueueShape", answer.json())
    assert answer.json()["n_lanes"] >= 1
    assert answer.json()["n_at_work"] == 1
    services.judge.leave(place)
    assert (await script.get("/api/queue")).json()["n_at_work"] == 0


async def test_the_link_trades_the_token_for_a_cookie_and_leaves_the_address(anyone):
    answer = await anyone.get(f"/?token={TOKEN}")
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    cookie = answer.headers["set-cookie"]
    assert TOKEN not in cookie
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie
    assert (await anyone.get("/api/questions")).status_code == 200


async def test_the_link_may_lead_deeper_but_never_elsewhere(anyone):
    answer = await anyone.get(f"/sessions/abc?token={TOKEN}&at=5")
    assert answer.headers["location"] == "/sessions/abc?at=5"
    answer = await anyone.get(f"http://{HOST}//evil.example/x?token={TOKEN}")
    assert answer.headers["location"] == "/evil.example/x"


async def test_a_wrong_token_is_told_in_plain_words_and_sets_nothing(anyone):
    answer = await anyone.get("/?token=wrong")
    assert answer.status_code == 403
    assert "set-cookie" not in answer.headers
    assert "Use the address that the server printed" in answer.text


async def test_a_page_of_another_origin_can_change_nothing_with_the_cookie(anyone):
    await anyone.get(f"/?token={TOKEN}")
    for headers in ({"Origin": "http://127.0.0.1:3000"}, {"Origin": "null"}, {}):
        answer = await anyone.post("/api/sessions", json={"question_id": QUESTION_ID}, headers=headers)
        assert answer.status_code == 403
        assert code_of(answer) == "bad_origin"
    answer = await anyone.post("/api/sessions", json={"question_id": QUESTION_ID}, headers={"Origin": f"http://{HOST}"})
    assert answer.status_code == 201


@pytest.mark.parametrize("path", ["/", "/api/health", "/api/questions"])
async def test_a_foreign_host_name_is_not_answered_to(script, path):
    answer = await script.get(path, headers={"Host": "evil.example"})
    assert answer.status_code == 400
    assert code_of(answer) == "bad_host"


@pytest.mark.parametrize("path", ["/", "/api/health", "/api/nothing", "/assets/app-1234.js", "/?token=x"])
async def test_every_answer_carries_the_security_headers(anyone, path):
    answer = await anyone.get(path)
    for name, value in SECURITY_HEADERS.items():
        assert answer.headers[name] == value
    script_source = next(part for part in SECURITY_HEADERS["content-security-policy"].split("; ") if "script" in part)
    assert script_source == "script-src 'self'"
    if path.startswith("/api"):
        assert answer.headers["cache-control"] == "no-store"


# Page


async def test_the_page_is_there_for_every_address_of_the_app(anyone):
    for path in ("/", "/sessions/abc", "/questions/kmeans-lloyd"):
        answer = await anyone.get(path)
        assert (answer.status_code, answer.headers["content-type"]) == (200, "text/html; charset=utf-8")
        assert answer.headers["cache-control"] == "no-cache"


async def test_hashed_files_may_be_kept(anyone):
    answer = await anyone.get("/assets/app-1234.js")
    assert answer.headers["content-type"].startswith("text/javascript")
    assert "immutable" in answer.headers["cache-control"]


@pytest.mark.parametrize(
    "path", ["/missing.js", "/assets/other.js", "/../secret.txt", "/%2e%2e/secret.txt", "/..%2fsecret.txt",
             "/assets/..%2f..%2fsecret.txt", "/%00.txt", "/" + "x" * 5000 + ".js"],
)  # fmt: skip
async def test_a_file_that_is_not_of_the_page_is_not_found(anyone, path):
    answer = await anyone.get(path)
    assert answer.status_code == 404
    assert "secret" not in answer.text.replace("secret.txt", "")


async def test_without_a_bundle_the_page_says_so_in_plain_words(services, tmp_path):
    transport = httpx.ASGITransport(create_app(services, static_folder=tmp_path / "none"))
    async with httpx.AsyncClient(transport=transport, base_url=f"http://{HOST}") as client:
        answer = await client.get("/")
    assert answer.status_code == 503
    assert "page is missing" in answer.text


# Questions


async def test_questions_are_listed_and_shown_without_what_gives_them_away(script, question):
    listed = (await script.get("/api/questions")).json()
    assert all(valid("QuestionRow", row) for row in listed)
    assert QUESTION_ID in [row["id"] for row in listed]
    answer = await script.get(f"/api/questions/{QUESTION_ID}")
    assert valid("QuestionDetail", answer.json())
    assert answer.json()["starter"] == question.starter
    secrets = [fact.answer for fact in question.facts] + [hint.text for hint in question.hints]
    secrets += [follow_up.model_answer for follow_up in question.follow_ups] + [question.prompt, question.notes]
    assert [secret for secret in secrets if secret and json.dumps(secret)[1:-1] in answer.text] == []


async def test_a_question_whose_library_is_missing_says_what_to_install(script, monkeypatch):
    def missing(profile):
        return SandboxUnavailable("torch is not installed.", f"Install it for {profile}.")

    questions._lacking.cache_clear()
    assert {row["lacks"] for row in (await script.get("/api/questions")).json() if row["framework"] == "numpy"} == {""}
    questions._lacking.cache_clear()
    monkeypatch.setattr(questions, "lacking", missing)
    row = (await script.get(f"/api/questions/{QUESTION_ID}")).json()
    questions._lacking.cache_clear()
    assert row["lacks"] == "torch is not installed. Install it for numpy."


async def test_an_unknown_question_is_said(script):
    answer = await script.get("/api/questions/kmeens")
    assert (answer.status_code, code_of(answer)) == (404, "unknown_question")
    answer = await script.post("/api/sessions", json={"question_id": "nothing"})
    assert (answer.status_code, code_of(answer)) == (404, "unknown_question")


@pytest.mark.parametrize("name", ["question.toml", "..%2fquestion.toml", "%2e%2e", "nothing.csv"])
async def test_only_listed_files_of_a_question_are_served(script, name):
    answer = await script.get(f"/api/questions/{QUESTION_ID}/files/{name}")
    assert answer.status_code == 404


async def test_listed_files_are_served(script, bank):
    for question in bank.all():
        detail = (await script.get(f"/api/questions/{question.id}")).json()
        for item in detail["data"]:
            answer = await script.get(f"/api/questions/{question.id}/files/{item['name']}")
            assert len(answer.content) == item["n_bytes"] > 0


# Sessions


async def start(client: httpx.AsyncClient) -> str:
    answer = await client.post("/api/sessions", json={"question_id": QUESTION_ID, "length_minutes": 30})
    assert answer.status_code == 201
    assert valid("SessionMade", answer.json())
    return answer.json()["session_id"]


@pytest.mark.parametrize(
    ("body", "mode"), [({}, "mock"), ({"mode": "mock"}, "mock"), ({"mode": "practice"}, "practice")]
)
async def test_a_session_has_the_mode_that_was_asked_for(script, body, mode):
    answer = await script.post("/api/sessions", json={"question_id": QUESTION_ID, **body})
    row = (await script.get(f"/api/sessions/{answer.json()['session_id']}")).json()
    assert row["mode"] == mode
    assert valid("SessionRow", row)


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        (b"", 422, "invalid_request"),
        (b'{"question_id": "conv2d-naive", "mode": "dream"}', 422, "invalid_request"),
        (b"{", 422, "invalid_request"),
        (b"[]", 422, "invalid_request"),
        (b"{}", 422, "invalid_request"),
        (b'{"question_id": 5}', 422, "invalid_request"),
        (b'{"question_id": "x", "extra": 1}', 422, "invalid_request"),
        (b'{"question_id": "conv2d-naive", "length_minutes": "soon"}', 422, "invalid_request"),
        (b'{"question_id": "conv2d-naive", "length_minutes": 0}', 422, "bad_length"),
        (b'{"question_id": "conv2d-naive", "length_minutes": 100000}', 422, "bad_length"),
        (b"\xff\xfe", 422, "invalid_request"),
    ],
)
async def test_a_bad_start_is_refused_in_one_line(script, body, status, code):
    answer = await script.post("/api/sessions", content=body, headers={"Content-Type": "application/json"})
    assert (answer.status_code, code_of(answer)) == (status, code)


async def test_sessions_are_listed_newest_first(script, house):
    first = await start(script)
    house.clocks.move(60_000)
    second = await start(script)
    listed = (await script.get("/api/sessions")).json()
    assert [row["id"] for row in listed] == [second, first]
    assert all(valid("SessionRow", row) for row in listed)
    row = (await script.get(f"/api/sessions/{first}")).json()
    assert (row["question_id"], row["length_minutes"], row["ending"]) == (QUESTION_ID, 30, None)
    assert row["n_events"] == len(await house.log(first))


async def test_a_log_is_given_with_what_replay_needs(script, house, question):
    session_id = await start(script)
    log = (await script.get(f"/api/sessions/{session_id}/log")).json()
    assert valid("SessionLog", log)
    assert log["starter"] == question.starter
    assert [line["seq"] for line in log["envelopes"]] == list(range(1, len(await house.log(session_id)) + 1))


async def test_what_is_exported_is_imported_elsewhere_unchanged(script, house):
    session_id = await start(script)
    exported = await script.get(f"/api/sessions/{session_id}/export")
    assert exported.headers["content-type"] == "application/x-ndjson"
    assert f"thinkaloud-{session_id}.jsonl" in exported.headers["content-disposition"]
    again = await script.post("/api/sessions/import", content=exported.content)
    assert (again.status_code, again.json()) == (201, {"session_id": session_id})
    house.store._logs.clear()
    await script.post("/api/sessions/import", content=exported.content)
    assert (await script.get(f"/api/sessions/{session_id}/export")).content == exported.content


@pytest.mark.parametrize(
    ("content", "status", "code"),
    [
        (b"", 422, "bad_transcript"),
        (b"nonsense\n", 422, "bad_transcript"),
        (archive_from_log(make_log("one", 3))[:-9], 422, "bad_transcript"),
        (archive_from_log(make_log("one", 3)[:1] + make_log("one", 3)[2:]), 422, "broken_chain"),
        (archive_from_log(make_log("one", 3)).replace(b"candidate_said", b"candidate_flew"), 422, "newer_transcript"),
    ],
)
async def test_a_bad_transcript_is_refused_and_leaves_nothing(script, content, status, code):
    answer = await script.post("/api/sessions/import", content=content)
    assert (answer.status_code, code_of(answer)) == (status, code)
    assert (await script.get("/api/sessions")).json() == []


async def test_a_transcript_that_is_too_large_is_refused_while_it_comes(script, monkeypatch):
    monkeypatch.setattr("server.rest.sessions.MAX_ARCHIVE_BYTES", 1000)

    async def endless():
        while True:
            yield b"x" * 500

    answer = await script.post("/api/sessions/import", content=endless())
    assert (answer.status_code, code_of(answer)) == (413, "too_large")


async def test_another_session_of_the_same_id_is_refused(script):
    await script.post("/api/sessions/import", content=archive_from_log(make_log("one", 3)))
    answer = await script.post("/api/sessions/import", content=archive_from_log(make_log("one", 4)))
    assert (answer.status_code, code_of(answer)) == (409, "other_session")


async def test_a_session_about_a_question_that_is_not_here_can_still_be_listed_and_exported(script):
    content = archive_from_log(seal_log("far", make_started("from-elsewhere")))
    assert (await script.post("/api/sessions/import", content=content)).status_code == 201
    assert (await script.get("/api/sessions/far")).json()["question_id"] == "from-elsewhere"
    assert (await script.get("/api/sessions/far/export")).content == content
    answer = await script.get("/api/sessions/far/debrief")
    assert (answer.status_code, code_of(answer)) == (409, "question_missing")
    answer = await script.get("/api/sessions/far/log")
    assert (answer.status_code, code_of(answer)) == (409, "question_missing")


async def test_a_debrief_waits_for_the_end_and_then_is_the_same_every_time(script, house):
    session_id = await start(script)
    outbox = Outbox()
    actor, _ = await house.registry.attach(session_id, outbox)
    answer = await script.get(f"/api/sessions/{session_id}/debrief")
    assert (answer.status_code, code_of(answer)) == (409, "session_open")
    await actor.submit(SendWords(intent_id="w", text="What is the shape of the kernel?"))
    for number in range(4):
        await actor.submit(RequestEnd(intent_id=f"end-{number}"))
    assert actor.ended
    first, second = [(await script.get(f"/api/sessions/{session_id}/debrief")) for _ in range(2)]
    assert first.status_code == 200, first.text
    assert first.content == second.content
    assert valid("Debrief", first.json())
    assert first.json()["session"]["id"] == session_id
    text = await script.get(f"/api/sessions/{session_id}/debrief.md")
    assert text.headers["content-type"] == "text/markdown; charset=utf-8"
    assert text.text.startswith("#")
    assert (await script.get(f"/api/sessions/{session_id}")).json()["ending"] is not None


async def test_a_transcript_whose_edits_do_not_fit_still_gets_a_debrief(script, question):
    log = seal_log("odd", make_started(question.id), CodeEdited(changes=(10**6,), client_id="c"))
    await script.post("/api/sessions/import", content=archive_from_log(log))
    answer = await script.get("/api/sessions/odd/debrief")
    assert answer.status_code == 200
    assert answer.json()["overall"]["recommendation"] == "insufficient_evidence"


async def test_how_one_is_graded_is_told_as_data_and_as_text(script):
    answer = await script.get("/api/grading")
    assert valid("Grading", answer.json())
    assert answer.json()["markdown"].startswith("#")


@pytest.mark.parametrize("what", ["", "/log", "/export", "/debrief", "/debrief.md"])
async def test_an_unknown_session_is_said(script, what):
    answer = await script.get(f"/api/sessions/nobody{what}")
    assert (answer.status_code, code_of(answer)) == (404, "unknown_session")


async def test_an_unknown_route_and_a_wrong_method_are_said(script):
    answer = await script.get("/api/nothing")
    assert (answer.status_code, code_of(answer)) == (404, "not_found")
    answer = await script.delete("/api/sessions")
    assert (answer.status_code, code_of(answer)) == (405, "wrong_method")


async def test_a_store_that_fails_is_said_without_a_traceback(script, house, monkeypatch):
    async def fail(*_):
        raise StoreFailed(Trouble.DISK_FULL, "/data")

    monkeypatch.setattr(house.store, "append", fail)
    answer = await script.post("/api/sessions", json={"question_id": QUESTION_ID})
    assert (answer.status_code, code_of(answer)) == (503, "store_failed")
    assert "disk is full" in answer.text


async def test_a_fault_of_ours_is_said_without_a_traceback(script, house, monkeypatch):
    async def fail(*_):
        raise RuntimeError("secret detail")

    monkeypatch.setattr(house.store, "sessions", fail)
    answer = await script.get("/api/sessions")
    assert (answer.status_code, code_of(answer)) == (500, "fault")
    assert "secret detail" not in answer.text


# What to do now


async def test_the_route_tells_of_an_open_session_and_takes_nothing_up(script, services):
    session_id = await start(script)
    answer = await script.get(f"/api/sessions/{session_id}/standing")
    assert answer.status_code == 200
    assert valid("SessionStanding", answer.json())
    assert 0 < answer.json()["left_ms"] <= 30 * 60_000
    assert not services.registry.is_watched(session_id)


async def test_what_cannot_be_continued_is_said(script):
    assert code_of(await script.get("/api/sessions/nothing/standing")) == "unknown_session"
    began = msgspec.structs.replace(make_started(), question_id=QUESTION_ID)
    ended = seal_log("over", began, SessionEnded(ending="completed", reason=Reason(rule="all_done")))
    missing = seal_log("lost", msgspec.structs.replace(began, question_id="not-here"))
    for log, code in ((ended, "session_ended"), (missing, "session_unusable")):
        await script.post("/api/sessions/import", content=archive_from_log(log))
        answer = await script.get(f"/api/sessions/{log[0].envelope.session_id}/standing")
        assert (answer.status_code, code_of(answer)) == (409, code)


async def test_what_is_next_is_told_and_leaves_out_what_is_open(script):
    first = await script.get("/api/what-next")
    assert valid("WhatNext", first.json())
    suggested = [each["question_id"] for each in first.json()["suggestions"]]
    assert QUESTION_ID in suggested
    await start(script)
    later = await script.get("/api/what-next")
    assert valid("WhatNext", later.json())
    assert QUESTION_ID not in [each["question_id"] for each in later.json()["suggestions"]]


async def test_a_question_whose_library_is_missing_is_not_suggested(script, monkeypatch):
    monkeypatch.setattr(skills, "lacking", lambda profile: "torch is not installed." if profile == "torch" else None)
    listed = {row["id"]: row["framework"] for row in (await script.get("/api/questions")).json()}
    suggested = [each["question_id"] for each in (await script.get("/api/what-next")).json()["suggestions"]]
    assert suggested
    assert {listed[name] for name in suggested}.isdisjoint({"pytorch"})


async def test_without_the_token_neither_is_told(anyone):
    for path in ("/api/what-next", "/api/sessions/x/standing"):
        assert code_of(await anyone.get(path)) == "no_access"
