// Who looks at the page: the owner of the server, or a guest who was shown sessions by link.
import { ApiError, api, type Visit } from "../wire/api";

class VisitState {
  /** Null until the server has said so, and after it could not: then pages say themselves what is wrong. */
  #found: Visit | null = $state.raw(null);
  #asked = $state(false);
  #closed = $state(false);

  constructor() {
    void this.#ask();
  }

  async #ask(): Promise<void> {
    try {
      this.#found = await api.visit();
    } catch (failure) {
      this.#closed = failure instanceof ApiError && failure.code === "link_closed";
    } finally {
      this.#asked = true;
    }
  }

  /** Whether the question has been answered, or cannot be. */
  get isSettled(): boolean {
    return this.#asked;
  }

  get isOwner(): boolean {
    return this.#found?.is_guest === false;
  }

  get isGuest(): boolean {
    return this.#found?.is_guest === true;
  }

  /** Whether they were a guest, and their links open nothing now. */
  get isClosed(): boolean {
    return this.#closed;
  }

  /** Whether they may comment on a session. */
  mayCommentOn(sessionId: string): boolean {
    return !this.isGuest || this.shown.some((each) => each.session_id === sessionId && each.may_comment);
  }

  /** The sessions that a guest was shown. */
  get shown(): Visit["shown"] {
    return this.#found?.shown ?? [];
  }
}

export const visit = new VisitState();
