// Intents that the server has not acknowledged. They outlive a reload, keep their ids, and go out again in order.
import type { Intent } from "../wire/messages";

export interface Keep {
  load(): string | null;
  save(text: string | null): void;
}

/** A place in the browser's storage; a full or forbidden one loses only the convenience. */
export function keepIn(storage: Storage, key: string): Keep {
  return {
    load() {
      try {
        return storage.getItem(key);
      } catch {
        return null;
      }
    },
    save(text) {
      try {
        if (text === null) storage.removeItem(key);
        else storage.setItem(key, text);
      } catch {
        // Nothing to be done here; the page goes on without it.
      }
    },
  };
}

export class Outbox {
  #waiting: Intent[] = [];
  readonly #keep: Keep;

  constructor(keep: Keep) {
    this.#keep = keep;
    try {
      const kept: unknown = JSON.parse(keep.load() ?? "[]");
      if (Array.isArray(kept)) this.#waiting = kept as Intent[];
    } catch {
      keep.save(null);
    }
  }

  get waiting(): readonly Intent[] {
    return this.#waiting;
  }

  add(intent: Intent): void {
    this.#waiting = [...this.#waiting, intent];
    this.#store();
  }

  /** Take an intent out, because it was answered. Gives it back, or null when it was not here. */
  settle(intentId: string): Intent | null {
    const intent = this.#waiting.find((waiting) => waiting.intent_id === intentId) ?? null;
    if (intent === null) return null;
    this.#waiting = this.#waiting.filter((waiting) => waiting !== intent);
    this.#store();
    return intent;
  }

  #store(): void {
    this.#keep.save(this.#waiting.length === 0 ? null : JSON.stringify(this.#waiting));
  }
}

/** A new id for an intent. Works on plain http addresses too, where `crypto.randomUUID` is missing. */
export function newIntentId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
