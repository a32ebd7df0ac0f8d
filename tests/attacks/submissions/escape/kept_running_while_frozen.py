# class: escape
# success: a thread goes on computing after the answer was given
import threading, time

gaps = []

def watch():
    last = time.monotonic()
    while True:
        now = time.monotonic()
        gaps.append(now - last)
        del gaps[:-200_000]
        last = now

threading.Thread(target=watch, daemon=True).start()

def solve(x):
    time.sleep(0.05)
    return [float(max(gaps or [0.0])), len(gaps)]
