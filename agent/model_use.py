"""When a language model is asked, what is held back meanwhile, and what is done once it answered or failed.

The rules decide first, always. What they decided is held back while the model is asked, and is carried out unchanged
when the model fails, is late, or says what it may not. Something else that happens meanwhile carries it out too: nobody
waits for a model. Must not know how a model is reached.
"""

from collections.abc import Sequence

import msgspec.structs

from agent import model_answers, model_prompts
from agent.commands import AskModel, ChangePhase, Command, End, Say, Understand
from agent.folding_models import may_ask
from agent.guarding import breaches_of_model
from agent.state import InterviewState, Pending
from agent.turn import Turn
from agent.understanding import Context, Understanding
from agent.voting import vote_for_the_log, with_ballot
from agent.words import words as words_of
from question_bank.package import Point
from transcripts.envelope import Envelope
from transcripts.events import (
    Act,
    CandidateSaid,
    ModelAnswered,
    ModelPurpose,
    ModelStatus,
    Move,
    Reason,
    UtteranceUnderstood,
)

SHORTEST_TO_JUDGE = 5
"""Words; a shorter answer is judged by rules alone."""
OPEN_RULE = "not_in_the_fact_sheet"
"""The turn in whose place a model may say something fitting."""
REWORDED_RULES = frozenset({"asked_for_the_answer", "asked_for_a_verdict", "assumption_not_in_the_fact_sheet", "heard"})
"""Turns that a model may put into other words, where the session's terms allow it."""
_FOLLOW_UPS = frozenset({Move.FOLLOW_UP, Move.FOLLOW_UP_MORE})
_ANSWERS = frozenset({Act.ANSWERS, Act.EXPLAINS, Act.CLAIMS_COMPLEXITY})

_replace = msgspec.structs.replace


def settle(
    before: InterviewState, after: InterviewState, envelope: Envelope, commands: tuple[Command, ...]
) -> tuple[InterviewState, tuple[Command, ...]]:
    """Hold commands back to ask the model first, or let those go that were held when something else happens."""
    waited_for = after.pending
    if waited_for is not None:
        if isinstance(envelope.event, CandidateSaid) or _speaks(commands):
            # Nor is the model asked about these words again: there is more to say already.
            spent = _replace(after.spent, given_up_on=waited_for.said_seq)
            return _replace(after, pending=None, spent=spent), (*waited_for.held, *commands)
        return after, commands
    if before.pending is not None:
        return after, commands
    asked = _consult(before, after, envelope, commands)
    if asked is None:
        return after, commands
    pending, ask = asked
    state = _replace(after, pending=pending, spent=_replace(after.spent, n_asked=ask.call))
    judged = _judged(state, pending)
    if judged is not None:
        follow_up_id, points = judged
        state = with_ballot(
            state, said_seq=pending.said_seq, words=pending.words, follow_up_id=follow_up_id, points=points
        )
    return state, (ask,)


def after_answer(turn: Turn, pending: Pending | None, event: ModelAnswered) -> None:
    """Carry out what was held back, better by what the model said where that may be used."""
    if pending is None or pending.call != event.call:
        return
    better = _better(turn, pending, event) if event.status is ModelStatus.OK else None
    for command in pending.held if better is None else (better,):
        turn.add(command)


def as_it_was_said(state: InterviewState, event: UtteranceUnderstood) -> InterviewState:
    """Give the state with the words that an understanding is about as the last ones, though others came since."""
    talk = state.talk
    if event.said_seq == talk.last_words_seq or event.said_seq != talk.words_before_seq:
        return state
    return _replace(state, talk=_replace(talk, last_words=talk.words_before, last_words_seq=talk.words_before_seq))


def fit_for_the_log(state: InterviewState, text: str, said_seq: int) -> str | None:
    """Keep of a model's answer what may be used and shown, None when that is nothing; `state` is that of the asking."""
    pending = state.pending
    if pending is None or pending.said_seq != said_seq:
        return vote_for_the_log(state, text, said_seq)
    held = pending.held[0]
    if isinstance(held, Say):
        words = model_answers.words_from(text)
        return None if breaches_of_model(state, words) else words
    judged = _judged(state, pending)
    if judged is not None:
        return model_answers.proven(text, answer=pending.words, points=judged[1])
    return model_answers.offered(text, acts=pending.acts, facts=pending.facts)


def _speaks(commands: Sequence[Command]) -> bool:
    return any(isinstance(command, Say | ChangePhase | End | Understand) for command in commands)


def _consult(
    before: InterviewState, after: InterviewState, envelope: Envelope, commands: tuple[Command, ...]
) -> tuple[Pending, AskModel] | None:
    """Decide whether a model could do better than what was decided, which must be a single command."""
    if len(commands) != 1:
        return None
    match envelope.event, commands[0]:
        case CandidateSaid(text=text), Understand() as understand if may_ask(after, envelope.seq):
            context = Context(phase=before.phase, waiting=before.talk.waiting)
            return _to_judge(after, text, context, understand) or _to_understand(after, text, context, understand)
        case UtteranceUnderstood(said_seq=said_seq), Say() as say if may_ask(after, said_seq):
            return _to_say(as_it_was_said(after, envelope.event), said_seq, say)
        case _:
            return None


def _to_judge(
    state: InterviewState, text: str, context: Context, understand: Understand
) -> tuple[Pending, AskModel] | None:
    waiting = context.waiting
    if waiting is None or waiting.move not in _FOLLOW_UPS or understand.act not in _ANSWERS:
        return None
    if "claim:does_not_know" in understand.items or len(words_of(text)) < SHORTEST_TO_JUDGE:
        return None
    missed = _missed(state, waiting.points_prefix, understand)
    if not missed:
        return None
    follow_up = state.question.follow_up(waiting.points_prefix)
    pending = _pending(state, ModelPurpose.JUDGE, understand.said_seq, text, context, understand)
    user = model_prompts.to_judge(follow_up, missed, text)
    return pending, _ask(state, pending, model_prompts.JUDGE, user, model_prompts.MOST_WORDS_JUDGEMENT)


def _to_understand(
    state: InterviewState, text: str, context: Context, understand: Understand
) -> tuple[Pending, AskModel] | None:
    taken = Understanding(understand.act, understand.items, understand.confidence)
    doubt = state.understander.doubt(text, context, taken)
    if doubt is None:
        return None
    acts = tuple(dict.fromkeys((*doubt.acts, understand.act)))
    pending = _pending(state, ModelPurpose.UNDERSTAND, understand.said_seq, text, context, understand)
    pending = _replace(pending, facts=doubt.facts, acts=acts)
    user = model_prompts.to_understand(state, text, acts, doubt.facts)
    return pending, _ask(state, pending, model_prompts.UNDERSTAND, user, model_prompts.MOST_WORDS_READING)


def _to_say(state: InterviewState, said_seq: int, say: Say) -> tuple[Pending, AskModel] | None:
    words = state.talk.last_words
    context = Context(phase=state.phase, waiting=state.talk.waiting)
    rule = say.reason.rule
    if rule == OPEN_RULE:
        pending = _pending(state, ModelPurpose.REPLY, said_seq, words, context, say)
        user = model_prompts.to_reply(state, words)
        return pending, _ask(state, pending, model_prompts.REPLY, user, model_prompts.MOST_WORDS_REPLY)
    if rule in REWORDED_RULES and state.terms is not None and state.terms.phrases:
        pending = _pending(state, ModelPurpose.PHRASE, said_seq, words, context, say)
        user = model_prompts.to_phrase(say.text, words)
        return pending, _ask(state, pending, model_prompts.PHRASE, user, model_prompts.MOST_WORDS_REPLY)
    return None


def _pending(
    state: InterviewState, purpose: ModelPurpose, said_seq: int, words: str, context: Context, held: Command
) -> Pending:
    return Pending(
        call=state.spent.n_asked + 1, purpose=purpose, said_seq=said_seq, words=words, context=context, held=(held,)
    )


def _ask(state: InterviewState, pending: Pending, system: str, user: str, most_words: int) -> AskModel:
    assert state.terms is not None
    return AskModel(
        call=pending.call,
        purpose=pending.purpose,
        said_seq=pending.said_seq,
        system=system,
        user=user,
        most_words=most_words,
        deadline_ms=state.terms.deadline_ms,
    )


def _better(turn: Turn, pending: Pending, event: ModelAnswered) -> Command | None:
    """Make of the model's answer what may be used; None when that is nothing."""
    held = pending.held[0]
    if isinstance(held, Understand):
        return _understood_better(turn.state, pending, held, event)
    if isinstance(held, Say):
        return _said_better(turn, pending, held, event)
    return None


def _understood_better(
    state: InterviewState, pending: Pending, held: Understand, event: ModelAnswered
) -> Understand | None:
    engine = f"model:{event.model}"
    judged = _judged(state, pending)
    if judged is not None:
        follow_up_id, points = judged
        found = model_answers.points_from(event.text, answer=pending.words, points=points)
        items = (*held.items, *(f"point:{follow_up_id}/{point_id}" for point_id in found))
        return _replace(held, items=items, engine=engine) if found else None
    local = Understanding(held.act, held.items, held.confidence)
    read = model_answers.understanding_from(event.text, local=local, acts=pending.acts, facts=pending.facts)
    if read is None:
        return None
    return _replace(held, act=read.act, items=read.items, confidence=read.confidence, engine=engine)


def _said_better(turn: Turn, pending: Pending, held: Say, event: ModelAnswered) -> Say | None:
    text = model_answers.words_from(event.text)
    if breaches_of_model(turn.state, text):
        return None
    rule = "model_reply" if pending.purpose is ModelPurpose.REPLY else held.reason.rule
    reason = Reason(rule, (*held.reason.because, *turn.because), f"worded by {event.model}")
    return _replace(held, text=text, reason=reason)


def _judged(state: InterviewState, pending: Pending) -> tuple[str, list[Point]] | None:
    """Give the follow-up whose answer a model judges, and the points that it is asked about; None for other calls."""
    waiting, held = pending.context.waiting, pending.held[0]
    if pending.purpose is not ModelPurpose.JUDGE or waiting is None or not isinstance(held, Understand):
        return None
    return waiting.points_prefix, _missed(state, waiting.points_prefix, held)


def _missed(state: InterviewState, follow_up_id: str, understand: Understand) -> list[Point]:
    said = state.progress.points | {item.removeprefix("point:") for item in understand.items}
    points = state.question.follow_up(follow_up_id).points
    return [point for point in points if f"{follow_up_id}/{point.id}" not in said]
