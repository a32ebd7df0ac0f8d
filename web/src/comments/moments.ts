// Which moments of a session have comments, and what to call a moment. Pure.
import { clockFace } from "../text/durations";
import { shownWords } from "../text/output";
import type { CommentRow } from "../wire/api";
import { unreachable, type Envelope, type Event } from "../wire/messages";
import { cellEnding, phaseLabel, verdictLabel } from "../words/labels";

/** A moment and what was written about it. */
export interface CommentedMoment {
  readonly seq: number;
  readonly atMs: number;
  readonly name: string;
  readonly comments: readonly CommentRow[];
}

/** Gather comments by moment. Those on a line that the log does not have are put at its end. */
export function momentsFrom(comments: readonly CommentRow[], lines: readonly Envelope[]): CommentedMoment[] {
  const bySeq = new Map<number, CommentRow[]>();
  for (const comment of inOrder(comments)) {
    const seq = Math.min(comment.seq, lines.length);
    bySeq.set(seq, [...(bySeq.get(seq) ?? []), comment]);
  }
  return [...bySeq].map(([seq, here]) => ({ seq, atMs: lines[seq - 1]?.at_ms ?? 0, name: nameOfMoment(lines, seq), comments: here }));
}

/** By moment, then by time, as the server lists them. */
export function inOrder(comments: readonly CommentRow[]): CommentRow[] {
  return comments.toSorted((one, other) => one.seq - other.seq || one.made_at.localeCompare(other.made_at));
}

/** The last commented moment that has been reached; null before the first. */
export function reached(moments: readonly CommentedMoment[], seq: number): CommentedMoment | null {
  return moments.findLast((moment) => moment.seq <= seq) ?? null;
}

/** The last commented moment that lies after one line and not after another: what playing has just passed. */
export function passed(moments: readonly CommentedMoment[], after: number, until: number): CommentedMoment | null {
  const last = reached(moments, until);
  return last !== null && last.seq > after ? last : null;
}

/** For how long a comment that shows itself stays: long enough to read it. */
export function readingMs(moment: CommentedMoment): number {
  const letters = moment.comments.reduce((sum, { text }) => sum + text.length, 0);
  return Math.min(15_000, 4_000 + 45 * letters);
}

/** The line that a comment on a line belongs to: what only the machinery did goes with what people saw before it. */
export function anchorOf(lines: readonly Envelope[], seq: number): number {
  let at = Math.max(1, Math.min(seq, lines.length));
  while (at > 1 && nameOfEvent(lines[at - 1]?.event) === null) at -= 1;
  return at;
}

/** What a moment is about: `Run failed`, `Candidate: I would sort them first.` */
export function nameOfMoment(lines: readonly Envelope[], seq: number): string {
  return nameOfEvent(lines[anchorOf(lines, seq) - 1]?.event) ?? "The beginning";
}

/** Time and name of a moment: `12:40 · Run failed`. */
export function momentInWords(lines: readonly Envelope[], seq: number): string {
  return `${clockFace(lines[seq - 1]?.at_ms ?? 0)} · ${nameOfMoment(lines, seq)}`;
}

/** How many comments there are, in words. */
export function howMany(n: number): string {
  return n === 1 ? "1 comment" : `${n.toLocaleString("en")} comments`;
}

/** What came of a file of comments, in words. */
export function takenInWords(nNew: number, nKnown: number): string {
  if (nNew === 0) return nKnown === 0 ? "There is no comment in that file." : "Nothing new: all comments in that file are here already.";
  return `${howMany(nNew)} taken in${nKnown === 0 ? "." : `; ${nKnown} ${nKnown === 1 ? "was" : "were"} here already.`}`;
}

function short(text: string): string {
  const line = shownWords(text).replaceAll(/\s+/g, " ").trim();
  return line.length > 60 ? `${line.slice(0, 59)}…` : line;
}

/** Null for what nobody saw happen. */
function nameOfEvent(event: Event | undefined): string | null {
  if (event === undefined) return null;
  switch (event.type) {
    case "session_started": return "The session started";
    case "session_resumed": return "Taken up again";
    case "candidate_said": return `Candidate: ${short(event.text)}`;
    case "interviewer_said": return `${event.move === "hint" ? "Hint" : event.move === "coach" ? "Coach" : "Interviewer"}: ${short(event.text)}`;
    case "code_edited": return "Editing the code";
    case "run_requested": return event.purpose === "submit" ? "Submit asked for" : "Run asked for";
    case "suite_ran": {
      const what = event.report.purpose === "submit" ? "Submit" : "Run";
      const { verdict } = event.report;
      const ending = verdictLabel[verdict].toLowerCase();
      return verdict === "passed" || verdict === "failed" ? `${what} ${ending}` : `${what}: ${ending}`;
    }
    case "run_queued": return "Waiting for other runs";
    case "stop_requested": return "Stop asked for";
    case "run_stopped": return "Run stopped";
    case "cell_requested": return "Cell asked for";
    case "cell_ran": return `Cell: ${cellEnding(event.report).toLowerCase()}`;
    case "cells_restart_requested": return "Restart of the notebook asked for";
    case "cells_ended": return "The notebook’s process ended";
    case "hint_requested": return "Hint asked for";
    case "move_on_requested": return "Asked to move on";
    case "retry_requested": return `Asked to try “${phaseLabel[event.phase]}” again`;
    case "end_requested": return "Asked to end";
    case "phase_changed": return `Phase: ${phaseLabel[event.phase]}`;
    case "fault_noted": return "Something of ours failed";
    case "session_ended": return "The session ended";
    case "timer_fired":
    case "model_answered":
    case "utterance_understood":
      return null;
    default:
      return unreachable(event);
  }
}
