# class: exhaust
# success: output without end fills the judge's memory
# ends: output_limit
def solve(x):
    while True:
        print("x" * 100_000)
