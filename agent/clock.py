"""The moments that the interviewer waits for, and what it does when one has come.

Timers are a function of the state alone, so they survive a restart and move when the candidate types. While somebody
types, the interviewer holds its tongue for a while; only the end of the interview does not wait.
"""

from collections.abc import Iterator

from msgspec import Struct

from agent import conduct
from agent.phases import LONGEST_GIVEN_BACK_MS, NOTICE_MS, budgets_ms, planned_end_ms
from agent.script import minutes_in_words
from agent.state import InterviewState
from agent.triggers import looks_at_code
from agent.turn import Turn
from transcripts.events import Move, Phase

SHORTEST_WITH_NOTICE_MINUTES = 15
"""Sessions shorter than this get no five-minute notice."""
TIME_CHECK_AT = 0.75
"""Share of the coding budget after which the remaining time is said."""
QUIET_MS = 5_000
"""Nobody is interrupted who typed less than this ago ..."""
LONGEST_WAIT_MS = 30_000
"""... but what is due does not wait longer than this."""
PAUSE_MS = 45_000
"""A pause in typing after which the code may be looked at."""
LAST_WORDS_MS = 90_000
"""How long the last question waits for a reply."""
MAX_NUDGES = 2
"""In one stretch of silence."""
NUDGE_AFTER_MS = {
    Phase.CLARIFY: 120_000,
    Phase.PLAN: 120_000,
    Phase.CODE: 240_000,
    Phase.VERIFY: 180_000,
    Phase.DISCUSS: 120_000,
}
"""Silence without any word, edit or run after which the interviewer says something."""

_BEFORE_DISCUSSION = frozenset({Phase.CLARIFY, Phase.PLAN, Phase.CODE, Phase.VERIFY})


class Timer(Struct, frozen=True, order=True):
    """A moment in interview time at which the shell appends `TimerFired`."""

    due_ms: int
    name: str


def timers(state: InterviewState) -> tuple[Timer, ...]:
    """List what the interviewer waits for, soonest first; empty before the start and after the end."""
    if not state.started or state.ended:
        return ()
    waited_for = (*_of_the_session(state), *_of_the_phase(state), *_of_silence(state))
    return tuple(sorted(timer for timer in waited_for if timer.name not in state.clock.fired))


def is_due(state: InterviewState, name: str, at_ms: int) -> bool:
    """Say whether a timer is waited for and its moment has come."""
    return any(timer.name == name and timer.due_ms <= at_ms for timer in timers(state))


def fires_once(name: str) -> bool:
    """Tell timers that never come again from those that depend on silence."""
    return name not in {"nudge", "pause"}


def after_timer(turn: Turn, name: str) -> None:
    """Do what is due. The caller has made sure that it is."""
    match name:
        case "time_up" | "last_words":
            conduct.close(turn, name)
        case "wrap_up":
            conduct.wrap_up(turn, "time_for_wrap_up")
        case "stop_coding":
            conduct.go_to_discussion(turn, "time_for_discussion", turn.line("stop_coding"))
        case "five_minutes" | "code_over":
            turn.say(Move.TIME_CHECK, name, name)
        case "time_check":
            left = _planned_end(turn.state, Phase.CODE) - turn.state.at_ms
            turn.say(Move.TIME_CHECK, "time_check", "time_check", minutes=minutes_in_words(left))
        case "clarify_over":
            conduct.go_to_plan(turn, "time_for_plan", "ask_plan_over")
        case "plan_over":
            conduct.go_to_code(turn, "time_for_code", "start_code_over")
        case "pause":
            if turn.state.talk.waiting is None:
                conduct.probe(turn)
        case _:
            _nudge(turn)


def _of_the_session(state: InterviewState) -> Iterator[Timer]:
    length = state.clock.length_ms
    if state.work.queued:
        # How much will be given back is known when the run comes back; until then only the utmost end is.
        yield Timer(length + LONGEST_GIVEN_BACK_MS - state.clock.waited_ms, "time_up")
        return
    yield Timer(length, "time_up")
    if state.phase is Phase.WRAP_UP:
        return
    begins = length - _budget(state, Phase.WRAP_UP)
    yield Timer(min(_when_quiet(state, begins), length), "wrap_up")
    notice = length - NOTICE_MS
    long_enough = state.length_minutes >= SHORTEST_WITH_NOTICE_MINUTES
    if long_enough and notice < begins:
        yield Timer(_when_quiet(state, notice), "five_minutes")
    if state.phase in _BEFORE_DISCUSSION:
        yield Timer(_when_quiet(state, _planned_end(state, Phase.VERIFY)), "stop_coding")


def _of_the_phase(state: InterviewState) -> Iterator[Timer]:
    phase = state.phase
    if state.work.queued:
        return
    if phase in {Phase.CLARIFY, Phase.PLAN}:
        over = max(_planned_end(state, phase), state.clock.phase_since_ms + _budget(state, phase))
        yield Timer(_when_quiet(state, over), f"{phase.value}_over")
    elif phase is Phase.CODE:
        end = _planned_end(state, Phase.CODE)
        check = end - round((1 - TIME_CHECK_AT) * _budget(state, Phase.CODE))
        if state.clock.phase_since_ms < check:
            yield Timer(_when_quiet(state, check), "time_check")
        if state.clock.phase_since_ms < end:
            yield Timer(_when_quiet(state, end), "code_over")


def _of_silence(state: InterviewState) -> Iterator[Timer]:
    silent_since = max(state.clock.last_active_ms, state.talk.said_at_ms)
    if state.phase is Phase.WRAP_UP:
        if state.work.queued:
            return
        yield Timer(min(silent_since + LAST_WORDS_MS, state.clock.length_ms), "last_words")
        return
    patience = NUDGE_AFTER_MS.get(state.phase)
    waits = state.work.pending or state.work.pending_cells
    if patience is not None and state.clock.n_nudges < MAX_NUDGES and not waits:
        # Who was encouraged once is left to think for as long as two such words would have come in.
        quiet = 2 if _is_left_to_think(state) else 1
        yield Timer(silent_since + quiet * patience, "nudge")
    changed = state.work.n_edits > state.work.n_edits_at_look
    if state.phase in {Phase.CODE, Phase.VERIFY} and changed and not state.work.pending and looks_at_code(state):
        yield Timer(state.clock.last_active_ms + PAUSE_MS, "pause")


def _nudge(turn: Turn) -> None:
    state = turn.state
    first = state.clock.n_nudges <= 1 and not (state.phase is Phase.DISCUSS and state.progress.encouraged_in_talk)
    match turn.phase:
        case Phase.CODE if not first:
            conduct.offer_hint(turn, "silent_for_long")
        case Phase.VERIFY if not first and state.work.n_submits:
            conduct.go_to_discussion(turn, "silent_for_long", turn.line("move_to_discussion"))
        case Phase.DISCUSS if not first:
            conduct.next_question(turn, turn.line("skip_question"))
        case _:
            conduct.notice_moment(turn, "silence")
            turn.say(Move.NUDGE, f"nudge_{turn.phase.value}", "silent_for_long")


def _is_left_to_think(state: InterviewState) -> bool:
    in_talk = state.phase is Phase.DISCUSS and state.progress.encouraged_in_talk
    return in_talk and state.clock.n_nudges == 0


def _when_quiet(state: InterviewState, due_ms: int) -> int:
    """Put a moment off while the candidate types, but not for long."""
    if state.work.n_edits == 0:
        return due_ms
    return max(due_ms, min(state.clock.last_active_ms + QUIET_MS, due_ms + LONGEST_WAIT_MS))


def _budget(state: InterviewState, phase: Phase) -> int:
    return budgets_ms(state.question.phases, state.length_minutes)[phase]


def _planned_end(state: InterviewState, phase: Phase) -> int:
    return planned_end_ms(state.question, state.length_minutes, phase) + state.clock.waited_ms + state.clock.retried_ms
