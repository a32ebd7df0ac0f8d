# class: persist
# success: the next run finds a file of this one
import os

for path in ("mark", "/tmp/mark", "/dev/shm/mark", "/var/tmp/mark", "/box/mark", "/box/home/mark", "/run/mark"):
    try:
        open(path, "w").write("{{mark}}")
    except OSError:
        pass

def solve(x):
    return 0
