"""The system-call filter, run here on made-up calls by a small interpreter of its instructions."""

import struct
import sys
from pathlib import Path

import pytest

from runner.harness import syscalls

ALLOW, KILL, EPERM, ENOSYS = 0x7FFF0000, 0x80000000, 0x00050001, 0x00050026
ARCHITECTURES = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
COLUMN = {"x86_64": 0, "aarch64": 1}
OWN = 4242


def decide(machine: str, number: int, *arguments: int, architecture: int | None = None, sets_times: bool = True) -> int:
    """Do what the kernel does with the filter."""
    padded = [*arguments, *[0] * (6 - len(arguments))]
    data = struct.pack("<IIQ6Q", number, architecture or ARCHITECTURES[machine], 0, *padded)
    program = list(struct.iter_unpack("=HBBI", syscalls.filter_for(machine, OWN, sets_times=sets_times)))
    accumulator, at = 0, 0
    while True:
        code, if_true, if_false, k = program[at]
        at += 1
        if code == 0x20:
            (accumulator,) = struct.unpack_from("<I", data, k)
        elif code == 0x06:
            return k
        elif code == 0x05:
            at += k
        else:
            holds = {0x15: accumulator == k, 0x35: accumulator >= k, 0x45: bool(accumulator & k)}[code]
            at += if_true if holds else if_false


def number(name: str, machine: str) -> int | None:
    for table in (syscalls.ALLOWED, syscalls.FILTERED, syscalls.DEADLY):
        if name in table:
            return table[name][COLUMN[machine]]
    raise KeyError(name)


machines = pytest.mark.parametrize("machine", ["x86_64", "aarch64"])


@machines
def test_named_calls_are_allowed_or_deadly_and_all_others_refused(machine: str):
    column = COLUMN[machine]
    allowed = {numbers[column] for numbers in syscalls.ALLOWED.values()} - {None}
    deadly = {numbers[column] for numbers in syscalls.DEADLY.values()} - {None}
    filtered = {numbers[column] for numbers in syscalls.FILTERED.values()} - {None}
    assert not allowed & deadly
    for call in set(range(600)) - filtered:
        assert decide(machine, call) == (ALLOW if call in allowed else KILL if call in deadly else EPERM), call


REFUSED = {
    "x86_64": {"socket": 41, "connect": 42, "socketpair": 53, "fork": 57, "vfork": 58, "execve": 59, "kill": 62},
    "aarch64": {"socket": 198, "connect": 203, "socketpair": 199, "execve": 221, "kill": 129},
}


@machines
def test_network_programs_and_signals_to_others_are_refused(machine: str):
    for call in REFUSED[machine].values():
        assert decide(machine, call) == EPERM


@machines
def test_another_calling_convention_is_deadly(machine: str):
    assert decide(machine, number("read", machine), architecture=0x40000003) == KILL
    if machine == "x86_64":
        assert decide(machine, 0x40000000) == KILL


@machines
@pytest.mark.parametrize(
    ("name", "arguments", "expected"),
    [
        ("clone", (0x003D0F00,), ALLOW),
        ("clone", (17,), EPERM),
        ("clone", (0x10000000,), EPERM),
        ("clone3", (), ENOSYS),
        ("prlimit64", (0, 7, 0, 99), ALLOW),
        ("prlimit64", (0, 7, 99, 0), EPERM),
        ("prlimit64", (0, 7, 1 << 32, 0), EPERM),
        ("tgkill", (OWN, 1, 9), ALLOW),
        ("tgkill", (1, 1, 9), EPERM),
        ("prctl", (1, 0), EPERM),
        ("prctl", (15,), ALLOW),
        ("prctl", (4, 1), EPERM),
        ("ioctl", (0, 0x5401), ALLOW),
        ("ioctl", (0, 0x5412), EPERM),
        ("fcntl", (0, 3), ALLOW),
        ("fcntl", (0, 6), EPERM),
        ("fcntl", (0, 1031), EPERM),
        ("madvise", (0, 4096, 4), ALLOW),
        ("madvise", (0, 4096, 12), EPERM),
        ("madvise", (0, 4096, 21), EPERM),
    ],
)
def test_arguments_decide_where_a_call_is_both(machine: str, name: str, arguments, expected: int):
    assert decide(machine, number(name, machine), *arguments) == expected


@machines
@pytest.mark.parametrize(("sets_times", "expected"), [(True, ALLOW), (False, EPERM)])
def test_times_of_files_are_set_where_no_device_is_within_reach(machine: str, sets_times: bool, expected: int):
    assert decide(machine, number("utimensat", machine), sets_times=sets_times) == expected


def test_a_machine_without_a_table_has_no_filter():
    assert syscalls.filter_for("riscv64", 1) is None


@machines
def test_the_program_is_short_enough_for_the_kernel(machine: str):
    assert len(syscalls.filter_for(machine, 1)) // 8 <= 4096


HEADER = Path("/usr/include/x86_64-linux-gnu/asm/unistd_64.h")


def test_the_numbers_are_those_of_the_kernels_header():
    known = {"read": 0, "write": 1, "clone": 56, "execve": 59, "openat": 257, "clone3": 435, "faccessat2": 439}
    if sys.platform == "linux" and HEADER.exists():
        words = [line.split() for line in HEADER.read_text(encoding="ascii").splitlines()]
        known |= {word[1].removeprefix("__NR_"): int(word[2]) for word in words if len(word) == 3}
    checked = 0
    for table in (syscalls.ALLOWED, syscalls.FILTERED, syscalls.DEADLY):
        for name, (x86, _) in table.items():
            if name in known and x86 is not None:
                assert x86 == known[name], name
                checked += 1
    assert checked >= 6
