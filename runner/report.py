"""What a run of somebody's code came to: pure data that every room may import.

Must not know how the code was run, which question it answers, or how it is graded. A report holds no clock reading,
so the same submission gives the same bytes; what was measured travels beside it in `Measured`.
"""

from enum import StrEnum
from typing import Literal

from msgspec import Struct


class Verdict(StrEnum):
    """How one check, or a whole run, ended."""

    PASSED = "passed"
    FAILED = "failed"
    """The code answered, and the answer is wrong."""
    ERROR = "error"
    """The candidate's code raised, did not parse, or lacks what was asked for."""
    TIME_LIMIT = "time_limit"
    MEMORY_LIMIT = "memory_limit"
    OUTPUT_LIMIT = "output_limit"
    FORBIDDEN = "forbidden"
    """The code tried what the sandbox or the question rules out."""
    NOT_RUN = "not_run"
    """Never started, because something before it ended the run."""
    RUNNER_FAULT = "runner_fault"
    """Our fault or the machine's, never the candidate's: says nothing about the code."""


Purpose = Literal["run", "submit"]
"""`run`: own code and visible examples. `submit`: visible and hidden checks."""

CheckKind = Literal["core", "edge", "numeric", "speed", "contract", "honesty"]
"""What a check is about: the main rule, edge cases, numerical extremes, cost, the agreed interface, or (for
end-to-end questions) an honest evaluation."""


class Limits(Struct, frozen=True, forbid_unknown_fields=True):
    """What one run may use."""

    cpu_seconds: float = 10.0
    wall_seconds: float = 20.0
    memory_mib: int = 1024
    scratch_mib: int = 64
    output_kib: int = 64
    processes: int = 64


class Figure(Struct, frozen=True):
    """A figure that the code drew. `png` is base64 in JSON."""

    title: str
    png: bytes
    width: int
    height: int


class ShownTable(Struct, frozen=True):
    """A table that the code showed, cut to what a person reads. All cells are text, made inside; never markup."""

    columns: tuple[str, ...]
    dtypes: tuple[str, ...]
    index: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    """Cells, row by row; `rows[i]` belongs to `index[i]`."""
    n_rows: int
    """Of the whole table, of which `rows` may be a part."""
    n_columns: int
    title: str = ""


class Warned(Struct, frozen=True):
    """A warning that the code caused, counted once for each place."""

    category: str
    message: str
    line: int | None = None
    """The candidate's line, counted from 1."""


OwnTestKind = Literal["assertion", "main", "doctest", "function"]
"""A bare `assert` at the top, a block below `if __name__ == "__main__"`, a doctest, or a `test_*` function."""


class OwnTest(Struct, frozen=True):
    """One of the candidate's own tests. It says what their tests found; it never counts as a check of ours."""

    name: str
    kind: OwnTestKind
    verdict: Verdict
    line: int | None = None
    """Where the test begins, counted from 1."""
    message: str = ""
    """What it found, cleaned of our frames; empty when it passed."""


class CheckResult(Struct, frozen=True):
    """What one check found. The short forms are filled for visible checks only."""

    name: str
    title: str
    kind: CheckKind
    hidden: bool
    verdict: Verdict
    message: str = ""
    """One or a few plain sentences; for a hidden check it never holds its data."""
    given: str = ""
    expected: str = ""
    got: str = ""
    line: int | None = None
    """The candidate's line that raised, counted from 1."""


class RunReport(Struct, frozen=True):
    """What happened when a submission ran. Byte-identical for the same submission on the same machine."""

    purpose: Purpose
    verdict: Verdict
    """`passed` when all checks passed and the code itself ran; otherwise the first thing that went wrong."""
    checks: tuple[CheckResult, ...] = ()
    stdout: str = ""
    stderr: str = ""
    truncated: bool = False
    """Output was longer than `limits.output_kib` and was cut."""
    error: str = ""
    """A cleaned traceback, or one line that says what stopped the run."""
    error_line: int | None = None
    figures: tuple[Figure, ...] = ()
    tables: tuple[ShownTable, ...] = ()
    warnings: tuple[Warned, ...] = ()
    own_tests: tuple[OwnTest, ...] = ()
    """Filled by `run`, in the order of the file."""
    limits: Limits = Limits()
    sandbox: str = ""
    """Name of the back-end that ran it."""
    environment_sha256: str = ""
    """Fingerprint of interpreter, libraries and pinned settings inside the sandbox."""
    environment: str = ""
    """The same in words, for people: versions, and which numerical kernels."""
    submission_sha256: str = ""
    schema_version: Literal[1] = 1

    @property
    def n_passed(self) -> int:
        """Number of checks that passed."""
        return sum(check.verdict is Verdict.PASSED for check in self.checks)


class CellReport(Struct, frozen=True):
    """What happened when one notebook cell ran."""

    verdict: Verdict
    """`passed` when the cell ran to its end."""
    interrupted: bool = False
    """The candidate stopped it; what was there is kept, unless `state_lost`."""
    state_lost: bool = False
    """The process is gone with everything that earlier cells had made."""
    stdout: str = ""
    stderr: str = ""
    truncated: bool = False
    result: str = ""
    """The last expression's value in short form, unless it is shown as a table or a figure."""
    error: str = ""
    """A cleaned traceback, or one line that says what stopped the cell."""
    error_line: int | None = None
    """Counted from 1 within the whole file, not the cell."""
    figures: tuple[Figure, ...] = ()
    tables: tuple[ShownTable, ...] = ()
    warnings: tuple[Warned, ...] = ()
    schema_version: Literal[1] = 1


class Measured(Struct, frozen=True):
    """What the clock and the kernel said about a run. Never part of a verdict's bytes."""

    wall_ms: int
    cpu_ms: int | None = None
    peak_memory_mib: int | None = None
