import { forEachDiagnostic } from "@codemirror/lint";
import { EditorState } from "@codemirror/state";
import { describe, expect, it } from "vitest";
import { markError } from "../src/editor/error-mark";
import { writingExtensions } from "../src/editor/extensions";
import { keysFrom } from "../src/editor/remembered-keys";
import { markSyntax, syntaxErrors } from "../src/editor/syntax-marks";

const stateOf = (doc: string) => EditorState.create({ doc, extensions: writingExtensions(() => undefined) });

function marks(state: EditorState): readonly (readonly [string, number, number])[] {
  const found: (readonly [string, number, number])[] = [];
  forEachDiagnostic(state, ({ source }, from, to) => found.push([source ?? "", from, to]));
  return found;
}

function marked(state: EditorState): EditorState {
  const transaction = markSyntax(state);
  return transaction === null ? state : state.update(transaction).state;
}

describe("syntax marks", () => {
  it("are where Python cannot read a line, and nowhere else", () => {
    expect(syntaxErrors(stateOf("x = [1, 2\ny = 3\n")).length).toBeGreaterThan(0);
    expect(syntaxErrors(stateOf("def f(:\n    pass\n"))[0]?.message).toBe("Python cannot read this line");
    const valid = [
      "", "\n", "match x:\n    case [1, *rest] if rest:\n        pass\n", "if (n := 3) > 2: print(f'{n!r:>{4}}')\n", "# %%\nx = 1\n",
      "async def f(*, a, b=2, **c): return [x async for x in y]\n", "with (open(a) as b, open(c) as d):\n    pass\n", "lambda x, /, *y: x @ y\n",
      "try:\n    pass\nexcept* ValueError as e:\n    raise\n", "def f():\n    yield\n", "match p:\n    case Point():\n        pass\n", "for a, *b in c:\n    pass\n",
      "x: int = 3\ny[..., None] = x[::2, 1:]\n", "def f(a, /, b): ...\n",
    ];
    for (const code of valid) expect(syntaxErrors(stateOf(code)), code).toEqual([]);
  });

  it("always cover something that can be seen", () => {
    for (const code of ["x = (", "(", "def f(", "print('a'\n\n\n", "x = = 2", "    )", "for x in\n    pass"]) {
      const state = stateOf(code);
      const found = syntaxErrors(state);
      expect(found.length, code).toBeGreaterThan(0);
      for (const { from, to } of found) expect(state.sliceDoc(from, to).trim(), code).not.toBe("");
    }
  });

  it("go while somebody types, and leave the mark of the last run where its text goes", () => {
    const first = stateOf("x = 1\ny = = 2\n");
    const state = marked(first.update(markError(first, 1, "ValueError")).state);
    expect(marks(state).map(([source]) => source).sort()).toEqual(["last run", "syntax"]);
    expect(markSyntax(state)).toBeNull();
    const typed = state.update({ changes: { from: 0, insert: "# hi\n" } }).state;
    expect(marks(typed)).toEqual([["last run", 5, 10]]);
    expect(marks(marked(typed)).map(([source]) => source).sort()).toEqual(["last run", "syntax"]);
  });

  it("stay when a run marks another line", () => {
    const state = marked(stateOf("x = 1\ny = = 2\n"));
    const run = state.update(markError(state, 1, "ValueError")).state;
    expect(marks(run).map(([source]) => source).sort()).toEqual(["last run", "syntax"]);
    expect(marks(run.update(markError(run, null, "")).state).map(([source]) => source)).toEqual(["syntax"]);
  });
});

describe("keys", () => {
  it("are the editor's own where nothing else was written down", () => {
    expect(keysFrom("vim")).toBe("vim");
    expect(keysFrom("emacs")).toBe("emacs");
    expect(keysFrom(null)).toBe("default");
    expect(keysFrom("nano")).toBe("default");
  });
});
