"""Spares are handed out once, replaced, and never outlive whoever keeps them."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from runner.report import Limits
from runner.sandbox import Answered, Program, SandboxError
from runner.sandbox_bubblewrap import BubblewrapSandbox
from runner.sandbox_unwalled import UnwalledSandbox
from runner.sandbox_warmfork import WarmForkSandbox

pytestmark = [
    pytest.mark.sandbox,
    pytest.mark.skipif(sys.platform != "linux", reason="the back-ends need Linux"),
]

PROGRAM = Program("import os\ndef f(): return os.getpid()")
ROOT = Path(__file__).parents[3]


def processes_below(pid: int) -> set[int]:
    found = set()
    for task in Path(f"/proc/{pid}/task").glob("*"):
        try:
            children = [int(child) for child in (task / "children").read_text(encoding="ascii").split()]
        except OSError:
            continue
        for child in children:
            found |= {child} | processes_below(child)
    return found


def is_gone(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0] in "ZX"
    except OSError:
        return True


def wait_until_gone(pids: set[int], seconds: float = 10) -> set[int]:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline and not all(map(is_gone, pids)):
        time.sleep(0.02)
    return {pid for pid in pids if not is_gone(pid)}


@pytest.mark.parametrize("back_end", [WarmForkSandbox, BubblewrapSandbox, UnwalledSandbox])
def test_closing_ends_the_spares_and_gives_back_everything(back_end):
    before = processes_below(os.getpid())
    descriptors = len(list(Path("/proc/self/fd").iterdir()))
    with back_end(n_spares=2) as sandbox:
        for _ in range(3):
            with sandbox.open(PROGRAM, Limits()) as box:
                box.load()
                assert isinstance(box.call("f"), Answered)
    assert wait_until_gone(processes_below(os.getpid()) - before) == set()
    assert len(list(Path("/proc/self/fd").iterdir())) == descriptors
    with pytest.raises(SandboxError, match="closed"):
        sandbox.open(PROGRAM, Limits())


@pytest.mark.parametrize("back_end", [WarmForkSandbox, BubblewrapSandbox])
def test_a_spare_that_was_lost_is_replaced(back_end):
    with back_end(n_spares=1) as sandbox:
        before = processes_below(os.getpid())
        sandbox.warm("numpy")
        deadline = time.monotonic() + 10
        while len(processes_below(os.getpid()) - before) < 2 and time.monotonic() < deadline:
            time.sleep(0.02)
        for pid in processes_below(os.getpid()) - before:
            os.kill(pid, signal.SIGKILL)
        with sandbox.open(PROGRAM, Limits()) as box:
            box.load()
            assert box.call("f") == Answered(1)


SCRIPT = """
import sys, time
from runner.report import Limits
from runner.sandbox import Program
from runner.{module} import {back_end}
sandbox = {back_end}()
box = sandbox.open(Program("import time\\ndef f(): time.sleep(600)"), Limits(wall_seconds=600))
box.load()
time.sleep(0.5)
print("ready", flush=True)
if sys.argv[1] == "wait":
    box.call("f")
"""


@pytest.mark.parametrize("back_end", [WarmForkSandbox, BubblewrapSandbox, UnwalledSandbox])
@pytest.mark.parametrize("way", ["killed", "left"])
def test_no_process_outlives_a_server_that_is_gone(back_end, way: str, tmp_path: Path):
    script = SCRIPT.format(module=back_end.__module__.removeprefix("runner."), back_end=back_end.__name__)
    arguments = [sys.executable, "-c", script, "wait" if way == "killed" else "leave"]
    environment = os.environ | {"PYTHONPATH": str(ROOT), "TMPDIR": str(tmp_path)}
    with subprocess.Popen(arguments, stdout=subprocess.PIPE, env=environment, cwd=tmp_path) as server:
        assert server.stdout.readline() == b"ready\n"
        below = processes_below(server.pid)
        if way == "killed":
            assert len(below) >= 2
            server.kill()
    assert wait_until_gone(below) == set()


@pytest.mark.filterwarnings("ignore:This process:DeprecationWarning")
@pytest.mark.parametrize("back_end", [WarmForkSandbox, BubblewrapSandbox])
def test_a_forked_child_uses_processes_of_its_own(back_end):
    with back_end(n_spares=1) as sandbox:
        with sandbox.open(PROGRAM, Limits()) as box:
            box.load()
        child = os.fork()
        if child == 0:
            code = 1
            try:
                with sandbox.open(PROGRAM, Limits()) as box:
                    box.load()
                    code = 0 if box.call("f") == Answered(1) else 2
                sandbox.close()
            finally:
                os._exit(code)
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
        with sandbox.open(PROGRAM, Limits()) as box:
            box.load()
            assert box.call("f") == Answered(1)
