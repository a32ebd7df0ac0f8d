"""What the candidate reads afterwards, as data. Computed from the log and the question alone; never stored as truth.

Every finding carries evidence that a program can verify: the number of an event and an exact quote of it, or lines of
the code as it was at that event, or a plain fact that the event's own fields show.
"""

from typing import Literal

import msgspec
from msgspec import Struct

from question_bank.package import Dimension, Kind
from runner.report import CheckKind, Verdict
from transcripts.events import Mode, Phase

SCHEMA_VERSION = 1

Recommendation = Literal["strong_hire", "hire", "no_hire", "strong_no_hire", "insufficient_evidence"]
Confidence = Literal["high", "medium", "low"]
Grade = Literal[0, 1, 2]
Source = Literal["said", "code", "run", "interviewer", "absence"]


class Evidence(Struct, frozen=True, kw_only=True):
    """Where a finding can be seen. `quote` is an exact substring of what the event holds."""

    seq: int
    at_ms: int
    source: Source
    quote: str = ""
    lines: tuple[int, int] | None = None
    """First and last line of the code as it was at `seq`."""
    fact: str = ""
    """What the event's fields show, in words; for `absence`, the window that was searched."""


class Finding(Struct, frozen=True, kw_only=True):
    """One sentence with what it rests on."""

    text: str
    evidence: tuple[Evidence, ...]


class SignalValue(Struct, frozen=True, kw_only=True):
    """What one signal saw."""

    id: str
    value: bool | int | float | str | tuple[str, ...] | None
    reason: str
    evidence: tuple[Evidence, ...] = ()
    confidence: Confidence = "high"
    fault: str = ""
    """The signal crashed: our fault, named; counts as not assessed."""


class CriterionResult(Struct, frozen=True, kw_only=True):
    """One small check of the rubric. A grade of None is `not assessed`."""

    id: str
    title: str
    grade: Grade | None
    weight: float
    reason: str
    evidence: tuple[Evidence, ...] = ()
    missed: str = ""
    """What the full grade needed."""
    signals: tuple[str, ...] = ()
    not_assessed_because: str = ""


class DimensionResult(Struct, frozen=True, kw_only=True):
    """One of the five dimensions."""

    id: Dimension
    title: str
    level: Literal[1, 2, 3, 4] | None
    level_name: str
    """Very weak, weak, strong, very strong, or not assessed."""
    score: float | None
    coverage: float
    """Share of the criteria's weight that could be assessed."""
    confidence: Confidence
    anchor: str
    """The sentence of the level reached."""
    next_level: str
    """What the next level needs."""
    capped_by: str = ""
    criteria: tuple[CriterionResult, ...] = ()


class Gate(Struct, frozen=True, kw_only=True):
    """A cap. Gates lower, they never lift."""

    id: str
    title: str
    fired: bool
    effect: str
    evidence: tuple[Evidence, ...] = ()


class Overall(Struct, frozen=True, kw_only=True):
    """The recommendation and what it rests on."""

    recommendation: Recommendation
    meaning: str
    score: float | None
    confidence: Confidence
    confidence_note: str
    near_boundary: str = ""
    headline: str
    reasons: tuple[Finding, ...]
    gates: tuple[Gate, ...]


class FactAsked(Struct, frozen=True, kw_only=True):
    """A fact of the fact sheet: asked for or missed."""

    id: str
    asked: bool
    in_time: bool | None
    """Before the code was started; None when it was not asked."""
    answer: str
    would_have_changed: str
    used_in_code: bool | None
    title: str = ""
    """What one would ask, as a title."""
    mattered: bool = False
    """It touches a check that failed at some time, or the code shows no sign of it although checks depend on it."""
    evidence: tuple[Evidence, ...]


class CheckHistory(Struct, frozen=True, kw_only=True):
    """One check over the session."""

    name: str
    title: str
    kind: CheckKind
    hidden: bool
    last: Verdict | None
    first_passed_seq: int | None
    first_passed_ms: int | None
    message: str = ""


class RunPoint(Struct, frozen=True, kw_only=True):
    """One run on the timeline."""

    seq: int
    at_ms: int
    purpose: Literal["run", "submit"]
    verdict: Verdict
    n_passed: int
    n_checks: int


class PhaseTime(Struct, frozen=True, kw_only=True):
    """Time in a phase against its budget."""

    phase: Phase
    start_ms: int
    """Of the first visit."""
    end_ms: int
    """Of the last visit."""
    spent_ms: int
    """Over all visits."""
    budget_ms: int
    visits: tuple[tuple[int, int], ...] = ()
    """Start and end of each visit in interview time, in order; together they are `spent_ms`."""


class HintTaken(Struct, frozen=True, kw_only=True):
    """A hint and what it cost."""

    seq: int
    at_ms: int
    level: int
    text: str
    requested: bool
    cost: float


class PointResult(Struct, frozen=True, kw_only=True):
    """A point that a good answer holds."""

    says: str
    covered: bool
    evidence: tuple[Evidence, ...] = ()
    votes: str = ""
    """How often a language model found it, where one was asked: `2 of 3 votes of the model`."""


class FollowUpResult(Struct, frozen=True, kw_only=True):
    """A follow-up that was asked, and the answer."""

    id: str
    asked_seq: int
    at_ms: int
    question: str
    answer: str
    verdict: Literal["right", "partly", "wrong", "no_answer"]
    points: tuple[PointResult, ...]
    misconceptions: tuple[str, ...]
    model_answer: str


class Moment(Struct, frozen=True, kw_only=True):
    """A strength or a missed opportunity, with what a strong candidate would have done."""

    kind: Literal["strength", "missed"]
    text: str
    strong_candidate: str = ""
    evidence: tuple[Evidence, ...]


class Practice(Struct, frozen=True, kw_only=True):
    """What to practise next, with a finish line."""

    title: str
    why: str
    do: str
    minutes: int
    done_when: str
    question_id: str = ""
    criteria: tuple[str, ...] = ()


class Provenance(Struct, frozen=True, kw_only=True):
    """How it was computed."""

    rubric_version: str
    rubric_sha256: str = ""
    """Of criteria, weights, cuts, gates and anchors as data."""
    engine_version: str
    transcript_sha256: str
    question_sha256: str
    question_matches: bool
    """False when the question has changed since the session."""
    mode: Literal["rules", "rules_and_votes"] = "rules"
    n_votes: int = 0
    """Votes of a language model on answers that the log holds; 0 in `rules`."""


class SessionSummary(Struct, frozen=True, kw_only=True):
    """Which session this is."""

    id: str
    question_id: str
    question_title: str
    kind: Kind
    started_at: str
    length_minutes: int
    mode: Mode = "mock"
    """After `practice` the levels say less: a coach spoke, hints were free, and phases may have been tried again."""
    n_retries: int = 0
    """Phases that were tried again."""
    duration_ms: int
    ending: Literal["completed", "time_up", "left_early", "unfinished"]


class Debrief(Struct, frozen=True, kw_only=True):
    """The whole debrief."""

    schema_version: Literal[1] = 1
    session: SessionSummary
    overall: Overall
    dimensions: tuple[DimensionResult, ...]
    facts: tuple[FactAsked, ...]
    checks: tuple[CheckHistory, ...]
    runs: tuple[RunPoint, ...]
    phases: tuple[PhaseTime, ...]
    hints: tuple[HintTaken, ...]
    follow_ups: tuple[FollowUpResult, ...]
    moments: tuple[Moment, ...]
    practice: tuple[Practice, ...]
    not_assessed: tuple[str, ...]
    contradicted: tuple[Finding, ...] = ()
    """Claims that the record does not bear out, each with both sides."""
    integrity: tuple[Finding, ...] = ()
    """Text that speaks to a grader: left out, and without effect on any level."""
    signals: tuple[SignalValue, ...]
    reference: str
    """The model solution."""
    second_style: str
    last_code: str
    provenance: Provenance


def debrief_to_json(debrief: Debrief) -> bytes:
    """Encode a debrief; the same debrief gives the same bytes."""
    return msgspec.json.format(msgspec.json.encode(debrief, order="deterministic"), indent=2)
