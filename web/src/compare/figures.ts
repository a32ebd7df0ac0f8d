// What can be counted in two attempts, each with its difference in words. Pure.
import type { Envelope, OwnTest } from "../wire/messages";
import { clockFace, spanInWords } from "../text/durations";
import type { Attempt, Pair } from "./attempts";

export interface Shown {
  readonly text: string;
  /** The moment that shows it, where there is one. */
  readonly seq: number | null;
}

export interface Figure {
  readonly id: string;
  readonly name: string;
  readonly older: Shown;
  readonly newer: Shown;
  /** Empty where there is none, or where the two cannot be held against each other. */
  readonly difference: string;
}

/** One figure of an attempt: how it reads, and its number where it has one. */
interface Counted extends Shown {
  readonly n: number | null;
}

interface Reading {
  readonly id: string;
  readonly name: string;
  readonly of: (attempt: Attempt) => Counted;
  readonly difference: (step: number) => string;
  /** Says nothing across questions, since each has its own number of these. */
  readonly sameQuestionOnly?: boolean;
}

const readings: readonly Reading[] = [
  { id: "duration", name: "Length", of: duration, difference: (step) => lasting(step, "longer", "shorter") },
  { id: "first-run", name: "First run", of: (attempt) => firstRun(attempt), difference: (step) => lasting(step, "later", "earlier") },
  { id: "first-full-pass", name: "First submit that passed every check", of: firstFullPass, difference: (step) => lasting(step, "later", "earlier") },
  { id: "runs", name: "Runs", of: (attempt) => nRuns(attempt, "run"), difference: moreOrFewer },
  { id: "submits", name: "Submits", of: (attempt) => nRuns(attempt, "submit"), difference: moreOrFewer },
  { id: "hints", name: "Hints", of: hints, difference: moreOrFewer },
  { id: "facts", name: "Open points asked about", of: facts, difference: moreOrFewer, sameQuestionOnly: true },
  { id: "points", name: "Points of the follow-ups that were made", of: points, difference: moreOrFewer, sameQuestionOnly: true },
  { id: "own-tests", name: "Own tests", of: ownTests, difference: moreOrFewer },
];

/** The figures of both, in a fixed order. */
export function figuresOf({ older, newer, sameQuestion }: Pair): readonly Figure[] {
  return readings.map(({ id, name, of, difference, sameQuestionOnly = false }) => {
    const [before, after] = [of(older), of(newer)];
    const counts = before.n !== null && after.n !== null && (sameQuestion || !sameQuestionOnly);
    return { id, name, older: before, newer: after, difference: counts ? difference((after.n ?? 0) - (before.n ?? 0)) : "" };
  });
}

function lasting(step: number, more: string, less: string): string {
  if (Math.abs(step) < 1000) return "the same";
  return `${spanInWords(Math.abs(step))} ${step > 0 ? more : less}`;
}

function moreOrFewer(step: number): string {
  return step === 0 ? "the same" : `${Math.abs(step)} ${step > 0 ? "more" : "fewer"}`;
}

function duration({ debrief: { session } }: Attempt): Counted {
  return { text: `${spanInWords(session.duration_ms)} of ${session.length_minutes} min`, n: session.duration_ms, seq: null };
}

function firstRun({ debrief }: Attempt): Counted {
  return atMoment(debrief.runs[0]);
}

function firstFullPass({ debrief }: Attempt): Counted {
  return atMoment(debrief.runs.find((run) => run.purpose === "submit" && run.verdict === "passed"));
}

function atMoment(run: Attempt["debrief"]["runs"][number] | undefined): Counted {
  return run === undefined ? { text: "never", n: null, seq: null } : { text: clockFace(run.at_ms), n: run.at_ms, seq: run.seq };
}

function nRuns({ debrief }: Attempt, purpose: "run" | "submit"): Counted {
  const n = debrief.runs.filter((run) => run.purpose === purpose).length;
  return { text: n === 0 ? "none" : String(n), n, seq: null };
}

function hints({ debrief }: Attempt): Counted {
  const n = debrief.hints.length;
  const cost = debrief.hints.reduce((sum, hint) => sum + hint.cost, 0);
  const price = debrief.session.mode === "practice" ? "free in practice" : `cost ${Number(cost.toFixed(2))}`;
  return { text: n === 0 ? "none" : `${n}, ${price}`, n, seq: debrief.hints[0]?.seq ?? null };
}

function facts({ debrief }: Attempt): Counted {
  return outOf(debrief.facts.filter((fact) => fact.asked).length, debrief.facts.length, "nothing was left open");
}

function points({ debrief }: Attempt): Counted {
  const all = debrief.follow_ups.flatMap((followUp) => followUp.points);
  return outOf(all.filter((point) => point.covered).length, all.length, "no follow-up was asked");
}

function outOf(n: number, of: number, none: string): Counted {
  return of === 0 ? { text: none, n: null, seq: null } : { text: `${n} of ${of}`, n, seq: null };
}

/** Different own tests over all runs, as the rubric counts them, and how they stood when each was run last. */
function ownTests({ lines }: Attempt): Counted {
  const last = new Map<string, { test: OwnTest; seq: number }>();
  for (const { seq, event } of lines) {
    if (event.type !== "suite_ran") continue;
    for (const test of event.report.own_tests) if (ran(test)) last.set(test.name, { test, seq });
  }
  const tests = [...last.values()];
  const passed = tests.filter(({ test }) => test.verdict === "passed").length;
  const how = passed === tests.length ? (passed === 1 ? "passed at last" : "all passed at last") : `${passed} passed at last`;
  return { text: tests.length === 0 ? "none" : `${tests.length}, ${how}`, n: tests.length, seq: firstWithTests(lines) };
}

/** A main block without an assertion shows something rather than testing it, and counts only where it broke. */
function ran(test: OwnTest): boolean {
  return test.verdict !== "not_run" && !(test.name === "main block" && test.verdict === "passed");
}

function firstWithTests(lines: readonly Envelope[]): number | null {
  return lines.find(({ event }) => event.type === "suite_ran" && event.report.own_tests.some(ran))?.seq ?? null;
}
