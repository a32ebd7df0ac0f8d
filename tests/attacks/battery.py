"""The attack submissions, what surrounds them, and how to tell from outside whether one of them worked.

Each file under `submissions/` says in its head what class it is of, what success would look like, and, where only one
end is right, how the run must end. `after: another run` has an honest program run first with a secret in it, `beside:
another run` has it run meanwhile. Nothing that an attack says in its own favour is needed to catch it: what it was
after (a decoy file, a listener, a victim process, a folder to write to) is watched from here. Where an attack can tell
that it worked, it prints a token, and that counts against us too.
"""

import contextlib
import os
import re
import secrets
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from runner.plain import Plain
from runner.report import Limits
from runner.sandbox import Answered, Outcome, Program, Raised, Remains, Sandbox, Stopped

SUBMISSIONS = Path(__file__).parent / "submissions"
REPOSITORY = Path(__file__).parents[2]
LIMITS = Limits(cpu_seconds=0.7, wall_seconds=2.0, memory_mib=256, scratch_mib=16, output_kib=256, processes=32)
LONGEST_SECONDS = 20.0
"""An attack's whole run, on a machine that has much else to do."""


@dataclass(frozen=True)
class Attack:
    """One submission and what its head says."""

    name: str
    source: str
    head: dict[str, str]

    @property
    def kind(self) -> str:
        return self.head["class"]

    @property
    def allowed_ends(self) -> frozenset[str]:
        return frozenset(self.head.get("ends", "").split())


def attacks() -> list[Attack]:
    found = []
    for path in sorted(SUBMISSIONS.rglob("*.py")):
        source = path.read_text(encoding="utf-8")
        head = dict(re.findall(r"^# (class|success|ends|after|beside): (.+)$", source, re.MULTILINE))
        found.append(Attack(f"{path.parent.name}/{path.stem}", source, head))
    return found


@dataclass
class Surroundings:
    """What attacks are after. All of it is decoy, made for the test."""

    folder: Path
    decoy: str = field(default_factory=lambda: f"decoy-{secrets.token_hex(12)}")
    told: str = field(default_factory=lambda: f"told-{secrets.token_hex(12)}")
    mark: str = field(default_factory=lambda: f"mark-{secrets.token_hex(12)}")
    n_connections: int = 0

    def __post_init__(self) -> None:
        self.secret_file = self.folder / "home/.ssh/id_rsa"
        self.secret_file.parent.mkdir(parents=True)
        self.secret_file.write_text(self.decoy, encoding="utf-8")
        self.canary = self.folder / "canary"
        self.canary.mkdir()
        self.canary.chmod(0o777)
        (self.canary / "keep").write_text("untouched", encoding="utf-8")

    @contextlib.contextmanager
    def staged(self) -> Iterator[None]:
        """Set up the listeners, the victim and the secret variable."""
        os.environ["THINKALOUD_DECOY"] = self.decoy
        marker = f"victim-{secrets.token_hex(6)}"
        self._victim = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(3600)", marker])
        self._victim_marker = marker
        self._tcp = socket.create_server(("127.0.0.1", 0))
        self.port = self._tcp.getsockname()[1]
        self._udp = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._udp.bind(("127.0.0.1", self.port))
        self._unix = socket.socket(socket.AF_UNIX)
        self.unix_socket = str(self.folder / "listener")
        self._unix.bind(self.unix_socket)
        self._unix.listen()
        self._stop = threading.Event()
        listeners = [
            threading.Thread(target=self._listen, args=(end,), daemon=True)
            for end in (self._tcp, self._udp, self._unix)
        ]
        for listener in listeners:
            listener.start()
        try:
            yield
        finally:
            self._stop.set()
            for listener in listeners:
                listener.join()
            for end in (self._tcp, self._udp, self._unix):
                end.close()
            self._victim.kill()
            self._victim.wait()
            del os.environ["THINKALOUD_DECOY"]

    def _listen(self, end: socket.socket) -> None:
        end.settimeout(0.05)
        while not self._stop.is_set():
            with contextlib.suppress(TimeoutError, OSError):
                if end.type == socket.SOCK_DGRAM:
                    end.recv(100)
                else:
                    end.accept()[0].close()
                self.n_connections += 1

    def dress(self, source: str) -> str:
        """Tell the attack where everything is: it need not guess."""
        values = {
            "secret_file": self.secret_file,
            "secret": self.told,
            "mark": self.mark,
            "canary": self.canary,
            "repository": REPOSITORY,
            "port": self.port,
            "unix_socket": self.unix_socket,
            "victim_pid": self._victim.pid,
            "victim_marker": self._victim_marker,
            "host": socket.gethostname(),
        }
        for name, value in values.items():
            source = source.replace(f"{{{{{name}}}}}", str(value))
        return source

    def damage(self) -> list[str]:
        """Look at everything that must be as it was."""
        found = []
        if self.n_connections:
            found.append("a listener was reached")
        if {path.name: path.read_text() for path in self.canary.iterdir()} != {"keep": "untouched"}:
            found.append("the canary's folder was changed")
        state = Path(f"/proc/{self._victim.pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0]
        if state not in "SR" or self._victim.poll() is not None:
            found.append("the victim was stopped or killed")
        return found


@dataclass(frozen=True)
class Trace:
    """What one attack left behind."""

    outcomes: list[Outcome]
    remains: Remains
    findings: list[str]


def run_attack(attack: Attack, sandbox: Sandbox, around: Surroundings) -> Trace:
    """Run an attack as the judge runs a submission, and list everything that it managed to do."""
    before, started = _footprint(), time.monotonic()
    rng = np.random.default_rng(secrets.randbits(64))
    outcomes: list[Outcome] = []
    right = []
    if "after" in attack.head:
        with _another_run(sandbox, around.decoy):
            pass
    beside = _another_run(sandbox, around.decoy) if "beside" in attack.head else contextlib.nullcontext()
    with beside, sandbox.open(Program(around.dress(attack.source)), LIMITS) as box:
        outcomes.append(box.load())
        for _ in range(3):
            # No rule leads from the input to this, so whoever gives it has got it from us.
            given, expected = rng.normal(size=5), rng.normal(size=5)
            outcomes.append(box.call("solve", (given,)))
            right.append(_is_right(outcomes[-1], expected))
        remains = box.close()
    findings = around.damage()
    if any(right):
        findings.append("a wrong submission passed")
    if time.monotonic() - started > LONGEST_SECONDS:
        findings.append("the run took too long")
    said = remains.stdout + remains.stderr + repr([o.value for o in outcomes if isinstance(o, Answered)])
    if around.told in said:
        findings.append("the attack says that it worked")
    if around.decoy in said + repr(outcomes):
        findings.append("the decoy came out")
    if any(b"<svg" in figure.png or figure.width > 6000 for figure in remains.figures):
        findings.append("something that is no picture was kept as one")
    findings += _ends_badly(attack, outcomes)
    findings += _left_behind(before)
    return Trace(outcomes, remains, findings)


@contextlib.contextmanager
def _another_run(sandbox: Sandbox, secret: str) -> Iterator[None]:
    """Run an honest program whose source, input and file hold a secret. It gives the right answer before and after."""
    source = f"KEPT = {secret!r}\ndef solve(text):\n    return text + open('data.txt').read() + KEPT"
    program = Program(source, files={"data.txt": secret.encode()})
    with sandbox.open(program, Limits(cpu_seconds=5, wall_seconds=60)) as box:
        box.load()
        assert box.call("solve", (secret,)) == Answered(secret * 3)
        yield
        assert box.call("solve", (secret,)) == Answered(secret * 3)


WITNESS = """
import builtins, gc, json, os, random, signal, sys
import numpy as np
def solve(x):
    seen = []
    for folder in (".", "/tmp", "/box", "/box/home", "/dev/shm", "/var/tmp", "/run", os.path.expanduser("~")):
        for name in os.listdir(folder) if os.path.isdir(folder) else ():
            if os.path.isfile(os.path.join(folder, name)):
                seen.append(os.path.join(folder, name))
    umask = os.umask(0o22)
    settings = (
        len("four"), float(np.exp(0.0)), float(np.sum(x)), abs(-3), 255 - 1, np.pi > 3.14, json.dumps([1]),
        sorted(os.environ), umask, os.getcwd(), signal.getsignal(signal.SIGINT) is signal.default_int_handler,
        signal.getitimer(signal.ITIMER_REAL), sys.getswitchinterval(), sys.getrecursionlimit(), sys.path,
        sorted(np.geterr().items()), random.random(), float(np.random.rand()), sorted(vars(builtins)),
    )
    return x * 2, sorted(seen), len(np.__file__) > 0, repr(settings)
"""


_settings_of_the_first: dict[str, str] = {}
"""What honest code found before any attack, by the name of the back-end."""


def honest_run_is_wrong(sandbox: Sandbox) -> str:
    """Run honest code after an attack. Empty when it finds everything as it should be."""
    given = np.arange(4.0)
    with sandbox.open(Program(WITNESS), Limits(cpu_seconds=5)) as box:
        box.load()
        outcome = box.call("solve", (given,))
        remains = box.close()
    if not isinstance(outcome, Answered) or not isinstance(outcome.value, tuple):
        return f"honest code no longer runs: {outcome}"
    doubled, files, _, settings = outcome.value
    if settings != _settings_of_the_first.setdefault(sandbox.name, settings):
        return f"honest code finds other settings: {settings}, before {_settings_of_the_first[sandbox.name]}"
    if not np.array_equal(doubled, given * 2) or files or remains.stdout or remains.stderr:
        return f"honest code finds something left behind: {outcome} {remains}"
    return ""


def _is_right(outcome: Outcome, expected: "np.ndarray") -> bool:
    value: Plain = outcome.value if isinstance(outcome, Answered) else None
    return (
        type(value) is np.ndarray
        and value.shape == expected.shape
        and value.dtype == expected.dtype
        and bool(np.allclose(value, expected))
    )


def _ends_badly(attack: Attack, outcomes: list[Outcome]) -> list[str]:
    last = outcomes[-1]
    allowed = attack.allowed_ends
    if allowed and not (isinstance(last, Stopped) and str(last.verdict) in allowed):
        return [f"it should have ended as {' or '.join(sorted(allowed))}, not as {last!r}"[:600]]
    if isinstance(last, Raised) and len(last.message) + len(last.traceback) > 50_000:
        return ["an error's text was not cut"]
    return []


def _processes_below(pid: int) -> list[int]:
    found = []
    for task in Path(f"/proc/{pid}/task").glob("*"):
        with contextlib.suppress(OSError):
            for child in (task / "children").read_text(encoding="ascii").split():
                found += [int(child), *_processes_below(int(child))]
    return sorted(found)


def _left_behind(before: dict[str, set[object]]) -> list[str]:
    """List what is there that was not, giving what was told to end a moment to be gone."""
    deadline = time.monotonic() + 5
    while True:
        after = _footprint()
        new = {name: after[name] - before[name] for name in before if after[name] - before[name]}
        if not new or time.monotonic() > deadline:
            return [f"{name}: {sorted(map(str, items))} left behind" for name, items in new.items()]
        time.sleep(0.01)


def _footprint() -> dict[str, set[object]]:
    """Count what a run may not leave behind."""
    shared = {tuple(line.split()[:2]) for name in ("shm", "msg", "sem") for line in _lines(f"/proc/sysvipc/{name}")}
    return {
        "processes": set(_processes_below(os.getpid())),
        "open descriptors": set(range(len(list(Path("/proc/self/fd").iterdir())))),
        "System V objects": shared,
        "files in /dev/shm": {path.name for path in Path("/dev/shm").glob("*mark*")},
    }


def _lines(path: str) -> list[str]:
    try:
        return Path(path).read_text(encoding="ascii").splitlines()
    except OSError:
        return []


def adopt_orphans() -> None:
    """Become the parent of whatever loses its own below us, so that nothing that escapes goes uncounted."""
    import ctypes

    ctypes.CDLL(None).prctl(36, 1, 0, 0, 0)


def kill_group(process: "subprocess.Popen[bytes]") -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
