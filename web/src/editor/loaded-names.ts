// The libraries' names, fetched once and only when somebody writes.
type Names = typeof import("./library-names");

let loading: Promise<Names | null> | null = null;
let loaded: Names | null = null;

/** Fetch the names; null when they cannot be had, and then the next call tries again. */
export function loadNames(): Promise<Names | null> {
  loading ??= import("./library-names").then(
    (names) => (loaded = names),
    () => (loading = null),
  );
  return loading;
}

/** The names if they are here already. */
export function namesNow(): Names | null {
  return loaded;
}
