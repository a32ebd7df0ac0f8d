# class: disturb
# success: the judge waits for streams that were closed, or takes the run for its own failure
import os, sys

def solve(x):
    for number in (0, 1, 2):
        os.close(number)
    sys.stdout = sys.stderr = sys.stdin = None
    raise ValueError("after the streams were closed")
