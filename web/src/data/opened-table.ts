// A table that was read: its rows in any order, summaries of its columns, plots. Lives where typing cannot feel it. Pure.
import { shownCell } from "../text/shown-table";
import { columnFrom, isMissing, type Column, type ColumnSummary } from "./columns";
import { orderedRows, type RowOrder } from "./order";
import { quickPlot, type PlotWish, type QuickPlot } from "./plots";
import { readSeparated, type ReadTable, type Separator } from "./separated";

export interface TableExtent {
  readonly nRows: number;
  /** As many as are shown. */
  readonly names: readonly string[];
  readonly nColumns: number;
  /** Widths that hold most of the first cells, in characters. */
  readonly widths: readonly number[];
  readonly separator: Separator;
  readonly uneven: { readonly nRows: number; readonly first: number } | null;
}

export interface DrawnCell {
  readonly text: string;
  readonly isMissing: boolean;
}

export interface DrawnRow {
  /** From 0, in the file. */
  readonly place: number;
  readonly cells: readonly DrawnCell[];
}

/** A page can bear no more columns; nobody could read them. */
const mostColumns = 300;
const mostRowsAtOnce = 400;
const looksAt = 200;
const narrowest = 6;
const widest = 34;

export class OpenedTable {
  readonly extent: TableExtent;
  readonly #read: ReadTable;
  readonly #columns = new Map<number, Column>();
  #order: { readonly by: RowOrder; readonly places: Uint32Array } | null = null;

  constructor(read: ReadTable) {
    this.#read = read;
    const shown = read.columns.slice(0, mostColumns);
    this.extent = {
      nRows: read.nRows,
      nColumns: read.columns.length,
      names: shown.map(({ name }) => shownCell(name)),
      widths: shown.map(({ name, cells }) => {
        // A sign for the order beside the name.
        const longest = cells.slice(0, looksAt).reduce((most, cell) => Math.max(most, cell.length), name.length + 2);
        return Math.min(widest, Math.max(narrowest, longest));
      }),
      separator: read.separator,
      uneven: read.uneven,
    };
  }

  /** Null for text with nothing in it. */
  static fromText(text: string): OpenedTable | null {
    const read = readSeparated(text);
    return read === null ? null : new OpenedTable(read);
  }

  summary(column: number): ColumnSummary {
    const { summary } = this.#column(column);
    const shown = (value: string) => shownCell(value);
    return {
      ...summary,
      name: shown(summary.name),
      top: summary.top.map(({ value, n }) => ({ value: shown(value), n })),
      picture: summary.picture.kind === "bars"
        ? { ...summary.picture, bars: summary.picture.bars.map(({ value, n }) => ({ value: shown(value), n })) }
        : summary.picture,
    };
  }

  /** Rows from one place in the order up to another, their cells fit to show. */
  rows(from: number, to: number, by: RowOrder | null): DrawnRow[] {
    const places = by === null ? null : this.#ordered(by);
    const last = Math.min(to, this.#read.nRows, from + mostRowsAtOnce);
    return Array.from({ length: Math.max(0, last - from) }, (_, nth) => {
      const place = places === null ? from + nth : (places[from + nth] ?? 0);
      const cells = this.#read.columns.slice(0, mostColumns).map((column) => {
        const cell = column.cells[place] ?? "";
        return { text: shownCell(cell), isMissing: isMissing(cell) };
      });
      return { place, cells };
    });
  }

  plot(wish: PlotWish): QuickPlot {
    // Only the columns that are wished for are read.
    const columns: Column[] = [];
    for (const which of [wish.x, wish.y, wish.colour]) if (which !== null) columns[which] = this.#column(which);
    return quickPlot(columns, wish);
  }

  #column(which: number): Column {
    const read = this.#read.columns[which];
    if (read === undefined) throw new RangeError(`The table has no column ${which}.`);
    const column = this.#columns.get(which) ?? columnFrom(read.name, read.cells);
    this.#columns.set(which, column);
    return column;
  }

  #ordered(by: RowOrder): Uint32Array {
    if (this.#order?.by.column !== by.column || this.#order.by.direction !== by.direction) {
      this.#order = { by, places: orderedRows(this.#column(by.column), by.direction) };
    }
    return this.#order.places;
  }
}
