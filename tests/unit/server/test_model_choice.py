"""The language model as it is set on the page: what stands before it, what is kept, who may, and what is never told."""

import asyncio
import json
import os

import httpx
import pytest
from pydantic import SecretStr

from server.app import create_app
from server.model.chat_model import Answered
from server.model.kept import CannotReadModel, KeptModel, keep, read_kept, with_kept
from server.model_choice import ModelChoice
from server.settings import PREFIX, Settings, SettingsError, load_settings
from tests.unit.server.house import services_in, soon
from tests.unit.server.test_app import BEARER, HOST, TOKEN, code_of, valid
from transcripts.events import ModelStatus

KEY = "sk-very-secret-0123456789wxyz"
OLLAMA = "http://127.0.0.1:11434/v1"
WANTED = {
    "name": "llama3.2", "base_url": OLLAMA, "key": KEY, "seconds": 3.5, "calls": 40, "tokens": 50_000, "cost": 1.5,
    "price_in": 0.5, "price_out": 2.0, "votes": 5, "phrases": True,
}  # fmt: skip


class FakeModel:
    """Answers well once `go` is set; remembers with what settings it was made."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.name = settings.model
        self.go = asyncio.Event()
        self.go.set()
        self.n_asked = 0
        self.is_closed = False

    def warm(self) -> None:
        pass

    async def ask(self, asked, on_words=None) -> Answered:
        assert not self.is_closed
        self.n_asked += 1
        await self.go.wait()
        return Answered(status=ModelStatus.OK, text="{}", latency_ms=30, first_words_ms=20)

    async def close(self) -> None:
        self.is_closed = True


class Shop:
    """A server's choice and its routes; `made` are the models that were made, in order."""

    def __init__(self, house, folder, **given) -> None:
        self.settings = load_settings(data_folder=folder, **given)
        self.made: list[FakeModel] = []
        self.holds_back = False
        self.choice = ModelChoice(self.settings, self._make)
        self.app = create_app(services_in(house, folder, settings=self.settings, model=self.choice))

    def _make(self, settings):
        if not settings.model:
            return None
        self.made.append(FakeModel(settings))
        if self.holds_back:
            self.made[-1].go.clear()
        return self.made[-1]

    async def ask(self, method, path="", body=None, content=None) -> httpx.Response:
        transport = httpx.ASGITransport(self.app, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url=f"http://{HOST}", headers=BEARER) as client:
            content = json.dumps(body).encode() if body is not None else content
            headers = {"content-type": "application/json"} if content is not None else {}
            answer = await client.request(method, f"/api/model{path}", content=content, headers=headers)
        assert KEY not in answer.text
        return answer


@pytest.fixture(autouse=True)
def empty_environment(monkeypatch):
    for name in (*Settings.model_fields, "openai_api_key"):
        monkeypatch.delenv(PREFIX + name.upper(), raising=False)
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)


@pytest.fixture
def shop(house, tmp_path):
    return lambda **given: Shop(house, tmp_path, **given)


# Set, kept, shown


async def test_at_first_there_is_no_model_and_the_page_may_set_one(shop):
    answer = await shop().ask("GET")
    assert valid("ModelShape", answer.json())
    shown = answer.json()
    assert (shown["name"], shown["key_is_kept"], shown["may_change"], shown["fixed"]) == ("", False, True, [])
    assert (shown["why_not"], shown["problem"]) == ("", "")
    assert (shown["seconds"], shown["calls"], shown["votes"]) == (2.0, 80, 3)


async def test_what_is_saved_is_in_force_at_once_and_after_a_start(shop, tmp_path):
    one = shop()
    answer = await one.ask("PUT", body=WANTED)
    assert answer.status_code == 200
    assert valid("ModelShape", answer.json())
    assert answer.json().items() >= {field: value for field, value in WANTED.items() if field != "key"}.items()
    assert (answer.json()["key_is_kept"], answer.json()["key_ends"]) == (True, "wxyz")
    for each in (one, shop()):
        lent = each.choice.lender.lend()
        assert (lent.terms.name, lent.terms.deadline_ms, lent.terms.most_calls) == ("llama3.2", 3500, 40)
        assert (lent.terms.price_out, lent.terms.votes, lent.terms.phrases) == (2.0, 5, True)
        made = each.made[-1].settings
        assert (made.model_base_url, made.model_api_key.get_secret_value()) == (OLLAMA, KEY)
    assert (tmp_path / "model.json").stat().st_mode & 0o777 == 0o600
    assert sorted(path.name for path in tmp_path.iterdir()) == ["model.json"]


async def test_turned_off_it_is_forgotten_with_its_key(shop, tmp_path):
    one = shop()
    await one.ask("PUT", body=WANTED)
    shown = (await one.ask("DELETE")).json()
    assert (shown["name"], shown["base_url"], shown["key_is_kept"]) == ("", "", False)
    assert list(tmp_path.iterdir()) == []
    assert one.choice.lender.lend() is None
    assert one.made[-1].is_closed
    assert (await one.ask("DELETE")).status_code == 200


async def test_the_kept_key_stays_unless_another_or_none_is_given(shop):
    one = shop()
    await one.ask("PUT", body=WANTED)
    shown = (await one.ask("PUT", body=WANTED | {"key": None, "name": "qwen3"})).json()
    assert (shown["name"], shown["key_ends"]) == ("qwen3", "wxyz")
    assert one.made[-1].settings.model_api_key.get_secret_value() == KEY
    shown = (await one.ask("PUT", body=WANTED | {"key": ""})).json()
    assert shown["key_is_kept"] is False


@pytest.mark.parametrize(
    "address", ["http://evil.example/v1", "http://127.0.0.1:11434/v2", "https://127.0.0.1:11434/v1", ""]
)
async def test_the_kept_key_never_goes_to_another_address(shop, address):
    one = shop()
    await one.ask("PUT", body=WANTED)
    for method, path in (("POST", "/trial"), ("PUT", "")):
        await one.ask(method, path, WANTED | {"key": None, "base_url": address})
        assert one.made[-1].settings.model_base_url == address
        assert one.made[-1].settings.model_api_key.get_secret_value() == ""


async def test_of_a_short_key_nothing_is_shown(shop):
    shown = (await shop().ask("PUT", body=WANTED | {"key": "hunter2"})).json()
    assert (shown["key_is_kept"], shown["key_ends"]) == (True, "")


async def test_that_openai_has_a_key_of_its_own_is_said_and_not_which(shop, monkeypatch):
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    assert (await shop().ask("GET")).json()["openai_key_is_set"] is True


@pytest.mark.parametrize(
    ("field", "value", "word"),
    [
        ("name", "", "name"), ("name", "  ", "name"), ("name", "a" * 201, "name"), ("name", "a\nb", "name"),
        ("name", "\u202egnp", "name"), ("name", 7, "name"),
        ("base_url", "127.0.0.1:11434", "address"), ("base_url", "file:///etc/passwd", "address"),
        ("base_url", "http://", "address"), ("base_url", "http://a b/", "address"),
        ("base_url", "http://x:99999/", "address"),
        ("base_url", "http://me:pass@host/v1", "password"), ("base_url", "http://host/v1?key=x", "?"),
        ("base_url", "http://host/" + "a" * 500, "base_url"), ("base_url", "http://b\u00fccher.example/v1", "address"),
        ("key", "two words", "spaces"), ("key", "a\r\nX-Evil: 1", "spaces"), ("key", "k" * 501, "500"),
        ("key", "schl\u00fcssel", "signs"),
        ("seconds", 0, "seconds"), ("seconds", 61, "seconds"), ("seconds", float("nan"), "seconds"),
        ("calls", 0, "calls"), ("calls", 10**30, "calls"), ("tokens", 0, "tokens"), ("tokens", 1.5, "tokens"),
        ("cost", -1, "cost"), ("cost", float("inf"), "cost"), ("price_in", float("inf"), "price_in"),
        ("price_out", -0.1, "price_out"), ("votes", 10, "votes"), ("phrases", "perhaps", "phrases"),
        ("more", 1, "more"),
    ],
)  # fmt: skip
@pytest.mark.parametrize(("method", "path"), [("PUT", ""), ("POST", "/trial")])
async def test_what_cannot_be_is_refused_in_words_and_nothing_changes(shop, tmp_path, method, path, field, value, word):
    one = shop()
    body = json.dumps(WANTED | {field: value}).encode()
    answer = await one.ask(method, path, content=body)
    assert (answer.status_code, code_of(answer)) == (422, "invalid_request")
    assert word in answer.json()["error"]["message"]
    assert "Value error" not in answer.text
    assert (one.made, list(tmp_path.iterdir())) == ([], [])


@pytest.mark.parametrize("content", [b"", b"[]", b"nul", b"\xff\xfe", b'{"name": "a"}'])
async def test_a_body_that_is_none_is_refused(shop, content):
    answer = await shop().ask("PUT", content=content)
    assert (answer.status_code, code_of(answer)) == (422, "invalid_request")


async def test_a_setting_of_the_environment_is_held_to_the_same(monkeypatch):
    monkeypatch.setenv("THINKALOUD_MODEL_BASE_URL", f"http://me:{KEY}@host/v1")
    with pytest.raises(SettingsError, match=r"MODEL_BASE_URL.*no password") as caught:
        load_settings()
    assert KEY not in f"{caught.value}{caught.value.__cause__}"


# The environment


async def test_what_is_set_at_the_start_stands_before_the_file(shop, monkeypatch):
    await shop().ask("PUT", body=WANTED)
    monkeypatch.setenv("THINKALOUD_MODEL_SECONDS", "9")
    monkeypatch.setenv("THINKALOUD_MODEL_VOTES", "1")
    one = shop()
    shown = (await one.ask("GET")).json()
    assert (shown["name"], shown["seconds"], shown["votes"], shown["fixed"]) == ("llama3.2", 9, 1, ["seconds", "votes"])
    refused = await one.ask("PUT", body=WANTED)
    assert (refused.status_code, code_of(refused)) == (409, "set_at_start")
    assert "THINKALOUD_MODEL_" in refused.json()["error"]["message"]
    assert (await one.ask("PUT", body=WANTED | {"seconds": 9, "votes": 1, "name": "b"})).json()["name"] == "b"


async def test_a_model_that_is_set_at_the_start_is_not_asked_at_the_address_or_with_the_key_of_another(
    shop, monkeypatch
):
    await shop().ask("PUT", body=WANTED)
    monkeypatch.setenv("THINKALOUD_MODEL", "gpt")
    one = shop()
    shown = (await one.ask("GET")).json()
    assert (shown["name"], shown["base_url"], shown["key_is_kept"]) == ("gpt", "", False)
    assert shown["fixed"] == ["base_url", "name"]
    assert shown["seconds"] == 3.5
    off = await one.ask("DELETE")
    assert (off.status_code, code_of(off)) == (409, "set_at_start")
    assert one.choice.lender.lend() is not None


async def test_a_key_that_is_set_at_the_start_cannot_be_sent_elsewhere(shop, monkeypatch):
    monkeypatch.setenv("THINKALOUD_MODEL_API_KEY", KEY)
    one = shop()
    for method, path in (("PUT", ""), ("POST", "/trial")):
        for body in (WANTED | {"key": None}, WANTED | {"base_url": ""}):
            answer = await one.ask(method, path, body)
            assert (answer.status_code, code_of(answer)) == (409, "set_at_start")
    assert one.made == []
    shown = (await one.ask("PUT", body=WANTED | {"base_url": "", "key": None})).json()
    assert shown["fixed"] == ["base_url", "key"]
    assert one.made[-1].settings.model_api_key.get_secret_value() == KEY


# A file that cannot be used


@pytest.mark.parametrize(
    "content",
    ["", "{", json.dumps(WANTED)[:90], "[]", json.dumps(WANTED | {"votes": 99}), json.dumps({"key": KEY}), "\x00" * 99],
)
async def test_a_file_that_cannot_be_used_leaves_the_model_off_and_says_so(shop, tmp_path, content):
    (tmp_path / "model.json").write_text(content)
    one = shop()
    shown = (await one.ask("GET")).json()
    assert shown["name"] == ""
    assert "model.json" in shown["problem"]
    assert KEY not in shown["problem"]
    assert one.choice.lender.lend() is None
    shown = (await one.ask("PUT", body=WANTED)).json()
    assert (shown["name"], shown["problem"]) == ("llama3.2", "")
    assert shop().choice.problem == ""


def test_a_file_that_cannot_be_read_is_said(tmp_path):
    (tmp_path / "model.json").mkdir()
    with pytest.raises(CannotReadModel, match=r"directory"):
        read_kept(tmp_path / "model.json")
    settings, problem = with_kept(load_settings(data_folder=tmp_path, model="set"))
    assert settings.model == "set"
    assert problem


async def test_a_folder_that_cannot_be_written_changes_nothing(shop, tmp_path):
    one = shop()
    await one.ask("PUT", body=WANTED)
    (tmp_path / "model.new").mkdir()
    (tmp_path / "model.new" / "in-the-way").write_text("")
    answer = await one.ask("PUT", body=WANTED | {"name": "other"})
    assert (answer.status_code, code_of(answer)) == (503, "cannot_keep")
    assert (await one.ask("GET")).json()["name"] == "llama3.2"
    assert shop().choice.settings.model == "llama3.2"


def test_a_file_is_never_there_in_part(tmp_path, monkeypatch):
    path = tmp_path / "model.json"
    fields = WANTED | {"key": SecretStr(KEY)}
    keep(path, KeptModel(**fields))

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        keep(path, KeptModel(**fields | {"name": "other"}))
    assert read_kept(path).name == "llama3.2"
    assert [each.name for each in tmp_path.iterdir()] == ["model.json"]


# Who may


@pytest.mark.parametrize(
    ("given", "may"),
    [
        ({}, True),
        ({"host": "localhost"}, True),
        ({"host": "::1"}, True),
        ({"host": "127.0.0.2"}, True),
        ({"allowed_hosts": ("localhost",), "allowed_origins": ("http://localhost:5173",)}, True),
        ({"host": "0.0.0.0"}, False),
        ({"host": "192.168.1.7"}, False),
        ({"host": ""}, False),
        ({"host": "127.0.0.1.example.org"}, False),
        ({"allowed_hosts": ("coach.example",)}, False),
        ({"allowed_origins": ("https://coach.example",)}, False),
        ({"host": "0.0.0.0", "model_settings_on_page": True}, True),
    ],
)
async def test_a_server_that_others_can_reach_is_not_led_to_any_address(shop, tmp_path, given, may):
    one = shop(**given)
    shown = (await one.ask("GET")).json()
    assert shown["may_change"] is may
    assert ("THINKALOUD_MODEL_SETTINGS_ON_PAGE" in shown["why_not"]) is not may
    for method, path in (("PUT", ""), ("POST", "/trial"), ("DELETE", "")):
        answer = await one.ask(method, path, WANTED if method != "DELETE" else None)
        assert answer.status_code == (200 if may else 403)
        assert may or code_of(answer) == "not_on_page"
    assert may or (one.made, list(tmp_path.iterdir())) == ([], [])


async def test_where_the_page_may_not_set_it_nothing_of_the_key_is_shown_and_what_is_set_can_be_tried(shop):
    await shop().ask("PUT", body=WANTED)
    one = shop(host="0.0.0.0")
    shown = (await one.ask("GET")).json()
    assert (shown["name"], shown["key_is_kept"], shown["key_ends"]) == ("llama3.2", True, "")
    assert (await one.ask("POST", "/trial")).json()["works"] is True


# Trials


async def test_a_trial_is_of_what_was_put_together_and_leaves_no_trace(shop, tmp_path):
    one = shop()
    answer = await one.ask("POST", "/trial", WANTED)
    assert valid("ModelTrial", answer.json())
    assert (answer.json()["works"], answer.json()["answers"], answer.json()["in_time"]) == (True, True, True)
    assert (one.made[0].n_asked, one.made[0].is_closed) == (2, True)
    assert (await one.ask("GET")).json()["name"] == ""
    assert list(tmp_path.iterdir()) == []


async def test_without_a_body_what_is_set_is_tried(shop):
    one = shop()
    answer = await one.ask("POST", "/trial")
    assert (answer.status_code, code_of(answer)) == (409, "no_model")
    await one.ask("PUT", body=WANTED)
    assert (await one.ask("POST", "/trial")).json()["works"] is True
    assert not one.made[0].is_closed
    assert one.made[1].is_closed


async def test_one_trial_at_a_time_and_the_next_when_it_is_over(shop):
    one = shop()
    one.holds_back = True
    first = asyncio.create_task(one.ask("POST", "/trial", WANTED))
    await soon(lambda: one.made and one.made[0].n_asked)
    second = await one.ask("POST", "/trial", WANTED)
    assert (second.status_code, code_of(second)) == (409, "trial_going")
    one.made[0].go.set()
    assert (await first).json()["works"] is True
    one.holds_back = False
    assert (await one.ask("POST", "/trial", WANTED)).status_code == 200


async def test_a_trial_ends_when_nobody_waits_for_it(shop):
    one = shop()
    one.holds_back = True
    leave = asyncio.Event()
    sent = []
    body = [{"type": "http.request", "body": json.dumps(WANTED).encode(), "more_body": False}]

    async def receive():
        if body:
            return body.pop()
        await leave.wait()
        return {"type": "http.disconnect"}

    async def send(message):
        sent.append(message)

    headers = [
        (b"host", HOST.encode()),
        (b"content-type", b"application/json"),
        (b"authorization", f"Bearer {TOKEN}".encode()),
    ]
    scope = {"type": "http", "method": "POST", "path": "/api/model/trial", "query_string": b"", "headers": headers}
    going = asyncio.create_task(one.app(scope, receive, send))
    await soon(lambda: one.made and one.made[0].n_asked)
    leave.set()
    async with asyncio.timeout(5):
        await going
    assert one.made[0].is_closed
    one.holds_back = False
    assert (await one.ask("POST", "/trial", WANTED)).status_code == 200
