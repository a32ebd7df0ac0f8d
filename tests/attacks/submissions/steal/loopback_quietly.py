# class: steal
# success: the listener on this machine is reached
import socket

def solve(x):
    for family, kind in ((2, 1), (2, 2), (10, 1), (1, 1), (16, 3), (40, 1), (17, 3)):
        for address in (("127.0.0.1", {{port}}), ("localhost", {{port}}), ("::1", {{port}}), "{{unix_socket}}", (2, {{port}})):
            try:
                s = socket.socket(family, kind)
                s.settimeout(0.2)
                s.connect(address)
                s.send(b"hello")
            except Exception as error:
                print(type(error).__name__)
    return 0
