// Values of a column in words: numbers, dates, shares. Pure.
import { unreachable } from "../wire/messages";
import { shownCell } from "../text/shown-table";
import type { ColumnSummary, ColumnType } from "./columns";
import { shownDate } from "./dates";
import type { Separator } from "./separated";

const whole = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });
const plain = new Intl.NumberFormat("en", { maximumSignificantDigits: 5 });
const precise = new Intl.NumberFormat("en", { maximumSignificantDigits: 4, notation: "scientific" });

/** A number of a few digits: `1,234`, `0.0633`, `1.2E-9`. */
export function shownNumber(n: number): string {
  if (Number.isNaN(n)) return "none";
  if (!Number.isFinite(n)) return n < 0 ? "−∞" : "∞";
  const size = Math.abs(n);
  if (size >= 1e15 || (size > 0 && size < 1e-4)) return precise.format(n);
  return size >= 10_000 ? whole.format(n) : plain.format(n);
}

/** How many of something there are: `1 row`, `3,610 rows`. */
export function countOf(n: number, thing: string, things = `${thing}s`): string {
  return `${n.toLocaleString("en")} ${n === 1 ? thing : things}`;
}

/** A share in per cent, never rounded to none or all. */
export function shownShare(n: number, of: number): string {
  if (n === 0 || of === 0) return "0 %";
  const percent = (100 * n) / of;
  if (n === of) return "100 %";
  if (percent < 0.1) return "under 0.1 %";
  if (percent > 99.9) return "over 99.9 %";
  return `${percent < 10 || percent > 90 ? percent.toFixed(1) : percent.toFixed(0)} %`;
}

/** One value of a column, as its type is shown. */
export function shownValue(value: number, type: ColumnType): string {
  return type === "dates" ? shownDate(value) : shownNumber(value);
}

/** A name or label short enough for a heading, a choice or an axis. */
export function shortLabel(raw: string, longest = 40): string {
  const text = shownCell(raw.slice(0, 300));
  return text.length <= longest ? text : `${text.slice(0, longest - 1)}…`;
}

export const typeLabel: Readonly<Record<ColumnType, string>> = {
  whole_numbers: "whole numbers",
  numbers: "numbers",
  dates: "dates",
  true_false: "true/false",
  categories: "categories",
  text: "text",
  empty: "empty",
};

export const separatorLabel: Readonly<Record<Separator, string>> = {
  ",": "commas", ";": "semicolons", "\t": "tabs", "|": "vertical bars",
};

/** What a column holds, in a line. */
export function glance(summary: ColumnSummary): string {
  const { spread, type, nDistinct } = summary;
  const different = nDistinct === 1 ? "one value" : `${nDistinct.toLocaleString("en")} different`;
  switch (type) {
    case "empty": return "nothing in it";
    case "whole_numbers":
    case "numbers":
    case "dates": return spread === null ? different : `${shownValue(spread.lowest, type)} to ${shownValue(spread.highest, type)}`;
    case "true_false":
    case "categories": return different;
    case "text": return spread === null ? different : `${different}, ${shownNumber(spread.lowest)} to ${shownNumber(spread.highest)} characters`;
    default: return unreachable(type);
  }
}
