"""The default back-end: a warm parent behind bubblewrap's walls forks a child with walls of its own for every run.

Importing the libraries is nearly all that a fresh interpreter spends its time on. Here it is done once, by a process
that never sees a program; what differs from `sandbox_bubblewrap` is only how a process comes to be.
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from runner import doctor, walls
from runner.forked import ForkedSandbox
from runner.sandbox import Profile
from runner.warm_parent import WarmParent

_PARENT_SCRATCH_BYTES = 8 << 20
"""For matplotlib's list of fonts and the like."""


class WarmForkSandbox(ForkedSandbox[doctor.Examination]):
    """Runs each program in a forked process behind two rows of namespaces. `n_spares` per profile are forked ahead."""

    def __init__(self, *, n_spares: int = 1) -> None:
        super().__init__(n_spares=n_spares, anywhere=True)

    @property
    def name(self) -> str:
        """Name of the back-end, as reports state it."""
        return "warm-fork"

    def _examine(self) -> doctor.Examination:
        return doctor.examine_warm()

    def _parent(self, examined: doctor.Examination, profile: Profile) -> Callable[[], WarmParent]:
        assert examined.program is not None
        return partial(WarmParent, partial(_command, examined.program, profile))


def _command(program: Path, profile: Profile, control: int) -> list[str]:
    outer = walls.command(program, profile, _PARENT_SCRATCH_BYTES, proc="writable")
    return [*outer, *walls.harness("warm_parent"), str(control), profile]
