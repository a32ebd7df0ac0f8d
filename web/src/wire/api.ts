// The REST side of the server: what it answers and what can go wrong, in words.
import type {
  CommentRow,
  CommentsTakenIn,
  DataFileShape as DataFile,
  Debrief,
  Grading,
  Health,
  HintPrice,
  LastTime,
  LeftOut,
  LevelBarShape,
  ModelShape,
  ModelTrial,
  ModelWanted,
  NewComment,
  NewWords,
  LinkMade,
  LinkRow,
  NewLink,
  ProgressReport,
  QuestionDetail,
  QuestionRow as QuestionCard,
  SessionLinks,
  SessionLog,
  SessionMade,
  SessionRow as SessionCard,
  SessionStanding,
  Suggestion,
  WhatNext,
  Visit,
} from "./generated";

export type { CommentRow, DataFile, Grading, Health, HintPrice, LastTime, LeftOut, ModelShape, ModelTrial, ModelWanted, ProgressReport, QuestionCard, QuestionDetail, SessionCard, SessionLog, SessionStanding, Suggestion, WhatNext };
export type { LinkRow, NewLink, SessionLinks, Visit };
export type Kind = QuestionCard["kind"];
export type Mode = SessionCard["mode"];
export type Level = keyof LevelBarShape;

/** A request that came to nothing. `message` is for the user: what happened and what to do. */
export class ApiError extends Error {
  override readonly name = "ApiError";

  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

export const words = {
  noKey: "This page has no key to the server. Open the address that the server printed when it started.",
  linkClosed: "Your link opens nothing now. It may have expired or been withdrawn; ask whoever sent it for a new one.",
  noServer: "The server does not answer. Start it again with “thinkaloud serve”, then try again; nothing is lost.",
  noSession: "There is no session at this address. It may belong to another data folder.",
} as const;

const fallbackByStatus: Readonly<Record<number, string>> = {
  401: words.noKey,
  403: words.noKey,
  404: "The server does not have that. It may have been removed, or the address may be mistyped.",
  413: "That is too large for the server to take.",
};

async function errorFrom(response: Response): Promise<ApiError> {
  let code = "unknown";
  let message = "";
  try {
    const body: unknown = await response.json();
    const error = (body as { error?: { code?: unknown; message?: unknown } }).error;
    if (typeof error?.code === "string") code = error.code;
    if (typeof error?.message === "string") message = error.message;
  } catch {
    // Not our server's JSON, for example a proxy's page: the status alone has to do.
  }
  if (code === "link_closed") return new ApiError(response.status, code, words.linkClosed);
  if (response.status === 401) return new ApiError(401, code, words.noKey);
  const fallback = fallbackByStatus[response.status] ?? `The server could not answer (status ${response.status}).`;
  return new ApiError(response.status, code, message === "" ? fallback : message);
}

async function request(path: string, init: RequestInit = {}): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(`/api${path}`, { credentials: "same-origin", ...init });
  } catch {
    throw new ApiError(0, "no_server", words.noServer);
  }
  if (!response.ok) throw await errorFrom(response);
  return response;
}

async function json<Answer>(path: string, init?: RequestInit): Promise<Answer> {
  const response = await request(path, init);
  return (await response.json()) as Answer;
}

const id = encodeURIComponent;
const asJson = (method: string, body: unknown): RequestInit => ({
  method,
  headers: { "Content-Type": "application/json" },
  body: JSON.stringify(body),
});

const jsonBody = (method: "POST" | "PUT", body: unknown): RequestInit => ({
  method,
  headers: { "Content-Type": "application/json" },
  body: JSON.stringify(body),
});

export const api = {
  health: () => json<Health>("/health"),
  grading: () => json<Grading>("/grading"),
  progress: () => json<ProgressReport>("/progress"),
  whatNext: () => json<WhatNext>("/what-next"),
  questions: () => json<QuestionCard[]>("/questions"),
  /** Question packages that the server could not read, with the reason. */
  leftOut: () => json<LeftOut[]>("/left-out"),
  question: (questionId: string) => json<QuestionDetail>(`/questions/${id(questionId)}`),
  dataFile: async (questionId: string, name: string) =>
    (await request(`/questions/${id(questionId)}/files/${id(name)}`)).arrayBuffer(),
  sessions: () => json<SessionCard[]>("/sessions"),
  session: (sessionId: string) => json<SessionCard>(`/sessions/${id(sessionId)}`),
  standing: (sessionId: string) => json<SessionStanding>(`/sessions/${id(sessionId)}/standing`),
  start: (questionId: string, lengthMinutes: number, mode: Mode) =>
    json<SessionMade>("/sessions", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ question_id: questionId, length_minutes: lengthMinutes, mode }),
    }),
  importSession: (file: Blob) =>
    json<SessionMade>("/sessions/import", {
      method: "POST",
      headers: { "Content-Type": "application/x-ndjson" },
      body: file,
    }),
  /** The cells of a Jupyter notebook, in percent format. */
  percentFromNotebook: async (file: Blob) =>
    (await request("/notebook/percent", { method: "POST", headers: { "Content-Type": "application/x-ipynb+json" }, body: file })).text(),
  model: () => json<ModelShape>("/model"),
  saveModel: (wanted: ModelWanted) => json<ModelShape>("/model", jsonBody("PUT", wanted)),
  turnModelOff: () => json<ModelShape>("/model", { method: "DELETE" }),
  /** Try what was put together, or what is set; the trial ends when the request does. */
  tryModel: (wanted: ModelWanted | null, signal: AbortSignal) =>
    json<ModelTrial>("/model/trial", { ...(wanted === null ? { method: "POST" } : jsonBody("POST", wanted)), signal }),
  log: (sessionId: string) => json<SessionLog>(`/sessions/${id(sessionId)}/log`),
  debrief: (sessionId: string) => json<Debrief>(`/sessions/${id(sessionId)}/debrief`),
  comments: (sessionId: string) => json<CommentRow[]>(`/sessions/${id(sessionId)}/comments`),
  makeComment: (sessionId: string, comment: NewComment) =>
    json<CommentRow>(`/sessions/${id(sessionId)}/comments`, asJson("POST", comment)),
  changeComment: (sessionId: string, commentId: string, text: string) =>
    json<CommentRow>(`/sessions/${id(sessionId)}/comments/${id(commentId)}`, asJson("PATCH", { text } satisfies NewWords)),
  removeComment: async (sessionId: string, commentId: string) => {
    await request(`/sessions/${id(sessionId)}/comments/${id(commentId)}`, { method: "DELETE" });
  },
  importComments: (sessionId: string, file: Blob) =>
    json<CommentsTakenIn>(`/sessions/${id(sessionId)}/comments/import`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: file,
    }),
  /** Who looks at the page. */
  visit: () => json<Visit>("/visit"),
  links: (sessionId: string) => json<SessionLinks>(`/sessions/${id(sessionId)}/shares`),
  makeLink: (sessionId: string, wanted: NewLink) =>
    json<LinkMade>(`/sessions/${id(sessionId)}/shares`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(wanted),
    }),
  withdrawLink: async (sessionId: string, linkId: string) => {
    await request(`/sessions/${id(sessionId)}/shares/${id(linkId)}`, { method: "DELETE" });
  },
};

/** Addresses that the browser opens itself. */
export const addresses = {
  exported: (sessionId: string) => `/api/sessions/${id(sessionId)}/export`,
  comments: (sessionId: string) => `/api/sessions/${id(sessionId)}/comments/export`,
  notebook: (sessionId: string) => `/api/sessions/${id(sessionId)}/notebook.ipynb`,
  debriefJson: (sessionId: string) => `/api/sessions/${id(sessionId)}/debrief`,
  debriefMarkdown: (sessionId: string) => `/api/sessions/${id(sessionId)}/debrief.md`,
  debriefHtml: (sessionId: string) => `/api/sessions/${id(sessionId)}/debrief.html`,
  dataFile: (questionId: string, name: string) => `/api/questions/${id(questionId)}/files/${id(name)}`,
  socket: (sessionId: string) => {
    const scheme = location.protocol === "https:" ? "wss" : "ws";
    return `${scheme}://${location.host}/api/sessions/${id(sessionId)}/socket`;
  },
};

/** Say any failure in words for the user. */
export function wordsFor(failure: unknown): string {
  if (failure instanceof ApiError) return failure.message;
  if (failure instanceof Error) return `Something in this page went wrong: ${failure.message}. Reload to go on; nothing is lost.`;
  return "Something in this page went wrong. Reload to go on; nothing is lost.";
}
