// The two attempts as they came from the server, or what kept one of them away. Pure.
import { ApiError, wordsFor } from "../wire/api";
import { inOrder, type Attempt, type Pair } from "./attempts";

export interface Trouble {
  readonly sessionId: string;
  readonly words: string;
  /** The interview is still going on, and one can go there. */
  readonly isOpen: boolean;
}

export type Fetched =
  | { readonly is: "pair"; readonly pair: Pair }
  /** The address names one session twice. */
  | { readonly is: "one_session"; readonly attempt: Attempt }
  | { readonly is: "trouble"; readonly troubles: readonly Trouble[]; readonly readable: readonly Attempt[] };

type Results = readonly [PromiseSettledResult<Attempt>, PromiseSettledResult<Attempt>];

/** Say what came of asking for each of the two. */
export function settled(sessionIds: readonly [string, string], [one, two]: Results): Fetched {
  const isOne = sessionIds[0] === sessionIds[1];
  if (one.status === "fulfilled" && two.status === "fulfilled") {
    return isOne ? { is: "one_session", attempt: one.value } : { is: "pair", pair: inOrder(one.value, two.value) };
  }
  const results = isOne ? [one] : [one, two];
  return {
    is: "trouble",
    troubles: results.flatMap((result, index) => (result.status === "rejected" ? [troubleOf(sessionIds[index] ?? "", result.reason)] : [])),
    readable: results.flatMap((result) => (result.status === "fulfilled" ? [result.value] : [])),
  };
}

function troubleOf(sessionId: string, failure: unknown): Trouble {
  return { sessionId, words: wordsFor(failure), isOpen: failure instanceof ApiError && failure.code === "session_open" };
}
