"""The product as a user starts it: a process of its own."""

import os
import re
import subprocess
import sys
import urllib.request
from pathlib import Path

ROOT = Path(__file__).parents[2]


class Server:
    """The product as a user starts it, in a data folder of its own."""

    def __init__(self, data_folder: Path, port: int = 0, **settings: str) -> None:
        self.data_folder = data_folder
        self._port = port
        self._settings = {f"THINKALOUD_{name.upper()}": value for name, value in settings.items()}
        self.start()

    def start(self) -> None:
        environment = {**os.environ, "THINKALOUD_DATA_FOLDER": str(self.data_folder), "PYTHONUNBUFFERED": "1"}
        environment |= self._settings
        self._process = subprocess.Popen(
            [sys.executable, "-m", "server.cli", "serve", "--port", str(self._port)],
            cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        )  # fmt: skip
        assert self._process.stdout is not None
        said = ""
        for line in self._process.stdout:
            said += line
            if found := re.search(r"(http://[\d.:a-z]+)/\?token=(\S+)", line):
                self.url, self.token = found.groups()
                self._port = int(self.url.rsplit(":", 1)[1])
                return
        self.kill()
        raise AssertionError(f"the server printed no address:\n{said}")

    @property
    def entry(self) -> str:
        return f"{self.url}/?token={self.token}"

    def request(self, path: str, body: bytes | None = None, content_type: str = "application/json") -> bytes:
        """Ask the server as a script would: GET, or POST with a body."""
        asked = urllib.request.Request(
            self.url + path,
            data=body,
            headers={"Authorization": f"Bearer {self.token}", "Content-Type": content_type},
        )
        with urllib.request.urlopen(asked, timeout=60) as answer:
            content: bytes = answer.read()
            return content

    def kill(self) -> None:
        self._process.kill()
        self._process.wait()
        if self._process.stdout is not None:
            self._process.stdout.close()
