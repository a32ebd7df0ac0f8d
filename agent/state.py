"""What the interviewer knows at a moment, folded from the log's events and from nothing else. Frozen."""

from typing import TYPE_CHECKING

from msgspec import Struct

from agent.commands import Command
from agent.own_part import has_begun, solution_of
from agent.phases import budgets_ms
from agent.understanding import Context, Understander, Waiting
from question_bank.package import Question
from runner.report import Purpose, RunReport
from transcripts.events import Act, Mode, ModelPurpose, ModelTerms, Phase

if TYPE_CHECKING:
    from agent.guard import Guard


ASK_TO_CHECK = "probe_check"
"""The rule of the question how an answer could be checked."""
LATELY_MS = 180_000
"""What was said no longer ago than this, the candidate need not be asked to say again."""


class Talk(Struct, frozen=True, kw_only=True):
    """What was said so far, by both."""

    said: tuple[str, ...] = ()
    """Turns of the interviewer."""
    said_at_ms: int = 0
    heard: str = ""
    """Everything that the candidate said, lower-case, one utterance a line."""
    last_words: str = ""
    last_words_seq: int = 0
    last_words_spoken: bool = False
    words_before: str = ""
    """What was said before the last words, for an answer that comes late."""
    words_before_seq: int = 0
    heard_in_phase: str = ""
    """What was said since the phase began, one utterance a line."""
    heard_lately: tuple[tuple[int, str], ...] = ()
    """What was said in the last minutes, with the moment of each utterance, the oldest first."""
    waiting: Waiting | None = None
    """The interviewer's open question."""
    waiting_seq: int = 0
    maybe: tuple[str, ...] = ()
    """Facts between which the last utterance left a doubt."""
    last_question: str = ""
    acknowledged_at_ms: int = -1_000_000
    n_declined: int = 0
    """Requests for an answer, and pieces of code, that were declined since the last question."""
    offered_next: bool = False
    """Since the last question it was said how to go on to the next one."""


class Progress(Struct, frozen=True, kw_only=True):
    """How far the interview has come."""

    facts_told: frozenset[str] = frozenset()
    hints_given: frozenset[int] = frozenset()
    triggers_used: frozenset[str] = frozenset()
    """Triggers that fired or turned out to be faulty."""
    probes_open: frozenset[str] = frozenset()
    """Triggers that were asked about and not answered."""
    follow_ups_asked: frozenset[str] = frozenset()
    asked_more: frozenset[str] = frozenset()
    points: frozenset[str] = frozenset()
    """`<follow-up>/<point>` that answers held."""
    covered_early: frozenset[str] = frozenset()
    """Follow-ups all of whose points were said in one answer before they were asked."""
    rules_used: frozenset[str] = frozenset()
    """Rules that spoke at least once."""
    plan_stated: bool = False
    cost_claims: tuple[str, ...] = ()
    """`time:d*k*n`."""
    n_probes_in_phase: int = 0
    asked_back: frozenset[str] = frozenset()
    """Facts that were named in asking back."""
    encouraged_in_talk: bool = False
    """Somebody who thought about a question of the discussion was told once to take their time."""
    probed: frozenset[str] = frozenset()
    """What was asked about because it was too thin: `plan`, `explanation`, `follow_up:<id>`."""
    n_retries: int = 0
    """Phases that were tried again, in practice."""


class Work(Struct, frozen=True, kw_only=True):
    """The code and its runs."""

    code: str
    n_edits: int = 0
    n_typed: int = 0
    """Characters put in since the start, blanks left out."""
    n_typed_at_phase: int = 0
    n_edits_at_look: int = 0
    """Edits when triggers were last evaluated."""
    n_edits_at_run: int = 0
    pending: tuple[tuple[int, Purpose], ...] = ()
    """Runs that were asked for and have not come back."""
    pending_cells: tuple[tuple[int, int], ...] = ()
    """Cells that were asked for and have not come back: the request's number in the log, and the cell's in the code."""
    cells_hold_state: bool = False
    """Cells have run in a process that, as far as the log tells, is still there."""
    queued: tuple[tuple[int, int], ...] = ()
    """Runs among the pending of which the machine said that they wait: the request's number, and when it said so."""
    unwanted: frozenset[int] = frozenset()
    """Requests that the candidate asked to stop."""
    last_report: RunReport | None = None
    last_report_seq: int = 0
    failure: str = ""
    """What the last run failed on: verdict and first check."""
    n_same_failures: int = 0
    remarked: str = ""
    """The failure that was last remarked on."""
    n_runs: int = 0
    n_runs_at_phase: int = 0
    n_submits: int = 0
    passed_submit: bool = False


class Clock(Struct, frozen=True, kw_only=True):
    """Moments in interview time, in milliseconds."""

    length_ms: int = 0
    """With the time that was spent waiting for the machine, which is given back."""
    waited_ms: int = 0
    """Part of the length that was given back."""
    retried_ms: int = 0
    """Part of the length that was added because phases were tried again."""
    phase_since_ms: int = 0
    last_active_ms: int = 0
    """The candidate last typed, spoke, ran or asked for something."""
    n_nudges: int = 0
    """Since the candidate was last active."""
    fired: frozenset[str] = frozenset()
    """Timers that fire once and have."""


class Spent(Struct, frozen=True, kw_only=True):
    """What calls to the language model have used up."""

    n_asked: int = 0
    n_tokens: int = 0
    cost: float = 0.0
    n_failures: int = 0
    """In a row."""
    rests_until_ms: int = 0
    given_up_on: int = 0
    """The utterance about which the model was asked in vain and is not asked again."""


class Pending(Struct, frozen=True, kw_only=True):
    """A call to the language model that has not come back."""

    call: int
    purpose: ModelPurpose
    said_seq: int
    words: str
    context: Context
    held: tuple[Command, ...]
    """What is done if the model does not help."""
    facts: tuple[str, ...] = ()
    """Facts among which the model may choose."""
    acts: tuple[Act, ...] = ()


class Ballot(Struct, frozen=True, kw_only=True):
    """An answer to a follow-up on whose points a language model is still to vote."""

    said_seq: int
    words: str
    follow_up_id: str
    points: tuple[str, ...]
    n_left: int
    """Votes that are still to be asked for, the one under way included."""
    call: int = 0
    """The call that is under way; 0 for none."""


class InterviewState(Struct, frozen=True, kw_only=True):
    """Everything that decides what the interviewer does next."""

    question: Question
    understander: Understander
    guard: "Guard"
    talk: Talk
    progress: Progress
    work: Work
    clock: Clock
    seq: int = 0
    at_ms: int = 0
    started: bool = False
    ended: bool = False
    seed: int = 0
    mode: Mode = "mock"
    length_minutes: int = 0
    terms: ModelTerms | None = None
    """The language model, if there is one."""
    spent: Spent = Spent()
    pending: Pending | None = None
    ballots: tuple[Ballot, ...] = ()
    phase: Phase = Phase.INTRODUCE
    phases_seen: frozenset[Phase] = frozenset({Phase.INTRODUCE})

    @property
    def has_written(self) -> bool:
        """There is code besides the starter."""
        return self.work.code.strip() != self.question.starter.strip()

    @property
    def heard_lately(self) -> tuple[str, ...]:
        """What the candidate said in the last minutes, the oldest first."""
        return tuple(text for at_ms, text in self.talk.heard_lately if at_ms >= self.at_ms - LATELY_MS)

    @property
    def ms_before_wrap_up(self) -> int:
        """What is left until the wrap-up takes its share of the time; negative afterwards."""
        wrap_up_ms = budgets_ms(self.question.phases, self.length_minutes)[Phase.WRAP_UP]
        return self.clock.length_ms - wrap_up_ms - self.at_ms

    @property
    def has_begun(self) -> bool:
        """What is asked for differs from the starter; prints and plots beside it do not count."""
        question = self.question
        return self.has_written and has_begun(self.work.code, question.starter, question.entry.name)

    @property
    def solution(self) -> str:
        """The part of the code that is asked for, lines as they are; own tests and exploration are blank."""
        return solution_of(self.work.code, self.question.starter, self.question.entry.name)

    @property
    def discussed(self) -> bool:
        """The interview got as far as the discussion."""
        return Phase.DISCUSS in self.phases_seen
