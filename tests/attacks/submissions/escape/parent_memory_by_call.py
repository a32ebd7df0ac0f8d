# class: escape
# success: the memory of the process that forked this one is read
# ends: forbidden
import ctypes, os

class Piece(ctypes.Structure):
    _fields_ = [("base", ctypes.c_void_p), ("length", ctypes.c_size_t)]

libc = ctypes.CDLL(None, use_errno=True)
here = ctypes.create_string_buffer(16)
for pid in (os.getppid(), 1, 2):
    if pid != os.getpid():
        if libc.process_vm_readv(pid, ctypes.byref(Piece(ctypes.addressof(here), 16)), 1, ctypes.byref(Piece(id(0), 16)), 1, 0) > 0:
            print("{{secret}}", pid)
libc.process_vm_readv({{victim_pid}}, None, 0, None, 0, 0)
print("{{secret}}")

def solve(x):
    return 0
