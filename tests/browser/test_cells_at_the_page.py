"""Notebook cells at the page: run, kept state, shown results, interrupting, restarting, and all of it by keyboard."""

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from question_bank.load import load_bank
from tests.browser.candidate_at_the_page import RUN_MS, CandidateAtThePage
from tests.browser.server_process import Server
from tests.browser.test_pages import AXE

CELLS = """import pandas as pd

# %% load
table = pd.read_csv("customers.csv")
table

# %% [markdown]
# A look at one column.

# %% draw
import matplotlib.pyplot as plt

table.select_dtypes("number").iloc[:, 0].hist()
plt.title("First column")
plt.show()

# %% count
n_seen = len(table)
print("seen", n_seen)
n_seen + 1"""


class Notebook(CandidateAtThePage):
    """A candidate who explores in cells."""

    def cell(self, number: int) -> Locator:
        return self.page.get_by_test_id(f"cell-{number}")

    def until_ran(self, number: int) -> Locator:
        """Wait until a cell has come to an end, and give what is shown of it."""
        cell = self.cell(number)
        expect(cell).to_have_attribute("data-state", "ran", timeout=RUN_MS)
        return cell

    def go_to(self, line: str) -> None:
        """Put the cursor into the editor's line that holds these words."""
        self.editor.locator(".cm-line", has_text=line).first.click()

    def run_here(self, number: int, key: str = "ControlOrMeta+Enter") -> Locator:
        self.page.keyboard.press(key)
        return self.until_ran(number)


@pytest.fixture
def notebook(page: Page, shared_server: Server) -> Notebook:
    page.set_viewport_size({"width": 1280, "height": 800})
    candidate = Notebook(page, load_bank().get("churn-prediction"))
    candidate.start(shared_server.entry)
    candidate.reach("code")
    return candidate


def test_cells_show_tables_figures_and_values_and_share_their_state(
    notebook: Notebook, page: Page, shared_server: Server, keep: Path
) -> None:
    notebook.write(CELLS)
    page.get_by_test_id("cells-run-all").click()
    expect(notebook.until_ran(5).get_by_test_id("cell-stdout")).to_contain_text("seen")
    shown = notebook.cell(2).get_by_test_id("table")
    expect(shown.locator("th[scope=col]").first).to_be_visible()
    expect(shown.get_by_test_id("table-extent")).to_have_text(re.compile(r"^\d+ of [\d,]+ rows, \d+ columns$"))
    expect(notebook.cell(4).get_by_test_id("figure")).to_be_visible()
    expect(notebook.cell(3)).to_have_attribute("data-kind", "markdown")
    expect(page.get_by_test_id("note-cells")).to_have_count(1)
    page.screenshot(path=keep / "all.png")

    n_seen = int(re.findall(r"\d+", notebook.cell(5).get_by_test_id("cell-stdout").inner_text())[-1])
    expect(notebook.cell(5).get_by_test_id("cell-value")).to_have_text(str(n_seen + 1))

    page.reload()
    expect(notebook.until_ran(5).get_by_test_id("cell-value")).to_have_text(str(n_seen + 1))
    page.goto(page.url + "/replay")
    expect(page.get_by_test_id("turn-interviewer").first).to_be_visible()
    page.keyboard.press("End")
    expect(page.get_by_test_id("tab-notebook")).to_be_visible()
    expect(notebook.cell(4).get_by_test_id("figure")).to_be_visible()
    assert page.get_by_test_id("cell-run").count() == 0
    page.screenshot(path=keep / "replay.png")
    page.keyboard.press("Home")
    expect(page.get_by_test_id("tab-notebook")).to_have_count(0)


def test_a_cell_is_marked_when_it_changes_and_new_when_it_ran_again(notebook: Notebook, page: Page) -> None:
    notebook.write("# %% one\nx = 1\nx\n# %% two\ny = 2\ny")
    notebook.go_to("x = 1")
    expect(notebook.run_here(1).get_by_test_id("cell-value")).to_have_text("1")
    expect(notebook.cell(2)).to_have_attribute("data-state", "never")
    page.keyboard.press("End")
    page.keyboard.type("0")
    expect(notebook.cell(1)).to_have_attribute("data-stale", "true")
    expect(notebook.cell(1).get_by_test_id("cell-value")).to_have_text("1")
    page.keyboard.press("ControlOrMeta+Enter")
    expect(notebook.cell(1).get_by_test_id("cell-value")).to_have_text("10", timeout=RUN_MS)
    expect(notebook.cell(1)).to_have_attribute("data-stale", "false")


def test_interrupting_keeps_the_variables_and_restarting_does_not(notebook: Notebook, page: Page, keep: Path) -> None:
    notebook.write("# %% first\nkept = 41\n# %% endless\nwhile True:\n    pass\n# %% look\nkept + 1")
    notebook.go_to("kept = 41")
    notebook.run_here(1)
    notebook.go_to("while True")
    page.keyboard.press("ControlOrMeta+Enter")
    expect(notebook.cell(2)).to_have_attribute("data-state", "running")
    page.screenshot(path=keep / "going.png")
    page.wait_for_timeout(300)
    page.get_by_test_id("stop").click()
    expect(notebook.until_ran(2).get_by_test_id("cell-interrupted")).to_be_visible()
    page.screenshot(path=keep / "interrupted.png")
    notebook.go_to("kept + 1")
    expect(notebook.run_here(3).get_by_test_id("cell-value")).to_have_text("42")

    page.get_by_test_id("cells-restart").click()
    expect(page.get_by_test_id("restart-dialog")).to_contain_text("variables")
    page.get_by_test_id("restart-confirm").click()
    expect(page.get_by_test_id("cells-gone")).to_have_attribute("data-why", "restarted")
    expect(notebook.cell(3)).to_have_attribute("data-gone", "true")
    page.screenshot(path=keep / "restarted.png")
    notebook.go_to("kept + 1")
    page.keyboard.press("ControlOrMeta+Enter")
    expect(notebook.cell(3).get_by_test_id("cell-error")).to_contain_text("NameError", timeout=RUN_MS)
    expect(page.get_by_test_id("cells-gone")).to_have_count(0)
    page.screenshot(path=keep / "error.png")


def test_what_waits_is_not_run_after_a_cell_that_raised(notebook: Notebook, page: Page) -> None:
    notebook.write("# %% a\nprint('a')\n# %% b\nraise ValueError('stop here')\n# %% c\nprint('c')")
    page.get_by_test_id("cells-run-all").click()
    expect(notebook.until_ran(2).get_by_test_id("cell-error")).to_contain_text("stop here")
    notebook.cell(2).get_by_test_id("go-to-error").click()
    expect(page.locator(".cm-activeLine")).to_contain_text("raise ValueError")
    expect(page.get_by_test_id("run-busy")).to_have_count(0)
    expect(notebook.cell(3)).to_have_attribute("data-state", "never")


def test_cells_by_keyboard_alone(notebook: Notebook, page: Page) -> None:
    notebook.write("")
    page.keyboard.press("Alt+Enter")
    page.keyboard.type("a = 20")
    page.keyboard.press("Alt+Enter")
    page.keyboard.type("a + 1")
    page.keyboard.press("ControlOrMeta+Home")
    page.keyboard.press("Shift+Enter")
    page.keyboard.press("Shift+Enter")
    expect(notebook.until_ran(2).get_by_test_id("cell-value")).to_have_text("21")
    assert notebook.code().split("\n") == ["# %%", "a = 20", "# %%", "a + 1"]

    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.insert_text("# %%\nwhile True: pass\n")
    page.keyboard.press("ControlOrMeta+Enter")
    expect(notebook.cell(1)).to_have_attribute("data-state", "running")
    page.keyboard.press("Alt+s")
    notebook.until_ran(1)
    # Run itself has a key of its own within a cell.
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.insert_text("# %%\nprint('all of it')\n")
    page.keyboard.press("Alt+r")
    expect(page.get_by_test_id("run-summary")).to_be_visible(timeout=RUN_MS)


def test_the_button_beside_a_cell_and_the_menu_run_it(notebook: Notebook, page: Page, keep: Path) -> None:
    notebook.write("# %% a\na = 3\na\n# %% b\na * 2\n# %% c\nprint('c')")
    notebook.go_to("print('c')")
    page.get_by_test_id("cell-menu").click()
    page.screenshot(path=keep / "menu.png")
    page.get_by_test_id("menu-run-above").click()
    expect(notebook.until_ran(2).get_by_test_id("cell-value")).to_have_text("6")
    expect(notebook.cell(3)).to_have_attribute("data-state", "never")
    page.locator(".cm-cell-run").nth(2).click()
    expect(notebook.until_ran(3).get_by_test_id("cell-stdout")).to_contain_text("c")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_results_and_cells_have_no_barrier_that_axe_finds(
    scheme: str, notebook: Notebook, page: Page, keep: Path
) -> None:
    if not AXE.exists():
        pytest.skip("axe-core is not installed (cd web && npm ci)")
    page.emulate_media(color_scheme=scheme)
    notebook.write(CELLS + "\n# %% wrong\nimport warnings\nwarnings.warn('take care')\nnowhere")
    page.get_by_test_id("cells-run-all").click()
    notebook.until_ran(6)
    page.evaluate(AXE.read_text(encoding="utf-8"))

    def barriers() -> list[str]:
        report = page.evaluate("axe.run(document, { resultTypes: ['violations'] })")
        return [f"{each['id']}: {node['html'][:160]}" for each in report["violations"] for node in each["nodes"]]

    page.screenshot(path=keep / "cells.png")
    assert barriers() == []
    page.get_by_test_id("cell-menu").click()
    expect(page.get_by_test_id("menu-add")).to_be_visible()
    assert barriers() == []
    page.keyboard.press("Escape")
    page.keyboard.press("Alt+r")
    expect(page.get_by_test_id("run-summary")).to_be_visible(timeout=RUN_MS)
    for tab in ("checks", "output"):
        page.get_by_test_id(f"tab-{tab}").click()
        page.screenshot(path=keep / f"{tab}.png")
        assert barriers() == []


def test_a_notebook_file_goes_out_and_comes_in(notebook: Notebook, page: Page, tmp_path: Path) -> None:
    notebook.write("# %% one\nx = 1\n\n# %% [markdown]\n# Words.\n")
    page.get_by_test_id("cell-menu").click()
    with page.expect_download() as started:
        page.get_by_test_id("menu-export").click()
    file = tmp_path / "mine.ipynb"
    started.value.save_as(file)
    exported = json.loads(file.read_bytes())
    assert [cell["cell_type"] for cell in exported["cells"]] == ["code", "markdown"]

    notebook.write("y = 2")
    page.get_by_test_id("notebook-file").set_input_files(file)
    notebook.until(lambda: "x = 1" in notebook.code(), "the imported cells")
    assert notebook.code().startswith("y = 2")
    expect(page.get_by_test_id("cell-2")).to_be_visible()
