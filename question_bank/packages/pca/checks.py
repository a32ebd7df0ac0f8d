"""Checks of principal component analysis, on data whose components are known because it is made from them.

`_made` puts together left vectors, singular values and components, so nothing expected comes out of a decomposition.
The sign of a component is free: each one is turned to the side of the expected one, and the projection with it.

Tolerances: by whatever method, a component is right to about 1e-16 times the largest variance over the gap to the next
one; the gaps here are above 1e-3 of it, so 1e-12, and 1e-7 is allowed. Mistakes move something by more than 1e-3.
float32 input may be computed in float32: 1e-6 over gaps of 1e-2, so 5e-3 is allowed there.
"""

from question_bank.checking import (
    Array,
    Candidate,
    as_array,
    describe,
    expect_close,
    expect_dtype_kind,
    expect_fast,
    expect_shape,
    expect_that,
    expect_unchanged,
    fail,
    np,
)

ARGUMENTS = ("train", "points")
PARTS = ("the array of projected points", "the array of components", "the array of variance ratios")
TIGHT = 1e-7
SINGLE = 5e-3

_Triple = tuple[Array, Array, Array]


def _directions(rng: np.random.Generator, d: int) -> Array:
    """Draw an orthonormal set of d rows."""
    return np.asarray(np.linalg.qr(rng.normal(size=(d, d)))[0]).T


def _made(rng: np.random.Generator, n: int, spreads: Array, directions: Array, centre: Array) -> Array:
    """Make n rows whose centred singular values and right vectors are exactly the given ones."""
    drawn = rng.normal(size=(n, len(spreads)))
    left = np.linalg.qr(drawn - drawn.mean(axis=0))[0]
    return np.asarray(centre + (left * spreads) @ directions[: len(spreads)])


def _falling(d: int) -> Array:
    return 6.0 * 0.6 ** np.arange(d)


def _ratios(spreads: Array) -> Array:
    return np.asarray(spreads**2 / (spreads**2).sum())


def _parts(answer: object, shapes: tuple[tuple[int, ...], ...], *, case: str = "", given: str = "") -> _Triple:
    if not isinstance(answer, (tuple, list)) or len(answer) != len(PARTS):
        message = "The function should return three things: projected points, components and variance ratios."
        fail(message, given=given, got=describe(answer))
    parts = [
        expect_shape(
            expect_dtype_kind(part, "fiu", what=name, given=given), shape, what=f"{name} {case}".rstrip(), given=given
        )
        for part, shape, name in zip(answer, shapes, PARTS, strict=True)
    ]
    return parts[0].astype(np.float64), parts[1].astype(np.float64), parts[2].astype(np.float64)


def _answer(
    candidate: Candidate,
    train: Array,
    points: Array,
    k: int,
    *,
    case: str = "",
    tolerance: float = TIGHT,
    given: str = "",
) -> _Triple:
    """Call, and demand what holds whatever the data: shapes, orthonormal components, a projection that fits them."""
    d = train.shape[1]
    shapes = ((len(points), k), (k, d), (k,))
    projected, components, ratios = _parts(candidate.call(train, points, k), shapes, case=case, given=given)
    loose = {"rtol": tolerance, "atol": tolerance, "given": given}
    what = f"the table of products of components {case}".rstrip()
    expect_close(components @ components.T, np.eye(k), **loose, what=what)  # type: ignore[arg-type]
    centred = points.astype(np.float64) - train.astype(np.float64).mean(axis=0)
    size = max(1.0, float(np.abs(centred).max()))
    what = f"{PARTS[0]} {case}, going by the returned components,".replace(" ,", ",")
    expect_close(projected / size, centred @ components.T / size, **loose, what=what)  # type: ignore[arg-type]
    return projected, components, ratios


def _expect_right(
    candidate: Candidate,
    train: Array,
    points: Array,
    directions: Array,
    spreads: Array,
    k: int,
    *,
    case: str = "",
    tolerance: float = TIGHT,
    given: str = "",
) -> None:
    """Compare components, up to sign, and ratios with those that the data was made from."""
    _, components, ratios = _answer(candidate, train, points, k, case=case, tolerance=tolerance, given=given)
    signs = np.where((components * directions[:k]).sum(axis=1) < 0, -1.0, 1.0)
    turned = components * signs[:, None]
    what = f"{PARTS[1]} {case} (signs aside)".replace("  ", " ")
    expect_close(turned, directions[:k], rtol=0, atol=tolerance, what=what, given=given)
    what = f"{PARTS[2]} {case}".rstrip()
    expect_close(ratios, _ratios(spreads)[:k], rtol=0, atol=tolerance, what=what, given=given)


def _drawn(rng: np.random.Generator, n: int, d: int) -> tuple[Array, Array, Array, Array]:
    """Draw training rows and other points, with the directions and spreads behind the training rows."""
    directions, spreads, centre = _directions(rng, d), _falling(d), rng.normal(scale=4.0, size=d)
    train = _made(rng, n, spreads, directions, centre)
    return train, rng.normal(scale=3.0, size=(4, d)) + 2.0, directions, spreads


# --- visible examples


def along_a_line(candidate: Candidate, rng: np.random.Generator) -> None:
    train = np.array([[0.0, 1.0], [3.0, 5.0], [6.0, 9.0], [9.0, 13.0]])
    points = np.array([[3.0, 5.0], [0.0, 0.0]])
    given = "train = [[0, 1], [3, 5], [6, 9], [9, 13]], points = [[3, 5], [0, 0]], n_components=1"
    directions = np.array([[0.6, 0.8]])
    _expect_right(candidate, train, points, directions, np.array([1.0]), 1, given=given)


def two_directions(candidate: Candidate, rng: np.random.Generator) -> None:
    train = np.array([[5.0, 1.0], [-3.0, 1.0], [1.0, 2.0], [1.0, 0.0]])
    given = "train = points = [[5, 1], [-3, 1], [1, 2], [1, 0]], n_components=2"
    _expect_right(candidate, train, train, np.eye(2), np.sqrt([32.0, 2.0]), 2, given=given)


def shapes_of_the_answer(candidate: Candidate, rng: np.random.Generator) -> None:
    train = np.array(
        [[1.0, 0.0, 2.0, 9.0], [3.0, 1.0, 0.0, 1.0], [0.0, 5.0, 1.0, 2.0], [2.0, 2.0, 7.0, 4.0], [6.0, 1.0, 1.0, 0.0]]
    )
    given = "train (5, 4), points (2, 4), n_components=3"
    _answer(candidate, train, train[:2] + 1.0, 3, given=given)


# --- the rule


def agrees_with_construction(candidate: Candidate, rng: np.random.Generator) -> None:
    for n, d, k in ((30, 4, 2), (12, 5, 5), (50, 3, 1), (8, 6, 4), (40, 1, 1)):
        train, points, directions, spreads = _drawn(rng, n, d)
        _expect_right(candidate, train, points, directions, spreads, k)


def square_tables(candidate: Candidate, rng: np.random.Generator) -> None:
    """As many rows as columns, and all components: nothing but the numbers shows a wrong axis."""
    directions, spreads = _directions(rng, 5), np.append(_falling(4), 0.0)
    train = _made(rng, 5, spreads[:4], directions, rng.normal(size=5))
    _expect_right(candidate, train, rng.normal(size=(5, 5)), directions, spreads, 4, case="for a square table")
    train, _, directions, spreads = _drawn(rng, 20, 4)
    _expect_right(candidate, train, train[:4], directions, spreads, 4, case="for as many components as columns")


def every_number_of_components(candidate: Candidate, rng: np.random.Generator) -> None:
    """Ratios are shares of all the variance, so those of fewer components are the first of those of more."""
    train, points, directions, spreads = _drawn(rng, 25, 5)
    for k in range(1, 6):
        _expect_right(candidate, train, points, directions, spreads, k, case="for another number of components")


def training_means_count(candidate: Candidate, rng: np.random.Generator) -> None:
    """Points far from the training rows, and a single one, are placed by the means of the training rows."""
    train, _, directions, spreads = _drawn(rng, 20, 4)
    points = train[:6] + np.array([30.0, -20.0, 5.0, 60.0])
    case = "for points that lie elsewhere"
    _expect_right(candidate, train, points, directions, spreads, 3, case=case)
    _expect_right(candidate, train, points[:1], directions, spreads, 2, case="for a single point")
    middle = _answer(candidate, train, train.mean(axis=0, keepdims=True), 2, case="for the training mean")[0]
    expect_close(middle, np.zeros((1, 2)), rtol=0, atol=TIGHT, what="the projection of the training mean")


def columns_keep_their_units(candidate: Candidate, rng: np.random.Generator) -> None:
    """Nothing is standardised: the column with the larger numbers leads."""
    spreads = np.array([800.0, 30.0, 0.5])
    directions = np.eye(3)[[1, 2, 0]]
    train = _made(rng, 30, spreads, directions, np.array([1.0, 500.0, -2.0]))
    points = train[:5] + 1.0
    _expect_right(candidate, train, points, directions, spreads, 3, case="for columns of very different spread")
    train, points, directions, spreads = _drawn(rng, 20, 4)
    for unit in (2.0**-10, 2.0**20):
        case = "for the same data in other units"
        _expect_right(candidate, train * unit, points * unit, directions, spreads, 3, case=case)


def projection_keeps_the_variance(candidate: Candidate, rng: np.random.Generator) -> None:
    """Projected training rows have mean zero, no correlation, and variances in the order and shares of the ratios."""
    train, _, _, spreads = _drawn(rng, 40, 5)
    projected, _, ratios = _answer(candidate, train, train, 3)
    squares = projected.T @ projected
    expect_close(
        projected.mean(axis=0), np.zeros(3), rtol=0, atol=TIGHT, what="the mean of the projected training rows"
    )
    wanted = np.diag(spreads[:3] ** 2)
    what = "the table of products of projected columns"
    expect_close(squares, wanted, rtol=TIGHT, atol=TIGHT * 36, what=what)
    expect_that(np.diff(ratios) <= 0, "The variance ratios are not in falling order.")
    expect_that(ratios.sum() < 1.0, "The variance ratios of some of the components sum to all of the variance.")


# --- edges


def equal_variances(candidate: Candidate, rng: np.random.Generator) -> None:
    """Two directions of the same spread: any pair that spans their plane will do.

    Whether the pair is orthogonal is not asked: the general eigenvalue solver, which many take, gives slanted pairs.
    """
    spreads, directions = np.array([3.0, 3.0, 1.0, 0.5]), _directions(rng, 4)
    train = _made(rng, 25, spreads, directions, rng.normal(size=4))
    points, plane = train[:3] + 2.0, directions[:2].T @ directions[:2]
    case = "where two variances are equal"
    _answer(candidate, train, points, 1, case=case)
    for k in (1, 2):
        _, components, ratios = _parts(candidate.call(train, points, k), ((3, k), (k, 4), (k,)), case=case)
        expect_close(ratios, _ratios(spreads)[:k], rtol=0, atol=TIGHT, what=f"{PARTS[2]} {case}")
        lengths = np.sqrt((components**2).sum(axis=1))
        expect_close(lengths, np.ones(k), rtol=0, atol=TIGHT, what=f"the array of lengths of components {case}")
        what = "the part of the components within the plane of the largest spread"
        expect_close(components @ plane, components, rtol=0, atol=TIGHT, what=what)


def more_columns_than_rows(candidate: Candidate, rng: np.random.Generator) -> None:
    for n, d in ((5, 12), (3, 40), (2, 3)):
        directions, spreads = _directions(rng, d), _falling(n - 1)
        train = _made(rng, n, spreads, directions, rng.normal(size=d))
        points = rng.normal(size=(4, d))
        case = "for more columns than rows"
        _expect_right(candidate, train, points, directions, spreads, n - 1, case=case)


def constant_column(candidate: Candidate, rng: np.random.Generator) -> None:
    """And rows that come twice; neither is anything special."""
    train, points, directions, spreads = _drawn(rng, 15, 3)
    train, points = np.insert(train, 1, 7.0, axis=1), np.insert(points, 1, 8.0, axis=1)
    wider = np.insert(directions, 1, 0.0, axis=1)
    _expect_right(candidate, train, points, wider, spreads, 3, case="with a constant column")
    twice = np.concatenate([train, train])
    _expect_right(candidate, twice, points, wider, spreads, 3, case="where every row comes twice")


def no_variance(candidate: Candidate, rng: np.random.Generator) -> None:
    """All rows equal: which components come out is open, the ratios are zero. The means are exact for these numbers."""
    train = np.tile([2.0, -1.0, 4.0], (4, 1))
    answer = candidate.call(train, train[:2], 2)
    if not isinstance(answer, (tuple, list)) or len(answer) != len(PARTS):
        fail("The function should return three things: projected points, components and variance ratios.")
    ratios = as_array(answer[2], what=PARTS[2])
    expect_close(ratios, np.zeros(2), rtol=0, atol=TIGHT, what="the array of ratios where all rows are equal")


# --- numbers


def far_from_the_origin(candidate: Candidate, rng: np.random.Generator) -> None:
    """Columns near 1e7 with a spread of one: float64 keeps 1e-9 of that, and centred products all but lose nothing.

    Products that are not centred are near 1e14 and have steps of 1e-2, so 1e-5 tells the two apart.
    """
    for n, d in ((40, 3), (25, 5)):
        directions, spreads = _directions(rng, d), _falling(d)
        train = _made(rng, n, spreads, directions, np.full(d, 1e7) * rng.choice([-1.0, 1.0], d))
        case = "far from the origin"
        _expect_right(candidate, train, train[:4], directions, spreads, 2, case=case, tolerance=1e-5)


def whole_numbers(candidate: Candidate, rng: np.random.Generator) -> None:
    train = np.array([[250, 100], [90, 100], [170, 130], [170, 70]])
    points = np.array([[10, 255], [200, 0], [170, 100]])
    for dtype in (np.int64, np.uint8):
        case = "for whole numbers"
        spreads = np.sqrt([12800.0, 1800.0])
        whole, others = train.astype(dtype), points.astype(dtype)
        # Values of some hundreds may be computed in float32.
        _expect_right(candidate, whole, others, np.eye(2), spreads, 2, case=case, tolerance=1e-5)
    shifted = train + np.array([[1, 0], [0, 0], [0, 0], [0, 1]])
    _answer(candidate, shifted, points, 2, case="for whole numbers with broken means")


def single_precision(candidate: Candidate, rng: np.random.Generator) -> None:
    for n, d, k in ((30, 4, 2), (6, 10, 3)):
        directions, spreads = _directions(rng, d), _falling(min(n - 1, d, 4))
        train = _made(rng, n, spreads, directions, rng.normal(size=d)).astype(np.float32)
        points = rng.normal(size=(3, d)).astype(np.float32)
        _expect_right(candidate, train, points, directions, spreads, k, case="for float32", tolerance=SINGLE)


def inputs_unchanged(candidate: Candidate, rng: np.random.Generator) -> None:
    for dtype in (np.float64, np.float32):
        train, points, *_ = _drawn(rng, 12, 4)
        _answer(candidate, train.astype(dtype), points.astype(dtype), 2, tolerance=SINGLE)
        expect_unchanged(candidate, ARGUMENTS)


# --- cost


def _plain(train: Array, points: Array, k: int) -> Array:
    mean = train.mean(axis=0)
    components = np.linalg.svd(train - mean, full_matrices=False)[2][:k]
    return np.asarray((points - mean) @ components.T)


def many_rows(candidate: Candidate, rng: np.random.Generator) -> None:
    """Twenty thousand rows: a square table of rows would take three gigabytes, Python loops many seconds."""
    directions, spreads = _directions(rng, 30), 0.8 ** np.arange(30) * 100.0
    train = _made(rng, 20_000, spreads, directions, np.ones(30))
    args = (train, train[:50], 3)
    answer = expect_fast(candidate, args, reference=_plain, times=15.0, floor_ms=800.0, what="A table of many rows")
    ratios = _parts(answer, ((50, 3), (3, 30), (3,)))[2]
    what = "the array of variance ratios for many rows"
    expect_close(ratios, _ratios(spreads)[:3], rtol=0, atol=TIGHT, what=what)
