"""What processes cost: their memory and their CPU time, read from /proc. Must not know what they do."""

import contextlib
import os
from pathlib import Path


def tree(pids: list[int]) -> list[int]:
    """Give processes and all that are below them."""
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


def own_cpu_seconds() -> float:
    """CPU time of this process and of those that it has buried, but not of children that live."""
    return sum(os.times()[:4])


def cpu_seconds(pids: list[int]) -> float:
    """CPU time of processes, of those below them that live, and of those that any of them has buried."""
    total = 0
    for pid in tree(pids):
        with contextlib.suppress(OSError, IndexError):
            fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
            total += sum(map(int, fields[11:15]))
    return total / os.sysconf("SC_CLK_TCK")
