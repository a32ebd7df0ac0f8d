// Round moments along a stretch of time. Pure.

const minute = 60_000;
const stepsInMinutes = [1 / 12, 0.25, 0.5, 1, 2, 5, 10, 15, 20] as const;

/** Moments from 0 on, about `most` of them at most. */
export function ticksOf(wholeMs: number, most: number): readonly number[] {
  const step = (stepsInMinutes.find((minutes) => wholeMs / (minutes * minute) <= most) ?? 30) * minute;
  return Array.from({ length: Math.floor(wholeMs / step) + 1 }, (_, index) => index * step);
}
