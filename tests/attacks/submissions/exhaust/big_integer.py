# class: exhaust
# success: the judge waits for a call that never returns
# ends: time_limit memory_limit
def solve(x):
    return len(str(7 ** 10 ** 9))
