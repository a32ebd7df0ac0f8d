"""What a program shows while it runs, checked from outside: tables, warnings, and how its own tests ended.

All of it is made by the program's side. Types, counts and lengths are checked before anything is built, what is wrong
is left out, and what would differ from run to run (addresses of objects) is blanked. Must not know how it was sent.
"""

import re
from collections.abc import Sequence
from typing import Any, Final

from runner.report import OwnTest, OwnTestKind, ShownTable, Verdict, Warned
from runner.sandbox import Stopped

KINDS: Final = frozenset({"table", "warned", "own_tests", "own_test"})
"""Kinds of messages that are meant for here; any number of them may come before an answer."""

MAX_TABLES: Final = 16
MAX_ROWS: Final = 60
MAX_COLUMNS: Final = 30
MAX_CELL: Final = 120
MAX_WARNINGS: Final = 40
MAX_OWN_TESTS: Final = 400
MAX_NAME: Final = 200
MAX_MESSAGE: Final = 4_000
MAX_ALL_MESSAGES: Final = 100_000
"""Characters of all messages of own tests together."""

_KINDS: Final[dict[str, OwnTestKind]] = {
    "assertion": "assertion",
    "main": "main",
    "doctest": "doctest",
    "function": "function",
}
_VERDICTS: Final = {
    verdict.value: verdict
    for verdict in (
        Verdict.PASSED,
        Verdict.FAILED,
        Verdict.ERROR,
        Verdict.MEMORY_LIMIT,
        Verdict.FORBIDDEN,
        Verdict.NOT_RUN,
    )
}
_ADDRESS = re.compile(r"\bat 0x[0-9a-fA-F]+")
_END_OF_ADDRESS = re.compile(r"\.\.\.[at ]{0,3}0?x?[0-9a-fA-F]{3,}>")
"""As pytest shortens the words for an object in the middle."""
_NOT_REACHED: Final = "Not reached."


class Gathered:
    """Collects what one program shows."""

    def __init__(self) -> None:
        self._tables: list[ShownTable] = []
        self._warnings: list[Warned] = []
        self._tests: list[OwnTest] = []
        self._first_of_group = 0
        """Where the tests begin that were announced last; their results name them by position."""
        self._ended: set[int] = set()
        self._n_characters = 0

    def keep(self, claims: dict[str, Any]) -> None:
        """Take in one message, or leave it out when it is not what it says."""
        match claims.get("kind"):
            case "table":
                table = table_from_claims(claims)
                if table is not None and len(self._tables) < MAX_TABLES:
                    self._tables.append(table)
            case "warned":
                warned = warning_from_claims(claims)
                if warned is not None and len(self._warnings) < MAX_WARNINGS:
                    self._warnings.append(warned)
            case "own_tests":
                self._announce(claims.get("tests"))
            case "own_test":
                self._settle(claims)

    @property
    def tables(self) -> tuple[ShownTable, ...]:
        """Tables in the order in which they were shown."""
        return tuple(self._tables)

    @property
    def warnings(self) -> tuple[Warned, ...]:
        """Warnings in the order in which they came up."""
        return tuple(self._warnings)

    @property
    def own_tests(self) -> tuple[OwnTest, ...]:
        """The program's own tests in the order of the file."""
        return tuple(sorted(self._tests, key=lambda test: (test.line is None, test.line or 0)))

    def end_testing(self, stopped: Stopped | None) -> None:
        """Note that the run of tests is over. `stopped`: what ended the process, in the test that was running then."""
        if stopped is None:
            return
        waiting = [at for at in range(self._first_of_group, len(self._tests)) if at not in self._ended]
        if waiting:
            self._replace(waiting[0], stopped.verdict, stopped.message)

    def _announce(self, tests: object) -> None:
        self._first_of_group = len(self._tests)
        if type(tests) is not list:
            return
        for claims in tests[: MAX_OWN_TESTS - len(self._tests)]:
            match claims:
                case {"name": str(name), "kind": str(kind), "line": line} if kind in _KINDS:
                    self._tests.append(
                        OwnTest(_clean(name, MAX_NAME), _KINDS[kind], Verdict.NOT_RUN, line_of(line), _NOT_REACHED)
                    )
                case _:
                    return

    def _settle(self, claims: dict[str, Any]) -> None:
        match claims:
            case {"at": at, "verdict": str(verdict), "message": str(message)} if type(at) is int:
                place = self._first_of_group + at
                if verdict in _VERDICTS and self._first_of_group <= place < len(self._tests):
                    self._replace(place, _VERDICTS[verdict], message)

    def _replace(self, at: int, verdict: Verdict, message: str) -> None:
        test = self._tests[at]
        if at in self._ended and (test.verdict is not Verdict.PASSED or verdict is Verdict.PASSED):
            return
        left = max(0, MAX_ALL_MESSAGES - self._n_characters)
        said = "" if verdict is Verdict.PASSED and not message else _clean(message, min(MAX_MESSAGE, left))
        self._n_characters += len(said)
        self._ended.add(at)
        self._tests[at] = OwnTest(test.name, test.kind, verdict, test.line, said)


def table_from_claims(claims: dict[str, Any]) -> ShownTable | None:
    """Check what is said to be a table; None when it is not one, or larger than a person reads."""
    columns, dtypes = _texts(claims.get("columns"), MAX_COLUMNS), _texts(claims.get("dtypes"), MAX_COLUMNS)
    index, rows = _texts(claims.get("index"), MAX_ROWS), claims.get("rows")
    n_rows, n_columns = _count(claims.get("n_rows")), _count(claims.get("n_columns"))
    title = claims.get("title")
    if columns is None or dtypes is None or index is None or len(dtypes) != len(columns):
        return None
    if type(rows) is not list or len(rows) != len(index) or type(title) is not str:
        return None
    if n_rows is None or n_columns is None or n_rows < len(index) or n_columns < len(columns):
        return None
    cells = [_texts(row, MAX_COLUMNS) for row in rows]
    whole = [row for row in cells if row is not None and len(row) == len(columns)]
    if len(whole) != len(rows):
        return None
    return ShownTable(columns, dtypes, index, tuple(whole), n_rows, n_columns, _clean(title, MAX_CELL))


def warning_from_claims(claims: dict[str, Any]) -> Warned | None:
    """Check what is said to be a warning."""
    match claims:
        case {"category": str(category), "message": str(message), "line": line}:
            return Warned(_clean(category, 100), _clean(message, 1_000), line_of(line))
    return None


def line_of(value: object) -> int | None:
    """Take a line number for one, or give None."""
    return value if type(value) is int and 0 < value < 2**31 else None


def without_addresses(text: str) -> str:
    """Blank what differs from run to run in the words for an object."""
    return _END_OF_ADDRESS.sub("...>", _ADDRESS.sub("at 0x…", text))


def _count(value: object) -> int | None:
    return value if type(value) is int and 0 <= value < 2**63 else None


def _texts(value: object, n_most: int) -> tuple[str, ...] | None:
    if type(value) is not list or len(value) > n_most or not all(type(item) is str for item in value):
        return None
    items: Sequence[str] = value
    return tuple(_clean(item, MAX_CELL) for item in items)


def _clean(text: str, length: int) -> str:
    text = without_addresses(text)
    return text if len(text) <= length else f"{text[: max(0, length - 1)]}…"
