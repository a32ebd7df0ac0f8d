import pytest
from hypothesis import given
from hypothesis import strategies as st

from question_bank.code_facts import holds, read_code
from question_bank.package import CodeCondition

CODE = '''import numpy as np
from numpy.linalg import norm as length
# while True: np.dot(a, b)
def cluster(points, start, n=3):
    """Uses np.cross inside."""
    text = f"np.outer({points})" 'np.inner'
    for i in range(n):
        sums = [a * b for a in points for b in start]
    start[0] = 1
    points += 2
    start = start.copy()
    start[1] = 2
    return (
        length(points)
        + np.sum(sums)
    )

def outer(x):
    def inner(y):
        for a in y:
            for b in a:
                print(b)
    try:
        return inner(x)
    except Exception:
        return None
'''


def condition(**parts):
    return CodeCondition(**parts)


@pytest.mark.parametrize(
    ("parts", "lines"),
    [
        ({"matches": (r"for\s+i",)}, (7, 7)),
        ({"matches": (r"return \(\n\s+length",)}, (13, 14)),
        ({"matches": (r"^def outer",)}, (18, 18)),
        ({"matches": ("while",)}, None),
        ({"matches": ("cross|outer\\(|inner'",)}, (18, 18)),
        ({"matches": ("np.inner",)}, None),
        ({"lacks": ("while",)}, (1, 26)),
        ({"lacks": ("range",)}, None),
        ({"calls": ("np.sum",)}, (15, 15)),
        ({"calls": ("sum",)}, (15, 15)),
        ({"calls": ("numpy.sum",)}, (15, 15)),
        ({"calls": ("np.linalg.norm", "norm")}, (14, 14)),
        ({"calls": ("um",)}, None),
        ({"imports": ("numpy",)}, (1, 1)),
        ({"imports": ("num",)}, None),
        ({"loop_depth_at_least": 3}, (7, 8)),
        ({"loop_depth_at_least": 4}, None),
        ({"call_before": ("range", "np.sum")}, (7, 15)),
        ({"call_before": ("np.sum", "range")}, None),
        ({"call_before": ("range", "missing")}, None),
        ({"matches": ("range",), "lacks": ("copy",)}, None),
        ({"matches": ("copy",), "calls": ("range",)}, (11, 11)),
    ],
)
def test_where_a_condition_is_seen(parts, lines):
    assert holds(condition(**parts), CODE) == lines


def test_facts_of_functions_and_loops():
    facts = read_code(CODE)
    assert [function.name for function in facts.functions] == ["cluster", "outer", "inner"]
    assert facts.functions[0].has_docstring
    assert [(loops.function, loops.depth) for loops in facts.loops] == [("cluster", 3), ("inner", 2)]
    assert facts.bare_excepts == (25,)


def test_writes_to_parameters_end_where_the_name_is_bound_anew():
    assert read_code(CODE).parameter_writes == (("start", 9), ("points", 10))


def test_the_bare_source_keeps_every_line_and_column():
    bare = read_code(CODE).bare
    assert [len(line) for line in bare.split("\n")] == [len(line) for line in CODE.split("\n")]
    assert "cross" not in bare
    assert "while" not in bare


def test_columns_count_characters_not_bytes():
    assert read_code("x = 'é' + y  # z").bare.split() == ["x", "=", '"', '"', "+", "y"]


@pytest.mark.parametrize("source", ["def (", "\x00", "'''", "(" * 900, "\tx\n x", "x = '\\", "\ufeffx"])
def test_what_does_not_parse_has_no_facts_and_never_holds(source):
    if read_code(source).parses:
        return
    assert holds(condition(lacks=("anything",)), source) is None


@pytest.mark.parametrize("pattern", ["(", "[", "*"])
def test_an_invalid_pattern_is_never_found(pattern):
    assert holds(condition(matches=(pattern,)), "x = 1") is None


@given(st.text(alphabet="abc=()[]:'\"\\#\n\r\t\x0c\u2028 .1f{}", max_size=80))
def test_any_text_is_read(source):
    facts = read_code(source)
    assert facts.n_lines >= 1
    assert facts.parses or facts.bare == ""
    holds(condition(matches=("a",), calls=("b",), loop_depth_at_least=1), source)
