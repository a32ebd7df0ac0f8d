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
MAX_FILES: Final = 16_384
"""Files on the scratch file system. The outside ends a program long before; this holds should it be slow to look."""

_CLONE_CALL: Final = {"x86_64": 56, "aarch64": 220}
_SIGCHLD: Final = 17
_NAMESPACES: Final = (
    0x00020000  # mounts
    | 0x04000000  # host name
    | 0x08000000  # System V objects and message queues
    | 0x10000000  # users
    | 0x20000000  # processes
    | 0x40000000  # network
)
_READ_ONLY, _NO_SET_USER, _NO_DEVICES, _NO_EXECUTION = 1, 2, 4, 8
_PRIVATE_AND_BELOW: Final = 0x4000 | 0x40000
_PR_SET_DUMPABLE, _PR_CAPBSET_DROP, _PR_CAP_AMBIENT = 4, 24, 47
_CAP_AMBIENT_CLEAR_ALL: Final = 4
_CAPABILITY_VERSION: Final = 0x20080522
_MOST_CAPABILITIES: Final = 64

_libc = ctypes.CDLL(None, use_errno=True)
# Calls through this one keep Python's lock, as a fork must.
_holding_the_lock = ctypes.PyDLL(None, use_errno=True)


def fork() -> int:
    """Fork into new namespaces. Gives the child's process id, and 0 in the child, as `os.fork` does. Raises OSError.

    The parent must be the first process of its namespace and have one thread: the C library is not told of this fork,
    and what it has noted, the number of the thread, is 1 on both sides.
    """
    n_threads = len(os.listdir("/proc/self/task"))  # noqa: PTH208 - in the way of every run
    if n_threads != 1 or os.getpid() != 1:
        raise OSError(f"a warm parent forks with one thread and as the first process, not with {n_threads}")
    call, flags = _CLONE_CALL[platform.machine()], _NAMESPACES | _SIGCHLD
    ctypes.pythonapi.PyOS_BeforeFork()
    pid = int(_holding_the_lock.syscall(call, ctypes.c_long(flags), None, None, None, None))
    error = ctypes.get_errno()
    if pid == 0:
        ctypes.pythonapi.PyOS_AfterFork_Child()
        return 0
    ctypes.pythonapi.PyOS_AfterFork_Parent()
    if pid < 0:
        raise OSError(error, f"namespaces for a run were refused: {os.strerror(error)}")
    return pid


def hide() -> None:
    """Keep other processes of the same user from looking into this one."""
    _done(_libc.prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0), "could not be hidden")


def settle(scratch_bytes: int, user: int, group: int) -> None:
    """In the child: become that user, mount what is its own, and give up every capability. Raises OSError."""
    os.setsid()
    # The maps are files of the process's own, which one that is hidden may not write to.
    _done(_libc.prctl(_PR_SET_DUMPABLE, 1, 0, 0, 0), "could not be shown")
    for name, text in (("setgroups", "deny"), ("uid_map", f"{user} {user} 1"), ("gid_map", f"{group} {group} 1")):
        _write(f"/proc/self/{name}", text)
    _mount("none", "/", None, _PRIVATE_AND_BELOW, None)
    flags = _NO_SET_USER | _NO_DEVICES | _NO_EXECUTION
    _mount("tmpfs", SCRATCH, "tmpfs", flags, f"size={scratch_bytes},nr_inodes={MAX_FILES},mode=0700")
    _mount("proc", "/proc", "proc", flags | _READ_ONLY, "subset=pid")
    for name in ("work", "home", "tmp"):
        os.mkdir(f"{SCRATCH}/{name}", 0o755)  # noqa: PTH102 - in the way of every run
    os.chdir(f"{SCRATCH}/work")
    _give_up_capabilities()
    hide()


def _give_up_capabilities() -> None:
    for capability in range(_MOST_CAPABILITIES):
        if _libc.prctl(_PR_CAPBSET_DROP, capability, 0, 0, 0) != 0:
            break
    _done(_libc.prctl(_PR_CAP_AMBIENT, _CAP_AMBIENT_CLEAR_ALL, 0, 0, 0), "kept ambient capabilities")
    header = (ctypes.c_uint32 * 2)(_CAPABILITY_VERSION, 0)
    none = (ctypes.c_uint32 * 6)()
    _done(_libc.capset(header, none), "kept its capabilities")


def _mount(source: str, target: str, kind: str | None, flags: int, options: str | None) -> None:
    result = _libc.mount(
        source.encode(),
        target.encode(),
        kind.encode() if kind else None,
        ctypes.c_ulong(flags),
        options.encode() if options else None,
    )
    _done(result, f"could not mount {target}")


def _write(path: str, text: str) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CLOEXEC)
    try:
        os.write(descriptor, text.encode())
    finally:
        os.close(descriptor)


def _done(result: int, otherwise: str) -> None:
    if result != 0:
        error = ctypes.get_errno()
        raise OSError(error, f"the run's own process {otherwise}: {os.strerror(error)}")


def capabilities() -> int:
    """Give the capabilities that this process has or could get, as the kernel states them in /proc."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    found = [int(line.split()[1], 16) for line in lines if line.startswith(("CapPrm", "CapEff", "CapBnd", "CapAmb"))]
    return max(found, default=0)
