import { redo, undo, undoDepth } from "@codemirror/commands";
import { describe, expect, it } from "vitest";
import { writingExtensions } from "../src/editor/extensions";
import { LiveDocument, type SendEdit } from "../src/editor/live-document";
import type { Envelope } from "../src/wire/messages";
import { line } from "./lines";

/** A page over a server that takes every edit at once. */
function open(starter: string, log: Envelope[], kept: { text: string | null }): LiveDocument {
  const page: LiveDocument = new LiveDocument({
    starter,
    envelopes: [...log],
    clientId: "page",
    extensions: writingExtensions(() => undefined),
    send: (edit: SendEdit) => {
      const { changes, client_id, path } = edit;
      const stored = line(log.length + 1, 0, { type: "code_edited", v: 1, changes, client_id, path }, edit.intent_id);
      log.push(stored);
      queueMicrotask(() => page.receive(stored));
      return true;
    },
    settled: () => undefined,
    lostEdits: (why) => expect.fail(why),
    unsentKeep: { load: () => null, save: () => undefined },
    historyKeep: { load: () => kept.text, save: (text) => (kept.text = text) },
  });
  return page;
}

async function type(page: LiveDocument, insert: string): Promise<void> {
  page.apply(page.state.update({ changes: { from: page.state.doc.length, insert }, userEvent: "input.type" }));
  await new Promise((resolve) => setTimeout(resolve));
}

const target = (page: LiveDocument) => ({ state: page.state, dispatch: page.apply.bind(page) });

describe("the undo history", () => {
  it("is there after a reload, both ways, and what it undoes goes to the server", async () => {
    const log: Envelope[] = [];
    const kept = { text: null };
    const before = open("a\n", log, kept);
    await type(before, "one\n");
    before.keep();
    const after = open("a\n", log, kept);
    expect(after.state.doc.toString()).toBe("a\none\n");
    expect(undo(target(after))).toBe(true);
    await new Promise((resolve) => setTimeout(resolve));
    expect(after.state.doc.toString()).toBe("a\n");
    expect(redo(target(after))).toBe(true);
    await new Promise((resolve) => setTimeout(resolve));
    expect(open("a\n", log, { text: null }).state.doc.toString()).toBe("a\none\n");
  });

  it("is forgotten where the log tells of another text, even one of the same length", async () => {
    const kept = { text: null };
    const before = open("a\n", [], kept);
    await type(before, "one\n");
    before.keep();
    const otherLog: Envelope[] = [];
    await type(open("a\n", otherLog, { text: null }), "two\n");
    const after = open("a\n", otherLog, kept);
    expect(after.state.doc.toString()).toBe("a\ntwo\n");
    expect(undoDepth(after.state)).toBe(0);
  });
});
