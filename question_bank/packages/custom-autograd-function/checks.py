"""Checks of the custom autograd function: values, gradients and second gradients against their formulas in NumPy.

With s = sigmoid(beta x), the factor of the weight is x s, its slope s + beta x s (1 - s), and the slope of that
2 beta s (1 - s) + beta^2 x s (1 - s) (1 - 2 s). In float64 each is right to some eps, so 1e-9 of what may cancel is
ample; in float32 1e-4. PyTorch's own gradcheck and gradgradcheck are a second opinion.
"""

from question_bank.checking import (
    Array,
    Candidate,
    TooSlow,
    expect_close,
    expect_dtype_kind,
    expect_that,
    expect_unchanged,
    fail,
    np,
)

BY = ("the gradient by x", "the gradient by weight", "the gradient by the upstream gradient")


def _sigmoid(z: Array) -> Array:
    small = np.exp(-np.abs(z))
    return np.asarray(np.where(z >= 0, 1 / (1 + small), small / (1 + small)))


def _value(x: Array, beta: float) -> Array:
    return np.asarray(x * _sigmoid(beta * x))


def _slope(x: Array, beta: float) -> Array:
    s = _sigmoid(beta * x)
    return np.asarray(s + beta * x * s * (1 - s))


def _bend(x: Array, beta: float) -> Array:
    s = _sigmoid(beta * x)
    return np.asarray(2 * beta * s * (1 - s) + beta**2 * x * s * (1 - s) * (1 - 2 * s))


def _over_features(array: Array) -> Array:
    return np.asarray(array.reshape(-1, array.shape[-1]).sum(axis=0))


def _first(x: Array, weight: Array, beta: float, upstream: Array) -> tuple[Array, Array]:
    return upstream * weight * _slope(x, beta), _over_features(upstream * _value(x, beta))


def _second(x: Array, weight: Array, beta: float, u: Array, along_x: Array, along_w: Array) -> tuple[Array, ...]:
    slope = _slope(x, beta)
    by_x = u * weight * _bend(x, beta) * along_x + u * along_w * slope
    return by_x, _over_features(u * slope * along_x), weight * slope * along_x + _value(x, beta) * along_w


def _expect_all(
    got: object, expected: tuple[Array, ...], *, case: str = "", given: str = "", close: float = 1e-9
) -> None:
    if not isinstance(got, (list, tuple)) or len(got) != len(expected):
        fail(f"The gradients{case} could not be read.", given=given)
    for name, mine, theirs in zip(BY, got, expected, strict=False):
        if mine is None:
            fail(f"There is no {name[4:]}{case}.", given=given)
        scale = float(np.abs(theirs).max(initial=1.0))
        expect_close(mine, theirs, rtol=close, atol=close * scale, what=name + case, given=given)


def _inputs(rng: np.random.Generator, *shape: int) -> tuple[Array, Array, Array]:
    return rng.normal(size=shape) * 2, rng.normal(size=shape[-1]) + 0.3, rng.normal(size=shape)


# --- visible -----------------------------------------------------------------------------------------------------


def values_by_hand(candidate: Candidate, rng: np.random.Generator) -> None:
    x, weight = np.array([[0.0, np.log(3.0)], [-np.log(3.0), 2.0]]), np.array([1.0, 2.0])
    last = 4.0 / (1 + np.exp(-2.0))
    expected = np.array([[0.0, 1.5 * np.log(3.0)], [-0.25 * np.log(3.0), last]])
    given = "x = [[0, log 3], [-log 3, 2]], weight = [1, 2], beta = 1"
    expect_close(candidate.call(x, weight, 1.0), expected, rtol=1e-9, atol=1e-9, given=given)


def a_gradient_by_hand(candidate: Candidate, rng: np.random.Generator) -> None:
    x, weight = np.array([[0.0, np.log(3.0)]]), np.array([4.0, 1.0])
    got = candidate.call_named("gradients_of_the_sum", x, weight, 1.0)
    expected = np.array([[2.0, 0.75 + 3 / 16 * np.log(3.0)]]), np.array([0.0, 0.75 * np.log(3.0)])
    _expect_all(got, expected, given="x = [[0, log 3]], weight = [4, 1], beta = 1, gradients of the sum")


# --- hidden ------------------------------------------------------------------------------------------------------


def values_agree(candidate: Candidate, rng: np.random.Generator) -> None:
    for shape, beta in (((5, 3), 1.0), ((4,), 0.5), ((2, 3, 4), -1.3), ((2, 1, 3, 2), 3), ((3, 3), 0.0)):
        x, weight, _ = _inputs(rng, *shape)
        got = candidate.call(x, weight, beta)
        expect_close(got, weight * _value(x, beta), rtol=1e-9, atol=1e-12)


def gradients_agree(candidate: Candidate, rng: np.random.Generator) -> None:
    """Upstream gradients are no ones, and all lengths differ or none does."""
    for shape, beta in (
        ((5, 3), 1.0),
        ((4,), 0.5),
        ((2, 3, 4), -1.3),
        ((2, 1, 3, 2), 2),
        ((3, 3), 0.7),
        ((4, 3), 0.0),
        ((1, 5), 1.5),
    ):
        x, weight, upstream = _inputs(rng, *shape)
        got = candidate.call_named("gradients", x, weight, beta, upstream)
        _expect_all(got, _first(x, weight, beta, upstream))
        got = candidate.call_named("gradients_of_the_sum", x, weight, beta)
        _expect_all(got, _first(x, weight, beta, np.ones(shape)), case=" of the sum")


def second_gradients_agree(candidate: Candidate, rng: np.random.Generator) -> None:
    for shape, beta in (((4, 3), 1.0), ((5,), 0.5), ((2, 2, 3), -1.4)):
        x, weight, upstream = _inputs(rng, *shape)
        along_x, along_w = rng.normal(size=shape), rng.normal(size=shape[-1])
        got = candidate.call_named("second_gradients", x, weight, beta, upstream, along_x, along_w)
        expected = _second(x, weight, beta, upstream, along_x, along_w)
        _expect_all(got, expected, case=" when differentiated twice")


def gradcheck_passes(candidate: Candidate, rng: np.random.Generator) -> None:
    x, weight, _ = _inputs(rng, 3, 2)
    for beta in (1.0, 0.6):
        first, second = np.asarray(candidate.call_named("checked_by_torch", x, weight, beta)).tolist()
        expect_that(first, "torch.autograd.gradcheck does not pass in float64.")
        expect_that(second, "torch.autograd.gradgradcheck does not pass in float64.")


def default_beta(candidate: Candidate, rng: np.random.Generator) -> None:
    x, weight, upstream = _inputs(rng, 4, 3)
    what = "the result without beta"
    expect_close(candidate.call(x, weight), weight * _value(x, 1.0), rtol=1e-9, atol=1e-12, what=what)
    got = candidate.call_named("gradients", x, weight, None, upstream)
    _expect_all(got, _first(x, weight, 1.0, upstream), case=" without beta")


def only_one_is_wanted(candidate: Candidate, rng: np.random.Generator) -> None:
    """A frozen weight, or data that wants no gradient; under no_grad nothing is recorded."""
    x, weight, upstream = _inputs(rng, 4, 3)
    by_x, by_weight = _first(x, weight, 0.8, upstream)
    got = candidate.call_named("gradients", x, weight, 0.8, upstream, [True, False])
    _expect_all(got[:1], (by_x,), case=" when weight wants none")
    expect_that(got[1] is None, "A weight that wants no gradient got one.")
    got = candidate.call_named("gradients", x, weight, 0.8, upstream, [False, True])
    expect_that(got[0] is None, "An x that wants no gradient got one.")
    _expect_all([by_x, got[1]], (by_x, by_weight), case=" when x wants none")
    value, wants = candidate.call_named("value_without_gradients", x, weight, 0.8)
    expect_close(value, weight * _value(x, 0.8), rtol=1e-9, atol=1e-12, what="the result under no_grad")
    expect_that(not wants, "The result under no_grad wants a gradient.")


def large_values(candidate: Candidate, rng: np.random.Generator) -> None:
    """Far out the sigmoid is flat: no exponential may overflow into NaN, in any of the three passes."""
    x = np.array([[1000.0, -1000.0, 50.0], [-50.0, 3.0, 710.0], [-720.0, 800.0, -3.0]])
    weight, upstream = np.array([1.0, -2.0, 0.5]), rng.normal(size=x.shape)
    case = " for large values"
    got = candidate.call(x, weight, 1.0)
    expect_close(got, weight * _value(x, 1.0), rtol=1e-9, atol=1e-12, what=f"the result{case}")
    _expect_all(
        candidate.call_named("gradients", x, weight, 1.0, upstream), _first(x, weight, 1.0, upstream), case=case
    )
    along_x, along_w = rng.normal(size=x.shape), rng.normal(size=3)
    got = candidate.call_named("second_gradients", x, weight, 2.0, upstream, along_x, along_w)
    _expect_all(got, _second(x, weight, 2.0, upstream, along_x, along_w), case=f"{case} when differentiated twice")


def several_calls_alive(candidate: Candidate, rng: np.random.Generator) -> None:
    first, weight, _ = _inputs(rng, 4, 3)
    second = rng.normal(size=(2, 3))
    one, two = candidate.call_named("two_calls_alive", first, second, weight)
    for got, x, beta, name in ((one, first, 0.5, "first"), (two, second, 2.0, "second")):
        if got is None:
            fail(f"There is no gradient of the {name} of two calls.")
        what = f"the gradient of the {name} of two calls"
        expect_close(got, weight * _slope(x, beta), rtol=1e-9, atol=1e-9, what=what)
    got = candidate.call_named("twice_through", first, weight, 0.9)
    what = "the gradient after two passes through the same graph"
    expect_close(got, 2 * weight * _slope(first, 0.9), rtol=1e-9, atol=1e-9, what=what)


def a_changed_input_is_noticed(candidate: Candidate, rng: np.random.Generator) -> None:
    x, weight, _ = _inputs(rng, 4, 3)
    outcome = candidate.call_named("changed_in_between", x, weight)
    expect_that(
        outcome == "raised",
        "An input that was changed in place after the forward pass is not noticed in the backward pass.",
    )


def keeps_the_inputs_only(candidate: Candidate, rng: np.random.Generator) -> None:
    x, weight, _ = _inputs(rng, 20, 5)
    is_custom, sizes = candidate.call_named("what_is_kept", x, weight, 1.0)
    expect_that(is_custom is True, "There is no custom autograd function in the graph.")
    sizes = [int(size) for size in sizes]
    expect_that(sum(sizes) >= 100, "The inputs are not saved with save_for_backward.")
    # Room for the weight and a few numbers beside x, and for nothing else of the size of x.
    expect_that(sum(sizes) < 200, "More is saved for the backward pass than the inputs.")


def nothing_in_the_batch(candidate: Candidate, rng: np.random.Generator) -> None:
    x, weight = np.zeros((0, 3)), np.array([1.0, 2.0, 3.0])
    got = candidate.call_named("gradients", x, weight, 1.0, x)
    _expect_all(got, (x, np.zeros(3)), case=" of an empty batch")


def single_precision(candidate: Candidate, rng: np.random.Generator) -> None:
    x, weight, upstream = (part.astype(np.float32) for part in _inputs(rng, 6, 3))
    got = expect_dtype_kind(candidate.call(x, weight, 0.7), "f", what="the result for float32")
    expect_that(got.dtype == np.float32, "The result for float32 is not float32.")
    expect_close(got, weight * _value(x.astype(float), 0.7), rtol=1e-4, atol=1e-5, what="the result for float32")
    wide = [part.astype(float) for part in (x, weight, upstream)]
    got = candidate.call_named("gradients", x, weight, 0.7, upstream)
    _expect_all(got, _first(wide[0], wide[1], 0.7, wide[2]), case=" for float32", close=1e-4)


def inputs_unchanged(candidate: Candidate, rng: np.random.Generator) -> None:
    x, weight, upstream = _inputs(rng, 4, 3)
    candidate.call(x, weight, 1.0)
    expect_unchanged(candidate, ("x", "weight"))
    got = candidate.call_named("gradients", x, weight, 1.0, upstream)
    expect_unchanged(candidate, ("x", "weight", "beta", "upstream"))
    _expect_all(got, _first(x, weight, 1.0, upstream))


def many_values(candidate: Candidate, rng: np.random.Generator) -> None:
    # Half a million values take some milliseconds in tensors and many seconds one by one.
    x, weight, upstream = _inputs(rng, 1000, 500)
    got = candidate.call_named("gradients", x, weight, 1.0, upstream)
    if candidate.cpu_ms > 2000:
        raise TooSlow("Half a million values take far longer than a few operations on whole tensors.")
    _expect_all(got, _first(x, weight, 1.0, upstream), case=" for many values", close=1e-8)
