"""The sketch pad: drawing with every tool, undo, notes, files; that it is kept here and goes nowhere else."""

import json
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from playwright.sync_api import Browser, Page, expect

from question_bank.load import load_bank
from tests.browser.candidate_at_the_page import CandidateAtThePage
from tests.browser.server_process import Server
from tests.browser.test_data import barriers


class Drawer(CandidateAtThePage):
    """A candidate who sketches."""

    def open_sketch(self) -> None:
        self.page.keyboard.press("Alt+3")
        expect(self.page.get_by_test_id("sketch-sheet")).to_be_visible()

    def take(self, name: str) -> None:
        self.page.get_by_test_id(name).click()

    def place(self, across: float, down: float) -> tuple[float, float]:
        """A point of the window, from its shares of the sheet."""
        box = self.page.get_by_test_id("sketch-sheet").bounding_box()
        assert box is not None
        return box["x"] + box["width"] * across, box["y"] + box["height"] * down

    def drag(self, *places: tuple[float, float]) -> None:
        first, *others = places
        self.page.mouse.move(*self.place(*first))
        self.page.mouse.down()
        for other in others:
            self.page.mouse.move(*self.place(*other), steps=5)
        self.page.mouse.up()

    def draw_all(self) -> None:
        self.drag((0.1, 0.8), (0.2, 0.6), (0.3, 0.85), (0.4, 0.6))
        self.take("tool-box")
        self.drag((0.1, 0.1), (0.35, 0.3))
        self.take("ink-teal")
        self.take("tool-arrow")
        self.drag((0.36, 0.2), (0.6, 0.2))
        self.take("ink-red")
        self.take("tool-line")
        self.drag((0.5, 0.9), (0.95, 0.5))
        self.take("tool-text")
        self.page.mouse.click(*self.place(0.13, 0.2))
        expect(self.page.get_by_test_id("sketch-text")).to_be_focused()
        self.page.keyboard.type("<b>train</b>")
        self.page.keyboard.press("Enter")

    def drawn(self) -> str:
        return self.page.get_by_test_id("sketch-sheet").get_attribute("aria-label") or ""


ALL = "Sketch: 1 stroke, 1 line, 1 arrow, 1 box, the words “<b>train</b>”"


@pytest.fixture
def drawer(page: Page, shared_server: Server) -> Drawer:
    page.set_viewport_size({"width": 1280, "height": 800})
    return Drawer(page, load_bank().get("churn-prediction"))


def test_every_tool_draws_and_what_is_drawn_stays_here(drawer: Drawer, page: Page, shared_server: Server) -> None:
    session_id = drawer.start(shared_server.entry)
    drawer.open_sketch()
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.method))
    drawer.draw_all()
    assert drawer.drawn() == ALL
    page.get_by_test_id("sketch-notes").fill("split by month")
    page.reload()
    page.get_by_test_id("tab-sketch").click()
    expect(page.get_by_test_id("sketch-notes")).to_have_value("split by month")
    assert drawer.drawn() == ALL
    assert page.get_by_test_id("sketch-sheet").locator("b").count() == 0
    assert [method for method in sent if method != "GET"] == []
    log = shared_server.request(f"/api/sessions/{session_id}/log")
    assert b"split by month" not in log
    assert b"train</b>" not in log
    page.goto(f"{shared_server.url}/session/{session_id}/replay")
    expect(page.get_by_test_id("turn-interviewer").first).to_be_visible()
    expect(page.get_by_test_id("tab-checks")).to_be_visible()
    expect(page.get_by_test_id("tab-sketch")).to_have_count(0)


def test_undo_redo_erase_and_clear(drawer: Drawer, page: Page, shared_server: Server) -> None:
    drawer.start(shared_server.entry)
    drawer.open_sketch()
    drawer.draw_all()
    sheet = page.get_by_test_id("sketch-sheet")
    drawer.take("tool-eraser")
    drawer.drag((0.7, 0.6), (0.8, 0.8))
    expect(sheet).to_have_attribute("data-marks", "4")
    page.keyboard.press("ControlOrMeta+z")
    expect(sheet).to_have_attribute("data-marks", "5")
    page.keyboard.press("ControlOrMeta+Shift+z")
    expect(sheet).to_have_attribute("data-marks", "4")
    drawer.take("sketch-clear")
    expect(sheet).to_have_attribute("aria-label", "Sketch, empty")
    drawer.take("sketch-undo")
    drawer.take("sketch-undo")
    assert drawer.drawn() == ALL

    drawer.take("tool-text")
    page.mouse.click(*drawer.place(0.15, 0.2))
    expect(page.get_by_test_id("sketch-text")).to_have_value("<b>train</b>")
    page.keyboard.press("Escape")
    assert drawer.drawn() == ALL
    page.mouse.click(*drawer.place(0.15, 0.2))
    page.get_by_test_id("sketch-text").fill("test")
    page.keyboard.press("Enter")
    assert drawer.drawn() == ALL.replace("<b>train</b>", "test")


def test_files_hold_the_sketch(drawer: Drawer, page: Page, shared_server: Server, keep: Path) -> None:
    drawer.start(shared_server.entry)
    drawer.open_sketch()
    drawer.draw_all()
    saved = {}
    for name in ("png", "svg"):
        with page.expect_download() as download:
            drawer.take(f"sketch-{name}")
        download.value.save_as(keep / download.value.suggested_filename)
        saved[name] = (keep / download.value.suggested_filename).read_bytes()
    assert saved["png"].startswith(b"\x89PNG\r\n")
    assert saved["png"][16:24] == (1920).to_bytes(4) + (1440).to_bytes(4)
    drawing = ET.fromstring(saved["svg"].decode())
    tags = [element.tag.rpartition("}")[2] for element in drawing]
    assert tags == ["rect", "path", "path", "path", "path", "text"]
    assert drawing[-1].text == "<b>train</b>"
    assert "var(" not in saved["svg"].decode()


def test_a_pen_tells_its_pressure_and_a_finger_draws(browser: Browser, shared_server: Server) -> None:
    context = browser.new_context(viewport={"width": 820, "height": 1180}, has_touch=True, reduced_motion="reduce")
    context.set_default_timeout(20_000)
    page = context.new_page()
    drawer = Drawer(page, load_bank().get("churn-prediction"))
    session_id = drawer.start(shared_server.entry)
    drawer.open_sketch()
    driver = context.new_cdp_session(page)
    for kind, across, pressure in (("mousePressed", 0.1, 0.2), ("mouseMoved", 0.4, 0.6), ("mouseReleased", 0.7, 0.9)):
        x, y = drawer.place(across, 0.3)
        driver.send("Input.dispatchMouseEvent", {
            "type": kind, "x": x, "y": y, "button": "left", "buttons": 1, "clickCount": 1,
            "pointerType": "pen", "force": pressure,
        })  # fmt: skip
    for kind, across in (("touchStart", 0.1), ("touchMove", 0.5), ("touchEnd", None)):
        points = [] if across is None else [dict(zip("xy", drawer.place(across, 0.7), strict=True))]
        driver.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    expect(page.get_by_test_id("sketch-sheet")).to_have_attribute("aria-label", "Sketch: 2 strokes")
    page.wait_for_timeout(500)
    kept = json.loads(page.evaluate("(key) => localStorage.getItem(key)", f"thinkaloud:sketch:{session_id}"))
    pen, finger = kept["marks"]
    assert pen["isPressed"]
    assert {0.2, 0.6} <= set(pen["points"][2::3])
    assert not finger["isPressed"]
    assert set(finger["points"][2::3]) == {0.5}
    context.close()


def test_a_full_browser_is_told_of(drawer: Drawer, page: Page, shared_server: Server, keep: Path) -> None:
    drawer.start(shared_server.entry)
    drawer.open_sketch()
    page.evaluate(
        "() => { Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') } }"
    )
    drawer.draw_all()
    expect(page.get_by_test_id("sketch-trouble")).to_contain_text("no room to keep the sketch")
    page.screenshot(path=keep / "full.png")


@pytest.mark.parametrize(("scheme", "width", "height"), [("light", 1280, 800), ("dark", 820, 1180)])
def test_the_pad_bars_nobody_small_and_large(
    scheme: str, width: int, height: int, browser: Browser, shared_server: Server, keep: Path
) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": height}, color_scheme=scheme, reduced_motion="reduce"
    )
    context.set_default_timeout(20_000)
    page = context.new_page()
    drawer = Drawer(page, load_bank().get("churn-prediction"))
    drawer.start(shared_server.entry)
    drawer.open_sketch()
    page.screenshot(path=keep / "empty.png")
    drawer.draw_all()
    page.get_by_test_id("sketch-notes").fill("X: (n, 18)\ny: 0 or 1")
    page.screenshot(path=keep / "small.png")
    found = barriers(page)
    page.get_by_test_id("sketch-larger").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("sketch-dialog")).to_be_visible()
    assert drawer.drawn() == ALL
    page.screenshot(path=keep / "large.png")
    found += barriers(page)
    # Tools by keyboard: to the group, along it, take.
    page.get_by_test_id("tool-text").focus()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("tool-box")).to_have_attribute("data-state", "on")
    page.keyboard.press("Escape")
    expect(page.get_by_test_id("sketch-dialog")).to_have_count(0)
    expect(page.get_by_test_id("sketch-larger")).to_be_focused()
    expect(page.get_by_test_id("sketch-notes")).to_have_value("X: (n, 18)\ny: 0 or 1")
    context.close()
    assert found == []
