"""The course of an interview: opening, phases in their order and time, and a proper end."""

from agent.phases import MS_PER_MINUTE, budgets_ms, may_follow, planned_end_ms
from server.simulate.checklist import Places, asked
from server.simulate.seen import Seen
from transcripts.events import (
    Act,
    CandidateSaid,
    EndRequested,
    Move,
    MoveOnRequested,
    Phase,
    PhaseChanged,
    SessionEnded,
    TimerFired,
)

_COURSE = "course"
_LATE_MS = 36_000
"""What is due waits for up to half a minute while somebody types; a served interview looks at its clock in steps."""
_CODING_WITHOUT_A_PLAN = 80
_THIN_PLAN_WORDS = 10


@asked(_COURSE, "greets, and says how long it takes")
def greets(seen: Seen) -> Places:
    """Look at the first words."""
    first = next(seen.lines, None)
    if first is not None:
        yield first.said.move is Move.GREET and f"{seen.length_minutes} minutes" in first.text, first.seq


@asked(_COURSE, "presents the task in the package's words, once")
def presents_the_task(seen: Seen) -> Places:
    """Look at the first turn, and for a second presentation that nobody asked for."""
    opening = seen.turns[0]
    presented = [line for line in opening.lines if line.said.move is Move.PRESENT]
    yield len(presented) == 1 and presented[0].text.strip() == seen.question.prompt.strip(), opening.seq
    for turn in seen.turns[1:]:
        if not isinstance(turn.cause, CandidateSaid) and turn.lines:
            yield Move.PRESENT not in turn.moves, turn.seq


@asked(_COURSE, "goes from phase to phase as the table allows")
def keeps_the_order_of_phases(seen: Seen) -> Places:
    """Look at each change."""
    phase = Phase.INTRODUCE
    for turn in seen.turns:
        for one in turn.decisions:
            if isinstance(one.event, PhaseChanged):
                yield may_follow(phase, one.event.phase), one.seq
                phase = one.event.phase


@asked(_COURSE, "asks for a plan before code")
def asks_for_a_plan(seen: Seen) -> Places:
    """Look at the first step to coding: a plan was asked for or given."""
    known = False
    for turn in seen.turns:
        stated = turn.understood is not None and turn.understood.act is Act.STATES_PLAN
        known = known or stated or Move.ASK_PLAN in turn.moves
        if Phase.CODE in turn.phases:
            yield known, turn.seq
            return


@asked(_COURSE, "asks for a plan once")
def asks_for_a_plan_once(seen: Seen) -> Places:
    """Count the requests."""
    requests = [line for line in seen.lines if line.said.move is Move.ASK_PLAN]
    for n, line in enumerate(requests):
        yield n == 0, line.seq


@asked(_COURSE, "asks once more about a plan of a few words")
def asks_about_a_thin_plan(seen: Seen) -> Places:
    """Look at plans of fewer than ten words, the first time."""
    for turn in seen.spoken:
        thin = 0 < len(turn.words.split()) < _THIN_PLAN_WORDS
        plans = turn.understood is not None and turn.understood.act is Act.STATES_PLAN
        if turn.means == "answer:plan" and thin and plans and turn.phase is Phase.PLAN:
            yield any(line.said.about == "plan" and line.is_question for line in turn.lines), turn.seq
            return


@asked(_COURSE, "hands over to coding when a plan was given")
def hands_over_to_coding(seen: Seen) -> Places:
    """Look at plans that were taken."""
    for turn in seen.turns:
        if Phase.CODE in turn.phases and turn.phase is Phase.PLAN and isinstance(turn.cause, CandidateSaid):
            yield Move.START_CODE in turn.moves, turn.seq


@asked(_COURSE, "goes on when somebody wants to go on")
def goes_on_when_asked(seen: Seen) -> Places:
    """Look at the button."""
    for turn in seen.turns:
        if isinstance(turn.cause, MoveOnRequested):
            yield bool(turn.phases) or turn.ends, turn.seq


@asked(_COURSE, "keeps the time of questions and plan")
def keeps_the_time_of_the_start(seen: Seen) -> Places:
    """Look at both phases: neither outlasts its planned end and its budget."""
    if seen.had_to_wait:
        return
    budgets = budgets_ms(seen.question.phases, seen.length_minutes)
    since = {Phase.INTRODUCE: 0}
    phase = Phase.INTRODUCE
    for turn in seen.turns:
        for entered in turn.phases:
            if phase in {Phase.CLARIFY, Phase.PLAN}:
                over = max(planned_end_ms(seen.question, seen.length_minutes, phase), since[phase] + budgets[phase])
                yield turn.at_ms <= over + _LATE_MS, turn.seq
            since[entered], phase = turn.at_ms, entered


@asked(_COURSE, "leaves time for the discussion")
def leaves_time_for_the_discussion(seen: Seen) -> Places:
    """Look at when it begins, in sessions that last that long."""
    end = planned_end_ms(seen.question, seen.length_minutes, Phase.VERIFY)
    begun = seen.entered(Phase.DISCUSS) or seen.entered(Phase.WRAP_UP)
    lasted = seen.log[-1].envelope.at_ms
    if not seen.had_to_wait and (begun is not None or lasted > end + _LATE_MS):
        yield begun is not None and begun.at_ms <= end + _LATE_MS, begun.seq if begun is not None else 1


@asked(_COURSE, "says how much coding time is left, and when it is over")
def says_the_coding_time(seen: Seen) -> Places:
    """Look at coding that went on past three quarters of its time, and past its end."""
    if seen.had_to_wait:
        return
    end = planned_end_ms(seen.question, seen.length_minutes, Phase.CODE)
    quarter = round(budgets_ms(seen.question.phases, seen.length_minutes)[Phase.CODE] / 4)
    for rule, due_ms in (("time_check", end - quarter), ("code_over", end)):
        since_ms, phase = 0, Phase.INTRODUCE
        for turn in seen.turns:
            if phase is Phase.CODE and since_ms < due_ms and turn.at_ms > due_ms + _LATE_MS:
                yield any(line.said.reason.rule == rule and line.at_ms <= turn.at_ms for line in seen.lines), turn.seq
                break
            if turn.phases:
                since_ms, phase = turn.at_ms, turn.phases[-1]


@asked(_COURSE, "gives notice five minutes before the end")
def gives_notice(seen: Seen) -> Places:
    """Look at sessions of fifteen minutes or more that lasted until then."""
    notice_ms = seen.length_ms - 5 * MS_PER_MINUTE
    said = [line for line in seen.lines if line.said.reason.rule == "five_minutes"]
    wrapped_up = seen.entered(Phase.WRAP_UP)
    over_ms = wrapped_up.at_ms if wrapped_up is not None else seen.log[-1].envelope.at_ms
    if not seen.had_to_wait and seen.length_minutes >= 15 and over_ms > notice_ms + _LATE_MS:  # noqa: PLR2004
        yield len(said) == 1, said[0].seq if said else 1
    for line in said:
        if not seen.had_to_wait:
            yield notice_ms <= line.at_ms <= notice_ms + _LATE_MS, line.seq


@asked(_COURSE, "asks the last question in time")
def wraps_up_in_time(seen: Seen) -> Places:
    """Look at when the wrap-up begins: never later than its budget before the end."""
    budget = budgets_ms(seen.question.phases, seen.length_minutes)[Phase.WRAP_UP]
    begun = seen.entered(Phase.WRAP_UP)
    if begun is not None and not seen.had_to_wait:
        asked_last = any(line.said.about == "reflection" for line in begun.lines)
        yield asked_last and begun.at_ms <= seen.length_ms - budget + _LATE_MS, begun.seq


@asked(_COURSE, "is over when the time is over")
def ends_in_time(seen: Seen) -> Places:
    """Look at the end."""
    last = seen.log[-1].envelope
    if not seen.had_to_wait:
        yield isinstance(last.event, SessionEnded) and last.at_ms <= seen.length_ms + _LATE_MS, last.seq


@asked(_COURSE, "says goodbye last, and names the debrief")
def says_goodbye(seen: Seen) -> Places:
    """Look at the last words."""
    lines = list(seen.lines)
    if seen.ending is not None and lines:
        yield lines[-1].said.move is Move.CLOSE and "debrief" in lines[-1].text, lines[-1].seq
        yield sum(line.said.move is Move.CLOSE for line in lines) == 1, lines[-1].seq


@asked(_COURSE, "says thank you to whoever stayed to the end")
def says_thank_you(seen: Seen) -> Places:
    """Look at sessions that were not left early."""
    lines = list(seen.lines)
    if seen.ending is not None and seen.ending.ending != "left_early" and lines:
        yield "thank" in lines[-1].text.lower(), lines[-1].seq


@asked(_COURSE, "says not a word after the end")
def is_silent_after_the_end(seen: Seen) -> Places:
    """Look for events after the last one."""
    ends = [sealed.envelope.seq for sealed in seen.log if isinstance(sealed.envelope.event, SessionEnded)]
    if ends:
        yield ends == [seen.log[-1].envelope.seq], ends[0]


@asked(_COURSE, "ends at once when somebody presses End")
def ends_when_asked(seen: Seen) -> Places:
    """Look at the button."""
    for turn in seen.turns:
        if isinstance(turn.cause, EndRequested):
            yield turn.ends, turn.seq


@asked(_COURSE, "does not end by words, and points at the button")
def does_not_end_by_words(seen: Seen) -> Places:
    """Look at words that want the end."""
    for turn in seen.spoken:
        if turn.means == "stop":
            yield not turn.ends and any("End button" in line.text for line in turn.lines), turn.seq


@asked(_COURSE, "ends for a reason: last words, the button, or the clock")
def ends_for_a_reason(seen: Seen) -> Places:
    """Look at what caused the end."""
    last = seen.turns[-1]
    if seen.ending is not None:
        by_clock = isinstance(last.cause, TimerFired) and last.cause.timer in {"time_up", "last_words"}
        by_candidate = isinstance(last.cause, EndRequested | MoveOnRequested)
        by_words = isinstance(last.cause, CandidateSaid) and last.phase is Phase.WRAP_UP
        yield by_clock or by_candidate or by_words, last.seq


@asked(_COURSE, "names the ending rightly")
def names_the_ending(seen: Seen) -> Places:
    """Look at the ending: completed when there was a discussion, unless somebody left without a submission."""
    if seen.ending is not None:
        discussed = seen.entered(Phase.DISCUSS) is not None
        expected = {"completed"} if discussed else {"time_up", "left_early"}
        if any(isinstance(turn.cause, EndRequested) for turn in seen.turns):
            expected = {"completed", "left_early"} if discussed else {"left_early"}
        yield seen.ending.ending in expected, seen.log[-1].envelope.seq
