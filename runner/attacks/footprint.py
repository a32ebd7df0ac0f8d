"""What a run may not leave behind on this machine: processes, descriptors, shared memory, mounts, temporary files."""

import contextlib
import os
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

SETTLE_SECONDS: Final = 5.0
_SHARED_MEMORY: Final = Path("/dev/shm")  # noqa: S108 - where shared memory lies
_GVISORS_KERNEL: Final = "runsc-sandbox\0"

Footprint = Mapping[str, frozenset[str]]
"""Kind of thing to the names of those that are there."""


def footprint(mark: str = "") -> Footprint:
    """Look at everything of this process and below it. Of what all users share, only what bears the `mark` is seen."""
    return {
        "processes": frozenset(str(pid) for pid in processes_below(os.getpid()) if not _is_dead(pid)),
        "open descriptors": frozenset(map(str, range(len(os.listdir("/proc/self/fd"))))),  # noqa: PTH208
        "System V objects": frozenset(_system_v()),
        "shared memory": frozenset(path.name for path in _listed(_SHARED_MEMORY) if mark and mark in path.name),
        "mounts": frozenset(_lines("/proc/self/mountinfo")),
        "temporary files": frozenset(
            path.name for path in _listed(Path(tempfile.gettempdir())) if mark and mark in path.name
        ),
    }


def left_behind(before: Footprint, look: Callable[[], Footprint], settle_seconds: float = SETTLE_SECONDS) -> list[str]:
    """Say what is there that was not, giving what was told to end a moment to be gone."""
    deadline = time.monotonic() + settle_seconds
    while True:
        after = look()
        new = {name: after[name] - before[name] for name in before if after[name] - before[name]}
        if not new or time.monotonic() > deadline:
            return [f"{name} left behind: {', '.join(map(_said, sorted(items)))[:300]}" for name, items in new.items()]
        time.sleep(0.01)


def processes_below(pid: int) -> list[int]:
    """List the processes that a process has started, and those that these have, and so on.

    What is below gVisor's kernel is left out: it is that kernel's own, made and kept as it needs, and no process of a
    guest is one of this machine's.
    """
    found: list[int] = []
    if " ".join(_lines(f"/proc/{pid}/cmdline")).startswith(_GVISORS_KERNEL):
        return found
    for task in _listed(Path(f"/proc/{pid}/task")):
        for child in " ".join(_lines(f"{task}/children")).split():
            found += [int(child), *processes_below(int(child))]
    return sorted(found)


def _is_dead(pid: int) -> bool:
    """Say whether a process has ended. One whose own parent is gone has been adopted here, and waits to be buried."""
    stat = "".join(_lines(f"/proc/{pid}/stat"))
    return stat.rpartition(")")[2].split()[:1] in ([], ["Z"], ["X"])


def _said(item: str) -> str:
    """Name a process as well as number it."""
    with contextlib.suppress(OSError, ValueError):
        return f"{item} ({Path(f'/proc/{int(item)}/comm').read_text(encoding='utf-8', errors='replace').strip()})"
    return item


def _system_v() -> list[str]:
    return [
        f"{name} {' '.join(line.split()[:2])}"
        for name in ("shm", "msg", "sem")
        for line in _lines(f"/proc/sysvipc/{name}")[1:]
    ]


def _listed(folder: Path) -> list[Path]:
    try:
        return list(folder.iterdir())
    except OSError:
        return []


def _lines(path: str) -> list[str]:
    try:
        return Path(path).read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return []
