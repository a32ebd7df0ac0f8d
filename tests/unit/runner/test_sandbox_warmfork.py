"""The warm parent: it is replaced in time and when it is lost, keeps nothing of a run, and changes no result."""

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from question_bank.load import builtin_folder, load_bank
from question_bank.suite import run_suite
from runner import warm_parent
from runner.box import HarnessBox
from runner.process import StartFailed
from runner.report import Limits, Verdict
from runner.sandbox import Answered, Program, SandboxError, Stopped
from runner.sandbox_bubblewrap import BubblewrapSandbox
from runner.sandbox_warmfork import WarmForkSandbox
from runner.warm_parent import WarmParent

pytestmark = [
    pytest.mark.sandbox,
    pytest.mark.skipif(sys.platform != "linux", reason="the back-ends need Linux"),
]

PROGRAM = Program("def f(x): return x + 1")


def run(sandbox, source="def f(x): return x + 1", given=1):
    with sandbox.open(Program(source), Limits(cpu_seconds=5)) as box:
        box.load()
        return box.call("f", (given,))


def children(pid: int) -> list[int]:
    found = []
    for task in Path(f"/proc/{pid}/task").glob("*"):
        found += [int(child) for child in (task / "children").read_text(encoding="ascii").split()]
    return found


def parent_process(sandbox: WarmForkSandbox) -> int:
    """Process id of the interpreter that forks, the only child of its bubblewrap."""
    (bubblewrap,) = sandbox.parent_pids()
    (pid,) = children(bubblewrap)
    return pid


def is_dead(pid: int) -> bool:
    """Whether it has ended, be it that nobody has buried it yet."""
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return True


def wait_for(holds, seconds: float = 10) -> bool:
    deadline = time.monotonic() + seconds
    while not holds() and time.monotonic() < deadline:
        time.sleep(0.01)
    return bool(holds())


def test_a_parent_keeps_no_process_descriptor_or_memory_of_its_runs():
    with WarmForkSandbox(n_spares=0) as sandbox:
        for _ in range(5):
            run(sandbox)
        parent = parent_process(sandbox)
        assert wait_for(lambda: children(parent) == [])

        def footprint() -> tuple[int, int]:
            resident = int(Path(f"/proc/{parent}/statm").read_text(encoding="ascii").split()[1])
            return len(list(Path(f"/proc/{parent}/fd").iterdir())), resident * os.sysconf("SC_PAGE_SIZE") >> 20

        descriptors, mebibytes = footprint()
        for i in range(60):
            assert run(sandbox, given=i) == Answered(i + 1)
            run(sandbox, "import os\ndef f(x): os._exit(3)" if i % 2 else "while True: os")
        assert wait_for(lambda: children(parent) == [])
        assert footprint()[0] == descriptors
        assert footprint()[1] <= mebibytes + 2
        assert parent_process(sandbox) == parent


def test_a_parent_is_replaced_after_its_share_of_forks(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(warm_parent, "MAX_FORKS", 6)
    monkeypatch.setattr(warm_parent, "SUCCESSOR_AHEAD", 2)
    with WarmForkSandbox(n_spares=0) as sandbox, sandbox.open(PROGRAM, Limits()) as lasting:
        lasting.load()
        first = sandbox.parent_pids()
        for i in range(14):
            assert run(sandbox, given=i) == Answered(i + 1)
        assert set(sandbox.parent_pids()) - set(first)
        # A run outlives the retirement of the parent that forked it.
        assert lasting.call("f", (1,)) == Answered(2)
        assert set(first) <= set(sandbox.parent_pids())
        lasting.close()
        assert wait_for(lambda: not set(first) & set(sandbox.parent_pids()))


@pytest.mark.parametrize("which", ["the parent", "the bubblewrap around it"])
def test_a_parent_that_is_lost_is_replaced_and_takes_its_runs_along(which: str):
    with WarmForkSandbox(n_spares=0) as sandbox, sandbox.open(PROGRAM, Limits()) as box:
        box.load()
        first = parent_process(sandbox)
        os.kill(first if which == "the parent" else sandbox.parent_pids()[0], signal.SIGKILL)
        assert wait_for(lambda: is_dead(first))
        outcome = box.call("f", (1,))
        assert isinstance(outcome, Stopped)
        assert run(sandbox) == Answered(2)
        assert parent_process(sandbox) != first


def test_a_parent_that_cannot_start_says_why():
    with pytest.raises(StartFailed, match="no such thing"):
        WarmParent(lambda _: ["/bin/sh", "-c", "echo no such thing >&2"]).fork(1 << 20)
    with pytest.raises(StartFailed, match="nowhere"):
        WarmParent(lambda _: ["/nowhere/at/all"]).fork(1 << 20)


def test_how_a_run_ended_is_known_though_another_process_is_its_parent():
    with WarmForkSandbox(n_spares=0) as sandbox:
        for source, says in (
            ("import os\ndef f(x): os._exit(7)", "exit code 7"),
            ("import ctypes\ndef f(x): ctypes.string_at(0)", "segmentation fault"),
            ("import ctypes\ndef f(x): ctypes.CDLL(None).ptrace(0, 0, 0, 0)", "system call"),
        ):
            outcome = run(sandbox, source)
            assert isinstance(outcome, Stopped)
            assert says in outcome.message


def test_a_run_sees_walls_of_its_own():
    source = """
import os, socket
def f(x):
    status = dict(line.split(":", 1) for line in open("/proc/self/status"))
    try:
        listing = os.listdir("/")
    except OSError as error:
        listing = error.errno
    mounts = {line.split()[1]: line.split()[3].split(",") for line in open("/proc/self/mounts")}
    return (
        os.getpid(), os.getppid(), os.getsid(0), os.getuid(), sorted(map(int, os.listdir("/proc/self/fd")))[:-1],
        [int(status[name], 16) for name in ("CapPrm", "CapEff", "CapBnd", "CapAmb")], int(status["NoNewPrivs"]),
        int(status["Seccomp"]), [name for name in os.listdir("/proc") if name.isdigit()], listing,
        "noexec" in mounts["/box"], "ro" in mounts["/proc"], os.path.exists("/dev/shm"), os.path.exists("/proc/sys"),
    )
"""
    with WarmForkSandbox(n_spares=0) as sandbox:
        outcome = run(sandbox, source)
    user = (os.getuid() and 1000) or 1000
    expected = (1, 0, 1, user, [0, 1, 2, 3, 4], [0] * 4, 1, 2, ["1"], 13, True, True, False, False)
    assert outcome == Answered(expected)


def test_runs_that_overlap_share_no_namespace_and_no_scratch_folder():
    source = """
import os
def f(x):
    names = ("user", "mnt", "pid", "net", "ipc", "uts")
    seen = sorted(os.listdir("/box/work"))
    open(f"/box/work/{x}", "w").close()
    return [os.readlink(f"/proc/self/ns/{name}") for name in names], seen
"""
    with WarmForkSandbox(n_spares=0) as sandbox:
        boxes = [sandbox.open(Program(source), Limits(scratch_mib=8 + i % 2)) for i in range(3)]
        # One more after the parent had the time to make ready ahead.
        time.sleep(0.2)
        boxes.append(sandbox.open(Program(source), Limits(scratch_mib=8)))
        namespaces = []
        for i, box in enumerate(boxes):
            box.load()
            outcome = box.call("f", (i,))
            assert isinstance(outcome, Answered), outcome
            assert outcome.value[1] == []
            namespaces += outcome.value[0]
        own = f"/proc/{parent_process(sandbox)}/ns"
        # The parent leaves those that it prepared to the child that it forked into them.
        assert wait_for(lambda: str(Path(f"{own}/net").readlink()) not in namespaces)
        kept = {str(Path(f"{own}/{name}").readlink()) for name in ("user", "mnt", "pid", "ipc", "uts")}
        assert not kept & set(namespaces)
        for box in boxes:
            box.close()
    assert len(set(namespaces)) == 6 * len(boxes)


def test_a_scratch_folder_has_the_size_that_its_run_asked_for():
    source = "import os\ndef f(x):\n    s = os.statvfs('/box')\n    return s.f_blocks * s.f_frsize >> 20"
    with WarmForkSandbox(n_spares=0) as sandbox:
        for size in (16, 16, 24, 8):
            with sandbox.open(Program(source), Limits(scratch_mib=size)) as box:
                box.load()
                assert box.call("f", (0,)) == Answered(size + 1)


def test_a_door_that_cannot_be_closed_is_our_fault(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(HarnessBox, "_inner_limits", lambda _: {"cpu_seconds": "many"})
    with (
        WarmForkSandbox(n_spares=0) as sandbox,
        sandbox.open(PROGRAM, Limits()) as box,
        pytest.raises(SandboxError, match=r"not ready for a program\. TypeError"),
    ):
        box.load()


def test_a_process_that_is_lost_before_it_has_a_program_is_our_fault():
    with WarmForkSandbox(n_spares=0) as sandbox, sandbox.open(PROGRAM, Limits()) as box:
        for pid in children(parent_process(sandbox)):
            os.kill(pid, signal.SIGKILL)
        with pytest.raises(SandboxError, match="not ready for a program"):
            box.load()


def test_a_program_cannot_say_that_our_door_was_open():
    source = """
import sys
def f(x):
    frame = sys._getframe()
    while "self" not in frame.f_locals or not hasattr(frame.f_locals["self"], "_send"):
        frame = frame.f_back
    frame.f_locals["self"]._send({"kind": "not_locked", "message": "it was you"})
    return x
"""
    with WarmForkSandbox(n_spares=0) as sandbox:
        outcome = run(sandbox, source)
        assert isinstance(outcome, Stopped)
        assert outcome.verdict is Verdict.FORBIDDEN


def test_a_spare_that_rehearsed_gives_what_a_fresh_process_gives():
    source = """
import random, sys
import numpy as np
before = sorted(sys.modules)
def f(x):
    draws = [random.random(), np.random.rand(), np.random.default_rng().random(), random.Random().random()]
    return draws, before, sorted(vars(sys.modules["solution"]))
"""
    results = []
    for n_spares in (0, 1):
        with WarmForkSandbox(n_spares=n_spares) as sandbox:
            sandbox.warm("numpy")
            time.sleep(0.5)
            results.append(run(sandbox, source))
    assert isinstance(results[0], Answered)
    assert results[0] == results[1]


def test_many_threads_can_open_boxes_at_once():
    results: dict[int, object] = {}
    with WarmForkSandbox(n_spares=1) as sandbox:

        def work(i: int) -> None:
            results[i] = [run(sandbox, given=i * 10 + j) for j in range(5)]

        threads = [threading.Thread(target=work, args=(i,)) for i in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert results == {i: [Answered(i * 10 + j + 1) for j in range(5)] for i in range(6)}


@pytest.mark.parametrize(
    "last_words",
    ["sandbox.warm('numpy')", "with sandbox.open(Program('x = 1'), Limits()) as box: box.load()"],
    ids=["a spare is being made", "a run has just ended"],
)
def test_an_interpreter_that_ends_with_an_open_sandbox_says_nothing(last_words: str):
    source = (
        "from runner.report import Limits\nfrom runner.sandbox import Program\n"
        f"from runner.sandbox_warmfork import WarmForkSandbox\nsandbox = WarmForkSandbox()\n{last_words}\n"
    )
    ended = subprocess.run([sys.executable, "-c", source], capture_output=True, text=True, timeout=60, check=False)
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "", "")


def submissions() -> list[Path]:
    """One right answer and some wrong ones of a few questions: a cold interpreter is slow."""
    chosen = []
    for name in ("churn-prediction", "conv2d-naive", "kmeans-lloyd", "logistic-regression", "pca", "softmax-stable"):
        folder = builtin_folder() / name / "submissions"
        chosen += sorted(folder.glob("accepted/*.py"))[:1] + sorted(folder.glob("wrong/*.py"))[::24]
    return chosen


@pytest.mark.slow
def test_reports_are_those_of_a_fresh_interpreter_to_the_byte():
    """Questions' own submissions, through both back-ends."""
    import msgspec

    bank = load_bank()
    with WarmForkSandbox() as warm, BubblewrapSandbox() as cold:
        for path in submissions():
            question, folder = bank.get(path.parents[2].name), path.parents[2]
            source = path.read_text(encoding="utf-8")
            reports = [
                msgspec.json.encode(
                    msgspec.structs.replace(run_suite(question, folder, source, "submit", sandbox)[0], sandbox="")
                )
                for sandbox in (warm, cold)
            ]
            assert reports[0] == reports[1], path
            assert Verdict.RUNNER_FAULT.encode() not in reports[0]
