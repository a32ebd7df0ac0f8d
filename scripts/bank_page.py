"""Writes docs/reference/questions.md from the packages, and the README's figures from `questions verify --json`."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from question_bank.package import Question, Reading

KINDS: Mapping[str, str] = {
    "from_scratch": "Algorithms from scratch",
    "operation": "Operations and building blocks",
    "end_to_end": "End to end, on given data",
    "debug": "Broken code to repair",
}
_PAGE = """\
# Questions

{n_questions} questions with {n_checks} checks. Each carries right solutions in several styles and wrong ones with the
check that must catch them; `thinkaloud questions verify` runs them all. Written from the packages by `make schema`; a
test checks that it is current.

The last columns are a reader's who had the prompt, the starter and the facts alone: how many solutions meant to be
right passed, and how many mistakes made on purpose were caught, both at first sight. What was changed because of it
stands below the tables.

{tables}
## What readers changed

{changes}"""
_HEAD = (
    "question",
    "framework",
    "difficulty",
    "minutes",
    "checks",
    "right",
    "wrong",
    "read: right",
    "read: wrong",
)
_FIGURES = re.compile(r"(<!-- figures of the bank -->\n).*?(?=\n<!-- end -->)", re.DOTALL)


def questions_markdown(questions: Iterable[Question]) -> str:
    """List every question by kind, with what it carries and how it was read cold."""
    questions = sorted(questions, key=lambda question: question.id)
    tables = []
    for kind, title in KINDS.items():
        rows = [_row(question) for question in questions if question.kind == kind]
        if rows:
            head = f"| {' | '.join(_HEAD)} |\n{'| --- ' * len(_HEAD)}|\n"
            tables.append(f"## {title}\n\n{head}{''.join(rows)}")
    changes = [f"- `{question.id}`: {reading.changed}\n" for question in questions for reading in question.readings]
    n_checks = sum(len(question.checks) for question in questions)
    return _PAGE.format(
        n_questions=len(questions), n_checks=n_checks, tables="\n".join(tables), changes="".join(changes)
    )


def _row(question: Question) -> str:
    folders = Counter(submission.path.split("/")[0] for submission in question.submissions)
    cells = (
        f"`{question.id}` {question.title}",
        question.framework,
        question.difficulty,
        question.minutes,
        len(question.checks),
        folders["accepted"],
        folders["wrong"] + folders["slow"],
        *_read(question.readings),
    )
    return f"| {' | '.join(str(cell) for cell in cells)} |\n"


def _read(readings: tuple[Reading, ...]) -> tuple[str, str]:
    if not readings:
        return "", ""
    right, wrong = sum(each.right for each in readings), sum(each.wrong for each in readings)
    passed, rejected = sum(each.right_passed for each in readings), sum(each.wrong_rejected for each in readings)
    return f"{passed} of {right}", f"{rejected} of {wrong}"


def with_figures(readme: str, totals: Mapping[str, Any]) -> str:
    """Put what `questions verify --json` counted where the README has its figures. Raises ValueError."""
    not_equivalent = totals["mutants"] - totals["equivalent"]
    words = (
        f"{totals['questions']} questions, {totals['checks']} checks; "
        f"{totals['accepted_passed']} of {totals['accepted']} right solutions pass, "
        f"{totals['rejected']} of {totals['wrong'] + totals['slow']} wrong or slow ones and "
        f"{totals['trivial_rejected']} of {totals['trivial']} trivial answers fail where they should,\nand "
        f"{not_equivalent - totals['survived']} of {not_equivalent} small changes to the model solutions are noticed "
        f"({totals['equivalent']} more are listed as equally right, each with its reason)."
    )
    changed, n = _FIGURES.subn(lambda found: found[1] + words, readme)
    if n != 1:
        raise ValueError("The README has no single place for the figures of the bank.")
    return changed
