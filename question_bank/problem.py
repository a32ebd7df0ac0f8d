"""What can be wrong with a question package, one class per kind; each says in one line where and what to do.

Knows nothing of how packages are read.
"""

from pathlib import Path


class PackageError(Exception):
    """A question package that cannot be used as it is. The fault is the package's, not the machine's."""

    def __init__(self, folder: Path, file: str, what: str, *, line: int | None = None) -> None:
        place = f"{folder / file}" if file else f"{folder}"
        super().__init__(f"{place}{f', line {line}' if line else ''}: {what}")
        self.folder = folder
        self.file = file
        self.line = line
        self.what = what


class MissingFile(PackageError):
    """A file that every package has, or that this one names, is not there."""

    def __init__(self, folder: Path, file: str, *, named_by: str = "") -> None:
        super().__init__(folder, file, f"This file is missing{f'; {named_by} names it' if named_by else ''}. Add it.")


class UnreadableFile(PackageError):
    """A file is there but is not what it should be: a folder, not UTF-8, or not readable."""

    def __init__(self, folder: Path, file: str, reason: str) -> None:
        super().__init__(folder, file, f"This file cannot be read: {reason}.")


class UnlistedFile(PackageError):
    """A submission or data file lies in the package, but question.toml does not name it."""

    def __init__(self, folder: Path, file: str, table: str) -> None:
        super().__init__(folder, file, f"question.toml does not name this file. Add a [[{table}]] entry or remove it.")


class BadToml(PackageError):
    """The TOML does not parse."""


class BadField(PackageError):
    """A key is unknown or missing, or a value has the wrong type or range."""


class DuplicateId(PackageError):
    """Two parts of one kind have the same id."""


class BadReference(PackageError):
    """Something names a check, follow-up, fact or file that the package does not have."""


class BadPattern(PackageError):
    """A regular expression does not compile."""


class UnknownQuestion(LookupError):
    """The bank has no question of that id."""

    def __init__(self, question_id: str, *, nearest: str = "") -> None:
        hint = f" Did you mean {nearest}?" if nearest else " `thinkaloud questions list` shows all."
        super().__init__(f"There is no question called {question_id[:80]!r}.{hint}")
        self.question_id = question_id
