# class: persist
# success: a shared memory segment is left behind
import ctypes

libc = ctypes.CDLL(None, use_errno=True)
print(libc.shmget(0x7468, 4096, 0o1666), libc.msgget(0x7468, 0o1666), libc.semget(0x7468, 1, 0o1666))

def solve(x):
    return 0
