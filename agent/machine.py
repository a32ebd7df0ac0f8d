"""The interviewer as one pure function: an event comes in, a new state and commands go out.

`step` is total: any event in any phase gives an answer, nothing is said before the start or after the end, and a fault
of ours is noted and passed over. Time, words and results come in as events; nothing else does.
"""

from typing import assert_never

from agent import clock, conduct, remarks, replies
from agent.clock import Timer
from agent.clock import timers as _timers
from agent.commands import Command, End, NoteFault, RunCell, RunSuite, Understand
from agent.folding import edit_fits, fire, look_at_code, take_in
from agent.guard import Guard
from agent.guarding import guarded
from agent.model_use import after_answer, as_it_was_said, settle
from agent.state import Clock, InterviewState, Progress, Talk, Work
from agent.turn import Turn
from agent.understanding import ENGINE, Context, Understander, Understanding
from agent.voting import call_for_votes
from question_bank.package import Question
from transcripts.envelope import Envelope
from transcripts.events import (
    Act,
    CandidateSaid,
    CellRan,
    CellRequested,
    CellsEnded,
    CellsRestartRequested,
    CodeEdited,
    EndRequested,
    FaultNoted,
    HintRequested,
    InterviewerSaid,
    ModelAnswered,
    MoveOnRequested,
    PhaseChanged,
    Reason,
    RetryRequested,
    RunQueued,
    RunRequested,
    RunStopped,
    SessionEnded,
    SessionResumed,
    SessionStarted,
    StopRequested,
    SuiteRan,
    TimerFired,
    UtteranceUnderstood,
)

__all__ = ["Timer", "begin", "step", "timers"]


_MOST_MINDS = 256
_MINDS: dict[str, tuple[Understander, Guard]] = {}
"""What was indexed of a question, by its hash: both are the same for the same question, and immutable."""


def begin(question: Question) -> InterviewState:
    """Make the state before the first event of an interview on a question."""
    understander, guard = _minds(question)
    return InterviewState(
        question=question,
        understander=understander,
        guard=guard,
        talk=Talk(),
        progress=Progress(),
        work=Work(code=question.starter),
        clock=Clock(),
    )


def _minds(question: Question) -> tuple[Understander, Guard]:
    minds = _MINDS.get(question.sha256)
    if minds is None:
        minds = Understander(question), Guard(question)
        if question.sha256:
            while len(_MINDS) >= _MOST_MINDS:
                del _MINDS[next(iter(_MINDS))]
            _MINDS[question.sha256] = minds
    return minds


def step(state: InterviewState, envelope: Envelope) -> tuple[InterviewState, tuple[Command, ...]]:
    """Take an event in and decide what is done about it. Never raises."""
    event = envelope.event
    if state.ended or state.started is isinstance(event, SessionStarted):
        return state, ()
    before = state
    after = take_in(state, envelope)
    if isinstance(event, TimerFired):
        if not clock.is_due(before, event.timer, after.at_ms):
            return after, ()
        if event.timer == "pause":
            after = look_at_code(after)
        else:
            after = fire(after, event.timer, once=clock.fires_once(event.timer))
    as_said = as_it_was_said(after, event) if isinstance(event, UtteranceUnderstood) else after
    turn = Turn(as_said, (envelope.seq,))
    try:
        _decide(turn, before, envelope)
        return call_for_votes(*settle(before, after, envelope, guarded(after, turn.commands)))
    except Exception as error:  # noqa: BLE001  a fault of ours must not take the interview from the candidate
        fault = NoteFault(where="agent", message=f"{type(error).__name__}: {error}")
        return after, (fault, *_last_resort(after, envelope))


def timers(state: InterviewState) -> tuple[Timer, ...]:
    """List what the interviewer waits for, soonest first."""
    return _timers(state)


def _last_resort(state: InterviewState, envelope: Envelope) -> tuple[Command, ...]:
    """End an interview that should end, even when saying goodbye failed."""
    event = envelope.event
    asked_to_end = isinstance(event, EndRequested)
    if not asked_to_end and not (isinstance(event, TimerFired) and event.timer in {"time_up", "last_words"}):
        return ()
    ending = conduct.ending_of(state, asked_to_end=asked_to_end)
    return (End(ending=ending, reason=Reason("last_resort", (envelope.seq,))),)


def _decide(turn: Turn, before: InterviewState, envelope: Envelope) -> None:
    event = envelope.event
    match event:
        case SessionStarted():
            conduct.open_interview(turn)
        case CandidateSaid(text=text):
            _understand(turn, before, text)
        case UtteranceUnderstood():
            turn.because = (event.said_seq, envelope.seq)
            meaning = Understanding(event.act, event.items, event.confidence)
            replies.reply(turn, meaning, before.talk.waiting)
        case CodeEdited():
            if not edit_fits(before, event):
                turn.fault("code_edited", "An edit does not fit the code and was left out.")
            remarks.after_edit(turn)
        case RunRequested(purpose=purpose):
            turn.add(RunSuite(purpose=purpose, requested_seq=envelope.seq))
            remarks.before_run(turn, purpose)
        case SuiteRan(report=report):
            remarks.after_run(turn, report)
        case HintRequested() | MoveOnRequested() | RetryRequested() | EndRequested():
            conduct.after_button(turn, event)
        case TimerFired(timer=name):
            clock.after_timer(turn, name)
        case ModelAnswered():
            after_answer(turn, before.pending, event)
        case CellRequested(cell=cell):
            turn.add(RunCell(cell=cell, requested_seq=envelope.seq))
        case RunQueued(n_ahead=n_ahead):
            remarks.while_waiting(turn, n_ahead, is_news=turn.state.work.queued != before.work.queued)
        case (
            StopRequested() | RunStopped() | CellRan() | CellsRestartRequested() | CellsEnded()
            | SessionResumed() | InterviewerSaid() | PhaseChanged() | FaultNoted() | SessionEnded()
        ):  # fmt: skip
            pass
        case _:
            assert_never(event)


def _understand(turn: Turn, before: InterviewState, text: str) -> None:
    context = Context(phase=before.phase, waiting=before.talk.waiting)
    seq = turn.state.seq
    try:
        meaning = turn.state.understander.understand(text, context)
    except Exception as error:  # noqa: BLE001  words that cannot be understood are answered with patience
        turn.fault("understanding", f"{type(error).__name__}: {error}")
        turn.add(Understand(said_seq=seq, act=Act.THINKS_ALOUD, confidence=0.0, engine=ENGINE))
        return
    turn.add(
        Understand(said_seq=seq, act=meaning.act, items=meaning.items, confidence=meaning.confidence, engine=ENGINE)
    )
