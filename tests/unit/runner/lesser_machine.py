"""A machine that can do less than this one: runs a command under a filter that refuses some system calls.

`lesser_machine.py LACK[,LACK…] COMMAND…`, each one of `LACKS`. All that the command starts inherits the filter,
bubblewrap included.
"""

import ctypes
import errno
import os
import struct
import sys

_LOAD, _EQUAL, _SET, _RETURN = 0x20, 0x15, 0x45, 0x06
_ALLOW, _ERROR = 0x7FFF0000, 0x00050000
_ANY_NEW_NAMESPACE, _NETWORK_IPC_NAME = 0x7E020000, 0x4C000000
_NUMBER, _FIRST_ARGUMENT = 0, 16

UNSHARE, CLONE, CLONE3, SECCOMP, PRCTL = 272, 56, 435, 317, 157
LANDLOCK = (444, 445, 446)
PR_SET_SECCOMP = 22

LACKS = {
    "namespaces": [
        *[(_LOAD, 0, 0, _NUMBER), (_EQUAL, 0, 1, UNSHARE), (_RETURN, 0, 0, _ERROR | errno.EPERM)],
        *[(_EQUAL, 0, 1, CLONE3), (_RETURN, 0, 0, _ERROR | errno.ENOSYS)],
        *[(_EQUAL, 0, 3, CLONE), (_LOAD, 0, 0, _FIRST_ARGUMENT), (_SET, 0, 1, _ANY_NEW_NAMESPACE)],
        (_RETURN, 0, 0, _ERROR | errno.EPERM),
    ],
    "namespaces inside of namespaces": [
        # Bubblewrap makes its own with `clone`.
        *[(_LOAD, 0, 0, _NUMBER), (_EQUAL, 0, 3, UNSHARE), (_LOAD, 0, 0, _FIRST_ARGUMENT)],
        *[(_SET, 0, 1, _NETWORK_IPC_NAME), (_RETURN, 0, 0, _ERROR | errno.EPERM)],
    ],
    "landlock": [
        (_LOAD, 0, 0, _NUMBER),
        *[part for number in LANDLOCK for part in ((_EQUAL, 0, 1, number), (_RETURN, 0, 0, _ERROR | errno.ENOSYS))],
    ],
    "seccomp": [
        *[(_LOAD, 0, 0, _NUMBER), (_EQUAL, 0, 1, SECCOMP), (_RETURN, 0, 0, _ERROR | errno.ENOSYS)],
        *[(_EQUAL, 0, 3, PRCTL), (_LOAD, 0, 0, _FIRST_ARGUMENT), (_EQUAL, 0, 1, PR_SET_SECCOMP)],
        (_RETURN, 0, 0, _ERROR | errno.EINVAL),
    ],
}


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("instructions", ctypes.c_char_p))


def refuse(lacks: list[str]) -> None:
    """Lay the filters upon this process. x86-64 only."""
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(38, 1, 0, 0, 0)
    # The one that refuses filters comes last.
    for lack in sorted(lacks, key=lambda lack: lack == "seccomp"):
        instructions = b"".join(struct.pack("=HBBI", *part) for part in [*LACKS[lack], (_RETURN, 0, 0, _ALLOW)])
        program = _Program(len(instructions) // 8, instructions)
        if libc.prctl(PR_SET_SECCOMP, 2, ctypes.byref(program), 0, 0) != 0:
            raise OSError(ctypes.get_errno(), "the machine could not be made a lesser one")


if __name__ == "__main__":
    refuse(sys.argv[1].split(","))
    os.execvp(sys.argv[2], sys.argv[2:])
