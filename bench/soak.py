"""Runs good and hostile submissions back to back, and says what is left afterwards: nothing should be.

    python bench/soak.py [--runs 1000] [--loaded] [--back-end warm-fork]

Ends with 1 when a verdict of a good submission has changed or anything was left behind. `--loaded` keeps every core
busy meanwhile.
"""

import argparse
import contextlib
import os
import sys
from pathlib import Path

# This script's own folder holds a module of the same name as the package that is tried.
sys.path[0] = str(Path(__file__).parents[1])

from bench.soaking import SETTLE_RUNS, load, soak  # noqa: E402
from runner import backends  # noqa: E402


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=1000)
    parser.add_argument("--loaded", action="store_true", help="keep every core busy meanwhile")
    parser.add_argument("--back-end", choices=backends.NAMES, default="warm-fork")
    options = parser.parse_args()
    print(f"load average {os.getloadavg()[0]:.1f} on {len(os.sched_getaffinity(0))} cores before the first run")
    with load() if options.loaded else contextlib.nullcontext():
        soaked = soak(options.back_end, options.runs)
    print(f"{soaked.n_runs} runs ({soaked.n_good} good, {soaked.n_hostile} hostile) in {soaked.seconds:.0f} s")
    print(f"{'runs':>6}{'owner MiB':>11}{'each parent MiB':>17}{'descriptors':>13}{'threads':>9}")
    for look in soaked.looks[:: max(1, len(soaked.looks) // 10)]:
        row = f"{look.n_runs:6}{look.owner_mib:11.1f}{look.parents_mib:17.1f}{look.n_descriptors:13}{look.n_threads:9}"
        print(row)
    print(f"growth after the first {SETTLE_RUNS}: owner {soaked.growth('owner_mib'):+.1f} MiB, "
          f"each parent {soaked.growth('parents_mib'):+.1f} MiB")  # fmt: skip
    print(
        f"verdicts of good submissions that changed: {len(soaked.changed_verdicts)}",
        *soaked.changed_verdicts,
        sep="\n  ",
    )
    print(f"left behind: {len(soaked.left_behind)}", *soaked.left_behind, sep="\n  ")
    return 1 if soaked.changed_verdicts or soaked.left_behind else 0


if __name__ == "__main__":
    sys.exit(main())
