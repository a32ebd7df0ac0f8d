"""Behind gVisor: nothing passes from run to run or outlives its owner, and a guest that fails is replaced."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from runner import backends, guest, warm_parent
from runner.report import Limits, Verdict
from runner.sandbox import Answered, Program, Stopped
from runner.sandbox_gvisor import GvisorSandbox

pytestmark = [
    pytest.mark.sandbox,
    pytest.mark.skipif(bool(backends.what_is_missing("gvisor")), reason="gVisor (runsc) is not installed"),
]

PROGRAM = Program("def f(x): return x + 1")


def run(sandbox, source="def f(x): return x + 1", given=1, limits=Limits(cpu_seconds=5)):  # noqa: B008 - it is frozen
    with sandbox.open(Program(source), limits) as box:
        box.load()
        return box.call("f", (given,))


def wait_for(holds, seconds: float = 10) -> bool:
    deadline = time.monotonic() + seconds
    while not holds() and time.monotonic() < deadline:
        time.sleep(0.02)
    return bool(holds())


def is_there(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def below(pid: int) -> list[int]:
    found = []
    for task in Path(f"/proc/{pid}/task").glob("*"):
        for child in (task / "children").read_text(encoding="ascii").split():
            found += [int(child), *below(int(child))]
    return found


@pytest.fixture(scope="module")
def sandbox():
    with GvisorSandbox(n_spares=0) as sandbox:
        yield sandbox


LOOK = """
import os
def f(path):
    try:
        return sorted(os.listdir(path)) if os.path.isdir(path) else open(path, "rb").read(40).hex()
    except OSError as error:
        return type(error).__name__
"""


@pytest.mark.parametrize(
    ("path", "seen"),
    [
        ("/dev", ["fd", "full", "null", "random", "urandom", "zero"]),
        ("/dev/fuse", "FileNotFoundError"),
        ("/sys", "FileNotFoundError"),
        ("/proc/2", "FileNotFoundError"),
        ("/proc/1/mem", "PermissionError"),
        ("/box", ["home", "tmp", "work"]),
        ("/box/work", []),
        ("/tmp", []),
    ],
)
def test_a_run_sees_no_more_of_its_guest_than_it_needs(sandbox: GvisorSandbox, path: str, seen):
    assert run(sandbox, LOOK, path) == Answered(seen)


@pytest.mark.parametrize("folder", ["/box/work", "/box/home", "/box/tmp", "/tmp"])
def test_a_file_of_one_run_is_not_seen_by_the_next_or_by_one_beside_it(sandbox: GvisorSandbox, folder: str):
    source = f"import os\ndef f(x):\n    open('{folder}/mark', 'w').write('x')\n    return os.listdir('{folder}')"
    with sandbox.open(Program(source), Limits()) as first:
        first.load()
        assert first.call("f", (1,)) == Answered(["mark"])
        assert run(sandbox, LOOK, folder) == Answered([])
    assert run(sandbox, LOOK, folder) == Answered([])


@pytest.mark.parametrize(
    "path", ["/mark", "/usr/mark", "/python/mark", "/runner/harness/mark", "/dev/mark", "/box/../mark"]
)
def test_nothing_can_be_written_but_scratch(sandbox: GvisorSandbox, path: str):
    outcome = run(sandbox, "def f(path):\n    open(path, 'w')", path)
    assert getattr(outcome, "type_name", "") in ("OSError", "PermissionError"), outcome


def test_too_many_files_are_noticed_though_gvisor_has_no_limit_for_them(sandbox: GvisorSandbox):
    source = "import itertools\ndef f(x):\n    for i in itertools.count(): open(f'f{i}', 'w').close()"
    outcome = run(sandbox, source, limits=Limits(cpu_seconds=60, wall_seconds=120))
    assert isinstance(outcome, Stopped)
    assert outcome.verdict is Verdict.FORBIDDEN
    assert "files" in outcome.message


def test_folders_nested_deeper_than_a_path_can_say_are_not_overlooked(sandbox: GvisorSandbox):
    source = "import os\ndef f(x):\n    while True:\n        os.mkdir('d' * 100)\n        os.chdir('d' * 100)"
    outcome = run(sandbox, source, limits=Limits(cpu_seconds=60, wall_seconds=120))
    assert isinstance(outcome, Stopped)
    assert outcome.verdict is Verdict.FORBIDDEN


def test_a_run_that_ends_by_itself_is_never_taken_for_one_with_too_many_files(sandbox: GvisorSandbox):
    source = """
import os, time
def f(x):
    end = time.monotonic() + x
    while time.monotonic() < end: pass
    os._exit(7)
"""
    for i in range(20):
        outcome = run(sandbox, source, 0.1 + i / 1000)
        assert isinstance(outcome, Stopped)
        assert "exit code 7" in outcome.message


def test_how_a_run_ended_is_known_though_another_kernel_ran_it(sandbox: GvisorSandbox):
    for source, says in (
        ("import os\ndef f(x): os._exit(7)", "exit code 7"),
        ("import ctypes\ndef f(x): ctypes.string_at(0)", "segmentation fault"),
    ):
        outcome = run(sandbox, source)
        assert isinstance(outcome, Stopped)
        assert says in outcome.message


def test_a_guest_is_replaced_after_its_share_of_forks(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(warm_parent, "MAX_FORKS", 3)
    monkeypatch.setattr(warm_parent, "SUCCESSOR_AHEAD", 1)
    with GvisorSandbox(n_spares=0) as sandbox, sandbox.open(PROGRAM, Limits()) as lasting:
        lasting.load()
        (first,) = sandbox.parent_pids()
        for i in range(5):
            assert run(sandbox, given=i) == Answered(i + 1)
        # A run outlives the retirement of the guest that it lives in.
        assert lasting.call("f", (1,)) == Answered(2)
        lasting.close()
        assert wait_for(lambda: first not in sandbox.parent_pids())


def test_a_guest_that_is_lost_is_replaced_and_takes_its_runs_along():
    with GvisorSandbox(n_spares=0) as sandbox, sandbox.open(PROGRAM, Limits()) as box:
        box.load()
        (first,) = sandbox.parent_pids()
        os.kill(first, signal.SIGKILL)
        assert wait_for(lambda: not is_there(first))
        assert isinstance(box.call("f", (1,)), Stopped)
        assert run(sandbox) == Answered(2)
        assert sandbox.parent_pids() != [first]


def test_a_guest_that_no_longer_answers_is_ended_with_its_runs(monkeypatch: pytest.MonkeyPatch):
    with GvisorSandbox(n_spares=0) as sandbox:
        monkeypatch.setattr(guest, "_SECONDS", 0.5)
        with sandbox.open(Program("def f(x):\n    while True: pass"), Limits(cpu_seconds=5, wall_seconds=60)) as box:
            box.load()
            (first,) = sandbox.parent_pids()
            kernel = [pid for pid in below(first) if _command(pid).startswith("runsc-sandbox")]
            assert kernel
            for pid in kernel:
                os.kill(pid, signal.SIGSTOP)
            outcome = box.call("f", (1,))
            assert isinstance(outcome, Stopped)
        assert wait_for(lambda: not is_there(first))


def _command(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


OWNER = """
import sys, time
from runner.report import Limits
from runner.sandbox import Program
from runner.sandbox_gvisor import GvisorSandbox
sandbox = GvisorSandbox(n_spares=1)
box = sandbox.open(Program("def f(x):\\n    while True: pass"), Limits(cpu_seconds=60, wall_seconds=60))
box.load()
print(*sandbox.parent_pids(), flush=True)
box.call("f", (1,))
"""


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM], ids=["killed", "told to end"])
def test_nothing_outlives_its_owner(how: signal.Signals, tmp_path: Path):
    with subprocess.Popen(
        [sys.executable, "-c", OWNER], stdout=subprocess.PIPE, env={**os.environ, "TMPDIR": str(tmp_path)}
    ) as owner:
        assert owner.stdout is not None
        pids = [int(word) for word in owner.stdout.readline().split()]
        inside = [pid for parent in pids for pid in below(parent)]
        assert len(inside) >= 3
        owner.send_signal(how)
    assert wait_for(lambda: not any(is_there(pid) for pid in [*pids, *inside])), inside
    assert list(tmp_path.iterdir()) == []


def test_closing_ends_every_process_and_gives_back_every_descriptor():
    before = len(list(Path("/proc/self/fd").iterdir()))
    with GvisorSandbox(n_spares=1) as sandbox:
        assert run(sandbox) == Answered(2)
        pids = [pid for parent in sandbox.parent_pids() for pid in [parent, *below(parent)]]
    assert wait_for(lambda: not any(is_there(pid) for pid in pids))
    assert wait_for(lambda: len(list(Path("/proc/self/fd").iterdir())) == before)
