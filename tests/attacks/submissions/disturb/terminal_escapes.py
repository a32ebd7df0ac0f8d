# class: disturb
# success: a terminal is driven by what is printed
import fcntl, termios

def solve(x):
    print("\x1b]0;owned\x07\x1b[2J")
    try:
        fcntl.ioctl(0, termios.TIOCSTI, b"x")
        print("{{secret}}")
    except OSError as error:
        print(error.errno)
    return 0
