"""Checks of the vectorised convolution: a reference out here that adds up one kernel entry after the other.

Tolerances: a sum of up to a hundred products of numbers near one is right to about 100 * eps = 2e-14 in any order,
float32 arithmetic to 1e-5. TIGHT and SINGLE lie a factor of a thousand and ten above these.
"""

from question_bank.checking import (
    Array,
    Candidate,
    expect_close,
    expect_dtype_kind,
    expect_fast,
    expect_shape,
    expect_unchanged,
    np,
)

TIGHT = 1e-10
SINGLE = 1e-4
ARGUMENTS = ("x", "weight", "bias", "stride", "padding", "dilation")


def _reference(
    x: Array, weight: Array, bias: Array | None = None, stride: int = 1, padding: int = 0, dilation: int = 1
) -> Array:
    n, _, height, width = x.shape
    filters, channels, rows, columns = weight.shape
    padded = np.zeros((n, channels, height + 2 * padding, width + 2 * padding))
    padded[:, :, padding : padding + height, padding : padding + width] = x
    high = (height + 2 * padding - dilation * (rows - 1) - 1) // stride + 1
    wide = (width + 2 * padding - dilation * (columns - 1) - 1) // stride + 1
    output = np.zeros((n, filters, high, wide))
    for down in range(rows):
        for right in range(columns):
            top, left = down * dilation, right * dilation
            part = padded[
                :, :, top : top + stride * (high - 1) + 1 : stride, left : left + stride * (wide - 1) + 1 : stride
            ]
            output += np.einsum("nchw,fc->nfhw", part, weight[:, :, down, right].astype(np.float64))
    return output if bias is None else output + bias.astype(np.float64)[None, :, None, None]


def _case(rng: np.random.Generator, images: tuple[int, ...], kernels: tuple[int, ...]) -> tuple[Array, Array, Array]:
    """Draw images, filters and a bias; images are (n, c, h, w) and kernels (f, kh, kw)."""
    weight = rng.normal(size=(kernels[0], images[1], *kernels[1:]))
    return rng.normal(size=images), weight, rng.normal(scale=2.0, size=kernels[0])


def _expect_right(
    candidate: Candidate,
    x: Array,
    weight: Array,
    *rest: Array | None,
    case: str = "",
    tolerance: float = TIGHT,
    given: str = "",
    **options: int,
) -> Array:
    """Call with only the arguments that are given and compare with the reference."""
    got = candidate.call(x, weight, *rest, **options)
    wanted = _reference(x, weight, *rest, **options)
    what = f"the result {case}".rstrip()
    array = expect_close(got, wanted, rtol=tolerance, atol=tolerance, what=what, given=given)
    return np.asarray(array)


# --- visible examples


def one_filter(candidate: Candidate, rng: np.random.Generator) -> None:
    x = np.array([[1.0, 2.0, 0.0, 1.0], [0.0, 1.0, 3.0, 1.0], [2.0, 1.0, 0.0, 2.0]]).reshape(1, 1, 3, 4)
    weight = np.array([[1.0, 0.0], [2.0, -1.0]]).reshape(1, 1, 2, 2)
    given = f"one image {x[0, 0].tolist()}, one filter {weight[0, 0].tolist()}"
    wanted = np.array([[0.0, 1.0, 5.0], [3.0, 3.0, 1.0]]).reshape(1, 1, 2, 3)
    expect_close(candidate.call(x, weight), wanted, rtol=TIGHT, atol=TIGHT, given=given)


def channels_and_bias(candidate: Candidate, rng: np.random.Generator) -> None:
    x = np.arange(16.0).reshape(2, 2, 2, 2) % 5
    weight = np.array([[[[1.0]], [[2.0]]], [[[0.0]], [[-1.0]]], [[[3.0]], [[0.0]]]])
    given = "two images of two channels, three filters of one entry a channel, bias [10, 20, 30]"
    _expect_right(candidate, x, weight, np.array([10.0, 20.0, 30.0]), given=given)


def shape_of_the_answer(candidate: Candidate, rng: np.random.Generator) -> None:
    given = "x of shape (2, 3, 7, 9), weight of shape (4, 3, 3, 2), stride 2, padding 1"
    x, weight = np.ones((2, 3, 7, 9)), np.ones((4, 3, 3, 2))
    got = candidate.call(x, weight, stride=2, padding=1)
    expect_dtype_kind(expect_shape(got, (2, 4, 4, 5), given=given), "iuf", given=given)


# --- the main rule


def agrees_with_reference(candidate: Candidate, rng: np.random.Generator) -> None:
    """All lengths differ, so an axis that is mixed up shows."""
    for images, kernels in (((2, 3, 6, 8), (4, 3, 2)), ((3, 2, 5, 4), (5, 2, 3)), ((1, 4, 7, 6), (2, 3, 3))):
        x, weight, bias = _case(rng, images, kernels)
        _expect_right(candidate, x, weight)
        _expect_right(candidate, x, weight, bias, case="with a bias")


def equal_lengths(candidate: Candidate, rng: np.random.Generator) -> None:
    """Here a reshape in the wrong order has the right shape."""
    x, weight, bias = _case(rng, (3, 3, 4, 4), (3, 2, 2))
    _expect_right(candidate, x, weight, bias, case="where lengths are equal")
    x, weight, bias = _case(rng, (2, 2, 2, 2), (2, 1, 1))
    _expect_right(candidate, x, weight, bias, case="where lengths are equal")


def lit_pixel(candidate: Candidate, rng: np.random.Generator) -> None:
    """One lit pixel of one channel shows each filter turned by half a circle, and a filter of one entry shifts."""
    x = np.zeros((1, 2, 5, 5))
    x[0, 1, 2, 2] = 1.0
    weight = np.arange(1.0, 37.0).reshape(2, 2, 3, 3)
    got = expect_shape(candidate.call(x, weight), (1, 2, 3, 3), what="the result for one lit pixel")
    wanted = weight[:, 1, ::-1, ::-1][None]
    expect_close(got, wanted, rtol=TIGHT, atol=TIGHT, what="the result for one lit pixel")


def images_and_filters_stand_alone(candidate: Candidate, rng: np.random.Generator) -> None:
    """Images and filters in another order give results in that order."""
    x, weight, bias = _case(rng, (4, 2, 5, 6), (3, 2, 3))
    before = _expect_right(candidate, x, weight, bias)
    images, filters = np.array([2, 0, 3, 1]), np.array([1, 2, 0])
    after = _expect_right(candidate, x[images], weight[filters], bias[filters], case="for images in another order")
    wanted = before[images][:, filters]
    expect_close(after, wanted, rtol=TIGHT, atol=TIGHT, what="the result for images and filters in another order")


def linear_in_both(candidate: Candidate, rng: np.random.Generator) -> None:
    """Without a bias the layer is linear in the images and in the filters."""
    x, weight, _ = _case(rng, (2, 2, 4, 5), (2, 2, 2))
    other = rng.normal(size=x.shape)
    parts = [expect_shape(candidate.call(part, weight), (2, 2, 3, 4)).astype(np.float64) for part in (x, other)]
    both = candidate.call(2.0 * x - other, weight)
    expect_close(both, 2.0 * parts[0] - parts[1], rtol=TIGHT, atol=TIGHT, what="the result for a sum of images")
    _expect_right(candidate, x, -3.0 * weight, case="for scaled filters")


# --- arguments


def several_strides(candidate: Candidate, rng: np.random.Generator) -> None:
    """With strides that divide and strides that leave rows over."""
    for stride in (2, 3, 4):
        for images in ((2, 2, 7, 9), (1, 3, 8, 6)):
            x, weight, bias = _case(rng, images, (3, 3, 2))
            _expect_right(candidate, x, weight, bias, stride=stride, case="with a stride")


def several_paddings(candidate: Candidate, rng: np.random.Generator) -> None:
    for padding in (1, 2, 3):
        x, weight, bias = _case(rng, (2, 3, 4, 5), (2, 3, 2))
        _expect_right(candidate, x, weight, bias, padding=padding, case="with padding")
    x, weight, bias = _case(rng, (1, 2, 2, 3), (2, 4, 5))
    _expect_right(candidate, x + 10.0, weight, bias, padding=1, case="where only the padding makes the kernel fit")


def several_dilations(candidate: Candidate, rng: np.random.Generator) -> None:
    for dilation in (2, 3):
        x, weight, bias = _case(rng, (2, 2, 9, 8), (3, 3, 2))
        _expect_right(candidate, x, weight, bias, dilation=dilation, case="with dilation")


def options_together(candidate: Candidate, rng: np.random.Generator) -> None:
    for stride, padding, dilation in ((2, 1, 2), (3, 2, 1), (2, 3, 3), (1, 2, 2)):
        x, weight, bias = _case(rng, (2, 3, 8, 11), (2, 3, 2))
        options = {"stride": stride, "padding": padding, "dilation": dilation}
        _expect_right(candidate, x, weight, bias, case="with all options", **options)
        got = candidate.call(x, weight, bias, stride, padding, dilation)
        wanted = _reference(x, weight, bias, **options)
        expect_close(got, wanted, rtol=TIGHT, atol=TIGHT, what="the result with all options by place")
    _expect_right(candidate, x, weight, None, stride=2, case="with None for the bias")
    _expect_right(candidate, x, weight, np.array([0.0, 1.5]), case="with a bias that holds a zero")


# --- edges and numbers


def smallest_and_largest_kernel(candidate: Candidate, rng: np.random.Generator) -> None:
    for images, kernels in (
        ((2, 3, 4, 5), (2, 1, 1)),
        ((2, 2, 4, 5), (3, 4, 5)),
        ((1, 1, 1, 6), (1, 1, 4)),
        ((2, 1, 5, 1), (1, 2, 1)),
    ):
        x, weight, bias = _case(rng, images, kernels)
        _expect_right(candidate, x, weight, bias, case="for kernels of extreme size")
    x, weight, _ = _case(rng, (1, 1, 1, 1), (1, 1, 1))
    _expect_right(candidate, x, weight, case="for a single pixel")


def whole_numbers(candidate: Candidate, rng: np.random.Generator) -> None:
    """Products of bytes do not fit into bytes."""
    for kind in (np.uint8, np.int64):
        x = rng.integers(0, 256, size=(2, 2, 5, 6)).astype(kind)
        weight = rng.integers(1, 100, size=(3, 2, 3, 3)).astype(kind)
        bias = rng.integers(0, 50, size=3).astype(kind)
        _expect_right(candidate, x, weight, bias, padding=1, case="for whole numbers")
        _expect_right(
            candidate, x, weight / 7.0, bias / 3.0, case="for whole images and other filters", tolerance=SINGLE
        )


def single_precision(candidate: Candidate, rng: np.random.Generator) -> None:
    x, weight, bias = (part.astype(np.float32) for part in _case(rng, (2, 3, 6, 7), (4, 3, 3)))
    _expect_right(candidate, x, weight, bias, padding=1, case="for float32", tolerance=SINGLE)


def inputs_unchanged(candidate: Candidate, rng: np.random.Generator) -> None:
    x, weight, bias = _case(rng, (2, 2, 5, 5), (3, 3, 3))
    for options in ({}, {"padding": 1, "stride": 2}):
        _expect_right(candidate, x, weight, bias, case="of a repeated call", **options)
        expect_unchanged(candidate, ARGUMENTS)


# --- cost


def _plain(x: Array, weight: Array, bias: Array) -> Array:
    return _reference(x, weight, bias)


def many_places(candidate: Candidate, rng: np.random.Generator) -> None:
    """A third of a million places: a table and one product take a quarter of what is allowed, a loop twice as much."""
    args = _case(rng, (1, 1, 602, 602), (4, 3, 3))
    got = expect_fast(candidate, args, reference=_plain, times=6.0, floor_ms=320.0, what="A large image")
    expect_close(got, _plain(*args), rtol=TIGHT, atol=TIGHT, what="the result for a large image")


def many_small_images(candidate: Candidate, rng: np.random.Generator) -> None:
    """Many images and filters with few places each: loops over images times filters show, array operations do not."""
    args = _case(rng, (600, 2, 8, 8), (24, 3, 3))
    got = expect_fast(
        candidate, args, reference=_plain, times=20.0, floor_ms=300.0, what="A batch of many small images"
    )
    expect_close(got, _plain(*args), rtol=TIGHT, atol=TIGHT, what="the result for many small images")
