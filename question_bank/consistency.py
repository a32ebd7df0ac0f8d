"""What must hold between the parts of one question.toml: names that resolve, ids that differ, patterns that compile.

Reads no files and runs nothing.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from question_bank.package import CodeCondition, Misconception, PhaseMinutes, Point, Question, RunCondition
from question_bank.problem import BadField, BadPattern, BadReference, DuplicateId, PackageError
from runner.report import Verdict

FILE = "question.toml"
ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
LADDER = (1, 2, 3, 4)
VERDICTS = frozenset(verdict.value for verdict in Verdict)


def inconsistencies(question: Question, folder: Path, text: str) -> Iterator[PackageError]:
    """Yield everything that contradicts itself. `text` is the TOML, to say lines."""
    lines = text.splitlines()

    def line(needle: str) -> int | None:
        quoted = (f'"{needle}"', f"'{needle}'")
        return next((n for n, row in enumerate(lines, 1) if any(form in row for form in quoted)), None)

    if question.id != folder.name:
        yield BadField(
            folder,
            FILE,
            f"The id {question.id!r} differs from the folder's name {folder.name!r}.",
            line=line(question.id),
        )
    elif not ID.fullmatch(question.id):
        yield BadField(folder, FILE, f"The id {question.id!r} must be lowercase words joined by hyphens.", line=1)
    yield from _numbers(question, folder)
    for part, twice in _duplicates(question):
        yield DuplicateId(folder, FILE, f"Two {part} are called {twice!r}; give one another name.", line=line(twice))
    for owner, name in _dangling(question):
        yield BadReference(folder, FILE, f"{owner} names {name!r}, which this package does not have.", line=line(name))
    for owner, pattern in patterns_of(question):
        try:
            re.compile(pattern)
        except (re.error, RecursionError, OverflowError) as error:
            yield BadPattern(
                folder, FILE, f"{owner}: the regular expression {pattern!r} is not valid: {error}.", line=line(pattern)
            )


def patterns_of(question: Question) -> Iterator[tuple[str, str]]:
    """Yield every regular expression of a question with the part that it belongs to."""
    for fact in question.facts:
        yield from _owned(f"Fact {fact.id}", fact.code_shows)
    for trigger in question.triggers:
        owner = f"Trigger {trigger.id}"
        if trigger.code:
            yield from _owned(owner, _code_patterns(trigger.code))
        if trigger.run and trigger.run.error_matches is not None:
            yield owner, trigger.run.error_matches
        if trigger.words:
            yield from _owned(owner, (*trigger.words.said, *trigger.words.never_said))
        yield from _owned(owner, _phrases(trigger.points))
    for follow_up in question.follow_ups:
        yield from _owned(f"Follow-up {follow_up.id}", _phrases((*follow_up.points, *follow_up.wrong)))
    for decision in question.decisions:
        yield from _owned(f"Decision {decision.id}", (*_code_patterns(decision.code), *decision.phrases))


def _owned(owner: str, patterns: Iterable[str]) -> Iterator[tuple[str, str]]:
    return ((owner, pattern) for pattern in patterns)


def _code_patterns(condition: CodeCondition) -> tuple[str, ...]:
    return (*condition.matches, *condition.lacks)


def _phrases(parts: Iterable[Point | Misconception]) -> Iterator[str]:
    return (phrase for part in parts for phrase in part.phrases)


def _numbers(question: Question, folder: Path) -> Iterator[PackageError]:
    levels = tuple(hint.level for hint in question.hints)
    if levels != LADDER:
        yield BadField(folder, FILE, f"The hint ladder has levels {list(levels)}; it must be 1, 2, 3, 4 in this order.")
    minutes = [getattr(question.phases, name) for name in PhaseMinutes.__struct_fields__]
    if min(minutes) < 0:
        yield BadField(folder, FILE, "A phase has a negative number of minutes.")
    if abs(sum(minutes) - question.minutes) > 1e-6:  # noqa: PLR2004
        yield BadField(
            folder, FILE, f"The phases sum to {sum(minutes):g} minutes, but `minutes` is {question.minutes}."
        )
    if min(msgspec.structs.astuple(question.limits)) <= 0:
        yield BadField(folder, FILE, "Each limit must be greater than zero.")
    for check in question.checks:
        if check.weight <= 0:
            yield BadField(folder, FILE, f"The check {check.name!r} has a weight that is not positive.")
        if not check.name.isidentifier() or check.name.startswith("_"):
            yield BadField(folder, FILE, f"The check {check.name!r} must be named as a public Python function.")


def _duplicates(question: Question) -> Iterator[tuple[str, str]]:
    groups: list[tuple[str, list[str]]] = [
        ("checks", [check.name for check in question.checks]),
        ("facts", [fact.id for fact in question.facts]),
        ("triggers", [trigger.id for trigger in question.triggers]),
        ("follow-ups", [follow_up.id for follow_up in question.follow_ups]),
        ("decisions", [decision.id for decision in question.decisions]),
        ("submissions", [submission.path for submission in question.submissions]),
        ("data files", [item.name for item in question.data]),
    ]
    groups += [(f"points of {part.id}", [point.id for point in part.points]) for part in question.follow_ups]
    groups += [(f"points of {part.id}", [point.id for point in part.points]) for part in question.triggers]
    groups += [(f"misconceptions of {part.id}", [item.id for item in part.wrong]) for part in question.follow_ups]
    for part, names in groups:
        yield from ((part, name) for name, count in Counter(names).items() if count > 1)


def _dangling(question: Question) -> Iterator[tuple[str, str]]:
    checks = {check.name for check in question.checks}
    touchable = {f"check:{name}" for name in checks} | {f"follow_up:{item.id}" for item in question.follow_ups}
    for fact in question.facts:
        yield from ((f"Fact {fact.id}", name) for name in fact.touches if name not in touchable)
    for submission in question.submissions:
        yield from ((f"Submission {submission.path}", name) for name in submission.caught_by if name not in checks)
    paths = {submission.path for submission in question.submissions}
    for trigger in question.triggers:
        yield from ((f"Trigger {trigger.id}", name) for name in _unknown_in_run(trigger.run, checks))
        # A sample on one line that ends in .py is meant as a path; anything else is code.
        if trigger.sample.endswith(".py") and "\n" not in trigger.sample and trigger.sample not in paths:
            yield f"Trigger {trigger.id}", trigger.sample


def _unknown_in_run(condition: RunCondition | None, checks: set[str]) -> Iterator[str]:
    if condition is None:
        return
    if condition.check is not None and condition.check not in checks:
        yield condition.check
    yield from (verdict for verdict in condition.verdicts if verdict not in VERDICTS)
