# class: escape
# success: a process of its own goes on after the run
import ctypes, platform

def solve(x):
    libc = ctypes.CDLL(None, use_errno=True)
    numbers = (56, 57, 58, 435) if platform.machine() == "x86_64" else (220, 435)
    for number in numbers:
        made = libc.syscall(number, 17, 0, 0, 0, 0)
        if made == 0:
            libc.sleep(30)
        print(number, made, ctypes.get_errno())
    return 0
