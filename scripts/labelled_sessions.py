"""Plays the sessions that were written and labelled by hand, and measures how far the rubric agrees with the labels.

`show NAME` plays one as far as it is written and prints how the interviewer answers; nothing is kept. `record NAME...`
plays whole ones and keeps their logs beside them. `agreement` prints the agreement with the labels, by split, with
intervals; with `--each tuned` also where they differ, session by session. `page` writes docs/rubric-quality.md
and the examples of rubric/worked_examples.py.
"""

import argparse
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Literal

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from question_bank.load import load_bank  # noqa: E402
from question_bank.package import Dimension  # noqa: E402
from rubric.debrief import CriterionResult  # noqa: E402
from rubric.example import ExampleFinding, WorkedExample  # noqa: E402
from rubric.levels import DIMENSIONS  # noqa: E402
from rubric.pointing import clock  # noqa: E402
from rubric.recommendation import ORDER, WORDS  # noqa: E402
from runner.sandbox_warmfork import WarmForkSandbox  # noqa: E402
from server.cli_screen import screen  # noqa: E402
from server.cli_turns import show_event  # noqa: E402
from tests.labelled.agreement import Pair, agreement_of, differences, graded, table  # noqa: E402
from tests.labelled.written import FOLDER, DoesNotPlay, names, played, read_written  # noqa: E402
from transcripts.archive import archive_from_log  # noqa: E402

PAGE = ROOT / "docs" / "rubric-quality.md"
EXAMPLES = ROOT / "rubric" / "worked_examples.py"
N_FINDINGS = 3
"""Criteria of a dimension that an example tells of."""
FULL = 2
GRADES: dict[int, Literal["shown", "in part", "not shown"]] = {2: "shown", 1: "in part", 0: "not shown"}
_TEXT = """\
# How far the grades agree with experts

{n_sessions} sessions were written by six authors who know the field, as the words, code and runs of very different
candidates, on {n_questions} questions of all kinds. The interviewer was the product's own, the runs were real. Each
author graded their sessions by the sentences of [how you are graded](how-you-are-graded.md) before any computed grade
was seen. Most of the sessions were looked at when rules were changed (`tuned`); those of the last author were only ever
measured (`held`), for the first time when the rules stood.

Say it plainly: the sessions are written, not recorded, each was graded by one person, and they are few, so the
intervals are wide. They check order, scale and gross errors; they do not show that a grade predicts anything about a
job. On a new author's sessions the grades agree less than on those that are known: read the `held` table, not the other
one. Written by `python scripts/labelled_sessions.py page`.

{tables}
Kappa has quadratic weights; its interval comes from 2,000 bootstrap draws over sessions. Mean error is grade less
label.

## One worked example for each word

{examples}
"""


def _show(name: str) -> int:
    written = read_written(name)
    with WarmForkSandbox() as sandbox:
        try:
            stage = played(written, load_bank().get(written.question), sandbox)
        except DoesNotPlay as problem:
            print(problem)
            return 1
    for line in stage.envelopes:
        if (shown := show_event(line, brief=True)) is not None:
            screen.print(shown)
    return 0


def _record(chosen: list[str]) -> int:
    bank = load_bank()
    with WarmForkSandbox() as sandbox:
        for name in chosen or names():
            written = read_written(name)
            stage = played(written, bank.get(written.question), sandbox)
            (FOLDER / f"{name}.jsonl").write_bytes(archive_from_log(stage.log))
            print(f"{name}: {len(stage.log)} events")
    return 0


def _agreement(each: str) -> int:
    for split in ("tuned", "held"):
        if (found := agreement_of(split)) is not None:
            print(table(found))
        if each == split:
            print("\n".join(differences(split)))
    return 0


def page() -> str:
    """Write the page on agreement, with one worked example for each word at the end."""
    tables = "\n".join(table(found) for split in ("tuned", "held") if (found := agreement_of(split)) is not None)
    pairs = [graded(name) for name in names() if read_written(name).split == "tuned"]
    agreed = [pair for pair in pairs if pair.graded.overall.recommendation == pair.written.labels.overall]
    examples = [
        _example(next(pair for pair in agreed if pair.written.labels.overall == word))
        for word in reversed(ORDER)
        if any(pair.written.labels.overall == word for pair in agreed)
    ]
    return _TEXT.format(
        n_sessions=len(names()),
        n_questions=len({read_written(name).question for name in names()}),
        tables=tables,
        examples="\n\n".join(examples),
    )


def examples_module() -> str:
    """Write `rubric/worked_examples.py`: for each level of each dimension a session that an expert graded alike."""
    pairs = [graded(name) for name in names() if read_written(name).split == "tuned"]
    used: Counter[str] = Counter()
    chosen: list[WorkedExample] = []
    for dimension in DIMENSIONS:
        for level in (4, 3, 2, 1):
            found = [pair for pair in pairs if _alike(pair, dimension, level)]
            if found:
                # Many different people are a better picture than one.
                pair = min(found, key=lambda pair: (used[pair.name], pair.name))
                used[pair.name] += 1
                chosen.append(_worked(pair, dimension))
    doc = '"""An example of each level of each dimension. Written by `python scripts/labelled_sessions.py page`."""'
    imports = "from rubric.example import ExampleFinding, WorkedExample"
    source = f"{doc}\n\n{imports}\n\nEXAMPLES: tuple[WorkedExample, ...] = {tuple(chosen)!r}\n"
    return subprocess.run(
        [sys.executable, "-m", "ruff", "format", "--stdin-filename", str(EXAMPLES), "-"],
        input=source, capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip


def _alike(pair: Pair, dimension: Dimension, level: int) -> bool:
    part = next(part for part in pair.graded.dimensions if part.id == dimension)
    return part.level == level == pair.written.labels.level(dimension) and not part.capped_by


def _worked(pair: Pair, dimension: Dimension) -> WorkedExample:
    part = next(part for part in pair.graded.dimensions if part.id == dimension)
    assert part.level is not None
    seen = sorted((one for one in part.criteria if one.grade is not None and one.weight), key=lambda one: -one.weight)
    lost = sorted((one for one in seen if one.grade != FULL), key=lambda one: -one.weight * (FULL - (one.grade or 0)))
    # What cost most first, since that is why the level is not a higher one; then what weighs most.
    told = [*lost[: N_FINDINGS - 1], *(one for one in seen if one not in lost[: N_FINDINGS - 1])][:N_FINDINGS]
    return WorkedExample(
        dimension=dimension,
        level=part.level,
        question=pair.graded.session.question_title,
        who=pair.written.says.rstrip("."),
        findings=tuple(_finding(one) for one in seen if one in told),
    )


def _finding(result: CriterionResult) -> ExampleFinding:
    evidence = result.evidence[0] if result.evidence else None
    seen = "" if evidence is None else evidence.quote or evidence.fact
    return ExampleFinding(
        title=result.title,
        grade=GRADES[result.grade or 0],
        reason=result.reason,
        seen=seen if evidence is not None and evidence.source == "said" else "",
        at="" if evidence is None else clock(evidence.at_ms),
    )


def _example(pair: Pair) -> str:
    debrief, labels = pair.graded, pair.written.labels
    rows = "\n".join(
        f"| {part.title} | {part.level or 'not assessed'} | {labels.level(part.id) or 'not assessed'} |"
        for part in debrief.dimensions
    )
    reasons = "\n".join(
        f"- {reason.text}" + (f" At {clock(reason.evidence[0].at_ms)}." if reason.evidence else "")
        for reason in debrief.overall.reasons
    )
    return (
        f"### {WORDS[debrief.overall.recommendation]}: {debrief.session.question_title}\n\n{pair.written.says}\n\n"
        f"| Dimension | Computed | Expert |\n| --- | --: | --: |\n{rows}\n\n"
        f"What the debrief gives as reasons:\n\n{reasons}\n\nWhat the expert wrote: {' '.join(labels.why.split())}\n\n"
        f"The whole debrief: `thinkaloud debrief tests/labelled/sessions/{pair.name}.jsonl --html`"
    )


def main() -> int:
    """Do what the arguments say."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("show").add_argument("name")
    commands.add_parser("record").add_argument("names", nargs="*")
    commands.add_parser("agreement").add_argument("--each", choices=("tuned", "held"), default="")
    commands.add_parser("page")
    given = parser.parse_args()
    match given.command:
        case "show":
            return _show(given.name)
        case "record":
            return _record(given.names)
        case "page":
            PAGE.write_text(page(), "utf-8")
            EXAMPLES.write_text(examples_module(), "utf-8")
            return 0
        case _:
            return _agreement(given.each)


if __name__ == "__main__":
    sys.exit(main())
