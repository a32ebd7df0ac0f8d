// Two attempts beside each other: which came first, how they went as a whole, and what keeps them from being compared in full. Pure.
import type { Debrief, Envelope, Event } from "../wire/messages";
import { shownWords } from "../text/output";
import { kindLabel, recommendationLabel } from "../words/labels";

/** A session with all that is known of it. */
export interface Attempt {
  readonly sessionId: string;
  readonly debrief: Debrief;
  readonly lines: readonly Envelope[];
}

export type Which = "older" | "newer";

export interface Pair {
  readonly older: Attempt;
  readonly newer: Attempt;
  readonly sameQuestion: boolean;
}

/** Bring two attempts into the order of time; where their times cannot be read, as they were given. */
export function inOrder(one: Attempt, two: Attempt): Pair {
  const [first, second] = [Date.parse(one.debrief.session.started_at), Date.parse(two.debrief.session.started_at)];
  const [older, newer] = second < first ? [two, one] : [one, two];
  return { older, newer, sameQuestion: older.debrief.session.question_id === newer.debrief.session.question_id };
}

const dayMs = 24 * 60 * 60_000;

/** How far two attempts lie apart; empty where that cannot be said. */
export function apartInWords({ older, newer }: Pair): string {
  const days = (Date.parse(newer.debrief.session.started_at) - Date.parse(older.debrief.session.started_at)) / dayMs;
  if (!Number.isFinite(days)) return "";
  if (days < 1) return "less than a day apart";
  return days < 2 ? "one day apart" : `${Math.floor(days)} days apart`;
}

/** The two recommendations in a sentence. */
export function verdictsInWords({ older, newer }: Pair): string {
  const [before, after] = [older.debrief.overall.recommendation, newer.debrief.overall.recommendation];
  const named = (word: typeof before) => recommendationLabel[word].toLowerCase();
  const thin = "insufficient_evidence";
  if (before === thin && after === thin) return "Neither had enough in it for a recommendation.";
  if (before === thin) return `The older one had too little in it for a recommendation; the newer one: ${named(after)}.`;
  if (after === thin) return `The older one: ${named(before)}; the newer one had too little in it for a recommendation.`;
  return before === after ? `Both: ${named(before)}.` : `From ${named(before)} to ${named(after)}.`;
}

/** What a reader has to know before drawing conclusions; each a sentence or two. */
export function notesOn(pair: Pair): readonly string[] {
  return [
    ...onQuestions(pair),
    ...onLengths(pair),
    ...onModes(pair),
    ...onEndings(pair),
    ...onHelpOfModels(pair),
    ...onVersions(pair),
  ];
}

function onQuestions(pair: Pair): string[] {
  const { older, newer, sameQuestion } = pair;
  if (sameQuestion) {
    const notes = ["The same question a second time is easier: part of what is better may come from having seen it."];
    const [before, after] = [startOf(older)?.question_sha256, startOf(newer)?.question_sha256];
    const changedBetween = before !== undefined && after !== undefined && before !== after;
    if (changedBetween) notes.push("The question was changed between the two. Both are graded by what it is now.");
    else if (!older.debrief.provenance.question_matches) notes.push("The question has changed since. Both are graded by what it is now.");
    return notes;
  }
  const [before, after] = [older.debrief.session, newer.debrief.session];
  const notes = ["They are about different questions, so checks and code are not compared. A level can differ because the question does."];
  if (before.kind !== after.kind) {
    notes.push(`They are also of different kinds (${kindLabel[before.kind].toLowerCase()}, ${kindLabel[after.kind].toLowerCase()}), for which criteria weigh differently.`);
  }
  const changed = bySide(pair, ({ debrief }) => !debrief.provenance.question_matches);
  if (changed !== null) notes.push(`The question of ${changed} has changed since; it is graded by what the question is now.`);
  return notes;
}

function onLengths({ older, newer }: Pair): string[] {
  const [before, after] = [older.debrief.session.length_minutes, newer.debrief.session.length_minutes];
  return before === after ? [] : [`The older one was planned for ${before} min, the newer one for ${after} min, so each phase had another budget.`];
}

function onModes(pair: Pair): string[] {
  const notes: string[] = [];
  const practised = bySide(pair, ({ debrief }) => debrief.session.mode === "practice");
  if (practised !== null) {
    const other = practised === "both" ? "" : " The other one was an interview.";
    notes.push(`${capitalised(practised)} ${practised === "both" ? "were" : "was"} practice: a coach spoke and hints cost nothing, so the levels say less.${other}`);
  }
  const retried = bySide(pair, ({ debrief }) => debrief.session.n_retries > 0);
  if (retried !== null) notes.push(`In ${retried}, parts were tried again.`);
  return notes;
}

function onEndings(pair: Pair): string[] {
  const left = bySide(pair, ({ debrief }) => debrief.session.ending === "left_early");
  const open = bySide(pair, ({ debrief }) => debrief.session.ending === "unfinished");
  return [
    ...(left === null ? [] : [`${capitalised(left)} ended early and left less to see.`]),
    ...(open === null ? [] : [`${capitalised(open)} did not come to an end, and left less to see.`]),
  ];
}

function onHelpOfModels(pair: Pair): string[] {
  const helped = bySide(pair, (attempt) => (startOf(attempt)?.model ?? null) !== null);
  const voted = bySide(pair, ({ debrief }) => debrief.provenance.n_votes > 0);
  return [
    ...(helped === null || helped === "both" ? [] : [`A language model helped the interviewer in ${helped} only.`]),
    ...(voted === null || voted === "both" ? [] : [`Votes of a language model on answers were counted in ${voted} only.`]),
  ];
}

function onVersions({ older, newer }: Pair): string[] {
  const notes: string[] = [];
  const [before, after] = [older.debrief.provenance, newer.debrief.provenance];
  if (before.rubric_version !== after.rubric_version || before.rubric_sha256 !== after.rubric_sha256) {
    const versions = before.rubric_version === after.rubric_version ? "" : ` (${before.rubric_version} and ${after.rubric_version})`;
    notes.push(`They were graded by different versions of the rubric${versions}: a level or a criterion can differ for that reason alone.`);
  }
  const [old, young] = [startOf(older)?.product_version, startOf(newer)?.product_version];
  if (old !== undefined && young !== undefined && old !== young) {
    notes.push(`They were sat with different versions of thinkaloud (${shownWords(old)} and ${shownWords(young)}), so the interviewer may have asked differently.`);
  }
  return notes;
}

/** Of which of the two something holds, as words; null where of neither. */
function bySide({ older, newer }: Pair, holds: (attempt: Attempt) => boolean): "both" | "the older one" | "the newer one" | null {
  if (holds(older)) return holds(newer) ? "both" : "the older one";
  return holds(newer) ? "the newer one" : null;
}

function startOf({ lines }: Attempt): Extract<Event, { type: "session_started" }> | null {
  const event = lines[0]?.event;
  return event?.type === "session_started" ? event : null;
}

export function capitalised(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
