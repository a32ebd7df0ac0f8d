"""A back-end without walls: the same harness with resource limits and a system-call filter, and nothing else.

It protects from mistakes, not from attacks: the program can read whatever its user can read. Only for a user who asks
for it by name, on a machine that cannot do better.
"""

import contextlib
import os
import sys
import tempfile
import weakref
from collections.abc import Mapping
from pathlib import Path
from typing import Self

from runner import pins, walls
from runner import profile as profiles
from runner.box import HarnessBox
from runner.environment import environment
from runner.launching import start
from runner.notebook import HarnessNotebook
from runner.process import HarnessProcess
from runner.report import Limits
from runner.sandbox import Box, Layer, Notebook, Profile, Program, SandboxUnavailable
from runner.starting import Starter


class UnwalledSandbox:
    """Runs each program in a process of its own with limits, and without namespaces or a private root."""

    def __init__(self, *, n_spares: int = 1) -> None:
        self._starter: Starter[Profile] = Starter(self._start, n_spares)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def name(self) -> str:
        """Name of the back-end, as reports state it."""
        return "unwalled"

    @property
    def environment_sha256(self) -> str:
        """Fingerprint of interpreter, libraries and pinned settings."""
        return environment().sha256

    def layers(self) -> tuple[Layer, ...]:
        """Say what it has and what it lacks."""
        remedy = "Use the default sandbox; `thinkaloud doctor` says what it needs."
        lacking = ("private root", "no network", "user, mount, process and IPC namespaces", "scratch cap")
        return (
            Layer("resource limits", in_force=sys.platform == "linux", required=True, detail="CPU, memory, files"),
            *(Layer(name, in_force=False, required=False, detail="left out", remedy=remedy) for name in lacking),
        )

    def open(self, program: Program, limits: Limits) -> Box:
        """Start a fresh process for the program. Raises SandboxUnavailable, SandboxError."""
        _require_linux()
        process = self._starter.take(program.profile)
        return HarnessBox(process, program, limits, scratch_mount=None)

    def open_notebook(self, profile: Profile, files: Mapping[str, bytes], limits: Limits, *, seed: int = 0) -> Notebook:
        """Start a lasting process for cells. Raises SandboxUnavailable, SandboxError."""
        _require_linux()
        process = self._starter.take(profile)
        return HarnessNotebook(process, profile, files, limits, seed=seed, scratch_mount=None)

    def warm(self, profile: Profile, limits: Limits | None = None) -> None:  # noqa: ARG002 - nothing of it is decided yet
        """Start a spare process in the background, so that the next run finds it ready."""
        self._starter.warm(profile)

    def close(self) -> None:
        """End the spare processes. Safe to call twice."""
        self._starter.close()

    def _start(self, profile: Profile) -> HarnessProcess:
        root = Path(tempfile.mkdtemp(prefix="thinkaloud-"))
        try:
            _lay_out(root, profile)
            process = start(
                lambda requests, answers: [
                    str(profiles.interpreter().executable),
                    *profiles.INTERPRETER_FLAGS,
                    *(str(root / "runner/harness/start.py"), str(root / "runner"), str(root / "site"), "session"),
                    *(str(requests), str(answers), profile, str(os.getpid())),
                ],
                environment={
                    **pins.PINNED,
                    "PATH": "/usr/bin:/bin",
                    **walls.folders_environment(str(root)),
                },
                folder=str(root / "work"),
                walled=False,
            )
        except BaseException:
            _remove(root)
            raise
        # Also when nobody closes it: the folder goes with the process's handle.
        process.on_end = weakref.finalize(process, _remove, root)
        return process


def _remove(root: Path) -> None:
    """Remove a scratch folder, however deep a program has laid folders into each other.

    Each folder is brought to the top and emptied there, so that neither the depth nor the length of a path matters.
    """
    waiting, n_found = [root], 0
    while waiting:
        folder = waiting.pop()
        with contextlib.suppress(OSError):
            folder.chmod(0o700)
            for entry in list(os.scandir(folder)):
                if not entry.is_dir(follow_symlinks=False):
                    Path(entry.path).unlink()
                    continue
                n_found += 1
                risen = root.with_name(f"{root.name}.{n_found}")
                Path(entry.path).rename(risen)
                waiting.append(risen)
            folder.rmdir()


def _require_linux() -> None:
    if not walls.is_supported_system():
        raise SandboxUnavailable("resource limits need Linux.", "On Windows use WSL2; elsewhere a Linux machine.")


def _lay_out(root: Path, profile: Profile) -> None:
    """Make a scratch folder, and one folder that shows the profile's packages alone."""
    for name in ("work", "home", "tmp", "site", "runner"):
        (root / name).mkdir()
    (root / "runner/harness").symlink_to(profiles.HARNESS)
    for mount in profiles.package_mounts(profile):
        target = root / "site" / mount.target
        target.parent.mkdir(exist_ok=True)
        target.symlink_to(mount.source)
