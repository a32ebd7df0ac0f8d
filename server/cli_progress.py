"""`thinkaloud progress`: what all your sessions say together, from the store or from a folder of exported sessions."""

import asyncio
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Group
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from question_bank.load import Bank
from rubric.estimates import HIGHEST_LEVEL, LEAST_FOR_TREND, LOWEST_LEVEL, Estimate, Trend
from rubric.skill_map import DimensionProgress, Gap, NextStep, NotRead, ProgressReport, SatSession, TopicProgress
from server.cli_screen import WIDEST_PROSE, CannotDo, errors, harmless, one_line, print_json, read_file, screen
from server.settings import SettingsError, load_settings
from server.skills import Grader, report_on
from server.wiring import NoQuestionFolder, open_bank, open_store
from transcripts.archive import MAX_ARCHIVE_BYTES, ArchiveError, log_from_archive
from transcripts.chain import BrokenChain
from transcripts.store import StoreError, UnreadableStoredLine

_WIDE_FROM = 110
"""Columns of a terminal from which on the scales are drawn twice as long."""
_SCALE_CELLS = 25 if screen.width >= _WIDE_FROM else 13
_KIND_WORDS = {
    "from_scratch": "from scratch",
    "operation": "operation",
    "end_to_end": "end to end",
    "debug": "debug",
}
_MOST_LEFT_OUT_SHOWN = 10


@one_line(SettingsError, NoQuestionFolder, StoreError)
def show_progress(
    folder: Annotated[
        Path | None,
        typer.Argument(
            help="Folder of exported sessions (*.jsonl), with all below it. Default: the sessions of the store."
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON for other programs.")] = False,
) -> None:
    """Show what your sessions say together: levels, trends, what is due, and what to practise next."""
    bank = open_bank(load_settings())
    grader = Grader(bank)
    with errors.status("Grading your sessions ..."):
        graded = asyncio.run(_from_store(grader)) if folder is None else list(_from_folder(folder, grader))
        report = report_on(bank, graded)
    if as_json:
        print_json(report)
        return
    _show(report, bank)


async def _from_store(grader: Grader) -> list[SatSession | NotRead]:
    store = await open_store(load_settings())
    found: list[SatSession | NotRead] = []
    try:
        for stored in await store.sessions():
            try:
                found.append(grader.grade(await store.read(stored.session_id)))
            except UnreadableStoredLine as problem:
                found.append(NotRead(id=stored.session_id, question_title="", why=str(problem)))
    finally:
        await store.close()
    return found


def _from_folder(folder: Path, grader: Grader) -> Iterable[SatSession | NotRead]:
    if not folder.is_dir():
        raise CannotDo(f"{folder} is not a folder.")
    files = sorted(path for path in folder.rglob("*.jsonl") if path.is_file())
    if not files:
        raise CannotDo(f"There is no exported session (*.jsonl) in {folder}.")
    for file in files:
        try:
            yield grader.grade(log_from_archive(read_file(file, MAX_ARCHIVE_BYTES)))
        except (ArchiveError, BrokenChain, CannotDo) as problem:
            yield NotRead(id=str(file.relative_to(folder)), question_title="", why=" ".join(str(problem).split()))


def _show(report: ProgressReport, bank: Bank) -> None:
    screen.print(_headline(report))
    if report.n_counted:
        for table in (_dimensions(report.dimensions), _kinds(report), _topics(report.topics)):
            screen.print()
            screen.print(table)
        gaps = [gap for dimension in report.dimensions for gap in dimension.gaps]
        if gaps:
            screen.print()
            screen.print(_gaps(gaps))
    screen.print()
    if report.next_steps:
        screen.print(Text("Next", style="bold"))
        for number, step in enumerate(report.next_steps, start=1):
            screen.print(_next(number, step), width=min(screen.width, WIDEST_PROSE))
    elif not bank.all():
        screen.print(Text("There is no question to practise with: `thinkaloud questions list` shows what was found."))
    _show_left_out(report)


def _headline(report: ProgressReport) -> Text:
    if not report.n_counted:
        said = "No session that could be graded yet." if report.sessions or report.not_read else "No sessions yet."
        return Text(f"{said} After the first one you see here what it says about you. To begin with:")
    counted = [line for line in report.sessions if line.weight]
    n_practice = sum(line.mode == "practice" for line in counted)
    n_again = sum(line.nth_time > 1 for line in counted)
    said = f"{_n(report.n_counted, 'session')}, as of {report.today}."
    if n_practice:
        said += f" {n_practice} in practice, which count{'s' if n_practice == 1 else ''} half."
    if report.n_counted >= LEAST_FOR_TREND:
        said += " Trends are in levels a session, ± their standard error."
    if n_again:
        said += f" {n_again} on a question done before: the second time counts half, the third a third."
    if report.n_counted == 1:
        said += " One session says little, so the intervals are wide."
    return Text(said)


def _dimensions(dimensions: Iterable[DimensionProgress]) -> Table:
    table = _table("Dimension", trend=True)
    for dimension in dimensions:
        table.add_row(dimension.title, *_cells(dimension.estimate), _trend(dimension.trend))
    return table


def _kinds(report: ProgressReport) -> Table:
    table = _table("Kind")
    for each in report.kinds:
        table.add_row(_KIND_WORDS[each.kind], *_cells(each.estimate))
    return table


def _topics(topics: Iterable[TopicProgress]) -> Table:
    table = _table("Topic")
    table.add_column("Box", justify="right")
    table.add_column("Due")
    for each in topics:
        due = Text("" if each.due_day is None else each.due_day)
        if each.is_due:
            due = Text(f"{each.due_day}, due", style="bold yellow")
        table.add_row(harmless(each.topic), *_cells(each.estimate), "" if each.box is None else f"{each.box}/5", due)
    return table


def _gaps(gaps: Iterable[Gap]) -> Group:
    lines: list[Text] = []
    for head, met in (("Missed twice or more", False), ("Missed twice or more, but met the last time", True)):
        missed = [gap for gap in gaps if gap.met_last_time == met]
        if missed:
            lines.append(Text(head, style="bold"))
            lines += [Text(f"  {gap.title}: {gap.n_missed} of {gap.n_graded} sessions") for gap in missed]
    return Group(*lines)


def _table(what: str, *, trend: bool = False) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    table.add_column(what, no_wrap=not trend)
    table.add_column(f"1{'4':>{_SCALE_CELLS - 1}}", no_wrap=True, min_width=_SCALE_CELLS)
    table.add_column("Level", justify="right", no_wrap=True)
    table.add_column("90 %", no_wrap=True)
    table.add_column("Sessions", justify="right", no_wrap=True)
    if trend:
        table.add_column("Trend a session")
    return table


def _cells(estimate: Estimate | None) -> tuple[Text, str, str, str]:
    if estimate is None:
        return Text("·" * _SCALE_CELLS, style="dim"), "not seen", "", "0"
    interval = f"{estimate.low:.1f} to {estimate.high:.1f}"
    return _scale(estimate), f"{estimate.mean:.1f}", interval, str(estimate.n_sessions)


def _scale(estimate: Estimate) -> Text:
    """Draw mean and interval on the scale from 1 to 4."""

    def cell(level: float) -> int:
        return round((level - LOWEST_LEVEL) / (HIGHEST_LEVEL - LOWEST_LEVEL) * (_SCALE_CELLS - 1))

    low, mean, high = cell(estimate.low), cell(estimate.mean), cell(estimate.high)
    line = Text("·" * low, style="dim")
    line.append("─" * (mean - low) + "●" + "─" * (high - mean), style="cyan")
    line.append("·" * (_SCALE_CELLS - 1 - high), style="dim")
    return line


def _trend(trend: Trend | None) -> Text:
    if trend is None:
        return Text("too few to tell", style="dim")
    word = ("rising" if trend.slope > 0 else "falling") if trend.is_clear else "not clear"
    return Text(f"{trend.slope:+.2f} ±{trend.standard_error:.2f} {word}")


def _next(number: int, step: NextStep) -> Group:
    do = f"thinkaloud interview {step.question_id}" if step.question_id else step.do
    lines = [step.why, do, f"Done when: {step.done_when}" if step.done_when else ""]
    title = Text(harmless(f"{number}. {step.title} ({step.minutes} min)"), style="bold")
    return Group(title, *(Padding(Text(harmless(line)), (0, 0, 0, 3)) for line in lines if line))


def _show_left_out(report: ProgressReport) -> None:
    lines = [(line.id, line.question_title, line.counts_not_because) for line in report.sessions if not line.weight]
    lines += [(each.id, each.question_title, each.why) for each in report.not_read]
    if not lines:
        return
    screen.print()
    screen.print(Text("Counted for nothing", style="bold"))
    for name, title, why in lines[:_MOST_LEFT_OUT_SHOWN]:
        screen.print(Text(harmless(f"  {name}{f' ({title})' if title else ''}: {why}")))
    if len(lines) > _MOST_LEFT_OUT_SHOWN:
        screen.print(Text(f"  and {len(lines) - _MOST_LEFT_OUT_SHOWN} more; --json has all."))


def _n(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"
