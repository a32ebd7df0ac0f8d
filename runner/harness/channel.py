"""The two pipes to the outside, seen from inside. Reads and writes only: no socket call is ever needed."""

import os
import threading
from collections.abc import Sequence

from .codec import HEADER, Buffer


class Closed(Exception):
    """The outside hung up."""


class Channel:
    """Frames in, frames out."""

    def __init__(self, requests: int, answers: int) -> None:
        self._requests = requests
        self._answers = answers
        self._one_at_a_time = threading.Lock()

    def receive(self) -> bytes:
        """Wait for the next frame's content. Raises Closed."""
        (size,) = HEADER.unpack(self._read(HEADER.size))
        return self._read(size)

    def send(self, buffers: Sequence[Buffer]) -> None:
        """Write one frame."""
        with self._one_at_a_time:
            for buffer in buffers:
                view = memoryview(buffer)
                while view:
                    view = view[os.write(self._answers, view[: 1 << 20]) :]

    def _read(self, size: int) -> bytes:
        data = bytearray()
        while len(data) < size:
            part = os.read(self._requests, min(size - len(data), 1 << 20))
            if not part:
                raise Closed
            data += part
        return bytes(data)
