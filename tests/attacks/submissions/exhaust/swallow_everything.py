# class: exhaust
# success: the judge waits beyond the limit
# ends: time_limit
def solve(x):
    while True:
        try:
            while True:
                pass
        except BaseException:
            continue
