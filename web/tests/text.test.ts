import { describe, expect, it } from "vitest";
import { completeLibraries } from "../src/editor/library-names";
import { markError } from "../src/editor/error-mark";
import { showText } from "../src/editor/played-code";
import { interviewKey, replayKey } from "../src/interview/shortcuts";
import { routeFrom, to } from "../src/routing/route";
import { budgetMs } from "../src/session/budget";
import { bytesInWords, clockFace, secondsInWords, spanInWords } from "../src/text/durations";
import { htmlFromMarkdown } from "../src/text/markdown";
import { shownOutput, shownWords } from "../src/text/output";
import { drawnTable, shownCell } from "../src/text/shown-table";
import { agoInWords } from "../src/text/durations";
import { limitOf } from "../src/words/labels";
import { CompletionContext } from "@codemirror/autocomplete";
import { EditorState, Text } from "@codemirror/state";

describe("htmlFromMarkdown", () => {
  it("formats", () => {
    expect(htmlFromMarkdown("Write `f(x)`.\n\n- one\n- **two**")).toContain("<li><strong>two</strong></li>");
  });

  it("gives the same for the same text, before and after many others", () => {
    const first = htmlFromMarkdown("**one** <b>x</b>");
    expect(htmlFromMarkdown("**one** <b>x</b>")).toBe(first);
    for (let n = 0; n < 510; n += 1) expect(htmlFromMarkdown(`turn *${n}*`)).toContain(`<em>${n}</em>`);
    expect(htmlFromMarkdown("**one** <b>x</b>")).toBe(first);
    expect(htmlFromMarkdown("turn *509*")).toContain("<em>509</em>");
  });

  it.each([
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)></svg>",
    "<style>body{display:none}</style>",
    "[x](javascript:alert(1))",
    "<a href='data:text/html,x'>x</a>",
    "<iframe src='https://example.org'></iframe>",
    "<p onclick=alert(1) style='position:fixed'>x</p>",
    "![x](https://example.org/a.png)",
  ])("takes the harm out of %s", (hostile) => {
    const shown = document.createElement("div");
    shown.innerHTML = htmlFromMarkdown(hostile);
    expect(shown.querySelectorAll("script, img, svg, style, iframe, [style], [onclick], [onerror], [onload]")).toHaveLength(0);
    for (const link of shown.querySelectorAll("a")) expect(link.getAttribute("href")).toBeNull();
  });
});

describe("shownOutput", () => {
  it("takes terminal codes out and shows the last form of a rewritten line", () => {
    expect(shownOutput("\u001b[31mred\u001b[0m\n10%\r50%\r100%\r\nend")).toBe("red\n100%\nend");
    expect(shownOutput("\u001b]0;title\u0007text")).toBe("text");
  });

  it("knows every short terminal code, and lets a string without an end swallow nothing", () => {
    expect(shownOutput("a\u001bcb\u001b7c\u001b(0d\u001b=e\u001bMf")).toBe("abcdef");
    expect(shownOutput("\u001b]8;;http://x\u001b\\link\u001b]8;;\u0007 \u001bPq#0\u001b\\end")).toBe("link end");
    expect(shownOutput("a\u001b]8;;http://x\nb\u0007")).toBe("a\ufffd]8;;http://x\nb\ufffd");
    expect(shownWords("a\u001b]0;title\nb")).toBe("a\ufffd]0;title\nb");
  });

  it("cuts towers of marks, and no letter of any script", () => {
    expect(shownOutput(`Z${"\u0335".repeat(500)}x`)).toBe(`Z${"\u0335".repeat(6)}\ufffdx`);
    expect(shownWords(`Z${"\u0335".repeat(7)}`)).toBe(`Z${"\u0335".repeat(6)}\ufffd`);
    for (const fine of ["ệ", "e\u0323\u0302", "שָׁלוֹם", "เป็นที่รู้", "क्षत्रिय"]) expect(shownOutput(fine)).toBe(fine);
  });

  it("marks control and direction characters instead of obeying them", () => {
    expect(shownOutput("a\u202eb\u0000c\td")).toBe("a\ufffdb\ufffdc\td");
  });

  it("shortens endless lines and says so", () => {
    const shown = shownOutput("x".repeat(5_000));
    expect(shown.length).toBeLessThan(2_100);
    expect(shown).toContain("3000 more characters");
  });
});

describe("drawnTable", () => {
  const table = { columns: ["a", "b"], dtypes: ["int64", "object"], index: ["0", "1"], rows: [["1", "x"], ["2", "y"]], n_rows: 7043, n_columns: 2, title: "t" };

  it("says how much of the whole is shown", () => {
    expect(drawnTable(table).extent).toBe("2 of 7,043 rows, 2 columns");
    expect(drawnTable({ ...table, n_rows: 2, n_columns: 30 }).extent).toBe("2 rows, 2 of 30 columns");
    expect(drawnTable({ ...table, columns: [], dtypes: [], rows: [[]], index: ["0"], n_rows: 1, n_columns: 0 }).extent).toBe("1 row, 0 columns");
  });

  it("tells numbers from the rest by their dtype", () => {
    expect(drawnTable(table).columns.map((column) => column.isNumber)).toEqual([true, false]);
  });

  it("fills short rows, cuts long ones and bounds everything", () => {
    const drawn = drawnTable({ ...table, rows: [["1"], ["2", "y", "z"]] });
    expect(drawn.rows.map((row) => row.cells)).toEqual([["1", ""], ["2", "y"]]);
    const many = Array.from({ length: 5_000 }, String);
    const big = drawnTable({ ...table, columns: many, dtypes: many, index: many, rows: many.map(() => many) });
    expect([big.columns.length, big.rows.length, big.rows[0]?.cells.length]).toEqual([100, 200, 100]);
    expect(big.extent).toBe("200 of 7,043 rows, 100 of 5,000 columns");
  });

  it("shows what is in a cell as one line of text", () => {
    expect(shownCell("<b>x</b>\n\u202ey\u001b[31m")).toBe("<b>x</b> ↵ \ufffdy");
    expect(shownCell("w".repeat(10_000))).toBe(`${"w".repeat(300)}…`);
  });
});

describe("limits", () => {
  const limits = { cpu_seconds: 10, wall_seconds: 20, memory_mib: 1024, scratch_mib: 64, output_kib: 64, processes: 64 };

  it("are named where a verdict speaks of them and nowhere else", () => {
    expect(limitOf("time_limit", limits)).toContain("10 s of processor time");
    expect(limitOf("memory_limit", limits)).toContain("1,024 MiB");
    expect(limitOf("output_limit", limits)).toContain("64 KiB");
    expect(limitOf("failed", limits)).toBeNull();
  });
});

describe("durations", () => {
  it("says roughly how long ago something was", () => {
    expect([0, 9_999, 45_000, 60_000, 3_599_999, 3_700_000, 90_000_000, 180_000_000].map(agoInWords)).toEqual(["just now", "just now", "40 s ago", "1 min ago", "59 min ago", "1 h ago", "a day ago", "2 days ago"]);
  });

  it.each([[0, "0:00"], [-5, "0:00"], [65_999, "1:05"], [3_661_000, "1:01:01"]])("shows %d ms as %s", (ms, shown) => {
    expect(clockFace(ms)).toBe(shown);
  });

  it("speaks", () => {
    expect([spanInWords(59_400), spanInWords(60_000), spanInWords(61_000)]).toEqual(["59 s", "1 min", "1 min 1 s"]);
    expect([secondsInWords(949), secondsInWords(2_440)]).toEqual(["949 ms", "2.4 s"]);
    expect([bytesInWords(10), bytesInWords(2_048), bytesInWords(3 * 1024 * 1024)]).toEqual(["10 B", "2.0 kB", "3.0 MB"]);
  });
});

describe("routeFrom", () => {
  it.each([
    ["/", "", { page: "start" }],
    ["/grading", "", { page: "grading" }],
    ["/session/a%20b", "", { page: "interview", sessionId: "a b" }],
    ["/session/x/debrief", "", { page: "debrief", sessionId: "x" }],
    ["/session/x/replay", "#17", { page: "replay", sessionId: "x", seq: 17 }],
    ["/session/x/replay", "#a", { page: "replay", sessionId: "x", seq: null }],
    ["/compare/x/y%20z", "", { page: "compare", sessionIds: ["x", "y z"] }],
    ["/compare/x", "", { page: "not_found", path: "/compare/x" }],
    ["/compare/x/y/z", "", { page: "not_found", path: "/compare/x/y/z" }],
    ["/compare/x/%E0%A4%A", "", { page: "not_found", path: "/compare/x/%E0%A4%A" }],
    ["/session/%E0%A4%A/replay", "", { page: "not_found", path: "/session/%E0%A4%A/replay" }],
    ["/session", "", { page: "not_found", path: "/session" }],
    ["/nowhere", "", { page: "not_found", path: "/nowhere" }],
  ])("reads %s%s", (path, hash, route) => {
    expect(routeFrom(path, hash)).toEqual(route);
  });

  it("reads the addresses that it makes", () => {
    expect(routeFrom(to.interview("a/b"))).toEqual({ page: "interview", sessionId: "a/b" });
    expect(to.replay("x", 3)).toBe("/session/x/replay#3");
    expect(routeFrom(to.compare("a/b", "c"))).toEqual({ page: "compare", sessionIds: ["a/b", "c"] });
  });
});

describe("keys", () => {
  const press = (key: string, held: Partial<Record<"ctrlKey" | "metaKey" | "shiftKey" | "altKey", boolean>> = {}) => ({
    key, code: /^[a-z]$/i.test(key) ? `Key${key.toUpperCase()}` : key, ctrlKey: false, metaKey: false, shiftKey: false, altKey: false, ...held,
  });

  it("runs, submits and moves about", () => {
    expect(interviewKey(press("Enter", { ctrlKey: true }))).toBe("run");
    expect(interviewKey(press("Enter", { metaKey: true }))).toBe("run");
    expect(interviewKey(press("Enter", { ctrlKey: true, shiftKey: true }))).toBe("submit");
    expect(interviewKey(press("r", { altKey: true }))).toBe("run_all");
    expect(interviewKey(press("s", { altKey: true }))).toBe("stop");
    expect(interviewKey(press("s", { ctrlKey: true }))).toBeNull();
    expect(interviewKey(press("Enter"))).toBeNull();
    expect(interviewKey(press("h"))).toBeNull();
    expect(interviewKey(press("h", { altKey: true }))).toBe("hint");
    expect(interviewKey({ ...press("3", { altKey: true }), code: "Digit3" })).toBe("sketch");
    expect(replayKey(press(" "))).toBe("toggle");
    expect(replayKey(press("ArrowLeft", { altKey: true }))).toBeNull();
  });
});

describe("budgetMs", () => {
  const minutes = { introduce: 1, clarify: 3, plan: 3, code: 14, verify: 4, discuss: 4, wrap_up: 1 };

  it("scales the plan to the length that was chosen", () => {
    expect(budgetMs(minutes, "code", 30)).toBe(14 * 60_000);
    expect(budgetMs(minutes, "code", 60)).toBe(28 * 60_000);
    expect(budgetMs(null, "code", 60)).toBeNull();
  });
});

describe("editor helpers", () => {
  it("changes only what differs", () => {
    const spec = showText(Text.of(["ab", "cd"]), Text.of(["ab", "xx", "cd"]), 5, false);
    expect(spec.changes).toEqual({ from: 3, to: 3, insert: "xx\n" });
    expect(showText(Text.of(["a"]), Text.of(["a"]), null, false).changes).toBeUndefined();
  });

  it("marks no line that is not there", () => {
    const state = EditorState.create({ doc: "a\nb" });
    expect(() => state.update(markError(state, 9, "x"))).not.toThrow();
    expect(() => state.update(markError(state, 2, "x"))).not.toThrow();
  });

  it("completes names of libraries after the dot alone", () => {
    const at = (doc: string) => completeLibraries(new CompletionContext(EditorState.create({ doc }), doc.length, false));
    expect(at("np.li")?.options.map((option) => option.label)).toContain("linalg.norm");
    expect(at("np.li")?.from).toBe(3);
    expect(at("xnp.li")).toBeNull();
    expect(at("np")).toBeNull();
  });
});

describe("words that somebody said", () => {
  it("stay whole, without codes and direction tricks", () => {
    expect(shownWords("\u001b[31mred\u001b[0m a\u202eb\u0007\r\nnext")).toBe("red a\ufffdb\ufffd\nnext");
    const long = "word ".repeat(1600);
    expect(shownWords(long)).toBe(long);
  });

  it("keep the marks that right-to-left writing needs", () => {
    const hebrew = "\u05e9\u05dc\u05d5\u05dd\u200f, k-means";
    expect(shownWords(hebrew)).toBe(hebrew);
  });
});
