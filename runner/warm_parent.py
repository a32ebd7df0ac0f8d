"""A warm parent as the outside holds it: asked for children, replaced when it has made many or is gone.

Its other half is `harness/warm_parent.py`. Must not know what the children run.
"""

import contextlib
import os
import re
import select
import socket
import subprocess
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from runner.harness.warm_parent import ENDED, N_DESCRIPTORS, REQUEST
from runner.process import START_SECONDS, TAIL_BYTES, HarnessProcess, Pipes, StartFailed

MAX_FORKS = 300
"""All children of a parent share its address layout, so it is replaced after so many."""
SUCCESSOR_AHEAD = 20
"""So many forks before its last one, a parent's successor is started, so that nobody waits for its imports."""

_SECONDS = 10.0
_LAST_WORDS_SECONDS = 3.0

Command = Callable[[int], Sequence[str]]
"""Builds a parent's command from the number of its control descriptor."""


class ForkedEnd:
    """The end of a process that a warm parent forked and tells about. Implements `process.Ending`."""

    def __init__(self, told: socket.socket, pidfd: int) -> None:
        self._told = told
        self._pidfd = os.dup(pidfd)
        self._code: int | None = None

    def wait(self, seconds: float) -> bool:
        """Wait a while for the end. True when it has come."""
        poll = select.poll()
        poll.register(self._pidfd, select.POLLIN)
        return bool(poll.poll(seconds * 1000))

    @property
    def code(self) -> int | None:
        """Exit code, or minus the number of a signal; None while it runs, and when the parent is gone as well."""
        if self._code is None and self.wait(0):
            self._told.settimeout(_SECONDS)
            with contextlib.suppress(OSError):
                message = self._told.recv(ENDED.size)
                if len(message) == ENDED.size:
                    (self._code,) = ENDED.unpack(message)
        return self._code

    def force(self) -> None:
        """Nothing is stronger than the kill that was sent: it is only waited for."""
        self.wait(_SECONDS)

    def close(self) -> None:
        """Let the parent bury it."""
        self._told.close()
        os.close(self._pidfd)


class WarmParent:
    """One process that forks children. Not thread-safe; made in a thread that outlives it."""

    def __init__(self, command: Command, *, also_pass: Sequence[int] = ()) -> None:
        self._control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            try:
                self._process = subprocess.Popen(  # noqa: S603 - our own command
                    list(command(theirs.fileno())),
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.PIPE,
                    pass_fds=[theirs.fileno(), *also_pass],
                    env={},
                    cwd="/",
                    start_new_session=True,
                )
            except OSError as error:
                self._control.close()
                raise StartFailed(str(error)) from error
        self._is_ready = False
        self.n_forks = 0

    @property
    def pid(self) -> int:
        """Process id of the bubblewrap around it."""
        return self._process.pid

    def is_alive(self) -> bool:
        """Say whether it still runs."""
        return self._process.poll() is None

    def fork(self, scratch_bytes: int) -> HarnessProcess:
        """Have a child forked. Raises StartFailed."""
        if not self._is_ready:
            self._wait_until_ready()
        self.n_forks += 1
        pipes, theirs = run_pipes()
        told, their_told = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        try:
            self._control.settimeout(_SECONDS)
            descriptors = [*theirs, their_told.fileno()]
            assert len(descriptors) == N_DESCRIPTORS
            socket.send_fds(self._control, [REQUEST.pack(scratch_bytes)], descriptors)
        except OSError as error:
            _close(told, *pipes)
            raise StartFailed(f"its warm parent is gone ({error})") from error
        finally:
            _close(their_told, *theirs)
        try:
            pidfd = _receive_child(told)
            return HarnessProcess(_pid_of(pidfd), pidfd, pipes, ForkedEnd(told, pidfd), has_own_processes=True)
        except (StartFailed, OSError) as error:
            os.set_blocking(pipes.stderr, False)
            said = ""
            with contextlib.suppress(OSError):
                said = os.read(pipes.stderr, TAIL_BYTES).decode("utf-8", "replace").strip()
            _close(told, *pipes)
            raise StartFailed(said or str(error)) from error

    def retire(self) -> None:
        """Ask for no more children; it ends by itself when the last of them is over."""
        self._control.close()

    def kill(self) -> None:
        """End it and all its children, and wait until that is so. Safe to call twice."""
        self.retire()
        self._process.kill()
        self._process.wait()
        if self._process.stderr is not None:
            self._process.stderr.close()

    def forget(self) -> None:
        """In a forked copy of its owner: let go of the descriptors, and leave the process alone."""
        self._control.close()
        if self._process.stderr is not None:
            self._process.stderr.close()
        # It is not a child of this process, so it is neither waited for nor reported as left running.
        self._process.returncode = 0

    def _wait_until_ready(self) -> None:
        self._control.settimeout(START_SECONDS)
        try:
            is_ready = self._control.recv(16) == b"ready"
        except OSError:
            is_ready = False
        if not is_ready:
            # One that hung up is about to end; what it says on the way is why.
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(_LAST_WORDS_SECONDS)
            self._process.kill()
            assert self._process.stderr is not None
            said = self._process.stderr.read()[-TAIL_BYTES:].decode("utf-8", "replace").strip()
            self.kill()
            raise StartFailed(said)
        self._is_ready = True


class WarmParents:
    """The warm parents of one kind: the one in use, its successor, and those whose last children are still at work.

    Thread-safe. `start` has a parent made by a thread that lasts as long as it, since it hangs on that thread; children
    hang on their parent alone.
    """

    def __init__(self, start: Callable[[], WarmParent]) -> None:
        self._start = start
        self._lock = threading.Lock()
        self._current: WarmParent | None = None
        self._successor: WarmParent | None = None
        self._retired: list[WarmParent] = []

    def fork(self, scratch_bytes: int) -> HarnessProcess:
        """Have a child forked, by a new parent when the old one is gone or has made enough. Raises StartFailed."""
        with self._lock:
            self._bury()
            parent = self._parent()
            try:
                return parent.fork(scratch_bytes)
            except StartFailed:
                # Whatever is wrong with it, a second one shows whether it is wrong with the machine.
                parent.kill()
                self._current = None
                return self._parent().fork(scratch_bytes)

    def pids(self) -> list[int]:
        """Process ids of the bubblewraps around all parents that still run."""
        return [parent.pid for parent in self._all() if parent.is_alive()]

    def kill(self) -> None:
        """End all of them."""
        for parent in self._all():
            parent.kill()
        self._current, self._successor, self._retired = None, None, []

    def forget(self) -> None:
        """In a forked copy of the owner: let go of all, and leave them alone."""
        for parent in self._all():
            parent.forget()
        self._current, self._successor, self._retired = None, None, []

    def _all(self) -> list[WarmParent]:
        return [parent for parent in (self._current, self._successor, *self._retired) if parent is not None]

    def _parent(self) -> WarmParent:
        if self._current is not None and not self._current.is_alive():
            self._current.kill()
            self._current = None
        if self._current is not None and self._current.n_forks >= MAX_FORKS:
            self._current.retire()
            self._retired.append(self._current)
            self._current = None
        if self._current is None:
            self._current, self._successor = self._successor or self._start(), None
        elif self._successor is None and self._current.n_forks >= MAX_FORKS - SUCCESSOR_AHEAD:
            self._successor = self._start()
        return self._current

    def _bury(self) -> None:
        """Collect the retired that have ended."""
        for parent in [parent for parent in self._retired if not parent.is_alive()]:
            parent.kill()
            self._retired.remove(parent)


def run_pipes() -> tuple[Pipes, tuple[int, int, int, int]]:
    """Make the four pipes of a run: our ends and theirs."""
    requests_read, requests_write = os.pipe()
    answers_read, answers_write = os.pipe()
    stdout_read, stdout_write = os.pipe()
    stderr_read, stderr_write = os.pipe()
    ours = Pipes(requests_write, answers_read, stdout_read, stderr_read)
    return ours, (requests_read, answers_write, stdout_write, stderr_write)


def _close(told: socket.socket, *descriptors: int) -> None:
    told.close()
    for descriptor in descriptors:
        os.close(descriptor)


def _receive_child(told: socket.socket) -> int:
    """Wait for the descriptor of the child. Raises StartFailed."""
    deadline = time.monotonic() + START_SECONDS
    told.settimeout(deadline - time.monotonic())
    try:
        message, descriptors, _, _ = socket.recv_fds(told, 16, 1)
    except OSError as error:
        raise StartFailed(f"its warm parent did not fork ({error})") from error
    if message != b"forked" or len(descriptors) != 1:
        for descriptor in descriptors:
            os.close(descriptor)
        raise StartFailed("its warm parent could not fork")
    os.set_inheritable(descriptors[0], False)  # noqa: FBT003 - as it comes with the standard library
    return descriptors[0]


def _pid_of(pidfd: int) -> int:
    """Give a child's process id as this machine numbers it. Raises StartFailed."""
    text = Path(f"/proc/self/fdinfo/{pidfd}").read_text(encoding="ascii")
    found = re.search(r"^Pid:\t(\d+)$", text, re.MULTILINE)
    if found is None or found[1] == "0":
        os.close(pidfd)
        raise StartFailed("its process was gone at once")
    return int(found[1])
