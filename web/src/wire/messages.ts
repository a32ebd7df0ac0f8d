// The socket's and the log's types, gathered under the names that the page uses. What they are is generated.
import type { ClientMessage, CloseCode, Event } from "./generated";

export type {
  CellReport,
  CheckResult,
  ClientMessage,
  Debrief,
  Envelope,
  Event,
  Evidence,
  Figure,
  InterviewerSaid,
  Measured,
  OwnTest,
  Phase,
  Progress,
  Reason,
  RejectCode,
  RunReport,
  ServerMessage,
  ShownTable,
  Speaking,
  UtteranceUnderstood,
  Verdict,
  Warned,
} from "./generated";

export type Intent = Extract<ClientMessage, { intent_id: string }>;
export type Purpose = Extract<Intent, { type: "request_run" }>["purpose"];
export type ChangesJson = Extract<Event, { type: "code_edited" }>["changes"];

export const PROTOCOL = 1;

/** Close codes of the socket that the page treats apart; the server documents all of them. */
export const closeCode = {
  tooBig: 1009,
  badMessage: 4400,
  notAllowed: 4401,
  badOrigin: 4403,
  noSuchSession: 4404,
} as const satisfies Record<string, CloseCode>;

/** Marks the end of a match: the compiler refuses when a case is missing. */
export function unreachable(value: never): never {
  throw new Error(`The page does not know what to do with ${JSON.stringify(value)}.`);
}
