// The remembered choice, as state of the page.
import { keptFrom, sittingFrom, type Sitting } from "./sitting";

const key = "thinkaloud:sitting";

function remembered(): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

class ChosenSitting {
  now: Sitting = $state.raw(sittingFrom(remembered()));

  choose(change: Partial<Sitting>): void {
    this.now = { ...this.now, ...change };
    try {
      localStorage.setItem(key, keptFrom(this.now));
    } catch {
      // Not remembered then.
    }
  }
}

export const sitting = new ChosenSitting();
