import { ChangeSet, Text } from "@codemirror/state";
import { describe, expect, it } from "vitest";
import { writingExtensions } from "../src/editor/extensions";
import { LiveDocument, type SendEdit } from "../src/editor/live-document";
import { undo } from "@codemirror/commands";
import type { Keep } from "../src/session/outbox";
import type { Envelope } from "../src/wire/messages";
import { line } from "./lines";

/** A server in small: takes an edit when it rests on the last revision, once per intent id. */
class Authority {
  text: Text;
  readonly log: Envelope[] = [];
  readonly pages: { receive: (envelope: Envelope) => void }[] = [];

  constructor(starter: string) {
    this.text = Text.of(starter.split("\n"));
  }

  /** Answers `stale` or `accepted`; the line goes to all pages when `deliver` is called. */
  take(edit: SendEdit): "stale" | "accepted" {
    if (this.log.some((stored) => stored.intent_id === edit.intent_id)) return "accepted";
    if (edit.base_revision !== this.log.length) return "stale";
    this.text = ChangeSet.fromJSON(edit.changes).apply(this.text);
    this.log.push(
      line(this.log.length + 1, 0, { type: "code_edited", v: 1, changes: edit.changes, client_id: edit.client_id, path: edit.path }, edit.intent_id),
    );
    return "accepted";
  }
}

function memoryKeep(): Keep & { text: string | null } {
  return {
    text: null,
    load() {
      return this.text;
    },
    save(text) {
      this.text = text;
    },
  };
}

class Page {
  readonly sent: SendEdit[] = [];
  readonly lost: string[] = [];
  readonly settled: boolean[] = [];
  connected = true;
  nReceived: number;
  document: LiveDocument;

  constructor(
    readonly authority: Authority,
    readonly unsentKeep = memoryKeep(),
    readonly historyKeep = memoryKeep(),
    starter = "a\nb\n",
  ) {
    this.nReceived = authority.log.length;
    this.document = new LiveDocument({
      starter,
      envelopes: [...authority.log],
      clientId: "page",
      extensions: writingExtensions((why) => this.lost.push(why)),
      send: (edit) => {
        if (!this.connected) return false;
        this.sent.push(structuredClone(edit));
        return true;
      },
      settled: (isSettled) => this.settled.push(isSettled),
      lostEdits: (why) => this.lost.push(why),
      unsentKeep,
      historyKeep,
    });
  }

  type(at: number, text: string, nDeleted = 0): void {
    const { state } = this.document;
    this.document.apply(state.update({ changes: { from: at, to: at + nDeleted, insert: text }, userEvent: "input.type" }));
  }

  get text(): string {
    return this.document.state.doc.toString();
  }

  /** Let the server take the oldest message, and hear its refusal. */
  serve(): void {
    const edit = this.sent.shift();
    if (edit === undefined) return;
    if (this.authority.take(edit) === "stale") this.document.rejected(edit.intent_id, "stale_edit", "older text");
  }

  /** Hear one more line of the log. */
  hear(): void {
    const next = this.authority.log[this.nReceived];
    if (next === undefined) return;
    this.nReceived += 1;
    this.document.receive(next);
  }

  hearAll(): void {
    while (this.nReceived < this.authority.log.length) this.hear();
  }

  reload(): Page {
    return new Page(this.authority, this.unsentKeep, this.historyKeep);
  }
}

function settleAll(pages: readonly Page[]): void {
  for (let round = 0; round < 200; round += 1) {
    for (const page of pages) {
      page.serve();
      page.hearAll();
    }
    const { length } = pages[0]?.authority.log ?? [];
    if (pages.every((page) => page.sent.length === 0 && page.document.isSettled && page.nReceived === length)) return;
  }
  throw new Error("the pages never came to rest");
}

describe("LiveDocument", () => {
  it("sends a key press at once and gathers what is typed while it is under way", () => {
    const authority = new Authority("a\nb\n");
    const page = new Page(authority);
    page.type(0, "x");
    page.type(1, "y");
    page.type(2, "z");
    expect(page.sent.map((edit) => edit.changes)).toEqual([[[0, "x"], 4]]);
    page.serve();
    page.hearAll();
    expect(page.sent.map((edit) => [edit.base_revision, edit.changes])).toEqual([[1, [1, [0, "yz"], 4]]]);
    settleAll([page]);
    expect(authority.text.toString()).toBe("xyza\nb\n");
    expect(page.settled).toEqual([false, true]);
  });

  it("rebases over another page's edit, whichever of refusal and line comes first", () => {
    for (const refusalFirst of [true, false]) {
      const authority = new Authority("a\nb\n");
      const one = new Page(authority);
      const two = new Page(authority);
      one.type(0, "one ");
      two.type(4, "two");
      one.serve();
      if (refusalFirst) {
        two.serve();
        expect(two.sent, "not sent again before the other's line is known").toEqual([]);
        two.hearAll();
      } else {
        two.hearAll();
        two.serve();
      }
      expect(two.sent).toHaveLength(1);
      settleAll([one, two]);
      expect(authority.text.toString()).toBe("one a\nb\ntwo");
      expect([one.text, two.text]).toEqual([authority.text.toString(), authority.text.toString()]);
    }
  });

  it("brings many pages to the server's text in any order of delivery", () => {
    let seed = 7;
    const random = (below: number): number => {
      seed = (seed * 1103515245 + 12345) % 2147483648;
      return Math.floor((seed / 2147483648) * below);
    };
    for (let round = 0; round < 40; round += 1) {
      const authority = new Authority("def f(x):\n    pass\n");
      const pages = [0, 1, 2].map(() => new Page(authority, memoryKeep(), memoryKeep(), "def f(x):\n    pass\n"));
      for (let step = 0; step < 60; step += 1) {
        const page = pages[random(3)];
        if (page === undefined) continue;
        const length = page.document.state.doc.length;
        const act = random(4);
        if (act === 0) page.serve();
        else if (act === 1) page.hear();
        else {
          const at = random(length + 1);
          page.type(at, ["x", "é\n", "🙂", ""][random(4)] ?? "", Math.min(random(3), length - at));
        }
      }
      settleAll(pages);
      for (const page of pages) expect(page.text).toBe(authority.text.toString());
    }
  });

  it("sends the edit under way again with the same id after the connection was lost", () => {
    const authority = new Authority("a\nb\n");
    const page = new Page(authority);
    page.type(0, "x");
    const first = page.sent[0];
    page.sent.length = 0;
    page.document.resume();
    expect(page.sent).toEqual([first]);
    settleAll([page]);
    expect(authority.log).toHaveLength(1);
  });

  it("keeps what was typed without a connection over a reload, and stores it once", () => {
    const authority = new Authority("a\nb\n");
    const page = new Page(authority);
    page.type(0, "stored");
    const sent = page.sent[0];
    if (sent === undefined) throw new Error("nothing sent");
    page.type(6, " unsent");
    authority.take(sent);

    const reloaded = page.reload();
    expect(reloaded.text).toBe("stored unsenta\nb\n");
    reloaded.document.resume();
    settleAll([reloaded]);
    expect(authority.text.toString()).toBe("stored unsenta\nb\n");
    expect(authority.log).toHaveLength(2);
  });

  it("brings back an edit of unknown fate that never arrived", () => {
    const authority = new Authority("a\nb\n");
    const page = new Page(authority);
    page.type(0, "x");
    const other = new Page(authority);
    other.type(0, "other ");
    settleAll([other]);
    const reloaded = page.reload();
    reloaded.document.resume();
    settleAll([reloaded, other]);
    expect(authority.text.toString()).toMatch(/^(xother |other x)a\nb\n$/);
    expect(reloaded.text).toBe(authority.text.toString());
    expect(other.text).toBe(authority.text.toString());
  });

  it("can undo after a reload what was typed before it", () => {
    const authority = new Authority("a\nb\n");
    const page = new Page(authority);
    page.type(0, "kept ");
    settleAll([page]);
    page.document.keep();
    const reloaded = page.reload();
    const done = undo({ state: reloaded.document.state, dispatch: (transaction) => reloaded.document.apply(transaction) });
    expect(done).toBe(true);
    expect(reloaded.text).toBe("a\nb\n");
    settleAll([reloaded]);
    expect(authority.text.toString()).toBe("a\nb\n");
  });

  it("starts from the log when what was kept makes no sense", () => {
    const authority = new Authority("a\nb\n");
    const page = new Page(authority);
    page.type(0, "x");
    settleAll([page]);
    page.unsentKeep.text = JSON.stringify({ revision: 1, underWay: null, rest: [999] });
    page.historyKeep.text = "{";
    const reloaded = page.reload();
    expect(reloaded.text).toBe("xa\nb\n");
    expect(reloaded.lost).toHaveLength(1);
  });

  it("takes back an edit that the server will not have, and says so", () => {
    const authority = new Authority("a\nb\n");
    const page = new Page(authority);
    page.type(0, "x");
    const edit = page.sent.shift();
    expect(page.document.rejected(edit?.intent_id ?? "", "too_long", "The code may hold 200000 characters.")).toBe(true);
    expect(page.text).toBe("a\nb\n");
    expect(page.lost).toEqual(["The last edit was not kept. The code may hold 200000 characters."]);
    expect(page.document.isSettled).toBe(true);
    expect(page.document.rejected("somebody-else", "bad_edit", "")).toBe(false);
  });

  it("refuses a paste that the server would refuse", () => {
    const page = new Page(new Authority("a\nb\n"));
    page.type(0, "é".repeat(32_768 - 2));
    expect(page.text).toHaveLength(32_770);
    page.type(0, "x");
    expect(page.text).toHaveLength(32_770);
    expect(page.lost[0]).toContain("65,537 bytes");
    page.type(0, "", 10);
    page.type(0, "fits again");
    expect(page.lost).toHaveLength(1);
  });
});
