"""A question whose answer is a class brings a public driver; what is wrong with that is found ahead of time."""

import msgspec
import pytest

from question_bank.load import load_question
from question_bank.problem import BadField
from question_bank.schema import question_schema
from question_bank.suite import run_suite
from question_bank.verify import _DRIVERS_LINE, verify_question
from runner.report import RunReport, Verdict

DRIVER = "import solution\n\ndef total_of(numbers):\n    return solution.total(numbers)\n"


def test_a_driver_is_loaded_and_part_of_the_digest(toy):
    without = load_question(toy)
    (toy / "driver.py").write_text(DRIVER)
    question = load_question(toy)
    assert (without.driver, question.driver) == ("", DRIVER)
    assert question.sha256 != without.sha256


@pytest.mark.parametrize(("content", "says"), [("def (\n", "not Python"), ("x = 1\n\0", "not Python")])
def test_a_driver_that_is_no_python_keeps_the_package_from_loading(toy, content, says):
    (toy / "driver.py").write_text(content)
    with pytest.raises(BadField, match=says):
        load_question(toy)


def test_no_question_toml_gives_the_driver(toy):
    text = (toy / "question.toml").read_text()
    (toy / "question.toml").write_text('driver = "x"\n' + text)
    with pytest.raises(BadField, match="driver"):
        load_question(toy)
    assert "driver" not in question_schema()["$defs"]["Question"]["properties"]


def test_checks_are_given_the_driver_and_the_run_as_a_script_is_not(toy, sandbox):
    (toy / "driver.py").write_text(DRIVER)
    source = "def total(numbers):\n    return float(sum(numbers))\n"
    run_suite(load_question(toy), toy, source, "run", sandbox)
    assert [(program.as_main, program.driver) for program in sandbox.programs] == [(True, ""), (False, DRIVER)]


def test_verify_names_the_line_of_a_driver_that_breaks(toy, sandbox, monkeypatch):
    (toy / "driver.py").write_text(DRIVER)

    def broken(*_arguments, **_options):
        trace = 'Traceback (most recent call last):\n  File "driver.py", line 3, in <module>\nKeyError: 1'
        return RunReport("submit", Verdict.ERROR, error=trace), None

    monkeypatch.setattr("question_bank.verify.run_suite", broken)
    found = [item for item in verify_question(toy, sandbox).diagnostics if item.rule == "driver"]
    assert [(item.file, item.line) for item in found] == [("driver.py", 3)]
    assert "KeyError: 1" in found[0].message
    assert msgspec.structs.asdict(found[0])["severity"] == "error"
    assert not _DRIVERS_LINE.findall('File "solution.py", line 3')
