"""What pages are told of runs that are still going: the newest of each, and no more often than a person can see.

A run that is over in a moment is never spoken of. Must not know sockets, or what a run is.
"""

import asyncio
from collections.abc import Callable

from server.wire import Progress

INTERVAL_SECONDS = 0.1


class ProgressBoard:
    """Keeps the newest progress of each run and publishes it in a steady beat. Use it inside a running event loop."""

    def __init__(self, publish: Callable[[Progress], None]) -> None:
        self._publish = publish
        self._newest: dict[int, Progress] = {}
        self._unpublished: set[int] = set()
        self._beat: asyncio.TimerHandle | None = None

    def put(self, progress: Progress) -> None:
        """Take in how far a run is. It is never taken back: a run that starts over is shown where it was."""
        before = self._newest.get(progress.requested_seq)
        if before is not None and _goes_back(before, progress):
            return
        self._newest[progress.requested_seq] = progress
        self._unpublished.add(progress.requested_seq)
        if self._beat is None:
            self._beat = asyncio.get_running_loop().call_later(INTERVAL_SECONDS, self._publish_news)

    def remove(self, requested_seq: int) -> None:
        """Forget a run that is over: nothing is published of it any more."""
        self._newest.pop(requested_seq, None)
        self._unpublished.discard(requested_seq)

    def published(self) -> tuple[Progress, ...]:
        """List the newest of each run that pages have heard of, for one that joins."""
        return tuple(one for seq, one in self._newest.items() if seq not in self._unpublished)

    def close(self) -> None:
        """Publish nothing any more. Safe to call twice."""
        self._newest.clear()
        self._unpublished.clear()
        if self._beat is not None:
            self._beat.cancel()
            self._beat = None

    def _publish_news(self) -> None:
        news, self._unpublished = sorted(self._unpublished), set()
        for seq in news:
            self._publish(self._newest[seq])
        # The beat ends with a pause, so that what comes next is not too soon after what went before.
        self._beat = asyncio.get_running_loop().call_later(INTERVAL_SECONDS, self._publish_news) if news else None


def _goes_back(before: Progress, after: Progress) -> bool:
    if after.state == "waiting":
        return before.state == "running"
    return before.state == "running" and after.n_done < before.n_done
