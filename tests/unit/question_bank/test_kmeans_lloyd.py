"""The reference in the package's checks is itself compared with scikit-learn, and the package proves itself."""

import numpy as np
import pytest

from question_bank.load import builtin_folder, load_question
from question_bank.suite import _load_checks, run_suite
from question_bank.verify import verify_question
from runner.sandbox_bubblewrap import BubblewrapSandbox
from runner.sandbox_unwalled import UnwalledSandbox

FOLDER = builtin_folder() / "kmeans-lloyd"


def parts():
    functions = _load_checks(FOLDER, (FOLDER / "checks.py").read_bytes())
    return functions["two_groups"].__globals__


@pytest.mark.parametrize("seed", range(10))
def test_the_reference_agrees_with_scikit_learn_from_the_same_start(seed):
    from sklearn.cluster import KMeans

    rng = np.random.default_rng(seed)
    k, d = 2 + seed % 5, 1 + seed % 4
    points, start = parts()["_slow_case"](rng, at_least=3, k=k, d=d, n=60 + 20 * k)
    centroids, labels = parts()["_reference"](points, start, 300)
    theirs = KMeans(n_clusters=k, init=start, n_init=1, tol=0.0, max_iter=300, algorithm="lloyd").fit(points)
    np.testing.assert_allclose(centroids, theirs.cluster_centers_, rtol=1e-9, atol=1e-12)
    np.testing.assert_array_equal(labels, theirs.labels_)


@pytest.mark.parametrize("seed", range(5))
def test_cases_with_a_lost_cluster_lose_it_after_the_first_update(seed):
    points, start = parts()["_losing_case"](np.random.default_rng(seed))
    after_one = parts()["_reference"](points, start, 1)
    assert len(np.unique(parts()["_nearest"](points, start))) == 5
    assert len(np.unique(parts()["_reference"](points, start)[1])) == 4
    assert not np.array_equal(after_one[0], start)


@pytest.mark.sandbox
@pytest.mark.slow
def test_the_package_keeps_its_promises():
    with BubblewrapSandbox() as walled:
        available = all(layer.in_force for layer in walled.layers() if layer.required)
        # Without walls this code is still ours to trust, so the promises are tried either way.
        verification = verify_question(FOLDER, walled if available else UnwalledSandbox(), n_workers=2)
    assert [str(found) for found in verification.diagnostics] == []
    totals = verification.totals
    assert (totals.accepted_passed, totals.rejected) == (totals.accepted, totals.wrong + totals.slow)
    assert totals.trivial_rejected == totals.trivial


OTHER_RIGHT_SOLUTIONS = {
    "stops before taking the last step": """
import numpy as np

def kmeans(points, centroids, n_iterations=100):
    X, C = np.asarray(points, dtype=float), np.asarray(centroids, dtype=float).copy()
    for _ in range(n_iterations):
        labels = np.linalg.norm(X[:, None] - C[None], axis=-1).argmin(axis=1)
        new = np.array([X[labels == j].mean(0) if np.any(labels == j) else C[j] for j in range(len(C))])
        if np.array_equal(new, C):
            break
        C = new
    return C, labels
""",
    "answers with lists": """
import numpy as np

def kmeans(points, centroids, n_iterations=100):
    X, C = points.astype(float), centroids.astype(float)
    for _ in range(n_iterations):
        labels = np.stack([np.square(X - c).sum(1) for c in C]).argmin(0)
        old = C.copy()
        for j in set(labels.tolist()):
            C[j] = X[labels == j].mean(axis=0)
        if np.linalg.norm(C - old) < 1e-9:
            break
    return [C.tolist(), labels.tolist()]
""",
    "sums with add.at and counts the loop by hand": """
import numpy as np

def kmeans(points, centroids, n_iterations=100):
    X, C = np.array(points, dtype=np.float64), np.array(centroids, dtype=np.float64)
    previous, done = None, 0
    while done < n_iterations:
        labels = np.stack([np.square(X - c).sum(1) for c in C]).argmin(0)
        if previous is not None and (labels == previous).all():
            break
        previous, sums, n = labels, np.zeros_like(C), np.bincount(labels, minlength=len(C))
        np.add.at(sums, labels, X)
        C[n > 0] = sums[n > 0] / n[n > 0, None]
        done += 1
    return [C, labels]
""",
}


@pytest.mark.parametrize("style", OTHER_RIGHT_SOLUTIONS)
def test_right_solutions_in_other_styles_pass(style, sandbox):
    question = load_question(FOLDER)
    report, _ = run_suite(question, FOLDER, OTHER_RIGHT_SOLUTIONS[style], "submit", sandbox)
    assert [(check.name, check.message) for check in report.checks if check.verdict != "passed"] == []
