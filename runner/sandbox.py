"""What every sandbox back-end promises.

A back-end starts one fresh, walled-off process a `Program`, feeds it one call at a time and hands back plain values.
Expected values never go in; nothing that the program prints, raises or exits with is a verdict.
"""

from collections.abc import Mapping, Sequence
from types import TracebackType
from typing import Literal, Protocol, Self, runtime_checkable

from msgspec import Struct

from runner.plain import Plain
from runner.report import Figure, Limits, Verdict

Profile = Literal["numpy", "science", "torch"]
"""Libraries that the code may import: `numpy` alone, `science` = NumPy, SciPy, pandas, scikit-learn, matplotlib, or
`torch` = NumPy and PyTorch."""


class SandboxError(Exception):
    """Our fault or the machine's while running code. Becomes `Verdict.RUNNER_FAULT`, never a candidate's failure."""


class SandboxUnavailable(SandboxError):
    """This machine cannot give the sandbox's minimum, so code is not run."""

    def __init__(self, missing: str, remedy: str) -> None:
        super().__init__(f"Code cannot be run safely here: {missing} {remedy}")
        self.missing = missing
        self.remedy = remedy


class Program(Struct, frozen=True):
    """A submission and what it may see. All of it is public to the code that runs."""

    source: str
    profile: Profile = "numpy"
    files: Mapping[str, bytes] = {}
    """Files of the question laid into the working folder, by plain file name."""
    driver: str = ""
    """Public code of the question that drives a stateful answer (a class, a module). It is executed after the file, in
    a namespace of its own in which the file can be imported as `solution`; `Box.call` looks there first."""
    as_main: bool = False
    """True: `__name__ == "__main__"`, as a person would run the file. False: imported as `solution`."""
    seed: int = 0
    """Seeds `random` and `numpy.random` before the code starts."""


class Answered(Struct, frozen=True):
    """The call returned a plain value."""

    value: Plain
    changed_arguments: tuple[str, ...] = ()
    """Names or positions of arguments whose content was no longer the same afterwards, as the code's side claims."""


class Raised(Struct, frozen=True):
    """The candidate's code raised, or returned what is not plain data."""

    type_name: str
    message: str
    traceback: str
    """Only frames of the candidate's file, rendered inside the sandbox."""
    line: int | None


class Stopped(Struct, frozen=True):
    """The process is gone: a limit, a forbidden act, or an exit of its own."""

    verdict: Verdict
    message: str


Outcome = Answered | Raised | Stopped


class Remains(Struct, frozen=True):
    """What is left when the process has ended."""

    stdout: str
    stderr: str
    truncated: bool
    figures: tuple[Figure, ...]
    cpu_ms: int | None
    peak_memory_mib: int | None


class Box(Protocol):
    """One running program. Use as a context manager: leaving it kills whatever is still there."""

    def __enter__(self) -> Self: ...
    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...

    def load(self) -> Outcome:
        """Execute the program's file. `Answered(None)` when it ran to its end. Raises SandboxError."""
        ...

    def call(self, entry: str, args: Sequence[Plain] = (), kwargs: Mapping[str, Plain] | None = None) -> Outcome:
        """Call a function that the file defined. A missing or uncallable name is `Raised`. Raises SandboxError."""
        ...

    def close(self) -> Remains:
        """Collect output and figures, kill the process and all its descendants. Safe to call twice."""
        ...


@runtime_checkable
class Metered(Protocol):
    """A box that also tells its CPU time while it runs, read outside the wall. Speed checks prefer it to the clock."""

    def cpu_ms_so_far(self) -> int | None:
        """CPU time of the program and all its descendants since it started; None where it cannot be read."""
        ...


class Layer(Struct, frozen=True):
    """One protection, for `thinkaloud doctor`."""

    name: str
    in_force: bool
    required: bool
    detail: str
    remedy: str = ""


class Sandbox(Protocol):
    """A back-end. Thread-safe: several boxes may be open at once."""

    @property
    def name(self) -> str:
        """Name of the back-end, as reports state it."""
        ...

    @property
    def environment_sha256(self) -> str:
        """Fingerprint of interpreter, libraries and pinned settings that programs run with."""
        ...

    def layers(self) -> tuple[Layer, ...]:
        """Which protections are in force on this machine, found by trying them."""
        ...

    def open(self, program: Program, limits: Limits) -> Box:
        """Start a fresh process for the program. Raises SandboxUnavailable, SandboxError."""
        ...
