// What the editor can do, spelled out package by package.
import { closeBrackets, closeBracketsKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyField, historyKeymap, indentWithTab } from "@codemirror/commands";
import { python } from "@codemirror/lang-python";
import { bracketMatching, foldGutter, foldKeymap, indentOnInput, indentUnit } from "@codemirror/language";
import { lintGutter, lintKeymap } from "@codemirror/lint";
import { highlightSelectionMatches, searchKeymap } from "@codemirror/search";
import { EditorState, type Extension } from "@codemirror/state";
import {
  crosshairCursor, drawSelection, dropCursor, EditorView, highlightActiveLine, highlightActiveLineGutter, highlightSpecialChars,
  keymap, lineNumbers, rectangularSelection,
} from "@codemirror/view";
import { appearance } from "./appearance";
import { cellBoundaries } from "./cells";
import { completion } from "./completion";
import { keyBindings, leavingByKeyboard } from "./keys";
import { signatureHelp } from "./signature";
import { syntaxMarks } from "./syntax-marks";

/** Largest code that the server keeps; more is refused here with a word to the user instead of there. */
export const mostCodeBytes = 64 * 1024;

// The server counts lines by \n alone; pasted \r\n is parted here so that both sides count alike.
const newlines = EditorState.lineSeparator.of("\n");

// Control and direction characters show as signs: code must read as it runs.
const reading: Extension = [
  newlines, EditorState.tabSize.of(4), python(), bracketMatching(), highlightSpecialChars(), cellBoundaries, appearance,
];

/** For code that is looked at. */
export const readingExtensions: Extension = [
  reading,
  lineNumbers(),
  EditorState.readOnly.of(true),
  EditorView.editable.of(false),
  EditorView.contentAttributes.of({ tabindex: "0" }),
];

/** For code that is written. */
export function writingExtensions(refused: (why: string) => void): Extension {
  return [
    keyBindings,
    leavingByKeyboard,
    reading,
    EditorView.contentAttributes.of({ tabindex: "0" }),
    indentUnit.of("    "),
    lineNumbers(),
    highlightActiveLineGutter(),
    foldGutter(),
    history(),
    drawSelection(),
    dropCursor(),
    EditorState.allowMultipleSelections.of(true),
    indentOnInput(),
    closeBrackets(),
    completion,
    signatureHelp,
    syntaxMarks,
    rectangularSelection(),
    crosshairCursor(),
    highlightActiveLine(),
    highlightSelectionMatches(),
    lintGutter(),
    EditorView.clipboardInputFilter.of((text) => text.replaceAll(/\r\n?/g, "\n")),
    sizeLimit(refused),
    keymap.of([
      ...closeBracketsKeymap, ...defaultKeymap.filter(notOurs), ...searchKeymap, ...historyKeymap, ...foldKeymap, ...lintKeymap,
      indentWithTab,
    ]),
  ];
}

/** Ctrl-Enter is Run here, not a blank line. */
function notOurs(binding: { key?: string }): boolean {
  return binding.key !== "Mod-Enter";
}

function sizeLimit(refused: (why: string) => void): Extension {
  const utf8 = new TextEncoder();
  return EditorState.changeFilter.of((transaction) => {
    // A character takes at most three bytes for each of its units, so small texts need no counting.
    const { length } = transaction.changes.invertedDesc;
    const grows = length > transaction.startState.doc.length;
    if (!grows || length * 3 <= mostCodeBytes) return true;
    const nBytes = utf8.encode(transaction.newDoc.toString()).length;
    if (nBytes <= mostCodeBytes) return true;
    refused(`That was not added: the code would have ${nBytes.toLocaleString()} bytes, and at most ${mostCodeBytes.toLocaleString()} are kept.`);
    return false;
  });
}

/** Parts of the editor's state that outlive a reload. */
export const keptFields = { history: historyField };
