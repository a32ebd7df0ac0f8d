// Levels of two attempts, dimension by dimension, and what a difference between them is worth. Pure.
import type { Debrief } from "../wire/messages";
import { unreachable } from "../wire/messages";
import { capitalised, type Pair, type Which } from "./attempts";

export type Dimension = Debrief["dimensions"][number];
export type Change = "up" | "down" | "same" | "not_assessed";

export interface LevelPair {
  readonly id: Dimension["id"];
  readonly title: string;
  /** Null where the debrief does not have the dimension. */
  readonly older: Dimension | null;
  readonly newer: Dimension | null;
  readonly change: Change;
  readonly words: string;
  /** Whether the difference is more than another day alone would make. */
  readonly isClear: boolean;
  /** Gates that hold a level down, as sentences. */
  readonly caps: readonly string[];
}

/**
 * Levels that one interview and the next may lie apart although nothing has changed. After one session the progress page
 * gives a level about one level either way; a difference of one is therefore no finding.
 */
export const marginOfOneInterview = 1;

const numbers = ["none", "one", "two", "three", "four", "five"] as const;
const inWords = (n: number) => numbers[n] ?? String(n);

/** Put the dimensions of both beside each other, in the order of the newer debrief. */
export function levelPairs({ older, newer }: Pair): readonly LevelPair[] {
  const ids = new Set([...newer.debrief.dimensions, ...older.debrief.dimensions].map(({ id }) => id));
  return [...ids].map((id) => {
    const before = older.debrief.dimensions.find((dimension) => dimension.id === id) ?? null;
    const after = newer.debrief.dimensions.find((dimension) => dimension.id === id) ?? null;
    return {
      id,
      title: after?.title ?? before?.title ?? id,
      older: before,
      newer: after,
      ...difference(before, after),
      caps: [...capOf("older", older.debrief, before), ...capOf("newer", newer.debrief, after)],
    };
  });
}

function difference(before: Dimension | null, after: Dimension | null): Pick<LevelPair, "change" | "words" | "isClear"> {
  const [from, to] = [before?.level ?? null, after?.level ?? null];
  if (from === null || to === null) {
    const where = from === null && to === null ? "either" : from === null ? "the older one" : "the newer one";
    return { change: "not_assessed", words: `Not assessed in ${where}, so there is nothing to compare.`, isClear: false };
  }
  const steps = Math.abs(to - from);
  if (steps === 0) return { change: "same", words: "The same level.", isClear: false };
  const change = to > from ? "up" : "down";
  const said = `${capitalised(inWords(steps))} ${steps === 1 ? "level" : "levels"} ${change}`;
  if (steps <= marginOfOneInterview) return { change, words: `${said}, within the margin of one interview.`, isClear: false };
  const unsure = [before, after].map((dimension) => dimension?.confidence === "low");
  if (unsure.includes(true)) {
    const which = unsure[0] === unsure[1] ? "both are" : unsure[0] === true ? "the older one is" : "the newer one is";
    return { change, words: `${said}, but ${which} of low confidence.`, isClear: false };
  }
  return { change, words: `${said}, more than the margin of one interview.`, isClear: true };
}

function capOf(which: Which, debrief: Debrief, dimension: Dimension | null): string[] {
  const ids = dimension === null || dimension.capped_by === "" ? [] : dimension.capped_by.split(", ");
  const titles = ids.flatMap((id) => debrief.overall.gates.find((gate) => gate.id === id)?.title ?? []);
  return titles.length === 0 ? [] : [`A gate holds the ${which} one down: ${titles.join("; ")}.`];
}

/** How many dimensions moved, in a sentence or two. */
export function levelsInWords(pairs: readonly LevelPair[]): string {
  const n: Record<Change, number> = { up: 0, down: 0, same: 0, not_assessed: 0 };
  for (const { change } of pairs) n[change] += 1;
  const kinds = (["up", "down", "same", "not_assessed"] as const).filter((change) => n[change] > 0);
  const [only] = kinds;
  if (only === undefined) return "";
  const clear = pairs.filter(({ isClear }) => isClear).length;
  const onMargin = n.up + n.down === 0 ? "" : ` ${clearInWords(clear, n.up + n.down)}`;
  if (kinds.length === 1) return `All ${inWords(pairs.length)} dimensions ${became(only, 2)}.${onMargin}`;
  return `Of ${inWords(pairs.length)} dimensions, ${listed(kinds.map((change) => `${inWords(n[change])} ${became(change, n[change])}`))}.${onMargin}`;
}

function became(change: Change, n: number): string {
  const are = n === 1 ? "is" : "are";
  switch (change) {
    case "up": return `${are} higher`;
    case "down": return `${are} lower`;
    case "same": return `${are} the same`;
    case "not_assessed": return "cannot be compared";
    default: return unreachable(change);
  }
}

function clearInWords(clear: number, moved: number): string {
  const more = "more than the margin of one interview";
  if (moved === 1) return clear === 0 ? `The difference is not clearly ${more}.` : `The difference is ${more}.`;
  if (clear === 0) return `None of the differences is clearly ${more}.`;
  if (clear === moved) return `Each of the differences is ${more}.`;
  return clear === 1 ? `One of the differences is ${more}.` : `${capitalised(inWords(clear))} of the differences are ${more}.`;
}

function listed(parts: readonly string[]): string {
  return `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`;
}
