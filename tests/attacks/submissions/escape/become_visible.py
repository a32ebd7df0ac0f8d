# class: escape
# success: the process lets others look into it again
import ctypes

def solve(x):
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(4, 1, 0, 0, 0) == 0 or libc.prctl(0x59616D61, -1, 0, 0, 0) == 0:
        print("{{secret}}")
    return 0
