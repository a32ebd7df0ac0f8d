// Links to a session in words: how long they work, where, and what has become of them. Pure.
import { unreachable } from "../wire/messages";
import type { LinkRow, NewLink, SessionLinks } from "../wire/api";
import { dayOf } from "../text/durations";

export const LONGEST_LABEL = 60;

/** What whoever opens a link or a file can see. */
export const whatIsSeen = "Others see your words, code, runs and grade of this session; nothing else.";

export const expiries: readonly { readonly days: NewLink["expires_in_days"]; readonly says: string }[] = [
  { days: 7, says: "7 days" },
  { days: 30, says: "30 days" },
  { days: 90, says: "90 days" },
  { days: null, says: "Until I withdraw it" },
];

const ofThisMachine: ReadonlySet<string> = new Set(["localhost", "127.0.0.1", "[::1]"]);

/** Say from where a link can be opened, when the owner has the page open under `hostname`. */
export function whereItWorks({ reach, names }: Pick<SessionLinks, "reach" | "names">, hostname: string): string {
  const instead = ofThisMachine.has(hostname) ? ` In the link, put ${names[0] ?? "its own name or address there"} in place of ${hostname}.` : "";
  if (names.length > 0) return `A link works wherever ${names.join(" or ")} can be reached.${instead}`;
  switch (reach) {
    case "machine": return "This server answers this machine only, so a link works only here. To somebody elsewhere, send a file.";
    case "network": return `A link works in the network that this machine is in.${instead}`;
    default: return unreachable(reach);
  }
}

/** Say what has become of a link. */
export function stateInWords({ state, expires_at, may_comment }: LinkRow): string {
  switch (state) {
    case "withdrawn": return "Withdrawn";
    case "expired": return expires_at === null ? "Expired" : `Expired ${dayOf(expires_at)}`;
    case "open": return `${expires_at === null ? "Works until withdrawn" : `Works until ${dayOf(expires_at)}`} · ${may_comment ? "may comment" : "reads only"}`;
    default: return unreachable(state);
  }
}

/** Those that work first, each kind as it came. */
export function inOrder(links: readonly LinkRow[]): readonly LinkRow[] {
  return [...links.filter(({ state }) => state === "open"), ...links.filter(({ state }) => state !== "open")];
}

/** Name a link for its buttons. */
export function nameOf({ label, made_at }: LinkRow): string {
  return label === "" ? `Link of ${dayOf(made_at)}` : label;
}
