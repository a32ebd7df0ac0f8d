"""One harness process as the outside holds it: its pipes, its clock, and the switch that ends it.

Must not know what the frames mean, or how the process was made. Linux only: it reads /proc and signals through process
descriptors.
"""

import contextlib
import os
import select
import signal
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple, Protocol

from runner.sandbox import SandboxError

START_SECONDS = 120.0
"""How long an interpreter may take to import its libraries on a very busy machine."""
_END_SECONDS = 10.0
TAIL_BYTES = 2_000
"""How much is kept of what a process says before it fails."""


class StartFailed(SandboxError):
    """The sandbox's process did not come up."""

    def __init__(self, said: str) -> None:
        detail = f" It said: {said}" if said else ""
        super().__init__(f"The sandbox did not start.{detail}")


class Pipes(NamedTuple):
    """Our ends of what a process is spoken to with."""

    requests: int
    answers: int
    stdout: int
    stderr: int


class Ending(Protocol):
    """How the end of a process is seen from here; that depends on who its parent is."""

    def wait(self, seconds: float) -> bool:
        """Wait a while for the end. True when it has come."""
        ...

    @property
    def code(self) -> int | None:
        """Exit code, or minus the number of the signal that ended it. None while it runs, or when nobody can tell."""
        ...

    def force(self) -> None:
        """End it by other means, when killing it did not, and wait until that is so."""
        ...

    def close(self) -> None:
        """Give back what is held. Called once, after the end."""
        ...


class HarnessProcess:
    """A started process. It is asked to do nothing yet.

    `has_own_processes`: it is the first of a process namespace, so that nothing outlives it that it started.
    """

    def __init__(self, pid: int, pidfd: int, pipes: Pipes, ending: Ending, *, has_own_processes: bool) -> None:
        self._pid = pid
        self._pidfd = pidfd
        self._ending = ending
        self._has_own_processes = has_own_processes
        self.on_end: Callable[[], None] | None = None
        """Called once, when it is closed."""
        self.keeper: object = None
        """Whatever must outlive it."""
        self._cpu_at_start = 0.0
        self._last_cpu = 0.0
        self._peak_mib: int | None = None
        self._is_frozen = False
        self.is_locked = False
        """The harness said that it gave up what it must, so from here on a program may speak in its place."""
        self.requests, self.answers, self.stdout, self.stderr = pipes
        for descriptor in pipes:
            os.set_blocking(descriptor, False)

    @property
    def pid(self) -> int:
        """Process id of the interpreter, as this machine numbers it."""
        return self._pid

    def start_clock(self) -> None:
        """Count CPU time from here."""
        self._cpu_at_start = self._cpu_clock()

    def cpu_seconds(self) -> float:
        """CPU time of the process since `start_clock`; after its end, the last reading."""
        with contextlib.suppress(OSError):
            self._last_cpu = self._cpu_clock() - self._cpu_at_start
        return self._last_cpu

    def _cpu_clock(self) -> float:
        # The kernel's clock of another process: its number is made from the process id (see clock_getcpuclockid(3)).
        return time.clock_gettime((~self._pid << 3) | 2)

    def freeze(self) -> None:
        """Stop all its threads, so that nothing runs while nobody waits for it."""
        self._is_frozen = True
        self._signal(signal.SIGSTOP)

    def thaw(self) -> None:
        """Let it go on, if it was frozen."""
        if self._is_frozen:
            self._is_frozen = False
            self._signal(signal.SIGCONT)

    def interrupt(self) -> None:
        """Have its interpreter's handler called, as Ctrl-C does; one that takes the default away is not ended by it."""
        self._signal(signal.SIGINT)

    def _signal(self, number: signal.Signals) -> None:
        with contextlib.suppress(ProcessLookupError):
            signal.pidfd_send_signal(self._pidfd, number)

    def address_space_bytes(self) -> int:
        """How much address space it takes now."""
        try:
            pages = int(Path(f"/proc/{self._pid}/statm").read_text(encoding="ascii").split()[0])
        except (OSError, IndexError) as error:
            raise StartFailed("it ended before it was given a program") from error
        return pages * os.sysconf("SC_PAGE_SIZE")

    def n_threads(self) -> int:
        """How many threads it has; 0 when it is gone."""
        try:
            status = Path(f"/proc/{self._pid}/stat").read_text(encoding="utf-8", errors="replace")
            return int(status.rpartition(")")[2].split()[17])
        except (OSError, IndexError):
            return 0

    def n_scratch_files(self, mount: str) -> int:
        """How many files lie on a file system that was mounted for this process alone; 0 when it cannot be told."""
        try:
            state = os.statvfs(f"/proc/{self._pid}/root{mount}")
        except OSError:
            return 0
        return state.f_files - state.f_ffree

    def peak_memory_mib(self) -> int | None:
        """Largest resident size so far; after the end, the last reading."""
        with contextlib.suppress(OSError, IndexError, ValueError):
            for line in Path(f"/proc/{self._pid}/status").read_text(encoding="utf-8", errors="replace").splitlines():
                if line.startswith("VmHWM:"):
                    self._peak_mib = int(line.split()[1]) // 1024
        return self._peak_mib

    def has_ended(self, within_seconds: float) -> bool:
        """Wait a moment for the process to end by itself."""
        return self._ending.wait(within_seconds)

    @property
    def exit_code(self) -> int | None:
        """Exit code as a shell gives it: 128 and the signal's number for a signal. None while it runs."""
        code = self._ending.code
        return 128 - code if code is not None and code < 0 else code

    def kill(self) -> None:
        """End it and everything that it started, and wait until that is so. Safe to call again."""
        if self._pidfd < 0:
            return
        self.cpu_seconds()
        self.peak_memory_mib()
        self._signal(signal.SIGKILL)
        if not self._has_own_processes:
            # No process namespace takes the rest along; the group does, as far as nobody left it.
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self._pid, signal.SIGKILL)
        if not self.has_ended(_END_SECONDS):
            self._ending.force()
        os.close(self._pidfd)
        self._pidfd = -1

    def close(self) -> None:
        """Kill it and give back its descriptors."""
        if self.requests < 0:
            return
        self.kill()
        for descriptor in (self.requests, self.answers, self.stdout, self.stderr):
            os.close(descriptor)
        self.requests = self.answers = -1
        self._ending.close()
        if self.on_end is not None:
            self.on_end()

    def wait_until_ready(self, frame: bytes) -> None:
        """Wait for the harness's first frame, which is known to the byte. Raises StartFailed."""
        deadline = time.monotonic() + START_SECONDS
        received, said = b"", b""
        poll = select.poll()
        poll.register(self.answers, select.POLLIN)
        poll.register(self.stderr, select.POLLIN)
        while len(received) < len(frame):
            remaining = deadline - time.monotonic()
            events = dict(poll.poll(max(0, int(remaining * 1000))))
            if self.stderr in events:
                part = os.read(self.stderr, 65536)
                said = (said + part)[-TAIL_BYTES:]
                if not part:
                    poll.unregister(self.stderr)
            if self.answers in events:
                part = os.read(self.answers, len(frame) - len(received))
                received += part
                if not part:
                    self._fail(said)
            if not events:
                self._fail(said)
        if received != frame:
            self._fail(said)

    def _fail(self, said: bytes) -> None:
        with contextlib.suppress(OSError):
            said += os.read(self.stderr, 65536)
        self.close()
        raise StartFailed(said.decode("utf-8", "replace").strip())
