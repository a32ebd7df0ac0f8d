import { describe, expect, it } from "vitest";
import { choicesFor, filterFrom, grouped, isFiltering, matching, noFilter, searchFrom, sorts, type Facet, type Filter } from "../src/start/filter";
import { lastMetInWords, leftInWords, newestOpen, pastInWords, pastsFrom } from "../src/start/past";
import { asPlanned, keptFrom, minutesFor, sittingFrom } from "../src/start/sitting";
import { noneInWords } from "../src/start/suggested";
import type { LastTime, QuestionCard, SessionCard, WhatNext } from "../src/wire/api";

function question(id: string, changes: Partial<QuestionCard> = {}): QuestionCard {
  return {
    id, title: id, kind: "from_scratch", framework: "numpy", topic: "trees", difficulty: "easy", minutes: 20, summary: `About ${id}.`,
    level_bar: { intern: "Knows the loop.", mid: "Guards the edges.", senior: "Weighs the cost." }, lacks: "", ...changes,
  };
}

function session(id: string, questionId: string, startedAt: string, ending: SessionCard["ending"] = "completed"): SessionCard {
  return { id, question_id: questionId, question_title: questionId, kind: "operation", started_at: startedAt, length_minutes: 30, mode: "mock", duration_ms: 60_000, n_events: 9, ending };
}

function last(questionId: string, levelName: string): LastTime {
  return { question_id: questionId, session_id: "s", started_at: "2026-01-01T10:00:00Z", mode: "mock", n_times: 1, level: 2, level_name: levelName };
}

function whatNext(...ids: string[]): WhatNext {
  return { today: "2026-03-01", n_counted: 0, mind: "", last_times: [], suggestions: ids.map((id) => ({ question_id: id, title: id, why: "New.", minutes: 20 })) };
}

const split = question("split");
const attention = question("attention", { kind: "operation", framework: "pytorch", topic: "attention", difficulty: "hard", minutes: 45 });
const churn = question("churn", { kind: "end_to_end", framework: "sklearn", topic: "tabular", difficulty: "medium", minutes: 60 });
const forest = question("forest", { difficulty: "medium", minutes: 30 });
const all = [split, attention, churn, forest];
const pasts = pastsFrom([session("1", "split", "2026-01-02T10:00:00Z"), session("2", "churn", "2026-01-05T10:00:00Z", null)]);
const ids = (questions: readonly QuestionCard[]) => questions.map((each) => each.id);
const found = (filter: Partial<Filter>) => ids(matching(all, { ...noFilter, ...filter }, pasts));

describe("filters", () => {
  it("leave everything when nothing is looked for", () => {
    expect(found({})).toEqual(ids(all));
    expect(isFiltering(noFilter)).toBe(false);
    expect(isFiltering({ ...noFilter, sort: "shortest", level: "mid" })).toBe(false);
    expect(isFiltering({ ...noFilter, words: "  " })).toBe(false);
    expect(isFiltering({ ...noFilter, done: "no" })).toBe(true);
  });

  it.each([
    [{ kind: "operation" }, ["attention"]],
    [{ topic: "trees" }, ["split", "forest"]],
    [{ framework: "sklearn" }, ["churn"]],
    [{ difficulty: "medium" }, ["churn", "forest"]],
    [{ longest: 30 }, ["split", "forest"]],
    [{ done: "yes" }, ["split"]],
    [{ done: "no" }, ["attention", "churn", "forest"]],
    [{ words: "ABOUT fore" }, ["forest"]],
    [{ words: "end to end" }, ["churn"]],
    [{ words: "nothing" }, []],
  ] satisfies [Partial<Filter>, string[]][])("%o finds %o", (filter, expected) => {
    expect(found(filter)).toEqual(expected);
  });

  it("combine", () => {
    expect(found({ topic: "trees", difficulty: "medium" })).toEqual(["forest"]);
    expect(found({ topic: "trees", done: "yes", longest: 15 })).toEqual([]);
    expect(found({ words: "about", kind: "from_scratch", done: "no" })).toEqual(["forest"]);
  });

  it("search the bar of the level that is shown, and of no other", () => {
    expect(found({ words: "guards", level: "mid" })).toEqual(ids(all));
    expect(found({ words: "guards", level: "senior" })).toEqual([]);
    expect(found({ words: "guards" })).toEqual([]);
  });

  it("say of each choice how many it would leave, with the others as they are", () => {
    const counts = (facet: Facet, filter: Partial<Filter>) => choicesFor(facet, all, { ...noFilter, ...filter }, pasts).map(({ value, count }) => [value, count]);
    expect(counts("kind", {})).toEqual([["from_scratch", 2], ["operation", 1], ["end_to_end", 1]]);
    expect(counts("kind", { kind: "operation", topic: "trees" })).toEqual([["from_scratch", 2], ["operation", 0], ["end_to_end", 0]]);
    expect(counts("topic", { difficulty: "medium" })).toEqual([["attention", 0], ["tabular", 1], ["trees", 1]]);
    expect(counts("longest", {})).toEqual([["15", 0], ["20", 1], ["30", 2], ["45", 3]]);
    expect(counts("done", { framework: "numpy" })).toEqual([["yes", 1], ["no", 1]]);
    for (const facet of ["kind", "topic", "framework", "difficulty", "done"] as const) {
      for (const { value, count } of choicesFor(facet, all, noFilter, pasts)) expect(found({ [facet]: value })).toHaveLength(count);
    }
  });
});

describe("the address", () => {
  it("keeps a filter whole", () => {
    const full: Filter = { words: "k-means & “more”  ", kind: "debug", topic: "linear-models", framework: "pytorch", difficulty: "hard", longest: 30, done: "no", level: "senior", sort: "shortest" };
    expect(filterFrom(searchFrom(full))).toEqual(full);
    for (const sort of sorts) expect(filterFrom(searchFrom({ ...noFilter, sort })).sort).toBe(sort);
  });

  it("is bare when nothing is looked for", () => {
    expect(searchFrom(noFilter)).toBe("");
    expect(searchFrom({ ...noFilter, words: "   " })).toBe("");
    expect(filterFrom("")).toEqual(noFilter);
  });

  it.each(["?kind=unknown", "?sort=upwards&difficulty=", "?longest=-3", "?longest=0", "?longest=1e9", "?done=maybe&level=boss", "?token=x", "?%E0%A4%A"])("passes over what it does not know: %s", (search) => {
    expect(filterFrom(search)).toEqual(noFilter);
  });
});

describe("the order", () => {
  const titled = (sort: Filter["sort"], next: WhatNext | null = null, questions: readonly QuestionCard[] = all) =>
    grouped(questions, sort, next, pasts).map((group) => [group.title, ...ids(group.questions)]);

  it("is that of the recommendations, and what they leave out comes last with the reason", () => {
    const far = question("far", { lacks: "torch is not installed." });
    expect(titled("recommended", whatNext("forest", "attention"), [...all, far])).toEqual([
      ["Recommended now", "forest", "attention"],
      ["Open, or met in the last days", "split", "churn"],
      ["Not possible on this machine", "far"],
    ]);
  });

  it("names a few first and the rest after", () => {
    const many = Array.from({ length: 9 }, (_, n) => question(`q${n}`));
    const groups = grouped(many, "recommended", whatNext(...ids(many).toReversed()), pasts);
    expect(groups.map((group) => [group.title, group.questions.length])).toEqual([["Recommended now", 6], ["Next in line", 3]]);
    expect(groups[0]?.questions[0]?.id).toBe("q8");
  });

  it("is the easiest first as long as there are no recommendations", () => {
    expect(titled("recommended")).toEqual([["", "split", "forest", "churn", "attention"]]);
  });

  it("is by length, ease, or what is new", () => {
    expect(titled("shortest")).toEqual([["20 minutes", "split"], ["30 minutes", "forest"], ["45 minutes", "attention"], ["60 minutes", "churn"]]);
    expect(titled("easiest")).toEqual([["Easy", "split"], ["Medium", "forest", "churn"], ["Hard", "attention"]]);
    expect(titled("newest")).toEqual([["New to you", "forest", "attention"], ["Met before, longest ago first", "split", "churn"]]);
  });

  it("loses and doubles nothing, and changes nothing that it was given", () => {
    const before = ids(all);
    for (const sort of sorts) expect(grouped(all, sort, whatNext("churn"), pasts).flatMap((group) => ids(group.questions)).toSorted()).toEqual(before.toSorted());
    expect(ids(all)).toEqual(before);
    for (const sort of sorts) expect(grouped([], sort, whatNext(), pasts)).toEqual([]);
  });
});

describe("what was done", () => {
  it("is told by question, the level when it is known", () => {
    const known = pastsFrom([session("1", "a", "2026-01-01T00:00:00Z"), session("2", "a", "2026-02-01T00:00:00Z", "left_early"), session("3", "b", "?", null), session("4", "c", "2026-01-01T00:00:00Z")]);
    expect(known.get("a")).toEqual({ timesDone: 2, lastAt: Date.parse("2026-02-01T00:00:00Z"), isOpen: false });
    expect(known.get("b")).toEqual({ timesDone: 0, lastAt: 0, isOpen: true });
    expect(pastInWords(known.get("a"), undefined)).toBe("Done 2 times");
    expect(pastInWords(known.get("a"), last("a", "weak"))).toBe("Done 2 times, last time weak");
    expect(pastInWords(known.get("b"), undefined)).toBe("Open");
    expect(pastInWords(known.get("c"), last("c", "very strong"))).toBe("Done, very strong");
    expect(pastInWords(undefined, undefined)).toBe("");
    expect(lastMetInWords(known.get("a"), Date.parse("2026-02-03T01:00:00Z"))).toBe("2 days ago");
    expect(lastMetInWords(known.get("b"), 5)).toBe("");
  });

  it("is gone on with where it was begun last", () => {
    const open = [session("1", "a", "2026-01-01T00:00:00Z", null), session("2", "b", "2026-01-03T00:00:00Z", null), session("3", "c", "2026-01-09T00:00:00Z")];
    expect(newestOpen(open)?.id).toBe("2");
    expect(newestOpen([session("9", "a", "2026-01-01T00:00:00Z")])).toBeUndefined();
  });

  it("has so much time left", () => {
    expect([-5, 0, 59_999, 60_000, 1_139_000].map(leftInWords)).toEqual(["the time is up", "the time is up", "less than a minute left", "1 min left", "18 min left"]);
  });

  it("says why nothing is suggested", () => {
    expect(noneInWords([question("a", { lacks: "torch" })])).toContain("not installed");
    expect(noneInWords([question("a", { lacks: "torch" }), question("b")])).toContain("in the last days");
  });
});

describe("how one sits", () => {
  it("is remembered, and what cannot be read is forgotten", () => {
    const chosen = { mode: "practice", minutes: 25 } as const;
    expect(sittingFrom(keptFrom(chosen))).toEqual(chosen);
    expect(sittingFrom(keptFrom(asPlanned))).toEqual(asPlanned);
    for (const broken of [null, "", "{", "null", "7", '{"mode":"dream","minutes":3}']) expect(sittingFrom(broken)).toEqual(asPlanned);
  });

  it("is as long as the question plans unless a length is chosen", () => {
    expect(minutesFor(asPlanned, churn)).toBe(60);
    expect(minutesFor({ mode: "mock", minutes: 30 }, churn)).toBe(30);
  });
});
