"""A session is shown to somebody else: the owner makes a link, another browser opens it, and it is withdrawn again."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.server_process import Server
from tests.browser.test_pages import AXE

HEADER_OF_OWNER = ["Practise", "Your progress", "How you are graded", "Settings"]


@pytest.fixture
def owner(page: Page, shared_server: Server, recording: str) -> Page:
    page.goto(shared_server.entry)
    page.goto(f"{shared_server.url}/session/{recording}/debrief")
    expect(page.get_by_test_id("overall")).to_be_visible()
    return page


@pytest.fixture
def guest_context(browser: Browser) -> Iterator[BrowserContext]:
    """Another browser, which never saw the token."""
    opened = browser.new_context(viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
    opened.set_default_timeout(20_000)
    yield opened
    opened.close()


@pytest.fixture
def guest(guest_context: BrowserContext) -> Page:
    return guest_context.new_page()


def make_link(owner: Page, label: str = "", days: str | None = None, *, may_comment: bool = True) -> str:
    """Make a link in the open dialog and give its address."""
    owner.get_by_test_id("share-label").fill(label)
    if days is not None:
        owner.get_by_test_id("share-expiry").select_option(label=days)
    owner.get_by_test_id("share-comment").set_checked(may_comment)
    n_links = owner.get_by_test_id("share-links").locator("li").count()
    owner.get_by_test_id("share-make").click()
    expect(owner.get_by_test_id("share-links").locator("li")).to_have_count(n_links + 1)
    return owner.get_by_test_id("share-address").input_value()


def shared(server: Server, session_id: str, **wanted: object) -> tuple[str, str]:
    """Make a link as a script would; give its address and id."""
    made = json.loads(server.request(f"/api/sessions/{session_id}/shares", json.dumps(wanted).encode()))
    return server.url + made["path"], made["link"]["id"]


def selected(page: Page) -> str:
    words: str = page.evaluate(
        "(({ value, selectionStart: a, selectionEnd: b }) => value.slice(a, b))(document.activeElement)"
    )
    return words


def barriers(page: Page) -> list[str]:
    page.evaluate(AXE.read_text(encoding="utf-8"))
    report = page.evaluate("axe.run(document, { resultTypes: ['violations'] })")
    return [f"{each['id']}: {node['html'][:160]}" for each in report["violations"] for node in each["nodes"]]


def test_somebody_else_sees_debrief_and_replay_until_the_link_is_withdrawn(
    owner: Page, guest: Page, shared_server: Server, recording: str, keep: Path
) -> None:
    owner.get_by_test_id("share").click()
    dialog = owner.get_by_test_id("share-dialog")
    expect(dialog).to_contain_text("your words, code, runs and grade of this session; nothing else")
    expect(owner.get_by_test_id("share-reach")).to_contain_text("this machine only")
    address = make_link(owner, "Ada, my coach")
    link = owner.get_by_test_id("share-links").locator("li").first
    expect(link).to_contain_text("Ada, my coach")
    expect(link).to_contain_text("may comment")
    owner.screenshot(path=keep / "made.png")

    guest.goto(address)
    expect(guest.get_by_test_id("overall")).to_be_visible()
    assert guest.url == f"{shared_server.url}/session/{recording}/debrief"
    expect(guest.get_by_test_id("by-link")).to_have_text("Shown to you by link")
    expect(guest.get_by_role("navigation", name="Pages").get_by_role("link")).to_have_text(
        ["Debrief", "Replay", "How you are graded"]
    )
    expect(guest.get_by_test_id("share")).to_have_count(0)
    guest.screenshot(path=keep / "guest-debrief.png")
    with guest.expect_download() as started:
        guest.get_by_test_id("download-transcript").click()
    started.value.save_as(keep / "session.jsonl")
    assert (keep / "session.jsonl").read_bytes() == shared_server.request(f"/api/sessions/{recording}/export")
    guest.get_by_test_id("nav-replay").click()
    expect(guest.get_by_test_id("replay-bar")).to_be_visible()
    expect(guest.get_by_test_id("turn-interviewer").first).to_be_visible()
    expect(guest.get_by_test_id("share")).to_have_count(0)
    guest.screenshot(path=keep / "guest-replay.png")
    guest.get_by_test_id("nav-grading").click()
    expect(guest.get_by_test_id("grading")).to_be_visible()

    link.get_by_test_id("withdraw").click()
    link.get_by_test_id("withdraw-confirm").click()
    expect(owner.get_by_test_id("share-links").get_by_text("Withdrawn").first).to_be_visible()
    expect(owner.get_by_test_id("share-made")).to_have_count(0)
    guest.goto(f"{shared_server.url}/session/{recording}/debrief")
    expect(guest.get_by_test_id("failure")).to_contain_text("expired or been withdrawn")
    expect(guest.get_by_role("navigation", name="Pages").get_by_role("link")).to_have_count(0)
    expect(guest.get_by_role("link", name="All questions")).to_have_count(0)
    guest.screenshot(path=keep / "guest-withdrawn.png")
    guest.goto(address)
    expect(guest.get_by_role("heading")).to_have_text("This link opens nothing")
    guest.screenshot(path=keep / "link-withdrawn.png")


@pytest.mark.parametrize("path", ["/", "/progress", "/session/{other}", "/nowhere"])
def test_a_guest_who_goes_elsewhere_finds_what_was_shown_and_nothing_more(
    path: str, guest: Page, shared_server: Server, recording: str, keep: Path
) -> None:
    other = json.loads(shared_server.request("/api/sessions", b'{"question_id": "churn-prediction"}'))["session_id"]
    guest.goto(shared(shared_server, recording)[0])
    expect(guest.get_by_test_id("overall")).to_be_visible()
    asked_for: list[str] = []
    guest.on("request", lambda request: asked_for.append(request.url))
    guest.goto(shared_server.url + path.format(other=other))
    expect(guest.get_by_test_id("guest-page")).to_be_visible()
    expect(guest.get_by_test_id("turned-away")).to_have_count(0 if path == "/" else 1)
    expect(guest.get_by_test_id("guest-page").get_by_role("listitem")).to_have_count(1)
    for mark in ("start-page", "sessions", "import", "nav-start", "nav-progress"):
        expect(guest.get_by_test_id(mark)).to_have_count(0)
    guest.screenshot(path=keep / "guest.png")
    api = {re.sub(r"^https?://[^/]+", "", url) for url in asked_for if "/api/" in url}
    assert api == {"/api/visit", f"/api/sessions/{recording}"}
    refused = guest.evaluate(
        "async (paths) => Promise.all(paths.map(async (path) => (await fetch(path)).status))",
        ["/api/sessions", "/api/progress", f"/api/sessions/{other}", f"/api/sessions/{recording}/shares"],
    )
    assert refused == [403, 403, 403, 403]
    guest.get_by_test_id("debrief").click()
    expect(guest.get_by_test_id("overall")).to_be_visible()


def test_the_owner_who_follows_a_link_stays_the_owner(owner: Page, shared_server: Server, recording: str) -> None:
    owner.goto(shared(shared_server, recording)[0])
    expect(owner.get_by_test_id("overall")).to_be_visible()
    expect(owner.get_by_role("navigation", name="Pages").get_by_role("link")).to_have_text(HEADER_OF_OWNER)
    expect(owner.get_by_test_id("share")).to_be_visible()
    expect(owner.get_by_test_id("by-link")).to_have_count(0)


def test_a_link_is_made_and_withdrawn_by_keyboard_alone(owner: Page, recording: str, shared_server: Server) -> None:
    owner.goto(f"{shared_server.url}/session/{recording}/replay#30")
    expect(owner.get_by_test_id("replay-bar")).to_be_visible()
    stood_at = owner.get_by_test_id("replay").get_attribute("data-seq")
    owner.get_by_test_id("share").focus()
    owner.keyboard.press("Enter")
    expect(owner.get_by_test_id("share-dialog")).to_be_visible()
    owner.get_by_test_id("share-label").focus()
    # Space, arrows and letters are words here, not the replay's keys.
    owner.keyboard.type("By k e y .,")
    owner.keyboard.press("ArrowLeft")
    owner.keyboard.press("Enter")
    address = owner.get_by_test_id("share-address")
    expect(address).to_be_focused()
    assert selected(owner) == address.input_value()
    owner.keyboard.press("Tab")
    expect(owner.get_by_test_id("share-copy")).to_be_focused()
    link = owner.get_by_test_id("share-links").locator("li", has_text="By k e y .,")
    link.get_by_role("button", name="Withdraw By k e y .,").focus()
    owner.keyboard.press("Enter")
    expect(link.get_by_test_id("withdraw-cancel")).to_be_focused()
    owner.keyboard.press("Enter")
    expect(link.get_by_test_id("withdraw")).to_be_focused()
    owner.keyboard.press("Enter")
    expect(link.get_by_test_id("withdraw-cancel")).to_be_focused()
    owner.keyboard.press("Shift+Tab")
    owner.keyboard.press("Enter")
    expect(link).to_have_attribute("data-state", "withdrawn")
    expect(owner.get_by_test_id("share-links")).to_be_focused()
    owner.keyboard.press("Escape")
    expect(owner.get_by_test_id("share-dialog")).to_have_count(0)
    expect(owner.get_by_test_id("share")).to_be_focused()
    assert owner.get_by_test_id("replay").get_attribute("data-seq") == stood_at


def test_the_address_is_copied_and_shown_only_once(owner: Page, context: BrowserContext) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    owner.get_by_test_id("share").click()
    address = make_link(owner, days="7 days", may_comment=False)
    assert re.fullmatch(r"http://127\.0\.0\.1:\d+/shared/[0-9a-f]{16}-[0-9a-f]{64}", address)
    expect(owner.get_by_test_id("share-links").locator("li").first).to_contain_text("reads only")
    owner.get_by_test_id("share-copy").click()
    expect(owner.get_by_test_id("share-copy")).to_have_text("Copied")
    assert owner.evaluate("navigator.clipboard.readText()") == address
    owner.get_by_test_id("share-close").click()
    owner.get_by_test_id("share").click()
    expect(owner.get_by_test_id("share-links")).to_be_visible()
    expect(owner.get_by_test_id("share-made")).to_have_count(0)
    assert address.rpartition("-")[2] not in owner.content()


def test_without_a_clipboard_the_link_is_selected_to_be_copied_by_hand(owner: Page) -> None:
    owner.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    owner.get_by_test_id("share").click()
    address = make_link(owner)
    owner.get_by_test_id("share-copy").click()
    expect(owner.get_by_test_id("share-dialog")).to_contain_text("press Ctrl C")
    assert selected(owner) == address


@pytest.mark.parametrize("file", ["html", "session", "markdown"])
def test_the_files_are_those_of_the_server(
    file: str, owner: Page, shared_server: Server, recording: str, tmp_path: Path
) -> None:
    owner.get_by_test_id("share").click()
    with owner.expect_download() as started:
        owner.get_by_test_id(f"share-{file}").click()
    started.value.save_as(tmp_path / "file")
    path = {"html": "debrief.html", "session": "export", "markdown": "debrief.md"}[file]
    assert (tmp_path / "file").read_bytes() == shared_server.request(f"/api/sessions/{recording}/{path}")


def test_hostile_names_are_shown_as_text_and_break_nothing(
    owner: Page, shared_server: Server, recording: str, keep: Path
) -> None:
    for label in ("<img src=x onerror=alert(1)>", "\u202eevil\u2066", "W" * 60):
        shared(shared_server, recording, label=label)
    owner.set_viewport_size({"width": 420, "height": 800})
    owner.get_by_test_id("share").click()
    expect(owner.get_by_test_id("share-links")).to_contain_text("<img src=x onerror=alert(1)>")
    owner.screenshot(path=keep / "narrow.png")
    dialog = owner.get_by_test_id("share-dialog")
    assert dialog.evaluate("(box) => box.scrollWidth - box.clientWidth") == 0
    assert dialog.locator("img").count() == 0


def test_a_server_that_refuses_is_said_and_the_words_stay(
    browser: Browser, shared_server: Server, recording: str, keep: Path
) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    page.goto(shared_server.entry)
    page.goto(f"{shared_server.url}/session/{recording}/debrief")
    page.get_by_test_id("share").click()
    page.get_by_test_id("share-label").fill("Grace")
    refusal = {"error": {"code": "store_failed", "message": "shares.sqlite3: the disk is full. Free some space."}}
    page.route("**/shares", lambda route: route.fulfill(status=503, json=refusal))
    page.get_by_test_id("share-make").click()
    expect(page.get_by_test_id("share-trouble")).to_contain_text("the disk is full")
    expect(page.get_by_test_id("share-label")).to_have_value("Grace")
    page.screenshot(path=keep / "refused.png")
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_neither_the_dialog_nor_a_guests_pages_have_a_barrier_that_axe_finds(
    scheme: str, browser: Browser, shared_server: Server, recording: str, keep: Path
) -> None:
    if not AXE.exists():
        pytest.skip("axe-core is not installed (cd web && npm ci)")
    sizes = {"desk": (1280, 800), "tablet": (820, 1180)}
    found: dict[str, list[str]] = {}
    for size, (width, height) in sizes.items():
        context = browser.new_context(
            viewport={"width": width, "height": height}, color_scheme=scheme, reduced_motion="reduce"
        )
        page = context.new_page()
        page.goto(shared_server.entry)
        for name, place in (("debrief", "debrief"), ("replay", "replay#30")):
            page.goto(f"{shared_server.url}/session/{recording}/{place}")
            page.get_by_test_id("share").click()
            expect(page.get_by_test_id("share-reach")).to_be_visible()
            page.wait_for_timeout(250)
            page.screenshot(path=keep / f"{size}-{name}-dialog.png")
            if name == "debrief":
                make_link(page, "Ada, my coach")
                make_link(page, "", "Until I withdraw it", may_comment=False)
                page.screenshot(path=keep / f"{size}-{name}-made.png")
            found[f"{size} {name} dialog"] = barriers(page)
        context.close()
        context = browser.new_context(
            viewport={"width": width, "height": height}, color_scheme=scheme, reduced_motion="reduce"
        )
        page = context.new_page()
        page.goto(shared(shared_server, recording)[0])
        for name, path, mark in (
            ("guest debrief", f"/session/{recording}/debrief", "overall"),
            ("guest replay", f"/session/{recording}/replay#30", "replay-bar"),
            ("guest home", "/", "guest-page"),
            ("turned away", "/progress", "guest-page"),
        ):
            page.goto(shared_server.url + path)
            expect(page.get_by_test_id(mark)).to_be_visible()
            expect(page.get_by_test_id("by-link")).to_be_visible()
            page.wait_for_timeout(250)
            page.screenshot(path=keep / f"{size}-{name}.png")
            assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0
            found[f"{size} {name}"] = barriers(page)
        context.close()
    assert found == {name: [] for name in found}
