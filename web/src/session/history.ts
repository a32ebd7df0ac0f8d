// The lines so far with snapshots of the screen along the way, so that going back costs no more than a few hundred lines.
import type { Envelope } from "../wire/messages";
import { emptyScreen, foldEnvelope, type ScreenState } from "./screen";

const every = 200;

export class ScreenHistory {
  readonly #lines: Envelope[] = [];
  readonly #snapshots: ScreenState[];
  #now: ScreenState;

  constructor(starter: string) {
    this.#now = emptyScreen(starter);
    this.#snapshots = [this.#now];
  }

  get now(): ScreenState {
    return this.#now;
  }

  /** Take in later lines; those that are known already are passed over. */
  append(envelopes: readonly Envelope[]): ScreenState {
    const last = envelopes.at(-1)?.seq ?? 0;
    if (last > this.#now.lastSeq && last <= this.#lines.length) return this.#goTo(last);
    for (const envelope of envelopes) {
      if (envelope.seq !== this.#now.lastSeq + 1) continue;
      if (envelope.seq > this.#lines.length) this.#lines.push(envelope);
      this.#now = foldEnvelope(this.#now, envelope);
      if (this.#now.lastSeq === this.#snapshots.length * every) this.#snapshots.push(this.#now);
    }
    return this.#now;
  }

  /** Go back to how it was after line `seq`. */
  rewind(seq: number): ScreenState {
    return this.#goTo(Math.max(0, Math.min(seq, this.#now.lastSeq)));
  }

  /** Go to a line that is known, from the nearest snapshot before it or from here. */
  #goTo(seq: number): ScreenState {
    const snapshot = this.#snapshots[Math.min(Math.floor(seq / every), this.#snapshots.length - 1)] ?? this.#now;
    const isNearer = this.#now.lastSeq <= seq && this.#now.lastSeq > snapshot.lastSeq;
    const from = isNearer ? this.#now : snapshot;
    this.#now = this.#lines.slice(from.lastSeq, seq).reduce(foldEnvelope, from);
    return this.#now;
  }
}
