"""How notebook cells look in a terminal."""

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from runner.report import CellReport, ShownTable, Verdict
from server.cli_screen import harmless
from transcripts.events import CellRan, CellRequested, CellsEnded, CellsRestartRequested

_ENDED = {
    "restarted": "The notebook was restarted; its variables are gone.",
    "idle": "The notebook was ended because nobody used it for long; its variables are gone.",
    "crowded": "The notebook was ended because others needed the room; its variables are gone.",
    "server_restarted": "The server was restarted; the notebook's variables are gone.",
}
_OUTCOMES = {
    Verdict.PASSED: "",
    Verdict.TIME_LIMIT: "time limit",
    Verdict.MEMORY_LIMIT: "memory limit",
    Verdict.OUTPUT_LIMIT: "output limit",
    Verdict.FORBIDDEN: "forbidden",
    Verdict.NOT_RUN: "not run",
    Verdict.RUNNER_FAULT: "a fault of ours",
}
_MOST_LINES = 40
_MOST_ROWS = 12
_MOST_COLUMNS = 8
_GAP = 2


def cell_line(event: CellRequested | CellRan | CellsRestartRequested | CellsEnded) -> Text:
    """Say in one line what happened to the cells."""
    match event:
        case CellRequested(cell=cell):
            return Text(f"Running cell {cell + 1} ...", style="dim")
        case CellRan(report=report, measured=measured):
            return Text(f"{_outcome(report)}, {measured.wall_ms / 1000:.1f} s", style=_style(report))
        case CellsRestartRequested():
            return Text("Restarting the notebook ...", style="dim")
        case CellsEnded(why=why):
            return Text(_ENDED[why], style="yellow")


def cell_outputs(report: CellReport) -> RenderableType:
    """Show what a cell printed, showed and came to."""
    parts: list[RenderableType] = [Text(_clipped(text)) for text in (report.stdout, report.stderr) if text]
    if report.truncated:
        parts.append(Text("Output was cut.", style="yellow"))
    parts += [Text(_table_text(table), no_wrap=True, overflow="ellipsis") for table in report.tables]
    parts += [
        Text(f"A figure{f' ({harmless(figure.title)})' if figure.title else ''}, shown on the page.", style="dim")
        for figure in report.figures
    ]
    if report.result:
        parts.append(Text(_clipped(report.result)))
    for warned in report.warnings:
        place = f" (line {warned.line})" if warned.line else ""
        parts.append(Text(f"{harmless(warned.category)}: {harmless(warned.message)}{place}", style="yellow"))
    if report.error:
        parts.append(Text(_clipped(report.error), style="red"))
    return Padding(Group(*parts), (0, 0, 0, _GAP))


def _outcome(report: CellReport) -> str:
    if report.interrupted:
        return "stopped"
    return _OUTCOMES.get(report.verdict, "error") or "done"


def _style(report: CellReport) -> str:
    return "green" if report.verdict is Verdict.PASSED else "yellow" if report.interrupted else "red"


def _clipped(text: str) -> str:
    lines = harmless(text).rstrip("\n").split("\n")
    left_out = len(lines) - _MOST_LINES
    return "\n".join([*lines[:_MOST_LINES], f"[… {left_out} more lines]"] if left_out > 0 else lines)


def _table_text(table: ShownTable) -> str:
    """Lay a table out in columns, its first rows and columns."""
    n_columns = min(len(table.columns), _MOST_COLUMNS)
    head = ["", *table.columns[:n_columns]]
    body = [
        [label, *row[:n_columns]] for label, row in zip(table.index[:_MOST_ROWS], table.rows[:_MOST_ROWS], strict=True)
    ]
    cells = [[harmless(cell) for cell in row] for row in (head, *body)]
    widths = [max(len(row[at]) for row in cells) for at in range(len(head))]
    lines = ["  ".join(cell.rjust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in cells]
    return "\n".join([*lines, f"{table.n_rows:,} rows x {table.n_columns:,} columns"])
