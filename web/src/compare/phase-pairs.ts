// Time in each phase of two attempts against what was planned for it. Pure.
import type { Debrief, Phase } from "../wire/messages";
import { spanInWords } from "../text/durations";
import { phases } from "../words/labels";
import type { Pair } from "./attempts";

export type PhaseTime = Debrief["phases"][number];

export interface PhasePair {
  readonly phase: Phase;
  /** Null where the phase was not reached. */
  readonly older: PhaseTime | null;
  readonly newer: PhaseTime | null;
  /** The budget, or both where they differ. */
  readonly planned: string;
}

/** The phases in which either attempt spent time, in their order. */
export function phasePairs({ older, newer }: Pair): readonly PhasePair[] {
  return phases
    .map((phase) => ({ phase, older: timeIn(older.debrief, phase), newer: timeIn(newer.debrief, phase) }))
    .filter((pair) => (pair.older?.spent_ms ?? 0) + (pair.newer?.spent_ms ?? 0) > 0)
    .map((pair) => ({ ...pair, planned: [...new Set([pair.older, pair.newer].flatMap((time) => (time === null ? [] : [spanInWords(time.budget_ms)])))].join(" / ") }));
}

/** What the longest bar or budget takes, at least a minute. */
export function longestMs(pairs: readonly PhasePair[]): number {
  return Math.max(60_000, ...pairs.flatMap(({ older, newer }) => [older, newer].flatMap((time) => (time === null ? [] : [time.spent_ms, time.budget_ms]))));
}

function timeIn(debrief: Debrief, phase: Phase): PhaseTime | null {
  return debrief.phases.find((time) => time.phase === phase) ?? null;
}
