"""What attacks are after: decoys made for the purpose, set up before and taken down afterwards, and watched meanwhile.

Everything lies in a folder of its own, listens on loopback addresses alone, and works for an ordinary user as for root.
"""

import contextlib
import ctypes
import os
import secrets
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

REPOSITORY: Final = Path(__file__).parents[2]
DECOY_VARIABLE: Final = "THINKALOUD_DECOY"
_UNTOUCHED: Final = {"keep": "untouched"}
_PR_SET_CHILD_SUBREAPER: Final = 36
_PR_GET_CHILD_SUBREAPER: Final = 37
_SETTLE_SECONDS: Final = 5.0


class Surroundings:
    """The decoys in one folder, which must be new and empty. Use `staged` before any attack is run.

    `decoy` is a text that no attack may bring out, `told` one that an attack prints when it can tell that it worked,
    `mark` one that names what an attack leaves behind.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.decoy = f"decoy-{secrets.token_hex(12)}"
        self.told = f"told-{secrets.token_hex(12)}"
        self.mark = f"mark-{secrets.token_hex(12)}"
        self.n_connections = 0
        self.secret_file = folder / "home/.ssh/id_rsa"
        self.secret_file.parent.mkdir(parents=True)
        self.secret_file.write_text(self.decoy, encoding="utf-8")
        self.canary = folder / "canary"
        self.canary.mkdir()
        # Open to all, so that nothing but the walls keeps an attack out.
        self.canary.chmod(0o777)
        self._restore_canary()
        self.unix_socket = folder / "listener"
        self.abstract_socket = f"thinkaloud-{secrets.token_hex(8)}"
        self.shared_file = Path("/dev/shm") / f"decoy-{secrets.token_hex(8)}"  # noqa: S108 - where shared memory lies
        self.victim_marker = f"victim-{secrets.token_hex(6)}"

    @contextlib.contextmanager
    def staged(self) -> Iterator[None]:
        """Set up the listeners, the victim, the shared memory and the secret variable; take them down at the end."""
        with contextlib.ExitStack() as stack:
            stack.enter_context(_adopting_orphans())
            stack.enter_context(_variable(DECOY_VARIABLE, self.decoy))
            self._victim = subprocess.Popen(  # noqa: S603 - our own command
                [sys.executable, "-c", "import time; time.sleep(3600)", self.victim_marker]
            )
            stack.callback(self._end_victim)
            if self.shared_file.parent.is_dir():
                self.shared_file.write_text(self.decoy, encoding="ascii")
                stack.callback(self.shared_file.unlink, missing_ok=True)
            listeners = [stack.enter_context(end) for end in self._listening()]
            stop = threading.Event()
            threads = [threading.Thread(target=self._listen, args=(end, stop), daemon=True) for end in listeners]
            for thread in threads:
                thread.start()
            try:
                yield
            finally:
                stop.set()
                for thread in threads:
                    thread.join()

    @property
    def victim_pid(self) -> int:
        """Process id of the process that attacks would signal or read."""
        return self._victim.pid

    def dress(self, source: str) -> str:
        """Tell an attack where everything is: it need not guess."""
        values = {
            "secret_file": self.secret_file,
            "secret": self.told,
            "mark": self.mark,
            "canary": self.canary,
            "repository": REPOSITORY,
            "port": self.port,
            "unix_socket": self.unix_socket,
            "abstract_socket": self.abstract_socket,
            "shared_file": self.shared_file,
            "victim_pid": self.victim_pid,
            "victim_marker": self.victim_marker,
            "server_pid": os.getpid(),
            "host": socket.gethostname(),
        }
        for name, value in values.items():
            source = source.replace(f"{{{{{name}}}}}", str(value))
        return source

    def damage(self) -> list[str]:
        """Look at everything that must be as it was, and put right what is not, so that it is told once."""
        found = []
        if self.n_connections:
            found.append("a listener of this machine was reached")
            self.n_connections = 0
        if {path.name: _text(path) for path in self.canary.iterdir()} != _UNTOUCHED:
            found.append("a folder outside was changed")
            self._restore_canary()
        if self.shared_file.parent.is_dir() and _text(self.shared_file) != self.decoy:
            found.append("shared memory of this machine was changed")
            self.shared_file.write_text(self.decoy, encoding="ascii")
        if self._victim_state() not in ("R", "S"):
            found.append("another process was stopped or killed")
            self._victim.send_signal(signal.SIGCONT)
        return found

    def _listening(self) -> Iterator[socket.socket]:
        tcp = socket.create_server(("127.0.0.1", 0))
        self.port = tcp.getsockname()[1]
        yield tcp
        udp = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        udp.bind(("127.0.0.1", self.port))
        yield udp
        with contextlib.suppress(OSError):
            # Not every machine has IPv6.
            yield socket.create_server(("::1", self.port), family=socket.AF_INET6)
        for address in (str(self.unix_socket), f"\0{self.abstract_socket}"):
            local = socket.socket(socket.AF_UNIX)
            local.bind(address)
            local.listen()
            yield local
        self.unix_socket.chmod(0o777)

    def _listen(self, end: socket.socket, stop: threading.Event) -> None:
        end.settimeout(0.05)
        while not stop.is_set():
            with contextlib.suppress(TimeoutError, OSError):
                if end.type == socket.SOCK_DGRAM:
                    end.recv(100)
                else:
                    end.accept()[0].close()
                self.n_connections += 1

    def _restore_canary(self) -> None:
        for path in self.canary.iterdir():
            path.unlink()
        for name, text in _UNTOUCHED.items():
            (self.canary / name).write_text(text, encoding="utf-8")

    def _victim_state(self) -> str:
        # Starting, it may be reading from the disk.
        deadline = time.monotonic() + _SETTLE_SECONDS
        while True:
            try:
                stat = Path(f"/proc/{self._victim.pid}/stat").read_text(encoding="utf-8", errors="replace")
            except OSError:
                return "gone"
            state = stat.rpartition(")")[2].split()[0]
            if state != "D" or time.monotonic() > deadline:
                return state
            time.sleep(0.01)

    def _end_victim(self) -> None:
        self._victim.kill()
        self._victim.wait()


@contextlib.contextmanager
def _adopting_orphans() -> Iterator[None]:
    """Be the parent of whatever loses its own below us, so that nothing that escapes goes uncounted."""
    libc, before = ctypes.CDLL(None), ctypes.c_int()
    libc.prctl(_PR_GET_CHILD_SUBREAPER, ctypes.byref(before), 0, 0, 0)
    libc.prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    try:
        yield
    finally:
        # Who goes on after the attacks would keep every dead orphan as a process that nobody buries.
        libc.prctl(_PR_SET_CHILD_SUBREAPER, before.value, 0, 0, 0)


@contextlib.contextmanager
def _variable(name: str, value: str) -> Iterator[None]:
    os.environ[name] = value
    try:
        yield
    finally:
        del os.environ[name]


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
