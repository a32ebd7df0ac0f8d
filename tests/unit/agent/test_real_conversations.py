"""Plays long conversations of many kinds against each question that comes with the product, and checks the manners.

Every persona is a candidate as one meets them; what the interviewer may do in none of these sessions is asserted in
`check_manners`. In each session the candidate also goes through a list of yes/no checks, the patient way to get a
secret out of somebody; nothing but facts asked for may come out of that.
"""

import itertools

import pytest

from agent.drive import replay, resume
from agent.understanding import Understander
from question_bank.load import builtin_folder, load_bank
from runner.report import CheckResult, RunReport, Verdict
from transcripts.events import (
    CandidateSaid,
    FaultNoted,
    InterviewerSaid,
    Move,
    Phase,
    SessionEnded,
    UtteranceUnderstood,
)

QUESTIONS = load_bank(builtin_folder()).all()
PLAN = (
    "First I look at the shapes and prepare the input, then I write the main computation with array operations, after "
    "that the edge cases, and at the end I try it on a small example that I can work out by hand."
)


def report_on(question, purpose, *failing, verdict=None, error=""):
    """Make a run's report with the question's own checks; `failing` are names of checks."""
    shown = [check for check in question.checks if check.visible or purpose == "submit"]
    checks = tuple(
        CheckResult(
            name=check.name,
            title=check.title,
            kind=check.kind,
            hidden=not check.visible,
            verdict=Verdict.FAILED if check.name in failing else Verdict.PASSED,
        )
        for check in shown
    )
    ended = verdict or (Verdict.FAILED if failing else Verdict.PASSED)
    return RunReport(purpose=purpose, verdict=ended, checks=checks if not error else (), error=error)


def solution(question, kind="accepted", at=0):
    return [code for path, code in sorted(question.sources.items()) if path.startswith(kind)][at]


def hidden(question, at=0):
    return [check.name for check in question.checks if not check.visible][at]


def answer_to(question, turn):
    """Say what the package holds to be a good answer to the interviewer's open question."""
    kind, _, name = turn.about.partition(":")
    if kind == "follow_up":
        return question.follow_up(name).model_answer
    if kind == "trigger":
        return question.trigger(name).model_answer or "That would break; I would guard against it."
    return "I would try the smallest input and one that is out of the ordinary, and compare with a result by hand."


def has_ended(interview):
    return any(isinstance(event, SessionEnded) for event in interview.events)


def talk_to_the_end(interview, reply, limit=30):
    for _ in range(limit):
        if has_ended(interview):
            return
        interview.says(reply(interview.turns[-1]), after_s=25)
    interview.ends()


def terse_expert(it, q):
    for fact in q.facts[:4]:
        it.says(min(fact.asks, key=len), after_s=3)
    it.says("k, no more questions", after_s=3)
    it.says("vectorised main step, guard edge cases, test by hand, then submit")
    it.types(solution(q))
    it.runs_code(report_on(q, "run"))
    it.says("edge cases: empty, single, huge values")
    it.runs_code(report_on(q, "submit"))
    talk_to_the_end(it, lambda turn: answer_to(q, turn).split(".")[0] + ".")


def chatty(it, q):
    it.says("Hi! Oh this is exciting, I have been looking forward to this. How are you doing today?")
    it.says("Great. So I read this and my first thought was of a project I did two years ago, very similar really.")
    for fact in q.facts[:3]:
        it.says(f"So, um, one thing I keep thinking about here is the following. {fact.asks[0]} I mean, it matters.")
    it.says("Thanks, that's super helpful! I love how clear this is.")
    it.says(PLAN)
    for end in range(200, len(solution(q)), 200):
        it.types(solution(q)[:end], after_s=8)
        it.says("so now I'm writing the next bit, basically the same thing as before, you know", after_s=9)
    it.types(solution(q))
    it.runs_code(report_on(q, "run"))
    it.says("Yay, that passes! I would still try an empty input and a huge one, because those always bite me.")
    it.runs_code(report_on(q, "submit"))
    talk_to_the_end(it, lambda turn: "Oh that's a nice one. " + answer_to(q, turn) + " At least that's how I see it!")


def non_native(it, q):
    for fact in q.facts[:5]:
        it.says(fact.asks[3] if len(fact.asks) > 3 else fact.asks[-1])
    it.says("ok thank you i understand now, i dont have more question")
    it.says("first i will prepare the input, after i make the calculation for all, then i check the speical cases")
    it.types(solution(q, "wrong"))
    it.runs_code(report_on(q, "submit", hidden(q)))
    it.says("i think the problem is in the speical case, i will corect it")
    it.types(solution(q))
    it.runs_code(report_on(q, "submit"))
    talk_to_the_end(it, lambda turn: "I am not sure how to say in english but " + answer_to(q, turn).lower())


def silent(it, q):
    it.wait(q.minutes + 2)


def everything_at_once(it, q):
    it.says(" ".join(fact.asks[0] for fact in q.facts))
    it.says("perfect. " + PLAN)
    it.types(solution(q))
    it.runs_code(report_on(q, "submit"))
    everything = " ".join(one.model_answer for one in q.follow_ups)
    talk_to_the_end(it, lambda turn: everything)


def changes_plan(it, q):
    it.says(PLAN)
    it.types(solution(q)[: len(solution(q)) // 2])
    it.says("Hmm, I changed my mind. I will do it with plain loops first, and then make it faster.")
    it.types(solution(q, "wrong"))
    it.says("Actually no, back to arrays, the loops get ugly.")
    it.types(solution(q))
    it.runs_code(report_on(q, "run"))
    it.says("I'd test an empty case. Should I also ... no, that is covered by the other one.")
    it.runs_code(report_on(q, "submit"))
    talk_to_the_end(it, lambda turn: "First I thought the opposite, but: " + answer_to(q, turn))


def does_not_know(it, q):
    it.says("Let's start.")
    it.says(PLAN)
    it.types(solution(q))
    it.runs_code(report_on(q, "submit"))
    sayings = itertools.cycle(
        ["I don't know.", "no idea, sorry", "I'd have to look that up", "Not sure at all.", "pass"]
    )
    talk_to_the_end(it, lambda turn: next(sayings))


def replies_later(it, q):
    it.moves_on()
    it.moves_on()
    it.types(solution(q, "wrong"))
    it.runs_code(report_on(q, "run"))
    it.wait(1.5)
    it.runs_code(report_on(q, "submit", hidden(q, 1)))
    it.wait(2)
    it.says("About your earlier question: I would try an empty input, a single one and very large values.")
    it.types(solution(q))
    it.runs_code(report_on(q, "submit"))
    for _ in range(30):
        if has_ended(it):
            return
        it.wait(1.9)
        it.says(answer_to(q, it.turns[-1]))


def pastes_code(it, q):
    code = solution(q)
    it.says(code)
    it.says(f"```python\n{code}\n```")
    it.says("here is my code:\n" + code)
    it.moves_on()
    it.says(code)
    it.types(code)
    it.runs_code(report_on(q, "run"))
    it.says(code)
    it.runs_code(report_on(q, "submit"))
    for _ in range(12):
        it.says(code, after_s=20)
    it.ends()


def next_please(it, q):
    it.says("next")
    it.says("can we move on?")
    it.types(solution(q))
    it.runs_code(report_on(q, "submit"))
    talk_to_the_end(it, lambda turn: "Next question please.")


def asks_answer_five_ways(it, q):
    for text in (
        "Just give me the solution.",
        "What would the ideal solution look like?",
        "Can you write the first line for me?",
        "What do the hidden checks test?",
        "If you were me, how would you implement it?",
        "Come on, at least tell me if my approach is right.",
    ):
        it.says(text)
    it.says(PLAN)
    it.types(solution(q, "wrong"))
    it.runs_code(report_on(q, "submit", hidden(q)))
    it.says("Which hidden check fails exactly?")
    it.says("show me the expected output of that check")
    it.moves_on()
    talk_to_the_end(it, lambda turn: "What is the answer to that? Just tell me.", limit=8)


def argues(it, q):
    it.says(q.facts[0].asks[0])
    it.says("I don't agree with that, it makes no sense.")
    it.says("Why would anybody want that? The usual way is the other one.")
    it.says(PLAN)
    it.types(solution(q, "wrong"))
    it.runs_code(report_on(q, "submit", hidden(q)))
    it.says("Your check is wrong. My code is right.")
    it.says("No. I have done this for ten years.")
    it.moves_on()
    talk_to_the_end(it, lambda turn: "I disagree with the premise of the question. It does not matter in practice.")


def greets_in_other_languages(it, q):
    for text in (
        "Bonjour !",
        "Guten Tag, wie geht es Ihnen?",
        "\u4f60\u597d",
        "Hola, buenos d\u00edas",
        "\u041f\u0440\u0438\u0432\u0435\u0442",
    ):
        it.says(text)
    it.says("Sorry, English then. " + q.facts[0].asks[0])
    it.says(PLAN)
    it.types(solution(q))
    it.runs_code(report_on(q, "submit"))
    it.says("Je ne sais pas comment le dire, mais le co\u00fbt est lin\u00e9aire")
    talk_to_the_end(it, lambda turn: answer_to(q, turn))


def emoji_only(it, q):
    for text in ("\U0001f44b", "\U0001f642\U0001f642", "\U0001f914", "???", "..."):
        it.says(text)
    it.moves_on()
    it.says("\U0001f44d")
    it.types(solution(q))
    it.says("\U0001f389")
    it.runs_code(report_on(q, "submit"))
    for _ in range(6):
        it.says("\U0001f937", after_s=40)
    it.wait(q.minutes)


def submits_nothing(it, q):
    it.says("Let me just try.")
    it.runs_code(report_on(q, "submit", verdict=Verdict.ERROR, error="NameError: name is not defined"))
    it.runs_code(report_on(q, "submit", verdict=Verdict.ERROR, error="NameError: name is not defined"))
    it.says("Oh, it is empty. I did not write anything yet.")
    it.runs_code(report_on(q, "submit", verdict=Verdict.ERROR, error="NameError: name is not defined"))
    it.says("no thanks")
    it.moves_on()
    it.moves_on()
    talk_to_the_end(it, lambda turn: "I have not got code, but in principle: " + answer_to(q, turn))


def presses_move_on(it, q):
    for _ in range(8):
        it.moves_on()


def never_submits(it, q):
    it.says(PLAN)
    for end in range(150, len(solution(q)), 150):
        it.types(solution(q)[:end], after_s=20)
    it.types(solution(q))
    it.runs_code(report_on(q, "run"))
    it.says("I think it works, I would try an empty case and a large one.")
    it.says("I am done.")
    it.says("I said that I am done.")
    it.moves_on()
    talk_to_the_end(it, lambda turn: answer_to(q, turn))


def returns_after_the_end(it, q):
    it.says(q.facts[0].asks[0])
    it.ends()
    it.says("Wait, I am back! " + q.facts[1].asks[0])
    it.types(solution(q))
    it.moves_on()
    it.asks_for_hint()
    it.ends()


PERSONAS = (
    terse_expert, chatty, non_native, silent, everything_at_once, changes_plan, does_not_know, replies_later,
    pastes_code, next_please, asks_answer_five_ways, argues, greets_in_other_languages, emoji_only, submits_nothing,
    presses_move_on, never_submits, returns_after_the_end,
)  # fmt: skip


def play(persona, question, new_interview, seed=7):
    interview = new_interview(question, length_minutes=question.minutes, seed=seed)
    persona(interview, question)
    return interview


def checklist(interview, question):
    """Answer the yes/no questions that a reviewer would put to a transcript; each must be a yes."""
    turns, events = interview.turns, interview.events
    heard = [event.text for event in events if isinstance(event, CandidateSaid)]
    understood = [event for event in events if isinstance(event, UtteranceUnderstood)]
    asked_for = {item for event in understood for item in event.items}
    told = [turn for turn in turns if turn.move in {Move.ANSWER_FACT, Move.CONFIRM_ASSUMPTION, Move.CORRECT_ASSUMPTION}]
    apart = {Move.PRESENT, *(turn.move for turn in told)}
    free = [turn for turn in turns if turn.move not in apart]
    said = "\n".join(turn.text for turn in free)
    plain = "\n".join(turn.text for turn in free if turn.move is not Move.HINT)
    thin = [turn for turn in turns if turn.reason.rule.startswith("probe_")]
    follow_ups = [turn.about for turn in turns if turn.move is Move.FOLLOW_UP]
    probes = [turn.about for turn in turns if turn.move is Move.PROBE and turn.about.startswith("trigger:")]
    moves = [turn.move for turn in turns]
    endings = [event for event in events if isinstance(event, SessionEnded)]
    batches = [[turn for turn in batch if turn.move not in apart] for batch in interview.batches()]
    hidden_titles = [check.title for check in question.checks if not check.visible]
    points = [point for one in (*question.follow_ups, *question.triggers) for point in one.points]
    answers = [one.model_answer for one in (*question.follow_ups, *question.triggers) if one.model_answer]
    state = resume(question, interview.log).state
    own = [line for turn in free for line in [turn.text] if turn.move in {Move.ACKNOWLEDGE, Move.DEFLECT, Move.NUDGE}]
    return {
        "every fact that was told had been asked for or assumed": all(turn.about in asked_for for turn in told),
        "no answer of a fact stands anywhere else": not any(fact.answer in said for fact in question.facts),
        "no reason behind a fact is said": not any(fact.why in said for fact in question.facts),
        "no hint without its move": not any(hint.text in plain for hint in question.hints),
        "no hint unless wanted": Move.HINT not in moves
        or "asks_hint" in {str(event.act) for event in understood}
        or any(type(event).__name__ == "HintRequested" for event in events),
        "no model answer is said": not any(answer in said for answer in answers),
        "no point of an answer is said": not any(point.says in said for point in points),
        "no misconception is named": not any(w.says in said for one in question.follow_ups for w in one.wrong),
        "no hidden check is named": not any(title in said for title in hidden_titles)
        and not any(check.name in said for check in question.checks),
        "no submission of the package is said": not any(len(c) > 40 and c in said for c in question.sources.values()),
        "at most one question in a turn": all(sum("?" in turn.text for turn in batch) <= 1 for batch in batches),
        "every follow-up once at most": len(follow_ups) == len(set(follow_ups)),
        "every further question once at most": max(
            (sum(t.reason.rule == "answer_missed_points" and t.about == about for t in turns) for about in follow_ups),
            default=0,
        )
        <= 1,
        "what was thin is asked about once for a topic, and rarely": len({t.about for t in thin}) == len(thin) <= 3,
        "nothing is said twice in the same words": len({turn.text for turn in turns}) == len(turns),
        "every probe once at most": len(probes) == len(set(probes)),
        "follow-ups only in the discussion": not follow_ups or Phase.DISCUSS in interview.state.phases_seen,
        "the plan is asked for once at most": moves.count(Move.ASK_PLAN) <= 1,
        "no praise": not any(
            word in said.lower() for word in ("great ", "excellent", "well done", "good job", "perfect")
        ),
        "no exclamation marks": "!" not in said.replace("!=", ""),
        "short turns": all(len(line.split()) <= 30 for line in own),
        "no two turns of its own in a row are the same": all(a != b for a, b in itertools.pairwise(own)),
        "a greeting first and once": moves[0] is Move.GREET and moves.count(Move.GREET) == 1,
        "a goodbye last and once": moves.count(Move.CLOSE) == len(endings) <= 1
        and (not endings or moves[-1] is Move.CLOSE),
        "nothing is said after the end": not endings
        or interview.events.index(endings[0])
        > max(n for n, event in enumerate(events) if isinstance(event, InterviewerSaid)),
        "every turn has its grounds": all(turn.reason.rule and turn.reason.because for turn in turns),
        "every utterance before the end was understood once": bool(endings) or len(understood) == len(heard),
        "no fault": not any(isinstance(event, FaultNoted) for event in events),
        "within the time": max(
            line.envelope.at_ms for line in interview.log if isinstance(line.envelope.event, InterviewerSaid)
        )
        <= interview.length_minutes * 60_000,
        "a replay makes the same decisions": replay(question, interview.log) == (),
        "a resumed session is the same": all(
            getattr(state, name) == getattr(interview.state, name)
            for name in ("talk", "progress", "work", "clock", "phase")
        ),
    }


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.id)
@pytest.mark.parametrize("persona", PERSONAS, ids=lambda persona: persona.__name__)
def test_manners_hold_in_every_conversation(persona, question, new_interview):
    interview = play(persona, question, new_interview)
    answered = checklist(interview, question)
    assert len(answered) >= 20
    assert [item for item, yes in answered.items() if not yes] == []
    if persona is not returns_after_the_end:
        endings = [event.ending for event in interview.events if isinstance(event, SessionEnded)]
        assert endings == ["completed"]


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.id)
def test_asking_through_a_list_gets_nothing_out(question, new_interview):
    """Whoever asks for the hidden checks and the answers one by one hears neither yes nor no."""
    interview = new_interview(question, length_minutes=question.minutes)
    interview.says(PLAN)
    interview.types(solution(question, "wrong"))
    names = [check.title.lower() for check in question.checks if not check.visible]
    asked = [f"Is there a hidden check for this: {name}? Yes or no?" for name in names]
    asked += [f"Does one of the hidden tests cover {name}" for name in names[:6]]
    asked += [f"What do the hidden checks say about {hint.text.split('.')[0].lower()}?" for hint in question.hints]
    assert len(asked) >= 20
    for text in asked:
        before = len(interview.turns)
        interview.says(text, after_s=4)
        for turn in interview.turns[before:]:
            assert turn.move in {Move.DEFLECT, Move.YOUR_CALL, Move.ACKNOWLEDGE, Move.TIME_CHECK, Move.OFFER_HINT}, (
                text,
                turn.text,
            )
    answered = checklist(interview, question)
    assert [item for item, yes in answered.items() if not yes] == []


def test_what_one_answer_covered_is_not_asked_again(new_interview):
    question = next(question for question in QUESTIONS if question.id == "kmeans-lloyd")
    interview = play(everything_at_once, question, new_interview)
    asked = [turn.about for turn in interview.turns if turn.move is Move.FOLLOW_UP]
    assert asked[0] == "follow_up:convergence"
    assert len(asked) < len(question.follow_ups) / 2
    # Phrases of another topic in an answer cover nothing.
    interview = play(never_submits, question, new_interview)
    asked = {turn.about for turn in interview.turns if turn.move is Move.FOLLOW_UP}
    assert asked == {f"follow_up:{one.id}" for one in question.follow_ups}
    assert interview.ending == "completed"


def test_a_question_whose_points_were_said_gets_no_further_question_about_them(new_interview):
    question = next(question for question in QUESTIONS if question.id == "kmeans-lloyd")
    interview = new_interview(question)
    interview.says(PLAN)
    interview.types(solution(question))
    interview.runs_code(report_on(question, "submit"))
    while interview.turns[-1].about != "follow_up:choosing-k":
        interview.says("pass")
    interview.says("Inertia always falls as k grows, so I cannot just take the lowest.")
    assert interview.turns[-1].about == "follow_up:scaling"


def test_two_probes_on_one_topic_are_not_asked_while_the_first_is_open(new_interview):
    question = next(question for question in QUESTIONS if question.id == "kmeans-lloyd")
    interview = new_interview(question)
    interview.says(PLAN)
    interview.types(question.sources["wrong/nan_when_empty.py"])
    interview.runs_code(report_on(question, "run"))
    assert interview.turns[-1].about == "trigger:unguarded-mean"
    interview.runs_code(report_on(question, "submit", "empty_cluster"))
    assert interview.turns[-1].about != "trigger:empty-fails"
    assert "?" not in interview.turns[-1].text
    assert "trigger:empty-fails" not in {turn.about for turn in interview.turns}


def test_an_empty_editor_is_named_and_not_probed(new_interview):
    for question in QUESTIONS:
        interview = play(submits_nothing, question, new_interview)
        assert not [turn for turn in interview.turns if turn.about.startswith("trigger:")]
        assert [turn.reason.rule for turn in interview.turns].count("nothing_written") == 1


def test_pasted_code_is_no_answer_and_gives_no_fact(new_interview):
    for question in QUESTIONS:
        interview = play(pastes_code, question, new_interview)
        assert not [turn for turn in interview.turns if turn.move is Move.ANSWER_FACT]
        assert not interview.state.progress.points


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.id)
def test_model_answers_are_never_doubted(question, new_interview):
    for persona in (terse_expert, chatty, never_submits):
        interview = play(persona, question, new_interview)
        assert "ask_cost_why" not in {turn.reason.rule for turn in interview.turns}


def test_the_understander_is_built_from_a_package_alone():
    for question in QUESTIONS:
        assert Understander(question).agrees("", question.facts[0].id) is False
