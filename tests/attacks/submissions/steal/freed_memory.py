# class: steal
# success: fresh memory still holds what the program before had in it
# after: another run
import re
import numpy as np

def solve(x):
    for size in [1 << bits for bits in range(6, 25)] * 3:
        content = np.empty(size, dtype=np.uint8).tobytes()
        for found in re.findall(rb"decoy-[0-9a-f]{24}", content):
            print(found.decode())
    return 0
