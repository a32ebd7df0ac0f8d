// Draws a quick plot. Loaded only when somebody wants one.
import { barX, cell, dot, plot, rectY, ruleY, text, tickX, type PlotOptions, type ScaleOptions } from "@observablehq/plot";
import { unreachable } from "../wire/messages";
import type { Colours, QuickPlot, Scale } from "./plots";
import { seriesColour, shade } from "./series";
import { shortLabel, shownNumber, shownValue } from "./shown-values";

const lettersOfLabel = 16;
const barHeight = 22;
const narrowestCell = 34;

/** Draw a plot as wide as its place. Null where there is nothing to draw. */
export function drawnPlot(wanted: QuickPlot, width: number): Element | null {
  const drawn = pictureOf(wanted, width);
  // The whole has its words; names of its parts ("rule", "dot") would only be in the way.
  for (const part of drawn?.querySelectorAll("[aria-label]") ?? []) part.removeAttribute("aria-label");
  return drawn;
}

function pictureOf({ drawing, colours }: QuickPlot, width: number): Element | null {
  const shared: PlotOptions = {
    width,
    style: { fontFamily: "var(--sans)", fontSize: "11px", color: "var(--quiet)", background: "none" },
    // The rules of the plot's own style would hang on a class name that every plot has.
    className: "quick-plot",
  };
  const colour = colourOf(colours);
  switch (drawing.kind) {
    case "nothing": return null;
    case "histogram":
      return plot({
        ...shared,
        height: 240,
        marginLeft: 46,
        marginBottom: 40,
        x: along(drawing.x, width),
        y: { grid: true, label: "rows", ticks: 5, tickFormat: (n: number) => shownNumber(n), nice: true },
        marks: [
          rectY(drawing.bars.map((bar) => ({ ...bar, x1: axisValue(bar.from, drawing.x), x2: axisValue(bar.to, drawing.x) })), {
            x1: "x1", x2: "x2", y: "n", fill: (bar: { group: string }) => colour(bar.group), insetLeft: 0.5, insetRight: 0.5,
            title: (bar: { from: number; to: number; n: number; group: string }) =>
              `${between(bar.from, bar.to, drawing.x)}${inGroup(bar.group)}: ${bar.n.toLocaleString("en")}`,
          }),
          ruleY([0], { stroke: "var(--border-strong)" }),
        ],
      });
    case "bars":
      return plot({
        ...shared,
        height: 46 + drawing.categories.length * barHeight,
        marginLeft: marginFor(drawing.categories),
        marginRight: 16,
        marginBottom: 40,
        x: { grid: true, label: "rows", ticks: Math.max(2, width / 90), tickFormat: (n: number) => shownNumber(n) },
        y: { domain: [...drawing.categories], label: null, tickFormat: shortTick, tickSize: 0 },
        marks: [
          barX([...drawing.bars], {
            x: "n", y: "category", fill: (bar: { group: string }) => colour(bar.group), insetTop: 1, insetBottom: 1,
            title: (bar: { category: string; n: number; group: string }) =>
              `${shortLabel(bar.category)}${inGroup(bar.group)}: ${bar.n.toLocaleString("en")}`,
          }),
        ],
      });
    case "scatter": {
      const share = shadeOf(colours);
      return plot({
        ...shared,
        height: Math.min(380, Math.max(240, width * 0.8)),
        marginLeft: 52,
        marginBottom: 40,
        x: along(drawing.x, width),
        y: { ...along(drawing.y, 320), grid: true },
        marks: [
          dot(drawing.points.map((point) => ({ ...point, x: axisValue(point.x, drawing.x), y: axisValue(point.y, drawing.y) })), {
            x: "x", y: "y", r: drawing.points.length > 500 ? 2 : 3, strokeWidth: 1, strokeOpacity: 0.85, fillOpacity: 0.35,
            fill: (point: { group: string; shade: number }) => (share === null ? colour(point.group) : shade(share(point.shade))),
            stroke: (point: { group: string; shade: number }) => (share === null ? colour(point.group) : shade(share(point.shade))),
            // Shapes as well, for those who do not tell the colours apart.
            ...(colours.kind === "groups" ? { symbol: (point: { group: string }) => symbolOf(colours, point.group) } : {}),
          }),
        ],
        symbol: { type: "identity" },
      });
    }
    case "boxes": {
      const groups = colours.kind === "groups" ? colours.groups : [""];
      const boxes = drawing.boxes.map((box) => ({ ...box, row: rowOf(box.category, box.group) }));
      const rows = drawing.categories.flatMap((category) => groups.map((group) => rowOf(category, group)));
      const at = (value: number) => axisValue(value, drawing.x);
      const tall = groups.length > 1 ? 14 : barHeight;
      return plot({
        ...shared,
        height: 50 + rows.length * tall,
        marginLeft: marginFor(drawing.categories),
        marginRight: 16,
        marginBottom: 40,
        x: { ...along(drawing.x, width), grid: true },
        y: {
          domain: rows, label: null, tickSize: 0, padding: 0.15,
          // One label in the middle of a category's boxes.
          ticks: drawing.categories.map((category) => rowOf(category, groups[Math.floor((groups.length - 1) / 2)] ?? "")),
          tickFormat: (row: string) => shortTick(categoryOf(row)),
        },
        marks: [
          ruleY(boxes, { y: "row", x1: (box) => at(box.lowerWhisker), x2: (box) => at(box.upperWhisker), stroke: "var(--border-strong)" }),
          barX(boxes, {
            y: "row", x1: (box) => at(box.lowerQuartile), x2: (box) => at(box.upperQuartile), fill: (box: { group: string }) => colour(box.group), fillOpacity: 0.55,
            title: (box: (typeof boxes)[number]) =>
              `${shortLabel(box.category)}${inGroup(box.group)}: median ${shown(box.median, drawing.x)}, half of them ${shown(box.lowerQuartile, drawing.x)} to ${shown(box.upperQuartile, drawing.x)}, ${box.n.toLocaleString("en")} rows`,
          }),
          tickX(boxes, { y: "row", x: (box) => at(box.median), stroke: "var(--text)", strokeWidth: 2 }),
          dot(boxes.flatMap((box) => box.outliers.map((value) => ({ value: at(value), row: box.row, group: box.group }))), {
            x: "value", y: "row", r: 1.6, fill: (point: { group: string }) => colour(point.group), fillOpacity: 0.7,
          }),
        ],
      });
    }
    case "counts": {
      const most = Math.max(...drawing.counts.map(({ n }) => n));
      const cellWidth = Math.max(narrowestCell, (width - marginFor(drawing.rows) - 16) / drawing.columns.length);
      return plot({
        ...shared,
        width: marginFor(drawing.rows) + 16 + cellWidth * drawing.columns.length,
        height: 76 + drawing.rows.length * 26,
        marginLeft: marginFor(drawing.rows),
        marginTop: 52,
        marginRight: 16,
        x: { domain: [...drawing.columns], axis: "top", label: drawing.x, labelAnchor: "left", labelOffset: 46, tickFormat: (label: string) => shortLabel(label, 11), tickSize: 0, tickRotate: cellWidth < 80 ? -28 : 0 },
        y: { domain: [...drawing.rows], label: null, tickFormat: shortTick, tickSize: 0 },
        marks: [
          cell([...drawing.counts], {
            x: "column", y: "row", inset: 0.5, fill: ({ n }: { n: number }) => `color-mix(in oklab, var(--series-soft) ${Math.round((100 * n) / most)}%, var(--raised))`,
            title: ({ column, row, n }: { column: string; row: string; n: number }) => `${shortLabel(column)}, ${shortLabel(row)}: ${n.toLocaleString("en")}`,
          }),
          text([...drawing.counts], { x: "column", y: "row", text: ({ n }: { n: number }) => compact.format(n), fill: "var(--text)", pointerEvents: "none" }),
        ],
      });
    }
    default: return unreachable(drawing);
  }
}

const compact = new Intl.NumberFormat("en", { notation: "compact", maximumFractionDigits: 1 });
const symbols = ["circle", "triangle", "square", "diamond2", "times", "star"] as const;

function shortTick(label: string): string {
  return shortLabel(label, lettersOfLabel);
}

function marginFor(labels: readonly string[]): number {
  return 16 + 6.4 * Math.max(...labels.map((label) => shortTick(label).length));
}

function inGroup(group: string): string {
  return group === "" ? "" : `, ${shortLabel(group, 24)}`;
}

function shown(value: number, scale: Scale): string {
  return shownValue(value, scale.isDate ? "dates" : "numbers");
}

function between(from: number, to: number, scale: Scale): string {
  const isSingle = scale.isWhole && to - from === 1 && !Number.isInteger(from);
  return isSingle ? shown(from + 0.5, scale) : `${shown(from, scale)} to ${shown(to, scale)}`;
}

function axisValue(value: number, scale: Scale): number | Date {
  return scale.isDate ? new Date(value) : value;
}

function along(scale: Scale, length: number): ScaleOptions {
  const nTicks = Math.max(2, Math.floor(length / 80));
  if (scale.isDate) return { type: "utc", label: scale.label, ticks: nTicks };
  const written = scale.isLog ? { type: "log" as const, ticks: Math.min(nTicks, 5) } : { ticks: nTicks };
  return { ...written, label: scale.label, tickFormat: (n: number) => shownNumber(n), labelAnchor: "center" };
}

function colourOf(colours: Colours): (group: string) => string {
  if (colours.kind !== "groups") return () => "var(--series-1)";
  const places = new Map(colours.groups.map((group, nth) => [group, nth]));
  return (group) => seriesColour(places.get(group) ?? 0);
}

function symbolOf(colours: Extract<Colours, { kind: "groups" }>, group: string): string {
  return symbols[colours.groups.indexOf(group) % symbols.length] ?? "circle";
}

function shadeOf(colours: Colours): ((value: number) => number) | null {
  if (colours.kind !== "shades") return null;
  const { lowest, highest } = colours;
  return (value) => (highest === lowest ? 0.5 : (value - lowest) / (highest - lowest));
}

function rowOf(category: string, group: string): string {
  return JSON.stringify([category, group]);
}

function categoryOf(row: string): string {
  const [category] = JSON.parse(row) as [string, string];
  return category;
}
