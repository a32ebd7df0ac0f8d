"""The debrief's tables: facts, checks, runs, phases, hints, follow-ups. What happened, without a grade."""

from rubric import pointing
from rubric.answers import Answer, follow_up_answers
from rubric.debrief import (
    CheckHistory,
    Evidence,
    FactAsked,
    FollowUpResult,
    HintTaken,
    PhaseTime,
    PointResult,
    RunPoint,
)
from rubric.parts import Run
from rubric.signals.course import budget_ms, cost_of, spent_ms, visits
from rubric.signals.problem import fact_lines, fact_matters, fact_title
from rubric.signals.solution import readable
from rubric.view import View
from runner.report import Verdict


def facts(view: View) -> tuple[FactAsked, ...]:
    """List the fact sheet: what was asked for, when, and what the rest would have changed."""
    found: list[FactAsked] = []
    for fact in view.question.facts:
        utterance, answer = view.facts_seen.get(fact.id, (None, None))
        came_up = utterance is not None or answer is not None
        lines = fact_lines(view, fact.id) if readable(view) and fact.code_shows else None
        evidence: list[Evidence] = []
        if utterance is not None:
            evidence.append(pointing.said(utterance))
        if answer is not None:
            evidence.append(pointing.turn(answer))
        if lines is not None:
            evidence.append(pointing.code(view, lines, "uses it"))
        if not came_up:
            evidence.append(pointing.absence(view, "not asked for"))
        first = utterance.seq if utterance is not None else (answer.seq if answer is not None else 0)
        found.append(
            FactAsked(
                id=fact.id,
                asked=came_up,
                in_time=view.before_code(first) if came_up else None,
                answer=fact.answer,
                would_have_changed=fact.why,
                used_in_code=(lines is not None) if readable(view) and fact.code_shows else None,
                title=fact_title(view, fact.id),
                mattered=fact_matters(view, fact.id),
                evidence=tuple(evidence),
            )
        )
    return tuple(found)


def checks(view: View) -> tuple[CheckHistory, ...]:
    """Follow each check over the session; those of the log that the question no longer has come last."""
    last: dict[str, tuple[Run, int]] = {}
    first_passed: dict[str, Run] = {}
    for run in view.runs:
        for at, result in enumerate(run.report.checks):
            if result.verdict is Verdict.RUNNER_FAULT:
                continue
            last[result.name] = (run, at)
            if result.verdict is Verdict.PASSED:
                first_passed.setdefault(result.name, run)
    specs = {spec.name: spec for spec in view.question.checks}
    found: list[CheckHistory] = []
    for name in [*specs, *sorted(set(last) - set(specs))]:
        spec = specs.get(name)
        seen = last[name][0].report.checks[last[name][1]] if name in last else None
        passed = first_passed.get(name)
        assert spec is not None or seen is not None
        found.append(
            CheckHistory(
                name=name,
                title=spec.title if spec else (seen.title if seen else name),
                kind=spec.kind if spec else (seen.kind if seen else "core"),
                hidden=not spec.visible if spec else bool(seen and seen.hidden),
                last=seen.verdict if seen else None,
                first_passed_seq=passed.seq if passed else None,
                first_passed_ms=passed.at_ms if passed else None,
                message=seen.message if seen and seen.verdict is not Verdict.PASSED else "",
            )
        )
    return tuple(found)


def runs(view: View) -> tuple[RunPoint, ...]:
    """List the runs, those that the runner spoilt included."""
    ordered = sorted((*view.runs, *view.runner_faults), key=lambda run: run.seq)
    return tuple(
        RunPoint(
            seq=run.seq,
            at_ms=run.at_ms,
            purpose=run.report.purpose,
            verdict=run.report.verdict,
            n_passed=run.report.n_passed,
            n_checks=len(run.report.checks),
        )
        for run in ordered
    )


def phases(view: View) -> tuple[PhaseTime, ...]:
    """Time in each phase that was visited, against its budget."""
    return tuple(
        PhaseTime(
            phase=phase,
            start_ms=spans[0].start_ms,
            end_ms=spans[-1].end_ms,
            spent_ms=spent_ms(spans),
            budget_ms=budget_ms(view, phase),
            visits=tuple((span.start_ms, span.end_ms) for span in spans),
        )
        for phase, spans in visits(view).items()
    )


def hints(view: View) -> tuple[HintTaken, ...]:
    """List the hints with what each cost."""
    return tuple(
        HintTaken(
            seq=hint.turn.seq,
            at_ms=hint.turn.at_ms,
            level=hint.level,
            text=hint.turn.text,
            requested=hint.requested,
            cost=cost_of(hint),
        )
        for hint in view.hints
    )


def follow_ups(view: View) -> tuple[FollowUpResult, ...]:
    """List the follow-ups that were asked, with the points said and missed."""
    return tuple(_follow_up(view, answer) for answer in follow_up_answers(view))


def _follow_up(view: View, answer: Answer) -> FollowUpResult:
    follow_up = view.question.follow_up(answer.id)
    return FollowUpResult(
        id=answer.id,
        asked_seq=answer.turn.seq,
        at_ms=answer.turn.at_ms,
        question=answer.turn.text,
        answer="\n".join(piece for reply in answer.replies for piece in reply.pieces),
        verdict=answer.verdict,
        points=tuple(
            PointResult(
                says=point.says,
                covered=point.utterance is not None,
                votes=point.in_votes,
                evidence=(pointing.said(point.utterance, point.shown),) if point.utterance is not None else (),
            )
            for point in answer.points
        ),
        misconceptions=tuple(part.says for part in answer.wrong),
        model_answer=follow_up.model_answer,
    )
