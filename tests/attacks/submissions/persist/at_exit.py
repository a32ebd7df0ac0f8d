# class: persist
# success: something is still done after the end
import atexit, signal, threading

def later():
    while True:
        try:
            open("{{canary}}/late", "w").write("x")
        except OSError:
            pass

atexit.register(later)
signal.signal(signal.SIGTERM, lambda *args: later())

class Clings:
    def __del__(self):
        later()

clings = Clings()

def solve(x):
    return 0
