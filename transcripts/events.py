"""Everything that can have happened in a session: the file to read first.

Events are past tense, frozen and versioned (`v`, bumped together with an upcaster). The same union travels on the
wire, lies in the store and in the exported file. Tags and enum values are stable forever. Nothing is stored that can
be computed from the rest: no current code, no current phase, no score.
"""

from enum import StrEnum
from typing import Literal, TypeAlias

from msgspec import Struct

from runner.report import CellReport, Measured, Purpose, RunReport

Mode: TypeAlias = Literal["mock", "practice"]


class Phase(StrEnum):
    """Where the interview is."""

    INTRODUCE = "introduce"
    CLARIFY = "clarify"
    PLAN = "plan"
    CODE = "code"
    VERIFY = "verify"
    DISCUSS = "discuss"
    WRAP_UP = "wrap_up"


class Act(StrEnum):
    """What an utterance of the candidate does in the conversation."""

    ASKS_FACT = "asks_fact"
    ASKS_OFF_SCRIPT = "asks_off_script"
    ASKS_ANSWER = "asks_answer"
    ASKS_HINT = "asks_hint"
    STATES_ASSUMPTION = "states_assumption"
    STATES_PLAN = "states_plan"
    EXPLAINS = "explains"
    CLAIMS_COMPLEXITY = "claims_complexity"
    CLAIMS_DONE = "claims_done"
    ANSWERS = "answers"
    """Replies to the interviewer's open question."""
    THINKS_ALOUD = "thinks_aloud"
    SMALL_TALK = "small_talk"
    MANIPULATES = "manipulates"
    """Tries to give orders to the interviewer or the grader."""


class Move(StrEnum):
    """What a turn of the interviewer is for."""

    GREET = "greet"
    PRESENT = "present"
    ANSWER_FACT = "answer_fact"
    ASK_BACK = "ask_back"
    """`Do you mean A or B?`, when it is not clear which fact is asked for."""
    YOUR_CALL = "your_call"
    """The question has no scripted answer: the candidate may choose and should say why."""
    CONFIRM_ASSUMPTION = "confirm_assumption"
    CORRECT_ASSUMPTION = "correct_assumption"
    ASK_PLAN = "ask_plan"
    START_CODE = "start_code"
    ACKNOWLEDGE = "acknowledge"
    PROBE = "probe"
    """Asks about what the code, a run or the candidate's words showed; `about` names the trigger."""
    HINT = "hint"
    """`about` is `hint:<level>`."""
    OFFER_HINT = "offer_hint"
    NO_MORE_HINTS = "no_more_hints"
    REMARK_ON_RUN = "remark_on_run"
    NUDGE = "nudge"
    FOLLOW_UP = "follow_up"
    """`about` names the follow-up."""
    FOLLOW_UP_MORE = "follow_up_more"
    """Asks once more for a point that the answer missed; `about` names the follow-up."""
    DEFLECT = "deflect"
    """Declines, kindly, to give the answer or to take orders."""
    TIME_CHECK = "time_check"
    CLOSE = "close"
    COACH = "coach"
    """In practice only: what an interviewer looks for at this point, or what was seen and what was missing."""


class Reason(Struct, frozen=True):
    """Why the interviewer did something: a rule of the script and the events that set it off."""

    rule: str
    because: tuple[int, ...] = ()
    """Sequence numbers."""
    detail: str = ""


class ModelPurpose(StrEnum):
    """What the language model is asked for."""

    UNDERSTAND = "understand"
    """Which of a few readings of an utterance is meant."""
    JUDGE = "judge"
    """Which points of a follow-up an answer holds, each with a quote."""
    VOTE = "vote"
    """The same asked again, for the debrief alone."""
    REPLY = "reply"
    """An answer to a question that the script has no answer to."""
    PHRASE = "phrase"
    """Other words for a turn that is decided."""


class ModelStatus(StrEnum):
    """How a call to the language model ended."""

    OK = "ok"
    TIMED_OUT = "timed_out"
    UNREACHABLE = "unreachable"
    RATE_LIMITED = "rate_limited"
    REFUSED = "refused"
    """The model's server did not take the request, or the model declined."""
    CUT_OFF = "cut_off"
    """The answer broke off."""
    GARBAGE = "garbage"
    """The answer was not of the shape that was asked for."""
    HELD_BACK = "held_back"
    """The answer said what the interviewer must not say, or chose what it was not offered."""
    LOST = "lost"
    """The server was stopped before an answer came."""


class ModelTerms(Struct, frozen=True, kw_only=True):
    """The language model of a session, and what it may spend; agreed when the session starts."""

    name: str
    deadline_ms: int
    """For a call that the candidate waits for."""
    most_calls: int
    most_tokens: int
    """In and out together."""
    most_cost: float
    """In the currency of the prices; 0 is no limit."""
    price_in: float = 0.0
    """For a million tokens."""
    price_out: float = 0.0
    phrases: bool = False
    """Whether it may also put decided turns into other words."""
    votes: int = 1
    """How often it is asked which points an answer to a follow-up holds."""


class _Event(Struct, frozen=True, kw_only=True):
    v: int = 1


class SessionStarted(_Event, frozen=True, kw_only=True, tag="session_started", tag_field="type"):
    """The first event of each log."""

    question_id: str
    question_title: str
    question_sha256: str
    kind: Literal["from_scratch", "operation", "end_to_end", "debug"]
    length_minutes: int
    seed: int
    """Picks among equally good wordings; the interview is the same for the same seed and events."""
    started_at: str
    """ISO 8601, UTC: the moment that `at_ms` counts from."""
    product_version: str
    mode: Mode = "mock"
    """In `practice` a coach speaks too, hints cost nothing, and a phase may be tried again."""
    model: ModelTerms | None = None
    """None: the interview is held without a language model."""


class SessionResumed(_Event, frozen=True, kw_only=True, tag="session_resumed", tag_field="type"):
    """The server took the session up again; the time away does not count."""

    away_ms: int


class CandidateSaid(_Event, frozen=True, kw_only=True, tag="candidate_said", tag_field="type"):
    """Words of the candidate, typed or spoken."""

    text: str
    channel: Literal["typed", "spoken"] = "typed"


class CodeEdited(_Event, frozen=True, kw_only=True, tag="code_edited", tag_field="type"):
    """The candidate changed the code. A document starts from the question's starter code.

    `changes` is a CodeMirror change set as JSON: an int keeps that many UTF-16 units, a list `[n]` deletes n units,
    `[n, "line", "line"]` replaces n units by the lines joined with newlines.
    """

    changes: tuple[int | tuple[int | str, ...], ...]
    client_id: str
    """Which open page or terminal made the edit."""
    path: str = "solution.py"


class RunRequested(_Event, frozen=True, kw_only=True, tag="run_requested", tag_field="type"):
    """The candidate pressed Run or Submit; the code is that of this moment in the log."""

    purpose: Purpose


class SuiteRan(_Event, frozen=True, kw_only=True, tag="suite_ran", tag_field="type"):
    """A run ended."""

    requested_seq: int
    report: RunReport
    measured: Measured


class RunQueued(_Event, frozen=True, kw_only=True, tag="run_queued", tag_field="type"):
    """A run or a cell has to wait for others, and long enough that the candidate should hear of it."""

    requested_seq: int
    n_ahead: int
    """How many runs come before it."""


class StopRequested(_Event, frozen=True, kw_only=True, tag="stop_requested", tag_field="type"):
    """The candidate pressed Stop on the run or the cell that was asked for at `requested_seq`."""

    requested_seq: int


class RunStopped(_Event, frozen=True, kw_only=True, tag="run_stopped", tag_field="type"):
    """A run was ended before it had a report, because the candidate asked for that. It says nothing about the code."""

    requested_seq: int


class CellRequested(_Event, frozen=True, kw_only=True, tag="cell_requested", tag_field="type"):
    """The candidate ran one `# %%` cell of the code as it stood at this moment in the log."""

    cell: int
    """Counted from 0 among the cells of `transcripts.cells.cells_of`."""


class CellRan(_Event, frozen=True, kw_only=True, tag="cell_ran", tag_field="type"):
    """A cell ended. What it had made before stays for the next one, unless the report says that it is lost."""

    requested_seq: int
    report: CellReport
    measured: Measured


class CellsRestartRequested(_Event, frozen=True, kw_only=True, tag="cells_restart_requested", tag_field="type"):
    """The candidate asked for an empty notebook process."""


class CellsEnded(_Event, frozen=True, kw_only=True, tag="cells_ended", tag_field="type"):
    """The process behind the cells is gone, and with it all variables; the next cell starts a new one."""

    why: Literal["restarted", "idle", "crowded", "server_restarted"]
    """`idle`: nobody ran a cell for long. `crowded`: the machine needed its memory for others."""


class HintRequested(_Event, frozen=True, kw_only=True, tag="hint_requested", tag_field="type"):
    """The candidate pressed the hint button."""


class MoveOnRequested(_Event, frozen=True, kw_only=True, tag="move_on_requested", tag_field="type"):
    """The candidate pressed the button that says they are done with this phase."""


class RetryRequested(_Event, frozen=True, kw_only=True, tag="retry_requested", tag_field="type"):
    """The candidate asked to go through a phase again; only a practice session does so."""

    phase: Phase


class EndRequested(_Event, frozen=True, kw_only=True, tag="end_requested", tag_field="type"):
    """The candidate asked to end the interview."""


class TimerFired(_Event, frozen=True, kw_only=True, tag="timer_fired", tag_field="type"):
    """A moment that the interviewer waited for has come."""

    timer: str


class ModelAnswered(_Event, frozen=True, kw_only=True, tag="model_answered", tag_field="type"):
    """A call to the language model ended, one way or another. What is made of it is decided by the interviewer."""

    call: int
    """Counted from 1 in a session."""
    purpose: ModelPurpose
    said_seq: int
    """The utterance that it is about."""
    status: ModelStatus
    text: str = ""
    """The answer as far as it may be used; empty unless `status` is `ok`, for a log is shown to its candidate."""
    model: str = ""
    """As the model's server names it."""
    prompt_sha256: str = ""
    tokens_in: int = 0
    tokens_out: int = 0
    cost: float = 0.0
    latency_ms: int = 0
    first_words_ms: int = 0
    """0 when nothing came."""


class UtteranceUnderstood(_Event, frozen=True, kw_only=True, tag="utterance_understood", tag_field="type"):
    """What the interviewer took an utterance to mean."""

    said_seq: int
    act: Act
    items: tuple[str, ...] = ()
    """What it is about: `fact:<id>`, `maybe:<fact id>` (asked back), `point:<follow-up>/<id>`, `claim:<what>`."""
    confidence: float = 1.0
    engine: str = ""


class InterviewerSaid(_Event, frozen=True, kw_only=True, tag="interviewer_said", tag_field="type"):
    """A turn of the interviewer, with its reason."""

    text: str
    move: Move
    reason: Reason
    about: str = ""
    """`fact:<id>`, `trigger:<id>`, `follow_up:<id>`, `hint:<level>`, `check:<name>`, or empty; a question of the
    script's own is about `plan`, `tests`, `explanation`, `complexity` or `reflection`; a coach's turn about a phase."""


class PhaseChanged(_Event, frozen=True, kw_only=True, tag="phase_changed", tag_field="type"):
    """The interview went on to another phase."""

    phase: Phase
    reason: Reason


class FaultNoted(_Event, frozen=True, kw_only=True, tag="fault_noted", tag_field="type"):
    """Something of ours went wrong and the interview went on without it."""

    where: str
    message: str


class SessionEnded(_Event, frozen=True, kw_only=True, tag="session_ended", tag_field="type"):
    """The last event of each finished log."""

    ending: Literal["completed", "time_up", "left_early"]
    reason: Reason


Event: TypeAlias = (
    SessionStarted
    | SessionResumed
    | CandidateSaid
    | CodeEdited
    | RunRequested
    | SuiteRan
    | RunQueued
    | StopRequested
    | RunStopped
    | CellRequested
    | CellRan
    | CellsRestartRequested
    | CellsEnded
    | HintRequested
    | MoveOnRequested
    | RetryRequested
    | EndRequested
    | TimerFired
    | ModelAnswered
    | UtteranceUnderstood
    | InterviewerSaid
    | PhaseChanged
    | FaultNoted
    | SessionEnded
)

Decision: TypeAlias = UtteranceUnderstood | InterviewerSaid | PhaseChanged | FaultNoted | SessionEnded
"""Events that the interviewer makes; replay computes them again and compares."""
