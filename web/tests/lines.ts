// Lines of a log for tests.
import type { Envelope, Event } from "../src/wire/messages";

const actors: Partial<Record<Event["type"], Envelope["actor"]>> = {
  interviewer_said: "interviewer",
  phase_changed: "interviewer",
  suite_ran: "runner",
  session_ended: "interviewer",
  session_started: "server",
};

export function line(seq: number, atMs: number, event: Event, intentId: string | null = null): Envelope {
  return {
    session_id: "s",
    seq,
    at_ms: atMs,
    actor: actors[event.type] ?? "candidate",
    prev_sha256: "0".repeat(64),
    event,
    intent_id: intentId,
  };
}

/** Number events as a log does. */
export function log(...events: readonly (readonly [number, Event])[]): Envelope[] {
  return events.map(([atMs, event], index) => line(index + 1, atMs, event));
}
