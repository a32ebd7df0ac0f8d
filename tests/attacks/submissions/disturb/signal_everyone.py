# class: disturb
# success: another process is signalled
import os, signal

# Everyone but the victim is only asked whether a signal could be sent.
def solve(x):
    for pid in (0, -1, 2):
        try:
            os.kill(pid, 0)
            print("{{secret}}", pid)
        except OSError as error:
            print(pid, error.errno)
    for number in (signal.SIGSTOP, signal.SIGTERM, signal.SIGKILL):
        try:
            os.kill({{victim_pid}}, number)
        except OSError as error:
            print(error.errno)
    return 0
