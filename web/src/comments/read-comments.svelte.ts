// The comments on a session for a page that only shows them, and how many stand at a moment for what points there.
import { getContext, setContext } from "svelte";
import { api } from "../wire/api";
import { momentsFrom, type CommentedMoment } from "./moments";

export class ReadComments {
  readonly #sessionId: string;
  moments: readonly CommentedMoment[] = $state.raw([]);
  /** Why they could not be fetched; null when they could. */
  failure: unknown = $state.raw(null);

  constructor(sessionId: string) {
    this.#sessionId = sessionId;
  }

  get n(): number {
    return this.moments.reduce((sum, { comments }) => sum + comments.length, 0);
  }

  async load(): Promise<void> {
    try {
      const comments = await api.comments(this.#sessionId);
      // What the moments are is in the log, which most debriefs can do without.
      const lines = comments.length === 0 ? [] : (await api.log(this.#sessionId)).envelopes;
      this.moments = momentsFrom(comments, lines);
      this.failure = null;
    } catch (failure) {
      this.failure = failure;
    }
  }

  /** How many comments there are on a moment. */
  at(seq: number): number {
    return this.moments.find((moment) => moment.seq === seq)?.comments.length ?? 0;
  }
}

const key = Symbol("comments beside evidence");

/** Let the evidence below this component know of comments on its moments. */
export function showBesideEvidence(comments: ReadComments): void {
  setContext(key, comments);
}

/** The comments that were shown this way; null where there are none to know of. */
export function besideEvidence(): ReadComments | null {
  return getContext<ReadComments | undefined>(key) ?? null;
}
