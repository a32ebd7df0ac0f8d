# class: escape
# success: code of another word size is run, whose system calls have other numbers
# ends: error forbidden
import ctypes, mmap, platform

if platform.machine() == "x86_64":
    # Push the 32-bit code segment and an address below 4 GiB, and return far to it: getpid by the old gate.
    low = mmap.mmap(-1, 4096, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS | 0x40, prot=7)
    address = ctypes.addressof(ctypes.c_char.from_buffer(low))
    inner = b"\xb8\x14\x00\x00\x00\xcd\x80\x0f\x0b"
    outer = b"\x6a\x23" + b"\x68" + (address + 64).to_bytes(4, "little") + b"\x48\xcb"
    low[:64] = outer.ljust(64, b"\x90")
    low[64:64 + len(inner)] = inner
    ctypes.CFUNCTYPE(None)(address)()
else:
    ctypes.string_at(0)

def solve(x):
    return 0
