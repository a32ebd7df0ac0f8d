# class: escape
# success: tables of segments are changed, or 32-bit parts are mapped in, which filters may not know
import ctypes, platform

libc = ctypes.CDLL(None, use_errno=True)

def solve(x):
    if platform.machine() == "x86_64":
        entry = (ctypes.c_uint32 * 4)(0, 0, 0xFFFFF, 0x51)
        for name, words in {
            "local table": (154, 1, entry, 16), "thread area": (205, entry), "old thread area": (211, entry),
            "virtual 8086": (166, 1, 0), "modern": (187,),
        }.items():
            if libc.syscall(*words) >= 0:
                print("{{secret}}", name)
        # Far into 32-bit code, whose calls have other numbers: the address of the interrupt must not be reached.
        if libc.syscall(158, 0x2001, 0, 0) == 0:
            print("{{secret}} 32-bit entry mapped")
    return 0
