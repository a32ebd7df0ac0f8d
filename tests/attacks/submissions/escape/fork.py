# class: escape
# success: a process of its own goes on after the run
# ends: forbidden
import os, time

def solve(x):
    if os.fork() == 0:
        time.sleep(30)
    return 0
