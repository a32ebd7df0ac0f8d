"""Plays the sessions that were written and labelled by hand, and measures how far the rubric agrees with the labels.

`show NAME` plays one as far as it is written and prints how the interviewer answers; nothing is kept. `record NAME...`
plays whole ones and keeps their logs beside them. `agreement` prints the agreement with the labels, by split, with
intervals; with `--each tuned` also where they differ, session by session.
"""

import argparse
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from question_bank.load import load_bank  # noqa: E402
from runner.sandbox_warmfork import WarmForkSandbox  # noqa: E402
from server.cli_screen import screen  # noqa: E402
from server.cli_turns import show_event  # noqa: E402
from tests.labelled.agreement import agreement_of, differences, table  # noqa: E402
from tests.labelled.written import FOLDER, DoesNotPlay, names, played, read_written  # noqa: E402
from transcripts.archive import archive_from_log  # noqa: E402


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


def main() -> int:
    """Do what the arguments say."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("show").add_argument("name")
    commands.add_parser("record").add_argument("names", nargs="*")
    commands.add_parser("agreement").add_argument("--each", choices=("tuned", "held"), default="")
    given = parser.parse_args()
    match given.command:
        case "show":
            return _show(given.name)
        case "record":
            return _record(given.names)
        case _:
            return _agreement(given.each)


if __name__ == "__main__":
    sys.exit(main())
