// Which keys edit, as it was chosen last. Apart from the editor, so that a page without one can ask and choose too.
export const allKeys = ["default", "vim", "emacs"] as const;
export type Keys = (typeof allKeys)[number];

export const keysWords: Readonly<Record<Keys, string>> = { default: "Default", vim: "Vim", emacs: "Emacs" };

const rememberedAs = "thinkaloud:keys";
let chosen: Keys | null = null;

/** The name of a set of keys, out of whatever was written down. */
export function keysFrom(text: string | null): Keys {
  return allKeys.find((keys) => keys === text) ?? "default";
}

/** The keys that were chosen last. */
export function keysNow(): Keys {
  if (chosen !== null) return chosen;
  try {
    return keysFrom(localStorage.getItem(rememberedAs));
  } catch {
    return "default";
  }
}

/** Have editors that are opened from now on use these keys. */
export function rememberKeys(keys: Keys): void {
  chosen = keys;
  try {
    if (keys === "default") localStorage.removeItem(rememberedAs);
    else localStorage.setItem(rememberedAs, keys);
  } catch {
    // Not remembered then.
  }
}
