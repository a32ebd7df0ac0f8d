# class: steal
# success: a file is opened through the 32-bit gate
import ctypes, mmap, platform

def solve(x):
    if platform.machine() != "x86_64":
        return 0
    page = mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)
    # mov eax, 20 (getpid on i386); int 0x80; ret
    page.write(bytes([0xB8, 20, 0, 0, 0, 0xCD, 0x80, 0xC3]))
    call = ctypes.CFUNCTYPE(ctypes.c_int)(ctypes.addressof(ctypes.c_char.from_buffer(page)))
    pid = call()
    if pid > 0:
        print("{{secret}}", pid)
    return 0
