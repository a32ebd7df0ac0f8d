"""Reads question packages from folders, strictly: what loads is complete and consistent in itself.

Must not know how checks are run (`question_bank.suite`) or whether the package keeps its promises
(`question_bank.verify`).
"""

import difflib
import hashlib
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import msgspec

from question_bank.code_facts import parse
from question_bank.consistency import inconsistencies
from question_bank.package import Question
from question_bank.problem import (
    BadField,
    BadToml,
    MissingFile,
    PackageError,
    UnknownQuestion,
    UnlistedFile,
    UnreadableFile,
)

QUESTION_FILE = "question.toml"
PROSE_FILES = {"prompt": "prompt.md", "starter": "starter.py", "notes": "notes.md"}
CHECKS_FILE = "checks.py"
HEARD_FILE = "heard.tsv"
DRIVER_FILE = "driver.py"
FILLED_BY_LOADER = ("prompt", "starter", "notes", "driver", "sources", "sha256")

_PATH_IN_MESSAGE = re.compile(r" - at `\$(?P<path>[^`]*)`$")
_PART_OF_PATH = re.compile(r"\.?(?P<key>[A-Za-z_]\w*)|\[(?P<place>\d+|\.\.\.)\]")


class Bank:
    """All questions of a folder. One broken package does not take the others down: see `problems`."""

    def __init__(self, questions: Mapping[str, Question], folder: Path, problems: Sequence[PackageError] = ()) -> None:
        self._questions = dict(sorted(questions.items()))
        self._folder = folder
        self.problems = tuple(problems)

    def all(self) -> tuple[Question, ...]:
        """Every question that loaded, by id."""
        return tuple(self._questions.values())

    def get(self, question_id: str) -> Question:
        """Look a question up. Raises UnknownQuestion, or the PackageError that kept it from loading."""
        if question_id in self._questions:
            return self._questions[question_id]
        for problem in self.problems:
            if problem.folder.name == question_id:
                raise problem
        near = difflib.get_close_matches(question_id[:80], self._questions, n=1)
        raise UnknownQuestion(question_id, nearest=near[0] if near else "")

    def folder_of(self, question_id: str) -> Path:
        """Folder of a question's package. Raises UnknownQuestion."""
        return self._folder / self.get(question_id).id


def builtin_folder() -> Path:
    """Folder of the packages that come with the product."""
    return Path(__file__).parent / "packages"


def load_bank(folder: Path | None = None) -> Bank:
    """Load every package below a folder, by default the builtin ones. Folders starting with `.` or `_` are skipped."""
    root = folder or builtin_folder()
    questions: dict[str, Question] = {}
    problems: list[PackageError] = []
    for place in sorted(root.iterdir()) if root.is_dir() else ():
        if not place.is_dir() or place.name.startswith((".", "_")):
            continue
        try:
            questions[place.name] = load_question(place)
        except PackageError as problem:
            problems.append(problem)
    return Bank(questions, root, problems)


def load_question(folder: Path) -> Question:
    """Load one package. Raises the first PackageError that it finds."""
    question, problems = examine(folder)
    if problems:
        raise problems[0]
    assert question is not None
    return question


def examine(folder: Path) -> tuple[Question | None, tuple[PackageError, ...]]:
    """Load one package as far as it goes and list all that is wrong with it."""
    try:
        text = _read(folder, QUESTION_FILE)
        question = _with_heard(folder, _question_from_toml(folder, text))
        prose = {part: _read(folder, name) for part, name in PROSE_FILES.items()}
        prose["driver"] = _read_driver(folder)
        _read(folder, CHECKS_FILE)
    except PackageError as problem:
        return None, (problem,)
    problems = [*inconsistencies(question, folder, text), *_file_problems(question, folder)]
    sources: dict[str, str] = {}
    for submission in question.submissions:
        if _is_below(submission.path, folder / "submissions"):
            try:
                sources[submission.path] = _read(folder, f"submissions/{submission.path}")
            except PackageError as problem:
                problems.append(problem)
    return msgspec.structs.replace(question, **prose, sources=sources, sha256=package_sha256(folder)), tuple(problems)


def package_sha256(folder: Path) -> str:
    """Digest of the sorted relative paths and contents of all files, byte-code and hidden files apart.

    What was heard is left out: it helps to understand whoever asks, and makes no other question.
    """
    digest = hashlib.sha256()
    for path in package_files(folder):
        if path == folder / HEARD_FILE:
            continue
        content = path.read_bytes()
        name = path.relative_to(folder).as_posix().encode()
        # Lengths keep apart what would read the same when strung together.
        digest.update(b"%d:%s:%d:" % (len(name), name, len(content)))
        digest.update(content)
    return digest.hexdigest()


def package_files(folder: Path) -> tuple[Path, ...]:
    """List the files of a package, sorted by relative path."""
    found = [
        path
        for path in folder.rglob("*")
        if path.is_file()
        and path.suffix != ".pyc"
        and not any(part.startswith(".") or part == "__pycache__" for part in path.relative_to(folder).parts)
    ]
    return tuple(sorted(found, key=lambda path: path.relative_to(folder).as_posix()))


def data_files(question: Question, folder: Path) -> dict[str, bytes]:
    """Contents of the files that the candidate's code may open, by name. Raises PackageError."""
    contents = {}
    for item in question.data:
        try:
            contents[item.name] = (folder / "data" / item.name).read_bytes()
        except OSError as error:
            raise UnreadableFile(folder, f"data/{item.name}", error.strerror or "unknown reason") from error
    return contents


def _read(folder: Path, name: str) -> str:
    path = folder / name
    if not path.exists():
        raise MissingFile(folder, name)
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise UnreadableFile(folder, name, f"byte {error.start} is not UTF-8") from error
    except OSError as error:
        raise UnreadableFile(folder, name, error.strerror or "unknown reason") from error


def _read_driver(folder: Path) -> str:
    """Read the driver that a package may have. Raises PackageError, also for one that is not Python."""
    if not (folder / DRIVER_FILE).exists():
        return ""
    source = _read(folder, DRIVER_FILE)
    try:
        parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        line = error.lineno if isinstance(error, SyntaxError) else None
        raise BadField(folder, DRIVER_FILE, f"This is not Python: {error}.", line=line) from error
    return source


def _question_from_toml(folder: Path, text: str) -> Question:
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"at line (\d+)", str(error))
        raise BadToml(folder, QUESTION_FILE, f"{error}.", line=int(line[1]) if line else None) from error
    for key in FILLED_BY_LOADER:
        if key in data:
            where = PROSE_FILES.get(key, "a file of its own")
            raise BadField(folder, QUESTION_FILE, f"`{key}` comes from {where}; remove it.", line=line_of(text, (key,)))
    try:
        return msgspec.convert(data, Question)
    except msgspec.ValidationError as error:
        message = str(error)
        found = _PATH_IN_MESSAGE.search(message)
        path = _path_from_message(found["path"]) if found else ()
        what = message[: found.start()] if found else message
        named = re.search(r"field `(\w+)`", what)
        if named and "unknown" in what:
            path = (*path, named[1])
        where = f" in {_said(path)}" if path else ""
        raise BadField(folder, QUESTION_FILE, f"{what}{where}.", line=line_of(text, path)) from error


def _with_heard(folder: Path, question: Question) -> Question:
    """Take in what people said, if the package has it: a fact's id, a tab, their words. Raises BadField."""
    if not (folder / HEARD_FILE).exists():
        return question
    heard: dict[str, list[str]] = {fact.id: [] for fact in question.facts}
    for number, line in enumerate(_read(folder, HEARD_FILE).splitlines(), 1):
        fact_id, tab, words = line.partition("\t")
        if not tab or not words.strip():
            raise BadField(folder, HEARD_FILE, "A line is a fact's id, a tab and what somebody said.", line=number)
        if fact_id not in heard:
            raise BadField(folder, HEARD_FILE, f"There is no fact {fact_id!r}.", line=number)
        heard[fact_id].append(words.strip())
    facts = tuple(msgspec.structs.replace(fact, heard=(*fact.heard, *heard[fact.id])) for fact in question.facts)
    return msgspec.structs.replace(question, facts=facts)


def _path_from_message(path: str) -> tuple[str | int, ...]:
    parts: list[str | int] = []
    for part in _PART_OF_PATH.finditer(path):
        if part["key"]:
            parts.append(part["key"])
        elif part["place"].isdecimal():
            parts.append(int(part["place"]))
    return tuple(parts)


def _said(path: Sequence[str | int]) -> str:
    return "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path).lstrip(".")


def line_of(text: str, path: Sequence[str | int]) -> int | None:
    """Line of a key in TOML as people write it (`[[facts]]`, then `answer = …`); None when it is not found.

    The parser gives no lines for values, so this looks for the nth header and then for the key below it.
    """
    keys = [part for part in path if isinstance(part, str)]
    places = [part for part in path if isinstance(part, int)]
    if not keys:
        return None
    lines = text.splitlines()
    headers = [n for n, line in enumerate(lines) if re.match(rf"\s*\[\[?\s*{re.escape(keys[0])}\s*\]\]?", line)]
    nth = places[0] if places else 0
    if not headers:
        start, wanted = 0, keys[0]
    elif nth < len(headers):
        start, wanted = headers[nth], keys[-1] if len(keys) > 1 else ""
    else:
        return None
    if wanted:
        for n in range(start, len(lines)):
            if n > start and headers and re.match(rf"\s*\[\[?\s*(?!{re.escape(keys[0])}\.)", lines[n]):
                break
            if re.match(rf"\s*(\w+\.)*{re.escape(wanted)}\s*=", lines[n]):
                return n + 1
    return start + 1 if headers else None


def _file_problems(question: Question, folder: Path) -> Iterator[PackageError]:
    for submission in question.submissions:
        if not _is_below(submission.path, folder / "submissions"):
            yield BadField(folder, QUESTION_FILE, f"The submission path {submission.path!r} leaves `submissions/`.")
    listed = {submission.path for submission in question.submissions}
    for path in sorted((folder / "submissions").glob("**/*.py")):
        name = path.relative_to(folder / "submissions").as_posix()
        if name not in listed and "__pycache__" not in path.parts:
            yield UnlistedFile(folder, f"submissions/{name}", "submissions")
    for item in question.data:
        if Path(item.name).name != item.name or item.name.startswith("."):
            yield BadField(folder, QUESTION_FILE, f"The data file {item.name!r} must be a plain file name.")
        elif not (folder / "data" / item.name).is_file():
            yield MissingFile(folder, f"data/{item.name}", named_by=QUESTION_FILE)
    named = {item.name for item in question.data}
    for path in package_files(folder / "data") if (folder / "data").is_dir() else ():
        if path.relative_to(folder / "data").as_posix() not in named:
            yield UnlistedFile(folder, path.relative_to(folder).as_posix(), "data")


def _is_below(name: str, root: Path) -> bool:
    return not Path(name).is_absolute() and (root / name).resolve().is_relative_to(root.resolve())


__all__ = [
    "Bank",
    "builtin_folder",
    "data_files",
    "examine",
    "line_of",
    "load_bank",
    "load_question",
    "package_files",
    "package_sha256",
]
