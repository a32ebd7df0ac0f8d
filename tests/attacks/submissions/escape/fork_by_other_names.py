# class: escape
# success: a process of its own is made by an old or a new call
import ctypes, os, platform

libc = ctypes.CDLL(None, use_errno=True)

def split(*words):
    pid = libc.syscall(*words)
    if pid == 0:
        libc.syscall(231 if platform.machine() == "x86_64" else 94, 0)
    if pid > 0:
        print("{{secret}}", words[0])

def solve(x):
    if platform.machine() == "x86_64":
        split(57)
    arguments = (ctypes.c_uint64 * 11)()
    arguments[4] = 17
    split(435, arguments, 64)
    split(435, arguments, 88)
    # A thread by its flags and yet in namespaces of its own.
    for namespace in (0x10000000, 0x20000000, 0x40000000, 0x00020000, 0x08000000, 0x04000000, 0x02000000):
        for thread in (0x00010000 | 0x0800 | 0x0100, 0x00010000):
            split(56 if platform.machine() == "x86_64" else 220, thread | namespace, 0, 0, 0, 0)
    return 0
