"""Sessions as files, and what the page says when something is not there."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.server_process import Server


def test_an_exported_session_is_the_servers_bytes_and_comes_in_again_elsewhere(
    page: Page, shared_server: Server, recording: str, server: Server, tmp_path: Path
) -> None:
    page.goto(shared_server.entry)
    with page.expect_download() as started:
        page.get_by_test_id(f"session-{recording}").get_by_test_id("export").click()
    file = tmp_path / "session.jsonl"
    started.value.save_as(file)
    assert started.value.suggested_filename.endswith(".jsonl")
    assert file.read_bytes() == shared_server.request(f"/api/sessions/{recording}/export")

    page.goto(server.entry)
    expect(page.get_by_test_id("no-sessions")).to_be_visible()
    page.get_by_test_id("import-file").set_input_files(file)
    expect(page.get_by_test_id("replay-bar")).to_be_visible()
    session_id = page.url.split("/session/")[1].split("/")[0]
    assert server.request(f"/api/sessions/{session_id}/export") == file.read_bytes()
    page.get_by_test_id("nav-start").click()
    expect(page.get_by_test_id(f"session-{session_id}").get_by_test_id("debrief")).to_be_visible()


@pytest.mark.parametrize("download", ["download-markdown", "download-json", "download-transcript"])
def test_each_download_of_the_debrief_is_what_the_server_has(
    download: str, page: Page, shared_server: Server, recording: str, tmp_path: Path
) -> None:
    page.goto(shared_server.entry)
    page.goto(f"{shared_server.url}/session/{recording}/debrief")
    with page.expect_download() as started:
        page.get_by_test_id(download).click()
    started.value.save_as(tmp_path / "file")
    path = {"download-markdown": "debrief.md", "download-json": "debrief", "download-transcript": "export"}[download]
    assert (tmp_path / "file").read_bytes() == shared_server.request(f"/api/sessions/{recording}/{path}")


def quiet_page(browser: Browser) -> Page:
    """A page on which the browser may report refused requests."""
    return browser.new_context(viewport={"width": 1280, "height": 720}).new_page()


def test_a_file_that_is_no_session_is_refused_with_a_reason(
    browser: Browser, shared_server: Server, tmp_path: Path, keep: Path
) -> None:
    page = quiet_page(browser)
    page.goto(shared_server.entry)
    file = tmp_path / "notes.jsonl"
    file.write_text('{"hello": "world"}\n')
    page.get_by_test_id("import-file").set_input_files(file)
    expect(page.get_by_test_id("start-trouble")).to_be_visible()
    said = page.get_by_test_id("start-trouble").inner_text()
    assert len(said) > 20
    assert "Traceback" not in said
    expect(page.get_by_test_id("import")).to_be_enabled()
    page.screenshot(path=keep / "refused.png")
    page.context.close()


@pytest.mark.parametrize("part", ["", "/debrief", "/replay"])
def test_an_unknown_session_is_named_and_leads_back(part: str, browser: Browser, shared_server: Server) -> None:
    page = quiet_page(browser)
    page.goto(shared_server.entry)
    page.goto(f"{shared_server.url}/session/deadbeefdeadbeef{part}")
    expect(page.get_by_test_id("failure")).to_contain_text("session")
    page.get_by_role("link", name="All questions").click()
    expect(page.get_by_test_id("start-page")).to_be_visible()
    page.context.close()


def test_an_address_that_is_no_page_says_so(page: Page, shared_server: Server) -> None:
    page.goto(shared_server.entry)
    page.evaluate("history.pushState(null, '', '/nowhere'); dispatchEvent(new PopStateEvent('popstate'))")
    expect(page.get_by_test_id("not-found")).to_contain_text("/nowhere")


@pytest.mark.parametrize("entry", ["/", "/?token=wrong-token-wrong-token"], ids=["none", "wrong"])
def test_without_the_right_token_nothing_is_shown_but_what_to_do(
    entry: str, browser: Browser, shared_server: Server, keep: Path
) -> None:
    page = quiet_page(browser)
    page.goto(shared_server.url + entry)
    expect(page.locator("body")).to_contain_text("address that the server printed")
    page.screenshot(path=keep / "no-key.png")
    assert page.get_by_test_id("start-page").count() == 0
    page.context.close()


def test_a_machine_that_cannot_run_code_is_told_before_one_starts(
    page: Page, shared_server: Server, keep: Path
) -> None:
    def without_runner(route: Route) -> None:
        health = json.loads(route.fetch().body())
        health["runner"] = {**health["runner"], "available": False, "message": "The program bwrap was not found."}
        route.fulfill(json=health)

    page.route("**/api/health", without_runner)
    page.goto(shared_server.entry)
    notice = page.get_by_test_id("runner-unavailable")
    expect(notice).to_contain_text("bwrap was not found")
    expect(notice).to_contain_text("thinkaloud doctor")
    expect(page.get_by_test_id("start-kmeans-lloyd")).to_be_enabled()
    page.screenshot(path=keep / "no-runner.png")


def test_questions_that_were_left_out_are_told_quietly_to_whoever_runs_the_server(
    page: Page, shared_server: Server, keep: Path
) -> None:
    left_out = [{"package": "half-done", "message": "question.toml, line 3: “minutes” is missing.\n<b>Add it.</b>"}]
    page.route("**/api/left-out", lambda route: route.fulfill(json=left_out))
    page.goto(shared_server.entry)
    note = page.get_by_test_id("left-out")
    expect(note).to_contain_text("One question was left out")
    expect(note.locator("pre")).to_be_hidden()
    note.locator("summary").click()
    expect(note).to_contain_text("half-done")
    expect(note).to_contain_text("<b>Add it.</b>")
    page.screenshot(path=keep / "left-out.png", full_page=True)

    page.unroute("**/api/left-out")
    page.reload()
    expect(page.get_by_test_id("start-page")).to_be_visible()
    expect(page.get_by_test_id("left-out")).to_have_count(0)


def test_a_notebook_file_that_is_none_is_refused_with_a_reason(
    browser: Browser, shared_server: Server, tmp_path: Path
) -> None:
    page = quiet_page(browser)
    page.goto(shared_server.entry)
    page.get_by_test_id("start-churn-prediction").click()
    expect(page.get_by_test_id("turn-interviewer").first).to_be_visible()
    file = tmp_path / "notes.ipynb"
    file.write_text("not a notebook")
    before = page.get_by_test_id("editor").locator(".cm-content").inner_text()
    page.get_by_test_id("notebook-file").set_input_files(file)
    expect(page.get_by_test_id("notice")).to_be_visible()
    said = page.get_by_test_id("notice").inner_text()
    assert len(said) > 20
    assert "Traceback" not in said
    assert page.get_by_test_id("editor").locator(".cm-content").inner_text() == before
    page.context.close()
