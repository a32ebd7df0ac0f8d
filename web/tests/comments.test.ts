import { describe, expect, it, vi, beforeEach, afterEach } from "vitest";
import { Comments } from "../src/comments/comments.svelte";
import { draftsFrom, draftsToKeep } from "../src/comments/drafts";
import { anchorOf, inOrder, momentInWords, momentsFrom, nameOfMoment, passed, reached, readingMs, takenInWords } from "../src/comments/moments";
import { replayKey, replayShortcuts } from "../src/interview/shortcuts";
import type { CommentRow } from "../src/wire/api";
import type { Event } from "../src/wire/messages";
import { cellRan, edit, intervieweeSaid, interviewerSaid, phaseChanged, runRequested, started, suiteRan } from "./events";
import { log } from "./lines";

const understood: Event = {
  type: "utterance_understood", v: 1, said_seq: 3, act: "plan", mentions: [], detail: "", facts: [], points: [], source: "rules",
} as unknown as Event;

const lines = log(
  [0, started()],
  [0, interviewerSaid("Hello there.", "greet")],
  [9_000, intervieweeSaid("I would sort them\nfirst, \u202eand then " + "look ".repeat(30))],
  [9_000, understood],
  [20_000, edit([0])],
  [760_000, suiteRan(5, { verdict: "failed" })],
  [761_000, suiteRan(5, { purpose: "submit", verdict: "time_limit" })],
  [762_000, phaseChanged("discuss")],
  [763_000, cellRan(1)],
  [764_000, runRequested("run")],
);

function row(id: string, seq: number, more: Partial<CommentRow> = {}): CommentRow {
  return {
    comment_id: id, seq, author: "Ann", text: "Say why.", made_at: `2026-01-02T03:04:05.00${id.length}+00:00`, changed_at: "",
    is_imported: false, may_change: true, may_remove: true, ...more,
  };
}

describe("moments", () => {
  it("are named by what people saw there", () => {
    expect([1, 2, 5, 6, 7, 8, 9, 10].map((seq) => nameOfMoment(lines, seq))).toEqual([
      "The session started", "Interviewer: Hello there.", "Editing the code", "Run failed", "Submit: too slow",
      "Phase: Discuss", "Cell: ran", "Run asked for",
    ]);
    expect(momentInWords(lines, 6)).toBe("12:40 · Run failed");
  });

  it("show what was said in one short line without tricks", () => {
    const name = nameOfMoment(lines, 3);
    expect(name).toMatch(/^Candidate: I would sort them first, \ufffdand then look .*…$/);
    expect(name.length).toBeLessThanOrEqual(60 + "Candidate: ".length);
  });

  it("of the machinery alone belong to what came before them", () => {
    expect(anchorOf(lines, 4)).toBe(3);
    expect(anchorOf(lines, 6)).toBe(6);
    expect([anchorOf(lines, 0), anchorOf(lines, 99)]).toEqual([1, 10]);
    expect(nameOfMoment([], 1)).toBe("The beginning");
  });

  it("gather their comments, in order, whatever the order they came in", () => {
    const found = momentsFrom([row("ccc", 6), row("a", 3), row("bb", 6), row("d", 99)], lines);
    expect(found.map(({ seq, atMs, comments }) => [seq, atMs, comments.map((each) => each.comment_id)])).toEqual([
      [3, 9_000, ["a"]],
      [6, 760_000, ["bb", "ccc"]],
      [10, 764_000, ["d"]],
    ]);
    expect(inOrder([])).toEqual([]);
  });

  it("are reached and passed as the replay goes on", () => {
    const found = momentsFrom([row("a", 3), row("b", 6)], lines);
    expect([1, 3, 5, 6, 10].map((seq) => reached(found, seq)?.seq ?? null)).toEqual([null, 3, 3, 6, 6]);
    expect(passed(found, 1, 2)).toBeNull();
    expect(passed(found, 2, 3)?.seq).toBe(3);
    expect(passed(found, 3, 5)).toBeNull();
    expect(passed(found, 1, 10)?.seq, "the last of several").toBe(6);
    expect(passed(found, 10, 3)).toBeNull();
  });

  it("stay for as long as it takes to read them, within reason", () => {
    const [brief] = momentsFrom([row("a", 3)], lines);
    const [long] = momentsFrom([row("a", 3, { text: "W".repeat(4000) })], lines);
    expect(readingMs(brief!)).toBeGreaterThanOrEqual(4_000);
    expect(readingMs(long!)).toBe(15_000);
  });

  it("say what came of a file", () => {
    expect(takenInWords(1, 0)).toBe("1 comment taken in.");
    expect(takenInWords(3, 1)).toBe("3 comments taken in; 1 was here already.");
    expect(takenInWords(0, 2)).toMatch(/Nothing new/);
    expect(takenInWords(0, 0)).toMatch(/no comment/);
  });

  it("are commented on with a key that the help tells of", () => {
    const pressed = { key: "c", code: "KeyC", ctrlKey: false, metaKey: false, shiftKey: false, altKey: false };
    expect(replayKey(pressed)).toBe("comment");
    expect(replayKey({ ...pressed, ctrlKey: true }), "copying").toBeNull();
    expect(replayShortcuts.some(({ keys }) => keys === "C")).toBe(true);
  });
});

describe("drafts", () => {
  it("are kept whole and come back", () => {
    const drafts = { fresh: { commentId: "x", seq: 3, text: " half a " }, change: { commentId: "y", text: "" } };
    expect(draftsFrom(draftsToKeep(drafts))).toEqual(drafts);
  });

  it("are not kept when there is nothing in them", () => {
    expect(draftsToKeep({ fresh: { commentId: "x", seq: 3, text: " \n" }, change: null })).toBeNull();
    expect(draftsToKeep({ fresh: null, change: null })).toBeNull();
  });

  it.each(["", "nonsense", "7", "[]", '{"fresh": 5}', '{"fresh": {"commentId": "x", "seq": 0, "text": "y"}, "change": {"text": 1}}'])(
    "that cannot be read are none: %s",
    (kept) => {
      expect(draftsFrom(kept)).toEqual({ fresh: null, change: null });
    },
  );
});

describe("Comments", () => {
  const answers: (() => Response)[] = [];
  const asked: { path: string; method: string; body: unknown }[] = [];
  const kept = new Map<string, string>();
  const storage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  } as unknown as Storage;
  const says = (status: number, body: unknown) => () => new Response(status === 204 ? null : JSON.stringify(body), { status });

  beforeEach(() => {
    answers.length = asked.length = 0;
    kept.clear();
    vi.stubGlobal("fetch", (path: string, init: RequestInit = {}) => {
      asked.push({ path, method: init.method ?? "GET", body: typeof init.body === "string" ? JSON.parse(init.body) : init.body });
      const answer = answers.shift();
      return answer === undefined ? Promise.reject(new TypeError("no network")) : Promise.resolve(answer());
    });
  });
  afterEach(() => void vi.unstubAllGlobals());

  function writing(text: string): Comments {
    const comments = new Comments("s", storage);
    comments.begin(6);
    comments.write(text);
    comments.setAuthor("Ann");
    return comments;
  }

  it("keep what is typed over a reload, the name for all sessions", () => {
    writing("Half a thought");
    const again = new Comments("s", storage);
    expect(again.fresh?.text).toBe("Half a thought");
    expect(again.fresh?.seq).toBe(6);
    const elsewhere = new Comments("other", storage);
    expect([elsewhere.fresh, elsewhere.author]).toEqual([null, "Ann"]);
  });

  it("put what was saved into its place and forget the draft", async () => {
    const comments = writing("Say why.");
    comments.list = [row("z", 9)];
    answers.push(says(201, row("a", 6)));
    expect(await comments.save()).toBe(true);
    expect(comments.list.map((each) => each.comment_id)).toEqual(["a", "z"]);
    expect([comments.fresh, kept.get("thinkaloud:comments:s")]).toEqual([null, undefined]);
    expect(asked[0]).toMatchObject({ path: "/api/sessions/s/comments", method: "POST", body: { seq: 6, author: "Ann", text: "Say why." } });
  });

  it("keep what is typed while they are being saved", async () => {
    const comments = writing("Say why.");
    answers.push(says(201, row("a", 6)));
    const saving = comments.save();
    comments.write("Say why, please.");
    await saving;
    expect(comments.fresh?.text).toBe("Say why, please.");
    expect(new Comments("s", storage).fresh?.text).toBe("Say why, please.");
  });

  it("keep the words and their id when saving fails, and say what to do", async () => {
    const comments = writing("Say why.");
    expect(await comments.save()).toBe(false);
    expect(comments.trouble?.at).toBe("new");
    expect(comments.trouble?.words).toMatch(/Start it again.*What you typed is kept\.$/);
    expect(new Comments("s", storage).fresh).toEqual(comments.fresh);
    answers.push(says(409, { error: { code: "too_many_comments", message: "Too many. Remove some." } }));
    await comments.save();
    expect(comments.trouble?.words).toBe("Too many. Remove some. What you typed is kept.");
    answers.push(says(201, row("a", 6)));
    expect(await comments.save()).toBe(true);
    const ids = asked.map(({ body }) => (body as { comment_id: string }).comment_id);
    expect(new Set(ids).size, "the server can tell that it is the same comment").toBe(1);
    expect(comments.trouble).toBeNull();
  });

  it("go on with a comment that is begun, at its own moment, until it is moved", () => {
    const comments = writing("Half");
    const { commentId } = comments.fresh!;
    comments.begin(9);
    expect(comments.fresh).toEqual({ commentId, seq: 6, text: "Half" });
    comments.moveTo(9);
    expect(comments.fresh).toMatchObject({ seq: 9, text: "Half" });
    expect(comments.fresh?.commentId).not.toBe(commentId);
    comments.discard();
    expect(kept.get("thinkaloud:comments:s")).toBeUndefined();
    comments.begin(2);
    comments.begin(3);
    expect(comments.fresh?.seq, "one without words moves along").toBe(3);
  });

  it("change words, or leave them as they were", async () => {
    const comments = new Comments("s", storage);
    comments.list = [row("a", 6)];
    comments.edit(row("a", 6));
    comments.rewrite("Say how.");
    expect(new Comments("s", storage).change).toEqual({ commentId: "a", text: "Say how." });
    expect(await comments.saveChange()).toBe(false);
    expect(comments.troubleAt("a")).toMatch(/kept/);
    expect(comments.change?.text).toBe("Say how.");
    answers.push(says(200, row("a", 6, { text: "Say how.", changed_at: "later" })));
    await comments.saveChange();
    expect(comments.list).toMatchObject([{ text: "Say how.", changed_at: "later" }]);
    expect([comments.change, comments.troubleAt("a")]).toEqual([null, ""]);
    comments.edit(row("a", 6));
    comments.leaveAsItWas();
    expect(comments.change).toBeNull();
  });

  it("go away when they are deleted, also when somebody else was first", async () => {
    const comments = new Comments("s", storage);
    comments.list = [row("a", 6), row("bb", 6), row("ccc", 6)];
    answers.push(says(204, null));
    await comments.remove("a");
    answers.push(says(404, { error: { code: "unknown_comment", message: "Gone." } }));
    await comments.remove("bb");
    expect(comments.list.map((each) => each.comment_id)).toEqual(["ccc"]);
    await comments.remove("ccc");
    expect(comments.list).toHaveLength(1);
    expect(comments.troubleAt("ccc")).toMatch(/does not answer/);
  });

  it("come in from a file, and say how many", async () => {
    const comments = new Comments("s", storage);
    answers.push(says(200, { n_new: 1, n_known: 2 }), says(200, [row("a", 6)]));
    await comments.takeIn(new Blob(["{}"]));
    expect(comments.done).toBe("1 comment taken in; 2 were here already.");
    expect(comments.list).toHaveLength(1);
    answers.push(says(409, { error: { code: "other_session", message: "Another session." } }));
    await comments.takeIn(new Blob(["{}"]));
    expect(comments.trouble).toEqual({ at: "file", words: "Another session." });
  });

  it("say when they cannot be fetched, and can be fetched again", async () => {
    const comments = new Comments("s", storage);
    await comments.load();
    expect(comments.state).toBe("failed");
    answers.push(says(200, [row("a", 6)]));
    await comments.load();
    expect([comments.state, comments.list.length]).toEqual(["ready", 1]);
  });
});
