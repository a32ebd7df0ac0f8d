"""A back-end for servers: the warm parent and its children live behind a second kernel (gVisor).

A program that finds a hole in what it takes for the kernel is still in an ordinary process of this machine, which
gVisor locks up, and which bubblewrap's namespaces are around. What a run gets is as in `sandbox_warmfork`; what differs
is that this machine's kernel does not see it, so its parent is asked instead.
"""

import threading
import weakref
from collections.abc import Mapping
from functools import partial
from typing import Self

from runner import doctor_gvisor, walls
from runner.box import HarnessBox
from runner.environment import environment
from runner.guest import GuestParent
from runner.notebook import HarnessNotebook
from runner.process import HarnessProcess
from runner.report import Limits
from runner.sandbox import Box, Layer, Notebook, Profile, Program
from runner.sandbox_warmfork import Parents
from runner.starting import Starter

_Kind = tuple[Profile, int]
"""Profile and size of scratch in MiB."""

_SCRATCH_SLACK_BYTES = 1 << 20
"""For our own few files."""


class GvisorSandbox:
    """Runs each program in a process forked inside a gVisor guest. `n_spares` per profile are forked ahead."""

    def __init__(self, *, n_spares: int = 1) -> None:
        self._starter: Starter[_Kind] = Starter(self._start, n_spares, replaces_late=True)
        self._lock = threading.Lock()
        self._examination: doctor_gvisor.GuestExamination | None = None
        self._parents = Parents()
        self._finalizer = weakref.finalize(self, self._parents.end)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def name(self) -> str:
        """Name of the back-end, as reports state it."""
        return "gvisor"

    @property
    def environment_sha256(self) -> str:
        """Fingerprint of interpreter, libraries and pinned settings."""
        return environment().sha256

    def layers(self) -> tuple[Layer, ...]:
        """Which protections are in force on this machine, found by trying them."""
        return self._examined().layers

    def open(self, program: Program, limits: Limits) -> Box:
        """Have a fresh process forked for the program. Raises SandboxUnavailable, SandboxError."""
        self._examined().require()
        process = self._starter.take((program.profile, limits.scratch_mib))
        return HarnessBox(process, program, limits, scratch_mount=walls.SCRATCH)

    def open_notebook(self, profile: Profile, files: Mapping[str, bytes], limits: Limits, *, seed: int = 0) -> Notebook:
        """Start a lasting process for cells. Raises SandboxUnavailable, SandboxError."""
        self._examined().require()
        process = self._starter.take((profile, limits.scratch_mib))
        return HarnessNotebook(process, profile, files, limits, seed=seed, scratch_mount=walls.SCRATCH)

    def warm(self, profile: Profile, limits: Limits | None = None) -> None:
        """Start a guest and a spare in the background, so that the next run finds them. Raises SandboxUnavailable."""
        self._examined().require()
        self._starter.warm((profile, (limits or Limits()).scratch_mib))

    def parent_pids(self) -> list[int]:
        """Process ids of the bubblewraps around the guests, for those who measure."""
        return self._parents.pids()

    def close(self) -> None:
        """End the spares and the guests. Safe to call twice."""
        self._starter.close()
        self._finalizer()

    def _examined(self) -> doctor_gvisor.GuestExamination:
        with self._lock:
            # What failed is tried again next time: the user may have followed the remedy.
            if self._examination is None or not self._examination.is_sufficient:
                self._examination = doctor_gvisor.examine()
            return self._examination

    def _start(self, kind: _Kind) -> HarnessProcess:
        profile_name, scratch_mib = kind
        assert self._examination is not None
        bubblewrap, runsc = self._examination.program, self._examination.runsc
        assert bubblewrap is not None
        assert runsc is not None
        parents = self._parents.of(profile_name, partial(GuestParent, bubblewrap, runsc, profile_name))
        return parents.fork(scratch_mib * 2**20 + _SCRATCH_SLACK_BYTES)
