// Quartiles, mean and standard deviation, as pandas computes them. Pure.

export interface Spread {
  readonly n: number;
  readonly lowest: number;
  readonly lowerQuartile: number;
  readonly median: number;
  readonly upperQuartile: number;
  readonly highest: number;
  readonly mean: number;
  /** Of a sample (divided by n − 1); null for a single value. */
  readonly deviation: number | null;
}

/** The value below which this share of the sorted values lies, interpolated linearly between neighbours. */
export function quantile(sorted: Float64Array, share: number): number {
  const place = (sorted.length - 1) * share;
  const below = sorted[Math.floor(place)] ?? NaN;
  const above = sorted[Math.ceil(place)] ?? NaN;
  return below === above ? below : below + (above - below) * (place - Math.floor(place));
}

/** Sum up values sorted from low to high. Null when there are none. */
export function spreadOf(sorted: Float64Array): Spread | null {
  const n = sorted.length;
  if (n === 0) return null;
  const mean = sorted.reduce((sum, value) => sum + value, 0) / n;
  // A second walk: the difference of two sums would lose the deviation of large values that differ little.
  const squares = sorted.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return {
    n,
    lowest: sorted[0] ?? NaN,
    lowerQuartile: quantile(sorted, 0.25),
    median: quantile(sorted, 0.5),
    upperQuartile: quantile(sorted, 0.75),
    highest: sorted[n - 1] ?? NaN,
    mean,
    deviation: n > 1 ? Math.sqrt(squares / (n - 1)) : null,
  };
}
