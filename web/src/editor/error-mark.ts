// Marks the line that raised in the last run.
import { setDiagnostics, type Diagnostic } from "@codemirror/lint";
import type { EditorState, Text, TransactionSpec } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { marksOf } from "./syntax-marks";

const runSource = "last run";

/** A transaction that marks one line, or takes the mark away. What else is marked stays. */
export function markError(state: EditorState, line: number | null, message: string): TransactionSpec {
  const others = marksOf(state, (source) => source !== runSource);
  if (line === null || line > state.doc.lines) return setDiagnostics(state, others);
  const { from, to } = state.doc.line(line);
  const mark: Diagnostic = { from, to, severity: "error", source: runSource, message };
  return setDiagnostics(state, [...others, mark]);
}

/** A transaction that puts the cursor at the start of a line and shows it. */
export function goToLine(doc: Text, line: number): TransactionSpec {
  const { from } = doc.line(Math.max(1, Math.min(line, doc.lines)));
  return { selection: { anchor: from }, effects: EditorView.scrollIntoView(from, { y: "center" }) };
}
