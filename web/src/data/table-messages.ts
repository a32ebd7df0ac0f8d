// What the page and the worker that holds a table say to each other.
import type { ColumnSummary } from "./columns";
import type { DrawnRow, TableExtent } from "./opened-table";
import type { RowOrder } from "./order";
import type { PlotWish, QuickPlot } from "./plots";

export type Asked =
  | { readonly what: "open"; readonly bytes: ArrayBuffer }
  | { readonly what: "summary"; readonly column: number }
  | { readonly what: "rows"; readonly from: number; readonly to: number; readonly order: RowOrder | null }
  | { readonly what: "plot"; readonly wish: PlotWish };

export interface Answers {
  /** Null for a file with nothing in it. */
  open: TableExtent | null;
  summary: ColumnSummary;
  rows: readonly DrawnRow[];
  plot: QuickPlot;
}

export interface Question {
  readonly number: number;
  readonly asked: Asked;
}

export type Reply =
  | { readonly number: number; readonly answer: Answers[Asked["what"]] }
  | { readonly number: number; readonly trouble: string };
