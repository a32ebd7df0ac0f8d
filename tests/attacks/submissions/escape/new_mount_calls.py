# class: escape
# success: a file system is made or moved by the newer calls
# ends: forbidden
import ctypes

libc = ctypes.CDLL(None, use_errno=True)
if libc.syscall(428, -100, b"/", 1) >= 0 or libc.syscall(430, b"tmpfs", 0) >= 0:
    print("{{secret}}")

def solve(x):
    return 0
