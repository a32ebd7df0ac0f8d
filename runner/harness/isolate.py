"""Gives a forked process walls of its own: namespaces, a scratch folder, a /proc, and nothing that its parent holds.

Called in the warm parent, which has one thread and imported libraries but no program, and in its child before there is
one. Whatever fails here raises OSError, and nothing is run.
"""

import ctypes
import os
import platform
from pathlib import Path
from typing import Final

SCRATCH: Final = "/box"
FOLDERS: Final = ("work", "home", "tmp")
"""What lies in a scratch folder from the start."""
MAX_FILES: Final = 16_384
"""Files on the scratch file system. The outside ends a program long before; this holds should it be slow to look."""

_CLONE_CALL: Final = {"x86_64": 56, "aarch64": 220}
_SIGCHLD: Final = 17
USERS: Final = 0x10000000
NAMESPACES: Final = (
    0x00020000  # mounts
    | 0x04000000  # host name
    | 0x08000000  # System V objects and message queues
    | USERS
    | 0x20000000  # processes
    | 0x40000000  # network
)
AHEAD: Final = 0x40000000 | 0x08000000 | 0x04000000
"""Those of a run that its parent can be in before it (network, System V objects, host name); making a network takes
the kernel longer than all the others together."""
_READ_ONLY, _NO_SET_USER, _NO_DEVICES, _NO_EXECUTION, _REMOUNT, _BIND = 1, 2, 4, 8, 32, 4096
_DEVICES: Final = ("/dev/null", "/dev/zero", "/dev/full", "/dev/random", "/dev/urandom")
_HARMLESS: Final = _NO_SET_USER | _NO_DEVICES | _NO_EXECUTION
_DETACH: Final = 2
_PRIVATE_AND_BELOW: Final = 0x4000 | 0x40000
_PR_SET_DUMPABLE, _PR_CAPBSET_DROP, _PR_CAP_AMBIENT = 4, 24, 47
_CAP_AMBIENT_CLEAR_ALL: Final = 4
_CAPABILITY_VERSION: Final = 0x20080522
_MOST_CAPABILITIES: Final = 64

# Calls through it keep Python's lock, as a fork must; for the others it saves what letting go of it costs.
_libc = ctypes.PyDLL(None, use_errno=True)
_CLONE: Final = _CLONE_CALL.get(platform.machine())
# Made here once: each page that a run writes to is a page to copy.
_CAPABILITY_HEADER: Final = (ctypes.c_uint32 * 2)(_CAPABILITY_VERSION, 0)
_NO_CAPABILITIES: Final = (ctypes.c_uint32 * 6)()


def fork(namespaces: int = NAMESPACES) -> int:
    """Fork into new namespaces. Gives the child's process id, and 0 in the child, as `os.fork` does. Raises OSError."""
    expect_alone()
    return clone(namespaces)


def expect_alone() -> None:
    """Raise OSError unless this process may fork.

    It must be the first process of its namespace and have one thread: the C library is not told of the fork, and what
    it has noted, the number of the thread, is 1 on both sides.
    """
    n_threads = len(os.listdir("/proc/self/task"))  # noqa: PTH208 - in the way of every run
    if n_threads != 1 or os.getpid() != 1:
        raise OSError(f"a warm parent forks with one thread and as the first process, not with {n_threads}")


def move_on() -> None:
    """In the parent, after a fork: leave the namespaces `AHEAD` to the child, for new ones. Raises OSError.

    So the next child is cloned into namespaces that nobody but this parent was ever in.
    """
    done(_libc.unshare(AHEAD), "got no namespaces of its own")


def clone(namespaces: int) -> int:
    """Fork without looking whether that is safe; see `expect_alone`, and `fork` for the rest."""
    if _CLONE is None:
        raise OSError(f"it is not known how to fork on {platform.machine()}")
    flags = ctypes.c_long(namespaces | _SIGCHLD)
    pid = int(_libc.syscall(_CLONE, flags, None, None, None, None))
    error = ctypes.get_errno()
    if pid == 0:
        return 0
    if pid < 0:
        raise OSError(error, f"namespaces for a run were refused: {os.strerror(error)}")
    return pid


def hide() -> None:
    """Keep other processes of the same user from looking into this one."""
    done(_libc.prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0), "could not be hidden")


def close_devices() -> None:
    """In the parent, once: keep device nodes as they are, while they can still be read and written. Raises OSError.

    Started by the real root user, a run would be their owner, and could set a node's mode without any capability; and
    whoever may write to a node may set its time.
    """
    for device in _DEVICES:
        mount("none", device, None, _REMOUNT | _BIND | _READ_ONLY | _NO_SET_USER | _NO_EXECUTION, None)


def lay_scratch(size_bytes: int) -> None:
    """In the parent: mount an empty scratch folder, which the next child finds in its own namespace. Raises OSError."""
    mount("tmpfs", SCRATCH, "tmpfs", _HARMLESS, f"size={size_bytes},nr_inodes={MAX_FILES},mode=0700")
    for name in FOLDERS:
        os.mkdir(f"{SCRATCH}/{name}", 0o755)  # noqa: PTH102


def resize_scratch(size_bytes: int) -> None:
    """In the parent: set the size of the scratch folder that was laid. Raises OSError."""
    mount("tmpfs", SCRATCH, "tmpfs", _REMOUNT | _HARMLESS, f"size={size_bytes}")


def drop_scratch() -> None:
    """In the parent: let go of the scratch folder that was laid; a child that found it keeps it. Raises OSError."""
    done(_libc.umount2(SCRATCH.encode(), _DETACH), "could not let go of a scratch folder")


def settle(user: int, group: int) -> None:
    """In the child: become that user, mount what is its own, and give up every capability. Raises OSError.

    Its scratch folder was laid by its parent.
    """
    os.setsid()
    # The maps are files of the process's own, which one that is hidden may not write to. Setting groups is denied
    # already, as in the parent's namespace; where it were not, the second map would be refused.
    done(_libc.prctl(_PR_SET_DUMPABLE, 1, 0, 0, 0), "could not be shown")
    _write("/proc/self/uid_map", f"{user} {user} 1")
    _write("/proc/self/gid_map", f"{group} {group} 1")
    mount("none", "/", None, _PRIVATE_AND_BELOW, None)
    mount("proc", "/proc", "proc", _HARMLESS | _READ_ONLY, "subset=pid")
    os.chdir(f"{SCRATCH}/work")
    give_up_capabilities()
    hide()


def give_up_capabilities() -> None:
    """Drop every capability, and every way to get one. Raises OSError."""
    prctl = _libc.prctl
    for capability in range(_MOST_CAPABILITIES):
        if prctl(_PR_CAPBSET_DROP, capability) != 0:
            break
    done(prctl(_PR_CAP_AMBIENT, _CAP_AMBIENT_CLEAR_ALL, 0, 0, 0), "kept ambient capabilities")
    set_no_capabilities()


def set_no_capabilities() -> None:
    """Drop those that this process has. Raises OSError."""
    done(_libc.capset(_CAPABILITY_HEADER, _NO_CAPABILITIES), "kept its capabilities")


def mount(source: str, target: str, kind: str | None, flags: int, options: str | None) -> None:
    """Mount, with the kernel's own flags. Raises OSError."""
    result = _libc.mount(
        source.encode(),
        target.encode(),
        kind.encode() if kind else None,
        ctypes.c_ulong(flags),
        options.encode() if options else None,
    )
    done(result, f"could not mount {target}")


def _write(path: str, text: str) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CLOEXEC)
    try:
        os.write(descriptor, text.encode())
    finally:
        os.close(descriptor)


def done(result: int, otherwise: str) -> None:
    """Take what a call of the C library gave. Raises OSError when that was not 0."""
    if result != 0:
        error = ctypes.get_errno()
        raise OSError(error, f"the run's own process {otherwise}: {os.strerror(error)}")


def capabilities() -> int:
    """Give the capabilities that this process has or could get, as the kernel states them in /proc."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    found = [int(line.split()[1], 16) for line in lines if line.startswith(("CapPrm", "CapEff", "CapBnd", "CapAmb"))]
    return max(found, default=0)
