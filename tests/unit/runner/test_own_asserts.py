"""Assertions at the top of a file become tests: each is told of, none keeps the rest of the file from running."""

import ast
import textwrap

import pytest

from runner.harness.candidate import worded
from runner.harness.own_asserts import OwnAsserts


class Told(list):
    """What is told, and by name how each test ended last."""

    def outcomes(self) -> dict[str, str]:
        tests = self[0]["tests"] if self else []
        found = {test["name"]: "not told" for test in tests}
        found |= {tests[claims["at"]]["name"]: claims["verdict"] for claims in self[1:]}
        return found

    def words(self) -> str:
        return "\n".join(claims["message"] for claims in self[1:])


def execute(source: str, name: str = "__main__") -> tuple[Told, dict]:
    told, namespace = Told(), {"__name__": name}
    tree = ast.parse(textwrap.dedent(source))
    own_asserts = OwnAsserts(tree, worded, told.append)
    own_asserts.enter(namespace)
    try:
        exec(compile(tree, "solution.py", "exec"), namespace)
    finally:
        own_asserts.leave()
    return told, namespace


def test_a_failing_assert_is_told_of_and_the_file_goes_on():
    told, namespace = execute("assert 1 == 2\nassert 1 == 1\ndef f(): return 3\nassert f() == 4")
    assert told.outcomes() == {"assert 1 == 2": "failed", "assert 1 == 1": "passed", "assert f() == 4": "failed"}
    assert namespace["f"]() == 3
    assert [test["line"] for test in told[0]["tests"]] == [1, 2, 4]


def test_nothing_of_ours_stays_in_the_namespace():
    _, namespace = execute("x = 1\nassert x == 2")
    assert not [name for name in namespace if name.startswith("@")]


@pytest.mark.parametrize(
    ("source", "says"),
    [
        ("x = [1, 2]\nassert x == [1, 3], 'not equal'", "not equal\nx is [1, 2]"),
        ("import numpy as np\nx = np.zeros(2)\ny = x + 0.5\nassert np.allclose(x, y)", "largest difference is 0.5"),
        ("import numpy as np\nx = np.zeros(2)\nassert (x == x + 1).all()", "x is array([0., 0.]), shape (2,)"),
        ("x = 3\nassert not x == 3", "x is 3"),
        ("class A:\n    def __repr__(self): 1 / 0\na = A()\nassert a == 1", "a is something that cannot be shown"),
        ("def f(): raise KeyError('k')\nassert f() == 1", "KeyError: 'k'"),
        ("assert all(n < 2 for n in range(3))", "AssertionError"),
        ("x = 1\nassert x is None, 'a'\n", "a\nx is 1"),
    ],
)
def test_a_failure_says_the_values(source: str, says: str):
    told, _ = execute(source)
    assert says in told.words()


def test_an_operand_is_computed_once():
    _, namespace = execute("calls = []\ndef f():\n    calls.append(1)\n    return 2\nassert f() == 3\nassert f() == 2")
    assert namespace["calls"] == [1, 1]


def test_an_assert_in_a_loop_counts_once_and_fails_when_it_failed_once():
    told, namespace = execute("seen = []\nfor n in range(4):\n    assert n != 2\n    seen.append(n)")
    assert told.outcomes() == {"assert n != 2": "failed"}
    assert len(told) == 3
    assert namespace["seen"] == [0, 1, 2, 3]


def test_what_expects_an_error_is_a_test():
    told, _ = execute(
        """
        import numpy as np
        np.testing.assert_allclose([1.0], [2.0])
        with np.testing.assert_raises(ValueError):
            raise ValueError
        with np.testing.assert_raises(ValueError):
            pass
        """
    )
    assert list(told.outcomes().values()) == ["failed", "passed", "failed"]


def test_a_try_keeps_its_meaning():
    told, namespace = execute("try:\n    assert 1 == 2\nexcept AssertionError:\n    caught = True")
    assert namespace["caught"]
    assert told == []


def test_asserts_in_functions_keep_their_meaning():
    _, namespace = execute("def f(x):\n    assert x > 0\n    return x")
    with pytest.raises(AssertionError):
        namespace["f"](-1)


def test_a_call_of_a_checking_function_is_a_test_and_what_breaks_in_it_is_the_codes():
    told, _ = execute("def check_sums(): assert 1 == 2\ncheck_sums()")
    assert told.outcomes() == {"check_sums()": "failed"}
    with pytest.raises(ZeroDivisionError):
        execute("def check_sums(): 1 / 0\ncheck_sums()")


def test_a_call_of_a_test_function_is_left_to_the_run_of_test_functions():
    told, namespace = execute("def test_a(): assert 1 == 2\ntest_a()\ndone = True")
    assert told == []
    assert namespace["done"]


def test_the_asserts_of_a_main_block_are_tests_one_by_one():
    told, namespace = execute("if __name__ == '__main__':\n    assert 1 == 2\n    x = 5\n    assert x == 5")
    assert told.outcomes() == {"assert 1 == 2": "failed", "assert x == 5": "passed"}
    assert {test["kind"] for test in told[0]["tests"]} == {"main"}
    assert namespace["x"] == 5


def test_a_main_block_without_asserts_is_one_test():
    told, _ = execute("if '__main__' == __name__:\n    x = 1")
    assert told.outcomes() == {"main block": "passed"}
    told, _ = execute("def f(): assert 1 == 2\nif __name__ == '__main__':\n    f()")
    assert told.outcomes() == {"main block": "failed"}
    with pytest.raises(ZeroDivisionError):
        execute("if __name__ == '__main__':\n    1 / 0")


def test_a_main_block_that_exits_with_a_code_has_failed_and_the_file_has_not():
    with pytest.raises(SystemExit) as leaving:
        execute("if __name__ == '__main__':\n    raise SystemExit(2)")
    assert leaving.value.code is None
    tree = ast.parse("if __name__ == '__main__':\n    raise SystemExit(2)")
    told = Told()
    own_asserts = OwnAsserts(tree, worded, told.append)
    namespace = {"__name__": "__main__"}
    own_asserts.enter(namespace)
    with pytest.raises(SystemExit):
        exec(compile(tree, "solution.py", "exec"), namespace)
    assert told.outcomes() == {"main block": "failed"}
    assert told.words() == "It ended with exit code 2."


def test_a_main_block_of_an_imported_file_is_not_reached():
    told, _ = execute("if __name__ == '__main__':\n    assert 1 == 2", name="solution")
    assert told.outcomes() == {"assert 1 == 2": "not told"}


@pytest.mark.parametrize("leaving", ["raise SystemExit(3)", "raise KeyboardInterrupt"])
def test_leaving_is_not_swallowed(leaving: str):
    with pytest.raises((SystemExit, KeyboardInterrupt)):
        execute(f"def assert_it():\n    {leaving}\nassert_it()")


def test_equal_assertions_have_names_of_their_own():
    told, _ = execute("assert 1 == 1\nassert 1 == 1")
    assert list(told.outcomes()) == ["assert 1 == 1", "assert 1 == 1 (2)"]


def test_lines_of_tracebacks_are_those_of_the_file():
    with pytest.raises(ZeroDivisionError) as caught:
        execute("assert 1 == 2\n\nx = 1 / 0\n")
    assert caught.traceback[-1].lineno == 2


def test_more_assertions_than_are_told_of_all_run():
    told, namespace = execute("seen = []\n" + "assert seen.append(1)\n" * 250)
    assert len(told[0]["tests"]) == 200
    assert len(namespace["seen"]) == 250


def test_a_loop_over_a_failing_assert_words_it_once():
    asked = []

    def word(error: BaseException) -> dict:
        asked.append(error)
        return worded(error)

    told: list[dict] = []
    tree = ast.parse("for n in range(1000):\n    assert n < 5")
    own_asserts, namespace = OwnAsserts(tree, word, told.append), {"__name__": "__main__"}
    own_asserts.enter(namespace)
    exec(compile(tree, "solution.py", "exec"), namespace)
    assert len(asked) == 1
    assert [claims.get("verdict") for claims in told] == [None, "passed", "failed"]
    assert "n is 5" in told[-1]["message"]


def test_what_starts_another_program_is_no_test_for_its_name():
    told, _ = execute("class subprocess:\n    check_call = check_output = print\nsubprocess.check_call()")
    assert told.outcomes() == {}
