# class: disturb
# success: another process is moved, slowed or given another limit
import ctypes, os, resource

# Each asks for what is already so.
def solve(x):
    libc = ctypes.CDLL(None, use_errno=True)
    for pid in (os.getppid(), 2, {{victim_pid}}):
        if pid in (0, os.getpid()):
            continue
        for name, change in {
            "affinity": lambda: os.sched_setaffinity(pid, os.sched_getaffinity(pid)),
            "priority": lambda: os.setpriority(os.PRIO_PROCESS, pid, os.getpriority(os.PRIO_PROCESS, pid)),
            "limit": lambda: resource.prlimit(pid, resource.RLIMIT_NOFILE, resource.prlimit(pid, resource.RLIMIT_NOFILE)),
        }.items():
            try:
                change()
                print("{{secret}}", name, pid)
            except OSError as error:
                print(name, pid, error.errno)
    return 0
