"""How the interviewer behaves where people found it hasty, deaf or repetitive."""

import msgspec
import pytest

from agent.announcing import has_more_to_do, is_status, says_it_works, submits
from agent.fact_ranker import topics_of
from agent.machine import timers
from agent.own_part import has_begun, is_in_starter, solution_of
from agent.speech_acts import wants_hint
from agent.triggers import look, most_basic_failure
from question_bank.load import load_bank
from question_bank.package import CodeCondition, Misconception, Point, Trigger
from runner.report import CheckResult, OwnTest, RunReport, Verdict
from transcripts.events import Act, InterviewerSaid, Move, Phase, UtteranceUnderstood

PLAN = "First I compute all distances, then I sort them, and then I take the majority among the k nearest points."
SOLUTION = "import numpy as np\n\n\ndef predict(train, labels, queries, k):\n    return labels[: len(queries)]\n"
FULL = "By cross validation on held out data, because a small k follows the noise and a large one smooths it."


def rules(events):
    return [event.reason.rule for event in events if isinstance(event, InterviewerSaid)]


def words_of(events):
    return " ".join(event.text for event in events if isinstance(event, InterviewerSaid))


def plans(interview):
    interview.says("No more questions.")
    interview.says(PLAN)
    assert interview.phase is Phase.CODE


def checks(interview, outcome, own=()):
    """Bring an interview to the question what else would be tested."""
    plans(interview)
    interview.types(SOLUTION)
    return interview.runs_code(msgspec.structs.replace(outcome(), own_tests=own))


def discusses(interview, outcome):
    checks(interview, outcome)
    interview.says("An even vote with two classes, for example labels 1 and 2 with one neighbour each.")
    interview.runs_code(outcome("submit"))
    assert interview.phase is Phase.DISCUSS


@pytest.mark.parametrize(
    "text",
    [
        "Submitting.", "Good, submitting that.", "ok passes. submit then", "yay. ok submit", "I submit now.",
        "I think it is good, I submit.", "All green. I'll submit.", "I am late, so submit now to have it working.",
    ],
)  # fmt: skip
def test_who_says_so_submits(text):
    assert submits(text)
    assert not has_more_to_do(text)


@pytest.mark.parametrize(
    "text",
    [
        "Now one that is not square, with stride 2. I'll write the numbers down by hand.",
        "Before I submit I want to check the gradient with finite differences.",
        "The ratios say three things are still wrong.",
        "Two of my own tests fail, so not submitting yet.",
        "Next the bias, it must be a sum.",
        "Fine. Tests now: brute force, empty, bytes.",
        "My cut can fall in the middle of a tie, I need to look at the last row only.",
    ],
)
def test_who_names_a_test_a_change_or_a_fault_has_more_to_do(text):
    assert has_more_to_do(text)
    assert not submits(text)


def test_words_on_how_things_stand_are_no_thin_answer():
    assert all(is_status(text) for text in ("ok passes. submit then", "fine. writing now", "Good, submitting that."))
    assert not is_status("an empty set of queries")


@pytest.mark.parametrize(
    "text",
    [
        "As expected. But the votes can be even, so next I add a case with two neighbours and two labels.",
        "It runs, but ties are still wrong, I must take the smallest label.",
        "Even votes, k above the number of points, and labels with gaps.",
    ],
)
def test_nobody_is_pushed_to_submit_who_names_what_is_left(interview, outcome, text):
    checks(interview, outcome)
    said = words_of(interview.says(text)).lower()
    assert "submit" not in said


def test_a_failing_test_of_their_own_is_asked_about_and_not_passed_over(interview, outcome):
    failing = OwnTest(name="assert predict(...)", kind="assertion", verdict=Verdict.FAILED, line=9)
    first = checks(interview, outcome, own=(failing,))
    assert rules(first) == ["own_test_failed"]
    assert "line 9" in words_of(first)
    again = interview.runs_code(msgspec.structs.replace(outcome(), own_tests=(failing,)))
    assert "submit" not in words_of(again).lower()


@pytest.mark.parametrize(
    "text", ["It works now.", "ok, everything passes", "Great, works.", "fixed it. it works", "so all tests pass"]
)
def test_a_claim_that_it_works_is_heard(text):
    assert says_it_works(text)


@pytest.mark.parametrize(
    "text",
    [
        "does it work?", "it should work now", "if it works I submit", "That works, but the empty case fails",
        "it works by sorting the rows and taking the first k", "that works for me", "No, it does not work",
        "now it works, let me look at the edge cases",
    ],
)  # fmt: skip
def test_a_hope_a_question_and_an_explanation_claim_no_success(text):
    assert not says_it_works(text)


def test_a_claim_that_it_works_is_held_against_the_last_run_once(interview, outcome):
    plans(interview)
    interview.types(SOLUTION)
    interview.runs_code(outcome(verdict=Verdict.FAILED))
    assert rules(interview.says("It works now.")) == ["claims_against_the_run"]
    assert "claims_against_the_run" not in rules(interview.says("But it works."))


def test_a_claim_that_was_not_run_is_left_to_a_run(interview, outcome):
    plans(interview)
    interview.types(SOLUTION)
    interview.runs_code(outcome(verdict=Verdict.FAILED))
    interview.types("# mended\n")
    assert rules(interview.says("Ok, it works now.")) == ["claims_before_a_run"]


def test_a_submission_that_fails_as_the_run_before_is_not_left_without_a_word(interview, outcome):
    plans(interview)
    interview.types(SOLUTION)
    assert rules(interview.runs_code(outcome(verdict=Verdict.FAILED))) != []
    assert rules(interview.runs_code(outcome("submit", verdict=Verdict.FAILED))) == ["submission_fails_alike"]


@pytest.mark.parametrize(
    "text", ["I am done thinking. First a version that works, then the groups.", "done", "finished"]
)
def test_nobody_is_asked_to_check_code_that_is_not_there(interview, text):
    plans(interview)
    interview.says(text)
    assert interview.phase is Phase.CODE


@pytest.mark.parametrize("text", ["that was in the hint", "the one from your hint", "I did not ask for a hint now"])
def test_who_speaks_of_a_hint_is_given_none(text):
    assert not wants_hint(text)


@pytest.mark.parametrize("text", ["can I have a hint", "give me the next hint please", "another hint?"])
def test_who_asks_for_a_hint_is_heard(text):
    assert wants_hint(text)


def test_who_claims_what_the_run_shows_is_not_doubted(interview, outcome):
    checks(interview, outcome)
    assert not {"claims_against_the_run", "claims_before_a_run"}.intersection(rules(interview.says("It works.")))


@pytest.mark.parametrize("text", ["ok passes. submit then", "Good, submitting that.", "Submitting."])
def test_who_submits_is_let_go_and_not_asked_for_an_example(interview, outcome, text):
    checks(interview, outcome)
    assert rules(interview.says(text)) == ["submits"]
    assert rules(interview.says("Okay, I will submit now.")) == ["not_submitted_yet"], "said twice, the button is named"


@pytest.mark.parametrize(
    "text",
    ["no questions", "fine. writing now", "I'll start writing", "let me think for a moment", "That is clear now"],
)
def test_a_status_is_no_question_that_is_left_to_the_candidate(new_interview, question, text):
    for prepare in ([], ["Which distance should I use?"]):
        interview = new_interview(question)
        for said in prepare:
            interview.says(said)
        moves = {event.move for event in interview.says(text) if isinstance(event, InterviewerSaid)}
        assert not moves & {Move.YOUR_CALL, Move.ASK_BACK, Move.ANSWER_FACT, Move.CORRECT_ASSUMPTION}


@pytest.mark.parametrize(
    "text",
    [
        "can I have a hint please",
        "I'm not quite seeing how the votes are counted in that table, could I get another hint?",
        "Now the shape is wrong as well and I am a bit lost in all of it, can I have a hint please?",
    ],
)
def test_a_hint_that_is_asked_for_comes_at_once(interview, text):
    plans(interview)
    interview.types(SOLUTION)
    given = interview.says(text)
    assert rules(given) == ["hint_asked_for"]
    assert "further" not in words_of(given).lower()


def test_a_late_hint_is_given_only_on_request(interview):
    plans(interview)
    interview.types(SOLUTION)
    interview.asks_for_hint()
    interview.asks_for_hint()
    for _ in range(2):
        assert "hint:3" not in [event.about for event in interview.says("I am stuck, no idea how to go on.")[1:]]
    assert interview.state.progress.hints_given == {1, 2}
    interview.says("yes please")
    assert interview.state.progress.hints_given == {1, 2, 3}


def failing_at(*kinds, hidden=True):
    return tuple(CheckResult(name=kind, title=kind, kind=kind, hidden=hidden, verdict=Verdict.FAILED) for kind in kinds)


def test_the_most_basic_failure_is_spoken_of():
    report = RunReport(purpose="submit", verdict=Verdict.FAILED, checks=failing_at("speed", "edge", "core", "numeric"))
    assert most_basic_failure(report).kind == "core"
    crash = CheckResult(name="crash", title="", kind="core", hidden=True, verdict=Verdict.ERROR)
    assert most_basic_failure(msgspec.structs.replace(report, checks=(*report.checks, crash))).name == "crash"


def test_nobody_is_asked_about_an_edge_case_while_nothing_passes(interview, outcome):
    plans(interview)
    interview.types(SOLUTION)
    nothing = interview.runs_code(outcome("submit", Verdict.FAILED, "predicts_small", "breaks_ties"))
    assert "trigger:ties-wrong" not in [event.about for event in nothing if isinstance(event, InterviewerSaid)]
    interview.types(SOLUTION + "\n\n")
    better = interview.runs_code(outcome("submit", Verdict.FAILED, "breaks_ties"))
    assert "trigger:ties-wrong" in [event.about for event in better if isinstance(event, InterviewerSaid)]


OWN_TESTS = """import numpy as np


def predict(train, labels, queries, k):
    return nearest(train, labels, queries)


def nearest(train, labels, queries):
    return labels[np.argmin(np.abs(train - queries))]


def oracle(train, queries):
    for query in queries:
        for point in train:
            yield query - point


if __name__ == "__main__":
    assert list(oracle([1], [2])) == [1]
"""


def test_a_trigger_looks_at_the_solution_and_not_at_tests_of_it(question_with, new_interview):
    interview = new_interview(question_with())
    interview.types(OWN_TESTS)
    assert "nearest" in interview.state.solution
    assert "oracle" not in interview.state.solution
    assert len(interview.state.solution.splitlines()) == len(OWN_TESTS.splitlines())
    assert look(interview.state, Phase.VERIFY).fired is None
    loops = OWN_TESTS.replace("return nearest(", "return oracle(")
    interview.types(loops)
    assert look(interview.state, Phase.VERIFY).fired.trigger.id == "loops"


def test_a_line_that_was_given_is_not_the_candidates(question_with, new_interview):
    starter = (
        "import numpy as np\n\n\ndef predict(train, labels, queries, k):\n    order = np.argsort(train)\n    ...\n"
    )
    trigger = Trigger(id="t", ask="Why sort?", phases=(Phase.CODE,), code=CodeCondition(calls=("argsort",)))
    interview = new_interview(question_with(starter=starter, triggers=(trigger,)))
    interview.types(starter.replace("...", "return labels"))
    assert look(interview.state, Phase.CODE).fired is None
    interview.types(starter.replace("np.argsort(train)", "np.argsort(queries)"))
    assert look(interview.state, Phase.CODE).fired is not None


def test_what_is_own_is_found_in_any_text():
    assert solution_of("def (", "", "f") == "def ("
    assert solution_of("print(1)\n", "", "f") == "print(1)\n"
    assert not has_begun("import numpy\nprint(3)\n", "def f():\n    ...\n", "f")
    assert has_begun("def f():\n    return 1\n", "def f():\n    ...\n", "f")
    assert not is_in_starter((1, 1), "a = 1\n", "b = 1\n")


@pytest.mark.parametrize("kind", ["from_scratch", "debug"])
def test_a_first_look_at_what_was_given_is_left_alone(question_with, new_interview, outcome, kind):
    interview = new_interview(question_with(kind=kind))
    failing = outcome("run", Verdict.ERROR, "predicts_small", error="TypeError: no")
    assert rules(interview.runs_code(failing)) == []
    interview.types(f"{interview.code}\nprint(np.arange(3))\n")
    for _ in range(4):
        assert rules(interview.runs_code(failing)) == [], "only stubs were hit"
    assert "nothing_written" in rules(interview.runs_code(outcome("submit", Verdict.FAILED, "predicts_small")))


def test_who_gets_further_each_time_is_not_stuck(interview, outcome):
    plans(interview)
    interview.types(SOLUTION)
    named = [OwnTest(name=str(n), kind="assertion", verdict=Verdict.PASSED) for n in range(5)]
    failing = outcome("run", Verdict.FAILED, "predicts_small")
    for n in range(5):
        said = interview.runs_code(msgspec.structs.replace(failing, own_tests=tuple(named[:n])))
        assert Move.OFFER_HINT not in [event.move for event in said if isinstance(event, InterviewerSaid)]
    same = msgspec.structs.replace(failing, own_tests=tuple(named[:4]))
    said = [event for _ in range(3) for event in interview.runs_code(same) if isinstance(event, InterviewerSaid)]
    assert Move.OFFER_HINT in [event.move for event in said]


def test_a_question_most_of_which_was_just_said_is_not_asked(question_with, new_interview):
    points = tuple(Point(id=word, says=word, phrases=(word,)) for word in ("stable", "order", "ties"))
    trigger = Trigger(
        id="t", ask="Why?", phases=(Phase.CLARIFY,), code=CodeCondition(calls=("argsort",)), points=points
    )
    interview = new_interview(question_with(triggers=(trigger,)))
    interview.types("import numpy as np\nx = np.argsort([1])\n")
    interview.says("The sort is stable and keeps the order.")
    assert look(interview.state, Phase.CLARIFY).fired is None
    interview.wait(4)
    assert look(interview.state, Phase.CLARIFY).fired is not None, "that was long ago"


def test_no_new_question_is_begun_right_before_the_end(interview, outcome):
    discusses(interview, outcome)
    interview.says("O(n m d) time and O(n m) memory.")
    assert interview.state.progress.follow_ups_asked == {"choose-k"}
    begins_ms = next(timer.due_ms for timer in timers(interview.state) if timer.name == "wrap_up")
    while interview.now_ms < begins_ms - 45_000:
        interview.wait(min(1.5, (begins_ms - 45_000 - interview.now_ms) / 60_000))
        interview.says("Hm, let me think.", after_s=0)
    assert interview.phase is Phase.DISCUSS
    interview.says(FULL, after_s=0)
    assert interview.state.progress.follow_ups_asked == {"choose-k"}
    assert interview.phase is Phase.WRAP_UP


def understood(interview, act, *items):
    """Let the last words be taken in a way, whatever was understood."""
    last = interview.state.talk.last_words_seq
    return interview.event(UtteranceUnderstood(said_seq=last, act=act, items=items, confidence=0.9, engine="test"))


def test_a_fact_that_is_only_said_again_is_not_told_again(interview):
    interview.says("Which distance should I use?")
    interview.says("So each point is compared by plain distance.")
    said = understood(interview, Act.ASKS_FACT, "fact:distance")
    assert rules(said) == ["restates_what_was_told"]
    interview.says("Which distance should I use again?")
    assert Move.ANSWER_FACT in [event.move for event in understood(interview, Act.ASKS_FACT, "fact:distance")[:1]]


def test_one_question_that_was_answered_is_not_asked_back_about(interview):
    answered = [event for event in interview.says("Which distance is it?") if isinstance(event, InterviewerSaid)]
    assert [event.move for event in answered] == [Move.ANSWER_FACT]


def test_what_is_left_of_two_questions_is_asked_back_about_after_the_answer(interview):
    interview.says("Which distance is it, and what about the rest?")
    twice = understood(interview, Act.ASKS_FACT, "fact:distance", "maybe:ties")
    assert [event.move for event in twice] == [Move.ANSWER_FACT, Move.ASK_BACK]
    interview.says("Yes, that.")
    interview.says("Which distance is it, and what about the rest?")
    known = understood(interview, Act.ASKS_FACT, "fact:distance", "maybe:ties")
    assert Move.ASK_BACK not in [event.move for event in known], "that was told before"


def test_the_same_is_asked_back_once(interview):
    interview.says("Hm, and what about the rest?")
    assert [event.move for event in understood(interview, Act.ASKS_FACT, "maybe:ties")] == [Move.ASK_BACK]
    interview.says("What about the rest there?")
    assert [event.move for event in understood(interview, Act.ASKS_FACT, "maybe:ties")] == [Move.ANSWER_FACT]


def test_after_a_no_to_asking_back_a_statement_is_left_alone(interview):
    interview.says("Okay.")
    understood(interview, Act.ASKS_FACT, "maybe:ties")
    assert rules(interview.says("No, I was only saying.")) == ["nothing_was_asked"]
    interview.says("Really?")
    understood(interview, Act.ASKS_FACT, "maybe:labels")
    assert rules(interview.says("no")) == ["neither_fact_was_meant"]


@pytest.mark.parametrize("no", ["Neither. Which distance is it?", "No, I meant the distance metric."])
def test_a_question_behind_a_no_is_answered(interview, no):
    interview.says("Okay.")
    understood(interview, Act.ASKS_FACT, "maybe:ties")
    assert rules(interview.says(no)) == ["fact_asked"]
    assert interview.state.progress.facts_told == {"distance"}


def test_what_is_put_off_after_asking_back_is_not_told(interview):
    interview.says("Okay.")
    understood(interview, Act.ASKS_FACT, "maybe:ties")
    interview.says("I'll get to the ties in a minute.")
    assert interview.state.progress.facts_told == frozenset()


def test_topics_are_named_in_plain_words():
    for question in load_bank().all():
        for fact in question.facts:
            topic = topics_of(fact)[0]
            assert topic.startswith("the ") or topic[1:2].isupper() or " " in topic
            assert not topic.startswith("\u201c") or len(topic.split()) >= 3
            assert "?" not in topic


def test_a_plan_that_was_given_in_other_words_is_not_asked_for_again(interview):
    interview.says("loop over queries, numpy inside. distances (m, n), argsort, bincount, argmax. no n*m*d temporary")
    said = interview.types(SOLUTION + "\n\ndef helper(points):\n    return points.mean(axis=0)\n")
    assert interview.phase is Phase.CODE
    assert "ask_plan" not in rules(said)


def test_who_thinks_in_the_discussion_is_encouraged_once(interview, outcome):
    discusses(interview, outcome)
    assert rules(interview.wait(2.1)) == ["silent_for_long"]
    interview.says("O(n m d) time and O(n m) memory.")
    assert rules(interview.wait(2.1)) == []
    assert interview.state.progress.follow_ups_asked == {"choose-k"}
    assert "follow_up" in rules(interview.wait(2)), "after twice the time the next question comes"


def test_a_common_mistake_is_asked_to_be_checked_once(question_with, new_interview, outcome):
    base = question_with()
    wrong = (Misconception(id="train", says="take the best on the training set", phrases=("training (set|error)",)),)
    follow_ups = (msgspec.structs.replace(base.follow_ups[0], wrong=wrong), *base.follow_ups[1:])
    interview = new_interview(question_with(follow_ups=follow_ups))
    discusses(interview, outcome)
    interview.says("O(n m d) time and O(n m) memory.")
    first = interview.says("I take the k with the smallest error on the training set, since it fits the data best.")
    assert rules(first) == ["probe_check"]
    assert "right" not in words_of(first)
    again = interview.says("The smallest training error is what I would go by, as that one fits the data best of all.")
    assert "probe_check" not in rules(again)


def test_who_wants_to_stop_keeps_the_open_question(interview, outcome):
    discusses(interview, outcome)
    waiting = interview.state.talk.waiting
    assert rules(interview.says("I want to stop the interview")) == ["ending_is_a_button"]
    assert waiting is not None
    assert interview.state.talk.waiting == waiting


def test_an_answer_that_says_what_would_tell_something_asks_for_nothing(interview, outcome):
    discusses(interview, outcome)
    interview.says("An even vote, not sure what ties would tell me.")
    assert "ties" not in interview.state.progress.facts_told


def test_who_does_not_know_what_a_failed_run_means_is_offered_a_hint(interview, outcome):
    interview.moves_on()
    interview.moves_on()
    interview.types(SOLUTION)
    failed = rules(interview.runs_code(outcome("run", Verdict.FAILED, "predicts_small")))
    assert failed
    assert rules(interview.says("I don't know.")) == ["says_to_be_stuck"]
    assert rules(interview.says("yes please")) == ["hint_asked_for"]
