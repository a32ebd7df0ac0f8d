"""What all sessions of a person say together: a map of skills, what keeps going wrong, what is due, what to do next.

Computed from debriefs, the bank and a date; no clock is read, and the order in which sessions are given is without
effect. What was not seen is not made up: a topic without a session has no level and no date.
"""

from collections.abc import Iterable, Sequence
from typing import get_args

from question_bank.package import Dimension, Kind, Question
from rubric.anchors import DIMENSION_TITLES
from rubric.criteria import BY_ID
from rubric.debrief import Debrief, Grade
from rubric.estimates import Estimate, estimate, trend
from rubric.levels import DIMENSIONS
from rubric.next_steps import next_steps
from rubric.skill_map import (
    BankQuestion,
    Counted,
    DimensionProgress,
    Gap,
    GradedCriterion,
    KindProgress,
    LevelSeen,
    NotRead,
    ProgressReport,
    SatSession,
    SessionLine,
    TopicProgress,
)
from rubric.spacing import Place, Sitting, day_of, place

PRACTICE_COUNTS = 0.5
"""A coach spoke and hints were free, so the levels say half as much."""
LEAST_FOR_GAP = 2
_FULL = 2


def sat_session(debrief: Debrief, question: Question) -> SatSession:
    """Take from a debrief and its question what the map needs."""
    session = debrief.session
    why_not = ""
    if session.ending == "unfinished":
        why_not = "It has not ended."
    elif debrief.overall.recommendation == "insufficient_evidence":
        why_not = "There was too little in it to grade."
    return SatSession(
        id=session.id,
        transcript_sha256=debrief.provenance.transcript_sha256,
        question_id=session.question_id,
        question_title=session.question_title,
        topics=(question.topic,),
        kind=session.kind,
        difficulty=question.difficulty,
        started_at=session.started_at,
        mode=session.mode,
        level=None if why_not else debrief.overall.score,
        levels={part.id: part.level for part in debrief.dimensions},
        criteria=tuple(
            GradedCriterion(id=result.id, dimension=part.id, grade=result.grade, weight=result.weight)
            for part in debrief.dimensions
            for result in part.criteria
            if result.grade is not None
        ),
        counts_not_because=why_not,
    )


def progress(
    sessions: Iterable[SatSession],
    bank: Sequence[BankQuestion],
    today: str,
    not_read: Sequence[NotRead] = (),
) -> ProgressReport:
    """Draw the map as of a day (ISO date). The same sessions give the same map, in whatever order they come."""
    ordered = _in_order(sessions)
    lines = _lines(ordered)
    counted = [Counted(session, line.weight) for session, line in zip(ordered, lines, strict=True) if line.weight]
    dimensions = tuple(_dimension(name, counted) for name in DIMENSIONS)
    kinds = _by_kind(counted)
    topics = _by_topic(counted, today)
    return ProgressReport(
        today=today,
        n_counted=len(counted),
        sessions=tuple(lines),
        not_read=tuple(sorted(not_read, key=lambda each: (each.id, each.why))),
        dimensions=dimensions,
        kinds=kinds,
        topics=topics,
        next_steps=next_steps(counted, dimensions, kinds, topics, bank),
    )


def _in_order(sessions: Iterable[SatSession]) -> list[SatSession]:
    """Oldest first; a session that was given twice is taken once."""
    once = {session.transcript_sha256: session for session in sessions}
    return sorted(once.values(), key=lambda session: (session.started_at, session.id, session.transcript_sha256))


def _lines(ordered: Sequence[SatSession]) -> list[SessionLine]:
    times: dict[str, int] = {}
    lines = []
    for session in ordered:
        nth = 0
        if not session.counts_not_because:
            nth = times[session.question_id] = times.get(session.question_id, 0) + 1
        share = PRACTICE_COUNTS if session.mode == "practice" else 1.0
        lines.append(
            SessionLine(
                id=session.id,
                question_id=session.question_id,
                question_title=session.question_title,
                topics=session.topics,
                kind=session.kind,
                difficulty=session.difficulty,
                started_at=session.started_at,
                mode=session.mode,
                level=session.level,
                levels=session.levels,
                nth_time=nth,
                weight=round(share / nth, 3) if nth else 0.0,
                counts_not_because=session.counts_not_because,
            )
        )
    return lines


def _dimension(name: Dimension, counted: Sequence[Counted]) -> DimensionProgress:
    seen: list[LevelSeen] = []
    pairs: list[tuple[float, float]] = []
    for each in counted:
        level = each.session.levels.get(name)
        if level is None:
            continue
        pairs.append((level, each.weight))
        so_far = estimate(pairs)
        assert so_far is not None, "a session that counts has a weight"
        seen.append(
            LevelSeen(
                session_id=each.session.id,
                started_at=each.session.started_at,
                question_title=each.session.question_title,
                mode=each.session.mode,
                weight=each.weight,
                level=level,
                so_far=so_far,
            )
        )
    return DimensionProgress(
        id=name,
        title=DIMENSION_TITLES[name],
        estimate=estimate(pairs),
        trend=trend(pairs),
        seen=tuple(seen),
        gaps=_gaps(name, counted),
    )


def _gaps(name: Dimension, counted: Sequence[Counted]) -> tuple[Gap, ...]:
    """Find what was missed twice; what is still missed comes first, then what was missed most often."""
    graded: dict[str, list[tuple[str, Grade]]] = {}
    for each in counted:
        for criterion in each.session.criteria:
            if criterion.dimension == name and criterion.weight:
                graded.setdefault(criterion.id, []).append((each.session.id, criterion.grade))
    found = []
    for criterion_id, grades in graded.items():
        missed = tuple(session_id for session_id, grade in grades if grade != _FULL)
        known = BY_ID.get(criterion_id)
        if len(missed) < LEAST_FOR_GAP or known is None:
            continue
        found.append(
            Gap(
                criterion=criterion_id,
                title=known.title,
                full=known.full,
                n_missed=len(missed),
                n_graded=len(grades),
                met_last_time=grades[-1][1] == _FULL,
                session_ids=missed,
            )
        )
    return tuple(sorted(found, key=lambda gap: (gap.met_last_time, -gap.n_missed, gap.n_graded, gap.criterion)))


def _by_kind(counted: Sequence[Counted]) -> tuple[KindProgress, ...]:
    found = [
        KindProgress(kind=kind, estimate=seen)
        for kind in get_args(Kind)
        if (seen := _estimate_of([each for each in counted if each.session.kind == kind])) is not None
    ]
    return tuple(sorted(found, key=lambda each: (each.estimate.mean, each.kind)))


def _by_topic(counted: Sequence[Counted], today: str) -> tuple[TopicProgress, ...]:
    found = []
    for topic in sorted({topic for each in counted for topic in each.session.topics}):
        on_topic = [each for each in counted if topic in each.session.topics]
        seen = _estimate_of(on_topic)
        if seen is None:
            continue
        where = _place_of(on_topic)
        due_day = where.due.isoformat() if where else None
        found.append(
            TopicProgress(
                topic=topic,
                estimate=seen,
                box=where.box if where else None,
                last_day=where.last.isoformat() if where else None,
                due_day=due_day,
                is_due=due_day is not None and due_day <= today,
            )
        )
    return tuple(sorted(found, key=lambda each: (each.estimate.mean, each.topic)))


def _estimate_of(counted: Sequence[Counted]) -> Estimate | None:
    return estimate([(each.session.level, each.weight) for each in counted if each.session.level is not None])


def _place_of(counted: Sequence[Counted]) -> Place | None:
    return place([
        Sitting(day=day, level=each.session.level, is_practice=each.session.mode == "practice")
        for each in counted
        if each.session.level is not None and (day := day_of(each.session.started_at)) is not None
    ])  # fmt: skip
