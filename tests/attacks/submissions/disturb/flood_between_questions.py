# class: disturb
# success: output of a thread between questions blocks the judge or is lost among its own
import os, threading

def flood():
    while True:
        try:
            os.write(1, b"flood\n" * 1000)
        except OSError:
            return

threading.Thread(target=flood, daemon=True).start()

def solve(x):
    return 0
