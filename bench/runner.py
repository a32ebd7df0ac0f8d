"""What a run costs, side by side: `python bench/runner.py`. One load, several ways to have a process for it.

The load is a click on Run: open a process for a program that defines softmax, load it, call it 20 times, have the last
answer in hand. What comes after (collecting output, ending the process) is given apart. Ways take turns, one run each,
so that whatever else the machine does is spread over all of them. Ratios are what to read; the milliseconds are this
machine's. On a busy one, `chrt -r 1 python bench/runner.py` as root keeps other work out of the figures.

There are two floors (see `bench/bare_fork.py`). Ratios are to *bare fork, same stack*: the product's harness, protocol
and outside, in a plain fork with no namespaces, mounts, Landlock, call filter, limits or freezing. So they say what the
walls cost. *Bare fork, plain loop* is the least that a fork and 20 messages can take; no walls make the difference to
it, but the handing over of a program, checking what comes back, and collecting what is printed.
"""

import argparse
import os
import statistics
import sys
import threading
import time
from pathlib import Path
from typing import get_args

# The plain fork runs in this process's image, so it gets what is pinned for the others.
os.environ |= dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1")
# This script's own folder holds a module of the same name as the package that is measured.
sys.path.insert(0, str(Path(__file__).parents[1]))

from bench.load import N_CALLS, Run, sandboxed
from bench.measuring import cpu_seconds, own_cpu_seconds, proportional_mib
from bench.ways import COLD, FLOOR, Way, ways
from runner import profile as profiles
from runner.sandbox import Profile, SandboxUnavailable
from runner.sandbox_warmfork import WarmForkSandbox

PAUSE_SECONDS = 0.05
"""Between runs: a spare is made ready meanwhile, as between two clicks."""
N_WARM_UPS = 2


def measure(profile: Profile, seconds: float) -> None:
    with ways(profile) as (competing, left_out):
        for way in competing:
            for _ in range(N_WARM_UPS):
                way.run()
                time.sleep(PAUSE_SECONDS)
        runs: dict[str, list[Run]] = {way.name: [] for way in competing}
        cpu: dict[str, list[float]] = {way.name: [] for way in competing}
        deadline = time.monotonic() + seconds
        turn = 0
        while time.monotonic() < deadline or turn < 8:
            for way in competing:
                if turn % way.share:
                    continue
                before = own_cpu_seconds() + cpu_seconds(way.idle())
                runs[way.name].append(way.run())
                time.sleep(PAUSE_SECONDS)
                cpu[way.name].append(own_cpu_seconds() + cpu_seconds(way.idle()) - before)
            turn += 1
        report(profile, competing, runs, cpu)
        for words in left_out:
            print(f"left out: {words}")


def report(profile: Profile, competing: list[Way], runs: dict[str, list[Run]], cpu: dict[str, list[float]]) -> None:
    print(f"\n{profile}: {N_CALLS} calls of softmax; milliseconds until the last answer is in hand")
    print(f"{'':30}{'n':>5}{'p50':>8}{'p99':>8}{'over':>8}{'CPU':>7}{'idle MiB':>10}{'x bare fork':>13}{'x cold':>8}")
    floor = statistics.median(run.in_hand for run in runs[FLOOR]) * 1000
    cold = statistics.median(run.in_hand for run in runs[COLD]) * 1000
    for way in competing:
        in_hand = sorted(run.in_hand * 1000 for run in runs[way.name])
        middle, late = statistics.median(in_hand), in_hand[min(len(in_hand) - 1, int(len(in_hand) * 0.99))]
        over = statistics.median(run.over * 1000 for run in runs[way.name])
        computed = statistics.mean(cpu[way.name]) * 1000
        idle = proportional_mib(way.idle())
        print(
            f"{way.name:30}{len(in_hand):5}{middle:8.1f}{late:8.1f}{over:8.1f}{computed:7.0f}{idle:10.0f}"
            f"{middle / floor:13.2f}{middle / cold:8.3f}",
            flush=True,
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
    print(f"\n{profile}: {sum(counts) / seconds:.0f} runs/s on {n_lanes} cores, one lane each", flush=True)


def is_installed(profile: Profile) -> bool:
    """Whether there is something to measure; says so when not."""
    try:
        profiles.closure(profile)
    except SandboxUnavailable as error:
        print(f"\n{profile}: left out. {error}")
        return False
    return True


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=20.0, help="how long each profile is measured")
    parser.add_argument("--profile", choices=get_args(Profile), action="append", help="default: all that are installed")
    options = parser.parse_args()
    assert threading.active_count() == 1
    print(f"load average {os.getloadavg()[0]:.1f} on {len(os.sched_getaffinity(0))} cores before the first run")
    for profile in options.profile or get_args(Profile):
        if is_installed(profile):
            throughput(profile, options.seconds / 5)
            measure(profile, options.seconds)
    print(f"\nload average {os.getloadavg()[0]:.1f} after the last run")


if __name__ == "__main__":
    main()
