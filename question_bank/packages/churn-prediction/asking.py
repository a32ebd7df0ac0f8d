"""Asks a candidate of the churn question and holds every answer to the agreed form.

A call that fits a model costs a second or two, so checks that look at the same answer share one call: each is known
by a key. Must not know which tables there are, nor what makes a good answer.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np

from question_bank.checking import Candidate, fail
from runner.plain import Table

METRICS: tuple[str, ...] = ()
SPELLINGS: dict[str, str] = {}
"""Names that a report may use, and other spellings of them. Set by the checks."""

_GIVEN: WeakKeyDictionary[Candidate, dict[str, tuple[Any, tuple[str, ...]]]] = WeakKeyDictionary()
"""Answers of each candidate by the key of the call, with the arguments that it changed."""


def predict(candidate: Candidate, key: str, train: dict[str, Any], asked: dict[str, Any]) -> np.ndarray:
    """Probabilities for these customers, after the parts of the agreement that every answer must keep."""
    value = _answer(candidate, key, lambda: candidate.call(_table(train), _table(asked)))
    return _probabilities(value, len(next(iter(asked.values()))))


def changed(candidate: Candidate, key: str) -> tuple[str, ...]:
    """Names of the arguments that this call changed in place."""
    return _GIVEN[candidate][key][1]


def _answer(candidate: Candidate, key: str, ask: Callable[[], Any]) -> Any:
    """What the candidate answered to this call, asked once. Raises what `ask` raises."""
    given = _GIVEN.setdefault(candidate, {})
    if key not in given:
        value = ask()
        given[key] = (value, tuple(candidate.changed_arguments))
    return given[key][0]


def _table(columns: dict[str, Any]) -> Table:
    return Table({name: c if isinstance(c, np.ndarray) else tuple(c) for name, c in columns.items()})


def _probabilities(value: Any, n_rows: int) -> np.ndarray:
    if isinstance(value, list | tuple):
        try:
            value = np.asarray(value)
        except ValueError:
            fail("predict_churn must return one number per customer.", got="a ragged list")
    if not isinstance(value, np.ndarray) or value.dtype.kind not in "fiub":
        fail("predict_churn must return an array of numbers.", expected="float array", got=_name(value))
    if value.shape == (n_rows, 2):
        fail(
            "predict_churn returned two columns per customer; return the probability of churn alone.",
            expected=f"shape ({n_rows},)",
            got=f"shape {value.shape}",
        )
    if value.shape != (n_rows,):
        fail(
            "predict_churn must return exactly one probability per row of `customers`.",
            expected=f"shape ({n_rows},)",
            got=f"shape {value.shape}",
        )
    value = value.astype(np.float64)
    if not np.isfinite(value).all():
        fail("predict_churn returned values that are not finite (NaN or infinity).")
    if value.min() < 0 or value.max() > 1:
        fail("Probabilities must lie between 0 and 1.", got=f"from {value.min():.3g} to {value.max():.3g}")
    return value


def report(candidate: Candidate, key: str, train: dict[str, Any]) -> tuple[str, float, float]:
    """Metric, value and threshold that the candidate claims, after the agreed form was kept."""
    answer = _answer(candidate, key, lambda: candidate.call_named("report", _table(train)))
    if not isinstance(answer, dict):
        fail("report must return a dictionary.", expected='{"metric", "value", "threshold"}', got=_name(answer))
    missing = [part for part in ("metric", "value", "threshold") if part not in answer]
    if missing:
        fail(f"report's dictionary lacks {', '.join(missing)}.", expected='{"metric", "value", "threshold"}')
    if not isinstance(answer["metric"], str):
        fail("report's metric must be a name from the starter's list.", got=_name(answer["metric"]))
    metric = answer["metric"].strip().lower().replace("-", "_").replace(" ", "_")
    metric = SPELLINGS.get(metric, metric)
    if metric not in METRICS:
        fail("report names a metric that is not in the starter's list.", expected=", ".join(METRICS))
    return metric, _number(answer, "value"), _number(answer, "threshold")


def _number(answer: dict[str, Any], part: str) -> float:
    value = answer[part]
    if isinstance(value, np.ndarray) and value.shape == () and value.dtype.kind in "fiu":
        value = value.item()
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        fail(f"report's {part} must be one finite number.", got=_name(value))
    if part == "threshold" and not 0 <= value <= 1:
        fail("report's threshold is a probability, so it lies between 0 and 1.", got=f"{value:.3g}")
    return float(value)


def _name(value: Any) -> str:
    return f"{type(value).__name__} of {value.dtype}" if isinstance(value, np.ndarray) else type(value).__name__
