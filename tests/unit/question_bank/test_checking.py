from functools import partial

import numpy as np
import pytest

from question_bank.checking import (
    Mismatch,
    TooSlow,
    as_array,
    as_pair,
    describe,
    expect_close,
    expect_dtype_kind,
    expect_equal,
    expect_fast,
    expect_scales,
    expect_shape,
    expect_that,
    expect_unchanged,
)
from runner.plain import Table


class Scripted:
    """A candidate whose answers and costs are given."""

    def __init__(self, answers=(), costs=(), changed=()):
        self._answers, self._costs = list(answers), list(costs)
        self.changed_arguments = changed
        self.cpu_ms = 0

    def call(self, *args, **kwargs):
        self.cpu_ms = self._costs.pop(0) if self._costs else 0
        return self._answers.pop(0) if self._answers else None


def close(got, expected, **options):
    return expect_close(got, expected, **({"rtol": 1e-9, "atol": 1e-9} | options))


def test_a_list_of_rows_is_as_good_as_an_array():
    assert close([[1, 2], [3, 4]], np.array([[1.0, 2.0], [3.0, 4.0]])).shape == (2, 2)


@pytest.mark.parametrize(
    "got",
    [
        np.ones((1, 3)),
        np.ones((3, 1)),
        np.float64(1.0).item(),
        np.ones(1),
        None,
        "1 1 1",
        {"a": 1},
        [[1.0], [1.0, 2.0]],
        [object()],
        np.array([True, True, True]),
        np.array([1.0, 1.0, np.nan]),
        np.array([1.0, 1.0, np.inf]),
        np.array([1.0, 1.0, 1.1]),
        Table({"a": np.ones(3)}),
        10**400,
    ],
)
def test_what_is_not_three_ones_is_a_mismatch_and_nothing_else(got):
    with pytest.raises(Mismatch):
        close(got, np.ones(3))


def test_infinities_must_have_the_same_sign_and_nan_the_same_place():
    expected = np.array([np.inf, -np.inf, np.nan, 1.0])
    close(expected.copy(), expected)
    with pytest.raises(Mismatch):
        close(np.array([-np.inf, -np.inf, np.nan, 1.0]), expected)
    with pytest.raises(Mismatch):
        close(np.array([np.inf, -np.inf, 1.0, np.nan]), expected)


def test_the_message_holds_no_data_and_the_detail_names_the_largest_difference():
    with pytest.raises(Mismatch) as caught:
        close(np.array([1.0, 2.5]), np.array([1.0, 2.0]), what="the mean", given="two rows")
    assert caught.value.message == "The mean has wrong values."
    assert "0.5" in caught.value.detail
    assert "2.5" in caught.value.got
    assert caught.value.given == "two rows"


def test_tolerance_is_relative_to_the_expected_value():
    close(np.array([1e9 + 1]), np.array([1e9]), rtol=1e-8, atol=0.0)
    with pytest.raises(Mismatch):
        close(np.array([1e9 + 100]), np.array([1e9]), rtol=1e-8, atol=0.0)


def test_equal_takes_whole_floats_for_integers_but_not_booleans():
    expect_equal([0.0, 1.0], np.array([0, 1]))
    expect_equal({"a": [1, 2], "b": "x"}, {"a": np.array([1, 2]), "b": "x"})
    for got, expected in (([True, False], [1, 0]), ("a", "b"), (None, 0), ({"a": 1}, {"b": 1}), ([1, 3], [1, 2])):
        with pytest.raises(Mismatch):
            expect_equal(got, expected)


def test_shape_with_any_length_and_scalars():
    assert expect_shape(np.zeros((4, 2)), (None, 2)).shape == (4, 2)
    assert expect_shape(3.0, ()).shape == ()
    with pytest.raises(Mismatch, match=r"\(any, 3\)"):
        expect_shape(np.zeros((4, 2)), (None, 3))
    with pytest.raises(Mismatch, match=r"\(4,\)"):
        expect_shape(np.zeros((4, 2)), (4,))


def test_dtype_kind_is_named_in_words():
    with pytest.raises(Mismatch, match=r"floating-point numbers .* integers or unsigned integers"):
        expect_dtype_kind(np.zeros(2), "iu")


def test_two_results_may_come_as_tuple_list_or_mapping():
    for answer in ((1, 2), [1, 2], {"a": 1, "b": 2}):
        assert as_pair(answer, ("a", "b")) == (1, 2)
    for answer in (None, (1,), (1, 2, 3), {"a": 1}, "ab", np.zeros(2)):
        with pytest.raises(Mismatch):
            as_pair(answer, ("a", "b"))


def test_a_condition_holds_only_when_all_of_it_does():
    expect_that(np.array([True, True]), "fine")
    with pytest.raises(Mismatch, match="not fine"):
        expect_that(np.array([True, False]), "not fine")


def test_changed_arguments_are_called_by_name():
    expect_unchanged(Scripted(), ("points",))
    with pytest.raises(Mismatch, match="`points` and `extra`"):
        expect_unchanged(Scripted(changed=("0", "extra")), ("points",))


def test_speed_is_judged_against_the_reference_with_a_floor():
    quick = {"reference": lambda _: None, "times": 10, "floor_ms": 100}
    assert expect_fast(Scripted(["answer"], [99]), (1,), **quick) == "answer"
    with pytest.raises(TooSlow) as caught:
        expect_fast(Scripted(["answer"], [101]), (1,), **quick)
    assert "ms" not in caught.value.message.split()


def test_growth_is_judged_with_slack():
    expect_scales(Scripted(costs=[100, 900]), lambda n: (n,), (10, 20), power=1)
    with pytest.raises(TooSlow):
        expect_scales(Scripted(costs=[100, 1100]), lambda n: (n,), (10, 20), power=1)
    expect_scales(Scripted(costs=[0, 400]), lambda n: (n,), (10, 20), power=1)


@pytest.mark.parametrize(
    "value",
    [
        None,
        1,
        "x" * 500,
        np.arange(10_000).reshape(100, 100),
        [1] * 100,
        {"a": np.zeros(3)},
        Table({"a": np.ones(3)}),
        (),
    ],
)
def test_descriptions_fit_one_short_line(value):
    said = describe(value)
    assert "\n" not in said
    assert 0 < len(said) <= 160


def test_descriptions_tell_shape_and_dtype():
    assert describe(np.zeros((2, 3), dtype=np.float32)).startswith("array (2, 3) float32: [[0., 0., 0.]")
    assert as_array(True).dtype == bool


TABLE = Table({"a": np.array([1.0, 2.0]), "b": ("x", None)})


@pytest.mark.parametrize(
    ("got", "expected", "says"),
    [
        ({"a": [np.array([1.0, 2.5])]}, {"a": [np.array([1.0, 2.0])]}, "largest difference is 0.5"),
        ({"a": {"b": 1}}, {"a": {"b": 2}}, "The result['a']['b'] has wrong values"),
        ({"a": 1}, {"b": 1}, "other keys"),
        ([[1], [2, 4]], [[1], [2, 3]], "The result[1] has wrong values"),
        ([[1]], [[1], [2, 3]], "another number of parts"),
        (3, [[1], [2, 3]], "should be a list, but it is a number"),
        (["a", 1.0], ["b", 1.0], "The result[0] is not what it should be"),
        (Table({"a": np.array([1.0, 9.0]), "b": ("x", None)}), TABLE, "The column 'a' of the result"),
        (Table({"a": np.array([1.0, 2.0]), "b": ("x", "y")}), TABLE, "The column 'b' of the result"),
        (Table({"a": np.array([1.0])}), TABLE, "other columns"),
        ({"a": 1}, TABLE, "should be a table, but it is a dict"),
        ("left", "right", "is not what it should be"),
    ],
)
def test_nested_answers_are_compared_part_by_part(got, expected, says):
    for compare in (expect_equal, partial(expect_close, rtol=0, atol=1e-9)):
        compare(expected, expected)
        with pytest.raises(Mismatch) as wrong:
            compare(got, expected)
        assert says in f"{wrong.value.message} {wrong.value.detail}"
        assert wrong.value.expected
        assert wrong.value.got


def test_words_for_a_hidden_check_hold_no_shape_that_the_code_chose():
    with pytest.raises(Mismatch) as wrong:
        expect_close(np.zeros(31_337), np.zeros(4), rtol=0, atol=0)
    assert "31337" in wrong.value.message
    assert "31337" not in wrong.value.hidden
