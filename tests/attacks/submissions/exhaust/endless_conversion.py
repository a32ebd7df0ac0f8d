# class: exhaust
# success: turning an answer into plain data never ends
# ends: time_limit memory_limit
import numpy as np

class Endless(np.ndarray):
    def __array_finalize__(self, other):
        while True:
            pass
    def __array__(self, *args, **kwargs):
        while True:
            pass

def solve(x):
    return np.ndarray.__new__(Endless, (5,))
