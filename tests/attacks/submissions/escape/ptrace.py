# class: escape
# success: another process is traced
# ends: forbidden
import ctypes

ctypes.CDLL(None).ptrace(16, {{victim_pid}}, 0, 0)
print("{{secret}}")

def solve(x):
    return 0
