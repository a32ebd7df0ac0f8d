# class: exhaust
# success: threads with great stacks take more memory than allowed
import threading, time

threading.stack_size(1 << 30)

def solve(x):
    for _ in range(20):
        threading.Thread(target=time.sleep, args=(60,), daemon=True).start()
    while True:
        pass
