import { ChangeSet, Text } from "@codemirror/state";
import { describe, expect, it } from "vitest";
// The server's side is held to the same table by `tests/contract/test_cells_on_both_sides.py`.
import cases from "../../tests/contract/cells.json";
import { cellAtLine, cellsOf, hasMarkers, nameOf } from "../src/text/cells";
import { cellLineNow, shownCells } from "../src/session/notebook";
import { emptyScreen, foldEnvelope, type ScreenState } from "../src/session/screen";
import type { Event } from "../src/wire/messages";
import { line } from "./lines";
import { cellRan, cellRequested, cellsEnded, edit, runStopped } from "./events";

describe("cellsOf", () => {
  it.each(cases)("$holds", ({ code, cells }) => {
    const found = cellsOf(code).map(({ source, kind, title, firstLine }) => ({ source, kind, title, first_line: firstLine }));
    expect(found).toEqual(cells);
  });

  it("says where each marker stands and which cell a line is in", () => {
    const cells = cellsOf("import x\n\n# %% a\n1\n# %%\n  y = 2\n");
    expect(cells.map((cell) => cell.markerLine)).toEqual([null, 3, 5]);
    expect([1, 2, 3, 4, 5, 7].map((number) => cellAtLine(cells, number))).toEqual([0, 0, 1, 1, 2, 2]);
    expect(cells.map(nameOf)).toEqual(["import x", "a", "y = 2"]);
    expect(cellAtLine(cellsOf("\n# %%\n"), 1)).toBeNull();
    expect([hasMarkers(cells), hasMarkers(cellsOf("x = 1"))]).toEqual([true, false]);
  });
});

const starter = "import x\n\n# %% a\na = 1\n\n# %% b\nb = a\n";

/** A session in which each event is one second after the one before. */
class Played {
  screen: ScreenState = emptyScreen(starter);

  then(...events: readonly Event[]): this {
    for (const event of events) this.screen = foldEnvelope(this.screen, line(this.screen.lastSeq + 1, (this.screen.lastSeq + 1) * 1000, event));
    return this;
  }

  replace(from: string, by: string): this {
    const code = this.screen.code.toString();
    const at = code.indexOf(from);
    const changes = ChangeSet.of({ from: at, to: at + from.length, insert: Text.of(by.split("\n")) }, code.length);
    return this.then(edit(changes.toJSON() as Parameters<typeof edit>[0]));
  }

  get seen() {
    return shownCells(this.screen.notebook, this.screen.code).map(({ name, run, isStale, isGone }) =>
      run === null ? name : `${name} ${run.outcome?.report.result ?? (run.endedSeq === null ? "going" : "ended")}${isStale ? " stale" : ""}${isGone ? " gone" : ""}`,
    );
  }
}

const ranBoth = () =>
  new Played().then(cellRequested(1), cellRan(1, { result: "A" }), cellRequested(2), cellRan(3, { result: "B" }));

describe("results of cells", () => {
  it("stand with their cells in the order of the file, the last one of each", () => {
    const played = ranBoth();
    expect(played.seen).toEqual(["import x", "a A", "b B"]);
    played.then(cellRequested(1));
    expect(played.seen).toEqual(["import x", "a going", "b B"]);
    played.then(cellRan(5, { result: "A2" }));
    expect(played.seen).toEqual(["import x", "a A2", "b B"]);
    expect(played.screen.notebook.runs).toHaveLength(2);
  });

  it("are stale from when their source changes until it is as it was", () => {
    const played = ranBoth().replace("a = 1", "a = 2");
    expect(played.seen).toEqual(["import x", "a A stale", "b B"]);
    expect(played.replace("a = 2", "a = 1").seen).toEqual(["import x", "a A", "b B"]);
  });

  it("are not stale for a new name or blank lines before the next cell", () => {
    expect(ranBoth().replace("# %% a", "# %% first").replace("\n\n# %% b", "\n\n\n\n# %% b").seen).toEqual(["import x", "first A", "b B"]);
  });

  it("keep to their cells when cells are put before, between and after", () => {
    const played = ranBoth().replace("# %% b", "# %% new\nn\n# %% b").replace("import x", "# %% top\nimport x");
    expect(played.seen).toEqual(["top", "a A", "new", "b B"]);
  });

  it("come back with a cell that was cut and put elsewhere", () => {
    const played = ranBoth().replace("# %% a\na = 1\n\n", "");
    expect(played.seen).toEqual(["import x", "b B"]);
    expect(played.replace("b = a\n", "b = a\n# %% a\na = 1\n").seen).toEqual(["import x", "b B", "a A"]);
  });

  it("outlive a replacement of the whole text by the same cells", () => {
    const played = ranBoth();
    expect(played.replace(starter, `${starter}# %% c\n`).seen).toEqual(["import x", "a A", "b B", "c"]);
  });

  it("of the code before the first marker stay there whatever is done to its first line", () => {
    const played = new Played().then(cellRequested(0), cellRan(1, { result: "H" }));
    expect(played.replace("import x", "import y").seen).toEqual(["import y H stale", "a", "b"]);
  });

  it("are marked when the process that made them is gone, until the cell runs again", () => {
    const played = ranBoth().then(cellsEnded("idle"));
    expect(played.seen).toEqual(["import x", "a A gone", "b B gone"]);
    expect([played.screen.notebook.gone?.why, played.screen.notebook.isFresh]).toEqual(["idle", true]);
    played.then(cellRequested(1), cellRan(6, { result: "A2" }));
    expect(played.seen).toEqual(["import x", "a A2", "b B gone"]);
    expect(played.screen.notebook.isFresh).toBe(false);
  });

  it("say that all is lost when the process ended during a cell", () => {
    const played = ranBoth().then(cellRequested(2), cellRan(5, { verdict: "memory_limit", state_lost: true }));
    expect(played.screen.notebook.gone?.why).toBe("lost");
    expect(played.seen[1]).toBe("a A gone");
  });

  it("are drawn anew for the cell that was edited alone", () => {
    const played = ranBoth();
    const before = shownCells(played.screen.notebook, played.screen.code);
    played.replace("a = 1", "a = 12");
    const after = shownCells(played.screen.notebook, played.screen.code, before);
    expect(after.map((shown, index) => shown === before[index])).toEqual([true, false, true]);
    expect(after).toEqual(shownCells(played.screen.notebook, played.screen.code).map((shown, index) => (index === 1 ? shown : before[index])));
    played.then(cellRequested(2));
    expect(shownCells(played.screen.notebook, played.screen.code, after)[2]?.run?.endedSeq).toBeNull();
  });

  it("keep the reason that the log gives when a report says afterwards that all is lost", () => {
    const played = ranBoth().then(cellRequested(2), cellsEnded("server_restarted"), cellRan(5, { verdict: "runner_fault", state_lost: true }));
    expect(played.screen.notebook.gone?.why).toBe("server_restarted");
    expect(new Played().then(cellRequested(1), cellRan(1, { state_lost: true }), cellsEnded("restarted")).screen.notebook.gone?.why).toBe("restarted");
  });

  it("end for a cell that was stopped, or whose process was taken from under it", () => {
    expect(new Played().then(cellRequested(1), runStopped(1)).seen[1]).toBe("a ended");
    expect(new Played().then(cellRequested(1), cellsEnded("restarted")).seen[1]).toBe("a ended gone");
  });

  it("pass over a request for a cell that is not there and a result that nobody asked for", () => {
    expect(new Played().then(cellRequested(9), cellRan(9)).screen.notebook.runs).toEqual([]);
  });

  it("find the line of an error after lines were put above the cell", () => {
    const played = ranBoth().then(cellRequested(2), cellRan(5, { verdict: "error", error_line: 7 })).replace("import x", "import x\nimport y\nimport z");
    const shown = shownCells(played.screen.notebook, played.screen.code)[2];
    expect(shown === undefined ? 0 : cellLineNow(shown, 7, played.screen.code)).toBe(9);
  });

  it("do not pile up when cells are thrown away again and again", () => {
    const played = new Played();
    for (let nth = 0; nth < 80; nth += 1) {
      const asked = played.screen.lastSeq + 1;
      played.then(cellRequested(1), cellRan(asked, { result: "A" })).replace("# %% a\na = ", `# %% a\na = ${nth}`);
      played.replace("# %% a", "").replace("import x\n\n", "import x\n\n# %% a");
    }
    expect(played.screen.notebook.runs.length).toBeLessThan(40);
  });
});
