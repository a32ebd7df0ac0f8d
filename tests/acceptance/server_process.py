"""The real server as a process of its own, on a free loopback port, to be spoken with over real sockets."""

import json
import os
import re
import signal
import subprocess
import sys
import urllib.request
from pathlib import Path
from typing import Any, Self

from websockets.asyncio.client import ClientConnection, connect

from server.wire import ServerMessage, decode_server_message

ROOT = Path(__file__).parents[2]
QUESTION_ID = "conv2d-naive"
# As the command line does it, without the time that parsing words takes.
_PROGRAM = (
    "from server.serve import serve; from server.settings import load_settings; serve(load_settings(port={port}))"
)


class ServerProcess:
    """Starts at once; as a context manager it is killed at the end."""

    def __init__(self, data_folder: Path, *, port: int = 0, **settings: str) -> None:
        self.data_folder = data_folder
        self.port = port
        self.settings = settings
        self.start()

    def start(self, **settings: str) -> None:
        """Start, or start again on the same port and data folder."""
        given = {"data_folder": str(self.data_folder), **self.settings, **settings}
        environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
        environment |= {f"THINKALOUD_{name.upper()}": value for name, value in given.items()}
        self.process = subprocess.Popen(
            [sys.executable, "-c", _PROGRAM.format(port=self.port)],
            cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        )  # fmt: skip
        said = ""
        for line in self.process.stdout:
            said += line
            if found := re.search(r"(http://[\d.:]+)/\?token=(\S+)", line):
                self.url, self.token = found.groups()
                self.port = int(self.url.rpartition(":")[2])
                return
        self.kill()
        raise AssertionError(f"the server did not start:\n{said}")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()

    def kill(self) -> None:
        """Kill -9."""
        self.process.kill()
        self.wait()

    def stop(self) -> int:
        """Ask to stop, as a service manager does; give the exit code."""
        self.process.send_signal(signal.SIGTERM)
        return self.wait()

    def wait(self) -> int:
        code = self.process.wait(30)
        self.process.stdout.close()
        return code

    @property
    def headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"}

    def rest(self, method: str, path: str, body: object = None) -> Any:
        """Call a REST route and give the decoded answer, or the bytes when it is not JSON."""
        data = None if body is None else json.dumps(body).encode()
        headers = {**self.headers, "Content-Type": "application/json"}
        request = urllib.request.Request(self.url + path, data, headers, method=method)
        with urllib.request.urlopen(request, timeout=60) as answer:
            content = answer.read()
            return json.loads(content) if answer.headers["content-type"] == "application/json" else content

    def new_session(self) -> str:
        return self.rest("POST", "/api/sessions", {"question_id": QUESTION_ID})["session_id"]

    def socket(self, session_id: str, headers: dict[str, str] | None = None) -> connect:
        """Open a socket; without `headers` as a script does, with the token."""
        return connect(
            f"ws://127.0.0.1:{self.port}/api/sessions/{session_id}/socket",
            additional_headers=self.headers if headers is None else headers,
            max_size=None,
            compression=None,
            close_timeout=2,
        )


async def receive(socket: ClientConnection) -> ServerMessage:
    return decode_server_message(await socket.recv())
