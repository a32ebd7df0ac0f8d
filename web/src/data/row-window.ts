// Which rows of a long table are drawn: those in sight and some around them. Pure.

export const rowHeight = 25;
/** Browsers draw nothing beyond some 16 to 33 million pixels; longer tables scroll faster. */
const tallest = 12_000_000;
const around = 15;

export interface RowWindow {
  readonly from: number;
  readonly to: number;
  /** Where the first drawn row begins, from the top of all rows. */
  readonly top: number;
}

/** Height of all rows together. */
export function fullHeight(nRows: number): number {
  return Math.min(nRows * rowHeight, tallest);
}

/** Rows to draw at a place of the scroll bar. */
export function rowWindow(scrollTop: number, viewHeight: number, nRows: number): RowWindow {
  const height = fullHeight(nRows);
  const room = Math.max(0, height - viewHeight);
  const at = Math.min(Math.max(0, scrollTop), room);
  const nSeen = Math.ceil(viewHeight / rowHeight) + 1;
  // The place of the first row in sight, with its fraction; where heights are true, simply the rows above.
  const first = height === nRows * rowHeight ? at / rowHeight : (at / room) * (nRows - viewHeight / rowHeight);
  const from = Math.max(0, Math.floor(first) - around);
  const to = Math.min(nRows, Math.floor(first) + nSeen + around);
  return { from, to, top: at - (first - from) * rowHeight };
}
