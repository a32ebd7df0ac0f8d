// A session that is going on, as one object for the page: log, connection, code and everything that can be asked for.
import { writingExtensions } from "../editor/extensions";
import { LiveDocument } from "../editor/live-document";
import { LiveSource, wordsForRejection } from "../session/live-source";
import { keepIn, newIntentId, Outbox } from "../session/outbox";
import { goingRun } from "../session/screen";
import { SessionStore } from "../session/store.svelte";
import type { SessionSink } from "../session/source";
import { addresses, api, ApiError, type SessionLog } from "../wire/api";
import type { Envelope, Intent, Purpose } from "../wire/messages";

export class LiveSession {
  readonly store: SessionStore;
  readonly document: LiveDocument;
  readonly #source: LiveSource;
  readonly #abort = new AbortController();
  waiting: readonly Intent[] = $state.raw([]);
  /** A run that was asked for and waits until the code has reached the server. */
  wantedRun: Purpose | null = $state(null);
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
    this.document = new LiveDocument({
      starter: log.starter,
      envelopes: log.envelopes,
      clientId,
      extensions: writingExtensions((why) => (this.notice = why)),
      send: (edit) => this.#source.sendNow(edit),
      settled: (isSettled) => {
        this.codeIsSaved = isSettled;
        this.#perhapsRun();
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

  /** Whether a run is going or about to. */
  get running(): boolean {
    return this.wantedRun !== null || goingRun(this.store.screen) !== null || this.waiting.some(({ type }) => type === "request_run");
  }

  start(): void {
    this.document.setReadOnly(this.ended);
    this.#source.listen({
      caughtUp: () => {
        this.document.resume();
        this.#perhapsRun();
      },
      outboxChanged: (waiting) => (this.waiting = waiting),
      rejected: (_intent, intentId, code, reason) => {
        if (this.document.rejected(intentId, code, reason)) return;
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
    if (this.running || this.ended) return;
    this.wantedRun = purpose;
    this.document.flush();
    this.#perhapsRun();
  }

  hint(): void {
    this.#submit({ type: "request_hint", intent_id: newIntentId() });
  }

  moveOn(): void {
    this.#submit({ type: "request_move_on", intent_id: newIntentId() });
  }

  end(): void {
    this.#submit({ type: "request_end", intent_id: newIntentId() });
  }

  #submit(intent: Intent): void {
    this.notice = null;
    this.#source.submit(intent);
  }

  #perhapsRun(): void {
    const purpose = this.wantedRun;
    if (purpose === null || !this.document.isSettled || !this.#source.ready) return;
    this.wantedRun = null;
    this.#submit({ type: "request_run", intent_id: newIntentId(), purpose });
  }

  /** Lines go to the screen first, then to the editor. */
  #sink(): SessionSink {
    const { store } = this;
    return {
      append: (envelopes: readonly Envelope[]) => {
        store.append(envelopes);
        for (const envelope of envelopes) this.document.receive(envelope);
        if (store.screen.ended !== null) {
          this.wantedRun = null;
          this.document.setReadOnly(true);
        }
      },
      rewind: (seq) => store.rewind(seq),
      connection: (connection) => store.connection(connection),
      clock: (reading) => store.clock(reading),
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
