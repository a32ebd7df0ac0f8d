# class: escape
# success: a process or thread made at the last moment outlives the run
import atexit, os, threading, time

def again():
    while True:
        try:
            if os.fork() == 0:
                time.sleep(60)
        except OSError:
            time.sleep(0.01)

for _ in range(4):
    threading.Thread(target=again, daemon=True).start()
atexit.register(again)

def solve(x):
    return 0
