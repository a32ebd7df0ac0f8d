# class: steal
# success: something is read from where the server reads, or held back from it
import fcntl, os, sys, termios

def solve(x):
    for number in (0, 1, 2):
        try:
            print(os.isatty(number), os.ttyname(number) if os.isatty(number) else "", fcntl.fcntl(number, fcntl.F_GETFL))
            if os.isatty(number):
                print("{{secret}}", number)
        except OSError as error:
            print(error.errno)
    print(repr(sys.stdin.read()) if sys.stdin else "")
    for path in ("/dev/tty", "/dev/console", "/dev/pts/0", "/proc/1/fd/0", "/dev/stdin"):
        try:
            with open(path) as file:
                print(path, repr(file.read(100)))
                if path != "/dev/stdin" and path != "/proc/1/fd/0":
                    print("{{secret}}", path)
        except OSError as error:
            print(path, error.errno)
    return 0
