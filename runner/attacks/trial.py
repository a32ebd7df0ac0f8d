"""Tries one attack on one back-end as a judge would run a submission, and lists everything that it managed to do.

Nothing that an attack says in its own favour is needed to catch it: what it was after is watched from here. Where it
can tell that it worked it prints a token, and that counts against us too.
"""

import contextlib
import secrets
import time
from collections.abc import Iterator, Sequence
from types import TracebackType
from typing import Final, Protocol, Self

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from runner.attacks.footprint import SETTLE_SECONDS, footprint, left_behind
from runner.attacks.submissions import Attack
from runner.attacks.surroundings import Surroundings
from runner.plain import Plain
from runner.report import Limits
from runner.sandbox import Answered, Outcome, Profile, Program, Raised, Remains, SandboxError, Stopped

LIMITS: Final = Limits(cpu_seconds=0.7, wall_seconds=2.0, memory_mib=256, scratch_mib=16, output_kib=256, processes=32)
"""Of an attack. Small, so that hundreds of them take minutes."""
HONEST_LIMITS: Final = Limits(cpu_seconds=10, wall_seconds=60)
LONGEST_SECONDS: Final = 20.0
"""An attack's whole run, on a machine that has much else to do."""
MAX_ERROR_CHARACTERS: Final = 50_000
MAX_PIXELS: Final = 6_000
N_CALLS: Final = 3

_NOTHING: Final = Remains("", "", truncated=False, figures=(), cpu_ms=None, peak_memory_mib=None)

WITNESS: Final = """
import builtins, fcntl, gc, json, os, random, signal, sys
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
        [fcntl.fcntl(number, fcntl.F_GETFL) for number in range(3)], signal.sigpending(), os.getpriority(0, 0),
        sorted(signal.pthread_sigmask(signal.SIG_BLOCK, ())), os.sched_getaffinity(0),
        [getattr(finder, '__name__', '') for finder in sys.meta_path],
    )
    return x * 2, sorted(seen), len(np.__file__) > 0, repr(settings)
"""


class Trace(Struct, frozen=True):
    """What one attack came to."""

    outcomes: tuple[Outcome, ...]
    remains: Remains
    findings: tuple[str, ...]
    """What it managed to do; empty when it failed."""


class Conversation(Protocol):
    """What an attack needs of a box; see `runner.sandbox.Box`."""

    def __enter__(self) -> Self: ...
    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...
    def load(self) -> Outcome:
        """Execute the program's file."""
        ...

    def call(self, entry: str, args: Sequence[Plain] = ()) -> Outcome:
        """Call a function that the file defined."""
        ...

    def close(self) -> Remains:
        """Collect what it printed, and end it."""
        ...


class Opens(Protocol):
    """What an attack needs of a back-end; see `runner.sandbox.Sandbox`."""

    def open(self, program: Program, limits: Limits) -> Conversation:
        """Start a fresh process for the program. Raises SandboxError."""
        ...


def try_attack(
    attack: Attack,
    sandbox: Opens,
    around: Surroundings,
    limits: Limits = LIMITS,
    settle_seconds: float = SETTLE_SECONDS,
) -> Trace:
    """Run an attack and see what it did. Never raises for anything that it does.

    `settle_seconds`: how long what was told to end may take to be gone.
    """
    before, started = footprint(around.mark), time.monotonic()
    outcomes: list[Outcome] = []
    findings: list[str] = []
    remains = _NOTHING
    try:
        if attack.another_run == "after":
            with _another_run(sandbox, around.decoy, findings):
                pass
        beside = attack.another_run == "beside"
        with _another_run(sandbox, around.decoy, findings) if beside else contextlib.nullcontext():
            program = Program(around.dress(attack.source), profile=attack.profile)
            with sandbox.open(program, limits) as box:
                findings += _converse(box, outcomes)
                remains = box.close()
    except SandboxError as error:
        findings.append(f"what it did was taken for a fault of ours: {error}"[:600])
    except Exception as error:  # noqa: BLE001 - whatever it is, a submission caused it in the judge
        findings.append(f"the judge failed: {type(error).__name__}: {error}"[:600])
    findings += around.damage()
    if time.monotonic() - started > LONGEST_SECONDS:
        findings.append("the run took too long")
    findings += _said_too_much(around, outcomes, remains)
    findings += _ends_badly(attack, outcomes)
    findings += left_behind(before, lambda: footprint(around.mark), settle_seconds)
    return Trace(tuple(outcomes), remains, tuple(findings))


def _converse(box: Conversation, outcomes: list[Outcome]) -> list[str]:
    """Load and call. A finding when an answer was right."""
    rng = np.random.default_rng(secrets.randbits(64))
    is_right = False
    outcomes.append(box.load())
    for _ in range(N_CALLS):
        # No rule leads from the input to this, so whoever gives it has got it from us.
        given, expected = rng.normal(size=5), rng.normal(size=5)
        outcomes.append(box.call("solve", (given,)))
        is_right |= _is_right(outcomes[-1], expected)
    return ["a wrong submission passed"] if is_right else []


@contextlib.contextmanager
def _another_run(sandbox: Opens, secret: str, findings: list[str]) -> Iterator[None]:
    """Run an honest program whose source, input and file hold a secret. It gives the right answer before and after."""
    source = f"KEPT = {secret!r}\ndef solve(text):\n    return text + open('data.txt').read() + KEPT"
    program = Program(source, files={"data.txt": secret.encode()})
    with sandbox.open(program, HONEST_LIMITS) as box:
        box.load()
        right = box.call("solve", (secret,)) == Answered(secret * 3)
        yield
        if not right or box.call("solve", (secret,)) != Answered(secret * 3):
            findings.append("an honest run beside it was disturbed")


def _said_too_much(around: Surroundings, outcomes: list[Outcome], remains: Remains) -> list[str]:
    findings = []
    values = repr([outcome.value for outcome in outcomes if isinstance(outcome, Answered)])
    said = remains.stdout + remains.stderr + values
    if around.told in said:
        findings.append(f"it says that it worked: {_line_with(around.told, said)}")
    if around.decoy in said + repr(outcomes):
        findings.append("a secret of this machine came out")
    if any(b"<svg" in figure.png or max(figure.width, figure.height) > MAX_PIXELS for figure in remains.figures):
        findings.append("something that is no picture was kept as one")
    return findings


def _line_with(token: str, said: str) -> str:
    """Give what stands on a token's line, as plain letters: an attack wrote it."""
    line = next((line for line in said.splitlines() if token in line), "")
    return ascii(line.replace(token, "").strip())[:200]


def _ends_badly(attack: Attack, outcomes: list[Outcome]) -> list[str]:
    if not outcomes:
        return []
    last = outcomes[-1]
    allowed = attack.allowed_ends
    if allowed and not (isinstance(last, Stopped) and str(last.verdict) in allowed):
        return [f"it should have ended as {' or '.join(sorted(allowed))}, not as {last!r}"[:600]]
    if isinstance(last, Raised) and len(last.message) + len(last.traceback) > MAX_ERROR_CHARACTERS:
        return ["an error's text was not cut"]
    return []


def _is_right(outcome: Outcome, expected: NDArray[np.float64]) -> bool:
    value: Plain = outcome.value if isinstance(outcome, Answered) else None
    return (
        type(value) is np.ndarray
        and value.shape == expected.shape
        and value.dtype == expected.dtype
        and bool(np.allclose(value, expected))
    )


class Witness:
    """Honest code, run after attacks: it must find everything as it was before the first of them."""

    def __init__(self, sandbox: Opens, profile: Profile = "numpy") -> None:
        self._sandbox = sandbox
        self._profile: Profile = profile
        self._first = ""
        self.complaint()

    def complaint(self) -> str:
        """Run it. Empty when everything is as it should be."""
        given = np.arange(4.0)
        try:
            with self._sandbox.open(Program(WITNESS, profile=self._profile), HONEST_LIMITS) as box:
                box.load()
                outcome = box.call("solve", (given,))
                remains = box.close()
        except SandboxError as error:
            return f"honest code no longer runs: {error}"
        if not isinstance(outcome, Answered) or not isinstance(outcome.value, tuple):
            return f"honest code no longer runs: {outcome}"
        doubled, files, _, settings = outcome.value
        self._first = self._first or str(settings)
        if settings != self._first:
            return f"honest code finds other settings: {settings}, before {self._first}"
        if not np.array_equal(np.asarray(doubled), given * 2) or files or remains.stdout or remains.stderr:
            return f"honest code finds something left behind: {files} {remains.stdout!r} {remains.stderr!r}"
        return ""
