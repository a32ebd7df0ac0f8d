# class: persist
# success: a shared-memory object, a semaphore or a queue by name is made
import ctypes, os

def solve(x):
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.shm_open(b"/{{mark}}", os.O_CREAT | os.O_RDWR, 0o600) >= 0:
        print("{{secret}}", "shm")
    if libc.mq_open(b"/{{mark}}", os.O_CREAT | os.O_RDWR, 0o600, None) >= 0:
        print("{{secret}}", "mq")
    from multiprocessing import shared_memory

    try:
        shared_memory.SharedMemory(create=True, size=64)
        print("{{secret}}", "shared_memory")
    except (OSError, ImportError) as error:
        print(error)
    return 0
