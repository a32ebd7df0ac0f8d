# class: exhaust
# success: warnings, each of them new, fill the judge's memory
# ends: time_limit output_limit memory_limit
import warnings

warnings.simplefilter("always")

def solve(x):
    number = 0
    while True:
        number += 1
        warnings.warn_explicit("w" * 500 + str(number), UserWarning, f"solution.py{number}", number)
