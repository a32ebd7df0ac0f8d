import { describe, expect, it } from "vitest";
import { Player } from "../src/session/player";
import { neighbour, timelineFrom } from "../src/session/timeline";
import { cellRan, cellRequested, cellsEnded, runQueued, runRequested, runStopped, edit, intervieweeSaid, interviewerSaid, phaseChanged, started, suiteRan } from "./events";
import { log } from "./lines";

const lines = log(
  [0, started()],
  [0, interviewerSaid("Hello there.", "greet")],
  [1_000, phaseChanged("clarify")],
  [2_000, edit([0])],
  [2_400, edit([0])],
  [60_000, intervieweeSaid("Done.")],
  [61_000, suiteRan(1, { purpose: "submit" })],
);

function playing(): Player {
  const player = new Player(lines);
  player.playing = true;
  return player;
}

describe("Player", () => {
  it("takes in everything up to a moment and nothing after it", () => {
    const player = new Player(lines);
    for (const [atMs, seq] of [[0, 2], [999, 2], [1_000, 3], [59_999, 5], [61_000, 7], [99_999, 7]] as const) {
      player.seek(atMs);
      expect(player.seq).toBe(seq);
    }
    player.seek(-5);
    expect(player.atMs).toBe(0);
  });

  it("goes to just after a line, also among lines of one moment", () => {
    const player = new Player(lines);
    player.seekLine(1);
    expect([player.seq, player.atMs]).toEqual([1, 0]);
    player.seekLine(99);
    expect(player.seq).toBe(7);
  });

  it("plays at its speed and stops at the end", () => {
    const player = playing();
    player.skipsIdle = false;
    player.speed = 4;
    player.advance(500);
    expect([player.atMs, player.seq, player.playing]).toEqual([2_000, 4, true]);
    player.advance(60_000);
    expect([player.atMs, player.seq, player.playing]).toEqual([61_000, 7, false]);
  });

  it("skips the time in which nothing happens, up to a second before the next thing", () => {
    const player = playing();
    player.seek(2_400);
    player.advance(16);
    expect([player.atMs, player.seq]).toEqual([59_000, 5]);
    player.advance(999);
    expect(player.seq).toBe(5);
    player.advance(1);
    expect(player.seq).toBe(6);
  });

  it("stands still while it does not play", () => {
    const player = new Player(lines);
    player.advance(10_000);
    expect(player.atMs).toBe(0);
  });
});

describe("timelineFrom", () => {
  const timeline = timelineFrom(lines);

  it("lays out phases, typing and marks", () => {
    expect(timeline.spans).toEqual([
      { phase: "introduce", startMs: 0, endMs: 1_000 },
      { phase: "clarify", startMs: 1_000, endMs: 61_000 },
    ]);
    expect(timeline.typing).toEqual([[2_000, 2_400]]);
    expect(timeline.marks.map((mark) => [mark.seq, mark.kind])).toEqual([
      [2, "interviewer"], [3, "phase"], [6, "candidate"], [7, "submit"],
    ]);
  });

  it("marks waiting, stopping, own tests and cells at their moments", () => {
    const own = { name: "test_a", kind: "function", verdict: "failed", line: 1, message: "" } as const;
    const { marks } = timelineFrom(log(
      [0, runRequested("run")], [1_000, runQueued(1, 1)], [2_000, runStopped(1)], [3_000, suiteRan(1, { own_tests: [own] })],
      [4_000, cellRequested(0)], [5_000, cellRan(5)], [6_000, cellRan(5, { verdict: "error", interrupted: true })], [7_000, cellsEnded("idle")],
    ));
    expect(marks.map(({ kind, label, good }) => [kind, label, good])).toEqual([
      ["run", "0:01 Had to wait for 1 other run", null],
      ["run", "0:02 Stopped before there was a result", null],
      ["run", "0:03 Run: Passed, 0 of 1 own test", true],
      ["cell", "0:05 Cell: Ran", true],
      ["cell", "0:06 Cell: Interrupted", false],
      ["cell", "0:07 The notebook’s process was ended because no cell had run for long. All variables are gone.", null],
    ]);
  });

  it("finds the neighbours of a line", () => {
    expect(neighbour(timeline.marks, 3, 1)?.seq).toBe(6);
    expect(neighbour(timeline.marks, 3, -1)?.seq).toBe(2);
    expect(neighbour(timeline.marks, 7, 1)).toBeNull();
  });

  it("makes do with an empty log", () => {
    expect(timelineFrom([])).toEqual({ durationMs: 0, spans: [], marks: [], typing: [] });
  });
});
