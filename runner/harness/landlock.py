"""Landlock: rules on files, TCP and signals that a process lays upon itself and can never take off again.

A second wall where the private root is the first: should a path to something else ever be found, it cannot be opened.
Kernels have learnt it in steps (ABI 1 to 7 are known here); each gives what it can, and the doctor says how much.
"""

import ctypes
import os
import struct
from typing import Final, NamedTuple

READ_ONLY: Final = ("/etc", "/lib", "/lib64", "/nix", "/python", "/runner", "/site", "/usr")
"""What the private root has besides scratch, processes and devices. Listing the root itself is not among it."""
DEVICES: Final = "/dev"
PROCESSES: Final = "/proc"
SCRATCH: Final = "/box"
"""These two each run mounts for itself."""

_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
"""The same numbers on every machine."""
_ASK_VERSION: Final = 1
_PATH_BENEATH: Final = 1

_EXECUTE, _WRITE_FILE, _READ_FILE, _READ_FOLDER = 1 << 0, 1 << 1, 1 << 2, 1 << 3
_REMOVE_FOLDER, _REMOVE_FILE = 1 << 4, 1 << 5
_MAKE_DEVICE, _MAKE_FOLDER, _MAKE_FILE, _MAKE_SOCKET, _MAKE_FIFO = 1 << 6, 1 << 7, 1 << 8, 1 << 9, 1 << 10
_MAKE_BLOCK_DEVICE, _MAKE_LINK, _REFER, _TRUNCATE, _DEVICE_COMMANDS = 1 << 11, 1 << 12, 1 << 13, 1 << 14, 1 << 15

_FIRST: Final = (1 << 13) - 1
_SINCE: Final = {2: _REFER, 3: _TRUNCATE, 5: _DEVICE_COMMANDS}
"""Rights on files that a later ABI added."""
_TCP, _TCP_SINCE = 0b11, 4
_SCOPES, _SCOPES_SINCE = 0b11, 6
"""Abstract sockets and signals."""

_READING: Final = _READ_FILE | _READ_FOLDER
_SCRATCH_RIGHTS: Final = (
    _READING | _WRITE_FILE | _REMOVE_FOLDER | _REMOVE_FILE | _MAKE_FOLDER | _MAKE_FILE | _MAKE_LINK | _REFER | _TRUNCATE
)
_DEVICE_RIGHTS: Final = _READING | _WRITE_FILE | _TRUNCATE


def version(libc: ctypes.PyDLL) -> int:
    """Give the ABI of this kernel; 0 where there is none, or where it is switched off."""
    return max(0, int(libc.syscall(_CREATE_RULESET, None, ctypes.c_size_t(0), _ASK_VERSION)))


class Rules(NamedTuple):
    """Rules that are not in force yet."""

    descriptor: int
    handled: int
    """The rights on files that are refused where no rule gives them."""


def begin(libc: ctypes.PyDLL) -> Rules | None:
    """Make rules for one process, with all folders but those that each run mounts anew. Raises OSError.

    None where the kernel knows no Landlock. One that knows it and yet refuses is an error: nothing is then to be run.
    """
    abi = version(libc)
    if abi == 0:
        return None
    handled = _FIRST
    for since, right in _SINCE.items():
        handled |= right if abi >= since else 0
    attributes = struct.pack("=QQQ", handled, _TCP if abi >= _TCP_SINCE else 0, _SCOPES if abi >= _SCOPES_SINCE else 0)
    size = 24 if abi >= _SCOPES_SINCE else 16 if abi >= _TCP_SINCE else 8
    rules = _checked(libc.syscall(_CREATE_RULESET, attributes, ctypes.c_size_t(size), 0), "made")
    try:
        for path in READ_ONLY:
            _allow(libc, rules, path, _READING & handled)
        _allow(libc, rules, DEVICES, _DEVICE_RIGHTS & handled)
    except BaseException:
        os.close(rules)
        raise
    return Rules(rules, handled)


def restrict(libc: ctypes.PyDLL, begun: Rules) -> None:
    """Complete rules that were begun, lay them upon the calling thread and all that it starts. Raises OSError.

    Needs `no_new_privs`. Rules can be begun in a parent, since they are about folders and not about paths.
    """
    rules, handled = begun
    try:
        _allow(libc, rules, PROCESSES, _READING & handled)
        _allow(libc, rules, SCRATCH, _SCRATCH_RIGHTS & handled)
        _checked(libc.syscall(_RESTRICT_SELF, rules, 0), "put in force")
    finally:
        os.close(rules)


def _allow(libc: ctypes.PyDLL, rules: int, path: str, rights: int) -> None:
    try:
        folder = os.open(path, os.O_PATH | os.O_DIRECTORY | os.O_CLOEXEC)
    except (FileNotFoundError, NotADirectoryError):
        return
    try:
        rule = struct.pack("=Qi", rights, folder)
        _checked(libc.syscall(_ADD_RULE, rules, _PATH_BENEATH, rule, 0), "extended")
    finally:
        os.close(folder)


def _checked(result: int, done: str) -> int:
    if result < 0:
        raise OSError(ctypes.get_errno(), f"the Landlock rules could not be {done}")
    return result
