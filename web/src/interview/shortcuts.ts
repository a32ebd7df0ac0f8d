// Keys of the interview and the replay: one list for what they do and for the help that tells of them. Pure.

export type InterviewKey = "run" | "run_all" | "submit" | "stop" | "hint" | "talk" | "code" | "sketch" | "help";
export type ReplayKey = "toggle" | "next" | "previous" | "step_on" | "step_back" | "first" | "last" | "faster" | "slower" | "comment" | "help";

interface Pressed {
  readonly key: string;
  /** Where the key lies: with Alt held, some keyboards type another sign. */
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
}

export interface Shortcut {
  readonly keys: string;
  readonly does: string;
  /** Holds only there. */
  readonly within?: "the editor";
}

export const interviewShortcuts: readonly Shortcut[] = [
  { keys: "Ctrl Enter", does: "Run the code; in a cell that “# %%” begins: run the cell" },
  { keys: "Alt R", does: "Run the code, also from within a cell" },
  { keys: "Ctrl Shift Enter", does: "Submit" },
  { keys: "Alt S", does: "Stop what is going" },
  { keys: "Shift Enter", does: "Run the cell and go to the next" },
  { keys: "Alt Enter", does: "Add a cell" },
  { keys: "Alt H", does: "Ask for a hint" },
  { keys: "Alt 1", does: "Go to the conversation" },
  { keys: "Alt 2", does: "Go to the code" },
  { keys: "Alt 3", does: "Go to the sketch pad; there Ctrl Z undoes" },
  { keys: "Enter", does: "Send what is typed; there Shift Enter starts a new line" },
  { keys: "Arrows on a divider", does: "Resize the panes" },
  { keys: "F1", does: "This list" },
  { keys: "Escape, then Tab", does: "Leave the editor, also with the keys of Vim (from its normal mode) and of Emacs", within: "the editor" },
  { keys: "Ctrl Space", does: "Offer names; they also come while you type", within: "the editor" },
  { keys: "Tab", does: "Take the first name offered, or the one chosen with ↑ ↓", within: "the editor" },
  { keys: "Enter", does: "A new line as ever; only a name chosen with ↑ ↓ is taken", within: "the editor" },
  { keys: "Ctrl Shift Space", does: "Show the parameters of the call that the cursor is in; Escape hides them", within: "the editor" },
  { keys: "Ctrl F", does: "Search; in Vim /, in Emacs Ctrl S", within: "the editor" },
  { keys: "Ctrl D", does: "Select the next place with the same text, to write in several at once", within: "the editor" },
  { keys: "Ctrl Alt ↑ ↓", does: "A further cursor above or below; also Ctrl and a click", within: "the editor" },
  { keys: "Keys", does: "Below the code: edit with Vim's keys, or with those of Emacs that a browser leaves to a page", within: "the editor" },
];

export const replayShortcuts: readonly Shortcut[] = [
  { keys: "Space", does: "Play or pause" },
  { keys: "← →", does: "Previous or next turn, run, hint or phase" },
  { keys: ", .", does: "One event back or on, down to single edits" },
  { keys: "Home End", does: "First or last moment" },
  { keys: "− +", does: "Slower or faster" },
  { keys: "C", does: "Comment on this moment" },
  { keys: "F1", does: "This list" },
];

/** What a key press asks for in an interview. Command counts as Ctrl. */
export function interviewKey(pressed: Pressed): InterviewKey | null {
  const { key, code, altKey, shiftKey } = pressed;
  const ctrl = pressed.ctrlKey || pressed.metaKey;
  if (key === "F1") return "help";
  if (ctrl && !altKey && key === "Enter") return shiftKey ? "submit" : "run";
  if (altKey && !ctrl && !shiftKey && code === "KeyR") return "run_all";
  if (altKey && !ctrl && !shiftKey && code === "KeyS") return "stop";
  if (altKey && !ctrl && code === "KeyH") return "hint";
  if (altKey && !ctrl && code === "Digit1") return "talk";
  if (altKey && !ctrl && code === "Digit2") return "code";
  if (altKey && !ctrl && code === "Digit3") return "sketch";
  return null;
}

const replayKeys: Readonly<Record<string, ReplayKey>> = {
  " ": "toggle", ArrowRight: "next", ArrowLeft: "previous", ".": "step_on", ",": "step_back", Home: "first", End: "last",
  "+": "faster", "-": "slower", c: "comment", C: "comment", F1: "help",
};

/** What a key press asks for in a replay. */
export function replayKey(pressed: Pressed): ReplayKey | null {
  if (pressed.ctrlKey || pressed.metaKey || pressed.altKey) return null;
  return replayKeys[pressed.key] ?? null;
}
