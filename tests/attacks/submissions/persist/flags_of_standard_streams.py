# class: persist
# success: a flag of a descriptor that runs share is set, and the next run finds it
import fcntl, os

def solve(x):
    for number in range(0, 8):
        try:
            flags = fcntl.fcntl(number, fcntl.F_GETFL)
            fcntl.fcntl(number, fcntl.F_SETFL, flags | os.O_NONBLOCK | os.O_APPEND)
            os.lseek(number, 1234, os.SEEK_SET)
        except OSError:
            pass
    return 0
