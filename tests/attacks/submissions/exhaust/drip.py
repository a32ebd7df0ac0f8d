# class: exhaust
# success: the judge is kept awake by single bytes beyond the limit
# ends: time_limit
import os, time

def solve(x):
    while True:
        os.write(1, b".")
        os.write(2, b".")
        time.sleep(0.0005)
