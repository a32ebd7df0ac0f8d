// The session as the components see it: the folded screen, the connection and the clock.
import type { Envelope, Progress, Speaking } from "../wire/messages";
import { ScreenHistory } from "./history";
import type { ScreenState } from "./screen";
import { timeFrom, type ClockReading, type Connection, type SessionSink } from "./source";

export class SessionStore implements SessionSink {
  screen: ScreenState = $state.raw() as ScreenState;
  connected: Connection = $state.raw({ is: "connecting" });
  reading: ClockReading = $state.raw({ atMs: 0, takenAt: 0, running: false });
  /** The newest word on how far something is; it may be about a run that has ended since. */
  progressed: Progress | null = $state.raw(null);
  /** The newest beginning of a turn; the turn itself may have come since. */
  begun: Speaking | null = $state.raw(null);
  readonly #history: ScreenHistory;

  constructor(starter: string, envelopes: readonly Envelope[]) {
    this.#history = new ScreenHistory(starter);
    this.screen = this.#history.append(envelopes);
    this.reading = { atMs: this.screen.atMs, takenAt: 0, running: false };
  }

  append(envelopes: readonly Envelope[]): void {
    this.screen = this.#history.append(envelopes);
  }

  rewind(seq: number): void {
    this.screen = this.#history.rewind(seq);
  }

  connection(connection: Connection): void {
    this.connected = connection;
  }

  clock(reading: ClockReading): void {
    this.reading = reading;
  }

  progress(progress: Progress): void {
    this.progressed = progress;
  }

  speaking(speaking: Speaking): void {
    this.begun = speaking;
  }

  /** What the interviewer has begun to say, as long as the turn is not there. */
  get saying(): string {
    const { begun } = this;
    if (begun === null || this.screen.ended !== null) return "";
    const answered = this.screen.turns.some((turn) => turn.who === "interviewer" && turn.seq > begun.said_seq);
    return answered ? "" : begun.text;
  }

  /** Interview time now; stands still once the session has ended. */
  timeNow(now: number): number {
    return this.screen.ended?.atMs ?? timeFrom(this.reading, now);
  }
}
