"""The list of system calls that a program may make, and the kernel filter made from it.

An allow-list: what is not named is refused with EPERM, so a call that some later kernel adds is refused too. Calls with
no honest use in an answer to a question end the process at once. Numbers are given for x86-64 and for 64-bit ARM; on
other machines there is no filter, and the doctor says so.
"""

import struct
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Final

Table = Mapping[str, tuple[int | None, int | None]]
"""Name to number on x86-64 and on aarch64."""

# fmt: off
ALLOWED: Final[Table] = {
    "read": (0, 63), "write": (1, 64), "futex": (202, 98), "mmap": (9, 222), "munmap": (11, 215),
    "mprotect": (10, 226), "brk": (12, 214), "clock_gettime": (228, 113), "readv": (19, 65),
    "writev": (20, 66), "pread64": (17, 67), "pwrite64": (18, 68), "preadv": (295, 69), "pwritev": (296, 70),
    "close": (3, 57), "close_range": (436, 436), "fstat": (5, 80), "stat": (4, None), "lstat": (6, None),
    "newfstatat": (262, 79), "statx": (332, 291), "lseek": (8, 62), "access": (21, None), "faccessat": (269, 48),
    "faccessat2": (439, 439), "open": (2, None), "openat": (257, 56), "readlink": (89, None), "readlinkat": (267, 78),
    "getdents64": (217, 61), "getcwd": (79, 17), "chdir": (80, 49), "fchdir": (81, 50), "mkdir": (83, None),
    "mkdirat": (258, 34), "rmdir": (84, None), "unlink": (87, None), "unlinkat": (263, 35), "rename": (82, None),
    "renameat": (264, 38), "renameat2": (316, 276), "truncate": (76, 45), "ftruncate": (77, 46), "fsync": (74, 82),
    "fdatasync": (75, 83), "msync": (26, 227), "fallocate": (285, 47), "dup": (32, 23), "dup2": (33, None),
    "dup3": (292, 24), "pipe": (22, None), "pipe2": (293, 59), "poll": (7, None), "ppoll": (271, 73),
    "select": (23, None),
    "pselect6": (270, 72), "epoll_create1": (291, 20), "epoll_ctl": (233, 21), "epoll_wait": (232, None),
    "epoll_pwait": (281, 22), "eventfd2": (290, 19), "mremap": (25, 216), "membarrier": (324, 283),
    "rseq": (334, 293), "set_robust_list": (273, 99), "set_tid_address": (218, 96), "gettid": (186, 178),
    "getpid": (39, 172), "getppid": (110, 173), "getuid": (102, 174), "geteuid": (107, 175), "getgid": (104, 176),
    "getegid": (108, 177), "getgroups": (115, 158), "getpgrp": (111, None), "getpgid": (121, 155),
    "getsid": (124, 156), "getresuid": (118, 148), "getresgid": (120, 150), "uname": (63, 160), "sysinfo": (99, 179),
    "times": (100, 153), "getrusage": (98, 165), "getrlimit": (97, 163), "getpriority": (140, 141),
    "sched_yield": (24, 124), "sched_getaffinity": (204, 123), "sched_getparam": (143, 121),
    "sched_getscheduler": (145, 120), "sched_get_priority_max": (146, 125), "sched_get_priority_min": (147, 126),
    "clock_getres": (229, 114), "clock_nanosleep": (230, 115), "nanosleep": (35, 101), "gettimeofday": (96, 169),
    "time": (201, None), "getitimer": (36, 102), "setitimer": (38, 103), "alarm": (37, None), "pause": (34, None),
    "rt_sigaction": (13, 134), "rt_sigprocmask": (14, 135), "rt_sigreturn": (15, 139), "rt_sigpending": (127, 136),
    "rt_sigsuspend": (130, 133), "rt_sigtimedwait": (128, 137), "sigaltstack": (131, 132), "exit": (60, 93),
    "exit_group": (231, 94), "wait4": (61, 260), "waitid": (247, 95), "getrandom": (318, 278),
    "arch_prctl": (158, None), "getcpu": (309, 168), "umask": (95, 166), "chmod": (90, None), "fchmod": (91, 52),
    "fchmodat": (268, 53), "statfs": (137, 43), "fstatfs": (138, 44), "fadvise64": (221, 223),
    "copy_file_range": (326, 285), "sendfile": (40, 71), "getxattr": (191, 8), "lgetxattr": (192, 9),
    "fgetxattr": (193, 10), "listxattr": (194, 11), "llistxattr": (195, 12), "flistxattr": (196, 13),
    "get_mempolicy": (239, 236), "restart_syscall": (219, 128),
}

FILTERED: Final[Table] = {
    "clone": (56, 220), "clone3": (435, 435), "prctl": (157, 167), "prlimit64": (302, 261), "tgkill": (234, 131),
    "ioctl": (16, 29), "fcntl": (72, 25), "madvise": (28, 233),
    "utimensat": (280, 88),
}

DEADLY: Final[Table] = {
    "ptrace": (101, 117), "process_vm_readv": (310, 270), "process_vm_writev": (311, 271), "mount": (165, 40),
    "umount2": (166, 39), "move_mount": (429, 429), "open_tree": (428, 428), "fsopen": (430, 430),
    "fsmount": (432, 432), "fsconfig": (431, 431), "fspick": (433, 433), "mount_setattr": (442, 442),
    "pivot_root": (155, 41), "chroot": (161, 51), "unshare": (272, 97), "setns": (308, 268), "bpf": (321, 280),
    "perf_event_open": (298, 241), "userfaultfd": (323, 282), "io_uring_setup": (425, 425),
    "io_uring_enter": (426, 426), "io_uring_register": (427, 427), "keyctl": (250, 219), "add_key": (248, 217),
    "request_key": (249, 218), "init_module": (175, 105), "finit_module": (313, 273), "delete_module": (176, 106),
    "kexec_load": (246, 104), "kexec_file_load": (320, 294), "reboot": (169, 142), "swapon": (167, 224),
    "swapoff": (168, 225), "open_by_handle_at": (304, 265), "pidfd_open": (434, 434), "pidfd_getfd": (438, 438),
    "pidfd_send_signal": (424, 424), "process_madvise": (440, 440), "acct": (163, 89), "iopl": (172, None),
    "ioperm": (173, None),
}
# fmt: on

_MACHINES: Final = {"x86_64": (0, 0xC000003E), "aarch64": (1, 0xC00000B7)}
"""Machine name to column of the tables and audit architecture."""
_X32_BIT: Final = 0x40000000

_RETURN_ALLOW: Final = 0x7FFF0000
_RETURN_KILL: Final = 0x80000000
_RETURN_EPERM: Final = 0x00050001
_RETURN_ENOSYS: Final = 0x00050026

_LOAD, _JUMP, _JUMP_EQUAL, _JUMP_AT_LEAST, _JUMP_SET, _RETURN = 0x20, 0x05, 0x15, 0x35, 0x45, 0x06
_NUMBER_AT, _ARCHITECTURE_AT, _ARGUMENTS_AT = 0, 4, 16

_CLONE_THREAD: Final = 0x00010000
_PRCTL_COMMANDS: Final = (3, 15, 16, 23, 0x53564D41)
"""Get dumpable, set and get the thread's name, read the bounding set, name a mapping. Above all not the parent-death
signal, which takes the program along when the server dies."""
_IOCTL_COMMANDS: Final = (0x5401, 0x5413, 0x541B, 0x5450, 0x5451)
"""Is it a terminal, how large, how much can be read, close-on-exec off and on."""
_FCNTL_COMMANDS: Final = (0, 1, 2, 3, 4, 1030)
"""Duplicate, descriptor flags, status flags. No locks: they are seen by other runs through shared files."""

_ADVICE: Final = (0, 1, 2, 3, 4, 8, 10, 11, 14, 15, 16, 17, 18, 19, 22, 23, 102, 103)
"""How memory will be used, that it is free, huge pages, what forks and dumps see, guards around stacks. Not merging
equal pages with those of others, which the time of a write would tell of; not paging out what others use as well."""

_LONGEST_SKIP: Final = 255
"""What a test can skip; a plain jump can skip any number."""

Instruction = tuple[int, int, int, int]


@lru_cache(maxsize=4)
def filter_for(machine: str, process_id: int, *, sets_times: bool = True) -> bytes | None:
    """Build the filter as the kernel takes it (8 bytes an instruction), or None for a machine without a table.

    `process_id` is the only process that may be sent a signal. `sets_times`: whether times of files may be set, which
    whoever may write to a device may do to the device.
    """
    if machine not in _MACHINES:
        return None
    column, architecture = _MACHINES[machine]
    program: list[Instruction] = [
        (_LOAD, 0, 0, _ARCHITECTURE_AT),
        (_JUMP_EQUAL, 1, 0, architecture),
        (_RETURN, 0, 0, _RETURN_KILL),
        (_LOAD, 0, 0, _NUMBER_AT),
    ]
    if machine == "x86_64":
        program += [(_JUMP_AT_LEAST, 0, 1, _X32_BIT), (_RETURN, 0, 0, _RETURN_KILL)]
    program += _search(_leaves(column, process_id, sets_times=sets_times))
    return b"".join(struct.pack("=HBBI", *instruction) for instruction in program)


_Leaf = tuple[int, list[Instruction]]
"""The first number of a run of calls that are treated alike, and what is done with them."""


def _leaves(column: int, process_id: int, *, sets_times: bool) -> list[_Leaf]:
    """Give what is done with every number, in ascending order; each holds up to the next."""
    done: dict[int, list[Instruction]] = {}
    for table, result in ((ALLOWED, _RETURN_ALLOW), (DEADLY, _RETURN_KILL)):
        done |= {n: [(_RETURN, 0, 0, result)] for numbers in table.values() if (n := numbers[column]) is not None}
    for name, numbers in FILTERED.items():
        if (n := numbers[column]) is not None:
            done[n] = _argument_check(name, process_id)
    if sets_times and (n := FILTERED["utimensat"][column]) is not None:
        done[n] = [(_RETURN, 0, 0, _RETURN_ALLOW)]
    refused: list[Instruction] = [(_RETURN, 0, 0, _RETURN_EPERM)]
    leaves: list[_Leaf] = [(0, done.get(0, refused))]
    for number in range(1, max(done) + 2):
        then = done.get(number, refused)
        if then != leaves[-1][1]:
            leaves.append((number, then))
    return leaves


def _search(leaves: Sequence[_Leaf]) -> list[Instruction]:
    """Find the number's leaf by halving.

    The kernel tries a new filter on every number there is, to know which ones it need not be asked about again. Going
    through a list would make that the slowest step of setting a run up.
    """
    if len(leaves) == 1:
        return leaves[0][1]
    middle = len(leaves) // 2
    below, above = _search(leaves[:middle]), _search(leaves[middle:])
    start = leaves[middle][0]
    if len(below) > _LONGEST_SKIP:
        return [(_JUMP_AT_LEAST, 0, 1, start), (_JUMP, 0, 0, len(below)), *below, *above]
    return [(_JUMP_AT_LEAST, len(below), 0, start), *below, *above]


def _argument_check(name: str, process_id: int) -> list[Instruction]:
    match name:
        case "clone":
            # A thread of the same process, never a new process.
            return [
                (_LOAD, 0, 0, _low_half(0)),
                (_JUMP_SET, 0, 1, _CLONE_THREAD),
                (_RETURN, 0, 0, _RETURN_ALLOW),
                (_RETURN, 0, 0, _RETURN_EPERM),
            ]
        case "clone3":
            # Its flags lie in memory, where a filter cannot look; the C library falls back to clone.
            return [(_RETURN, 0, 0, _RETURN_ENOSYS)]
        case "prlimit64":
            # Reading a limit is fine, so the new limit must be a null pointer.
            return [
                (_LOAD, 0, 0, _low_half(2)),
                (_JUMP_EQUAL, 0, 3, 0),
                (_LOAD, 0, 0, _low_half(2) + 4),
                (_JUMP_EQUAL, 0, 1, 0),
                (_RETURN, 0, 0, _RETURN_ALLOW),
                (_RETURN, 0, 0, _RETURN_EPERM),
            ]
        case "tgkill":
            return _one_of(0, (process_id,))
        case "prctl":
            return _one_of(0, _PRCTL_COMMANDS)
        case "utimensat":
            return [(_RETURN, 0, 0, _RETURN_EPERM)]
        case "madvise":
            return _one_of(2, _ADVICE)
        case "ioctl":
            return _one_of(1, _IOCTL_COMMANDS)
        case _:
            return _one_of(1, _FCNTL_COMMANDS)


def _one_of(argument: int, values: Sequence[int]) -> list[Instruction]:
    checks: list[Instruction] = [(_LOAD, 0, 0, _low_half(argument))]
    for value in values:
        checks += [(_JUMP_EQUAL, 0, 1, value), (_RETURN, 0, 0, _RETURN_ALLOW)]
    return [*checks, (_RETURN, 0, 0, _RETURN_EPERM)]


def _low_half(argument: int) -> int:
    return _ARGUMENTS_AT + 8 * argument
