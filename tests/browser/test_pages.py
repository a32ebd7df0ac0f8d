"""Every page, in both colour schemes and several sizes: that it fits, reads well and can be used by everybody."""

import json
import re
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import ROOT
from tests.browser.server_process import Server

AXE = ROOT / "web" / "node_modules" / "axe-core" / "axe.min.js"
SIZES = {"desk": (1440, 900), "laptop": (1280, 720), "tablet": (820, 1100)}


@pytest.fixture(scope="module")
def open_session(shared_server: Server) -> str:
    made = json.loads(shared_server.request("/api/sessions", b'{"question_id": "churn-prediction"}'))
    session_id: str = made["session_id"]
    return session_id


@pytest.fixture(scope="module")
def addresses(recording: str, open_session: str) -> dict[str, tuple[str, str]]:
    """Path of each page and what shows that it is there."""
    return {
        "start": ("/", "start-page"),
        "grading": ("/grading", "grading"),
        "interview": (f"/session/{open_session}", "turn-interviewer"),
        "debrief": (f"/session/{recording}/debrief", "overall"),
        "replay": (f"/session/{recording}/replay#30", "replay-bar"),
    }


PAGES = ("start", "grading", "interview", "debrief", "replay")


def visit(page: Page, server: Server, address: tuple[str, str]) -> None:
    path, landmark = address
    page.goto(server.url + path)
    expect(page.get_by_test_id(landmark).first).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_has_a_barrier_that_axe_finds(
    scheme: str, browser: Browser, shared_server: Server, addresses: dict[str, tuple[str, str]], keep: Path
) -> None:
    if not AXE.exists():
        pytest.skip("axe-core is not installed (cd web && npm ci)")
    context = browser.new_context(viewport={"width": 1440, "height": 900}, color_scheme=scheme, reduced_motion="reduce")
    page = context.new_page()
    page.goto(shared_server.entry)
    found: dict[str, list[str]] = {}
    for name in PAGES:
        visit(page, shared_server, addresses[name])
        if name == "debrief":
            page.evaluate("document.querySelectorAll('main details').forEach((details) => { details.open = true })")
        page.wait_for_timeout(250)
        page.screenshot(path=keep / f"{name}.png", full_page=name == "debrief")
        page.evaluate(AXE.read_text(encoding="utf-8"))
        report = page.evaluate("axe.run(document, { resultTypes: ['violations'] })")
        found[name] = [
            f"{violation['id']}: {node['html'][:120]} ({node.get('failureSummary', '')[:200]})"
            for violation in report["violations"]
            for node in violation["nodes"]
        ]
    context.close()
    assert found == {name: [] for name in PAGES}


@pytest.mark.parametrize("size", SIZES)
def test_no_page_scrolls_sideways(
    size: str, page: Page, shared_server: Server, addresses: dict[str, tuple[str, str]], keep: Path
) -> None:
    width, height = SIZES[size]
    page.set_viewport_size({"width": width, "height": height})
    page.goto(shared_server.entry)
    for name in PAGES:
        visit(page, shared_server, addresses[name])
        page.screenshot(path=keep / f"{name}.png")
        beyond = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert beyond == 0, name


@pytest.mark.parametrize("size", ["desk", "laptop"])
def test_the_interview_fills_the_window_and_the_document_never_scrolls(
    size: str, page: Page, shared_server: Server, keep: Path
) -> None:
    width, height = SIZES[size]
    page.set_viewport_size({"width": width, "height": height})
    page.goto(shared_server.entry)
    page.get_by_test_id("start-kmeans-lloyd").click()
    expect(page.get_by_test_id("turn-interviewer").first).to_be_visible()
    page.get_by_test_id("editor").locator(".cm-content").click()
    page.keyboard.press("ControlOrMeta+End")
    page.keyboard.insert_text("x = 1\n" * 80)
    for number in range(8):
        page.get_by_test_id("composer").fill(f"A long thought about clusters, number {number}. " * 4)
        page.get_by_test_id("composer").press("Enter")
    expect(page.get_by_test_id("turn-candidate")).to_have_count(8)
    page.get_by_test_id("submit").click()
    expect(page.get_by_test_id("run-summary")).to_be_visible(timeout=60_000)
    page.get_by_test_id("editor").locator(".cm-content").click()
    page.mouse.wheel(0, 3000)
    page.screenshot(path=keep / "interview.png")
    root = page.evaluate("({ all: document.documentElement.scrollHeight, seen: innerHeight, at: scrollY })")
    assert root == {"all": height, "seen": height, "at": 0}
    for part in ("home", "end", "composer", "send", "output-pane"):
        box = page.get_by_test_id(part).bounding_box()
        assert box is not None
        assert box["y"] >= 0, part
        assert box["y"] + box["height"] <= height, part


def test_the_conversation_follows_the_newest_turn_until_the_reader_scrolls_up(
    page: Page, shared_server: Server
) -> None:
    page.goto(shared_server.entry)
    page.get_by_test_id("start-kmeans-lloyd").click()
    expect(page.get_by_test_id("turn-interviewer").first).to_be_visible()
    conversation = page.get_by_test_id("conversation")

    def say(words: str) -> None:
        n_said = page.get_by_test_id("turn-candidate").count()
        page.get_by_test_id("composer").fill(words)
        page.get_by_test_id("composer").press("Enter")
        expect(page.get_by_test_id("turn-candidate")).to_have_count(n_said + 1)

    for number in range(10):
        say(f"Thought number {number}: " + "the means move towards the points. " * 5)
    page.wait_for_timeout(300)
    from_end = "(list) => list.scrollHeight - list.scrollTop - list.clientHeight"
    assert conversation.evaluate(from_end) < 5
    expect(page.get_by_test_id("newest")).to_have_count(0)

    conversation.hover()
    page.mouse.wheel(0, -2000)
    expect(page.get_by_test_id("newest")).to_be_visible()
    stood_at = conversation.evaluate("(list) => list.scrollTop")
    say("And one more thought, while reading above.")
    page.wait_for_timeout(300)
    assert conversation.evaluate("(list) => list.scrollTop") == stood_at
    page.get_by_test_id("newest").click()
    page.wait_for_timeout(100)
    assert conversation.evaluate(from_end) < 5
    say("Back at the end.")
    page.wait_for_timeout(300)
    assert conversation.evaluate(from_end) < 5


def test_the_first_screen_of_the_debrief_says_what_matters(
    page: Page, shared_server: Server, recording: str, keep: Path
) -> None:
    page.goto(shared_server.entry)
    visit(page, shared_server, (f"/session/{recording}/debrief", "overall"))
    page.screenshot(path=keep / "first.png")
    expect(page.get_by_test_id("reasons").locator("> li")).to_have_count(3)
    expect(page.get_by_test_id("levels").locator("> ul > li")).to_have_count(5)
    for part in ("overall", "reasons", "levels"):
        box = page.get_by_test_id(part).bounding_box()
        assert box is not None
        assert box["y"] + box["height"] <= 900, part
    for part in ("moments", "practice"):
        box = page.get_by_test_id(part).first.bounding_box()
        assert box is not None
        assert box["y"] < 700, part
    length = page.evaluate("document.documentElement.scrollHeight")
    assert length < 4000


def test_the_table_of_contents_opens_what_it_leads_to(page: Page, shared_server: Server, recording: str) -> None:
    page.goto(shared_server.entry)
    visit(page, shared_server, (f"/session/{recording}/debrief", "overall"))
    checks = page.get_by_test_id("checks-table")
    expect(checks.locator("table")).to_be_hidden()
    page.get_by_test_id("contents").get_by_role("link", name="Checks and runs").click()
    expect(checks.locator("table")).to_be_visible()
    expect(checks).to_be_in_viewport()


@pytest.mark.parametrize("width", [820, 1440])
def test_phase_names_do_not_run_into_each_other(width: int, page: Page, shared_server: Server, recording: str) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(shared_server.entry)
    visit(page, shared_server, (f"/session/{recording}/debrief", "phase-chart"))
    names = page.get_by_test_id("phase-chart").locator("text.name").all()
    assert names
    boxes = sorted((box for name in names if (box := name.bounding_box())), key=lambda box: box["x"])
    for one, two in pairwise(boxes):
        assert one["x"] + one["width"] <= two["x"]


def test_the_debrief_on_paper_has_everything_open(
    page: Page, shared_server: Server, recording: str, keep: Path
) -> None:
    page.goto(shared_server.entry)
    visit(page, shared_server, (f"/session/{recording}/debrief", "overall"))
    paper = page.pdf(format="A4")
    (keep / "debrief.pdf").write_bytes(paper)
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(page.get_by_test_id("checks-table").locator("table")).to_be_visible()
    expect(page.get_by_test_id("to-replay")).to_be_hidden()
    expect(page.get_by_text("Model solution", exact=True)).to_be_visible()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    page.emulate_media(media="screen")
    expect(page.get_by_test_id("checks-table").locator("table")).to_be_hidden()


def test_what_the_record_does_not_bear_out_and_what_was_left_out_are_shown(
    page: Page, shared_server: Server, recording: str, keep: Path
) -> None:
    debrief = json.loads(shared_server.request(f"/api/sessions/{recording}/debrief"))
    evidence = {"seq": 5, "at_ms": 61_000, "source": "said", "quote": "It is O(n).", "lines": None, "fact": ""}
    debrief["contradicted"] = [{"text": "You said that it is linear in the clusters.", "evidence": [evidence]}]
    debrief["integrity"] = [{"text": "A comment speaks to a grader.", "evidence": [evidence]}]
    half = debrief["session"]["duration_ms"] // 2
    debrief["phases"] = [
        {"phase": phase, "start_ms": 0, "end_ms": 2 * half, "spent_ms": half, "budget_ms": half, "visits": visits}
        for phase, visits in (
            ("code", [[0, half // 2], [half, half + half // 2]]),
            ("verify", [[half // 2, half], [half + half // 2, 2 * half]]),
        )
    ]
    page.route(
        "**/debrief", lambda route: route.fulfill(json=debrief) if "/api/" in route.request.url else route.continue_()
    )
    page.goto(shared_server.entry)
    visit(page, shared_server, (f"/session/{recording}/debrief", "overall"))
    contradicted = page.get_by_test_id("contradicted")
    expect(contradicted).to_contain_text("linear in the clusters")
    expect(contradicted.get_by_test_id("evidence")).to_have_text("1:01 you said")
    page.get_by_role("link", name="Something was left out of the grading.").click()
    expect(page.get_by_test_id("integrity")).to_contain_text("A comment speaks to a grader.")
    expect(page.get_by_test_id("integrity")).to_be_visible()
    stays = page.get_by_test_id("phase-chart").locator("svg.stay").all()
    boxes = [box for stay in stays if (box := stay.bounding_box())]
    assert len(boxes) == 4
    for one, two in pairwise(boxes):
        assert abs(one["x"] + one["width"] - two["x"]) < 2
    page.screenshot(path=keep / "debrief.png", full_page=True)


def test_the_debrief_page_prints_no_identifier(page: Page, shared_server: Server, recording: str) -> None:
    debrief = json.loads(shared_server.request(f"/api/sessions/{recording}/debrief"))
    criteria = [criterion for dimension in debrief["dimensions"] for criterion in dimension["criteria"]]
    named = [*criteria, *debrief["overall"]["gates"], *debrief["facts"], *debrief["follow_ups"], *debrief["signals"]]
    for number, each in enumerate(named):
        each["id"] = f"inner{number}id"
    for number, check in enumerate(debrief["checks"]):
        check["name"] = f"inner{number}check"
    for practice in debrief["practice"]:
        practice |= {"question_id": "inner0question", "criteria": ["inner0id"]}
    debrief["overall"]["gates"] = [
        gate | {"fired": True, "effect": "At most hire."} for gate in debrief["overall"]["gates"]
    ]
    page.route(f"**/api/sessions/{recording}/debrief", lambda route: route.fulfill(json=debrief))
    page.goto(shared_server.entry)
    visit(page, shared_server, (f"/session/{recording}/debrief", "overall"))
    page.evaluate("document.querySelectorAll('main details').forEach((details) => { details.open = true })")
    shown = page.get_by_test_id("debrief-page").inner_text()
    assert "At most hire." in shown
    assert re.findall(r"inner\d+\w+", shown) == []
    assert re.findall(r"#\d+", shown) == []
