"""What waits to be sent to one connection.

A connection that does not keep up is let go, and loses nothing: it resumes from the log. Putting never waits, so one
slow reader cannot hold up a session. Must not know sockets.
"""

import asyncio
from collections import deque

from server.wire import CloseCode

MAX_FRAMES = 1024
MAX_BYTES = 8 * 2**20


class Closing(Exception):
    """The connection is to be closed, with this code and reason."""

    def __init__(self, code: CloseCode, reason: str) -> None:
        super().__init__(reason)
        self.code = code
        self.reason = reason


class Outbox:
    """A bounded queue of text frames for one connection."""

    def __init__(self, *, max_frames: int = MAX_FRAMES, max_bytes: int = MAX_BYTES) -> None:
        self._frames: deque[str] = deque()
        self._n_bytes = 0
        self._max_frames = max_frames
        self._max_bytes = max_bytes
        self._closing: Closing | None = None
        self._changed = asyncio.Event()

    def put(self, frame: str) -> None:
        """Queue a frame. Too many, or too much waiting, closes the connection; one large frame alone never does."""
        if self._closing is not None:
            return
        n_bytes = self._n_bytes + len(frame)
        if len(self._frames) >= self._max_frames or (self._frames and n_bytes > self._max_bytes):
            self._frames.clear()
            self.close(CloseCode.TOO_SLOW, "You did not keep up. Connect again and resume.")
            return
        self._frames.append(frame)
        self._n_bytes = n_bytes
        self._changed.set()

    def close(self, code: CloseCode, reason: str) -> None:
        """Close the connection once what is queued was sent. The first reason stands."""
        if self._closing is None:
            self._closing = Closing(code, reason)
        self._changed.set()

    async def get(self) -> str:
        """Wait for the next frame. Raises Closing when there is none left to send."""
        while not self._frames:
            if self._closing is not None:
                raise self._closing
            self._changed.clear()
            await self._changed.wait()
        frame = self._frames.popleft()
        self._n_bytes -= len(frame)
        return frame
