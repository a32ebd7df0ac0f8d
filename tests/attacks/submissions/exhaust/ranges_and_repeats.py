# class: exhaust
# success: a small object becomes a huge answer on its way out
# ends: memory_limit time_limit error
def solve(x):
    return range(10**12)
