"""An event loop whose clock can be put forward, so that a simulated candidate need not wait in earnest.

Everything in the loop that waits for a moment follows: the interviewer's timers, the clock of the interview. What runs
outside it, a sandbox say, keeps its own time, so time is not put forward while a run is going.
"""

import asyncio
import time


class HurriedLoop(asyncio.SelectorEventLoop):
    """Time goes on as it does elsewhere, and by what it is put forward."""

    _ahead_seconds = 0.0

    def time(self) -> float:
        """Seconds of a clock that never jumps back."""
        return time.monotonic() + self._ahead_seconds

    def now_ms(self) -> int:
        """Give the same in milliseconds."""
        return round(self.time() * 1000)

    def put_forward(self, seconds: float) -> None:
        """Let what is due within so many seconds be due now."""
        self._ahead_seconds += max(0.0, seconds)
