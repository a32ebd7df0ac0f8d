// The driver for a recorded session: the same lines, from a file, at the viewer's pace.
import type { Envelope } from "../wire/messages";
import { Player, type Speed } from "./player";
import type { SessionSink, SessionSource } from "./source";

export class ReplaySource implements SessionSource {
  readonly #lines: readonly Envelope[];
  readonly #player: Player;
  #sink: SessionSink | null = null;
  #shown = 0;
  #frame = 0;
  #lastFrameAt = 0;
  atMs = $state(0);
  seq = $state(0);
  playing = $state(false);
  speed: Speed = $state(1);
  skipsIdle = $state(true);

  constructor(lines: readonly Envelope[]) {
    this.#lines = lines;
    this.#player = new Player(lines);
  }

  get durationMs(): number {
    return this.#player.durationMs;
  }

  start(sink: SessionSink): void {
    this.#sink = sink;
    sink.connection({ is: "recorded" });
    this.#show();
  }

  stop(): void {
    cancelAnimationFrame(this.#frame);
    this.#sink = null;
  }

  toggle(): void {
    if (this.#player.playing) this.pause();
    else this.play();
  }

  play(): void {
    if (this.#player.atEnd) this.#player.seek(0);
    this.#player.playing = true;
    this.#lastFrameAt = performance.now();
    cancelAnimationFrame(this.#frame);
    this.#frame = requestAnimationFrame((now) => this.#tick(now));
    this.#show();
  }

  pause(): void {
    this.#player.playing = false;
    cancelAnimationFrame(this.#frame);
    this.#show();
  }

  seek(atMs: number): void {
    this.#player.seek(atMs);
    this.#show();
  }

  seekLine(seq: number): void {
    this.#player.seekLine(seq);
    this.#show();
  }

  setSpeed(speed: Speed): void {
    this.#player.speed = this.speed = speed;
  }

  setSkipsIdle(skips: boolean): void {
    this.#player.skipsIdle = this.skipsIdle = skips;
  }

  #tick(now: number): void {
    this.#player.advance(Math.max(0, now - this.#lastFrameAt));
    this.#lastFrameAt = now;
    this.#show();
    if (this.#player.playing) this.#frame = requestAnimationFrame((next) => this.#tick(next));
  }

  #show(): void {
    const { seq, atMs, playing } = this.#player;
    if (seq > this.#shown) this.#sink?.append(this.#lines.slice(this.#shown, seq));
    else if (seq < this.#shown) this.#sink?.rewind(seq);
    this.#shown = seq;
    this.#sink?.clock({ atMs, takenAt: 0, running: false });
    this.atMs = atMs;
    this.seq = seq;
    this.playing = playing;
  }
}
