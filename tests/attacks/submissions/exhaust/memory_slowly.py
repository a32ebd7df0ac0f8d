# class: exhaust
# success: more memory is taken than allowed
# ends: memory_limit time_limit
import numpy as np

def solve(x):
    held = []
    while True:
        held.append(np.ones(1_000_000))
