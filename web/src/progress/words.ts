// Figures of the progress page in words. Pure.
import type { ProgressReport } from "../wire/api";

type Dimension = ProgressReport["dimensions"][number];
export type Estimate = NonNullable<Dimension["estimate"]>;

const calendarDay = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeZone: "UTC" });

/** A day as the server names it (`2026-11-23`), in the reader's language; what cannot be read is shown as it came. */
export function dayInWords(iso: string): string {
  const day = new Date(`${iso}T00:00:00Z`);
  return Number.isNaN(day.getTime()) ? iso : calendarDay.format(day);
}

/** A mean with its interval. */
export function levelInWords(estimate: Estimate): string {
  return `${estimate.mean.toFixed(1)}, between ${estimate.low.toFixed(1)} and ${estimate.high.toFixed(1)}`;
}

export function trendInWords(trend: Dimension["trend"]): string {
  if (trend === null) return "Too few sessions to tell a trend; four are needed.";
  const figures = `${trend.slope > 0 ? "+" : ""}${trend.slope.toFixed(2)} levels a session, standard error ${trend.standard_error.toFixed(2)}`;
  if (!trend.is_clear) return `No clear trend (${figures}).`;
  return `${trend.slope > 0 ? "Rising" : "Falling"} (${figures}).`;
}

/** What was counted, in a sentence or three. */
export function countedInWords(report: ProgressReport): string {
  const counted = report.sessions.filter((session) => session.weight > 0);
  const practice = counted.filter((session) => session.mode === "practice").length;
  const again = counted.filter((session) => session.nth_time > 1).length;
  const parts = [`From ${report.n_counted} ${report.n_counted === 1 ? "session" : "sessions"}.`];
  if (practice > 0) parts.push(`${practice} in practice, which ${practice === 1 ? "counts" : "count"} half.`);
  if (again > 0) parts.push(`${again} on a question that you had done before: the second time counts half, the third a third.`);
  return parts.join(" ");
}
