# class: disturb
# success: the judge waits for a stopped process
# ends: time_limit
import os, signal

def solve(x):
    signal.raise_signal(signal.SIGSTOP)
    while True:
        pass
