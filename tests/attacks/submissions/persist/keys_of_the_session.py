# class: persist
# success: a key is left in a ring that the next run sees
# ends: forbidden
import ctypes, platform

libc = ctypes.CDLL(None, use_errno=True)
number = 248 if platform.machine() == "x86_64" else 217
for ring in (-3, -4, -5, -2):
    if libc.syscall(number, b"user", b"{{mark}}", b"x", 1, ring) >= 0:
        print("{{secret}}", ring)

def solve(x):
    return 0
