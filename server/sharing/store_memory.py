"""Links in memory: for tests. Must not touch a disk."""

from collections.abc import Iterable, Sequence

import msgspec

from server.sharing.store import Share
from transcripts.store import StoreClosed


class MemoryShares:
    """Implements `ShareStore`; gone when the process ends."""

    def __init__(self) -> None:
        self._shares: dict[str, Share] = {}
        self._closed = False

    async def add(self, share: Share) -> None:
        """Keep a new link."""
        self._check_open()
        if share.share_id in self._shares:
            raise ValueError(f"there is a link {share.share_id} already: our mistake")
        self._shares[share.share_id] = share

    async def find(self, share_ids: Sequence[str]) -> tuple[Share, ...]:
        """Give those that there are."""
        self._check_open()
        wanted = frozenset(share_ids)
        return _oldest_first(share for share in self._shares.values() if share.share_id in wanted)

    async def of_session(self, session_id: str) -> tuple[Share, ...]:
        """List the links to a session."""
        self._check_open()
        return _oldest_first(share for share in self._shares.values() if share.session_id == session_id)

    async def withdraw(self, share_id: str) -> None:
        """Close a link for good."""
        self._check_open()
        share = self._shares.get(share_id)
        if share is not None:
            self._shares[share_id] = msgspec.structs.replace(share, withdrawn=True)

    async def close(self) -> None:
        """Refuse further use."""
        self._closed = True

    def _check_open(self) -> None:
        if self._closed:
            raise StoreClosed


def _oldest_first(shares: Iterable[Share]) -> tuple[Share, ...]:
    return tuple(sorted(shares, key=lambda share: (share.made_at, share.share_id)))
