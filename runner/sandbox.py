"""What every sandbox back-end promises.

A back-end starts one fresh, walled-off process a `Program`, feeds it one call at a time and hands back plain values.
Expected values never go in; nothing that the program prints, raises or exits with is a verdict.
"""

from collections.abc import Callable, Mapping, Sequence
from types import TracebackType
from typing import Literal, Protocol, Self, runtime_checkable

from msgspec import Struct

from runner.plain import Plain
from runner.report import CellReport, Figure, Limits, Measured, OwnTest, ShownTable, Verdict, Warned

Profile = Literal["numpy", "science", "torch", "transformers"]
"""Libraries that the code may import: `numpy` alone, `science` = NumPy, SciPy, pandas, scikit-learn, matplotlib, or
`torch` = NumPy and PyTorch, and `transformers` = these with Hugging Face's tokenizers and transformers."""


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
    tables: tuple[ShownTable, ...] = ()
    warnings: tuple[Warned, ...] = ()
    """Shown and warned of while the file ran as the main program."""
    own_tests: tuple[OwnTest, ...] = ()


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

    def run_own_tests(self) -> Outcome:
        """Run the doctests and test functions of a file that ran as the main program; `Remains` tells how they ended.

        Assertions at the top of the file have been run with it. Raises SandboxError.
        """
        ...

    def close(self) -> Remains:
        """Collect output and figures, kill the process and all its descendants. Safe to call twice."""
        ...


class Notebook(Protocol):
    """A lasting process in which cells run one after the other and share their variables.

    Each cell has the CPU, wall and output limits for itself; memory and scratch are the process's. Between cells all of
    it is frozen. A time limit interrupts the cell and keeps what there is; whatever ends the process (memory, a crash,
    an exit of its own, an interrupt that it does not heed) loses it, and the report says so.
    """

    @property
    def is_alive(self) -> bool:
        """Whether the process is there, and with it what cells have made."""
        ...

    def run(self, source: str, first_line: int = 1) -> tuple[CellReport, Measured]:
        """Run one cell, which begins on that line of its file, counted from 1. One at a time.

        A process that is gone gives a report with `state_lost`. Raises SandboxError when it was closed.
        """
        ...

    def interrupt(self) -> None:
        """Have the running cell raise KeyboardInterrupt. Thread-safe; nothing when none is running."""
        ...

    def close(self) -> None:
        """End the process, a running cell with it. Thread-safe, and safe to call twice."""
        ...


@runtime_checkable
class Metered(Protocol):
    """A box that also tells its CPU time while it runs, read outside the wall. Speed checks prefer it to the clock."""

    def cpu_ms_so_far(self) -> int | None:
        """CPU time of the program and all its descendants since it started; None where it cannot be read."""
        ...


@runtime_checkable
class Ticking(Protocol):
    """A box that calls `on_tick` every few hundredths of a second while it waits for its program.

    Whoever runs the box sees by it that the wait is watched over, and ends it by raising, after which the box can only
    be closed. What is raised should be no Exception, so that nothing on the way takes it for a fault.
    """

    on_tick: Callable[[], None]


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

    def open_notebook(self, profile: Profile, files: Mapping[str, bytes], limits: Limits, *, seed: int = 0) -> Notebook:
        """Start a lasting process for cells, with files laid into its working folder by plain file name.

        Raises SandboxUnavailable, SandboxError.
        """
        ...
