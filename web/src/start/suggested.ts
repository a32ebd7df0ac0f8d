// What to say when there is nothing to suggest. Pure.
import type { QuestionCard } from "../wire/api";

export function noneInWords(questions: readonly QuestionCard[]): string {
  if (questions.every((question) => question.lacks !== "")) {
    return "No question can be done on this machine yet: each needs a library that is not installed. The list below says which.";
  }
  return "Nothing is due, and you met every question in the last days or have it open. Let it rest, go on with an open one, or choose one below all the same.";
}
