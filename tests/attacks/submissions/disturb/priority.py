# class: disturb
# success: other processes are starved by a raised priority
import os

def solve(x):
    for act in (lambda: os.nice(-20), lambda: os.setpriority(0, 0, -20),
                lambda: os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(99))):
        try:
            act()
            print("{{secret}}")
        except OSError as error:
            print(error.errno)
    return 0
