// Who looks at the page: the owner of the server, or a guest who was shown sessions by link.
import { api, type Visit } from "../wire/api";

class VisitState {
  /** Null until the server has said so, and after it could not: then pages say themselves what is wrong. */
  #found: Visit | null = $state.raw(null);
  #asked = $state(false);

  constructor() {
    void api.visit().then(
      (visit) => (this.#found = visit),
      () => null,
    ).then(() => (this.#asked = true));
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

  /** The sessions that a guest was shown. */
  get shown(): Visit["shown"] {
    return this.#found?.shown ?? [];
  }
}

export const visit = new VisitState();
