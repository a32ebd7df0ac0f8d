"""`thinkaloud doctor`: which protections this machine gives, what is missing, and how to get it."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table
from rich.text import Text

from server.cli_screen import one_line, print_json, screen
from server.settings import SettingsError, load_settings

if TYPE_CHECKING:
    from server.checkup import Checkup


@one_line(SettingsError)
def doctor(
    attacks: Annotated[
        bool, typer.Option("--attacks", help="Try the battery of attacks on every sandbox of this machine (minutes).")
    ] = False,
    only: Annotated[
        list[str] | None,
        typer.Option(help="Of the attacks, try this class alone; may be repeated.", metavar="CLASS"),
    ] = None,
    attacks_from: Annotated[
        Path | None, typer.Option(help="Try the attacks of this folder in place of our own.", metavar="FOLDER")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON for other programs.")] = False,
) -> None:
    """Say which layers of the sandbox are in force here."""
    if attacks or only or attacks_from:
        from server.cli_attacks import try_attacks

        try_attacks(only or (), attacks_from, as_json=as_json)
        return
    from server.checkup import examine

    checkup = examine(load_settings())
    if as_json:
        print_json(checkup)
        return
    _print(checkup)


def _print(checkup: "Checkup") -> None:
    for back_end in checkup.back_ends:
        if back_end.chosen:
            screen.print(Text(f"{back_end.name}: {back_end.says}", style="bold"))
    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in ("", "layer", "what was found"):
        table.add_column(column)
    for layer in checkup.layers:
        mark = Text("✓", "green") if layer.in_force else Text("✗", "red" if layer.required else "yellow")
        table.add_row(mark, layer.name, Text(layer.detail))
    screen.print(table)
    for layer in checkup.layers:
        if not layer.in_force and layer.remedy:
            screen.print(Text(f"{layer.name}: {layer.remedy}", style="yellow"))
    screen.print(Text("\nLibraries for programs", style="bold"))
    for found in checkup.profiles:
        mark = Text("✓ ", "green") if found.installed else Text("✗ ", "yellow")
        screen.print(mark + Text(f"{found.name}: {found.says}"))
    screen.print(Text(checkup.environment.summary, style="dim"))
    screen.print(Text("\nOther sandboxes", style="bold"))
    for back_end in checkup.back_ends:
        if not back_end.chosen:
            mark = Text("✓ ", "green") if back_end.usable and back_end.walled else Text("✗ ", "yellow")
            screen.print(mark + Text(f"{back_end.name} ({back_end.says}): {back_end.reason}"))
    screen.print(Text(f"\n{checkup.conclusion}", style="bold"))
