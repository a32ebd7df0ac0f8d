# class: steal
# success: the listener on this machine is reached
import socket

def solve(x):
    with socket.create_connection(("127.0.0.1", {{port}}), timeout=1) as connection:
        connection.sendall(b"{{secret}}")
    return 0
