"""The package `softmax-stable` keeps its promises; its submissions are trusted and run in this process.

Limits of time and memory need a process of their own; those are tested at the end.
"""

import contextlib
import re
from collections.abc import Callable
from typing import Any

import msgspec
import numpy as np
import pytest
import scipy.special

from question_bank.catalogue import load_catalogue
from question_bank.checking import Mismatch
from question_bank.code_facts import holds
from question_bank.load import builtin_folder, examine
from question_bank.package import Submission
from question_bank.suite import refuse, run_suite
from question_bank.wording import covered_points, find_phrase, normalise
from runner.sandbox_unwalled import UnwalledSandbox
from tests.package_rehearsal import InProcess, Rehearsal

FOLDER = builtin_folder() / "softmax-stable"
REHEARSAL = Rehearsal(FOLDER)
QUESTION, CHECKS, INTERNALS = REHEARSAL.question, REHEARSAL.checks, REHEARSAL.internals
candidate_of, outcome, outcomes = REHEARSAL.candidate_of, REHEARSAL.outcome, REHEARSAL.outcomes
REFERENCE: Callable[..., Any] = INTERNALS["_reference"]
TOLERANCES: Callable[..., tuple[float, float]] = INTERNALS["_tolerances"]
SEEDS = tuple(range(20))

ACCEPTED = [item for item in QUESTION.submissions if item.expect == "passed"]
WRONG = [item for item in QUESTION.submissions if item.path.startswith("wrong/")]
SLOW = [item for item in QUESTION.submissions if item.path.startswith("slow/")]


def path_of(item: Submission) -> str:
    return item.path


def test_the_package_has_no_problem_of_its_own():
    assert examine(FOLDER)[1] == ()


def test_it_holds_what_a_question_needs():
    assert len(QUESTION.facts) >= 6
    assert all(len(fact.asks) >= 5 and fact.touches for fact in QUESTION.facts)
    assert len(QUESTION.triggers) >= 8
    assert len(QUESTION.follow_ups) >= 4
    assert sum(check.visible for check in QUESTION.checks) >= 3
    assert sum(not check.visible for check in QUESTION.checks) >= 10
    assert len(ACCEPTED) >= 3
    assert len(WRONG) >= 12
    assert SLOW


def test_it_is_the_question_that_the_catalogue_names():
    entry = load_catalogue()[QUESTION.id]
    ours = (QUESTION.title, QUESTION.kind, QUESTION.difficulty, QUESTION.minutes, QUESTION.framework)
    assert ours == (entry.title, entry.kind, entry.difficulty, entry.minutes, entry.framework)


def test_checks_and_entries_are_the_same_set():
    assert set(CHECKS) == {check.name for check in QUESTION.checks}


def test_the_prompt_is_short():
    assert len(QUESTION.prompt.split()) <= 90


# --- the judge


def test_the_reference_agrees_with_scipy():
    rng = np.random.default_rng(7)
    for _ in range(200):
        shape = tuple(rng.integers(1, 6, size=rng.integers(1, 4)))
        scores = rng.normal(scale=10.0 ** rng.uniform(-1, 3), size=shape)
        axis = int(rng.integers(-len(shape), len(shape)))
        theirs = scipy.special.softmax(scores, axis=axis)
        np.testing.assert_allclose(REFERENCE(scores, axis), theirs, rtol=1e-12, atol=1e-300)


def test_the_reference_by_hand():
    assert REFERENCE([0.0, 0.0]).tolist() == [0.5, 0.5]
    assert REFERENCE([[5.0, -np.inf], [-np.inf, -np.inf]]).tolist() == [[1.0, 0.0], [0.0, 0.0]]
    assert np.isnan(REFERENCE([1.0, np.nan])).all()


def test_the_tolerance_bounds_the_rounding_of_either_form_in_either_precision():
    """Compared with the reference in extended precision, and beside its own slack of eight."""
    rng = np.random.default_rng(11)
    for dtype in (np.float32, np.float64):
        for offset in (0.0, 100.0, 10_000.0):
            scores = (offset + rng.normal(scale=3.0, size=(50, 6))).astype(dtype)
            shifted = scores - scores.max(axis=-1, keepdims=True)
            weights = np.exp(shifted)
            direct = weights / weights.sum(axis=-1, keepdims=True)
            total = scores.max(axis=-1, keepdims=True) + np.log(weights.sum(axis=-1, keepdims=True))
            exact = np.exp(shifted.astype(np.longdouble))
            exact /= exact.sum(axis=-1, keepdims=True)
            rtol, _ = TOLERANCES(scores)
            for got in (direct, np.exp(scores - total)):
                assert (np.abs(got - exact) <= rtol / 4 * exact).all()


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("item", ACCEPTED, ids=path_of)
def test_accepted_solutions_pass_every_check(item, seed):
    candidate = candidate_of(QUESTION.sources[item.path])
    assert set(outcomes(candidate, seed, speed=seed == 0).values()) == {"passed"}


@pytest.mark.parametrize("seed", SEEDS[:3])
@pytest.mark.parametrize("item", WRONG, ids=path_of)
def test_each_wrong_solution_fails_where_it_says(item, seed):
    results = outcomes(candidate_of(QUESTION.sources[item.path]), seed, speed=False)
    assert item.caught_by
    for name in item.caught_by:
        assert results[name] != "passed", name
    assert any(not QUESTION.check(name).visible for name in item.caught_by), "a hidden check must catch it"
    first = next(result for result in results.values() if result != "passed")
    assert first == item.expect


def test_the_visible_examples_alone_let_many_mistakes_through():
    visible = [check.name for check in QUESTION.checks if check.visible]
    through = [
        item.path
        for item in WRONG
        if all(outcome(name, candidate_of(QUESTION.sources[item.path])) == "passed" for name in visible)
    ]
    assert {"wrong/no_shift.py", "wrong/global_maximum.py", "wrong/nan_for_masked_slices.py"} <= set(through)
    assert len(through) >= len(WRONG) // 3


TRIVIAL: dict[str, Callable[..., Any]] = {
    "none": lambda *_, **__: None,
    "zero": lambda *_, **__: 0.0,
    "empty list": lambda *_, **__: [],
    "empty array": lambda *_, **__: np.zeros((0, 0)),
    "the scores": lambda scores, *_, **__: scores,
    "a copy of the scores as floats": lambda scores, *_, **__: np.array(scores, dtype=float),
    "zeros of the same shape": lambda scores, *_, **__: np.zeros(np.shape(scores)),
    "ones of the same shape": lambda scores, *_, **__: np.full(np.shape(scores), 2.0),
    "NaN of the same shape": lambda scores, *_, **__: np.full(np.shape(scores), np.nan),
    "strings of the same shape": lambda scores, *_, **__: np.full(np.shape(scores), "one"),
    "truth of the same shape": lambda scores, *_, **__: np.full(np.shape(scores), fill_value=True),
    "all arguments": lambda *args, **kwargs: [*args, *kwargs.values()],
    "rows of different length": lambda *_, **__: [[1.0, 2.0], [3.0]],
    "a mapping": lambda scores, *_, **__: {"result": scores},
    "a number": lambda *_, **__: 0.5,
}


@pytest.mark.parametrize("answer", TRIVIAL)
def test_no_check_passes_on_a_trivial_answer(answer):
    candidate = InProcess(TRIVIAL[answer])
    assert [check.name for check in QUESTION.checks if outcome(check.name, candidate) == "passed"] == []


def test_even_shares_pass_no_more_than_what_they_get_right():
    def even(scores: Any, axis: int = -1) -> Any:
        return np.full(np.shape(scores), 1.0 / max(1, np.shape(scores)[axis]))

    passed = {name for name, result in outcomes(InProcess(even)).items() if result == "passed"}
    assert passed <= {"rows_sum_to_one", "shift_changes_nothing", "one_score", "returns_an_array"}


def test_no_check_passes_on_the_starter():
    candidate = candidate_of(QUESTION.starter)
    assert [name for name, result in outcomes(candidate).items() if result == "passed"] == []


def test_refusing_every_call_passes_nothing():
    source = "def softmax(scores, axis=-1):\n    raise ValueError('no')\n"
    assert [name for name, result in outcomes(candidate_of(source)).items() if result == "passed"] == []


BODY = """
import numpy as np

def softmax(scores, axis=-1):
    scores = np.asarray(scores, dtype=float)
    EMPTY
    peak = scores.max(axis=axis, keepdims=True)
    weights = np.exp(scores - np.where(np.isneginf(peak), 0.0, peak))
    total = weights.sum(axis=axis, keepdims=True)
    return RESULT
"""
RESULT = "weights / np.where(total == 0.0, 1.0, total)"


def written(empty: str = "pass", result: str = RESULT) -> InProcess:
    return candidate_of(BODY.replace("EMPTY", empty).replace("RESULT", result))


FAIR = {
    "numpy's own refusal": "pass",
    "an error of its own": "if scores.size == 0: raise type('NothingToNormalise', (Exception,), {})",
    "an assertion": "assert scores.size > 0, 'no scores'",
    "an empty array": "if scores.size == 0: return np.empty(scores.shape)",
    "only what has no axis is refused": "if not all(scores.shape[1:]): raise ValueError('no scores')",
}


@pytest.mark.parametrize("policy", FAIR)
def test_what_the_facts_leave_open_is_accepted(policy):
    assert set(outcomes(written(FAIR[policy])).values()) == {"passed"}


def test_running_into_an_index_error_is_no_policy_for_an_empty_array():
    assert outcome("empty_input", written("scores.flat[0]")) == "failed"


def test_float32_may_stay_or_be_widened():
    source = QUESTION.sources["accepted/keepdims.py"]
    assert "np.float32" in source
    scores = np.array([1.0, 2.0], dtype=np.float32)
    assert candidate_of(source).call(scores).dtype == np.float32
    assert written().call(scores).dtype == np.float64


FORMS = {
    "copies nothing twice": "np.divide(weights, np.where(total == 0, 1, total), out=weights)",
    "a Fortran array": f"np.asfortranarray({RESULT})",
    "a view": f"np.concatenate([{RESULT}] * 2)[: len(scores)]",
    "a rescaled sum": "weights / 3.0 / np.where(total == 0, 1.0, total / 3.0)",
    "reciprocal": "weights * (1.0 / np.where(total == 0, 1.0, total))",
    "flushed to zero": "np.where(weights < 1e-307, 0.0, weights) / np.where(total == 0, 1.0, total)",
}


@pytest.mark.parametrize("form", FORMS)
def test_ways_of_finishing_that_round_differently_are_accepted(form):
    result = FORMS[form]
    if form == "a view":
        result = f"({result} if scores.size else scores)"
    for seed in SEEDS[:5]:
        assert set(outcomes(written(result=result), seed).values()) == {"passed"}


SLIPS = {
    "1.001 times the total": ("weights / np.where(total == 0, 1.0, total * 1.001)", "agrees_with_reference"),
    "a power too many": (
        "weights**2 / np.where(total == 0, 1.0, (weights**2).sum(axis=axis, keepdims=True))",
        "agrees",
    ),
    "1e-9 added": ("weights / (total + 1e-9)", "agrees_with_reference"),
    "tiny ones dropped": (f"np.where(({RESULT}) < 1e-20, 0.0 * weights, {RESULT})", "tiny_probabilities"),
    "half precision": (f"({RESULT}).astype(np.float16).astype(float)", "agrees_with_reference"),
    "shape of a row": (f"({RESULT}).reshape(1, -1)", "worked_example"),
    "one row forgotten": (f"np.where(np.arange(scores.shape[-1]) == 3, 0.1, {RESULT})", "agrees_with_reference"),
    "even shares where masked": ("np.where(total == 0, 1 / scores.shape[axis], weights / total)", "all_masked"),
}


@pytest.mark.parametrize("slip", SLIPS)
def test_small_slips_are_caught(slip):
    result, name = SLIPS[slip]
    results = outcomes(written("if scores.size == 0: return scores.copy()", result))
    assert any(check.startswith(name) and verdict == "failed" for check, verdict in results.items()), results


def test_an_answer_kept_between_calls_is_caught():
    candidate = written()
    kept: dict[Any, Any] = {}

    def remembers(scores: Any, axis: int = -1) -> Any:
        return kept.setdefault(np.shape(scores), candidate.call(scores, axis))

    assert "failed" in outcomes(InProcess(remembers)).values()


def test_ready_made_operations_are_refused():
    assert refuse("from scipy.special import softmax\n", QUESTION.forbidden_imports) is not None
    assert refuse("import torch.nn.functional as F\n", QUESTION.forbidden_imports) is not None
    assert refuse("import numpy as np\n", QUESTION.forbidden_imports) is None


def test_hidden_messages_hold_no_data():
    messages = set()
    hidden = [check.name for check in QUESTION.checks if not check.visible and check.kind != "speed"]
    for item in WRONG:
        candidate = candidate_of(QUESTION.sources[item.path])
        for name in hidden:
            with np.errstate(all="ignore"), contextlib.suppress(Exception):
                try:
                    CHECKS[name](candidate, np.random.default_rng(0))
                except Mismatch as wrong:
                    messages.add(wrong.message)
    assert len(messages) > 10
    assert [message for message in messages if re.search(r"\d\.\d|\d{3}", message)] == []


@pytest.mark.sandbox
@pytest.mark.parametrize("item", [*SLOW, *ACCEPTED], ids=path_of)
def test_slow_solutions_run_into_a_limit_and_accepted_ones_do_not(item):
    # Half of the limit keeps the test short; the whole limit is what the verification of the package tries.
    limits = msgspec.structs.replace(QUESTION.limits, cpu_seconds=QUESTION.limits.cpu_seconds / 2)
    shorter = msgspec.structs.replace(QUESTION, limits=limits)
    report, _ = run_suite(shorter, FOLDER, QUESTION.sources[item.path], "submit", UnwalledSandbox())
    assert report.verdict == item.expect
    assert {check.name for check in report.checks if check.verdict != "passed"} == set(item.caught_by)


LOOP = """
import math
import numpy as np

def softmax(scores, axis=-1):
    rows = np.moveaxis(np.asarray(scores, dtype=float), axis, -1)
    result = np.zeros(rows.shape)
    for place in np.ndindex(rows.shape[:-1]):
        peak = np.max(rows[place])
        if peak > -np.inf or np.isnan(peak):
            weights = [math.exp(score - peak) for score in rows[place].tolist()]
            total = math.fsum(weights)
            result[place] = [weight / total for weight in weights]
    return np.moveaxis(result, -1, axis)
"""


@pytest.mark.sandbox
def test_a_plain_loop_over_the_scores_is_not_too_slow():
    report, _ = run_suite(QUESTION, FOLDER, LOOP, "submit", UnwalledSandbox())
    # An empty last axis makes it stumble over its maximum, with a ValueError.
    assert report.verdict == "passed"


# --- the interviewer's part


@pytest.mark.parametrize("trigger", QUESTION.triggers, ids=lambda trigger: trigger.id)
def test_triggers_fire_on_their_sample_and_leave_accepted_solutions_alone(trigger):
    source = QUESTION.sources.get(trigger.sample, trigger.sample)
    if trigger.code:
        assert holds(trigger.code, source)
        for item in ACCEPTED:
            assert holds(trigger.code, QUESTION.sources[item.path]) is None, item.path
        assert holds(trigger.code, QUESTION.starter) is None or trigger.id == "axis-unused"
    elif trigger.run:
        assert trigger.sample in QUESTION.sources
        if trigger.run.check:
            assert outcome(trigger.run.check, candidate_of(source)) == "failed"
        if trigger.run.error_matches:
            with pytest.raises(ValueError, match=trigger.run.error_matches):
                candidate_of(source).call(np.ones((3, 4)))
    assert set(covered_points(trigger.model_answer, trigger.points)) == {point.id for point in trigger.points}
    assert trigger.model_answer


CODE_TRIGGERS = {
    "no-shift": ("e = np.exp(x)\nreturn e / e.sum()", "x = x - x.max()\ne = np.exp(x)"),
    "one-maximum-for-all": ("e = np.exp(x - np.max(x))", "e = np.exp(x - np.max(x, axis=axis, keepdims=True))"),
    "loop-over-scores": (
        "e = [math.exp(v - m) for v in row]",
        "for block in blocks:\n    total = total + np.exp(block - peak).sum(axis=0)\n",
    ),
    "axis-unused": (
        "def softmax(x, axis=-1):\n    return e / e.sum(axis=-1)",
        "def softmax(x, axis=-1):\n    y = x.T if axis == 0 else x",
    ),
    "clipped": ("x = np.minimum(x, 50)", "p = np.clip(probabilities, 0, 1)"),
    "small-number-below": ("p = e / (e.sum(axis, keepdims=True) + EPSILON)", "p = e / e.sum(axis, keepdims=True)"),
    "axis-not-kept": ("m = np.max(x, axis=axis)", "m = np.max(x, axis=axis)[..., None]"),
    "writes-into-the-scores": ("scores -= m", "shifted = scores - m\nshifted -= 1"),
    "nan-swept-away": ("p = np.nan_to_num(e / s)", "p = e / np.where(s == 0, 1, s)"),
    "single-precision": ("x = np.asarray(x, np.float32)", "x = np.asarray(x, np.float64)"),
}


@pytest.mark.parametrize("trigger_id", CODE_TRIGGERS)
def test_triggers_see_other_ways_of_writing_and_spare_the_right_ones(trigger_id):
    condition = QUESTION.trigger(trigger_id).code
    assert condition is not None
    seen, spared = CODE_TRIGGERS[trigger_id]
    assert holds(condition, seen)
    assert holds(condition, spared) is None


def test_the_claim_about_a_small_number_is_heard():
    words = QUESTION.trigger("epsilon-claim").words
    assert words is not None
    said = (
        "I would add an epsilon to the denominator.",
        "Then I add 1e-9 so I don't divide by zero.",
        "with a small constant in the denominator it is safe",
    )
    unsaid = ("The sum is at least one, so the division is safe.", "I add the probabilities up.")
    assert all(any(re.search(pattern, text.lower()) for pattern in words.said) for text in said)
    assert not any(any(re.search(pattern, text.lower()) for pattern in words.said) for text in unsaid)
    assert any(re.search(pattern, "we do not need an epsilon") for pattern in words.never_said)


@pytest.mark.parametrize("fact", QUESTION.facts, ids=lambda fact: fact.id)
def test_the_words_of_a_fact_are_those_that_people_ask_it_with(fact):
    """Some people ask in other words; a third of them use these."""
    asked = [f" {normalise(ask)} " for ask in fact.asks]
    assert 3 * sum(any(f" {normalise(term)} " in words for term in fact.terms) for words in asked) >= len(asked)


def test_code_that_uses_a_fact_shows_it():
    for fact in QUESTION.facts:
        if fact.code_shows:
            shown = [
                item.path
                for item in ACCEPTED
                if any(re.search(pattern, QUESTION.sources[item.path], re.MULTILINE) for pattern in fact.code_shows)
            ]
            assert len(shown) >= 3, (fact.id, shown)


@pytest.mark.parametrize("follow_up", QUESTION.follow_ups, ids=lambda part: part.id)
def test_the_model_answer_makes_every_point_and_no_mistake(follow_up):
    found = covered_points(follow_up.model_answer, follow_up.points)
    assert set(found) == {point.id for point in follow_up.points}
    assert covered_points(follow_up.model_answer, follow_up.wrong) == {}


@pytest.mark.parametrize("follow_up", QUESTION.follow_ups, ids=lambda part: part.id)
def test_asking_gives_no_point_away(follow_up):
    for text in (follow_up.ask, follow_up.ask_more, "I do not know.", "Could you repeat that?", "It is fast."):
        found = covered_points(text, follow_up.points)
        assert len(found) <= 1, (text, found)


ANSWERS = {
    ("shift", "cancels"): "because e to the minus c is a common factor on top and bottom",
    ("shift", "no-overflow"): "then every exponent is zero or negative so exp can not blow up",
    ("shift", "at-least-one"): "the biggest entry gives e to the zero so you never divide by zero",
    ("shift", "other-shifts-fail"): "with the average an outlier could still be too large for exp",
    ("log-softmax", "log-of-zero"): "small ones become zero and then log of zero is minus infinity",
    ("log-softmax", "stay-in-log-space"): "use x minus logsumexp of x",
    ("log-softmax", "maximum-outside"): "log sum exp is max plus log of the sum of exp of x minus max",
    ("gradient", "jacobian"): "s i times delta i j minus s j",
    ("gradient", "product-without-matrix"): "you compute p times g minus the dot product of p and g",
    ("gradient", "what-it-means"): "every row adds up to zero and it saturates",
    ("masks", "before"): "put negative infinity into the logits first",
    ("masks", "after-breaks-the-sum"): "otherwise you have to renormalise since it doesn't sum to one",
    ("masks", "empty-row"): "if everything is masked you get nans",
    ("masks", "finite-stand-in"): "people use -1e9 but in fp16 that overflows",
    ("cross-entropy", "log-of-zero"): "for numerical stability, they use the log sum exp trick",
    ("cross-entropy", "p-minus-y"): "the gradient is just softmax minus one-hot",
    ("cross-entropy", "twice"): "the outputs get squashed and the loss plateaus",
    ("temperature", "low-sharpens"): "at zero it is greedy",
    ("temperature", "high-flattens"): "with high temperature it's more random",
    ("temperature", "divide-then-shift"): "you divide the logits by T",
    ("temperature", "uses"): "it's used for knowledge distillation and for calibrating",
    ("low-precision", "range"): "float16 overflows at about e to the eleven",
    ("low-precision", "scores-are-coarse"): "it only has about three digits so near scores get rounded together",
    ("low-precision", "accumulate-wider"): "do the sum in fp32",
    ("low-precision", "long-slices"): "you can do it online, with a running max, like flash attention",
    ("sampling", "inverse-of-cumulative-sum"): "cumsum then searchsorted with a random number",
    ("sampling", "gumbel"): "Gumbel max trick",
    ("sampling", "restrict-before"): "keep the top k and put minus infinity elsewhere",
}


@pytest.mark.parametrize(("place", "said"), ANSWERS.items(), ids=lambda part: "-".join(part) if len(part) == 2 else "")
def test_plain_answers_are_understood(place, said):
    follow_up, point = place
    assert point in covered_points(said, QUESTION.follow_up(follow_up).points)


def test_every_point_has_a_plain_answer_here():
    assert set(ANSWERS) == {(part.id, point.id) for part in QUESTION.follow_ups for point in part.points}


NOT_SAID = {
    ("shift", "other-shifts-fail"): "The shift cancels, so the result is the same.",
    ("shift", "cancels"): "It makes the numbers smaller.",
    ("gradient", "product-without-matrix"): "You multiply the matrix with the incoming gradient.",
    ("masks", "after-breaks-the-sum"): "I would mask before the softmax.",
    ("cross-entropy", "p-minus-y"): "It is more stable in one step.",
    ("temperature", "high-flattens"): "A low temperature makes it greedy.",
    ("sampling", "gumbel"): "Take the cumulative sum and search.",
}


@pytest.mark.parametrize(("place", "said"), NOT_SAID.items(), ids=lambda part: "-".join(part) if len(part) == 2 else "")
def test_a_point_that_was_not_made_is_not_counted(place, said):
    assert place[1] not in covered_points(said, QUESTION.follow_up(place[0]).points)


MISTAKES = {
    ("shift", "changes-the-result"): "subtracting the max changes the probabilities a little",
    ("shift", "zero-mean"): "the shift normalizes the scores to between zero and one",
    ("log-softmax", "epsilon-in-the-log"): "just add epsilon inside the log",
    ("log-softmax", "is-fine"): "that is fine because our softmax is stable",
    ("gradient", "diagonal-only"): "it's p times one minus p, just like the sigmoid",
    ("gradient", "its-own-derivative"): "softmax is its own derivative",
    ("masks", "mask-with-zero"): "set the scores to zero before the softmax",
    ("masks", "no-difference"): "it makes no difference",
    ("cross-entropy", "softmax-first"): "you should apply softmax first",
    ("cross-entropy", "gradient-is-one-over-p"): "the gradient is minus one over p",
    ("temperature", "reversed"): "a higher temperature makes it sharper",
    ("temperature", "multiplied"): "multiply the logits by the temperature",
    ("temperature", "changes-accuracy"): "the temperature improves the accuracy",
    ("low-precision", "shift-solves-all"): "after the shift it works just the same in half",
    ("low-precision", "bfloat-is-finer"): "bfloat16 is more precise",
    ("sampling", "argmax-is-a-draw"): "simply take the argmax",
    ("sampling", "any-noise"): "add some gaussian noise",
}


def test_common_mistakes_are_heard():
    for (follow_up, mistake), said in MISTAKES.items():
        assert mistake in covered_points(said, QUESTION.follow_up(follow_up).wrong), said
    assert set(MISTAKES) == {(part.id, item.id) for part in QUESTION.follow_ups for item in part.wrong}


RIGHT_THOUGH_CLOSE = (
    ("shift", "subtracting the maximum does not change the probabilities, it is exact and no approximation"),
    ("shift", "the maximum bounds the exponentials from above"),
    ("log-softmax", "adding an epsilon would be wrong, better stay in log space"),
    ("log-softmax", "I would tell them that it is unsafe"),
    ("gradient", "on the diagonal it is p times 1 minus p and off it minus p i p j, unlike the sigmoid"),
    ("masks", "do not set scores to zero; set them to minus infinity before"),
    ("masks", "it does make a difference: afterwards the rows do not sum to one"),
    ("cross-entropy", "do not apply softmax first, the loss does it itself"),
    ("temperature", "a high temperature flattens it and a low temperature makes it sharper"),
    ("temperature", "divide by the temperature, the accuracy stays the same"),
    ("low-precision", "bfloat16 has more range but fewer digits, so precision still matters"),
    ("sampling", "add gumbel noise to each score and take the argmax"),
)


@pytest.mark.parametrize(("follow_up", "said"), RIGHT_THOUGH_CLOSE, ids=lambda part: part.split()[0])
def test_right_answers_in_similar_words_are_not_taken_for_mistakes(follow_up, said):
    assert covered_points(said, QUESTION.follow_up(follow_up).wrong) == {}


def test_decisions_are_seen_in_the_accepted_solutions():
    for decision in QUESTION.decisions:
        assert any(holds(decision.code, QUESTION.sources[item.path]) for item in ACCEPTED), decision.id
        assert find_phrase(decision.phrases, decision.says), decision.id


LADDER_WORDS = (
    ("same number", "slice", "largest", "maximum", "keep", "infinity", "np.", "`"),
    ("largest", "max", "keep", "infinity", "total", "`"),
    ("`", "keepdims", "float", "nan", "replace", "zero"),
)


def test_no_hint_leaks_the_next():
    for hint, later in zip(QUESTION.hints, LADDER_WORDS, strict=False):
        assert [word for word in later if word in hint.text.lower()] == []


def test_the_prompt_keeps_the_facts_to_itself():
    prompt = QUESTION.prompt.lower()
    leaks = (
        "last",
        "row",
        "overflow",
        "infin",
        "nan",
        "mask",
        "float",
        "integer",
        "empty",
        "maxim",
        "copy",
        "subtract",
    )
    assert [word for word in leaks if word in prompt or word in QUESTION.starter.lower()] == []
