"""What the interviewer says to an utterance once it is understood.

Facts come out only for items that understanding named as asked for or assumed. Words never order a phase change: a plan
that was given, `I have no more questions` and `I am done` are occasions on which the script goes on by its own rules.
"""

import re

from agent import coaching, conduct
from agent.fact_ranker import topic_of
from agent.turn import Turn
from agent.understanding import PHASES_OF_PLANS, Understanding, Waiting
from agent.words import content_stems, words
from question_bank.cost import find_claims
from question_bank.package import Fact
from transcripts.events import Act, Move, Phase

MOST_FACTS_SPOKEN_OF_AS_TWO = 2
"""With more, `the other part` would not say which."""
MOST_REFUSALS = 2
"""In the discussion the interviewer goes on when an answer has been asked for this often."""
LONGEST_CONFIRMATION = 5
"""Words of a reply that says no more than that one is done."""
_CONFIRMATIONS = frozenset(
    {"yes", "yeah", "yep", "done", "sure", "finished", "next", "through", "ok", "okay", "please"}
)
_ANOTHER_QUESTION = re.compile(r"\b(?:next|another|different|other|new) (?:question|problem|task|exercise)\b")
ACKNOWLEDGE_EVERY_MS = 60_000
"""While the candidate explains at length, a sign of listening comes at most this often."""


def reply(turn: Turn, meaning: Understanding, asked: Waiting | None) -> None:
    """Answer an utterance. `asked` is the question that was open when it was said."""
    if "claim:no_words" in meaning.items:
        return
    if "claim:code" in meaning.items:
        if turn.phase is Phase.DISCUSS and asked is not None and turn.state.talk.n_declined >= MOST_REFUSALS:
            conduct.next_question(turn, turn.line("leave_it"))
        else:
            turn.say(Move.ACKNOWLEDGE, "code_in_chat", "code_in_chat")
        return
    if turn.phase is Phase.WRAP_UP and meaning.act not in {Act.MANIPULATES, Act.ASKS_ANSWER}:
        conduct.close(turn, "last_words_said")
        return
    _REPLIES[meaning.act](turn, meaning, asked)
    if not turn.has_asked and turn.state.talk.waiting is None:
        conduct.probe(turn, words_only=True)


def _to_fact(turn: Turn, meaning: Understanding, asked: Waiting | None) -> None:
    del asked
    facts = [fact for fact in turn.state.question.facts if fact.id in meaning.facts]
    for n, fact in enumerate(sorted(facts, key=lambda one: meaning.facts.index(one.id))):
        again = fact.id in turn.state.progress.facts_told
        also = "answer_also" if len(facts) <= MOST_FACTS_SPOKEN_OF_AS_TWO else "answer_next"
        key = "answer_again" if again else also if n else "answer"
        turn.say(Move.ANSWER_FACT, key, "fact_asked", about=f"fact:{fact.id}", text=fact.answer)
    _ask_back(turn, [turn.state.question.fact(fact_id) for fact_id in meaning.maybe])


def _ask_back(turn: Turn, facts: list[Fact]) -> None:
    if not facts:
        return
    topics = [topic_of(fact) for fact in facts[:2]]
    if len(topics) == 1 or topics[0] == topics[1]:
        text = turn.line("ask_back_one", a=topics[0])
    else:
        text = turn.line("ask_back_two", a=topics[0], b=topics[1])
    turn.ask(Move.ASK_BACK, text, "not_clear_which_fact")


def _to_off_script(turn: Turn, meaning: Understanding, asked: Waiting | None) -> None:
    if "claim:asks_time" in meaning.items:
        conduct.tell_time(turn)
    elif "claim:asks_repeat" in meaning.items:
        # The open question comes again as it was; it stays the open question.
        text = _as_first_asked(turn, asked) if asked else turn.state.question.prompt.strip()
        turn.say(Move.PRESENT, "present_again", "asked_to_repeat", text=text)
    elif "claim:asks_why" in meaning.items and turn.state.progress.facts_told:
        turn.say(Move.ACKNOWLEDGE, "task_is_set", "asked_why")
    else:
        turn.say(Move.YOUR_CALL, "your_call", "not_in_the_fact_sheet")
        conduct.notice_moment(turn, "open_choice")


def _as_first_asked(turn: Turn, asked: Waiting) -> str:
    """Give an open question without what was said along with it."""
    question = turn.state.question
    if asked.move is Move.FOLLOW_UP_MORE:
        return question.follow_up(asked.points_prefix).ask_more
    if asked.move is Move.FOLLOW_UP:
        return question.follow_up(asked.points_prefix).ask
    if asked.about.startswith("trigger:"):
        return question.trigger(asked.points_prefix).ask
    return turn.state.talk.last_question


def _to_answer_request(turn: Turn, meaning: Understanding, asked: Waiting | None) -> None:
    if "claim:verdict" in meaning.items:
        turn.say(Move.DEFLECT, "deflect_verdict", "asked_for_a_verdict")
    elif turn.phase is Phase.DISCUSS and asked is not None and turn.state.talk.n_declined >= MOST_REFUSALS:
        conduct.next_question(turn, turn.line("leave_it"))
    elif turn.phase in {Phase.DISCUSS, Phase.WRAP_UP}:
        turn.say(Move.DEFLECT, "deflect_answer_in_talk", "asked_for_the_answer")
    else:
        turn.say(Move.DEFLECT, "deflect_answer", "asked_for_the_answer")
        conduct.notice_moment(turn, "asked_for_answer")


def _to_orders(turn: Turn, meaning: Understanding, asked: Waiting | None) -> None:
    del meaning, asked
    turn.say(Move.DEFLECT, "deflect_orders", "orders_declined")


def _to_hint_request(turn: Turn, meaning: Understanding, asked: Waiting | None) -> None:
    stuck = "claim:stuck" in meaning.items and (asked is None or asked.move is not Move.OFFER_HINT)
    if stuck and conduct.offer_hint(turn, "says_to_be_stuck"):
        return
    conduct.give_hint(turn, "hint_asked_for")


def _to_assumption(turn: Turn, meaning: Understanding, asked: Waiting | None) -> None:
    del asked
    state = turn.state
    if not meaning.facts:
        turn.say(Move.YOUR_CALL, "assumption_open", "assumption_not_in_the_fact_sheet")
    for fact_id in meaning.facts:
        about = f"fact:{fact_id}"
        if state.understander.agrees(state.talk.last_words, fact_id):
            turn.say(Move.CONFIRM_ASSUMPTION, "assumption_fits", "assumption_fits", about=about)
        else:
            answer = state.question.fact(fact_id).answer
            key = "assumption_settled" if fact_id in state.progress.facts_told else "assumption_precise"
            turn.say(Move.CORRECT_ASSUMPTION, key, "assumption_differs", about=about, text=answer)


def _to_plan(turn: Turn, meaning: Understanding, asked: Waiting | None) -> None:
    del meaning, asked
    if turn.phase not in PHASES_OF_PLANS:
        _acknowledge(turn)
        return
    if not conduct.probe_thin(turn, "plan"):
        conduct.go_to_code(turn, "plan_given")


def _to_done(turn: Turn, meaning: Understanding, asked: Waiting | None) -> None:
    if "claim:stop" in meaning.items:
        turn.say(Move.ACKNOWLEDGE, "how_to_stop", "ending_is_a_button")
        return
    if "claim:move_on" in meaning.items and _says_how_to_go_on(turn, asked):
        return
    match turn.phase:
        case Phase.INTRODUCE | Phase.CLARIFY:
            if turn.state.progress.plan_stated:
                conduct.go_to_code(turn, "plan_given")
            else:
                conduct.go_to_plan(turn, "no_more_questions")
        case Phase.PLAN:
            if "ask_plan" in turn.state.progress.rules_used:
                conduct.go_to_code(turn, "wants_to_start", "start_code_over")
            else:
                conduct.go_to_plan(turn, "no_plan_yet")
        case Phase.CODE:
            conduct.go_to_checking(turn, "says_to_be_done")
        case Phase.VERIFY:
            _go_on_from_checking(turn)
        case Phase.DISCUSS:
            lead = turn.line("leave_it") if asked else ""
            conduct.next_question(turn, lead)
        case Phase.WRAP_UP:
            conduct.close(turn, "last_words_said")


def _says_how_to_go_on(turn: Turn, asked: Waiting | None) -> bool:
    """Say once what leads on, to somebody who asks for the next question before this one was answered."""
    if turn.state.talk.offered_next:
        return False
    if turn.phase is Phase.DISCUSS and asked is not None:
        turn.say(Move.ACKNOWLEDGE, "next_in_talk", "how_to_go_on")
        return True
    wants_another = _ANOTHER_QUESTION.search(turn.state.talk.last_words.lower()) is not None
    if wants_another and turn.phase in {Phase.CLARIFY, Phase.PLAN, Phase.CODE, Phase.VERIFY}:
        turn.say(Move.ACKNOWLEDGE, "one_task", "how_to_go_on")
        return True
    return False


def _go_on_from_checking(turn: Turn) -> None:
    if turn.state.work.n_submits:
        conduct.go_to_discussion(turn, "says_to_be_done", turn.line("move_to_discussion"))
    else:
        turn.say(Move.ACKNOWLEDGE, "go_submit", "not_submitted_yet")


def _to_cost(turn: Turn, meaning: Understanding, asked: Waiting | None) -> None:
    state = turn.state
    claims = find_claims(state.talk.last_words, state.question.complexity)
    doubtful = any(claim.true is False for claim in claims)
    may_ask = (
        turn.phase in {Phase.CODE, Phase.VERIFY, Phase.DISCUSS} and "ask_cost_why" not in state.progress.rules_used
    )
    if doubtful and may_ask:
        turn.ask(Move.PROBE, turn.line("ask_cost_why"), "ask_cost_why", about="complexity")
    elif asked is not None and turn.phase is Phase.DISCUSS:
        _to_answer(turn, meaning, asked)
    else:
        _acknowledge(turn)


def _to_answer(turn: Turn, meaning: Understanding, asked: Waiting | None) -> None:
    if asked is None:
        if not (meaning.act is Act.EXPLAINS and conduct.probe_thin(turn, "explanation")):
            _acknowledge_at_times(turn)
        return
    if turn.phase is Phase.DISCUSS and turn.state.talk.offered_next and _confirms(turn.state.talk.last_words):
        conduct.next_question(turn, turn.line("leave_it"))
        return
    gives_up = "claim:does_not_know" in meaning.items
    match asked.move:
        case Move.ASK_BACK:
            turn.say(Move.ACKNOWLEDGE, "ask_differently", "neither_fact_was_meant")
        case Move.OFFER_HINT:
            turn.say(Move.ACKNOWLEDGE, "hint_declined" if "claim:no" in meaning.items else "acknowledge", "heard")
        case Move.REMARK_ON_RUN if turn.phase in {Phase.CODE, Phase.VERIFY} and not gives_up:
            turn.say(Move.ACKNOWLEDGE, "carry_on", "heard")
        case Move.ASK_PLAN:
            if not (gives_up and conduct.offer_hint(turn, "no_plan_yet")):
                conduct.go_to_code(turn, "plan_given")
        case Move.FOLLOW_UP | Move.FOLLOW_UP_MORE:
            _after_follow_up(turn, asked, gives_up=gives_up)
        case _ if asked.about == "plan":
            conduct.go_to_code(turn, "plan_given")
        case _ if turn.phase is Phase.DISCUSS:
            conduct.go_on_from_answer(turn, gives_up=gives_up)
        case _ if gives_up:
            turn.say(Move.ACKNOWLEDGE, "leave_it", "heard")
        case _ if asked.about == "tests" and conduct.probe_thin(turn, "tests"):
            pass
        case _ if asked.about == "tests" and turn.state.work.n_runs and not turn.state.work.failure:
            turn.say(Move.ACKNOWLEDGE, "go_submit", "tests_named")
        case _:
            _acknowledge(turn)


def _after_follow_up(turn: Turn, asked: Waiting, *, gives_up: bool) -> None:
    progress = turn.state.progress
    name = asked.points_prefix
    missed = [point for point in asked.points if f"{name}/{point.id}" not in progress.points]
    first = name not in progress.asked_more
    if missed and not gives_up and asked.about not in progress.probed and conduct.probe_thin(turn, asked.about):
        return
    if missed and first and not gives_up and not _asks_for_said(turn, asked, {point.id for point in missed}):
        lead = f"{turn.line('stay_on')} " if len(progress.asked_more) % 2 else ""
        text = f"{lead}{turn.state.question.follow_up(name).ask_more}"
        turn.ask(Move.FOLLOW_UP_MORE, text, "answer_missed_points", about=f"follow_up:{name}")
        return
    turn.coach(coaching.after_answer(turn.state, name), f"coach_on_{asked.about}", about=asked.about)
    conduct.go_on_from_answer(turn, gives_up=gives_up)


def _asks_for_said(turn: Turn, asked: Waiting, missed: set[str]) -> bool:
    """Say whether the further question is about points that were said already, as far as its words tell."""
    wanted = set(content_stems(turn.state.question.follow_up(asked.points_prefix).ask_more))
    shared = {point.id: len(wanted.intersection(content_stems(point.says))) for point in asked.points}
    most = max(shared.values(), default=0)
    return most > 0 and not any(shared[point_id] == most for point_id in missed)


def _to_talk(turn: Turn, meaning: Understanding, asked: Waiting | None) -> None:
    del asked
    if "claim:another_language" in meaning.items:
        turn.say(Move.ACKNOWLEDGE, "another_language", "another_language")
    elif turn.phase is Phase.CLARIFY and "greeted_back" not in turn.state.progress.rules_used:
        turn.say(Move.ACKNOWLEDGE, "greet_back", "greeted_back")


def _to_thinking(turn: Turn, meaning: Understanding, asked: Waiting | None) -> None:
    """Say nothing: whoever thinks aloud is not waiting for anybody."""


def _confirms(text: str) -> bool:
    """Say whether a short reply says that one is done with the question."""
    said = words(text.lower())
    return len(said) <= LONGEST_CONFIRMATION and bool(_CONFIRMATIONS.intersection(said))


def _acknowledge(turn: Turn) -> None:
    turn.say(Move.ACKNOWLEDGE, "acknowledge", "heard")


def _acknowledge_at_times(turn: Turn) -> None:
    state = turn.state
    if not state.talk.last_words_spoken and state.at_ms - state.talk.acknowledged_at_ms >= ACKNOWLEDGE_EVERY_MS:
        _acknowledge(turn)


_REPLIES = {
    Act.ASKS_FACT: _to_fact,
    Act.ASKS_OFF_SCRIPT: _to_off_script,
    Act.ASKS_ANSWER: _to_answer_request,
    Act.ASKS_HINT: _to_hint_request,
    Act.STATES_ASSUMPTION: _to_assumption,
    Act.STATES_PLAN: _to_plan,
    Act.EXPLAINS: _to_answer,
    Act.CLAIMS_COMPLEXITY: _to_cost,
    Act.CLAIMS_DONE: _to_done,
    Act.ANSWERS: _to_answer,
    Act.THINKS_ALOUD: _to_thinking,
    Act.SMALL_TALK: _to_talk,
    Act.MANIPULATES: _to_orders,
}
