// Marks what Python cannot read, once nothing has been typed for a while. The marks of the last run stay beside it.
import { forEachDiagnostic, setDiagnostics, setDiagnosticsEffect, type Diagnostic } from "@codemirror/lint";
import { ensureSyntaxTree } from "@codemirror/language";
import { EditorState, type Extension, type TransactionSpec } from "@codemirror/state";
import { ViewPlugin, type EditorView, type ViewUpdate } from "@codemirror/view";

export const syntaxSource = "syntax";
const stillForMs = 2_000;
const mostParsingMs = 100;
// One slip makes the parser stumble several times; the first places are the ones that help.
const mostMarks = 3;

// Good Python that the editor's parser does not know: a bare `yield`, several things in the brackets of `with`, patterns
// like `Point()`, a starred name to loop over, `/` in a lambda, and subjects of `match` that are more than a name. One of them
// throws it off for many lines, so a text that has one is not marked at all: better silent than wrong.
const unknownToTheParser =
  /\byield\s*[)\]]?\s*(?:#.*)?$|\bwith\s*\(|\basync\s+with\b|^\s*case\b.*\(\s*\)|^\s*match\b.*(?:,|\bif\b).*:|\bfor\b[^:]*\*\s*\w+[^:]*\bin\b|\blambda\b[^:\n]*\//m;

/** The places that the parser could not make sense of, one a line. */
export function syntaxErrors(state: EditorState): readonly Diagnostic[] {
  if (unknownToTheParser.test(state.doc.toString())) return [];
  const tree = ensureSyntaxTree(state, state.doc.length, mostParsingMs);
  if (tree === null) return [];
  const marks: Diagnostic[] = [];
  const lines = new Set<number>();
  tree.iterate({
    enter: ({ type, from, to }) => {
      if (!type.isError || marks.length === mostMarks) return;
      const place = visiblePlace(state, from, to);
      const line = state.doc.lineAt(place.from).number;
      if (lines.has(line)) return;
      lines.add(line);
      marks.push({ ...place, severity: "warning", source: syntaxSource, message: "Python cannot read this line", markClass: "cm-syntax-mark" });
    },
  });
  return marks;
}

/** Where something is missing there is nothing to underline: then the sign before it. */
function visiblePlace(state: EditorState, from: number, to: number): { readonly from: number; readonly to: number } {
  const text = state.sliceDoc(from, to);
  const wanted = from + (text.length - text.trimStart().length);
  if (text.trim() !== "") return { from: wanted, to: Math.min(from + text.trimEnd().length, state.doc.lineAt(wanted).to) };
  const before = state.sliceDoc(0, from).trimEnd().length;
  return { from: Math.max(0, before - 1), to: Math.max(before, Math.min(1, state.doc.length)) };
}

/** The marks that are there now, of one source or of all others. */
export function marksOf(state: EditorState, isWanted: (source: string | undefined) => boolean): Diagnostic[] {
  const marks: Diagnostic[] = [];
  forEachDiagnostic(state, (mark, from, to) => {
    if (isWanted(mark.source)) marks.push({ ...mark, from, to });
  });
  return marks;
}

function isSyntax(source: string | undefined): boolean {
  return source === syntaxSource;
}

function isOther(source: string | undefined): boolean {
  return !isSyntax(source);
}

/** A transaction that marks what cannot be read now; null when the marks are right already. */
export function markSyntax(state: EditorState): TransactionSpec | null {
  const found = syntaxErrors(state);
  const shown = marksOf(state, isSyntax);
  if (found.length === shown.length && found.every((mark, index) => mark.from === shown[index]?.from && mark.to === shown[index].to)) return null;
  return setDiagnostics(state, [...marksOf(state, isOther), ...found]);
}

/** Whoever goes on writing is not told of what is half written. */
const goneWhileTyping = EditorState.transactionExtender.of((transaction) => {
  if (!transaction.docChanged || marksOf(transaction.startState, isSyntax).length === 0) return null;
  const others = marksOf(transaction.startState, isOther).map((mark) => ({
    ...mark,
    from: transaction.changes.mapPos(mark.from, 1),
    to: Math.max(transaction.changes.mapPos(mark.from, 1), transaction.changes.mapPos(mark.to, -1)),
  }));
  return { effects: setDiagnosticsEffect.of(others) };
});

const afterAWhile = ViewPlugin.fromClass(
  class {
    readonly #view: EditorView;
    #timer: ReturnType<typeof setTimeout> | undefined;

    constructor(view: EditorView) {
      this.#view = view;
      this.#wait();
    }

    update({ docChanged }: ViewUpdate): void {
      if (docChanged) this.#wait();
    }

    destroy(): void {
      clearTimeout(this.#timer);
    }

    #wait(): void {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => {
        const marked = this.#view.state.readOnly ? null : markSyntax(this.#view.state);
        if (marked !== null) this.#view.dispatch(marked);
      }, stillForMs);
    }
  },
);

export const syntaxMarks: Extension = [goneWhileTyping, afterAWhile];
