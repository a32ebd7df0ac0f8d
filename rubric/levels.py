"""From grades to the five levels: weighted share of the grades that could be given, cut into four levels."""

from collections.abc import Mapping, Sequence
from typing import Literal, get_args

from msgspec import Struct

from question_bank.package import Dimension
from rubric.anchors import DIMENSION_TITLES, LEVEL_NAMES, anchor
from rubric.criteria import CRITERIA, grade
from rubric.debrief import Confidence, CriterionResult, DimensionResult
from rubric.judging import Case, SignalBroken, at_least
from rubric.mastery import MASTERY

Level = Literal[1, 2, 3, 4]
DIMENSIONS: tuple[Dimension, ...] = get_args(Dimension)

CUTS: Mapping[Level, float] = {4: 0.82, 3: 0.68, 2: 0.38}
"""Lowest score of a level; below all of them it is level 1. Level 4 asks besides for no main criterion of grade 0
and for what `mastery` says."""
MAIN_WEIGHT = 0.10
"""Share of a dimension from which a criterion is a main one."""
LEAST_COVERAGE = 0.35
"""Below this share of weight a dimension is not assessed."""
NEAR_A_CUT = 0.04


class Cap(Struct, frozen=True):
    """A gate's hold on a dimension."""

    dimension: Dimension
    level: Level
    gate: str


def grade_all(case: Case) -> dict[Dimension, tuple[CriterionResult, ...]]:
    """Grade each criterion, by dimension."""
    return {
        dimension: tuple(grade(case, criterion) for criterion in CRITERIA if criterion.dimension == dimension)
        for dimension in DIMENSIONS
    }


def assess(case: Case, dimension: Dimension, results: Sequence[CriterionResult]) -> DimensionResult:
    """Compute one dimension, before gates."""
    weight = sum(result.weight for result in results)
    seen = [result for result in results if result.grade is not None and result.weight]
    seen_weight = sum(result.weight for result in seen)
    coverage = round(seen_weight / weight, 3)
    score = round(sum(result.weight * (result.grade or 0) / 2 for result in seen) / seen_weight, 4) if seen else None
    assessed = score is not None and at_least(coverage, LEAST_COVERAGE)
    level = _level(score, results, mastered=_mastered(case, dimension)) if score is not None and assessed else None
    return DimensionResult(
        id=dimension,
        title=DIMENSION_TITLES[dimension],
        level=level,
        level_name=LEVEL_NAMES[level or 0],
        score=score if level else None,
        coverage=coverage,
        confidence=_confidence(case, results, coverage, score),
        anchor=anchor(case.view.question.kind, dimension, level) if level else _NOT_ASSESSED,
        next_level=_next_level(case, dimension, level, results),
        criteria=tuple(results),
    )


_NOT_ASSESSED = "Too little was seen in this session to say."


def capped(case: Case, result: DimensionResult, caps: Sequence[Cap]) -> DimensionResult:
    """Apply the caps; they lower and never lift."""
    earned = result.level if result.score is None else _by_score(result.score)
    holding = [
        cap
        for cap in caps
        # A cap at the level that was given holds too, where the score alone would have given more.
        if cap.dimension == result.id and result.level is not None and cap.level < max(result.level, earned or 1)
    ]
    if not holding:
        return result
    tightest = min(holding, key=lambda cap: (cap.level, cap.gate))
    if result.level is None or tightest.level > result.level:
        return result
    gates = ", ".join(sorted({cap.gate for cap in holding if cap.level == tightest.level}))
    return DimensionResult(
        id=result.id,
        title=result.title,
        level=tightest.level,
        level_name=LEVEL_NAMES[tightest.level],
        score=result.score,
        coverage=result.coverage,
        confidence=result.confidence,
        anchor=anchor(case.view.question.kind, result.id, tightest.level),
        next_level=_next_level(case, result.id, tightest.level, result.criteria),
        capped_by=gates,
        criteria=result.criteria,
    )


def on_the_scale(result: DimensionResult) -> float:
    """Place a dimension on the scale from 1 to 4 by its score, within half a level of its level."""
    if result.level is None or result.score is None:
        raise ValueError("A dimension that is not assessed has no place on the scale.")
    if result.capped_by:
        return float(result.level)
    low = CUTS.get(result.level, 0.0)
    high = min((cut for level, cut in CUTS.items() if level > result.level), default=1.0)
    within = min(1.0, (result.score - low) / (high - low))
    return min(max(result.level - 0.5 + within, 1.0), float(max(CUTS)))


def near_cut(score: float | None) -> bool:
    """Say whether a dimension's score lies close to a cut."""
    return score is not None and any(abs(score - cut) <= NEAR_A_CUT for cut in CUTS.values())


def _by_score(score: float) -> Level:
    return next((level for level, cut in CUTS.items() if at_least(score, cut)), 1)


def _level(score: float, results: Sequence[CriterionResult], *, mastered: bool) -> Level:
    level = _by_score(score)
    return 3 if level == max(CUTS) and (_misses_a_main_one(results) or not mastered) else level


def _mastered(case: Case, dimension: Dimension) -> bool:
    try:
        return dimension not in MASTERY or MASTERY[dimension].check(case)
    except SignalBroken:
        # Our fault holds nobody back.
        return True


def _misses_a_main_one(results: Sequence[CriterionResult]) -> bool:
    return any(result.grade == 0 and at_least(result.weight, MAIN_WEIGHT) for result in results)


def _confidence(case: Case, results: Sequence[CriterionResult], coverage: float, score: float | None) -> Confidence:
    firm = sum(result.weight for result in results if result.grade is not None and _rests_on_facts(case, result))
    total = sum(result.weight for result in results if result.grade is not None)
    if not total or coverage < _COVERAGE_MEDIUM or not case.view.code_known:
        return "low"
    disputed = _disputed(case, results)
    if coverage >= _COVERAGE_HIGH and firm / total >= _FIRM_HIGH and not near_cut(score) and case.view.complete:
        return "medium" if disputed else "high"
    return "low" if disputed else "medium"


_COVERAGE_MEDIUM = 0.6
_COVERAGE_HIGH = 0.85
_FIRM_HIGH = 0.5
_AGREED = 0.75
"""Votes of a model that differ on more than a quarter of the points make a level less certain."""


def _disputed(case: Case, results: Sequence[CriterionResult]) -> bool:
    agreed = case.signals["votes_agree"].value
    rests_on_votes = any("votes_agree" in result.signals and result.weight for result in results)
    return rests_on_votes and isinstance(agreed, float) and not at_least(agreed, _AGREED)


def _rests_on_facts(case: Case, result: CriterionResult) -> bool:
    values = [case.signals[signal_id] for signal_id in result.signals if not case.signals[signal_id].fault]
    return any(value.value is not None and value.confidence == "high" and value.evidence for value in values)


def _next_level(case: Case, dimension: Dimension, level: Level | None, results: Sequence[CriterionResult]) -> str:
    lost = sorted(
        (result for result in results if result.grade in {0, 1} and result.weight),
        key=lambda result: (-result.weight * (2 - (result.grade or 0)), result.id),
    )
    first = " ".join(f"{result.missed}" for result in lost[:2])
    if level is None:
        return f"To be assessed, show more of it. {first}".strip()
    if level == max(CUTS):
        return f"This is the highest level. {first}".strip()
    if level + 1 == max(CUTS) and not _mastered(case, dimension):
        first = f"{MASTERY[dimension].says} {first}"
    return (
        f"{LEVEL_NAMES[level + 1].capitalize()} means: {anchor(case.view.question.kind, dimension, level + 1)} {first}"
    ).strip()
