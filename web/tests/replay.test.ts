import { describe, expect, it } from "vitest";
import { Player } from "../src/session/player";
import { neighbour, timelineFrom } from "../src/session/timeline";
import { edit, intervieweeSaid, interviewerSaid, phaseChanged, started, suiteRan } from "./events";
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

  it("finds the neighbours of a line", () => {
    expect(neighbour(timeline.marks, 3, 1)?.seq).toBe(6);
    expect(neighbour(timeline.marks, 3, -1)?.seq).toBe(2);
    expect(neighbour(timeline.marks, 7, 1)).toBeNull();
  });

  it("makes do with an empty log", () => {
    expect(timelineFrom([])).toEqual({ durationMs: 0, spans: [], marks: [], typing: [] });
  });
});
