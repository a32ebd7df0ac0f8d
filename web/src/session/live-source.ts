// The driver for a session that is going on: one websocket, made anew whenever it is lost, resumed by sequence number.
// Knows nothing of Svelte or of the editor; edits go through it like every other intent.
import { closeCode, PROTOCOL, unreachable } from "../wire/messages";
import type { ClientMessage, Envelope, Intent, RejectCode, ServerMessage } from "../wire/messages";
import { words } from "../wire/api";
import { backoffMs } from "./backoff";
import type { Outbox } from "./outbox";
import type { SessionSink, SessionSource } from "./source";

export interface SocketLike {
  onopen: ((event: never) => unknown) | null;
  onmessage: ((event: never) => unknown) | null;
  onclose: ((event: never) => unknown) | null;
  send(text: string): void;
  close(code?: number): void;
}

export interface LiveOptions {
  readonly openSocket: () => SocketLike;
  readonly afterSeq: number;
  readonly outbox: Outbox;
  /** Asked when the socket cannot be opened at all: words that say why it never will, or null to try again. */
  readonly diagnose: () => Promise<string | null>;
  readonly now?: () => number;
  readonly random?: () => number;
}

/** What the rest of the page wants to hear beside the log. */
export interface LiveListener {
  /** Everything the server had was taken in: unsent edits may go out. */
  caughtUp(): void;
  outboxChanged(waiting: readonly Intent[]): void;
  rejected(intent: Intent | null, intentId: string, code: RejectCode, reason: string): void;
}

const pingEveryMs = 15_000;
const silenceMs = 40_000;
const helloWithinMs = 10_000;

const refusals: Readonly<Record<number, string>> = {
  [closeCode.notAllowed]: words.noKey,
  [closeCode.badOrigin]: "The server does not serve pages from this address. Open the address that it printed when it started.",
  [closeCode.noSuchSession]: words.noSession,
  [closeCode.badMessage]: "The server did not understand this page, which may be of another version. Reload the page.",
  [closeCode.tooBig]: "Something sent from here was too large for the server. Reload the page to go on without it.",
};

export class LiveSource implements SessionSource {
  readonly #options: LiveOptions;
  readonly #now: () => number;
  readonly #random: () => number;
  #sink: SessionSink | null = null;
  #listener: LiveListener | null = null;
  #socket: SocketLike | null = null;
  #lastSeq: number;
  #catchUpTo: number | null = null;
  #ready = false;
  #stopped = false;
  #nFailed = 0;
  #heardAt = 0;
  #retryTimer: ReturnType<typeof setTimeout> | undefined;
  #pingTimer: ReturnType<typeof setInterval> | undefined;

  constructor(options: LiveOptions) {
    this.#options = options;
    this.#now = options.now ?? (() => performance.now());
    this.#random = options.random ?? Math.random;
    this.#lastSeq = options.afterSeq;
  }

  /** Whether messages go out right now. */
  get ready(): boolean {
    return this.#ready;
  }

  listen(listener: LiveListener): void {
    this.#listener = listener;
    listener.outboxChanged(this.#options.outbox.waiting);
  }

  start(sink: SessionSink): void {
    this.#sink = sink;
    this.#connect();
  }

  stop(): void {
    this.#stopped = true;
    this.#dropSocket();
    clearTimeout(this.#retryTimer);
  }

  /** Keep an intent until it is acknowledged, and send it as soon as there is a connection. */
  submit(intent: Intent): void {
    this.#options.outbox.add(intent);
    this.#listener?.outboxChanged(this.#options.outbox.waiting);
    this.sendNow(intent);
  }

  /** Send an intent whose keeping is the caller's business. Says whether there was a connection. */
  sendNow(intent: Intent): boolean {
    if (!this.#ready) return false;
    this.#send(intent);
    return true;
  }

  /** The network is back or the user asks: do not wait for the next attempt. */
  retryNow(): void {
    if (this.#stopped || this.#socket !== null) return;
    clearTimeout(this.#retryTimer);
    this.#connect();
  }

  /** Find out at once whether the connection still stands, for example after the machine slept. */
  probe(): void {
    if (!this.#ready) return;
    this.#send({ type: "ping" });
    const asked = this.#now();
    const socket = this.#socket;
    setTimeout(() => {
      if (socket === this.#socket && this.#heardAt < asked) this.#lost(0);
    }, 5_000);
  }

  #connect(): void {
    if (this.#stopped) return;
    this.#sink?.connection({ is: "connecting" });
    const socket = this.#options.openSocket();
    this.#socket = socket;
    this.#heardAt = this.#now();
    let opened = false;
    const late = setTimeout(() => {
      if (socket === this.#socket && !this.#ready && this.#catchUpTo === null) this.#lost(0);
    }, helloWithinMs);
    socket.onopen = () => {
      opened = true;
      this.#send({ type: "hello", protocol: PROTOCOL, after_seq: this.#lastSeq });
    };
    socket.onmessage = (message: { data: unknown }) => {
      if (socket === this.#socket) this.#heard(message.data);
    };
    socket.onclose = (close: { code: number }) => {
      clearTimeout(late);
      if (socket !== this.#socket) return;
      if (opened) this.#lost(close.code);
      else void this.#neverOpened(socket);
    };
  }

  async #neverOpened(socket: SocketLike): Promise<void> {
    const why = await this.#options.diagnose().catch(() => null);
    if (socket !== this.#socket) return;
    if (why === null) this.#lost(0);
    else this.#refuse(why);
  }

  #heard(data: unknown): void {
    this.#heardAt = this.#now();
    if (typeof data !== "string") return;
    let message: ServerMessage;
    try {
      message = JSON.parse(data) as ServerMessage;
    } catch {
      this.#lost(0);
      return;
    }
    this.#take(message);
  }

  #take(message: ServerMessage): void {
    switch (message.type) {
      case "welcome":
        this.#sink?.clock({ atMs: message.now_ms, takenAt: this.#now(), running: !message.ended });
        this.#catchUpTo = message.last_seq;
        this.#perhapsReady();
        return;
      case "appended":
        this.#append(message.envelope);
        return;
      case "accepted":
        this.#settle(message.intent_id);
        return;
      case "rejected": {
        const intent = this.#settle(message.intent_id);
        this.#listener?.rejected(intent, message.intent_id, message.code, message.reason);
        return;
      }
      case "progress":
        this.#sink?.progress(message);
        return;
      case "speaking":
        this.#sink?.speaking(message);
        return;
      case "pong":
        this.#sink?.clock({ atMs: message.now_ms, takenAt: this.#now(), running: true });
        return;
      default:
        // A newer server may say more than this page knows.
        passOver(message);
    }
  }

  #append(envelope: Envelope): void {
    if (envelope.seq <= this.#lastSeq) return;
    if (envelope.seq !== this.#lastSeq + 1) {
      this.#lost(0);
      return;
    }
    this.#lastSeq = envelope.seq;
    this.#sink?.append([envelope]);
    if (envelope.intent_id !== null && envelope.intent_id !== undefined) this.#settle(envelope.intent_id);
    this.#perhapsReady();
  }

  #perhapsReady(): void {
    if (this.#ready || this.#catchUpTo === null || this.#lastSeq < this.#catchUpTo) return;
    this.#ready = true;
    this.#nFailed = 0;
    this.#sink?.connection({ is: "live" });
    for (const intent of this.#options.outbox.waiting) this.#send(intent);
    this.#listener?.caughtUp();
    clearInterval(this.#pingTimer);
    this.#pingTimer = setInterval(() => this.#beat(), pingEveryMs);
  }

  #beat(): void {
    if (this.#now() - this.#heardAt > silenceMs) this.#lost(0);
    else this.#send({ type: "ping" });
  }

  #settle(intentId: string): Intent | null {
    const intent = this.#options.outbox.settle(intentId);
    if (intent !== null) this.#listener?.outboxChanged(this.#options.outbox.waiting);
    return intent;
  }

  #send(message: ClientMessage): void {
    this.#socket?.send(JSON.stringify(message));
  }

  #lost(code: number): void {
    this.#dropSocket();
    if (this.#stopped) return;
    const why = refusals[code];
    if (why !== undefined) {
      this.#refuse(why);
      return;
    }
    const wait = backoffMs(this.#nFailed, this.#random);
    this.#nFailed += 1;
    this.#sink?.connection({ is: "lost", retryAt: this.#now() + wait });
    this.#retryTimer = setTimeout(() => this.#connect(), wait);
  }

  #refuse(why: string): void {
    this.#dropSocket();
    this.#stopped = true;
    this.#sink?.connection({ is: "refused", why });
  }

  #dropSocket(): void {
    clearInterval(this.#pingTimer);
    this.#ready = false;
    this.#catchUpTo = null;
    const socket = this.#socket;
    this.#socket = null;
    if (socket === null) return;
    socket.onopen = socket.onmessage = socket.onclose = null;
    socket.close();
  }
}

function passOver(_message: never): void {}

/** Say a rejection in words, where the server's own do not suffice. */
export function wordsForRejection(code: RejectCode, reason: string): string {
  switch (code) {
    case "busy":
      return "A run is still going. Wait for it, then try again.";
    case "ended":
      return "The interview has ended, so this was not added.";
    case "too_long":
    case "malformed":
    case "runner_unavailable":
    case "server_fault":
    case "bad_edit":
    case "stale_edit":
      return reason;
    default:
      return unreachable(code);
  }
}
