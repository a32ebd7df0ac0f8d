"""Checks of the scalar autograd engine: the reference out here goes forward, with a derivative by each input.

Tolerances: a dozen operations on numbers near one are right to some 1e-15 times the size of what they add up, which
stays below a thousand here; TIGHT is relative and absolute 1e-9. Every fault is off by percents or more.
"""

import math

from question_bank.checking import Array, Candidate, Plain, as_pair, expect_close, expect_that, np

TIGHT = 1e-9
RUN, CHAIN = "run", "chain"
NAMES = ("numbers", "gradients")
_Steps = list[list[str | int | float]]


def _forward(inputs: list[float], steps: _Steps) -> list[tuple[float, Array]]:
    """Carry each value with its derivatives by all inputs."""
    nothing = np.zeros(len(inputs))
    known = [(float(number), row) for number, row in zip(inputs, np.eye(len(inputs)), strict=True)]
    for name, *operands in steps:
        parts = [known[part] if isinstance(part, int) else (float(part), nothing) for part in operands]
        known.append(_ONE[str(name)](*parts[0]) if name in _ONE else _TWO[str(name)](*parts[0], *parts[1]))
    return known


_TWO = {
    "add": lambda a, da, b, db: (a + b, da + db),
    "sub": lambda a, da, b, db: (a - b, da - db),
    "mul": lambda a, da, b, db: (a * b, b * da + a * db),
    "div": lambda a, da, b, db: (a / b, (b * da - a * db) / (b * b)),
    "pow": lambda a, da, b, _: (a**b, b * a ** (b - 1) * da),
}
_ONE = {
    "neg": lambda a, da: (-a, -da),
    "exp": lambda a, da: (math.exp(a), math.exp(a) * da),
    "log": lambda a, da: (math.log(a), da / a),
    "tanh": lambda a, da: (math.tanh(a), (1.0 - math.tanh(a) ** 2) * da),
    "relu": lambda a, da: (max(a, 0.0), da * (a > 0.0)),
}


def _expect_right(
    candidate: Candidate,
    inputs: list[float],
    steps: _Steps,
    *,
    case: str = "",
    given: str = "",
    roots: list[int] | None = None,
    reset: bool = False,
) -> None:
    """Compare every number, and the gradients of the inputs, with the reference."""
    arguments: list[Plain] = [inputs, steps]
    options = {} if roots is None else {"roots": roots, "reset": reset}
    numbers, gradients = as_pair(candidate.call_named(RUN, *arguments, **options), NAMES, given=given)
    known = _forward(inputs, steps)
    wanted = np.array([number for number, _ in known])
    expect_close(numbers, wanted, rtol=TIGHT, atol=TIGHT, what=f"the data {case}".rstrip(), given=given)
    ends = [len(known) - 1] if roots is None else roots[-1:] if reset else roots
    slopes = sum((known[end][1] for end in ends), np.zeros(len(inputs)))
    got = np.array(gradients[: len(inputs)])
    expect_close(got, slopes, rtol=TIGHT, atol=TIGHT, what=f"the gradient {case}".rstrip(), given=given)


# --- visible examples


def small_expression(candidate: Candidate, rng: np.random.Generator) -> None:
    given = "a = 2, b = -3; a * b + 10"
    _expect_right(candidate, [2.0, -3.0], [["mul", 0, 1], ["add", 2, 10.0]], given=given)


def one_neuron(candidate: Candidate, rng: np.random.Generator) -> None:
    given = "x = 0.5, w = -1.5, b = 1; tanh(w * x + b)"
    _expect_right(candidate, [0.5, -1.5, 1.0], [["mul", 1, 0], ["add", 3, 2], ["tanh", 4]], given=given)


def gradient_of_the_output(candidate: Candidate, rng: np.random.Generator) -> None:
    """The output's own gradient is one, and what it does not depend on keeps zero."""
    given = "a = 3, b = 4; a * 2 is the output, b * 5 is another result"
    _, gradients = candidate.call_named(RUN, [3.0, 4.0], [["mul", 1, 5.0], ["mul", 0, 2.0]])
    wanted = np.array([2.0, 0.0, 0.0, 1.0])
    expect_close(np.array(gradients), wanted, rtol=TIGHT, atol=TIGHT, what="the gradient of each value", given=given)


# --- operations


def between_two_values(candidate: Candidate, rng: np.random.Generator) -> None:
    """Each operator between two values, in both orders."""
    for name in ("add", "sub", "mul", "div"):
        for inputs in ([1.7, -0.6], [-2.5, 3.0], [0.3, 0.4]):
            _expect_right(candidate, inputs, [[name, 0, 1]], case=f"of the operation {name!r}")
            _expect_right(candidate, inputs, [[name, 1, 0]], case=f"of the operation {name!r}")


def numbers_on_either_side(candidate: Candidate, rng: np.random.Generator) -> None:
    for name in ("add", "sub", "mul", "div"):
        for number in (2.5, -0.75):
            case = f"of the operation {name!r} with a plain number"
            _expect_right(candidate, [1.5], [[name, 0, number], ["mul", 1, 1.25]], case=f"{case} on the right")
            _expect_right(candidate, [1.5], [[name, number, 0], ["mul", 1, 1.25]], case=f"{case} on the left")


def power_of_a_value(candidate: Candidate, rng: np.random.Generator) -> None:
    for number, exponent in ((3.0, 2.0), (-2.0, 3.0), (1.7, -1.0), (2.2, 0.5), (0.6, -2.5), (4.0, 1.0)):
        _expect_right(candidate, [number], [["pow", 0, exponent], ["mul", 1, 3.0]], case="of a power")
    for exponent in (1.0, 2.0, 3.0):
        _expect_right(candidate, [0.0], [["pow", 0, exponent], ["mul", 1, 3.0]], case="of a power of zero")


def each_function(candidate: Candidate, rng: np.random.Generator) -> None:
    for name, numbers in (
        ("exp", (0.0, 1.3, -4.0)),
        ("log", (0.2, 1.0, 7.5)),
        ("tanh", (0.0, 0.8, -1.6)),
        ("relu", (2.0, -3.0, 0.25)),
        ("neg", (1.5, -2.5)),
    ):
        for number in numbers:
            steps: _Steps = [["mul", 0, 1.0], [name, 1], ["mul", 2, 1.5]]
            _expect_right(candidate, [number], steps, case=f"of {name!r}")


# --- graphs


def value_used_twice(candidate: Candidate, rng: np.random.Generator) -> None:
    """The same value on both sides of an operator, and in several places."""
    for name in ("add", "sub", "mul", "div"):
        _expect_right(candidate, [1.75], [[name, 0, 0]], case="of a value that is used twice")
    steps: _Steps = [["mul", 0, 1], ["add", 2, 0], ["mul", 3, 2], ["sub", 4, 1], ["mul", 5, 5]]
    _expect_right(candidate, [1.5, -0.5], steps, case="of values that are used several times")
    _expect_right(candidate, [2.0], [["mul", 0, 0], ["mul", 1, 1], ["mul", 2, 0]], case="of a power by products")


def paths_of_different_length(candidate: Candidate, rng: np.random.Generator) -> None:
    """A value reaches the output directly and over a long way round; each order of operands."""
    for swap in (False, True):
        steps: _Steps = [["mul", 0, 1], ["tanh", 2], ["mul", 3, 2.0], ["exp", 4]]
        last: list[str | int | float] = ["mul", 2, 5] if swap else ["mul", 5, 2]
        case = "where paths to the output differ in length"
        _expect_right(candidate, [0.7, 1.2], [*steps, last], case=case)
        more: _Steps = [["add", 6, 2], ["mul", 3, 7] if swap else ["mul", 7, 3]]
        _expect_right(candidate, [0.7, 1.2], [*steps, last, *more], case=case)


def random_expressions(candidate: Candidate, rng: np.random.Generator) -> None:
    """Expressions drawn at random, in which later steps reuse earlier values.

    tanh brings large numbers back to one, and relu meets none that is near zero.
    """
    for _ in range(25):
        inputs = [float(number) for number in rng.uniform(0.5, 1.5, size=3)]
        steps: _Steps = []
        for place in range(3, 17):
            one, other = (int(part) for part in rng.integers(max(0, place - 7), place, size=2))
            sizes = [abs(number) for number, _ in _forward(inputs, steps)]
            kind = int(rng.integers(0, 6))
            if kind == 0 or sizes[one] > 10.0 or sizes[other] > 10.0:
                steps.append(["tanh", one])
            elif kind == 1 and sizes[one] > 1e-3:
                steps.append(["relu", one])
            elif kind <= 2:
                steps.append(["sub", float(rng.uniform(0.6, 1.4)), one])
            else:
                steps.append([["add", "sub", "mul"][kind - 3], one, other])
        steps.extend([["tanh", 16], ["add", 17, 0], ["div", 18, 2]])
        _expect_right(candidate, inputs, steps, case="of an expression of many steps")


def two_outputs_in_turn(candidate: Candidate, rng: np.random.Generator) -> None:
    """Two graphs over the same inputs: gradients add up, or start again where they are set to zero."""
    steps: _Steps = [["mul", 0, 1], ["tanh", 2], ["sub", 0, 1], ["exp", 4], ["mul", 5, 5]]
    for roots in ([3, 6], [6, 3]):
        _expect_right(candidate, [0.6, 0.9], steps, roots=roots, case="after two outputs went backward")
        case = "after a second output, with gradients set to zero before it"
        _expect_right(candidate, [0.6, 0.9], steps, roots=roots, reset=True, case=case)


def output_in_the_middle(candidate: Candidate, rng: np.random.Generator) -> None:
    """Going backward from a value that others are made of does not touch these; an input can be the output itself."""
    steps: _Steps = [["mul", 0, 1], ["exp", 2], ["mul", 3, 0]]
    _expect_right(candidate, [0.4, 1.1], steps, roots=[2], case="of a value in the middle")
    _, gradients = candidate.call_named(RUN, [0.4, 1.1], steps, roots=[2])
    expect_that(np.array(gradients[3:]) == 0.0, "A value that the output does not depend on has a gradient.")
    _expect_right(candidate, [0.4, 1.1], [], roots=[0], case="of an input by itself")


def calls_stand_alone(candidate: Candidate, rng: np.random.Generator) -> None:
    """The same expression gives the same, whatever was calculated before."""
    steps: _Steps = [["mul", 0, 1], ["add", 2, 0], ["tanh", 3]]
    for inputs in ([0.5, 0.25], [1.0, -1.0], [0.5, 0.25]):
        _expect_right(candidate, inputs, steps, case="after other expressions")


# --- numbers


def extreme_arguments(candidate: Candidate, rng: np.random.Generator) -> None:
    """tanh of a thousand is one, without an overflow on the way, and its gradient is zero."""
    for number in (1000.0, -1000.0, 400.0, 20.0):
        _expect_right(candidate, [number], [["tanh", 0], ["mul", 1, 2.0]], case="of tanh of a large number")
    _expect_right(candidate, [1e8, 1e-8], [["mul", 0, 1], ["div", 0, 1], ["mul", 2, 2]], case="of numbers far apart")


def integer_data(candidate: Candidate, rng: np.random.Generator) -> None:
    inputs: list[Plain] = [3, 2]
    numbers, gradients = candidate.call_named(RUN, inputs, [["div", 0, 1], ["mul", 2, 0]])
    expect_close(np.array(numbers), np.array([3.0, 2.0, 1.5, 4.5]), rtol=TIGHT, atol=TIGHT, what="the data")
    got = np.array(gradients[:2])
    expect_close(got, np.array([3.0, -2.25]), rtol=TIGHT, atol=TIGHT, what="the gradient for whole numbers")


# --- size


def very_deep_graph(candidate: Candidate, rng: np.random.Generator) -> None:
    """Twenty thousand operations in a row: deeper than Python's recursion limit."""
    for operation, wanted in (("shift", (20_000.5, 1.0)), ("scale", (0.5, 1.0))):
        got = candidate.call_named(CHAIN, 0.5, operation, 20_000)
        expect_close(
            np.array(got), np.array(wanted), rtol=TIGHT, atol=TIGHT, what="number and gradient of a deep chain"
        )


def graph_of_doublings(candidate: Candidate, rng: np.random.Generator) -> None:
    """Sixty doublings: a graph of sixty nodes with 2**60 paths. Powers of two are exact."""
    got = candidate.call_named(CHAIN, 1.5, "double", 60)
    wanted = np.array([1.5 * 2.0**60, 2.0**60])
    expect_close(np.array(got), wanted, rtol=TIGHT, atol=0.0, what="number and gradient of a graph with many paths")
