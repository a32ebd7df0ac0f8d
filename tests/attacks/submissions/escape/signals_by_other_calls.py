# class: escape
# success: a process outside, or the parent, takes a signal by a call that filters forget
import ctypes, platform

libc = ctypes.CDLL(None, use_errno=True)
X86 = platform.machine() == "x86_64"
KILL, TKILL, QUEUE, QUEUE_THREAD = (62, 200, 129, 297) if X86 else (129, 130, 138, 240)

def solve(x):
    # Signal 0 only asks whether one would be allowed.
    for pid in ({{victim_pid}}, {{server_pid}}, 2, 3, -1, 0, 1):
        info = ctypes.create_string_buffer(128)
        results = [
            libc.syscall(KILL, pid, 0), libc.syscall(TKILL, pid, 0), libc.syscall(QUEUE, pid, 0, info),
            libc.syscall(QUEUE_THREAD, pid, pid, 0, info),
        ]
        if 0 in results:
            print("{{secret}}", pid, results)
    return 0
