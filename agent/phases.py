"""The phases of an interview as one table: where each may go and when, how long each lasts, and a drawing of it.

Whatever decides to change the phase must find its step in `TRANSITIONS`. Must not know what is said in a phase.
"""

from collections.abc import Mapping
from types import MappingProxyType

from question_bank.package import PhaseMinutes, Question
from transcripts.events import Phase

MS_PER_MINUTE = 60_000

ORDER: tuple[Phase, ...] = tuple(Phase)
"""Phases in the order of an interview that takes no shortcut."""

_TIME_FOR_WRAP_UP = "only the time for the wrap-up is left"


def _row(steps: dict[Phase, str]) -> Mapping[Phase, str]:
    return MappingProxyType(steps)


TRANSITIONS: Mapping[Phase, Mapping[Phase, str]] = MappingProxyType(
    {
        Phase.INTRODUCE: _row(
            {
                Phase.CLARIFY: "the problem has been presented",
                Phase.WRAP_UP: _TIME_FOR_WRAP_UP,
            }
        ),
        Phase.CLARIFY: _row(
            {
                Phase.PLAN: "no more questions, the candidate moves on or types code, or the time for it is over",
                Phase.CODE: "a plan was given early, or the code is run",
                Phase.DISCUSS: "the time for coding and checking is over",
                Phase.WRAP_UP: _TIME_FOR_WRAP_UP,
            }
        ),
        Phase.PLAN: _row(
            {
                Phase.CODE: "a plan was given, the candidate moves on or codes anyway, or the time for it is over",
                Phase.DISCUSS: "the time for coding and checking is over",
                Phase.WRAP_UP: _TIME_FOR_WRAP_UP,
            }
        ),
        Phase.CODE: _row(
            {
                Phase.VERIFY: "a run passes, a submission comes back, or the candidate is done or moves on",
                Phase.DISCUSS: "all checks pass, or the time for coding and checking is over",
                Phase.WRAP_UP: _TIME_FOR_WRAP_UP,
            }
        ),
        Phase.VERIFY: _row(
            {
                Phase.CODE: "the code is being changed after a run that did not pass",
                Phase.DISCUSS: "all checks pass, the candidate moves on, or the time for checking is over",
                Phase.WRAP_UP: _TIME_FOR_WRAP_UP,
            }
        ),
        Phase.DISCUSS: _row(
            {
                Phase.WRAP_UP: f"the questions are used up, the candidate moves on, or {_TIME_FOR_WRAP_UP}",
            }
        ),
        Phase.WRAP_UP: _row({}),
    }
)
"""From each phase to each phase that may follow, with the occasion in words. A step that is not here is not legal."""

RETRY_RULE = "phase_retried"
"""Of a phase change that the candidate asked for, to try a phase again."""
RETRY_WHEN = "in practice only: the candidate tries it again, with its whole time"
RETRIES: Mapping[Phase, tuple[Phase, ...]] = MappingProxyType(
    {
        current: tuple(phase for phase in ORDER[1 : ORDER.index(current) + 1] if phase is not Phase.WRAP_UP)
        for current in ORDER
    }
)
"""In practice: from each phase to those that may be tried again, itself and the earlier ones."""

NOTICE_MS = 5 * MS_PER_MINUTE
"""So long before the end the remaining time is said."""
LONGEST_GIVEN_BACK_MS = 10 * MS_PER_MINUTE
"""Time spent waiting for the machine is added to the session's length, but no more than this in all."""


def may_follow(current: Phase, following: Phase) -> bool:
    """Say whether a phase may come right after another."""
    return following in TRANSITIONS[current]


def may_be_retried(current: Phase, phase: Phase) -> bool:
    """Say whether in practice a phase may be tried again from another."""
    return phase in RETRIES[current]


def budgets_ms(minutes: PhaseMinutes, length_minutes: int) -> Mapping[Phase, int]:
    """Scale a question's phase budgets so that together they fill the session, in milliseconds."""
    total = sum(minutes.of(phase) for phase in ORDER)
    length_ms = length_minutes * MS_PER_MINUTE
    return {phase: round(length_ms * minutes.of(phase) / total) if total else 0 for phase in ORDER}


def planned_end_ms(question: Question, length_minutes: int, phase: Phase) -> int:
    """Give the interview time at which a phase is over when every phase keeps to its budget."""
    budgets = budgets_ms(question.phases, length_minutes)
    return sum(budgets[earlier] for earlier in ORDER[: ORDER.index(phase) + 1])


def draw_mermaid() -> str:
    """Draw the table as a Mermaid state diagram, for the docs."""
    lines = ["stateDiagram-v2", f"    [*] --> {ORDER[0].value}"]
    for current, row in TRANSITIONS.items():
        lines += [f"    {current.value} --> {following.value}" for following in row]
    lines.append(f"    {Phase.WRAP_UP.value} --> [*]")
    lines.append(f"    note right of {Phase.WRAP_UP.value}: In practice, any earlier phase may be tried again.")
    return "\n".join(lines)


def draw_table() -> str:
    """Write the table as Markdown, for the docs."""
    lines = ["| from | to | when |", "|---|---|---|"]
    for current, row in TRANSITIONS.items():
        lines += [f"| {current.value} | {following.value} | {when} |" for following, when in row.items()]
        if RETRIES[current]:
            lines.append(f"| {current.value} | {', '.join(RETRIES[current])} | {RETRY_WHEN} |")
    lines.append(f"| {Phase.WRAP_UP.value} | (end) | the closing turn has been said |")
    return "\n".join(lines)
