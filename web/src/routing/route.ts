// Which page an address stands for. Pure: reads and makes addresses, moves nowhere.

export type Route =
  | { readonly page: "start" }
  | { readonly page: "grading" }
  | { readonly page: "progress" }
  | { readonly page: "settings" }
  | { readonly page: "interview"; readonly sessionId: string }
  | { readonly page: "debrief"; readonly sessionId: string }
  | { readonly page: "replay"; readonly sessionId: string; readonly seq: number | null }
  | { readonly page: "compare"; readonly sessionIds: readonly [string, string] }
  | { readonly page: "not_found"; readonly path: string };

/** Read an address. */
export function routeFrom(path: string, hash = ""): Route {
  const parts = path.split("/").filter((part) => part !== "");
  if (parts.length === 0) return { page: "start" };
  const [first, second, third] = parts;
  if (first === "grading" && parts.length === 1) return { page: "grading" };
  if (first === "progress" && parts.length === 1) return { page: "progress" };
  if (first === "compare" && second !== undefined && third !== undefined && parts.length === 3) {
    const [one, two] = [decoded(second), decoded(third)];
    return one === null || two === null ? { page: "not_found", path } : { page: "compare", sessionIds: [one, two] };
  }
  if (first === "settings" && parts.length === 1) return { page: "settings" };
  if (first !== "session" || second === undefined || parts.length > 3) return { page: "not_found", path };
  const sessionId = decoded(second);
  if (sessionId === null) return { page: "not_found", path };
  if (third === undefined) return { page: "interview", sessionId };
  if (third === "debrief") return { page: "debrief", sessionId };
  if (third === "replay") return { page: "replay", sessionId, seq: seqFrom(hash) };
  return { page: "not_found", path };
}

/** Read the event's number from the part after `#`. */
export function seqFrom(hash: string): number | null {
  const found = /^#?(\d{1,9})$/.exec(hash);
  return found?.[1] === undefined ? null : Number(found[1]);
}

function decoded(part: string): string | null {
  try {
    return decodeURIComponent(part);
  } catch {
    return null;
  }
}

const id = encodeURIComponent;

/** Addresses of pages. */
export const to = {
  start: () => "/",
  grading: () => "/grading",
  progress: () => "/progress",
  settings: () => "/settings",
  interview: (sessionId: string) => `/session/${id(sessionId)}`,
  debrief: (sessionId: string) => `/session/${id(sessionId)}/debrief`,
  replay: (sessionId: string, seq?: number) => `/session/${id(sessionId)}/replay${seq === undefined ? "" : `#${seq}`}`,
  compare: (olderId: string, newerId: string) => `/compare/${id(olderId)}/${id(newerId)}`,
};
