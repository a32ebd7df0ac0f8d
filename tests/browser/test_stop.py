"""A run that is going can be seen and stopped, by mouse and by keyboard; and own tests are shown one by one."""

import json
import re
from pathlib import Path

from playwright.sync_api import Page, WebSocketRoute, expect

from question_bank.load import load_bank
from tests.browser.candidate_at_the_page import RUN_MS, CandidateAtThePage
from tests.browser.server_process import Server

ENDLESS = "print('begun', flush=True)\nwhile True:\n    pass\n"
OWN_TESTS = """
import numpy as np


def kmeans(points, centroids, n_iterations=100):
    return centroids, np.zeros(len(points), dtype=int)


def test_keeps_the_shape():
    assert kmeans(np.ones((4, 2)), np.ones((2, 2)))[0].shape == (2, 2)


def test_finds_two_groups():
    labels = kmeans(np.array([[0.0], [9.0]]), np.array([[0.0], [9.0]]))[1]
    assert labels.tolist() == [0, 1]
"""


def begin(page: Page, server: Server, question_id: str = "kmeans-lloyd") -> CandidateAtThePage:
    candidate = CandidateAtThePage(page, load_bank().get(question_id))
    candidate.start(server.entry)
    candidate.reach("code")
    return candidate


def test_an_endless_loop_is_stopped_and_the_next_run_works(page: Page, shared_server: Server, keep: Path) -> None:
    candidate = begin(page, shared_server)
    candidate.write(ENDLESS)
    page.get_by_test_id("run").click()
    expect(page.get_by_test_id("run-busy")).to_have_attribute("data-state", "running")
    expect(page.get_by_test_id("run")).to_be_disabled()
    page.screenshot(path=keep / "going.png")
    page.get_by_test_id("stop").click()
    expect(page.get_by_test_id("run-stopped")).to_be_visible(timeout=RUN_MS)
    expect(page.get_by_test_id("note-stopped")).to_have_count(1)
    page.screenshot(path=keep / "stopped.png")

    candidate.write("print('again')\n")
    candidate.run()
    page.get_by_test_id("tab-output").click()
    expect(page.get_by_test_id("stdout")).to_contain_text("again")


def test_a_run_is_stopped_by_key_and_every_page_of_the_session_sees_it(page: Page, shared_server: Server) -> None:
    candidate = begin(page, shared_server)
    candidate.write(ENDLESS)
    other = page.context.new_page()
    other.goto(page.url)
    page.keyboard.press("ControlOrMeta+Enter")
    expect(other.get_by_test_id("run-busy")).to_be_visible()
    page.keyboard.press("Alt+s")
    for one in (page, other):
        expect(one.get_by_test_id("run-stopped")).to_be_visible(timeout=RUN_MS)
    page.reload()
    expect(page.get_by_test_id("run-stopped")).to_be_visible()
    other.close()


def test_waiting_and_progress_are_shown_and_read_out_once(page: Page, shared_server: Server, keep: Path) -> None:
    """The server's words on how far a run is are put in by hand, so that each can be looked at."""
    sockets: list[WebSocketRoute] = []

    def keep_socket(socket: WebSocketRoute) -> None:
        socket.connect_to_server()
        sockets.append(socket)

    page.route_web_socket(re.compile("/socket$"), keep_socket)
    candidate = begin(page, shared_server)
    candidate.write("import time\ntime.sleep(6)\n")
    page.get_by_test_id("run").click()
    busy = page.get_by_test_id("run-busy")
    expect(busy).to_be_visible()
    candidate.until(lambda: page.get_by_test_id("connection").get_attribute("data-saved") == "true", "the request")
    log = json.loads(shared_server.request(f"/api/sessions/{page.url.rsplit('/', 1)[1]}/log"))
    seq = next(line["seq"] for line in reversed(log["envelopes"]) if line["event"]["type"] == "run_requested")

    def tell(**how_far: object) -> None:
        told = {"requested_seq": seq, "n_ahead": 0, "n_done": 0, "n_checks": 0, **how_far}
        sockets[-1].send(json.dumps({"type": "progress", **told}))

    tell(state="waiting", n_ahead=3)
    expect(busy).to_contain_text("3 runs are before yours")
    expect(page.get_by_test_id("run-said")).to_have_text("Waiting for other runs")
    page.screenshot(path=keep / "waiting.png")
    for n_done in (1, 12):
        tell(state="running", n_done=n_done, n_checks=20)
        expect(busy).to_contain_text(f"{n_done} of 20 done")
        expect(page.get_by_test_id("run-said")).to_have_text("Running")
    page.screenshot(path=keep / "progress.png")
    expect(busy.get_by_role("progressbar")).to_have_attribute("max", "20")


def test_own_tests_stand_apart_from_the_checks_and_lead_to_their_lines(
    page: Page, shared_server: Server, keep: Path
) -> None:
    candidate = begin(page, shared_server)
    candidate.write(OWN_TESTS.lstrip())
    candidate.run()
    page.get_by_test_id("tab-tests").click()
    tests = page.get_by_test_id("own-tests").get_by_test_id("own-test")
    expect(tests).to_have_count(2)
    expect(tests.nth(0)).to_contain_text("test_keeps_the_shape")
    expect(tests.nth(0)).to_have_attribute("data-verdict", "passed")
    expect(tests.nth(1)).to_contain_text("test_finds_two_groups")
    expect(tests.nth(1)).to_have_attribute("data-verdict", "failed")
    page.screenshot(path=keep / "own-tests.png")
    tests.nth(1).get_by_role("button").click()
    expect(page.locator(".cm-activeLine")).to_contain_text(re.compile(r"test_finds_two_groups|labels"))
    page.get_by_test_id("tab-checks").click()
    expect(page.get_by_test_id("checks")).not_to_contain_text("test_keeps_the_shape")
    expect(page.get_by_test_id("run-summary")).to_contain_text("1 of 2 own tests")
