"""Named points at which a test can have the process killed, to show that nothing acknowledged is lost there."""

import os
import signal
from collections.abc import Callable


def crash_point(setting: str) -> Callable[[str], None]:
    """Make a hook that kills this process when it reaches `point`, or `point:n` for the n-th time; empty never does."""
    point, _, nth = setting.partition(":")
    remaining = int(nth or 1)

    def reached(name: str) -> None:
        nonlocal remaining
        if name == point:
            remaining -= 1
            if remaining == 0:
                os.kill(os.getpid(), signal.SIGKILL)

    return reached
