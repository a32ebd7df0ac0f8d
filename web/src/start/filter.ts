// Choosing among questions and lengths. Pure.
import type { Kind, QuestionCard } from "../wire/api";

export const lengths = [20, 25, 30, 40, 45, 50, 60] as const;

/** Lengths to choose from, with the question's own among them. */
export function lengthsFor(ownMinutes: number): number[] {
  return [...new Set([...lengths, ownMinutes])].sort((a, b) => a - b);
}

/** Questions of a kind whose words hold what was typed. */
export function matching(questions: readonly QuestionCard[], kind: Kind | "all", typed: string): QuestionCard[] {
  const wanted = typed.toLowerCase().split(/\s+/).filter(Boolean);
  return questions.filter((question) => {
    if (kind !== "all" && question.kind !== kind) return false;
    const words = `${question.title} ${question.topic} ${question.framework} ${question.difficulty} ${question.summary}`.toLowerCase();
    return wanted.every((word) => words.includes(word));
  });
}
