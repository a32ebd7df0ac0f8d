# class: persist
# success: the next run has settings of this one
import locale, os, random, signal, sys, time
import numpy as np

os.environ["MARK"] = "{{mark}}"
os.putenv("MARK2", "{{mark}}")
os.umask(0o777)
os.chdir("/")
signal.signal(signal.SIGINT, signal.SIG_IGN)
signal.setitimer(signal.ITIMER_REAL, 1000)
sys.setswitchinterval(5)
sys.stdout = sys.stderr = None
random.seed(1)
np.random.seed(1)

def solve(x):
    return 0
