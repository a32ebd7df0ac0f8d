"""The drawn cases of `kmeans-lloyd` are what their names promise, and it tells guards from tolerances when it stops.

Everything runs in this process; that the package's submissions end as declared is verified elsewhere.
"""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from question_bank.load import builtin_folder
from tests.package_rehearsal import InProcess, Rehearsal

REHEARSAL = Rehearsal(builtin_folder() / "kmeans-lloyd")
CHECKS, INTERNALS = REHEARSAL.checks, REHEARSAL.internals
SEEDS = range(5)


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
    return REHEARSAL.outcome(name, candidate, seed) == "passed"


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
def test_a_stop_by_allclose_is_as_good_as_equality(seed):
    for check in REHEARSAL.question.checks:
        if check.kind != "speed":
            assert passes(check.name, stops_when(np.allclose), seed), check.name


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
