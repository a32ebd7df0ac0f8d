// Choosing among questions: filters, their counts, their address, and the order. Pure.
import { kindLabel } from "../words/labels";
import { unreachable } from "../wire/messages";
import type { Kind, Level, QuestionCard, WhatNext } from "../wire/api";
import type { Pasts } from "./past";

export const sorts = ["recommended", "shortest", "easiest", "newest"] as const;
export type Sort = (typeof sorts)[number];
export const levels: readonly Level[] = ["intern", "mid", "senior"];
export const lengthLimits = [15, 20, 30, 45] as const;
const difficulties = ["easy", "medium", "hard"] as const;
const frameworks = ["numpy", "sklearn", "pytorch", "transformers"] as const;
const doneOrNot = ["yes", "no"] as const;

/** What is looked for; null: whatever it is. */
export interface Filter {
  readonly words: string;
  readonly kind: Kind | null;
  readonly topic: string | null;
  readonly framework: QuestionCard["framework"] | null;
  readonly difficulty: QuestionCard["difficulty"] | null;
  /** Minutes that the question may take at most. */
  readonly longest: number | null;
  readonly done: "yes" | "no" | null;
  /** Whose bar is shown with each question, and searched. Every question has one for each level, so it leaves none out. */
  readonly level: Level | null;
  readonly sort: Sort;
}

export const noFilter: Filter = {
  words: "", kind: null, topic: null, framework: null, difficulty: null, longest: null, done: null, level: null, sort: "recommended",
};

/** Parts of a filter that leave questions out, with a value that one picks from a list. */
export type Facet = "kind" | "topic" | "framework" | "difficulty" | "longest" | "done";

function oneOf<Value extends string>(known: readonly Value[], given: string | null): Value | null {
  return known.find((value) => value === given) ?? null;
}

/** Read the query of an address. What is not known there is passed over, so an old or mistyped address still opens. */
export function filterFrom(search: string): Filter {
  const query = new URLSearchParams(search);
  const longest = query.get("longest") ?? "";
  return {
    words: (query.get("words") ?? "").slice(0, 200),
    kind: oneOf(Object.keys(kindLabel) as Kind[], query.get("kind")),
    topic: query.get("topic")?.slice(0, 100) || null,
    framework: oneOf(frameworks, query.get("framework")),
    difficulty: oneOf(difficulties, query.get("difficulty")),
    longest: /^[1-9]\d{0,2}$/.test(longest) ? Number(longest) : null,
    done: oneOf(doneOrNot, query.get("done")),
    level: oneOf(levels, query.get("level")),
    sort: oneOf(sorts, query.get("sort")) ?? noFilter.sort,
  };
}

/** Write the query of an address, empty when nothing is looked for. Words keep their spaces: they may still be typed. */
export function searchFrom(filter: Filter): string {
  const query = new URLSearchParams();
  if (filter.words.trim() !== "") query.set("words", filter.words);
  for (const part of ["kind", "topic", "framework", "difficulty", "longest", "done", "level"] as const) {
    if (filter[part] !== null) query.set(part, String(filter[part]));
  }
  if (filter.sort !== noFilter.sort) query.set("sort", filter.sort);
  const written = query.toString();
  return written === "" ? "" : `?${written}`;
}

/** Whether something is left out or searched for. */
export function isFiltering(filter: Filter): boolean {
  return searchFrom({ ...filter, sort: noFilter.sort, level: null }) !== "";
}

/** The questions that are looked for, in the order in which they were given. */
export function matching(questions: readonly QuestionCard[], filter: Filter, pasts: Pasts): QuestionCard[] {
  const wanted = filter.words.toLowerCase().split(/\s+/).filter(Boolean);
  return questions.filter((question) => {
    if (filter.kind !== null && question.kind !== filter.kind) return false;
    if (filter.topic !== null && question.topic !== filter.topic) return false;
    if (filter.framework !== null && question.framework !== filter.framework) return false;
    if (filter.difficulty !== null && question.difficulty !== filter.difficulty) return false;
    if (filter.longest !== null && question.minutes > filter.longest) return false;
    if (filter.done !== null && isDone(question, pasts) !== (filter.done === "yes")) return false;
    if (wanted.length === 0) return true;
    const bar = filter.level === null ? "" : question.level_bar[filter.level];
    const parts = [question.title, kindLabel[question.kind], question.topic, question.framework, question.difficulty, question.summary, bar];
    const words = parts.join(" ").toLowerCase();
    return wanted.every((word) => words.includes(word));
  });
}

function isDone(question: QuestionCard, pasts: Pasts): boolean {
  return (pasts.get(question.id)?.timesDone ?? 0) > 0;
}

export interface Choice {
  readonly value: string;
  /** Questions that are there when this is chosen and the rest of the filter stays. */
  readonly count: number;
}

/** What can be chosen for a part of the filter, each with its count. */
export function choicesFor(facet: Facet, questions: readonly QuestionCard[], filter: Filter, pasts: Pasts): Choice[] {
  const others = matching(questions, { ...filter, [facet]: null }, pasts);
  const choices = (values: readonly string[], fits: (question: QuestionCard, value: string) => boolean): Choice[] =>
    values.map((value) => ({ value, count: others.filter((question) => fits(question, value)).length }));
  const present = <Value extends string>(known: readonly Value[], of: (question: QuestionCard) => Value) =>
    choices(known.filter((value) => questions.some((question) => of(question) === value)), (question, value) => of(question) === value);
  switch (facet) {
    case "kind":
      return present(Object.keys(kindLabel) as Kind[], (question) => question.kind);
    case "topic":
      return present([...new Set(questions.map((question) => question.topic))].sort(), (question) => question.topic);
    case "framework":
      return present(frameworks, (question) => question.framework);
    case "difficulty":
      return present(difficulties, (question) => question.difficulty);
    case "longest":
      return choices(lengthLimits.map(String), (question, value) => question.minutes <= Number(value));
    case "done":
      return choices(doneOrNot, (question, value) => isDone(question, pasts) === (value === "yes"));
    default:
      return unreachable(facet);
  }
}

/** Questions under one heading; no heading where there is only one group. */
export interface Group {
  readonly title: string;
  readonly questions: readonly QuestionCard[];
}

const mostRecommended = 6;

/** Put questions in order, under headings that say what the order means. Without recommendations yet: the easiest first. */
export function grouped(questions: readonly QuestionCard[], sort: Sort, next: WhatNext | null, pasts: Pasts): Group[] {
  const byEase = questions.toSorted(
    (one, two) => difficulties.indexOf(one.difficulty) - difficulties.indexOf(two.difficulty) || one.minutes - two.minutes || one.title.localeCompare(two.title),
  );
  switch (sort) {
    case "recommended": {
      if (next === null) return filled([["", byEase]]);
      const order = new Map(next.suggestions.map((suggestion, place) => [suggestion.question_id, place]));
      const first = new Set(next.suggestions.slice(0, mostRecommended).map((suggestion) => suggestion.question_id));
      const suggested = byEase.filter((question) => order.has(question.id)).sort((one, two) => (order.get(one.id) ?? 0) - (order.get(two.id) ?? 0));
      const others = byEase.filter((question) => !order.has(question.id));
      return filled([
        ["Recommended now", suggested.filter((question) => first.has(question.id))],
        ["Next in line", suggested.filter((question) => !first.has(question.id))],
        ["Open, or met in the last days", others.filter((question) => question.lacks === "")],
        ["Not possible on this machine", others.filter((question) => question.lacks !== "")],
      ]);
    }
    case "shortest": {
      const byLength = byEase.toSorted((one, two) => one.minutes - two.minutes);
      const lengths = [...new Set(byLength.map((question) => question.minutes))];
      return filled(lengths.map((minutes) => [`${minutes} minutes`, byLength.filter((question) => question.minutes === minutes)]));
    }
    case "easiest":
      return filled([
        ["Easy", byEase.filter((question) => question.difficulty === "easy")],
        ["Medium", byEase.filter((question) => question.difficulty === "medium")],
        ["Hard", byEase.filter((question) => question.difficulty === "hard")],
      ]);
    case "newest": {
      const met = byEase.filter((question) => pasts.has(question.id));
      return filled([
        ["New to you", byEase.filter((question) => !pasts.has(question.id))],
        ["Met before, longest ago first", met.sort((one, two) => (pasts.get(one.id)?.lastAt ?? 0) - (pasts.get(two.id)?.lastAt ?? 0))],
      ]);
    }
    default:
      return unreachable(sort);
  }
}

function filled(groups: readonly (readonly [string, readonly QuestionCard[]])[]): Group[] {
  return groups.filter(([, questions]) => questions.length > 0).map(([title, questions]) => ({ title, questions }));
}
