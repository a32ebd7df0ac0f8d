# class: escape
# success: a descriptor of another process is fetched
# ends: forbidden
import ctypes, os, platform

libc = ctypes.CDLL(None, use_errno=True)
for pid in (1, 2, {{victim_pid}}):
    handle = libc.syscall(434, pid, 0)
    for number in range(12) if handle >= 0 else ():
        if libc.syscall(438, handle, number, 0) >= 0:
            print("{{secret}}", pid, number)

def solve(x):
    return 0
