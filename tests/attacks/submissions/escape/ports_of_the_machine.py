# class: escape
# success: the machine's ports are opened to the process
# ends: forbidden
import ctypes, platform

libc = ctypes.CDLL(None, use_errno=True)
number = 172 if platform.machine() == "x86_64" else 105
if libc.syscall(number, 3) == 0:
    print("{{secret}}")

def solve(x):
    return 0
