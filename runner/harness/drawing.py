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

    def send_one(self, value: Any) -> bool:
        """Hand over a figure, or a plot that lies on one, and close it. False when it is something else."""
        figure = _figure_of(value)
        if figure is None:
            return False
        if self.send is not None and self._n_sent < MAX_FIGURES:
            self._send(figure)
        sys.modules["matplotlib.pyplot"].close(figure)
        return True

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
    _forget_fonts()


def _forget_fonts() -> None:
    """Let go of open font files: whoever is forked from here closes all that it did not open itself.

    matplotlib has a hook for that, which the way in which we fork does not call.
    """
    from matplotlib import font_manager

    forget = getattr(getattr(font_manager, "_get_font", None), "cache_clear", None)
    if forget is not None:
        forget()


def _figure_of(value: Any) -> Any:
    if "matplotlib.pyplot" not in sys.modules:
        return None
    figures, axes = sys.modules["matplotlib.figure"], sys.modules["matplotlib.axes"]
    if isinstance(value, axes.Axes):
        value = value.get_figure(root=True)
    return value if isinstance(value, figures.Figure) else None


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
