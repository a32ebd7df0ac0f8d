import { CompletionContext, type CompletionResult } from "@codemirror/autocomplete";
import { python } from "@codemirror/lang-python";
import { EditorState } from "@codemirror/state";
import { describe, expect, it } from "vitest";
import { callAt, parameterList, parameterOf, parametersInFile, parametersShown } from "../src/editor/calls";
import { importsIn, pathOf } from "../src/editor/imports";
import { completeImports, completeLibraries, completeMembers, parametersOf } from "../src/editor/library-names";

/** The state of a code with `|` for the cursor, and where that is. */
function at(code: string): { state: EditorState; pos: number } {
  const pos = code.indexOf("|");
  return { state: EditorState.create({ doc: code.replace("|", ""), extensions: python() }), pos };
}

type Source = (context: CompletionContext) => CompletionResult | null;

function labels(source: Source, code: string, explicit = false): readonly string[] | null {
  const { state, pos } = at(code);
  const result = source(new CompletionContext(state, pos, explicit));
  return result === null ? null : [...result.options].sort((a, b) => (b.boost ?? 0) - (a.boost ?? 0)).map(({ label }) => label);
}

describe("imports", () => {
  it("say what a name stands for", () => {
    const imported = importsIn(
      "import numpy as xp, math\nimport torch.nn.functional as G\nfrom torch import nn, optim as opt  # both\n" +
        "from numpy.linalg import (\n  norm,\n  solve as s,\n)\nimport os.path\n",
    );
    expect(pathOf("xp.where", imported)).toBe("numpy.where");
    expect(pathOf("G.softmax", imported)).toBe("torch.nn.functional.softmax");
    expect(pathOf("nn.Linear", imported)).toBe("torch.nn.Linear");
    expect(pathOf("opt.Adam", imported)).toBe("torch.optim.Adam");
    expect(pathOf("norm", imported)).toBe("numpy.linalg.norm");
    expect(pathOf("s", imported)).toBe("numpy.linalg.solve");
    expect(pathOf("os.path", imported)).toBe("os.path");
    expect(pathOf("model", imported)).toBeNull();
  });

  it("overrule what is usual", () => {
    expect(pathOf("np.log", importsIn("import math as np"))).toBe("math.log");
    expect(pathOf("np.log", importsIn(""))).toBe("numpy.log");
    expect(pathOf("F.relu", importsIn("import numpy as np"))).toBeNull();
    expect(pathOf("F.relu", importsIn("import torch"))).toBe("torch.nn.functional.relu");
  });
});

describe("completion", () => {
  it("gives the members of what an alias stands for, those of use first", () => {
    expect(labels(completeLibraries, "import numpy as xp\nxp.|")?.slice(0, 12)).toContain("array");
    expect(labels(completeLibraries, "import numpy as xp\nxp.linalg.n|")).toContain("norm");
    expect(labels(completeLibraries, "import torch.nn.functional as F\nF.|")).toContain("cross_entropy");
    expect(labels(completeLibraries, "from torch import nn\nnn.|")).toContain("Linear");
    expect(labels(completeLibraries, "pd.|")).toContain("read_csv");
    expect(labels(completeLibraries, "plt.|")).toContain("plot");
    expect(labels(completeLibraries, "import random as np\nnp.|")).not.toContain("array");
  });

  it("keeps out of strings and comments, but not out of the code in an f-string", () => {
    for (const code of ["# np.|", "x = 'np.|'", 'x = "np.| and"', '"""np.|', "x = f'np.|'", "y = 1  # see np.ze|ros"]) {
      expect(labels(completeLibraries, code), code).toBeNull();
    }
    expect(labels(completeMembers, "# x.re|")).toBeNull();
    expect(labels(completeLibraries, "x = f'{np.| }'")).toContain("array");
    expect(labels(completeLibraries, "x = 'a' + np.|")).toContain("array");
  });

  it("gives methods after any other dot, below the attributes that the code has itself", () => {
    const code = "import numpy as np\nclass A:\n    def __init__(self):\n        self.resolution = 1\n    def rest(self):\n        return x.re|";
    const found = labels(completeMembers, code) ?? [];
    expect(found).toContain("reshape");
    expect(found.indexOf("resolution")).toBeLessThan(found.indexOf("reshape"));
    expect(found.indexOf("rest")).toBeLessThan(found.indexOf("reshape"));
    expect(found).not.toContain("groupby");
    expect(labels(completeMembers, "import pandas as pd\nf(x)[0].g|")).toContain("groupby");
    expect(labels(completeMembers, "x.|")).toBeNull();
    expect(labels(completeMembers, "x = 1.|")).toBeNull();
    expect(labels(completeMembers, "import numpy as np\nnp.re|")).toBeNull();
  });

  it("completes imports", () => {
    expect(labels(completeImports, "from torch.utils.data import Da|")).toContain("DataLoader");
    expect(labels(completeImports, "from numpy.linalg import norm, so|")).toContain("solve");
    expect(labels(completeImports, "import nu|")).toContain("numpy");
    expect(labels(completeImports, "imp = nu|")).toBeNull();
  });
});

describe("calls", () => {
  const call = (code: string) => {
    const { state, pos } = at(code);
    return callAt(state, pos);
  };

  it("are found from within their brackets", () => {
    expect(call("np.where(|)")).toMatchObject({ callee: "np.where", index: 0, keyword: null });
    expect(call("np.where(a > 0, |)")).toMatchObject({ callee: "np.where", index: 1 });
    expect(call("np.where(a > 0, (1, |2), 3)")).toMatchObject({ index: 1 });
    expect(call("np.sum(x, axis=|)")).toMatchObject({ index: 1, keyword: "axis" });
    expect(call("np.sum(f(x|), 0)")).toMatchObject({ callee: "f" });
    expect(call("np.sum(f(x)|, 0)")).toMatchObject({ callee: "np.sum" });
    expect(call("np.einsum('ij|', x)")).toMatchObject({ callee: "np.einsum" });
    expect(call("np.where(a,\n  |")).toMatchObject({ callee: "np.where", index: 1 });
    expect(call("np.where(a)|")).toBeNull();
    expect(call("np.where|(a)")).toBeNull();
    expect(call("class A(|B): pass")).toBeNull();
    expect(call("def f(|x): pass")).toBeNull();
  });

  it("know their parameter", () => {
    const place = (text: string, index: number, keyword: string | null = null) => {
      const parameters = parameterList(text);
      const found = parameterOf(parameters, { index, keyword });
      return found === null ? null : parameters[found];
    };
    expect(parameterList("a, b=(1, 2), c='x,y', *args, **rest")).toEqual(["a", "b=(1, 2)", "c='x,y'", "*args", "**rest"]);
    expect(place("x, /, out=None, *, where=True", 1)).toBe("out=None");
    expect(place("x, /, out=None, *, where=True", 2)).toBeNull();
    expect(place("x, /, out=None, *, where=True", 1, "where")).toBe("where=True");
    expect(place("*operands, out=None", 4)).toBe("*operands");
    expect(place("x, **rest", 1, "unknown")).toBe("**rest");
  });

  it("read the parameters of the file's own functions, methods and classes", () => {
    const code = [
      "def fit(x: np.ndarray, k: int = 3, *, seed=(1, 2)) -> None: ...",
      "class Model(nn.Module):",
      "    def __init__(self, n_in, n_out=2):",
      "        pass",
      "    def step(self, batch):",
      "        pass",
    ].join("\n");
    const { state } = at(`${code}|`);
    expect(parametersInFile(state, "fit")).toEqual(["x", "k=3", "*", "seed=(1, 2)"]);
    expect(parametersInFile(state, "Model")).toEqual(["n_in", "n_out=2"]);
    expect(parametersInFile(state, "self.step")).toEqual(["batch"]);
    expect(parametersInFile(state, "Model(1).step")).toEqual(["batch"]);
    expect(parametersInFile(state, "step")).toBeNull();
    expect(parametersInFile(state, "np.fit")).toBeNull();
  });

  it("show no more parameters than a line holds, and the current one always", () => {
    const parameters = Array.from({ length: 30 }, (_, index) => `p${index}`);
    for (const current of [null, 0, 8, 15, 29]) {
      const shown = parametersShown(parameters, current);
      expect(shown.length).toBeLessThan(12);
      if (current !== null) expect(shown).toContain(current);
    }
    expect(parametersShown(["a", "b"], 1)).toEqual([0, 1]);
  });
});

describe("the names of the libraries", () => {
  it("come with parameters for what is used most", () => {
    const used: readonly string[] = [
      "numpy.where", "numpy.zeros", "numpy.linalg.norm", "numpy.random.default_rng", "pandas.read_csv", "pandas.DataFrame", "torch.cat",
      "torch.relu", "torch.nn.Linear", "torch.nn.functional.cross_entropy", "builtins.range", "sklearn.model_selection.train_test_split",
    ];
    for (const path of used) expect(parametersOf(path), path).not.toBeNull();
    expect(parametersOf("numpy.where")).toMatch(/^condition, x/);
    expect(parametersOf("numpy.toString")).toBeNull();
  });
});
