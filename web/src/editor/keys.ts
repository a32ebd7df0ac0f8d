// Which keys edit: the editor's own, Vim's or Emacs's. Remembered; what is not wanted is never fetched.
import { completionStatus } from "@codemirror/autocomplete";
import { Compartment, type Extension } from "@codemirror/state";
import { EditorView, ViewPlugin } from "@codemirror/view";

export const allKeys = ["default", "vim", "emacs"] as const;
export type Keys = (typeof allKeys)[number];

const rememberedAs = "thinkaloud:keys";
const compartment = new Compartment();
const toLeaveMs = 2_000;

/** The name of a set of keys, out of whatever was written down. */
export function keysFrom(text: string | null): Keys {
  return allKeys.find((keys) => keys === text) ?? "default";
}

let chosen: Keys | null = null;

/** The keys that were chosen last. */
export function keysNow(): Keys {
  if (chosen !== null) return chosen;
  try {
    return keysFrom(localStorage.getItem(rememberedAs));
  } catch {
    return "default";
  }
}

function remember(keys: Keys): void {
  chosen = keys;
  try {
    if (keys === "default") localStorage.removeItem(rememberedAs);
    else localStorage.setItem(rememberedAs, keys);
  } catch {
    // Not remembered then.
  }
}

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
  remember(keys);
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
