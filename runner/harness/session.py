"""The conversation with the outside: get ready, take a program, answer one request at a time.

A request carries a number that only it has, and its answer must carry the same one; so nothing can be answered ahead.
"""

import gc
import os
import sys
from collections.abc import Callable
from enum import Enum
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from . import codec, drawing, first_use, landlock, lock, rehearsal
from .candidate import FILE_NAME, Candidate, Reply, attempt, clip, signature_mismatch
from .channel import Channel, Closed
from .convert import columns_of, frame_from_columns, to_plain
from .notebook import Cells
from .showing import Showing
from .warned import Warnings

TORCH_PROFILES = ("torch", "transformers")
NUMPY_MODULES = ("numpy.fft", "numpy.linalg", "numpy.ma", "numpy.polynomial", "numpy.random")
"""What NumPy itself imports only when it is first asked for."""
SCIENCE_MODULES = (
    "pandas",
    "scipy.linalg",
    "scipy.optimize",
    "scipy.stats",
    "scipy.spatial",
    "sklearn.cluster",
    "sklearn.compose",
    "sklearn.ensemble",
    "sklearn.linear_model",
    "sklearn.metrics",
    "sklearn.model_selection",
    "sklearn.neighbors",
    "sklearn.pipeline",
    "sklearn.preprocessing",
    "matplotlib.pyplot",
)
"""Imported before the program's clock starts. Others can still be imported by the program, on its own time."""


_WAITING_MS = 5
"""A process that nobody asked anything for so long after it was ready is a spare one."""


class Walls(Enum):
    """What a process has around it when it is given a program."""

    NONE = "none"
    SHARED = "shared"
    """Those that bubblewrap made, for it alone."""
    OF_ITS_OWN = "own"
    """Those that it made itself when it was forked, inside of bubblewrap's."""


def serve(
    requests: int, answers: int, figures: drawing.Drawing, walls: Walls, rules: landlock.Rules | None = None
) -> None:
    """Run one program's conversation to its end. The libraries have been imported.

    `rules`: what a parent has begun of this process's Landlock rules.
    """
    lock.enclose(walled=walls is not Walls.NONE, rules=rules)
    channel = Channel(requests, answers)
    channel.send(codec.encode({"kind": "ready"}, codec.MAX_ANSWER_BYTES, columns_of))
    try:
        _Session(channel, figures, walls).converse()
    except Closed:
        return


def warm_up(profile: str, *, thoroughly: bool = False) -> drawing.Drawing:
    """Import the profile's libraries and use them once, so that what they set up lazily is there before the limits.

    `thoroughly`: also do one step of what is slow at its first use; worth it for a process that many are forked from.
    """
    figures = drawing.Drawing()
    for name in NUMPY_MODULES:
        __import__(name)
    np.random.default_rng(0).normal()
    square = np.eye(32)
    np.linalg.solve(square @ square, square)
    if profile == "science":
        drawing.prepare()
        for name in SCIENCE_MODULES:
            __import__(name)
        figures.watch()
        if thoroughly:
            drawing.draw_once()
            first_use.fit_once()
    if profile in TORCH_PROFILES:
        from . import pytorch

        pytorch.set_up()
        if thoroughly:
            first_use.train_once()
    if profile == "transformers":
        first_use.tokenise_once()
    if thoroughly:
        gc.collect()
        # What is there now is never looked through again, so its pages stay shared with all children.
        gc.freeze()
    return figures


class _Session:
    """One program, from its source to its end."""

    def __init__(self, channel: Channel, figures: drawing.Drawing, walls: Walls) -> None:
        self._channel = channel
        self._walls = walls
        self._figures = figures
        self._showing = Showing(figures)
        self._warnings = Warnings((FILE_NAME,))
        self._candidate: Candidate | None = None
        self._cells: Cells | None = None
        self._nonce = ""

    def converse(self) -> None:
        steps: dict[str, Callable[[dict[str, Any]], Reply]] = {
            "load": self._load,
            "call": self._call,
            "own_tests": self._own_tests,
            "finish": self._finish,
            "open_notebook": self._open_notebook,
            "cell": self._cell,
        }
        if not self._channel.has_come(_WAITING_MS):
            attempt(self._rehearse)
        while True:
            request = codec.decode(self._channel.receive(), codec.Columns)
            self._nonce = request["nonce"]
            self._answer(attempt(partial(steps[request["do"]], request)))

    def _load(self, request: dict[str, Any]) -> Reply:
        self._figures.send = self._send_figure
        self._showing.install()
        is_shown = request["as_main"]
        if is_shown:
            # What checks make it show or warn of is nobody's to see.
            self._showing.send = self._warnings.send = self._send
            self._warnings.install()
        self._candidate = Candidate(
            request["source"],
            as_main=request["as_main"],
            seed=request["seed"],
            driver=request["driver"],
            tell=self._send if is_shown else None,
        )
        self._close_door(request)
        return self._candidate.load()

    def _open_notebook(self, request: dict[str, Any]) -> Reply:
        self._cells = Cells(self._send, self._send_figure, request["seed"])
        self._close_door(request)
        return {"kind": "answered", "value": None}

    def _cell(self, request: dict[str, Any]) -> Reply:
        assert self._cells is not None
        return self._cells.run(request["source"], request["first_line"])

    def _close_door(self, request: dict[str, Any]) -> None:
        """Lay the files out and give up everything that somebody's code must not have. Raises OSError."""
        for name, content in request["files"].items():
            Path(name).write_bytes(content.tobytes())
        try:
            lock.lock(request["limits"], needs_filter=self._walls is Walls.OF_ITS_OWN)
        except BaseException as error:
            # Nothing of the program has run, so this is no fault of its, and the outside can believe it.
            self._send({"kind": "not_locked", "message": f"{type(error).__name__}: {error}"})
            os._exit(1)
        self._send({"kind": "locked"})

    def _call(self, request: dict[str, Any]) -> Reply:
        assert self._candidate is not None
        return self._candidate.drive(partial(self._call_function, self._candidate, request))

    def _call_function(self, candidate: Candidate, request: dict[str, Any]) -> Reply:
        function = candidate.function(request["entry"])
        return function if isinstance(function, dict) else self._call_with(function, request)

    def _call_with(self, function: Callable[..., Any], request: dict[str, Any]) -> Reply:
        entry = request["entry"]
        args = [_opened(value) for value in request["args"]]
        kwargs = {name: _opened(value) for name, value in request["kwargs"].items()}
        before = _fingerprints(args, kwargs)
        try:
            value = function(*args, **kwargs)
        except TypeError as error:
            wrong_call = signature_mismatch(function, entry, error, len(args) + len(kwargs))
            if wrong_call is None:
                raise
            return wrong_call
        after = _fingerprints(args, kwargs)
        changed = [name for name, content in before.items() if after[name] != content]
        return {"kind": "answered", "value": to_plain(value), "changed": changed}

    def _rehearse(self) -> Reply:
        """Nobody has asked yet, so this process is a spare one, and has the time."""
        rehearsal.rehearse(lambda function, request: attempt(partial(self._call_with, function, request)))
        return {"kind": "answered"}

    def _own_tests(self, _request: dict[str, Any]) -> Reply:
        assert self._candidate is not None
        # First what the file itself drew: a test that does not end would take it along.
        self._figures.send_open_figures()
        return self._candidate.run_own_tests()

    def _finish(self, _request: dict[str, Any]) -> Reply:
        self._figures.send_open_figures()
        return {"kind": "answered", "value": None}

    def _send_figure(self, title: str, png: bytes) -> None:
        pixels = np.frombuffer(png, dtype=np.uint8)
        self._send({"kind": "figure", "title": clip(title, 200), "png": pixels})

    def _answer(self, reply: Reply) -> None:
        # The first two are what was there before the program put something else in their place.
        for stream in (sys.__stdout__, sys.__stderr__, sys.stdout, sys.stderr):
            try:
                stream.flush()  # type: ignore[union-attr]  # None is met like any stream that cannot be flushed
            except BaseException:
                # A stream that the program closed or replaced has nothing to say.
                continue
        sent = attempt(lambda: self._send(reply))
        if sent["kind"] != "answered":
            self._send(sent)

    def _send(self, reply: Reply) -> Reply:
        buffers = codec.encode({**reply, "nonce": self._nonce}, codec.MAX_ANSWER_BYTES, columns_of)
        self._channel.send(buffers)
        return {"kind": "answered"}


def _opened(value: Any) -> Any:
    """Turn tables into data frames, at any depth of an argument."""
    if type(value) is codec.Columns:
        return frame_from_columns(dict(value.columns))
    if type(value) is list:
        return [_opened(item) for item in value]
    if type(value) is tuple:
        return tuple(_opened(item) for item in value)
    if type(value) is dict:
        return {key: _opened(item) for key, item in value.items()}
    return value


def _fingerprints(args: list[Any], kwargs: dict[str, Any]) -> dict[str, bytes]:
    """Hash each argument's content, by position or name."""
    named = {str(position): value for position, value in enumerate(args)} | kwargs
    return {name: _fingerprint(value) for name, value in named.items()}


def _fingerprint(value: Any) -> bytes:
    try:
        return codec.fingerprint(to_plain(value), columns_of)
    except codec.NotPlain:
        # It was plain when it came, so whatever it is now, it was changed.
        return b""


def main(arguments: list[str]) -> None:
    """Start from the command line: two descriptors, the profile, and the parent to die with (0 for none)."""
    requests, answers, profile, parent = int(arguments[0]), int(arguments[1]), arguments[2], int(arguments[3])
    if parent:
        lock.die_with_parent(parent)
    serve(requests, answers, warm_up(profile), Walls.NONE if parent else Walls.SHARED)
    os._exit(0)
