# class: escape
# success: a process of its own goes on after the run
import os, time

try:
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            time.sleep(30)
        os._exit(0)
except OSError as error:
    print(error)

def solve(x):
    return 0
