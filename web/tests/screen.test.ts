import { describe, expect, it } from "vitest";
import { lengthMs, spentInPhaseMs } from "../src/session/budget";
import { ScreenHistory } from "../src/session/history";
import { emptyScreen, errorLineNow, foldEnvelope, goingRun, lastEndedRun, phaseOf, phasesToRetry, textFrom } from "../src/session/screen";
import type { Envelope, Event } from "../src/wire/messages";
import { line, log } from "./lines";
import { cellRan, cellRequested, edit, intervieweeSaid, interviewerSaid, phaseChanged, runRequested, started, suiteRan } from "./events";

const starter = "def f(x):\n    pass\n";

const session = log(
  [0, started()],
  [0, interviewerSaid("Welcome.", "greet")],
  [0, phaseChanged("clarify")],
  [4_000, intervieweeSaid("Is x sorted?")],
  [4_000, { type: "utterance_understood", v: 1, said_seq: 4, act: "asks_fact", items: ["fact:sorted"], confidence: 1, engine: "rules" }],
  [9_000, edit([textFrom(starter).length, [0, "x = 1", ""]])],
  [9_500, runRequested("run")],
  [9_600, edit([[0, "# a comment", ""], starter.length + 6])],
  [10_000, suiteRan(7, { verdict: "error", error: "NameError: y", error_line: 3 })],
  [11_000, interviewerSaid("Look at line 3.", "hint")],
);

const fold = (lines: readonly Envelope[]) => lines.reduce(foldEnvelope, emptyScreen(starter));

describe("foldEnvelope", () => {
  it("shows the conversation, the code, the phase, the runs and the hints", () => {
    const screen = fold(session);
    expect(phaseOf(screen)).toBe("clarify");
    expect(screen.code.toString()).toBe(`# a comment\n${starter}x = 1\n`);
    expect(screen.revision).toBe(2);
    expect(screen.nHints).toBe(1);
    expect(screen.turns.map((turn) => (turn.who === "note" ? turn.note.kind : turn.who))).toEqual([
      "interviewer", "phase", "candidate", "run", "interviewer",
    ]);
    const said = screen.turns.find((turn) => turn.who === "candidate");
    expect(said?.who === "candidate" && said.understood?.items).toEqual(["fact:sorted"]);
    expect(goingRun(screen)).toBeNull();
    expect(lastEndedRun(screen)?.code.toString()).toBe(`${starter}x = 1\n`);
  });

  it("offers the phases up to this one in practice, and none in an interview", () => {
    const phases = [[0, phaseChanged("clarify")], [0, phaseChanged("plan")], [0, phaseChanged("code")]] as const;
    expect(phasesToRetry(fold(log([0, started()], ...phases)))).toEqual([]);
    const practice = fold(log([0, started("practice")], ...phases));
    expect(phasesToRetry(practice)).toEqual(["clarify", "plan", "code"]);
    expect(phasesToRetry(fold(log([0, started("practice")])))).toEqual([]);
    expect(phasesToRetry(fold(log([0, started("practice")], [0, phaseChanged("wrap_up")]))).at(-1)).toBe("discuss");
  });

  it("gives a phase that is tried again its whole time, and the session more", () => {
    const minutes = { introduce: 1, clarify: 4, plan: 3, code: 14, verify: 3, discuss: 4, wrap_up: 1 };
    const tried = fold(log(
      [0, started("practice")], [0, phaseChanged("clarify")], [100_000, phaseChanged("plan")],
      [600_000, phaseChanged("plan", "phase_retried")], [610_000, phaseChanged("code")],
      [900_000, phaseChanged("plan", "phase_retried")],
    ));
    expect(spentInPhaseMs(tried, 930_000)).toBe(30_000);
    // The plan began five minutes in as planned; now it begins after fifteen.
    expect(lengthMs(minutes, tried)).toBe(40 * 60_000);
    expect(lengthMs(null, tried)).toBe(30 * 60_000);
  });

  it("says that a run is going from its request to its report", () => {
    expect(goingRun(fold(session.slice(0, 7)))?.seq).toBe(7);
    expect(goingRun(fold(session.slice(0, 8)))?.seq).toBe(7);
  });

  it("finds the line that raised after the text above it has changed", () => {
    const screen = fold(session);
    const run = lastEndedRun(screen);
    expect(run === null ? null : errorLineNow(screen, run)).toBe(4);
  });

  it("has no error line when the report names one that the code never had", () => {
    const odd = fold([...session.slice(0, 8), line(9, 10_000, suiteRan(7, { verdict: "error", error_line: 900 }))]);
    const run = lastEndedRun(odd);
    expect(run === null ? 0 : errorLineNow(odd, run)).toBeNull();
  });

  it("passes over lines of a kind that it does not know", () => {
    const newer = line(11, 12_000, { type: "sketch_drawn", v: 1 } as unknown as Event);
    const screen = fold([...session, newer]);
    expect(screen.lastSeq).toBe(11);
    expect(screen.turns).toHaveLength(5);
  });

  it("counts positions in UTF-16 units, as the log does", () => {
    const screen = [line(1, 0, edit([4, [0, "!"], 1]))].reduce(foldEnvelope, emptyScreen("🙂🙂\n"));
    expect(screen.code.toString()).toBe("🙂🙂!\n");
  });
});

describe("the conversation's line about cells", () => {
  it("gathers those that follow each other, and takes an interrupted one for no error", () => {
    const screen = fold(log(
      [0, started()], [1, cellRequested(0)], [2, cellRan(2)], [3, cellRequested(0)], [4, cellRan(4, { verdict: "error" })],
      [5, cellRequested(0)], [6, cellRan(6, { verdict: "error", interrupted: true })], [7, intervieweeSaid("Hm.")], [8, cellRequested(0)], [9, cellRan(9)],
    ));
    expect(screen.turns.map((turn) => (turn.who === "note" ? turn.note : turn.who))).toEqual([
      { kind: "cells", nRan: 3, nWrong: 1 }, "candidate", { kind: "cells", nRan: 1, nWrong: 0 },
    ]);
  });
});

describe("ScreenHistory", () => {
  const many = log(
    [0, started()],
    ...Array.from({ length: 950 }, (_, index): [number, Event] => [index * 10, edit([index + starter.length, [0, "x"]])]),
  );

  it("gives the same screen whichever way one gets there", () => {
    const history = new ScreenHistory(starter);
    history.append(many);
    for (const seq of [0, 1, 199, 200, 201, 500, 951, 950, 3, 640, 641, 951]) {
      const { lastSeq } = history.now;
      const screen = seq < lastSeq ? history.rewind(seq) : history.append(many.slice(lastSeq, seq));
      expect([screen.lastSeq, screen.code.toString()]).toEqual([seq, fold(many.slice(0, seq)).code.toString()]);
    }
  });

  it("passes over lines that it has and lines that leave a gap", () => {
    const history = new ScreenHistory(starter);
    history.append(many.slice(0, 5));
    history.append(many.slice(2, 7));
    history.append(many.slice(9, 12));
    expect(history.now.lastSeq).toBe(7);
  });
});
