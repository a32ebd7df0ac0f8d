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

from . import codec, drawing, first_use, lock
from .candidate import Candidate, Reply, attempt, clip, signature_mismatch
from .channel import Channel, Closed
from .convert import columns_of, frame_from_columns, to_plain

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


class Walls(Enum):
    """What a process has around it when it is given a program."""

    NONE = "none"
    SHARED = "shared"
    """Those that bubblewrap made, for it alone."""
    OF_ITS_OWN = "own"
    """Those that it made itself when it was forked, inside of bubblewrap's."""


def serve(requests: int, answers: int, figures: drawing.Drawing, walls: Walls) -> None:
    """Run one program's conversation to its end. The libraries have been imported."""
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
        self._candidate: Candidate | None = None
        self._nonce = ""

    def converse(self) -> None:
        steps: dict[str, Callable[[dict[str, Any]], Reply]] = {
            "load": self._load,
            "call": self._call,
            "finish": self._finish,
        }
        while True:
            request = codec.decode(self._channel.receive(), codec.Columns)
            self._nonce = request["nonce"]
            self._answer(attempt(partial(steps[request["do"]], request)))

    def _load(self, request: dict[str, Any]) -> Reply:
        for name, content in request["files"].items():
            Path(name).write_bytes(content.tobytes())
        self._figures.send = self._send_figure
        self._candidate = Candidate(request["source"], as_main=request["as_main"], seed=request["seed"])
        filters = lock.lock(request["limits"], walled=self._walls is not Walls.NONE)
        if self._walls is Walls.OF_ITS_OWN and not filters:
            raise OSError("the system-call filter was refused")
        return self._candidate.load()

    def _call(self, request: dict[str, Any]) -> Reply:
        assert self._candidate is not None
        entry = request["entry"]
        function = self._candidate.function(entry)
        if isinstance(function, dict):
            return function
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

    def _finish(self, _request: dict[str, Any]) -> Reply:
        self._figures.send_open_figures()
        return {"kind": "answered", "value": None}

    def _send_figure(self, title: str, png: bytes) -> None:
        pixels = np.frombuffer(png, dtype=np.uint8)
        self._send({"kind": "figure", "title": clip(title, 200), "png": pixels})

    def _answer(self, reply: Reply) -> None:
        for stream in (sys.stdout, sys.stderr):
            try:
                stream.flush()
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
