"""Computes a debrief from a log: read, measure, grade, level, gate, recommend. The same log gives the same bytes."""

from collections.abc import Sequence
from typing import get_args

from question_bank.package import Question
from rubric import coaching, pointing, tables
from rubric.debrief import Debrief, DimensionResult, Finding, Provenance, SessionSummary
from rubric.explain import ENGINE_VERSION, RUBRIC_VERSION, rubric_sha256
from rubric.gates import apply_gates, caps_of
from rubric.judging import Case
from rubric.levels import DIMENSIONS, assess, capped, grade_all
from rubric.reading import NotASession, read
from rubric.recommendation import recommend
from rubric.signals import measure
from rubric.signals.solution import accepted_paths
from rubric.view import View
from transcripts.envelope import Envelope
from transcripts.events import RetryRequested


def score(log: Sequence[Envelope], question: Question, *, transcript_sha256: str) -> Debrief:
    """Grade a session. Works on logs that were cut off; raises NotASession for what does not begin as one."""
    view = read(log, question)
    case = Case(view, measure(view))
    grades = grade_all(case)
    work_gates = apply_gates(case, {}, on_levels=False)
    caps = caps_of(work_gates)
    dimensions = tuple(capped(case, assess(case, name, grades[name]), caps) for name in DIMENSIONS)
    matches = view.started.question_id == question.id and view.started.question_sha256 == question.sha256
    paths = accepted_paths(question)
    return Debrief(
        session=_summary(view),
        overall=recommend(case, dimensions, work_gates, question_matches=matches),
        dimensions=dimensions,
        facts=tables.facts(view),
        checks=tables.checks(view),
        runs=tables.runs(view),
        phases=tables.phases(view),
        hints=tables.hints(view),
        follow_ups=tables.follow_ups(view),
        moments=coaching.moments(case, dimensions),
        practice=coaching.practice(case, dimensions),
        not_assessed=_not_assessed(case, dimensions, question_matches=matches),
        contradicted=_contradicted(case),
        integrity=_integrity(case),
        signals=tuple(case.signals.values()),
        reference=question.sources[paths[0]] if paths else "",
        second_style=question.sources[paths[1]] if len(paths) > 1 else "",
        last_code=view.code if view.code_known else "",
        provenance=Provenance(
            rubric_version=RUBRIC_VERSION,
            rubric_sha256=rubric_sha256(),
            engine_version=ENGINE_VERSION,
            transcript_sha256=transcript_sha256,
            question_sha256=question.sha256,
            question_matches=matches,
            mode="rules_and_votes" if view.votes else "rules",
            n_votes=sum(map(len, view.votes.values())),
        ),
    )


def _summary(view: View) -> SessionSummary:
    started = view.started
    endings = get_args(SessionSummary.__annotations__["ending"])
    return SessionSummary(
        id=view.log[0].session_id,
        question_id=started.question_id,
        question_title=started.question_title,
        kind=started.kind,
        started_at=started.started_at,
        length_minutes=started.length_minutes,
        mode=started.mode,
        n_retries=sum(isinstance(line.event, RetryRequested) for line in view.log),
        duration_ms=view.last_ms,
        ending=next(ending for ending in endings if ending == view.ending),
    )


def _not_assessed(case: Case, dimensions: Sequence[DimensionResult], *, question_matches: bool) -> tuple[str, ...]:
    """List what could not be said, and why."""
    view = case.view
    found: list[str] = []
    if not question_matches:
        found.append("The question has changed since this session; what it no longer asks is not assessed.")
    if view.broken_edit_seq is not None:
        found.append(
            f"From event {view.broken_edit_seq} the code cannot be rebuilt from the log, so the last code is "
            f"not assessed."
        )
    if view.runner_faults:
        found.append(f"Runs that failed through our fault count for nothing: {len(view.runner_faults)}.")
    found += [f"{value.fault}: our fault, counts for nothing." for value in case.signals.values() if value.fault]
    for dimension in dimensions:
        if dimension.level is None:
            found.append(f"{dimension.title}: too little was seen.")
        found += [
            f"{result.id} {result.title}: {result.not_assessed_because}"
            for result in dimension.criteria
            if result.grade is None
        ]
    return tuple(found)


def _contradicted(case: Case) -> tuple[Finding, ...]:
    found: list[Finding] = []
    for signal_id in ("contradicted_results", "overclaims", "complexity_claims_true"):
        value = case.signals[signal_id]
        wrong = value.value is False if signal_id == "complexity_claims_true" else bool(value.value)
        if wrong and not value.fault:
            found.append(Finding(text=value.reason, evidence=value.evidence))
    return tuple(found)


def _integrity(case: Case) -> tuple[Finding, ...]:
    view = case.view
    if not view.removed:
        return ()
    words = case.signals["grader_text"].evidence
    in_code = [part for part in view.removed if part.in_code]
    lines = [at for part in in_code if (at := _line_of(view.code, part.text))]
    evidence = (*words, *(pointing.code(view, (at, at), "text for a grader") for at in lines))
    return (
        Finding(text="Text that speaks to a grader was left out. It changed no level, up or down.", evidence=evidence),
    )


def _line_of(code: str, text: str) -> int:
    at = code.find(text)
    return code.count("\n", 0, at) + 1 if at >= 0 else 0


__all__ = ["NotASession", "score"]
