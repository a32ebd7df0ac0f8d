"""Checks of max pooling: a reference out here that visits every window, forward and backward.

Values are drawn without ties, but where ties are meant, so that every right answer is the same. A maximum is exact;
gradients are sums of at most some ten numbers, right to 1e-15 in float64. TIGHT leaves room, and float32 (1e-7) fits
into SINGLE.
"""

from question_bank.checking import (
    Array,
    Candidate,
    expect_close,
    expect_dtype_kind,
    expect_fast,
    expect_shape,
    expect_that,
    expect_unchanged,
    np,
)

TIGHT = 1e-9
SINGLE = 1e-5
BACKWARD = "max_pool2d_backward"


def _windows(x: Array, size: int, stride: int | None, padding: int) -> tuple[tuple[int, int], list[tuple[int, ...]]]:
    """Give rows and columns of the output, and for each window its place and the pixels that it covers, cut to x."""
    step = size if stride is None else stride
    height, width = x.shape[2:]
    rows = (height + 2 * padding - size) // step + 1
    columns = (width + 2 * padding - size) // step + 1
    found = []
    for i in range(rows):
        for j in range(columns):
            top, left = i * step - padding, j * step - padding
            found.append((i, j, max(top, 0), min(top + size, height), max(left, 0), min(left + size, width)))
    return (rows, columns), found


def _forward(x: Array, size: int, stride: int | None = None, padding: int = 0) -> Array:
    shape, windows = _windows(x, size, stride, padding)
    output = np.empty((*x.shape[:2], *shape))
    for i, j, top, bottom, left, right in windows:
        output[:, :, i, j] = x[:, :, top:bottom, left:right].astype(np.float64).max(axis=(2, 3))
    return output


def _backward(gradient: Array, x: Array, size: int, stride: int | None = None, padding: int = 0) -> Array:
    """Route each entry to the first of the largest pixels."""
    result = np.zeros(x.shape)
    for i, j, top, bottom, left, right in _windows(x, size, stride, padding)[1]:
        for image in range(x.shape[0]):
            for channel in range(x.shape[1]):
                part = x[image, channel, top:bottom, left:right]
                row, column = np.unravel_index(int(part.argmax()), part.shape)
                result[image, channel, top + row, left + column] += gradient[image, channel, i, j]
    return result


def _images(rng: np.random.Generator, *shape: int, low: float = -1.0) -> Array:
    """Draw images without two equal values, half of them negative unless `low` says otherwise."""
    count = int(np.prod(shape))
    return (rng.permutation(count).reshape(shape) + 0.5) / count * (1.0 - low) + low


def _expect_right(
    candidate: Candidate,
    x: Array,
    size: int,
    *,
    rng: np.random.Generator,
    case: str = "",
    tolerance: float = TIGHT,
    **options: int | None,
) -> None:
    """Compare both passes with the reference, calling with only the options that are given."""
    wanted = _forward(x, size, **options)
    what = f"the output {case}".rstrip()
    expect_close(candidate.call(x, size, **options), wanted, rtol=tolerance, atol=tolerance, what=what)
    _expect_gradient(candidate, rng.normal(size=wanted.shape), x, size, case=case, tolerance=tolerance, **options)


def _expect_gradient(
    candidate: Candidate,
    gradient: Array,
    x: Array,
    size: int,
    *,
    case: str = "",
    tolerance: float = TIGHT,
    given: str = "",
    **options: int | None,
) -> None:
    got = candidate.call_named(BACKWARD, gradient, x, size, **options)
    wanted = _backward(gradient, x, size, **options)
    what = f"the gradient {case}".rstrip()
    expect_close(got, wanted, rtol=tolerance, atol=tolerance, what=what, given=given)


# --- visible examples

_PICTURE = np.array([[1.0, 2.0, 5.0, 3.0], [4.0, 0.0, 1.0, 2.0], [7.0, 3.0, 0.0, 9.0], [6.0, 8.0, 4.0, 1.5]])


def one_picture(candidate: Candidate, rng: np.random.Generator) -> None:
    given = f"one picture {_PICTURE.tolist()}, size 2"
    x = _PICTURE.reshape(1, 1, 4, 4)
    wanted = np.array([[4.0, 5.0], [8.0, 9.0]]).reshape(1, 1, 2, 2)
    expect_close(candidate.call(x, 2), wanted, rtol=TIGHT, atol=TIGHT, what="the output", given=given)


def gradient_of_one_picture(candidate: Candidate, rng: np.random.Generator) -> None:
    given = f"one picture {_PICTURE.tolist()}, size 2, gradient [[1, 2], [3, 4]]"
    gradient = np.array([[1.0, 2.0], [3.0, 4.0]]).reshape(1, 1, 2, 2)
    _expect_gradient(candidate, gradient, _PICTURE.reshape(1, 1, 4, 4), 2, given=given)


def shapes_of_the_answers(candidate: Candidate, rng: np.random.Generator) -> None:
    x = _images(rng, 2, 3, 6, 8)
    given = "x of shape (2, 3, 6, 8), size 2"
    expect_shape(candidate.call(x, 2), (2, 3, 3, 4), what="the output", given=given)
    got = candidate.call_named(BACKWARD, np.ones((2, 3, 3, 4)), x, 2)
    expect_dtype_kind(expect_shape(got, x.shape, what="the gradient", given=given), "f", what="the gradient")


# --- the main rule


def agrees_with_reference(candidate: Candidate, rng: np.random.Generator) -> None:
    """Windows side by side; all lengths differ, so an axis that is mixed up shows."""
    _expect_right(candidate, _images(rng, 2, 3, 4, 6), 2, rng=rng, case="for windows side by side")
    _expect_right(candidate, _images(rng, 3, 2, 9, 6), 3, rng=rng, case="for windows side by side")


def overlapping_windows(candidate: Candidate, rng: np.random.Generator) -> None:
    """A pixel that wins in several windows gathers the gradients of all of them."""
    case = "for windows that overlap"
    for shape, size, stride in (((2, 3, 5, 7), 3, 1), ((1, 2, 7, 9), 3, 2), ((2, 1, 4, 6), 2, 1)):
        _expect_right(candidate, _images(rng, *shape), size, stride=stride, rng=rng, case=case)
    peak = np.zeros((1, 1, 5, 5))
    peak[0, 0, 2, 2] = 1.0
    got = candidate.call_named(BACKWARD, np.ones((1, 1, 3, 3)), peak, 3, stride=1)
    wanted = np.zeros((1, 1, 5, 5))
    wanted[0, 0, 2, 2] = 9.0
    expect_close(got, wanted, rtol=TIGHT, atol=TIGHT, what=f"the gradient {case}")


def windows_apart(candidate: Candidate, rng: np.random.Generator) -> None:
    """A stride above the size skips pixels, and what is skipped gets no gradient."""
    for shape, size, stride in (((2, 2, 8, 5), 2, 3), ((1, 3, 7, 4), 1, 2)):
        case = "for windows that lie apart"
        _expect_right(candidate, _images(rng, *shape), size, stride=stride, rng=rng, case=case)


def what_does_not_divide(candidate: Candidate, rng: np.random.Generator) -> None:
    """Rows and columns that fill no window are left out."""
    for shape, size, stride in (((2, 2, 5, 7), 2, None), ((1, 2, 8, 6), 3, 2), ((1, 1, 10, 5), 4, 3)):
        case = "where windows do not fill the image"
        _expect_right(candidate, _images(rng, *shape), size, stride=stride, rng=rng, case=case)


def padded_images(candidate: Candidate, rng: np.random.Generator) -> None:
    for shape, size, stride, padding in (((2, 3, 4, 6), 2, 2, 1), ((2, 1, 5, 4), 3, 1, 1), ((1, 2, 6, 9), 5, 2, 2)):
        options = {"stride": stride, "padding": padding}
        _expect_right(candidate, _images(rng, *shape), size, rng=rng, case="with padding", **options)
    case = "with padding and the default stride"
    _expect_right(candidate, _images(rng, 1, 2, 7, 4), 3, padding=1, rng=rng, case=case)


def padding_never_wins(candidate: Candidate, rng: np.random.Generator) -> None:
    """All values are negative, some of them very much so."""
    x = _images(rng, 2, 2, 4, 5, low=3.0) * -1.0
    case = "for negative images with padding"
    _expect_right(candidate, x, 2, stride=2, padding=1, rng=rng, case=case)
    _expect_right(candidate, x * 1e12, 3, stride=2, padding=1, rng=rng, case=case)


def gradient_is_of_the_output(candidate: Candidate, rng: np.random.Generator) -> None:
    """Central differences of the candidate's own output; the step is far below the gap between any two values."""
    x, step = _images(rng, 1, 2, 4, 5) * 10.0, 1e-4
    options = {"stride": 1, "padding": 1}
    shape = _forward(x, 2, **options).shape
    weights = rng.normal(size=shape)
    got = expect_shape(candidate.call_named(BACKWARD, weights, x, 2, **options), x.shape, what="the gradient")
    for place in ((0, 0, 0, 0), (0, 1, 3, 4), (0, 0, 2, 1), (0, 1, 1, 3)):
        ends = []
        for sign in (1.0, -1.0):
            moved = x.copy()
            moved[place] += sign * step
            output = expect_shape(candidate.call(moved, 2, **options), shape, what="the output")
            ends.append(float((output * weights).sum()))
        slope = (ends[0] - ends[1]) / (2 * step)
        what = "the gradient, held against numerical differences of the output,"
        expect_close(float(got[place]), slope, rtol=1e-6, atol=1e-7, what=what)


# --- ties


def tied_pixels(candidate: Candidate, rng: np.random.Generator) -> None:
    """One of the tied pixels gets it all, whichever; here half of the pixels are zero, as after ReLU."""
    x = np.maximum(_images(rng, 2, 2, 6, 8), 0.0)
    x[0] = 0.0
    x[1, 1, :2, :2] = 2.0
    gradient = rng.uniform(1.0, 2.0, size=(2, 2, 3, 4))
    got = expect_shape(candidate.call_named(BACKWARD, gradient, x, 2), x.shape, what="the gradient where pixels tie")
    blocks = got.astype(np.float64).reshape(2, 2, 3, 2, 4, 2).transpose(0, 1, 2, 4, 3, 5).reshape(2, 2, 3, 4, 4)
    pixels = x.reshape(2, 2, 3, 2, 4, 2).transpose(0, 1, 2, 4, 3, 5).reshape(2, 2, 3, 4, 4)
    expect_that((blocks != 0.0).sum(axis=-1) == 1, "Where pixels tie, not exactly one of them gets the gradient.")
    expect_close(blocks.sum(axis=-1), gradient, rtol=TIGHT, atol=TIGHT, what="the gradient of each window with ties")
    winners = np.take_along_axis(pixels, np.abs(blocks).argmax(axis=-1)[..., None], axis=-1)[..., 0]
    expect_close(winners, pixels.max(axis=-1), rtol=0, atol=0, what="the pixel that gets the gradient")


def ties_at_the_border(candidate: Candidate, rng: np.random.Generator) -> None:
    """In a constant image with padding nothing may be lost to the border, whoever wins."""
    for value in (0.0, -3.0):
        x = np.full((2, 2, 4, 5), value)
        for stride, padding, shape in ((2, 1, (3, 3)), (1, 1, (5, 6))):
            gradient = rng.uniform(1.0, 2.0, size=(2, 2, *shape))
            got = candidate.call_named(BACKWARD, gradient, x, 2, stride=stride, padding=padding)
            array = expect_shape(got, x.shape, what="the gradient of a constant image").astype(np.float64)
            what = "the sum of the gradient of a constant image with padding"
            expect_close(array.sum(axis=(2, 3)), gradient.sum(axis=(2, 3)), rtol=TIGHT, atol=TIGHT, what=what)


# --- arguments and edges


def options_by_place(candidate: Candidate, rng: np.random.Generator) -> None:
    x = _images(rng, 2, 2, 6, 7)
    wanted = _forward(x, 3, 2, 1)
    what = "with options by place"
    expect_close(candidate.call(x, 3, 2, 1), wanted, rtol=TIGHT, atol=TIGHT, what=f"the output {what}")
    gradient = rng.normal(size=wanted.shape)
    got = candidate.call_named(BACKWARD, gradient, x, 3, 2, 1)
    expect_close(got, _backward(gradient, x, 3, 2, 1), rtol=TIGHT, atol=TIGHT, what=f"the gradient {what}")
    _expect_right(candidate, x, 3, stride=None, rng=rng, case="for a stride of None")


def smallest_and_largest_window(candidate: Candidate, rng: np.random.Generator) -> None:
    x = _images(rng, 2, 3, 4, 4)
    _expect_right(candidate, x, 1, rng=rng, case="for windows of one pixel")
    _expect_right(candidate, x, 4, rng=rng, case="for a window as large as the image")
    _expect_right(candidate, x, 4, stride=1, rng=rng, case="for a window as large as the image")
    _expect_right(candidate, _images(rng, 1, 1, 1, 1), 1, rng=rng, case="for a single pixel")


def passes_stand_alone(candidate: Candidate, rng: np.random.Generator) -> None:
    """Two layers in turn: what one call saw says nothing about the next."""
    first, second = _images(rng, 1, 2, 4, 4), _images(rng, 1, 2, 4, 4)
    candidate.call(first, 2)
    candidate.call(second, 2)
    gradient = rng.normal(size=(1, 2, 2, 2))
    for x in (first, second, first):
        _expect_gradient(candidate, gradient, x, 2, case="after calls with other images")


# --- numbers


def whole_numbers(candidate: Candidate, rng: np.random.Generator) -> None:
    """Bytes and integers, with padding too; gradients stay fractions."""
    for kind in (np.int64, np.uint8):
        x = rng.permutation(80).reshape(2, 2, 4, 5).astype(kind)
        for padding in (0, 1):
            _expect_right(candidate, x, 2, stride=2, padding=padding, rng=rng, case="for whole numbers")
    x = -1 - rng.permutation(40).reshape(1, 2, 4, 5)
    _expect_right(candidate, x, 3, stride=1, padding=1, rng=rng, case="for negative whole numbers")


def single_precision(candidate: Candidate, rng: np.random.Generator) -> None:
    x = _images(rng, 2, 2, 5, 6).astype(np.float32)
    for options in ({}, {"stride": 1, "padding": 1}):
        _expect_right(candidate, x, 2, rng=rng, case="for float32", tolerance=SINGLE, **options)


# --- what was agreed


def inputs_unchanged(candidate: Candidate, rng: np.random.Generator) -> None:
    x = _images(rng, 2, 2, 6, 6)
    gradient = rng.normal(size=(2, 2, 3, 3))
    for _ in range(2):
        expect_close(candidate.call(x, 2), _forward(x, 2), rtol=TIGHT, atol=TIGHT, what="the output")
        expect_unchanged(candidate, ("x", "size", "stride", "padding"))
        _expect_gradient(candidate, gradient, x, 2)
        expect_unchanged(candidate, ("gradient", "x", "size", "stride", "padding"))


# --- cost


def _plain(x: Array, size: int) -> Array:
    n, c, height, width = x.shape
    blocks = x.reshape(n, c, height // size, size, width // size, size)
    return np.asarray(blocks.transpose(0, 1, 2, 4, 3, 5).reshape(n, c, height // size, width // size, -1).max(axis=-1))


def large_batch(candidate: Candidate, rng: np.random.Generator) -> None:
    """Half a million windows: a loop over output positions takes a third of the floor, one over all windows twice."""
    x = rng.normal(size=(64, 32, 32, 32))
    what = "A batch of many images"
    got = expect_fast(candidate, (x, 2), reference=_plain, times=10.0, floor_ms=380.0, what=what)
    expect_close(got, _plain(x, 2), rtol=TIGHT, atol=TIGHT, what="the output for many images")
