// Vim's keys, in the page's colours. Fetched only by those who choose them.
import { Prec, type Extension } from "@codemirror/state";
import { EditorView, keymap } from "@codemirror/view";
import { getCM, vim } from "@replit/codemirror-vim";

const look = EditorView.theme({
  ".cm-vim-panel": { padding: "2px 10px", fontFamily: "var(--mono)", fontSize: "12px", color: "var(--quiet)", minHeight: "1.6em" },
  // Its messages are red, also the harmless ones.
  ".cm-vim-panel *": { color: "inherit !important" },
  ".cm-vim-panel input": { fontFamily: "inherit" },
  "&.cm-focused .cm-fat-cursor": { background: "var(--accent)", color: "var(--on-accent) !important" },
  "&:not(.cm-focused) .cm-fat-cursor": { background: "none", outlineColor: "var(--accent)", color: "transparent !important" },
});

/** Only what is being written is indented by Tab. */
const noIndentInNormalMode = keymap.of([{ key: "Tab", run: (view) => getCM(view)?.state.vim?.insertMode === false }]);

export const vimKeys: Extension = [vim({ status: true }), Prec.high(noIndentInNormalMode), look];
