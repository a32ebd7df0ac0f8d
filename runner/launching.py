"""Starts a harness process as a child of this one, with or without bubblewrap in between.

Must not know what is run, or why.
"""

import json
import os
import subprocess
from collections.abc import Callable, Sequence

from runner.process import TAIL_BYTES, HarnessProcess, Pipes, StartFailed

_END_SECONDS = 10.0

Command = Callable[[int, int], Sequence[str]]
"""Builds the command from the numbers of the request and the answer descriptor."""


class ChildsEnd:
    """The end of a process that is a child of this one, or of a bubblewrap that is. Implements `process.Ending`."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._process = process

    def wait(self, seconds: float) -> bool:
        """Wait a while for the end. True when it has come."""
        try:
            self._process.wait(seconds)
        except subprocess.TimeoutExpired:
            return False
        return True

    @property
    def code(self) -> int | None:
        """Exit code, or minus the number of the signal that ended it. None while it runs."""
        return self._process.poll()

    def force(self) -> None:
        """End bubblewrap, which takes along what is in it."""
        self._process.kill()
        self._process.wait()

    def close(self) -> None:
        """Nothing is held beyond the process itself."""


def start(command: Command, *, environment: dict[str, str], folder: str, walled: bool) -> HarnessProcess:
    """Start a harness process. `walled`: by bubblewrap, which tells the inner process's id. Raises StartFailed.

    Must be called from a thread that outlives the process: the kernel takes "die with your parent" for the thread.
    """
    requests_read, requests_write = os.pipe()
    answers_read, answers_write = os.pipe()
    facts_read, facts_write = os.pipe()
    theirs = [requests_read, answers_write]
    arguments = list(command(requests_read, answers_write))
    if walled:
        arguments[1:1] = ["--info-fd", str(facts_write)]
        theirs.append(facts_write)
    stdout_read, stdout_write = os.pipe()
    stderr_read, stderr_write = os.pipe()
    ours = Pipes(requests_write, answers_read, stdout_read, stderr_read)
    try:
        process = subprocess.Popen(  # noqa: S603 - the command is ours; nothing in it comes from a program
            arguments,
            stdin=subprocess.DEVNULL,
            stdout=stdout_write,
            stderr=stderr_write,
            pass_fds=theirs,
            env=environment,
            cwd=folder,
            start_new_session=True,
        )
    except OSError as error:
        for descriptor in (*ours, facts_read):
            os.close(descriptor)
        raise StartFailed(str(error)) from error
    finally:
        for descriptor in (requests_read, answers_write, facts_write, stdout_write, stderr_write):
            os.close(descriptor)
    try:
        pid = inner_pid(facts_read, process) if walled else process.pid
        return HarnessProcess(pid, os.pidfd_open(pid), ours, ChildsEnd(process), has_own_processes=walled)
    except (OSError, StartFailed) as error:
        process.kill()
        process.wait()
        said = os.read(stderr_read, 65536)
        for descriptor in ours:
            os.close(descriptor)
        raise StartFailed(said[-TAIL_BYTES:].decode("utf-8", "replace").strip()) from error
    finally:
        os.close(facts_read)


def inner_pid(facts: int, process: subprocess.Popen[bytes]) -> int:
    """Read what bubblewrap tells about the process that it made."""
    text = b""
    while not text.rstrip().endswith(b"}"):
        part = os.read(facts, 4096)
        if not part:
            process.wait(_END_SECONDS)
            raise StartFailed("")
        text += part
    return int(json.loads(text)["child-pid"])
