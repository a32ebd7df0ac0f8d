"""Two floors for what a run costs, both without any wall: a plain fork with a plain loop, and our own stack bared.

The first is the least that can be: a process that imported the libraries forks, and the child calls the function on
what comes over a pipe, with nothing around it. The second runs the same harness, protocol and outside as the product,
in a plain `os.fork`: no namespaces, mounts, Landlock, call filter, resource limits or freezing. It is what the aims for
the walls are relative to. Neither is slowed down for the comparison, and both get every gain that is not about walls.
"""

import os
import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Self

import numpy as np

from bench.load import GIVEN, N_CALLS, SOURCE, Run
from runner import pins
from runner import profile as profiles
from runner.box import HarnessBox
from runner.harness import codec
from runner.harness.channel import Channel
from runner.process import HarnessProcess
from runner.report import Limits
from runner.sandbox import Box, Profile, Program
from runner.starting import READY
from runner.warm_parent import WarmParent


class PlainLoop:
    """A process that forks on a word; the child answers calls over the same two pipes and ends."""

    def __init__(self, profile: Profile) -> None:
        self._ask_read, self._ask_write = os.pipe()
        self._tell_read, self._tell_write = os.pipe()
        self._folder = tempfile.mkdtemp(prefix="thinkaloud-bench-")
        self.pid = os.fork()
        if self.pid == 0:
            try:
                self._serve(profile)
            finally:
                os._exit(1)
        os.close(self._ask_read)
        os.close(self._tell_write)
        self._channel = Channel(self._tell_read, self._ask_write)
        self._wait_for_byte()

    def _serve(self, profile: Profile) -> None:
        from runner.harness import session

        os.environ["MPLCONFIGDIR"] = self._folder
        session.warm_up(profile, thoroughly=True)
        os.write(self._tell_write, b"r")
        while os.read(self._ask_read, 1) == b"f":
            child = os.fork()
            if child == 0:
                self._answer()
            os.waitpid(child, 0)
            os.write(self._tell_write, b"e")
        os._exit(0)

    def _answer(self) -> None:
        names: dict[str, Callable[[np.ndarray], np.ndarray]] = {}
        exec(compile(SOURCE, "solution.py", "exec"), names)
        channel = Channel(self._ask_read, self._tell_write)
        for _ in range(N_CALLS):
            given = codec.decode(channel.receive(), dict)
            channel.send(codec.encode(names["softmax"](given), codec.MAX_ANSWER_BYTES, lambda _: None))
        os._exit(0)

    def run(self) -> Run:
        """Fork once, and wait for the answers and for the child's end."""
        started = time.perf_counter()
        os.write(self._ask_write, b"f")
        for _ in range(N_CALLS):
            self._channel.send(codec.encode(GIVEN, codec.MAX_REQUEST_BYTES, lambda _: None))
            codec.decode(self._channel.receive(), dict)
        in_hand = time.perf_counter()
        self._wait_for_byte()
        return Run(in_hand - started, time.perf_counter() - started)

    def _wait_for_byte(self) -> None:
        if not os.read(self._tell_read, 1):
            raise SystemExit("The process that forks is gone.")

    def close(self) -> None:
        """End the process that forks."""
        os.write(self._ask_write, b"q")
        os.waitpid(self.pid, 0)
        for end in (self._ask_write, self._tell_read):
            os.close(end)
        shutil.rmtree(self._folder, ignore_errors=True)


class BareProcess(HarnessProcess):
    """A harness process that is never frozen."""

    def freeze(self) -> None:
        """Let it run on."""


class BareStack:
    """The product's stack over a warm parent that builds no walls."""

    def __init__(self, profile: Profile) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="thinkaloud-bench-"))
        site = self._folder / "site"
        for mount in profiles.package_mounts(profile):
            (site / mount.target).parent.mkdir(parents=True, exist_ok=True)
            (site / mount.target).symlink_to(mount.source)
        settings = pins.PINNED | {"MPLCONFIGDIR": str(self._folder), "HOME": str(self._folder)}
        self._parent = WarmParent(
            lambda control: [
                *("/usr/bin/env", "-C", str(self._folder), "-i"),
                *(f"{name}={value}" for name, value in settings.items()),
                *(str(profiles.interpreter().executable), *profiles.INTERPRETER_FLAGS),
                *(str(Path(__file__).with_name("bare_parent.py")), str(site), str(control), profile),
            ]
        )
        self.pid = self._parent.pid

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._parent.kill()
        shutil.rmtree(self._folder, ignore_errors=True)

    def open(self, program: Program, limits: Limits) -> Box:
        """Have a process forked for the program."""
        process = self._parent.fork(0)
        process.__class__ = BareProcess
        process.wait_until_ready(READY)
        return HarnessBox(process, program, limits, scratch_mount=None)
