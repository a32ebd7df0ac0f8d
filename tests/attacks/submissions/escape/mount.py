# class: escape
# success: the disk of this machine is mounted
# ends: forbidden
import ctypes

ctypes.CDLL(None).mount(b"/dev/vda", b"/box/work", b"ext4", 0, None)
print("{{secret}}")

def solve(x):
    return 0
