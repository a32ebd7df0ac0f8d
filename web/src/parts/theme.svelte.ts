// Light, dark, or as the system wishes; remembered.
export const themes = ["system", "light", "dark"] as const;
export type Theme = (typeof themes)[number];

export const themeWords: Readonly<Record<Theme, string>> = { system: "Auto", light: "Light", dark: "Dark" };

const key = "thinkaloud:theme";

function remembered(): Theme {
  try {
    const kept = localStorage.getItem(key);
    return kept === "light" || kept === "dark" ? kept : "system";
  } catch {
    return "system";
  }
}

class ThemeChoice {
  now: Theme = $state(remembered());

  constructor() {
    this.#show();
  }

  choose(theme: Theme): void {
    this.now = theme;
    this.#show();
    try {
      if (theme === "system") localStorage.removeItem(key);
      else localStorage.setItem(key, theme);
    } catch {
      // Not remembered then.
    }
  }

  next(): void {
    this.choose(this.now === "system" ? "light" : this.now === "light" ? "dark" : "system");
  }

  #show(): void {
    if (this.now === "system") delete document.documentElement.dataset["theme"];
    else document.documentElement.dataset["theme"] = this.now;
  }
}

export const theme = new ThemeChoice();
