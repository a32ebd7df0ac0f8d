// What the names in a piece of code stand for, as far as its imports say. Pure.

// What people write before they have written the import. `nn` and `F` are good names for other things too.
const usual: Readonly<Record<string, string>> = {
  np: "numpy", numpy: "numpy", pd: "pandas", pandas: "pandas", plt: "matplotlib.pyplot", torch: "torch", math: "math", random: "random",
};
const usualWithTorch: Readonly<Record<string, string>> = { nn: "torch.nn", F: "torch.nn.functional", optim: "torch.optim" };

/** Each imported name with the dotted path that it stands for. */
export function importsIn(code: string): ReadonlyMap<string, string> {
  const imported = new Map<string, string>();
  for (const [, names = ""] of code.matchAll(/^[ \t]*import[ \t]+(.+)$/gm)) {
    for (const { path, alias } of named(names)) {
      const [root = path] = path.split(".");
      imported.set(alias ?? root, alias === null ? root : path);
    }
  }
  for (const [, module = "", names = ""] of code.matchAll(/^[ \t]*from[ \t]+([\w.]+)[ \t]+import[ \t]+(\([^)]*\)?|.+)$/gm)) {
    for (const { path, alias } of named(names)) imported.set(alias ?? path, `${module}.${path}`);
  }
  return imported;
}

/** The dotted path that a dotted name stands for; null when its first part is no import. */
export function pathOf(name: string, imported: ReadonlyMap<string, string>): string | null {
  const [head = "", ...rest] = name.split(".");
  const root = imported.get(head) ?? usual[head] ?? (importsTorch(imported) ? usualWithTorch[head] : undefined);
  return root === undefined ? null : [root, ...rest].join(".");
}

/** Whether anything of a library is imported. */
export function importsFrom(imported: ReadonlyMap<string, string>, library: string): boolean {
  return [...imported.values()].some((path) => path === library || path.startsWith(`${library}.`));
}

function importsTorch(imported: ReadonlyMap<string, string>): boolean {
  return importsFrom(imported, "torch");
}

function named(names: string): readonly { readonly path: string; readonly alias: string | null }[] {
  return names
    .replaceAll(/#.*/g, "")
    .replaceAll(/[()\\]/g, " ")
    .split(",")
    .flatMap((part) => {
      const found = /^\s*([\w.]+)(?:\s+as\s+(\w+))?\s*$/.exec(part);
      return found?.[1] === undefined ? [] : [{ path: found[1], alias: found[2] ?? null }];
    });
}
