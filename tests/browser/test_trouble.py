"""Networks fail and pages are reloaded; nothing is lost and nothing is said twice."""

import re

from playwright.sync_api import BrowserContext, Page, expect

from question_bank.load import load_bank
from tests.browser.candidate_at_the_page import CandidateAtThePage
from tests.browser.server_process import Server

SLOW = "import time\n\nprint('begun', flush=True)\ntime.sleep(2)\nprint('done')\n"


def test_a_reload_in_the_middle_of_a_run_shows_its_end_once(page: Page, shared_server: Server) -> None:
    candidate = CandidateAtThePage(page, load_bank().get("kmeans-lloyd"))
    candidate.start(shared_server.entry)
    candidate.reach("code")
    candidate.write(SLOW)
    page.keyboard.press("ControlOrMeta+Enter")
    expect(page.get_by_test_id("run-busy")).to_be_visible()
    page.wait_for_timeout(300)
    page.reload()
    expect(page.get_by_test_id("run-busy")).to_be_visible()
    expect(page.get_by_test_id("run-busy")).to_be_hidden(timeout=60_000)
    expect(page.get_by_test_id("run-summary")).to_be_visible()
    expect(page.get_by_test_id("note-run")).to_have_count(1)
    page.get_by_test_id("tab-output").click()
    expect(page.get_by_test_id("stdout")).to_contain_text("done")


def test_what_is_typed_and_said_while_offline_arrives_once(
    context: BrowserContext, page: Page, shared_server: Server
) -> None:
    # Chromium's offline switch leaves open sockets alone, so the connection is cut by hand as well.
    page.add_init_script(
        "window.__sockets = []; const Real = window.WebSocket;"
        "window.WebSocket = class extends Real { constructor(...all) { super(...all); window.__sockets.push(this); } };"
    )
    candidate = CandidateAtThePage(page, load_bank().get("kmeans-lloyd"))
    session_id = candidate.start(shared_server.entry)
    candidate.write("a = 1\n")
    connection = page.get_by_test_id("connection")
    context.set_offline(True)
    page.evaluate("window.__sockets.forEach((socket) => socket.close())")
    expect(connection).to_have_attribute("data-state", re.compile("lost|connecting"))
    candidate.editor.click()
    page.keyboard.press("ControlOrMeta+End")
    page.keyboard.type("b = 2  # typed offline")
    page.get_by_test_id("composer").fill("Said while offline.")
    page.get_by_test_id("composer").press("Enter")
    expect(page.get_by_test_id("turn-unsent")).to_contain_text("Said while offline.")
    context.set_offline(False)
    expect(connection).to_have_attribute("data-state", "live", timeout=30_000)
    expect(connection).to_have_attribute("data-saved", "true", timeout=30_000)
    expect(page.get_by_test_id("turn-unsent")).to_have_count(0)
    assert candidate.code().count("typed offline") == 1
    expect(page.get_by_test_id("turn-candidate")).to_have_count(1)
    archive = shared_server.request(f"/api/sessions/{session_id}/export").decode()
    assert archive.count("Said while offline.") == 1
    page.reload()
    candidate.until(lambda: candidate.code().count("typed offline") == 1, "the code after a reload")
