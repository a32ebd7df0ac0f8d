// Histograms with edges that people would choose: 1, 2 or 5 times a power of ten; hours, days, months and years of dates. Pure.

export interface Bin {
  readonly from: number;
  /** Belongs to the next bin, except for the last one. */
  readonly to: number;
  readonly n: number;
}

export type BinnedType = "whole_numbers" | "numbers" | "dates";

const wantedBins = 20;
const mostDateBins = 40;

/** Edges from below the lowest to above the highest value; always at least two, rising. */
export function binEdges(lowest: number, highest: number, type: BinnedType, finest: FinestDate = "hour"): number[] {
  if (type === "dates") return dateEdges(lowest, highest, finest);
  const isWhole = type === "whole_numbers";
  if (isWhole && highest - lowest <= wantedBins) {
    return Array.from({ length: highest - lowest + 2 }, (_, nth) => lowest + nth - 0.5);
  }
  if (lowest === highest) {
    const half = isWhole || lowest === 0 ? 0.5 : Math.abs(lowest) / 20;
    return [lowest - half, lowest + half];
  }
  const step = niceStep((highest - lowest) / wantedBins, isWhole);
  const first = Math.floor(lowest / step);
  const nBins = Math.ceil(highest / step) - first;
  const edges = Array.from({ length: nBins + 1 }, (_, nth) => (first + nth) * step);
  // Where the step is lost in the rounding of huge values, one bin tells as much.
  return nBins < 1 || nBins > 3 * wantedBins || edges.some((edge, nth) => nth > 0 && edge <= (edges[nth - 1] ?? edge)) ? [lowest, highest] : edges;
}

/** Edges at equal ratios, for values above zero. */
export function ratioEdges(lowest: number, highest: number): number[] {
  const [low, high] = [Math.log10(lowest), Math.log10(highest)];
  const perDecade = [1, 2, 5, 10].find((n) => (high - low) * n >= wantedBins / 2) ?? 10;
  const first = Math.floor(low * perDecade);
  const last = Math.max(Math.ceil(high * perDecade), first + 1);
  return Array.from({ length: last - first + 1 }, (_, nth) => 10 ** ((first + nth) / perDecade));
}

function niceStep(raw: number, isWhole: boolean): number {
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = ([1, 2, 5].find((times) => times * power >= raw) ?? 10) * power;
  return isWhole ? Math.max(1, step) : step;
}

const hour = 3_600_000;
const day = 24 * hour;

/** What dates are told in; narrower bins would stand apart with nothing between them. */
export type FinestDate = "hour" | "day" | "month";

export function finestDate(values: Iterable<number>): FinestDate {
  let finest: FinestDate = "month";
  for (const value of values) {
    if (value % day !== 0) return "hour";
    if (finest === "month" && new Date(value).getUTCDate() !== 1) finest = "day";
  }
  return finest;
}

function dateEdges(lowest: number, highest: number, finest: FinestDate): number[] {
  const steps = { hour: [hour, 6 * hour, day, 7 * day], day: [day, 7 * day], month: [] }[finest];
  for (const step of steps) {
    if ((highest - lowest) / step > mostDateBins) continue;
    // 1970 began on a Thursday; weeks begin on Mondays.
    const offset = step === 7 * day ? 4 * day : 0;
    const first = Math.floor((lowest - offset) / step);
    const last = Math.floor((highest - offset) / step) + 1;
    return Array.from({ length: last - first + 1 }, (_, nth) => (first + nth) * step + offset);
  }
  const monthOf = (ms: number) => new Date(ms).getUTCFullYear() * 12 + new Date(ms).getUTCMonth();
  const spanMonths = monthOf(highest) - monthOf(lowest);
  const step = [1, 3, 12, 60, 120, 1200].find((months) => spanMonths / months <= mostDateBins) ?? 12_000;
  const first = Math.floor(monthOf(lowest) / step);
  const last = Math.floor(monthOf(highest) / step) + 1;
  return Array.from({ length: last - first + 1 }, (_, nth) => {
    const months = (first + nth) * step;
    const when = new Date(0);
    when.setUTCFullYear(Math.floor(months / 12), months % 12, 1);
    return when.getTime();
  });
}

/** Which bin a value belongs to; the highest edge belongs to the last bin. */
export function binOf(value: number, edges: readonly number[]): number {
  let [low, high] = [0, edges.length - 2];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((edges[middle] ?? Infinity) <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Count sorted values in bins. */
export function binned(sorted: Float64Array, type: BinnedType): Bin[] {
  const [lowest, highest] = [sorted[0], sorted.at(-1)];
  if (lowest === undefined || highest === undefined) return [];
  const edges = binEdges(lowest, highest, type, type === "dates" ? finestDate(sorted) : "hour");
  const counts = new Array<number>(edges.length - 1).fill(0);
  for (const value of sorted) {
    const which = binOf(value, edges);
    counts[which] = (counts[which] ?? 0) + 1;
  }
  return counts.map((n, which) => ({ from: edges[which] ?? NaN, to: edges[which + 1] ?? NaN, n }));
}
