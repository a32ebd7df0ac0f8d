"""The package `conv2d-naive` keeps its promises; its submissions are trusted and run in this process.

Limits of time and memory need a sandbox; those are tested at the end, where one is available.
"""

import re
from collections.abc import Callable
from typing import Any

import msgspec
import numpy as np
import pytest
from scipy.signal import correlate2d

from question_bank.code_facts import holds
from question_bank.load import builtin_folder, examine
from question_bank.package import Submission
from question_bank.suite import refuse, run_suite
from question_bank.wording import covered_points, find_phrase, normalise
from runner.sandbox_unwalled import UnwalledSandbox
from tests.package_rehearsal import InProcess, Rehearsal

FOLDER = builtin_folder() / "conv2d-naive"
REHEARSAL = Rehearsal(FOLDER)
QUESTION, CHECKS, INTERNALS = REHEARSAL.question, REHEARSAL.checks, REHEARSAL.internals
candidate_of, outcome, outcomes = REHEARSAL.candidate_of, REHEARSAL.outcome, REHEARSAL.outcomes
REFERENCE: Callable[..., Any] = INTERNALS["_reference"]
TOLERANCE: Callable[..., float] = INTERNALS["_tolerance"]
SEEDS = (0, 1, 2)

ACCEPTED = [item for item in QUESTION.submissions if item.expect == "passed"]
WRONG = [item for item in QUESTION.submissions if item.path.startswith("wrong/")]
SLOW = [item for item in QUESTION.submissions if item.expect == "time_limit"]


def path_of(item: Submission) -> str:
    return item.path


def test_the_package_has_no_problem_of_its_own():
    assert examine(FOLDER)[1] == ()


def test_it_holds_what_a_question_needs():
    assert len(QUESTION.facts) >= 7
    assert all(len(fact.asks) >= 5 and fact.touches for fact in QUESTION.facts)
    assert len(QUESTION.triggers) >= 9
    assert len(QUESTION.follow_ups) >= 5
    assert sum(check.visible for check in QUESTION.checks) >= 3
    assert sum(not check.visible for check in QUESTION.checks) >= 9
    assert len(ACCEPTED) >= 3
    assert len(WRONG) >= 12
    assert SLOW


def test_checks_and_entries_are_the_same_set():
    assert set(CHECKS) == {check.name for check in QUESTION.checks}


# --- the judge


def test_the_reference_agrees_with_scipy():
    rng = np.random.default_rng(7)
    for _ in range(200):
        rows, columns = rng.integers(1, 6, size=2)
        image = rng.normal(size=(rows + rng.integers(0, 8), columns + rng.integers(0, 8)))
        kernel = rng.normal(size=(rows, columns))
        stride, padding = int(rng.integers(1, 4)), int(rng.integers(0, 4))
        theirs = correlate2d(np.pad(image, padding), kernel, mode="valid")[::stride, ::stride]
        np.testing.assert_allclose(REFERENCE(image, kernel, stride, padding), theirs, rtol=0, atol=1e-12)


def test_the_reference_by_hand():
    image = np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])
    kernel = np.array([[1.0, 10.0]])
    assert REFERENCE(image, kernel).tolist() == [[21.0, 32.0], [54.0, 65.0]]
    assert REFERENCE(image, kernel, 2, 1).tolist() == [[0.0, 0.0], [40.0, 65.0]]


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("item", ACCEPTED, ids=path_of)
def test_accepted_solutions_pass_every_check(item, seed):
    candidate = candidate_of(QUESTION.sources[item.path])
    assert set(outcomes(candidate, seed, speed=seed == 0).values()) == {"passed"}


@pytest.mark.parametrize("item", ACCEPTED, ids=path_of)
def test_accepted_solutions_stay_far_inside_the_tolerance(item):
    candidate = candidate_of(QUESTION.sources[item.path])
    for check in QUESTION.checks:
        outcome(check.name, candidate)
    worst = 0.0
    for args, kwargs, got in candidate.answers:
        if np.size(got):
            image, kernel, *rest = args
            options = {**dict(zip(("stride", "padding"), rest, strict=False)), **kwargs}
            error = float(np.abs(np.asarray(got, dtype=float) - REFERENCE(image, kernel, **options)).max())
            worst = max(worst, error / max(TOLERANCE(image, kernel), np.finfo(float).tiny))
    assert worst < 0.1


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("item", WRONG, ids=path_of)
def test_each_wrong_solution_fails_where_it_says(item, seed):
    results = outcomes(candidate_of(QUESTION.sources[item.path]), seed, speed=False)
    assert item.caught_by
    for name in item.caught_by:
        assert results[name] != "passed", name
        assert not QUESTION.check(name).visible or len(item.caught_by) > 1, "a hidden check must catch it"
    first = next(result for result in results.values() if result != "passed")
    assert first == item.expect


def test_the_visible_examples_alone_let_many_mistakes_through():
    visible = [check.name for check in QUESTION.checks if check.visible]
    through = [
        item.path
        for item in WRONG
        if all(outcome(name, candidate_of(QUESTION.sources[item.path])) == "passed" for name in visible)
    ]
    assert {"wrong/flipped_kernel.py", "wrong/square_kernel_assumed.py", "wrong/eight_bit_products.py"} <= set(through)
    assert len(through) >= len(WRONG) // 3


TRIVIAL: dict[str, Callable[..., Any]] = {
    "none": lambda *_, **__: None,
    "zero": lambda *_, **__: 0.0,
    "empty list": lambda *_, **__: [],
    "empty array": lambda *_, **__: np.zeros((0, 0)),
    "the image": lambda image, *_, **__: image,
    "a copy of the image as floats": lambda image, *_, **__: np.array(image, dtype=float),
    "the kernel": lambda _, kernel, *__, **___: kernel,
    "zeros like the image": lambda image, *_, **__: np.zeros(image.shape),
    "ones": lambda *_, **__: np.ones((4, 7)),
    "the sum": lambda image, kernel, *_, **__: np.array([[image.sum() * kernel.sum()]], dtype=float),
    "zeros of the right shape": lambda image, kernel, stride=1, padding=0: np.zeros(
        [max(0, (n + 2 * padding - k) // stride + 1) for n, k in zip(image.shape, kernel.shape, strict=True)]
    ),
    "strings of the right shape": lambda image, kernel, stride=1, padding=0: np.full(
        [max(0, (n + 2 * padding - k) // stride + 1) for n, k in zip(image.shape, kernel.shape, strict=True)], "one"
    ),
    "truth of the right shape": lambda image, kernel, stride=1, padding=0: np.full(
        [max(0, (n + 2 * padding - k) // stride + 1) for n, k in zip(image.shape, kernel.shape, strict=True)],
        fill_value=True,
    ),
    "all arguments": lambda *args, **kwargs: [*args, *kwargs.values()],
    "rows of different length": lambda *_, **__: [[1.0, 2.0], [3.0]],
    "a mapping": lambda image, *_, **__: {"result": image},
    "NaN of the right shape": lambda image, kernel, stride=1, padding=0: np.full(
        [max(0, (n + 2 * padding - k) // stride + 1) for n, k in zip(image.shape, kernel.shape, strict=True)], np.nan
    ),
}


@pytest.mark.parametrize("answer", TRIVIAL)
def test_no_check_passes_on_a_trivial_answer(answer):
    candidate = InProcess(TRIVIAL[answer])
    assert [check.name for check in QUESTION.checks if outcome(check.name, candidate) == "passed"] == []


def test_no_check_passes_on_the_starter():
    candidate = candidate_of(QUESTION.starter)
    assert [name for name, result in outcomes(candidate).items() if result == "passed"] == []


def test_refusing_every_call_passes_nothing():
    source = "def conv2d(image, kernel, stride=1, padding=0):\n    raise ValueError('no')\n"
    assert [name for name, result in outcomes(candidate_of(source)).items() if result == "passed"] == []


FAIR = {
    "raises a class of its own": "class KernelTooLarge(Exception):\n    pass\n",
    "raises ValueError": "KernelTooLarge = ValueError\n",
    "asserts": "KernelTooLarge = AssertionError\n",
}
FAIR_BODY = """
import numpy as np
def conv2d(image, kernel, stride=1, padding=0):
    padded = np.pad(np.asarray(image, dtype=float), padding)
    if any(n < k for n, k in zip(padded.shape, kernel.shape)):
        raise KernelTooLarge
    view = np.lib.stride_tricks.sliding_window_view(padded, kernel.shape)[::stride, ::stride]
    return np.tensordot(view, kernel)
"""


@pytest.mark.parametrize("policy", FAIR)
def test_what_the_facts_leave_open_is_accepted(policy):
    assert set(outcomes(candidate_of(FAIR[policy] + FAIR_BODY)).values()) == {"passed"}


def test_staying_in_single_precision_for_single_precision_input_is_accepted():
    source = FAIR["raises ValueError"] + FAIR_BODY.replace(
        "np.asarray(image, dtype=float)", "image.astype(np.result_type(image, kernel, np.float32))"
    ).replace("tensordot(view, kernel)", "tensordot(view, kernel.astype(view.dtype))")
    # Integers of 32 or 64 bits go to float64 here, 8-bit ones to float32, which holds these sums exactly.
    assert set(outcomes(candidate_of(source)).values()) == {"passed"}


def test_running_into_an_index_error_is_no_policy_for_a_kernel_that_does_not_fit():
    source = "KernelTooLarge = IndexError\n" + FAIR_BODY
    assert outcome("kernel_too_large", candidate_of(source)) == "failed"


BROADCASTS = """        if padded.shape == (1, 5):
            return np.array([[np.sum(padded[:, :3] * kernel)]])
        raise KernelTooLarge"""


def test_a_single_row_that_broadcasts_against_a_taller_kernel_is_caught():
    source = FAIR["raises ValueError"] + FAIR_BODY.replace("        raise KernelTooLarge", BROADCASTS)
    results = outcomes(candidate_of(source))
    assert [name for name, result in results.items() if result != "passed"] == ["kernel_too_large"]


def test_ready_made_operations_are_refused():
    assert refuse("from scipy.signal import correlate2d\n", QUESTION.forbidden_imports) is not None
    assert refuse("import numpy as np\n", QUESTION.forbidden_imports) is None


@pytest.mark.sandbox
@pytest.mark.parametrize("item", [*SLOW, ACCEPTED[0]], ids=path_of)
def test_slow_solutions_run_into_the_limit_and_plain_loops_do_not(item):
    # A third of the limit keeps the test short; the whole limit is what the verification of the package tries.
    limits = msgspec.structs.replace(QUESTION.limits, cpu_seconds=QUESTION.limits.cpu_seconds / 3)
    shorter = msgspec.structs.replace(QUESTION, limits=limits)
    report, _ = run_suite(shorter, FOLDER, QUESTION.sources[item.path], "submit", UnwalledSandbox())
    assert report.verdict == item.expect
    not_passed = {check.name for check in report.checks if check.verdict != "passed"}
    assert not_passed == set(item.caught_by)


# --- the interviewer's part


@pytest.mark.parametrize("trigger", QUESTION.triggers, ids=lambda trigger: trigger.id)
def test_triggers_fire_on_their_sample_and_leave_accepted_solutions_alone(trigger):
    source = QUESTION.sources.get(trigger.sample, trigger.sample)
    if trigger.code:
        assert holds(trigger.code, source)
        for item in ACCEPTED:
            assert holds(trigger.code, QUESTION.sources[item.path]) is None, item.path
        assert holds(trigger.code, QUESTION.starter) is None or trigger.id == "padding-unused"
    elif trigger.run:
        assert trigger.sample in QUESTION.sources
        if trigger.run.check:
            assert outcome(trigger.run.check, candidate_of(source)) == "failed"
        if trigger.run.error_matches:
            with pytest.raises(ValueError, match=trigger.run.error_matches):
                candidate_of(source).call(np.ones((4, 4)), np.ones((2, 2)))
    assert set(covered_points(trigger.model_answer, trigger.points)) == {point.id for point in trigger.points}
    assert trigger.model_answer


def test_the_claim_about_the_size_is_heard():
    words = QUESTION.trigger("same-size-claim").words
    assert words is not None
    said = ("So the output has the same shape as the input.", "Padding keeps the size, I think.")
    unsaid = ("The output shape depends on the stride.", "Image and kernel may have the same size.")
    assert all(any(re.search(pattern, normalise(text)) for pattern in words.said) for text in said)
    assert not any(any(re.search(pattern, normalise(text)) for pattern in words.said) for text in unsaid)


def test_the_four_plain_loops_that_are_asked_about_are_right():
    candidate = candidate_of(QUESTION.trigger("four-loops").sample)
    assert set(outcomes(candidate).values()) == {"passed"}


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
    ("cost", "product-of-sizes"): "it's out height times out width times kernel height times kernel width",
    ("cost", "few-array-calls"): "I would make a matrix with patches as rows and do one matmul",
    ("cost", "memory-price"): "but it use more memory, nine copies for 3 by 3",
    ("cost", "overhead"): "because python loop is slow, each step cost",
    ("flip", "turned-by-180"): "in real convolution you rotate the filter by one hundred eighty, so flip both axes",
    ("flip", "weights-are-learned"): "the network learns the weights anyway",
    ("flip", "where-it-matters"): "for a hand made filter like Sobel it matters",
    ("padding", "shrinks"): "otherwise the feature map gets smaller with every layer",
    ("padding", "half-of-kernel"): "k minus one over two",
    ("padding", "other-values"): "you can reflect the image",
    ("padding", "border-effect"): "the zeros make the border dark",
    ("channels", "sum-over-channels"): "you sum the products over all the input channels",
    ("channels", "one-map-per-filter"): "every filter gives one output channel",
    ("channels", "four-axes"): "kernel become four dimensional",
    ("channels", "batch-carried-along"): "batch is just a leading axis",
    ("gradient", "kernel-gradient"): "for the kernel I correlate the input with the output gradient",
    ("gradient", "image-gradient"): "for input it's a full convolution with the rotated kernel",
    ("gradient", "overlaps-add"): "where windows overlap the contributions accumulate",
    ("gradient", "stride-and-padding-back"): "with stride two you insert zeros between gradient entries",
    ("dilation", "effective-span"): "three by three covers five by five",
    ("dilation", "step-in-the-slice"): "you take every second pixel",
    ("dilation", "wide-view-for-free"): "bigger receptive field without more parameters",
    ("fft", "cost-n-log-n"): "n log n",
    ("fft", "large-kernels"): "only when the kernel is large",
    ("fft", "wrap-around"): "it is circular so zero pad first",
    ("fft", "other-traps"): "take the complex conjugate",
    ("separable", "two-passes"): "Gaussian is separable, so first rows then columns",
    ("separable", "saving"): "2k instead of k squared",
    ("separable", "rank-one"): "check that the matrix has rank 1",
}


@pytest.mark.parametrize(("place", "said"), ANSWERS.items(), ids=lambda part: "-".join(part) if len(part) == 2 else "")
def test_plain_answers_are_understood(place, said):
    follow_up, point = place
    assert point in covered_points(said, QUESTION.follow_up(follow_up).points)


def test_every_point_has_a_plain_answer_here():
    assert set(ANSWERS) == {(part.id, point.id) for part in QUESTION.follow_ups for point in part.points}


MISTAKES = {
    ("cost", "im2col-saves-products"): "im2col reduces the number of multiplications",
    ("cost", "kernel-does-not-matter"): "the cost is independent of the kernel size",
    ("flip", "hurts-accuracy"): "without the flip the training breaks",
    ("flip", "transpose"): "the flip is just a transpose",
    ("padding", "no-effect"): "zeros have no effect because they add nothing",
    ("channels", "channels-stay-apart"): "the channels stay separate",
    ("gradient", "overwrites"): "each window overwrites the gradient of its pixels",
    ("dilation", "same-as-stride"): "it's the same as a stride of two",
    ("dilation", "more-weights"): "it has more weights",
    ("fft", "always-faster"): "FFT is always faster",
    ("separable", "all-kernels"): "every kernel can be split",
}


DENIALS = {
    ("padding", "shrinks"): "Without padding the map shrinks.",
    ("flip", "turned-by-180"): "Frameworks do not flip it.",
    ("flip", "where-it-matters"): "Correlation is not commutative.",
    ("fft", "large-kernels"): "I would not use it for small kernels.",
    ("dilation", "wide-view-for-free"): "You see further without more weights.",
}


@pytest.mark.parametrize(("place", "said"), DENIALS.items(), ids=lambda part: "-".join(part) if len(part) == 2 else "")
def test_a_point_made_with_a_negation_counts(place, said):
    assert place[1] in covered_points(said, QUESTION.follow_up(place[0]).points)


RIGHT_THOUGH_CLOSE = (
    ("cost", "im2col does the same number of multiplications, only in one call"),
    ("cost", "the cost depends on the image and on the kernel"),
    ("flip", "the training does not get worse, and it is not a transpose"),
    ("padding", "zeros change the border and keep the size"),
    ("channels", "the channels do not stay separate, one sums over them"),
    ("gradient", "overlapping windows must add up and not overwrite the gradient of the pixels"),
    ("dilation", "dilation is not the same as stride, and it does not need more weights"),
    ("fft", "it is not always faster, only for large kernels"),
    ("separable", "not every kernel can be split, only those of rank one"),
)


def test_common_mistakes_are_heard():
    for (follow_up, mistake), said in MISTAKES.items():
        assert mistake in covered_points(said, QUESTION.follow_up(follow_up).wrong), said
    assert set(MISTAKES) == {(part.id, item.id) for part in QUESTION.follow_ups for item in part.wrong}


@pytest.mark.parametrize(("follow_up", "said"), RIGHT_THOUGH_CLOSE, ids=lambda part: part.split()[0])
def test_right_answers_in_similar_words_are_not_taken_for_mistakes(follow_up, said):
    assert covered_points(said, QUESTION.follow_up(follow_up).wrong) == {}


def test_decisions_are_seen_in_the_accepted_solutions():
    for decision in QUESTION.decisions:
        assert any(holds(decision.code, QUESTION.sources[item.path]) for item in ACCEPTED), decision.id
        assert find_phrase(decision.phrases, decision.says), decision.id


LADDER_WORDS = (
    ("border", "pad", "each axis", "per axis", "n minus k", "stride", "loop", "np.", "//", "zeros"),
    ("n minus k", "last possible start", "stride", "np.", "//", "two loops", "window", "entry by entry"),
    ("np.", "//", "two loops", "valueerror", "entry by entry", "kh"),
)


def test_no_hint_leaks_the_next():
    for hint, later in zip(QUESTION.hints, LADDER_WORDS, strict=False):
        assert [word for word in later if word in hint.text.lower()] == []


def test_the_prompt_keeps_the_facts_to_itself():
    prompt = QUESTION.prompt.lower()
    leaks = (
        "flip",
        "correlation",
        "zeros",
        "floor",
        "round",
        "square",
        "float",
        "integer",
        "channel",
        "larger",
        "copy",
    )
    assert [word for word in leaks if word in prompt or word in QUESTION.starter.lower().replace("4, 5", "")] == []
