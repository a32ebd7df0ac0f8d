# class: escape
# success: system calls are made where the filter does not look
# ends: forbidden
import ctypes

ctypes.CDLL(None).syscall(425, 8, ctypes.create_string_buffer(256))
print("{{secret}}")

def solve(x):
    return 0
