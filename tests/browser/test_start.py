"""The start page: going on, being interviewed on what helps most, choosing; by keyboard, and when things are broken."""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from question_bank.load import Bank, load_bank
from tests.acceptance.played_sessions import archive_of
from tests.browser.conftest import ROOT
from tests.browser.server_process import Server

AXE = ROOT / "web" / "node_modules" / "axe-core" / "axe.min.js"
WEAK = [
    ("weak", "kmeans-lloyd", "2026-01-10", "mock"),
    ("weak", "conv2d-naive", "2026-01-15", "mock"),
    ("strong", "softmax-stable", "2026-01-17", "practice"),
]


@cache
def bank() -> Bank:
    return load_bank()


def take_in(server: Server, rows: list[tuple[str, str, str, str]]) -> None:
    for name, question_id, day, mode in rows:
        content = archive_of(bank(), name, question_id, f"sat-{question_id}", f"{day}T10:00:00Z", mode)
        server.request("/api/sessions/import", content, "application/x-ndjson")


def begin(server: Server, question_id: str) -> str:
    made = json.loads(server.request("/api/sessions", json.dumps({"question_id": question_id}).encode()))
    session_id: str = made["session_id"]
    return session_id


@pytest.fixture(scope="module")
def used_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Two weak sessions, one strong one, and two that are open."""
    running = Server(tmp_path_factory.mktemp("start"))
    take_in(running, WEAK)
    begin(running, "churn-prediction")
    begin(running, "pca")
    # Graded once, so that no test waits for it.
    running.request("/api/what-next")
    yield running
    running.kill()


def shown(page: Page) -> list[str]:
    return [name or "" for name in (row.get_attribute("data-testid") for row in page.locator(".question").all())]


def barriers(page: Page) -> list[str]:
    if not AXE.exists():
        pytest.skip("axe-core is not installed (cd web && npm ci)")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    report = page.evaluate("axe.run(document, { resultTypes: ['violations'] })")
    return [f"{each['id']}: {node['html'][:120]}" for each in report["violations"] for node in each["nodes"]]


def tab_to(page: Page, test_id: str) -> None:
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement?.dataset?.testid ?? ''") == test_id:
            return
    pytest.fail(f"Tab does not lead to {test_id}")


# Go on


def test_what_was_left_last_is_on_top_and_one_press_continues_it(page: Page, used_server: Server, keep: Path) -> None:
    page.goto(used_server.entry)
    listed = json.loads(used_server.request("/api/sessions"))
    newest = next(row for row in listed if row["ending"] is None)
    card = page.get_by_test_id(f"session-{newest['id']}")
    expect(card).to_contain_text("Continue where you were")
    expect(card).to_contain_text("Principal component analysis")
    expect(card.get_by_test_id("standing")).to_contain_text("min left")
    expect(card.get_by_test_id("standing")).to_contain_text("left just now")
    expect(page.get_by_test_id("sessions").get_by_test_id("continue")).to_have_count(1)
    page.screenshot(path=keep / "continue.png")
    card.get_by_test_id("continue").click()
    expect(page.get_by_test_id("turn-interviewer").first).to_be_visible()
    assert page.url.endswith(f"/session/{newest['id']}")


def test_a_session_that_cannot_be_continued_says_why(browser: Browser, used_server: Server) -> None:
    page = browser.new_context().new_page()
    refusal = {"error": {"code": "session_unusable", "message": "Its question is not here any more."}}
    page.route("**/standing", lambda route: route.fulfill(status=409, json=refusal))
    page.goto(used_server.entry)
    expect(page.get_by_test_id("standing")).to_have_text("Its question is not here any more.")
    expect(page.get_by_test_id("suggestion")).to_be_visible()
    page.context.close()


# Be interviewed


def test_the_first_time_two_sentences_and_one_button(page: Page, server: Server, keep: Path) -> None:
    page.goto(server.entry)
    expect(page.get_by_test_id("welcome").get_by_role("heading")).to_be_visible()
    expect(page.get_by_test_id("suggestion-why")).to_contain_text("a good one to begin with")
    expect(page.get_by_test_id("no-sessions")).to_be_visible()
    page.screenshot(path=keep / "first.png")
    assert barriers(page) == []
    question_id = page.get_by_test_id("suggestion").get_attribute("data-question")
    tab_to(page, "interview-me")
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("turn-interviewer").first).to_be_visible()
    begun = json.loads(server.request("/api/sessions"))[0]
    assert (begun["question_id"], begun["mode"]) == (question_id, "mock")
    assert bank().get(begun["question_id"]).minutes == begun["length_minutes"]


def test_after_weak_sessions_it_says_what_was_weak_and_there_is_another(page: Page, used_server: Server) -> None:
    found = json.loads(used_server.request("/api/what-next"))
    first, second = found["suggestions"][:2]
    page.goto(used_server.entry)
    why = page.get_by_test_id("suggestion-why")
    expect(page.get_by_test_id("suggestion")).to_have_attribute("data-question", first["question_id"])
    expect(why).to_have_text(f"{first['why']} {found['mind']}".strip())
    assert "due since" in first["why"]
    page.get_by_test_id("another").click()
    expect(page.get_by_test_id("suggestion")).to_have_attribute("data-question", second["question_id"])
    expect(why).to_contain_text(second["why"])
    assert {"pca", "churn-prediction"}.isdisjoint(each["question_id"] for each in found["suggestions"])


def test_mode_and_length_are_chosen_once_and_remembered(page: Page, server: Server) -> None:
    page.goto(server.entry)
    page.get_by_test_id("sitting-mode").select_option("practice")
    page.get_by_test_id("sitting-length").select_option("25")
    expect(page.get_by_test_id("suggestion-facts")).to_contain_text("25 min · Practice")
    expect(page.get_by_test_id("start-kmeans-lloyd")).to_have_text("Start 25 min")
    page.reload()
    expect(page.get_by_test_id("suggestion-facts")).to_contain_text("25 min · Practice")
    page.get_by_test_id("start-kmeans-lloyd").click()
    expect(page.get_by_test_id("practice")).to_be_visible()
    begun = json.loads(server.request("/api/sessions"))[0]
    assert (begun["question_id"], begun["mode"], begun["length_minutes"]) == ("kmeans-lloyd", "practice", 25)


# Choose


def test_filters_by_keyboard_combine_and_stay_when_one_comes_back(page: Page, used_server: Server) -> None:
    page.goto(used_server.entry)
    expect(page.get_by_test_id("question-count")).to_have_text(f"{len(bank().all())} questions")
    tab_to(page, "question-search")
    page.keyboard.type("attention ")
    tab_to(page, "kind-operation")
    page.keyboard.press("Enter")
    tab_to(page, "filter-difficulty")
    page.keyboard.type("Easy")
    expected = {
        f"question-{each.id}"
        for each in bank().all()
        if each.kind == "operation"
        and each.difficulty == "easy"
        and "attention" in f"{each.title} {each.topic} {each.summary}".lower()
    }
    expect(page.locator(".question")).to_have_count(len(expected))
    assert set(shown(page)) == expected
    expect(page.get_by_test_id("question-search")).to_have_value("attention ")
    expect(page).to_have_url(f"{used_server.url}/?words=attention+&kind=operation&difficulty=easy")
    page.reload()
    expect(page.locator(".question")).to_have_count(len(expected))
    page.get_by_test_id("nav-grading").click()
    expect(page.get_by_test_id("grading")).to_be_visible()
    page.go_back()
    expect(page.get_by_test_id("filter-difficulty")).to_have_value("easy")
    assert set(shown(page)) == expected
    tab_to(page, "clear")
    page.keyboard.press("Enter")
    expect(page.locator(".question")).to_have_count(len(bank().all()))
    expect(page).to_have_url(f"{used_server.url}/")


def test_the_order_is_the_recommended_one_or_the_chosen_one(page: Page, used_server: Server) -> None:
    page.goto(used_server.entry)
    expect(page.get_by_role("heading", name="Recommended now")).to_be_visible()
    recommended = [each["question_id"] for each in json.loads(used_server.request("/api/what-next"))["suggestions"]]
    assert shown(page)[: len(recommended)] == [f"question-{name}" for name in recommended]
    page.get_by_test_id("sort").select_option("shortest")
    expect(page.get_by_role("heading", name="10 minutes")).to_be_visible()
    minutes = [bank().get(name.removeprefix("question-")).minutes for name in shown(page)]
    assert minutes == sorted(minutes)
    assert len(minutes) == len(bank().all())


def test_a_row_says_how_it_went_and_opens_to_what_one_may_know(page: Page, used_server: Server, keep: Path) -> None:
    page.goto(f"{used_server.url}/?token={used_server.token}&words=lloyd&level=senior")
    question = bank().get("kmeans-lloyd")
    expect(page.get_by_test_id("bar-kmeans-lloyd")).to_contain_text(question.level_bar.senior)
    expect(page.get_by_test_id("past-kmeans-lloyd")).to_contain_text("weak")
    tab_to(page, "open-kmeans-lloyd")
    page.keyboard.press("Enter")
    about = page.get_by_test_id("about-kmeans-lloyd")
    expect(about).to_contain_text(question.level_bar.intern)
    expect(about.locator("pre")).to_contain_text(question.starter.strip().splitlines()[-1])
    page.screenshot(path=keep / "opened.png", full_page=True)
    assert barriers(page) == []
    assert question.prompt.strip()[:60] not in page.content()
    page.keyboard.press("Enter")
    expect(about).to_have_count(0)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [(1280, 800), (820, 1180), (390, 844)])
def test_the_full_page_has_no_barrier_and_does_not_scroll_sideways(
    scheme: str, size: tuple[int, int], browser: Browser, used_server: Server, keep: Path
) -> None:
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]}, color_scheme=scheme, reduced_motion="reduce"
    )
    page = context.new_page()
    page.goto(used_server.entry)
    expect(page.get_by_test_id("suggestion")).to_be_visible()
    page.wait_for_timeout(250)
    page.screenshot(path=keep / "full.png")
    assert barriers(page) == []
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0
    context.close()


# Broken


def test_nothing_fits_and_the_way_back_is_one_press(page: Page, used_server: Server) -> None:
    page.goto(f"{used_server.url}/?token={used_server.token}&topic=trees&words=zebra")
    expect(page.get_by_test_id("no-match")).to_contain_text("No question fits all of that.")
    page.get_by_test_id("show-all").click()
    expect(page.locator(".question")).to_have_count(len(bank().all()))


def test_without_suggestions_all_else_works_and_one_can_try_again(browser: Browser, used_server: Server) -> None:
    page = browser.new_context().new_page()
    page.route("**/api/what-next", lambda route: route.abort())
    page.goto(used_server.entry)
    expect(page.get_by_test_id("suggestion-failed")).to_contain_text("The server does not answer.")
    expect(page.get_by_test_id("start-kmeans-lloyd")).to_be_enabled()
    page.unroute("**/api/what-next")
    page.get_by_test_id("suggestion-retry").click()
    expect(page.get_by_test_id("suggestion")).to_be_visible()
    page.context.close()


def test_when_nothing_can_be_suggested_it_says_what_to_do(page: Page, used_server: Server) -> None:
    def without(route: Route) -> None:
        route.fulfill(json={**json.loads(route.fetch().body()), "suggestions": []})

    page.route("**/api/what-next", without)
    page.goto(used_server.entry)
    expect(page.get_by_test_id("nothing-suggested")).to_contain_text("choose one below all the same")
    expect(page.get_by_test_id("interview-me")).to_be_disabled()


def test_a_server_that_is_gone_is_said_and_nothing_is_lost(browser: Browser, server: Server) -> None:
    page = browser.new_context().new_page()
    page.goto(server.entry)
    expect(page.get_by_test_id("suggestion")).to_be_visible()
    server.kill()
    page.get_by_test_id("interview-me").click()
    expect(page.get_by_test_id("start-trouble")).to_contain_text("Start it again with “thinkaloud serve”")
    page.get_by_test_id("nav-grading").click()
    page.get_by_test_id("nav-start").click()
    expect(page.get_by_test_id("failure")).to_contain_text("The server does not answer.")
    server.start()
    page.get_by_test_id("failure-retry").click()
    expect(page.get_by_test_id("interview-me")).to_be_enabled()
    page.context.close()


def test_rows_do_not_move_under_a_hand_when_the_recommendations_come_late(page: Page, used_server: Server) -> None:
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/api/what-next", hold)
    page.goto(used_server.entry)
    expect(page.get_by_test_id("suggestion-waiting")).to_be_visible()
    before = shown(page)
    page.get_by_test_id("open-softmax-stable").click()
    expect(page.get_by_test_id("about-softmax-stable")).to_be_visible()
    held[0].continue_()
    expect(page.get_by_test_id("suggestion")).to_be_visible()
    assert shown(page) == before
    page.get_by_test_id("kind-operation").click()
    expect(page.get_by_role("heading", name="Recommended now")).to_be_visible()
