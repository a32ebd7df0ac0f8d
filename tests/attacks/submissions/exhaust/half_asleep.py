# class: exhaust
# success: by computing a little it passes for slow rather than idle, and is waited for far beyond the limit
# ends: time_limit
import time

def solve(x):
    while True:
        begun = time.process_time()
        while time.process_time() - begun < 0.002:
            pass
        time.sleep(0.012)
