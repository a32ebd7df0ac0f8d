"""The settings page: a language model is put together, tried, saved, used and turned off, by mouse and by keyboard."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from question_bank.load import load_bank
from tests.browser.candidate_at_the_page import CandidateAtThePage
from tests.browser.server_process import Server
from tests.browser.test_pages import AXE
from tests.model_server import ModelServer, Reply, model_server, says

READING = '{"act": "asks_off_script", "topics": [], "sure": true}'
KIND = "That one is yours to decide. I would like to hear your reason."
OPEN = "Do you have a favourite colour scheme for the plots?"
KEY = "sk-right-0123456789-wxyz"
TRIAL_MS = 60_000
NOBODY = "http://127.0.0.1:9/v1"


def well(request):
    return says(READING) if "response_format" in request else says(KIND)


@pytest.fixture(scope="module")
def model() -> Iterator[ModelServer]:
    with model_server(well) as server:
        yield server


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One server for all tests of this module; each leaves the model off."""
    server = Server(tmp_path_factory.mktemp("desk") / "data")
    yield server
    server.kill()


@pytest.fixture(autouse=True)
def answers_well(model: ModelServer) -> None:
    model.answer = well


class SettingsPage:
    def __init__(self, page: Page, server: Server) -> None:
        self.page = page
        page.goto(server.entry)
        page.get_by_test_id("nav-settings").click()
        expect(page.get_by_test_id("settings-page")).to_be_visible()
        expect(page.get_by_test_id("model-state")).to_be_visible()

    def __getitem__(self, name: str):
        return self.page.get_by_test_id(name)

    def put_together(self, address: str, name: str = "tiny", key: str = "", seconds: str = "40") -> None:
        self["model-begin"].click()
        self["model-address"].fill(address)
        self["model-name"].fill(name)
        self["model-key"].fill(key)
        self["model-seconds"].fill(seconds)

    def try_it(self) -> tuple[str, ...]:
        """Try, and give what holds: that it answers, keeps to JSON, is quick enough."""
        self["model-try"].click()
        expect(self["model-trial"]).to_be_visible(timeout=TRIAL_MS)
        return tuple(self[f"trial-{part}"].get_attribute("data-holds") or "" for part in ("answers", "json", "quick"))


def test_a_model_is_set_tried_saved_used_and_turned_off(page: Page, desk: Server, model: ModelServer) -> None:
    settings = SettingsPage(page, desk)
    expect(settings["model-state"]).to_have_text("Off")
    expect(settings["model-now"]).to_contain_text("The interviewer works without one.")
    settings.put_together(model.base_url, key=KEY)
    expect(settings["model-leaves"]).to_have_text("Nothing leaves this machine: the address is on it.")

    assert settings.try_it() == ("true", "true", "true")
    assert model.requests[-1]["_key"] == f"Bearer {KEY}"
    expect(settings["model-state"]).to_have_text("Off")

    settings["model-save"].click()
    expect(settings["model-saved"]).to_be_visible()
    expect(settings["model-state"]).to_have_text("On")
    expect(settings["model-key"]).to_have_value("")
    expect(settings["key-note"]).to_contain_text("ending in wxyz")
    page.reload()
    expect(settings["model-name"]).to_have_value("tiny")
    assert KEY not in page.content()

    candidate = CandidateAtThePage(page, load_bank().get("kmeans-lloyd"))
    session_id = candidate.start(desk.entry)
    candidate.say(OPEN)
    expect(page.get_by_test_id("turn-interviewer").last).to_contain_text(KIND, timeout=TRIAL_MS)
    log = json.loads(desk.request(f"/api/sessions/{session_id}/log"))
    assert log["envelopes"][0]["event"]["model"]["name"] == "tiny"

    settings = SettingsPage(page, desk)
    settings["model-off"].click()
    expect(settings["model-turned-off"]).to_be_visible()
    expect(settings["model-begin"]).to_be_focused()
    assert not (desk.data_folder / "model.json").exists()
    session_id = candidate.start(desk.entry)
    log = json.loads(desk.request(f"/api/sessions/{session_id}/log"))
    assert log["envelopes"][0]["event"]["model"] is None


def test_a_trial_says_what_is_wrong(page: Page, desk: Server, model: ModelServer) -> None:
    settings = SettingsPage(page, desk)
    settings.put_together(model.base_url, key="sk-wrong-0123456789-abcd")

    model.answer = lambda request: Reply(
        status=401, raw=json.dumps({"error": {"message": "no such key: sk-wrong-0123456789-abcd"}}).encode()
    )
    assert settings.try_it() == ("false", "unknown", "unknown")
    expect(settings["trial-says"]).to_contain_text("does not take the key")
    assert "sk-wrong" not in page.inner_text("body")

    model.answer = lambda request: says("I would say that they ask about ties.")
    assert settings.try_it() == ("true", "false", "unknown")
    expect(settings["trial-says"]).to_contain_text("not in the shape")

    model.answer = lambda request: Reply((READING,), wait_seconds=0.6)
    settings["model-seconds"].fill("0.5")
    expect(settings["model-trial"]).to_have_count(0)
    assert settings.try_it() == ("true", "true", "false")
    expect(settings["trial-says"]).to_contain_text("would come too late")

    model.answer = lambda request: Reply(status=307, headers={"location": f"{NOBODY}/chat/completions"})
    assert settings.try_it() == ("false", "unknown", "unknown")
    expect(settings["trial-says"]).to_contain_text("sends on to another address")

    settings["model-address"].fill(NOBODY)
    assert settings.try_it() == ("false", "unknown", "unknown")
    expect(settings["trial-says"]).to_contain_text("Nobody answers")
    expect(settings["model-state"]).to_have_text("Off")


def test_by_keyboard_alone_and_a_trial_can_be_cancelled(page: Page, desk: Server, model: ModelServer) -> None:
    settings = SettingsPage(page, desk)
    settings["model-begin"].focus()
    page.keyboard.press("Enter")
    expect(settings["model-where-other"]).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.type(model.base_url)
    for _ in range(4):
        page.keyboard.press("Tab")
    expect(settings["model-name"]).to_be_focused()
    page.keyboard.type("tiny")

    model.answer = lambda request: Reply((READING,), wait_seconds=90)
    settings["model-try"].focus()
    page.keyboard.press("Space")
    expect(settings["model-trying"]).to_be_visible()
    expect(settings["model-save"]).to_be_disabled()
    expect(settings["model-try"]).to_be_focused()
    settings.page.wait_for_timeout(300)
    page.keyboard.press("Space")
    expect(settings["model-cancelled"]).to_be_visible()
    model.answer = well
    assert settings.try_it()[0] == "true"

    settings["model-votes"].fill("12")
    settings["model-save"].focus()
    page.keyboard.press("Enter")
    expect(settings["model-votes"]).to_be_focused()
    settings["model-votes"].fill("1")
    settings["model-budget"].locator("summary").press("Enter")
    settings["model-calls"].fill("")
    settings["model-budget"].locator("summary").press("Enter")
    settings["model-save"].press("Enter")
    expect(settings["model-calls"]).to_be_focused()
    settings["model-calls"].fill("7")
    page.keyboard.press("Enter")
    expect(settings["model-saved"]).to_be_visible()
    assert json.loads(desk.request("/api/model"))["calls"] == 7
    settings["model-off"].press("Enter")
    expect(settings["model-turned-off"]).to_be_visible()


def test_the_presets_fill_in_an_address_and_a_far_one_is_said_to_be_far(page: Page, desk: Server) -> None:
    settings = SettingsPage(page, desk)
    settings["model-begin"].click()
    for name, port in (("ollama", 11434), ("vllm", 8000), ("llama-cpp", 8080)):
        settings[f"preset-{name}"].click()
        expect(settings["model-address"]).to_have_value(f"http://127.0.0.1:{port}/v1")
    settings["model-address"].fill("http://models.example.org/v1")
    expect(settings["model-leaves"]).to_contain_text(re.compile(r"sent to models\.example\.org.*not encrypted"))
    settings["model-where-openai"].click()
    expect(settings["model-leaves"]).to_contain_text("api.openai.com")
    settings["model-where-other"].click()
    settings["model-address"].fill("not an address")
    settings["model-name"].fill("tiny")
    settings["model-save"].click()
    expect(settings["model-address"]).to_be_focused()
    assert "no address" in settings["model-address"].evaluate("(input) => input.validationMessage")
    expect(settings["model-state"]).to_have_text("Off")
    settings["model-leave-off"].click()
    expect(settings["model-begin"]).to_be_focused()


def test_what_the_page_keeps_is_set_there_too(page: Page, desk: Server) -> None:
    settings = SettingsPage(page, desk)
    settings["theme-dark"].check()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    settings["keys-vim"].check()
    page.reload()
    expect(settings["theme-dark"]).to_be_checked()
    expect(settings["keys-vim"]).to_be_checked()


def test_what_was_set_at_the_start_is_read_only(page: Page, model: ModelServer, tmp_path: Path, keep: Path) -> None:
    given = {"model": "tiny", "model_base_url": model.base_url, "model_votes": "2"}
    server = Server(tmp_path / "own", **given)
    try:
        settings = SettingsPage(page, server)
        for name in ("model-name", "model-address", "model-votes"):
            expect(settings[name]).to_have_attribute("readonly", "")
        expect(settings["fixed-name"]).to_have_text("Set where the server was started.")
        expect(settings["model-off"]).to_have_count(0)
        settings["model-seconds"].fill("9")
        settings["model-save"].click()
        expect(settings["model-saved"]).to_be_visible()
        page.screenshot(path=keep / "set-at-start.png", full_page=True)
    finally:
        server.kill()
    hosted = Server(tmp_path / "hosted", host="0.0.0.0", **given)
    try:
        settings = SettingsPage(page, hosted)
        expect(settings["model-why-not"]).to_contain_text("THINKALOUD_MODEL_SETTINGS_ON_PAGE")
        expect(settings["model-facts"]).to_contain_text(model.base_url)
        expect(settings["model-form"]).to_have_count(0)
        assert settings.try_it()[0] == "true"
        page.screenshot(path=keep / "hosted.png")
    finally:
        hosted.kill()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_barrier_that_axe_finds_and_nothing_scrolls_sideways(
    scheme: str, browser: Browser, desk: Server, model: ModelServer, keep: Path
) -> None:
    if not AXE.exists():
        pytest.skip("axe-core is not installed (cd web && npm ci)")
    context = browser.new_context(viewport={"width": 820, "height": 1180}, color_scheme=scheme, reduced_motion="reduce")
    context.set_default_timeout(20_000)
    page = context.new_page()
    found: dict[str, list[str]] = {}

    def look(name: str) -> None:
        page.wait_for_timeout(250)
        page.screenshot(path=keep / f"{name}.png", full_page=True)
        page.evaluate(AXE.read_text(encoding="utf-8"))
        report = page.evaluate("axe.run(document, { resultTypes: ['violations'] })")
        found[name] = [
            f"{each['id']}: {node['html'][:120]} ({node.get('failureSummary', '')[:200]})"
            for each in report["violations"]
            for node in each["nodes"]
        ]
        assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0, name

    settings = SettingsPage(page, desk)
    look("off")
    settings.put_together(model.base_url)
    settings["model-budget"].locator("summary").click()
    settings.try_it()
    look("works")
    settings["model-address"].fill(NOBODY)
    settings.try_it()
    look("nobody")
    page.set_viewport_size({"width": 400, "height": 800})
    look("narrow")
    context.close()
    assert found == {name: [] for name in found}
