"""The two pipes to the outside, seen from inside. Reads and writes only: no socket call is ever needed."""

import os
import select
import threading
from collections.abc import Sequence

from .codec import HEADER, Buffer

_FIRST_BYTES = 64 * 1024
"""As much as a pipe holds: a small frame is there with one read."""
_MOST_BYTES = 1 << 20
"""At once, so that a large frame needs no more memory than itself."""


class Closed(Exception):
    """The outside hung up."""


class Channel:
    """Frames in, frames out."""

    def __init__(self, requests: int, answers: int) -> None:
        self._requests = requests
        self._answers = answers
        self._one_at_a_time = threading.Lock()
        self._ahead = b""
        """What was read beyond the last frame."""

    def has_come(self, within_ms: float) -> bool:
        """Wait a moment for a request to begin."""
        poll = select.poll()
        poll.register(self._requests, select.POLLIN)
        return bool(poll.poll(within_ms))

    def receive(self) -> bytes:
        """Wait for the next frame's content. Raises Closed."""
        data = self._ahead or self._read(_FIRST_BYTES)
        while len(data) < HEADER.size:
            data += self._read(_FIRST_BYTES)
        end = HEADER.size + HEADER.unpack_from(data)[0]
        if len(data) < end:
            data = self._rest(data, end)
        self._ahead = data[end:]
        return data[HEADER.size : end]

    def send(self, buffers: Sequence[Buffer]) -> None:
        """Write one frame."""
        with self._one_at_a_time:
            for buffer in buffers:
                view = memoryview(buffer)
                while view:
                    view = view[os.write(self._answers, view[:_MOST_BYTES]) :]

    def _rest(self, begun: bytes, end: int) -> bytes:
        data = bytearray(begun)
        while len(data) < end:
            data += self._read(min(end - len(data), _MOST_BYTES))
        return bytes(data)

    def _read(self, n_bytes: int) -> bytes:
        part = os.read(self._requests, n_bytes)
        if not part:
            raise Closed
        return part
