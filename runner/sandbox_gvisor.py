"""A back-end for servers: the warm parent and its children live behind a second kernel (gVisor).

A program that finds a hole in what it takes for the kernel is still in an ordinary process of this machine, which
gVisor locks up, and which bubblewrap's namespaces are around. What a run gets is as in `sandbox_warmfork`; what differs
is that this machine's kernel does not see it, so its parent is asked instead.
"""

from collections.abc import Callable
from functools import partial

from runner import doctor_gvisor
from runner.forked import ForkedSandbox
from runner.guest import GuestParent
from runner.sandbox import Profile


class GvisorSandbox(ForkedSandbox[doctor_gvisor.GuestExamination]):
    """Runs each program in a process forked inside a gVisor guest. `n_spares` per profile are forked ahead."""

    def __init__(self, *, n_spares: int = 1) -> None:
        super().__init__(n_spares=n_spares, anywhere=False)

    @property
    def name(self) -> str:
        """Name of the back-end, as reports state it."""
        return "gvisor"

    def _examine(self) -> doctor_gvisor.GuestExamination:
        return doctor_gvisor.examine()

    def _parent(self, examined: doctor_gvisor.GuestExamination, profile: Profile) -> Callable[[], GuestParent]:
        assert examined.program is not None
        assert examined.runsc is not None
        return partial(GuestParent, examined.program, examined.runsc, profile)
