# class: escape
# success: the memory of another process can be opened
import os

# Opened only: nothing is read or written, so that a machine on which this works is left as it was.
def solve(x):
    for pid in {0, 1, 2, 3, os.getppid(), {{victim_pid}}} - {os.getpid()}:
        for name in ("mem", "root/etc/hostname", "fd/0", "map_files"):
            try:
                os.open(f"/proc/{pid}/{name}", os.O_RDONLY)
                print("{{secret}}", pid, name)
            except OSError as error:
                print(pid, name, error.errno)
    return 0
