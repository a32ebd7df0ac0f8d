# class: exhaust
# success: wording an error never ends, or fills the judge's memory
# ends: time_limit memory_limit
class Endless(Exception):
    def __str__(self):
        while True:
            pass
    __repr__ = __str__

def solve(x):
    raise Endless
