# class: exhaust
# success: folders without end fill the kernel's memory
# ends: forbidden time_limit
import os

def solve(x):
    number = 0
    while True:
        os.mkdir(str(number))
        number += 1
