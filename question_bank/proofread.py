"""Reads a question as an editor would: enough of everything, prose of a sane length, words and code that fit together.

Runs no submission; see `question_bank.verify` for that.
"""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from question_bank.catalogue import load_catalogue
from question_bank.code_facts import holds, parse, read_code
from question_bank.diagnostics import Diagnostics
from question_bank.load import line_of
from question_bank.package import CodeCondition, Question, Trigger
from question_bank.suite import ChecksBroken, load_checks
from question_bank.wording import covered_points, normalise

AT_LEAST = {
    "facts": 5,
    "triggers": 8,
    "follow-ups": 3,
    "wrong submissions": 8,
    "accepted submissions": 2,
    "slow submissions": 1,
    "visible checks": 1,
    "hidden checks": 3,
}
ASKS_AT_LEAST = 4
POINTS_AT_LEAST = 2
WORDS = {"prompt.md": (15, 130), "notes.md": (80, 900)}
SUMMARY_CHARACTERS = 140
UNFILLED = "FILL:"
"""Marks what an author has still to write."""
TELLING_CHARACTERS = 16
"""A line of code at least this long, blanks apart, gives something away when a hint holds it."""


def proofread(question: Question, folder: Path, text: str, found: Diagnostics) -> None:
    """Note all that reading alone can find. `text` is question.toml, to say lines."""
    _check_filled(folder, found)
    _check_functions(question, folder, found)
    _check_counts(question, found)
    _check_readings(question, text, found)
    _check_prose(question, text, found)
    _check_hints(question, text, found)
    for place, trigger in enumerate(question.triggers):
        _check_trigger(question, trigger, line_of(text, ("triggers", place)), found)
    _check_facts(question, text, found)
    _check_follow_ups(question, text, found)
    _check_decisions(question, text, found)


def accepted_sources(question: Question) -> dict[str, str]:
    """List the sources of the submissions that must pass, by path."""
    return {item.path: question.sources[item.path] for item in question.submissions if item.expect == "passed"}


def _check_filled(folder: Path, found: Diagnostics) -> None:
    for path in sorted(path for kind in ("*.toml", "*.md", "*.py") for path in folder.rglob(kind)):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            if UNFILLED in line:
                file = str(path.relative_to(folder))
                found.error("unfilled", f"Still to be written: {line.strip()}", file=file, line=number)


def _check_readings(question: Question, text: str, found: Diagnostics) -> None:
    for place, reading in enumerate(question.readings):
        line = line_of(text, ("readings", place))
        if not 0 <= reading.right_passed <= reading.right or not 0 <= reading.wrong_rejected <= reading.wrong:
            found.error("readings", "A reading counts more passed or rejected than were written.", line=line)
        if not reading.changed.strip():
            found.error("readings", "A reading does not say what was changed because of it.", line=line)


def _check_functions(question: Question, folder: Path, found: Diagnostics) -> None:
    try:
        functions = load_checks(folder)
    except ChecksBroken as error:
        found.error("checks", str(error), file="checks.py")
        return
    named = {check.name for check in question.checks}
    for name in sorted(named - set(functions)):
        found.error(
            "checks", f"question.toml names the check {name!r}, but checks.py has no such function.", file="checks.py"
        )
    for name in sorted(set(functions) - named):
        found.warning(
            "checks", f"{name!r} is public but no check; start its name with an underscore.", file="checks.py"
        )


def _check_counts(question: Question, found: Diagnostics) -> None:
    kinds = Counter(submission.path.split("/")[0] for submission in question.submissions)
    counts = {
        "facts": len(question.facts),
        "triggers": len(question.triggers),
        "follow-ups": len(question.follow_ups),
        "wrong submissions": kinds["wrong"],
        "accepted submissions": kinds["accepted"],
        "slow submissions": kinds["slow"],
        "visible checks": sum(check.visible for check in question.checks),
        "hidden checks": sum(not check.visible for check in question.checks),
    }
    for part, least in AT_LEAST.items():
        if counts[part] < least:
            found.error("counts", f"There are {counts[part]} {part}; a question has at least {least}.")
    for submission in question.submissions:
        place = submission.path.split("/")[0]
        if (place == "accepted") != (submission.expect == "passed"):
            found.error(
                "submissions", f"{submission.path} expects {submission.expect!r}, which does not fit its folder."
            )
        if place != "accepted" and not submission.caught_by:
            found.error("submissions", f"{submission.path} does not say which check must catch it (`caught_by`).")
    known = load_catalogue()
    for question_id in question.practise_next:
        if question_id not in known or question_id == question.id:
            found.error(
                "practise-next", f"`practise_next` names {question_id!r}, which is not another catalogue question."
            )


def _check_prose(question: Question, text: str, found: Diagnostics) -> None:
    for file, prose in (("prompt.md", question.prompt), ("notes.md", question.notes)):
        least, most = WORDS[file]
        n_words = len(prose.split())
        if not least <= n_words <= most:
            found.error("prose", f"{n_words} words; {least} to {most} are right here.", file=file)
    if not 0 < len(question.summary) <= SUMMARY_CHARACTERS:
        found.error(
            "prose",
            f"The summary has {len(question.summary)} characters; at most {SUMMARY_CHARACTERS} fit a list.",
            line=line_of(text, ("summary",)),
        )
    if question.entry.name not in question.entry.signature:
        found.error("prose", f"The signature does not name `{question.entry.name}`.", line=line_of(text, ("entry",)))
    if question.entry.name not in _defined_names(question.starter):
        found.error("starter", f"The starter does not define `{question.entry.name}`.", file="starter.py")
    for fact in question.facts:
        if normalise(fact.answer) in normalise(question.prompt):
            found.error("prose", f"The prompt already gives the fact {fact.id!r} away.", file="prompt.md")


def _defined_names(source: str) -> set[str]:
    """List the functions and classes at the top level of a source; empty when it does not parse."""
    try:
        body = parse(source).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return set()
    return {node.name for node in body if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef))}


def _check_hints(question: Question, text: str, found: Diagnostics) -> None:
    telling = {line for source in accepted_sources(question).values() for line in _telling_lines(source)}
    telling -= set(_telling_lines(question.starter))
    for place, hint in enumerate(question.hints):
        line = line_of(text, ("hints", place))
        if not hint.text.strip():
            found.error("hints", f"Hint {hint.level} is empty.", line=line)
        squeezed = _squeeze(hint.text)
        if any(code in squeezed for code in telling):
            found.error("hints", f"Hint {hint.level} holds a line of an accepted solution.", line=line)
        for later in question.hints[place + 1 :]:
            if any(part in normalise(hint.text) for part in _sentences(later.text)):
                found.error("hints", f"Hint {hint.level} already says what hint {later.level} is for.", line=line)


def _telling_lines(source: str) -> Iterator[str]:
    for line in read_code(source).bare.splitlines():
        squeezed = _squeeze(line)
        if len(squeezed) >= TELLING_CHARACTERS and not squeezed.startswith(("import", "from", "def", "class")):
            yield squeezed


def _squeeze(text: str) -> str:
    return re.sub(r"[\s`]+", "", text)


def _sentences(text: str) -> Iterator[str]:
    for sentence in re.split(r"(?<=[.;:?])\s", text):
        words = normalise(sentence)
        if len(words.split()) > 5:  # noqa: PLR2004 - shorter ones may well occur twice
            yield words


def _check_trigger(question: Question, trigger: Trigger, line: int | None, found: Diagnostics) -> None:
    name = f"The trigger {trigger.id!r}"
    if trigger.code is None and trigger.run is None and trigger.words is None:
        found.error("triggers", f"{name} has no condition, so it would always fire.", line=line)
    if trigger.code is not None:
        if trigger.code == CodeCondition():
            found.error("triggers", f"{name} has an empty code condition.", line=line)
        sample = question.sources.get(trigger.sample, trigger.sample)
        if not sample.strip():
            found.error("triggers", f"{name} looks at code but has no `sample` to prove that it fires.", line=line)
        elif holds(trigger.code, sample) is None:
            found.error("triggers", f"{name} does not fire on its own sample.", line=line)
        for path, source in accepted_sources(question).items():
            if holds(trigger.code, source) is not None and trigger.run is None and trigger.words is None:
                found.error("triggers", f"{name} fires on {path}, which is right.", line=line)
    missed = {point.id for point in trigger.points} - set(covered_points(trigger.model_answer, trigger.points))
    for point in sorted(missed):
        found.error("triggers", f"{name}: its model answer is not found to cover the point {point!r}.", line=line)


def _check_facts(question: Question, text: str, found: Diagnostics) -> None:
    asked: dict[str, str] = {}
    for place, fact in enumerate(question.facts):
        line = line_of(text, ("facts", place))
        if len(fact.asks) < ASKS_AT_LEAST:
            found.error(
                "facts", f"The fact {fact.id!r} has {len(fact.asks)} phrasings; {ASKS_AT_LEAST} are needed.", line=line
            )
        if not fact.touches:
            found.error(
                "facts",
                f"The fact {fact.id!r} touches no check and no follow-up, so knowing it changes nothing.",
                line=line,
            )
        if not fact.terms or not fact.answer.strip() or not fact.why.strip():
            found.error("facts", f"The fact {fact.id!r} lacks terms, an answer or a reason.", line=line)
        for ask in (*fact.asks, *fact.heard):
            other = asked.setdefault(normalise(ask), fact.id)
            if other != fact.id:
                found.error("facts", f"{ask!r} asks for both {other!r} and {fact.id!r}.", line=line)
        shown = CodeCondition(matches=fact.code_shows)
        if fact.code_shows and not any(holds(shown, source) for source in accepted_sources(question).values()):
            found.warning("facts", f"No accepted solution shows the fact {fact.id!r} by its `code_shows`.", line=line)


def _check_follow_ups(question: Question, text: str, found: Diagnostics) -> None:
    for place, follow_up in enumerate(question.follow_ups):
        line = line_of(text, ("follow_ups", place))
        name = f"The follow-up {follow_up.id!r}"
        if len(follow_up.points) < POINTS_AT_LEAST:
            found.error(
                "follow-ups", f"{name} has {len(follow_up.points)} points; {POINTS_AT_LEAST} are needed.", line=line
            )
        covered = covered_points(follow_up.model_answer, follow_up.points)
        for point in follow_up.points:
            if point.id not in covered:
                found.error(
                    "follow-ups", f"{name}: its model answer is not found to cover the point {point.id!r}.", line=line
                )
            if covered_points(follow_up.ask, [point]) and covered_points(follow_up.ask_more, [point]):
                found.warning("follow-ups", f"{name} gives the point {point.id!r} away when asking.", line=line)
        for wrong in covered_points(follow_up.model_answer, follow_up.wrong):
            found.error("follow-ups", f"{name}: its model answer is taken for the mistake {wrong!r}.", line=line)


def _check_decisions(question: Question, text: str, found: Diagnostics) -> None:
    for place, decision in enumerate(question.decisions):
        if not any(holds(decision.code, source) for source in accepted_sources(question).values()):
            line = line_of(text, ("decisions", place))
            found.warning("decisions", f"No accepted solution makes the decision {decision.id!r}.", line=line)
