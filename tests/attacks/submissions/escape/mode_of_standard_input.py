# class: escape
# success: the mode, owner or time of the device that standard input was opened from can be set
import os, stat

def solve(x):
    for number in range(3):
        now = os.fstat(number)
        if not stat.S_ISCHR(now.st_mode):
            continue
        # Each sets what is already set.
        for name, change in {
            "mode": lambda: os.fchmod(number, stat.S_IMODE(now.st_mode)),
            "mode by path": lambda: os.chmod(f"/proc/self/fd/{number}", stat.S_IMODE(now.st_mode)),
            "times": lambda: os.utime(f"/proc/self/fd/{number}", ns=(now.st_atime_ns, now.st_mtime_ns)),
        }.items():
            try:
                change()
                print("{{secret}}", name, number)
            except OSError as error:
                print(name, error.errno)
    return 0
