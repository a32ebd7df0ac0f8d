"""How a session's events look in a terminal: shared by the interview, the replay and the judging of a file."""

import re

from rich.console import Group, RenderableType
from rich.markdown import Markdown
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from runner.report import CheckResult, OwnTest, RunReport, ShownTable, Verdict, Warned
from server.cli_cells import cell_line, cell_outputs
from server.cli_screen import WIDEST_PROSE, harmless
from transcripts.envelope import Envelope
from transcripts.events import (
    CandidateSaid,
    CellRan,
    CellRequested,
    CellsEnded,
    CellsRestartRequested,
    CodeEdited,
    EndRequested,
    FaultNoted,
    HintRequested,
    InterviewerSaid,
    ModelAnswered,
    Move,
    MoveOnRequested,
    PhaseChanged,
    Reason,
    RetryRequested,
    RunQueued,
    RunRequested,
    RunStopped,
    SessionEnded,
    SessionResumed,
    SessionStarted,
    StopRequested,
    SuiteRan,
    TimerFired,
    UtteranceUnderstood,
)

_CODE_OR_ANGLE = re.compile(r"(`+[^`]*`+)|<")
_MARKS = {
    Verdict.PASSED: ("✓", "green"),
    Verdict.FAILED: ("✗", "red"),
    Verdict.ERROR: ("!", "red"),
    Verdict.TIME_LIMIT: ("⏱", "yellow"),
    Verdict.MEMORY_LIMIT: ("▣", "yellow"),
    Verdict.OUTPUT_LIMIT: ("▤", "yellow"),
    Verdict.FORBIDDEN: ("⊘", "red"),
    Verdict.NOT_RUN: ("-", "dim"),
    Verdict.RUNNER_FAULT: ("?", "magenta"),
}
_ENDINGS = {
    "completed": "The interview is complete.",
    "time_up": "Time is up.",
    "left_early": "The interview was ended early.",
}
_TIME_WIDTH = 6
_WHO_WIDTH = 11
_GAP = 2
_MOST_LINES = 40
_MOST_FAILED = 5
_MOST_COLUMNS = 8
_MOST_ROWS = 20
_MOST_TESTS = 12
"""Own tests that passed and are named one by one in the course of an interview."""


def clock(at_ms: int) -> str:
    """Write interview time as minutes and seconds."""
    minutes, seconds = divmod(at_ms // 1000, 60)
    return f"{minutes:02d}:{seconds:02d}"


def show_event(envelope: Envelope, *, brief: bool = False) -> RenderableType | None:
    """Say in the terminal what happened; None for what a candidate does not see. `brief` shortens what runs show."""
    time = clock(envelope.at_ms)
    match envelope.event:
        case InterviewerSaid(text=text, move=move):
            return _turn(time, "Coach" if move is Move.COACH else "Interviewer", "bold cyan", prose(text))
        case CandidateSaid(text=text):
            return _turn(time, "You", "bold green", Text(harmless(text)))
        case RunRequested() | SuiteRan() | RunQueued() | StopRequested() | RunStopped():
            return _show_run(time, envelope.event, brief=brief)
        case PhaseChanged(phase=phase):
            return Text(f"\n── {phase.value.replace('_', ' ')} ──", style="bold blue")
        case SessionStarted(question_title=title, length_minutes=minutes, mode=mode):
            practice = ", practice" if mode == "practice" else ""
            return Text(f"{harmless(title)}, {minutes} minutes{practice}", style="bold")
        case SessionResumed(away_ms=away_ms):
            return _turn(
                time, "", "", Text(f"Taken up again after {clock(away_ms)} away, which does not count.", style="dim")
            )
        case SessionEnded(ending=ending):
            return Text(f"\n{_ENDINGS[ending]}", style="bold")
        case FaultNoted(message=message):
            words = f"Something of ours failed and was left out: {harmless(message)}"
            return _turn(time, "", "", Text(words, style="magenta"))
        case HintRequested():
            return _turn(time, "", "", Text("Asked for a hint.", style="dim"))
        case MoveOnRequested():
            return _turn(time, "", "", Text("Asked to move on.", style="dim"))
        case RetryRequested(phase=phase):
            return _turn(time, "", "", Text(f"Asked to try {phase.value} again.", style="dim"))
        case EndRequested():
            return _turn(time, "", "", Text("Asked to end the interview.", style="dim"))
        case CellRequested() | CellRan() | CellsRestartRequested() | CellsEnded():
            return _show_cell(time, envelope.event)
        case TimerFired() | UtteranceUnderstood() | ModelAnswered() | CodeEdited():
            return None


def _show_run(
    time: str, event: RunRequested | SuiteRan | RunQueued | StopRequested | RunStopped, *, brief: bool
) -> RenderableType:
    match event:
        case RunRequested(purpose=purpose):
            return _turn(time, "", "", Text("Submitting ..." if purpose == "submit" else "Running ...", style="dim"))
        case SuiteRan(report=report):
            who = "Submit" if report.purpose == "submit" else "Run"
            return Group(
                _turn(time, who, "bold", _outcome(report)), Padding(_details(report, brief=brief), (0, 0, 0, _GAP))
            )
        case RunQueued(n_ahead=n_ahead):
            return _turn(time, "", "", Text(f"Waiting for the machine; {n_ahead} before this one.", style="dim"))
        case StopRequested():
            return _turn(time, "", "", Text("Stopping ...", style="dim"))
        case RunStopped():
            return _turn(time, "Run", "bold", Text("Stopped; nothing was judged."))


def _show_cell(time: str, event: CellRequested | CellRan | CellsRestartRequested | CellsEnded) -> RenderableType:
    if isinstance(event, CellRan):
        return Group(_turn(time, "Cell", "bold", cell_line(event)), cell_outputs(event.report))
    return _turn(time, "", "", cell_line(event))


def show_reason(reason: Reason) -> RenderableType:
    """Say why the interviewer did something."""
    because = ", ".join(f"#{seq}" for seq in reason.because)
    words = f"rule {reason.rule}" + (f", from {because}" if because else "")
    words += f" ({reason.detail})" if reason.detail else ""
    return Padding(Text(harmless(words), style="dim italic"), (0, 0, 0, _TIME_WIDTH + _GAP))


def show_report(report: RunReport) -> RenderableType:
    """Show a run: output, error, each check with its first difference, and what it came to."""
    return Group(_details(report, brief=False), Text("  ").append_text(_outcome(report)))


def prose(text: str) -> Markdown:
    """Lay out words that may hold `code` and lists, as the page does. What looks like a tag, `<unk>` say, is text."""
    escaped = _CODE_OR_ANGLE.sub(lambda found: found[1] or r"\<", harmless(text))
    return Markdown(escaped, hyperlinks=False)


def _turn(time: str, who: str, style: str, says: RenderableType) -> Table:
    grid = Table.grid(padding=(0, _GAP, 0, 0))
    grid.add_column(width=_TIME_WIDTH, style="dim", no_wrap=True)
    if who:
        grid.add_column(width=_WHO_WIDTH, style=style, no_wrap=True)
    grid.add_column(max_width=WIDEST_PROSE, overflow="fold")
    grid.add_row(*([time, who] if who else [time]), says)
    return grid


def _outcome(report: RunReport) -> Text:
    if not report.checks:
        mark, style = _MARKS[report.verdict]
        return Text(f"{mark} {report.verdict.value.replace('_', ' ')}", style=style)
    everything = report.n_passed == len(report.checks)
    return Text(
        f"{report.n_passed} of {len(report.checks)} checks passed.", style="bold green" if everything else "bold red"
    )


def _details(report: RunReport, *, brief: bool) -> RenderableType:
    parts: list[RenderableType] = []
    for words, style in ((report.stdout, ""), (report.stderr, "yellow")):
        if words:
            shown = Text(_shortened(words) if brief else harmless(words).rstrip(), style=style)
            parts.append(Padding(shown, (0, 0, 0, _GAP)))
    if report.truncated:
        parts.append(Text(f"  Output was cut at {report.limits.output_kib} KiB.", style="dim"))
    if report.error:
        parts.append(Padding(Text(harmless(report.error).rstrip("\n"), style="red"), (0, 0, 0, _GAP)))
    parts.extend(_show_warning(warned) for warned in report.warnings)
    parts.extend(Text(f"  Figure: {harmless(figure.title) or 'untitled'}", style="dim") for figure in report.figures)
    parts.extend(Padding(_show_table(table), (0, 0, 0, _GAP)) for table in report.tables)
    if report.own_tests:
        parts.append(_show_own_tests(report.own_tests, brief=brief))
    hidden = [check for check in report.checks if check.hidden] if brief else []
    passed = [check for check in hidden if check.verdict is Verdict.PASSED]
    too_many = [check for check in hidden if check.verdict is not Verdict.PASSED][_MOST_FAILED:]
    parts.extend(_show_check(check) for check in report.checks if check not in passed and check not in too_many)
    if too_many:
        parts.append(Text("  ").append("✗ ", style="red").append(f"{len(too_many)} more hidden checks"))
    if passed:
        parts.append(Text("  ").append("✓ ", style="green").append(f"{len(passed)} hidden checks"))
    return Group(*parts)


def _show_warning(warned: Warned) -> RenderableType:
    place = f"Line {warned.line}: " if warned.line is not None else ""
    return Text(f"  {place}{harmless(warned.category)}: {harmless(warned.message)}", style="yellow")


def _show_table(table: ShownTable) -> RenderableType:
    """Show the beginning of a table; the page shows all that the report holds."""
    grid = Table(box=None, pad_edge=False, header_style="bold", title_justify="left")
    grid.add_column("", style="dim", no_wrap=True)
    for name in table.columns[:_MOST_COLUMNS]:
        grid.add_column(Text(harmless(name)), overflow="ellipsis", no_wrap=True)
    for label, row in zip(table.index[:_MOST_ROWS], table.rows, strict=False):
        grid.add_row(Text(harmless(label)), *(Text(harmless(cell)) for cell in row[:_MOST_COLUMNS]))
    size = f"{table.n_rows} rows, {table.n_columns} columns"
    name = f"{harmless(table.title)}: " if table.title else ""
    return Group(grid, Text(f"{name}{size}", style="dim"))


def _show_own_tests(tests: tuple[OwnTest, ...], *, brief: bool) -> RenderableType:
    passed = [test for test in tests if test.verdict is Verdict.PASSED]
    named = [test for test in tests if not brief or test not in passed[_MOST_TESTS:]]
    lines: list[RenderableType] = [Text(f"  Your own tests: {len(passed)} of {len(tests)} passed.", style="bold")]
    for test in named:
        mark, style = _MARKS[test.verdict]
        line = Text("  ").append(f"{mark} ", style=style).append(harmless(test.name))
        lines.append(line.append(f"  line {test.line}", style="dim") if test.line is not None else line)
        if test.message:
            lines.append(Padding(Text(harmless(test.message).rstrip()), (0, 0, 0, 6)))
    if len(named) < len(tests):
        lines.append(Text("  ").append("✓ ", style="green").append(f"{len(tests) - len(named)} more of your own tests"))
    return Group(*lines)


def _shortened(words: str) -> str:
    lines = harmless(words).rstrip().split("\n")
    if len(lines) <= _MOST_LINES:
        return "\n".join(lines)
    head, tail = _MOST_LINES - _MOST_LINES // 3, _MOST_LINES // 3
    return "\n".join([*lines[:head], f"... {len(lines) - head - tail} more lines ...", *lines[-tail:]])


def _show_check(check: CheckResult) -> RenderableType:
    mark, style = _MARKS[check.verdict]
    line = Text("  ").append(f"{mark} ", style=style).append(harmless(check.title))
    if check.hidden:
        line.append("  hidden", style="dim")
    if check.verdict is Verdict.PASSED:
        return line
    said = [("", check.message), ("given", check.given), ("expected", check.expected), ("got", check.got)]
    grid = Table.grid(padding=(0, 1, 0, 0))
    grid.add_column(style="dim", no_wrap=True)
    grid.add_column(overflow="fold")
    details: list[RenderableType] = [Text(harmless(words)) for label, words in said if words and not label]
    for label, words in said:
        if words and label:
            grid.add_row(f"{label}:", Text(harmless(words)))
    if grid.row_count:
        details.append(grid)
    return Group(line, Padding(Group(*details), (0, 0, 0, 6)))
