"""Facts of code: loops over data, leftovers, names, checks, writes into arguments."""

import pytest

from rubric.code_reading import CodeReading, n_changed_lines, same_code, without_comments


def read(source, starter=""):
    return CodeReading(source, starter, "solve")


@pytest.mark.parametrize(
    ("body", "depth"),
    [
        ("return (x ** 2).sum(axis=1)", 0),
        ("return [row.sum() for row in x]", 1),
        ("for i in range(len(x)):\n        for j in range(x.shape[1]):\n            x[i][j]", 2),
        ("for k in range(n_clusters):\n        x.mean()", 0),
        ("for _ in range(n_iterations):\n        for row in x:\n            row.sum()", 1),
        ("while True:\n        break", 0),
    ],
)
def test_only_loops_over_data_count(body, depth):
    assert read(f"def solve(x, n_clusters=2, n_iterations=3):\n    {body}\n").loop_depth[0] == depth


def test_loops_in_a_helper_count():
    source = "def help(x):\n    for row in x:\n        row\n\ndef solve(x):\n    return help(x)\n"
    assert read(source).loop_depth == (1, (2, 3))


def test_leftovers_are_found_and_the_starter_is_not_blamed():
    source = (
        "import os\nimport numpy as np\n\ndef solve(x):\n    print(x)\n    unused = 3\n    # y = np.zeros(3)\n"
        "    try:\n        return np.sum(x)\n    except:\n        return 0\n"
    )
    assert len(read(source).leftovers) == 5
    assert len(read(source, "import os\n").leftovers) == 4


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ("    return nmupy.sum(x)\n", "a name that is not defined: nmupy"),
        ("    total = 1\n    return x\n", "a name that is not used: total"),
        ("    import math as m\n    return x\n", "an import that is not used: m"),
        ("    if x is 3:\n        return 1\n    return x\n", "a comparison with a literal by `is`"),
        ("    assert (x, 'is wrong')\n    return x\n", "an assertion that cannot fail"),
    ],
)
def test_what_pyflakes_finds_is_left_over(body, says):
    assert [what for what, _ in read(f"def solve(x):\n{body}").leftovers] == [says]


def test_names_that_cells_and_star_arguments_use_are_no_leftovers():
    source = "def solve(x, *rest):\n    a, b = x\n    return a\n\ndisplay(solve((1, 2)))\n"
    assert read(source).leftovers == ()


def test_ways_through_a_function_are_counted():
    branches = "".join(f"    if x == {n}:\n        return {n}\n" for n in range(11))
    plain, branched = "def other(x):\n    return x\n", f"def solve(x):\n{branches}    return x\n"
    complexity, function = read(plain + "\n\n" + branched).most_branched
    assert (complexity, function.name) == (12, "solve")
    assert read(plain).most_branched[0] == 1


def test_clean_code_has_no_leftovers():
    source = "import numpy as np\n\n\ndef solve(x):\n    # Shape (n, d).\n    return np.sum(x, axis=0)\n"
    assert read(source).leftovers == ()
    assert read(source).documented is not None


def test_writes_into_arguments_are_found_but_not_into_copies():
    assert read("def solve(x):\n    x[0] = 1\n    return x\n").caller_mutations == (2, 2)
    assert read("def solve(x):\n    x = x.copy()\n    x[0] = 1\n    return x\n").caller_mutations is None


def test_names():
    assert read("def solve(x):\n    labels = 1\n    k = 2\n    return labels + k\n").poor_names == ()
    assert [name for name, _ in read("def solve(x):\n    tmp2 = 1\n    return tmp2\n").poor_names] == ["tmp2"]


def test_own_checks():
    source = "def solve(x):\n    return x\n\ndef naive_solve(x):\n    return x\n\nassert solve(1) == naive_solve(1)\n"
    assert {what for what, _ in read(source).own_checks} == {"assert", "example", "reference"}
    assert read("def solve(x):\n    assert x\n    return x\n").own_checks == ()


@pytest.mark.parametrize("source", ["def solve(:\n", "\x00", "(" * 500, "x = 1 +", '"""open', "", "\\", 'x = "\\d"\n'])
def test_no_source_breaks_the_reader(source):
    reading = read(source)
    assert reading.loop_depth[0] == 0
    assert reading.leftovers is not None
    assert reading.guards is not None
    assert reading.most_branched[0] == 0
    assert reading.own_checks == ()
    assert reading.tokens() is not None


def test_changed_lines_leave_comments_out():
    assert n_changed_lines("a = 1\n", "a = 1\n# b = 2\n\n") == 0
    assert n_changed_lines("a = 1\n", "a = 2\nb = 3\n") == 2
    assert same_code("a = 1  # one\n", "a = 1\n\n# other\n")
    assert without_comments("a = '#'  # b\n") == "a = '#'\n"
