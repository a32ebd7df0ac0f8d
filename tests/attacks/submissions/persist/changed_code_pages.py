# class: persist
# success: machine code of a library is changed for the next run as well
import ctypes

def solve(x):
    libc = ctypes.CDLL(None, use_errno=True)
    address = ctypes.cast(libc.labs, ctypes.c_void_p).value
    page = address & ~0xFFF
    libc.mprotect.argtypes = (ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int)
    print(libc.mprotect(page, 0x2000, 7))
    ctypes.memmove(address, b"\xcc" * 4, 4)
    return 0
