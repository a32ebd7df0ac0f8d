// Which other sessions one can be compared with. Pure.
import type { SessionCard } from "../wire/api";
import { to } from "../routing/route";

/** What has to be known of the session that is compared. */
export type Self = Pick<SessionCard, "id" | "question_id" | "kind" | "started_at">;

export interface ChoiceGroup {
  readonly title: string;
  readonly sessions: readonly SessionCard[];
  /** Further ones that are not listed until the words say more. */
  readonly nMore: number;
}

/** Sessions of a group that are listed at once. */
const most = 30;

/** The ended sessions other than this one whose title holds the words, newest first, those about the same question on top. */
export function choicesFor(sessions: readonly SessionCard[], self: Self, words = ""): readonly ChoiceGroup[] {
  const wanted = words.toLowerCase().split(/\s+/).filter((word) => word !== "");
  const others = sessions
    .filter((session) => session.id !== self.id && session.ending !== null)
    .filter((session) => wanted.every((word) => session.question_title.toLowerCase().includes(word)))
    .sort((one, two) => two.started_at.localeCompare(one.started_at));
  const about = (session: SessionCard) => session.question_id === self.question_id;
  return [
    group("The same question", others.filter(about)),
    group("The same kind of question", others.filter((session) => !about(session) && session.kind === self.kind)),
    group("Another kind", others.filter((session) => !about(session) && session.kind !== self.kind)),
  ].filter(({ sessions: found }) => found.length > 0);
}

function group(title: string, sessions: readonly SessionCard[]): ChoiceGroup {
  return { title, sessions: sessions.slice(0, most), nMore: Math.max(0, sessions.length - most) };
}

/** Where two sessions are compared: the older one is named first. */
export function comparisonOf(one: Pick<SessionCard, "id" | "started_at">, two: Pick<SessionCard, "id" | "started_at">): string {
  const [older, newer] = Date.parse(two.started_at) < Date.parse(one.started_at) ? [two, one] : [one, two];
  return to.compare(older.id, newer.id);
}
