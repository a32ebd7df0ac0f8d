// The comments on one session: those that the server has, and what is being typed. Nothing typed is dropped before the
// server has it or the writer says so.
import { keepIn, newIntentId, type Keep } from "../session/outbox";
import { api, ApiError, wordsFor, type CommentRow } from "../wire/api";
import { draftsFrom, draftsToKeep, type ChangeDraft, type NewDraft } from "./drafts";
import { inOrder, takenInWords } from "./moments";

/** Where something went wrong: at the new comment, at a file, or at a comment that is there. */
export interface Trouble {
  readonly at: "new" | "file" | { readonly commentId: string };
  readonly words: string;
}

const kept = " What you typed is kept.";

export class Comments {
  readonly #sessionId: string;
  readonly #drafts: Keep;
  readonly #author: Keep;
  list: readonly CommentRow[] = $state.raw([]);
  state: "loading" | "ready" | "failed" = $state("loading");
  failure: unknown = $state.raw(null);
  fresh: NewDraft | null = $state.raw(null);
  change: ChangeDraft | null = $state.raw(null);
  /** The name under which one writes, remembered for all sessions. */
  author = $state("");
  busy = $state(false);
  trouble: Trouble | null = $state.raw(null);
  /** What was just done, for a quiet line and for screen readers. */
  done = $state("");

  constructor(sessionId: string, storage: Storage = localStorage) {
    this.#sessionId = sessionId;
    this.#drafts = keepIn(storage, `thinkaloud:comments:${sessionId}`);
    this.#author = keepIn(storage, "thinkaloud:comments-author");
    ({ fresh: this.fresh, change: this.change } = draftsFrom(this.#drafts.load()));
    this.author = this.#author.load() ?? "";
  }

  async load(): Promise<void> {
    this.state = "loading";
    try {
      this.list = await api.comments(this.#sessionId);
      this.state = "ready";
    } catch (failure) {
      this.failure = failure;
      this.state = "failed";
    }
  }

  /** Begin a comment on a moment; one that is begun goes on, at its own moment. */
  begin(seq: number): void {
    this.#forget("new");
    if (this.fresh === null || this.fresh.text.trim() === "") this.fresh = { commentId: newIntentId(), seq, text: "" };
  }

  write(text: string): void {
    if (this.fresh === null) return;
    this.fresh = { ...this.fresh, text };
    this.#keep();
  }

  /** Put the comment that is being written to another moment. */
  moveTo(seq: number): void {
    if (this.fresh === null) return;
    // It may have been stored at the old moment, if only the answer was lost: a new id leaves that one alone.
    this.fresh = { ...this.fresh, seq, commentId: newIntentId() };
    this.#keep();
  }

  discard(): void {
    this.fresh = null;
    this.#forget("new");
    this.#keep();
  }

  setAuthor(author: string): void {
    this.author = author;
    this.#author.save(author.trim() === "" ? null : author);
  }

  /** Save the comment that is being written; whether it was. */
  async save(): Promise<boolean> {
    const { fresh, author } = this;
    if (fresh === null) return false;
    return await this.#do("new", kept, async () => {
      const body = { comment_id: fresh.commentId, seq: fresh.seq, author, text: fresh.text };
      this.#put(await api.makeComment(this.#sessionId, body));
      // What was typed while it was being saved goes out with the next save, under the same id.
      if (this.fresh === fresh) this.fresh = null;
      this.done = "Comment saved.";
    });
  }

  edit(comment: CommentRow): void {
    this.#forget(comment.comment_id);
    this.change = { commentId: comment.comment_id, text: comment.text };
    this.#keep();
  }

  rewrite(text: string): void {
    if (this.change === null) return;
    this.change = { ...this.change, text };
    this.#keep();
  }

  leaveAsItWas(): void {
    if (this.change !== null) this.#forget(this.change.commentId);
    this.change = null;
    this.#keep();
  }

  async saveChange(): Promise<boolean> {
    const { change } = this;
    if (change === null) return false;
    return await this.#do({ commentId: change.commentId }, kept, async () => {
      this.#put(await api.changeComment(this.#sessionId, change.commentId, change.text));
      if (this.change === change) this.change = null;
      this.done = "Change saved.";
    });
  }

  async remove(commentId: string): Promise<boolean> {
    return await this.#do({ commentId }, "", async () => {
      try {
        await api.removeComment(this.#sessionId, commentId);
      } catch (failure) {
        // Somebody else removed it first: what was wanted is so.
        if (!(failure instanceof ApiError && failure.code === "unknown_comment")) throw failure;
      }
      this.list = this.list.filter((comment) => comment.comment_id !== commentId);
      if (this.change?.commentId === commentId) this.change = null;
      this.done = "Comment deleted.";
    });
  }

  async takeIn(file: Blob): Promise<boolean> {
    return await this.#do("file", "", async () => {
      const { n_new, n_known } = await api.importComments(this.#sessionId, file);
      this.done = takenInWords(n_new, n_known);
      if (n_new > 0) this.list = await api.comments(this.#sessionId);
    });
  }

  /** What went wrong at a comment that is there; empty when nothing did. */
  troubleAt(commentId: string): string {
    const { trouble } = this;
    return trouble !== null && typeof trouble.at === "object" && trouble.at.commentId === commentId ? trouble.words : "";
  }

  async #do(at: Trouble["at"], afterwards: string, work: () => Promise<void>): Promise<boolean> {
    if (this.busy) return false;
    this.busy = true;
    this.trouble = null;
    this.done = "";
    try {
      await work();
      this.#keep();
      return true;
    } catch (failure) {
      this.trouble = { at, words: wordsFor(failure) + afterwards };
      return false;
    } finally {
      this.busy = false;
    }
  }

  #put(row: CommentRow): void {
    this.list = inOrder([...this.list.filter((comment) => comment.comment_id !== row.comment_id), row]);
  }

  #keep(): void {
    this.#drafts.save(draftsToKeep(this));
  }

  #forget(at: string): void {
    if (this.trouble?.at === at || this.troubleAt(at) !== "") this.trouble = null;
  }
}
