// Reading separated text as a table of named columns, with the defaults of `pandas.read_csv`. Pure.
import { dsvFormat } from "d3-dsv";

export type Separator = "," | ";" | "\t" | "|";

export interface ReadColumn {
  readonly name: string;
  readonly cells: readonly string[];
}

export interface ReadTable {
  readonly columns: readonly ReadColumn[];
  readonly nRows: number;
  readonly separator: Separator;
  /** Rows with more or fewer cells than the header; `first` counts from 1. */
  readonly uneven: { readonly nRows: number; readonly first: number } | null;
}

const separators: readonly Separator[] = [",", ";", "\t", "|"];
const headLength = 64 * 1024;
const headRecords = 50;

/** Find what separates the cells: what splits the header, and the records after it into as many cells. */
export function separatorOf(text: string): Separator {
  const head = text.slice(0, headLength);
  let best: Separator = ",";
  let bestShare = 0;
  let bestCells = 1;
  for (const separator of separators) {
    const records = dsvFormat(separator).parseRows(head).slice(0, headRecords);
    // The last record may be cut in the middle.
    const whole = text.length > headLength && records.length > 2 ? records.slice(0, -1) : records;
    const nCells = whole[0]?.length ?? 0;
    if (nCells < 2) continue;
    const share = whole.filter((record) => record.length === nCells).length / whole.length;
    if (share > bestShare || (share === bestShare && nCells > bestCells)) [best, bestShare, bestCells] = [separator, share, nCells];
  }
  return best;
}

/** Names as pandas gives them: one without a name by its place, one that is there already with a number. */
export function columnNames(header: readonly string[]): string[] {
  const names = header.map((written, place) => (written === "" ? `Unnamed: ${place}` : written));
  const all = new Set(names);
  const taken = new Set<string>();
  return names.map((name) => {
    let unique = name;
    for (let copy = 1; taken.has(unique) || (unique !== name && all.has(unique)); copy += 1) unique = `${name}.${copy}`;
    taken.add(unique);
    return unique;
  });
}

/** Read text whose first record names the columns. Null when there is nothing in it. Empty lines are passed over; short rows
 * are filled up with missing cells, what a row has beyond the header is left out. */
export function readSeparated(raw: string): ReadTable | null {
  const text = raw.startsWith("\ufeff") ? raw.slice(1) : raw;
  const separator = separatorOf(text);
  let names: string[] | null = null;
  let cells: string[][] = [];
  let nRows = 0;
  let nUneven = 0;
  let firstUneven = 0;
  dsvFormat(separator).parseRows(text, (record) => {
    if (record.length === 1 && (record[0] ?? "").trim() === "") return null;
    if (names === null) {
      names = columnNames(record);
      cells = names.map(() => []);
      return null;
    }
    nRows += 1;
    if (record.length !== cells.length) {
      nUneven += 1;
      if (nUneven === 1) firstUneven = nRows;
    }
    for (let which = 0; which < cells.length; which += 1) cells[which]?.push(record[which] ?? "");
    return null;
  });
  const named = names as string[] | null;
  if (named === null) return null;
  return {
    columns: named.map((name, which) => ({ name, cells: cells[which] ?? [] })),
    nRows,
    separator,
    uneven: nUneven === 0 ? null : { nRows: nUneven, first: firstUneven },
  };
}
