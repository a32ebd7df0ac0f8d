# class: steal
# success: the server's process or its victim is seen
import os

def solve(x):
    for pid in range(1, 70000):
        try:
            line = open(f"/proc/{pid}/cmdline").read()
        except OSError:
            continue
        if "{{victim_marker}}" in line:
            print("{{secret}}", pid)
    try:
        os.kill({{victim_pid}}, 0)
        print("{{secret}}")
    except OSError as error:
        print(error.errno)
    return 0
