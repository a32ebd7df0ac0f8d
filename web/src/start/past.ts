// What was already done with each question, from the list of sessions and from how they were graded. Pure.
import type { LastTime, SessionCard } from "../wire/api";
import { agoInWords } from "../text/durations";

/** Sessions on one question. */
export interface Past {
  readonly timesDone: number;
  /** When the newest of them began, in milliseconds since 1970; zero when its date cannot be read. */
  readonly lastAt: number;
  readonly isOpen: boolean;
}

export type Pasts = ReadonlyMap<string, Past>;

/** By question; one that no session is about is not in it. */
export function pastsFrom(sessions: readonly SessionCard[]): Pasts {
  const found = new Map<string, Past>();
  for (const session of sessions) {
    const before = found.get(session.question_id) ?? { timesDone: 0, lastAt: 0, isOpen: false };
    found.set(session.question_id, {
      timesDone: before.timesDone + (session.ending === null ? 0 : 1),
      lastAt: Math.max(before.lastAt, Date.parse(session.started_at) || 0),
      isOpen: before.isOpen || session.ending === null,
    });
  }
  return found;
}

/** The session to go on with: the one that was begun last. */
export function newestOpen(sessions: readonly SessionCard[]): SessionCard | undefined {
  return sessions
    .filter((session) => session.ending === null)
    .toSorted((one, two) => (Date.parse(two.started_at) || 0) - (Date.parse(one.started_at) || 0))[0];
}

/** How it went, in a few words for a row; empty when the question was never met. The level is known later than the rest. */
export function pastInWords(past: Past | undefined, last: LastTime | undefined): string {
  if (past === undefined) return "";
  if (past.timesDone === 0) return "Open";
  const times = past.timesDone === 1 ? "Done" : `Done ${past.timesDone} times`;
  return last === undefined ? times : `${times}, ${past.timesDone === 1 ? "" : "last time "}${last.level_name}`;
}

/** When a question was last met, for a tip. */
export function lastMetInWords(past: Past | undefined, nowMs: number): string {
  return past === undefined || past.lastAt === 0 ? "" : agoInWords(nowMs - past.lastAt);
}

/** Interview time that is left, rounded down to what can be counted on. */
export function leftInWords(leftMs: number): string {
  if (leftMs <= 0) return "the time is up";
  return leftMs < 60_000 ? "less than a minute left" : `${Math.floor(leftMs / 60_000)} min left`;
}
