import pytest

from agent.triggers import look, run_holds, words_hold
from question_bank.package import CodeCondition, Point, RunCondition, Trigger, WordsCondition
from runner.report import Verdict
from transcripts.events import Phase


@pytest.mark.parametrize(
    ("condition", "holds"),
    [
        (RunCondition(check="predicts_small"), True),
        (RunCondition(check="breaks_ties"), False),
        (RunCondition(check="no such check"), False),
        (RunCondition(check="predicts_small", verdicts=("failed",)), True),
        (RunCondition(check="predicts_small", verdicts=("error",)), False),
        (RunCondition(passed=False), True),
        (RunCondition(passed=True), False),
        (RunCondition(verdicts=("failed", "error")), True),
        (RunCondition(error_matches="shapes? mismatch"), True),
        (RunCondition(error_matches="other"), False),
        (RunCondition(passed=False, error_matches="other"), False),
    ],
)
def test_conditions_on_a_run(outcome, condition, holds):
    report = outcome("submit", Verdict.FAILED, "predicts_small", error="ValueError: shape mismatch")
    assert run_holds(condition, report) is holds


@pytest.mark.parametrize(
    ("said", "never", "holds"),
    [
        ((r"\bcosine\b",), (), True),
        ((r"\bmanhattan\b",), (), False),
        ((), (r"\bscal",), True),
        ((), (r"\bdistance",), False),
        ((r"\bcosine\b",), (r"\bdistance",), False),
    ],
)
def test_conditions_on_words(said, never, holds):
    condition = WordsCondition(said=said, never_said=never)
    assert words_hold(condition, "I take Cosine", "the distance\ni take cosine") is holds


def test_what_was_explained_already_is_not_asked(question_with, new_interview):
    trigger = Trigger(
        id="t",
        ask="Why?",
        phases=(Phase.CLARIFY,),
        code=CodeCondition(calls=("argsort",)),
        points=(Point(id="p", says="stable", phrases=("stable",)),),
    )
    interview = new_interview(question_with(triggers=(trigger,)))
    interview.types("import numpy as np\nx = np.argsort([1])\n")
    assert look(interview.state, Phase.CLARIFY).fired.seen == "lines 2-2"
    assert look(interview.state, Phase.CODE).fired is None
    interview.says("The sort is stable.")
    assert look(interview.state, Phase.CLARIFY).fired is None


def test_words_set_a_trigger_off_at_once(interview, moves_of):
    said = interview.says("I could take the cosine similarity here.")
    assert [about for _, about in moves_of(said)][-1:] == ["trigger:cosine-said"]
    assert [about for _, about in moves_of(interview.says("cosine again"))].count("trigger:cosine-said") == 0


def test_code_is_looked_at_in_a_pause_and_not_at_keystrokes(question_with, new_interview):
    trigger = Trigger(id="t", ask="Why argsort?", phases=(Phase.CODE,), code=CodeCondition(calls=("argsort",)))
    interview = new_interview(question_with(triggers=(trigger,)))
    interview.moves_on()
    interview.moves_on()
    interview.types("import numpy as np\nx = np.argsort([1])\n")
    assert interview.turns[-1].about == ""
    interview.wait(0.5)
    assert interview.turns[-1].about == ""
    interview.wait(0.5)
    assert interview.turns[-1].about == "trigger:t"
