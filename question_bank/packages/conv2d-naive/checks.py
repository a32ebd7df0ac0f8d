"""Checks of `conv2d-naive`: a plain reference out here, the candidate's code behind the wall.

Nothing expected depends on the drawn numbers being these or those: the reference is worked out from the same input, or
the answer follows from a property of the operation.
"""

import numpy as np

from question_bank.checking import (
    Array,
    Candidate,
    Refused,
    as_array,
    describe,
    expect_close,
    expect_dtype_kind,
    expect_shape,
    expect_that,
    expect_unchanged,
    fail,
)

# Exceptions that come from running into trouble, not from having decided that the input makes no sense.
_ACCIDENTS = frozenset(
    {"AttributeError", "IndexError", "KeyError", "NameError", "TypeError", "UnboundLocalError", "ZeroDivisionError"}
)


def _reference(image: Array, kernel: Array, stride: int = 1, padding: int = 0) -> Array:
    """Cross-correlate in float64; the kernel must fit."""
    padded = np.pad(np.asarray(image, dtype=np.float64), padding)
    windows = np.lib.stride_tricks.sliding_window_view(padded, kernel.shape)[::stride, ::stride]
    return np.einsum("ijuv,uv->ij", windows, np.asarray(kernel, dtype=np.float64))


def _tolerance(image: Array, kernel: Array) -> float:
    """Bound the rounding of any sensible method on this input.

    A sum of n products, added in any order, is off by at most about n * eps * sum|window * kernel|, and that sum is at
    most |image| * |kernel| (Frobenius norms, by Cauchy-Schwarz). A Fourier transform of N pixels is off by a small
    multiple of log2(N) * eps * |image| * |kernel|. So (n + log2 N) * eps * |image| * |kernel| covers both; the factor 8
    leaves room for the constants and for the reference's own rounding. With float64 it is near 1e-12 for numbers near
    1, five orders of magnitude below what single precision would be off by. eps is that of the input's precision,
    because float32 in, float32 out is a fair choice.
    """
    single = np.float32 in (image.dtype, kernel.dtype)
    eps = np.finfo(np.float32 if single else np.float64).eps
    norms = np.linalg.norm(image.astype(np.float64)) * np.linalg.norm(kernel.astype(np.float64))
    return float(8 * (kernel.size + np.log2(image.size + 1)) * eps * norms)


def _expect_right(
    candidate: Candidate, image: Array, kernel: Array, *, what: str = "the result", given: str = "", **options: int
) -> Array:
    """Call with only the options that are given, compare with the reference, and hand the answer back."""
    got = candidate.call(image, kernel, **options)
    return expect_close(
        got, _reference(image, kernel, **options), rtol=0.0, atol=_tolerance(image, kernel), what=what, given=given
    )


def _expect_numbers(got: object, shape: tuple[int, int]) -> Array:
    """Demand a shape, numbers, and that not all of them are zero, as no input here would give that."""
    array = expect_dtype_kind(expect_shape(got, shape), "iuf")
    expect_that(np.abs(array).max() > 0, "The result holds nothing but zeros or NaN, although image and kernel do not.")
    return array


# --- visible examples: kernels of ones, sizes that divide. The sums can be done in one's head.


def box_sums(candidate: Candidate, rng: np.random.Generator) -> None:
    image = np.array([[1, 2, 0, 3, 1], [0, 1, 4, 1, 2], [2, 1, 0, 2, 5], [1, 3, 1, 0, 1]], dtype=np.float64)
    kernel = np.ones((3, 3))
    expected = np.array([[11.0, 14.0, 18.0], [13.0, 13.0, 16.0]])
    given = f"image {image.tolist()}, kernel 3 by 3 of ones"
    got = candidate.call(image, kernel)
    expect_close(got, expected, rtol=0.0, atol=_tolerance(image, kernel), given=given)


def one_ring_of_padding(candidate: Candidate, rng: np.random.Generator) -> None:
    image = np.array([[1, 2, 0], [0, 3, 1], [4, 0, 2]], dtype=np.float64)
    kernel = np.ones((3, 3))
    expected = np.array([[6.0, 7.0, 6.0], [10.0, 13.0, 8.0], [7.0, 10.0, 6.0]])
    given = f"image {image.tolist()}, kernel 3 by 3 of ones, padding=1"
    got = candidate.call(image, kernel, padding=1)
    expect_close(got, expected, rtol=0.0, atol=_tolerance(image, kernel), given=given)


def every_second_place(candidate: Candidate, rng: np.random.Generator) -> None:
    image = np.array(
        [[1, 0, 2, 1, 3], [0, 1, 0, 2, 0], [3, 0, 1, 0, 1], [1, 2, 0, 1, 0], [0, 1, 1, 0, 2]], dtype=np.float64
    )
    kernel = np.ones((3, 3))
    expected = np.array([[8.0, 10.0], [9.0, 6.0]])
    given = f"image {image.tolist()}, kernel 3 by 3 of ones, stride=2"
    got = candidate.call(image, kernel, stride=2)
    expect_close(got, expected, rtol=0.0, atol=_tolerance(image, kernel), given=given)


# --- the main rule


def kernel_orientation(candidate: Candidate, rng: np.random.Generator) -> None:
    """A kernel of one entry picks one pixel per window, a lone pixel draws the kernel, and then all entries differ."""
    what = "the result with a kernel that is not symmetric"
    image = rng.normal(size=(6, 7))
    for row, column in ((0, 0), (0, 2), (2, 1)):
        kernel = np.zeros((3, 3))
        kernel[row, column] = 2.0
        _expect_right(candidate, image, kernel, what=what)
    lone = np.zeros((7, 7))
    lone[3, 2] = 1.0
    kernel = np.arange(1.0, 10.0).reshape(3, 3)
    _expect_right(candidate, lone, kernel, what=what)
    _expect_right(candidate, image, kernel, what=what)


def rectangular_kernel(candidate: Candidate, rng: np.random.Generator) -> None:
    image = rng.normal(size=(12, 12))
    for shape in ((3, 1), (1, 3), (5, 3), (3, 7), (11, 9)):
        rows, columns = shape
        what = f"the result with a kernel {'taller than wide' if rows > columns else 'wider than tall'}"
        _expect_right(candidate, image, rng.normal(size=shape), what=what)


def rectangular_image(candidate: Candidate, rng: np.random.Generator) -> None:
    kernel = rng.normal(size=(3, 3))
    for shape in ((5, 9), (10, 4)):
        rows, columns = shape
        what = f"the result for an image {'taller than wide' if rows > columns else 'wider than tall'}"
        _expect_right(candidate, rng.normal(size=shape), kernel, what=what)
        what += ", with stride and padding"
        _expect_right(candidate, rng.normal(size=shape), kernel, what=what, stride=2, padding=1)


def zero_padding(candidate: Candidate, rng: np.random.Generator) -> None:
    """Pixels are far from zero, so whatever else than zero stands around them shows."""
    image = 5.0 + rng.uniform(size=(4, 6))
    kernel = rng.normal(size=(3, 3))
    for padding in (1, 2):
        _expect_right(candidate, image, kernel, what="the result with padding", padding=padding)


def stride_and_padding(candidate: Candidate, rng: np.random.Generator) -> None:
    image, kernel = rng.normal(size=(7, 10)), rng.normal(size=(3, 4))
    for stride, padding in ((2, 1), (3, 1), (2, 2), (3, 2), (4, 3)):
        what = "the result with stride and padding together"
        _expect_right(candidate, image, kernel, what=what, stride=stride, padding=padding)


def size_that_does_not_divide(candidate: Candidate, rng: np.random.Generator) -> None:
    """Rows and columns that are left over at the end are not used."""
    what = "the result where the stride leaves rows or columns over"
    for shape, stride in (((6, 9), 2), ((7, 8), 3), ((5, 6), 4), ((6, 5), 7)):
        _expect_right(candidate, rng.normal(size=shape), rng.normal(size=(3, 2)), what=what, stride=stride)


def last_position(candidate: Candidate, rng: np.random.Generator) -> None:
    """The kernel ends exactly on the last row and column, whatever the stride."""
    for stride in (1, 2, 3):
        image = rng.normal(size=(3 + 2 * stride, 2 + 3 * stride))
        what = "the result where the last place touches the image's edge exactly"
        _expect_right(candidate, image, rng.normal(size=(3, 2)), what=what, stride=stride)


def linear(candidate: Candidate, rng: np.random.Generator) -> None:
    """Twice the image gives twice the result, sums give sums, and the same goes for the kernel."""
    first, second = rng.normal(size=(2, 6, 8))
    kernel, other = rng.normal(size=(2, 3, 2))
    shape = (4, 7)
    of_first = _expect_numbers(candidate.call(first, kernel), shape)
    of_second = _expect_numbers(candidate.call(second, kernel), shape)
    of_other = _expect_numbers(candidate.call(first, other), shape)
    combined = _expect_numbers(candidate.call(2 * first - 3 * second, kernel), shape)
    blended = _expect_numbers(candidate.call(first, 2 * kernel - 3 * other), shape)
    # Three results enter with weights up to 3, each rounded on its own.
    atol = 8 * max(_tolerance(image, part) for image in (first, second) for part in (kernel, other))
    expect_close(
        combined, 2 * of_first - 3 * of_second, rtol=0.0, atol=atol, what="the result for a weighted sum of two images"
    )
    expect_close(
        blended, 2 * of_first - 3 * of_other, rtol=0.0, atol=atol, what="the result for a weighted sum of two kernels"
    )


def shift_equivariant(candidate: Candidate, rng: np.random.Generator) -> None:
    """Moving what is in the picture moves the result by as much, away from the border."""
    patch, kernel = rng.normal(size=(4, 3)), rng.normal(size=(3, 2))
    here, there = np.zeros((12, 13)), np.zeros((12, 13))
    here[3:7, 2:5] = patch
    there[5:9, 6:9] = patch
    before = _expect_numbers(candidate.call(here, kernel), (10, 12))
    after = _expect_numbers(candidate.call(there, kernel), (10, 12))
    what = "the result for a picture whose content is moved"
    atol = 2 * _tolerance(here, kernel)
    expect_close(after[2:, 4:], before[:-2, :-4], rtol=0.0, atol=atol, what=what)


def agrees_with_reference(candidate: Candidate, rng: np.random.Generator) -> None:
    """Shapes, stride and padding as they come, compared with an independent reference."""
    for _ in range(12):
        rows, columns = (int(n) for n in rng.integers(1, 6, size=2))
        stride, padding = int(rng.integers(1, 4)), int(rng.integers(0, 4))
        image = rng.normal(size=(rows + int(rng.integers(0, 7)), columns + int(rng.integers(0, 7))))
        kernel = rng.normal(size=(rows, columns))
        what = "the result for a mixed set of sizes, strides and paddings"
        _expect_right(candidate, image, kernel, what=what, stride=stride, padding=padding)


# --- edges


def one_by_one_kernel(candidate: Candidate, rng: np.random.Generator) -> None:
    image, kernel = rng.normal(size=(4, 7)), np.array([[-1.5]])
    what = "the result with a 1 by 1 kernel"
    _expect_right(candidate, image, kernel, what=what)
    _expect_right(candidate, image, kernel, what=f"{what}, with stride and padding", stride=3, padding=1)


def kernel_fills_image(candidate: Candidate, rng: np.random.Generator) -> None:
    """One place only, so a 1 by 1 array comes out, and it stays two-dimensional."""
    kernel = rng.normal(size=(4, 6))
    what = "the result where the kernel is as large as the padded image"
    _expect_right(candidate, rng.normal(size=(4, 6)), kernel, what=what)
    _expect_right(candidate, rng.normal(size=(2, 4)), kernel, what=f"{what}, with padding", padding=1)
    _expect_right(candidate, rng.normal(size=(4, 6)), kernel, what=f"{what}, with a stride", stride=2)


def kernel_too_large(candidate: Candidate, rng: np.random.Generator) -> None:
    """Raising on purpose and an empty array are both right; numbers would be made up."""
    kernel = rng.normal(size=(4, 3))
    # One row or column alone would broadcast against the kernel without a word.
    for shape, padding in (((3, 5), 0), ((6, 2), 0), ((1, 6), 1), ((2, 1), 0), ((1, 5), 0), ((6, 1), 0)):
        got = candidate.attempt(rng.normal(size=shape), kernel, padding=padding)
        if isinstance(got, Refused):
            if got.type_name in _ACCIDENTS:
                fail(f"A kernel larger than the padded image ends in {got.type_name}, which does not look intended.")
        else:
            expect_that(
                as_array(got).size == 0,
                "For a kernel larger than the padded image something comes back, although there is no place for it.",
            )
    # The next size up fits; refusing everything is no policy.
    _expect_right(candidate, rng.normal(size=(2, 1)), kernel, what="the result where the kernel just fits", padding=1)


def even_kernel(candidate: Candidate, rng: np.random.Generator) -> None:
    image = rng.normal(size=(7, 6))
    for shape in ((2, 2), (4, 2), (2, 3)):
        _expect_right(candidate, image, rng.normal(size=shape), what="the result with a kernel of even size")
        _expect_right(
            candidate,
            image,
            rng.normal(size=shape),
            what="the result with a kernel of even size and padding",
            padding=1,
        )


def single_row_and_column(candidate: Candidate, rng: np.random.Generator) -> None:
    row, column = rng.normal(size=(1, 8)), rng.normal(size=(8, 1))
    _expect_right(candidate, row, rng.normal(size=(1, 3)), what="the result for an image of one row")
    _expect_right(candidate, column, rng.normal(size=(3, 1)), what="the result for an image of one column")
    _expect_right(
        candidate, row, rng.normal(size=(3, 3)), what="the result for an image of one row, with padding", padding=1
    )


def wide_padding(candidate: Candidate, rng: np.random.Generator) -> None:
    """More padding than image; some windows see nothing but zeros."""
    image, kernel = rng.normal(size=(2, 3)), rng.normal(size=(2, 2))
    _expect_right(candidate, image, kernel, what="the result with more padding than image", padding=4)
    _expect_right(candidate, image, kernel, what="the result with more padding than image", padding=3, stride=2)


# --- numbers


def integer_image(candidate: Candidate, rng: np.random.Generator) -> None:
    kernel = np.array([[0.25, -0.5], [0.125, 0.7]])
    what = "the result for an image of integers and a kernel of fractions"
    for dtype in (np.int64, np.uint8):
        _expect_right(candidate, rng.integers(0, 200, size=(5, 6)).astype(dtype), kernel, what=what)
    _expect_right(candidate, rng.integers(0, 200, size=(5, 6)), kernel, what=what, padding=1)
    what = "the result for an image of fractions and a kernel of integers"
    _expect_right(candidate, rng.normal(size=(5, 6)), np.array([[1, 0, -1], [2, 0, -2]]), what=what)


def small_integers(candidate: Candidate, rng: np.random.Generator) -> None:
    """Products and sums that do not fit the type they come in."""
    image = rng.integers(100, 256, size=(5, 7)).astype(np.uint8)
    what = "the result for 8-bit images and kernels"
    _expect_right(candidate, image, np.full((3, 2), 7, dtype=np.uint8), what=what)
    signed = rng.integers(64, 128, size=(5, 7)).astype(np.int8)
    _expect_right(candidate, signed, np.array([[-3, 5], [7, 2]], dtype=np.int8), what=what, padding=1)
    # Nor is the next wider type enough: six products of bytes exceed 16 bits, one of these exceeds 32.
    _expect_right(candidate, image, rng.integers(200, 256, size=(2, 3)).astype(np.uint8), what=what)
    what = "the result for 32-bit images and kernels"
    wide = rng.integers(60_000, 90_000, size=(5, 7)).astype(np.int32)
    _expect_right(candidate, wide, rng.integers(60_000, 90_000, size=(2, 2)).astype(np.int32), what=what)


def single_precision(candidate: Candidate, rng: np.random.Generator) -> None:
    """float32 may stay float32 or become float64."""
    image, kernel = rng.normal(size=(8, 9)).astype(np.float32), rng.normal(size=(3, 4)).astype(np.float32)
    got = _expect_right(candidate, image, kernel, what="the result for float32", stride=2, padding=1)
    expect_dtype_kind(got, "f", what="the result for float32")
    _expect_right(candidate, image, kernel.astype(np.float64), what="the result for float32", padding=2)


def bright_image(candidate: Candidate, rng: np.random.Generator) -> None:
    """An edge filter on bright pixels cancels all but the last digits; single precision would lose them."""
    image = 1e7 + rng.uniform(size=(6, 7))
    kernel = np.array([[1.0, 0.0, -1.0], [2.0, 0.0, -2.0], [1.0, 0.0, -1.0]])
    _expect_right(candidate, image, kernel, what="the result of an edge filter on a bright image")


# --- what was agreed


def returns_floats(candidate: Candidate, rng: np.random.Generator) -> None:
    image = rng.integers(0, 9, size=(4, 5))
    cases = (
        (np.array([[1, 2], [0, -1]]), (3, 4)),
        (np.ones((4, 5), dtype=np.int64), (1, 1)),
        (np.array([[1]]), (4, 5)),
    )
    for kernel, shape in cases:
        got = candidate.call(image, kernel)
        if type(got) is not np.ndarray:
            fail("The result should be a NumPy array.", got=describe(got))
        expect_shape(got, shape)
        expect_dtype_kind(got, "f", what="the result for integers")
        expect_close(got, _reference(image, kernel), rtol=0.0, atol=_tolerance(image, kernel))


def defaults_and_keywords(candidate: Candidate, rng: np.random.Generator) -> None:
    """Without stride and padding the call means 1 and 0; each may be given alone, by place or by name."""
    image, kernel = rng.normal(size=(6, 7)), rng.normal(size=(3, 2))
    atol = _tolerance(image, kernel)
    cases: tuple[tuple[tuple[int, ...], dict[str, int], tuple[int, int], str], ...] = (
        ((), {}, (1, 0), "neither stride nor padding"),
        ((), {"stride": 2}, (2, 0), "only a stride"),
        ((), {"padding": 1}, (1, 1), "only a padding"),
        ((3,), {}, (3, 0), "the stride by place"),
        ((2, 1), {}, (2, 1), "stride and padding by place"),
        ((), {"padding": 2, "stride": 3}, (3, 2), "stride and padding by name"),
    )
    for args, kwargs, (stride, padding), says in cases:
        got = candidate.call(image, kernel, *args, **kwargs)
        expected = _reference(image, kernel, stride, padding)
        expect_close(got, expected, rtol=0.0, atol=atol, what=f"the result of a call with {says}")


def arguments_unchanged(candidate: Candidate, rng: np.random.Generator) -> None:
    for options in ({}, {"padding": 1}, {"stride": 2}):
        image, kernel = rng.normal(size=(5, 6)), rng.normal(size=(2, 3))
        _expect_right(candidate, image, kernel, what="the result of a repeated call", **options)
        expect_unchanged(candidate, ("image", "kernel", "stride", "padding"))


# --- cost


def large_image(candidate: Candidate, rng: np.random.Generator) -> None:
    """200 thousand places of 25 products, which even four plain Python loops do in a fraction of the limit.

    A copy of the padded image for every place moves 300 gigabytes, which is over the limit on any machine.
    """
    image, kernel = rng.normal(size=(398, 502)), rng.normal(size=(5, 5))
    _expect_right(candidate, image, kernel, what="the result for a large image", padding=1)
