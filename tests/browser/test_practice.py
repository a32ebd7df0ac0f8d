"""Practice at the page: it is chosen beside the length, the coach is told apart, and a part is tried again."""

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.server_process import Server

QUESTION = "kmeans-lloyd"


def test_practice_is_chosen_coached_tried_again_and_named_in_the_debrief(server: Server, page: Page, keep: Path):
    page.goto(server.entry)
    page.get_by_test_id("sitting-mode").select_option("practice")
    expect(page.get_by_test_id("mode-note")).to_contain_text("coach")
    page.screenshot(path=keep / "start.png")
    page.get_by_test_id(f"start-{QUESTION}").click()
    expect(page.get_by_test_id("practice")).to_be_visible()
    coach = page.locator('[data-testid="turn-interviewer"][data-move="coach"]')
    expect(coach).to_have_count(1)
    expect(coach.first).to_contain_text("Coach")
    page.get_by_test_id("move-on").click()
    phase = page.get_by_test_id("phase")
    expect(phase).to_have_attribute("data-phase", "plan")
    page.get_by_test_id("hint").click()
    expect(page.get_by_test_id("hint-cost")).to_contain_text("costs nothing")
    page.get_by_test_id("hint-cancel").click()
    page.get_by_test_id("retry").click()
    expect(page.get_by_test_id("retry-code")).to_have_count(0)
    page.screenshot(path=keep / "retry.png")
    page.get_by_test_id("retry-clarify").click()
    expect(phase).to_have_attribute("data-phase", "clarify")
    page.screenshot(path=keep / "again.png")
    page.get_by_test_id("end").click()
    page.get_by_test_id("end-confirm").click()
    page.get_by_test_id("to-debrief").click()
    expect(page.get_by_test_id("was-practice")).to_contain_text("One part was tried again")


def test_an_interview_has_no_coach_and_no_way_back(server: Server, page: Page):
    page.goto(server.entry)
    page.get_by_test_id(f"start-{QUESTION}").click()
    expect(page.get_by_test_id("turn-interviewer").first).to_be_visible()
    expect(page.get_by_test_id("retry")).to_have_count(0)
    expect(page.locator('[data-move="coach"]')).to_have_count(0)
