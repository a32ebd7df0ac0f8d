# class: steal
# success: a socket is made through another calling convention
# ends: forbidden
import ctypes

def solve(x):
    libc = ctypes.CDLL(None, use_errno=True)
    fd = libc.syscall(0x40000000 + 41, 2, 1, 0)
    if fd >= 0:
        print("{{secret}}", fd)
    return 0
