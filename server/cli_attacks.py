"""`thinkaloud doctor --attacks`: tries the battery of attacks on every sandbox that this machine can build."""

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from runner import backends
from runner.attacks.battery import BatteryReport, MakeSandbox, Skipped, Tried, run_battery
from runner.attacks.control import WatchersAsleep
from runner.attacks.submissions import KINDS, Attack, AttackUnreadable, NoAttacks, builtin_folder, read_attacks
from server.cli_screen import CannotDo, errors, harmless, print_json, saying, screen
from server.sandbox_choice import availability


def try_attacks(only: Sequence[str], folder: Path | None, *, as_json: bool) -> None:
    """Try the attacks of these classes (all of them when none is named) and say what came of it. Raises CannotDo."""
    with saying(AttackUnreadable, NoAttacks, WatchersAsleep):
        attacks = _chosen(only, folder or builtin_folder())
        back_ends = back_ends_here()
        if not back_ends:
            raise CannotDo(
                "No sandbox can be built on this machine, so there is none to attack. See `thinkaloud doctor`."
            )
        report = _run(attacks, back_ends)
    if as_json:
        print_json(report)
    else:
        _print(report)


def back_ends_here() -> dict[str, MakeSandbox]:
    """Give the walled sandboxes that this machine can build, by name."""
    found: dict[str, MakeSandbox] = {}
    for kind in backends.installed(walled_only=True):
        with kind.make(0) as sandbox:
            if availability(sandbox)[0]:
                found[kind.name] = partial(kind.make, 0)
    return found


def _chosen(only: Sequence[str], folder: Path) -> list[Attack]:
    for name in only:
        if name not in KINDS:
            raise CannotDo(f"There is no class of attacks {name!r}; there are {', '.join(KINDS)}.")
    if not folder.is_dir():
        raise CannotDo(f"{folder} is not a folder.")
    attacks = [attack for attack in read_attacks(folder) if not only or attack.kind in only]
    if not attacks:
        raise CannotDo(f"{folder} holds no attacks of class {' or '.join(only)}.")
    return attacks


def _run(attacks: Sequence[Attack], back_ends: Mapping[str, MakeSandbox]) -> BatteryReport:
    """Run the battery, showing on standard error how far it is."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=errors, transient=True, disable=not errors.is_terminal) as progress:
        task = progress.add_task("Trying the watchers", total=len(attacks) * len(back_ends))

        def tell(tried: Tried) -> None:
            progress.update(task, advance=1, description=escape(f"{tried.back_end}: {tried.kind}"))
            if tried.seen:
                progress.console.print(_worked(tried))

        return run_battery(attacks, back_ends, tell)


def _print(report: BatteryReport) -> None:
    screen.print(f"The watchers work: {len(report.watchers)} acts without walls were seen.")
    table = Table(box=None, pad_edge=False, header_style="bold")
    for column, side in (("sandbox", "left"), ("class", "left"), ("tried", "right"), ("worked", "right")):
        table.add_column(column, justify="right" if side == "right" else "left")
    for tally in report.tallies:
        style = "red" if tally.n_worked else "green"
        table.add_row(tally.back_end, tally.kind, str(tally.n_tried), Text(str(tally.n_worked), style))
    screen.print(table)
    for tried in report.worked:
        screen.print(_worked(tried))
    for skipped in report.skipped:
        screen.print(_skipped(skipped))
    screen.print(Text(_conclusion(report), style="bold"))


def _worked(tried: Tried) -> Text:
    seen = harmless("; ".join(tried.seen))
    return Text(f"{tried.back_end}: {tried.attack} worked ({tried.severity}): {seen}", style="red")


def _skipped(skipped: Skipped) -> Text:
    return Text(f"{skipped.back_end}: {skipped.what} not tried: {harmless(skipped.why)}", style="yellow")


def _conclusion(report: BatteryReport) -> str:
    if not report.n_tried:
        return "No attack could be tried."
    says = f"{report.n_worked} of {report.n_tried} attacks worked."
    if report.n_worked:
        return f"{says} Do not run code of strangers here; please report this with the lines above."
    return f"{says} That speaks of these attacks, not of all that there are."
