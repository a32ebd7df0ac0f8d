// What is on the sketch pad: marks on a sheet of a fixed size, and what was done to them, to undo. Pure.
import { unreachable } from "../wire/messages";

/** The sheet, in its own units, which every size on screen scales. */
export const sheet = { width: 960, height: 720 } as const;

export const inks = ["ink", "teal", "red"] as const;
export type Ink = (typeof inks)[number];
export const tools = ["pen", "line", "arrow", "box", "text", "eraser"] as const;
export type Tool = (typeof tools)[number];

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A point of a stroke; pressure from 0 to 1. */
export interface PenPoint extends Point {
  readonly pressure: number;
}

export type Mark =
  | { readonly kind: "stroke"; readonly ink: Ink; readonly points: readonly PenPoint[]; /** Whether the pen told its pressure. */ readonly isPressed: boolean }
  | { readonly kind: "line" | "arrow" | "box"; readonly ink: Ink; readonly from: Point; readonly to: Point }
  | { readonly kind: "text"; readonly ink: Ink; /** Left end of the first line's foot. */ readonly at: Point; readonly text: string };

export type Marks = readonly Mark[];

export const textSize = 30;
export const longestText = 200;
/** How wide a letter is drawn, of its size; only to find what was meant. */
const letterWidth = 0.56;
const mostSteps = 200;

/** Marks with those before and after them. */
export interface History {
  readonly now: Marks;
  readonly before: readonly Marks[];
  readonly after: readonly Marks[];
}

export function historyOf(marks: Marks): History {
  return { now: marks, before: [], after: [] };
}

/** Go on to other marks; what was undone until then is gone. Nothing happens when nothing changes. */
export function changed(history: History, marks: Marks): History {
  if (marks === history.now) return history;
  return { now: marks, before: [...history.before, history.now].slice(-mostSteps), after: [] };
}

export function undone(history: History): History {
  const last = history.before.at(-1);
  if (last === undefined) return history;
  return { now: last, before: history.before.slice(0, -1), after: [history.now, ...history.after] };
}

export function redone(history: History): History {
  const [next, ...after] = history.after;
  if (next === undefined) return history;
  return { now: next, before: [...history.before, history.now], after };
}

/** A point on the sheet, to a tenth of a unit: finer is not seen, and takes room. */
export function onSheet(x: number, y: number): Point {
  const within = (value: number, most: number) => Math.round(Math.min(most, Math.max(0, value)) * 10) / 10;
  return { x: within(x, sheet.width), y: within(y, sheet.height) };
}

/** Whether a mark is large enough to be meant; a press without a move makes no line. */
export function isMeant(mark: Mark): boolean {
  switch (mark.kind) {
    case "stroke": return mark.points.length > 0;
    case "line":
    case "arrow":
    case "box": return Math.hypot(mark.to.x - mark.from.x, mark.to.y - mark.from.y) >= 4;
    case "text": return mark.text.trim() !== "";
    default: return unreachable(mark);
  }
}

function distanceToLine(point: Point, from: Point, to: Point): number {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const length = dx * dx + dy * dy;
  const along = length === 0 ? 0 : Math.min(1, Math.max(0, ((point.x - from.x) * dx + (point.y - from.y) * dy) / length));
  return Math.hypot(point.x - from.x - along * dx, point.y - from.y - along * dy);
}

/** How far a point is from what is drawn of a mark. */
export function distanceTo(mark: Mark, point: Point): number {
  switch (mark.kind) {
    case "stroke": {
      const [first] = mark.points;
      if (first === undefined) return Infinity;
      return mark.points.reduce((least, to, nth) => Math.min(least, distanceToLine(point, mark.points[nth - 1] ?? first, to)), Infinity);
    }
    case "line":
    case "arrow": return distanceToLine(point, mark.from, mark.to);
    case "box": {
      const { from, to } = mark;
      const corners: readonly Point[] = [from, { x: to.x, y: from.y }, to, { x: from.x, y: to.y }];
      return Math.min(...corners.map((corner, nth) => distanceToLine(point, corner, corners[(nth + 1) % 4] ?? corner)));
    }
    case "text": {
      const right = mark.at.x + mark.text.length * textSize * letterWidth;
      const dx = Math.max(mark.at.x - point.x, 0, point.x - right);
      const dy = Math.max(mark.at.y - textSize - point.y, 0, point.y - mark.at.y - textSize * 0.25);
      return Math.hypot(dx, dy);
    }
    default: return unreachable(mark);
  }
}

/** Marks without those that the eraser touched on its way; the same ones when it touched none. */
export function erased(marks: Marks, from: Point, to: Point, reach = 10): Marks {
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  const nSteps = Math.max(1, Math.ceil(length / reach));
  const way = Array.from({ length: nSteps + 1 }, (_, nth) => ({ x: from.x + ((to.x - from.x) * nth) / nSteps, y: from.y + ((to.y - from.y) * nth) / nSteps }));
  const left = marks.filter((mark) => way.every((point) => distanceTo(mark, point) > reach));
  return left.length === marks.length ? marks : left;
}

/** The uppermost text at a point. */
export function textAt(marks: Marks, point: Point): Extract<Mark, { kind: "text" }> | null {
  const found = marks.findLast((mark) => mark.kind === "text" && distanceTo(mark, point) === 0);
  return found?.kind === "text" ? found : null;
}

const named = { stroke: ["stroke", "strokes"], line: ["line", "lines"], arrow: ["arrow", "arrows"], box: ["box", "boxes"] } as const;

/** What is on the sheet, for those who do not see it: how much of each, and all words. */
export function inWords(marks: Marks): string {
  if (marks.length === 0) return "Sketch, empty";
  const counts = (["stroke", "line", "arrow", "box"] as const).flatMap((kind) => {
    const n = marks.filter((mark) => mark.kind === kind).length;
    return n === 0 ? [] : [`${n} ${named[kind][n === 1 ? 0 : 1]}`];
  });
  const words = marks.flatMap((mark) => (mark.kind === "text" ? [`“${mark.text}”`] : []));
  return `Sketch: ${[...counts, ...(words.length === 0 ? [] : [`the words ${words.join(", ")}`])].join(", ")}`;
}
