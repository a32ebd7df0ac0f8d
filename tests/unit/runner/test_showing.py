"""Tables as text, cut to what a person reads."""

import numpy as np
import pandas as pd
import pytest

from runner.harness.drawing import Drawing
from runner.harness.showing import MAX_CELL, MAX_TABLES, Showing, short_form, table_of
from runner.shown import table_from_claims


def shown(value):
    claims = table_of(value)
    assert claims is not None
    table = table_from_claims(claims)
    assert table is not None
    return table


def test_a_frame_shows_names_dtypes_and_cells():
    table = shown(pd.DataFrame({"n": [1, 2], "x": [0.5, np.nan], "s": ["a\nb", None]}, index=["p", "q"]))
    assert table.columns == ("n", "x", "s")
    assert table.dtypes[:2] == ("int64", "float64")
    assert table.index == ("p", "q")
    assert table.rows == (("1", "0.5", "a\\nb"), ("2", "NaN", table.rows[1][2]))
    assert table.rows[1][2] in ("None", "NaN")


def test_a_long_and_wide_frame_shows_both_ends():
    table = shown(pd.DataFrame(np.arange(40_000).reshape(1000, 40)))
    assert (len(table.rows), len(table.columns)) == (60, 30)
    assert (table.n_rows, table.n_columns) == (1000, 40)
    assert table.index[:1] + table.index[29:32] + table.index[-1:] == ("0", "29", "…", "971", "999")
    assert table.columns[14:17] == ("14", "…", "26")
    assert table.rows[0][0] == "0"
    assert table.rows[-1][-1] == "39999"
    assert set(table.rows[30]) == {"…"}


@pytest.mark.parametrize(
    ("value", "columns", "index"),
    [
        (pd.Series([1.0, 2.0], name="loss"), ("loss",), ("0", "1")),
        (pd.Series([1.0]), ("",), ("0",)),
        (np.array([(1, 0.5)], dtype=[("a", int), ("b", float)]), ("a", "b"), ("0",)),
        (pd.DataFrame({("a", "x"): [1]}, index=pd.MultiIndex.from_tuples([("p", 1)])), ("a, x",), ("p, 1",)),
        (pd.DataFrame([[1, 2]], columns=["same", "same"]), ("same", "same"), ("0",)),
        (pd.DataFrame(), (), ()),
        (pd.DataFrame(index=[7]), (), ("7",)),
        (pd.DataFrame({"a": pd.Categorical(["u"]), "t": pd.to_datetime(["2020-01-02"])}), ("a", "t"), ("0",)),
    ],
    ids=lambda value: type(value).__name__,
)
def test_every_kind_of_table(value, columns, index):
    table = shown(value)
    assert (table.columns, table.index) == (columns, index)


@pytest.mark.parametrize("value", [np.zeros((2, 2)), {"a": [1]}, [[1, 2]], "text", None])
def test_what_is_no_table_has_none(value):
    assert table_of(value) is None


def test_a_cell_is_cut_and_markup_is_text():
    table = shown(pd.DataFrame({"a": ["<b>x</b>", "y" * 1000, "\ud800"]}))
    assert table.rows[0] == ("<b>x</b>",)
    assert len(table.rows[1][0]) == MAX_CELL
    assert table.rows[2] == ("?",)


def test_display_sends_tables_and_prints_the_rest(capsys):
    sent = []
    showing = Showing(Drawing())
    showing.send = sent.append
    showing.display(pd.DataFrame({"a": [1]}), 3, np.zeros(2), "text", object())
    assert len(sent) == 1
    assert capsys.readouterr().out == "3\narray([0., 0.])\n'text'\n<object object at 0x…>\n"


def test_tables_without_end_are_cut_and_said_so(capsys):
    sent = []
    showing = Showing(Drawing())
    showing.send = sent.append
    for _ in range(MAX_TABLES + 9):
        showing.display(pd.DataFrame({"a": [1]}))
    assert len(sent) == MAX_TABLES
    assert capsys.readouterr().err == f"More than {MAX_TABLES} tables; the others were left out.\n"


def test_a_long_value_is_cut():
    assert short_form("x" * 100_000).endswith("[… cut]")
