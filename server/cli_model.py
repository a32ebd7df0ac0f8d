"""`thinkaloud model`: tries the language model that is set, in the environment or on the page."""

import asyncio
from typing import TYPE_CHECKING, Annotated

import typer
from rich.text import Text

from server.cli_screen import CannotDo, harmless, one_line, print_json, screen
from server.settings import PREFIX, SettingsError, load_settings

if TYPE_CHECKING:
    from server.model.trial import Trial
    from server.settings import Settings


@one_line(SettingsError)
def model(
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON for other programs.")] = False,
) -> None:
    """Try the language model that is set, in the environment or on the page."""
    from server.model.kept import with_kept

    settings, problem = with_kept(load_settings())
    if not settings.model:
        raise CannotDo(
            problem
            or "No language model is set, and none is needed. To use one, open Settings on the page; or give"
            f" {PREFIX}MODEL its name, and {PREFIX}MODEL_BASE_URL the address of its server if it is not OpenAI's."
        )
    trial = asyncio.run(_try(settings))
    if as_json:
        print_json(trial)
    else:
        mark = Text("✓ ", "green") if trial.works and trial.in_time else Text("✗ ", "yellow" if trial.works else "red")
        screen.print(mark + Text(f"{harmless(trial.model)}: {trial.says}"))
        if trial.works:
            screen.print(Text(f"First words after {trial.first_words_ms} ms, all after {trial.latency_ms} ms.", "dim"))
        elif trial.detail:
            screen.print(Text(harmless(trial.detail), style="dim"))
    if not trial.works:
        raise typer.Exit(1)


async def _try(settings: "Settings") -> "Trial":
    from server.model.trial import try_model
    from server.wiring import make_model

    chosen = make_model(settings)
    assert chosen is not None, "the settings name one"
    try:
        return await try_model(chosen, settings.model_seconds)
    finally:
        await chosen.close()
