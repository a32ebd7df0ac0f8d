# class: steal
# success: something of the program that ran before is found in memory
# after: another run
import ctypes, re

def solve(x):
    pattern = re.compile(rb"decoy-[0-9a-f]{24}")
    for line in open("/proc/self/maps"):
        span, rights = line.split()[:2]
        if not rights.startswith("r") or "[v" in line:
            continue
        start, end = (int(part, 16) for part in span.split("-"))
        for at in range(start, end, 1 << 22):
            size = min(1 << 22, end - at)
            try:
                for found in pattern.findall(ctypes.string_at(at, size)):
                    print(found.decode())
            except MemoryError:
                return 0
    return 0
