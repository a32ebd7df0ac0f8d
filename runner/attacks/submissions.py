"""Attack submissions as files: where they lie, and what their heads say.

A submission is a Python file. Its head (the comments it begins with, or its docstring) says in lines of `name: text`:

    class: steal                  escape, forge, steal, persist, exhaust or disturb
    success: what it would look like if it worked
    severity: high                critical, high, medium or low; else the usual one of its class
    ends: time_limit              the only verdicts that the run may end with; else any end will do
    after: another run            an honest program with a secret in it runs first
    beside: another run           an honest program with a secret in it runs meanwhile
    profile: science              the libraries that it may import; else `numpy`

Only `class` is asked for, and where it is missing the name of the folder will do. `{{secret}}` and other names in
double braces stand for what `surroundings.Surroundings.dress` puts there.
"""

import ast
import re
import warnings
from itertools import takewhile
from pathlib import Path
from typing import Literal, get_args

from msgspec import Struct

from runner.sandbox import Profile

Kind = Literal["escape", "forge", "steal", "persist", "exhaust", "disturb"]
"""To get out, pass unearned, read what is another's, leave something behind, use up, get in others' way."""
Severity = Literal["critical", "high", "medium", "low"]

KINDS: tuple[Kind, ...] = get_args(Kind)
USUAL_SEVERITY: dict[Kind, Severity] = {
    "escape": "critical",
    "forge": "critical",
    "steal": "high",
    "persist": "high",
    "exhaust": "medium",
    "disturb": "medium",
}

_LINE = re.compile(r"^(class|success|severity|ends|after|beside|profile): *(.+?) *$", re.MULTILINE)


class AttackUnreadable(Exception):
    """A file among the submissions is not one."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(f"{path}: {why}")


class NoAttacks(Exception):
    """There is nothing to try."""

    def __init__(self, folder: Path) -> None:
        super().__init__(f"{folder} holds no Python files to try as attacks.")


class Attack(Struct, frozen=True):
    """One submission and what its head says."""

    name: str
    """Path below the folder of submissions, without the ending."""
    source: str
    kind: Kind
    severity: Severity
    success: str = ""
    allowed_ends: frozenset[str] = frozenset()
    """Verdicts; empty where any end will do."""
    another_run: Literal["", "after", "beside"] = ""
    """When an honest program with a secret in it runs: before this one, or meanwhile."""
    profile: Profile = "numpy"


def builtin_folder() -> Path:
    """Give the folder of the battery that comes with the product: in the package, or in the checkout's tests."""
    installed = Path(__file__).parent / "submissions"
    return installed if installed.is_dir() else Path(__file__).parents[2] / "tests" / "attacks" / "submissions"


def read_attacks(folder: Path) -> list[Attack]:
    """Read every submission below a folder, in the order of their names. Raises AttackUnreadable, NoAttacks."""
    found = [read_attack(path, folder) for path in sorted(folder.rglob("*.py")) if "__pycache__" not in path.parts]
    if not found:
        raise NoAttacks(folder)
    return found


def read_attack(path: Path, folder: Path) -> Attack:
    """Read one submission. Raises AttackUnreadable."""
    try:
        # Bytes that are not UTF-8 are part of what may be tried.
        source = path.read_bytes().decode("utf-8", "surrogateescape")
    except OSError as error:
        raise AttackUnreadable(path, str(error)) from error
    said = dict(_LINE.findall(_head(source)))
    kind = said.get("class", path.parent.name)
    if kind not in KINDS:
        raise AttackUnreadable(path, f"its head should say `class:` and one of {', '.join(KINDS)}, not {kind!r}.")
    severity = said.get("severity", USUAL_SEVERITY[kind])
    if severity not in get_args(Severity):
        raise AttackUnreadable(path, f"its severity should be one of {', '.join(get_args(Severity))}.")
    profile = said.get("profile", "numpy")
    if profile not in get_args(Profile):
        raise AttackUnreadable(path, f"its profile should be one of {', '.join(get_args(Profile))}.")
    return Attack(
        name=path.relative_to(folder).with_suffix("").as_posix(),
        source=source,
        kind=kind,
        severity=severity,
        success=said.get("success", ""),
        allowed_ends=frozenset(said.get("ends", "").split()),
        another_run="after" if "after" in said else "beside" if "beside" in said else "",
        profile=profile,
    )


def _head(source: str) -> str:
    """Give the lines that a file begins with: its comments, and its docstring if it has one."""
    comments = takewhile(lambda line: line.startswith("#") or not line.strip(), source.splitlines())
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            docstring = ast.get_docstring(ast.parse(source)) or ""
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            docstring = ""
    return "\n".join([*(line.lstrip("#").strip() for line in comments), docstring])
