"""Comments on moments of a replay: written, read beside the moment, changed, deleted, sent from server to server."""

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect

from question_bank.load import Bank, load_bank
from tests.acceptance.played_sessions import archive_of
from tests.browser.conftest import ROOT
from tests.browser.server_process import Server
from transcripts.archive import log_from_archive
from transcripts.events import CandidateSaid, CodeEdited, SuiteRan

AXE = ROOT / "web" / "node_modules" / "axe-core" / "axe.min.js"
HOSTILE = (
    '<img src=x onerror="document.title=`owned`"><script>document.title="owned"</script>'
    "<style>body{display:none}</style>"
    " \u202eesrever\u202c \u2066isolated\u2069 \x1b[31mred [click](javascript:document.title='owned') " + "W" * 3700
)


@cache
def bank() -> Bank:
    return load_bank()


def session_file(session_id: str) -> bytes:
    return archive_of(bank(), "average", "kmeans-lloyd", session_id, "2026-01-20T10:00:00Z")


@cache
def seqs(kind: type) -> tuple[int, ...]:
    """The lines on which something of a kind happened; the same in all sessions of these tests."""
    log = log_from_archive(session_file("one"))
    return tuple(sealed.envelope.seq for sealed in log if isinstance(sealed.envelope.event, kind))


def take_in(server: Server, session_id: str) -> str:
    server.request("/api/sessions/import", session_file(session_id), "application/x-ndjson")
    return session_id


def comment_on(server: Server, session_id: str, seq: int, text: str, author: str = "Ann Lee") -> None:
    body = json.dumps({"seq": seq, "author": author, "text": text}).encode()
    server.request(f"/api/sessions/{session_id}/comments", body)


@pytest.fixture(scope="module")
def coach(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    running = Server(tmp_path_factory.mktemp("coach"))
    yield running
    running.kill()


def open_replay(page: Page, server: Server, session_id: str, seq: int) -> Page:
    page.goto(server.entry)
    page.goto(f"{server.url}/session/{session_id}/replay#{seq}")
    at(page, seq)
    return page


def at(page: Page, seq: int) -> None:
    expect(page.get_by_test_id("replay")).to_have_attribute("data-seq", str(seq))


def write(page: Page, text: str, author: str = "Ann Lee") -> None:
    page.keyboard.press("c")
    expect(page.get_by_test_id("comment-box")).to_be_focused()
    page.keyboard.insert_text(text)
    page.get_by_test_id("comment-author").fill(author)


def cards(page: Page) -> Locator:
    return page.get_by_test_id("comment")


def test_a_comment_is_written_by_keyboard_and_stays(page: Page, coach: Server, keep: Path) -> None:
    run, said = seqs(SuiteRan)[0], seqs(CandidateSaid)[0]
    open_replay(page, coach, take_in(coach, "written"), run)
    expect(page.get_by_test_id("comments-panel")).to_have_count(0)
    expect(page.get_by_test_id("comment-marks")).to_have_count(0)
    write(page, "Read it out loud.\nThen look.")
    expect(page.get_by_test_id("comment-about")).to_have_text(re.compile(r"3:\d\d · Run passed"))
    page.screenshot(path=keep / "form.png")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_test_id("comment-form")).to_have_count(0)
    expect(page.get_by_test_id("comment-begin")).to_be_focused()
    expect(page.get_by_test_id("comments-done")).to_have_text("Comment saved.")
    expect(cards(page)).to_have_count(1)
    assert page.get_by_test_id("comment-text").inner_text() == "Read it out loud.\nThen look."

    page.evaluate("(seq) => { location.hash = seq }", said)
    at(page, said)
    write(page, "Good question.")
    page.get_by_test_id("comment-save").click()
    expect(cards(page)).to_have_count(2)
    expect(cards(page).first).to_contain_text("Good question.")
    expect(page.get_by_test_id("comments-toggle")).to_contain_text("2")
    page.reload()
    expect(cards(page)).to_have_count(2)
    expect(page.get_by_test_id("comment-mark")).to_have_count(2)


def test_beginning_a_comment_pauses_and_escape_puts_it_away(page: Page, coach: Server) -> None:
    open_replay(page, coach, take_in(coach, "paused"), 5)
    page.get_by_test_id("play").click()
    page.keyboard.press("c")
    expect(page.get_by_test_id("play")).to_have_text("Play")
    expect(page.get_by_test_id("comment-box")).to_be_focused()
    page.keyboard.insert_text(" ")
    page.keyboard.press("Escape")
    expect(page.get_by_test_id("comment-form")).to_have_count(0)
    expect(page.get_by_test_id("comment-begin")).to_be_focused()
    expect(page.get_by_test_id("comment-begin")).to_contain_text("Comment on this moment")


def test_marks_and_links_lead_to_the_moment_by_click_and_by_keyboard(page: Page, coach: Server, keep: Path) -> None:
    run, said = seqs(SuiteRan)[0], seqs(CandidateSaid)[0]
    take_in(coach, "marked")
    comment_on(coach, "marked", run, "Read it out loud.")
    comment_on(coach, "marked", said, "Good question.")
    open_replay(page, coach, "marked", 1)
    marks = page.get_by_test_id("comment-mark")
    marks.nth(1).click()
    at(page, run)
    expect(page.locator("[data-testid=commented-moment][aria-current=true]")).to_have_attribute("data-seq", str(run))
    page.keyboard.press("ArrowLeft")
    expect(marks.nth(0)).to_be_focused()
    at(page, run)
    page.keyboard.press("Enter")
    at(page, said)
    page.screenshot(path=keep / "two.png")
    link = page.get_by_test_id("comment-moment").nth(1)
    expect(link).to_have_attribute("href", f"/session/marked/replay#{run}")
    link.press("Enter")
    at(page, run)
    mark = marks.nth(1).bounding_box()
    head = page.get_by_test_id("timeline").locator("line.head").bounding_box()
    assert mark
    assert head
    assert abs(mark["x"] + mark["width"] / 2 - head["x"] - head["width"] / 2) < 1.5


def test_a_comment_is_changed_and_deleted_by_keyboard(page: Page, coach: Server) -> None:
    run, said = seqs(SuiteRan)[0], seqs(CandidateSaid)[0]
    take_in(coach, "changed")
    comment_on(coach, "changed", run, "Read it out loud.")
    comment_on(coach, "changed", said, "Good question.")
    open_replay(page, coach, "changed", run)
    edit, delete = page.get_by_test_id("comment-edit"), page.get_by_test_id("comment-delete")
    edit.nth(1).press("Enter")
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.insert_text("Read the check out loud.")
    page.keyboard.press("Control+Enter")
    expect(cards(page).nth(1)).to_contain_text("Read the check out loud.")
    expect(cards(page).nth(1)).to_contain_text("edited")
    expect(edit.nth(1)).to_be_focused()
    edit.nth(1).press("Enter")
    page.keyboard.insert_text("never mind")
    page.keyboard.press("Escape")
    expect(cards(page).nth(1)).to_contain_text("Read the check out loud.")
    expect(edit.nth(1)).to_be_focused()

    delete.first.press("Enter")
    expect(page.get_by_test_id("comment-delete-cancel")).to_be_focused()
    page.keyboard.press("Enter")
    expect(delete.first).to_be_focused()
    expect(cards(page)).to_have_count(2)
    delete.first.press("Enter")
    page.get_by_test_id("comment-delete-confirm").press("Enter")
    expect(cards(page)).to_have_count(1)
    expect(page.get_by_test_id("comments")).to_be_focused()
    page.reload()
    expect(cards(page)).to_have_count(1)
    expect(cards(page)).to_contain_text("Read the check out loud.")


def test_words_outlive_a_reload_and_a_server_that_does_not_answer_and_are_stored_once(
    page: Page, coach: Server, keep: Path
) -> None:
    run = seqs(SuiteRan)[0]
    open_replay(page, coach, take_in(coach, "trouble"), run)
    write(page, "Half a thou")
    page.reload()
    expect(page.get_by_test_id("comment-box")).to_have_value("Half a thou")
    expect(page.get_by_test_id("comment-author")).to_have_value("Ann Lee")
    expect(page.get_by_test_id("comment-form")).to_have_attribute("data-seq", str(run))
    page.get_by_test_id("comment-box").fill("Half a thought.")

    def lose_the_answer(route: Route) -> None:
        if route.request.method == "POST":
            route.fetch()
            route.abort()
        else:
            route.continue_()

    page.route("**/comments", lose_the_answer)
    page.get_by_test_id("comment-save").click()
    trouble = page.get_by_test_id("comment-trouble")
    expect(trouble).to_contain_text("Start it again")
    expect(trouble).to_contain_text("What you typed is kept.")
    expect(page.get_by_test_id("comment-box")).to_have_value("Half a thought.")
    page.screenshot(path=keep / "lost.png")
    page.unroute("**/comments")
    page.reload()
    expect(page.get_by_test_id("comment-box")).to_have_value("Half a thought.")
    page.get_by_test_id("comment-box").fill("A whole thought.")
    page.get_by_test_id("comment-save").click()
    expect(page.get_by_test_id("comment-form")).to_have_count(0)
    page.reload()
    expect(cards(page)).to_have_count(1)
    expect(cards(page)).to_contain_text("A whole thought.")
    expect(page.get_by_test_id("comment-form")).to_have_count(0)


def test_a_comment_that_is_begun_stays_at_its_moment_until_it_is_moved(page: Page, coach: Server) -> None:
    first, second = seqs(SuiteRan)[:2]
    open_replay(page, coach, take_in(coach, "moved"), first)
    write(page, "About that run")
    page.keyboard.press("Escape")
    expect(page.get_by_test_id("comment-begin")).to_contain_text("Go on with your comment")
    page.evaluate("(seq) => { location.hash = seq }", second)
    at(page, second)
    page.keyboard.press("c")
    expect(page.get_by_test_id("comment-form")).to_have_attribute("data-seq", str(first))
    expect(page.get_by_test_id("comment-box")).to_have_value("About that run")
    page.get_by_test_id("comment-move").click()
    expect(page.get_by_test_id("comment-form")).to_have_attribute("data-seq", str(second))
    page.get_by_test_id("comment-discard").click()
    page.reload()
    at(page, second)
    expect(page.get_by_test_id("comments-panel")).to_have_count(0)


def test_while_playing_the_comment_of_a_moment_shows_itself_and_leads_to_the_whole(
    page: Page, coach: Server, keep: Path
) -> None:
    edited = seqs(CodeEdited)[0]
    comment_on(coach, take_in(coach, "passing"), edited, "Name the axis.")
    open_replay(page, coach, "passing", edited - 2)
    expect(page.get_by_test_id("comments-panel")).to_be_visible()
    page.get_by_test_id("comments-close").click()
    expect(page.get_by_test_id("comments-toggle")).to_be_focused()
    page.get_by_test_id("speed").select_option("32")
    page.get_by_test_id("play").click()
    passing = page.get_by_test_id("passing-comment")
    expect(passing).to_contain_text("Name the axis.")
    page.screenshot(path=keep / "passing.png")
    page.get_by_test_id("passing-read").click()
    at(page, edited)
    expect(page.get_by_test_id("play")).to_have_text("Play")
    expect(page.get_by_test_id("comments-panel")).to_contain_text("Name the axis.")
    expect(passing).to_have_count(0)


def test_comments_go_from_the_coachs_server_to_the_candidates(
    page: Page, coach: Server, server: Server, browser: Browser, keep: Path
) -> None:
    run, said = seqs(SuiteRan)[0], seqs(CandidateSaid)[0]
    comment_on(coach, take_in(coach, "sent"), run, "Read it out loud.")
    comment_on(coach, "sent", said, "Good question.")
    open_replay(page, coach, "sent", run)
    with page.expect_download() as download:
        page.get_by_test_id("comments-export").click()
    assert download.value.suggested_filename == "thinkaloud-sent-comments.json"
    file = keep / "comments.json"
    download.value.save_as(file)

    take_in(server, "sent")
    take_in(server, "other")
    # What is refused here is told in the console too, which the page fixture would count as a fault.
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    candidate = context.new_page()
    open_replay(candidate, server, "sent", said)
    candidate.get_by_test_id("comments-toggle").click()
    expect(candidate.get_by_test_id("comments-none")).to_be_visible()
    candidate.get_by_test_id("comments-file").set_input_files(file)
    expect(candidate.get_by_test_id("comments-done")).to_have_text("2 comments taken in.")
    expect(cards(candidate)).to_have_count(2)
    expect(cards(candidate).first).to_contain_text("from a file")
    expect(candidate.get_by_test_id("comment-edit")).to_have_count(0)
    expect(candidate.get_by_test_id("comment-delete")).to_have_count(2)
    candidate.screenshot(path=keep / "taken-in.png")
    candidate.get_by_test_id("comments-file").set_input_files(file)
    expect(candidate.get_by_test_id("comments-done")).to_contain_text("Nothing new")
    expect(cards(candidate)).to_have_count(2)

    open_replay(candidate, server, "other", said)
    candidate.get_by_test_id("comments-toggle").click()
    candidate.get_by_test_id("comments-file").set_input_files(file)
    expect(candidate.get_by_test_id("comment-trouble")).to_contain_text("another session")
    expect(cards(candidate)).to_have_count(0)

    candidate.goto(f"{server.url}/session/sent/debrief")
    section = candidate.get_by_test_id("comments")
    expect(section.get_by_test_id("comment")).to_have_count(2)
    candidate.get_by_test_id("contents").get_by_role("link", name="Comments").click()
    expect(section).to_be_in_viewport()
    section.get_by_test_id("comment-moment").nth(1).click()
    at(candidate, run)
    candidate.goto(f"{server.url}/session/other/debrief")
    expect(candidate.get_by_test_id("overall")).to_be_visible()
    expect(candidate.get_by_test_id("comments")).to_have_count(0)
    context.close()


def test_evidence_tells_of_comments_on_its_moment(page: Page, coach: Server) -> None:
    debrief = json.loads(coach.request(f"/api/sessions/{take_in(coach, 'evidence')}/debrief"))
    seq = debrief["overall"]["reasons"][0]["evidence"][0]["seq"]
    comment_on(coach, "evidence", seq, "This is what I meant.")
    page.goto(coach.entry)
    page.goto(f"{coach.url}/session/evidence/debrief")
    beside = page.get_by_test_id("reasons").get_by_test_id("evidence-comments")
    expect(beside).to_have_text("1 comment")
    beside.click()
    expect(page.locator(f"#comments-at-{seq}")).to_be_in_viewport()


def test_while_an_interview_goes_on_a_comment_is_refused_and_its_words_are_kept(
    browser: Browser, shared_server: Server
) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
    interview = context.new_page()
    interview.goto(shared_server.entry)
    interview.get_by_test_id("start-kmeans-lloyd").click()
    expect(interview.get_by_test_id("turn-interviewer").first).to_be_visible()
    found = re.search(r"/session/([\w-]+)", interview.url)
    assert found
    page = context.new_page()
    open_replay(page, shared_server, found.group(1), 2)
    write(page, "Too early.")
    page.get_by_test_id("comment-save").click()
    expect(page.get_by_test_id("comment-trouble")).to_contain_text("still going on")
    expect(page.get_by_test_id("comment-box")).to_have_value("Too early.")
    context.close()


def test_hostile_words_stay_text_and_break_nothing(page: Page, coach: Server, keep: Path) -> None:
    said = seqs(CandidateSaid)[0]
    take_in(coach, "hostile")
    comment_on(coach, "hostile", said, HOSTILE, author="<b>\u202eeve</b>" + "W" * 45)
    comment_on(coach, "hostile", said, "W" * 4000)
    for path in (f"replay#{said}", "debrief"):
        page.goto(coach.entry)
        page.goto(f"{coach.url}/session/hostile/{path}")
        expect(page.get_by_test_id("comment")).to_have_count(2)
        expect(page.get_by_test_id("comments")).to_contain_text("<script>document.title")
        page.get_by_test_id("comment-whole").nth(1).click()
        page.screenshot(path=keep / f"{path.partition('#')[0]}.png")
        assert "owned" not in page.title()
        assert page.locator("#page script, #page style, #page [onerror], #page a[href^=javascript]").count() == 0
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
        shown = page.get_by_test_id("comments").inner_text()
        for sign in ("\x1b", "\u202e", "\u2066"):
            assert sign not in shown
        assert "W" * 4000 in shown
    for card in page.get_by_test_id("comment").all():
        assert card.evaluate("(card) => card.scrollWidth <= card.clientWidth")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [(1280, 800), (820, 1180)])
def test_nothing_about_comments_has_a_barrier_that_axe_finds(
    scheme: str, size: tuple[int, int], browser: Browser, coach: Server, keep: Path
) -> None:
    if not AXE.exists():
        pytest.skip("axe-core is not installed (cd web && npm ci)")
    run = seqs(SuiteRan)[0]
    session_id = take_in(coach, f"axe-{scheme}-{size[0]}")
    viewport = {"width": size[0], "height": size[1]}
    context = browser.new_context(viewport=viewport, color_scheme=scheme, reduced_motion="reduce")
    page = context.new_page()
    found: dict[str, list[str]] = {}

    def look(name: str) -> None:
        page.screenshot(path=keep / f"{name}.png")
        page.evaluate(AXE.read_text(encoding="utf-8"))
        report = page.evaluate("axe.run(document, { resultTypes: ['violations'] })")
        found[name] = [f"{each['id']}: {node['html'][:160]}" for each in report["violations"] for node in each["nodes"]]
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), name

    open_replay(page, coach, session_id, run)
    page.get_by_test_id("comments-toggle").click()
    expect(page.get_by_test_id("comments-none")).to_be_visible()
    look("empty")
    write(page, "Say why.")
    look("form")
    page.get_by_test_id("comment-save").click()
    expect(cards(page)).to_have_count(1)
    look("one")
    page.get_by_test_id("comment-edit").click()
    look("change")
    page.get_by_test_id("comment-leave").click()
    page.get_by_test_id("comment-delete").click()
    look("delete")
    page.goto(f"{coach.url}/session/{session_id}/debrief")
    expect(page.get_by_test_id("comments")).to_be_visible()
    look("debrief")
    context.close()
    assert found == {name: [] for name in found}
    assert len(found) == 6
