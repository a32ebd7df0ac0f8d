"""What verifying a question found: plain data with file and line. Must not know how it was found."""

from collections.abc import Iterable
from typing import Literal

from msgspec import Struct

from question_bank.problem import PackageError

Severity = Literal["error", "warning"]


class Diagnostic(Struct, frozen=True):
    """One finding: the rule that was broken, where, and what to do."""

    severity: Severity
    rule: str
    message: str
    question_id: str = ""
    file: str = ""
    line: int | None = None

    def __str__(self) -> str:
        """Write the finding on one line, as compilers do."""
        place = "/".join(part for part in (self.question_id, self.file) if part)
        return f"{place}{f':{self.line}' if self.line else ''}: {self.severity}: {self.message} [{self.rule}]"


class Diagnostics:
    """Collects findings about one question."""

    def __init__(self, question_id: str) -> None:
        self._question_id = question_id
        self._found: list[Diagnostic] = []

    def error(self, rule: str, message: str, *, file: str = "question.toml", line: int | None = None) -> None:
        """Note something that must be repaired."""
        self._found.append(Diagnostic("error", rule, message, self._question_id, file, line))

    def warning(self, rule: str, message: str, *, file: str = "question.toml", line: int | None = None) -> None:
        """Note something that an author should look at."""
        self._found.append(Diagnostic("warning", rule, message, self._question_id, file, line))

    def problems(self, problems: Iterable[PackageError]) -> None:
        """Note what kept a package from loading."""
        for problem in problems:
            self.error("package", problem.what, file=problem.file, line=problem.line)

    @property
    def all(self) -> tuple[Diagnostic, ...]:
        """Everything found, in the order of finding."""
        return tuple(self._found)
