# class: steal
# success: a local socket of this machine is reached, one without a file among them
import socket

def solve(x):
    for address in ("\0{{abstract_socket}}", "{{unix_socket}}", "/proc/self/root{{unix_socket}}", "/run/docker.sock", "/run/dbus/system_bus_socket"):
        for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM, socket.SOCK_SEQPACKET):
            try:
                with socket.socket(socket.AF_UNIX, kind) as end:
                    end.connect(address)
                    print("{{secret}}", address)
            except OSError as error:
                print(error.errno)
    return 0
