"""Checks of k-means. The reference below takes differences directly, in float64, and keeps the centroid of an empty
cluster; nothing here depends on a library's k-means.

Tolerances: means of float64 numbers are right to about 1e-13 of their size whatever the order of summation, and the
wrong answers of the package differ by more than 1e-3, so 1e-6 leaves room on both sides; float32 input may be computed
in float32, so 1e-4 there.
"""

from collections.abc import Iterator
from itertools import islice, pairwise

from question_bank.checking import (
    Array,
    Candidate,
    Mapping,
    as_array,
    as_pair,
    describe,
    expect_close,
    expect_dtype_kind,
    expect_equal,
    expect_fast,
    expect_shape,
    expect_that,
    expect_unchanged,
    fail,
    np,
)

NAMES = ("centroids", "labels")
ARGUMENTS = ("points", "centroids", "n_iterations")
RTOL = ATOL = 1e-6


def _nearest(points: Array, centroids: Array) -> Array:
    return ((points[:, None, :] - centroids[None, :, :]) ** 2).sum(axis=2).argmin(axis=1)


def _rounds(points: Array, centroids: Array) -> Iterator[tuple[Array, Array]]:
    """Yield the labels and the moved centroids of each iteration; the last one is the first that changes nothing."""
    points, centroids = points.astype(np.float64), centroids.astype(np.float64)
    while True:
        labels = _nearest(points, centroids)
        moved = centroids.copy()
        for cluster in np.unique(labels):
            moved[cluster] = points[labels == cluster].mean(axis=0)
        yield labels, moved
        if np.array_equal(moved, centroids):
            return
        centroids = moved


def _reference(points: Array, centroids: Array, n_iterations: int = 100) -> tuple[Array, Array]:
    """Return the centroids after so many iterations, and the labels that belong to them."""
    reached = centroids.astype(np.float64)
    for _, moved in islice(_rounds(points, centroids), n_iterations):
        reached = moved
    return reached, _nearest(points.astype(np.float64), reached)


def _answer(
    candidate: Candidate,
    points: Array,
    start: Array,
    n_iterations: int | None = None,
    *,
    case: str = "",
    given: str = "",
) -> tuple[Array, Array]:
    """Call the candidate, demand the shapes that were agreed on, and return centroids and labels as arrays."""
    answer = candidate.call(points, start) if n_iterations is None else candidate.call(points, start, n_iterations)
    centroids, labels = as_pair(answer, NAMES, given=given)
    centroids = expect_shape(centroids, start.shape, what="the first result, the centroids,", given=given)
    labels = expect_shape(labels, points.shape[:1], what="the second result, the labels,", given=given)
    expect_dtype_kind(centroids, "iuf", what="the array of centroids", given=given)
    expect_dtype_kind(labels, "iuf", what="the array of labels", given=given)
    expect_that(
        np.isfinite(centroids.astype(np.float64)), f"The array of centroids{case} holds NaN or infinity.", given=given
    )
    return centroids, labels


def _expect_clustering(
    candidate: Candidate,
    points: Array,
    start: Array,
    n_iterations: int | None = None,
    *,
    case: str = "",
    given: str = "",
    tolerance: float = ATOL,
) -> None:
    """Demand the reference's answer. When the iterations run out, labels from before the last update are as good.

    `case` says in a message which kind of input it was, without its numbers.
    """
    where = f" {case}" if case else ""
    centroids, labels = _answer(candidate, points, start, n_iterations, case=where, given=given)
    limit = 100 if n_iterations is None else n_iterations
    wanted, wanted_labels = _reference(points, start, limit)
    what = f"the array of centroids{where}"
    expect_close(centroids, wanted, rtol=tolerance, atol=tolerance, what=what, given=given)
    _, labels_before = _reference(points, start, limit - 1)
    if not np.array_equal(labels, labels_before):
        expect_equal(labels, wanted_labels, what=f"the array of labels{where}", given=given)


def _blobs(rng: np.random.Generator, centres: Array, size: int, spread: float = 0.3) -> Array:
    n_dimensions = centres.shape[1]
    return np.concatenate([centre + spread * rng.standard_normal((size, n_dimensions)) for centre in centres])


def _slow_case(
    rng: np.random.Generator,
    *,
    at_least: int,
    at_most: int = 94,
    k: int = 5,
    n: int = 200,
    d: int = 2,
    jitter: float = 0.01,
    smallest_move: float = 0.0,
) -> tuple[Array, Array]:
    """Draw points and a start that need so many updates, while no cluster ever loses its points.

    `smallest_move` is how far some centroid moves at least in every one of these updates.
    """
    for _ in range(400):
        points = rng.random((n, d)) * np.linspace(4.0, 1.0, d)
        start = points[np.argsort(points[:, 0])[:k]] + jitter * rng.standard_normal((k, d))
        rounds = list(_rounds(points, start))
        n_updates = len(rounds) - 1
        keeps_all = all(len(np.unique(labels)) == k for labels, _ in rounds)
        path = [start, *(moved for _, moved in rounds[:-1])]
        moves = [np.abs(after - before).max() for before, after in pairwise(path)]
        if keeps_all and at_least <= n_updates <= at_most and min(moves) >= smallest_move:
            return points, start
    raise RuntimeError("no slow case was found")


def _swapping_case(rng: np.random.Generator) -> tuple[Array, Array]:
    """Draw a start from which clusters swap points, so their sizes stay, and which is not finished with that."""
    for _ in range(4000):
        points, start = rng.random((14, 2)), rng.random((3, 2))
        labels = [labels for labels, _ in _rounds(points, start)]
        if any(
            np.array_equal(np.bincount(before, minlength=3), np.bincount(after, minlength=3))
            and not np.array_equal(before, after)
            and not np.array_equal(after, labels[-1])
            for before, after in pairwise(labels)
        ):
            return points, start
    raise RuntimeError("no start that swaps points was found")


# --- visible -----------------------------------------------------------------------------------------------------


def two_groups(candidate: Candidate, rng: np.random.Generator) -> None:
    points = np.array([[0.0, 0.0], [0.0, 2.0], [2.0, 1.0], [10.0, 10.0], [12.0, 10.0]])
    start = np.array([[0.0, 0.0], [12.0, 10.0]])
    _expect_clustering(
        candidate, points, start, given="points = [0 0], [0 2], [2 1], [10 10], [12 10]; start = [0 0], [12 10]"
    )


def several_steps(candidate: Candidate, rng: np.random.Generator) -> None:
    points = np.array([[1.0], [2.0], [3.0], [4.0], [10.0], [11.0], [12.0], [20.0]])
    start = np.array([[1.0], [2.0]])
    _expect_clustering(candidate, points, start, given="points = 1, 2, 3, 4, 10, 11, 12, 20 (one column); start = 1, 2")


def shape_of_the_answer(candidate: Candidate, rng: np.random.Generator) -> None:
    points = np.array([[0.0, 0.0, 1.0], [0.0, 1.0, 1.0], [8.0, 8.0, 0.0], [9.0, 8.0, 1.0], [20.0, 0.0, 0.0]])
    given = "points of shape (5, 3), start = points 0, 2 and 4"
    answer = candidate.call(points, points[[0, 2, 4]])
    # Elsewhere the two are found by name as well; here the caller unpacks them.
    if isinstance(answer, Mapping):
        fail("The function returns a dict, where two arrays were agreed on.", given=given, got=describe(answer))
    _, labels = _answer(candidate, points, points[[0, 2, 4]], given=given)
    expect_dtype_kind(labels, "iu", what="the array of labels", given=given)
    expect_equal(labels, np.array([0, 0, 1, 1, 2]), what="the array of labels", given=given)


# --- hidden ------------------------------------------------------------------------------------------------------


def agrees_with_reference(candidate: Candidate, rng: np.random.Generator) -> None:
    for k, n, d in ((3, 60, 2), (5, 150, 3), (4, 90, 5)):
        points, start = _slow_case(rng, at_least=4, k=k, n=n, d=d)
        _expect_clustering(candidate, points, start, case="at the end of several iterations")


def inertia_never_rises(candidate: Candidate, rng: np.random.Generator) -> None:
    points, start = _slow_case(rng, at_least=6)
    inertia = []
    for n_iterations in (1, 2, 3, 5, 8):
        centroids, _ = _answer(candidate, points, start, n_iterations)
        inertia.append(float(((points - centroids[_nearest(points, centroids)]) ** 2).sum()))
    first = float(((points - start[_nearest(points, start)]) ** 2).sum())
    falls = all(after <= before * (1 + 1e-9) for before, after in zip([first, *inertia], inertia, strict=False))
    expect_that(
        falls, "The sum of squared distances rises from one iteration to a later one; Lloyd's steps never do that."
    )
    expect_that(inertia[-1] < inertia[0], "More iterations do not bring the centroids any closer to the points.")


def ends_at_a_fixed_point(candidate: Candidate, rng: np.random.Generator) -> None:
    points, start = _slow_case(rng, at_least=5, k=4, d=3)
    centroids, labels = _answer(candidate, points, start)
    expect_equal(labels, _nearest(points, centroids), what="the array of labels (nearest returned centroid)")
    used = np.isin(np.arange(4), labels)
    expect_that(used, "A cluster has lost all its points, although every one has some at each step from this start.")
    means = np.stack([points[labels == cluster].mean(axis=0) for cluster in range(4)])
    expect_close(centroids, means, rtol=RTOL, atol=ATOL, what="the array of centroids (means of their own points)")
    again, _ = _answer(candidate, points, centroids)
    expect_close(again, centroids, rtol=RTOL, atol=ATOL, what="the answer when it is started from its own answer")


def order_does_not_matter(candidate: Candidate, rng: np.random.Generator) -> None:
    # Several sizes: code that ignores the start may find the same clusters, but hardly in the same turned order.
    for k in (3, 4, 6):
        points, start = _slow_case(rng, at_least=3, k=k)
        centroids, labels = _answer(candidate, points, start)
        order, turn = rng.permutation(len(points)), np.roll(np.arange(k), 1)
        turned_centroids, turned_labels = _answer(candidate, points[order], start[turn])
        what = "the array of centroids after shuffling points and start"
        expect_close(turned_centroids, centroids[turn], rtol=RTOL, atol=ATOL, what=what)
        what = "the array of labels after shuffling points and start"
        expect_equal(turn[_whole(turned_labels, k)], _whole(labels, k)[order], what=what)


def _whole(labels: Array, k: int) -> Array:
    whole = labels.astype(np.int64)
    expect_that((whole == labels) & (whole >= 0) & (whole < k), "A label is not one of 0, 1, …, k - 1.")
    return whole


def distance_is_euclidean(candidate: Candidate, rng: np.random.Generator) -> None:
    # In turn: the sum of absolute differences, the largest one and the angle would each put a point elsewhere.
    case = "after a limited number of iterations"
    points = np.array([[0.0, 0.0], [8.0, 4.0], [3.0, 3.0]])
    _expect_clustering(candidate, points, np.array([[0.0, 0.0], [8.0, 3.0]]), 1, case=case)
    points = np.array([[0.0, 0.0], [3.0, -1.0], [4.0, 4.0]])
    _expect_clustering(candidate, points, np.array([[3.0, 0.0], [2.5, 2.5]]), 1, case=case)
    points = np.array([[1.0, 1.0], [10.0, 9.0], [2.0, 0.0]])
    _expect_clustering(candidate, points, np.array([[10.0, 10.0], [1.0, 0.0]]), 1, case=case)
    _expect_clustering(candidate, *_slow_case(rng, at_least=3, k=4, d=6, n=80), 2, case=case)


def every_column_counts(candidate: Candidate, rng: np.random.Generator) -> None:
    for d in (1, 3, 7):
        points = rng.standard_normal((40, d)) * 0.2
        points[20:, -1] += 30.0
        start = points[[0, 39]] * 0.5
        case = "for points of one column" if d == 1 else "for points that differ most in the last column"
        _expect_clustering(candidate, points, start, case=case)


def empty_cluster(candidate: Candidate, rng: np.random.Generator) -> None:
    points = _blobs(rng, np.array([[0.0, 0.0], [5.0, 5.0]]), 20)
    start = np.array([[0.0, 0.0], [50.0, -70.0], [5.0, 5.0]])
    # The lonely one in the middle, last and first.
    for order in ([0, 1, 2], [0, 2, 1], [1, 0, 2]):
        _expect_clustering(candidate, points, start[order], case="where one cluster has no points")
    _expect_clustering(candidate, *_losing_case(rng), case="where a cluster loses its points on the way")


def _losing_case(rng: np.random.Generator) -> tuple[Array, Array]:
    """Draw a start from which a cluster loses its last point only after the first update."""
    for _ in range(4000):
        points = rng.random((12, 2)) * 10
        start = rng.random((5, 2)) * 10
        first, last = _nearest(points, start), _reference(points, start)[1]
        if len(np.unique(first)) == 5 and len(np.unique(last)) == 4:
            return points, start
    raise RuntimeError("no start that loses a cluster was found")


def one_cluster(candidate: Candidate, rng: np.random.Generator) -> None:
    points = rng.standard_normal((30, 3)) + 4.0
    _expect_clustering(candidate, points, np.zeros((1, 3)), case="with a single cluster")
    _expect_clustering(candidate, points[:1], np.zeros((1, 3)), case="with a single cluster and a single point")


def as_many_clusters_as_points(candidate: Candidate, rng: np.random.Generator) -> None:
    points = rng.permutation(12).astype(np.float64)[:, None] * np.array([[3.0, -1.0]])
    _expect_clustering(candidate, points, points[::-1] + 0.25, case="with as many clusters as points")


def duplicate_points(candidate: Candidate, rng: np.random.Generator) -> None:
    points = np.repeat(np.array([[1.0, 1.0], [4.0, 2.0]]), [5, 3], axis=0)
    _expect_clustering(candidate, points, np.array([[0.0, 0.0], [5.0, 5.0]]), case="with equal points")
    # Two equal starts: all points go to the first of them, so the second stays where it is.
    _expect_clustering(candidate, points, np.array([[2.0, 2.0], [2.0, 2.0]]), case="with equal starts")
    # Points in the origin are points: a test of their values for truth takes the cluster for empty.
    points = np.repeat(np.array([[0.0, 0.0], [6.0, 3.0]]), [3, 2], axis=0)
    _expect_clustering(candidate, points, np.array([[1.0, -1.0], [5.0, 5.0]]), case="with points in the origin")
    # Equal points count as often as they occur.
    points = np.array([[0.0, 0.0], [0.0, 0.0], [0.0, 0.0], [4.0, 0.0], [20.0, 1.0]])
    _expect_clustering(candidate, points, np.array([[1.0, 0.0], [19.0, 0.0]]), case="with equal points")


def ties_go_to_the_first(candidate: Candidate, rng: np.random.Generator) -> None:
    # Small dyadic numbers, also after subtracting their mean, so that every way of computing them ties exactly.
    points = np.array([[0.0, 0.0], [4.0, 0.0], [2.0, 0.0], [2.0, 0.0]])
    case = "where points are equally far from two centroids"
    _expect_clustering(candidate, points, np.array([[0.0, 0.0], [4.0, 0.0]]), 1, case=case)
    _expect_clustering(candidate, points, np.array([[4.0, 0.0], [0.0, 0.0]]), 1, case=case)


def integer_points(candidate: Candidate, rng: np.random.Generator) -> None:
    points = np.array([[0, 1], [1, 0], [1, 1], [10, 11], [11, 10], [13, 12], [12, 12]])
    _expect_clustering(candidate, points, points[[0, 3]], case="for whole numbers")
    _expect_clustering(candidate, points + 0.25, points[[0, 3]], case="for whole numbers as the start")
    # Differences of unsigned bytes wrap around: 10 - 20 is 246, so the first pixel would seem nearer to the far start.
    pixels = np.array([[10, 200], [20, 210], [240, 30], [250, 20]], dtype=np.uint8)
    case = "for unsigned bytes"
    _expect_clustering(candidate, pixels, np.array([[20, 210], [250, 250]], dtype=np.uint8), 1, case=case)
    _expect_clustering(candidate, pixels, pixels[[1, 2]], case=case)


def float32_points(candidate: Candidate, rng: np.random.Generator) -> None:
    centres = np.array([[0.0, 0.0, 0.0], [6.0, 1.0, 2.0], [-3.0, 7.0, 5.0]])
    points = _blobs(rng, centres, 25).astype(np.float32)
    _expect_clustering(candidate, points, points[[0, 30, 60]], case="for float32", tolerance=1e-4)


def inputs_unchanged(candidate: Candidate, rng: np.random.Generator) -> None:
    points, start = _slow_case(rng, at_least=3, k=3, n=60)
    _answer(candidate, points, start)
    expect_unchanged(candidate, ARGUMENTS)
    _answer(candidate, points.astype(np.float32), start.astype(np.float32), 3)
    expect_unchanged(candidate, ARGUMENTS)


def iterations_are_counted(candidate: Candidate, rng: np.random.Generator) -> None:
    points, start = _slow_case(rng, at_least=8)
    for n_iterations in (1, 2, 3, 6):
        _expect_clustering(candidate, points, start, n_iterations, case="after a limited number of iterations")
    # One column and a start at its end take long, so a default other than the agreed 100 shows.
    long_points, long_start = _slow_case(rng, at_least=105, at_most=400, k=16, n=1000, d=1, jitter=0.0)
    _expect_clustering(candidate, long_points, long_start, case="when the default number of iterations runs out")
    by_name = as_pair(candidate.call(points, start, n_iterations=2), NAMES)
    what = "the array of centroids when n_iterations is given by name"
    expect_close(by_name[0], _reference(points, start, 2)[0], rtol=RTOL, atol=ATOL, what=what)


def runs_until_nothing_changes(candidate: Candidate, rng: np.random.Generator) -> None:
    case = "where clusters swap points on the way"
    _expect_clustering(candidate, *_swapping_case(rng), case=case)
    # Next to a cluster of great spread the others hardly change the sum of squares, so a small gain means nothing.
    points, start = _slow_case(rng, at_least=8, k=4)
    wide = 1000.0 + 50.0 * rng.standard_normal((40, 2))
    points, start = np.concatenate([wide, points]), np.concatenate([start, wide.mean(axis=0, keepdims=True)])
    _expect_clustering(candidate, points, start, case="where one cluster is far wider than the others")
    # One column and a start at its end: each border between clusters moves on by a few points at a time.
    points, start = _slow_case(rng, at_least=55, k=8, n=600, d=1, jitter=0.0)
    _expect_clustering(candidate, points, start, case="at the end of a long run with the default limit")
    points, start = _slow_case(rng, at_least=105, at_most=400, k=16, n=1000, d=1, jitter=0.0)
    _expect_clustering(candidate, points, start, 1000, case="at the end of a long run")


def units_do_not_matter(candidate: Candidate, rng: np.random.Generator) -> None:
    # A fixed length as tolerance for stopping shows when the same data comes in other units: it then exceeds every
    # move. Every move is at least 2e-6 here and no number above 1e-3, so a guard against rounding does no harm, and
    # neither does np.allclose. A power of two changes no digit.
    points, start = _slow_case(rng, at_least=5, k=4, n=60, smallest_move=0.02)
    small = 2.0**-13
    case = "for the same data in larger units, so with small numbers"
    _expect_clustering(candidate, points * small, start * small, case=case, tolerance=1e-9)


def far_from_the_origin(candidate: Candidate, rng: np.random.Generator) -> None:
    # Seconds since 1970, a minute apart: squares near 1e18 leave float64 no digit below about 200, differences are
    # exact to 1e-7. The start is the fixed point itself, so any sensible rule for stopping will do.
    offset = np.array([1.7e9, -1.2e9])
    centres = np.array([[0.0, 0.0], [12.0, 0.0], [0.0, 12.0]])
    points = _blobs(rng, centres, 30, spread=0.8) + offset
    start = points.reshape(3, 30, 2).mean(axis=1)
    _expect_clustering(candidate, points, start, case="far from the origin", tolerance=1e-12)


def _by_clusters(points: Array, centroids: Array, n_iterations: int) -> Array:
    """Do some iterations with a loop over the clusters, the plain way to be quick; returns the centroids."""
    for _ in range(n_iterations):
        distances = np.stack([((points - centroid) ** 2).sum(axis=1) for centroid in centroids])
        labels = distances.argmin(axis=0)
        centroids = np.stack([points[labels == cluster].mean(axis=0) for cluster in range(len(centroids))])
    return centroids


def fast_enough(candidate: Candidate, rng: np.random.Generator) -> None:
    # Many points and few clusters: array operations take between a third and twice the time of the reference, a Python
    # loop over the points more than ten times as long, whatever it does for each of them.
    points = rng.standard_normal((200_000, 3))
    start = points[:5] * 1.5
    answer = expect_fast(
        candidate, (points, start, 3), reference=_by_clusters, times=6, floor_ms=400, what="Three iterations"
    )
    centroids, _ = as_pair(answer, NAMES)
    wanted = _by_clusters(points, start, 3)
    what = "the array of centroids for many points"
    expect_close(as_array(centroids), wanted, rtol=RTOL, atol=ATOL, what=what)
