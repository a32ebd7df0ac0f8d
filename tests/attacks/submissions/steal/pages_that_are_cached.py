# class: steal
# success: which files of this machine were lately read is seen by what lies in memory
import ctypes, mmap, os, platform

libc = ctypes.CDLL(None, use_errno=True)
X86 = platform.machine() == "x86_64"
MINCORE, READ_IF_CACHED, CACHE_STATE = (27, 327, 451) if X86 else (232, 286, 451)

def solve(x):
    path = next(line.split()[-1] for line in open("/proc/self/maps") if ".so" in line)
    handle = os.open(path, os.O_RDONLY)
    place = mmap.mmap(handle, 4096, prot=mmap.PROT_READ)
    there = ctypes.create_string_buffer(16)
    vector = (ctypes.c_uint64 * 2)(ctypes.addressof(there), 16)
    begin = next(int(line.split("-")[0], 16) for line in open("/proc/self/maps") if ".so" in line)
    if libc.syscall(MINCORE, ctypes.c_ulong(begin), 4096, there) == 0:
        print("{{secret}} by pages")
    if libc.syscall(READ_IF_CACHED, handle, vector, 1, 0, 0, 8) >= 0:
        print("{{secret}} by reading")
    if libc.syscall(CACHE_STATE, handle, ctypes.create_string_buffer(16), ctypes.create_string_buffer(40), 0) == 0:
        print("{{secret}} by asking")
    return 0
