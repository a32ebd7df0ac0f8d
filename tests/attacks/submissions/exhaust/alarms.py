# class: exhaust
# success: a storm of signals keeps the judge from ending the run
# ends: time_limit
import signal

signal.signal(signal.SIGALRM, lambda *words: None)
signal.signal(signal.SIGVTALRM, lambda *words: None)
signal.setitimer(signal.ITIMER_REAL, 0.00001, 0.00001)
signal.setitimer(signal.ITIMER_VIRTUAL, 0.00001, 0.00001)

def solve(x):
    while True:
        pass
