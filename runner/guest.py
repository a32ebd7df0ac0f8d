"""A process behind a second kernel, and the warm parent that forks it, as the outside holds them.

This machine's kernel knows nothing of such a process. Its clock, its threads and the switch that ends it are asked of
its parent, over a socket of the run's own that the run never holds; that is as trustworthy as the parent, which never
sees a program, and the guest's kernel. What must hold without both is the outside's own clock and the end of the whole
guest. The other half is `harness/guest.py`.
"""

import contextlib
import os
import signal
import socket
import subprocess
import threading
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from runner import walls, walls_gvisor
from runner.harness.guest import END, LOOK, ORDER, SIGNAL, STATE, State
from runner.harness.warm_parent import REQUEST
from runner.process import START_SECONDS, TAIL_BYTES, HarnessProcess, Pipes, StartFailed
from runner.sandbox import Profile
from runner.warm_parent import WarmParent, run_pipes

_SECONDS = 10.0
_FRESH_SECONDS = 0.005
"""What was asked no longer ago is not asked again."""


class GuestEnd:
    """A run's own line to the parent that forked it. Implements `process.Ending`; thread-safe."""

    def __init__(self, line: socket.socket, end_guest: Callable[[], None]) -> None:
        self._line = line
        self._end_guest = end_guest
        self._one_at_a_time = threading.Lock()
        self._line.settimeout(START_SECONDS)
        self._state = self._receive()
        self._line.settimeout(_SECONDS)
        self._looked_at = time.monotonic()
        self._n_unread = 0
        self._is_lost = False

    def state(self) -> State:
        """Give what is known about the run, a few milliseconds old at most."""
        if not self.is_over and time.monotonic() - self._looked_at > _FRESH_SECONDS:
            self.order(LOOK)
        return self._state

    @property
    def is_over(self) -> bool:
        """Whether the run has ended, or there is nobody left to tell of it."""
        return self._state.has_ended or self._is_lost

    def order(self, what: int, number: int = 0, *, wait: bool = True) -> None:
        """Have something done, and wait until it is. A guest that does not answer in time is ended."""
        with self._one_at_a_time:
            if self.is_over:
                return
            try:
                self._line.send(ORDER.pack(what, number))
                self._n_unread += 1
                while wait and self._n_unread:
                    self._state = self._receive()
                    self._n_unread -= 1
            except (OSError, StartFailed):
                self._is_lost = True
            if what != SIGNAL:
                self._looked_at = time.monotonic()
        if self._is_lost:
            self._end_guest()

    def _receive(self) -> State:
        message = self._line.recv(STATE.size)
        if len(message) != STATE.size:
            raise StartFailed("its guest is gone")
        return State._make(STATE.unpack(message))

    def wait(self, seconds: float) -> bool:
        """Wait a while for the end. True when it has come."""
        deadline = time.monotonic() + seconds
        while not self.is_over and time.monotonic() < deadline:
            self.order(LOOK)
            if not self.is_over:
                time.sleep(0.005)
        return self.is_over

    @property
    def code(self) -> int | None:
        """Exit code, or minus the number of a signal; None while it runs, and when the guest is gone as well."""
        self.state()
        return self._state.code if self._state.has_ended else None

    def force(self) -> None:
        """End the whole guest."""
        self._end_guest()

    def close(self) -> None:
        """Let go of the line."""
        self._line.close()


class GuestProcess(HarnessProcess):
    """A harness process that only its parent inside can see."""

    def __init__(self, parent_pid: int, line: GuestEnd, pipes: Pipes) -> None:
        super().__init__(parent_pid, -1, pipes, line, has_own_processes=True)
        self._line = line

    def _cpu_clock(self) -> float:
        return self._line.state().cpu_ns / 1e9

    def _signal(self, number: signal.Signals) -> None:
        # Only a stop has to be seen to have happened.
        self._line.order(SIGNAL, number, wait=number == signal.SIGSTOP)

    def address_space_bytes(self) -> int:
        """How much address space it takes now. Raises StartFailed."""
        state = self._line.state()
        if self._line.is_over:
            raise StartFailed("it ended before it was given a program")
        return state.address_space_bytes

    def n_threads(self) -> int:
        """How many threads it has; 0 when it is gone."""
        return 0 if self._line.is_over else self._line.state().n_threads

    def n_scratch_files(self, mount: str) -> int:  # noqa: ARG002 - it has only one
        """How many files lie in its scratch folder, some tenths of a second ago."""
        return self._line.state().n_files

    def peak_memory_mib(self) -> int | None:
        """Largest resident size that was seen so far."""
        return self._line.state().peak_kib // 1024 or None

    def kill(self) -> None:
        """End it and everything that it started, and wait until that is so. Safe to call again."""
        self._line.order(END)


class GuestParent(WarmParent):
    """One guest, whose first process forks children. Not thread-safe; made in a thread that outlives it."""

    def __init__(self, bubblewrap: Path, runsc: Path, profile: Profile) -> None:
        bundle = walls_gvisor.describe([*walls.harness("guest"), str(walls_gvisor.CONTROL), profile])
        try:
            super().__init__(partial(_command, bubblewrap, runsc, profile, bundle), also_pass=[bundle])
        finally:
            os.close(bundle)

    def fork(self, scratch_bytes: int) -> HarnessProcess:
        """Have a child forked. Raises StartFailed."""
        if not self._is_ready:
            self._wait_until_ready()
        self.n_forks += 1
        pipes, theirs = run_pipes()
        line, their_line = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        try:
            self._control.settimeout(_SECONDS)
            socket.send_fds(self._control, [REQUEST.pack(scratch_bytes)], [*theirs, their_line.fileno()])
        except OSError as error:
            _close(line, *pipes)
            raise StartFailed(f"its guest is gone ({error})") from error
        finally:
            _close(their_line, *theirs)
        try:
            return GuestProcess(self.pid, GuestEnd(line, partial(_end, self._process)), pipes)
        except (StartFailed, OSError) as error:
            os.set_blocking(pipes.stderr, False)
            said = ""
            with contextlib.suppress(OSError):
                said = os.read(pipes.stderr, TAIL_BYTES).decode("utf-8", "replace").strip()
            _close(line, *pipes)
            raise StartFailed(said or f"its warm parent did not fork ({error})") from error


def _close(line: socket.socket, *descriptors: int) -> None:
    line.close()
    for descriptor in descriptors:
        os.close(descriptor)


def _command(bubblewrap: Path, runsc: Path, profile: Profile, bundle: int, control: int) -> list[str]:
    passed = f"--pass-fd={control}:{walls_gvisor.CONTROL}"
    return walls_gvisor.command(bubblewrap, runsc, profile, bundle, [passed])


def _end(guest: "subprocess.Popen[bytes]") -> None:
    """End a guest with all its runs. Safe to call from any thread, and again."""
    with contextlib.suppress(ProcessLookupError):
        guest.kill()
