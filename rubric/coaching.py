"""What to take away: two strengths, three missed moments and three things to practise at most. None of it is graded."""

from collections.abc import Sequence

from question_bank.code_facts import holds
from question_bank.package import Dimension
from rubric import pointing
from rubric.answers import follow_up_answers, hear
from rubric.criteria import BY_ID
from rubric.debrief import CriterionResult, DimensionResult, Moment, Practice
from rubric.judging import Case
from rubric.parts import shorten
from rubric.recommendation import WEIGHTS
from rubric.signals.problem import fact_matters, fact_title
from rubric.signals.runs import last_submit
from rubric.signals.solution import readable

_N_STRENGTHS = 2
_N_MISSED = 3
_N_PRACTICE = 3
_FULL = 2
_CHECK_CRITERIA = ("C1", "C2", "U3")


def moments(case: Case, dimensions: Sequence[DimensionResult]) -> tuple[Moment, ...]:
    """Pick strengths and missed moments, from different sides where there are such."""
    if not case.view.has_substance:
        return ()
    return (*_strengths(dimensions), *_missed(case, dimensions))


def _graded(dimensions: Sequence[DimensionResult]) -> list[tuple[float, Dimension, CriterionResult]]:
    return [
        (WEIGHTS[dimension.id] * result.weight, dimension.id, result)
        for dimension in dimensions
        for result in dimension.criteria
        if result.grade is not None
    ]


def _strengths(dimensions: Sequence[DimensionResult]) -> list[Moment]:
    full = [part for part in _graded(dimensions) if part[2].grade == _FULL and part[2].evidence and part[0]]
    full.sort(key=lambda part: (part[2].evidence[0].source == "absence", -part[0], part[2].id))
    chosen: list[tuple[float, Dimension, CriterionResult]] = []
    for part in full:
        if len(chosen) < _N_STRENGTHS and all(
            part[1] != other[1] and part[2].evidence[0].seq != other[2].evidence[0].seq for other in chosen
        ):
            chosen.append(part)
    return [
        Moment(kind="strength", text=f"{BY_ID[result.id].strength} {result.reason}", evidence=result.evidence)
        for _, _, result in chosen
    ]


def _missed(case: Case, dimensions: Sequence[DimensionResult]) -> list[Moment]:
    """Concrete ones first: a failing check, a fact, a follow-up, a decision; then the criterion that cost most."""
    candidates = [_failing_check(case), _fact(case), _follow_up(case), _decision(case)]
    found = [moment for moment in candidates if moment is not None][:_N_MISSED]
    if len(found) < _N_MISSED:
        told = _CHECK_CRITERIA if candidates[0] else ()
        lost = sorted(
            (part for part in _graded(dimensions) if part[2].grade != _FULL and part[2].id not in told and part[0]),
            key=lambda part: (-part[0] * (_FULL - (part[2].grade or 0)), part[2].id),
        )
        for _, _, result in lost[: _N_MISSED - len(found)]:
            found.append(
                Moment(
                    kind="missed",
                    text=f"{result.title}: {result.reason}",
                    strong_candidate=result.missed,
                    evidence=result.evidence or (pointing.absence(case.view, result.title),),
                )
            )
    return found


def _failing_check(case: Case) -> Moment | None:
    last = last_submit(case.view)
    if last is None:
        return None
    for result in last.checks:
        if result.verdict not in {"passed", "not_run"}:
            return Moment(
                kind="missed",
                text=f"The check “{result.title}” did not pass at the end. {result.message}".strip(),
                strong_candidate="Write this case down before the first submit, say what should happen, and run it.",
                evidence=(pointing.check(last, result.name),),
            )
    return None


def _fact(case: Case) -> Moment | None:
    view = case.view
    if not view.coding_reached and not view.complete:
        return None
    missed = [fact for fact in view.question.facts if fact.id not in view.facts_seen and fact_matters(view, fact.id)]
    if not missed:
        return None
    fact = missed[0]
    ask = fact_title(view, fact.id)
    end = view.first_code.seq if view.first_code else None
    return Moment(
        kind="missed",
        text=f"You did not ask about this: {fact.answer} {fact.why}",
        strong_candidate=f"Would have asked before coding: “{ask}”",
        evidence=(pointing.absence(view, f"no question like “{ask}”", end_seq=end),),
    )


def _follow_up(case: Case) -> Moment | None:
    wrong = [answer for answer in follow_up_answers(case.view) if answer.fair and answer.verdict != "right"]
    wrong.sort(key=lambda answer: (answer.share, answer.turn.seq))
    if not wrong:
        return None
    answer = wrong[0]
    missing = [point.says for point in answer.points if point.utterance is None]
    what = f"left out: {'; '.join(missing)}" if missing else "held a mistake"
    evidence = [pointing.turn(answer.turn), *(pointing.said(reply) for reply in answer.replies[:1])]
    return Moment(
        kind="missed",
        text=f"The follow-up “{shorten(case.view.question.follow_up(answer.id).ask)}” {what}.",
        strong_candidate=case.view.question.follow_up(answer.id).model_answer,
        evidence=tuple(evidence),
    )


def _decision(case: Case) -> Moment | None:
    view = case.view
    if not readable(view):
        return None
    for decision in view.question.decisions:
        lines = holds(decision.code, view.final.source)
        if lines is None:
            continue
        if hear(decision.id, decision.says, decision.phrases, view.utterances, claims_only=True).utterance is None:
            return Moment(
                kind="missed",
                text=f"The code makes a choice that you did not explain: {decision.says}",
                strong_candidate="Would have said in one sentence, while writing it, why it is done so.",
                evidence=(pointing.code(view, lines),),
            )
    return None


def practice(case: Case, dimensions: Sequence[DimensionResult]) -> tuple[Practice, ...]:
    """Name up to three things to practise, each from another dimension where there are such, with a finish line."""
    if not case.view.has_substance:
        return ()
    lost = sorted(
        (part for part in _graded(dimensions) if part[2].grade != _FULL and part[0]),
        key=lambda part: (-part[0] * (_FULL - (part[2].grade or 0)), part[2].id),
    )
    chosen: list[tuple[float, Dimension, CriterionResult]] = []
    for part in lost:
        if len(chosen) < _N_PRACTICE and all(part[1] != other[1] for other in chosen):
            chosen.append(part)
    next_questions = case.view.question.practise_next
    found: list[Practice] = []
    for at, (_, _, result) in enumerate(chosen):
        drill = BY_ID[result.id].drill
        found.append(
            Practice(
                title=drill.title,
                why=f"{result.title}: {result.reason}",
                do=drill.do,
                minutes=drill.minutes,
                done_when=drill.done_when,
                question_id=next_questions[at] if at < len(next_questions) else "",
                criteria=(result.id,),
            )
        )
    return tuple(found)
