# class: disturb
# success: the judge goes down with the interpreter
# ends: error
import ctypes

def solve(x):
    ctypes.string_at(1)
