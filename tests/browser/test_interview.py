"""Whole interviews at the page, against the real server."""

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from question_bank.load import load_bank
from question_bank.package import Question
from tests.browser.candidate_at_the_page import CandidateAtThePage
from tests.browser.server_process import Server
from transcripts.archive import log_from_archive
from transcripts.fold import code_at

KMEANS = "kmeans-lloyd"


@pytest.fixture
def kmeans() -> Question:
    return load_bank().get(KMEANS)


def submission(question: Question, expectation: str) -> str:
    return question.sources[next(sub.path for sub in question.submissions if sub.expect == expectation)]


def fetch(page: Page, server: Server, path: str) -> bytes:
    answer = page.request.get(f"{server.url}{path}", headers={"Authorization": f"Bearer {server.token}"})
    assert answer.ok, answer.text()
    return answer.body()


def test_the_kmeans_interview_from_start_to_debrief_to_replay(
    page: Page, server: Server, kmeans: Question, keep: Path
) -> None:
    candidate = CandidateAtThePage(page, kmeans)
    session_id = candidate.start(server.entry)
    page.screenshot(path=keep / "1-asked.png")
    fact = kmeans.facts[0]
    assert fact.answer.split(".")[0] in candidate.ask(fact.asks[0])

    candidate.say("My plan: compute all squared distances with broadcasting, assign by argmin, then update each mean.")
    candidate.reach("code")
    candidate.write(submission(kmeans, "failed"))
    page.screenshot(path=keep / "2-code.png")
    candidate.run()
    candidate.submit()
    page.screenshot(path=keep / "3-failing.png")
    expect(page.get_by_test_id("run-summary")).not_to_contain_text(
        re.compile(r"all \d+ (checks )?passed", re.IGNORECASE)
    )

    candidate.write(submission(kmeans, "passed"))
    candidate.submit()
    page.screenshot(path=keep / "4-passing.png")
    n_checks = len(kmeans.checks)
    expect(page.get_by_test_id("run-summary")).to_contain_text(str(n_checks))

    candidate.reach("discuss")
    candidate.talk_to_the_end()
    page.screenshot(path=keep / "5-ended.png")

    page.get_by_test_id("to-debrief").click()
    expect(page.get_by_test_id("overall")).to_be_visible()
    for dimension in ("problem_solving", "ml_knowledge", "code", "communication", "algorithms"):
        expect(page.get_by_test_id(f"dimension-{dimension}")).to_be_visible()
    page.screenshot(path=keep / "6-debrief.png", full_page=True)

    page.get_by_test_id("evidence").locator("a").or_(page.locator("a[data-testid=evidence]")).first.click()
    expect(page.get_by_test_id("replay-bar")).to_be_visible()
    page.screenshot(path=keep / "7-replay.png")
    page.keyboard.press("End")
    log = log_from_archive(fetch(page, server, f"/api/sessions/{session_id}/export"))
    final = code_at(kmeans.starter, [sealed.envelope for sealed in log])
    assert final == submission(kmeans, "passed")
    shown = "\n".join(page.get_by_test_id("played-code").locator(".cm-line").all_inner_texts())
    assert shown.split()[:20] == final.split()[:20]
    page.keyboard.press("Home")
    expect(page.get_by_test_id("turn-candidate")).to_have_count(0)
    page.screenshot(path=keep / "8-replay-start.png")
    first, second = (fetch(page, server, f"/api/sessions/{session_id}/debrief") for _ in range(2))
    assert first == second
    assert json.loads(first)["session"]["ending"] in {"completed", "time_up", "left_early"}


def test_reloading_the_page_loses_nothing(page: Page, server: Server, kmeans: Question) -> None:
    candidate = CandidateAtThePage(page, kmeans)
    candidate.start(server.entry)
    candidate.say("Which distance should I use?")
    candidate.write("import numpy as np\n\n# half a thought")
    n_turns, said = candidate.n_turns, page.get_by_test_id("turn-candidate").count()
    page.get_by_test_id("composer").fill("not sent yet")
    page.reload()
    expect(page.get_by_test_id("turn-candidate")).to_have_count(said)
    assert candidate.n_turns >= n_turns
    candidate.until(lambda: "half a thought" in candidate.code(), "the code after the reload")
    expect(page.get_by_test_id("composer")).to_have_value("not sent yet")


def test_killing_the_server_loses_nothing_and_the_session_goes_on(page: Page, server: Server, kmeans: Question) -> None:
    candidate = CandidateAtThePage(page, kmeans)
    candidate.start(server.entry)
    candidate.say("Can a cluster become empty?")
    candidate.write("x = 1")
    server.kill()
    expect(page.get_by_test_id("connection")).not_to_contain_text(re.compile("saved", re.IGNORECASE))
    candidate.editor.click()
    page.keyboard.press("ControlOrMeta+End")
    page.keyboard.type("  # typed while the server was away")
    server.start()
    expect(page.get_by_test_id("connection")).to_contain_text(re.compile("saved", re.IGNORECASE), timeout=40_000)
    candidate.say("Are you still there?")
    assert "typed while the server was away" in candidate.code()


def test_two_pages_on_one_session_show_the_same(
    context: BrowserContext, page: Page, server: Server, kmeans: Question
) -> None:
    first = CandidateAtThePage(page, kmeans)
    session_id = first.start(server.entry)
    other = context.new_page()
    second = CandidateAtThePage(other, kmeans)
    other.goto(f"{server.url}/session/{session_id}")
    expect(other.get_by_test_id("turn-interviewer").first).to_be_visible()
    first.write("a = 1\n")
    second.until(lambda: "a = 1" in second.code(), "the first page's edit")
    second.editor.click()
    other.keyboard.press("ControlOrMeta+End")
    other.keyboard.type("b = 2  # 😀 typed on the other page")
    first.until(lambda: "b = 2  # 😀 typed on the other page" in first.code(), "the second page's edit")
    first.say("Hello from the first page?")
    expect(other.get_by_test_id("turn-candidate").last).to_contain_text("Hello from the first page?")
    other.close()


def _tab_to(page: Page, test_id: str) -> None:
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement?.dataset?.testid ?? ''") == test_id:
            return
    raise AssertionError(f"Tab does not lead to {test_id}")


def test_an_interview_can_be_begun_by_keyboard_alone(page: Page, server: Server, kmeans: Question) -> None:
    page.goto(server.entry)
    expect(page.get_by_test_id(f"start-{KMEANS}")).to_be_visible()
    _tab_to(page, "question-search")
    page.keyboard.type("lloyd")
    expect(page.locator(".question")).to_have_count(1)
    _tab_to(page, f"start-{KMEANS}")
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("turn-interviewer").first).to_be_visible()
    page.keyboard.press("Alt+1")
    page.keyboard.type("What should the function return?")
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("turn-candidate")).to_have_count(1)
    page.keyboard.press("Alt+2")
    page.keyboard.press("ControlOrMeta+End")
    page.keyboard.type("z = 3")
    candidate = CandidateAtThePage(page, kmeans)
    candidate.until(lambda: "z = 3" in candidate.code(), "typed code")
    candidate.run()
    expect(page.get_by_test_id("run-summary")).to_be_visible()


@pytest.mark.parametrize("question_id", ["conv2d-naive", "churn-prediction"])
def test_the_other_questions_run_and_show_their_output(
    question_id: str, page: Page, server: Server, keep: Path
) -> None:
    question = load_bank().get(question_id)
    candidate = CandidateAtThePage(page, question)
    candidate.start(server.entry)
    candidate.reach("code")
    code = submission(question, "passed")
    if question.data:
        page.get_by_test_id("tab-data").click()
        expect(page.get_by_test_id("data-preview")).to_be_visible()
        page.screenshot(path=keep / "data.png")
        code += (
            "\n\nif __name__ == '__main__':\n    import matplotlib.pyplot as plt\n    import pandas as pd\n\n"
            f"    table = pd.read_csv('{question.data[0].name}')\n    print(table.shape)\n"
            "    table.select_dtypes('number').iloc[:, 0].hist()\n    plt.title('First column')\n    plt.show()\n"
        )
    candidate.write(code)
    candidate.run()
    page.screenshot(path=keep / "run.png")
    if question.data:
        page.get_by_test_id("tab-figures").click()
        expect(page.get_by_test_id("figure").first).to_be_visible()
        page.screenshot(path=keep / "figure.png")
    candidate.submit()
    page.screenshot(path=keep / "submit.png")
    expect(page.get_by_test_id("run-summary")).to_contain_text(str(len(question.checks)))


def test_hostile_output_is_shown_as_text(page: Page, server: Server, kmeans: Question, keep: Path) -> None:
    candidate = CandidateAtThePage(page, kmeans)
    candidate.start(server.entry)
    candidate.reach("code")
    candidate.write(
        'print(\'<script>document.title = "owned"</script><img src=x onerror="document.title=`owned`">\')\n'
        "print('\\x1b[31mred\\x1b[0m \\u202eesrever')\nprint('y' * 5000)\n"
    )
    candidate.run()
    page.get_by_test_id("tab-output").click()
    expect(page.get_by_test_id("stdout")).to_contain_text("<script>")
    page.screenshot(path=keep / "output.png")
    assert "owned" not in page.title()
    assert page.get_by_test_id("stdout").locator("script, img").count() == 0
