// What the screen shows of a session, folded from the log one line at a time. Pure: the same lines give the same screen,
// live or replayed. Parts that a line does not touch are shared with the state before it.
import { ChangeSet, Text, type ChangeDesc } from "@codemirror/state";
import { cellRan, cellRequested, cellsEnded, changed, emptyNotebook, moved, type Notebook } from "./notebook";
import type { Envelope, Event, InterviewerSaid, Phase, Purpose, Reason, UtteranceUnderstood } from "../wire/messages";

type Of<Type extends Event["type"]> = Extract<Event, { type: Type }>;

export type Turn =
  | { readonly who: "interviewer"; readonly seq: number; readonly atMs: number; readonly said: InterviewerSaid }
  | {
      readonly who: "candidate";
      readonly seq: number;
      readonly atMs: number;
      readonly text: string;
      readonly spoken: boolean;
      readonly understood: UtteranceUnderstood | null;
    }
  | { readonly who: "note"; readonly seq: number; readonly atMs: number; readonly note: Note; readonly reason: Reason | null };

export type Note =
  | { readonly kind: "phase"; readonly phase: Phase }
  | { readonly kind: "run"; readonly run: Run }
  | { readonly kind: "queued"; readonly nAhead: number }
  | { readonly kind: "stopped" }
  /** Cells that were run one after the other, and how many of them raised. */
  | { readonly kind: "cells"; readonly nRan: number; readonly nWrong: number }
  | { readonly kind: "cells_ended"; readonly why: Of<"cells_ended">["why"] }
  | { readonly kind: "hint_requested" }
  | { readonly kind: "move_on_requested" }
  | { readonly kind: "retry_requested"; readonly phase: Phase }
  | { readonly kind: "end_requested" }
  | { readonly kind: "resumed"; readonly awayMs: number }
  | { readonly kind: "fault"; readonly message: string }
  | { readonly kind: "ended"; readonly ending: Of<"session_ended">["ending"] };

export interface Run {
  readonly seq: number;
  readonly atMs: number;
  readonly purpose: Purpose;
  /** The code that ran. */
  readonly code: Text;
  /** How many runs came before it, when it had to wait. */
  readonly nAhead: number | null;
  readonly stopAsked: boolean;
  /** Null while the run is going, and when it was stopped. */
  readonly outcome: Of<"suite_ran"> | null;
  /** The line with which it ended; null while it is going. */
  readonly outcomeSeq: number | null;
}

export interface PhaseSpan {
  readonly phase: Phase;
  readonly seq: number;
  readonly startMs: number;
  /** In practice: the candidate went back to it, with its whole time. */
  readonly again: boolean;
}

export interface ScreenState {
  readonly lastSeq: number;
  readonly atMs: number;
  readonly started: Of<"session_started"> | null;
  readonly phases: readonly PhaseSpan[];
  readonly turns: readonly Turn[];
  readonly runs: readonly Run[];
  readonly notebook: Notebook;
  readonly nHints: number;
  readonly code: Text;
  /** Number of `code_edited` lines so far: what an edit names as its base. */
  readonly revision: number;
  readonly lastEdit: { readonly seq: number; readonly at: number } | null;
  /** From the code of the last run to the code now; null before the first run. */
  readonly sinceRun: ChangeDesc | null;
  readonly ended: { readonly ending: Of<"session_ended">["ending"]; readonly atMs: number } | null;
}

/** The screen before the first line. */
export function emptyScreen(starter: string): ScreenState {
  return {
    lastSeq: 0,
    atMs: 0,
    started: null,
    phases: [],
    turns: [],
    runs: [],
    notebook: emptyNotebook,
    nHints: 0,
    code: textFrom(starter),
    revision: 0,
    lastEdit: null,
    sinceRun: null,
    ended: null,
  };
}

/** Text as the server counts it: lines part at `\n` alone. */
export function textFrom(source: string): Text {
  return Text.of(source.split("\n"));
}

/** The phase that the screen is in. */
export function phaseOf(screen: ScreenState): Phase {
  return screen.phases.at(-1)?.phase ?? "introduce";
}

/** In practice, the phases that may be tried again: this one and those before it, but for the first and the last. */
export function phasesToRetry(screen: ScreenState): readonly Phase[] {
  if (screen.started?.mode !== "practice") return [];
  const phases: readonly Phase[] = ["introduce", "clarify", "plan", "code", "verify", "discuss", "wrap_up"];
  return phases.slice(1, phases.indexOf(phaseOf(screen)) + 1).filter((phase) => phase !== "wrap_up");
}

/** The run that is going, if one is. */
export function goingRun(screen: ScreenState): Run | null {
  const last = screen.runs.at(-1);
  return last?.outcomeSeq === null ? last : null;
}

/** The last run that came to an end, with a report or stopped. */
export function lastEndedRun(screen: ScreenState): Run | null {
  return screen.runs.findLast((run) => run.outcomeSeq !== null) ?? null;
}

/** Take in one line. Lines that this page does not know are passed over. */
export function foldEnvelope(screen: ScreenState, envelope: Envelope): ScreenState {
  const { seq, at_ms: atMs, event } = envelope;
  const next: ScreenState = { ...screen, lastSeq: seq, atMs };
  const noted = (note: Note, reason: Reason | null = null): readonly Turn[] => [
    ...screen.turns,
    { who: "note", seq, atMs, note, reason },
  ];
  switch (event.type) {
    case "session_started":
      return { ...next, started: event };
    case "session_resumed":
      return { ...next, turns: noted({ kind: "resumed", awayMs: event.away_ms }) };
    case "candidate_said": {
      const turn: Turn = { who: "candidate", seq, atMs, text: event.text, spoken: event.channel === "spoken", understood: null };
      return { ...next, turns: [...screen.turns, turn] };
    }
    case "code_edited":
      return { ...next, ...edited(screen, event, seq) };
    case "run_requested": {
      const run: Run = {
        seq, atMs, purpose: event.purpose, code: screen.code, nAhead: null, stopAsked: false, outcome: null, outcomeSeq: null,
      };
      return { ...next, runs: [...screen.runs, run], sinceRun: ChangeSet.empty(screen.code.length).desc };
    }
    case "suite_ran":
      return { ...next, ...ran(screen, event, seq, atMs) };
    case "run_queued":
      return {
        ...next,
        ...waitedFor(screen, event.requested_seq, { nAhead: event.n_ahead }),
        turns: noted({ kind: "queued", nAhead: event.n_ahead }),
      };
    case "stop_requested":
      return { ...next, ...waitedFor(screen, event.requested_seq, { stopAsked: true }) };
    case "run_stopped":
      return { ...next, ...stopped(screen, event.requested_seq, seq, atMs), turns: noted({ kind: "stopped" }) };
    case "cell_requested":
      return { ...next, notebook: cellRequested(screen.notebook, event, screen.code, seq, atMs) };
    case "cell_ran": {
      const turns = withCell(screen.turns, event.report.verdict !== "passed" && !event.report.interrupted, seq, atMs);
      return { ...next, notebook: cellRan(screen.notebook, event, seq, atMs), turns };
    }
    case "cells_restart_requested":
      return next;
    case "cells_ended":
      return {
        ...next,
        notebook: cellsEnded(screen.notebook, event.why, seq, atMs),
        turns: noted({ kind: "cells_ended", why: event.why }),
      };
    case "hint_requested":
      return { ...next, turns: noted({ kind: "hint_requested" }) };
    case "move_on_requested":
      return { ...next, turns: noted({ kind: "move_on_requested" }) };
    case "retry_requested":
      return { ...next, turns: noted({ kind: "retry_requested", phase: event.phase }) };
    case "end_requested":
      return { ...next, turns: noted({ kind: "end_requested" }) };
    case "timer_fired":
    case "model_answered":
      return next;
    case "utterance_understood":
      return { ...next, turns: screen.turns.map((turn) => understood(turn, event)) };
    case "interviewer_said":
      return {
        ...next,
        nHints: screen.nHints + (event.move === "hint" ? 1 : 0),
        turns: [...screen.turns, { who: "interviewer", seq, atMs, said: event }],
      };
    case "phase_changed":
      return {
        ...next,
        phases: [...screen.phases, { phase: event.phase, seq, startMs: atMs, again: event.reason.rule === "phase_retried" }],
        turns: noted({ kind: "phase", phase: event.phase }, event.reason),
      };
    case "fault_noted":
      return { ...next, turns: noted({ kind: "fault", message: event.message }) };
    case "session_ended":
      return {
        ...next,
        ended: { ending: event.ending, atMs },
        turns: noted({ kind: "ended", ending: event.ending }, event.reason),
      };
    default:
      return passedOver(next, event);
  }
}

function passedOver(screen: ScreenState, _event: never): ScreenState {
  return screen;
}

function edited(screen: ScreenState, event: Of<"code_edited">, seq: number): Partial<ScreenState> {
  const changes = ChangeSet.fromJSON(event.changes);
  let at = screen.lastEdit?.at ?? 0;
  changes.iterChangedRanges((_fromA, _toA, _fromB, toB) => (at = toB));
  return {
    code: changes.apply(screen.code),
    revision: screen.revision + 1,
    lastEdit: { seq, at },
    notebook: moved(screen.notebook, changes),
    sinceRun: screen.sinceRun?.composeDesc(changes.desc) ?? null,
  };
}

function ran(screen: ScreenState, event: Of<"suite_ran">, seq: number, atMs: number): Partial<ScreenState> {
  const index = screen.runs.findIndex((run) => run.seq === event.requested_seq);
  const requested = screen.runs[index];
  if (requested === undefined) return {};
  const run: Run = { ...requested, outcome: event, outcomeSeq: seq };
  return {
    runs: screen.runs.with(index, run),
    turns: [...screen.turns, { who: "note", seq, atMs, note: { kind: "run", run }, reason: null }],
  };
}

/** Something about a run or a cell that has not ended. */
function waitedFor(
  screen: ScreenState,
  requestedSeq: number,
  to: { readonly nAhead: number } | { readonly stopAsked: boolean },
): Partial<ScreenState> {
  return {
    runs: screen.runs.map((run) => (run.seq === requestedSeq ? { ...run, ...to } : run)),
    notebook: changed(screen.notebook, requestedSeq, to),
  };
}

function stopped(screen: ScreenState, requestedSeq: number, seq: number, atMs: number): Partial<ScreenState> {
  return {
    runs: screen.runs.map((run) => (run.seq === requestedSeq ? { ...run, outcomeSeq: seq } : run)),
    notebook: changed(screen.notebook, requestedSeq, { endedSeq: seq, endedMs: atMs }),
  };
}

/** One quiet line for cells that follow each other, not one for each. */
function withCell(turns: readonly Turn[], isWrong: boolean, seq: number, atMs: number): readonly Turn[] {
  const last = turns.at(-1);
  const nWrong = isWrong ? 1 : 0;
  if (last?.who !== "note" || last.note.kind !== "cells") {
    return [...turns, { who: "note", seq, atMs, note: { kind: "cells", nRan: 1, nWrong }, reason: null }];
  }
  const note: Note = { kind: "cells", nRan: last.note.nRan + 1, nWrong: last.note.nWrong + nWrong };
  return turns.with(-1, { ...last, atMs, note });
}

function understood(turn: Turn, event: Of<"utterance_understood">): Turn {
  return turn.who === "candidate" && turn.seq === event.said_seq ? { ...turn, understood: event } : turn;
}

/** Where the error line of a run lies in the code of now, counted from 1; null when there is none. */
export function errorLineNow(screen: ScreenState, run: Run): number | null {
  const report = run.outcome?.report;
  const line = report?.error_line ?? report?.checks.find((check) => check.line !== null)?.line ?? null;
  return line === null ? null : lineNow(screen, run, line);
}

/** Where a line of a run's code lies in the code of now; null when the run had no such line. */
export function lineNow(screen: ScreenState, run: Run, line: number): number | null {
  if (line < 1 || line > run.code.lines) return null;
  // Only the last run's code is followed through later edits.
  if (run.seq !== screen.runs.at(-1)?.seq || screen.sinceRun === null) return Math.min(line, screen.code.lines);
  return screen.code.lineAt(screen.sinceRun.mapPos(run.code.line(line).from)).number;
}
