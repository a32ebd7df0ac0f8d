// Names of the libraries and their parameters, with what is completed from them. Large: loaded when somebody writes.
import type { Completion, CompletionContext, CompletionResult } from "@codemirror/autocomplete";
import { importsFrom, importsIn, pathOf } from "./imports";
import matplotlib from "./names/matplotlib.json";
import numpy from "./names/numpy.json";
import pandas from "./names/pandas.json";
import python from "./names/python.json";
import sklearn from "./names/sklearn.json";
import torch from "./names/torch.json";
import { isInProse } from "./prose";

/** Parameters as they stand between the brackets; null when the library does not say. */
type Callables = Readonly<Record<string, string | null>>;

interface ModuleNames {
  readonly functions: Callables;
  readonly classes: Callables;
  readonly values: readonly string[];
  readonly modules: readonly string[];
  /** What the questions' own code uses, most often first. */
  readonly often: readonly string[];
}

interface LibraryNames {
  readonly modules: Readonly<Record<string, ModuleNames>>;
  readonly methods: Readonly<Record<string, Callables>>;
  readonly often: readonly string[];
}

const libraries: Readonly<Record<string, LibraryNames>> = { python, numpy, pandas, matplotlib, torch, sklearn };
const modules: ReadonlyMap<string, ModuleNames> = withParents(
  Object.values(libraries).flatMap((library) => Object.entries(library.modules)),
);
const identifier = /^\w*$/;
/** What is offered of a library's other modules right after its name, like `linalg.norm`. */
const mostFromWithin = 12;

/** Modules that only lead to others, like `torch.utils`, are modules too. */
function withParents(named: readonly (readonly [string, ModuleNames])[]): ReadonlyMap<string, ModuleNames> {
  const all = new Map(named);
  for (const [name] of named) {
    for (let child = name; child.includes("."); child = child.slice(0, child.lastIndexOf("."))) {
      const parent = child.slice(0, child.lastIndexOf("."));
      const own = child.slice(parent.length + 1);
      const known = all.get(parent) ?? { functions: {}, classes: {}, values: [], modules: [], often: [] };
      if (!known.modules.includes(own)) all.set(parent, { ...known, modules: [...known.modules, own] });
    }
  }
  return all;
}

/** The parameters of a function or class by its dotted path; null when nothing is known of it. */
export function parametersOf(path: string): string | null {
  const dot = path.lastIndexOf(".");
  const module = modules.get(path.slice(0, dot));
  const name = path.slice(dot + 1);
  return module === undefined ? null : (own(module.functions, name) ?? own(module.classes, name));
}

function own(callables: Callables, name: string): string | null {
  return Object.hasOwn(callables, name) ? (callables[name] ?? null) : null;
}

const offered = new Map<string, readonly Completion[]>();

function membersOf(path: string): readonly Completion[] | null {
  const module = modules.get(path);
  if (module === undefined) return null;
  const known = offered.get(path) ?? membersIn(path, module);
  offered.set(path, known);
  return known;
}

function membersIn(path: string, { functions, classes, values, modules: within, often }: ModuleNames): readonly Completion[] {
  const rank = new Map(often.map((name, index) => [name, Math.max(2, 60 - index)]));
  const option = (label: string, type: string): Completion => ({ label, type, boost: rank.get(label) ?? 0 });
  const further = within.flatMap((name) =>
    (modules.get(`${path}.${name}`)?.often ?? []).slice(0, mostFromWithin).map(
      (label): Completion => ({ label: `${name}.${label}`, type: "function", boost: -1 }),
    ),
  );
  return [
    ...Object.keys(functions).map((name) => option(name, "function")),
    ...Object.keys(classes).map((name) => option(name, "class")),
    ...values.map((name) => option(name, "constant")),
    ...within.map((name): Completion => ({ label: name, type: "namespace", boost: 1 })),
    ...further,
  ];
}

/** Complete a member of a library after the name that the code has for it. */
export function completeLibraries(context: CompletionContext): CompletionResult | null {
  const word = context.matchBefore(/(?:[A-Za-z_]\w*\.)+\w*/);
  if (word === null || /[\w.)\]]/.test(context.state.sliceDoc(word.from - 1, word.from)) || isInProse(context.state, context.pos)) return null;
  const dot = word.text.lastIndexOf(".");
  const path = pathOf(word.text.slice(0, dot), importsIn(context.state.doc.toString()));
  const options = path === null ? null : membersOf(path);
  return options === null ? null : { from: word.from + dot + 1, options, validFor: identifier };
}

/** Complete the modules and the names of an import. */
export function completeImports(context: CompletionContext): CompletionResult | null {
  const line = context.state.doc.lineAt(context.pos);
  const before = line.text.slice(0, context.pos - line.from);
  if (isInProse(context.state, context.pos)) return null;
  const names = /^\s*from\s+([\w.]+)\s+import\s+(?:.*,\s*)?(\w*)$/.exec(before);
  if (names !== null) {
    const options = membersOf(names[1] ?? "")?.filter(({ label }) => !label.includes("."));
    return options === undefined ? null : { from: context.pos - (names[2] ?? "").length, options, validFor: identifier };
  }
  const module = /^\s*(?:from|import)\s+(?:.*,\s*)?([\w.]*)$/.exec(before)?.[1];
  if (module === undefined || (module === "" && !context.explicit)) return null;
  const options = [...modules.keys()].filter((name) => name !== "builtins").map((label): Completion => ({ label, type: "namespace" }));
  return { from: context.pos - module.length, options, validFor: /^[\w.]*$/ };
}

/**
 * Complete after a dot behind anything else: attributes that the code itself uses, and below them the methods of arrays,
 * tables and the like. Nothing says which of them it is, so this waits for a first letter.
 */
export function completeMembers(context: CompletionContext): CompletionResult | null {
  const word = context.matchBefore(/(?:[A-Za-z_][\w.]*|[)\]"'])\.\w*/);
  if (word === null || isInProse(context.state, context.pos)) return null;
  const dot = word.text.lastIndexOf(".");
  const typed = word.text.slice(dot + 1);
  if (typed === "" && !context.explicit) return null;
  const code = context.state.doc.toString();
  const imported = importsIn(code);
  const isLibrary = (name: string): boolean => {
    const path = pathOf(name, imported);
    return path !== null && modules.has(path);
  };
  if (isLibrary(word.text.slice(0, dot))) return null;

  const from = word.from + dot + 1;
  const options = new Map<string, Completion>();
  // What stands at the cursor is no name yet.
  const others = `${code.slice(0, from)}${code.slice(context.pos)}`;
  for (const [, before = "", name = ""] of others.matchAll(/([\w.]*)\.([A-Za-z_]\w*)/g)) {
    if (!isLibrary(before)) options.set(name, { label: name, type: "property", boost: 5 });
  }
  for (const [, name = ""] of code.matchAll(/^[ \t]+def[ \t]+([A-Za-z]\w*)/gm)) {
    options.set(name, { label: name, type: "method", boost: 5 });
  }
  for (const { kind, methods, often } of kindsFor(imported)) {
    for (const [name, parameters] of Object.entries(methods)) {
      const known = options.get(name);
      if (known?.boost === 5) continue;
      const detail = known?.detail === undefined ? kind : `${known.detail}, ${kind}`;
      options.set(name, { label: name, type: parameters === null ? "property" : "method", detail, boost: often.has(name) ? -40 : -60 });
    }
  }
  return { from, options: [...options.values()], validFor: identifier };
}

const alwaysThere = new Set(["python", "numpy"]);
const nOften = 40;

function kindsFor(imported: ReadonlyMap<string, string>): readonly { kind: string; methods: Callables; often: ReadonlySet<string> }[] {
  return Object.entries(libraries)
    .filter(([name]) => alwaysThere.has(name) || importsFrom(imported, name))
    .flatMap(([, { methods, often }]) =>
      Object.entries(methods).map(([kind, known]) => ({ kind, methods: known, often: new Set(often.slice(0, nOften)) })),
    );
}
