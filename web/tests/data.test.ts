import { describe, expect, it, vi } from "vitest";
import { binEdges, binned, finestDate, ratioEdges } from "../src/data/bins";
import { columnFrom, isMissing } from "../src/data/columns";
import { millisecondsFromIso, shownDate } from "../src/data/dates";
import { drawnPlot } from "../src/data/drawn-plot";
import { OpenedTable } from "../src/data/opened-table";
import { nextOrder, orderedRows } from "../src/data/order";
import { boxFrom, correlation, kindOf, mostPoints, quickPlot, sampled, spans, type PlotWish } from "../src/data/plots";
import { fullHeight, rowHeight, rowWindow } from "../src/data/row-window";
import { columnNames, readSeparated, separatorOf } from "../src/data/separated";
import { glance, shownNumber, shownShare } from "../src/data/shown-values";
import { spreadOf } from "../src/data/spread";
import { TableReader, TableTrouble } from "../src/data/table-reader";
import type { Question, Reply } from "../src/data/table-messages";

const cellsOf = (text: string) => readSeparated(text)?.columns.map(({ cells }) => cells);
const typeOf = (...cells: string[]) => columnFrom("c", cells).summary.type;

describe("readSeparated", () => {
  it("reads quotes, separators and line ends within them, and doubled quotes", () => {
    expect(cellsOf('a,b\r\n"x, y","he said ""no"""\r\n"two\nlines",2\r\n')).toEqual([["x, y", "two\nlines"], ['he said "no"', "2"]]);
  });

  it("passes over a byte order mark and empty lines", () => {
    const read = readSeparated("\ufeffa,b\n\n1,2\n\n\n3,4\n");
    expect(read?.columns.map(({ name }) => name)).toEqual(["a", "b"]);
    expect(read?.nRows).toBe(2);
  });

  it.each([["a;b\n1,5;2\n", ";"], ["a\tb\n1\t2\n", "\t"], ["a|b\n1|2\n", "|"], ["a,b\nx;y;z,1\n", ","], ["text\nno; separator\n", ","], ["", ","]] as const)(
    "finds what separates %j", (text, separator) => expect(separatorOf(text)).toBe(separator),
  );

  it("is not misled by what the 64 kB cut", () => {
    expect(separatorOf(`a,b\n${"1,2\n".repeat(20_000)}`)).toBe(",");
  });

  it("fills short rows up, cuts long ones, and says so", () => {
    const read = readSeparated("a,b\n1,2\n3\n4,5,6\n");
    expect(read?.columns.map(({ cells }) => cells)).toEqual([["1", "3", "4"], ["2", "", "5"]]);
    expect(read?.uneven).toEqual({ nRows: 2, first: 2 });
    expect(readSeparated("a\n1\n")?.uneven).toBeNull();
  });

  it("makes do with nothing, blanks, and a header alone", () => {
    expect(readSeparated("")).toBeNull();
    expect(readSeparated("\ufeff\n \n")).toBeNull();
    expect(readSeparated("a,b")).toMatchObject({ nRows: 0, columns: [{ name: "a", cells: [] }, { name: "b", cells: [] }] });
  });

  it("names columns as pandas does", () => {
    expect(columnNames(["", "a", "a", "a.1", "", "a"])).toEqual(["Unnamed: 0", "a", "a.2", "a.1", "Unnamed: 4", "a.3"]);
  });
});

describe("the type of a column", () => {
  it.each([
    [["1", "-2", "+3", " 4 "], "whole_numbers"],
    [["1", "2.5", ".5", "3.", "1e-3", "inf", "-Infinity"], "numbers"],
    [["1", "", "NA", "None"], "whole_numbers"],
    [["007", "12"], "text"],
    [["00.5", "1.5"], "text"],
    [["0", "10"], "whole_numbers"],
    [["0.5", "-0.5"], "numbers"],
    [["12345678901234567890", "1"], "text"],
    [["1_000", "2"], "text"],
    [["1,5", "2,5"], "text"],
    [["0x10", "2"], "text"],
    [["True", "False", ""], "true_false"],
    [["yes", "no", "yes", "no"], "categories"],
    [["2024-02-29", "2024-03-01"], "dates"],
    [["2024-02", "2024-03"], "dates"],
    [["2024-02-30", "2024-03-01"], "text"],
    [["01/02/2024", "02/02/2024"], "text"],
    [["=1+1", "@cmd"], "text"],
    [["a", "a", "b", "b"], "categories"],
    [["?", "1", "1", "2"], "text"],
    [["", "NaN"], "empty"],
    [[], "empty"],
  ] as const)("of %j is %s", (cells, type) => expect(typeOf(...cells)).toBe(type));

  it("takes as missing what pandas does, by upper and lower case", () => {
    expect(["", "NA", "N/A", "n/a", "NaN", "nan", "null", "NULL", "None", "<NA>", "#N/A", "-nan"].every(isMissing)).toBe(true);
    expect([" ", "none", "na", "?", "-", "missing", "Null", "0"].some(isMissing)).toBe(false);
  });
});

describe("the summary of a column", () => {
  // Checked against pandas: Series([3, 1, 4, 1, 5, 9, 2, 6]).describe().
  it("has the quartiles, mean and deviation that pandas gives", () => {
    const { spread } = columnFrom("n", ["3", "1", "4", "1", "5", "9", "2", "6", ""]).summary;
    expect(spread).toMatchObject({ n: 8, lowest: 1, lowerQuartile: 1.75, median: 3.5, upperQuartile: 5.25, highest: 9, mean: 3.875 });
    expect(spread?.deviation).toBeCloseTo(2.748376, 6);
  });

  it("keeps the deviation of large values that differ little", () => {
    expect(spreadOf(Float64Array.of(1e9, 1e9 + 1, 1e9 + 2))?.deviation).toBeCloseTo(1, 9);
  });

  it("counts gaps and different values, by value and not by how they are written", () => {
    const { summary } = columnFrom("n", ["1", "1.0", "2", "", "NA"]);
    expect(summary).toMatchObject({ type: "numbers", nRows: 5, nMissing: 2, nDistinct: 2 });
  });

  it("has one value of a single row and no deviation", () => {
    expect(columnFrom("n", ["7"]).summary).toMatchObject({ spread: { lowest: 7, median: 7, mean: 7, deviation: null }, nDistinct: 1 });
    expect(columnFrom("t", ["x"]).summary).toMatchObject({ type: "text", nDistinct: 1, top: [] });
  });

  it("names the most frequent values, of equal ones the first first", () => {
    const { summary } = columnFrom("c", ["b", "a", "b", "a", "c", "c", "c"]);
    expect(summary.top).toEqual([{ value: "c", n: 3 }, { value: "b", n: 2 }, { value: "a", n: 2 }]);
  });

  it("puts the bars of few whole numbers in the order of the numbers", () => {
    expect(columnFrom("n", ["2", "10", "2", "1"]).summary.picture).toEqual({
      kind: "bars", bars: [{ value: "1", n: 1 }, { value: "2", n: 2 }, { value: "10", n: 1 }], nOthers: 0,
    });
  });

  it("measures texts by their length", () => {
    const cells = Array.from({ length: 10 }, (_, nth) => "x".repeat(nth + 1));
    const { summary } = columnFrom("t", cells);
    expect(summary).toMatchObject({ type: "text", spread: { lowest: 1, highest: 10 } });
    expect(glance(summary)).toBe("10 different, 1 to 10 characters");
  });

  it("leaves infinite values out of the picture only", () => {
    const { summary } = columnFrom("n", ["1.5", "2.5", "inf"]);
    expect(summary.spread?.highest).toBe(Infinity);
    expect(summary.picture.kind === "histogram" && summary.picture.bins.reduce((sum, { n }) => sum + n, 0)).toBe(2);
  });
});

describe("bins", () => {
  it("begin and end at round numbers and count every value once", () => {
    const values = Float64Array.from({ length: 1000 }, (_, nth) => nth / 10);
    const bins = binned(values, "numbers");
    expect([bins[0]?.from, bins.at(-1)?.to, bins.length]).toEqual([0, 100, 20]);
    expect(bins.every(({ n }) => n === 50)).toBe(true);
  });

  it("hold few whole numbers one by one", () => {
    expect(binned(Float64Array.of(1, 1, 3), "whole_numbers").map(({ n }) => n)).toEqual([2, 0, 1]);
  });

  it.each([[5, 5], [0, 0], [-1e-12, 1e-12], [1e300, 1.1e300], [1e15, 1e15 + 0.25], [-3, 1e9]])("rise from %d to %d and hold both", (low, high) => {
    const edges = binEdges(low, high, "numbers");
    expect(edges.length).toBeGreaterThan(1);
    expect(edges.every((edge, nth) => nth === 0 || edge > (edges[nth - 1] ?? Infinity))).toBe(true);
    expect((edges[0] ?? Infinity) <= low && (edges.at(-1) ?? -Infinity) >= high).toBe(true);
  });

  it("stand at equal ratios on a log scale", () => {
    const edges = ratioEdges(3, 9_000);
    expect(edges[0]).toBeLessThanOrEqual(3);
    expect(edges.at(-1)).toBeGreaterThanOrEqual(9_000);
    expect((edges[1] ?? 0) / (edges[0] ?? 1)).toBeCloseTo((edges[2] ?? 0) / (edges[1] ?? 1));
  });

  it("are months where dates are told in months, and days or years where they fit", () => {
    const days = (...isos: string[]) => isos.map((iso) => millisecondsFromIso(iso) ?? NaN);
    const months = days("2025-01", "2025-03");
    expect(finestDate(months)).toBe("month");
    expect(binned(Float64Array.from(months), "dates").map(({ n, from }) => [n, shownDate(from)])).toEqual([[1, "2025-01-01"], [0, "2025-02-01"], [1, "2025-03-01"]]);
    expect(binned(Float64Array.from(days("2025-01-01", "2025-01-03")), "dates")).toHaveLength(3);
    expect(binned(Float64Array.from(days("1990-05-01", "2020-05-01")), "dates").map(({ from }) => shownDate(from)).slice(0, 2)).toEqual(["1990-01-01", "1991-01-01"]);
  });
});

describe("dates", () => {
  it("are read as universal time or in their zone", () => {
    expect(millisecondsFromIso("1970-01-02")).toBe(86_400_000);
    expect(millisecondsFromIso("1970-01-01T01:00:00+01:00")).toBe(0);
    expect(millisecondsFromIso("1970-01-01 00:00:01.5Z")).toBe(1_500);
    expect(["2024-13-01", "2023-02-29", "2024-1-1", "2024", "24:00", "2024-01-01T25:00"].map(millisecondsFromIso)).toEqual(Array(6).fill(null));
  });

  it("are shown with the time where there is one", () => {
    expect(["2024-05-06", "2024-05-06T07:08", "2024-05-06T07:08:09"].map((iso) => shownDate(millisecondsFromIso(iso) ?? NaN))).toEqual(["2024-05-06", "2024-05-06 07:08", "2024-05-06 07:08:09"]);
  });
});

describe("the order of rows", () => {
  const order = (cells: string[], direction: "ascending" | "descending") => [...orderedRows(columnFrom("c", cells), direction)];

  it("goes by number, keeps equal ones as in the file, and puts missing ones last both ways", () => {
    expect(order(["10", "9", "", "9", "NA"], "ascending")).toEqual([1, 3, 0, 2, 4]);
    expect(order(["10", "9", "", "9", "NA"], "descending")).toEqual([0, 1, 3, 2, 4]);
    expect(order(["b", "", "a", "B"], "ascending")).toEqual([3, 2, 0, 1]);
  });

  it("goes up, down, and back to the file", () => {
    const up = nextOrder(null, 2);
    const down = nextOrder(up, 2);
    expect([up?.direction, down?.direction, nextOrder(down, 2)]).toEqual(["ascending", "descending", null]);
    expect(nextOrder(up, 1)).toEqual({ column: 1, direction: "ascending" });
  });
});

describe("the window on the rows", () => {
  it("holds what is in sight, at its true place", () => {
    const seen = rowWindow(50_000 * rowHeight, 300, 100_000);
    expect(seen.from).toBeLessThanOrEqual(50_000);
    expect(seen.to).toBeGreaterThanOrEqual(50_012);
    expect(seen.to - seen.from).toBeLessThan(60);
    expect(seen.top).toBe(seen.from * rowHeight);
  });

  it("reaches the first and the last row, however many there are", () => {
    for (const nRows of [0, 1, 30, 100_000, 5_000_000]) {
      const height = fullHeight(nRows);
      const end = rowWindow(height, 300, nRows);
      expect(rowWindow(0, 300, nRows).from).toBe(0);
      expect(end.to).toBe(nRows);
      expect(end.top + (end.to - end.from) * rowHeight).toBeCloseTo(Math.max(height, 0), 3);
    }
  });
});

describe("an opened table", () => {
  it("shows hostile cells as short text", () => {
    const table = OpenedTable.fromText(`id,"<b>\u202ename"\n1,"<img src=x onerror=alert(1)>\u202egnp"\n2,${"w".repeat(50_000)}\n3,=cmd()\n`);
    expect(table?.extent.names[1]).toBe("<b>\ufffdname");
    const cells = table?.rows(0, 10, null).map((row) => row.cells[1]?.text);
    expect(cells?.[0]).toBe("<img src=x onerror=alert(1)>\ufffdgnp");
    expect(cells?.[1]?.length).toBeLessThan(310);
    expect(cells?.[2]).toBe("=cmd()");
  });

  it("gives rows in an order with their place in the file", () => {
    const table = OpenedTable.fromText("n\n3\n1\n\n2\n");
    expect(table?.rows(0, 9, { column: 0, direction: "descending" }).map(({ place }) => place)).toEqual([0, 2, 1]);
    expect(table?.rows(1, 2, { column: 0, direction: "ascending" }).map(({ place }) => place)).toEqual([2]);
    expect(table?.rows(2, 9, null).map((row) => row.cells[0]?.text)).toEqual(["2"]);
  });

  it("draws no more columns than a page can bear, and says how many there are", () => {
    const names = Array.from({ length: 1_000 }, (_, nth) => `c${nth}`);
    const table = OpenedTable.fromText(`${names.join(",")}\n${names.join(",")}\n`);
    expect([table?.extent.nColumns, table?.extent.names.length, table?.rows(0, 1, null)[0]?.cells.length]).toEqual([1_000, 300, 300]);
  });

  it("refuses columns that are not there", () => {
    expect(() => OpenedTable.fromText("a\n1\n")?.summary(1)).toThrow("no column 1");
  });
});

describe("quick plots", () => {
  const columns = [
    columnFrom("age", ["10", "20", "30", "40", "", "60.5"]),
    columnFrom("plan", ["free", "free", "paid", "paid", "free", "paid"]),
    columnFrom("left", ["0", "1", "0", "1", "1", "0"]),
    columnFrom("note", ["a", "bb", "ccc", "dddd", "eeeee", "f"]),
    columnFrom("none", ["", "", "", "", "", ""]),
    columnFrom("pay", ["1", "20", "300", "4000", "0", "0.5"]),
    columnFrom("day", ["2024-01-01", "2024-01-02", "2024-01-03", "2024-01-04", "2024-01-05", "2024-01-06"]),
  ];
  const wish = (x: number, more: Partial<PlotWish> = {}): PlotWish => ({ x, y: null, colour: null, logX: false, logY: false, ...more });
  const [age, plan, left, note, none, pay] = columns.map(({ summary }) => summary) as [typeof columns[0]["summary"], ...typeof columns[0]["summary"][]];

  it("choose the picture that fits", () => {
    expect([kindOf(age, null), kindOf(plan!, null), kindOf(left!, null), kindOf(note!, null), kindOf(none!, null)]).toEqual(["histogram", "bars", "bars", "histogram", "nothing"]);
    expect([kindOf(plan!, left!), kindOf(plan!, age), kindOf(age, note!), kindOf(age, none!)]).toEqual(["counts", "boxes", "nothing", "nothing"]);
  });

  it("say in words what they show, and what was left out", () => {
    const made = quickPlot(columns, wish(0, { colour: 1 }));
    expect(made.words).toContain("Histogram of age: 5 values from 10 to 60.5");
    expect(made.words).toContain("Coloured by plan: ");
    expect(made.notes).toEqual(["1 row with missing values left out."]);
    expect(quickPlot(columns, wish(1)).words).toBe("Bars of plan: 6 rows in 2 groups; free 3 (50 %), paid 3 (50 %).");
    expect(quickPlot(columns, wish(1, { y: 0 })).words).toContain("5 rows. Medians: paid 40, free 15.");
    expect(quickPlot(columns, wish(1, { y: 2 })).words).toContain("Counts of plan (across) by left (down): 6 rows.");
    expect(quickPlot(columns, wish(4)).words).toBe("There is nothing in this column.");
  });

  it("leave zero out of a log scale, and offer it only where values span", () => {
    expect([spans(pay!), spans(age), spans(columnFrom("n", ["-1", "1", "5000", "3"]).summary)]).toEqual([true, false, false]);
    const made = quickPlot(columns, wish(5, { logX: true }));
    expect(made.words).toContain("on a log scale: 5 values from 0.5 to 4,000");
    expect(made.notes).toHaveLength(1);
    expect(quickPlot(columns, wish(0, { logX: true })).words).not.toContain("log scale");
  });

  it("draw a part of very many points, always the same", () => {
    const rows = Array.from({ length: 50_000 }, (_, nth) => nth);
    const some = sampled(rows, mostPoints);
    expect(some).toHaveLength(mostPoints);
    expect(some).toEqual(sampled(rows, mostPoints));
    expect(new Set(some).size).toBe(mostPoints);
    const early = some.filter((row) => row < 25_000).length;
    expect(Math.abs(early - mostPoints / 2)).toBeLessThan(150);
    const numbers = rows.map((nth) => String(nth + 0.5));
    const made = quickPlot([columnFrom("a", numbers), columnFrom("b", numbers)], wish(0, { y: 1 }));
    expect(made.drawing.kind === "scatter" && made.drawing.points).toHaveLength(mostPoints);
    expect(made.notes[0]).toContain("2,000 of 50,000 points");
    expect(made.words).toContain("Higher b mostly with higher a");
  });

  it("put all but the most frequent values together, under a name that no value has", () => {
    const cells = Array.from({ length: 400 }, (_, nth) => (nth % 4 === 0 ? "others" : `v${nth % 40}`));
    const { drawing } = quickPlot([columnFrom("c", cells)], wish(0));
    if (drawing.kind !== "bars") throw new Error(drawing.kind);
    expect(drawing.categories).toHaveLength(20);
    expect(drawing.categories.at(-1)).toBe("others…");
    expect(drawing.bars.reduce((sum, { n }) => sum + n, 0)).toBe(400);
  });

  it("reach with whiskers to the last value within one and a half quartile distances", () => {
    const box = boxFrom("a", "", Float64Array.of(1, 2, 3, 4, 5, 6, 7, 8, 30));
    expect(box).toMatchObject({ lowerQuartile: 3, median: 5, upperQuartile: 7, lowerWhisker: 1, upperWhisker: 8, outliers: [30] });
    const many = boxFrom("a", "", Float64Array.from({ length: 3_000 }, (_, nth) => (nth < 2_000 ? 1 : nth)).sort());
    expect(many.outliers.length).toBeLessThanOrEqual(60);
  });

  it("know Pearson's correlation", () => {
    expect(correlation([{ x: 1, y: 2 }, { x: 2, y: 4 }, { x: 3, y: 6 }])).toBeCloseTo(1);
    expect(correlation([{ x: 1, y: 1 }, { x: 1, y: 2 }])).toBeNull();
  });

  it.each([
    ["histogram", wish(0, { colour: 1 })], ["histogram of dates", wish(6)], ["histogram on a log scale", wish(5, { logX: true })],
    ["bars", wish(1, { colour: 2 })], ["scatter", wish(0, { y: 5, colour: 1, logY: true })], ["shaded scatter", wish(0, { y: 6, colour: 5 })],
    ["boxes", wish(1, { y: 5, colour: 2, logY: true })], ["counts", wish(1, { y: 2 })], ["lengths", wish(3)],
  ])("are drawn: %s", (_, wished) => {
    const picture = drawnPlot(quickPlot(columns, wished), 340);
    expect(picture?.querySelectorAll("rect, path, circle").length).toBeGreaterThan(2);
    expect(picture?.outerHTML).not.toMatch(/NaN|undefined/);
  });

  it("mark the median of each box", () => {
    const made = quickPlot(columns, wish(1, { y: 0 }));
    const lines = drawnPlot(made, 340)?.querySelectorAll('g[stroke="var(--text)"] line') ?? [];
    expect(lines).toHaveLength(made.drawing.kind === "boxes" ? made.drawing.boxes.length : -1);
  });

  it("draw hostile names as text", () => {
    const name = "<img src=x onerror=alert(1)>";
    const picture = drawnPlot(quickPlot([columnFrom(name, [name, name, name, "b"])], wish(0)), 340);
    expect(picture?.querySelector("img")).toBeNull();
    expect(picture?.textContent).toContain("<img src=x");
  });
});

describe("values in words", () => {
  it("are short and never wrong by rounding", () => {
    expect([0.063387712, 1234.5678, 123456.7, 1e-9, -0.5, Infinity, 1e20].map(shownNumber)).toEqual(["0.063388", "1,234.6", "123,457", "1E-9", "-0.5", "∞", "1E20"]);
    expect([shownShare(0, 10), shownShare(1, 100_000), shownShare(99_999, 100_000), shownShare(1, 3), shownShare(10, 10)]).toEqual(["0 %", "under 0.1 %", "over 99.9 %", "33 %", "100 %"]);
  });
});

describe("TableReader", () => {
  class FakeWorker {
    onmessage: ((message: { data: Reply }) => void) | null = null;
    onerror: ((failure: { message: string }) => void) | null = null;
    asked: Question[] = [];
    terminate = vi.fn();
    postMessage(question: Question): void {
      this.asked.push(question);
    }
  }
  const made = () => {
    const worker = new FakeWorker();
    return { worker, reader: new TableReader(worker as unknown as Worker) };
  };

  it("gives each answer to who asked, in any order", async () => {
    const { worker, reader } = made();
    const [first, second] = [reader.rows(0, 1, null), reader.rows(1, 2, null)];
    worker.onmessage?.({ data: { number: 2, answer: [{ place: 1, cells: [] }] } });
    worker.onmessage?.({ data: { number: 1, answer: [] } });
    expect([await first, await second]).toEqual([[], [{ place: 1, cells: [] }]]);
  });

  it("says what went wrong, for one question or for all", async () => {
    const { worker, reader } = made();
    const [one, other] = [reader.summary(9), reader.summary(1)];
    worker.onmessage?.({ data: { number: 1, trouble: "no column 9" } });
    await expect(one).rejects.toThrow("could not be shown as a table (no column 9)");
    worker.onerror?.({ message: "" });
    await expect(other).rejects.toBeInstanceOf(TableTrouble);
    reader.close();
    expect(worker.terminate).toHaveBeenCalledOnce();
  });
});
