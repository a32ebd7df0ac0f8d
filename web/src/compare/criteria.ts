// Criteria that one attempt met more fully than the other. Pure.
import type { Debrief } from "../wire/messages";
import type { Pair } from "./attempts";

export type Criterion = Debrief["dimensions"][number]["criteria"][number];

export interface CriterionPair {
  readonly id: string;
  readonly title: string;
  /** The title of its dimension. */
  readonly dimension: string;
  readonly older: Criterion;
  readonly newer: Criterion;
}

export interface CriteriaCompared {
  /** Heaviest first. */
  readonly up: readonly CriterionPair[];
  readonly down: readonly CriterionPair[];
  readonly alike: readonly CriterionPair[];
  /** Could be assessed in one of the two only. */
  readonly inOneOnly: readonly CriterionPair[];
}

/** Sort the criteria that both debriefs have by what became of their grades. */
export function criteriaCompared({ older, newer }: Pair): CriteriaCompared {
  const before = new Map(criteriaOf(older.debrief).map(({ criterion }) => [criterion.id, criterion]));
  const pairs = criteriaOf(newer.debrief).flatMap(({ criterion, dimension }): CriterionPair[] => {
    const old = before.get(criterion.id);
    return old === undefined ? [] : [{ id: criterion.id, title: criterion.title, dimension, older: old, newer: criterion }];
  });
  const graded = pairs.filter((pair) => pair.older.grade !== null && pair.newer.grade !== null);
  return {
    up: graded.filter((pair) => step(pair) > 0).sort(byWeight),
    down: graded.filter((pair) => step(pair) < 0).sort(byWeight),
    alike: graded.filter((pair) => step(pair) === 0),
    inOneOnly: pairs.filter((pair) => (pair.older.grade === null) !== (pair.newer.grade === null)),
  };
}

function criteriaOf(debrief: Debrief): { criterion: Criterion; dimension: string }[] {
  return debrief.dimensions.flatMap((dimension) => dimension.criteria.map((criterion) => ({ criterion, dimension: dimension.title })));
}

function step({ older, newer }: CriterionPair): number {
  return (newer.grade ?? 0) - (older.grade ?? 0);
}

/** What moved the levels most comes first; among equals the order of the rubric stays. */
function byWeight(one: CriterionPair, two: CriterionPair): number {
  const moved = (pair: CriterionPair) => Math.abs(step(pair)) * pair.newer.weight;
  return moved(two) - moved(one);
}
