"""Takes into the state that a phase is tried again, in practice: what was reached in it counts as not done yet.

What was told stays told, the code stays as it is, and the phase has its whole time. Must not know what is said then.
"""

import msgspec.structs

from agent.phases import NOTICE_MS, ORDER, planned_end_ms
from agent.state import Clock, InterviewState, Progress
from transcripts.events import Phase

NOTICE = "five_minutes"
"""The timer of the notice before the end."""
_replace = msgspec.structs.replace


def begin_again(state: InterviewState, phase: Phase) -> InterviewState:
    """Set the work of a phase and of those after it back to the start."""
    has_plan = ORDER.index(phase) > ORDER.index(Phase.PLAN) and state.progress.plan_stated
    return _replace(
        state,
        clock=_with_fresh_time(state, phase),
        work=_replace(state.work, remarked="", n_same_failures=0),
        talk=_replace(state.talk, waiting=None, maybe=(), n_declined=0),
        progress=Progress(
            facts_told=state.progress.facts_told,
            hints_given=state.progress.hints_given,
            plan_stated=has_plan,
            n_retries=state.progress.n_retries + 1,
        ),
    )


def _with_fresh_time(state: InterviewState, phase: Phase) -> Clock:
    """Lengthen the session so that the phase and all after it have their budgets from now on."""
    clock = state.clock
    before = ORDER[ORDER.index(phase) - 1]
    begins_ms = planned_end_ms(state.question, state.length_minutes, before) + clock.waited_ms + clock.retried_ms
    more_ms = max(0, state.at_ms - begins_ms)
    length_ms = clock.length_ms + more_ms
    # What is announced before the end is not announced when its moment has passed.
    fired = frozenset({NOTICE} if length_ms - NOTICE_MS <= state.at_ms else ())
    return _replace(clock, length_ms=length_ms, retried_ms=clock.retried_ms + more_ms, fired=fired)
