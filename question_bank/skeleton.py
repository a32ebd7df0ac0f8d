"""Writes the folder of a new question: every part that a question must have, in place and marked as still to be filled.

The marks are found by `questions verify`, file and line, so an author works through them as through a list.
"""

from pathlib import Path

from question_bank.catalogue import CatalogueEntry, load_catalogue
from question_bank.load import CHECKS_FILE, QUESTION_FILE
from question_bank.proofread import ASKS_AT_LEAST, AT_LEAST, POINTS_AT_LEAST, UNFILLED

_PHASE_SHARES = {
    "introduce": 0.04,
    "clarify": 0.14,
    "plan": 0.12,
    "code": 0.38,
    "verify": 0.12,
    "discuss": 0.16,
    "wrap_up": 0.04,
}
_FRAMEWORKS = {"sklearn-pandas": "sklearn"}
_LADDER = (
    "a nudge: a question that makes one look in the right place",
    "a direction: which idea, not how",
    "a part of the way: the steps, without code",
    "a walkthrough: every step in words",
)


class CannotWriteQuestion(Exception):
    """The folder of a new question could not be written."""

    def __init__(self, folder: Path, why: str) -> None:
        super().__init__(f"{folder}: {why}")


def write_skeleton(folder: Path) -> tuple[Path, ...]:
    """Write the folder of the question that is named like it, and list its files. Raises CannotWriteQuestion."""
    question_id = folder.name
    if not question_id.replace("-", "").isalnum() or question_id != question_id.lower():
        raise CannotWriteQuestion(folder, "an id is two to five words in lower case, joined by hyphens.")
    if folder.exists():
        raise CannotWriteQuestion(folder, "it is there already; choose another id, or another folder with --into.")
    entry = load_catalogue().get(question_id) or CatalogueEntry(
        id=question_id,
        title=question_id.replace("-", " ").capitalize(),
        kind="from_scratch",
        topic=UNFILLED,
        difficulty="medium",
        minutes=30,
        framework="numpy",
        most_asked=False,
        trap="",
    )
    files = _files(entry)
    try:
        for name, text in files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise CannotWriteQuestion(folder, error.strerror or "it cannot be written.") from error
    return tuple(folder / name for name in files)


def _files(entry: CatalogueEntry) -> dict[str, str]:
    name = entry.id.split("-")[0]
    trap = f" What most often goes wrong: {entry.trap}." if entry.trap else ""
    starter = (
        f'def {name}(argument):\n    """{UNFILLED} One line: what it returns."""\n    # Your code goes here.\n'
        f'    return None\n\n\nif __name__ == "__main__":\n    print({name}([1.0, 2.0]))\n'
    )
    files = {
        QUESTION_FILE: _question(entry, name),
        "prompt.md": f"{UNFILLED} What the interviewer says first, as a person says it, in 15 to 130 words. Leave out"
        " what a good candidate asks: each thing left out becomes a fact of question.toml.\n",
        "starter.py": starter,
        CHECKS_FILE: _checks(),
        "notes.md": f"{UNFILLED} What one should have understood afterwards, in 80 to 900 words.{trap}\n",
    }
    for path, says in _submissions():
        files[f"submissions/{path}"] = f"# {UNFILLED} {says}\n\n\ndef {name}(argument):\n    return argument\n"
    return files


def _submissions() -> list[tuple[str, str]]:
    accepted = [(f"accepted/style_{n + 1}.py", "A right solution.") for n in range(AT_LEAST["accepted submissions"])]
    wrong = [
        (f"wrong/mistake_{n + 1}.py", "One mistake that people make.") for n in range(AT_LEAST["wrong submissions"])
    ]
    return [*accepted, *wrong, ("slow/too_slow.py", "Right, and too slow.")]


def _checks() -> str:
    named = [("first_example", "visible"), *((f"hidden_{n + 1}", "hidden") for n in range(AT_LEAST["hidden checks"]))]
    functions = "".join(
        f"\n\ndef {name}(candidate: Candidate, rng: np.random.Generator) -> None:\n"
        f"    # {UNFILLED} A {kind} check: call the candidate, compare out here.\n"
        "    expect_that(candidate.call([1.0]) is not None, 'The function returns nothing.')\n"
        for name, kind in named
    )
    return (
        f'"""{UNFILLED} What the checks rest on, and where their tolerances come from."""\n\n'
        f"from question_bank.checking import Candidate, expect_that, np\n{functions}"
    )


def _question(entry: CatalogueEntry, name: str) -> str:
    head = f"""#:schema ../../question.schema.json
format = 1
id = "{entry.id}"
version = 1
title = "{entry.title}"
kind = "{entry.kind}"
framework = "{_FRAMEWORKS.get(entry.framework, entry.framework)}"
topic = "{entry.topic}"
difficulty = "{entry.difficulty}"
minutes = {entry.minutes}
summary = "{UNFILLED} One line for the list of questions that gives nothing away."
license = "Apache-2.0"
authors = ["{UNFILLED} your name, or thinkaloud contributors"]
practise_next = []

[entry]
name = "{name}"
signature = "{name}(argument)"

[phases]
{_phases(entry.minutes)}
[limits]
cpu_seconds = 5.0
wall_seconds = 15.0
memory_mib = 768

[level_bar]
intern = "{UNFILLED} What an intern does unprompted."
mid = "{UNFILLED} What a mid-level candidate does unprompted."
senior = "{UNFILLED} What a senior candidate does unprompted."

[complexity]
time = "n"
memory = "n"

[complexity.legend]
n = "{UNFILLED} what n counts"
"""
    return head + _facts() + _hints() + _triggers() + _follow_ups() + _check_list() + _submission_list()


def _phases(minutes: int) -> str:
    given = {name: round(share * minutes * 2) / 2 for name, share in _PHASE_SHARES.items()}
    # What rounding took or added goes to the phase that can best bear it.
    given["code"] += minutes - sum(given.values())
    return "".join(f"{name} = {share}\n" for name, share in given.items())


def _facts() -> str:
    asks = "".join(f'  "{UNFILLED} way {n + 1} of asking for it?",\n' for n in range(ASKS_AT_LEAST))
    return "".join(
        f"""
[[facts]]
id = "fact-{n + 1}"
asks = [
{asks}]
terms = ["{UNFILLED}"]
answer = "{UNFILLED} Fact {n + 1}: what the interviewer says."
why = "{UNFILLED} What knowing it would have changed."
touches = ["check:hidden_1"]
"""
        for n in range(AT_LEAST["facts"])
    )


def _hints() -> str:
    return "".join(
        f'\n[[hints]]\nlevel = {n + 1}\ntext = "{UNFILLED} Hint {n + 1}, {says}."\n' for n, says in enumerate(_LADDER)
    )


def _points(table: str) -> str:
    return "".join(
        f"""
[[{table}.points]]
id = "point-{n + 1}"
says = "{UNFILLED} What a good answer says."
phrases = ["{UNFILLED.lower()} model {n + 1}"]
"""
        for n in range(POINTS_AT_LEAST)
    )


def _triggers() -> str:
    return "".join(
        f"""
[[triggers]]
id = "trigger-{n + 1}"
ask = "{UNFILLED} What the interviewer asks when it sees this?"
sample = "wrong/mistake_{n + 1}.py"

[triggers.code]
matches = ['{UNFILLED} {n + 1}']
"""
        for n in range(AT_LEAST["triggers"])
    )


def _follow_ups() -> str:
    return "".join(
        f"""
[[follow_ups]]
id = "follow-up-{n + 1}"
ask = "{UNFILLED} A question for the discussion?"
ask_more = "{UNFILLED} One more question for what the answer missed, which gives nothing away?"
model_answer = "{UNFILLED} A few sentences that cover all points."
{_points("follow_ups")}"""
        for n in range(AT_LEAST["follow-ups"])
    )


def _check_list() -> str:
    first = f'\n[[checks]]\nname = "first_example"\ntitle = "{UNFILLED} An example"\nkind = "core"\nvisible = true\n'
    return first + "".join(
        f'\n[[checks]]\nname = "hidden_{n + 1}"\ntitle = "{UNFILLED} What it is about"\nkind = "edge"\n'
        for n in range(AT_LEAST["hidden checks"])
    )


def _submission_list() -> str:
    expected = {"accepted": "passed", "wrong": "failed", "slow": "time_limit"}
    parts = []
    for path, says in _submissions():
        folder = path.split("/")[0]
        caught = "" if folder == "accepted" else 'caught_by = ["hidden_1"]\n'
        parts.append(
            f'\n[[submissions]]\npath = "{path}"\nexpect = "{expected[folder]}"\nsays = "{UNFILLED} {says}"\n{caught}'
        )
    return "".join(parts)
