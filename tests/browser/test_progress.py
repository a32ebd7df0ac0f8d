"""The page of one's progress: empty, after one session, after many; in both colour schemes, by keyboard, by name."""

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from question_bank.load import Bank, load_bank
from tests.acceptance.played_sessions import archive_of
from tests.browser.conftest import ROOT
from tests.browser.server_process import Server

AXE = ROOT / "web" / "node_modules" / "axe-core" / "axe.min.js"
SAT = [
    ("weak", "kmeans-lloyd", "2026-01-10", "mock"),
    ("average", "softmax-stable", "2026-01-12", "practice"),
    ("average", "conv2d-naive", "2026-01-15", "mock"),
    ("average", "kmeans-lloyd", "2026-01-20", "mock"),
    ("strong", "adam-optimizer", "2026-01-24", "mock"),
]


@cache
def bank() -> Bank:
    return load_bank()


def take_in(server: Server, number: int) -> None:
    name, question_id, day, mode = SAT[number]
    content = archive_of(bank(), name, question_id, f"session{number}", f"{day}T10:00:00Z", mode)
    server.request("/api/sessions/import", content, "application/x-ndjson")


@pytest.fixture(scope="module")
def full_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    running = Server(tmp_path_factory.mktemp("progress"))
    for number in range(len(SAT)):
        take_in(running, number)
    yield running
    running.kill()


def visit(page: Page, server: Server) -> None:
    page.goto(server.entry)
    page.get_by_test_id("nav-progress").click()
    expect(page.get_by_test_id("progress-page")).to_be_visible()


def serious(page: Page) -> list[str]:
    """What axe finds that keeps somebody out."""
    if not AXE.exists():
        pytest.skip("axe-core is not installed (cd web && npm ci)")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    report = page.evaluate("axe.run(document, { resultTypes: ['violations'] })")
    return [f"{each['id']}: {node['html'][:120]}" for each in report["violations"] for node in each["nodes"]]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_many_sessions_are_shown_without_a_barrier(
    scheme: str, browser: Browser, full_server: Server, keep: Path
) -> None:
    context = browser.new_context(viewport={"width": 1440, "height": 900}, color_scheme=scheme, reduced_motion="reduce")
    page = context.new_page()
    visit(page, full_server)
    page.get_by_test_id("all-sessions-fold").locator("summary").click()
    page.get_by_test_id("how-computed").locator("summary").click()
    page.wait_for_timeout(250)
    page.screenshot(path=keep / "full.png", full_page=True)
    assert serious(page) == []
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_before_the_first_session_there_is_something_to_begin_with(
    scheme: str, browser: Browser, server: Server, keep: Path
) -> None:
    context = browser.new_context(viewport={"width": 1440, "height": 900}, color_scheme=scheme, reduced_motion="reduce")
    page = context.new_page()
    visit(page, server)
    page.wait_for_timeout(250)
    page.screenshot(path=keep / "empty.png", full_page=True)
    expect(page.get_by_test_id("progress-empty")).to_contain_text("You have not sat a session yet.")
    expect(page.get_by_test_id("next-step")).to_have_count(3)
    expect(page.get_by_role("heading", name="Five dimensions")).to_have_count(0)
    assert serious(page) == []
    context.close()


def test_what_the_server_found_is_what_is_shown(page: Page, full_server: Server) -> None:
    report = json.loads(full_server.request("/api/progress"))
    visit(page, full_server)
    assert page.title().startswith("Your progress")
    expect(page.get_by_test_id("nav-progress")).to_have_attribute("aria-current", "page")
    for dimension in report["dimensions"]:
        card = page.get_by_test_id(f"progress-{dimension['id']}")
        expect(card).to_contain_text(f"{dimension['estimate']['mean']:.1f}")
        levels = ", ".join(str(point["level"]) for point in dimension["seen"])
        chart = card.get_by_role("img", name=re.compile(re.escape(levels)))
        expect(chart).to_be_visible()
        assert chart.locator("circle").count() == len(dimension["seen"])
        assert chart.locator("circle.practice").count() == sum(
            point["mode"] == "practice" for point in dimension["seen"]
        )
    shown = page.get_by_test_id("progress-topics").locator("tbody th").all_inner_texts()
    assert shown == [topic["topic"] for topic in report["topics"]]
    expect(page.get_by_test_id("topic-clustering")).to_contain_text("Jan 21, 2026 due")
    assert report["n_counted"] == len(SAT)
    expect(page.get_by_test_id("progress-page")).to_contain_text("1 in practice, which counts half.")


def test_dots_lie_where_their_level_is_and_the_band_goes_along(page: Page, full_server: Server) -> None:
    visit(page, full_server)
    report = json.loads(full_server.request("/api/progress"))
    seen = report["dimensions"][0]["seen"]
    chart = page.get_by_test_id(f"progress-{report['dimensions'][0]['id']}").get_by_role("img")
    ticks = {text.text_content(): text.bounding_box() for text in chart.locator("text.tick").all()}
    boxes = [dot.bounding_box() for dot in chart.locator("circle").all()]
    for point, box in zip(seen, boxes, strict=True):
        tick = ticks[str(point["level"])]
        assert box
        assert tick
        assert abs((box["y"] + box["height"] / 2) - (tick["y"] + tick["height"] / 2)) < 5
    xs = [box["x"] for box in boxes if box]
    assert xs == sorted(xs)
    frame, band = chart.bounding_box(), chart.locator("polygon.band").bounding_box()
    assert frame
    assert band
    assert band["x"] >= frame["x"]
    assert band["x"] + band["width"] <= frame["x"] + frame["width"]


def test_one_session_is_welcomed_and_its_margins_are_wide(page: Page, server: Server, keep: Path) -> None:
    take_in(server, 2)
    visit(page, server)
    expect(page.get_by_test_id("progress-one")).to_contain_text("One session is a beginning")
    expect(page.get_by_test_id("progress-code")).to_contain_text("Too few sessions to tell a trend")
    page.wait_for_timeout(250)
    page.screenshot(path=keep / "one.png", full_page=True)
    assert serious(page) == []


def test_a_question_is_started_by_keyboard_alone(page: Page, server: Server) -> None:
    take_in(server, 0)
    visit(page, server)
    start = page.get_by_test_id("next-step").get_by_role("button").first
    name = start.get_attribute("aria-label") or ""
    for _ in range(30):
        page.keyboard.press("Tab")
        if start.evaluate("(button) => button === document.activeElement"):
            break
    else:
        pytest.fail("the button is not reached by Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("turn-interviewer").first).to_be_visible()
    listed = json.loads(server.request("/api/sessions"))
    assert name == f"Start {listed[0]['question_title']}"
    # The one that is going on is named and not graded.
    page.get_by_test_id("nav-progress").click()
    page.get_by_test_id("all-sessions-fold").locator("summary").click()
    expect(page.get_by_test_id("not-read")).to_contain_text(f"{listed[0]['question_title']} It has not ended.")


def test_a_refused_start_is_said_and_nothing_is_lost(browser: Browser, full_server: Server) -> None:
    page = browser.new_context().new_page()
    visit(page, full_server)
    refusal = {"error": {"code": "stopping", "message": "The server is stopping."}}
    page.route("**/api/sessions", lambda route: route.fulfill(status=503, json=refusal))
    page.get_by_test_id("next-step").get_by_role("button").first.click()
    expect(page.get_by_test_id("progress-trouble")).to_have_text("The server is stopping.")
    expect(page.get_by_test_id("next-step").get_by_role("button").first).to_be_enabled()
    page.context.close()


@pytest.mark.parametrize("size", [(1440, 900), (820, 1100), (390, 844)])
def test_the_page_does_not_scroll_sideways(size: tuple[int, int], page: Page, full_server: Server, keep: Path) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.goto(full_server.entry)
    page.goto(f"{full_server.url}/progress")
    expect(page.get_by_test_id("progress-page")).to_be_visible()
    page.get_by_test_id("all-sessions-fold").locator("summary").click()
    page.wait_for_timeout(250)
    page.screenshot(path=keep / f"{size[0]}.png", full_page=True)
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0
