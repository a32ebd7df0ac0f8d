"""Judges a threshold, its cost and the interval from plain data alone.

The reference tries every threshold in NumPy by cumulative sums. Where several thresholds are equally good, any is
accepted, and so is any place between two scores of the validation rows; the cost must be that of the threshold that was
returned. Costs are sums of a few numbers, so 1e-9 is far above rounding.
"""

from __future__ import annotations

import math
from pathlib import Path
from types import ModuleType
from typing import Any

from question_bank.checking import Candidate, Table, expect_close, expect_fast, expect_that, expect_unchanged, fail, np


def _neighbour(name: str) -> ModuleType:
    """Load another file of this package. By hand, as the suite loads this one: no byte-code beside the sources."""
    path = Path(__file__).parent / f"{name}.py"
    module = ModuleType(f"{__name__}_{name}")
    module.__file__ = str(path)
    exec(compile(path.read_bytes(), module.__file__, "exec"), module.__dict__)  # noqa: S102 - trusted, like this file
    return module


scored = _neighbour("generate")
Columns = dict[str, Any]
EXACT = {"rtol": 1e-9, "atol": 1e-9}

Z90 = 1.645
"""Half a 90 % interval in standard deviations of the mean."""
NARROWEST, WIDEST = 0.7, 1.4
"""Times the normal interval of the mean. A bootstrap of 200 draws has quantiles that are off by a tenth; percentile,
basic and normal intervals differ by less than that on 600 rows. A 95 % interval would be 1.19, so that is let pass; one
standard error each way is 0.61, one of the cases instead of the mean more than ten."""


# --- asking ------------------------------------------------------------------------------------------------------


def _ask(candidate: Candidate, table: Columns, *costs: float, **options: float) -> tuple[float, float, float, float]:
    value = candidate.call(_table(table), *costs, **options)
    return _parts(value)


def _table(columns: Columns) -> Table:
    return Table({name: c if isinstance(c, np.ndarray) else tuple(c) for name, c in columns.items()})


def _parts(value: Any) -> tuple[float, float, float, float]:
    if isinstance(value, dict) and {"threshold", "cost", "interval"} <= set(value):
        value = (value["threshold"], value["cost"], value["interval"])
    if not isinstance(value, tuple | list) or len(value) not in (3, 4):
        fail("choose_threshold should return three things: the threshold, the cost per case and its interval.")
    threshold, cost, *interval = value
    if len(interval) == 1:
        ends = interval[0].tolist() if isinstance(interval[0], np.ndarray) else interval[0]
        if not isinstance(ends, tuple | list) or len(ends) != 2:
            fail("The interval should be a pair, its lower and its upper end.")
        interval = list(ends)
    threshold = _number(threshold, "The threshold", infinite=True)
    cost, low, high = (_number(part, "The cost and the ends of its interval") for part in (cost, *interval))
    if not low <= cost <= high:
        fail("The cost lies outside of its own interval.")
    return threshold, cost, low, high


def _number(value: Any, what: str, *, infinite: bool = False) -> float:
    array = np.asarray(value) if isinstance(value, int | float | np.ndarray) else np.empty(0)
    if isinstance(value, bool) or array.size != 1 or array.dtype.kind not in "fiu":
        fail(f"{what} should be a single number each.")
    number = float(array.reshape(()))
    if math.isnan(number) or (math.isinf(number) and not infinite):
        fail(f"{what} should be a finite number.")
    return number


# --- reference ---------------------------------------------------------------------------------------------------


def _rows(table: Columns, part: str) -> tuple[np.ndarray, np.ndarray]:
    chosen = np.array([name == part for name in table["part"]])
    return np.asarray(table["score"], dtype=np.float64)[chosen], np.asarray(table["bad"])[chosen].astype(np.int64)


def _costs(table: Columns, part: str, threshold: float, cost_miss: float, cost_alarm: float) -> np.ndarray:
    """Cost of each case of a part."""
    scores, bad = _rows(table, part)
    flagged = scores >= threshold
    return np.where(bad == 1, cost_miss * ~flagged, cost_alarm * flagged)


def _best(table: Columns, cost_miss: float, cost_alarm: float, capacity: float = 1.0) -> float:
    """Lowest cost per validation case that any allowed threshold reaches."""
    scores, bad = _rows(table, "validation")
    order = np.argsort(-scores, kind="stable")
    scores, bad = scores[order], bad[order]
    n_flagged = np.flatnonzero(np.append(np.diff(scores) != 0, True)) + 1
    caught, alarms = np.cumsum(bad)[n_flagged - 1], np.cumsum(1 - bad)[n_flagged - 1]
    costs = cost_miss * (bad.sum() - caught) + cost_alarm * alarms
    allowed = n_flagged <= capacity * scores.size + 1e-9
    return float(min([cost_miss * bad.sum(), *costs[allowed]]) / scores.size)


def _judge(
    candidate: Candidate,
    table: Columns,
    costs: tuple[float, float],
    capacity: float | None = None,
    *,
    what: str,
    **shown: str,
) -> tuple[float, float, float, float]:
    """Demand the best threshold on the validation rows, and the cost of just that threshold on the test rows."""
    options = {} if capacity is None else {"capacity": capacity}
    threshold, cost, low, high = _ask(candidate, table, *costs, **options)
    share = float((_rows(table, "validation")[0] >= threshold).mean())
    allowed = 1.0 if capacity is None else capacity
    if share > allowed + 1e-9:
        fail(f"{what}, more validation cases are flagged than the capacity allows.", **shown)
    reached = float(_costs(table, "validation", threshold, *costs).mean())
    best = _best(table, *costs, allowed)
    if reached > best + 1e-9:
        fail(f"{what}, another allowed threshold costs less on the validation rows.", **shown)
    true = float(_costs(table, "test", threshold, *costs).mean())
    expect_close(
        cost, true, what=f"the cost per test case of the returned threshold ({what.lower()})", **EXACT, **shown
    )
    return threshold, cost, low, high


# --- visible -----------------------------------------------------------------------------------------------------


def _by_hand() -> Columns:
    return {
        "case_id": np.arange(12),
        "part": ["validation"] * 7 + ["test"] * 5,
        "score": np.array([0.1, 0.2, 0.4, 0.4, 0.6, 0.8, 0.9, 0.1, 0.5, 0.7, 0.7, 0.9]),
        "bad": np.array([0, 0, 1, 0, 0, 1, 1, 0, 1, 0, 1, 1]),
    }


def a_table_by_hand(candidate: Candidate, rng: np.random.Generator) -> None:
    # Flagging from 0.4 on costs two alarms, from 0.8 on one miss: which is cheaper hangs on the costs.
    for costs in ((10.0, 1.0), (1.0, 1.0)):
        _judge(
            candidate, _by_hand(), costs, what="With few rows", given=f"seven validation and five test rows, {costs}"
        )


def a_capacity_by_hand(candidate: Candidate, rng: np.random.Generator) -> None:
    shown = {"given": "the same rows, at most half of the cases flagged"}
    _judge(candidate, _by_hand(), (10.0, 1.0), 0.5, what="With a capacity", **shown)


# --- hidden ------------------------------------------------------------------------------------------------------


def best_on_the_validation_rows(candidate: Candidate, rng: np.random.Generator) -> None:
    for seed, costs in ((1, (20.0, 1.0)), (2, (3.0, 1.0)), (3, (1.0, 4.0)), (4, (250.0, 12.5)), (5, (0.5, 0.02))):
        _judge(candidate, scored.draw(100 + seed, 900, separation=1.0 + 0.3 * seed), costs, what="With other costs")


def scores_of_any_scale(candidate: Candidate, rng: np.random.Generator) -> None:
    """Negative scores, wide ranges and whole numbers: nothing may hang on probabilities or on a grid from 0 to 1."""
    table = scored.draw(11, 700, scale="logit")
    _judge(candidate, table, (10.0, 1.0), what="With scores that are no probabilities")
    _judge(candidate, table | {"score": table["score"] * 1e4 - 3e5}, (10.0, 1.0), what="With large scores")
    _judge(candidate, table | {"score": 0.9 + table["score"] * 1e-5}, (10.0, 1.0), what="With scores close together")
    _judge(
        candidate,
        table | {"score": np.round(table["score"] * 3).astype(np.int64)},
        (10.0, 1.0),
        what="With whole scores",
    )


def the_test_rows_do_not_choose(candidate: Candidate, rng: np.random.Generator) -> None:
    """The same validation rows with quite other test rows: the threshold stays where it is good for the former."""
    table = scored.draw(21, 800)
    in_test = np.array([name == "test" for name in table["part"]])
    first = _judge(candidate, table, (10.0, 1.0), what="With one test part")[0]
    turned = table | {"bad": np.where(in_test, 1 - table["bad"], table["bad"])}
    second = _judge(candidate, turned, (10.0, 1.0), what="With another test part")[0]
    scores = _rows(table, "validation")[0]
    if not np.array_equal(scores >= first, scores >= second):
        fail("The choice changes when only the test rows change; it should be made on the validation rows alone.")


def capacity_with_equal_scores(candidate: Candidate, rng: np.random.Generator) -> None:
    for seed, capacity in ((31, 0.05), (32, 0.1), (33, 0.02), (34, 0.3)):
        table = scored.draw(seed, 600, decimals=1, share=0.15)
        _judge(candidate, table, (50.0, 1.0), capacity, what="With a capacity and many equal scores")
    # Exactly a quarter of eight is two; and 0.07 of 100 is seven, though 0.07 * 100 is a little more in binary.
    exact = {
        "case_id": np.arange(108),
        "part": ["validation"] * 100 + ["test"] * 8,
        "score": np.concatenate([np.arange(100) / 100, np.arange(8) / 8]),
        "bad": np.concatenate([np.arange(100) >= 90, np.arange(8) >= 6]).astype(np.int64),
    }
    for capacity in (0.07, 0.29, 0.58, 1.0):
        _judge(candidate, exact, (50.0, 1.0), capacity, what="With a capacity that is used up exactly")


def nothing_may_be_flagged(candidate: Candidate, rng: np.random.Generator) -> None:
    table = scored.draw(41, 300)
    _judge(candidate, table, (10.0, 1.0), 0.0, what="With a capacity of zero")
    _judge(candidate, table, (0.0, 1.0), what="When misses cost nothing")
    _judge(candidate, table, (1.0, 1e6), what="When alarms cost far more than misses")
    # Two good cases come first, so whatever is flagged costs two alarms and saves a single miss.
    dear = {
        "case_id": np.arange(24),
        "part": ["validation"] * 20 + ["test"] * 4,
        "score": np.concatenate([np.arange(20, 0, -1) / 20, np.arange(4) / 4]),
        "bad": np.array([0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 1, 0, 1]),
    }
    _judge(candidate, dear, (1.0, 1.0), what="When flagging saves less than it costs")


def all_may_be_flagged(candidate: Candidate, rng: np.random.Generator) -> None:
    _judge(candidate, scored.draw(51, 300), (1.0, 0.0), what="When alarms cost nothing")
    _judge(candidate, scored.draw(52, 300), (1e6, 1.0), what="When misses cost far more than alarms")


def one_class_only(candidate: Candidate, rng: np.random.Generator) -> None:
    table = scored.draw(61, 200)
    for value in (0, 1):
        label = np.full(200, value, dtype=np.int64)
        _judge(candidate, table | {"bad": label}, (5.0, 1.0), what="When all cases are of one kind")


def labels_of_other_types(candidate: Candidate, rng: np.random.Generator) -> None:
    table = scored.draw(71, 400)
    for kind in (np.bool_, np.uint8, np.float64):
        _judge(candidate, table | {"bad": table["bad"].astype(kind)}, (10.0, 1.0), what="With labels of another type")


def rows_in_any_order(candidate: Candidate, rng: np.random.Generator) -> None:
    table = scored.draw(81, 500)
    turn = np.random.RandomState(3).permutation(500)
    mixed = {
        name: column[turn] if isinstance(column, np.ndarray) else [column[row] for row in turn]
        for name, column in reversed(table.items())
    }
    _judge(candidate, table, (8.0, 1.0), what="In one order")
    _judge(candidate, mixed, (8.0, 1.0), what="With rows and columns in another order")


def interval_has_the_right_width(candidate: Candidate, rng: np.random.Generator) -> None:
    for seed, n_rows, costs in ((91, 1_200, (10.0, 1.0)), (92, 4_000, (10.0, 1.0)), (93, 1_200, (100.0, 5.0))):
        table = scored.draw(seed, n_rows, share=0.15)
        threshold, cost, low, high = _judge(candidate, table, costs, what="With an interval")
        each = _costs(table, "test", threshold, *costs)
        half = Z90 * float(each.std()) / math.sqrt(each.size)
        ratio = (high - low) / (2 * half)
        if not NARROWEST <= ratio <= WIDEST:
            side = "narrow" if ratio < 1 else "wide"
            fail(f"The interval of the cost is too {side}: {ratio:.2f} times that of the mean over the test rows.")
        expect_that(
            max(high - cost, cost - low) < 1.7 * half,
            "The interval does not lie around the cost: one of its ends is much farther away than the other.",
        )


def inputs_stay_unchanged(candidate: Candidate, rng: np.random.Generator) -> None:
    table = scored.draw(95, 300)
    _ask(candidate, table, 10.0, 1.0, capacity=0.2)
    expect_unchanged(candidate, ("table", "cost_miss", "cost_alarm"))


def many_cases(candidate: Candidate, rng: np.random.Generator) -> None:
    """Two hundred thousand cases with nearly as many scores: trying each on all rows would be billions of
    comparisons."""
    table = scored.draw(97, 200_000, decimals=6)
    answer = expect_fast(
        candidate,
        (_table(table), 10.0, 1.0),
        reference=lambda *_: _best(table, 10.0, 1.0),
        times=60,
        floor_ms=4_000,
        what="Choosing among many scores",
    )
    threshold = _parts(answer)[0]
    reached = float(_costs(table, "validation", threshold, 10.0, 1.0).mean())
    expect_that(reached <= _best(table, 10.0, 1.0) + 1e-9, "With many cases, another threshold costs less.")
