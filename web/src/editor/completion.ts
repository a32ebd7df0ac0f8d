// Completion that stays out of the way: it offers, and takes no key from those who go on writing.
//
// Nothing is chosen until an arrow key chooses it, so Enter is a new line as ever. Tab takes the first entry.
import {
  acceptCompletion, autocompletion, closeCompletion, completionStatus, moveCompletionSelection, selectedCompletionIndex,
  setSelectedCompletion, startCompletion, type CompletionContext, type CompletionResult,
} from "@codemirror/autocomplete";
import { pythonLanguage } from "@codemirror/lang-python";
import { Prec, type Extension } from "@codemirror/state";
import { EditorView, keymap, type Command } from "@codemirror/view";
import { loadNames } from "./loaded-names";

type Source = "completeLibraries" | "completeImports" | "completeMembers";

function fromNames(source: Source): (context: CompletionContext) => Promise<CompletionResult | null> {
  return async (context) => (await loadNames())?.[source](context) ?? null;
}

/** Take the chosen entry, else the first. */
const acceptFirst: Command = (view) => {
  if (completionStatus(view.state) !== "active") return false;
  if (selectedCompletionIndex(view.state) === null) view.dispatch({ effects: setSelectedCompletion(0) });
  return acceptCompletion(view);
};

const whileOpen: Readonly<Record<string, Command>> = {
  ArrowDown: moveCompletionSelection(true),
  ArrowUp: moveCompletionSelection(false),
  PageDown: moveCompletionSelection(true, "page"),
  PageUp: moveCompletionSelection(false, "page"),
  Enter: acceptCompletion,
  Tab: acceptFirst,
};

// Before Vim and Emacs see the key; Escape is left to them, for it also ends Vim's insert mode.
const keysWhileOpen = EditorView.domEventHandlers({
  keydown(event, view) {
    if (event.ctrlKey || event.altKey || event.metaKey || event.shiftKey || event.isComposing) return false;
    return completionStatus(view.state) === "active" && (whileOpen[event.key]?.(view) ?? false);
  },
});

export const completion: Extension = [
  autocompletion({ selectOnOpen: false, icons: false, defaultKeymap: false, maxRenderedOptions: 60 }),
  (["completeLibraries", "completeImports", "completeMembers"] as const).map((source) =>
    pythonLanguage.data.of({ autocomplete: fromNames(source) }),
  ),
  Prec.highest(keysWhileOpen),
  keymap.of([
    { key: "Ctrl-Space", run: startCompletion },
    { key: "Escape", run: closeCompletion },
  ]),
  EditorView.domEventObservers({ focus: () => void loadNames() }),
];
