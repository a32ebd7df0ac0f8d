"""What is kept of a link that shows a session, and what every back-end that keeps links promises.

Only the hash of a link's key is kept, so a copy of the file opens nothing. Must not know what a link opens.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from msgspec import Struct


class Share(Struct, frozen=True, kw_only=True):
    """One link to one session. `question_id` is that of the session, which never changes."""

    share_id: str
    session_id: str
    question_id: str
    label: str
    """Who it is for, in the owner's words."""
    may_comment: bool
    made_at: datetime
    expires_at: datetime | None
    withdrawn: bool = False
    key_sha256: str

    def is_open(self, now: datetime) -> bool:
        """Whether it lets anybody in at a time."""
        return not self.withdrawn and not self.has_expired(now)

    def has_expired(self, now: datetime) -> bool:
        """Whether its time is over."""
        return self.expires_at is not None and now >= self.expires_at


class ShareStore(Protocol):
    """A back-end. Used from one event loop; never blocks it. Every call raises StoreFailed, StoreClosed."""

    async def add(self, share: Share) -> None:
        """Keep a new link, durably before it returns. Its id must be new (ValueError when it is not)."""
        ...

    async def find(self, share_ids: Sequence[str]) -> tuple[Share, ...]:
        """Give those that there are, oldest first."""
        ...

    async def of_session(self, session_id: str) -> tuple[Share, ...]:
        """List the links to a session, oldest first."""
        ...

    async def withdraw(self, share_id: str) -> None:
        """Close a link for good, durably before it returns; nothing happens to one that is closed or unknown."""
        ...

    async def close(self) -> None:
        """Finish what was asked for and let go of the files. Safe to call twice."""
        ...
