"""The warm parent: it has imported a profile's libraries, and forks a walled-off child for every run.

It takes requests from one socket: how large the scratch folder is to be, and the descriptors of the run's pipes. To the
run's own socket it sends a descriptor of the child, and in the end how the child ended. It never sees a program: that
goes from outside to the child, through pipes that the parent has closed by then.
"""

import os
import select
import signal
import socket
import struct
import sys
from typing import Final, NamedTuple

from . import isolate, session, syscalls

REQUEST: Final = struct.Struct("<Q")
"""Size of the scratch folder in bytes. With it come the descriptors of the run's four pipes and of its socket."""
ENDED: Final = struct.Struct("<i")
"""Exit code, or minus the number of a signal."""
N_DESCRIPTORS: Final = 5

_FIRST_OWN: Final = 3
"""The child's descriptors: the standard ones, then requests and answers."""


class _Run(NamedTuple):
    pid: int
    socket: socket.socket


class Parent:
    """Forks, and tells of ends. `control` is where requests come from; nothing else may ever hold its other end."""

    def __init__(self, control: socket.socket, profile: str) -> None:
        self._control = control
        self._figures = session.warm_up(profile, thoroughly=True)
        self._user, self._group = os.getuid(), os.getgid()
        self._runs: dict[int, _Run] = {}
        """By the descriptor that is watched: first the child's, then, when it has ended, its socket's."""
        self._poll = select.poll()
        self._poll.register(control, select.POLLIN)

    def serve(self) -> None:
        """Fork on request until the outside hangs up and the last run is over."""
        self._control.send(b"ready")
        is_wanted = True
        while is_wanted or self._runs:
            for descriptor, _ in self._poll.poll():
                if descriptor != self._control.fileno():
                    self._tell_or_bury(descriptor)
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
            pid = isolate.fork()
        except OSError as error:
            os.write(stderr, f"{error}\n".encode())
            told.close()
        else:
            if pid == 0:
                told.detach()
                self._become_run(REQUEST.unpack(message)[0], (requests, answers, stdout, stderr))
            self._watch(pid, told)
        for descriptor in (requests, answers, stdout, stderr):
            os.close(descriptor)
        return True

    def _watch(self, pid: int, told: socket.socket) -> None:
        child = os.pidfd_open(pid)
        self._runs[child] = _Run(pid, told)
        self._poll.register(child, select.POLLIN)
        try:
            socket.send_fds(told, [b"forked"], [child])
        except OSError:
            # Nobody waits for it any more.
            signal.pidfd_send_signal(child, signal.SIGKILL)

    def _tell_or_bury(self, descriptor: int) -> None:
        run = self._runs.pop(descriptor)
        self._poll.unregister(descriptor)
        if descriptor == run.socket.fileno():
            # Only now may the kernel give its number to another: the outside has let go of it.
            os.waitpid(run.pid, 0)
            run.socket.close()
            return
        os.close(descriptor)
        ended = os.waitid(os.P_PID, run.pid, os.WEXITED | os.WNOWAIT)
        assert ended is not None
        code = ended.si_status if ended.si_code == os.CLD_EXITED else -ended.si_status
        try:
            run.socket.send(ENDED.pack(code))
        except OSError:
            os.waitpid(run.pid, 0)
            run.socket.close()
            return
        self._runs[run.socket.fileno()] = run
        self._poll.register(run.socket, select.POLLIN)

    def _become_run(self, scratch_bytes: int, pipes: tuple[int, int, int, int]) -> None:
        """In the child: let go of everything of the parent's, build the walls, and serve. Does not return."""
        try:
            requests, answers, stdout, stderr = pipes
            # Their numbers are about to be others' numbers.
            for held in (self._control, *(run.socket for run in self._runs.values())):
                held.detach()
            self._runs.clear()
            os.dup2(stderr, 2)
            os.dup2(stdout, 1)
            _move_together((requests, answers))
            _close_from(_FIRST_OWN + 2)
            isolate.settle(scratch_bytes, self._user, self._group)
            session.serve(_FIRST_OWN, _FIRST_OWN + 1, self._figures, session.Walls.OF_ITS_OWN)
        except BaseException as error:
            os.write(2, f"{type(error).__name__}: {error}\n".encode())
            os._exit(1)
        os._exit(0)


def _move_together(descriptors: tuple[int, int]) -> None:
    """Give descriptors the numbers from three on. First away from there: one may lie where another belongs."""
    away = [os.dup2(descriptor, 100 + place, inheritable=False) for place, descriptor in enumerate(descriptors)]
    for place, descriptor in enumerate(away):
        os.dup2(descriptor, _FIRST_OWN + place, inheritable=False)


def _close_from(first: int) -> None:
    os.closerange(first, os.sysconf("SC_OPEN_MAX"))


def main(arguments: list[str]) -> None:
    """Start from the command line: the control socket's descriptor, and the profile."""
    isolate.hide()
    with socket.socket(fileno=int(arguments[0])) as control:
        parent = Parent(control, arguments[1])
        # Built once here, and found ready in every child, which is the first process of its namespace.
        syscalls.filter_for(os.uname().machine, 1)
        sys.stdout.flush()
        parent.serve()
    os._exit(0)
