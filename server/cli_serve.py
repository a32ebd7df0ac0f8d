"""`thinkaloud serve`: the app, until it is told to stop."""

from typing import Annotated

import typer

from server.cli_screen import one_line
from server.serve import ServeError
from server.serve import serve as serve_app
from server.settings import SettingsError, load_settings


@one_line(ServeError, SettingsError)
def serve(
    host: Annotated[
        str | None, typer.Option(help="Address to listen on. Default: 127.0.0.1, this machine only.")
    ] = None,
    port: Annotated[int | None, typer.Option(help="Port to listen on; 0 takes a free one. Default: 8765.")] = None,
    open_browser: Annotated[bool, typer.Option("--open", help="Open the address in a browser.")] = False,
) -> None:
    """Serve the app and print the address to open."""
    serve_app(load_settings(host=host, port=port), open_browser=open_browser)
