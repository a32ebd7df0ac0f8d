// How one wants to be interviewed, whatever the question: one choice for the whole page, remembered. Pure.
import { modes } from "../words/labels";
import type { Mode } from "../wire/api";

/** A further choice of this kind, such as how one talks, is a further field. */
export interface Sitting {
  readonly mode: Mode;
  /** Null: as long as each question plans. */
  readonly minutes: number | null;
}

export const asPlanned: Sitting = { mode: "mock", minutes: null };
export const lengths = [15, 20, 25, 30, 40, 45, 50, 60] as const;

/** Read what was remembered; what cannot be read is as if nothing had been. */
export function sittingFrom(kept: string | null): Sitting {
  if (kept === null) return asPlanned;
  try {
    const found = JSON.parse(kept) as Partial<Record<keyof Sitting, unknown>> | null;
    return {
      mode: modes.find((mode) => mode === found?.mode) ?? asPlanned.mode,
      minutes: lengths.find((minutes) => minutes === found?.minutes) ?? null,
    };
  } catch {
    return asPlanned;
  }
}

export function keptFrom(sitting: Sitting): string {
  return JSON.stringify(sitting);
}

/** How long a session on a question will be. */
export function minutesFor(sitting: Sitting, question: { readonly minutes: number }): number {
  return sitting.minutes ?? question.minutes;
}
