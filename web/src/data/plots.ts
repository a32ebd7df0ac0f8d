// Quick plots: which picture fits the chosen columns, its data, and what it shows in words. Drawing is elsewhere. Pure.
import { binEdges, binOf, finestDate, ratioEdges, type BinnedType, type FinestDate } from "./bins";
import { isMissing, mostFrequent, mostSingleValues, type Column, type ColumnSummary } from "./columns";
import { countOf, shortLabel, shownNumber, shownShare, shownValue } from "./shown-values";
import { quantile } from "./spread";

export interface PlotWish {
  readonly x: number;
  readonly y: number | null;
  readonly colour: number | null;
  readonly logX: boolean;
  readonly logY: boolean;
}

export interface Scale {
  readonly label: string;
  readonly isDate: boolean;
  readonly isWhole: boolean;
  readonly isLog: boolean;
}

/** Colours of a plot: one for each group, or a shade for each value of a column of numbers. */
export type Colours =
  | { readonly kind: "none" }
  | { readonly kind: "groups"; readonly label: string; readonly groups: readonly string[] }
  | { readonly kind: "shades"; readonly label: string; readonly lowest: number; readonly highest: number; readonly isDate: boolean };

export interface Box {
  readonly category: string;
  readonly group: string;
  readonly n: number;
  readonly lowerWhisker: number;
  readonly lowerQuartile: number;
  readonly median: number;
  readonly upperQuartile: number;
  readonly upperWhisker: number;
  /** Beyond the whiskers; of very many, a part. */
  readonly outliers: readonly number[];
}

export type Drawing =
  | { readonly kind: "histogram"; readonly x: Scale; readonly bars: readonly { readonly from: number; readonly to: number; readonly n: number; readonly group: string }[] }
  | { readonly kind: "bars"; readonly label: string; readonly categories: readonly string[]; readonly bars: readonly { readonly category: string; readonly n: number; readonly group: string }[] }
  | { readonly kind: "scatter"; readonly x: Scale; readonly y: Scale; readonly points: readonly { readonly x: number; readonly y: number; readonly group: string; readonly shade: number }[] }
  | { readonly kind: "boxes"; readonly category: string; readonly categories: readonly string[]; readonly x: Scale; readonly boxes: readonly Box[] }
  | { readonly kind: "counts"; readonly x: string; readonly y: string; readonly columns: readonly string[]; readonly rows: readonly string[]; readonly counts: readonly { readonly column: string; readonly row: string; readonly n: number }[] }
  | { readonly kind: "nothing" };

export interface QuickPlot {
  readonly drawing: Drawing;
  readonly colours: Colours;
  /** What it shows, for those who do not see it. */
  readonly words: string;
  /** What was left out, and why. */
  readonly notes: readonly string[];
}

export const mostPoints = 2000;
const mostGroups = 6;
const mostBars = 20;
const mostBoxes = 12;
const mostCells = 15;
const mostOutliers = 60;
const others = "others";

/** Whether a column is drawn value by value rather than along an axis. */
export function isGrouping(summary: ColumnSummary): boolean {
  return summary.type === "true_false" || summary.type === "categories" ||
    (summary.type === "whole_numbers" && summary.nDistinct <= mostSingleValues);
}

export function isQuantity(summary: ColumnSummary): boolean {
  return summary.type === "numbers" || summary.type === "dates" || summary.type === "whole_numbers";
}

/** Whether a log scale would help: nothing below zero, and a hundredfold or more between the lowest and the highest. */
export function spans({ type, spread }: ColumnSummary): boolean {
  if (spread === null || (type !== "numbers" && type !== "whole_numbers")) return false;
  const low = [spread.lowest, spread.lowerQuartile, spread.median].find((value) => value > 0);
  return spread.lowest >= 0 && low !== undefined && Number.isFinite(spread.highest) && spread.highest >= 100 * low;
}

type Kind = Drawing["kind"];

/** The picture that fits. */
export function kindOf(x: ColumnSummary, y: ColumnSummary | null): Kind {
  if (x.type === "empty" || y?.type === "empty") return "nothing";
  if (y === null) return isGrouping(x) ? "bars" : "histogram";
  if (x.type === "text" || y.type === "text") return "nothing";
  if (isGrouping(x) && isGrouping(y)) return "counts";
  return isGrouping(x) || isGrouping(y) ? "boxes" : "scatter";
}

/** The columns that may colour a picture of this kind. */
export function mayColour(summary: ColumnSummary, kind: Kind): boolean {
  if (kind === "nothing" || kind === "counts") return false;
  return isGrouping(summary) || (kind === "scatter" && isQuantity(summary));
}

/** A column's values by the row: numbers to draw along an axis, or labels of groups. */
interface Grouped {
  readonly groups: readonly string[];
  readonly of: (row: number) => string;
}

/** The most frequent values of these rows as groups, the rest as one. Whole numbers keep their order. */
function groupsOf(column: Column, rows: readonly number[], most: number): Grouped {
  const label = (row: number) => (column.numbers === null ? (column.cells[row] ?? "") : String(column.numbers[row]));
  const counts = new Map<string, number>();
  for (const row of rows) counts.set(label(row), (counts.get(label(row)) ?? 0) + 1);
  const ordered = mostFrequent(counts).map(({ value }) => value);
  const kept = ordered.length > most ? ordered.slice(0, most - 1) : ordered;
  const isKept = new Set(kept);
  if (column.numbers !== null) kept.sort((one, other) => Number(one) - Number(other));
  else if (column.summary.type === "true_false") kept.sort((one, other) => (one.toLowerCase() < other.toLowerCase() ? -1 : 1));
  // A value may be called as the rest is.
  let rest = others;
  while (isKept.has(rest)) rest += "…";
  return {
    groups: kept.length < ordered.length ? [...kept, rest] : kept,
    of: (row) => (isKept.has(label(row)) ? label(row) : rest),
  };
}

/** The same few rows each time: a picture must not change by looking again. */
export function sampled(rows: readonly number[], most: number): readonly number[] {
  if (rows.length <= most) return rows;
  let state = 0x9e3779b9;
  const random = () => {
    // Mulberry32: small, and even enough to choose rows by.
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const chosen: number[] = [];
  rows.forEach((row, nth) => {
    // Each row with the share that is still wanted of those that are left.
    if (random() * (rows.length - nth) < most - chosen.length) chosen.push(row);
  });
  return chosen;
}

interface Chosen {
  readonly x: Column;
  readonly y: Column | null;
  readonly colour: Column | null;
  readonly rows: readonly number[];
  readonly notes: string[];
}

const nothing = (why: string): QuickPlot => ({ drawing: { kind: "nothing" }, colours: { kind: "none" }, words: why, notes: [] });

/** Make the data of a plot. */
export function quickPlot(columns: readonly Column[], wish: PlotWish): QuickPlot {
  const x = columns[wish.x];
  if (x === undefined) return nothing("Choose a column.");
  const y = wish.y === null ? null : (columns[wish.y] ?? null);
  const kind = kindOf(x.summary, y?.summary ?? null);
  if (kind === "nothing") {
    const isEmpty = x.summary.type === "empty" || y?.summary.type === "empty";
    return nothing(isEmpty ? "There is nothing in this column." : "Text has no place on an axis. Choose numbers, dates or categories.");
  }
  const wished = wish.colour === null ? null : (columns[wish.colour] ?? null);
  const colour = wished !== null && mayColour(wished.summary, kind) ? wished : null;
  const logX = wish.logX && spans(x.summary);
  const logY = wish.logY && y !== null && spans(y.summary);

  const notes: string[] = [];
  const used = [x, y, colour].filter((column) => column !== null);
  const all = x.cells.map((_, row) => row);
  const complete = all.filter((row) => used.every(({ cells }) => !isMissing(cells[row] ?? "")));
  if (complete.length < all.length) notes.push(`${countOf(all.length - complete.length, "row")} with missing values left out.`);
  const fits = (column: Column | null, isLog: boolean) => (row: number) => {
    const n = column?.numbers?.[row];
    return n === undefined || (Number.isFinite(n) && (!isLog || n > 0));
  };
  const rows = complete.filter((row) => fits(x, logX)(row) && fits(y, logY)(row) && fits(colour, false)(row));
  if (rows.length < complete.length) {
    notes.push(`${countOf(complete.length - rows.length, "row")} left out that such a scale has no place for (zero, or infinite).`);
  }
  if (rows.length === 0) return nothing("No row has a value in every chosen column.");
  const chosen: Chosen = { x, y, colour, rows, notes };
  if (y === null) return isGrouping(x.summary) ? bars(chosen) : histogram(chosen, logX);
  if (kind === "scatter") return scatter({ ...chosen, y }, logX, logY);
  return kind === "counts" ? countsOfTwo({ ...chosen, y }) : boxes({ ...chosen, y }, isGrouping(x.summary) ? logY : logX);
}

function nameOf(column: Column): string {
  return shortLabel(column.summary.name);
}

function scaleOf(column: Column, isLog: boolean): Scale {
  const { type } = column.summary;
  return { label: nameOf(column), isDate: type === "dates", isWhole: type === "whole_numbers", isLog };
}

function colouredBy(colour: Column | null, rows: readonly number[]): { colours: Colours; group: (row: number) => string } {
  if (colour === null) return { colours: { kind: "none" }, group: () => "" };
  const grouped = groupsOf(colour, rows, mostGroups);
  return { colours: { kind: "groups", label: nameOf(colour), groups: grouped.groups }, group: grouped.of };
}

function byGroup(colours: Colours): string {
  switch (colours.kind) {
    case "none": return "";
    case "groups": return ` Coloured by ${colours.label}: ${colours.groups.map((group) => shortLabel(group, 24)).join(", ")}.`;
    case "shades": return ` Shaded by ${colours.label}.`;
  }
}

function finestOf({ summary, numbers }: Column, rows: readonly number[]): FinestDate {
  return summary.type === "dates" && numbers !== null ? finestDate(rows.map((row) => numbers[row] ?? NaN)) : "hour";
}

function histogram({ x, colour, rows, notes }: Chosen, isLog: boolean): QuickPlot {
  const isText = x.numbers === null;
  const value = (row: number) => (x.numbers === null ? (x.cells[row] ?? "").length : (x.numbers[row] ?? NaN));
  const type: BinnedType = isText ? "whole_numbers" : (x.summary.type as BinnedType);
  let [lowest, highest] = [Infinity, -Infinity];
  for (const row of rows) [lowest, highest] = [Math.min(lowest, value(row)), Math.max(highest, value(row))];
  const edges = isLog ? ratioEdges(lowest, highest) : binEdges(lowest, highest, type, finestOf(x, rows));
  const { colours, group } = colouredBy(colour, rows);
  const groups = colours.kind === "groups" ? colours.groups : [""];
  const counts = new Map(groups.map((name) => [name, new Array<number>(edges.length - 1).fill(0)]));
  const totals = new Array<number>(edges.length - 1).fill(0);
  for (const row of rows) {
    const which = binOf(value(row), edges);
    totals[which] = (totals[which] ?? 0) + 1;
    const ofGroup = counts.get(group(row));
    if (ofGroup !== undefined) ofGroup[which] = (ofGroup[which] ?? 0) + 1;
  }
  const bars = groups.flatMap((name) =>
    (counts.get(name) ?? []).map((n, which) => ({ from: edges[which] ?? NaN, to: edges[which + 1] ?? NaN, n, group: name })).filter(({ n }) => n > 0),
  );
  const fullest = totals.indexOf(Math.max(...totals));
  const name = isText ? `length of ${nameOf(x)} in characters` : nameOf(x);
  const show = (n: number) => (isText ? shownNumber(n) : shownValue(n, x.summary.type));
  const isSingle = type === "whole_numbers" && !isLog && !Number.isInteger(edges[0]);
  const [from, to] = [edges[fullest] ?? NaN, edges[fullest + 1] ?? NaN];
  const peak = isSingle ? `at ${show((from + to) / 2)}` : `between ${show(from)} and ${show(to)}`;
  return {
    drawing: { kind: "histogram", x: { ...scaleOf(x, isLog), label: name, isWhole: type === "whole_numbers" }, bars },
    colours,
    words: `Histogram of ${name}${isLog ? " on a log scale" : ""}: ${countOf(rows.length, "value")} from ${show(lowest)} to ${show(highest)}, most of them ${peak} (${(totals[fullest] ?? 0).toLocaleString("en")}).${byGroup(colours)}`,
    notes,
  };
}

function bars({ x, colour, rows, notes }: Chosen): QuickPlot {
  const grouped = groupsOf(x, rows, mostBars);
  const { colours, group } = colouredBy(colour, rows);
  const totals = new Map<string, number>();
  const counts = new Map<string, { category: string; group: string; n: number }>();
  for (const row of rows) {
    const [category, of] = [grouped.of(row), group(row)];
    totals.set(category, (totals.get(category) ?? 0) + 1);
    const key = JSON.stringify([category, of]);
    const bar = counts.get(key) ?? { category, group: of, n: 0 };
    bar.n += 1;
    counts.set(key, bar);
  }
  if (grouped.groups.length === mostBars && x.summary.nDistinct > mostBars) notes.push(`The ${mostBars - 1} most frequent of ${x.summary.nDistinct.toLocaleString("en")} values; the rest together.`);
  // Colours follow each other in every bar as in the legend.
  const place = (of: string) => (colours.kind === "groups" ? colours.groups.indexOf(of) : 0);
  const first = mostFrequent(totals).slice(0, 3).map(({ value, n }) => `${shortLabel(value, 24)} ${n.toLocaleString("en")} (${shownShare(n, rows.length)})`);
  return {
    drawing: { kind: "bars", label: nameOf(x), categories: grouped.groups, bars: [...counts.values()].sort((one, other) => place(one.group) - place(other.group)) },
    colours,
    words: `Bars of ${nameOf(x)}: ${countOf(rows.length, "row")} in ${countOf(grouped.groups.length, "group")}; ${first.join(", ")}${totals.size > 3 ? " and more" : ""}.${byGroup(colours)}`,
    notes,
  };
}

function scatter({ x, y, colour, rows, notes }: Chosen & { y: Column }, logX: boolean, logY: boolean): QuickPlot {
  const shown = sampled(rows, mostPoints);
  if (shown.length < rows.length) notes.push(`${shown.length.toLocaleString("en")} of ${rows.length.toLocaleString("en")} points, chosen at random.`);
  const isShaded = colour !== null && !isGrouping(colour.summary);
  const shade = (row: number) => (isShaded ? (colour.numbers?.[row] ?? NaN) : 0);
  let colours: Colours;
  let group: (row: number) => string = () => "";
  if (isShaded) {
    const shades = shown.map(shade).sort((one, other) => one - other);
    // The ends are those of most values, or a single far one would leave all others in one shade.
    const sorted = Float64Array.from(shades);
    colours = { kind: "shades", label: nameOf(colour), lowest: quantile(sorted, 0.02), highest: quantile(sorted, 0.98), isDate: colour.summary.type === "dates" };
  } else ({ colours, group } = colouredBy(colour, shown));
  const value = (column: Column, row: number) => column.numbers?.[row] ?? NaN;
  const points = shown.map((row) => ({ x: value(x, row), y: value(y, row), group: group(row), shade: shade(row) }));
  const range = (column: Column) => {
    const values = rows.map((row) => value(column, row));
    const [low, high] = values.reduce(([least, most], n) => [Math.min(least, n), Math.max(most, n)], [Infinity, -Infinity] as [number, number]);
    return `${nameOf(column)} from ${shownValue(low, column.summary.type)} to ${shownValue(high, column.summary.type)}`;
  };
  const r = correlation(points);
  const along = r === null || Math.abs(r) < 0.3 ? "No clear direction." : r > 0 ? `Higher ${nameOf(y)} mostly with higher ${nameOf(x)}.` : `Higher ${nameOf(y)} mostly with lower ${nameOf(x)}.`;
  const logs = [logX ? nameOf(x) : null, logY ? nameOf(y) : null].filter((name) => name !== null).join(" and ");
  return {
    drawing: { kind: "scatter", x: scaleOf(x, logX), y: scaleOf(y, logY), points },
    colours,
    words: `Scatter plot of ${countOf(points.length, "point")}: ${range(x)} across, ${range(y)} up${logs === "" ? "" : `; log scale for ${logs}`}. ${along}${byGroup(colours)}`,
    notes,
  };
}

/** Pearson's correlation; null where one of the two never changes. */
export function correlation(points: readonly { readonly x: number; readonly y: number }[]): number | null {
  const n = points.length;
  const meanX = points.reduce((sum, { x }) => sum + x, 0) / n;
  const meanY = points.reduce((sum, { y }) => sum + y, 0) / n;
  let [xx, yy, xy] = [0, 0, 0];
  for (const { x, y } of points) {
    xx += (x - meanX) ** 2;
    yy += (y - meanY) ** 2;
    xy += (x - meanX) * (y - meanY);
  }
  const r = xy / Math.sqrt(xx * yy);
  return Number.isFinite(r) ? r : null;
}

function boxes({ x, y, colour, rows, notes }: Chosen & { y: Column }, isLog: boolean): QuickPlot {
  const [category, quantity] = isGrouping(x.summary) ? [x, y] : [y, x];
  const grouped = groupsOf(category, rows, mostBoxes);
  const { colours, group } = colouredBy(colour === category ? null : colour, rows);
  const values = new Map<string, { category: string; group: string; values: number[] }>();
  for (const row of rows) {
    const [of, by] = [grouped.of(row), group(row)];
    const key = JSON.stringify([of, by]);
    const box = values.get(key) ?? { category: of, group: by, values: [] };
    box.values.push(quantity.numbers?.[row] ?? NaN);
    values.set(key, box);
  }
  const made = [...values.values()].map((each) => boxFrom(each.category, each.group, Float64Array.from(each.values).sort()));
  if (made.some(({ outliers }) => outliers.length === mostOutliers)) notes.push("Of the points beyond the whiskers, a part is drawn.");
  if (category.summary.nDistinct > grouped.groups.length) notes.push(`The ${mostBoxes - 1} most frequent of ${category.summary.nDistinct.toLocaleString("en")} values; the rest together.`);
  const order = new Map(grouped.groups.map((name, nth) => [name, nth]));
  const medians = made
    .toSorted((one, other) => (order.get(one.category) ?? 0) - (order.get(other.category) ?? 0))
    .slice(0, mostBoxes)
    .map((box) => `${shortLabel(box.category, 24)}${box.group === "" ? "" : ` (${shortLabel(box.group, 24)})`} ${shownValue(box.median, quantity.summary.type)}`);
  return {
    drawing: { kind: "boxes", category: nameOf(category), categories: grouped.groups, x: scaleOf(quantity, isLog), boxes: made },
    colours,
    words: `Box plots of ${nameOf(quantity)} by ${nameOf(category)}${isLog ? ", on a log scale" : ""}: ${countOf(rows.length, "row")}. Medians: ${medians.join(", ")}.${byGroup(colours)}`,
    notes,
  };
}

/** Whiskers reach to the last values within one and a half times the distance between the quartiles. */
export function boxFrom(category: string, group: string, sorted: Float64Array): Box {
  const [lowerQuartile, upperQuartile] = [quantile(sorted, 0.25), quantile(sorted, 0.75)];
  const reach = 1.5 * (upperQuartile - lowerQuartile);
  const within = sorted.filter((value) => value >= lowerQuartile - reach && value <= upperQuartile + reach);
  const beyond = sorted.filter((value) => value < lowerQuartile - reach || value > upperQuartile + reach);
  const step = Math.max(1, (beyond.length - 1) / (mostOutliers - 1));
  const outliers = Array.from({ length: Math.min(beyond.length, mostOutliers) }, (_, nth) => beyond[Math.round(nth * step)] ?? NaN);
  return {
    category, group, n: sorted.length, lowerQuartile, median: quantile(sorted, 0.5), upperQuartile,
    lowerWhisker: within[0] ?? NaN, upperWhisker: within.at(-1) ?? NaN, outliers,
  };
}

function countsOfTwo({ x: one, y: other, rows, notes }: Chosen & { y: Column }): QuickPlot {
  // There is more room down the page than across it.
  const [x, y] = one.summary.nDistinct <= other.summary.nDistinct ? [one, other] : [other, one];
  const [across, down] = [groupsOf(x, rows, mostCells), groupsOf(y, rows, mostCells)];
  const counts = new Map<string, { column: string; row: string; n: number }>();
  for (const row of rows) {
    const [column, of] = [across.of(row), down.of(row)];
    const key = JSON.stringify([column, of]);
    const cell = counts.get(key) ?? { column, row: of, n: 0 };
    cell.n += 1;
    counts.set(key, cell);
  }
  for (const [column, { groups }] of [[x, across], [y, down]] as const) {
    if (column.summary.nDistinct > groups.length) notes.push(`${nameOf(column)}: the ${mostCells - 1} most frequent of ${column.summary.nDistinct.toLocaleString("en")} values; the rest together.`);
  }
  const most = [...counts.values()].sort((one, other) => other.n - one.n).slice(0, 4);
  const said = most.map(({ column, row, n }) => `${shortLabel(column, 24)} with ${shortLabel(row, 24)} ${n.toLocaleString("en")}`);
  return {
    drawing: { kind: "counts", x: nameOf(x), y: nameOf(y), columns: across.groups, rows: down.groups, counts: [...counts.values()] },
    colours: { kind: "none" },
    words: `Counts of ${nameOf(x)} (across) by ${nameOf(y)} (down): ${countOf(rows.length, "row")}. Most frequent: ${said.join(", ")}.`,
    notes,
  };
}
