"""What runs inside a worker process of the judge: everything heavy is imported here and nowhere else in the server."""

import contextlib
import os
import signal
import threading
from multiprocessing import connection, parent_process
from pathlib import Path
from typing import TYPE_CHECKING

from question_bank.package import Question
from runner.report import Measured, Purpose, RunReport
from runner.sandbox import Profile, SandboxError

if TYPE_CHECKING:
    from server.sandbox_choice import ChosenSandbox

_sandbox: "ChosenSandbox | None" = None
_allow_unsafe = False


def prepare(allow_unsafe: bool) -> None:  # noqa: FBT001 - called by the pool with positional arguments
    """Set a fresh process up: it leaves stopping to its parent, and ends when the parent does."""
    global _allow_unsafe  # noqa: PLW0603 - a pool hands nothing else from its initializer to its jobs
    _allow_unsafe = allow_unsafe
    # Ctrl-C reaches the whole process group; the parent decides when its workers stop.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, name="end-with-parent", daemon=True).start()


def runner_state() -> tuple[str, bool, str]:
    """Give the name of the sandbox, whether it can be used, and what to do about it when not."""
    # Imported now as well: the first run will need it, and it takes a while.
    import question_bank.suite  # noqa: F401
    from server.sandbox_choice import availability

    sandbox = _the_sandbox()
    available, message = availability(sandbox)
    return sandbox.name, available, message


def warm(profile: Profile) -> None:
    """Have a program's process made ready in the background."""
    with contextlib.suppress(SandboxError):
        # What is wrong here is said when code is run.
        _the_sandbox().warm(profile)


def run_submission(question: Question, folder: Path, source: str, purpose: Purpose) -> tuple[RunReport, Measured]:
    """Run a submission and judge it."""
    from question_bank.suite import run_suite

    return run_suite(question, folder, source, purpose, _the_sandbox())


def _the_sandbox() -> "ChosenSandbox":
    global _sandbox  # noqa: PLW0603 - one sandbox a process, made when it is first needed
    if _sandbox is None:
        from server.sandbox_choice import choose_sandbox

        _sandbox = choose_sandbox(allow_unsafe=_allow_unsafe)
    return _sandbox


def _end_with_parent() -> None:
    """Wait for the end of the server: one that was killed cannot tell its workers, and they would wait for ever."""
    parent = parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)
