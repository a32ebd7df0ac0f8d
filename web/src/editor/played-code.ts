// Code in a replay: shows any text at once by changing only what differs, and marks where the last edit was.
import { StateEffect, StateField, type Text, type TransactionSpec } from "@codemirror/state";
import { Decoration, EditorView, WidgetType, type DecorationSet } from "@codemirror/view";

class Cursor extends WidgetType {
  override toDOM(): HTMLElement {
    const mark = document.createElement("span");
    mark.className = "cm-replay-cursor";
    mark.setAttribute("aria-hidden", "true");
    return mark;
  }
}

const moveCursor = StateEffect.define<number | null>();
const cursorMark = Decoration.widget({ widget: new Cursor(), side: 1 });

/** The mark at the last edit. */
export const playedCursor = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(marks, transaction) {
    const moved = transaction.effects.find((effect) => effect.is(moveCursor));
    if (moved === undefined) return marks.map(transaction.changes);
    const at = moved.value as number | null;
    return at === null ? Decoration.none : Decoration.set(cursorMark.range(Math.min(at, transaction.newDoc.length)));
  },
  provide: (field) => EditorView.decorations.from(field),
});

/** A transaction from one text to another. The change is what lies between the shared start and the shared end. */
export function showText(before: Text, after: Text, at: number | null, follow: boolean): TransactionSpec {
  const effects: StateEffect<unknown>[] = [moveCursor.of(at)];
  if (follow && at !== null) effects.push(EditorView.scrollIntoView(Math.min(at, after.length), { y: "nearest", yMargin: 60 }));
  if (before.eq(after)) return { effects };
  const one = before.toString();
  const two = after.toString();
  const shortest = Math.min(one.length, two.length);
  let start = 0;
  while (start < shortest && one.charCodeAt(start) === two.charCodeAt(start)) start += 1;
  let end = 0;
  while (end < shortest - start && one.charCodeAt(one.length - 1 - end) === two.charCodeAt(two.length - 1 - end)) end += 1;
  return { changes: { from: start, to: one.length - end, insert: two.slice(start, two.length - end) }, effects };
}
