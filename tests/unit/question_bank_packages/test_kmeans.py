"""The drawn cases of `kmeans-lloyd` are what their names promise, and it tells guards from tolerances when it stops.

Everything runs in this process; that the package's submissions end as declared is verified elsewhere.
"""

import copy
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import pytest

from question_bank.checking import Mismatch
from question_bank.load import builtin_folder
from question_bank.suite import load_checks

CHECKS: Mapping[str, Callable[..., None]] = load_checks(builtin_folder() / "kmeans-lloyd")
INTERNALS: dict[str, Any] = next(iter(CHECKS.values())).__globals__
SEEDS = range(5)


class InProcess:
    """Stands in for the boxed candidate: copies arguments in."""

    def __init__(self, function: Callable[..., Any]) -> None:
        self._function = function

    def call(self, *args: Any, **kwargs: Any) -> Any:
        return self._function(*copy.deepcopy(args), **copy.deepcopy(kwargs))


def stops_when(finished: Callable[[Any, Any], bool]) -> InProcess:
    def kmeans(points: Any, centroids: Any, n_iterations: int = 100) -> Any:
        points, centroids = points.astype(float), centroids.astype(float)
        for _ in range(n_iterations):
            labels = ((points[:, None] - centroids) ** 2).sum(axis=2).argmin(axis=1)
            means = [points[labels == j].mean(axis=0) if j in labels else old for j, old in enumerate(centroids)]
            moved = np.array(means)
            done = finished(moved, centroids)
            centroids = moved
            if done:
                break
        return centroids, labels

    return InProcess(kmeans)


def passes(name: str, candidate: InProcess, seed: int) -> bool:
    try:
        CHECKS[name](candidate, np.random.default_rng(seed))
    except Mismatch:
        return False
    return True


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("length", [0.0, 1e-12, 1e-9, 1e-7, 1e-6])
def test_a_guard_against_rounding_is_no_tolerance(length, seed):
    candidate = stops_when(lambda moved, old: bool(np.abs(moved - old).max() <= length))
    assert passes("units_do_not_matter", candidate, seed)
    assert passes("runs_until_nothing_changes", candidate, seed)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("length", [1e-4, 1e-3, 1e-2])
def test_a_fixed_length_as_tolerance_depends_on_the_units(length, seed):
    candidate = stops_when(lambda moved, old: bool(np.linalg.norm(moved - old) < length))
    assert not passes("units_do_not_matter", candidate, seed)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_relative_tolerance_depends_on_the_origin(seed):
    assert not passes("units_do_not_matter", stops_when(np.allclose), seed)
    assert passes(
        "units_do_not_matter", stops_when(lambda moved, old: np.allclose(moved, old, rtol=0, atol=1e-8)), seed
    )


@pytest.mark.parametrize("seed", SEEDS)
def test_slow_cases_need_as_many_updates_as_they_say(seed):
    options = {"k": 8, "n": 600, "d": 1, "jitter": 0.0}
    points, start = INTERNALS["_slow_case"](np.random.default_rng(seed), at_least=55, at_most=94, **options)
    labels = [labels for labels, _ in INTERNALS["_rounds"](points, start)]
    assert 55 <= len(labels) - 1 <= 94
    assert all(len(np.unique(each)) == 8 for each in labels)


@pytest.mark.parametrize("seed", SEEDS)
def test_in_swapping_cases_equal_sizes_do_not_mean_the_end(seed):
    points, start = INTERNALS["_swapping_case"](np.random.default_rng(seed))
    labels = [labels for labels, _ in INTERNALS["_rounds"](points, start)]
    sizes = [np.bincount(each, minlength=3) for each in labels]
    first = next(n for n in range(1, len(labels)) if np.array_equal(sizes[n], sizes[n - 1]))
    assert not np.array_equal(labels[first], labels[-1])


@pytest.mark.parametrize("seed", SEEDS)
def test_the_quick_reference_of_the_speed_check_agrees_with_the_plain_one(seed):
    points = np.random.default_rng(seed).standard_normal((500, 3))
    start = points[:5] * 1.5
    np.testing.assert_allclose(
        INTERNALS["_by_clusters"](points, start, 3), INTERNALS["_reference"](points, start, 3)[0]
    )
