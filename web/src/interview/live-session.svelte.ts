// A session that is going on, as one object for the page: log, connection, code and everything that can be asked for.
import { cellTools, type CellToRun } from "../editor/cells";
import { writingExtensions } from "../editor/extensions";
import { LiveDocument } from "../editor/live-document";
import { LiveSource, wordsForRejection } from "../session/live-source";
import { keepIn, newIntentId, Outbox } from "../session/outbox";
import { goingNow, howFar, type HowFar } from "../session/going";
import { Requests, type Wish } from "../session/requests";
import { SessionStore } from "../session/store.svelte";
import type { SessionSink } from "../session/source";
import { addresses, api, ApiError, type SessionLog } from "../wire/api";
import type { Envelope, Intent, Phase, Purpose } from "../wire/messages";

export class LiveSession {
  readonly store: SessionStore;
  readonly document: LiveDocument;
  readonly #source: LiveSource;
  readonly #requests: Requests;
  readonly #abort = new AbortController();
  waiting: readonly Intent[] = $state.raw([]);
  /** Runs and cells that were asked for and wait for the code to be saved or for what is going. */
  wishes: readonly Wish[] = $state.raw([]);
  notice: string | null = $state(null);
  codeIsSaved = $state(true);

  constructor(sessionId: string, log: SessionLog) {
    const clientId = `page-${newIntentId().slice(0, 8)}`;
    this.store = new SessionStore(log.starter, log.envelopes);
    this.#source = new LiveSource({
      openSocket: () => new WebSocket(addresses.socket(sessionId)),
      afterSeq: this.store.screen.lastSeq,
      outbox: new Outbox(keepIn(sessionStorage, `thinkaloud:outbox:${sessionId}`)),
      diagnose: () => diagnose(sessionId),
    });
    this.#requests = new Requests({
      screen: () => this.store.screen,
      waiting: () => this.waiting,
      canSend: () => this.document.isSettled && this.#source.ready,
      submit: (intent) => this.#submit(intent),
      wishesChanged: (wishes) => (this.wishes = wishes),
      notice: (words) => (this.notice = words),
    });
    this.document = new LiveDocument({
      starter: log.starter,
      envelopes: log.envelopes,
      clientId,
      extensions: [writingExtensions((why) => (this.notice = why)), cellTools((cells) => this.runCells(cells))],
      send: (edit) => this.#source.sendNow(edit),
      settled: (isSettled) => {
        this.codeIsSaved = isSettled;
        this.#requests.proceed();
      },
      lostEdits: (why) => (this.notice = why),
      unsentKeep: keepIn(sessionStorage, `thinkaloud:unsent:${sessionId}`),
      historyKeep: keepIn(sessionStorage, `thinkaloud:undo:${sessionId}`),
    });
    this.codeIsSaved = this.document.isSettled;
  }

  get ended(): boolean {
    return this.store.screen.ended !== null;
  }

  /** Whether a run or a cell is going or about to. */
  get running(): boolean {
    return this.far !== null;
  }

  /** How far the run or the cell is that is going or about to; null when there is none. */
  get far(): HowFar | null {
    if (this.ended) return null;
    const going = goingNow(this.store.screen);
    if (going !== null) return howFar(going, this.store.progressed);
    const sent = this.waiting.find((intent) => intent.type === "request_run" || intent.type === "request_cell");
    const wish = this.wishes[0];
    if (sent === undefined && wish === undefined) return null;
    const isSubmit = sent?.type === "request_run" ? sent.purpose === "submit" : wish?.is === "run" && wish.purpose === "submit";
    return { state: "running", words: isSubmit ? "Running all checks" : "Running", done: null };
  }

  /** Sources of the cells that wait for their turn. */
  get queued(): ReadonlySet<string> {
    return new Set(this.wishes.flatMap((wish) => (wish.is === "cell" ? [wish.source] : [])));
  }

  start(): void {
    this.document.setReadOnly(this.ended);
    this.#source.listen({
      caughtUp: () => {
        this.document.resume();
        this.#requests.proceed();
      },
      outboxChanged: (waiting) => (this.waiting = waiting),
      rejected: (intent, intentId, code, reason) => {
        if (this.document.rejected(intentId, code, reason)) return;
        this.#requests.rejected(intent);
        this.notice = wordsForRejection(code, reason);
      },
    });
    this.#source.start(this.#sink());
    const { signal } = this.#abort;
    window.addEventListener("online", () => this.#source.retryNow(), { signal });
    window.addEventListener("pagehide", () => this.document.keep(), { signal });
    document.addEventListener(
      "visibilitychange",
      () => {
        if (document.visibilityState === "hidden") {
          this.document.keep();
          return;
        }
        this.#source.retryNow();
        this.#source.probe();
      },
      { signal },
    );
  }

  stop(): void {
    this.#abort.abort();
    this.#source.stop();
    this.document.keep();
  }

  retryNow(): void {
    this.#source.retryNow();
  }

  say(text: string): void {
    this.#submit({ type: "send_words", intent_id: newIntentId(), text, channel: "typed" });
  }

  /** Run what is in the editor: the request waits until the server has the last key press. */
  run(purpose: Purpose): void {
    if (this.ended) return;
    this.document.flush();
    this.#requests.run(purpose);
  }

  /** Run cells in this order, after what is going and what waits. */
  runCells(cells: readonly CellToRun[]): void {
    if (this.ended) return;
    this.document.flush();
    this.#requests.cells(cells);
  }

  stopRun(): void {
    this.#requests.stop();
  }

  restartCells(): void {
    if (!this.ended) this.#requests.restart();
  }

  hint(): void {
    this.#submit({ type: "request_hint", intent_id: newIntentId() });
  }

  moveOn(): void {
    this.#submit({ type: "request_move_on", intent_id: newIntentId() });
  }

  retry(phase: Phase): void {
    this.#submit({ type: "request_retry", intent_id: newIntentId(), phase });
  }

  end(): void {
    this.#submit({ type: "request_end", intent_id: newIntentId() });
  }

  #submit(intent: Intent): void {
    this.notice = null;
    this.#source.submit(intent);
  }

  /** Lines go to the screen first, then to the editor. */
  #sink(): SessionSink {
    const { store } = this;
    return {
      append: (envelopes: readonly Envelope[]) => {
        store.append(envelopes);
        for (const envelope of envelopes) this.document.receive(envelope);
        if (store.screen.ended !== null) this.document.setReadOnly(true);
        this.#requests.took(envelopes);
      },
      rewind: (seq) => store.rewind(seq),
      connection: (connection) => store.connection(connection),
      clock: (reading) => store.clock(reading),
      progress: (progress) => store.progress(progress),
      speaking: (speaking) => store.speaking(speaking),
    };
  }
}

/** Why the socket cannot be opened, if it never will be. */
async function diagnose(sessionId: string): Promise<string | null> {
  try {
    await api.session(sessionId);
    return null;
  } catch (failure) {
    return failure instanceof ApiError && [401, 403, 404].includes(failure.status) ? failure.message : null;
  }
}
