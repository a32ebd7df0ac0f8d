# class: escape
# success: more is open than the standard streams and the own channel
import os

def solve(x):
    found = []
    for number in range(3, 4096):
        try:
            os.fstat(number)
            found.append(number)
        except OSError:
            pass
    if len(found) > 2:
        print("{{secret}}", found)
    return 0
