"""What the back-ends with a warm parent share: each run gets a forked child, only where the parent lives differs.

Must not know what the walls are made of; `sandbox_warmfork` and `sandbox_gvisor` say how they are examined and how a
parent is started.
"""

import os
import threading
import weakref
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Generic, Self, TypeVar

from runner import doctor, walls
from runner.box import HarnessBox
from runner.environment import environment
from runner.notebook import HarnessNotebook
from runner.process import HarnessProcess
from runner.report import Limits
from runner.sandbox import Box, Layer, Notebook, Profile, Program, SandboxError
from runner.starting import Starter
from runner.warm_parent import WarmParent, WarmParents

_Kind = tuple[Profile, int]
"""Profile and size of scratch in MiB."""

_SCRATCH_SLACK_BYTES = 1 << 20
"""For our own few files."""

Found = TypeVar("Found", bound=doctor.Examination)


class ForkedSandbox(ABC, Generic[Found]):
    """Runs each program in a forked process. `n_spares` per profile are forked ahead; `anywhere`: see `Starter`."""

    def __init__(self, *, n_spares: int, anywhere: bool) -> None:
        self._starter: Starter[_Kind] = Starter(self._start, n_spares, replaces_late=True, anywhere=anywhere)
        self._lock = threading.Lock()
        self._examination: Found | None = None
        self._parents = _Parents()
        self._finalizer = weakref.finalize(self, self._parents.end)

    @abstractmethod
    def _examine(self) -> Found:
        """Try everything that a run has around it."""

    @abstractmethod
    def _parent(self, examined: Found, profile: Profile) -> Callable[[], WarmParent]:
        """Give what starts a warm parent. It must not hold this object, which could then never be collected."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    @abstractmethod
    def name(self) -> str:
        """Name of the back-end, as reports state it."""

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
        """Start a parent and a spare in the background, so that the next run finds them. Raises SandboxUnavailable."""
        self._examined().require()
        self._starter.warm((profile, (limits or Limits()).scratch_mib))

    def parent_pids(self) -> list[int]:
        """Process ids of the bubblewraps around the warm parents, for those who measure."""
        return self._parents.pids()

    def close(self) -> None:
        """End the spares and the parents. Safe to call twice."""
        self._starter.close()
        self._finalizer()

    def _examined(self) -> Found:
        with self._lock:
            # What failed is tried again next time: the user may have followed the remedy.
            if self._examination is None or not self._examination.is_sufficient:
                self._examination = self._examine()
            return self._examination

    def _start(self, kind: _Kind) -> HarnessProcess:
        profile, scratch_mib = kind
        assert self._examination is not None
        parents = self._parents.of(profile, self._parent(self._examination, profile))
        return parents.fork(scratch_mib * 2**20 + _SCRATCH_SLACK_BYTES)


class _Parents:
    """The warm parents of each profile, whose they are, and the thread that they hang on."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._reset()

    def _reset(self) -> None:
        self._owner = os.getpid()
        # The kernel kills a process together with the thread that started it, so that thread must outlive all of them.
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="warm-parents")
        self._by_profile: dict[Profile, WarmParents] = {}

    def of(self, profile: Profile, start: Callable[[], WarmParent]) -> WarmParents:
        """Give those of a profile."""
        with self._lock:
            if self._owner != os.getpid():
                # This is a forked copy, and the processes are those of the original.
                self._end()
                self._reset()
            if profile not in self._by_profile:
                self._by_profile[profile] = WarmParents(lambda: self._on_lasting_thread(start))
            return self._by_profile[profile]

    def _on_lasting_thread(self, start: Callable[[], WarmParent]) -> WarmParent:
        try:
            starting = self._thread.submit(start)
        except RuntimeError:
            # A spare was asked for in the moment in which the sandbox was closed, or the interpreter began to end.
            raise SandboxError("The sandbox is closed.") from None
        return starting.result()

    def pids(self) -> list[int]:
        """Process ids of the bubblewraps around them."""
        return [pid for parents in self._by_profile.values() for pid in parents.pids()]

    def end(self) -> None:
        """End them; a forked copy only lets go of them."""
        with self._lock:
            self._end()

    def _end(self) -> None:
        for parents in self._by_profile.values():
            if self._owner == os.getpid():
                parents.kill()
            else:
                parents.forget()
        self._by_profile.clear()
        if self._owner == os.getpid():
            self._thread.shutdown(wait=False)
