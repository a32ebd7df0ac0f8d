"""The warm parent: it has imported a profile's libraries, and forks a walled-off child for every run.

It takes requests from one socket: how large the scratch folder is to be, and the descriptors of the run's pipes. To the
run's own socket it sends a descriptor of the child, and in the end how the child ended. It never sees a program: that
goes from outside to the child, through pipes that the parent has closed by then.
"""

import contextlib
import os
import select
import signal
import socket
import struct
import sys
from typing import Final, NamedTuple

from . import isolate, landlock, lock, session

REQUEST: Final = struct.Struct("<Q")
"""Size of the scratch folder in bytes. With it come the descriptors of the run's four pipes and of its socket."""
ENDED: Final = struct.Struct("<i")
"""Exit code, or minus the number of a signal."""
N_DESCRIPTORS: Final = 5

_IDLE_MS: Final = 3
"""When nothing was asked for so long, what the next child needs is made ready."""
_FIRST_SCRATCH_BYTES: Final = 64 << 20
"""Until the first request says."""
FIRST_OWN: Final = 3
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
        isolate.close_devices()
        self._is_prepared = self._may_prepare = self._has_scratch = False
        self._scratch_bytes = _FIRST_SCRATCH_BYTES
        """The size that was last asked for, so most likely the next one as well."""
        self._rules: landlock.Rules | None = None
        """For the next child."""
        self._runs: dict[int, _Run] = {}
        """By the descriptor that is watched: first the child's, then, when it has ended, its socket's."""
        self._poll = select.poll()
        self._poll.register(control, select.POLLIN)

    def serve(self) -> None:
        """Fork on request until the outside hangs up and the last run is over."""
        self._prepare()
        self._control.send(b"ready")
        is_wanted = True
        while is_wanted or self._runs:
            events = self._poll.poll(_IDLE_MS if self._may_prepare else None)
            if not events:
                self._may_prepare = False
                # What is wrong is told when a child is asked for; those at work are not to suffer for it.
                with contextlib.suppress(OSError):
                    self._prepare()
            for descriptor, _ in events:
                if descriptor != self._control.fileno():
                    self._tell_or_bury(descriptor)
                elif not self._take_request():
                    self._poll.unregister(descriptor)
                    is_wanted = False

    def _prepare(self) -> None:
        """Do for the next child what can be done before it is asked for. Raises OSError."""
        isolate.expect_alone()
        if self._has_scratch:
            isolate.drop_scratch()
            self._has_scratch = False
        isolate.lay_scratch(self._scratch_bytes)
        self._has_scratch = True
        isolate.move_on()
        self._rules = lock.begin_rules()
        self._is_prepared = True

    def _fork(self, scratch_bytes: int) -> int:
        """Fork into namespaces of the child's own, with a scratch folder of that size. Raises OSError."""
        if not self._is_prepared:
            self._scratch_bytes = scratch_bytes
            self._prepare()
        elif scratch_bytes != self._scratch_bytes:
            isolate.resize_scratch(scratch_bytes)
            self._scratch_bytes = scratch_bytes
        self._is_prepared, self._may_prepare = False, True
        return isolate.clone(isolate.NAMESPACES & ~isolate.AHEAD)

    def _take_request(self) -> bool:
        """Fork for one request. False when nobody asks any more."""
        message, descriptors, _, _ = socket.recv_fds(self._control, REQUEST.size, N_DESCRIPTORS)
        if not message:
            return False
        requests, answers, stdout, stderr, end = descriptors
        told = socket.socket(fileno=end)
        try:
            pid = self._fork(REQUEST.unpack(message)[0])
        except OSError as error:
            os.write(stderr, f"{error}\n".encode())
            told.close()
        else:
            if pid == 0:
                self._become_run((requests, answers, stdout, stderr))
            self._watch(pid, told)
        if self._rules is not None:
            os.close(self._rules.descriptor)
            self._rules = None
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

    def _become_run(self, pipes: tuple[int, int, int, int]) -> None:
        """In the child: let go of everything of the parent's, build the walls, and serve. Does not return.

        The parent's objects live on in frames that never end, so none of them closes a number that is another's by now.
        """
        try:
            requests, answers, stdout, stderr = pipes
            os.dup2(stderr, 2)
            os.dup2(stdout, 1)
            rules = self._rules
            kept = (requests, answers) if rules is None else (requests, answers, rules.descriptor)
            move_together(kept)
            close_from(FIRST_OWN + len(kept))
            isolate.settle(self._user, self._group)
            rules = rules and rules._replace(descriptor=FIRST_OWN + 2)
            session.serve(FIRST_OWN, FIRST_OWN + 1, self._figures, session.Walls.OF_ITS_OWN, rules)
        except BaseException as error:
            os.write(2, f"{type(error).__name__}: {error}\n".encode())
            os._exit(1)
        os._exit(0)


def move_together(descriptors: tuple[int, ...]) -> None:
    """Give descriptors the numbers from three on. First away from there: one may lie where another belongs."""
    away = [os.dup2(descriptor, 100 + place, inheritable=False) for place, descriptor in enumerate(descriptors)]
    for place, descriptor in enumerate(away):
        os.dup2(descriptor, FIRST_OWN + place, inheritable=False)


def close_from(first: int) -> None:
    """Close every descriptor from this number on."""
    os.closerange(first, os.sysconf("SC_OPEN_MAX"))


def main(arguments: list[str]) -> None:
    """Start from the command line: the control socket's descriptor, and the profile."""
    isolate.hide()
    with socket.socket(fileno=int(arguments[0])) as control:
        parent = Parent(control, arguments[1])
        # Built once here, and found ready in every child, which is the first process of its namespace.
        lock.build_filter()
        sys.stdout.flush()
        parent.serve()
    os._exit(0)
