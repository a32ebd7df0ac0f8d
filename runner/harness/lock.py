"""What a process gives up before it runs somebody's code: resources, privileges and most system calls.

Called after the libraries are imported and before the first line of the program. Must not know what is run.
"""

import contextlib
import ctypes
import math
import os
import platform
import resource
import shutil
import time
from typing import Any

from . import landlock, syscalls

_PR_SET_PDEATHSIG, _PR_SET_DUMPABLE, _PR_SET_NO_NEW_PRIVS = 1, 4, 38
_SECCOMP_SET_MODE_FILTER, _SECCOMP_FILTER_FLAG_TSYNC = 1, 1
_SECCOMP_CALL = {"x86_64": 317, "aarch64": 277}
_SIGKILL = 9
_MACHINE = platform.machine()
# Opened once, and for calls too short to let go of Python's lock for.
_libc = ctypes.PyDLL(None, use_errno=True)

MAX_OPEN_FILES = 64
SPARE_CPU_SECONDS = 2
"""The CPU limit proper is kept outside; the kernel's own one only catches what outside could not."""


class _FilterProgram(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("instructions", ctypes.c_char_p))


_sets_times = True
_copystat = shutil.copystat


def refuse_times() -> None:
    """Have the call filter refuse to set times of files, where a device of others could be reached with it.

    Copying a file then leaves its time behind, rather than to fail.
    """
    global _sets_times  # noqa: PLW0603 - set once, before there is a program
    _sets_times = False
    shutil.copystat = _copy_what_may_be_copied  # type: ignore[assignment]


def _copy_what_may_be_copied(source: Any, target: Any, *, follow_symlinks: bool = True) -> None:
    with contextlib.suppress(PermissionError):
        _copystat(source, target, follow_symlinks=follow_symlinks)


def build_filter() -> bytes | None:
    """Give the call filter for this process; None on a machine without a table."""
    return syscalls.filter_for(_MACHINE, os.getpid(), sets_times=_sets_times)


def die_with_parent(parent: int) -> None:
    """Have the kernel kill this process when its parent goes."""
    _libc.prctl(_PR_SET_PDEATHSIG, _SIGKILL, 0, 0, 0)
    if os.getppid() != parent:
        os._exit(1)


def enclose(*, walled: bool, rules: landlock.Rules | None = None) -> None:
    """Give up what can be given up before it is known how much the program may use. Raises OSError.

    `walled`: there is a private root, so that Landlock's rules can be about its folders. From here on nothing can be
    mounted, and files are what the rules say. `rules`: those that a parent has begun for this process.
    """
    _limit(resource.RLIMIT_NOFILE, MAX_OPEN_FILES)
    _limit(resource.RLIMIT_CORE, 0)
    _limit(resource.RLIMIT_MEMLOCK, 0)
    with contextlib.suppress(ValueError):
        # gVisor's kernel leaves this one as it is, and the call filter allows no queue anyway.
        _limit(resource.RLIMIT_MSGQUEUE, 0)
    _empty_input()
    if _libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "no_new_privs was refused")
    if walled:
        if not os.statvfs("/dev/null").f_flag & os.ST_RDONLY:
            refuse_times()
        if _libc.prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0) != 0:
            raise OSError(ctypes.get_errno(), "hiding from other processes was refused")
        rules = rules or landlock.begin(_libc)
        if rules is not None:
            landlock.restrict(_libc, rules)


def begin_rules() -> landlock.Rules | None:
    """In a parent: begin the rules of its next child. Raises OSError."""
    return landlock.begin(_libc)


def lock(limits: dict[str, Any], *, needs_filter: bool = False) -> bool:
    """Set the limits and close the door behind. True when the system-call filter is in force. Raises OSError.

    Comes after `enclose`. `limits`: `cpu_seconds`, `address_space_bytes`, `file_bytes`, and `processes` (0 leaves that
    one alone). `needs_filter`: a filter that is not in force is an error.
    """
    cpu_seconds = math.ceil(time.process_time() + limits["cpu_seconds"]) + SPARE_CPU_SECONDS
    _limit(resource.RLIMIT_CPU, cpu_seconds)
    _limit(resource.RLIMIT_AS, limits["address_space_bytes"])
    _limit(resource.RLIMIT_FSIZE, limits["file_bytes"])
    if limits["processes"]:
        _limit(resource.RLIMIT_NPROC, limits["processes"])
    is_filtered = _filter_calls()
    if needs_filter and not is_filtered:
        raise OSError("the system-call filter was refused")
    return is_filtered


def _empty_input() -> None:
    """Put an empty pipe of this process's own in the place of the inherited standard input.

    That one was opened outside: through it the mode of this machine's /dev/null could be set where its owner runs us,
    and its flags are shared with every process that was forked from the same parent.
    """
    reading, writing = os.pipe()
    os.close(writing)
    os.dup2(reading, 0)
    os.close(reading)


def _limit(which: int, value: int) -> None:
    _, hard = resource.getrlimit(which)
    if hard != resource.RLIM_INFINITY:
        value = min(value, hard)
    resource.setrlimit(which, (value, value))


def _filter_calls() -> bool:
    instructions = build_filter()
    if instructions is None:
        return False
    program = _FilterProgram(len(instructions) // 8, instructions)
    result = _libc.syscall(
        _SECCOMP_CALL[_MACHINE], _SECCOMP_SET_MODE_FILTER, _SECCOMP_FILTER_FLAG_TSYNC, ctypes.byref(program)
    )
    return bool(result == 0)
