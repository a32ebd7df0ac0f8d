"""What a process gives up before it runs somebody's code: resources, privileges and most system calls.

Called once, after the libraries are imported and before the first line of the program. Must not know what is run.
"""

import ctypes
import math
import os
import platform
import resource
import time
from typing import Any

from . import landlock, syscalls

_PR_SET_PDEATHSIG, _PR_SET_DUMPABLE, _PR_SET_NO_NEW_PRIVS = 1, 4, 38
_SECCOMP_SET_MODE_FILTER, _SECCOMP_FILTER_FLAG_TSYNC = 1, 1
_SECCOMP_CALL = {"x86_64": 317, "aarch64": 277}
_SIGKILL = 9

MAX_OPEN_FILES = 64
SPARE_CPU_SECONDS = 2
"""The CPU limit proper is kept outside; the kernel's own one only catches what outside could not."""


class _FilterProgram(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("instructions", ctypes.c_char_p))


def die_with_parent(parent: int) -> None:
    """Have the kernel kill this process when its parent goes."""
    ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, _SIGKILL, 0, 0, 0)
    if os.getppid() != parent:
        os._exit(1)


def lock(limits: dict[str, Any], *, walled: bool) -> bool:
    """Set the limits and close the door behind. True when the system-call filter is in force. Raises OSError.

    `walled`: there is a private root, so that Landlock's rules can be about its folders.

    `limits`: `cpu_seconds`, `address_space_bytes`, `file_bytes`, and `processes` (0 leaves that one alone).
    """
    cpu_seconds = math.ceil(time.process_time() + limits["cpu_seconds"]) + SPARE_CPU_SECONDS
    _limit(resource.RLIMIT_CPU, cpu_seconds)
    _limit(resource.RLIMIT_AS, limits["address_space_bytes"])
    _limit(resource.RLIMIT_FSIZE, limits["file_bytes"])
    _limit(resource.RLIMIT_NOFILE, MAX_OPEN_FILES)
    _limit(resource.RLIMIT_CORE, 0)
    _limit(resource.RLIMIT_MEMLOCK, 0)
    _limit(resource.RLIMIT_MSGQUEUE, 0)
    if limits["processes"]:
        _limit(resource.RLIMIT_NPROC, limits["processes"])
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "no_new_privs was refused")
    if walled:
        if libc.prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0) != 0:
            raise OSError(ctypes.get_errno(), "hiding from other processes was refused")
        landlock.restrict(libc)
    return _filter_calls(libc)


def _limit(which: int, value: int) -> None:
    _, hard = resource.getrlimit(which)
    if hard != resource.RLIM_INFINITY:
        value = min(value, hard)
    resource.setrlimit(which, (value, value))


def _filter_calls(libc: ctypes.CDLL) -> bool:
    machine = platform.machine()
    instructions = syscalls.filter_for(machine, os.getpid())
    if instructions is None:
        return False
    program = _FilterProgram(len(instructions) // 8, instructions)
    result = libc.syscall(
        _SECCOMP_CALL[machine], _SECCOMP_SET_MODE_FILTER, _SECCOMP_FILTER_FLAG_TSYNC, ctypes.byref(program)
    )
    return bool(result == 0)
