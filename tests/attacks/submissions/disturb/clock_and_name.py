# class: disturb
# success: this machine's clock or name is set
import socket, time

def solve(x):
    for act in (lambda: socket.sethostname(socket.gethostname()), lambda: time.clock_settime(time.CLOCK_REALTIME, time.time())):
        try:
            act()
            print("{{secret}}")
        except OSError as error:
            print(error.errno)
    if socket.gethostname() == "{{host}}":
        print("{{secret}}")
    return 0
