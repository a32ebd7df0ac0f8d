# class: exhaust
# success: memory is taken where the limit does not look
# ends: forbidden
import os

def solve(x):
    fd = os.memfd_create("x")
    while True:
        os.write(fd, b"x" * 1_000_000)
