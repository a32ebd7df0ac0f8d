"""What the interviewer says to an utterance once it is understood.

Facts come out only for items that understanding named as asked for or assumed. Words never order a phase change: a plan
that was given, `I have no more questions` and `I am done` are occasions on which the script goes on by its own rules.
"""

import re

from agent import addressing, coaching, conduct
from agent.announcing import has_more_to_do, is_status, says_it_works, submits
from agent.fact_ranker import topics_of
from agent.guard import Heard
from agent.speech_acts import claims_done, request_strength, wants_hint
from agent.turn import Turn
from agent.understanding import ASKS_ABOVE, PHASES_OF_PLANS, Understanding, Waiting
from agent.words import clauses, clean, content_stems, plain, without_fillers, words
from question_bank.cost import find_claims
from question_bank.package import Fact
from question_bank.wording import covered_points
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
SURELY_ASKS = 0.8
"""A clause that asks as surely as this is a question, with a question mark or without."""
WORDS_PUT_ANEW = 2
"""Words of content beside a no, with which somebody has said already what they meant."""
_ONLY_SAID = re.compile(
    r"\b(?:just|only|was|am) (?:saying|said|thinking|talking|telling|reasoning|noting|stating|explaining)\b|"
    r"\bnot (?:a question|asking)\b|\b(?:was|is) (?:not|no) (?:a )?question\b|\b(?:did|do) not ask\b|\bnever ?mind\b|"
    r"\b(?:statement|thinking aloud|to myself|forget (?:it|that))\b"
)
_ASKS_WHAT = re.compile(r"\b(?:what|which|when|where|who|why|how|do i|should i|can i|is it|are they|remind|again)\b")
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
    if not (meaning.act in _MAY_CLAIM_SUCCESS and _holds_against_runs(turn)):
        _REPLIES[meaning.act](turn, meaning, asked)
    if not turn.has_asked and turn.state.talk.waiting is None:
        conduct.probe(turn, words_only=True)


_MAY_CLAIM_SUCCESS = frozenset({Act.CLAIMS_DONE, Act.EXPLAINS, Act.ANSWERS, Act.SMALL_TALK})


def _holds_against_runs(turn: Turn) -> bool:
    """Hold a claim that the code works against the last run, once; a run is what settles it."""
    work, used = turn.state.work, turn.state.progress.rules_used
    if turn.phase not in {Phase.CODE, Phase.VERIFY} or not turn.state.has_begun or work.pending:
        return False
    if not says_it_works(turn.state.talk.last_words):
        return False
    if work.failure and work.n_edits == work.n_edits_at_run:
        rule = "claims_against_the_run"
        return rule not in used and turn.ask(Move.REMARK_ON_RUN, turn.line("run_says_otherwise"), rule)
    if (work.failure or not work.n_runs) and "claims_before_a_run" not in used:
        turn.say(Move.ACKNOWLEDGE, "run_would_show", "claims_before_a_run")
        return True
    return False


def _to_fact(turn: Turn, meaning: Understanding, asked: Waiting | None) -> None:
    del asked
    facts = [fact for fact in turn.state.question.facts if fact.id in meaning.facts]
    if facts and _only_restates(turn, facts):
        turn.say(Move.ACKNOWLEDGE, "acknowledge", "restates_what_was_told")
        return
    if facts and turn.state.progress.facts_told.issuperset(meaning.facts) and _asks_oneself(turn):
        key = "carry_on" if "?" in turn.state.talk.last_words else "acknowledge"
        turn.say(Move.ACKNOWLEDGE, key, "asks_oneself")
        return
    for n, fact in enumerate(sorted(facts, key=lambda one: meaning.facts.index(one.id))):
        again = fact.id in turn.state.progress.facts_told
        also = "answer_also" if len(facts) <= MOST_FACTS_SPOKEN_OF_AS_TWO else "answer_next"
        _tell(turn, fact, "answer_again" if again else also if n else "answer")
    # Beside facts that were told, `maybe` holds only what a further question may be about.
    _ask_back(turn, [turn.state.question.fact(fact_id) for fact_id in meaning.maybe], also=bool(facts))


def _tell(turn: Turn, fact: Fact, key: str) -> None:
    turn.say(Move.ANSWER_FACT, key, "fact_asked", about=f"fact:{fact.id}", text=fact.answer)


def _only_restates(turn: Turn, facts: list[Fact]) -> bool:
    """Say whether all was told before and is now said by the candidate, who asks nothing."""
    said = turn.state.talk.last_words
    told = all(fact.id in turn.state.progress.facts_told for fact in facts)
    waiting = turn.state.talk.waiting
    if not told or "?" in said or (waiting is not None and waiting.move is Move.ASK_BACK):
        return False
    return not any(request_strength(part) >= ASKS_ABOVE for part in clauses(plain(clean(said))))


def _topic(turn: Turn, fact: Fact) -> str:
    """Name a fact in words that the guard lets pass; some questions are near the title of a check."""
    topics = topics_of(fact)
    heard = Heard(by_model=False)
    fine = (one for one in topics if not turn.state.guard.breaches(f"Is your question about {one}?", heard))
    return next(fine, topics[0])


def _asks_oneself(turn: Turn) -> bool:
    """Say whether somebody at their code asks `so axis 1?`: of themselves, and for a run to say."""
    said = plain(clean(turn.state.talk.last_words))
    put_to_us = any(map(addressing.put_to_the_interviewer, clauses(said))) or _ASKS_WHAT.search(said)
    return turn.phase in {Phase.CODE, Phase.VERIFY} and not put_to_us


def _ask_back(turn: Turn, facts: list[Fact], *, also: bool = False) -> None:
    """Ask which fact is meant; `also`: beside others that were told just now."""
    if also:
        facts = [fact for fact in facts if fact.id not in turn.state.progress.facts_told][:1]
    if not facts:
        return
    if facts[0].id in turn.state.progress.facts_told and _asks_oneself(turn):
        turn.say(Move.ACKNOWLEDGE, "carry_on", "asks_oneself")
        return
    if turn.state.progress.asked_back.issuperset(fact.id for fact in facts):
        # Asked back about before: whoever asks again means the likelier one.
        _tell(turn, facts[0], "answer")
        return
    topics = [_topic(turn, fact) for fact in facts[:2]]
    if len(topics) == 1 or topics[0] == topics[1]:
        text = turn.line("ask_back_also" if also else "ask_back_one", a=topics[0])
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
    level = (conduct.next_hint(turn.state) or (0, ""))[0]
    unsaid = "claim:stuck" in meaning.items and not wants_hint(plain(clean(turn.state.talk.last_words)))
    late = level >= conduct.LEVELS_ON_REQUEST
    stuck = unsaid and (late or asked is None or asked.move is not Move.OFFER_HINT)
    if stuck and conduct.offer_hint(turn, "says_to_be_stuck"):
        return
    conduct.give_hint(turn, "hint_asked_for")


def _to_assumption(turn: Turn, meaning: Understanding, asked: Waiting | None) -> None:
    del asked
    state = turn.state
    if "claim:own_choice" in meaning.items:
        # They say what they will do and leave nothing open; a fact is for who asks, or assumes in so many words.
        _acknowledge(turn)
        return
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
        case Phase.CODE if not turn.state.has_begun:
            # Nothing can be done yet: what was said is what they mean to do.
            turn.say(Move.ACKNOWLEDGE, "carry_on", "nothing_to_check_yet")
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
    said = turn.state.talk.last_words
    if has_more_to_do(said):
        turn.say(Move.ACKNOWLEDGE, "carry_on", "has_more_to_do")
    elif turn.state.work.n_submits and not submits(said):
        conduct.go_to_discussion(turn, "says_to_be_done", turn.line("move_to_discussion"))
    else:
        _lead_to_submission(turn)


def _lead_to_submission(turn: Turn) -> None:
    """Let whoever says so submit; name the button to somebody who is done, or who has said it before."""
    knows = submits(turn.state.talk.last_words) and "submits" not in turn.state.progress.rules_used
    if knows:
        turn.say(Move.ACKNOWLEDGE, "go_ahead", "submits")
    else:
        turn.say(Move.ACKNOWLEDGE, "go_submit", "not_submitted_yet")


def _to_cost(turn: Turn, meaning: Understanding, asked: Waiting | None) -> None:
    state = turn.state
    claims = find_claims(state.talk.last_words, state.question.complexity)
    doubtful = any(claim.true is False for claim in claims)
    in_time = turn.phase in {Phase.CODE, Phase.VERIFY, Phase.DISCUSS}
    # What was doubtful twice is held against a larger input, and then left to the debrief.
    unasked = [rule for rule in ("ask_cost_why", "ask_cost_larger") if rule not in state.progress.rules_used]
    if doubtful and in_time and unasked:
        turn.ask(Move.PROBE, turn.line(unasked[0]), unasked[0], about="complexity")
    elif asked is not None and turn.phase is Phase.DISCUSS:
        _to_answer(turn, meaning, asked)
    else:
        _acknowledge(turn)


def _to_answer(turn: Turn, meaning: Understanding, asked: Waiting | None) -> None:
    said = turn.state.talk.last_words
    if turn.phase is Phase.VERIFY and submits(said):
        _lead_to_submission(turn)
        return
    if asked is None:
        thin = meaning.act is Act.EXPLAINS and not is_status(said) and conduct.probe_thin(turn, "explanation")
        if not thin:
            _acknowledge_at_times(turn)
        return
    if turn.phase is Phase.DISCUSS and turn.state.talk.offered_next and _confirms(turn.state.talk.last_words):
        conduct.next_question(turn, turn.line("leave_it"))
        return
    gives_up = "claim:does_not_know" in meaning.items
    match asked.move:
        case Move.ASK_BACK:
            _after_no_to_asking_back(turn)
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
            _after_giving_up(turn)
        case _ if asked.about == "tests":
            _after_tests(turn)
        case _:
            _acknowledge(turn)


def _after_giving_up(turn: Turn) -> None:
    """Offer a hint to who does not know what to make of a run that failed; leave other questions."""
    if not (turn.state.work.failure and conduct.offer_hint(turn, "says_to_be_stuck")):
        turn.say(Move.ACKNOWLEDGE, "leave_it", "heard")


def _after_no_to_asking_back(turn: Turn) -> None:
    """Ask for other words only where something was asked; a statement, or what was put anew, is left alone."""
    talk = turn.state.talk
    said_before, said = (plain(clean(text)) for text in (talk.words_before, talk.last_words))
    asked = "?" in said_before or any(request_strength(part) >= SURELY_ASKS for part in clauses(said_before))
    only_said = _ONLY_SAID.search(said) is not None
    if only_said or not asked:
        turn.say(Move.ACKNOWLEDGE, "nothing_asked", "nothing_was_asked")
    elif len(content_stems(said)) >= WORDS_PUT_ANEW:
        turn.say(Move.ACKNOWLEDGE, "nothing_asked" if turn.phase in PHASES_OF_PLANS else "carry_on", "said_anew")
    else:
        turn.say(Move.ACKNOWLEDGE, "ask_differently", "neither_fact_was_meant")


def _after_tests(turn: Turn) -> None:
    """Leave the time to whoever named what they will test; only who is done is pointed to the submission."""
    said, work = turn.state.talk.last_words, turn.state.work
    if not is_status(said) and not has_more_to_do(said) and conduct.probe_thin(turn, "tests"):
        return
    passes = work.n_runs > 0 and not work.failure
    done = any(claims_done(without_fillers(part) or part) for part in clauses(plain(clean(said))))
    if passes and done and not has_more_to_do(said):
        turn.say(Move.ACKNOWLEDGE, "go_submit", "tests_named")
    else:
        turn.say(Move.ACKNOWLEDGE, "carry_on", "tests_named")


def _after_follow_up(turn: Turn, asked: Waiting, *, gives_up: bool) -> None:
    progress = turn.state.progress
    name = asked.points_prefix
    missed = [point for point in asked.points if f"{name}/{point.id}" not in progress.points]
    first = name not in progress.asked_more
    if missed and not gives_up and _wants_checking(turn, asked, held=len(asked.points) - len(missed)):
        return
    if missed and not gives_up and asked.about not in progress.probed and conduct.probe_thin(turn, asked.about):
        return
    if missed and first and not gives_up and not _asks_for_said(turn, asked, {point.id for point in missed}):
        lead = f"{turn.line('stay_on')} " if len(progress.asked_more) % 2 else ""
        text = f"{lead}{turn.state.question.follow_up(name).ask_more}"
        turn.ask(Move.FOLLOW_UP_MORE, text, "answer_missed_points", about=f"follow_up:{name}")
        return
    turn.coach(coaching.after_answer(turn.state, name), f"coach_on_{asked.about}", about=asked.about)
    conduct.go_on_from_answer(turn, gives_up=gives_up)


def _wants_checking(turn: Turn, asked: Waiting, *, held: int) -> bool:
    """Ask for a check of an answer that a common mistake is in, or that after two tries holds no point."""
    follow_up = turn.state.question.follow_up(asked.points_prefix)
    mistaken = covered_points(turn.state.talk.last_words, follow_up.wrong)
    tried_twice = asked.move is Move.FOLLOW_UP_MORE and asked.points_prefix in turn.state.progress.asked_more
    if mistaken:
        return conduct.ask_to_check(turn, asked.about, "a common mistake")
    return not held and tried_twice and conduct.ask_to_check(turn, asked.about, "no point")


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
