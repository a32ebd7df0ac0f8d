# class: escape
# success: the other end of the channel, or a second way into it, is opened
import os

def solve(x):
    for number in range(3, 64):
        try:
            mode = "r" if os.readlink(f"/proc/self/fd/{number}").startswith("pipe:") else ""
        except OSError:
            continue
        # Both directions of a pipe can be had through its name in /proc; all that it gives is the own channel again.
        for flags in (os.O_RDONLY, os.O_WRONLY):
            try:
                again = os.open(f"/proc/self/fd/{number}", flags | os.O_NONBLOCK)
                if flags == os.O_RDONLY and b"{{secret}}" in os.read(again, 4096):
                    print("{{secret}}")
                os.close(again)
            except OSError as error:
                print(number, error.errno)
    return 0
