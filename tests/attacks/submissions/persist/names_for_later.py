# class: persist
# success: a name is left in a queue, a semaphore, a ring or a folder that the next run sees
import ctypes, os, tempfile
from multiprocessing import resource_tracker, shared_memory

def solve(x):
    libc = ctypes.CDLL(None, use_errno=True)
    made = []
    for name, make in {
        "shared memory": lambda: shared_memory.SharedMemory("{{mark}}", create=True, size=10),
        "queue": lambda: libc.mq_open(b"/{{mark}}", 0o102, 0o600, None) >= 0 or 1 / 0,
        "semaphore": lambda: libc.sem_open(b"/{{mark}}", 0o100, 0o600, 1) or 1 / 0,
        "segment": lambda: libc.shmget(0x6D61726B, 4096, 0o1600) >= 0 or 1 / 0,
        "folder": lambda: os.mkdir("/dev/shm/{{mark}}"),
        "lock": lambda: open("/run/lock/{{mark}}", "x"),
    }.items():
        try:
            make()
            made.append(name)
        except BaseException as error:
            print(name, type(error).__name__)
    print("{{secret}}" if made else "", made)
    return 0
