// Checks of one question in two attempts. Pure.
import type { Debrief } from "../wire/messages";
import { clockFace } from "../text/durations";
import { verdictLabel } from "../words/labels";
import type { Pair } from "./attempts";
import type { Shown } from "./figures";

export type Check = Debrief["checks"][number];

export interface CheckPair {
  readonly name: string;
  readonly title: string;
  readonly hidden: boolean;
  /** Null where the attempt has no such check. */
  readonly older: Check | null;
  readonly newer: Check | null;
}

export interface ChecksCompared {
  readonly newerOnly: readonly CheckPair[];
  readonly olderOnly: readonly CheckPair[];
  readonly both: readonly CheckPair[];
  readonly neither: readonly CheckPair[];
}

/** Sort the checks by the attempts in which they passed at last; null where the questions differ. */
export function checksCompared({ older, newer, sameQuestion }: Pair): ChecksCompared | null {
  if (!sameQuestion) return null;
  const names = new Set([...newer.debrief.checks, ...older.debrief.checks].map(({ name }) => name));
  const pairs = [...names].map((name): CheckPair => {
    const before = older.debrief.checks.find((check) => check.name === name) ?? null;
    const after = newer.debrief.checks.find((check) => check.name === name) ?? null;
    const either = after ?? before;
    return { name, title: either?.title ?? name, hidden: either?.hidden ?? false, older: before, newer: after };
  });
  const where = (inOlder: boolean, inNewer: boolean) =>
    pairs.filter((pair) => passedAtLast(pair.older) === inOlder && passedAtLast(pair.newer) === inNewer);
  return { newerOnly: where(false, true), olderOnly: where(true, false), both: where(true, true), neither: where(false, false) };
}

export function passedAtLast(check: Check | null): boolean {
  return check?.last === "passed";
}

/** How a check went in one attempt. */
export function checkInWords(check: Check | null): Shown {
  if (check === null) return { text: "had no such check", seq: null };
  const first = check.first_passed_ms === null ? "" : clockFace(check.first_passed_ms);
  if (check.last === null) return { text: "never run", seq: null };
  if (check.last === "passed") return { text: first === "" ? "passed" : `passed at ${first}`, seq: check.first_passed_seq };
  const ended = verdictLabel[check.last].toLowerCase();
  return first === "" ? { text: ended, seq: null } : { text: `passed at ${first}, but at last: ${ended}`, seq: check.first_passed_seq };
}
