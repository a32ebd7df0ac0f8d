import { EditorSelection, EditorState } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { describe, expect, it } from "vitest";
import { addCell, appendCells, cellAtCursor, cellBoundaries, cellsToRun, cellTools, goToCell, isInMarkedCell, runCellHere, type CellToRun } from "../src/editor/cells";

const code = "import x\n\n# %% a\na = 1\n# %% [markdown] note\n# words\n# %% b\nb = 2\n# %%\n";

const stateAt = (at: number, doc = code) => EditorState.create({ doc, selection: EditorSelection.cursor(at), extensions: cellBoundaries });
const at = (text: string) => stateAt(code.indexOf(text));

describe("cells in the editor", () => {
  it("know where the cursor is", () => {
    expect([at("import"), at("a = 1"), at("# words"), at("b = 2")].map(cellAtCursor)).toEqual([0, 1, 2, 3]);
    expect([at("import"), at("# %% a"), at("b = 2")].map(isInMarkedCell)).toEqual([false, true, true]);
    expect([cellAtCursor(stateAt(0, "x = 1")), isInMarkedCell(stateAt(0, "x = 1"))]).toEqual([null, false]);
    expect(cellAtCursor(stateAt(0, "\n# %%\n1"))).toBeNull();
  });

  it("can be run when they are code with something in it", () => {
    expect(cellsToRun(at("import")).map(({ index }) => index)).toEqual([0, 1, 3]);
    expect(cellsToRun(at("import"), 0, 3).map(({ source }) => source)).toEqual(["import x\n", "a = 1"]);
  });

  it("are begun after the one of the cursor", () => {
    const next = (state: EditorState) => {
      const { state: after } = state.update(addCell(state));
      return [after.doc.toString(), after.selection.main.head];
    };
    const between = code.replace("# %% [markdown]", "# %%\n\n# %% [markdown]");
    expect(next(at("a = 1"))).toEqual([between, between.indexOf("# %%\n\n") + 5]);
    expect(next(stateAt(2, "x = 1"))).toEqual(["x = 1\n# %%\n", 11]);
    expect(next(stateAt(0, ""))).toEqual(["# %%\n", 5]);
  });

  it("come after everything else when they are read from a file, in one step back", () => {
    const state = stateAt(0, "x = 1\n\n\n");
    expect(state.update(appendCells(state, "# %% one\r\n1\r\n")).state.doc.toString()).toBe("x = 1\n\n# %% one\n1\n");
    expect(state.update(appendCells(state, "print(1)\n# %%\n2")).state.doc.toString()).toBe("x = 1\n\n# %%\nprint(1)\n# %%\n2");
  });

  it("run with their keys, and the cursor goes on", () => {
    const ran: CellToRun[] = [];
    const run = (cells: readonly CellToRun[]) => ran.push(...cells);
    const view = new EditorView({ parent: document.body, state: EditorState.create({ doc: code, extensions: [cellBoundaries, cellTools(run)] }) });
    expect(runCellHere(view, run, true)).toBe(true);
    expect(view.state.selection.main.head).toBe(code.indexOf("a = 1"));
    view.contentDOM.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", code: "Enter", shiftKey: true, bubbles: true, cancelable: true }));
    expect(ran.map(({ index }) => index)).toEqual([0, 1]);
    view.dispatch(goToCell(view.state, 99));
    expect(cellAtCursor(view.state)).toBe(2);
    expect(runCellHere(view, run, false)).toBe(true);
    expect(ran).toHaveLength(2);
    view.destroy();
  });

  it("leave code without markers alone", () => {
    const view = new EditorView({ parent: document.body, state: EditorState.create({ doc: "x = 1", extensions: [cellBoundaries, cellTools(() => undefined)] }) });
    expect(runCellHere(view, () => undefined, true)).toBe(false);
    expect(view.dom.querySelectorAll(".cm-cell-now, .cm-cell-start, .cm-cell-run")).toHaveLength(0);
    view.destroy();
  });
});
