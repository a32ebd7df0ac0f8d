// The cells that were run: which result belongs to which cell of the code now. Pure, and part of the folded screen.
//
// A result follows its cell through edits: by the place of the cell's first character while that is there, afterwards
// (the cell was cut, or everything was replaced) by the source that it ran.
import { MapMode, type ChangeSet, type Text } from "@codemirror/state";
import { cellsOf, nameOf, type Cell } from "../text/cells";
import type { Event } from "../wire/messages";

type Of<Type extends Event["type"]> = Extract<Event, { type: Type }>;

export interface CellRun {
  readonly seq: number;
  readonly atMs: number;
  /** Its number among the cells when it was asked for, counted from 0. */
  readonly cell: number;
  readonly name: string;
  readonly source: string;
  readonly firstLine: number;
  /** Of the code before the first marker, which has no character of its own to follow. */
  readonly isHead: boolean;
  /** Where the cell begins in the code of now; null once that place was deleted. */
  readonly at: number | null;
  readonly nAhead: number | null;
  readonly stopAsked: boolean;
  /** Null while it is going, and when it ended without a report. */
  readonly outcome: Of<"cell_ran"> | null;
  readonly endedSeq: number | null;
  readonly endedMs: number | null;
}

/** Why there are no variables any more. `lost`: the process ended by itself while a cell ran. */
export type WhyGone = Of<"cells_ended">["why"] | "lost";

export interface Notebook {
  /** At most one for each cell, in the order in which they were asked for. */
  readonly runs: readonly CellRun[];
  /** When the process last ended, and why; null while nothing was lost. */
  readonly gone: { readonly seq: number; readonly atMs: number; readonly why: WhyGone } | null;
  /** Whether a cell was asked for since the process ended. */
  readonly isFresh: boolean;
}

/** A cell of the code now with its last result. */
export interface ShownCell {
  readonly index: number;
  readonly cell: Cell;
  readonly name: string;
  readonly run: CellRun | null;
  /** Its source is not what ran. */
  readonly isStale: boolean;
  /** What it made is gone with the process that ran it. */
  readonly isGone: boolean;
}

export const emptyNotebook: Notebook = { runs: [], gone: null, isFresh: true };

/** How many results whose place was deleted are kept, in case their source comes back. */
const mostAdrift = 30;

/** A cell was asked for. */
export function cellRequested(notebook: Notebook, event: Of<"cell_requested">, code: Text, seq: number, atMs: number): Notebook {
  const cells = cellsOf(code.toString());
  const cell = cells[event.cell];
  if (cell === undefined) return notebook;
  const replaced = owners(notebook.runs, cells, code)[event.cell];
  const run: CellRun = {
    seq, atMs, cell: event.cell, name: nameOf(cell), source: cell.source, firstLine: cell.firstLine,
    isHead: cell.markerLine === null, at: startOf(cell, code), nAhead: null, stopAsked: false, outcome: null,
    endedSeq: null, endedMs: null,
  };
  return { ...notebook, isFresh: false, runs: [...notebook.runs.filter((other) => other !== replaced), run] };
}

/** A cell ended with a report. */
export function cellRan(notebook: Notebook, event: Of<"cell_ran">, seq: number, atMs: number): Notebook {
  if (!notebook.runs.some((run) => run.seq === event.requested_seq)) return notebook;
  const ended = changed(notebook, event.requested_seq, { outcome: event, endedSeq: seq, endedMs: atMs });
  // Where the log has said already why the process is gone, that is the better word.
  if (!event.report.state_lost || notebook.isFresh) return ended;
  return { ...ended, gone: { seq, atMs, why: "lost" }, isFresh: true };
}

/** The process is gone, and a cell that was going with it. */
export function cellsEnded(notebook: Notebook, why: WhyGone, seq: number, atMs: number): Notebook {
  const runs = notebook.runs.map((run) => (run.endedSeq === null ? { ...run, endedSeq: seq, endedMs: atMs } : run));
  return { runs, gone: { seq, atMs, why }, isFresh: true };
}

/** One cell's run is different now. */
export function changed(notebook: Notebook, requestedSeq: number, to: Partial<CellRun>): Notebook {
  return { ...notebook, runs: notebook.runs.map((run) => (run.seq === requestedSeq ? { ...run, ...to } : run)) };
}

/** The code was edited: results move with their cells. */
export function moved(notebook: Notebook, changes: ChangeSet): Notebook {
  if (notebook.runs.length === 0) return notebook;
  const runs = notebook.runs.map((run) => ({ ...run, at: placeAfter(run, changes) }));
  const adrift = runs.filter((run) => run.at === null && run.endedSeq !== null);
  const dropped = new Set(adrift.slice(0, Math.max(0, adrift.length - mostAdrift)));
  return { ...notebook, runs: runs.filter((run) => !dropped.has(run)) };
}

function placeAfter(run: CellRun, changes: ChangeSet): number | null {
  if (run.at === null || run.isHead) return run.at;
  return changes.mapPos(run.at, 1, MapMode.TrackAfter);
}

/** The cells of the code now, in order, each with its last result. Those that look as `before` are the same objects. */
export function shownCells(notebook: Notebook, code: Text, before: readonly ShownCell[] = []): readonly ShownCell[] {
  const cells = cellsOf(code.toString());
  const found = owners(notebook.runs, cells, code);
  return cells.map((cell, index) => {
    const run = found[index] ?? null;
    const isGone = run !== null && run.endedSeq !== null && notebook.gone !== null && run.seq < notebook.gone.seq;
    const isStale = run !== null && !sameSource(run.source, cell.source);
    const shown: ShownCell = { index, cell, name: nameOf(cell), run, isGone, isStale };
    const last = before[index];
    return last !== undefined && looksTheSame(last, shown) ? last : shown;
  });
}

/** Whether two are drawn alike; where a run lies in the text is not drawn. */
function looksTheSame(one: ShownCell, other: ShownCell): boolean {
  const cells = one.cell.source === other.cell.source && one.cell.firstLine === other.cell.firstLine && one.name === other.name;
  const runs = one.run?.seq === other.run?.seq && one.run?.endedSeq === other.run?.endedSeq && one.run?.outcome === other.run?.outcome;
  return cells && runs && one.cell.kind === other.cell.kind && one.cell.markerLine === other.cell.markerLine &&
    one.isGone === other.isGone && one.isStale === other.isStale;
}

/** The newest line at which a cell was asked for or ended; 0 before the first. */
export function newestLine({ runs }: Notebook): number {
  return runs.reduce((newest, run) => Math.max(newest, run.endedSeq ?? run.seq), 0);
}

/** The run of each cell, by place and, where that is lost, by source. */
function owners(runs: readonly CellRun[], cells: readonly Cell[], code: Text): (CellRun | undefined)[] {
  const starts = new Map(cells.map((cell, index) => [startOf(cell, code), index]));
  const found: (CellRun | undefined)[] = cells.map(() => undefined);
  const adrift: CellRun[] = [];
  for (const run of runs) {
    const index = run.at === null ? undefined : starts.get(run.at);
    if (index !== undefined && run.isHead === (cells[index]?.markerLine === null)) found[index] = run;
    else adrift.push(run);
  }
  for (const run of adrift.toReversed()) {
    const index = cells.findIndex((cell, nth) => found[nth] === undefined && sameSource(cell.source, run.source));
    if (index >= 0) found[index] = run;
  }
  return found;
}

/** Blank lines at the end of a cell come and go with the cell after it. */
function sameSource(one: string, other: string): boolean {
  return one === other || one.trimEnd() === other.trimEnd();
}

function startOf(cell: Cell, code: Text): number {
  return code.line(Math.min(cell.markerLine ?? 1, code.lines)).from;
}

/** Where a line of a cell's run lies in the code of now, by its distance from the cell's first line. */
export function cellLineNow(shown: ShownCell, line: number, code: Text): number {
  const { run, cell } = shown;
  const nLines = cell.source.split("\n").length;
  const offset = line - (run?.firstLine ?? 1);
  const isInside = offset >= 0 && offset < Math.max(nLines, run?.source.split("\n").length ?? 0);
  const wanted = isInside ? cell.firstLine + Math.min(offset, nLines - 1) : line;
  return Math.max(1, Math.min(wanted, code.lines));
}
