# class: steal
# success: a request is read before it is sent, or one that is meant for another run
# beside: another run
import os, threading

def listen(number):
    try:
        while True:
            data = os.read(number, 1 << 16)
            if not data:
                return
            os.write(1, data)
    except OSError:
        pass

def solve(x):
    for number in range(3, 32):
        threading.Thread(target=listen, args=(number,), daemon=True).start()
    return 0
