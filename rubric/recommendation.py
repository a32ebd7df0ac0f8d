"""The recommendation: weighted levels, cut into four words, then the gates; with confidence and three reasons."""

from collections.abc import Mapping, Sequence

from question_bank.package import Dimension
from rubric.criteria import BY_ID
from rubric.debrief import Confidence, CriterionResult, DimensionResult, Finding, Gate, Overall, Recommendation
from rubric.gates import Fired, GateRule, apply_gates, as_gates, too_thin
from rubric.judging import Case, at_least
from rubric.levels import on_the_scale

WEIGHTS: Mapping[Dimension, float] = {
    "problem_solving": 0.20,
    "ml_knowledge": 0.20,
    "code": 0.25,
    "communication": 0.15,
    "algorithms": 0.20,
}
CUTS: Mapping[Recommendation, float] = {"strong_hire": 3.7, "hire": 2.8, "no_hire": 1.8, "strong_no_hire": 0.0}
NEAR = 0.10
WORDS: Mapping[Recommendation, str] = {
    "strong_hire": "Strong hire",
    "hire": "Hire",
    "no_hire": "No hire",
    "strong_no_hire": "Strong no hire",
    "insufficient_evidence": "Insufficient evidence",
}
MEANINGS: Mapping[Recommendation, str] = {
    "strong_hire": "An interviewer would argue for you even if other rounds were weak.",
    "hire": "An interviewer would pass you, unless other rounds were poor.",
    "no_hire": "An interviewer would not pass you on this round alone; strong other rounds could change that.",
    "strong_no_hire": "The core skills for this round were not shown yet.",
    "insufficient_evidence": "There is too little in this session to recommend anything. This is not a verdict on you.",
}
ONE_SAMPLE = "One interview is weak evidence: the same person does better or worse on another day or question."
ORDER: tuple[Recommendation, ...] = ("strong_no_hire", "no_hire", "hire", "strong_hire")
_N_REASONS = 3
_FULL = 2
_COVERAGE_HIGH = 0.85
_FIRM = 0.6
"""Weight of the dimensions that must be firm for a firm recommendation."""


def recommend(
    case: Case,
    dimensions: Sequence[DimensionResult],
    work_gates: Sequence[tuple[GateRule, Fired | None]],
    *,
    question_matches: bool,
) -> Overall:
    """Compute the recommendation from the capped dimensions."""
    levels = {result.id: result.level for result in dimensions}
    fired = [*work_gates, *apply_gates(case, levels, on_levels=True)]
    thin = too_thin(case, {result.id: result.coverage for result in dimensions}, levels["code"])
    gates = (*as_gates(fired), _thin_gate(thin))
    if thin:
        return Overall(
            recommendation="insufficient_evidence",
            meaning=MEANINGS["insufficient_evidence"],
            score=None,
            confidence="low",
            confidence_note=thin,
            headline=f"{WORDS['insufficient_evidence']}. {thin}",
            reasons=_reasons("insufficient_evidence", dimensions),
            gates=gates,
        )
    score = _score(dimensions)
    bare = next(word for word, cut in CUTS.items() if at_least(score, cut))
    word = min((bare, *(effect.overall for _, effect in fired if effect and effect.overall)), key=ORDER.index)
    near = _near(score) if word == bare else ""
    confidence = _confidence(case, dimensions, near, question_matches=question_matches)
    return Overall(
        recommendation=word,
        meaning=MEANINGS[word],
        score=score,
        confidence=confidence,
        confidence_note=_note(case, dimensions, question_matches=question_matches),
        near_boundary=near,
        headline=_headline(word, dimensions, near),
        reasons=_reasons(word, dimensions),
        gates=gates,
    )


def _score(dimensions: Sequence[DimensionResult]) -> float:
    """Weighted mean of the places on the scale; talk counts at most one level above the mean of the others."""
    known: dict[Dimension, float] = {
        result.id: on_the_scale(result) for result in dimensions if result.level is not None
    }
    rest = [level for name, level in known.items() if name != "communication"]
    if "communication" in known and rest:
        known["communication"] = min(known["communication"], sum(rest) / len(rest) + 1)
    weight = sum(WEIGHTS[name] for name in known)
    return round(sum(WEIGHTS[name] * level for name, level in known.items()) / weight, 2)


def _near(score: float) -> str:
    for above, below in (("strong_hire", "hire"), ("hire", "no_hire"), ("no_hire", "strong_no_hire")):
        cut = CUTS[above]  # type: ignore[index]
        if abs(score - cut) <= NEAR + 1e-9:
            other = above if score < cut else below
            return f"Close to {WORDS[other].lower()}."  # type: ignore[index]
    return ""


def _confidence(case: Case, dimensions: Sequence[DimensionResult], near: str, *, question_matches: bool) -> Confidence:
    coverage = sum(WEIGHTS[result.id] * result.coverage for result in dimensions)
    if not question_matches or not case.view.complete or not case.view.code_known:
        return "low"
    if any(result.level is None for result in dimensions):
        return "low"
    firm = sum(WEIGHTS[result.id] for result in dimensions if result.confidence == "high")
    return "high" if coverage >= _COVERAGE_HIGH and firm >= _FIRM and not near else "medium"


def _note(case: Case, dimensions: Sequence[DimensionResult], *, question_matches: bool) -> str:
    parts = [ONE_SAMPLE]
    if not question_matches:
        parts.append(
            "The question has changed since the session, so checks and points may not be those that were asked."
        )
    if not case.view.complete:
        parts.append("The session did not run to its end.")
    if not case.view.code_known:
        parts.append("The code could not be rebuilt from the log, so it was not looked at.")
    unseen = [result.title for result in dimensions if result.level is None]
    if unseen:
        parts.append(f"Not assessed: {'; '.join(unseen)}.")
    return " ".join(parts)


def _headline(word: Recommendation, dimensions: Sequence[DimensionResult], near: str) -> str:
    known = [result for result in dimensions if result.level is not None]
    best = max(known, key=lambda result: (result.level or 0, result.score or 0.0))
    worst = min(known, key=lambda result: (result.level or 0, result.score or 0.0))
    text = f"{WORDS[word]}. Strongest: {best.title.lower()} ({best.level_name})."
    if worst.id != best.id:
        text += f" Weakest: {worst.title.lower()} ({worst.level_name})."
    return f"{text} {near}".strip()


def _reasons(word: Recommendation, dimensions: Sequence[DimensionResult]) -> tuple[Finding, ...]:
    """Two findings that carry the recommendation, then the main one that speaks the other way, said as such."""
    graded = [
        (WEIGHTS[dimension.id] * result.weight, result)
        for dimension in dimensions
        for result in dimension.criteria
        if result.grade is not None and result.evidence and result.weight
    ]
    good = sorted((pair for pair in graded if pair[1].grade == _FULL), key=_heaviest)
    bad = sorted((pair for pair in graded if pair[1].grade != _FULL), key=_lost_most)
    hired = word in {"hire", "strong_hire"}
    carrying, other = (_apart(good), _apart(bad)) if hired else (_apart(bad), _apart(good))
    chosen = [Finding(text=_sentence(result), evidence=result.evidence) for result in carrying]
    against = "What held it back most: " if hired else "What speaks for you: "
    opposite = [Finding(text=against + _sentence(result), evidence=result.evidence) for result in other[:1]]
    return (*chosen[: _N_REASONS - len(opposite)], *opposite)


def _apart(pairs: Sequence[tuple[float, CriterionResult]]) -> list[CriterionResult]:
    """Take the heaviest whose evidence begins at different events, so that no run is named twice."""
    chosen: list[CriterionResult] = []
    for _, result in pairs:
        if all(result.evidence[0].seq != other.evidence[0].seq for other in chosen):
            chosen.append(result)
    return chosen[:_N_REASONS]


def _heaviest(pair: tuple[float, CriterionResult]) -> tuple[float, str]:
    return (-pair[0], pair[1].id)


def _lost_most(pair: tuple[float, CriterionResult]) -> tuple[float, str]:
    return (-pair[0] * (2 - (pair[1].grade or 0)), pair[1].id)


def _sentence(result: CriterionResult) -> str:
    if result.grade == _FULL:
        return f"{BY_ID[result.id].strength} {result.reason}"
    return f"{result.title}: {'in part' if result.grade else 'not shown'}. {result.reason}"


def _thin_gate(why: str) -> Gate:
    return Gate(
        id="G12",
        title="Too little to go by",
        fired=bool(why),
        effect=f"No recommendation. {why}".strip() if why else "",
    )
