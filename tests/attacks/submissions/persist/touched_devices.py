# class: persist
# severity: medium
# success: the time of a device of this machine is set to now, which whoever may write to it may do, and the next run sees
import os, time

def solve(x):
    for name in ("null", "zero", "full", "random", "urandom", "stdin", "fd/1"):
        path = f"/dev/{name}"
        try:
            before = os.stat(path)
            os.utime(path)
            if os.stat(path).st_mtime_ns != before.st_mtime_ns and not os.path.realpath(path).startswith("/proc"):
                print("{{secret}}", path)
        except OSError as error:
            print(path, error.errno)
    return 0
