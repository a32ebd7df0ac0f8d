// The form of the language model: from what the server has to fields, and from fields to what is asked for. Pure.
import { secondsInWords } from "../text/durations";
import type { ModelShape, ModelTrial, ModelWanted } from "../wire/generated";
import { unreachable } from "../wire/messages";

export type Field = ModelShape["fixed"][number];
export type Where = "openai" | "other";

/** What stands in the fields; a number is null while its field is empty. */
export interface Draft {
  where: Where;
  address: string;
  name: string;
  key: string;
  forgetsKey: boolean;
  seconds: number | null;
  calls: number | null;
  tokens: number | null;
  cost: number | null;
  price_in: number | null;
  price_out: number | null;
  votes: number | null;
  phrases: boolean;
}

/** Servers for one's own machine. They fill in an address, no more. */
export const presets = [
  { id: "ollama", name: "Ollama", address: "http://127.0.0.1:11434/v1" },
  { id: "vllm", name: "vLLM", address: "http://127.0.0.1:8000/v1" },
  { id: "llama-cpp", name: "llama.cpp", address: "http://127.0.0.1:8080/v1" },
] as const;

/** The fields as the server has them. Whoever sets a model for the first time mostly has one of their own. */
export function draftFrom(shape: ModelShape): Draft {
  const isNew = shape.name === "" && !shape.fixed.includes("base_url");
  return {
    where: shape.base_url === "" && !isNew ? "openai" : "other",
    address: shape.base_url,
    name: shape.name,
    key: "",
    forgetsKey: false,
    seconds: shape.seconds,
    calls: shape.calls,
    tokens: shape.tokens,
    cost: shape.cost,
    price_in: shape.price_in,
    price_out: shape.price_out,
    votes: shape.votes,
    phrases: shape.phrases,
  };
}

/** The address as the server keeps it; empty stands for OpenAI. */
export function addressOf(draft: Draft): string {
  switch (draft.where) {
    case "openai": return "";
    case "other": return draft.address.trim().replace(/\/+$/, "");
    default: return unreachable(draft.where);
  }
}

const keepsKey = (draft: Draft, shape: ModelShape) => shape.key_is_kept && addressOf(draft) === shape.base_url;

/** What is to be tried or saved; null while a number is missing. */
export function wantedFrom(draft: Draft, shape: ModelShape): ModelWanted | null {
  const { seconds, calls, tokens, cost, price_in, price_out, votes, phrases } = draft;
  if (seconds === null || calls === null || tokens === null || cost === null) return null;
  if (price_in === null || price_out === null || votes === null) return null;
  const typed = draft.key.trim();
  const key = shape.fixed.includes("key") ? null : typed !== "" ? typed : draft.forgetsKey ? "" : null;
  return { name: draft.name.trim(), base_url: addressOf(draft), key, seconds, calls, tokens, cost, price_in, price_out, votes, phrases };
}

/** Whether nothing can be asked without a key being typed in. */
export function needsKey(draft: Draft, shape: ModelShape): boolean {
  if (draft.where !== "openai" || shape.openai_key_is_set || shape.fixed.includes("key")) return false;
  return !keepsKey(draft, shape) || draft.forgetsKey;
}

/** Whether there is a key to forget. */
export function mayForgetKey(draft: Draft, shape: ModelShape): boolean {
  return keepsKey(draft, shape) && !shape.fixed.includes("key");
}

/** What is to be known of the key before one is typed in. */
export function keyInWords(draft: Draft, shape: ModelShape): string {
  if (keepsKey(draft, shape)) {
    if (draft.forgetsKey) return "The key that is kept is forgotten when you save.";
    const ends = shape.key_ends === "" ? "" : `, ending in ${shape.key_ends}`;
    return `A key is kept${ends}. Leave this empty to go on with it.`;
  }
  if (draft.where === "openai" && shape.openai_key_is_set) return "Leave this empty to use OPENAI_API_KEY, which the server was started with.";
  const other = shape.key_is_kept ? `The key that is kept is for ${placeInWords(shape.base_url)} and goes nowhere else. ` : "";
  if (draft.where === "openai") return `${other}OpenAI needs a key.`;
  const address = addressOf(draft);
  return other + (address === "" || isLoopback(address) ? "A server on your own machine mostly needs none." : "Leave this empty if it needs none.");
}

const openai = "https://api.openai.com/v1";

function partsOf(address: string): URL | null {
  try {
    const parts = new URL(address === "" ? openai : address);
    return (parts.protocol === "http:" || parts.protocol === "https:") && parts.hostname !== "" ? parts : null;
  } catch {
    return null;
  }
}

/** What is wrong with the address that was typed in; empty when nothing is, or nothing was typed yet. */
export function addressTrouble(draft: Draft): string {
  const address = addressOf(draft);
  return address === "" || partsOf(address) !== null ? "" : "This is no address. One looks like http://127.0.0.1:11434/v1";
}

/** Whether an address can only be on the server's own machine. */
export function isLoopback(address: string): boolean {
  const host = partsOf(address)?.hostname ?? "";
  return host === "localhost" || host.endsWith(".localhost") || host === "[::1]" || /^127\.\d+\.\d+\.\d+$/.test(host);
}

/** An address as people say it. */
export function placeInWords(address: string): string {
  return address === "" ? "OpenAI" : (partsOf(address)?.host ?? address);
}

/** What leaves the machine with a model at this address, in one line; empty while there is no address. */
export function leavesInWords(where: Where, address: string): string {
  if (where === "other" && address === "") return "";
  const parts = partsOf(address);
  if (parts === null) return "";
  if (isLoopback(address)) return "Nothing leaves this machine: the address is on it.";
  const open = parts.protocol === "http:" ? " The connection is not encrypted." : "";
  return `What the candidate says, the task and what was told of it are sent to ${parts.host}. The code in the editor is not.${open}`;
}

export interface TrialLine {
  readonly id: "answers" | "json" | "quick";
  /** Null: it did not come to that. */
  readonly holds: boolean | null;
  readonly says: string;
}

/** What a trial showed, point by point. */
export function trialLines(trial: ModelTrial, secondsWaited: number): readonly TrialLine[] {
  const took = secondsInWords(trial.latency_ms);
  const waits = `the interviewer waits for ${secondsInWords(secondsWaited * 1000)}`;
  const json = trial.works ? "It keeps to JSON" : "It does not keep to JSON";
  const quick = trial.in_time ? `It is quick enough: ${took}, and ${waits}` : `It is too slow: ${took}, and ${waits}`;
  return [
    { id: "answers", holds: trial.answers, says: trial.answers ? "It answers" : "It does not answer" },
    { id: "json", holds: trial.answers ? trial.works : null, says: trial.answers ? json : "Whether it keeps to JSON is not known" },
    { id: "quick", holds: trial.works ? trial.in_time : null, says: trial.works ? quick : "Whether it is quick enough is not known" },
  ];
}

/** What a session may spend, in a few words. */
export function budgetInWords(draft: Draft): string {
  const count = new Intl.NumberFormat("en");
  const parts = [
    ...(draft.calls === null ? [] : [`${count.format(draft.calls)} calls`]),
    ...(draft.tokens === null ? [] : [`${count.format(draft.tokens)} tokens`]),
    ...(draft.cost === null || draft.cost === 0 ? [] : [`${draft.cost} in money`]),
  ];
  return parts.join(", ");
}
