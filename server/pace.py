"""Slows down a client that sends faster than a person types.

Waiting leaves its messages in its own socket's buffer, so nothing is lost and nobody else waits. Must not know what
the messages are.
"""

import asyncio
import time
from collections.abc import Callable


class Pace:
    """Lets `burst` messages through at once, and `per_second` in the long run."""

    def __init__(self, per_second: float, burst: int, now: Callable[[], float] = time.monotonic) -> None:
        self._per_second = per_second
        self._burst = burst
        self._now = now
        self._allowance = float(burst)
        self._counted_at = now()

    async def take(self) -> None:
        """Wait until one more message may pass."""
        seconds = self.take_or_wait()
        if seconds:
            await asyncio.sleep(seconds)

    def take_or_wait(self) -> float:
        """Count one message and say how many seconds it has to wait."""
        now = self._now()
        self._allowance = min(self._burst, self._allowance + (now - self._counted_at) * self._per_second) - 1
        self._counted_at = now
        return max(0.0, -self._allowance / self._per_second)
