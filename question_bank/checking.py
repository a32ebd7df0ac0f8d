"""What the checks of a question are written with.

A check is a function in the package's checks.py, named as its `[[checks]]` entry:

    def empty_cluster(candidate: Candidate, rng: np.random.Generator) -> None:
        centroids = candidate.call(points, start, n_iterations=10)
        expect_close(centroids, reference(points, start), given=f"points {points.shape}", atol=1e-8)

It runs outside the sandbox; `candidate.call` sends one input in and waits for plain data to come out. Returning means
passed; `expect_*` raise `Mismatch` when the answer is wrong. What the candidate's code raised, a limit that it hit,
or a fault of ours travels past the check as an exception that only the suite catches.
"""

from collections.abc import Mapping, Sequence
from typing import Any, NoReturn, Protocol

import numpy as np
from numpy.typing import ArrayLike, NDArray

from runner.plain import Plain

Array = NDArray[Any]


class Mismatch(Exception):
    """The candidate's answer is wrong.

    `message` must make sense to a candidate who does not see the data (it is shown for hidden checks too).
    """

    def __init__(self, message: str, *, given: str = "", expected: str = "", got: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.given = given
        self.expected = expected
        self.got = got


class Candidate(Protocol):
    """The candidate's code, on the other side of the wall."""

    def call(self, *args: Plain, **kwargs: Plain) -> Any:
        """Call the question's entry and return what it answered, as plain data.

        Arguments are copied in: the code cannot change the caller's arrays.
        """
        ...

    def call_named(self, entry: str, *args: Plain, **kwargs: Plain) -> Any:
        """Call another function that the question asks for."""
        ...

    @property
    def changed_arguments(self) -> tuple[str, ...]:
        """Arguments of the last call that the code changed in place, by position or name."""
        ...

    @property
    def cpu_ms(self) -> int:
        """CPU time of the last call, measured outside."""
        ...


def fail(message: str, *, given: str = "", expected: str = "", got: str = "") -> NoReturn:
    """Raise a Mismatch."""
    raise Mismatch(message, given=given, expected=expected, got=got)


__all__ = ["Array", "ArrayLike", "Candidate", "Mapping", "Mismatch", "Plain", "Sequence", "fail", "np"]
