# class: escape
# success: the process that forked this one is traced
# ends: forbidden
import ctypes, os

libc = ctypes.CDLL(None, use_errno=True)
for pid in (os.getppid(), 2, 1):
    if pid not in (0, os.getpid()):
        if libc.ptrace(0x4206, pid, 0, 0) == 0:
            print("{{secret}}", pid)
libc.ptrace(0, 0, 0, 0)
print("{{secret}}")

def solve(x):
    return 0
