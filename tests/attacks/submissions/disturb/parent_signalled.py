# class: disturb
# success: the process that forked this one, or the group that it is in, can be signalled
import ctypes, os, signal

# Each is only asked whether a signal could be sent.
def solve(x):
    libc = ctypes.CDLL(None, use_errno=True)
    for pid in (os.getppid(), 2, 3, -1, -2, -os.getpgid(0) or -1):
        try:
            os.kill(pid, 0)
            print("{{secret}}", pid)
        except OSError as error:
            print(pid, error.errno)
        if pid > 1 and libc.syscall(234, pid, pid, 0) == 0:
            print("{{secret}}", "tgkill", pid)
        if pid > 1 and libc.sigqueue(pid, 0, 0) == 0:
            print("{{secret}}", "sigqueue", pid)
    if os.getsid(0) not in (0, os.getpid()) or os.getpgid(0) not in (0, os.getpid()):
        print("not a session of its own", os.getsid(0), os.getpgid(0))
    return 0
