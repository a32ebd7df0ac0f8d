// Spans of time as people read them.

/** Minutes and seconds, with hours where needed: `7:05`, `1:02:03`. Never negative. */
export function clockFace(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  const two = (n: number): string => String(n).padStart(2, "0");
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}

/** A span in words for screen readers and tables: `7 min 5 s`. */
export function spanInWords(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  const rest = seconds % 60;
  return rest === 0 ? `${minutes} min` : `${minutes} min ${rest} s`;
}

const day = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });

/** A moment in the reader's own time zone and language; what cannot be read is shown as it came. */
export function moment(iso: string): string {
  const when = new Date(iso);
  return Number.isNaN(when.getTime()) ? iso : day.format(when);
}

const calendarDay = new Intl.DateTimeFormat(undefined, { dateStyle: "medium" });

/** The day of a moment in the reader's own time zone and language, where the time of day does not matter; what cannot be read is shown as it came. */
export function dayOf(iso: string): string {
  const when = new Date(iso);
  return Number.isNaN(when.getTime()) ? iso : calendarDay.format(when);
}

/** How long a program ran: `949 ms`, `2.4 s`. */
export function secondsInWords(ms: number): string {
  return ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`;
}

/** How long something is past, roughly: `just now`, `40 s ago`, `3 min ago`, `5 h ago`, `2 days ago`. */
export function agoInWords(ms: number): string {
  if (ms < 10_000) return "just now";
  if (ms < 60_000) return `${Math.floor(ms / 10_000) * 10} s ago`;
  if (ms < 3_600_000) return `${Math.floor(ms / 60_000)} min ago`;
  if (ms < 86_400_000) return `${Math.floor(ms / 3_600_000)} h ago`;
  const days = Math.floor(ms / 86_400_000);
  return days === 1 ? "a day ago" : `${days} days ago`;
}

/** A size of a file. */
export function bytesInWords(n: number): string {
  if (n < 1024) return `${n} B`;
  if (n < 1024 * 1024) return `${(n / 1024).toFixed(n < 10 * 1024 ? 1 : 0)} kB`;
  return `${(n / 1024 / 1024).toFixed(1)} MB`;
}
