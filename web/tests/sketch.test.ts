import { beforeEach, describe, expect, it } from "vitest";
import { changed, distanceTo, erased, historyOf, inWords, isMeant, onSheet, redone, sheet, textAt, undone, type Mark, type Marks } from "../src/sketch/drawing";
import { keepSketch, keptSketch, mostCharacters, sketchFromText, sketchKey, textFromSketch } from "../src/sketch/kept-sketch";
import { shapePath, strokeOutline } from "../src/sketch/outline";
import { svgFrom } from "../src/sketch/saved-sketch";
import { SketchPad } from "../src/sketch/sketch-pad.svelte";

const line: Mark = { kind: "line", ink: "ink", from: { x: 0, y: 0 }, to: { x: 100, y: 0 } };
const box: Mark = { kind: "box", ink: "teal", from: { x: 200, y: 200 }, to: { x: 300, y: 260 } };
const arrow: Mark = { kind: "arrow", ink: "red", from: { x: 10, y: 300 }, to: { x: 110, y: 300 } };
const words: Mark = { kind: "text", ink: "ink", at: { x: 400, y: 400 }, text: "K <means> & “you”" };
const stroke: Mark = { kind: "stroke", ink: "ink", isPressed: false, points: [{ x: 500, y: 500, pressure: 0.5 }, { x: 550, y: 540, pressure: 0.5 }, { x: 600, y: 500, pressure: 0.5 }] };
const all: Marks = [line, box, arrow, words, stroke];

describe("undo", () => {
  it("goes back and forth, and forgets what was undone when something new is drawn", () => {
    let history = changed(changed(historyOf([]), [line]), [line, box]);
    history = undone(undone(history));
    expect(history.now).toEqual([]);
    history = redone(history);
    expect(history.now).toEqual([line]);
    history = changed(history, [line, arrow]);
    expect(redone(history)).toBe(history);
    expect(undone(history).now).toEqual([line]);
  });

  it("brings back what was cleared, and does nothing where there is nothing", () => {
    const cleared = changed(historyOf(all), []);
    expect(undone(cleared).now).toBe(all);
    expect(undone(historyOf(all)).now).toBe(all);
    expect(changed(cleared, cleared.now)).toBe(cleared);
  });

  it("remembers a bounded number of steps", () => {
    let history = historyOf([]);
    for (let step = 0; step < 300; step += 1) history = changed(history, [...history.now.slice(-3), line]);
    expect(history.before).toHaveLength(200);
  });
});

describe("marks", () => {
  it("stay on the sheet and are as fine as is seen", () => {
    expect(onSheet(-5, 10.123)).toEqual({ x: 0, y: 10.1 });
    expect(onSheet(1e9, 1e9)).toEqual({ x: sheet.width, y: sheet.height });
  });

  it("are meant when they have a size, a stroke also as a dot", () => {
    expect(isMeant({ ...line, to: { x: 1, y: 1 } } as Mark)).toBe(false);
    expect(isMeant({ kind: "text", ink: "ink", at: { x: 0, y: 0 }, text: "  " })).toBe(false);
    expect(isMeant({ kind: "stroke", ink: "ink", isPressed: false, points: [{ x: 1, y: 1, pressure: 0.5 }] })).toBe(true);
    expect(all.every(isMeant)).toBe(true);
  });

  it("are as far away as their lines, a box not by its inside", () => {
    expect(distanceTo(line, { x: 50, y: 7 })).toBeCloseTo(7);
    expect(distanceTo(line, { x: 130, y: 40 })).toBeCloseTo(50);
    expect(distanceTo(box, { x: 250, y: 230 })).toBeCloseTo(30);
    expect(distanceTo(words, { x: 410, y: 390 })).toBe(0);
    expect(distanceTo(stroke, { x: 525, y: 520 })).toBeLessThan(1);
  });

  it("are erased where the eraser went, also between two points far apart", () => {
    expect(erased(all, { x: 50, y: 200 }, { x: 50, y: 330 })).toEqual([line, box, words, stroke]);
    expect(erased(all, { x: 900, y: 50 }, { x: 900, y: 60 })).toBe(all);
  });

  it("are found as text where there is text", () => {
    expect(textAt(all, { x: 410, y: 390 })).toBe(words);
    expect(textAt(all, { x: 50, y: 0 })).toBeNull();
  });

  it("are told in words", () => {
    expect(inWords([])).toBe("Sketch, empty");
    expect(inWords([...all, box])).toBe("Sketch: 1 stroke, 1 line, 1 arrow, 2 boxes, the words “K <means> & “you””");
  });
});

describe("outlines", () => {
  it("surround a stroke and a dot", () => {
    const path = strokeOutline(stroke as Extract<Mark, { kind: "stroke" }>);
    expect(path).toMatch(/^M [\d. -]+ Q .* Z$/);
    expect(path).not.toContain("NaN");
    expect(strokeOutline({ kind: "stroke", ink: "ink", isPressed: true, points: [{ x: 9, y: 9, pressure: 0 }] })).toMatch(/^M .* Z$/);
    expect(strokeOutline({ kind: "stroke", ink: "ink", isPressed: false, points: [] })).toBe("");
  });

  it("follow shapes", () => {
    expect(shapePath(line as Extract<Mark, { kind: "line" }>)).toBe("M 0 0 L 100 0");
    expect(shapePath(box as Extract<Mark, { kind: "box" }>)).toBe("M 200 200 H 300 V 260 H 200 Z");
    expect(shapePath(arrow as Extract<Mark, { kind: "arrow" }>)).toMatch(/^M 10 300 L 110 300 M .* L 110 300 L /);
  });
});

describe("a saved sketch", () => {
  it("is an SVG document whose words are text", () => {
    const hostile: Mark = { kind: "text", ink: "ink", at: { x: 0, y: 30 }, text: '</text><script>alert("1")</script>\u0000\ud800' };
    const svg = svgFrom([...all, hostile], { ink: "rgb(0, 0, 0)", teal: "rgb(0, 90, 90)", red: "rgb(160, 0, 0)" });
    const read = new DOMParser().parseFromString(svg, "image/svg+xml");
    expect(read.querySelector("parsererror")).toBeNull();
    expect(read.querySelector("script")).toBeNull();
    expect([...read.querySelectorAll("text")].map((text) => text.textContent)).toEqual(["K <means> & “you”", '</text><script>alert("1")</script>\ufffd\ufffd']);
    expect(read.querySelectorAll("path")).toHaveLength(4);
  });
});

describe("a kept sketch", () => {
  beforeEach(() => localStorage.clear());

  it("comes back as it was", () => {
    const sketch = { marks: all, notes: "shapes:\n\tX (n, 3)" };
    expect(sketchFromText(textFromSketch(sketch))).toEqual(sketch);
  });

  it("is of one session, and takes no room when empty", () => {
    expect(keepSketch(localStorage, "a", { marks: [line], notes: "" })).toBe("kept");
    expect(keptSketch(localStorage, "b").marks).toEqual([]);
    expect(keptSketch(localStorage, "a").marks).toEqual([line]);
    keepSketch(localStorage, "a", { marks: [], notes: "" });
    expect(localStorage.getItem(sketchKey("a"))).toBeNull();
  });

  it.each(["", "null", "[]", "{", '{"marks": 3, "notes": 4}', '{"marks": [null, 1, {"kind": "line"}, {"kind": "stroke", "points": [1, "x", 2]}, {"kind": "other"}]}'])(
    "that is broken (%s) is empty", (text) => expect(sketchFromText(text)).toEqual({ marks: [], notes: "" }),
  );

  it("keeps what is whole beside what is broken", () => {
    const text = textFromSketch({ marks: all, notes: "n" }).replace('"kind":"box"', '"kind":"blob"');
    expect(sketchFromText(text)).toEqual({ marks: [line, arrow, words, stroke], notes: "n" });
  });

  it("says when it is too large or there is no room, and leaves what was kept", () => {
    keepSketch(localStorage, "a", { marks: [line], notes: "" });
    expect(keepSketch(localStorage, "a", { marks: [line], notes: "x".repeat(mostCharacters) })).toBe("too_large");
    const full = { getItem: () => null, setItem: () => { throw new DOMException("full", "QuotaExceededError"); } } as unknown as Storage;
    expect(keepSketch(full, "a", { marks: [line], notes: "" })).toBe("no_room");
    expect(keptSketch(localStorage, "a").marks).toEqual([line]);
    const forbidden = { getItem: () => { throw new DOMException("no", "SecurityError"); } } as unknown as Storage;
    expect(keptSketch(forbidden, "a")).toEqual({ marks: [], notes: "" });
  });
});

describe("SketchPad", () => {
  beforeEach(() => localStorage.clear());

  it("keeps what was drawn, undone and noted", () => {
    const pad = new SketchPad("a", localStorage);
    pad.change([line]);
    pad.change([line, box]);
    pad.undo();
    pad.notes = "later";
    pad.keepNow();
    const again = new SketchPad("a", localStorage);
    expect([again.marks, again.notes, again.canUndo]).toEqual([[line], "later", false]);
    expect([pad.canUndo, pad.canRedo, pad.trouble]).toEqual([true, true, ""]);
  });

  it("shows what another tab drew, and can go back", () => {
    const pad = new SketchPad("a", localStorage);
    pad.change([line]);
    pad.takeOver({ key: sketchKey("b"), newValue: null } as StorageEvent);
    expect(pad.marks).toEqual([line]);
    pad.takeOver({ key: sketchKey("a"), newValue: textFromSketch({ marks: [box], notes: "n" }) } as StorageEvent);
    expect([pad.marks, pad.notes]).toEqual([[box], "n"]);
    pad.undo();
    expect(pad.marks).toEqual([line]);
  });

  it("says why a sketch is not kept", () => {
    const pad = new SketchPad("a", localStorage);
    pad.notes = "x".repeat(mostCharacters);
    pad.keepNow();
    expect(pad.trouble).toContain("too large to be kept");
  });
});
