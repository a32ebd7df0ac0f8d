// Where code is words for people: within comments and strings nothing is completed.
import { syntaxTree } from "@codemirror/language";
import type { EditorState } from "@codemirror/state";

const replacement = "FormatReplacement";

/** Whether a position is in a comment or a string; what stands between the braces of an f-string is code again. */
export function isInProse(state: EditorState, at: number): boolean {
  const inner = syntaxTree(state).resolveInner(at, -1);
  for (let node: typeof inner | null = inner; node !== null; node = node.parent) {
    if (node.name === "Comment") return true;
    if (node.name === replacement) return false;
    if ((node.name === "String" || node.name === "FormatString") && (at < node.to || !isClosed(state, node.from, node.to))) return true;
  }
  return false;
}

function isClosed(state: EditorState, from: number, to: number): boolean {
  const text = state.sliceDoc(from, to).replace(/^[A-Za-z]+/, "");
  const quote = /^("""|'''|"|')/.exec(text)?.[1];
  return quote !== undefined && text.length >= 2 * quote.length && text.endsWith(quote);
}
