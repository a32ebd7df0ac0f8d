# class: escape
# success: events of the processor or of the kernel are counted, those of others among them
# ends: forbidden
import ctypes, platform, struct

number = 298 if platform.machine() == "x86_64" else 241
wanted = ctypes.create_string_buffer(struct.pack("=IIQ", 1, 128, 0) + bytes(112))
if ctypes.CDLL(None, use_errno=True).syscall(number, wanted, 0, -1, -1, 0) >= 0:
    print("{{secret}}")

def solve(x):
    return 0
