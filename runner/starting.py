"""Starts harness processes from one lasting thread, and keeps spare ones ready so that a run need not wait.

A spare has imported its libraries and waits for a program. It is used once and then killed, like any other.
"""

import contextlib
import os
import threading
import weakref
from collections import OrderedDict, deque
from collections.abc import Callable, Hashable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from typing import Generic, TypeVar

from runner.harness import codec
from runner.process import HarnessProcess, StartFailed
from runner.sandbox import SandboxError

MAX_KINDS = 3
"""Kinds of processes (profile and size of scratch) that spares are kept of; the one longest unused goes."""

READY = b"".join(codec.encode({"kind": "ready"}, codec.MAX_ANSWER_BYTES, lambda _: None))

Kind = TypeVar("Kind", bound=Hashable)
_Started = Future[HarnessProcess]


class Starter(Generic[Kind]):
    """Hands out ready processes. Thread-safe; in a forked child it starts afresh.

    A spare that was taken is replaced at once, or, with `replaces_late`, when the run that took it is over: one that is
    made in a moment would only slow that run down. With `anywhere`, a process does not hang on the thread that asks for
    it, so one that is needed at once is started by whoever needs it, which saves two changes of thread.
    """

    def __init__(
        self,
        start: Callable[[Kind], HarnessProcess],
        n_spares: int,
        *,
        replaces_late: bool = False,
        anywhere: bool = False,
    ) -> None:
        self._start = start
        self._n_spares = n_spares
        self._replaces_late = replaces_late
        self._anywhere = anywhere
        self._lock = threading.Lock()
        self._closed = False
        self._reset()

    def _reset(self) -> None:
        self._owner = os.getpid()
        # The kernel kills a process together with the thread that started it, so that thread must outlive all of them.
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="sandbox-starter")
        self._spares: OrderedDict[Kind, deque[_Started]] = OrderedDict()
        self._finalizer = weakref.finalize(self, _discard, self._owner, self._spares, self._thread)

    def take(self, kind: Kind) -> HarnessProcess:
        """Give a ready process that nobody else has. Raises SandboxError."""
        with self._lock:
            self._expect_open()
            waiting = self._spares.get(kind)
            spare = waiting.popleft() if waiting else None
            if self._n_spares and not self._replaces_late:
                self._fill(kind)
        if spare is not None:
            # It may have been lost while it waited, to a machine that was short of memory, say.
            with contextlib.suppress(StartFailed):
                return self._ready(spare.result(), kind)
        return self._ready(self._started(kind), kind)

    def warm(self, kind: Kind) -> None:
        """Have a spare made ready in the background."""
        with self._lock:
            self._expect_open()
            if self._n_spares:
                self._fill(kind)

    def close(self) -> None:
        """End all spares and start no more. Safe to call twice."""
        with self._lock:
            self._closed = True
            self._finalizer()

    def _expect_open(self) -> None:
        if self._closed:
            raise SandboxError("The sandbox is closed.")
        if self._owner != os.getpid():
            self._finalizer.detach()
            self._reset()

    def _started(self, kind: Kind) -> HarnessProcess:
        """Start one now."""
        if self._anywhere:
            return self._start(kind)
        with self._lock:
            self._expect_open()
            started = self._submit(kind)
        return started.result()

    def _submit(self, kind: Kind) -> _Started:
        return self._thread.submit(self._start, kind)

    def _fill(self, kind: Kind) -> None:
        waiting = self._spares.setdefault(kind, deque())
        self._spares.move_to_end(kind)
        while len(waiting) < self._n_spares:
            waiting.append(self._submit(kind))
        while len(self._spares) > MAX_KINDS:
            _, unused = self._spares.popitem(last=False)
            _end(unused)

    def _ready(self, process: HarnessProcess, kind: Kind) -> HarnessProcess:
        process.wait_until_ready(READY)
        # Whoever holds the process keeps the thread that it hangs on.
        process.keeper = self
        if self._replaces_late:
            process.on_end = partial(self._refill, kind)
        return process

    def _refill(self, kind: Kind) -> None:
        """Make up for a process that was handed out and is over."""
        with self._lock:
            if self._n_spares and not self._closed and self._owner == os.getpid():
                self._fill(kind)


def _discard(owner: int, spares: "OrderedDict[Kind, deque[_Started]]", thread: ThreadPoolExecutor) -> None:
    if owner != os.getpid():
        return
    for waiting in spares.values():
        _end(waiting)
    spares.clear()
    thread.shutdown(wait=False)


def _end(waiting: "deque[_Started]") -> None:
    for started in waiting:
        if not started.cancel():
            with contextlib.suppress(SandboxError, OSError):
                started.result().close()
