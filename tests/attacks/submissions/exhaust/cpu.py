# class: exhaust
# success: the machine is kept busy beyond the limit
# ends: time_limit
def solve(x):
    while True:
        pass
