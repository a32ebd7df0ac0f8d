"""Time limits rise in coarse steps with what the reference takes, and never fall."""

import msgspec
import pytest

from question_bank.calibration import (
    TIMES_THE_REFERENCE,
    fitted_limits,
    measure_reference,
    needed_cpu_seconds,
    reference_source,
    with_limits,
)
from question_bank.load import load_question
from question_bank.verify import verify_question
from runner.report import Limits

DECLARED = Limits(cpu_seconds=4.0, wall_seconds=12.0, memory_mib=768)


def test_a_machine_that_is_fast_enough_keeps_the_declared_limits():
    for reference_cpu_ms in (0, 1, 400, 800):
        assert fitted_limits(DECLARED, reference_cpu_ms) == DECLARED


@pytest.mark.parametrize(("reference_cpu_ms", "cpu_seconds"), [(801, 8.0), (1600, 8.0), (1700, 16.0), (10_000, 64.0)])
def test_on_a_slow_machine_both_clocks_are_doubled_until_the_limit_is_fair(reference_cpu_ms, cpu_seconds):
    fitted = fitted_limits(DECLARED, reference_cpu_ms)
    assert fitted.cpu_seconds == cpu_seconds
    assert fitted.wall_seconds / fitted.cpu_seconds == DECLARED.wall_seconds / DECLARED.cpu_seconds
    assert msgspec.structs.replace(fitted, cpu_seconds=4.0, wall_seconds=12.0) == DECLARED


@pytest.mark.parametrize("reference_cpu_ms", [1, 37, 999, 54_321])
@pytest.mark.parametrize("declared", [0.3, 1.0, 2.0, 7.0, 45.0])
def test_no_limit_is_below_five_times_the_reference_or_above_twice_what_is_needed(declared, reference_cpu_ms):
    limits = msgspec.structs.replace(DECLARED, cpu_seconds=declared)
    fitted = fitted_limits(limits, reference_cpu_ms).cpu_seconds
    assert fitted >= needed_cpu_seconds(reference_cpu_ms) >= TIMES_THE_REFERENCE * reference_cpu_ms / 1000
    assert fitted < 2 * max(declared, needed_cpu_seconds(reference_cpu_ms))


def test_two_measurements_that_differ_by_noise_mostly_give_the_same_limits():
    fitted = {fitted_limits(DECLARED, ms).cpu_seconds for ms in range(850, 1600)}
    assert fitted == {8.0}


def test_the_reference_is_the_first_accepted_submission_and_is_run_with_patience(toy, sandbox):
    question = load_question(toy)
    assert reference_source(question) == question.sources["accepted/plain.py"]
    assert measure_reference(question, toy, sandbox) is not None
    assert sandbox.limits[-1].cpu_seconds > 5 * question.limits.cpu_seconds


def test_a_reference_that_does_not_pass_says_nothing_of_the_machine(toy, sandbox):
    (toy / "submissions/accepted/plain.py").write_text("def total(numbers):\n    return 1.0\n")
    assert measure_reference(load_question(toy), toy, sandbox) is None


def test_other_limits_leave_the_question_what_it_was(toy):
    question = load_question(toy)
    other = with_limits(question, DECLARED)
    assert other.limits == DECLARED
    assert other.sha256 == question.sha256 != ""


def test_a_package_with_a_limit_below_five_times_its_reference_is_told_so(toy, sandbox):
    text = (toy / "question.toml").read_text()
    limits = "\n[limits]\ncpu_seconds = 0.04\nwall_seconds = 0.2\nmemory_mib = 256\n"
    (toy / "question.toml").write_text(text.replace("\n[entry]", f"{limits}\n[entry]", 1))
    computing = "import time\n\n\ndef total(numbers):\n    end = time.process_time() + 0.02\n"
    computing += "    while time.process_time() < end:\n        pass\n    return float(sum(numbers))\n"
    (toy / "submissions/accepted/plain.py").write_text(computing)
    found = [one for one in verify_question(toy, sandbox).diagnostics if one.rule == "limits"]
    assert [one.severity for one in found] == ["error"]
    assert "0.04 is less than 5 times" in found[0].message
    assert sandbox.limits[-1].cpu_seconds >= 2.0


def test_limits_are_not_complained_of_where_they_are_fair(toy, sandbox):
    assert not [one for one in verify_question(toy, sandbox).diagnostics if one.rule == "limits"]
