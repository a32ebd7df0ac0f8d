# class: escape
# success: a program written to the working folder is executed
import ctypes, os

def solve(x):
    open("run", "w").write("#!/bin/sh\necho {{secret}}\n")
    os.chmod("run", 0o777)
    print(ctypes.CDLL(None).system(b"./run"))
    return 0
