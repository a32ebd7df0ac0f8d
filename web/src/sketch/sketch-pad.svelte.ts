// The sketch of a session while it is drawn: marks with undo, notes, the tool in hand; kept in this browser as it changes.
import { changed, historyOf, redone, undone, type Ink, type Marks, type Tool } from "./drawing";
import { keepSketch, keptSketch, keptWords, sketchFromText, sketchKey, type Kept } from "./kept-sketch";

const keepAfterMs = 300;

export class SketchPad {
  readonly #sessionId: string;
  readonly #storage: Storage;
  #keeping: ReturnType<typeof setTimeout> | null = null;
  #history = $state.raw(historyOf([]));
  #notes = $state("");
  #kept: Kept = $state("kept");
  tool: Tool = $state("pen");
  ink: Ink = $state("ink");

  constructor(sessionId: string, storage: Storage) {
    this.#sessionId = sessionId;
    this.#storage = storage;
    const { marks, notes } = keptSketch(storage, sessionId);
    this.#history = historyOf(marks);
    this.#notes = notes;
  }

  get marks(): Marks {
    return this.#history.now;
  }

  get canUndo(): boolean {
    return this.#history.before.length > 0;
  }

  get canRedo(): boolean {
    return this.#history.after.length > 0;
  }

  get notes(): string {
    return this.#notes;
  }

  set notes(notes: string) {
    this.#notes = notes;
    this.#keepSoon();
  }

  /** Why the sketch is not kept; empty when it is. */
  get trouble(): string {
    return this.#kept === "kept" ? "" : keptWords[this.#kept];
  }

  change(marks: Marks): void {
    this.#history = changed(this.#history, marks);
    this.#keepSoon();
  }

  undo(): void {
    this.#history = undone(this.#history);
    this.#keepSoon();
  }

  redo(): void {
    this.#history = redone(this.#history);
    this.#keepSoon();
  }

  /** Keep what is not yet kept, at once: the page may be about to go. */
  keepNow(): void {
    if (this.#keeping === null) return;
    clearTimeout(this.#keeping);
    this.#keeping = null;
    this.#kept = keepSketch(this.#storage, this.#sessionId, { marks: this.marks, notes: this.#notes });
  }

  /** Another tab with the same session drew: show that, so that neither overwrites the other. */
  takeOver(change: StorageEvent): void {
    if (change.key !== sketchKey(this.#sessionId)) return;
    if (this.#keeping !== null) clearTimeout(this.#keeping);
    this.#keeping = null;
    const { marks, notes } = sketchFromText(change.newValue);
    this.#history = changed(this.#history, marks);
    this.#notes = notes;
  }

  #keepSoon(): void {
    if (this.#keeping !== null) clearTimeout(this.#keeping);
    this.#keeping = setTimeout(() => this.keepNow(), keepAfterMs);
  }
}
