# class: exhaust
# success: more memory is taken than allowed
# ends: time_limit memory_limit
import mmap

def solve(x):
    held = []
    while True:
        try:
            held.append(mmap.mmap(-1, 50_000_000))
            held[-1].write(b"x" * 50_000_000)
        except (MemoryError, OSError):
            continue
