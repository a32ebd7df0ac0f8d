"""The routes for comments, called without a network: by the owner, and by guests who came by a link."""

import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack

import httpx
import jsonschema
import pytest
from fastapi import FastAPI

from server.app import create_app
from server.outbox import Outbox
from server.schema import protocol_schema
from server.wiring import Services
from tests.transcript_samples import make_log
from tests.unit.server.house import QUESTION_ID, TOKEN, House, services_in
from transcripts.archive import archive_from_log
from transcripts.comments import MOST_COMMENTS

BEARER = {"Authorization": f"Bearer {TOKEN}"}
DOCUMENT = protocol_schema()
ORIGIN = "http://127.0.0.1:8765"
HERE = "/api/sessions/one/comments"
HOSTILE = "<script>alert(1)</script> \u202eesrever \x1b[31m \x00 [x](javascript:1) " + "W" * 3000


@pytest.fixture
def services(house: House, tmp_path) -> Services:
    return services_in(house, tmp_path)


@pytest.fixture
def app(services) -> FastAPI:
    return create_app(services)


def client_of(app: FastAPI, headers: dict[str, str]) -> httpx.AsyncClient:
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    return httpx.AsyncClient(transport=transport, base_url=ORIGIN, headers=headers)


@pytest.fixture
async def owner(app, house) -> AsyncIterator[httpx.AsyncClient]:
    await house.store.append("one", 0, make_log("one", 5))
    async with client_of(app, BEARER) as client:
        yield client


@pytest.fixture
async def new_guest(app, services) -> AsyncIterator[Callable[[], Awaitable[httpx.AsyncClient]]]:
    """Makes one who came by a link of their own."""
    async with AsyncExitStack() as stack:

        async def make() -> httpx.AsyncClient:
            _, secret = await services.guests.make_link(
                "one", QUESTION_ID, label="", expires_in_days=None, may_comment=True
            )
            client = await stack.enter_async_context(client_of(app, {"Origin": ORIGIN}))
            assert (await client.get(f"/shared/{secret}")).status_code == 303
            return client

        yield make


@pytest.fixture
async def guest(new_guest) -> httpx.AsyncClient:
    client: httpx.AsyncClient = await new_guest()
    return client


def fits(name: str, answer: httpx.Response) -> dict:
    jsonschema.Draft202012Validator({**DOCUMENT, "$ref": f"#/$defs/{name}"}).validate(answer.json())
    return answer.json()


def refused(answer: httpx.Response, status: int, code: str) -> str:
    error = fits("ErrorAnswer", answer)["error"]
    assert (answer.status_code, error["code"]) == (status, code)
    assert error["message"].endswith((".", "?"))
    return error["message"]


async def comment(client: httpx.AsyncClient, seq: int = 2, text: str = "Say why.", **more: object) -> dict:
    answer = await client.post(HERE, json={"seq": seq, "author": "Ann", "text": text, **more})
    assert answer.status_code == 201, answer.text
    return fits("CommentRow", answer)


async def listed(client: httpx.AsyncClient) -> list[dict]:
    answer = await client.get(HERE)
    assert answer.status_code == 200
    return answer.json()


async def test_a_comment_is_made_listed_changed_and_removed(owner):
    assert await listed(owner) == []
    made = await comment(owner, 3, "Say\r\nwhy. ")
    assert (made["seq"], made["author"], made["text"]) == (3, "Ann", "Say\nwhy.")
    assert made["made_at"].endswith("+00:00")
    assert (made["changed_at"], made["is_imported"], made["may_change"], made["may_remove"]) == ("", False, True, True)
    earlier = await comment(owner, 1)
    assert await listed(owner) == [earlier, made]
    answer = await owner.patch(f"{HERE}/{made['comment_id']}", json={"text": "Say how."})
    changed = fits("CommentRow", answer)
    assert changed == made | {"text": "Say how.", "changed_at": changed["changed_at"]}
    assert changed["changed_at"] >= made["made_at"]
    answer = await owner.delete(f"{HERE}/{made['comment_id']}")
    assert (answer.status_code, answer.content) == (204, b"")
    assert await listed(owner) == [earlier]
    refused(await owner.delete(f"{HERE}/{made['comment_id']}"), 404, "unknown_comment")
    refused(await owner.patch(f"{HERE}/{made['comment_id']}", json={"text": "x"}), 404, "unknown_comment")


async def test_the_log_and_its_export_know_nothing_of_comments(owner, house):
    before = (await owner.get("/api/sessions/one/export")).content
    await comment(owner)
    assert (await owner.get("/api/sessions/one/export")).content == before == archive_from_log(make_log("one", 5))


async def test_hostile_words_come_back_as_they_were(owner):
    made = await comment(owner, text=HOSTILE, author="<img src=x> \u202e")
    assert made["text"] == HOSTILE
    assert (await listed(owner))[0]["author"] == "<img src=x> \u202e"
    assert (await comment(owner, text="W" * 4000))["text"] == "W" * 4000


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"{", "invalid_request"),
        (b"[]", "invalid_request"),
        (b'{"seq": 1, "author": "Ann"}', "invalid_request"),
        (b'{"seq": 0, "author": "Ann", "text": "x"}', "invalid_request"),
        (b'{"seq": 1.5, "author": "Ann", "text": "x"}', "invalid_request"),
        (b'{"seq": 99999999999999999999, "author": "Ann", "text": "x"}', "invalid_request"),
        (b'{"seq": 1, "author": "Ann", "text": "x", "share_id": "y"}', "invalid_request"),
        (b'{"seq": 1, "author": "Ann", "text": "\\ud800"}', "bad_comment"),
        (b'{"seq": 1, "author": "\\udfff", "text": "x"}', "bad_comment"),
        (b'{"seq": 1, "author": "Ann", "text": "x", "comment_id": "../../x"}', "invalid_request"),
        (b'{"seq": 6, "author": "Ann", "text": "x"}', "no_such_moment"),
        (b'{"seq": 1, "author": " ", "text": "x"}', "bad_comment"),
        (b'{"seq": 1, "author": "Ann", "text": " \\n"}', "bad_comment"),
        (json.dumps({"seq": 1, "author": "a" * 61, "text": "x"}).encode(), "bad_comment"),
        (json.dumps({"seq": 1, "author": "Ann", "text": "x" * 4001}).encode(), "bad_comment"),
    ],
)
async def test_what_cannot_be_a_comment_is_refused_and_nothing_is_stored(owner, body, code):
    answer = await owner.post(HERE, content=body, headers={"Content-Type": "application/json"})
    refused(answer, 422, code)
    assert await listed(owner) == []


async def test_the_same_comment_sent_again_is_stored_once_with_the_newer_words(owner, guest):
    made = await comment(owner, comment_id="0123456789abcdef")
    assert await comment(owner, comment_id="0123456789abcdef") == made
    newer = await comment(owner, comment_id="0123456789abcdef", text="Say why, please.")
    assert newer["text"] == "Say why, please."
    assert await listed(owner) == [newer]
    stolen = {"seq": 2, "author": "Eve", "text": "mine now", "comment_id": "0123456789abcdef"}
    refused(await guest.post(HERE, json=stolen), 403, "not_yours")
    assert await listed(owner) == [newer]


async def test_a_session_that_is_not_there_is_said(owner):
    nowhere = "/api/sessions/nobody/comments"
    for answer in (
        await owner.get(nowhere),
        await owner.post(nowhere, json={"seq": 1, "author": "Ann", "text": "x"}),
        await owner.patch(f"{nowhere}/12345678", json={"text": "x"}),
        await owner.delete(f"{nowhere}/12345678"),
        await owner.get(f"{nowhere}/export"),
        await owner.post(f"{nowhere}/import", content=b"{}"),
    ):
        refused(answer, 404, "unknown_session")


async def test_while_the_interview_is_going_on_comments_are_only_read(owner, house):
    session_id = (await owner.post("/api/sessions", json={"question_id": QUESTION_ID})).json()["session_id"]
    there = f"/api/sessions/{session_id}/comments"
    made = (await owner.post(there, json={"seq": 1, "author": "Ann", "text": "x"})).json()
    await house.registry.attach(session_id, Outbox())
    for answer in (
        await owner.post(there, json={"seq": 1, "author": "Ann", "text": "x"}),
        await owner.patch(f"{there}/{made['comment_id']}", json={"text": "y"}),
        await owner.delete(f"{there}/{made['comment_id']}"),
        await owner.post(f"{there}/import", content=b"{}"),
    ):
        refused(answer, 409, "session_open")
    assert (await owner.get(there)).json() == [made]


async def test_the_thousandth_is_the_last(owner, services):
    file = json.loads((await owner.get(f"{HERE}/export")).content)
    row = {"seq": 1, "author": "Ann", "text": "x", "made_at": "2026-01-02T03:04:05.678Z"}
    file["comments"] = [row | {"comment_id": f"comment-{number}"} for number in range(MOST_COMMENTS - 1)]
    await owner.post(f"{HERE}/import", json=file)
    await comment(owner)
    answer = await owner.post(HERE, json={"seq": 1, "author": "Ann", "text": "x"})
    assert "1,000" in refused(answer, 409, "too_many_comments")
    assert len(await listed(owner)) == MOST_COMMENTS


# Who may do what


async def test_guests_change_their_own_words_only_and_the_owner_removes_any(owner, guest, new_guest):
    of_owner, of_guest = await comment(owner, 1), await comment(guest, 2)
    other = await new_guest()
    of_other = await comment(other, 3)
    seen = [(each["may_change"], each["may_remove"]) for each in await listed(other)]
    assert seen == [(False, False), (False, False), (True, True)]
    assert [(each["may_change"], each["may_remove"]) for each in await listed(owner)] == [
        (True, True),
        (False, True),
        (False, True),
    ]
    for stranger, theirs in ((guest, of_owner), (guest, of_other)):
        there = f"{HERE}/{theirs['comment_id']}"
        refused(await stranger.patch(there, json={"text": "x"}), 403, "not_yours")
        refused(await stranger.delete(there), 403, "not_yours")
    refused(await owner.patch(f"{HERE}/{of_guest['comment_id']}", json={"text": "x"}), 403, "not_yours")
    assert (await guest.patch(f"{HERE}/{of_guest['comment_id']}", json={"text": "Better."})).status_code == 200
    assert (await guest.delete(f"{HERE}/{of_guest['comment_id']}")).status_code == 204
    assert (await owner.delete(f"{HERE}/{of_other['comment_id']}")).status_code == 204
    assert await listed(owner) == [of_owner]


async def test_nobody_learns_by_which_link_somebody_came(owner, guest, services):
    await comment(guest)
    (link,) = await services.guests.links_to("one")
    for answer in (await owner.get(HERE), await guest.get(HERE), await guest.get(f"{HERE}/export")):
        assert link.share_id not in answer.text


async def test_guests_take_in_no_files(owner, guest):
    exported = (await guest.get(f"{HERE}/export")).content
    refused(await guest.post(f"{HERE}/import", content=exported), 403, "not_shown")


# Files


async def test_a_file_is_taken_in_once_and_its_comments_stay_their_authors(owner, guest, services):
    first, second = await comment(owner, 2), await comment(guest, 4, HOSTILE)
    exported = await owner.get(f"{HERE}/export")
    assert exported.headers["content-type"] == "application/json"
    assert "thinkaloud-one-comments.json" in exported.headers["content-disposition"]
    again = await owner.post(f"{HERE}/import", content=exported.content)
    assert fits("CommentsTakenIn", again) == {"n_new": 0, "n_known": 2}
    services.comments._sessions.clear()
    taken_in = await owner.post(f"{HERE}/import", content=exported.content)
    assert (taken_in.status_code, taken_in.json()) == (200, {"n_new": 2, "n_known": 0})
    theirs = {"is_imported": True, "may_change": False, "may_remove": True}
    assert await listed(owner) == [first | theirs, second | theirs]
    refused(await owner.patch(f"{HERE}/{first['comment_id']}", json={"text": "x"}), 403, "not_yours")
    assert [each["may_remove"] for each in await listed(guest)] == [False, False]
    assert (await owner.delete(f"{HERE}/{first['comment_id']}")).status_code == 204
    mine = await comment(owner, 5)
    assert (await owner.post(f"{HERE}/import", content=exported.content)).json() == {"n_new": 1, "n_known": 1}
    assert mine in await listed(owner)


async def test_a_file_of_another_session_or_another_log_is_refused(owner, house):
    exported = (await owner.get(f"{HERE}/export")).content
    await house.store.append("two", 0, make_log("two", 5))
    answer = await owner.post("/api/sessions/two/comments/import", content=exported)
    assert "another session" in refused(answer, 409, "other_session")
    await house.store.append("one", 5, make_log("one", 6)[5:])
    answer = await owner.post(f"{HERE}/import", content=exported)
    assert "another state" in refused(answer, 409, "other_log")


@pytest.mark.parametrize(
    ("content", "status", "code"),
    [
        (b"", 422, "bad_comments"),
        (b"nonsense", 422, "bad_comments"),
        (b'{"schema": "urn:thinkaloud:comments:9"}', 422, "newer_comments"),
    ],
)
async def test_a_bad_file_is_refused_and_leaves_nothing(owner, content, status, code):
    refused(await owner.post(f"{HERE}/import", content=content), status, code)
    assert await listed(owner) == []


async def test_a_file_that_is_too_large_is_refused_while_it_comes(owner, monkeypatch):
    monkeypatch.setattr("server.rest.comments.MAX_FILE_BYTES", 1000)

    async def endless():
        while True:
            yield b"x" * 500

    refused(await owner.post(f"{HERE}/import", content=endless()), 413, "too_large")
