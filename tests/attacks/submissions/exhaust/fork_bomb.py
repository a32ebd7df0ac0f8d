# class: exhaust
# success: more processes are made than allowed
import os, time

# Bounded and short-lived, so that a machine on which this works survives it.
def solve(x):
    made = 0
    for _ in range(400):
        try:
            if os.fork() == 0:
                time.sleep(3)
                os._exit(0)
            made += 1
        except OSError:
            pass
    if made > 40:
        print("{{secret}}", made)
    return 0
