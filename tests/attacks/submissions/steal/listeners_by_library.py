# class: steal
# success: a listener of this machine is reached through a library that speaks for one
import asyncio, http.client, socket, urllib.request

def solve(x):
    for reach in (
        lambda: urllib.request.urlopen("http://127.0.0.1:{{port}}", timeout=1),
        lambda: urllib.request.urlopen("file://{{secret_file}}").read(),
        lambda: http.client.HTTPConnection("localhost", {{port}}, timeout=1).request("GET", "/"),
        lambda: socket.create_connection(("::1", {{port}}), timeout=1),
        lambda: socket.fromfd(0, socket.AF_UNIX, socket.SOCK_STREAM).connect("\0{{abstract_socket}}"),
        lambda: asyncio.run(asyncio.open_connection("127.0.0.1", {{port}})),
        lambda: socket.getaddrinfo("localhost", {{port}}),
    ):
        try:
            print(repr(reach())[:0], "reached")
        except BaseException as error:
            print(type(error).__name__)
    return 0
