"""What a program claims to show is checked piece by piece: wrong pieces are left out, nothing is believed twice."""

import pytest

from runner.report import Verdict
from runner.sandbox import Stopped
from runner.shown import MAX_ALL_MESSAGES, MAX_CELL, MAX_MESSAGE, MAX_OWN_TESTS, MAX_TABLES, MAX_WARNINGS, Gathered

TABLE = {
    "kind": "table", "columns": ["a", "b"], "dtypes": ["int64", "str"], "index": ["0", "1"],
    "rows": [["1", "x"], ["2", "y"]], "n_rows": 9, "n_columns": 2, "title": "t",
}  # fmt: skip
WARNED = {"kind": "warned", "category": "UserWarning", "message": "careful", "line": 3}


def gathered(*claims) -> Gathered:
    found = Gathered()
    for claim in claims:
        found.keep(claim)
    return found


def announced(*names: str, line: int = 1, kind: str = "function"):
    return {"kind": "own_tests", "tests": [{"name": name, "kind": kind, "line": line} for name in names]}


def ended(at: int, verdict: str, message: str = ""):
    return {"kind": "own_test", "at": at, "verdict": verdict, "message": message}


def test_a_table_is_kept_as_text():
    (table,) = gathered(TABLE).tables
    assert table.columns == ("a", "b")
    assert table.rows == (("1", "x"), ("2", "y"))
    assert (table.n_rows, table.n_columns, table.title) == (9, 2, "t")


@pytest.mark.parametrize(
    "change",
    [
        {"columns": ["a"]},
        {"columns": "ab"},
        {"columns": ["a", 1]},
        {"dtypes": ["int64"]},
        {"index": ["0"]},
        {"index": ["0"] * 61, "rows": [["1", "x"]] * 61, "n_rows": 61},
        {"columns": ["a"] * 31, "dtypes": [""] * 31, "rows": [["1"] * 31] * 2, "n_columns": 31},
        {"rows": [["1", "x"], ["2"]]},
        {"rows": [["1", "x"], ["2", 3]]},
        {"rows": (("1", "x"), ("2", "y"))},
        {"n_rows": 1},
        {"n_rows": -1},
        {"n_rows": True},
        {"n_rows": 2**70},
        {"n_columns": 1.5},
        {"title": None},
    ],
    ids=repr,
)
def test_what_is_no_table_is_left_out(change):
    assert gathered(TABLE | change).tables == ()


def test_long_cells_are_cut_and_addresses_blanked():
    (table,) = gathered(TABLE | {"rows": [["z" * 500, "<A at 0x7f00deadbeef>"], ["2", "y"]]}).tables
    assert len(table.rows[0][0]) == MAX_CELL
    assert table.rows[0][1] == "<A at 0x…>"


def test_tables_and_warnings_are_counted():
    found = gathered(*[TABLE] * (MAX_TABLES + 5), *[WARNED] * (MAX_WARNINGS + 5))
    assert (len(found.tables), len(found.warnings)) == (MAX_TABLES, MAX_WARNINGS)


@pytest.mark.parametrize("change", [{"category": 1}, {"message": None}])
def test_what_is_no_warning_is_left_out(change):
    assert gathered(WARNED | change).warnings == ()


@pytest.mark.parametrize("line", [None, 0, -1, 2**31, 1.0, "1", True])
def test_a_line_that_is_none_is_dropped(line):
    (warned,) = gathered(WARNED | {"line": line}).warnings
    assert warned.line is None


def test_own_tests_are_in_the_order_of_the_file_with_what_was_not_reached():
    found = gathered(announced("late", line=9), ended(0, "passed"), announced("early", "never", line=2))
    found.keep(ended(0, "failed", "no"))
    assert [(test.name, test.verdict) for test in found.own_tests] == [
        ("early", Verdict.FAILED),
        ("never", Verdict.NOT_RUN),
        ("late", Verdict.PASSED),
    ]
    assert found.own_tests[1].message == "Not reached."


def test_a_failure_stays_one():
    found = gathered(announced("a"), ended(0, "passed"), ended(0, "failed", "first"), ended(0, "error", "x"))
    found.keep(ended(0, "passed"))
    (test,) = found.own_tests
    assert (test.verdict, test.message) == (Verdict.FAILED, "first")


@pytest.mark.parametrize("claim", [ended(1, "passed"), ended(-1, "passed"), ended(0, "runner_fault"), ended(0, "nice"),
                                   {"kind": "own_test", "at": 0, "verdict": "passed"}, {"kind": "own_test", "at": True,
                                   "verdict": "passed", "message": ""}])  # fmt: skip
def test_an_outcome_that_is_none_changes_nothing(claim):
    (test,) = gathered(announced("a"), claim).own_tests
    assert test.verdict is Verdict.NOT_RUN


def test_an_outcome_cannot_reach_tests_of_an_earlier_group():
    found = gathered(announced("a"), announced("b"), ended(-1, "failed", "x"))
    assert [test.verdict for test in found.own_tests] == [Verdict.NOT_RUN] * 2


@pytest.mark.parametrize("tests", [None, "abc", [1], [{"name": "a"}], [{"name": "a", "kind": "odd", "line": 1}]])
def test_announcements_that_are_none_add_nothing(tests):
    assert gathered({"kind": "own_tests", "tests": tests}).own_tests == ()


def test_own_tests_and_their_words_are_limited():
    names = [f"t{n}" for n in range(MAX_OWN_TESTS + 50)]
    found = gathered(announced(*names), *(ended(n, "failed", "w" * 50_000) for n in range(MAX_OWN_TESTS + 50)))
    assert len(found.own_tests) == MAX_OWN_TESTS
    assert max(len(test.message) for test in found.own_tests) == MAX_MESSAGE
    assert sum(len(test.message) for test in found.own_tests) <= MAX_ALL_MESSAGES + MAX_OWN_TESTS


def test_what_stopped_the_process_stopped_the_test_that_was_running():
    found = gathered(announced("a", "b", "c"), ended(0, "passed"))
    found.end_testing(Stopped(Verdict.TIME_LIMIT, "Stopped."))
    assert [(test.verdict, test.message) for test in found.own_tests] == [
        (Verdict.PASSED, ""),
        (Verdict.TIME_LIMIT, "Stopped."),
        (Verdict.NOT_RUN, "Not reached."),
    ]
