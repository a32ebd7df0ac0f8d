"""The positive control: acts of our own, done without any walls, which the watchers must see before they are believed.

A battery whose watchers are asleep would find that nothing works. So each of them is shown something first: a secret
that comes out, a listener that is reached, a process that is stopped, something of every kind that is left behind.
"""

import contextlib
import ctypes
import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from runner.attacks.submissions import Attack
from runner.attacks.surroundings import Surroundings
from runner.attacks.trial import Trace, try_attack
from runner.plain import Plain
from runner.report import Limits
from runner.sandbox import Answered, Outcome, Program, Remains

_SETTLE_SECONDS: Final = 0.3

_TAKES: Final = """
import os, signal, socket
print(open("{{secret_file}}").read(), os.environ["THINKALOUD_DECOY"], "{{secret}}", flush=True)
socket.create_connection(("127.0.0.1", {{port}}), timeout=5).close()
open("{{canary}}/made", "w").close()
open("{{shared_file}}", "a").write("more")
os.kill({{victim_pid}}, signal.SIGSTOP)
"""
_LEAVES: Final = """
import ctypes, json, os, subprocess, sys, tempfile
shm = ctypes.CDLL(None).shmget(0, 4096, 0o1600)
for folder in ("/dev/shm", tempfile.gettempdir()):
    open(os.path.join(folder, "{{mark}}"), "w").close()
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"], start_new_session=True,
                         stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
print(json.dumps({"shm": shm, "pid": child.pid}), flush=True)
os._exit(0)
"""

EXPECTED: Final = (
    "a secret of this machine came out",
    "it says that it worked",
    "a listener of this machine was reached",
    "a folder outside was changed",
    "shared memory of this machine was changed",
    "another process was stopped or killed",
    "processes left behind",
    "System V objects left behind",
    "shared memory left behind",
    "temporary files left behind",
)
"""How each finding begins that the control must give."""


class WatchersAsleep(Exception):
    """Something was done in front of a watcher, and it saw nothing."""

    def __init__(self, missed: Sequence[str]) -> None:
        super().__init__(
            "The attacks were not tried: on this machine the battery would not notice it if one worked. "
            f"Not seen of what was done on purpose: {'; '.join(missed)}."
        )


def expect_watchers_awake(around: Surroundings) -> tuple[str, ...]:
    """Do what attacks would do, without walls, and give what was seen. Raises WatchersAsleep."""
    taken, left = _do(_TAKES, around), _do(_LEAVES, around)
    _clean_up(left.remains.stdout, around)
    seen = (*taken.findings, *left.findings)
    missed = [beginning for beginning in EXPECTED if not any(finding.startswith(beginning) for finding in seen)]
    if missed:
        raise WatchersAsleep(missed)
    return EXPECTED


class WithoutWalls:
    """Runs a program once, from its first line to its last, as a plain process of this user. For acts of ours alone."""

    def open(self, program: Program, limits: Limits) -> "_PlainProcess":
        """Make ready to run it."""
        return _PlainProcess(program.source, limits)


class _PlainProcess:
    """A `Conversation` with nothing around it; every call is answered with None."""

    def __init__(self, source: str, limits: Limits) -> None:
        self._source = source
        self._seconds = limits.wall_seconds
        self._stdout = ""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        return

    def load(self) -> Outcome:
        """Run it to its end."""
        command = [sys.executable, "-c", self._source]
        done = subprocess.run(  # noqa: S603 - an act of ours
            command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False, timeout=60 + self._seconds
        )
        self._stdout = done.stdout + done.stderr
        return Answered(None)

    def call(self, entry: str, args: Sequence[Plain] = ()) -> Outcome:
        """Nothing is asked of it."""
        del entry, args
        return Answered(None)

    def close(self) -> Remains:
        """Give what it printed."""
        return Remains(self._stdout, "", truncated=False, figures=(), cpu_ms=None, peak_memory_mib=None)


def _do(source: str, around: Surroundings) -> Trace:
    act = Attack("control", source, kind="escape", severity="low")
    return try_attack(act, WithoutWalls(), around, settle_seconds=_SETTLE_SECONDS)


def _clean_up(said: str, around: Surroundings) -> None:
    """Take away what the second act left behind."""
    for folder in (around.shared_file.parent, Path(tempfile.gettempdir())):
        (folder / around.mark).unlink(missing_ok=True)
    with contextlib.suppress(ValueError, KeyError, OSError):
        left = json.loads(said.splitlines()[0] if said else "{}")
        ctypes.CDLL(None).shmctl(int(left["shm"]), 0, None)
        os.kill(int(left["pid"]), signal.SIGKILL)
        # It was orphaned, so it is ours to bury.
        os.waitpid(int(left["pid"]), 0)
