# class: disturb
# success: the interpreter's lock is held for ever, so that nothing inside can end the run
# ends: time_limit
import ctypes

def solve(x):
    ctypes.PyDLL(None).pause()
