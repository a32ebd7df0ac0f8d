# class: exhaust
# success: the stack overflows and takes the judge along
# ends: error memory_limit time_limit
import sys

sys.setrecursionlimit(10**9)

class Deep:
    def __getattr__(self, name): return getattr(self, name + "x")
    def __repr__(self): return repr([self])

def solve(x):
    return repr(Deep()) + str(Deep().a)
