import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { backoffMs } from "../src/session/backoff";
import { LiveSource, type SocketLike } from "../src/session/live-source";
import { Outbox, type Keep } from "../src/session/outbox";
import type { Connection } from "../src/session/source";
import type { ClientMessage, Envelope, Intent, Progress, ServerMessage } from "../src/wire/messages";
import { line } from "./lines";
import { intervieweeSaid } from "./events";

class FakeSocket implements SocketLike {
  onopen: SocketLike["onopen"] = null;
  onmessage: SocketLike["onmessage"] = null;
  onclose: SocketLike["onclose"] = null;
  readonly sent: ClientMessage[] = [];
  isClosed = false;

  send(text: string): void {
    this.sent.push(JSON.parse(text) as ClientMessage);
  }

  close(): void {
    this.isClosed = true;
  }

  open(): void {
    this.onopen?.({} as never);
  }

  say(message: ServerMessage): void {
    this.onmessage?.({ data: JSON.stringify(message) } as never);
  }

  drop(code = 1006): void {
    this.onclose?.({ code } as never);
  }

  get intents(): string[] {
    return this.sent.flatMap((message) => ("intent_id" in message ? [message.intent_id] : []));
  }
}

const words = (intent_id: string): Intent => ({ type: "send_words", intent_id, text: intent_id, channel: "typed" });

function memoryKeep(): Keep {
  let kept: string | null = null;
  return { load: () => kept, save: (text) => (kept = text) };
}

class Stand {
  readonly sockets: FakeSocket[] = [];
  readonly connections: Connection[] = [];
  readonly lines: Envelope[] = [];
  readonly rejections: string[] = [];
  readonly progressed: Progress[] = [];
  readonly begun: string[] = [];
  nCaughtUp = 0;
  why: string | null = null;
  readonly source: LiveSource;

  constructor(keep: Keep = memoryKeep(), afterSeq = 0) {
    this.source = new LiveSource({
      openSocket: () => {
        const socket = new FakeSocket();
        this.sockets.push(socket);
        return socket;
      },
      afterSeq,
      outbox: new Outbox(keep),
      diagnose: () => Promise.resolve(this.why),
      now: () => Date.now(),
      random: () => 1,
    });
    this.source.listen({
      caughtUp: () => (this.nCaughtUp += 1),
      outboxChanged: () => undefined,
      rejected: (_intent, intentId, code) => this.rejections.push(`${intentId}:${code}`),
    });
    this.source.start({
      append: (lines) => this.lines.push(...lines),
      rewind: () => undefined,
      connection: (connection) => this.connections.push(connection),
      clock: () => undefined,
      progress: (progress) => this.progressed.push(progress),
      speaking: (speaking) => this.begun.push(speaking.text),
    });
  }

  get socket(): FakeSocket {
    const last = this.sockets.at(-1);
    if (last === undefined) throw new Error("no socket was opened");
    return last;
  }

  get state(): string {
    return this.connections.at(-1)?.is ?? "";
  }

  welcome(lastSeq: number): void {
    this.socket.open();
    this.socket.say({ type: "welcome", protocol: 1, session_id: "s", question_id: "q", last_seq: lastSeq, now_ms: 5, ended: false });
  }
}

const appended = (seq: number, intentId: string | null = null): ServerMessage => ({
  type: "appended",
  envelope: line(seq, seq, intervieweeSaid("x"), intentId),
});

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe("LiveSource", () => {
  it("passes on how far a run is, also before everything was taken in", () => {
    const stand = new Stand();
    const progress = { type: "progress", requested_seq: 7, state: "running", n_ahead: 0, n_done: 3, n_checks: 20 } as const;
    stand.welcome(1);
    stand.socket.say(progress);
    expect(stand.progressed).toEqual([progress]);
    stand.socket.say({ type: "speaking", said_seq: 1, text: "That is yours to decide." });
    expect(stand.begun).toEqual(["That is yours to decide."]);
    expect(stand.lines).toEqual([]);
  });

  it("is live only once it has everything that the server had", () => {
    const stand = new Stand();
    stand.source.submit(words("a"));
    stand.welcome(2);
    expect(stand.socket.sent).toEqual([{ type: "hello", protocol: 1, after_seq: 0 }]);
    expect(stand.state).toBe("connecting");
    stand.socket.say(appended(1));
    stand.socket.say(appended(2));
    expect([stand.state, stand.nCaughtUp, stand.socket.intents]).toEqual(["live", 1, ["a"]]);
  });

  it("connects again after a loss, from where it was, and sends again what was not acknowledged", () => {
    const stand = new Stand();
    stand.welcome(0);
    for (const id of ["a", "b", "c"]) stand.source.submit(words(id));
    stand.socket.say({ type: "accepted", intent_id: "a", seq: 1 });
    stand.socket.say(appended(1, "b"));
    stand.socket.drop();
    expect(stand.state).toBe("lost");
    stand.source.submit(words("d"));
    vi.advanceTimersByTime(400);
    stand.welcome(1);
    expect(stand.sockets).toHaveLength(2);
    expect(stand.socket.sent[0]).toEqual({ type: "hello", protocol: 1, after_seq: 1 });
    expect(stand.socket.intents).toEqual(["c", "d"]);
  });

  it("keeps unacknowledged intents over a reload", () => {
    const keep = memoryKeep();
    const before = new Stand(keep);
    before.source.submit(words("a"));
    const after = new Stand(keep);
    after.welcome(0);
    expect(after.socket.intents).toEqual(["a"]);
  });

  it("passes over lines that it has, and connects anew when one is missing", () => {
    const stand = new Stand(memoryKeep(), 3);
    stand.welcome(3);
    stand.socket.say(appended(3));
    stand.socket.say(appended(4));
    expect(stand.lines.map((each) => each.seq)).toEqual([4]);
    stand.socket.say(appended(6));
    expect([stand.state, stand.lines.length]).toEqual(["lost", 1]);
  });

  it("waits longer after each failure, never longer than a quarter of a minute", () => {
    const waits = [0, 1, 2, 3, 10, 99].map((nFailed) => backoffMs(nFailed, () => 1));
    expect(waits).toEqual([400, 800, 1600, 3200, 15_000, 15_000]);
    expect(backoffMs(2, () => 0)).toBe(800);
  });

  it("gives up with words when the server will never let it in", async () => {
    const closed = new Stand();
    closed.welcome(0);
    closed.socket.drop(4404);
    expect(closed.connections.at(-1)).toMatchObject({ is: "refused", why: expect.stringContaining("no session") as string });

    const unopened = new Stand();
    unopened.why = "No key.";
    unopened.socket.drop();
    await vi.advanceTimersByTimeAsync(20_000);
    expect([unopened.connections.at(-1), unopened.sockets.length]).toEqual([{ is: "refused", why: "No key." }, 1]);
  });

  it("tries again when the server is merely away", async () => {
    const stand = new Stand();
    stand.socket.drop();
    await vi.advanceTimersByTimeAsync(500);
    expect([stand.state, stand.sockets.length]).toEqual(["connecting", 2]);
  });

  it("notices a connection that went silent", () => {
    const stand = new Stand();
    stand.welcome(0);
    vi.advanceTimersByTime(61_000);
    expect(stand.sockets[0]?.isClosed).toBe(true);
    expect(["lost", "connecting"]).toContain(stand.state);
  });

  it("hears nothing more from a socket that it has left", () => {
    const stand = new Stand();
    stand.welcome(0);
    const [left] = stand.sockets;
    stand.socket.drop();
    left?.say(appended(1));
    expect(stand.lines).toEqual([]);
  });

  it("tells of refusals and forgets the intent", () => {
    const stand = new Stand();
    stand.welcome(0);
    stand.source.submit(words("a"));
    stand.socket.say({ type: "rejected", intent_id: "a", code: "ended", reason: "over" });
    stand.socket.drop();
    vi.advanceTimersByTime(400);
    stand.welcome(0);
    expect([stand.rejections, stand.socket.intents]).toEqual([["a:ended"], []]);
  });
});
