"""The code editor: names it offers, parameters it shows, whose keys it takes, what it marks and what it remembers."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from question_bank.load import load_bank
from tests.browser.candidate_at_the_page import CandidateAtThePage
from tests.browser.server_process import Server
from tests.browser.test_pages import AXE

IMPORTS = "import numpy as np\n\n"


@pytest.fixture
def candidate(page: Page, shared_server: Server) -> CandidateAtThePage:
    candidate = CandidateAtThePage(page, load_bank().get("kmeans-lloyd"))
    candidate.start(shared_server.entry)
    return candidate


def offered(page: Page) -> Locator:
    return page.locator(".cm-tooltip-autocomplete li")


def begin(candidate: CandidateAtThePage, code: str) -> None:
    """Replace the code, and type on at its end."""
    candidate.write(code)
    candidate.page.keyboard.press("ControlOrMeta+End")


def type_until_offered(page: Page, text: str, name: str) -> None:
    page.keyboard.type(text)
    expect(offered(page).filter(has_text=re.compile(rf"^{name}"))).not_to_have_count(0)
    # The list takes no key in its first moment, so that nobody hits it by chance.
    page.wait_for_timeout(150)


def test_names_are_offered_and_take_no_key_from_those_who_write_on(candidate: CandidateAtThePage, page: Page) -> None:
    begin(candidate, IMPORTS)
    type_until_offered(page, "np.argso", "argsort")
    page.keyboard.press("Tab")
    expect(candidate.editor).to_contain_text("np.argsort")
    page.keyboard.press("Enter")

    type_until_offered(page, "np.argso", "argsort")
    page.keyboard.press("Enter")
    page.keyboard.type("1")
    assert candidate.code().split("\n")[-2:] == ["np.argso", "1"]
    page.keyboard.press("Enter")

    type_until_offered(page, "np.argso", "argsort")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert candidate.code().split("\n")[-1] == "np.argsort"
    page.keyboard.press("Enter")

    page.keyboard.type("# np.arg")
    page.wait_for_timeout(600)
    expect(offered(page)).to_have_count(0)


def test_the_names_of_the_file_and_methods_are_offered(candidate: CandidateAtThePage, page: Page) -> None:
    begin(candidate, IMPORTS + "n_neighbours = 3\npoints = np.ones(4)\n")
    type_until_offered(page, "n_nei", "n_neighbours")
    page.keyboard.press("Escape")
    page.keyboard.press("Enter")
    type_until_offered(page, "points.resh", "reshape")


def test_the_parameters_of_a_call_are_shown_with_the_current_one(
    candidate: CandidateAtThePage, page: Page, keep: Path
) -> None:
    begin(candidate, IMPORTS + "def nearest(points, k=3):\n    return points[:k]\n\n\n")
    signature = page.locator(".cm-signature")
    page.keyboard.type("np.where(")
    expect(signature.locator("strong")).to_have_text("condition")
    page.keyboard.type("x > 0, ")
    expect(signature.locator("strong")).to_have_text(re.compile("^x"))
    page.screenshot(path=keep / "signature.png")
    page.keyboard.type("nearest(p, k=")
    expect(signature).to_have_text("nearest(points, k=3)")
    expect(signature.locator("strong")).to_have_text("k=3")
    page.keyboard.press("Escape")
    expect(signature).to_have_count(0)
    page.keyboard.press("Control+Shift+Space")
    expect(signature).to_be_visible()
    page.keyboard.press("ControlOrMeta+Home")
    expect(signature).to_have_count(0)


def test_what_python_cannot_read_is_marked_after_a_while_and_not_before(
    candidate: CandidateAtThePage, page: Page
) -> None:
    begin(candidate, IMPORTS)
    mark = page.locator(".cm-syntax-mark")
    page.keyboard.type("y = = 2")
    page.wait_for_timeout(1200)
    expect(mark).to_have_count(0)
    expect(mark).to_have_count(1, timeout=5_000)
    mark.hover()
    expect(page.locator(".cm-tooltip-lint")).to_contain_text("Python cannot read this line")
    page.keyboard.type("2")
    expect(mark).to_have_count(0)


@pytest.mark.parametrize("keys", ["default", "vim", "emacs"])
def test_whichever_keys_edit_ctrl_enter_runs_and_escape_then_tab_leaves(
    keys: str, candidate: CandidateAtThePage, page: Page, keep: Path
) -> None:
    candidate.write('print("hello")\n')
    page.get_by_test_id("editor-keys").select_option(keys)
    if keys == "vim":
        expect(page.locator(".cm-vim-panel")).to_be_visible()
        candidate.editor.click()
        page.keyboard.type("ggOimport math")
        type_until_offered(page, "\nmath.sqr", "sqrt")
        page.keyboard.press("Tab")
        page.keyboard.press("Escape")
        page.keyboard.type("yyp")
        assert candidate.code().split("\n")[:3] == ["import math", "math.sqrt", "math.sqrt"]
        page.keyboard.type("u")
        assert candidate.code().split("\n")[:2] == ["import math", "math.sqrt"]
    elif keys == "emacs":
        page.wait_for_timeout(500)
        candidate.editor.click()
        page.keyboard.press("Control+Home")
        page.keyboard.press("Control+k")
        expect(candidate.editor).not_to_contain_text("hello")
        page.keyboard.type("y = 1")
        page.keyboard.press("Enter")
        page.keyboard.press("Control+y")
        assert candidate.code().split("\n")[:2] == ["y = 1", 'print("hello")']
    else:
        candidate.editor.click()
    candidate.until_saved()
    candidate.run()
    page.screenshot(path=keep / "ran.png")

    candidate.editor.click()
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")
    expect(candidate.editor).not_to_be_focused()

    page.reload()
    expect(page.get_by_test_id("editor-keys")).to_have_value(keys)
    if keys == "vim":
        expect(page.locator(".cm-vim-panel")).to_be_visible()
        before = candidate.code()
        candidate.editor.click()
        page.keyboard.type("kj")
        assert candidate.code() == before


def test_what_was_typed_before_a_reload_can_be_undone_after_it(candidate: CandidateAtThePage, page: Page) -> None:
    begin(candidate, "x = 1\n")
    page.wait_for_timeout(800)
    page.keyboard.type("y = 2")
    candidate.until_saved()
    page.reload()
    expect(candidate.editor).to_contain_text("y = 2")
    candidate.editor.click()
    page.keyboard.press("ControlOrMeta+z")
    expect(candidate.editor).not_to_contain_text("y = 2")
    expect(candidate.editor).to_contain_text("x = 1")
    candidate.until_saved()
    page.reload()
    expect(candidate.editor).to_contain_text("x = 1")
    expect(candidate.editor).not_to_contain_text("y = 2")
    candidate.editor.click()
    page.keyboard.press("Control+y")
    expect(candidate.editor).to_contain_text("y = 2")


def test_search_and_several_cursors(candidate: CandidateAtThePage, page: Page) -> None:
    begin(candidate, "total = 1\nprint(total)\n")
    page.keyboard.press("ControlOrMeta+f")
    search = page.locator(".cm-search input[name=search]")
    expect(search).to_be_focused()
    page.keyboard.type("total")
    expect(page.locator(".cm-searchMatch")).to_have_count(2)
    page.keyboard.press("Escape")
    expect(search).to_have_count(0)

    candidate.editor.locator(".cm-line").first.dblclick(position={"x": 12, "y": 8})
    page.keyboard.press("ControlOrMeta+d")
    page.keyboard.type("mean")
    page.keyboard.press("Escape")
    assert candidate.code().split("\n")[:2] == ["mean = 1", "print(mean)"]

    page.keyboard.press("ControlOrMeta+Home")
    page.keyboard.press("Control+Alt+ArrowDown")
    page.keyboard.type("# ")
    assert candidate.code().split("\n")[:2] == ["# mean = 1", "# print(mean)"]


def test_no_barrier_that_axe_finds(candidate: CandidateAtThePage, page: Page, keep: Path) -> None:
    if not AXE.is_file():
        pytest.skip("axe-core is not installed (cd web && npm ci)")
    page.evaluate(AXE.read_text(encoding="utf-8"))

    def barriers() -> list[str]:
        # The arrow keys scroll the list of names; the focus stays in the code.
        names = ".cm-tooltip-autocomplete > ul"
        report = page.evaluate(f"axe.run({{ exclude: ['{names}'] }}, {{ resultTypes: ['violations'] }})")
        return [f"{each['id']}: {node['html'][:160]}" for each in report["violations"] for node in each["nodes"]]

    begin(candidate, IMPORTS + "x = = 2\n")
    expect(page.locator(".cm-syntax-mark")).to_have_count(1, timeout=5_000)
    type_until_offered(page, "np.where(np.ar", "argmax")
    page.keyboard.press("ArrowDown")
    page.screenshot(path=keep / "offered.png")
    assert barriers() == []
    page.get_by_test_id("shortcuts").click()
    expect(page.get_by_test_id("shortcuts-dialog")).to_contain_text("In the editor")
    page.screenshot(path=keep / "shortcuts.png")
    assert barriers() == []
