// The sketch and notes of a session as this browser keeps them. Nothing of it is sent anywhere. Pure but for the storage.
import { inks, longestText, onSheet, type Ink, type Mark, type Marks, type PenPoint, type Point } from "./drawing";

export interface Sketch {
  readonly marks: Marks;
  readonly notes: string;
}

/** What storage there is holds also what is typed for the interviewer, which must keep its room. */
export const mostCharacters = 1_000_000;

export type Kept = "kept" | "too_large" | "no_room";

export const keptWords: Readonly<Record<Exclude<Kept, "kept">, string>> = {
  too_large: "The sketch is too large to be kept: what you add is lost at a reload. Save it as a file, then erase a part.",
  no_room: "This browser has no room to keep the sketch: it is lost at a reload. Save it as a file.",
};

export function sketchKey(sessionId: string): string {
  return `thinkaloud:sketch:${sessionId}`;
}

/** Text that keeps a sketch: numbers in rows take a third of the room that objects take. */
export function textFromSketch({ marks, notes }: Sketch): string {
  const written = marks.map((mark) => {
    switch (mark.kind) {
      case "stroke": return { ...mark, points: mark.points.flatMap(({ x, y, pressure }) => [x, y, pressure]) };
      case "line":
      case "arrow":
      case "box": return { ...mark, from: [mark.from.x, mark.from.y], to: [mark.to.x, mark.to.y] };
      case "text": return { ...mark, at: [mark.at.x, mark.at.y] };
    }
  });
  return JSON.stringify({ v: 1, marks: written, notes });
}

/** Read what was kept; what is broken in it is left out. */
export function sketchFromText(text: string | null): Sketch {
  const nothing: Sketch = { marks: [], notes: "" };
  if (text === null) return nothing;
  try {
    const kept = JSON.parse(text) as { marks?: unknown; notes?: unknown } | null;
    const marks = Array.isArray(kept?.marks) ? kept.marks.flatMap((mark: unknown) => markFrom(mark) ?? []) : [];
    return { marks, notes: typeof kept?.notes === "string" ? kept.notes : "" };
  } catch {
    return nothing;
  }
}

function numbersFrom(value: unknown): number[] | null {
  return Array.isArray(value) && value.every((n) => typeof n === "number" && Number.isFinite(n)) ? (value as number[]) : null;
}

function pointFrom(value: unknown): Point | null {
  const [x, y] = numbersFrom(value) ?? [];
  return x === undefined || y === undefined ? null : onSheet(x, y);
}

function markFrom(value: unknown): Mark | null {
  const mark = (value ?? {}) as Readonly<Record<string, unknown>>;
  const ink: Ink = inks.find((known) => known === mark["ink"]) ?? "ink";
  switch (mark["kind"]) {
    case "stroke": {
      const numbers = numbersFrom(mark["points"]);
      if (numbers === null || numbers.length < 3) return null;
      const points: PenPoint[] = [];
      for (let at = 0; at + 2 < numbers.length; at += 3) points.push({ ...onSheet(numbers[at] ?? 0, numbers[at + 1] ?? 0), pressure: numbers[at + 2] ?? 0.5 });
      return { kind: "stroke", ink, points, isPressed: mark["isPressed"] === true };
    }
    case "line":
    case "arrow":
    case "box": {
      const [from, to] = [pointFrom(mark["from"]), pointFrom(mark["to"])];
      return from === null || to === null ? null : { kind: mark["kind"], ink, from, to };
    }
    case "text": {
      const at = pointFrom(mark["at"]);
      return at === null || typeof mark["text"] !== "string" ? null : { kind: "text", ink, at, text: mark["text"].slice(0, longestText) };
    }
    default: return null;
  }
}

/** Keep a sketch, or say why not; what was kept before stays then. An empty one takes no room. */
export function keepSketch(storage: Storage, sessionId: string, sketch: Sketch): Kept {
  const text = textFromSketch(sketch);
  if (text.length > mostCharacters) return "too_large";
  try {
    if (sketch.marks.length === 0 && sketch.notes === "") storage.removeItem(sketchKey(sessionId));
    else storage.setItem(sketchKey(sessionId), text);
    return "kept";
  } catch {
    return "no_room";
  }
}

/** What was kept of a session; nothing where storage is forbidden. */
export function keptSketch(storage: Storage, sessionId: string): Sketch {
  try {
    return sketchFromText(storage.getItem(sketchKey(sessionId)));
  } catch {
    return sketchFromText(null);
  }
}
