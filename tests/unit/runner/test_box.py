"""What the outside believes of a figure."""

import struct

import numpy as np
import pytest

from runner.box import MAX_PNG_BYTES, figure_from_claims

HEAD = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"


def pixels(data: bytes):
    return np.frombuffer(data, dtype=np.uint8)


def png(width: int, height: int, extra: bytes = b"rest") -> bytes:
    return HEAD + struct.pack(">II", width, height) + extra


def test_a_picture_is_kept_with_its_size():
    figure = figure_from_claims("t" * 500, pixels(png(640, 480)))
    assert (figure.width, figure.height, len(figure.title)) == (640, 480, 200)


@pytest.mark.parametrize(
    ("title", "claim"),
    [
        (None, pixels(png(1, 1))),
        ("t", png(1, 1)),
        ("t", pixels(b"<svg/>" * 10)),
        ("t", pixels(HEAD)),
        ("t", pixels(png(0, 5))),
        ("t", pixels(png(5, 2**31))),
        ("t", pixels(png(5, 5, b"x" * MAX_PNG_BYTES))),
        ("t", pixels(png(1, 1)).reshape(1, -1)),
        ("t", pixels(png(1, 1)).astype(np.int16)),
    ],
)
def test_what_is_no_picture_is_not_kept(title, claim):
    assert figure_from_claims(title, claim) is None
