// Notebook cells in the editor: where they begin, which one the cursor is in, a button to run each, and the commands.
// Knows nothing of how a cell is run. Code without a marker looks and behaves as if this were not here.
import { Prec, RangeSetBuilder, StateField, type EditorState, type Extension, type TransactionSpec } from "@codemirror/state";
import { Decoration, EditorView, gutter, GutterMarker, keymap, ViewPlugin, type DecorationSet, type ViewUpdate } from "@codemirror/view";
import { cellAtLine, cellsOf, hasMarkers, type Cell } from "../text/cells";

export interface CellToRun {
  readonly index: number;
  readonly source: string;
}

const cellsField = StateField.define<readonly Cell[]>({
  create: (state) => cellsOf(state.doc.toString()),
  update: (cells, transaction) => (transaction.docChanged ? cellsOf(transaction.newDoc.toString()) : cells),
});

/** The cells of the text. */
export function cellsIn(state: EditorState): readonly Cell[] {
  return state.field(cellsField);
}

/** The cell that the cursor is in; null where the text is no notebook. */
export function cellAtCursor(state: EditorState): number | null {
  const cells = cellsIn(state);
  return hasMarkers(cells) ? cellAtLine(cells, lineAtCursor(state)) : null;
}

/** Whether the cursor is in a cell that a marker begins. */
export function isInMarkedCell(state: EditorState): boolean {
  const index = cellAtCursor(state);
  return index !== null && cellsIn(state)[index]?.markerLine !== null;
}

/** Those of the cells that can be run, as they are now. */
export function cellsToRun(state: EditorState, from = 0, until = Infinity): readonly CellToRun[] {
  return cellsIn(state).flatMap(({ kind, source }, index) =>
    index >= from && index < until && kind === "code" && source.trim() !== "" ? [{ index, source }] : [],
  );
}

/** Put the cursor at the beginning of a cell and show it. */
export function goToCell(state: EditorState, index: number): TransactionSpec {
  const cell = cellsIn(state)[index];
  if (cell === undefined) return {};
  const { from } = state.doc.line(Math.min(cell.firstLine, state.doc.lines));
  const top = state.doc.line(cell.markerLine ?? 1).from;
  return { selection: { anchor: from }, effects: EditorView.scrollIntoView(top, { y: "nearest", yMargin: 40 }) };
}

/** Put a new cell after the one that the cursor is in, and the cursor into it. */
export function addCell(state: EditorState): TransactionSpec {
  const next = cellsIn(state).find((cell) => (cell.markerLine ?? 0) > lineAtCursor(state))?.markerLine;
  const isLast = next === undefined || next === null;
  const at = isLast ? state.doc.length : state.doc.line(next).from;
  const before = state.doc.length === 0 || (at > 0 && state.doc.sliceString(at - 1, at) === "\n") ? "" : "\n";
  const insert = `${before}# %%\n${isLast ? "" : "\n"}`;
  const anchor = at + before.length + "# %%\n".length;
  return { changes: { from: at, insert }, selection: { anchor }, scrollIntoView: true, userEvent: "input.cell" };
}

/** Put cells after everything that is there. */
export function appendCells(state: EditorState, percent: string): TransactionSpec {
  const body = hasMarkers(cellsOf(percent).slice(0, 1)) ? percent : `# %%\n${percent}`;
  const text = state.doc.toString();
  const kept = text.trimEnd().length;
  const before = kept === 0 ? "" : "\n\n";
  return {
    changes: { from: kept, to: text.length, insert: before + body.replaceAll(/\r\n?/g, "\n") },
    selection: { anchor: kept + before.length },
    scrollIntoView: true,
    userEvent: "input.import",
  };
}

function lineAtCursor(state: EditorState): number {
  return state.doc.lineAt(state.selection.main.head).number;
}

const begins = Decoration.line({ class: "cm-cell-start" });
const isHere = Decoration.line({ class: "cm-cell-now" });

function boundariesIn(view: EditorView): DecorationSet {
  const cells = cellsIn(view.state);
  const marks = new RangeSetBuilder<Decoration>();
  if (!hasMarkers(cells)) return marks.finish();
  const starts = new Set(cells.map((cell) => cell.markerLine));
  const now = cellAtCursor(view.state);
  const first = now === null ? Infinity : (cells[now]?.markerLine ?? 1);
  const after = now === null ? 0 : (cells[now + 1]?.markerLine ?? Infinity);
  for (const { from, to } of view.visibleRanges) {
    for (let at = from; at <= to; ) {
      const line = view.state.doc.lineAt(at);
      if (starts.has(line.number)) marks.add(line.from, line.from, begins);
      if (line.number >= first && line.number < after) marks.add(line.from, line.from, isHere);
      at = line.to + 1;
    }
  }
  return marks.finish();
}

const boundaries = ViewPlugin.fromClass(
  class {
    marks: DecorationSet;
    constructor(view: EditorView) {
      this.marks = boundariesIn(view);
    }
    update(update: ViewUpdate): void {
      if (update.docChanged || update.selectionSet || update.viewportChanged) this.marks = boundariesIn(update.view);
    }
  },
  { decorations: (plugin) => plugin.marks },
);

const look = EditorView.theme({
  ".cm-cell-start": { boxShadow: "0 -1px 0 var(--border-strong)" },
  "&.cm-editor .cm-cell-now": { backgroundColor: "color-mix(in srgb, var(--accent) 6%, transparent)" },
  ".cm-cell-gutter .cm-gutterElement": { padding: "0 0 0 4px" },
  ".cm-cell-run": {
    border: "0", background: "none", color: "var(--accent)", cursor: "pointer", padding: "0 3px", font: "inherit", lineHeight: "inherit",
    fontSize: "11px", height: "100%", borderRadius: "4px",
  },
  ".cm-cell-run:hover": { backgroundColor: "var(--accent-soft)" },
});

/** Shows where cells begin and which one the cursor is in. */
export const cellBoundaries: Extension = [cellsField, boundaries, look];

class RunButton extends GutterMarker {
  override toDOM(): HTMLElement {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "cm-cell-run";
    button.textContent = "▶";
    button.title = "Run this cell (Shift Enter)";
    // Line numbers and what stands beside them are hidden from screen readers; the keys do the same.
    button.tabIndex = -1;
    return button;
  }
}
const runButton = new RunButton();

function runButtons(runCells: (cells: readonly CellToRun[]) => void): Extension {
  return gutter({
    class: "cm-cell-gutter",
    lineMarker: (view, block) => (cellBegunAt(view, block.from) === null ? null : runButton),
    lineMarkerChange: (update) => update.docChanged,
    domEventHandlers: {
      mousedown(view, block, event) {
        const cell = cellBegunAt(view, block.from);
        if (cell === null || !(event.target instanceof Element) || event.target.closest(".cm-cell-run") === null) return false;
        event.preventDefault();
        runCells([cell]);
        return true;
      },
    },
  });
}

function cellBegunAt(view: EditorView, at: number): CellToRun | null {
  const cells = cellsIn(view.state);
  if (!hasMarkers(cells)) return null;
  const number = view.state.doc.lineAt(at).number;
  const index = cells.findIndex((cell) => (cell.markerLine ?? 1) === number);
  return cellsToRun(view.state, index, index + 1)[0] ?? null;
}

/** Run the cell of the cursor and, if asked, go to the next one. Says whether there is a cell. */
export function runCellHere(view: EditorView, runCells: (cells: readonly CellToRun[]) => void, goesOn: boolean): boolean {
  const index = cellAtCursor(view.state);
  if (index === null) return false;
  const cells = cellsToRun(view.state, index, index + 1);
  if (cells.length > 0) runCells(cells);
  if (goesOn) view.dispatch(goToCell(view.state, index + 1));
  return true;
}

/** Buttons and keys for code that is written. */
export function cellTools(runCells: (cells: readonly CellToRun[]) => void): Extension {
  return [
    runButtons(runCells),
    Prec.high(
      keymap.of([
        { key: "Shift-Enter", run: (view) => runCellHere(view, runCells, true) },
        {
          key: "Alt-Enter",
          run: (view) => {
            if (!view.state.readOnly) view.dispatch(addCell(view.state));
            return true;
          },
        },
      ]),
    ),
  ];
}
