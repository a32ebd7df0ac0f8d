"""Checks of Adam against the paper's formulas in NumPy and float64, parameter by parameter and step by step.

Tolerances: parameters are near one and move by 0.1 or so a step. In float32 the places after a dozen steps are right to
1e-6, and 2e-5 is allowed; the mistakes of the package move them by more than 1e-3. float64 is judged at 1e-6, since
betas may have been kept in float32.
"""

from question_bank.checking import (
    Array,
    Candidate,
    Mapping,
    Sequence,
    expect_close,
    expect_that,
    fail,
    np,
)

CLOSE = 2e-5
DOUBLE = 1e-6
Step = Sequence[Array | None]


def _reference(
    starts: Sequence[Array],
    gradients: Sequence[Step],
    lr: float = 1e-3,
    betas: tuple[float, float] = (0.9, 0.999),
    eps: float = 1e-8,
    one_counter: bool = False,
) -> list[list[Array]]:
    """Places after each step. `one_counter`: steps count for parameters that have no gradient in them as well."""
    places = [start.astype(np.float64) for start in starts]
    first, second = [0.0 * place for place in places], [0.0 * place for place in places]
    counts = [0] * len(places)
    found = []
    for step in gradients:
        for at, gradient in enumerate(step):
            counts[at] += one_counter or gradient is not None
            if gradient is None:
                continue
            slope = gradient.astype(np.float64)
            first[at] = betas[0] * first[at] + (1 - betas[0]) * slope
            second[at] = betas[1] * second[at] + (1 - betas[1]) * slope**2
            mean = first[at] / (1 - betas[0] ** counts[at])
            square = second[at] / (1 - betas[1] ** counts[at])
            places[at] = places[at] - lr * mean / (np.sqrt(square) + eps)
        found.append([place.copy() for place in places])
    return found


def _part(answer: object, name: str) -> object:
    if not isinstance(answer, Mapping) or name not in answer:
        fail("Nothing came out that could be looked at.")
    return answer[name]


def _places(answer: object, n_steps: int) -> list[object]:
    places = _part(answer, "places")
    if not isinstance(places, list) or len(places) != n_steps:
        fail("The optimizer did not go through all steps.")
    return places


def _drawn(
    rng: np.random.Generator, shapes: Sequence[tuple[int, ...]], n_steps: int, dtype: type = np.float32
) -> tuple[list[Array], list[list[Array]]]:
    """Draw starts, and gradients of rather different sizes."""
    starts = [np.asarray(rng.normal(size=shape), dtype=dtype) for shape in shapes]
    steps = [
        [np.asarray(rng.normal(size=shape) * (0.1 + at), dtype=dtype) for shape in shapes] for at in range(n_steps)
    ]
    return starts, steps


def _expect_right(
    candidate: Candidate,
    starts: Sequence[Array],
    gradients: Sequence[Step],
    options: Mapping[str, object],
    *,
    case: str,
    given: str = "",
    tolerance: float = CLOSE,
    generator: bool = False,
) -> object:
    """Compare the places after each step."""
    answer = candidate.call_named(
        "run", list(starts), [list(step) for step in gradients], dict(options), generator=generator
    )
    wanted = _reference(starts, gradients, **options)
    for number, (got, places) in enumerate(zip(_places(answer, len(wanted)), wanted, strict=True)):
        name = "the first step" if number == 0 else "several steps"
        expect_close(
            got,
            places,
            rtol=tolerance,
            atol=tolerance,
            what=f"the parameters after {name} {case}".rstrip(),
            given=given,
        )
    return answer


# --- visible examples


def first_steps(candidate: Candidate, rng: np.random.Generator) -> None:
    """With bias correction the first step has the length of the rate, whatever the gradient."""
    starts = [np.array([1.0, -2.0], dtype=np.float32)]
    steps = [[np.array([4.0, -0.25], dtype=np.float32)], [np.array([-1.0, 0.5], dtype=np.float32)]]
    given = "one parameter [1, -2], lr=0.1, gradients [4, -0.25] and then [-1, 0.5]"
    _expect_right(candidate, starts, steps, {"lr": 0.1}, case="", given=given)


def minimises(candidate: Candidate, rng: np.random.Generator) -> None:
    start, target = np.array([3.0, -1.0], dtype=np.float32), np.array([1.0, 1.0], dtype=np.float32)
    given = "the squared distance to [1, 1] from [3, -1], 200 steps with lr=0.1"
    answer = candidate.call_named("minimise", start, target, 200, {"lr": 0.1})
    last = _places(answer, 200)[-1]
    expect_close(last, target, rtol=0.05, atol=0.05, what="the parameter after 200 steps", given=given)


# --- the rule


def several_parameters(candidate: Candidate, rng: np.random.Generator) -> None:
    """Counters that advance once for each parameter show from the first step on."""
    for shapes, n_steps in ((((3, 2), (4,), (2, 1, 3)), 6), (((), (1,)), 4), (((5,),) * 6, 3)):
        _expect_right(candidate, *_drawn(rng, shapes, n_steps), {"lr": 0.1}, case="for several parameters")


def many_steps(candidate: Candidate, rng: np.random.Generator) -> None:
    """Far enough for both corrections to fade."""
    starts, steps = _drawn(rng, ((2,), (3,)), 1)
    steps = [[rng.normal(size=part.shape).astype(np.float32) for part in starts] for _ in range(60)]
    _expect_right(candidate, starts, steps, {"lr": 0.02}, case="of many", tolerance=1e-4)


def other_betas(candidate: Candidate, rng: np.random.Generator) -> None:
    for betas in ((0.5, 0.9), (0.0, 0.99), (0.9, 0.0), (0.95, 0.7)):
        options = {"lr": 0.1, "betas": betas}
        _expect_right(candidate, *_drawn(rng, ((3,), (2, 2)), 5), options, case="with other betas")


def small_gradients(candidate: Candidate, rng: np.random.Generator) -> None:
    """Gradients of the size of eps show where eps stands; larger ones show that the argument counts."""
    for size, options in (
        (1e-8, {"lr": 0.1}),
        (3e-9, {"lr": 0.1}),
        (1.0, {"lr": 0.1, "eps": 0.5}),
        (1e-3, {"lr": 0.1, "eps": 1e-3}),
    ):
        starts, steps = _drawn(rng, ((4,), (2,)), 4)
        steps = [[(part * np.float32(size)).astype(np.float32) for part in step] for step in steps]
        _expect_right(candidate, starts, steps, options, case="where eps counts")


def defaults(candidate: Candidate, rng: np.random.Generator) -> None:
    """A rate of 0.001 moves little, so gradients of many sizes and a tight look."""
    starts, steps = _drawn(rng, ((3,), (2,)), 8)
    steps[3] = [part * np.float32(1e-8) for part in steps[3]]
    starts = [np.zeros_like(part) for part in starts]
    answer = candidate.call_named("run", starts, steps, {})
    wanted = _reference(starts, steps)
    for got, places in zip(_places(answer, 8), wanted, strict=True):
        # Steps are 1e-3 long, and the places begin at zero, so that float32 resolves 1e-9 of them.
        expect_close(got, places, rtol=1e-4, atol=1e-7, what="the parameters with every default")


def zero_gradients(candidate: Candidate, rng: np.random.Generator) -> None:
    """A gradient of zero is a gradient: the parameter goes on by what it remembers, and nothing divides by zero."""
    starts, steps = _drawn(rng, ((3,), (2,)), 5)
    steps[0] = [np.zeros_like(part) for part in starts]
    steps[3] = [np.zeros_like(part) for part in starts]
    _expect_right(candidate, starts, steps, {"lr": 0.1}, case="where some gradients are zero")


def sizes_of_gradients(candidate: Candidate, rng: np.random.Generator) -> None:
    """The same gradients a thousand times larger give the same steps, but for eps."""
    starts, steps = _drawn(rng, ((3,), (2,)), 4)
    larger = [[part * np.float32(1000.0) for part in step] for step in steps]
    _expect_right(candidate, starts, larger, {"lr": 0.1}, case="for large gradients")


# --- what models bring


def missing_gradients(candidate: Candidate, rng: np.random.Generator) -> None:
    """A parameter without a gradient stays, and so does what is remembered of it. Its own steps may count, or all."""
    starts, steps = _drawn(rng, ((3,), (2,), (2, 2)), 6)
    given: list[Step] = [list(step) for step in steps]
    for number, step in enumerate(given):
        step[0] = None
        if number in {0, 3}:
            step[1] = None
    answer = candidate.call_named("run", starts, [list(step) for step in given], {"lr": 0.1})
    places = _places(answer, 6)
    readings = [_reference(starts, given, lr=0.1, one_counter=one) for one in (False, True)]
    what = "the parameters where some gradients are missing"
    for number, got in enumerate(places):
        # Shapes and finiteness first; the values are held against both readings below.
        expect_close(got, readings[0][number], rtol=10.0, atol=10.0, what=what)
    for at in range(3):
        mine = [np.asarray(step[at], dtype=np.float64) for step in places]
        fits = [
            all(np.allclose(one, step[at], rtol=CLOSE, atol=CLOSE) for one, step in zip(mine, reading, strict=True))
            for reading in readings
        ]
        expect_that(
            any(fits), "Where a gradient is missing in some steps, the parameters are not where they should be."
        )


def parameters_of_a_generator(candidate: Candidate, rng: np.random.Generator) -> None:
    """`model.parameters()` can be gone through once."""
    starts, steps = _drawn(rng, ((3,), (2, 2)), 4)
    _expect_right(candidate, starts, steps, {"lr": 0.1}, case="from a generator", generator=True)
    answer = candidate.call_named("clear", starts, steps[0], {"lr": 0.1}, generator=True)
    expect_that(_part(answer, "cleared") == [True] * 4, "Gradients of parameters from a generator are not cleared.")


def clears_gradients(candidate: Candidate, rng: np.random.Generator) -> None:
    starts, steps = _drawn(rng, ((3,), (2, 2), (4,)), 1)
    answer = candidate.call_named("clear", starts, [steps[0][0], None, steps[0][2]], {})
    expect_that(_part(answer, "cleared") == [True] * 6, "After `zero_grad` some gradients are still there.")
    expect_close(_part(answer, "places"), starts, rtol=0, atol=0, what="the parameters after `zero_grad`")


def with_backward(candidate: Candidate, rng: np.random.Generator) -> None:
    """As in a training loop; the gradients follow from the places."""
    start, target = (rng.normal(size=(3, 2)).astype(np.float32) for _ in range(2))
    answer = candidate.call_named("minimise", start, target, 8, {"lr": 0.1})
    place = start.astype(np.float64)
    slopes: list[list[Array]] = []
    for got in _places(answer, 8):
        slopes.append([2 * (place - target)])
        place = _reference([start], slopes, lr=0.1)[-1][0]
        expect_close(got, place, rtol=1e-4, atol=1e-4, what="the parameter of a real training")


def parameters_stay_parameters(candidate: Candidate, rng: np.random.Generator) -> None:
    """The same tensors move, without a graph; their gradients are read and not written."""
    answer = _expect_right(candidate, *_drawn(rng, ((3,), (2, 2)), 3), {"lr": 0.1}, case="")
    expect_that(_part(answer, "leaves") is True, "After a step, a parameter is no longer a leaf of the graph.")
    expect_that(_part(answer, "gradients_kept") is True, "A step changes the gradients.")


def two_optimizers(candidate: Candidate, rng: np.random.Generator) -> None:
    """By turns, with other options, and knowing nothing of each other."""
    starts, steps = _drawn(rng, ((3,), (3,)), 4)
    options = [{"lr": 0.1}, {"lr": 0.05, "betas": (0.5, 0.8)}]
    places = _places(candidate.call_named("take_turns", starts, steps, options), 4)
    wanted = [_reference([start], [[step[at]] for step in steps], **options[at]) for at, start in enumerate(starts)]
    for number, got in enumerate(places):
        expected = [part[number][0] for part in wanted]
        expect_close(got, expected, rtol=CLOSE, atol=CLOSE, what="the parameters of two optimizers")


def double_precision(candidate: Candidate, rng: np.random.Generator) -> None:
    drawn = _drawn(rng, ((3,), (2, 2)), 6, np.float64)
    _expect_right(candidate, *drawn, {"lr": 0.1}, case="in double precision", tolerance=DOUBLE)
    # The squares of these are beyond float32, so moments that are kept in it are infinite.
    starts, steps = drawn
    huge = [[part * 1e25 for part in step] for step in steps]
    _expect_right(candidate, starts, huge, {"lr": 0.1}, case="in double precision", tolerance=DOUBLE)


def large_parameters(candidate: Candidate, rng: np.random.Generator) -> None:
    """Two hundred thousand numbers: element by element in Python takes minutes."""
    starts, steps = _drawn(rng, ((200, 1000),), 4)
    _expect_right(candidate, starts, steps, {"lr": 0.1}, case="of large parameters")
