"""Good and hostile submissions back to back, and what is left afterwards: nothing should be.

Good ones are the accepted and wrong submissions of the smallest question, judged as a click on Submit is, with their
report compared to the byte; hostile ones are the battery's attacks. Between them this process, the warm parents and the
machine are looked at for what a run may not leave: processes, descriptors, threads, files, shared memory, mounts,
control groups, memory.
"""

import contextlib
import ctypes
import gc
import hashlib
import os
import random
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import msgspec

from bench.measuring import proportional_mib
from question_bank.load import builtin_folder, load_question
from question_bank.suite import run_suite
from runner import backends
from runner.attacks.footprint import footprint
from runner.attacks.submissions import Attack, read_attacks
from runner.attacks.submissions import builtin_folder as attacks_folder
from runner.attacks.surroundings import Surroundings
from runner.attacks.trial import LIMITS
from runner.sandbox import Program, Sandbox

QUESTION = "softmax-stable"
SEED = 20_240
SETTLE_RUNS = 100
"""After so many runs everything that grows once has grown."""
LOOK_EVERY = 20
SECONDS_TO_SETTLE = 10.0


class Look(NamedTuple):
    """What is there at one moment, while no run is open."""

    n_runs: int
    owner_mib: float
    """Of this process, what it shares divided among those who share it."""
    parents_mib: float
    """Of each tree of processes that a back-end keeps, on average."""
    n_descriptors: int
    n_threads: int


class Soaked(NamedTuple):
    """What came of it."""

    n_runs: int
    n_good: int
    n_hostile: int
    changed_verdicts: tuple[str, ...]
    left_behind: tuple[str, ...]
    looks: tuple[Look, ...]
    seconds: float

    def growth(self, what: str) -> float:
        """How much more there is at the end than when things had settled."""
        settled = [getattr(look, what) for look in self.looks if look.n_runs >= min(SETTLE_RUNS, self.n_runs // 2)]
        return float(settled[-1] - settled[0])


class _Good(NamedTuple):
    name: str
    source: str


def soak(back_end: str, n_runs: int, *, hostile_share: float = 0.5) -> Soaked:
    """Run that many submissions in an order of our own making, the same every time."""
    folder = builtin_folder() / QUESTION
    good = [
        _Good(f"{path.parent.name}/{path.name}", path.read_text(encoding="utf-8"))
        for kind in ("accepted", "wrong")
        for path in sorted((folder / "submissions" / kind).glob("*.py"))
    ]
    attacks = [attack for attack in read_attacks(attacks_folder()) if attack.profile == "numpy"]
    order = random.Random(SEED)
    question = load_question(folder)
    first: dict[str, str] = {}
    changed: list[str] = []
    looks: list[Look] = []
    n_hostile, started = 0, time.monotonic()
    with (
        tempfile.TemporaryDirectory() as decoys,
        _temporary_files_of_its_own(),
        _watched(Path(decoys)) as (around, left),
        backends.make(back_end) as sandbox,
    ):
        for run in range(1, n_runs + 1):
            if order.random() < hostile_share:
                n_hostile += 1
                _attack(sandbox, order.choice(attacks), around)
            else:
                each = order.choice(good)
                report, _ = run_suite(question, folder, each.source, "submit", sandbox)
                digest = f"{report.verdict} {hashlib.sha256(msgspec.json.encode(report)).hexdigest()[:12]}"
                if first.setdefault(each.name, digest) != digest:
                    changed.append(f"{each.name}: {first[each.name]}, then {digest} in run {run}")
            if run % LOOK_EVERY == 0:
                looks.append(_look(run))
    seconds = time.monotonic() - started
    return Soaked(n_runs, n_runs - n_hostile, n_hostile, tuple(changed), tuple(left), tuple(looks), seconds)


@contextlib.contextmanager
def _temporary_files_of_its_own() -> Iterator[None]:
    """Have this process put its temporary files where nobody else does."""
    with tempfile.TemporaryDirectory() as folder:
        before, tempfile.tempdir = tempfile.tempdir, folder
        try:
            yield
        finally:
            tempfile.tempdir = before


@contextlib.contextmanager
def _watched(folder: Path) -> Iterator[tuple[Surroundings, list[str]]]:
    """Put decoys around, and list in the end what is there that was not before the back-end was opened."""
    around = Surroundings(folder)
    left: list[str] = []
    with around.staged():
        before, state = footprint(around.mark), _state()
        yield around, left
        deadline = time.monotonic() + SECONDS_TO_SETTLE
        while True:
            after, now = footprint(around.mark), _state()
            new = [f"{name}: {sorted(after[name] - before[name])}" for name in before if after[name] - before[name]]
            new += [f"{name}: {state[name]} before, {now[name]} after" for name in state if now[name] > state[name]]
            if not new or time.monotonic() > deadline:
                break
            time.sleep(0.05)
        left += new + around.damage()


def _attack(sandbox: Sandbox, attack: Attack, around: Surroundings) -> None:
    with sandbox.open(Program(around.dress(attack.source)), LIMITS) as box:
        box.load()
        box.call("solve", (1.0,))


def _state() -> dict[str, int]:
    """Count what `footprint` does not name one by one."""
    return {
        "threads": threading.active_count(),
        "programs that were started and not buried": sum(map(_is_unburied, _children(os.getpid()))),
        "temporary files": len(list(Path(tempfile.gettempdir()).iterdir())),
        "control groups": sum(1 for _, folders, _ in os.walk("/sys/fs/cgroup") for _ in folders),
    }


def _look(n_runs: int) -> Look:
    trees = _children(os.getpid())
    # Those that are just being started or ended are not what a back-end keeps.
    each = [mib for tree in trees if (mib := proportional_mib([tree])) > 1]
    return Look(
        n_runs,
        _own_mib(),
        sum(each) / max(1, len(each)),
        len(list(Path("/proc/self/fd").iterdir())),
        threading.active_count(),
    )


def _own_mib() -> float:
    """Memory of this process, without what is free and only kept by the C library for later."""
    gc.collect()
    ctypes.CDLL(None).malloc_trim(0)
    lines = Path("/proc/self/smaps_rollup").read_text(encoding="ascii").splitlines()
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


def _is_unburied(pid: int) -> bool:
    """Say whether this is a bubblewrap of ours that has ended and was not waited for."""
    with contextlib.suppress(OSError):
        name, _, rest = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace").rpartition(")")
        return name.endswith("(bwrap") and rest.split()[0] == "Z"
    return False


def _children(pid: int) -> list[int]:
    return [
        int(child)
        for task in Path(f"/proc/{pid}/task").iterdir()
        for child in (task / "children").read_text(encoding="ascii").split()
    ]


@contextlib.contextmanager
def load() -> Iterator[None]:
    """Keep every core busy."""
    busy = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(len(os.sched_getaffinity(0)))]
    try:
        yield
    finally:
        for process in busy:
            process.kill()
            process.wait()
