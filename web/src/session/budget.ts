// How much time each phase has: the question's minutes, scaled to the length that was chosen.
import type { Phase } from "../wire/messages";
import type { ScreenState } from "./screen";
import { phaseOf } from "./screen";

export type PhaseMinutes = Readonly<Record<Phase, number>>;

/** Budget of a phase in milliseconds; null when the question's plan is not known. */
export function budgetMs(minutes: PhaseMinutes | null, phase: Phase, lengthMinutes: number): number | null {
  if (minutes === null) return null;
  const total = Object.values(minutes).reduce((sum, part) => sum + part, 0);
  return total > 0 ? ((minutes[phase] * lengthMinutes) / total) * 60_000 : null;
}

/** Time spent in the phase of now, over all its visits. */
export function spentInPhaseMs(screen: ScreenState, nowMs: number): number {
  const phase = phaseOf(screen);
  return screen.phases.reduce((sum, span, index) => {
    if (span.phase !== phase) return sum;
    return sum + Math.max(0, (screen.phases[index + 1]?.startMs ?? nowMs) - span.startMs);
  }, 0);
}
