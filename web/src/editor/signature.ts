// One quiet line above the call that is being written: the names of its parameters, the current one emphasised.
//
// It comes when somebody writes within a call, stays while the cursor is in that call, and goes with Escape.
import { StateEffect, StateField, type EditorState, type Extension, type Transaction } from "@codemirror/state";
import { EditorView, keymap, showTooltip, ViewPlugin, type Tooltip, type ViewUpdate } from "@codemirror/view";
import { callAt, parameterList, parameterOf, parametersInFile, parametersShown, type Call } from "./calls";
import { importsIn, pathOf } from "./imports";
import { loadNames, namesNow } from "./loaded-names";

interface Shown {
  readonly call: Call;
  readonly parameters: readonly string[];
  readonly current: number | null;
  readonly tooltip: Tooltip;
}

const show = StateEffect.define<null>();
const hide = StateEffect.define<null>();
const tooltipId = "editor-signature";

/** The mark for what goes by position alone helps nobody who writes a call. */
function parametersFor(state: EditorState, callee: string): readonly string[] | null {
  return knownParameters(state, callee)?.filter((parameter) => parameter !== "/") ?? null;
}

function knownParameters(state: EditorState, callee: string): readonly string[] | null {
  const inFile = parametersInFile(state, callee);
  if (inFile !== null) return inFile;
  if (!/^[\w.]+$/.test(callee)) return null;
  const path = pathOf(callee, importsIn(state.doc.toString())) ?? (callee.includes(".") ? null : `builtins.${callee}`);
  const text = path === null ? null : (namesNow()?.parametersOf(path) ?? null);
  return text === null ? null : parameterList(text);
}

function shownAt(state: EditorState, call: Call, before: Shown | null): Shown | null {
  const parameters = parametersFor(state, call.callee);
  if (parameters === null) return null;
  const current = parameterOf(parameters, call);
  const isSame =
    before !== null && before.call.callee === call.callee && before.current === current && before.parameters.join() === parameters.join();
  const line = state.doc.lineAt(state.selection.main.head);
  const pos = Math.max(call.from, line.from);
  // The same line keeps its element, so that nothing flickers while an argument is typed.
  const create = isSame ? before.tooltip.create : () => ({ dom: drawn(call.callee, parameters, current) });
  return { call, parameters, current, tooltip: { pos, above: true, create } };
}

function drawn(callee: string, parameters: readonly string[], current: number | null): HTMLElement {
  const line = document.createElement("div");
  line.className = "cm-signature";
  line.id = tooltipId;
  line.append(`${callee.split(".").at(-1) ?? callee}(`);
  for (const [place, index] of parametersShown(parameters, current).entries()) {
    if (place > 0) line.append(", ");
    if (index === "…") {
      line.append("…");
      continue;
    }
    const name = document.createElement(index === current ? "strong" : "span");
    name.textContent = parameters[index] ?? "";
    line.append(name);
  }
  line.append(")");
  return line;
}

function next(before: Shown | null, transaction: Transaction): Shown | null {
  if (transaction.effects.some((effect) => effect.is(hide))) return null;
  const { state } = transaction;
  const isTyped = transaction.isUserEvent("input.type") || transaction.isUserEvent("input.complete");
  const isAsked = transaction.effects.some((effect) => effect.is(show));
  if (!isAsked && !isTyped && before === null) return null;
  if (!transaction.docChanged && transaction.selection === undefined && !isAsked) return before;
  const call = callAt(state, state.selection.main.head);
  if (call === null || state.readOnly) return null;
  const isStillIn = before !== null && transaction.changes.mapPos(before.call.from) === call.from;
  return isTyped || isAsked || isStillIn ? shownAt(state, call, before) : null;
}

const signatureField = StateField.define<Shown | null>({
  create: () => null,
  update: next,
  provide: (field) => [
    showTooltip.from(field, (shown) => shown?.tooltip ?? null),
    EditorView.contentAttributes.from(field, (shown): Record<string, string> => (shown === null ? {} : { "aria-describedby": tooltipId })),
  ],
});

/** The first call may be written before the names are here. */
const whenNamesCome = ViewPlugin.fromClass(
  class {
    #isWaiting = false;
    #isGone = false;

    update({ docChanged, view, state }: ViewUpdate): void {
      if (!docChanged || this.#isWaiting || namesNow() !== null || callAt(state, state.selection.main.head) === null) return;
      this.#isWaiting = true;
      void loadNames().then((names) => {
        this.#isWaiting = false;
        if (names !== null && !this.#isGone && view.hasFocus) view.dispatch({ effects: show.of(null) });
      });
    }

    destroy(): void {
      this.#isGone = true;
    }
  },
);

const look = EditorView.theme({
  ".cm-tooltip.cm-signature": {
    padding: "2px 8px", fontFamily: "var(--mono)", fontSize: "12px", lineHeight: "1.6", color: "var(--quiet)", maxWidth: "min(90vw, 720px)",
    overflow: "hidden", textOverflow: "ellipsis", whiteSpace: "nowrap",
  },
  ".cm-signature strong": { color: "var(--text)", fontWeight: "600", textDecoration: "underline", textUnderlineOffset: "3px" },
});

export const signatureHelp: Extension = [
  signatureField,
  whenNamesCome,
  look,
  keymap.of([
    {
      key: "Ctrl-Shift-Space",
      run: (view) => {
        void loadNames().then(() => view.dispatch({ effects: show.of(null) }));
        return true;
      },
    },
  ]),
  EditorView.domEventObservers({
    // Escape means more than this line: it is seen, not taken.
    keydown(event, view) {
      if (event.key === "Escape" && view.state.field(signatureField) !== null) view.dispatch({ effects: hide.of(null) });
    },
    blur(_event, view) {
      if (view.state.field(signatureField) !== null) view.dispatch({ effects: hide.of(null) });
    },
  }),
];
