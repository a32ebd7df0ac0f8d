// Playing a log: where the play head is and how it moves. Pure but for its own position; the caller brings the time.
import type { Envelope } from "../wire/messages";

export const speeds = [1, 2, 4, 8, 16, 32] as const;
export type Speed = (typeof speeds)[number];

const idleAfterMs = 3_000;
const leadInMs = 1_000;

export class Player {
  readonly #lines: readonly Envelope[];
  readonly durationMs: number;
  atMs = 0;
  /** Number of the last line taken in. */
  seq = 0;
  playing = false;
  speed: Speed = 1;
  skipsIdle = true;

  constructor(lines: readonly Envelope[]) {
    this.#lines = lines;
    this.durationMs = lines.at(-1)?.at_ms ?? 0;
  }

  get atEnd(): boolean {
    return this.seq >= this.#lines.length;
  }

  /** Let `elapsedMs` of the viewer's time pass. */
  advance(elapsedMs: number): void {
    if (!this.playing) return;
    let to = this.atMs + elapsedMs * this.speed;
    const next = this.#lines[this.seq];
    if (this.skipsIdle && next !== undefined && next.at_ms - this.atMs > idleAfterMs) {
      to = Math.max(to, next.at_ms - leadInMs);
    }
    this.#moveForward(Math.min(to, this.durationMs));
    if (this.atEnd) this.playing = false;
  }

  /** Go to a moment: everything up to it has happened. */
  seek(atMs: number): void {
    const wanted = Math.max(0, Math.min(atMs, this.durationMs));
    this.seq = this.#countUntil(wanted);
    this.atMs = wanted;
  }

  /** Go to just after a line. */
  seekLine(seq: number): void {
    this.seq = Math.max(0, Math.min(seq, this.#lines.length));
    this.atMs = this.#lines[this.seq - 1]?.at_ms ?? 0;
  }

  #moveForward(toMs: number): void {
    this.atMs = toMs;
    let line = this.#lines[this.seq];
    while (line !== undefined && line.at_ms <= toMs) {
      this.seq += 1;
      line = this.#lines[this.seq];
    }
  }

  #countUntil(atMs: number): number {
    let low = 0;
    let high = this.#lines.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const line = this.#lines[middle];
      if (line !== undefined && line.at_ms <= atMs) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
