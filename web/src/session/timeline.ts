// A log laid out in time: phases as spans, turns, runs and hints as marks, typing as a trace. Pure.
import type { Envelope, Phase } from "../wire/messages";
import { clockFace } from "../text/durations";
import { cellEnding, cellsGoneLabel, ownTestsInWords, phaseLabel, verdictLabel } from "../words/labels";

export type MarkKind = "interviewer" | "candidate" | "run" | "submit" | "cell" | "hint" | "phase" | "end";

export interface Mark {
  readonly seq: number;
  readonly atMs: number;
  readonly kind: MarkKind;
  readonly label: string;
  /** For runs and cells: whether everything passed; null where that is not said. */
  readonly good: boolean | null;
}

export interface Span {
  readonly phase: Phase;
  readonly startMs: number;
  readonly endMs: number;
}

export interface Timeline {
  readonly durationMs: number;
  readonly spans: readonly Span[];
  readonly marks: readonly Mark[];
  /** Stretches in which the code was edited. */
  readonly typing: readonly (readonly [number, number])[];
}

const typingGapMs = 2_500;

/** Lay a log out. */
export function timelineFrom(lines: readonly Envelope[]): Timeline {
  const durationMs = lines.at(-1)?.at_ms ?? 0;
  return { durationMs, spans: spansFrom(lines, durationMs), marks: lines.flatMap(marksOf), typing: typingFrom(lines) };
}

/** The nearest mark after (`1`) or before (`-1`) a line; null at the ends. */
export function neighbour(marks: readonly Mark[], seq: number, step: 1 | -1): Mark | null {
  const found = step === 1 ? marks.find((mark) => mark.seq > seq) : marks.findLast((mark) => mark.seq < seq);
  return found ?? null;
}

function spansFrom(lines: readonly Envelope[], durationMs: number): Span[] {
  const starts: { phase: Phase; startMs: number }[] = [];
  for (const { at_ms, event } of lines) {
    if (event.type === "session_started") starts.push({ phase: "introduce", startMs: at_ms });
    if (event.type === "phase_changed") starts.push({ phase: event.phase, startMs: at_ms });
  }
  return starts
    .map(({ phase, startMs }, index) => ({ phase, startMs, endMs: starts[index + 1]?.startMs ?? durationMs }))
    .filter((span) => span.endMs > span.startMs);
}

function typingFrom(lines: readonly Envelope[]): (readonly [number, number])[] {
  const stretches: [number, number][] = [];
  for (const { at_ms, event } of lines) {
    if (event.type !== "code_edited") continue;
    const last = stretches.at(-1);
    if (last !== undefined && at_ms - last[1] <= typingGapMs) last[1] = at_ms;
    else stretches.push([at_ms, at_ms]);
  }
  return stretches;
}

function short(text: string): string {
  const line = text.replaceAll(/\s+/g, " ").trim();
  return line.length > 80 ? `${line.slice(0, 79)}…` : line;
}

function marksOf({ seq, at_ms: atMs, event }: Envelope): Mark[] {
  const mark = (kind: MarkKind, label: string, good: boolean | null = null): Mark[] => [
    { seq, atMs, kind, label: `${clockFace(atMs)} ${label}`, good },
  ];
  switch (event.type) {
    case "interviewer_said":
      return event.move === "hint"
        ? mark("hint", `Hint: ${short(event.text)}`)
        : mark("interviewer", `Interviewer: ${short(event.text)}`);
    case "candidate_said":
      return mark("candidate", `Candidate: ${short(event.text)}`);
    case "suite_ran": {
      const { report } = event;
      const what = report.purpose === "submit" ? "Submit" : "Run";
      const own = report.own_tests.length === 0 ? "" : `, ${ownTestsInWords(report.own_tests)}`;
      return mark(report.purpose, `${what}: ${verdictLabel[report.verdict]}${own}`, report.verdict === "passed");
    }
    case "run_queued":
      return mark("run", `Had to wait for ${event.n_ahead} other ${event.n_ahead === 1 ? "run" : "runs"}`);
    case "run_stopped":
      return mark("run", "Stopped before there was a result");
    case "cell_ran": {
      const { report } = event;
      return mark("cell", `Cell: ${cellEnding(report)}`, report.verdict === "passed");
    }
    case "cells_ended":
      return mark("cell", cellsGoneLabel[event.why]);
    case "phase_changed":
      return mark("phase", `Phase: ${phaseLabel[event.phase]}`);
    case "session_ended":
      return mark("end", "The session ended");
    default:
      return [];
  }
}
