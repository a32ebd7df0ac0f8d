"""What a server takes from its surroundings and never finds the same twice: the clock and the seeds of new sessions."""

import secrets
from collections.abc import Callable
from typing import NamedTuple

from server.clock import MonotonicMs, monotonic_ms


def any_seed() -> int:
    """Give a seed that nobody can foresee."""
    return secrets.randbelow(2**31)


class Surroundings(NamedTuple):
    """Given by whoever needs a session to be one that was played before; else those of the machine."""

    monotonic: MonotonicMs = monotonic_ms
    new_seed: Callable[[], int] = any_seed


OF_THE_MACHINE = Surroundings()
