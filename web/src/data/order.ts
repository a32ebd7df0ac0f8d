// The order of a table's rows by one column. Pure.
import { isMissing, type Column } from "./columns";

export interface RowOrder {
  readonly column: number;
  readonly direction: "ascending" | "descending";
}

/** A further press on a column's head: from low to high, from high to low, as in the file. */
export function nextOrder(now: RowOrder | null, column: number): RowOrder | null {
  if (now?.column !== column) return { column, direction: "ascending" };
  return now.direction === "ascending" ? { column, direction: "descending" } : null;
}

/** The rows' places in the file, in the new order. Equal ones stay as in the file, missing ones come last in both directions. */
export function orderedRows(column: Column, direction: RowOrder["direction"]): Uint32Array {
  const { cells, numbers } = column;
  const sign = direction === "ascending" ? 1 : -1;
  const places = cells.map((_, place) => place);
  const present = places.filter((place) => !isMissing(cells[place] ?? ""));
  const absent = places.filter((place) => isMissing(cells[place] ?? ""));
  if (numbers !== null) present.sort((one, other) => compared(numbers[one] ?? NaN, numbers[other] ?? NaN) * sign || one - other);
  else present.sort((one, other) => compared(cells[one] ?? "", cells[other] ?? "") * sign || one - other);
  return Uint32Array.from([...present, ...absent]);
}

function compared<Value extends number | string>(one: Value, other: Value): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
