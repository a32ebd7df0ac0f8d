// Where a session's lines come from. Live and replay are two drivers of the same screen; the screen asks what a driver can
// do, never which one it is.
import type { Envelope, Progress, Speaking } from "../wire/messages";

export type Connection =
  | { readonly is: "connecting" }
  | { readonly is: "live" }
  /** Lost; tries again at `retryAt` on the page's own clock (`performance.now()`). */
  | { readonly is: "lost"; readonly retryAt: number }
  /** Given up; `why` says what to do. */
  | { readonly is: "refused"; readonly why: string }
  /** There is nothing to be connected to: a log is played. */
  | { readonly is: "recorded" };

/** Interview time at a moment of the page's own clock. */
export interface ClockReading {
  readonly atMs: number;
  readonly takenAt: number;
  readonly running: boolean;
}

export interface SessionSink {
  /** Later lines, in order and without gaps. */
  append(envelopes: readonly Envelope[]): void;
  /** Go back to how it was after line `seq`. */
  rewind(seq: number): void;
  connection(connection: Connection): void;
  clock(reading: ClockReading): void;
  /** How far the run or the cell is that is going. Not of the log: a recording has none. */
  progress(progress: Progress): void;
  /** The beginning of a turn that is not in the log yet. A recording has none. */
  speaking(speaking: Speaking): void;
}

export interface SessionSource {
  start(sink: SessionSink): void;
  stop(): void;
}

/** Interview time now, from the last reading. */
export function timeFrom(reading: ClockReading, now: number): number {
  return reading.running ? reading.atMs + Math.max(0, now - reading.takenAt) : reading.atMs;
}
