"""Catches the figures that a program draws, as PNG, and hands them over while it runs.

`plt.show()` sends what is open; so does the end of the run. Nothing is written to a file and no path crosses.
"""

import io
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

MAX_FIGURES = 8
MAX_PNG_BYTES = 2 * 1024 * 1024

Send = Callable[[str, bytes], None]


class Drawing:
    """The figures of one run."""

    def __init__(self) -> None:
        self.send: Send | None = None
        """Where a figure goes; set once the program is known."""
        self._n_sent = 0

    def watch(self) -> None:
        """Let `plt.show()` hand over the open figures instead of opening windows."""
        import matplotlib.pyplot as plt

        def show(*_args: Any, **_kwargs: Any) -> None:
            self.send_open_figures()

        plt.show = show

    def send_open_figures(self) -> None:
        """Hand over and close what is open, up to the cap."""
        plt = sys.modules.get("matplotlib.pyplot")
        if plt is None:
            return
        for number in plt.get_fignums():
            figure = plt.figure(number)
            if self.send is not None and self._n_sent < MAX_FIGURES:
                self._send(figure)
            plt.close(figure)

    def _send(self, figure: Any) -> None:
        png = _png_of(figure)
        if png is None:
            print("A figure was left out: it is larger than 2 MiB even at a low resolution.", file=sys.stderr)
        elif self.send is not None:
            self._n_sent += 1
            self.send(_title_of(figure), png)


def prepare() -> None:
    """Give matplotlib a place for its font cache before it is imported."""
    Path(os.environ["MPLCONFIGDIR"]).mkdir(parents=True, exist_ok=True)


def draw_once() -> None:
    """Draw a figure and throw it away: the first one looks for fonts and sets much up."""
    import matplotlib.pyplot as plt

    figure, axes = plt.subplots()
    axes.plot([0, 1], label="a line")
    axes.hist([1, 2, 2])
    axes.set_title("a title")
    axes.legend()
    _png_of(figure)
    plt.close(figure)


def _png_of(figure: Any) -> bytes | None:
    for dots_per_inch in (100, 50):
        buffer = io.BytesIO()
        figure.savefig(buffer, format="png", dpi=dots_per_inch)
        if buffer.tell() <= MAX_PNG_BYTES:
            return buffer.getvalue()
    return None


def _title_of(figure: Any) -> str:
    title = figure.get_suptitle()
    for axes in figure.axes:
        title = title or axes.get_title()
    return str(title)[:200]
