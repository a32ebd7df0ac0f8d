"""The log in memory: for tests, and for looking at a session without keeping it. Must not touch a disk."""

from collections.abc import Sequence

from transcripts.envelope import Head, Sealed
from transcripts.store import ConcurrentAppend, StoreClosed, StoredSession, check_lines


class MemoryStore:
    """Keeps the lines of each session in a list. Implements `EventStore`; gone when the process ends."""

    def __init__(self) -> None:
        self._logs: dict[str, list[Sealed]] = {}
        self._closed = False

    async def append(self, session_id: str, after_seq: int, lines: Sequence[Sealed]) -> None:
        """Store all lines or none."""
        self._check_open()
        check_lines(session_id, after_seq, lines)
        last_seq = len(self._logs.get(session_id, ()))
        if last_seq != after_seq:
            raise ConcurrentAppend(session_id, after_seq, last_seq)
        if lines:
            self._logs.setdefault(session_id, []).extend(lines)

    async def read(self, session_id: str, after_seq: int = 0) -> tuple[Sealed, ...]:
        """Give the lines after `after_seq`."""
        self._check_open()
        return tuple(self._logs.get(session_id, ())[max(after_seq, 0) :])

    async def head(self, session_id: str) -> Head:
        """Say where a log ends."""
        self._check_open()
        head = Head(session_id=session_id)
        log = self._logs.get(session_id)
        return head.after(log[-1]) if log else head

    async def sessions(self) -> tuple[StoredSession, ...]:
        """List the sessions, last started first."""
        self._check_open()
        return tuple(
            StoredSession(session_id=session_id, n_lines=len(log), first=log[0].line, last=log[-1].line)
            for session_id, log in reversed(self._logs.items())
        )

    async def close(self) -> None:
        """Refuse further use."""
        self._closed = True

    def _check_open(self) -> None:
        if self._closed:
            raise StoreClosed
