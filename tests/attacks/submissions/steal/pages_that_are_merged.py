# class: steal
# severity: low
# success: equal pages are merged with those of other processes, which the time of a write then tells
import ctypes, mmap

libc = ctypes.CDLL(None, use_errno=True)

def solve(x):
    pages = mmap.mmap(-1, 1 << 16)
    address = ctypes.addressof(ctypes.c_char.from_buffer(pages))
    libc.madvise.argtypes = (ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int)
    if libc.madvise(address, 1 << 16, 12) == 0:
        print("{{secret}}")
    return 0
