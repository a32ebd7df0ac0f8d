"""Checks of the k-nearest-neighbours classifier. The reference takes differences in float64, one query at a time.

No tolerance on the answer: labels are right or wrong. What needs room is the order of the distances, so queries are
kept only when the k-th and the next distance differ by more than rounding can blur (`margin`, relative, on the squared
distance). A direct or an expanded float64 computation is right to about 1e-12 of the squared sizes here; 1e-6 is ample.
The size of a tie in the votes needs no room: counts are whole numbers.
"""

from question_bank.checking import (
    Array,
    Candidate,
    expect_equal,
    expect_fast,
    expect_shape,
    expect_that,
    expect_unchanged,
    fail,
    np,
)

ARGUMENTS = ("points", "labels", "queries", "k")


def _squares(points: Array, query: Array) -> Array:
    return ((points.astype(np.float64) - query.astype(np.float64)) ** 2).sum(axis=1)


def _vote(labels: Array) -> int:
    names, counts = np.unique(labels, return_counts=True)
    return int(names[counts.argmax()])


def _reference(points: Array, labels: Array, queries: Array, k: int = 5) -> Array:
    return np.array([_vote(labels[np.argsort(_squares(points, query), kind="stable")[:k]]) for query in queries])


def _clear(points: Array, queries: Array, k: int, margin: float = 1e-6) -> Array:
    """Keep the queries whose k nearest points are beyond doubt."""
    if k >= len(points):
        return queries
    kept = []
    for query in queries:
        squares = np.sort(_squares(points, query))
        kept.append(squares[k] - squares[k - 1] > margin * squares[k])
    return queries[np.array(kept)]


def _expect_labels(
    candidate: Candidate,
    points: Array,
    labels: Array,
    queries: Array,
    k: int | None = None,
    *,
    case: str = "",
    given: str = "",
) -> None:
    """Demand the reference's labels. `case` says in a message which kind of input it was, without its numbers."""
    answer = candidate.call(points, labels, queries) if k is None else candidate.call(points, labels, queries, k)
    what = f"the array of predicted labels{' ' if case else ''}{case}"
    expect_shape(answer, (len(queries),), what=what, given=given)
    expect_equal(answer, _reference(points, labels, queries, 5 if k is None else k), what=what, given=given)


# --- visible -----------------------------------------------------------------------------------------------------


def two_groups(candidate: Candidate, rng: np.random.Generator) -> None:
    points = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [9.0, 9.0], [10.0, 9.0], [9.0, 11.0]])
    labels = np.array([4, 4, 4, 7, 7, 7])
    queries = np.array([[0.5, 0.25], [9.0, 8.0], [2.0, 3.0], [7.0, 7.0]])
    given = "points [0 0] [0 1] [1 0] with label 4, [9 9] [10 9] [9 11] with label 7; four queries, k = 3"
    _expect_labels(candidate, points, labels, queries, 3, given=given)


def a_single_neighbour(candidate: Candidate, rng: np.random.Generator) -> None:
    points = np.array([[1.0], [2.0], [4.0], [8.0]])
    labels = np.array([0, 1, 0, 2])
    given = "points 1, 2, 4, 8 (one column) with labels 0, 1, 0, 2; queries 2.25, 5, 100, k = 1"
    _expect_labels(candidate, points, labels, np.array([[2.25], [5.0], [100.0]]), 1, given=given)


# --- hidden ------------------------------------------------------------------------------------------------------


def agrees_with_reference(candidate: Candidate, rng: np.random.Generator) -> None:
    """Labels at random, so that every neighbour that is wrong shows in some query."""
    for n, m, d, k in ((60, 40, 2, 3), (90, 50, 5, 7), (40, 120, 3, 4), (30, 20, 1, 2)):
        points = rng.standard_normal((n, d)) * 3
        labels = rng.integers(0, 4, size=n)
        queries = _clear(points, rng.standard_normal((m, d)) * 3, k)
        _expect_labels(candidate, points, labels, queries, k, case="for points with labels at random")


def as_many_queries_as_points(candidate: Candidate, rng: np.random.Generator) -> None:
    """A square table of distances hides a mixed-up axis from shapes, but not from values."""
    for n in (4, 25):
        for _ in range(3):
            points, labels = rng.standard_normal((n, n)), rng.integers(0, 5, size=n)
            queries = rng.standard_normal((n, n)) * 0.7 + 0.4
            if len(_clear(points, queries, 3)) == n:
                _expect_labels(candidate, points, labels, queries, 3, case="for as many queries as points")


def every_k(candidate: Candidate, rng: np.random.Generator) -> None:
    points = rng.standard_normal((31, 2))
    labels = rng.integers(0, 3, size=31)
    for k in (1, 2, 3, 6, 15, 30, 31):
        queries = _clear(points, rng.standard_normal((25, 2)), k)
        _expect_labels(candidate, points, labels, queries, k, case="for another k")
    queries = _clear(points, rng.standard_normal((25, 2)), 9)
    by_name = candidate.call(points=points, labels=labels, queries=queries, k=9)
    what = "the array of predicted labels when arguments are given by name"
    expect_equal(by_name, _reference(points, labels, queries, 9), what=what)


def default_k(candidate: Candidate, rng: np.random.Generator) -> None:
    points = rng.standard_normal((50, 2))
    labels = rng.integers(0, 3, size=50)
    queries = _clear(points, rng.standard_normal((80, 2)), 5)
    _expect_labels(candidate, points, labels, queries, case="when k is not given")


def vote_ties(candidate: Candidate, rng: np.random.Generator) -> None:
    case = "where labels have the same number of votes"
    points = np.array([[1.0], [2.0], [3.0], [4.0], [50.0]])
    queries = np.array([[0.0], [0.5]])
    # The smallest label belongs to the farther half, then to the nearer one; then three share the votes.
    _expect_labels(candidate, points, np.array([3, 3, 2, 2, 9]), queries, 4, case=case)
    _expect_labels(candidate, points, np.array([2, 2, 3, 3, 9]), queries, 4, case=case)
    _expect_labels(candidate, points, np.array([8, 6, 7, 6, 8]), queries, 3, case=case)
    _expect_labels(candidate, points, np.array([5, -2, 5, -2, 5]), queries, 4, case=case)
    _expect_labels(candidate, points, np.array([11, 10, 9, 8, 9]), queries, 2, case=case)


def equally_far_points(candidate: Candidate, rng: np.random.Generator) -> None:
    """Any of the points that are equally far may be taken, so each label that some choice of them gives is right."""
    points = np.array([[1.0, 0.0], [-1.0, 0.0], [0.0, 1.0], [0.0, -1.0], [5.0, 0.0]])
    labels = np.array([3, 4, 5, 3, 6])
    answer = expect_shape(candidate.call(points, labels, np.zeros((1, 2)), 1), (1,), what="the predicted labels")
    message = "With several points equally near, the answer is the label of none of them."
    expect_that(np.isin(answer, labels[:4]), message)
    # Two of the four win outright once all four are in; nothing is open then.
    case = "with points that are equally far"
    _expect_labels(candidate, points, labels, np.zeros((1, 2)), 4, case=case)
    _expect_labels(candidate, points, np.array([1, 1, 1, 1, 0]), np.zeros((2, 2)), 3, case=case)


def more_neighbours_than_points(candidate: Candidate, rng: np.random.Generator) -> None:
    case = "with k larger than the number of points"
    points, labels = rng.standard_normal((6, 3)), np.array([2, 1, 2, 2, 5, 5])
    queries = rng.standard_normal((4, 3))
    for k in (7, 50):
        _expect_labels(candidate, points, labels, queries, k, case=case)
    _expect_labels(candidate, points[:2], labels[:2], queries, case=case + ", which is not given")
    _expect_labels(candidate, points[:1], labels[:1], queries[:1], 3, case="with a single point and a single query")


def labels_are_names(candidate: Candidate, rng: np.random.Generator) -> None:
    points = rng.standard_normal((40, 2))
    for names in ([-1, 1], [-7, -3, -20], [100, 5000, 12, 40]):
        labels = rng.choice(names, size=40)
        queries = _clear(points, rng.standard_normal((30, 2)), 4)
        _expect_labels(candidate, points, labels, queries, 4, case="for labels that are not 0, 1, 2, …")
    _expect_labels(candidate, points, np.full(40, -4), queries, 4, case="where all labels are the same")


def equal_points_vote_each(candidate: Candidate, rng: np.random.Generator) -> None:
    points = np.array([[0.0, 0.0], [1.0, 0.0], [1.0, 0.0], [1.0, 0.0], [0.0, 0.5], [9.0, 9.0]])
    labels = np.array([1, 2, 2, 2, 1, 1])
    _expect_labels(candidate, points, labels, np.array([[0.0, 0.0], [0.25, 0.0]]), 5, case="with equal points")


def queries_on_points(candidate: Candidate, rng: np.random.Generator) -> None:
    """The expanded square is a little below zero for some of them, which has no root."""
    for d in (3, 20):
        points = rng.standard_normal((80, d)) * 10 + 3
        labels = np.arange(80) * 3
        _expect_labels(candidate, points, labels, points[::-1].copy(), 1, case="for queries that lie on points")
        labels = rng.integers(0, 5, size=80)
        _expect_labels(candidate, points, labels, _clear(points, points, 3), 3, case="for queries that lie on points")


def distance_is_euclidean(candidate: Candidate, rng: np.random.Generator) -> None:
    # From the origin the first point is the nearest by Euclid, the second by the sum of absolute differences; the last
    # has the angle of the second query.
    case = "where another distance would find another point"
    points = np.array([[3.0, 3.0], [0.0, 5.0], [-6.0, 2.5], [20.0, 0.0]])
    labels = np.array([1, 2, 3, 4])
    _expect_labels(candidate, points, labels, np.array([[0.0, 0.0], [1.0, 0.0]]), 1, case=case)
    # Here the second is the nearest by the largest difference.
    points = np.array([[0.0, 4.0], [3.5, 3.5], [-9.0, 0.0]])
    _expect_labels(candidate, points, labels[:3], np.array([[0.0, 0.0]]), 1, case=case)
    points = rng.standard_normal((60, 6))
    queries = _clear(points, rng.standard_normal((60, 6)), 1)
    _expect_labels(candidate, points, np.arange(60), queries, 1, case=case)


def columns_keep_their_scale(candidate: Candidate, rng: np.random.Generator) -> None:
    points = rng.standard_normal((50, 3)) * np.array([100.0, 1.0, 5.0])
    queries = _clear(points, rng.standard_normal((50, 3)) * np.array([100.0, 1.0, 5.0]), 3)
    case = "for columns of different range"
    _expect_labels(candidate, points, rng.integers(0, 6, size=50), queries, 3, case=case)
    # A column that never changes in the training data still counts, and does not divide anything by zero.
    points[:, 1] = 2.0
    queries = _clear(points, queries, 3)
    _expect_labels(candidate, points, rng.integers(0, 6, size=50), queries, 3, case="with a constant column")


def order_does_not_matter(candidate: Candidate, rng: np.random.Generator) -> None:
    points, labels = rng.standard_normal((45, 3)), rng.integers(-2, 3, size=45)
    queries = _clear(points, rng.standard_normal((35, 3)), 6)
    before = expect_shape(candidate.call(points, labels, queries, 6), (len(queries),), what="the predicted labels")
    turn, mix = rng.permutation(45), rng.permutation(len(queries))
    after = candidate.call(points[turn], labels[turn], queries[mix], 6)
    expect_equal(after, before[mix], what="the array of predicted labels after shuffling points and queries")
    alone = candidate.call(points, labels, queries[:1], 6)
    expect_equal(alone, before[:1], what="the predicted label of a query that comes alone")


def whole_numbers(candidate: Candidate, rng: np.random.Generator) -> None:
    # Differences of unsigned bytes wrap around (10 - 20 is 246), and their squares do not fit.
    points = np.array([[10, 200], [30, 180], [240, 30], [200, 90], [120, 120]], dtype=np.uint8)
    queries = np.array([[20, 210], [250, 20], [35, 170], [210, 100], [125, 110]], dtype=np.uint8)
    labels = np.array([1, 2, 3, 4, 5])
    _expect_labels(candidate, points, labels, queries, 1, case="for unsigned bytes")
    _expect_labels(candidate, points, labels, queries.astype(np.float64), 1, case="for unsigned bytes as points")
    _expect_labels(candidate, points.astype(np.int64), labels, queries.astype(np.int64), 1, case="for whole numbers")
    _expect_labels(candidate, points.astype(np.int16), labels, queries + 0.25, 1, case="for 16-bit integers")


def single_precision(candidate: Candidate, rng: np.random.Generator) -> None:
    # Values near 3000 whose differences are near one: float32 holds them to 2e-4, but their squares only to about one.
    points = (3000 + rng.standard_normal((60, 4))).astype(np.float32)
    queries = _clear(points, (3000 + rng.standard_normal((60, 4))).astype(np.float32), 1, margin=0.01)
    _expect_labels(candidate, points, np.arange(60), queries, 1, case="for float32 with values in the thousands")


def inputs_unchanged(candidate: Candidate, rng: np.random.Generator) -> None:
    points, labels = rng.standard_normal((20, 2)), rng.integers(0, 3, size=20)
    queries = _clear(points, rng.standard_normal((20, 2)), 4)
    for k in (4, 30):
        _expect_labels(candidate, points, labels, queries, k)
        expect_unchanged(candidate, ARGUMENTS)


def many_points(candidate: Candidate, rng: np.random.Generator) -> None:
    # All differences at once are 1.5 GB, more than there is. One query at a time takes a few milliseconds each; a
    # Python loop over the pairs has 1.5 million steps of at least some microseconds, and over the columns 200 million.
    n, m, d, k = 5000, 300, 128, 7
    points, labels = rng.standard_normal((n, d)), rng.integers(0, 4, size=n)
    queries = rng.standard_normal((m, d))
    answer = expect_fast(
        candidate, (points, labels, queries, k), reference=_reference, times=6, floor_ms=2000, what="A large call"
    )
    got = expect_shape(answer, (m,), what="the array of predicted labels for many points")
    # Distances in many dimensions lie close together, so a near tie may be read either way; there are hardly any.
    if (got == _reference(points, labels, queries, k)).mean() < 0.98:
        fail("The array of predicted labels for many points has wrong values.")
