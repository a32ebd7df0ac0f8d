"""Takes one event of the log into the interviewer's state. Decides nothing and says nothing.

Own decisions are taken in from their events, like everything else, so a stored log gives the same state.
"""

from collections.abc import Sequence
from typing import assert_never

import msgspec.structs

from agent.folding_models import take_in_answer
from agent.folding_runs import take_in_run
from agent.phases import MS_PER_MINUTE, RETRY_RULE
from agent.plain_words import is_term
from agent.probes import GENERAL_PROBE
from agent.retrying import begin_again
from agent.speech_acts import plans
from agent.state import LATELY_MS, Clock, InterviewState, Talk
from agent.understanding import PHASES_OF_PLANS, Understanding, Waiting
from agent.words import content_stems, plain, prose, stem, words
from question_bank.package import FollowUp, Point
from question_bank.wording import covered_points
from transcripts.changes import BadChanges, apply_changes
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
    Move,
    MoveOnRequested,
    Phase,
    PhaseChanged,
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

MAX_HEARD = 200_000
MAX_ANSWER = 4_000
WORDS_OF_A_TOPIC = 2
"""Different words of a question with which an earlier answer has spoken of it too."""
FEWEST_TERMS_OF_A_PLAN = 3
"""Different terms of the field in a statement that describes what will be done."""
QUESTION_MOVES = frozenset({
    Move.ASK_BACK, Move.ASK_PLAN, Move.PROBE, Move.OFFER_HINT, Move.FOLLOW_UP, Move.FOLLOW_UP_MORE, Move.REMARK_ON_RUN,
})  # fmt: skip
_CLOSES_ANY_QUESTION = frozenset({
    Act.ANSWERS, Act.STATES_PLAN, Act.CLAIMS_COMPLEXITY, Act.EXPLAINS, Act.CLAIMS_DONE,
})  # fmt: skip
_MAY_BE_A_PLAN = frozenset({Act.THINKS_ALOUD, Act.EXPLAINS, Act.CLAIMS_COMPLEXITY, Act.STATES_ASSUMPTION, Act.ANSWERS})
_SPEAKS_OF_FACT = frozenset({Move.ANSWER_FACT, Move.CONFIRM_ASSUMPTION, Move.CORRECT_ASSUMPTION})
_replace = msgspec.structs.replace


def take_in(state: InterviewState, envelope: Envelope) -> InterviewState:
    """Fold one event into the state. Total; edits that do not fit are left out and noted by the machine."""
    state = _replace(state, seq=envelope.seq, at_ms=max(state.at_ms, envelope.at_ms))
    event = envelope.event
    match event:
        case SessionStarted():
            return _started(state, event)
        case (
            SessionResumed() | HintRequested() | MoveOnRequested() | RetryRequested() | EndRequested()
            | CellsRestartRequested()
        ):  # fmt: skip
            return _active(state)
        case RunRequested() | StopRequested() | SuiteRan() | RunStopped() | CellRequested() | CellRan():
            return _active(take_in_run(state, event))
        case RunQueued() | CellsEnded():
            return take_in_run(state, event)
        case CandidateSaid():
            return _active(_heard(state, event))
        case CodeEdited():
            return _active(_edited(state, event))
        case TimerFired():
            return state
        case ModelAnswered():
            return take_in_answer(state, event)
        case UtteranceUnderstood():
            return _understood(state, event)
        case InterviewerSaid():
            return _said(state, event)
        case PhaseChanged():
            return _changed_phase(state, event)
        case FaultNoted():
            return _faulty(state, event)
        case SessionEnded():
            return _replace(state, ended=True)
        case _:
            assert_never(event)


def fire(state: InterviewState, timer: str, *, once: bool) -> InterviewState:
    """Take in that a due timer fired."""
    clock = state.clock
    if once:
        return _replace(state, clock=_replace(clock, fired=clock.fired | {timer}))
    return _replace(state, clock=_replace(clock, n_nudges=clock.n_nudges + 1))


def look_at_code(state: InterviewState) -> InterviewState:
    """Take in that the code was looked at as it stands."""
    return _replace(state, work=_replace(state.work, n_edits_at_look=state.work.n_edits))


def edit_fits(state: InterviewState, event: CodeEdited) -> bool:
    """Say whether an edit can be applied to the code."""
    try:
        apply_changes(state.work.code, event.changes)
    except BadChanges:
        return False
    return True


def _started(state: InterviewState, event: SessionStarted) -> InterviewState:
    if state.started:
        return state
    clock = Clock(
        length_ms=event.length_minutes * MS_PER_MINUTE, phase_since_ms=state.at_ms, last_active_ms=state.at_ms
    )
    return _replace(
        state,
        started=True,
        seed=event.seed,
        mode=event.mode,
        terms=event.model,
        length_minutes=event.length_minutes,
        clock=clock,
    )


def _active(state: InterviewState) -> InterviewState:
    return _replace(state, clock=_replace(state.clock, last_active_ms=state.at_ms, n_nudges=0))


def _heard(state: InterviewState, event: CandidateSaid) -> InterviewState:
    talk = state.talk
    said = prose(event.text)
    heard = f"{talk.heard}\n{said.lower()}"[-MAX_HEARD:]
    lately = tuple(one for one in talk.heard_lately if one[0] >= state.at_ms - LATELY_MS)
    return _replace(
        state,
        progress=_replace(
            state.progress, covered_early=state.progress.covered_early | _follow_ups_covered(state, said)
        ),
        talk=_replace(
            talk,
            heard=heard,
            heard_in_phase=f"{talk.heard_in_phase}\n{said}"[-MAX_HEARD:],
            heard_lately=(*lately, (state.at_ms, said[:MAX_ANSWER])),
            last_words=event.text,
            last_words_seq=state.seq,
            last_words_spoken=event.channel == "spoken",
            words_before=talk.last_words,
            words_before_seq=talk.last_words_seq,
        ),
    )


def _follow_ups_covered(state: InterviewState, said: str) -> set[str]:
    """Name the follow-ups that need not be asked any more: what was said lately spoke of their topic and held all."""
    if state.phase is not Phase.DISCUSS or not said:
        return set()
    since_ms = max(state.clock.phase_since_ms, state.at_ms - LATELY_MS)
    lately = [text for at_ms, text in state.talk.heard_lately if at_ms >= since_ms]
    return {
        one.id
        for one in state.question.follow_ups
        if one.id not in state.progress.follow_ups_asked
        and len(one.points) > 1
        and _holds_all(one, state.question.follow_ups, lately, said[:MAX_ANSWER])
    }


def _holds_all(one: FollowUp, all_of_them: Sequence[FollowUp], lately: Sequence[str], said: str) -> bool:
    """Say whether the last words speak of a follow-up and hold, with others that speak of it, all of its points."""
    topic = _topic_of(one, all_of_them)
    if not topic.intersection(content_stems(said)):
        return False
    on_it = [text for text in lately if len(topic.intersection(content_stems(text))) >= WORDS_OF_A_TOPIC]
    return len(covered_points("\n".join((*on_it, said)), one.points)) == len(one.points)


def _topic_of(follow_up: FollowUp, all_of_them: Sequence[FollowUp]) -> set[str]:
    """List the words that a follow-up asks with and no other one does; phrases alone are found in many answers."""
    asked = {one.id: set(content_stems(f"{one.id.replace('_', ' ')} {one.ask}")) for one in all_of_them}
    return asked[follow_up.id].difference(*(stems for name, stems in asked.items() if name != follow_up.id))


def _edited(state: InterviewState, event: CodeEdited) -> InterviewState:
    work = state.work
    try:
        code = apply_changes(work.code, event.changes)
    except BadChanges:
        return state
    typed = sum(
        len(piece) - piece.count(" ")
        for change in event.changes
        if not isinstance(change, int)
        for piece in change[1:]
        if isinstance(piece, str)
    )
    return _replace(state, work=_replace(work, code=code, n_edits=work.n_edits + 1, n_typed=work.n_typed + typed))


def _understood(state: InterviewState, event: UtteranceUnderstood) -> InterviewState:
    talk, progress = state.talk, state.progress
    meaning = Understanding(event.act, event.items, event.confidence)
    waiting = talk.waiting
    offered = waiting is not None and waiting.move in {Move.ASK_BACK, Move.OFFER_HINT}
    wordless = "claim:no_words" in event.items
    # Whoever asks for the next question hears first what leads there; the open one stays open meanwhile.
    asks_next = "claim:move_on" in event.items and state.phase is Phase.DISCUSS and not talk.offered_next
    # Who wants to stop hears of the button; the question is still there for who stays.
    stays = wordless or asks_next or "claim:stop" in event.items
    closes = (event.act in _CLOSES_ANY_QUESTION or offered) and not stays
    answered = frozenset({waiting.points_prefix}) if closes and waiting is not None else frozenset[str]()
    if closes:
        waiting = None
    talk = _replace(talk, waiting=waiting, maybe=meaning.maybe)
    points = {item.removeprefix("point:") for item in event.items if item.startswith("point:")}
    claims = tuple(
        item.removeprefix("claim:") for item in event.items if item.startswith(("claim:time:", "claim:memory:"))
    )
    progress = _replace(
        progress,
        points=progress.points | points,
        probes_open=progress.probes_open - answered,
        cost_claims=progress.cost_claims + claims,
        plan_stated=progress.plan_stated
        or event.act is Act.STATES_PLAN
        or ("claim:own_choice" not in event.items and _sounds_like_a_plan(state, event.act)),
    )
    return _replace(state, talk=talk, progress=progress)


def _sounds_like_a_plan(state: InterviewState, act: Act) -> bool:
    """Say whether a statement before the code names so much of what is done that nobody asks for a plan again."""
    said = state.talk.last_words
    if state.phase not in PHASES_OF_PLANS or act not in _MAY_BE_A_PLAN or "?" in said:
        return False
    terms = {stem(word) for word in words(plain(prose(said))) if is_term(word)}
    return len(terms) >= FEWEST_TERMS_OF_A_PLAN and plans(plain(said), certain=False)


def _said(state: InterviewState, event: InterviewerSaid) -> InterviewState:
    kind, _, name = event.about.partition(":")
    progress, work, talk = state.progress, state.work, state.talk
    progress = _replace(progress, rules_used=progress.rules_used | {event.reason.rule})
    is_general = event.reason.rule.startswith(GENERAL_PROBE)
    if is_general:
        progress = _replace(progress, probed=progress.probed | {event.about})
    if event.move in _SPEAKS_OF_FACT and kind == "fact":
        progress = _replace(progress, facts_told=progress.facts_told | {name})
    elif event.move is Move.HINT and name.isdigit():
        progress = _replace(progress, hints_given=progress.hints_given | {int(name)})
    elif event.move is Move.PROBE and kind == "trigger":
        progress = _replace(
            progress,
            triggers_used=progress.triggers_used | {name},
            probes_open=progress.probes_open | {name},
            n_probes_in_phase=progress.n_probes_in_phase + 1,
        )
        work = _replace(work, remarked=work.failure)
    elif event.move is Move.FOLLOW_UP:
        progress = _replace(progress, follow_ups_asked=progress.follow_ups_asked | {name})
    elif event.move is Move.FOLLOW_UP_MORE and not is_general:
        progress = _replace(progress, asked_more=progress.asked_more | {name})
    elif event.move is Move.REMARK_ON_RUN:
        work = _replace(work, remarked=work.failure)
    elif event.move is Move.ASK_BACK:
        progress = _replace(progress, asked_back=progress.asked_back | set(talk.maybe))
    elif event.move is Move.NUDGE and state.phase is Phase.DISCUSS:
        progress = _replace(progress, encouraged_in_talk=True)
    # Silence after a new question is counted anew.
    n_nudges = 0 if event.move in {Move.FOLLOW_UP, Move.PROBE} else state.clock.n_nudges
    clock = _replace(state.clock, n_nudges=n_nudges)
    return _replace(state, progress=progress, work=work, clock=clock, talk=_spoken(state, talk, event))


def _spoken(state: InterviewState, talk: Talk, event: InterviewerSaid) -> Talk:
    talk = _replace(talk, said=(*talk.said, event.text), said_at_ms=state.at_ms)
    if event.move is Move.ACKNOWLEDGE:
        talk = _replace(talk, acknowledged_at_ms=state.at_ms)
    if event.move is Move.DEFLECT or event.reason.rule == "code_in_chat":
        talk = _replace(talk, n_declined=talk.n_declined + 1)
    if event.reason.rule == "how_to_go_on":
        talk = _replace(talk, offered_next=True)
    if event.move in QUESTION_MOVES and (event.move is not Move.REMARK_ON_RUN or "?" in event.text):
        waiting = _waiting_for(state, event)
        return _replace(
            talk,
            waiting=waiting,
            waiting_seq=state.seq,
            last_question=event.text,
            n_declined=0,
            offered_next=False,
        )
    return talk


def _waiting_for(state: InterviewState, event: InterviewerSaid) -> Waiting:
    kind, _, name = event.about.partition(":")
    points: tuple[Point, ...] = ()
    if kind == "follow_up":
        points = next((one.points for one in state.question.follow_ups if one.id == name), ())
    elif kind == "trigger":
        points = next((one.points for one in state.question.triggers if one.id == name), ())
    options = state.talk.maybe if event.move is Move.ASK_BACK else ()
    return Waiting(move=event.move, about=event.about, points_prefix=name, points=points, options=options)


def _changed_phase(state: InterviewState, event: PhaseChanged) -> InterviewState:
    if event.reason.rule == RETRY_RULE:
        state = begin_again(state, event.phase)
    return _replace(
        state,
        phase=event.phase,
        phases_seen=state.phases_seen | {event.phase},
        clock=_replace(state.clock, phase_since_ms=state.at_ms, n_nudges=0),
        work=_replace(state.work, n_typed_at_phase=state.work.n_typed, n_runs_at_phase=state.work.n_runs),
        talk=_replace(state.talk, waiting=None, heard_in_phase=""),
        progress=_replace(
            state.progress,
            n_probes_in_phase=0,
            plan_stated=state.progress.plan_stated or event.phase in {Phase.DISCUSS, Phase.WRAP_UP},
        ),
    )


def _faulty(state: InterviewState, event: FaultNoted) -> InterviewState:
    """Put a trigger that crashed aside, so that it is not tried again."""
    kind, _, name = event.where.partition(":")
    if kind != "trigger":
        return state
    progress = state.progress
    return _replace(state, progress=_replace(progress, triggers_used=progress.triggers_used | {name}))
