import msgspec
import numpy as np
import pytest

from question_bank.diagnostics import Diagnostics
from question_bank.load import load_question
from question_bank.suite import _seed, run_suite
from question_bank.verify import Totals, verify_question
from question_bank.verify_repeats import try_repeats
from runner.report import Verdict


def change(folder, old, new, file="question.toml"):
    path = folder / file
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))


def messages(verification, rule):
    return [found.message for found in verification.diagnostics if found.rule == rule]


def test_a_package_that_does_not_load_is_reported_not_raised(toy, sandbox):
    (toy / "prompt.md").unlink()
    verification = verify_question(toy, sandbox)
    assert not verification.holds
    assert str(verification.diagnostics[0]).startswith("toy-sum/prompt.md: error: This file is missing")


def test_a_thin_question_is_told_what_it_lacks(toy, sandbox):
    verification = verify_question(toy, sandbox)
    assert len(messages(verification, "counts")) == 7
    assert len(messages(verification, "prose")) == 2
    assert messages(verification, "verdict") == []


def test_submissions_get_the_verdict_that_they_declare(toy, sandbox):
    steps = []
    verification = verify_question(toy, sandbox, progress=steps.append)
    totals = verification.totals
    assert (totals.accepted, totals.accepted_passed, totals.wrong, totals.rejected) == (1, 1, 1, 1)
    assert totals.trivial == totals.trivial_rejected
    assert "toy-sum: wrong/loop.py" in steps
    wrong = next(outcome for outcome in verification.submissions if outcome.path == "wrong/loop.py")
    assert wrong.not_passed == ("empty",)


@pytest.mark.parametrize(
    ("file", "old", "new", "rule"),
    [
        ("submissions/accepted/plain.py", "np.sum", "np.max", "verdict"),
        ("submissions/wrong/loop.py", "numbers[0]", "0 + numbers[0] if len(numbers) else 0", "verdict"),
        ("question.toml", 'caught_by = ["empty"]', 'caught_by = ["draws"]', "caught-by"),
        ("question.toml", 'caught_by = ["empty"]', "", "submissions"),
        ("question.toml", 'text = "second"', 'text = "use `return float(np.sum(numbers))`"', "hints"),
        ("question.toml", 'matches = ["for "]', 'matches = ["while "]', "triggers"),
        ("question.toml", 'matches = ["for "]', 'matches = ["numbers"]', "triggers"),
        ("question.toml", 'code = { matches = ["for "] }\n', "", "triggers"),
        ("question.toml", 'sample = "wrong/loop.py"', "", "triggers"),
        ("question.toml", "Yes, rounding differs.", "Yes, it differs.", "follow-ups"),
        ("question.toml", 'asks = ["what of no numbers", ', "asks = [", "facts"),
        ("question.toml", 'touches = ["check:empty", "follow_up:order"]', "", "facts"),
        ("question.toml", 'signature = "total(numbers)"', 'signature = "sum(numbers)"', "prose"),
        ("prompt.md", "Please", "The sum of nothing is 0. Please", "prose"),
        ("starter.py", "    pass", "    return float(sum(numbers))", "trivial"),
        ("starter.py", "def total", "1 / 0\ndef total", "starter"),
        ("starter.py", "def total", "def sum_up", "starter"),
        ("checks.py", "def draws(", "def _draws(", "checks"),
        (
            "checks.py",
            "expect_close(candidate.call(np.zeros(0))",
            "expect_close(0.0 if candidate.call(np.zeros(0)) is None else 0.0",
            "trivial",
        ),
        ("checks.py", "numbers = rng.random(5)", "numbers = rng.random(5); candidate.call(numbers).real", "checks"),
    ],
)
def test_a_broken_promise_is_found(toy, sandbox, file, old, new, rule):
    n_before = len(messages(verify_question(toy, sandbox), rule))
    change(toy, old, new, file)
    assert len(messages(verify_question(toy, sandbox), rule)) > n_before


def test_a_solution_that_passes_by_luck_is_found(toy, sandbox):
    question = load_question(toy)
    rng = np.random.default_rng(_seed(question.sha256, "draws", ""))
    threshold = float(rng.random(5)[0])
    lucky = (
        f"def total(numbers):\n    return float(sum(numbers)) + (len(numbers) == 5 and numbers[0] != {threshold!r})\n"
    )
    report, _ = run_suite(question, toy, lucky, "submit", sandbox)
    assert report.verdict is Verdict.PASSED
    report, _ = run_suite(question, toy, lucky, "submit", sandbox, salt="verify 0")
    assert report.verdict is Verdict.FAILED


def test_a_solution_that_fails_now_and_then_is_found_by_repeats(toy, sandbox):
    question = load_question(toy)
    lucky = "def total(numbers):\n    return float(sum(numbers)) + (len(numbers) == 5 and numbers[0] < 0.5)\n"
    for source, n_failures in ((question.sources["accepted/plain.py"], 0), (lucky, 1)):
        changed = msgspec.structs.replace(question, sources={"accepted/plain.py": source})
        found = Diagnostics(question.id)
        accepted = [item for item in question.submissions if item.expect == "passed"]
        n_repeats, n_passed = try_repeats(changed, toy, sandbox, found, accepted, n_repeats=20, n_workers=2)
        assert n_repeats == 20
        assert (n_passed == 20) is (n_failures == 0)
        assert n_passed > 0
        assert len(found.all) == n_failures


def test_checks_in_random_order_are_all_run(toy, sandbox):
    question = load_question(toy)
    source = question.sources["accepted/plain.py"]
    orders = set()
    for salt in "abcdefgh":
        report, _ = run_suite(question, toy, source, "submit", sandbox, salt=salt, shuffled=True)
        assert report.verdict is Verdict.PASSED
        orders.add(tuple(check.name for check in report.checks))
    assert len(orders) > 1
    assert {frozenset(order) for order in orders} == {frozenset(check.name for check in question.checks)}


def test_totals_add_up_and_are_plain_data(toy, sandbox):
    totals = verify_question(toy, sandbox).totals
    both = totals + Totals(questions=2, wrong=5)
    assert (both.questions, both.wrong, both.checks) == (3, 6, 3)
    assert msgspec.to_builtins(both)["questions"] == 3


def test_a_class_is_an_entry_as_good_as_a_function(toy, sandbox):
    n_before = len(messages(verify_question(toy, sandbox), "starter"))
    change(toy, "def total(numbers):", "class total:\n  def __init__(self, numbers):", "starter.py")
    assert len(messages(verify_question(toy, sandbox), "starter")) == n_before == 0
