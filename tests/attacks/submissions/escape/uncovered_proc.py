# class: escape
# success: more of /proc is seen than the own process
import os

def solve(x):
    pids = {name for name in os.listdir("/proc") if name.isdigit()}
    if pids - {str(os.getpid())}:
        print("{{secret}}", pids)
    for path in ("/proc/self/root/proc/2", "/proc/self/cwd/../../../proc/2", "/proc/1/task/2", "/proc/thread-self/root/../proc/2/root"):
        if os.path.exists(path):
            print("{{secret}}", path)
    return 0
