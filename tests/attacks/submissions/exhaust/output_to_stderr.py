# class: exhaust
# success: output without end fills the judge's memory
# ends: output_limit
import os

def solve(x):
    while True:
        os.write(2, b"x" * 60_000)
