# class: exhaust
# success: an exception's text fills the judge's memory
def solve(x):
    raise ValueError("x" * 50_000_000)
