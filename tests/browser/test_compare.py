"""Two attempts side by side: reached by keyboard and by choice, of one question and of two, whole and broken."""

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from question_bank.load import Bank, load_bank
from tests.acceptance.played_sessions import archive_of
from tests.browser.conftest import ROOT
from tests.browser.server_process import Server

AXE = ROOT / "web" / "node_modules" / "axe-core" / "axe.min.js"
SAT = {
    "weak-kmeans": ("weak", "kmeans-lloyd", "2026-01-10", "mock"),
    "softmax": ("average", "softmax-stable", "2026-01-12", "practice"),
    "churn": ("hint_seeker", "churn-prediction", "2026-01-15", "mock"),
    "strong-kmeans": ("strong", "kmeans-lloyd", "2026-01-20", "mock"),
}
OLDER, NEWER = "weak-kmeans", "strong-kmeans"


@cache
def bank() -> Bank:
    return load_bank()


@pytest.fixture(scope="module")
def compared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    running = Server(tmp_path_factory.mktemp("compare"))
    for session_id, (name, question_id, day, mode) in SAT.items():
        content = archive_of(bank(), name, question_id, session_id, f"{day}T10:00:00Z", mode)
        running.request("/api/sessions/import", content, "application/x-ndjson")
    yield running
    running.kill()


def debrief_of(server: Server, session_id: str) -> dict[str, Any]:
    debrief: dict[str, Any] = json.loads(server.request(f"/api/sessions/{session_id}/debrief"))
    return debrief


def visit(page: Page, server: Server, one: str, two: str, landmark: str = "compare-page") -> None:
    page.goto(server.entry)
    page.goto(f"{server.url}/compare/{one}/{two}")
    expect(page.get_by_test_id(landmark)).to_be_visible()


def barriers(page: Page) -> list[str]:
    """What axe finds that keeps somebody out."""
    if not AXE.exists():
        pytest.skip("axe-core is not installed (cd web && npm ci)")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    report = page.evaluate("axe.run(document, { resultTypes: ['violations'] })")
    return [f"{each['id']}: {node['html'][:120]}" for each in report["violations"] for node in each["nodes"]]


def unfold(page: Page) -> None:
    page.evaluate("document.querySelectorAll('main details').forEach((details) => { details.open = true })")


def tab_to(page: Page, test_id: str) -> None:
    wanted = page.get_by_test_id(test_id)
    for _ in range(60):
        if wanted.count() and wanted.evaluate("(element) => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    pytest.fail(f"{test_id} is not reached by Tab")


def test_another_attempt_is_chosen_from_the_debrief_by_keyboard_alone(page: Page, compared: Server) -> None:
    page.goto(compared.entry)
    page.goto(f"{compared.url}/session/{NEWER}/debrief")
    expect(page.get_by_test_id("overall")).to_be_visible()
    tab_to(page, "compare-with")
    page.keyboard.press("Enter")
    choices = page.get_by_test_id("compare-choices")
    expect(choices.get_by_role("heading").nth(1)).to_have_text("The same question")
    expect(choices.get_by_role("link")).to_have_count(len(SAT) - 1)
    expect(choices.get_by_role("link").first).to_have_attribute("data-testid", f"compare-{OLDER}")
    page.keyboard.press("Escape")
    expect(choices).to_have_count(0)
    expect(page.get_by_test_id("compare-with")).to_be_focused()
    page.keyboard.press("Enter")
    expect(choices.get_by_role("link").first).to_be_visible()
    tab_to(page, f"compare-{OLDER}")
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("compare-page")).to_be_visible()
    assert page.url.endswith(f"/compare/{OLDER}/{NEWER}")
    assert page.title().startswith("Two attempts")


def test_what_the_debriefs_hold_is_what_is_compared(page: Page, compared: Server) -> None:
    older, newer = debrief_of(compared, OLDER), debrief_of(compared, NEWER)
    # The newer one first: the page brings them into order.
    visit(page, compared, NEWER, OLDER)
    expect(page.get_by_test_id("attempt-older")).to_have_attribute(
        "data-recommendation", older["overall"]["recommendation"]
    )
    expect(page.get_by_test_id("attempt-newer")).to_have_attribute(
        "data-recommendation", newer["overall"]["recommendation"]
    )
    for before, after in zip(older["dimensions"], newer["dimensions"], strict=True):
        row = page.get_by_test_id(f"level-{after['id']}")
        expect(row).to_have_attribute("data-older", str(before["level"]))
        expect(row).to_have_attribute("data-newer", str(after["level"]))
        dots = {which: row.locator(f"circle.{which}").bounding_box() for which in ("older", "newer")}
        assert dots["older"]
        assert dots["newer"]
        assert (dots["newer"]["x"] > dots["older"]["x"]) == (after["level"] > before["level"])
    unfold(page)
    grades = {c["id"]: c["grade"] for dimension in older["dimensions"] for c in dimension["criteria"]}
    risen = [
        c["id"]
        for dimension in newer["dimensions"]
        for c in dimension["criteria"]
        if c["grade"] is not None and grades[c["id"]] is not None and c["grade"] > grades[c["id"]]
    ]
    assert risen
    up = page.get_by_test_id("criteria-up")
    expect(up.locator("[data-testid^=moved-]")).to_have_count(len(risen))
    for criterion in risen:
        expect(up.get_by_test_id(f"moved-{criterion}")).to_have_count(1)
    runs = [run for run in newer["runs"] if run["purpose"] == "submit" and run["verdict"] == "passed"]
    first_pass = page.get_by_test_id("figure-first-full-pass")
    expect(first_pass.get_by_role("link")).to_have_attribute("href", f"/session/{NEWER}/replay#{runs[0]['seq']}")
    expect(first_pass).to_contain_text("never")
    passed = {side: {c["name"] for c in d["checks"] if c["last"] == "passed"} for side, d in
              (("older", older), ("newer", newer))}  # fmt: skip
    only = page.get_by_test_id("checks-newer-only").locator("tbody tr")
    shown = {row.get_attribute("data-testid") for row in only.all()}
    assert shown == {f"check-{name}" for name in passed["newer"] - passed["older"]}


def test_evidence_of_either_side_leads_to_its_own_recording(page: Page, compared: Server) -> None:
    visit(page, compared, OLDER, NEWER)
    for side, session_id in (("older", OLDER), ("newer", NEWER)):
        link = page.get_by_test_id("criteria-up").get_by_test_id(f"criterion-{side}").get_by_test_id("evidence").first
        seq = link.get_attribute("data-seq")
        link.click()
        expect(page.get_by_test_id("replay")).to_have_attribute("data-seq", str(seq))
        assert page.url.endswith(f"/session/{session_id}/replay#{seq}")
        page.go_back()
        expect(page.get_by_test_id("compare-page")).to_be_visible()


def test_both_timelines_have_one_scale_and_lead_into_the_replay(page: Page, compared: Server) -> None:
    older, newer = debrief_of(compared, OLDER)["session"], debrief_of(compared, NEWER)["session"]
    visit(page, compared, OLDER, NEWER)
    ends = {}
    for side in ("older", "newer"):
        boxes = [mark.bounding_box() for mark in page.get_by_test_id(f"timeline-{side}").locator("g.mark").all()]
        ends[side] = max(box["x"] + box["width"] / 2 for box in boxes if box)
    frame = page.get_by_test_id("timeline-older").get_by_test_id("timeline").bounding_box()
    assert frame
    ratio = (ends["newer"] - frame["x"]) / (ends["older"] - frame["x"])
    assert ratio == pytest.approx(newer["duration_ms"] / older["duration_ms"], abs=0.02)
    submit = page.get_by_test_id("timeline-newer").locator("g.mark.submit").last
    seq = submit.get_attribute("data-seq")
    submit.click()
    expect(page.get_by_test_id("replay")).to_have_attribute("data-seq", str(seq))


def test_the_code_of_both_is_shown_side_by_side(page: Page, compared: Server) -> None:
    visit(page, compared, OLDER, NEWER)
    code = page.get_by_test_id("code-compared")
    code.scroll_into_view_if_needed()
    for name, session_id in (("Code of the older one", OLDER), ("Code of the newer one", NEWER)):
        shown = code.get_by_role("textbox", name=name)
        expect(shown).to_be_visible()
        last = debrief_of(compared, session_id)["last_code"].rstrip().splitlines()[-1].strip()
        expect(shown).to_contain_text(last)
    assert code.locator(".cm-changedLine").count() > 0


def test_of_different_questions_only_what_can_be_compared_is(page: Page, compared: Server) -> None:
    visit(page, compared, "softmax", "churn")
    notes = page.get_by_test_id("notes")
    expect(notes).to_contain_text("different questions")
    expect(notes).to_contain_text("different kinds (operation, end to end)")
    expect(notes).to_contain_text("The older one was practice")
    expect(notes).to_contain_text(re.compile(r"planned for \d+ min, the newer one for \d+ min"))
    expect(page.get_by_test_id("checks-compared")).to_have_count(0)
    expect(page.get_by_test_id("code-compared")).to_have_count(0)
    expect(page.get_by_test_id("levels-compared").locator("tbody tr")).to_have_count(5)
    expect(page.get_by_test_id("phases-compared").locator("tbody tr").first).to_be_visible()
    expect(page.get_by_test_id("figure-facts").locator("td").last).to_be_empty()
    expect(page.get_by_test_id("figure-hints")).to_contain_text("free in practice")


def test_two_sessions_are_chosen_from_the_list_of_progress(page: Page, compared: Server) -> None:
    page.goto(compared.entry)
    page.goto(f"{compared.url}/progress")
    page.get_by_test_id("all-sessions-fold").locator("summary").click()
    status = page.get_by_test_id("compare-two").get_by_role("status")
    expect(status).to_have_text("Choose two sessions to see them side by side.")
    page.get_by_test_id(f"choose-{NEWER}").check()
    expect(status).to_have_text("Choose one more.")
    expect(page.get_by_test_id("compare-chosen")).to_have_count(0)
    page.get_by_test_id("choose-churn").check()
    expect(page.get_by_test_id(f"choose-{OLDER}")).to_be_disabled()
    page.get_by_test_id("choose-churn").uncheck()
    page.get_by_test_id(f"choose-{OLDER}").check()
    page.get_by_test_id("compare-chosen").click()
    expect(page.get_by_test_id("compare-page")).to_be_visible()
    assert page.url.endswith(f"/compare/{OLDER}/{NEWER}")


def test_one_session_named_twice_is_offered_another(page: Page, compared: Server) -> None:
    visit(page, compared, NEWER, NEWER, "not-compared")
    expect(page.get_by_role("heading", level=1)).to_have_text("That is one session, named twice")
    page.get_by_test_id("compare-with").click()
    page.get_by_test_id(f"compare-{OLDER}").click()
    expect(page.get_by_test_id("compare-page")).to_be_visible()


def test_an_unknown_session_is_named_and_the_other_kept(browser: Browser, compared: Server) -> None:
    # A page of its own: the browser notes the refused requests in the console.
    page = browser.new_context().new_page()
    visit(page, compared, "no-such-session", NEWER, "not-compared")
    trouble = page.get_by_test_id("trouble")
    expect(trouble).to_have_count(1)
    expect(trouble).to_have_attribute("data-session", "no-such-session")
    expect(trouble).to_contain_text("There is no session 'no-such-session' here.")
    expect(page.get_by_test_id("readable").get_by_role("link")).to_have_attribute("href", f"/session/{NEWER}/debrief")
    page.context.close()


def test_an_interview_that_goes_on_is_not_compared_until_it_has_ended(browser: Browser, compared: Server) -> None:
    made = json.loads(compared.request("/api/sessions", b'{"question_id": "kmeans-lloyd"}'))["session_id"]
    context = browser.new_context()
    sitting, page = context.new_page(), context.new_page()
    sitting.goto(compared.entry)
    sitting.goto(f"{compared.url}/session/{made}")
    expect(sitting.get_by_test_id("turn-interviewer").first).to_be_visible()
    visit(page, compared, OLDER, made, "not-compared")
    expect(page.get_by_test_id("trouble")).to_contain_text("still going on")
    expect(page.get_by_test_id("continue")).to_have_attribute("href", f"/session/{made}")
    # It is not offered as a choice either.
    page.get_by_test_id("compare-with").click()
    expect(page.get_by_test_id(f"compare-{NEWER}")).to_be_visible()
    expect(page.get_by_test_id(f"compare-{made}")).to_have_count(0)
    context.close()


def test_a_debrief_that_cannot_be_made_is_said_and_can_be_tried_again(browser: Browser, compared: Server) -> None:
    page = browser.new_context().new_page()
    refusal = {"error": {"code": "question_missing", "message": "This session is about a question that is not here."}}
    page.route(f"**/api/sessions/{OLDER}/debrief", lambda route: route.fulfill(status=409, json=refusal))
    visit(page, compared, OLDER, NEWER, "not-compared")
    expect(page.get_by_test_id("trouble")).to_contain_text("This session is about a question that is not here.")
    page.unroute(f"**/api/sessions/{OLDER}/debrief")
    page.get_by_test_id("failure-retry").click()
    expect(page.get_by_test_id("compare-page")).to_be_visible()
    page.context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_barrier_that_axe_finds(scheme: str, browser: Browser, compared: Server, keep: Path) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 800}, color_scheme=scheme, reduced_motion="reduce")
    page = context.new_page()
    found = {}
    for name, (one, two, landmark) in {
        "same": (OLDER, NEWER, "compare-page"),
        "different": ("softmax", "churn", "compare-page"),
        "twice": (OLDER, OLDER, "not-compared"),
    }.items():
        visit(page, compared, one, two, landmark)
        page.wait_for_timeout(250)
        page.screenshot(path=keep / f"{name}.png", full_page=True)
        unfold(page)
        found[name] = barriers(page)
    page.get_by_test_id("compare-with").click()
    expect(page.get_by_test_id("compare-choices").get_by_role("link").first).to_be_visible()
    found["choices"] = barriers(page)
    context.close()
    assert found == {"same": [], "different": [], "twice": [], "choices": []}


@pytest.mark.parametrize("width", [1280, 820, 390])
def test_the_page_does_not_scroll_sideways(width: int, page: Page, compared: Server, keep: Path) -> None:
    page.set_viewport_size({"width": width, "height": 1100})
    visit(page, compared, OLDER, NEWER)
    unfold(page)
    page.wait_for_timeout(250)
    page.screenshot(path=keep / f"{width}.png", full_page=True)
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0


def test_on_paper_everything_is_open_and_the_code_is_whole(page: Page, compared: Server, keep: Path) -> None:
    visit(page, compared, OLDER, NEWER)
    (keep / "compare.pdf").write_bytes(page.pdf(format="A4"))
    page.set_viewport_size({"width": 794, "height": 1123})
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.screenshot(path=keep / "paper.png", full_page=True)
    expect(page.get_by_test_id("checks-both").locator("table")).to_be_visible()
    expect(page.get_by_test_id("print")).to_be_hidden()
    pieces = page.get_by_test_id("code-compared").locator("pre")
    expect(pieces).to_have_count(2)
    assert pieces.nth(1).inner_text().strip() == debrief_of(compared, NEWER)["last_code"].strip()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(page.get_by_test_id("checks-both").locator("table")).to_be_hidden()
