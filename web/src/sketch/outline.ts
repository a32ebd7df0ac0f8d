// Outlines of marks as SVG paths. Pure.
import { getStroke } from "perfect-freehand";
import type { Mark, Point } from "./drawing";

const penSize = 7;
export const lineWidth = 4;
const headLength = 22;

/** The outline of a stroke, to fill. With a mouse or a finger, speed stands in for pressure. */
export function strokeOutline({ points, isPressed }: Extract<Mark, { kind: "stroke" }>, isDone = true): string {
  const around = getStroke(points.map(({ x, y, pressure }) => [x, y, pressure]), {
    size: penSize, thinning: 0.55, smoothing: 0.5, streamline: 0.35, simulatePressure: !isPressed, last: isDone,
  });
  const [first] = around;
  if (first === undefined) return "";
  const middle = (one: number[], other: number[]) => `${tenth(((one[0] ?? 0) + (other[0] ?? 0)) / 2)} ${tenth(((one[1] ?? 0) + (other[1] ?? 0)) / 2)}`;
  const curves = around.map((point, nth) => `${tenth(point[0] ?? 0)} ${tenth(point[1] ?? 0)} ${middle(point, around[(nth + 1) % around.length] ?? first)}`);
  return `M ${middle(around.at(-1) ?? first, first)} Q ${curves.join(" ")} Z`;
}

/** The path of a line, arrow or box, to draw with a pen of `lineWidth`. */
export function shapePath({ kind, from, to }: Extract<Mark, { kind: "line" | "arrow" | "box" }>): string {
  switch (kind) {
    case "line": return `M ${written(from)} L ${written(to)}`;
    case "box": return `M ${written(from)} H ${tenth(to.x)} V ${tenth(to.y)} H ${tenth(from.x)} Z`;
    case "arrow": {
      const angle = Math.atan2(to.y - from.y, to.x - from.x);
      const long = Math.min(headLength, Math.hypot(to.x - from.x, to.y - from.y) / 2);
      const barb = (turn: number): Point => ({ x: to.x - long * Math.cos(angle + turn), y: to.y - long * Math.sin(angle + turn) });
      return `M ${written(from)} L ${written(to)} M ${written(barb(0.45))} L ${written(to)} L ${written(barb(-0.45))}`;
    }
  }
}

function tenth(n: number): string {
  return String(Math.round(n * 10) / 10);
}

function written({ x, y }: Point): string {
  return `${tenth(x)} ${tenth(y)}`;
}
