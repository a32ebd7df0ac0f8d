"""`thinkaloud doctor`: which protections this machine gives, what is missing, and how to get it."""

from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from server.cli_screen import one_line, print_json, screen
from server.settings import SettingsError, load_settings


@one_line(SettingsError)
def doctor(as_json: Annotated[bool, typer.Option("--json", help="Print JSON for other programs.")] = False) -> None:
    """Say which layers of the sandbox are in force here."""
    from server.checkup import examine

    checkup = examine(load_settings())
    if as_json:
        print_json(checkup)
        return
    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in ("", "layer", "what was found"):
        table.add_column(column)
    for layer in checkup.layers:
        mark = Text("✓", "green") if layer.in_force else Text("✗", "red" if layer.required else "yellow")
        table.add_row(mark, layer.name, layer.detail)
    screen.print(table)
    for layer in checkup.layers:
        if not layer.in_force and layer.remedy:
            screen.print(Text(f"{layer.name}: {layer.remedy}", style="yellow"))
    screen.print(Text(checkup.conclusion, style="bold"))
