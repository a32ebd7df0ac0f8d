// Emacs's keys for moving, cutting and undoing, as far as a browser leaves them to a page. Fetched only by those who
// choose them. The package @replit/codemirror-emacs is no help: it calls its own set-up pure, and a bundler leaves it out.
import {
  cursorDocEnd, cursorDocStart, cursorGroupBackward, cursorGroupForward, cursorPageUp, deleteGroupForward, emacsStyleKeymap, redo,
  simplifySelection, undo,
} from "@codemirror/commands";
import { openSearchPanel } from "@codemirror/search";
import { Prec, type Extension } from "@codemirror/state";
import { keymap, type Command } from "@codemirror/view";

/** What was cut last, for Ctrl-Y. */
let cut = "";

/** Cut to the end of the line; at the end, the line break. */
const cutToLineEnd: Command = (view) => {
  if (view.state.readOnly) return false;
  const { head } = view.state.selection.main;
  const line = view.state.doc.lineAt(head);
  const to = head === line.to ? Math.min(head + 1, view.state.doc.length) : line.to;
  cut = view.state.sliceDoc(head, to);
  view.dispatch({ changes: { from: head, to }, selection: { anchor: head }, scrollIntoView: true, userEvent: "delete.cut" });
  return true;
};

const putBack: Command = (view) => {
  if (view.state.readOnly) return false;
  view.dispatch(view.state.replaceSelection(cut), { scrollIntoView: true, userEvent: "input.paste" });
  return true;
};

export const emacsKeys: Extension = Prec.highest(
  keymap.of([
    { key: "Ctrl-k", run: cutToLineEnd },
    { key: "Ctrl-y", run: putBack },
    { key: "Ctrl-s", run: openSearchPanel, preventDefault: true },
    { key: "Ctrl-g", run: simplifySelection, preventDefault: true },
    { key: "Ctrl-/", run: undo },
    { key: "Ctrl-_", run: undo },
    { key: "Alt-_", run: redo },
    { key: "Alt-f", run: cursorGroupForward },
    { key: "Alt-b", run: cursorGroupBackward },
    { key: "Alt-d", run: deleteGroupForward },
    { key: "Alt-v", run: cursorPageUp },
    { key: "Alt-<", run: cursorDocStart },
    { key: "Alt->", run: cursorDocEnd },
    ...emacsStyleKeymap,
  ]),
);
