// Keys of the interview and the replay: one list for what they do and for the help that tells of them. Pure.

export type InterviewKey = "run" | "run_all" | "submit" | "stop" | "hint" | "talk" | "code" | "help";
export type ReplayKey = "toggle" | "next" | "previous" | "step_on" | "step_back" | "first" | "last" | "faster" | "slower" | "help";

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
  { keys: "Enter", does: "Send what is typed; there Shift Enter starts a new line" },
  { keys: "Ctrl F", does: "Search in the code" },
  { keys: "Ctrl Space", does: "Complete a name" },
  { keys: "Escape, then Tab", does: "Leave the editor" },
  { keys: "Arrows on a divider", does: "Resize the panes" },
  { keys: "F1", does: "This list" },
];

export const replayShortcuts: readonly Shortcut[] = [
  { keys: "Space", does: "Play or pause" },
  { keys: "← →", does: "Previous or next turn, run, hint or phase" },
  { keys: ", .", does: "One event back or on, down to single edits" },
  { keys: "Home End", does: "First or last moment" },
  { keys: "− +", does: "Slower or faster" },
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
  return null;
}

const replayKeys: Readonly<Record<string, ReplayKey>> = {
  " ": "toggle", ArrowRight: "next", ArrowLeft: "previous", ".": "step_on", ",": "step_back", Home: "first", End: "last",
  "+": "faster", "-": "slower", F1: "help",
};

/** What a key press asks for in a replay. */
export function replayKey(pressed: Pressed): ReplayKey | null {
  if (pressed.ctrlKey || pressed.metaKey || pressed.altKey) return null;
  return replayKeys[pressed.key] ?? null;
}
