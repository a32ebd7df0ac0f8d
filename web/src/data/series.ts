// Colours of the groups of a plot. Pure.
const nSeries = 6;

/** The colour of a group; there are never more groups than colours. */
export function seriesColour(nth: number): string {
  return `var(--series-${(nth % nSeries) + 1})`;
}

/** The shade of a value that lies this far, from 0 to 1, between the lowest and the highest; the same in light and dark. */
export function shade(share: number): string {
  const percent = Math.round(100 * Math.min(1, Math.max(0, share)));
  if (percent <= 50) return `color-mix(in oklab, var(--series-1) ${2 * percent}%, var(--series-soft))`;
  return `color-mix(in oklab, var(--text) ${2 * (percent - 50)}%, var(--series-1))`;
}
