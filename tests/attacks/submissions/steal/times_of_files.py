# class: steal
# success: when others last used a file is seen, or a trace of one's own use is left
import os, time

def solve(x):
    for path in ("/python/lib", "/site/numpy/__init__.py", "/usr/share/zoneinfo/UTC", "/etc/ld.so.cache", "/site/numpy/conftest.py"):
        try:
            before = os.stat(path)
            with open(path, "rb") as file:
                file.read(10)
            after = os.stat(path)
            if after.st_atime_ns != before.st_atime_ns:
                print("{{secret}}", path)
        except OSError as error:
            print(path, error.errno)
    return 0
