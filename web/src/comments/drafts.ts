// Words that were typed and not saved yet. They outlive a reload, and keep the id under which they were sent, so that
// trying again after a lost answer makes no second comment.

/** A comment that is being written. */
export interface NewDraft {
  readonly commentId: string;
  readonly seq: number;
  readonly text: string;
}

/** New words for a comment that is there. */
export interface ChangeDraft {
  readonly commentId: string;
  readonly text: string;
}

export interface Drafts {
  readonly fresh: NewDraft | null;
  readonly change: ChangeDraft | null;
}

export const longestAuthor = 60;
export const longestText = 4000;

/** Read what was kept; what cannot be read is nothing. */
export function draftsFrom(kept: string | null): Drafts {
  let found: unknown;
  try {
    found = JSON.parse(kept ?? "null");
  } catch {
    found = null;
  }
  if (typeof found !== "object" || found === null) return { fresh: null, change: null };
  const { fresh, change } = found as { fresh?: unknown; change?: unknown };
  return { fresh: isChange(fresh) && isNew(fresh) ? fresh : null, change: isChange(change) ? change : null };
}

/** What to keep; null when there is nothing worth it. */
export function draftsToKeep({ fresh, change }: Drafts): string | null {
  const worth = { fresh: fresh?.text.trim() === "" ? null : fresh, change };
  return worth.fresh === null && worth.change === null ? null : JSON.stringify(worth);
}

function isChange(value: unknown): value is ChangeDraft {
  if (typeof value !== "object" || value === null) return false;
  const { commentId, text } = value as Partial<ChangeDraft>;
  return typeof commentId === "string" && typeof text === "string";
}

function isNew(value: ChangeDraft): value is NewDraft {
  const { seq } = value as Partial<NewDraft>;
  return typeof seq === "number" && Number.isInteger(seq) && seq >= 1;
}
