# class: escape
# success: what lies beneath the run's own /proc and scratch folder is uncovered
# ends: forbidden
import ctypes, os

libc = ctypes.CDLL(None, use_errno=True)
for path in (b"/proc", b"/box"):
    if libc.umount2(path, 2) == 0:
        print("{{secret}}", path, os.listdir(path))
print("{{secret}}")

def solve(x):
    return 0
