# class: exhaust
# success: the judge waits beyond the limit
# ends: time_limit
import time

def solve(x):
    time.sleep(1000)
