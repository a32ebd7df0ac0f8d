// Which call the cursor is in, and what the file itself says about the function that is called. Pure.
import { syntaxTree } from "@codemirror/language";
import type { EditorState } from "@codemirror/state";

type SyntaxNode = ReturnType<typeof syntaxTree>["topNode"];

export interface Call {
  /** Where its bracket opens. */
  readonly from: number;
  /** What is called, as it stands there. */
  readonly callee: string;
  /** How many arguments lie before the cursor. */
  readonly index: number;
  /** The name of the argument, where it is given by name. */
  readonly keyword: string | null;
}

const endsASearch = new Set(["Body", "Script", "LambdaExpression", "Comment"]);

/** The innermost call whose brackets hold the position. */
export function callAt(state: EditorState, at: number): Call | null {
  for (let node: SyntaxNode | null = syntaxTree(state).resolveInner(at, -1); node !== null && !endsASearch.has(node.name); node = node.parent) {
    const callee = node.name === "ArgList" ? node.parent?.firstChild : null;
    if (node.name !== "ArgList" || node.parent?.name !== "CallExpression" || callee === null || callee === undefined) continue;
    if (at <= node.from || (at >= node.to && node.lastChild?.name === ")")) continue;
    return { from: node.from, callee: state.sliceDoc(callee.from, callee.to), ...argumentAt(state, node, at) };
  }
  return null;
}

function argumentAt(state: EditorState, list: SyntaxNode, at: number): { readonly index: number; readonly keyword: string | null } {
  let index = 0;
  let first: SyntaxNode | null = null;
  let keyword: string | null = null;
  for (let child = list.firstChild; child !== null && child.from < at; child = child.nextSibling) {
    if (child.name === "(") continue;
    if (child.name === ",") {
      index += 1;
      first = null;
      keyword = null;
    } else if (child.name === "AssignOp" && first !== null) {
      keyword = state.sliceDoc(first.from, first.to);
    } else {
      first ??= child;
    }
  }
  return { index, keyword };
}

/** Part parameters at their own commas. */
export function parameterList(text: string): readonly string[] {
  const parts: string[] = [];
  let depth = 0;
  let quote = "";
  let start = 0;
  for (let at = 0; at <= text.length; at += 1) {
    const sign = text[at] ?? ",";
    if (quote !== "") {
      if (sign === quote && text[at - 1] !== "\\") quote = "";
    } else if (sign === '"' || sign === "'") {
      quote = sign;
    } else if ("([{".includes(sign)) {
      depth += 1;
    } else if (")]}".includes(sign)) {
      depth -= 1;
    }
    if (at === text.length || (sign === "," && depth === 0 && quote === "")) {
      parts.push(text.slice(start, at).trim());
      start = at + 1;
    }
  }
  return parts.filter((part) => part !== "");
}

/** Which of the parameters an argument is for; null when none is. */
export function parameterOf(parameters: readonly string[], { index, keyword }: Pick<Call, "index" | "keyword">): number | null {
  const place = (wanted: (parameter: string) => boolean): number | null => {
    const found = parameters.findIndex(wanted);
    return found === -1 ? null : found;
  };
  if (keyword !== null) return place((each) => nameOf(each) === keyword) ?? place((each) => each.startsWith("**"));
  let before = 0;
  for (const [at, each] of parameters.entries()) {
    if (each === "/") continue;
    if (each === "*" || each.startsWith("**")) return null;
    if (each.startsWith("*") || before === index) return at;
    before += 1;
  }
  return null;
}

function nameOf(parameter: string): string {
  return /^\w*/.exec(parameter)?.[0] ?? "";
}

/** The parameters of a function or class that the file defines; null when it defines none of that name. */
export function parametersInFile(state: EditorState, callee: string): readonly string[] | null {
  const method = /(?:^|[.)\]])\s*(\w+)$/.exec(callee)?.[1] ?? "";
  const isMethod = method !== callee;
  let found: readonly string[] | null = null;
  syntaxTree(state).iterate({
    enter: ({ node, name }) => {
      if (found !== null) return false;
      if (name !== "FunctionDefinition" && name !== "ClassDefinition") return true;
      const named = node.getChild("VariableName");
      if (named === null || state.sliceDoc(named.from, named.to) !== method) return true;
      if (name === "ClassDefinition") {
        if (!isMethod) found = parametersOfClass(state, node);
      } else if (isMethod === isInClass(node)) {
        found = written(state, node, isMethod);
      }
      return true;
    },
  });
  return found;
}

function parametersOfClass(state: EditorState, definition: SyntaxNode): readonly string[] | null {
  for (const child of definition.getChild("Body")?.getChildren("FunctionDefinition") ?? []) {
    const named = child.getChild("VariableName");
    if (named !== null && state.sliceDoc(named.from, named.to) === "__init__") return written(state, child, true);
  }
  return null;
}

function isInClass(definition: SyntaxNode): boolean {
  const holder = definition.parent?.name === "DecoratedStatement" ? definition.parent : definition;
  return holder.parent?.name === "Body" && holder.parent.parent?.name === "ClassDefinition";
}

/** The parameters of a definition without their types; a method's own `self` is nobody's argument. */
function written(state: EditorState, definition: SyntaxNode, isMethod: boolean): readonly string[] | null {
  const list = definition.getChild("ParamList");
  if (list === null) return null;
  const text = state.sliceDoc(list.from + 1, list.to - (list.lastChild?.name === ")" ? 1 : 0)).replaceAll(/#.*/g, "");
  const parameters = parameterList(text).map(withoutType);
  return isMethod && /^(self|cls)$/.test(parameters[0] ?? "") ? parameters.slice(1) : parameters;
}

function withoutType(parameter: string): string {
  const [, name = parameter, , value] = /^(\*{0,2}\w+)\s*(:[^=]*)?(?:=\s*([^]*))?$/.exec(parameter) ?? [];
  return value === undefined ? name : `${name}=${value.length > longestDefault ? "…" : value.trim()}`;
}

const longestDefault = 16;
const mostShown = 9;

/** Those parameters that one line has room for: the current one always, the rest from the beginning. */
export function parametersShown(parameters: readonly string[], current: number | null): readonly (number | "…")[] {
  if (parameters.length <= mostShown) return parameters.map((_, index) => index);
  const first = Math.min(Math.max(0, (current ?? 0) - (mostShown - 3)), parameters.length - mostShown);
  const shown = Array.from({ length: mostShown }, (_, index) => first + index);
  return [...(first > 0 ? (["…"] as const) : []), ...shown, ...(first + mostShown < parameters.length ? (["…"] as const) : [])];
}
