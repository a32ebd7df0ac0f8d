// What a column holds, told as `df.describe()` and a glance would: type, gaps, spread, most frequent values. Pure.
import { binned, type Bin } from "./bins";
import { millisecondsFromIso } from "./dates";
import { spreadOf, type Spread } from "./spread";

export type ColumnType = "whole_numbers" | "numbers" | "dates" | "true_false" | "categories" | "text" | "empty";

export interface ValueCount {
  readonly value: string;
  readonly n: number;
}

/** The small picture of a column. */
export type Picture =
  | { readonly kind: "histogram"; readonly bins: readonly Bin[] }
  | { readonly kind: "bars"; readonly bars: readonly ValueCount[]; readonly nOthers: number }
  | { readonly kind: "none" };

export interface ColumnSummary {
  readonly name: string;
  readonly type: ColumnType;
  readonly nRows: number;
  readonly nMissing: number;
  readonly nDistinct: number;
  /** Of the values; of a text, of its length in characters; of dates, in milliseconds since 1970. */
  readonly spread: Spread | null;
  /** The most frequent values, of equally frequent ones those that come first; only where values repeat. */
  readonly top: readonly ValueCount[];
  readonly picture: Picture;
}

export interface Column {
  readonly summary: ColumnSummary;
  readonly cells: readonly string[];
  /** Numbers, or milliseconds since 1970; NaN where missing. Null for other types. */
  readonly numbers: Float64Array | null;
}

/** What `pandas.read_csv` takes as missing by default: `STR_NA_VALUES` of `pandas/_libs/parsers.pyx`, the list of the
 * documentation of `na_values` (pandas 3.1). Upper and lower case matter. */
const missing: ReadonlySet<string> = new Set([
  "", "#N/A", "#N/A N/A", "#NA", "-1.#IND", "-1.#QNAN", "-NaN", "-nan", "1.#IND", "1.#QNAN", "<NA>", "N/A", "NA", "NULL",
  "NaN", "None", "n/a", "nan", "null",
]);

/** Whether a cell holds nothing. */
export function isMissing(cell: string): boolean {
  return missing.has(cell);
}

const mostTop = 6;
const mostCategories = 200;
/** Whole numbers with no more different values are drawn value by value. */
export const mostSingleValues = 12;

const wholeNumber = /^[+-]?\d+$/;
const decimalNumber = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;
const infinite = /^[+-]?inf(?:inity)?$/i;
const leadingZero = /^[+-]?0\d/;
const truths: ReadonlySet<string> = new Set(["True", "TRUE", "true"]);
const untruths: ReadonlySet<string> = new Set(["False", "FALSE", "false"]);

/** Whole numbers that no double can hold are names of things, as are those with leading zeros. */
function isNumber(cell: string): boolean {
  if (infinite.test(cell)) return true;
  if (!decimalNumber.test(cell) || leadingZero.test(cell)) return false;
  return !wholeNumber.test(cell) || Number.isSafeInteger(Number(cell));
}

function numberFrom(cell: string): number {
  if (infinite.test(cell)) return cell.startsWith("-") ? -Infinity : Infinity;
  return Number(cell);
}

function typeOf(cells: readonly string[]): Exclude<ColumnType, "categories"> {
  let [whole, number, date, truth, any] = [true, true, true, true, false];
  for (const cell of cells) {
    if (missing.has(cell)) continue;
    any = true;
    // Pandas reads numbers with spaces around them, too.
    const trimmed = number ? cell.trim() : cell;
    number &&= isNumber(trimmed);
    whole &&= number && wholeNumber.test(trimmed);
    truth &&= truths.has(cell) || untruths.has(cell);
    date &&= millisecondsFromIso(cell) !== null;
    if (!number && !truth && !date) return "text";
  }
  if (!any) return "empty";
  if (whole) return "whole_numbers";
  if (number) return "numbers";
  return truth ? "true_false" : "dates";
}

function counted(values: Iterable<string>): Map<string, number> {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

/** The most frequent values first; equal ones keep their order. */
export function mostFrequent(counts: ReadonlyMap<string, number>): ValueCount[] {
  return [...counts].map(([value, n]) => ({ value, n })).sort((one, other) => other.n - one.n);
}

function* presentOf(cells: readonly string[]): Generator<string> {
  for (const cell of cells) if (!missing.has(cell)) yield cell;
}

function barsOf(ordered: readonly ValueCount[]): Picture {
  const bars = ordered.slice(0, mostSingleValues);
  return { kind: "bars", bars, nOthers: ordered.slice(mostSingleValues).reduce((sum, { n }) => sum + n, 0) };
}

/** Read a column's type from its cells, and sum it up. */
export function columnFrom(name: string, cells: readonly string[]): Column {
  const nMissing = cells.reduce((n, cell) => n + (missing.has(cell) ? 1 : 0), 0);
  const nPresent = cells.length - nMissing;
  const type = typeOf(cells);
  const about = { name, nRows: cells.length, nMissing };

  if (type === "empty") {
    return { summary: { ...about, type, nDistinct: 0, spread: null, top: [], picture: { kind: "none" } }, cells, numbers: null };
  }
  if (type === "whole_numbers" || type === "numbers" || type === "dates") {
    const read = type === "dates" ? (cell: string) => millisecondsFromIso(cell) ?? NaN : (cell: string) => numberFrom(cell.trim());
    const numbers = Float64Array.from(cells, (cell) => (missing.has(cell) ? NaN : read(cell)));
    const present = numbers.filter((n) => !Number.isNaN(n)).sort();
    const values = new Set(present);
    const isSingle = type === "whole_numbers" && values.size <= mostSingleValues;
    const repeats = type !== "dates" && values.size <= mostSingleValues && values.size < present.length;
    const counts = isSingle || repeats ? counted(Array.from(present, String)) : new Map<string, number>();
    const finite = present.filter(Number.isFinite);
    const picture: Picture = isSingle
      // In the order of the numbers, not of how often they occur.
      ? { kind: "bars", bars: [...counts].map(([value, n]) => ({ value, n })), nOthers: 0 }
      : { kind: "histogram", bins: binned(finite, type) };
    const top = repeats ? mostFrequent(counts).slice(0, mostTop) : [];
    return { summary: { ...about, type, nDistinct: values.size, spread: spreadOf(present), top, picture }, cells, numbers };
  }

  const counts = counted(presentOf(cells));
  const ordered = mostFrequent(counts);
  const isCategories = counts.size <= mostCategories && counts.size * 2 <= nPresent;
  if (type === "true_false" || isCategories) {
    const of = type === "true_false" ? type : "categories";
    return {
      summary: { ...about, type: of, nDistinct: counts.size, spread: null, top: ordered.slice(0, mostTop), picture: barsOf(ordered) },
      cells,
      numbers: null,
    };
  }
  const lengths = Float64Array.from(presentOf(cells), (cell) => cell.length).sort();
  const top = counts.size < nPresent ? ordered.filter(({ n }) => n > 1).slice(0, mostTop) : [];
  return {
    summary: {
      ...about, type: "text", nDistinct: counts.size, spread: spreadOf(lengths), top,
      picture: { kind: "histogram", bins: binned(lengths, "whole_numbers") },
    },
    cells,
    numbers: null,
  };
}
