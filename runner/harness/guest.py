"""The warm parent behind a second kernel (gVisor): forks a walled-off child for every run, and is asked about it.

As `warm_parent`, with two differences. The outside cannot see a process of this kernel, so whatever it wants to know or
do (CPU time, threads, freeze, end) goes as an order over the run's own socket, which the child never holds. And this
parent is the guest's root user with rights to mount, which its children have given up before there is a program.
"""

import contextlib
import os
import select
import signal
import socket
import struct
import sys
import time
from dataclasses import dataclass, field
from types import FrameType
from typing import Final, NamedTuple

from . import guest_walls, isolate, lock, session
from .warm_parent import FIRST_OWN, N_DESCRIPTORS, REQUEST, close_from, move_together

ORDER: Final = struct.Struct("<BB")
"""What to do, and the number of a signal. Each is answered with one STATE."""
LOOK, SIGNAL, END = 0, 1, 2

STATE: Final = struct.Struct("<BiqqIIq")
"""The fields of `State`, in their order."""

_FILES_EVERY_SECONDS: Final = 0.1
_PAGE: Final = os.sysconf("SC_PAGE_SIZE")


class State(NamedTuple):
    """What there is to know about a run."""

    has_ended: bool
    code: int
    """Exit code, or minus the number of a signal; 0 while it runs."""
    cpu_ns: int
    address_space_bytes: int
    n_threads: int
    n_files: int
    peak_kib: int


@dataclass
class _Run:
    pid: int
    socket: socket.socket
    state: State = field(default_factory=lambda: State(False, 0, 0, 0, 1, 0, 0))  # noqa: FBT003 - a wire's fields
    files_due_at: float = 0.0


class GuestParent:
    """Forks, and does what is ordered. `control` is where requests come from; nothing else may hold its other end."""

    def __init__(self, control: socket.socket, profile: str) -> None:
        self._control = control
        self._figures = session.warm_up(profile, thoroughly=True)
        self._runs: dict[int, _Run] = {}
        """By the descriptor of their socket."""
        self._wake_read, self._wake_write = os.pipe()
        for descriptor in (self._wake_read, self._wake_write):
            os.set_blocking(descriptor, False)
        signal.signal(signal.SIGCHLD, _only_wake)
        signal.set_wakeup_fd(self._wake_write, warn_on_full_buffer=False)
        self._poll = select.poll()
        for descriptor in (control.fileno(), self._wake_read):
            self._poll.register(descriptor, select.POLLIN)

    def serve(self) -> None:
        """Fork on request until the outside hangs up and the last run is over."""
        self._control.send(b"ready")
        is_wanted = True
        while is_wanted or self._runs:
            for descriptor, _ in self._poll.poll():
                if descriptor == self._wake_read:
                    self._collect()
                elif descriptor in self._runs:
                    self._obey(self._runs[descriptor])
                elif not self._take_request():
                    self._poll.unregister(descriptor)
                    is_wanted = False

    def _take_request(self) -> bool:
        """Fork for one request. False when nobody asks any more."""
        message, descriptors, _, _ = socket.recv_fds(self._control, REQUEST.size, N_DESCRIPTORS)
        if not message:
            return False
        requests, answers, stdout, stderr, end = descriptors
        told = socket.socket(fileno=end)
        try:
            pid = isolate.fork(isolate.NAMESPACES & ~isolate.USERS)
        except OSError as error:
            os.write(stderr, f"{error}\n".encode())
            told.close()
        else:
            if pid == 0:
                told.detach()
                self._become_run(REQUEST.unpack(message)[0], (requests, answers, stdout, stderr))
            run = self._runs[end] = _Run(pid, told)
            self._poll.register(end, select.POLLIN)
            self._look(run)
            self._tell(run)
        for descriptor in (requests, answers, stdout, stderr):
            os.close(descriptor)
        return True

    def _obey(self, run: _Run) -> None:
        order = run.socket.recv(ORDER.size)
        if len(order) != ORDER.size:
            # Nobody wants it any more.
            self._end(run)
            self._poll.unregister(run.socket)
            del self._runs[run.socket.fileno()]
            run.socket.close()
            return
        what, number = ORDER.unpack(order)
        if what == END:
            self._end(run)
        elif what == SIGNAL and not run.state.has_ended:
            os.kill(run.pid, number)
            if number == signal.SIGSTOP:
                # Only when all its threads stand still may the outside look whether something came unasked.
                os.waitid(os.P_PID, run.pid, os.WSTOPPED | os.WEXITED | os.WNOWAIT)
        if what == LOOK:
            self._look(run)
        self._tell(run)

    def _tell(self, run: _Run) -> None:
        with contextlib.suppress(OSError):
            # When nobody listens any more, the next thing heard is that.
            run.socket.send(STATE.pack(*run.state))

    def _collect(self) -> None:
        """Bury those that have ended by themselves."""
        with contextlib.suppress(BlockingIOError):
            while os.read(self._wake_read, 512):
                pass
        for run in self._runs.values():
            self._bury(run, os.WNOHANG)

    def _end(self, run: _Run) -> None:
        """End a run and, with the first process of its namespace, all that is in it."""
        if not run.state.has_ended:
            self._look(run)
            os.kill(run.pid, signal.SIGKILL)
            self._bury(run, 0)

    def _bury(self, run: _Run, flags: int) -> None:
        if run.state.has_ended:
            return
        pid, status, usage = os.wait4(run.pid, flags)
        if pid == 0:
            return
        cpu_ns = round((usage.ru_utime + usage.ru_stime) * 1e9)
        run.state = run.state._replace(
            has_ended=True,
            code=os.waitstatus_to_exitcode(status),
            cpu_ns=max(cpu_ns, run.state.cpu_ns),
            peak_kib=max(usage.ru_maxrss, run.state.peak_kib),
            n_threads=0,
        )

    def _look(self, run: _Run) -> None:
        """Read what this kernel knows about a run. What cannot be read any more stays as it was."""
        if run.state.has_ended:
            return
        with contextlib.suppress(OSError, IndexError, ValueError):
            fields = _read(f"/proc/{run.pid}/stat").rpartition(")")[2].split()
            run.state = run.state._replace(
                # The kernel's clock of another process: its number is made from the process id.
                cpu_ns=time.clock_gettime_ns((~run.pid << 3) | 2),
                n_threads=int(fields[17]),
                address_space_bytes=int(fields[20]),
                peak_kib=max(run.state.peak_kib, int(fields[21]) * _PAGE // 1024),
            )
        now = time.monotonic()
        if now >= run.files_due_at:
            run.files_due_at = now + _FILES_EVERY_SECONDS
            run.state = run.state._replace(n_files=guest_walls.n_files(f"/proc/{run.pid}/root{isolate.SCRATCH}"))

    def _become_run(self, scratch_bytes: int, pipes: tuple[int, int, int, int]) -> None:
        """In the child: let go of everything of the parent's, build the walls, and serve. Does not return."""
        try:
            signal.set_wakeup_fd(-1)
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            requests, answers, stdout, stderr = pipes
            # Their numbers are about to be others' numbers.
            for held in (self._control, *(run.socket for run in self._runs.values())):
                held.detach()
            self._runs.clear()
            os.dup2(stderr, 2)
            os.dup2(stdout, 1)
            move_together((requests, answers))
            close_from(FIRST_OWN + 2)
            guest_walls.settle(scratch_bytes)
            session.serve(FIRST_OWN, FIRST_OWN + 1, self._figures, session.Walls.OF_ITS_OWN)
        except BaseException as error:
            os.write(2, f"{type(error).__name__}: {error}\n".encode())
            os._exit(1)
        os._exit(0)


def _only_wake(_number: int, _frame: FrameType | None) -> None:
    """Python writes to the pipe that is waited for; there is nothing else to do."""


def _read(path: str) -> str:
    descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        return os.read(descriptor, 4096).decode("utf-8", "replace")
    finally:
        os.close(descriptor)


def main(arguments: list[str]) -> None:
    """Start from the command line: the control socket's descriptor, and the profile."""
    isolate.hide()
    guest_walls.furnish()
    with socket.socket(fileno=int(arguments[0])) as control:
        parent = GuestParent(control, arguments[1])
        # Built once here, and found ready in every child, which is the first process of its namespace.
        lock.build_filter()
        sys.stdout.flush()
        parent.serve()
    os._exit(0)
