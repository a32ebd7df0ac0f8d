# class: persist
# success: a process that is made while this one ends goes on
import atexit, os, sys, threading

def split():
    try:
        if os.fork() == 0:
            while True:
                pass
    except OSError as error:
        print(error.errno)

atexit.register(split)
os.register_at_fork(before=lambda: print("forks"))

class Last:
    def __del__(self, split=split):
        split()

sys.modules["last"] = Last()

def solve(x):
    sys.exit(split())
