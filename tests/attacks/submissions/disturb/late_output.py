# class: disturb
# success: output of this run shows up in the next one
import os, threading

def chatter():
    while True:
        os.write(1, b"{{mark}}\n")

threading.Thread(target=chatter, daemon=True).start()

def solve(x):
    return 0
