"""Words for the ways a program can be stopped. Pure: figures in, a `Stopped` out."""

import signal

from runner.report import Limits, Verdict
from runner.sandbox import Stopped

MAX_OUTPUT_BYTES = 8 * 1024 * 1024
"""A program that prints more than this is stopped, whatever part of it is kept."""
MAX_SOURCE_BYTES = 512 * 1024
MAX_SCRATCH_FILES = 4_096

_CRASHES = {
    signal.SIGSEGV: "segmentation fault",
    signal.SIGBUS: "bus error",
    signal.SIGABRT: "abort",
    signal.SIGFPE: "arithmetic fault",
    signal.SIGILL: "illegal instruction",
}


def cpu_limit(limits: Limits) -> Stopped:
    """Say that it computed for too long."""
    return Stopped(
        Verdict.TIME_LIMIT, f"Stopped after {_seconds(limits.cpu_seconds)} of computing: the time limit (CPU time)."
    )


def wall_limit(limits: Limits) -> Stopped:
    """Say that it was waited for in vain."""
    return Stopped(
        Verdict.TIME_LIMIT,
        f"Stopped after {_seconds(limits.wall_seconds)}: the code was waiting or sleeping and did not come to an end.",
    )


def memory_limit(limits: Limits, line: int | None = None) -> Stopped:
    """Say that it asked for more memory than there is for it."""
    place = f" (line {line})" if line is not None else ""
    return Stopped(
        Verdict.MEMORY_LIMIT, f"The code asked for more than the {limits.memory_mib} MiB that it may use{place}."
    )


def output_limit() -> Stopped:
    """Say that it printed without end."""
    return Stopped(
        Verdict.OUTPUT_LIMIT, f"Stopped after {MAX_OUTPUT_BYTES // 2**20} MiB of output: the code prints without end."
    )


def too_many_threads(limits: Limits) -> Stopped:
    """Say that it started threads without end."""
    return Stopped(Verdict.FORBIDDEN, f"Stopped: the code started more than {limits.processes} threads.")


def too_many_files() -> Stopped:
    """Say that it made files without end."""
    return Stopped(Verdict.FORBIDDEN, f"Stopped: the code made more than {MAX_SCRATCH_FILES} files.")


def forged() -> Stopped:
    """Say that it wrote on our channel, or changed what writes there."""
    return Stopped(
        Verdict.FORBIDDEN, "The code wrote to the channel that the runner listens on. Nothing that it sent counts."
    )


def hung_up() -> Stopped:
    """Say that it closed our channel and lives on."""
    return Stopped(
        Verdict.ERROR, "The code closed descriptors that it did not open, so it can no longer be asked anything."
    )


def refused(message: str, line: int | None) -> Stopped:
    """Say that it tried what is not allowed, and did not catch the refusal."""
    place = f" (line {line})" if line is not None else ""
    return Stopped(Verdict.FORBIDDEN, f"{message}{place}")


def unreadable(source: str) -> Stopped | None:
    """Say why a source cannot be run at all; None when it can."""
    if len(source) > MAX_SOURCE_BYTES:
        return Stopped(
            Verdict.ERROR,
            f"The file is {len(source) / 1000:.0f} kB long; at most {MAX_SOURCE_BYTES // 1000} kB are run.",
        )
    try:
        source.encode()
    except UnicodeEncodeError as error:
        line = source[: error.start].count("\n") + 1
        return Stopped(Verdict.ERROR, f"This is not a text file: line {line} holds bytes that are not UTF-8.")
    if "\0" in source:
        line = source[: source.index("\0")].count("\n") + 1
        return Stopped(Verdict.ERROR, f"This is not a Python file: line {line} holds a null byte.")
    return None


NEARLY_SPENT = 0.8
"""Of the CPU time: what was last read lies a little back when the system ends a program that has several threads."""


def ended(exit_code: int | None, cpu_seconds: float, limits: Limits) -> Stopped:
    """Say why a process that we did not end is gone. `exit_code` as a shell gives it."""
    if exit_code is None:
        return hung_up()
    number = exit_code - 128
    if number == signal.SIGSYS:
        return Stopped(
            Verdict.FORBIDDEN, "Stopped: the code made a system call that the sandbox rules out, and was ended for it."
        )
    if number in (signal.SIGKILL, signal.SIGXCPU) and cpu_seconds >= NEARLY_SPENT * limits.cpu_seconds:
        return cpu_limit(limits)
    if number == signal.SIGKILL:
        return Stopped(Verdict.MEMORY_LIMIT, "The system ended the program, most likely for want of memory.")
    for crash, name in _CRASHES.items():
        if number == crash:
            return Stopped(Verdict.ERROR, f"The interpreter crashed ({name}) while running the code.")
    return Stopped(Verdict.ERROR, f"The program ended itself (exit code {exit_code}) before it had answered.")


def _seconds(amount: float) -> str:
    return f"{amount:g} second{'' if amount == 1 else 's'}"
