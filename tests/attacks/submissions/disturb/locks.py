# class: disturb
# success: a lock is taken on a file that other runs share
import fcntl, numpy

def solve(x):
    with open(numpy.__file__) as file:
        try:
            fcntl.lockf(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
            print("{{secret}}")
        except OSError as error:
            print(error.errno)
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            print("{{secret}}")
        except OSError as error:
            print(error.errno)
    return 0
