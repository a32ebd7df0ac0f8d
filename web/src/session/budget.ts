// How much time each phase has: the question's minutes, scaled to the length that was chosen.
import type { Phase } from "../wire/messages";
import type { ScreenState } from "./screen";
import { phaseOf } from "./screen";
import { phases } from "../words/labels";

export type PhaseMinutes = Readonly<Record<Phase, number>>;

/** Budget of a phase in milliseconds; null when the question's plan is not known. */
export function budgetMs(minutes: PhaseMinutes | null, phase: Phase, lengthMinutes: number): number | null {
  if (minutes === null) return null;
  const total = Object.values(minutes).reduce((sum, part) => sum + part, 0);
  return total > 0 ? ((minutes[phase] * lengthMinutes) / total) * 60_000 : null;
}

/** Length of the session in milliseconds: in practice, a phase that is tried again gets its whole time once more. */
export function lengthMs(minutes: PhaseMinutes | null, screen: ScreenState): number {
  const lengthMinutes = screen.started?.length_minutes ?? 0;
  const planned = lengthMinutes * 60_000;
  return screen.phases.reduce((length, span) => {
    if (!span.again || minutes === null) return length;
    const before = phases.slice(0, phases.indexOf(span.phase));
    const begins = before.reduce((sum, phase) => sum + (budgetMs(minutes, phase, lengthMinutes) ?? 0), 0);
    return length + Math.max(0, span.startMs - begins - (length - planned));
  }, planned);
}

/** Time spent in the phase of now, over all its visits since it was last tried again. */
export function spentInPhaseMs(screen: ScreenState, nowMs: number): number {
  const phase = phaseOf(screen);
  const from = screen.phases.findLastIndex((span) => span.again && span.phase === phase);
  return screen.phases.reduce((sum, span, index) => {
    if (span.phase !== phase || index < from) return sum;
    return sum + Math.max(0, (screen.phases[index + 1]?.startMs ?? nowMs) - span.startMs);
  }, 0);
}
