# class: escape
# success: a program that lies in no folder is executed
import os

def solve(x):
    try:
        fd = os.memfd_create("x")
        os.write(fd, b"#!/bin/sh\necho {{secret}}\n")
        os.execve(fd, ["x"], {})
    except OSError as error:
        print(error)
    return 0
