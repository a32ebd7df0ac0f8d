import { describe, expect, it } from "vitest";
// Held to what the server answers by `tests/contract/test_compared_sessions.py`.
import played from "../../tests/contract/compared_sessions.json";
import { apartInWords, inOrder, notesOn, verdictsInWords, type Attempt, type Pair } from "../src/compare/attempts";
import { checkInWords, checksCompared } from "../src/compare/checks";
import { choicesFor, comparisonOf } from "../src/compare/choices";
import { criteriaCompared } from "../src/compare/criteria";
import { settled } from "../src/compare/fetched";
import { figuresOf } from "../src/compare/figures";
import { folded } from "../src/compare/folded";
import { levelPairs, levelsInWords, type Dimension } from "../src/compare/levels";
import { longestMs, phasePairs } from "../src/compare/phase-pairs";
import { ticksOf } from "../src/session/ticks";
import { ApiError, type SessionCard } from "../src/wire/api";
import type { Debrief, Envelope, OwnTest } from "../src/wire/messages";
import { suiteRan } from "./events";
import { log } from "./lines";

const sessions = played as unknown as Record<"weak" | "strong" | "hint_seeker", { debrief: Debrief; envelopes: Envelope[] }>;

function real(name: keyof typeof sessions): Attempt {
  const { debrief, envelopes } = sessions[name];
  return { sessionId: name, debrief, lines: envelopes };
}

/** The weak session with parts of its debrief made up. */
function made(change: { session?: Partial<Debrief["session"]>; overall?: Partial<Debrief["overall"]>; provenance?: Partial<Debrief["provenance"]> } & Partial<Omit<Debrief, "session" | "overall" | "provenance">>, lines?: Envelope[]): Attempt {
  const weak = real("weak");
  const { session, overall, provenance, ...rest } = change;
  const debrief = {
    ...weak.debrief, ...rest,
    session: { ...weak.debrief.session, ...session }, overall: { ...weak.debrief.overall, ...overall }, provenance: { ...weak.debrief.provenance, ...provenance },
  };
  return { sessionId: debrief.session.id, debrief, lines: lines ?? weak.lines };
}

/** The start of the weak session's log with something else in it. */
function startedWith(change: Record<string, unknown>): Envelope[] {
  const [first, ...rest] = real("weak").lines;
  if (first === undefined) throw new Error("the played session has no lines");
  return [{ ...first, event: { ...first.event, ...change } as Envelope["event"] }, ...rest];
}

const first = real("weak").debrief.dimensions[0] as Dimension;
const withLevels = (...levels: (readonly [Dimension["level"], Dimension["confidence"]?])[]): Attempt =>
  made({
    dimensions: levels.map(([level, confidence = "high"], index) => ({
      ...first, id: real("weak").debrief.dimensions[index]?.id ?? "code", title: `D${index}`, level, confidence, capped_by: "", level_name: `level ${level}`,
    })),
  });
const pairOf = (older: Attempt, newer: Attempt): Pair => ({ older, newer, sameQuestion: older.debrief.session.question_id === newer.debrief.session.question_id });
const bothReal = inOrder(real("strong"), real("weak"));

describe("inOrder", () => {
  it("puts the older one first, whatever the address says", () => {
    expect([bothReal.older.sessionId, bothReal.newer.sessionId, bothReal.sameQuestion]).toEqual(["weak", "strong", true]);
    expect(inOrder(real("weak"), real("strong"))).toEqual(bothReal);
  });

  it("keeps the order of the address where a time cannot be read", () => {
    const odd = made({ session: { id: "odd", started_at: "yesterday" } });
    const pair = inOrder(real("strong"), odd);
    expect([pair.older.sessionId, pair.newer.sessionId]).toEqual(["strong", "odd"]);
    expect(apartInWords(pair)).toBe("");
  });

  it.each([
    ["2026-01-10T10:00:00Z", "less than a day apart"],
    ["2026-01-11T09:59:59Z", "less than a day apart"],
    ["2026-01-11T10:00:00Z", "one day apart"],
    ["2026-01-20T10:00:00Z", "10 days apart"],
    ["2026-01-10T15:30:00+05:00", "less than a day apart"],
  ])("says how far %s lies from the first", (startedAt, words) => {
    expect(apartInWords(pairOf(real("weak"), made({ session: { started_at: startedAt } })))).toBe(words);
  });
});

describe("verdictsInWords", () => {
  it.each([
    ["no_hire", "hire", "From no hire to hire."],
    ["hire", "hire", "Both: hire."],
    ["insufficient_evidence", "hire", "The older one had too little in it for a recommendation; the newer one: hire."],
    ["strong_hire", "insufficient_evidence", "The older one: strong hire; the newer one had too little in it for a recommendation."],
    ["insufficient_evidence", "insufficient_evidence", "Neither had enough in it for a recommendation."],
  ] as const)("%s, then %s", (before, after, words) => {
    expect(verdictsInWords(pairOf(made({ overall: { recommendation: before } }), made({ overall: { recommendation: after } })))).toBe(words);
  });
});

describe("notesOn", () => {
  const notes = (older: Attempt, newer: Attempt) => notesOn(pairOf(older, newer)).join("\n");

  it("warns that a question is easier the second time, and of nothing else, when all else is alike", () => {
    expect(notesOn(bothReal)).toEqual(["The same question a second time is easier: part of what is better may come from having seen it."]);
  });

  it("names different questions and kinds", () => {
    const said = notes(real("weak"), real("hint_seeker"));
    expect(said).toContain("different questions, so checks and code are not compared");
    expect(said).toContain("different kinds (from scratch, end to end)");
    expect(said).not.toContain("second time");
    expect(notes(real("weak"), made({ session: { question_id: "another" } }))).not.toContain("different kinds");
  });

  it.each<[string, Attempt, Attempt, string]>([
    ["lengths", real("weak"), made({ session: { length_minutes: 45 } }), "The older one was planned for 30 min, the newer one for 45 min"],
    ["a practice", made({ session: { mode: "practice" } }), real("strong"), "The older one was practice: a coach spoke and hints cost nothing, so the levels say less. The other one was an interview."],
    ["two practices", made({ session: { mode: "practice" } }), made({ session: { mode: "practice" } }), "Both were practice:"],
    ["parts tried again", real("weak"), made({ session: { mode: "practice", n_retries: 2 } }), "In the newer one, parts were tried again."],
    ["an early end", made({ session: { ending: "left_early" } }), real("strong"), "The older one ended early"],
    ["no end", real("weak"), made({ session: { ending: "unfinished" } }), "The newer one did not come to an end"],
    ["a question that was changed between", real("weak"), made({}, startedWith({ question_sha256: "0".repeat(64) })), "The question was changed between the two."],
    ["a question that has changed since", made({ provenance: { question_matches: false } }), made({ provenance: { question_matches: false } }), "The question has changed since."],
    ["one of two questions that has changed", real("weak"), made({ session: { question_id: "another" }, provenance: { question_matches: false } }), "The question of the newer one has changed since"],
    ["rubric versions", real("weak"), made({ provenance: { rubric_version: "9.9" } }), `different versions of the rubric (${real("weak").debrief.provenance.rubric_version} and 9.9)`],
    ["rubrics of one version", real("weak"), made({ provenance: { rubric_sha256: "0" } }), "different versions of the rubric:"],
    ["an older product", made({}, startedWith({ product_version: "0.0.1" })), real("strong"), "different versions of thinkaloud (0.0.1 and "],
    ["a model in one", real("weak"), made({}, startedWith({ model: { name: "m" } })), "A language model helped the interviewer in the newer one only."],
    ["votes in one", made({ provenance: { n_votes: 3, mode: "rules_and_votes" } }), real("strong"), "Votes of a language model on answers were counted in the older one only."],
  ])("names %s", (_, older, newer, words) => {
    expect(notes(older, newer)).toContain(words);
  });

  it("does not name what both have", () => {
    const helped = made({ provenance: { n_votes: 3 } }, startedWith({ model: { name: "m" } }));
    expect(notes(helped, helped)).not.toContain("model");
  });

  it("does without the logs' starts", () => {
    expect(notesOn(pairOf(made({}, []), made({}, [])))).toHaveLength(1);
  });
});

describe("levelPairs", () => {
  const only = (before: Parameters<typeof withLevels>[0], after: Parameters<typeof withLevels>[0]) => {
    const [found] = levelPairs(pairOf(withLevels(before), withLevels(after)));
    return [found?.change, found?.words, found?.isClear];
  };

  it.each([
    [[2], [2], ["same", "The same level.", false]],
    [[2], [3], ["up", "One level up, within the margin of one interview.", false]],
    [[4], [3], ["down", "One level down, within the margin of one interview.", false]],
    [[1], [3], ["up", "Two levels up, more than the margin of one interview.", true]],
    [[4], [1], ["down", "Three levels down, more than the margin of one interview.", true]],
    [[1, "low"], [3], ["up", "Two levels up, but the older one is of low confidence.", false]],
    [[1], [3, "low"], ["up", "Two levels up, but the newer one is of low confidence.", false]],
    [[4, "low"], [1, "low"], ["down", "Three levels down, but both are of low confidence.", false]],
    [[1, "medium"], [3, "medium"], ["up", "Two levels up, more than the margin of one interview.", true]],
    [[null], [3], ["not_assessed", "Not assessed in the older one, so there is nothing to compare.", false]],
    [[1], [null, "low"], ["not_assessed", "Not assessed in the newer one, so there is nothing to compare.", false]],
    [[null], [null], ["not_assessed", "Not assessed in either, so there is nothing to compare.", false]],
  ] as [Parameters<typeof withLevels>[0], Parameters<typeof withLevels>[0], unknown[]][])("%j and %j", (before, after, found) => {
    expect(only(before, after)).toEqual(found);
  });

  it("keeps a dimension that one debrief does not have, without a level", () => {
    const [, second] = levelPairs(pairOf(withLevels([2]), withLevels([2], [4])));
    expect([second?.older, second?.change]).toEqual([null, "not_assessed"]);
    expect(levelPairs(pairOf(withLevels([2], [4]), withLevels([2])))).toHaveLength(2);
  });

  it("says by its title which gate holds a level down", () => {
    const capped = real("weak").debrief.overall.gates[0];
    const dimensions = real("weak").debrief.dimensions.map((dimension) => ({ ...dimension, capped_by: `${capped?.id}, no-such-gate` }));
    expect(levelPairs(pairOf(made({ dimensions }), real("strong")))[0]?.caps).toEqual([`A gate holds the older one down: ${capped?.title}.`]);
  });

  it("finds in played sessions what their debriefs say", () => {
    for (const found of levelPairs(bothReal)) {
      expect(found.older?.level).toBe(sessions.weak.debrief.dimensions.find(({ id }) => id === found.id)?.level);
      expect(found.newer?.level).toBe(sessions.strong.debrief.dimensions.find(({ id }) => id === found.id)?.level);
      expect(found.change).toBe("up");
    }
  });
});

describe("levelsInWords", () => {
  it.each([
    [[[1], [2]], [[3], [4]], "All two dimensions are higher. Each of the differences is more than the margin of one interview."],
    [[[2], [2]], [[2], [2]], "All two dimensions are the same."],
    [[[2], [2]], [[3], [2]], "Of two dimensions, one is higher and one is the same. The difference is not clearly more than the margin of one interview."],
    [[[2], [2], [2]], [[3], [1], [null]], "Of three dimensions, one is higher, one is lower and one cannot be compared. None of the differences is clearly more than the margin of one interview."],
    [[[1], [1], [4]], [[3], [2], [2]], "Of three dimensions, two are higher and one is lower. Two of the differences are more than the margin of one interview."],
    [[[1], [1]], [[3], [2]], "All two dimensions are higher. One of the differences is more than the margin of one interview."],
    [[], [], ""],
  ] as [Parameters<typeof withLevels>, Parameters<typeof withLevels>, string][])("%j and %j", (before, after, words) => {
    expect(levelsInWords(levelPairs(pairOf(withLevels(...before), withLevels(...after))))).toBe(words);
  });
});

describe("criteriaCompared", () => {
  const graded = (...grades: (readonly [string, 0 | 1 | 2 | null, number])[]): Attempt => {
    const criterion = first.criteria[0];
    if (criterion === undefined) throw new Error("the played session has no criteria");
    return made({ dimensions: [{ ...first, criteria: grades.map(([id, grade, weight]) => ({ ...criterion, id, grade, weight })) }] });
  };

  it("sorts what moved by how much it moved the level, and leaves the rest apart", () => {
    const found = criteriaCompared(pairOf(
      graded(["light", 0, 0.1], ["heavy", 1, 0.4], ["half", 0, 0.3], ["fell", 2, 0.1], ["alike", 1, 0.2], ["new", null, 0.2], ["unseen", null, 0.2], ["gone", 2, 0.1]),
      graded(["light", 2, 0.1], ["heavy", 2, 0.4], ["half", 2, 0.3], ["fell", 0, 0.1], ["alike", 1, 0.2], ["new", 2, 0.2], ["unseen", null, 0.2]),
    ));
    const ids = (list: readonly { id: string }[]) => list.map(({ id }) => id);
    expect(ids(found.up)).toEqual(["half", "heavy", "light"]);
    expect(ids(found.down)).toEqual(["fell"]);
    expect(ids(found.alike)).toEqual(["alike"]);
    expect(ids(found.inOneOnly)).toEqual(["new"]);
  });

  it("keeps the evidence of both sides in played sessions, and forgets no criterion", () => {
    const found = criteriaCompared(bothReal);
    const all = sessions.strong.debrief.dimensions.flatMap(({ criteria }) => criteria);
    expect(found.up.length + found.down.length + found.alike.length + found.inOneOnly.length).toBe(all.length);
    expect(found.up.length).toBeGreaterThan(10);
    for (const { older, newer } of found.up) {
      expect(newer.grade).toBeGreaterThan(older.grade ?? 0);
      expect(sessions.weak.envelopes.length).toBeGreaterThanOrEqual(older.evidence[0]?.seq ?? Number.POSITIVE_INFINITY);
    }
    expect(found.inOneOnly.map(({ older }) => older.grade)).toEqual([null]);
  });
});

describe("phasePairs", () => {
  it("gives the phases in their order, with both budgets where they differ", () => {
    const phase = (name: "plan" | "code" | "discuss", spent_ms: number, budget_ms: number) => ({ phase: name, spent_ms, budget_ms, start_ms: 0, end_ms: spent_ms, visits: [] });
    const pairs = phasePairs(pairOf(
      made({ phases: [phase("code", 60_000, 120_000), phase("plan", 0, 60_000)] }),
      made({ phases: [phase("plan", 0, 60_000), phase("code", 30_000, 180_000), phase("discuss", 10_000, 60_000)] }),
    ));
    expect(pairs.map(({ phase: name, planned }) => [name, planned])).toEqual([["code", "2 min / 3 min"], ["discuss", "1 min"]]);
    expect([pairs[1]?.older, pairs[1]?.newer?.spent_ms]).toEqual([null, 10_000]);
    expect(longestMs(pairs)).toBe(180_000);
    expect(longestMs([])).toBe(60_000);
  });
});

describe("figuresOf", () => {
  const shown = (pair: Pair) => Object.fromEntries(figuresOf(pair).map(({ id, older, newer, difference }) => [id, [older.text, newer.text, difference]]));

  it("counts what the played sessions hold", () => {
    expect(shown(bothReal)).toMatchObject({
      runs: ["1", "2", "1 more"],
      submits: ["1", "2", "1 more"],
      hints: ["2, cost 0.75", "none", "2 fewer"],
      facts: ["0 of 11", "4 of 11", "4 more"],
      "own-tests": ["none", "none", "the same"],
    });
    const found = figuresOf(bothReal);
    const pass = found.find(({ id }) => id === "first-full-pass");
    expect([pass?.older, pass?.difference]).toEqual([{ text: "never", n: null, seq: null }, ""]);
    const passing = sessions.strong.envelopes.find(({ seq }) => seq === pass?.newer.seq)?.event;
    expect(passing?.type === "suite_ran" && [passing.report.purpose, passing.report.verdict]).toEqual(["submit", "passed"]);
  });

  it("does not hold numbers of different questions against each other", () => {
    const found = shown(inOrder(real("weak"), real("hint_seeker")));
    expect([found["facts"]?.[2], found["points"]?.[2]]).toEqual(["", ""]);
    expect(found["runs"]?.[2]).not.toBe("");
  });

  it("says that hints were free in practice, and that nothing was asked where nothing was", () => {
    const practice = made({ session: { mode: "practice" }, facts: [], follow_ups: [] });
    const found = shown(pairOf(real("strong"), practice));
    expect([found["hints"]?.[1], found["facts"]?.[1], found["points"]?.[1]]).toEqual(["2, free in practice", "nothing was left open", "no follow-up was asked"]);
    expect(found["facts"]?.[2]).toBe("");
  });

  it("counts each own test once, as it stood when it ran last", () => {
    const test = (name: string, verdict: OwnTest["verdict"]): OwnTest => ({ name, verdict, kind: "assertion", line: 1, message: "" });
    const lines = log(
      [1_000, suiteRan(1, { own_tests: [test("a", "failed"), test("main block", "passed"), test("skipped", "not_run")] })],
      [2_000, suiteRan(1, { own_tests: [test("a", "passed"), test("b", "error")] })],
    );
    expect(figuresOf(pairOf(made({}, []), made({}, lines))).find(({ id }) => id === "own-tests")).toMatchObject({
      older: { text: "none" }, newer: { text: "2, 1 passed at last", seq: 1 }, difference: "2 more",
    });
  });
});

describe("checksCompared", () => {
  it("parts the checks by where they passed at last", () => {
    const found = checksCompared(bothReal);
    const passed = (name: "weak" | "strong") => sessions[name].debrief.checks.filter(({ last }) => last === "passed").map(({ name: check }) => check);
    expect(found?.both.map(({ name }) => name)).toEqual(passed("weak"));
    expect([...(found?.both ?? []), ...(found?.newerOnly ?? [])].map(({ name }) => name).sort()).toEqual(passed("strong").sort());
    expect([found?.olderOnly, found?.neither]).toEqual([[], []]);
  });

  it("has nothing to say of different questions", () => {
    expect(checksCompared(inOrder(real("weak"), real("hint_seeker")))).toBeNull();
  });

  it("keeps a check that only one of them has", () => {
    const [check, ...others] = real("weak").debrief.checks;
    expect(checksCompared(pairOf(made({ checks: others }), real("weak")))?.neither.map(({ name }) => name)).toContain(check?.name);
    expect(checksCompared(pairOf(real("weak"), made({ checks: others })))?.neither.find(({ name }) => name === check?.name)?.newer).toBeNull();
  });

  it.each([
    [{ last: "passed", first_passed_ms: 65_000, first_passed_seq: 9 }, { text: "passed at 1:05", seq: 9 }],
    [{ last: "failed", first_passed_ms: 65_000, first_passed_seq: 9 }, { text: "passed at 1:05, but at last: failed", seq: 9 }],
    [{ last: "time_limit", first_passed_ms: null, first_passed_seq: null }, { text: "too slow", seq: null }],
    [{ last: null, first_passed_ms: null, first_passed_seq: null }, { text: "never run", seq: null }],
  ] as const)("says how it went: %j", (change, words) => {
    const check = real("weak").debrief.checks[0];
    if (check === undefined) throw new Error("the played session has no checks");
    expect(checkInWords({ ...check, ...change })).toEqual(words);
  });

  it("says that there was none", () => {
    expect(checkInWords(null).text).toBe("had no such check");
  });
});

describe("choicesFor", () => {
  const session = (id: string, change: Partial<SessionCard> = {}): SessionCard => ({
    id, question_id: "q", question_title: "K-means", kind: "debug", started_at: `2026-01-${id}T00:00:00Z`, length_minutes: 30, mode: "mock",
    duration_ms: 1, n_events: 1, ending: "completed", ...change,
  });
  const self = session("10");

  it("offers the ended others, those about the same question on top, newest first", () => {
    const groups = choicesFor([self, session("11"), session("12", { question_id: "r" }), session("13", { question_id: "s", kind: "operation" }), session("14"), session("15", { ending: null })], self);
    expect(groups.map(({ title, sessions: found }) => [title, found.map(({ id }) => id)])).toEqual([
      ["The same question", ["14", "11"]], ["The same kind of question", ["12"]], ["Another kind", ["13"]],
    ]);
  });

  it("searches titles for every word, whatever their case", () => {
    const others = [session("11", { question_title: "Adam from scratch" }), session("12", { question_title: "k-means scratch" })];
    expect(choicesFor(others, self, " SCRATCH  adam").flatMap(({ sessions: found }) => found.map(({ id }) => id))).toEqual(["11"]);
    expect(choicesFor(others, self, "nothing")).toEqual([]);
  });

  it("lists many only when they are searched for", () => {
    const many = Array.from({ length: 34 }, (_, index) => session(String(index + 20)));
    expect(choicesFor(many, self).map(({ sessions: found, nMore }) => [found.length, nMore])).toEqual([[30, 4]]);
  });

  it("names the older one first", () => {
    expect(comparisonOf(session("12"), session("11"))).toBe("/compare/11/12");
    expect(comparisonOf(session("11"), session("12"))).toBe("/compare/11/12");
    expect(comparisonOf(session("a/b"), session("c"))).toBe("/compare/a%2Fb/c");
  });
});

describe("settled", () => {
  const came = (attempt: Attempt): PromiseSettledResult<Attempt> => ({ status: "fulfilled", value: attempt });
  const failed = (reason: unknown): PromiseSettledResult<Attempt> => ({ status: "rejected", reason });
  const open = new ApiError(409, "session_open", "The interview is still going on.");

  it("gives both in order", () => {
    const found = settled(["strong", "weak"], [came(real("strong")), came(real("weak"))]);
    expect(found.is === "pair" && found.pair.older.sessionId).toBe("weak");
  });

  it("says which one is missing, and keeps the other", () => {
    const found = settled(["weak", "x"], [came(real("weak")), failed(open)]);
    expect(found).toEqual({ is: "trouble", troubles: [{ sessionId: "x", words: "The interview is still going on.", isOpen: true }], readable: [real("weak")] });
  });

  it("names both when neither can be had", () => {
    const gone = new ApiError(404, "unknown_session", "There is no session 'y' here.");
    const found = settled(["x", "y"], [failed(open), failed(gone)]);
    expect(found.is === "trouble" && found.troubles.map(({ sessionId, isOpen }) => [sessionId, isOpen])).toEqual([["x", true], ["y", false]]);
  });

  it("knows one session by its two names, and its trouble only once", () => {
    expect(settled(["weak", "weak"], [came(real("weak")), came(real("weak"))])).toEqual({ is: "one_session", attempt: real("weak") });
    const found = settled(["x", "x"], [failed(open), failed(open)]);
    expect(found.is === "trouble" && found.troubles).toHaveLength(1);
  });
});

describe("folded", () => {
  it("keeps what comes first, and folds no single line", () => {
    expect(folded([1, 2, 3, 4], 2)).toEqual({ first: [1, 2], rest: [3, 4] });
    expect(folded([1, 2, 3], 2)).toEqual({ first: [1, 2, 3], rest: [] });
    expect(folded([], 2)).toEqual({ first: [], rest: [] });
  });
});

describe("ticksOf", () => {
  it("takes round steps, and not too many", () => {
    expect(ticksOf(150_000, 6)).toEqual([0, 30_000, 60_000, 90_000, 120_000, 150_000]);
    expect(ticksOf(30 * 60_000, 6)).toHaveLength(7);
    expect(ticksOf(1, 6)).toEqual([0]);
    expect(ticksOf(10 * 60 * 60_000, 6)).toHaveLength(21);
  });
});
