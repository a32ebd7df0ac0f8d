// Which keys edit: the editor's own, Vim's or Emacs's. Remembered; what is not wanted is never fetched.
import { completionStatus } from "@codemirror/autocomplete";
import { Compartment, type Extension } from "@codemirror/state";
import { EditorView, ViewPlugin } from "@codemirror/view";
import { keysNow, rememberKeys, type Keys } from "./remembered-keys";

const compartment = new Compartment();
const toLeaveMs = 2_000;

async function load(keys: Keys): Promise<Extension> {
  switch (keys) {
    case "default": return [];
    case "vim": return (await import("./vim-keys")).vimKeys;
    case "emacs": return (await import("./emacs-keys")).emacsKeys;
  }
}

/** Edit with these keys from now on. Fails where they cannot be fetched, and then nothing has changed. */
export async function chooseKeys(view: EditorView, keys: Keys): Promise<void> {
  const extension = await load(keys);
  rememberKeys(keys);
  view.dispatch({ effects: compartment.reconfigure(extension) });
}

/** A state that was made anew begins without them, so each view asks for them. */
const asRemembered = ViewPlugin.fromClass(
  class {
    #isGone = false;

    constructor(view: EditorView) {
      const keys = keysNow();
      if (keys === "default") return;
      void load(keys).then(
        (extension) => {
          if (!this.#isGone && keysNow() === keys) view.dispatch({ effects: compartment.reconfigure(extension) });
        },
        () => undefined,
      );
    }

    destroy(): void {
      this.#isGone = true;
    }
  },
);

/** Before all other keys, or Vim's normal mode would write. */
export const keyBindings: Extension = [compartment.of([]), asRemembered];

/** Escape, then Tab leaves the editor, whoever else takes the Escape; not where it closes the list of names. */
export const leavingByKeyboard: Extension = EditorView.domEventObservers({
  keydown(event, view) {
    if (event.key === "Escape" && completionStatus(view.state) === null) view.setTabFocusMode(toLeaveMs);
  },
});
