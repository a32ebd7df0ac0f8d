// A glance at a data file: first rows and what each column looks like.
import { csvParseRows } from "d3-dsv";

export interface Column {
  readonly name: string;
  readonly looks: "numbers" | "words" | "empty";
  readonly nMissing: number;
  readonly nDistinct: number;
  readonly range: readonly [number, number] | null;
}

export interface Preview {
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly string[])[];
  readonly nRows: number;
}

const missing = new Set(["", "na", "nan", "null", "none", "?"]);

function summarise(name: string, cells: readonly string[]): Column {
  const present = cells.filter((cell) => !missing.has(cell.trim().toLowerCase()));
  const numbers = present.map(Number);
  const numeric = present.length > 0 && numbers.every(Number.isFinite);
  const lowest = numbers.reduce((low, n) => Math.min(low, n), Infinity);
  const highest = numbers.reduce((high, n) => Math.max(high, n), -Infinity);
  return {
    name,
    looks: present.length === 0 ? "empty" : numeric ? "numbers" : "words",
    nMissing: cells.length - present.length,
    nDistinct: new Set(present).size,
    range: numeric ? [lowest, highest] : null,
  };
}

/** Read comma-separated text with a header line. Null when there is nothing in it. */
export function previewCsv(text: string, nShown = 8): Preview | null {
  const [header, ...rows] = csvParseRows(text);
  if (header === undefined) return null;
  return {
    columns: header.map((name, index) => summarise(name, rows.map((row) => row[index] ?? ""))),
    rows: rows.slice(0, nShown),
    nRows: rows.length,
  };
}
