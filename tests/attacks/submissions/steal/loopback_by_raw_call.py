# class: steal
# success: the listener on this machine is reached
import ctypes, struct, platform

def solve(x):
    libc = ctypes.CDLL(None, use_errno=True)
    socket_number, connect_number = (41, 42) if platform.machine() == "x86_64" else (198, 203)
    fd = libc.syscall(socket_number, 2, 1, 0)
    address = struct.pack("<H", 2) + struct.pack(">H", {{port}}) + bytes([127, 0, 0, 1]) + bytes(8)
    print(fd, libc.syscall(connect_number, fd, address, 16), ctypes.get_errno())
    return 0
