"""What a candidate sees of a run, and stateful answers: the same on every back-end."""

import sys
from collections.abc import Iterator

import numpy as np
import pytest

from runner import backends
from runner.report import Limits, OwnTest, Verdict
from runner.sandbox import Answered, Program, Raised, Remains, Sandbox, SandboxError, Stopped

pytestmark = [
    pytest.mark.sandbox,
    pytest.mark.skipif(sys.platform != "linux", reason="the back-ends need Linux"),
]

LIMITS = Limits(cpu_seconds=10, wall_seconds=30, memory_mib=512)
TIGHT = Limits(cpu_seconds=1.0, wall_seconds=4.0, memory_mib=256)


def _back_end(kind: backends.Kind):
    missing = backends.what_is_missing(kind.name)
    return pytest.param(kind, id=kind.name, marks=pytest.mark.skipif(bool(missing), reason=f"{missing} is not there"))


@pytest.fixture(scope="module", params=map(_back_end, backends.ALL))
def sandbox(request: pytest.FixtureRequest) -> Iterator[Sandbox]:
    with request.param.make(1) as back_end:
        yield back_end


def ran(sandbox: Sandbox, source: str, *, limits: Limits = LIMITS, **program) -> Remains:
    """Run a file as Run does, its own tests included."""
    with sandbox.open(Program(source, as_main=True, **program), limits) as box:
        if not isinstance(box.load(), Stopped):
            box.run_own_tests()
        return box.close()


def verdicts(remains: Remains) -> dict[str, str]:
    return {test.name: test.verdict.value for test in remains.own_tests}


def the_test(remains: Remains) -> OwnTest:
    (test,) = remains.own_tests
    return test


EVERY_KIND = '''
import pytest
import numpy as np

def double(x):
    """Twice.

    >>> double(2)
    4
    >>> double(3)
    7
    """
    return 2 * x

assert double(1) == 3
assert double(1) == 2

def test_right(): assert double(2) == pytest.approx(4)
def test_wrong():
    print("on the way")
    assert double(2) == 5

@pytest.fixture
def two(): return 2
def test_with_a_fixture(two, tmp_path, capsys, monkeypatch, request, caplog):
    (tmp_path / "file").write_text("text")
    monkeypatch.setenv("A_NAME", "value")
    print("words")
    assert capsys.readouterr().out == "words\\n"
    assert double(two) == 4

@pytest.mark.parametrize("x", [1, 2])
def test_each(x): assert double(x) == 2

def test_raises():
    with pytest.raises(TypeError, match="unsupported"):
        double(None)
def test_does_not_raise():
    with pytest.raises(ValueError): double(1)
def test_breaks(): double()
@pytest.mark.skip(reason="another day")
def test_skipped(): pass
@pytest.mark.xfail(reason="known")
def test_expected_to_fail(): assert 0

class TestClass:
    def setup_method(self): self.x = 3
    def test_method(self): assert double(self.x) == 6

import unittest
class TestCase(unittest.TestCase):
    def test_case(self): self.assertEqual(double(1), 3)

def test_step(model, loader):
    """A helper that trains a model is no test."""

if __name__ == "__main__":
    print("as always")
    assert double(4) == 9
'''


def test_own_tests_of_every_kind_are_told_of_one_by_one(sandbox: Sandbox):
    remains = ran(sandbox, EVERY_KIND)
    assert verdicts(remains) == {
        "doctest of double": "failed",
        "assert double(1) == 3": "failed",
        "assert double(1) == 2": "passed",
        "test_right": "passed",
        "test_wrong": "failed",
        "test_with_a_fixture": "passed",
        "test_each[1]": "passed",
        "test_each[2]": "failed",
        "test_raises": "passed",
        "test_does_not_raise": "failed",
        "test_breaks": "error",
        "test_skipped": "not_run",
        "test_expected_to_fail": "passed",
        "TestClass.test_method": "passed",
        "TestCase.test_case": "failed",
        "assert double(4) == 9": "failed",
    }
    assert remains.stdout == "as always\n"
    assert remains.stderr == ""
    lines = [test.line for test in remains.own_tests]
    assert lines == sorted(lines)
    kinds = {test.kind for test in remains.own_tests}
    assert kinds == {"assertion", "main", "doctest", "function"}
    said = {test.name: test.message for test in remains.own_tests}
    assert "assert 4 == 5" in said["test_wrong"]
    assert "where 4 = double(2)" in said["test_wrong"]
    assert "It printed:\n    on the way" in said["test_wrong"]
    assert 'File "solution.py", line 21' in said["test_wrong"]
    assert "DID NOT RAISE ValueError" in said["test_does_not_raise"]
    assert "missing 1 required positional argument" in said["test_breaks"]
    assert said["test_skipped"] == "Skipped: another day"
    assert "Expected:\n    7\nGot:\n    6" in said["doctest of double"]
    assert all("/" not in words.replace("'/'", "") for words in said.values())


def test_cases_of_unittest_are_told_of_whatever_their_class_is_called(sandbox: Sandbox):
    source = "import unittest\nclass Doubling(unittest.TestCase):\n    def test_one(self): self.assertEqual(1, 2)\n"
    remains = ran(sandbox, f"{source}if __name__ == '__main__':\n    unittest.main()")
    assert verdicts(remains) == {"Doubling.test_one": "failed", "main block": "failed"}
    assert remains.own_tests[-1].message == "It ended with exit code 1."


def test_own_tests_give_the_same_words_each_time(sandbox: Sandbox):
    source = (
        "class A: pass\ndef f(): return A()\nassert f() == 1\nassert {'b', 'a', 'c'} == {A, 'a'}\n"
        "def test_a(tmp_path): assert f() == tmp_path.parent.name\n"
        "def test_b():\n    print(object())\n    assert f'{f()}' == ''"
    )
    first, second = ran(sandbox, source), ran(sandbox, source)
    assert first.own_tests == second.own_tests
    assert "A object at 0x…" in first.own_tests[0].message


def test_a_file_that_breaks_still_has_the_tests_that_it_defined(sandbox: Sandbox):
    source = "def test_a(): pass\nassert 1\nraise ValueError('no')\nassert 2\ndef test_b(): pass\n"
    assert verdicts(ran(sandbox, source)) == {
        "test_a": "passed",
        "assert 1": "passed",
        "assert 2": "not_run",
        "test_b": "not_run",
    }


@pytest.mark.parametrize(
    ("body", "verdict", "says"),
    [
        ("while True: pass", "time_limit", "CPU time"),
        ("import time; time.sleep(100)", "time_limit", "waiting or sleeping"),
        ("import os; os._exit(0)", "error", "ended itself"),
        ("x = 'x' * (10 << 30)", "memory_limit", "memory"),
        ("import os; os.fork()", "forbidden", "sandbox does not allow"),
        ("raise SystemExit", "error", "SystemExit"),
    ],
)
def test_a_test_that_does_not_end_is_named_and_hides_none_before_it(
    sandbox: Sandbox, body: str, verdict: str, says: str
):
    if "fork" in body and sandbox.name.startswith("unwalled"):
        # Without walls the call filter is in force only where the machine has one; that is tried elsewhere.
        body, verdict, says = "raise SystemExit", "error", "SystemExit"
    source = f"def test_first(): pass\ndef test_second():\n    {body}\ndef test_third(): pass"
    remains = ran(sandbox, source, limits=TIGHT)
    assert remains.own_tests[0].verdict is Verdict.PASSED
    second = remains.own_tests[1]
    assert second.verdict.value == verdict
    assert says in second.message


@pytest.mark.parametrize(
    "trick",
    [
        "import sys; sys.modules['pytest'] = None",
        "import sys, types; sys.modules['pytest'] = types.ModuleType('pytest')",
        "import builtins; builtins.__import__ = None",
        "def pytest_configure(config): 1 / 0",
        "pytest_plugins = ['nothing_like_it']",
        "import json; json.dumps = None; import re; re.compile = None",
    ],
)
def test_tricks_on_the_tests_cheat_only_themselves(sandbox: Sandbox, trick: str):
    remains = ran(sandbox, f"{trick}\nassert 1 == 2\ndef test_a(): assert False\n")
    assert remains.own_tests[0].verdict is Verdict.FAILED
    assert all(test.verdict is not Verdict.PASSED for test in remains.own_tests)


def test_forged_frames_about_tests_stay_within_bounds(sandbox: Sandbox):
    source = """
import gc
session = next(o for o in gc.get_objects() if type(o).__name__ == "_Session")
session._send({"kind": "own_tests", "tests": [{"name": "x" * 9999, "kind": "function", "line": 1}] * 3000})
session._send({"kind": "own_test", "at": 0, "verdict": "passed", "message": "y" * 99999})
session._send({"kind": "table", "columns": ["<b>"], "dtypes": [1]})
session._send({"kind": "warned", "category": "x" * 9999, "message": "z" * 99999, "line": 10**30})
"""
    remains = ran(sandbox, source)
    assert len(remains.own_tests) == 400
    assert max(len(test.name) for test in remains.own_tests) == 200
    assert remains.tables == ()
    (warned,) = remains.warnings
    assert (len(warned.category), len(warned.message), warned.line) == (100, 1000, None)


def test_warnings_name_the_line_once_for_each_place(sandbox: Sandbox):
    source = """
import warnings
import numpy as np
def f():
    warnings.warn("careful")
for _ in range(3):
    f()
np.zeros(1) / 0
np.mean([])
with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    warnings.warn("not to be seen")
x = 1 is 1
"""
    remains = ran(sandbox, source)
    assert [(warned.category, warned.line) for warned in remains.warnings[:3]] == [
        ("SyntaxWarning", 13),
        ("UserWarning", 5),
        ("RuntimeWarning", 8),
    ]
    assert {warned.line for warned in remains.warnings[3:]} == {9}
    assert remains.stderr == ""


def test_warnings_without_end_are_cut_and_said_so(sandbox: Sandbox):
    remains = ran(sandbox, "import warnings\nfor n in range(500): warnings.warn(f'number {n}')")
    assert len(remains.warnings) == 40
    assert remains.stderr == "More than 40 warnings; the others were left out.\n"


def test_display_is_there_in_a_run_and_when_checked(sandbox: Sandbox):
    source = "import numpy as np\ndef f(x):\n    display(x)\n    return x\nf(np.array([1.5]))"
    assert ran(sandbox, source).stdout == "array([1.5])\n"
    with sandbox.open(Program(source), LIMITS) as box:
        assert box.load() == Answered(None)
        assert box.call("f", (1,)) == Answered(1)
        assert box.close().tables == ()


def test_frames_are_shown_as_tables_and_figures_as_pictures(sandbox: Sandbox):
    source = """
import pandas as pd, matplotlib.pyplot as plt
display(pd.DataFrame({"a": [1, 2]}), pd.Series([1.0], name="s"), "text")
figure, axes = plt.subplots()
axes.set_title("a line")
display(figure)
def test_that_draws():
    plt.plot([1, 2])
"""
    remains = ran(sandbox, source, profile="science")
    assert [table.columns for table in remains.tables] == [("a",), ("s",)]
    assert remains.figures[0].title == "a line"
    assert remains.stdout == "'text'\n"
    assert verdicts(remains) == {"test_that_draws": "passed"}


def test_checks_show_nothing(sandbox: Sandbox):
    source = "import warnings\ndef f(x):\n    warnings.warn(str(x))\n    display(x)\n    return x\nassert f(1) == 2"
    with sandbox.open(Program(source), LIMITS) as box:
        assert box.load() == Answered(None)
        box.call("f", (7,))
        with pytest.raises(SandboxError):
            box.run_own_tests()
        remains = box.close()
    assert (remains.tables, remains.warnings, remains.own_tests) == ((), (), ())


# Stateful answers

COUNTER = """
class Counter:
    def __init__(self, start): self.n = start
    def add(self, numbers):
        self.n += numbers.sum()
        return self
"""
DRIVER = """
import solution

_held = {}

def start(n): _held["counter"] = solution.Counter(n)
def add(numbers): _held["counter"].add(numbers)
def total(): return _held["counter"].n
"""


def test_a_driver_keeps_what_calls_have_made(sandbox: Sandbox):
    with sandbox.open(Program(COUNTER, driver=DRIVER), LIMITS) as box:
        assert box.load() == Answered(None)
        assert box.call("start", (3,)) == Answered(None)
        assert box.call("add", (np.arange(4),)) == Answered(None)
        assert box.call("add", (np.arange(2),)) == Answered(None)
        assert box.call("total") == Answered(10)
        # What the driver does not have is looked for in the file.
        assert isinstance(box.call("Counter", (1,)), Raised)


def test_a_class_that_is_missing_is_named(sandbox: Sandbox):
    for driver in (DRIVER, "from solution import Counter\ndef start(n): return Counter(n).n"):
        with sandbox.open(Program("def other(): pass", driver=driver), LIMITS) as box:
            outcome = box.load()
            if isinstance(outcome, Answered):
                outcome = box.call("start", (1,))
            assert isinstance(outcome, Raised)
            assert outcome.type_name == "NameError"
            assert outcome.message == "The file does not define `Counter`. It defines `other`."


def test_what_raises_in_the_class_points_at_the_files_line_and_the_drivers(sandbox: Sandbox):
    source = COUNTER.replace("self.n += numbers.sum()", "raise ValueError('too many')")
    with sandbox.open(Program(source, driver=DRIVER), LIMITS) as box:
        box.load()
        box.call("start", (1,))
        outcome = box.call("add", (np.arange(2),))
    assert isinstance(outcome, Raised)
    assert (outcome.type_name, outcome.line) == ("ValueError", 5)
    assert 'File "driver.py", line 7, in add' in outcome.traceback
    assert 'File "solution.py", line 5, in add' in outcome.traceback


@pytest.mark.parametrize("driver", ["1 / 0", "import nothing_like_it", "def ("])
def test_a_driver_that_cannot_be_loaded_is_told_of_by_its_own_line(sandbox: Sandbox, driver: str):
    with sandbox.open(Program(COUNTER, driver=driver), LIMITS) as box:
        outcome = box.load()
    assert isinstance(outcome, Raised)
    assert outcome.line is None
    assert "driver.py" in outcome.traceback


def test_a_run_as_the_main_program_may_have_a_driver_and_no_class(sandbox: Sandbox):
    assert ran(sandbox, COUNTER + "\nassert Counter(1).n == 1", driver=DRIVER).own_tests[0].verdict is Verdict.PASSED
