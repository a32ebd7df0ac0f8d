// Splits code into notebook cells at `# %%` lines: the twin of `transcripts/cells.py`, which says which cell a number
// means. Both are held to `tests/contract/cells.json`.

export interface Cell {
  /** Its lines without the marker. */
  readonly source: string;
  readonly kind: "code" | "markdown";
  readonly title: string;
  /** Line of the file, counted from 1, on which `source` begins. */
  readonly firstLine: number;
  /** Line of the marker; null for what stands before the first marker. */
  readonly markerLine: number | null;
}

// What Python counts as white space, which is not quite what JavaScript does.
const space = "[\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]";
const marker = new RegExp(`^# ?%%(${space}[^]*|)$`);
const markdown = /\[(?:markdown|md)\]/g;
const blank = new RegExp(`^${space}*$`);
const around = new RegExp(`^${space}+|${space}+$`, "g");

/** Split a file at its markers. What stands before the first marker is a cell too, unless it is blank. */
export function cellsOf(code: string): readonly Cell[] {
  const lines = code.split("\n");
  const starts = lines.flatMap((line, index) => (marker.test(line) ? [index] : []));
  const head = lines.slice(0, starts[0] ?? lines.length);
  const marked = starts.map((start, nth): Cell => {
    const rest = marker.exec(lines[start] ?? "")?.[1] ?? "";
    return {
      source: lines.slice(start + 1, starts[nth + 1] ?? lines.length).join("\n"),
      kind: rest.search(markdown) >= 0 ? "markdown" : "code",
      title: rest.replaceAll(markdown, "").replaceAll(around, ""),
      firstLine: start + 2,
      markerLine: start + 1,
    };
  });
  if (head.every((line) => blank.test(line))) return marked;
  return [{ source: head.join("\n"), kind: "code", title: "", firstLine: 1, markerLine: null }, ...marked];
}

/** Whether the code is meant as a notebook: it has a marker. */
export function hasMarkers(cells: readonly Cell[]): boolean {
  return cells.some((cell) => cell.markerLine !== null);
}

/** Which cell a line belongs to, counted from 0; null where there is none. */
export function cellAtLine(cells: readonly Cell[], line: number): number | null {
  const found = cells.findLastIndex((cell) => (cell.markerLine ?? 1) <= line);
  return found < 0 ? null : found;
}

/** What to call a cell: its title, else its first line with something in it. */
export function nameOf(cell: Cell): string {
  if (cell.title !== "") return cell.title;
  return cell.source.split("\n").find((line) => !blank.test(line))?.trim() ?? "";
}
