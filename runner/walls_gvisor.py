"""The walls of the gVisor back-end as a command: a second kernel inside bubblewrap's walls.

Bubblewrap's part is everything that runsc may see of this machine: the private root of the default back-end, moved
below one folder, runsc itself, and a description of the container that exists in memory alone. All of it, runsc's state
included, is gone with the namespaces, however this process ends. Must not know what is run inside, or who asked for it.
"""

import json
import os
import shutil
from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import Any

from runner import walls
from runner.sandbox import Profile

GUEST = "/guest"
"""Where the guest's root lies, inside bubblewrap's."""
CONTROL = 3
"""The number that the control descriptor has inside the guest."""

_STATE, _BUNDLE, _RUNSC = "/state", "/bundle", "/runsc"
_PARENT_SCRATCH = "size=8m,mode=0755"
"""For matplotlib's list of fonts and the like."""

_PARENTS_RIGHTS = (
    "CAP_SYS_ADMIN",  # namespaces and mounts of each run
    "CAP_MKNOD",  # its own few devices
    "CAP_SETUID",
    "CAP_SETGID",
    "CAP_SETPCAP",
    "CAP_CHOWN",
    "CAP_KILL",
    "CAP_SYS_PTRACE",  # to look at a run's scratch folder
    "CAP_DAC_OVERRIDE",
)
"""Rights in the guest's own kernel, given up by every run; on this machine they are worth nothing."""


def find_runsc() -> Path | None:
    """Find gVisor's program on this machine."""
    found = shutil.which("runsc")
    return Path(found).resolve() if found else None


def command(bubblewrap: Path, runsc: Path, profile: Profile, bundle: int, arguments: list[str]) -> list[str]:
    """Give the command that runs something in a guest. `bundle`: the descriptor of its description.

    `arguments` are runsc's own, after `run`.
    """
    return [
        str(bubblewrap),
        "--unshare-user",
        "--unshare-all",
        "--die-with-parent",
        "--new-session",
        "--clearenv",
        # The first user of a namespace of its own, as runsc must be to build a container; outside it is nobody new.
        *("--uid", "0", "--gid", "0", "--cap-add", "ALL", "--hostname", "sandbox"),
        *_readable_folders(profile),
        *walls.private_root(profile, GUEST),
        *("--proc", "/proc"),
        *("--dev", "/dev"),
        *("--perms", "0700", "--size", str(64 << 20), "--tmpfs", _STATE),
        *("--perms", "0700", "--size", str(1 << 20), "--tmpfs", "/tmp"),  # noqa: S108 - a path inside the sandbox
        *("--ro-bind", str(runsc), _RUNSC),
        *("--perms", "0400", "--ro-bind-data", str(bundle), f"{_BUNDLE}/config.json"),
        *("--remount-ro", "/"),
        *("--chdir", "/"),
        "--",
        _RUNSC,
        "--rootless",
        "--platform=systrap",
        "--network=none",
        # The guest takes away a few folders that every container has, in its own memory.
        "--overlay2=root:memory",
        "--ignore-cgroups",
        f"--root={_STATE}",
        "run",
        *arguments,
        f"--bundle={_BUNDLE}",
        "guest",
    ]


def describe(arguments: list[str]) -> int:
    """Write the description of a container that runs these arguments; gives its descriptor, which is to be closed."""
    descriptor = os.memfd_create("bundle", os.MFD_CLOEXEC)
    os.write(descriptor, json.dumps(_description(arguments)).encode())
    os.lseek(descriptor, 0, os.SEEK_SET)
    return descriptor


def _description(arguments: list[str]) -> dict[str, Any]:
    """Describe the container as the runtime specification of the Open Container Initiative has it."""
    return {
        "ociVersion": "1.0.2",
        "hostname": "sandbox",
        "root": {"path": GUEST, "readonly": False},
        "process": {
            "terminal": False,
            "user": {"uid": 0, "gid": 0},
            "args": arguments,
            "env": [f"{name}={value}" for name, value in walls.environment().items()],
            "cwd": "/",
            "capabilities": dict.fromkeys(("bounding", "effective", "permitted"), _PARENTS_RIGHTS),
            "noNewPrivileges": True,
        },
        "mounts": [
            {"destination": "/proc", "type": "proc", "source": "proc"},
            {"destination": walls.SCRATCH, "type": "tmpfs", "source": "tmpfs", "options": _PARENT_SCRATCH.split(",")},
        ],
        "linux": {"namespaces": [{"type": name} for name in ("pid", "network", "ipc", "uts", "mount")]},
    }


@lru_cache(maxsize=8)
def _readable_folders(profile: Profile) -> tuple[str, ...]:
    """Make the folders above every mount first: those that bubblewrap makes by itself are for their owner alone."""
    root = walls.private_root(profile, GUEST)
    places = [part for part in root if part.startswith(f"{GUEST}/")]
    places += [f"{GUEST}/{name}/x" for name in ("proc", "dev", "sys", "tmp", walls.SCRATCH.strip("/"))]
    folders = {str(folder) for place in places for folder in PurePosixPath(place).parents if len(folder.parts) > 1}
    return tuple(part for folder in sorted(folders) for part in ("--perms", "0755", "--dir", folder))
