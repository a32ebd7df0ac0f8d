# class: forge
# success: a frame that nobody asked for is taken for an answer
# ends: forbidden
import os, struct

def frame(payload):
    return struct.pack("<I", len(payload)) + payload

text = lambda s: struct.pack("<I", len(s)) + s
passed = b"M" + struct.pack("<I", 2) + text(b"kind") + b"S" + text(b"answered") + text(b"value") + b"N"
for fd in range(3, 300):
    try:
        os.write(fd, frame(passed) * 5)
    except OSError:
        pass

def solve(x):
    return None
