# class: escape
# success: a part of this machine is seen that no program needs
import os

def solve(x):
    for path in ("/sys", "/home", "/root", "/etc/passwd", "/etc/hostname", "/etc/shadow", "/var", "/run", "/mnt", "/boot", "/work", "/opt", "/srv"):
        if os.path.exists(path):
            print("{{secret}}", path)
    if [name for name in os.listdir("/proc") if name.isdigit()] != ["1"]:
        print("{{secret}}", "processes")
    return 0
