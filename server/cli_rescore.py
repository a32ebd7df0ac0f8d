"""`thinkaloud rescore`: grade a folder of recorded sessions again."""

from collections import Counter
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from server.cli_screen import CannotDo, errors, harmless, one_line, print_json, screen
from server.rescoring import Rescored, rescore
from server.settings import SettingsError
from server.wiring import NoQuestionFolder

_MOST_CHANGES_SHOWN = 40


@one_line(SettingsError, NoQuestionFolder)
def rescore_folder(
    folder: Annotated[Path, typer.Argument(help="Folder of exported sessions (*.jsonl), with all below it.")],
    to: Annotated[
        Path | None,
        typer.Option("--to", help="Folder that keeps the debriefs; what differs from those in it is listed."),
    ] = None,
    processes: Annotated[int | None, typer.Option(min=1, help="Default: one a core.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON for other programs.")] = False,
) -> None:
    """Grade recorded sessions again, and say what came out otherwise than before. No model is asked."""
    if not folder.is_dir():
        raise CannotDo(f"{folder} is not a folder.")
    files = sorted(path for path in folder.rglob("*.jsonl") if path.is_file())
    if not files:
        raise CannotDo(f"There is no exported session (*.jsonl) in {folder}.")
    twice = [name for name, n in Counter(path.stem for path in files).items() if n > 1]
    if to is not None and twice:
        raise CannotDo(f"Two files are called {twice[0]}.jsonl; their debriefs would overwrite one another.")
    if to is not None:
        try:
            to.mkdir(parents=True, exist_ok=True)
        except OSError as problem:
            raise CannotDo(f"{to} cannot be made: {problem.strerror}.") from problem
    bar = Progress(
        TextColumn("Grading"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), console=errors, transient=True
    )
    found: list[Rescored] = []
    with bar:
        task = bar.add_task("", total=len(files))
        for one in rescore(files, kept_in=to, n_processes=processes):
            found.append(one)
            bar.advance(task)
    if as_json:
        print_json(found)
        return
    _show(found, compared=to is not None)


def _show(found: list[Rescored], *, compared: bool) -> None:
    counts = Counter(one.recommendation for one in found if one.recommendation)
    table = Table(box=None, pad_edge=False, show_header=False)
    for word in ("strong_hire", "hire", "no_hire", "strong_no_hire", "insufficient_evidence"):
        if counts[word]:
            table.add_row(word.replace("_", " "), str(counts[word]))
    refused = [one for one in found if one.problem]
    screen.print(Text(f"{len(found) - len(refused)} of {len(found)} sessions graded."))
    screen.print(table)
    if compared:
        changed = [one for one in found if one.changed]
        n_same = sum(not one.problem and not one.is_new and not one.changed for one in found)
        n_new = sum(not one.problem and one.is_new for one in found)
        screen.print(Text(f"As before: {n_same}. Otherwise: {len(changed)}. Not graded before: {n_new}."))
        for one in changed[:_MOST_CHANGES_SHOWN]:
            screen.print(Text(f"  {one.file}: {'; '.join(one.changed)}"))
        if len(changed) > _MOST_CHANGES_SHOWN:
            screen.print(Text(f"  and {len(changed) - _MOST_CHANGES_SHOWN} more; --json lists all."))
    for one in refused:
        screen.print(Text(harmless(f"{one.file}: {one.problem}"), style="red"))
