"""A back-end that starts a fresh interpreter for every run, behind namespaces and a private root by bubblewrap.

Used where the default, `sandbox_warmfork`, cannot be: on systems that let bubblewrap alone make namespaces.
"""

import threading
from collections.abc import Mapping
from typing import Self

from runner import doctor, walls
from runner.box import HarnessBox
from runner.environment import environment
from runner.launching import start
from runner.notebook import HarnessNotebook
from runner.process import HarnessProcess
from runner.report import Limits
from runner.sandbox import Box, Layer, Notebook, Profile, Program
from runner.starting import Starter

_Kind = tuple[Profile, int]
"""Profile and size of scratch: what is decided when a process is started. All else is told to it with the program."""

_SCRATCH_SLACK_BYTES = 1 << 20
"""For our own few files."""


class BubblewrapSandbox:
    """Runs each program in a process of its own behind namespaces. `n_spares` processes per profile are kept ready."""

    def __init__(self, *, n_spares: int = 1) -> None:
        self._starter: Starter[_Kind] = Starter(self._start, n_spares)
        self._lock = threading.Lock()
        self._examination: doctor.Examination | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def name(self) -> str:
        """Name of the back-end, as reports state it."""
        return "bubblewrap"

    @property
    def environment_sha256(self) -> str:
        """Fingerprint of interpreter, libraries and pinned settings."""
        return environment().sha256

    def layers(self) -> tuple[Layer, ...]:
        """Which protections are in force on this machine, found by trying them."""
        return self._examined().layers

    def open(self, program: Program, limits: Limits) -> Box:
        """Start a fresh process for the program. Raises SandboxUnavailable, SandboxError."""
        self._examined().require()
        process = self._starter.take((program.profile, limits.scratch_mib))
        return HarnessBox(process, program, limits, scratch_mount=walls.SCRATCH)

    def open_notebook(self, profile: Profile, files: Mapping[str, bytes], limits: Limits, *, seed: int = 0) -> Notebook:
        """Start a lasting process for cells. Raises SandboxUnavailable, SandboxError."""
        self._examined().require()
        process = self._starter.take((profile, limits.scratch_mib))
        return HarnessNotebook(process, profile, files, limits, seed=seed, scratch_mount=walls.SCRATCH)

    def warm(self, profile: Profile, limits: Limits | None = None) -> None:
        """Start a spare process in the background, so that the next run finds it ready. Raises SandboxUnavailable."""
        self._examined().require()
        self._starter.warm((profile, (limits or Limits()).scratch_mib))

    def close(self) -> None:
        """End the spare processes. Safe to call twice."""
        self._starter.close()

    def _examined(self) -> doctor.Examination:
        with self._lock:
            # What failed is tried again next time: the user may have followed the remedy.
            if self._examination is None or not self._examination.is_sufficient:
                self._examination = doctor.examine()
            return self._examination

    def _start(self, kind: _Kind) -> HarnessProcess:
        assert self._examination is not None
        program = self._examination.program
        assert program is not None
        profile_name, scratch_mib = kind
        proc: walls.Proc = "read-only" if self._examination.with_proc else "none"
        outer = walls.command(program, profile_name, scratch_mib * 2**20 + _SCRATCH_SLACK_BYTES, proc=proc)
        return start(
            lambda requests, answers: [
                *outer,
                *walls.harness("session"),
                *(str(requests), str(answers), profile_name, "0"),
            ],
            # From an empty environment: what the server holds must not be readable in any process that is seen inside.
            environment={},
            folder="/",
            walled=True,
        )
