"""The shapes of the map that many sessions draw together: what goes in, and what comes out."""

from typing import Literal

from msgspec import Struct

from question_bank.package import Difficulty, Dimension, Kind
from rubric.debrief import Grade
from rubric.estimates import Estimate, Trend
from rubric.spacing import Box
from transcripts.events import Mode


class GradedCriterion(Struct, frozen=True, kw_only=True):
    """A criterion as one session was graded on it."""

    id: str
    dimension: Dimension
    grade: Grade
    weight: float


class SatSession(Struct, frozen=True, kw_only=True):
    """What of a session's debrief, and of its question, goes into the map."""

    id: str
    transcript_sha256: str
    question_id: str
    question_title: str
    topics: tuple[str, ...]
    kind: Kind
    difficulty: Difficulty
    started_at: str
    mode: Mode = "mock"
    level: float | None
    """The debrief's overall score, on the scale of the levels; None without a recommendation."""
    levels: dict[Dimension, int | None]
    criteria: tuple[GradedCriterion, ...] = ()
    counts_not_because: str = ""
    """Why it counts for nothing; empty when it counts."""


class BankQuestion(Struct, frozen=True, kw_only=True):
    """A question that could be done next."""

    id: str
    title: str
    kind: Kind
    topics: tuple[str, ...]
    difficulty: Difficulty
    minutes: int


class SessionLine(Struct, frozen=True, kw_only=True):
    """A session as it went into the map."""

    id: str
    question_id: str
    question_title: str
    topics: tuple[str, ...]
    kind: Kind
    difficulty: Difficulty
    started_at: str
    mode: Mode
    level: float | None
    levels: dict[Dimension, int | None]
    nth_time: int
    """Which time this question was done, from 1; 0 when the session counts for nothing."""
    weight: float
    """1 for an interview about a new question; half of it for practice; the nth time counts 1/n of it."""
    counts_not_because: str


class LevelSeen(Struct, frozen=True, kw_only=True):
    """A dimension's level in one session, and what was known of the dimension then."""

    session_id: str
    started_at: str
    question_title: str
    mode: Mode
    weight: float
    level: int
    so_far: Estimate


class Gap(Struct, frozen=True, kw_only=True):
    """A criterion that was not fully met in two sessions or more."""

    criterion: str
    title: str
    full: str
    """What the full grade looks like."""
    n_missed: int
    n_graded: int
    met_last_time: bool
    session_ids: tuple[str, ...]
    """Where it was missed, oldest first."""


class DimensionProgress(Struct, frozen=True, kw_only=True):
    """One of the five dimensions over the sessions."""

    id: Dimension
    title: str
    estimate: Estimate | None
    trend: Trend | None
    """None: too few sessions to tell."""
    seen: tuple[LevelSeen, ...]
    gaps: tuple[Gap, ...]


class KindProgress(Struct, frozen=True, kw_only=True):
    """A kind of question over the sessions."""

    kind: Kind
    estimate: Estimate


class TopicProgress(Struct, frozen=True, kw_only=True):
    """A topic over the sessions. Box and dates are null when the sessions' dates cannot be read."""

    topic: str
    estimate: Estimate
    box: Box | None
    """Of five; see `rubric.spacing`."""
    last_day: str | None
    due_day: str | None
    is_due: bool


class NextStep(Struct, frozen=True, kw_only=True):
    """One thing to practise next: a drill, or a question to start."""

    what: Literal["drill", "question"]
    title: str
    why: str
    do: str
    minutes: int
    done_when: str = ""
    question_id: str = ""


class NotRead(Struct, frozen=True, kw_only=True):
    """A session that could not be graded, or has not ended."""

    id: str
    question_title: str
    why: str


class ProgressReport(Struct, frozen=True, kw_only=True):
    """The whole map."""

    schema_version: Literal[1] = 1
    today: str
    n_counted: int
    sessions: tuple[SessionLine, ...]
    """Oldest first."""
    not_read: tuple[NotRead, ...]
    dimensions: tuple[DimensionProgress, ...]
    kinds: tuple[KindProgress, ...]
    topics: tuple[TopicProgress, ...]
    """Weakest first."""
    next_steps: tuple[NextStep, ...]


class Met(Struct, frozen=True, kw_only=True):
    """A session of any kind on a question, also one that is open or was too short to grade."""

    question_id: str
    started_at: str
    is_open: bool


class Suggestion(Struct, frozen=True, kw_only=True):
    """A question to be interviewed on now."""

    question_id: str
    title: str
    why: str
    """In a sentence or two."""
    minutes: int


class LastTime(Struct, frozen=True, kw_only=True):
    """How it went when a question was last done."""

    question_id: str
    session_id: str
    started_at: str
    mode: Mode
    n_times: int
    """Sessions on the question that have ended."""
    level: float | None
    level_name: str
    """The nearest level in a word or two."""


class WhatNext(Struct, frozen=True, kw_only=True):
    """What to do now: questions, the most useful first, and how it went before."""

    today: str
    n_counted: int
    suggestions: tuple[Suggestion, ...]
    """Empty when every question was done in the last days and none is due."""
    mind: str
    """What was weak in the last sessions, whatever the question; empty when nothing was."""
    last_times: tuple[LastTime, ...]
    """By question; those that were never done to the end are not listed."""


class Counted(Struct, frozen=True):
    """A session that counts, with its weight."""

    session: SatSession
    weight: float
