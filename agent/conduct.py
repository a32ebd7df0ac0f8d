"""The steps that an interview consists of: entering phases, the next question, a hint, the end.

Every step speaks through a `Turn`. Must not know which event led here.
"""

import re
from typing import Literal, assert_never

from agent import coaching, probes, triggers
from agent.commands import End
from agent.probes import GENERAL_PROBE
from agent.script import minutes_in_words
from agent.state import ASK_TO_CHECK, InterviewState
from agent.turn import Turn
from question_bank.package import FollowUp
from transcripts.events import EndRequested, HintRequested, Move, MoveOnRequested, Phase, Reason, RetryRequested

MAX_PROBES_IN_DISCUSSION = 3
"""Questions about the code itself; the rest of the time belongs to the follow-ups."""
MAX_PROBES_WHILE_CHECKING = 2
TIME_FOR_A_NEW_QUESTION_MS = 60_000
"""So long before the wrap-up no new question is begun, unless it were the first of the discussion."""
LEVELS_ON_REQUEST = 3
"""From this step of the ladder on, a hint is given only to whoever asks for it outright."""
PHASES_WITH_HINTS = frozenset({Phase.INTRODUCE, Phase.CLARIFY, Phase.PLAN, Phase.CODE, Phase.VERIFY})

Ending = Literal["completed", "time_up", "left_early"]


def after_button(turn: Turn, pressed: HintRequested | MoveOnRequested | RetryRequested | EndRequested) -> None:
    """Do what a button of the page asks."""
    match pressed:
        case HintRequested():
            give_hint(turn, "hint_asked_for")
        case MoveOnRequested():
            move_on(turn)
        case RetryRequested(phase=phase):
            try_again(turn, phase)
        case EndRequested():
            close(turn, "asked_to_end", asked_to_end=True)
        case _:
            assert_never(pressed)


def open_interview(turn: Turn) -> None:
    """Greet, present the problem, and leave the floor to the candidate."""
    state = turn.state
    turn.say(Move.GREET, "greet", "greet", minutes=str(state.length_minutes))
    turn.say_text(Move.PRESENT, state.question.prompt.strip() or state.question.title, "present")
    turn.go(Phase.CLARIFY, "problem_presented")


def go_to_plan(turn: Turn, rule: str, key: str = "ask_plan") -> None:
    """Ask for a plan."""
    turn.go(Phase.PLAN, rule)
    turn.ask(Move.ASK_PLAN, turn.line(key), "ask_plan", about="plan")


def go_to_code(turn: Turn, rule: str, key: str = "start_code") -> None:
    """Hand over to the candidate for coding."""
    turn.go(Phase.CODE, rule)
    turn.say(Move.START_CODE, key, "start_code")


def go_to_checking(turn: Turn, rule: str, lead: str = "") -> None:
    """Turn to the question whether it works."""
    turn.go(Phase.VERIFY, rule)
    if not probe(turn, lead):
        _ask_tests(turn, lead)


def _ask_tests(turn: Turn, lead: str = "") -> None:
    state = turn.state
    if not state.has_written:
        turn.ask(Move.PROBE, _joined(lead, turn.line("what_would_you_test")), "ask_tests", about="tests")
        return
    unseen = state.work.n_runs == 0 or state.work.n_edits > state.work.n_edits_at_run
    question = turn.line("not_run_yet" if unseen else "ask_verify")
    turn.ask(Move.PROBE, _joined(lead, question), "ask_tests", about="tests")


def go_to_discussion(turn: Turn, rule: str, lead: str = "") -> None:
    """Begin the discussion with its first question."""
    if turn.go(Phase.DISCUSS, rule):
        next_question(turn, lead)


def next_question(turn: Turn, lead: str = "", *, at_end: str | None = None) -> None:
    """Ask the next question of the discussion, or wrap up when there is none left; `at_end` is the lead for that."""
    if turn.has_asked or turn.phase is not Phase.DISCUSS:
        return
    if turn.state.progress.follow_ups_asked and turn.state.ms_before_wrap_up < TIME_FOR_A_NEW_QUESTION_MS:
        wrap_up(turn, "no_time_for_another_question", lead if at_end is None else at_end)
        return
    if probe(turn, lead) or _ask_cost(turn, lead):
        return
    progress = turn.state.progress
    covered = progress.covered_early - progress.follow_ups_asked
    if covered and "covered_already" not in progress.rules_used:
        turn.say(Move.ACKNOWLEDGE, "touched_already", "covered_already")
        lead = ""
    for follow_up in turn.state.question.follow_ups:
        if follow_up.id not in progress.follow_ups_asked | covered:
            text = _joined(lead, follow_up.ask)
            turn.ask(Move.FOLLOW_UP, text, "follow_up", about=f"follow_up:{follow_up.id}")
            return
    wrap_up(turn, "discussion_complete", lead if at_end is None else at_end)


def go_on_from_answer(turn: Turn, *, gives_up: bool = False) -> None:
    """Take the next question after an answer; what stands between the two varies, and may be nothing."""
    if gives_up:
        next_question(turn, turn.line("leave_it"))
        return
    leads = ("acknowledge", "", "another_topic", "acknowledge", "another_topic", "")
    key = leads[len(turn.state.progress.follow_ups_asked) % len(leads)]
    next_question(turn, turn.line(key) if key else "", at_end="")


def wrap_up(turn: Turn, rule: str, lead: str = "") -> None:
    """Ask the last question."""
    if turn.go(Phase.WRAP_UP, rule):
        turn.ask(Move.PROBE, _joined(lead, turn.line("reflect")), "ask_reflection", about="reflection")


def close(turn: Turn, rule: str, *, asked_to_end: bool = False) -> None:
    """Say goodbye and end the session."""
    ending = ending_of(turn.state, asked_to_end=asked_to_end)
    key = {"completed": "close", "time_up": "close_time_up", "left_early": "close_left"}[ending]
    turn.say(Move.CLOSE, key, rule)
    turn.end(End(ending=ending, reason=Reason(rule, turn.because)))


def ending_of(state: InterviewState, *, asked_to_end: bool) -> Ending:
    """Name the ending: completed when the discussion was reached (and, if the candidate ends it, code submitted)."""
    if asked_to_end:
        finished = state.discussed and (state.work.n_submits > 0 or state.phase is Phase.WRAP_UP)
        return "completed" if finished else "left_early"
    return "completed" if state.discussed else "time_up"


def probe(turn: Turn, lead: str = "", *, words_only: bool = False) -> bool:
    """Ask about something that code, run or words showed. Says whether there was anything."""
    state = turn.state
    n_asked = state.progress.n_probes_in_phase if turn.phase is state.phase else 0
    limit = MAX_PROBES_IN_DISCUSSION if turn.phase is Phase.DISCUSS else MAX_PROBES_WHILE_CHECKING
    if turn.has_asked or n_asked >= limit:
        return False
    looked = triggers.look(state, turn.phase, words_only=words_only)
    for trigger_id, message in looked.faults:
        turn.fault(f"trigger:{trigger_id}", message)
    if looked.fired is None:
        return False
    fired = looked.fired
    turn.because = tuple(sorted({*turn.because, *fired.because}))
    text = _joined(lead, fired.trigger.ask)
    return turn.ask(Move.PROBE, text, "trigger", about=f"trigger:{fired.trigger.id}", detail=fired.seen)


def probe_thin(turn: Turn, about: str) -> bool:
    """Ask about what the last words lack, when they were thin. Says whether there was anything."""
    found = probes.find(turn.state, about)
    if found is None:
        return False
    move = Move.FOLLOW_UP_MORE if about.startswith("follow_up:") else Move.PROBE
    text = turn.line(found.key, words=found.words) if found.words else turn.line(found.key)
    return turn.ask(move, text, f"{GENERAL_PROBE}{found.kind}", about=about, detail=found.lacks)


def ask_to_check(turn: Turn, about: str, detail: str) -> bool:
    """Ask how an answer could be checked, without a word on whether it is right; once in a session."""
    state = turn.state
    asked, probed = state.progress.rules_used, state.progress.probed
    if ASK_TO_CHECK in asked or about in probed or len(probed) >= probes.MOST_GENERAL_PROBES:
        return False
    if not probes.leaves_time(state):
        return False
    return turn.ask(Move.FOLLOW_UP_MORE, turn.line("ask_to_check"), ASK_TO_CHECK, about=about, detail=detail)


def give_hint(turn: Turn, rule: str) -> None:
    """Give the next hint of the ladder and say what it costs."""
    if turn.phase not in PHASES_WITH_HINTS:
        turn.say(Move.DEFLECT, "no_hints_now", "no_hints_in_discussion")
        return
    hint = next_hint(turn.state)
    if hint is None:
        turn.say(Move.NO_MORE_HINTS, "no_more_hints", "hints_used_up")
        return
    level, text = hint
    turn.say(Move.HINT, "hint", rule, about=f"hint:{level}", text=text)
    notice_moment(turn, "hint")


def offer_hint(turn: Turn, rule: str, key: str = "offer_hint") -> bool:
    """Offer a hint if there is one left. Says whether it was offered."""
    if turn.phase not in PHASES_WITH_HINTS or next_hint(turn.state) is None:
        return False
    return turn.ask(Move.OFFER_HINT, turn.line(key), rule)


def next_hint(state: InterviewState) -> tuple[int, str] | None:
    """Give level and text of the next step of the ladder."""
    left = [hint for hint in state.question.hints if hint.level not in state.progress.hints_given]
    hint = min(left, key=lambda one: one.level, default=None)
    return (hint.level, hint.text) if hint else None


def move_on(turn: Turn) -> None:
    """Do what the button for moving on asks: end this phase and begin the next one."""
    match turn.phase:
        case Phase.INTRODUCE:
            turn.go(Phase.CLARIFY, "asked_to_move_on")
        case Phase.CLARIFY:
            if turn.state.progress.plan_stated:
                turn.go(Phase.CODE, "asked_to_move_on")
                turn.say(Move.START_CODE, "move_to_code", "asked_to_move_on")
            else:
                go_to_plan(turn, "asked_to_move_on")
        case Phase.PLAN:
            go_to_code(turn, "asked_to_move_on", "move_to_code")
        case Phase.CODE:
            go_to_checking(turn, "asked_to_move_on", turn.line("move_to_verify"))
        case Phase.VERIFY:
            go_to_discussion(turn, "asked_to_move_on", turn.line("move_to_discussion"))
        case Phase.DISCUSS:
            wrap_up(turn, "asked_to_move_on")
        case Phase.WRAP_UP:
            close(turn, "asked_to_move_on")


def try_again(turn: Turn, phase: Phase) -> None:
    """Go back to a phase and give the floor as at its beginning; only practice does so."""
    if not turn.go_again(phase):
        return
    match phase:
        case Phase.CLARIFY:
            turn.say(Move.PRESENT, "retry_clarify", "asked_to_retry")
        case Phase.PLAN:
            turn.ask(Move.ASK_PLAN, turn.line("ask_plan"), "ask_plan", about="plan")
        case Phase.CODE:
            turn.say(Move.START_CODE, "retry_code", "asked_to_retry")
        case Phase.VERIFY:
            _ask_tests(turn)
        case _:
            next_question(turn, turn.line("retry_discuss"))


def notice_moment(turn: Turn, moment: str) -> None:
    """In practice, let the coach say a word on something that happens for the first time."""
    turn.coach(coaching.MOMENTS[moment], f"coach_on_{moment}")


def tell_time(turn: Turn) -> None:
    """Say how much time is left in all."""
    left = max(0, turn.state.clock.length_ms - turn.state.at_ms)
    turn.say(Move.TIME_CHECK, "time_left", "asked_for_the_time", minutes=minutes_in_words(left))


def _ask_cost(turn: Turn, lead: str) -> bool:
    state = turn.state
    if "ask_cost" in state.progress.rules_used or any(c.startswith("time:") for c in state.progress.cost_claims):
        return False
    if state.question.kind == "end_to_end" or any(map(_is_about_cost, state.question.follow_ups)):
        return False
    return turn.ask(Move.PROBE, _joined(lead, turn.line("ask_cost")), "ask_cost", about="complexity")


def _is_about_cost(follow_up: FollowUp) -> bool:
    by_name = {"cost", "costs", "complexity"} & set(re.split(r"[-_]", follow_up.id))
    return bool(by_name) or re.search(r"complexit|time and memory|running time", follow_up.ask.lower()) is not None


def _joined(lead: str, text: str) -> str:
    return f"{lead} {text}" if lead else text
