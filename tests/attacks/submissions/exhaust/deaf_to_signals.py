# class: exhaust
# success: the judge waits beyond the limit
# ends: time_limit
import signal

for number in range(1, 65):
    try:
        signal.signal(number, signal.SIG_IGN)
        signal.pthread_sigmask(signal.SIG_BLOCK, range(1, 65))
    except (OSError, ValueError):
        pass

def solve(x):
    while True:
        try:
            signal.sigtimedwait([], 0.1)
        except OSError:
            pass
