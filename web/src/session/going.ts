// What is going right now, a run or a cell, and how far it is, in words. Pure.
import type { Progress } from "../wire/messages";
import { goingRun, type ScreenState } from "./screen";

export interface Going {
  readonly what: "run" | "submit" | "cell";
  readonly seq: number;
  /** What to call the cell, counted from 1; empty for a run. */
  readonly cell: string;
  readonly nAhead: number | null;
  readonly stopAsked: boolean;
}

/** The run or the cell that is going, if one is. */
export function goingNow(screen: ScreenState): Going | null {
  const run = goingRun(screen);
  if (run !== null) return { what: run.purpose, seq: run.seq, cell: "", nAhead: run.nAhead, stopAsked: run.stopAsked };
  const cell = screen.notebook.runs.findLast((each) => each.endedSeq === null);
  if (cell === undefined) return null;
  return { what: "cell", seq: cell.seq, cell: String(cell.cell + 1), nAhead: cell.nAhead, stopAsked: cell.stopAsked };
}

export interface HowFar {
  readonly state: "waiting" | "running" | "stopping";
  readonly words: string;
  readonly done: { readonly n: number; readonly of: number } | null;
}

const doing = (going: Going): string => {
  if (going.what === "cell") return `Running cell ${going.cell}`;
  return going.what === "submit" ? "Running all checks" : "Running";
};

/** How far it is. What the server last said of it counts more than what the log says of its waiting. */
export function howFar(going: Going, progress: Progress | null): HowFar {
  const said = progress?.requested_seq === going.seq ? progress : null;
  if (going.stopAsked) return { state: "stopping", words: "Stopping", done: null };
  const nAhead = said === null ? going.nAhead : said.state === "waiting" ? said.n_ahead : null;
  if (nAhead !== null) return { state: "waiting", words: waitingWords(going, nAhead), done: null };
  if (said === null || said.n_checks === 0) return { state: "running", words: doing(going), done: null };
  const n = Math.min(said.n_done, said.n_checks);
  return { state: "running", words: `${doing(going)}: ${n} of ${said.n_checks} done`, done: { n, of: said.n_checks } };
}

function waitingWords(going: Going, nAhead: number): string {
  if (going.what === "cell") return `Cell ${going.cell} runs as soon as a notebook of this machine is free`;
  if (nAhead <= 0) return "Waiting: yours is next";
  return nAhead === 1 ? "Waiting: one run is before yours" : `Waiting: ${nAhead} runs are before yours`;
}

/** What a screen reader says: the state alone, so that it speaks once for each and not at every check. */
export function announced(far: HowFar | null): string {
  if (far === null) return "";
  return far.state === "running" ? far.words.replace(/:.*$/, "") : far.state === "waiting" ? "Waiting for other runs" : far.words;
}
