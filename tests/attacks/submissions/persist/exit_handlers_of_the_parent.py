# class: persist
# success: something runs in the process that forks when it forks again, or when it ends
import atexit, os, signal, sys, threading, weakref

def later(*words):
    try:
        open("{{canary}}/late", "w").write("x")
    except OSError:
        os.write(1, b"later\n")

os.register_at_fork(before=later, after_in_parent=later, after_in_child=later)
atexit.register(later)
threading._register_atexit(later)
sys.excepthook = sys.unraisablehook = threading.excepthook = later
sys.addaudithook(lambda *words: None)
weakref.finalize(sys.modules["os"], later)
for number in set(signal.valid_signals()) - {signal.SIGKILL, signal.SIGSTOP}:
    try:
        signal.signal(number, later)
    except (OSError, ValueError):
        pass

def solve(x):
    return 0
