# class: exhaust
# success: threads without end
# ends: forbidden time_limit
import threading, time

threading.stack_size(65536)

def solve(x):
    while True:
        try:
            threading.Thread(target=time.sleep, args=(100,), daemon=True).start()
        except RuntimeError:
            time.sleep(0.01)
