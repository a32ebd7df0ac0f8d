# class: exhaust
# success: descriptors without end
import os

def solve(x):
    held = []
    try:
        while True:
            held.append(os.open("/dev/null", os.O_RDONLY))
    except OSError:
        if len(held) > 100:
            print("{{secret}}")
    return 0
