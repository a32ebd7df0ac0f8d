// Dates as ISO 8601 writes them: a month, a day, or a moment. Pure.

const written = /^(\d{4})-(\d{2})(?:-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?(Z|[+-]\d{2}:?\d{2})?)?)?$/;

/** Milliseconds since 1970; without a time zone, in universal time. Null for what is no such date. */
export function millisecondsFromIso(text: string): number | null {
  const parts = written.exec(text);
  if (parts === null) return null;
  const [year, month, day, hour, minute, second] = [1, 2, 3, 4, 5, 6].map((which) => Number(parts[which] ?? (which === 3 ? 1 : 0))) as
    [number, number, number, number, number, number];
  if (hour > 23 || minute > 59 || second > 59) return null;
  const when = new Date(0);
  when.setUTCFullYear(year, month - 1, day);
  // A 30th of February would otherwise become a day in March.
  if (when.getUTCMonth() !== month - 1 || when.getUTCDate() !== day) return null;
  const fraction = parts[7] === undefined ? 0 : Number(`0.${parts[7]}`) * 1000;
  when.setUTCHours(hour, minute, second, Math.floor(fraction));
  return when.getTime() - zoneMilliseconds(parts[8] ?? "Z");
}

function zoneMilliseconds(zone: string): number {
  if (zone === "Z") return 0;
  const [hours, minutes] = [Number(zone.slice(1, 3)), Number(zone.slice(-2))];
  return (zone.startsWith("-") ? -1 : 1) * (hours * 60 + minutes) * 60_000;
}

/** A date to show: the day, and the time where there is one. */
export function shownDate(milliseconds: number): string {
  const iso = new Date(milliseconds).toISOString();
  if (iso.endsWith("T00:00:00.000Z")) return iso.slice(0, -14);
  return `${iso.slice(0, -14)} ${iso.slice(11, iso.endsWith(":00.000Z") ? 16 : 19)}`;
}
