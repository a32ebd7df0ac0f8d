# class: exhaust
# success: watches that watch each other make the kernel's work explode
import os, select

def solve(x):
    ends = [select.epoll() for _ in range(40)]
    refused = 0
    for depth, upper in enumerate(ends):
        for lower in ends[depth + 1:]:
            try:
                upper.register(lower.fileno(), select.EPOLLIN | select.EPOLLET)
            except OSError:
                refused += 1
    reading, writing = os.pipe()
    ends[-1].register(reading)
    for _ in range(1000):
        os.write(writing, b"x")
    return refused
