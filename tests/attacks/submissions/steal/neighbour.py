# class: steal
# success: the program, the input or the scratch folder of a run beside this one is seen
# beside: another run
import os

def solve(x):
    for number in range(1, 400):
        for name in ("environ", "cmdline", "root/box/work/data.txt", "cwd/data.txt", "fd/3", "mem"):
            try:
                with open(f"/proc/{number}/{name}", "rb", buffering=0) as file:
                    if number != os.getpid():
                        print("{{secret}}", number, name)
            except OSError:
                pass
    for path in ("/box/work/data.txt", "/box/tmp/data.txt", "/tmp/data.txt", "data.txt"):
        if os.path.exists(path):
            print(open(path).read())
    return 0
