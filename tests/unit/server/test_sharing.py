"""A session shown by link: what a guest may see, what nobody else sees, and that tricks open nothing."""

import asyncio
import json
import logging
import re
from collections.abc import Callable
from urllib.parse import quote, unquote

import httpx
import jsonschema
import pytest
from fastapi import FastAPI
from fastapi.routing import iter_route_contexts
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

from server.app import create_app
from server.outbox import Outbox
from server.schema import protocol_schema
from server.settings import load_settings
from server.sharing.allowed import ALLOWED
from server.sharing.guests import Guests
from server.sharing.store_sqlite import SqliteShares
from server.wire import RequestEnd
from server.wiring import Services
from tests.transcript_samples import make_started, seal_log
from tests.unit.server.house import QUESTION_ID, TOKEN, House, services_in
from transcripts.archive import archive_from_log
from transcripts.events import Reason, SessionEnded
from transcripts.store import StoreFailed, Trouble

HOST = "127.0.0.1:8765"
ORIGIN = f"http://{HOST}"
BEARER = {"Authorization": f"Bearer {TOKEN}"}
DOCUMENT = protocol_schema()
DAY_MS = 24 * 60 * 60 * 1000
OTHER = "other-session"
OTHER_QUESTION = "kmeans-lloyd"


def valid(name: str, value: object) -> bool:
    jsonschema.Draft202012Validator({**DOCUMENT, "$ref": f"#/$defs/{name}"}).validate(value)
    return True


@pytest.fixture
def services(house: House, tmp_path) -> Services:
    return services_in(house, tmp_path)


@pytest.fixture
def app(services, tmp_path) -> FastAPI:
    static = tmp_path / "static"
    static.mkdir()
    (static / "index.html").write_text("<!doctype html><title>page</title>")
    return create_app(services, static_folder=static)


@pytest.fixture
def new_client(app) -> Callable[..., httpx.AsyncClient]:
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    return lambda **more: httpx.AsyncClient(transport=transport, base_url=ORIGIN, **more)


@pytest.fixture
def owner(new_client) -> httpx.AsyncClient:
    client: httpx.AsyncClient = new_client(headers=BEARER)
    return client


@pytest.fixture
def guest(new_client) -> httpx.AsyncClient:
    client: httpx.AsyncClient = new_client(headers={"Origin": ORIGIN})
    return client


@pytest.fixture
async def session_id(owner, house) -> str:
    """An interview that has ended, and another one beside it about another question."""
    made = await owner.post("/api/sessions", json={"question_id": QUESTION_ID})
    session_id: str = made.json()["session_id"]
    actor, _ = await house.registry.attach(session_id, Outbox())
    for number in range(4):
        await actor.submit(RequestEnd(intent_id=f"end-{number}"))
    assert actor.ended
    log = seal_log(OTHER, make_started(OTHER_QUESTION), SessionEnded(ending="completed", reason=Reason("rule")))
    assert (await owner.post("/api/sessions/import", content=archive_from_log(log))).status_code == 201
    return session_id


async def share(owner: httpx.AsyncClient, session_id: str, **wanted: object) -> dict:
    answer = await owner.post(f"/api/sessions/{session_id}/shares", json=wanted)
    assert answer.status_code == 201, answer.text
    assert valid("LinkMade", answer.json())
    made: dict = answer.json()
    return made


def code_of(answer: httpx.Response) -> str:
    assert valid("ErrorAnswer", answer.json())
    code: str = answer.json()["error"]["code"]
    return code


# Making links


async def test_a_link_lasts_thirty_days_and_lets_comment_unless_said_otherwise(owner, session_id, house):
    made = (await share(owner, session_id))["link"]
    assert (made["label"], made["may_comment"], made["state"]) == ("", True, "open")
    assert made["expires_at"] == "2026-02-01T03:04:05+00:00"
    never = (await share(owner, session_id, label="  Ada \n Lovelace ", expires_in_days=None, may_comment=False))[
        "link"
    ]
    assert (never["label"], never["may_comment"], never["expires_at"]) == ("Ada Lovelace", False, None)


async def test_links_are_listed_with_their_state_and_without_their_secret(owner, session_id, house):
    short = await share(owner, session_id, label="short", expires_in_days=7)
    house.clocks.move(60_000)
    gone = await share(owner, session_id, label="gone")
    house.clocks.move(60_000)
    await share(owner, session_id, label="open", expires_in_days=None)
    address = f"/api/sessions/{session_id}/shares"
    for _ in range(2):
        assert (await owner.delete(f"{address}/{gone['link']['id']}")).status_code == 204
    house.clocks.move(7 * DAY_MS)
    answer = await owner.get(address)
    assert valid("SessionLinks", answer.json())
    assert [(row["label"], row["state"]) for row in answer.json()["links"]] == [
        ("open", "open"),
        ("gone", "withdrawn"),
        ("short", "expired"),
    ]
    for made in (short, gone):
        assert made["path"].partition("-")[2] not in answer.text
    assert (answer.json()["reach"], answer.json()["names"]) == ("machine", [])


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.5"])
async def test_a_server_for_the_network_says_so(host, services, tmp_path, session_id):
    settings = load_settings(data_folder=tmp_path, host=host, allowed_hosts=("interview.example",))
    services = Services(
        **{name: getattr(services, name) for name in services.__struct_fields__} | {"settings": settings}
    )
    transport = httpx.ASGITransport(create_app(services, static_folder=tmp_path))
    async with httpx.AsyncClient(transport=transport, base_url=ORIGIN, headers=BEARER) as client:
        said = (await client.get(f"/api/sessions/{session_id}/shares")).json()
    assert (said["reach"], said["names"]) == ("network", ["interview.example"])


async def test_an_interview_that_is_going_on_is_not_shared(owner):
    made = await owner.post("/api/sessions", json={"question_id": QUESTION_ID})
    answer = await owner.post(f"/api/sessions/{made.json()['session_id']}/shares", json={})
    assert (answer.status_code, code_of(answer)) == (409, "session_open")


@pytest.mark.parametrize("method", ["GET", "POST", "DELETE"])
async def test_links_of_an_unknown_session_are_refused(owner, method):
    path = "/api/sessions/nobody/shares" + ("/0123456789abcdef" if method == "DELETE" else "")
    answer = await owner.request(method, path, json={} if method == "POST" else None)
    assert answer.status_code == 404
    assert code_of(answer) in {"unknown_session", "unknown_link"}


async def test_a_link_is_withdrawn_only_where_it_belongs(owner, session_id, guest):
    made = await share(owner, session_id)
    answer = await owner.delete(f"/api/sessions/{OTHER}/shares/{made['link']['id']}")
    assert (answer.status_code, code_of(answer)) == (404, "unknown_link")
    assert (await guest.get(made["path"])).status_code == 303


@pytest.mark.parametrize(
    "wanted",
    [{"label": "x" * 61}, {"expires_in_days": 0}, {"expires_in_days": 4000}, {"may_comment": 7}, {"key_sha256": "0"}],
)
async def test_a_link_that_cannot_be_is_refused(owner, session_id, wanted):
    answer = await owner.post(f"/api/sessions/{session_id}/shares", json=wanted)
    assert (answer.status_code, code_of(answer)) == (422, "invalid_request")


async def test_a_copy_of_the_file_opens_nothing(house, tmp_path, session_id):
    store = SqliteShares(tmp_path / "shares.sqlite3")
    guests = Guests(store, cookie_prefix="p-", now=house.clocks.now)
    made, secret = await guests.make_link(session_id, QUESTION_ID, label="", expires_in_days=None, may_comment=True)
    assert await guests.opened_by(secret) == made
    await guests.close()
    kept = b"".join(path.read_bytes() for path in tmp_path.glob("shares.sqlite3*")).decode("latin-1")
    assert made.share_id in kept
    guests = Guests(SqliteShares(tmp_path / "shares.sqlite3"), cookie_prefix="p-", now=house.clocks.now)
    for found in {made.key_sha256, *re.findall(r"[A-Za-z0-9_-]{20,}", kept)}:
        assert await guests.opened_by(f"{made.share_id}-{found[:64]}") is None
        assert await guests.shown_to({f"p-{made.share_id}": found}) == ()
    await guests.close()


# Entering


async def test_a_link_becomes_a_cookie_of_its_own_and_leads_to_the_debrief(owner, session_id, guest):
    made = await share(owner, session_id)
    answer = await guest.get(made["path"])
    assert (answer.status_code, answer.headers["location"]) == (303, f"/session/{session_id}/debrief")
    cookie = answer.headers["set-cookie"]
    for part in ("HttpOnly", "SameSite=strict", "Path=/api"):
        assert part in cookie
    assert made["path"].rpartition("/")[2] not in cookie
    assert made["path"].partition("-")[2] not in str(answer.headers)
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert answer.headers["cache-control"] == "no-store"
    assert answer.text == ""
    assert (await guest.get(f"/api/sessions/{session_id}/debrief")).status_code == 200


async def test_over_https_the_cookie_is_for_https_only(owner, session_id, app):
    made = await share(owner, session_id)
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url=f"https://{HOST}") as client:
        assert "Secure" in (await client.get(made["path"])).headers["set-cookie"]


async def test_unknown_expired_and_withdrawn_links_answer_alike(owner, session_id, guest, house):
    expired, withdrawn, known = [await share(owner, session_id, expires_in_days=7) for _ in range(3)]
    await owner.delete(f"/api/sessions/{session_id}/shares/{withdrawn['link']['id']}")
    house.clocks.move(7 * DAY_MS)
    secret = known["path"].rpartition("/")[2]
    paths = [
        expired["path"],
        withdrawn["path"],
        "/shared/" + "0" * 16 + "-" + "a" * 64,
        f"/shared/{secret[:-1]}{'a' if secret[-1] != 'a' else 'b'}",
        f"/shared/{secret[:-1]}",
        f"/shared/{secret}a",
        f"/shared/{secret[:16]}",
        f"/shared/{secret.upper()}",
        f"/shared/{secret}%00",
        f"/shared/{secret}%0A",
        "/shared/x",
        "/shared/" + "x" * 5000,
        "/shared/%F0%9F%99%82",
        "/shared/'%20OR%201=1%20--",
    ]
    answers = [await guest.get(path) for path in paths]
    assert {(answer.status_code, answer.text, answer.headers.get("set-cookie")) for answer in answers} == {
        (403, answers[0].text, None)
    }
    assert "may have expired or been withdrawn" in answers[0].text


async def test_no_log_tells_a_secret(owner, session_id, guest, caplog, services, monkeypatch):
    made = await share(owner, session_id)
    with caplog.at_level(logging.DEBUG):
        await guest.get(made["path"])

        async def fail(*_):
            raise StoreFailed(Trouble.DISK_FULL, "/data/shares.sqlite3")

        monkeypatch.setattr(services.guests._store, "find", fail)
        answers = [await guest.get(made["path"]), await guest.get(f"/api/sessions/{session_id}")]
    assert [answer.status_code for answer in answers] == [503, 503]
    assert not any("/data" in answer.text for answer in answers)
    said = [record for record in caplog.records if not record.name.startswith("httpx")]
    assert [getattr(record, "action", None) for record in said].count("links_unreadable") == 2
    assert made["path"].partition("-")[2] not in "".join(caplog.handler.format(record) for record in said)


async def test_a_guest_of_several_links_keeps_all_of_them(owner, session_id, guest, house):
    for one in (session_id, OTHER):
        await guest.get((await share(owner, one, may_comment=one == OTHER))["path"])
        house.clocks.move(1000)
    for one in (session_id, OTHER):
        assert (await guest.get(f"/api/sessions/{one}")).json()["id"] == one
    visit = (await guest.get("/api/visit")).json()
    assert valid("Visit", visit)
    assert visit == {
        "is_guest": True,
        "shown": [{"session_id": session_id, "may_comment": False}, {"session_id": OTHER, "may_comment": True}],
    }


WORDS = {"seq": 1, "author": "Ada", "text": "Well begun."}


async def test_of_two_links_to_a_session_one_that_may_comment_is_enough(owner, session_id, guest):
    reading = await share(owner, session_id, may_comment=False)
    writing = await share(owner, session_id, may_comment=True)
    address = f"/api/sessions/{session_id}/comments"
    await guest.get(reading["path"])
    assert (await guest.get(address)).json() == []
    for method, path in (("POST", address), ("PATCH", f"{address}/c1"), ("DELETE", f"{address}/c1")):
        answer = await guest.request(method, path, json=WORDS)
        assert (answer.status_code, code_of(answer)) == (403, "may_not_comment")
    await guest.get(writing["path"])
    made = await guest.post(address, json=WORDS)
    assert made.status_code == 201, made.text
    own = f"{address}/{made.json()['comment_id']}"
    assert (await guest.patch(own, json={"text": "Well begun, and ended."})).json()["text"] == "Well begun, and ended."
    assert [each["may_change"] for each in (await owner.get(address)).json()] == [False], "not the owner's words"
    assert (await guest.get(f"{address}/export")).status_code == 200
    assert (await guest.delete(own)).status_code == 204
    assert (await guest.get("/api/visit")).json()["shown"] == [{"session_id": session_id, "may_comment": True}]


async def test_the_owner_who_opens_a_link_stays_the_owner(owner, session_id, new_client):
    client = new_client(headers={"Origin": ORIGIN})
    await client.get(f"/?token={TOKEN}")
    assert (await client.get((await share(owner, session_id))["path"])).status_code == 303
    assert (await client.get("/api/visit")).json() == {"is_guest": False, "shown": []}
    assert (await client.get("/api/sessions")).status_code == 200
    made = await client.post(f"/api/sessions/{session_id}/comments", json=WORDS)
    assert (made.status_code, made.json()["may_change"]) == (201, True)
    assert (await owner.get(f"/api/sessions/{session_id}/comments")).json() == [made.json()]


async def test_nobody_is_told_who_they_are(new_client):
    answer = await new_client().get("/api/visit")
    assert (answer.status_code, code_of(answer)) == (401, "no_access")


# What a guest may ask for

EXPECTED = {
    ("GET", "/api/visit"),
    ("GET", "/api/health"),
    ("GET", "/api/grading"),
    ("GET", "/api/questions/{question_id}"),
    ("GET", "/api/questions/{question_id}/files/{name}"),
    ("GET", "/api/sessions/{session_id}"),
    ("GET", "/api/sessions/{session_id}/log"),
    ("GET", "/api/sessions/{session_id}/export"),
    ("GET", "/api/sessions/{session_id}/notebook.ipynb"),
    ("GET", "/api/sessions/{session_id}/debrief"),
    ("GET", "/api/sessions/{session_id}/debrief.html"),
    ("GET", "/api/sessions/{session_id}/debrief.md"),
    ("GET", "/api/sessions/{session_id}/comments"),
    ("GET", "/api/sessions/{session_id}/comments/export"),
    ("POST", "/api/sessions/{session_id}/comments"),
    ("PATCH", "/api/sessions/{session_id}/comments/{comment_id}"),
    ("DELETE", "/api/sessions/{session_id}/comments/{comment_id}"),
}
"""Written out a second time, so that opening a route to guests takes two deliberate changes."""


def api_routes(app: FastAPI) -> list[tuple[str, str]]:
    found = [(method, context.path) for context in iter_route_contexts(app.routes) for method in context.methods or ()]
    return [(method, path) for method, path in found if path.startswith("/api")]


def test_the_list_is_what_it_is_meant_to_be():
    assert {(each.method, each.path) for each in ALLOWED} | {("GET", "/api/health")} == EXPECTED
    assert {each.method for each in ALLOWED if not each.comments} == {"GET"}


async def test_every_route_of_the_app_is_closed_to_guests_but_those_of_the_list(app, owner, session_id, guest):
    await guest.get((await share(owner, session_id))["path"])
    routes = api_routes(app)
    assert {("GET", "/api/sessions"), ("POST", "/api/sessions/{session_id}/shares")} <= set(routes)
    assert len(routes) > 20
    opened, closed = set(), set()
    for method, path in routes:
        filled = path.format_map(Filling(session_id=session_id, question_id=QUESTION_ID))
        answer = await guest.request(method, filled)
        refused = answer.status_code == 403 and code_of(answer) == "not_shown"
        (closed if refused else opened).add((method, path))
    assert opened <= EXPECTED
    assert closed.isdisjoint(EXPECTED)


class Filling(dict):
    def __missing__(self, name: str) -> str:
        return "anything"


async def test_a_route_that_is_made_tomorrow_is_closed(app, owner, session_id, guest):
    tomorrow = FastAPI()
    for path in ("/api/tomorrow", "/api/sessions/{session_id}/tomorrow", "/api/questions/{question_id}/tomorrow"):
        tomorrow.add_api_route(path, lambda: "secret", methods=["GET", "POST"])
    app.router.routes[:0] = tomorrow.router.routes
    await guest.get((await share(owner, session_id))["path"])
    for path in ("/api/tomorrow", f"/api/sessions/{session_id}/tomorrow", f"/api/questions/{QUESTION_ID}/tomorrow"):
        assert (await owner.get(path)).json() == "secret"
        for method in ("GET", "POST"):
            answer = await guest.request(method, path)
            assert (answer.status_code, code_of(answer)) == (403, "not_shown")


async def test_a_guest_sees_what_the_owner_sees_of_that_session(owner, session_id, guest):
    await guest.get((await share(owner, session_id))["path"])
    for path in ("", "/log", "/export", "/notebook.ipynb", "/debrief", "/debrief.html", "/debrief.md"):
        mine, theirs = [await who.get(f"/api/sessions/{session_id}{path}") for who in (owner, guest)]
        assert (theirs.status_code, theirs.content) == (200, mine.content)
    assert (await guest.get("/api/grading")).status_code == 200


async def test_the_question_shows_a_guest_nothing_of_its_answers(owner, session_id, guest, question):
    await guest.get((await share(owner, session_id))["path"])
    answer = await guest.get(f"/api/questions/{QUESTION_ID}")
    assert valid("QuestionDetail", answer.json())
    secrets = [fact.answer for fact in question.facts] + [hint.text for hint in question.hints]
    assert secrets
    assert [secret for secret in secrets if json.dumps(secret)[1:-1] in answer.text] == []


async def test_data_files_of_the_shown_question_only(owner, house, guest, bank):
    with_data = [each for each in bank.all() if each.data][:2]
    log = seal_log("about-data", make_started(with_data[0].id), SessionEnded(ending="completed", reason=Reason("rule")))
    await owner.post("/api/sessions/import", content=archive_from_log(log))
    await guest.get((await share(owner, "about-data"))["path"])
    statuses = [
        (await guest.get(f"/api/questions/{each.id}/files/{quote(each.data[0].name)}")).status_code
        for each in with_data
    ]
    assert statuses == [200, 403]


# Attacks


async def get_raw(app: FastAPI, path: str, client: httpx.AsyncClient) -> tuple[int, bytes]:
    """Ask for a path as it is; a client would tidy it up before it sends it."""
    cookies = "; ".join(f"{name}={value}" for name, value in client.cookies.items())
    sent: list[dict] = []

    async def receive() -> dict:
        # Nothing follows the request; whoever waits for more is told of no end.
        return await asyncio.Event().wait()

    async def send(message: dict) -> None:
        sent.append(message)

    scope = {
        "type": "http", "http_version": "1.1", "method": "GET", "scheme": "http", "root_path": "", "query_string": b"",
        "path": unquote(path), "raw_path": path.encode(), "server": ("127.0.0.1", 8765), "client": ("127.0.0.1", 5),
        "headers": [(b"host", HOST.encode()), (b"cookie", cookies.encode())],
    }  # fmt: skip
    await app(scope, receive, send)
    return sent[0]["status"], b"".join(message.get("body", b"") for message in sent)


BEYOND = """
/api/sessions/OTHER /api/sessions/OTHER/log /api/sessions/OTHER/debrief /api/sessions/nobody/debrief
/api/sessions/ID/../OTHER/log /api/sessions/ID%2F..%2FOTHER/log /api/sessions/ID/%2e%2e/OTHER/log
/api/sessions/OTHER%2F..%2FID/log /api/sessions/OTHER/../ID/log /api/sessions/ID//log /api/sessions//ID/log
/api//sessions/ID/log /api/sessions/ID/log/ /api/sessions/ID/./log /api/sessions/ID%00/log /api/sessions/ID%0A
/api/sessions/ID/log%0A /api/sessions/ID%20/log /api/Sessions/ID/log /api/sessions/UPPER/log /api/sessions/ID/LOG
/api/sessions/ID;a=b/log /api/sessions/ID%3Fx/log /api/sessions/ID%23/log /api/sessions/*/log /api/sessions/%2A/log
/api/sessions/{session_id}/log /api/sessions/ID/shares /api/sessions/ID/socket /api/sessions/ID/comments/import
/api/sessions/ID/comments/export/ /api/sessions/ /api/sessions /api/ /api /api/sessions/ID%252F..%252FOTHER/log
/api/sessions/ID%5C..%5COTHER/log /api/questions /api/questions/OTHERQ /api/questions/QID/files/..
/api/questions/QID/files/%2e%2e /api/questions/QID/files/%2e /api/questions/QID/files/..%2fquestion.toml
/api/questions/QID%2F..%2FOTHERQ /api/questions/QID/files/ /api/progress /api/queue /api/model /api/left-out
/api/health/../sessions /api/health%2F..%2Fsessions /api/health%0A /api/./sessions /api/%2e/sessions
/api/visit/../sessions /api/visit%2F..%2Fsessions /api%2Fsessions /%61pi/sessions /api/%73essions
"""
"""Nothing of these may pass. IDs stand in capitals."""

NO_API = ("//api/sessions", "/API/sessions", "/%2Fapi/sessions", "/x/../api/sessions", "/.//api", "/api%5Csessions")


async def test_no_path_leads_a_guest_beyond_the_shown_session(app, owner, session_id, guest):
    await guest.get((await share(owner, session_id))["path"])
    assert (await get_raw(app, f"/api/sessions/{session_id}/log", guest))[0] == 200
    named = {
        "UPPER": session_id.upper(),
        "OTHERQ": OTHER_QUESTION,
        "OTHER": OTHER,
        "QID": QUESTION_ID,
        "ID": session_id,
    }
    passed = {}
    for path in BEYOND.split():
        meant = re.sub("|".join(named), lambda found: named[found.group()], path)
        status, body = await get_raw(app, meant, guest)
        if (status, json.loads(body)["error"]["code"]) != (403, "not_shown"):
            passed[meant] = (status, body)
    assert passed == {}


async def test_what_is_no_address_of_the_api_is_the_page_and_no_more(app, guest, owner, session_id):
    await guest.get((await share(owner, session_id))["path"])
    answers = {path: await get_raw(app, path, guest) for path in NO_API}
    assert answers == dict.fromkeys(NO_API, (200, b"<!doctype html><title>page</title>"))


@pytest.mark.parametrize("method", ["HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE", "TRACE", "get", "GETS"])
async def test_no_other_method_passes(method, owner, session_id, guest):
    await guest.get((await share(owner, session_id))["path"])
    request = guest.build_request("GET", f"/api/sessions/{session_id}/log")
    request.method = method
    assert (await guest.send(request)).status_code == 403


@pytest.mark.parametrize(
    "override", ["X-HTTP-Method-Override", "X-Original-URL", "X-Rewrite-URL", "X-Forwarded-Prefix"]
)
async def test_no_header_changes_what_is_asked_for(override, owner, session_id, guest):
    await guest.get((await share(owner, session_id))["path"])
    for value in ("DELETE", "/api/sessions"):
        answer = await guest.get(f"/api/sessions/{session_id}", headers={override: value})
        assert answer.json()["id"] == session_id
        answer = await guest.get("/api/sessions", headers={override: f"/api/sessions/{session_id}"})
        assert (answer.status_code, code_of(answer)) == (403, "not_shown")


async def test_a_cookie_opens_only_under_the_name_of_its_own_link(owner, session_id, guest, new_client):
    mine, other = await share(owner, session_id), await share(owner, OTHER)
    await guest.get(mine["path"])
    (name, value), *_ = guest.cookies.items()
    secret = mine["path"].rpartition("/")[2]
    prefix = name.removesuffix(mine["link"]["id"])
    forged = {
        name: value[:-1] + ("0" if value[-1] != "0" else "1"),
        prefix + other["link"]["id"]: value,
        prefix: value,
        f"{prefix}..": value,
        prefix + "0" * 16: value,
        name.upper(): value,
        "thinkaloud-8765": value,
    }
    for forged_name, forged_value in [*forged.items(), (name, ""), (name, secret), (name, mine["path"])]:
        client = new_client(headers={"Cookie": f"{forged_name}={forged_value}"})
        for one in (session_id, OTHER):
            answer = await client.get(f"/api/sessions/{one}")
            assert answer.status_code == 401, (forged_name, one)
            assert code_of(answer) in {"link_closed", "no_access"}


async def test_many_made_up_cookies_cost_no_more_than_some(owner, session_id, new_client, services, monkeypatch):
    looked_for: list[int] = []
    find = services.guests._store.find

    async def count(share_ids):
        looked_for.append(len(share_ids))
        return await find(share_ids)

    monkeypatch.setattr(services.guests._store, "find", count)
    cookies = "; ".join(f"thinkaloud-8765-shared-{number:016x}=x" for number in range(2000))
    answer = await new_client(headers={"Cookie": cookies}).get(f"/api/sessions/{session_id}")
    assert (answer.status_code, code_of(answer)) == (401, "link_closed")
    assert looked_for == [50]


@pytest.mark.parametrize("how", ["withdrawn", "expired"])
async def test_a_link_that_closes_while_somebody_looks_closes_at_once(how, owner, session_id, guest, house):
    made = await share(owner, session_id, expires_in_days=7)
    await guest.get(made["path"])
    assert (await guest.get(f"/api/sessions/{session_id}/log")).status_code == 200
    if how == "withdrawn":
        await owner.delete(f"/api/sessions/{session_id}/shares/{made['link']['id']}")
    else:
        house.clocks.move(7 * DAY_MS)
    for path in ("", "/log", "/debrief", "/export", "/comments"):
        answer = await guest.get(f"/api/sessions/{session_id}{path}")
        assert (answer.status_code, code_of(answer)) == (401, "link_closed")
    assert "ask whoever sent it" in answer.json()["error"]["message"]
    assert (await guest.get(made["path"])).status_code == 403


async def test_one_closed_link_leaves_the_others_alone(owner, session_id, guest):
    made = [await share(owner, one) for one in (session_id, OTHER)]
    for each in made:
        await guest.get(each["path"])
    await owner.delete(f"/api/sessions/{session_id}/shares/{made[0]['link']['id']}")
    assert (await guest.get(f"/api/sessions/{OTHER}")).status_code == 200
    answer = await guest.get(f"/api/sessions/{session_id}")
    assert (answer.status_code, code_of(answer)) == (403, "not_shown")


@pytest.mark.parametrize("origin", ["http://127.0.0.1:3000", "https://evil.example", "null", None])
async def test_a_page_of_another_origin_cannot_write_as_a_guest(origin, owner, session_id, new_client):
    client = new_client(headers={"Origin": origin} if origin else {})
    await client.get((await share(owner, session_id))["path"])
    assert (await client.get(f"/api/sessions/{session_id}/comments")).status_code == 200
    answer = await client.post(f"/api/sessions/{session_id}/comments", json=WORDS)
    assert (answer.status_code, code_of(answer)) == (403, "bad_origin")


async def test_a_foreign_host_name_opens_no_link(owner, session_id, guest):
    made = await share(owner, session_id)
    answer = await guest.get(made["path"], headers={"Host": "evil.example"})
    assert (answer.status_code, code_of(answer)) == (400, "bad_host")
    assert "set-cookie" not in answer.headers


async def test_a_guest_gets_no_socket(owner, session_id, guest, app):
    await guest.get((await share(owner, session_id))["path"])
    cookie = "; ".join(f"{name}={value}" for name, value in guest.cookies.items())
    client = TestClient(app, base_url=ORIGIN)
    address = f"/api/sessions/{session_id}/socket"
    with client.websocket_connect(address, headers={"cookie": cookie, "origin": ORIGIN, "host": HOST}) as socket:
        with pytest.raises(WebSocketDisconnect) as caught:
            socket.receive_text()
        assert caught.value.code == 4401


async def test_a_guest_makes_no_links_and_withdraws_none(owner, session_id, guest):
    made = await share(owner, session_id)
    await guest.get(made["path"])
    address = f"/api/sessions/{session_id}/shares"
    for method, path in (("GET", address), ("POST", address), ("DELETE", f"{address}/{made['link']['id']}")):
        answer = await guest.request(method, path)
        assert (answer.status_code, code_of(answer)) == (403, "not_shown")
    assert (await guest.get(f"/api/sessions/{session_id}")).status_code == 200
