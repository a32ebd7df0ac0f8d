"""Mutants are small, different from the original and from each other, valid, and named by what was changed."""

import ast

import pytest

from question_bank.mutants import mutants_of


def changes(source: str) -> set[str]:
    return {mutant.change for mutant in mutants_of(source)}


@pytest.mark.parametrize(
    ("source", "change"),
    [
        ("def f(a, b):\n    return a + b\n", "return a + b -> return a - b"),
        ("def f(a, b):\n    return a <= b\n", "return a <= b -> return a < b"),
        ("def f(a):\n    return a.sum(axis=0)\n", "return a.sum(axis=0) -> return a.sum(axis=1)"),
        ("def f(a):\n    return a.sum(axis=-1)\n", "return a.sum(axis=-1) -> return a.sum(axis=0)"),
        ("def f(a):\n    return a.sum(axis=0)\n", "return a.sum(axis=0) -> return a.sum()"),
        ("def f(a):\n    return a.max()\n", "return a.max() -> return a.min()"),
        ("def f(a):\n    return np.sqrt(a)\n", "return np.sqrt(a) -> return a"),
        ("def f(a):\n    return a.copy()\n", "return a.copy() -> return a"),
        ("def f(a):\n    return -a\n", "return -a -> return a"),
        ("def f(a):\n    a += 1\n    return a\n", "a += 1 -> a = 1"),
        ("def f(a):\n    a += 1\n    return a\n", "a += 1 -> (nothing)"),
        ("def f(a, n=100):\n    return a\n", "def f(a, n=100): -> def f(a, n=101):"),
        ("def f(a):\n    if a > 0:\n        return 1\n    return 2\n", "if a > 0: -> if False:"),
        ("def f(a):\n    return a, 1\n", "return (a, 1) -> return (1, a)"),
        ("def f(a):\n    return a and not a\n", "return a and (not a) -> return a and a"),
        ("class M:\n    def fit(self, x):\n        self.w = x * 2.0\n", "self.w = x * 2.0 -> self.w = x * 4.0"),
    ],
)
def test_it_knows_the_mistake(source, change):
    assert change in changes(source)


SOURCE = '''
"""A docstring with a number 3."""
import numpy as np


def f(points, n=10):
    """Another one."""
    total = 0.0
    for point in points[1:]:
        if not np.isnan(point) and point > 2:
            total += abs(point) ** 2
        else:
            continue
    return total / max(n, 1)


if __name__ == "__main__":
    print(f([1, 2, 3], 4))
'''


def test_mutants_are_valid_and_all_different():
    mutants = mutants_of(SOURCE)
    sources = [mutant.source for mutant in mutants]
    assert len(mutants) > 20
    assert len(set(sources)) == len(sources)
    assert ast.unparse(ast.parse(SOURCE)) not in {ast.unparse(ast.parse(source)) for source in sources}


def test_each_differs_in_one_statement():
    original = ast.unparse(ast.parse(SOURCE)).splitlines()
    for mutant in mutants_of(SOURCE):
        changed = mutant.source.splitlines()
        assert sum(a != b for a, b in zip(original, changed, strict=True)) == 1, mutant.change


def test_imports_docstrings_and_the_main_block_stay():
    for mutant in mutants_of(SOURCE):
        assert "import numpy as np" in mutant.source
        assert "print(f([1, 2, 3], 4))" in mutant.source
        assert "A docstring with a number 3." in mutant.source


def test_the_line_is_that_of_the_changed_statement():
    (mutant,) = [mutant for mutant in mutants_of(SOURCE) if mutant.change.startswith("total = 0.0 -> total = 1.0")]
    assert SOURCE.splitlines()[mutant.line - 1].strip() == "total = 0.0"


def test_they_come_in_the_same_order_each_time():
    assert mutants_of(SOURCE) == mutants_of(SOURCE)


def test_a_source_that_does_not_parse_is_refused():
    with pytest.raises(SyntaxError):
        mutants_of("def f(:\n")
