// A table that a program showed, made fit to draw: plain text in every cell, never more than a page can bear. Pure.
import type { ShownTable } from "../wire/messages";
import { shownOutput } from "./output";

export interface DrawnTable {
  readonly title: string;
  readonly columns: readonly { readonly name: string; readonly dtype: string; readonly isNumber: boolean }[];
  readonly rows: readonly { readonly index: string; readonly cells: readonly string[] }[];
  /** How much of the whole is here: `60 of 7,043 rows, 21 columns`. */
  readonly extent: string;
}

const mostRows = 200;
const mostColumns = 100;
const longestCell = 300;

/** What is written in one cell: a single line without codes and direction tricks. */
export function shownCell(raw: string): string {
  const text = shownOutput(raw.slice(0, 4 * longestCell)).replaceAll(/\s*\n\s*/g, " ↵ ");
  return text.length <= longestCell && raw.length <= 4 * longestCell ? text : `${text.slice(0, longestCell)}…`;
}

/** Lay a table out. Rows that are shorter than the header are filled up, longer ones cut. */
export function drawnTable(table: ShownTable): DrawnTable {
  const columns = table.columns.slice(0, mostColumns).map((name, nth) => {
    const dtype = table.dtypes[nth] ?? "";
    return { name: shownCell(name), dtype: shownCell(dtype), isNumber: /^u?(?:int|float)|^complex/i.test(dtype) };
  });
  const rows = table.rows.slice(0, mostRows).map((cells, nth) => ({
    index: shownCell(table.index[nth] ?? ""),
    cells: columns.map((_, which) => shownCell(cells[which] ?? "")),
  }));
  const nRows = Math.max(table.n_rows, table.rows.length);
  const nColumns = Math.max(table.n_columns, table.columns.length);
  return {
    title: shownCell(table.title),
    columns,
    rows,
    extent: `${share(rows.length, nRows, "row")}, ${share(columns.length, nColumns, "column")}`,
  };
}

function share(n: number, of: number, thing: string): string {
  const whole = `${of.toLocaleString("en")} ${thing}${of === 1 ? "" : "s"}`;
  return n < of ? `${n.toLocaleString("en")} of ${whole}` : whole;
}
