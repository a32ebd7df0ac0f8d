"""A whole interview of each kind at the page: start, code, talk, debrief, replay; twice with trouble on the way."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from question_bank.load import load_bank
from question_bank.package import Question
from tests.browser.candidate_at_the_page import CandidateAtThePage
from tests.browser.server_process import Server
from transcripts.archive import log_from_archive
from transcripts.events import SessionEnded, SuiteRan
from transcripts.fold import code_at

# Chromium's offline switch leaves open sockets alone, so the connection is cut by hand as well.
KEEPS_SOCKETS = (
    "window.sockets = []; const Real = window.WebSocket;"
    "window.WebSocket = class extends Real { constructor(...all) { super(...all); window.sockets.push(this); } };"
)


def undisturbed(candidate: CandidateAtThePage, code: str) -> None:
    candidate.write(code)


def cut_off(candidate: CandidateAtThePage, code: str) -> None:
    """The network goes while the code is half written, and comes back later."""
    page = candidate.page
    # The second half begins with a letter: inserted text that begins with a newline is not what a keyboard sends.
    half = code.index("\n    ", len(code) // 2) + 5
    candidate.write(code[:half])
    page.context.set_offline(True)
    page.evaluate("window.sockets.forEach((socket) => socket.close())")
    connection = page.get_by_test_id("connection")
    expect(connection).to_have_attribute("data-state", re.compile("lost|connecting"))
    candidate.editor.click()
    page.keyboard.press("ControlOrMeta+End")
    page.keyboard.insert_text(code[half:])
    expect(connection).not_to_have_attribute("data-saved", "true")
    page.context.set_offline(False)
    expect(connection).to_have_attribute("data-state", "live", timeout=30_000)
    expect(connection).to_have_attribute("data-saved", "true", timeout=30_000)


def reloaded(candidate: CandidateAtThePage, code: str) -> None:
    """The page is loaded again right after the last key press, whether it was sent or not."""
    candidate.editor.click()
    candidate.page.keyboard.press("ControlOrMeta+a")
    candidate.page.keyboard.press("Delete")
    candidate.page.keyboard.insert_text(code)
    candidate.page.reload()
    first, last = (code.strip().splitlines()[nth].strip() for nth in (0, -1))
    # Only lines in view are in the page; the whole text is compared with the log at the end.
    candidate.until(lambda: first in candidate.code() or last in candidate.code(), "the code after the reload")
    candidate.until_saved()
    candidate.editor.click()


def solution(question: Question) -> str:
    return question.sources[next(sub.path for sub in question.submissions if sub.expect == "passed")]


@pytest.mark.parametrize(
    ("kind", "question_id", "write"),
    [
        ("from_scratch", "reservoir-sampling", reloaded),
        ("operation", "softmax-stable", undisturbed),
        ("end_to_end", "linear-regression-sklearn", undisturbed),
        ("debug", "debug-backprop-numpy", cut_off),
    ],
    ids=["from_scratch-reloaded", "operation", "end_to_end", "debug-cut_off"],
)
def test_a_whole_interview_of_each_kind_from_start_to_replay(
    kind: str, question_id: str, write: Callable[[CandidateAtThePage, str], None],
    context: BrowserContext, page: Page, shared_server: Server, keep: Path,
) -> None:  # fmt: skip
    question = load_bank().get(question_id)
    assert question.kind == kind
    code = solution(question)
    context.add_init_script(KEEPS_SOCKETS)
    candidate = CandidateAtThePage(page, question)
    session_id = candidate.start(shared_server.entry)
    fact = question.facts[0]
    assert fact.answer.split(".")[0][:40] in candidate.ask(fact.asks[0])
    candidate.reach("code")
    write(candidate, code)
    candidate.submit()
    n_checks = len(question.checks)
    expect(page.get_by_test_id("run-summary")).to_contain_text(f"{n_checks} of {n_checks} checks")
    page.screenshot(path=keep / "1-submitted.png")
    candidate.reach("discuss")
    candidate.talk_to_the_end()
    page.screenshot(path=keep / "2-ended.png")

    page.get_by_test_id("to-debrief").click()
    expect(page.get_by_test_id("overall")).to_be_visible()
    expect(page.locator("article[data-testid^=dimension-]")).to_have_count(5)
    page.screenshot(path=keep / "3-debrief.png")

    page.get_by_test_id("to-replay").first.click()
    expect(page.get_by_test_id("replay-bar")).to_be_visible()
    page.keyboard.press("End")
    log = [sealed.envelope for sealed in log_from_archive(shared_server.request(f"/api/sessions/{session_id}/export"))]
    expect(page.get_by_test_id("replay")).to_have_attribute("data-seq", str(len(log)))
    expect(page.get_by_test_id("run-summary")).to_contain_text(f"{n_checks} of {n_checks} checks")
    page.screenshot(path=keep / "4-replay.png")
    page.keyboard.press("Home")
    expect(page.get_by_test_id("turn-candidate")).to_have_count(0)

    assert code_at(question.starter, log) == code
    assert sum(isinstance(envelope.event, SuiteRan) for envelope in log) == 1
    assert isinstance(log[-1].event, SessionEnded)
    said = [envelope.event.text for envelope in log if envelope.event.__class__.__name__ == "CandidateSaid"]
    assert said.count(fact.asks[0]) == 1
    debrief = json.loads(shared_server.request(f"/api/sessions/{session_id}/debrief"))
    assert debrief["session"]["question_id"] == question_id
