// Runs and cells that were asked for here, one after the other: each waits until the code has reached the server and
// nothing else is going. Stopping forgets what waits. Knows nothing of Svelte, the editor or sockets.
import type { Envelope, Intent, Purpose } from "../wire/messages";
import { cellsOf } from "../text/cells";
import { goingNow } from "./going";
import { newIntentId } from "./outbox";
import type { ScreenState } from "./screen";

export type Wish =
  | { readonly is: "run"; readonly purpose: Purpose }
  /** A cell as it was when it was asked for. */
  | { readonly is: "cell"; readonly index: number; readonly source: string };

export interface RequestsOptions {
  readonly screen: () => ScreenState;
  /** Intents that the server has not acknowledged. */
  readonly waiting: () => readonly Intent[];
  /** Whether the server has the last key press, and there is a connection. */
  readonly canSend: () => boolean;
  readonly submit: (intent: Intent) => void;
  readonly wishesChanged: (wishes: readonly Wish[]) => void;
  readonly notice: (words: string) => void;
}

export class Requests {
  readonly #options: RequestsOptions;
  #wishes: readonly Wish[] = [];
  /** Stop was pressed before the log said which run it is about. */
  #stopsNext = false;

  constructor(options: RequestsOptions) {
    this.#options = options;
  }

  /** Whether something is going or was asked for. */
  get busy(): boolean {
    return this.#wishes.length > 0 || this.#sent !== undefined || goingNow(this.#options.screen()) !== null;
  }

  run(purpose: Purpose): void {
    if (this.busy) return;
    this.#wish([{ is: "run", purpose }]);
  }

  /** Run cells in this order, after those that wait. */
  cells(cells: readonly { readonly index: number; readonly source: string }[]): void {
    this.#wish([...this.#wishes, ...cells.map(({ index, source }): Wish => ({ is: "cell", index, source }))]);
  }

  stop(): void {
    this.#forget();
    const going = goingNow(this.#options.screen());
    if (going !== null) this.#askToStop(going.seq);
    else this.#stopsNext = this.#sent !== undefined;
  }

  /** End the process that the cells share. */
  restart(): void {
    this.#forget();
    this.#options.submit({ type: "request_cells_restart", intent_id: newIntentId() });
  }

  /** Something that hindered may be over: send the next request if it can go. */
  proceed(): void {
    const next = this.#wishes[0];
    if (next === undefined || !this.#options.canSend() || this.#sent !== undefined) return;
    if (goingNow(this.#options.screen()) !== null) return;
    this.#setWishes(this.#wishes.slice(1));
    if (next.is === "run") {
      this.#options.submit({ type: "request_run", intent_id: newIntentId(), purpose: next.purpose });
      return;
    }
    const cell = this.#find(next);
    if (cell === null) this.#forget("The cell has changed since it was asked for, so it was not run. Run it again.");
    else this.#options.submit({ type: "request_cell", intent_id: newIntentId(), cell });
  }

  /** Lines were added to the log, and the screen has them. */
  took(lines: readonly Envelope[]): void {
    for (const { event, seq } of lines) {
      if ((event.type === "run_requested" || event.type === "cell_requested") && this.#stopsNext) this.#askToStop(seq);
      const failed = event.type === "cell_ran" && event.report.verdict !== "passed";
      if (failed || ["run_stopped", "cells_ended", "session_ended"].includes(event.type)) this.#forget();
    }
    this.proceed();
  }

  /** The server refused something; what should have come after it is not asked for. */
  rejected(intent: Intent | null): void {
    if (intent?.type === "request_run" || intent?.type === "request_cell") {
      this.#stopsNext = false;
      this.#forget();
    }
  }

  get #sent(): Intent | undefined {
    return this.#options.waiting().find(({ type }) => type === "request_run" || type === "request_cell");
  }

  #askToStop(seq: number): void {
    this.#stopsNext = false;
    const isAsked = this.#options.waiting().some((intent) => intent.type === "request_stop" && intent.requested_seq === seq);
    if (!isAsked) this.#options.submit({ type: "request_stop", intent_id: newIntentId(), requested_seq: seq });
  }

  #find(wish: Extract<Wish, { is: "cell" }>): number | null {
    const cells = cellsOf(this.#options.screen().code.toString());
    if (cells[wish.index]?.source === wish.source) return wish.index;
    const elsewhere = cells.findIndex((cell) => cell.source === wish.source);
    return elsewhere < 0 ? null : elsewhere;
  }

  #wish(wishes: readonly Wish[]): void {
    this.#stopsNext = false;
    this.#setWishes(wishes);
    this.proceed();
  }

  #forget(why?: string): void {
    if (this.#wishes.length > 0) this.#setWishes([]);
    if (why !== undefined) this.#options.notice(why);
  }

  #setWishes(wishes: readonly Wish[]): void {
    this.#wishes = wishes;
    this.#options.wishesChanged(wishes);
  }
}
