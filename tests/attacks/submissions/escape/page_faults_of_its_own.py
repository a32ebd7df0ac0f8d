# class: escape
# success: page faults are answered by the program, with which races inside the kernel are won
# ends: forbidden
import ctypes, platform

number = 323 if platform.machine() == "x86_64" else 282
if ctypes.CDLL(None, use_errno=True).syscall(number, 0) >= 0:
    print("{{secret}}")

def solve(x):
    return 0
