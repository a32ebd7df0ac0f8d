"""The load that everything is measured with: a file that defines softmax, and 20 calls of it."""

import time
from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from runner.report import Limits
from runner.sandbox import Answered, Box, Profile, Program

N_CALLS = 20
SOURCE = "import numpy as np\ndef softmax(x):\n    e = np.exp(x - x.max())\n    return e / e.sum()\n"
GIVEN = np.linspace(-3.0, 3.0, 50)
EXPECTED = np.exp(GIVEN - GIVEN.max()) / np.exp(GIVEN - GIVEN.max()).sum()
LIMITS = Limits(cpu_seconds=10, wall_seconds=60)


class Run(NamedTuple):
    """One run: seconds until the last answer, seconds until all is over."""

    in_hand: float
    over: float


def sandboxed(open_box: Callable[[Program, Limits], Box], profile: Profile) -> Run:
    """Open a process for the program, load it, call it, have the last answer in hand; then end it."""
    started = time.perf_counter()
    with open_box(Program(SOURCE, profile=profile), LIMITS) as box:
        outcome = box.load()
        for _ in range(N_CALLS):
            outcome = box.call("softmax", (GIVEN,))
        in_hand = time.perf_counter()
        # A program's figures are asked for when its box is closed; this one has none.
        box.close()
    over = time.perf_counter()
    if not isinstance(outcome, Answered) or not np.allclose(outcome.value, EXPECTED):
        raise SystemExit(f"A run went wrong: {outcome}")
    return Run(in_hand - started, over - started)
