"""What a run costs, side by side: `python bench/runner.py`. One load, several ways to have a process for it.

The load is a click on Run: open a process for a program that defines softmax, load it, call it 20 times, have the last
answer in hand. What comes after (collecting output, ending the process) is given apart. Ways take turns, one run each,
so that whatever else the machine does is spread over all of them. Ratios are what to read; the milliseconds are this
machine's.
"""

import argparse
import contextlib
import os
import shutil
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

# The bare fork runs in this process's image, so it gets what is pinned for the others.
os.environ |= dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1")

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1]))

from runner.harness import codec
from runner.harness.channel import Channel
from runner.report import Limits
from runner.sandbox import Answered, Box, Profile, Program
from runner.sandbox_bubblewrap import BubblewrapSandbox
from runner.sandbox_unwalled import UnwalledSandbox
from runner.sandbox_warmfork import WarmForkSandbox

N_CALLS = 20
PAUSE_SECONDS = 0.05
"""Between runs: a spare is made ready meanwhile, as between two clicks."""
SOURCE = "import numpy as np\ndef softmax(x):\n    e = np.exp(x - x.max())\n    return e / e.sum()\n"
GIVEN = np.linspace(-3.0, 3.0, 50)
EXPECTED = np.exp(GIVEN - GIVEN.max()) / np.exp(GIVEN - GIVEN.max()).sum()
LIMITS = Limits(cpu_seconds=10, wall_seconds=60)


class Run(NamedTuple):
    """One run: seconds until the last answer, seconds until all is over."""

    in_hand: float
    over: float


def sandboxed(open_box: Callable[[Program, Limits], Box], profile: Profile) -> Run:
    started = time.perf_counter()
    with open_box(Program(SOURCE, profile=profile), LIMITS) as box:
        outcome = box.load()
        for _ in range(N_CALLS):
            outcome = box.call("softmax", (GIVEN,))
        in_hand = time.perf_counter()
        box.close()
    over = time.perf_counter()
    if not isinstance(outcome, Answered) or not np.allclose(outcome.value, EXPECTED):
        raise SystemExit(f"A run went wrong: {outcome}")
    return Run(in_hand - started, over - started)


class BareFork:
    """The floor: a process that imported the libraries forks, and the child answers 20 calls over pipes. No walls."""

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
            raise SystemExit("The bare fork's process is gone.")

    def close(self) -> None:
        """End the process that forks."""
        os.write(self._ask_write, b"q")
        os.waitpid(self.pid, 0)
        for end in (self._ask_write, self._tell_read):
            os.close(end)
        shutil.rmtree(self._folder, ignore_errors=True)


class Way(NamedTuple):
    """One way to run: how, and which processes are idle for it between runs."""

    name: str
    run: Callable[[], Run]
    idle: Callable[[], list[int]]
    share: int
    """It takes part in one of so many rounds: the slow ones would eat the time of the others."""


def tree(pids: list[int]) -> list[int]:
    found = list(pids)
    for pid in pids:
        for task in Path(f"/proc/{pid}/task").glob("*"):
            with contextlib.suppress(OSError):
                found += tree([int(child) for child in (task / "children").read_text(encoding="ascii").split()])
    return found


def proportional_mib(pids: list[int]) -> float:
    """Memory of processes, what they share divided among those who share it."""
    total = 0
    for pid in tree(pids):
        with contextlib.suppress(OSError):
            for line in Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines():
                total += int(line.split()[1]) if line.startswith("Pss:") else 0
    return total / 1024


def cpu_seconds(pids: list[int]) -> float:
    """CPU time of processes, of those below them that live, and of those that any of them has buried."""
    total = 0
    for pid in tree(pids):
        with contextlib.suppress(OSError, IndexError):
            fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
            total += sum(map(int, fields[11:15]))
    return total / os.sysconf("SC_CLK_TCK")


@contextlib.contextmanager
def ways(profile: Profile) -> Iterator[list[Way]]:
    with contextlib.ExitStack() as stack:
        # Forked first, while this process has no thread and little memory.
        fork = BareFork(profile)
        stack.callback(fork.close)
        on_demand = stack.enter_context(WarmForkSandbox(n_spares=0))
        with_spare = stack.enter_context(WarmForkSandbox(n_spares=1))
        cold = stack.enter_context(BubblewrapSandbox(n_spares=0))
        bare_cold = stack.enter_context(UnwalledSandbox(n_spares=0))
        yield [
            Way("bare fork, no walls", fork.run, lambda: [fork.pid], 1),
            Way("full stack, on demand", lambda: sandboxed(on_demand.open, profile), on_demand.parent_pids, 1),
            Way("full stack, with a spare", lambda: sandboxed(with_spare.open, profile), with_spare.parent_pids, 1),
            Way("cold interpreter, no walls", lambda: sandboxed(bare_cold.open, profile), list, 4),
            Way("cold interpreter, bubblewrap", lambda: sandboxed(cold.open, profile), list, 4),
        ]


def measure(profile: Profile, seconds: float) -> None:
    with ways(profile) as competing:
        for way in competing:
            for _ in range(2):
                way.run()
        runs: dict[str, list[Run]] = {way.name: [] for way in competing}
        cpu: dict[str, list[float]] = {way.name: [] for way in competing}
        deadline = time.monotonic() + seconds
        turn = 0
        while time.monotonic() < deadline or turn < 8:
            for way in competing:
                if turn % way.share:
                    continue
                before = cpu_seconds([os.getpid()])
                runs[way.name].append(way.run())
                time.sleep(PAUSE_SECONDS)
                cpu[way.name].append(cpu_seconds([os.getpid()]) - before)
            turn += 1
        report(profile, competing, runs, cpu)


def report(profile: Profile, competing: list[Way], runs: dict[str, list[Run]], cpu: dict[str, list[float]]) -> None:
    print(f"\n{profile}: {N_CALLS} calls of softmax; milliseconds until the last answer is in hand")
    print(f"{'':30}{'n':>5}{'p50':>8}{'p99':>8}{'over':>8}{'CPU':>7}{'idle MiB':>10}{'x bare fork':>13}{'x cold':>8}")
    floor = statistics.median(run.in_hand for run in runs[competing[0].name])
    cold = statistics.median(run.in_hand for run in runs["cold interpreter, no walls"])
    for way in competing:
        in_hand = sorted(run.in_hand * 1000 for run in runs[way.name])
        middle, late = statistics.median(in_hand), in_hand[min(len(in_hand) - 1, int(len(in_hand) * 0.99))]
        over = statistics.median(run.over * 1000 for run in runs[way.name])
        computed = statistics.mean(cpu[way.name]) * 1000
        idle = proportional_mib(way.idle())
        print(
            f"{way.name:30}{len(in_hand):5}{middle:8.1f}{late:8.1f}{over:8.1f}{computed:7.0f}{idle:10.0f}"
            f"{middle / floor / 1000:13.2f}{middle / cold / 1000:8.3f}"
        )


def throughput(profile: Profile, seconds: float) -> None:
    """Count runs a second with one lane for each core, each with a warm parent of its own, as the judge has them."""
    n_lanes = len(os.sched_getaffinity(0))
    counts: list[int] = []
    children = []
    for _ in range(n_lanes):
        read, write = os.pipe()
        child = os.fork()
        if child == 0:
            with WarmForkSandbox(n_spares=1) as sandbox:
                sandboxed(sandbox.open, profile)
                n_runs, started = 0, time.monotonic()
                while time.monotonic() - started < seconds:
                    sandboxed(sandbox.open, profile)
                    n_runs += 1
            os.write(write, n_runs.to_bytes(4, "little"))
            os._exit(0)
        os.close(write)
        children.append((child, read))
    for child, read in children:
        counts.append(int.from_bytes(os.read(read, 4), "little"))
        os.waitpid(child, 0)
        os.close(read)
    print(f"{profile}: {sum(counts) / seconds:.0f} runs/s on {n_lanes} cores, one lane each")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=20.0, help="how long each profile is measured")
    parser.add_argument("--profile", choices=("numpy", "science"), action="append", help="default: both")
    options = parser.parse_args()
    assert threading.active_count() == 1
    print(f"load average {os.getloadavg()[0]:.1f} on {len(os.sched_getaffinity(0))} cores before the first run")
    for profile in options.profile or ("numpy", "science"):
        throughput(profile, options.seconds / 5)
        measure(profile, options.seconds)
    print(f"\nload average {os.getloadavg()[0]:.1f} after the last run")


if __name__ == "__main__":
    main()
