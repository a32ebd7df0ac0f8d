"""Makes links, knows them again, and says what those who came by one were shown.

A link is its own key: whoever has it may look. Its cookie holds a value derived from it, never the link itself, and the
store holds only a hash of that value. Must not know routes.
"""

import hashlib
import hmac
import re
import secrets
from collections.abc import Mapping
from datetime import timedelta

from server.clock import UtcNow, utc_now
from server.sharing.store import Share, ShareStore

_SECRET = re.compile(r"([0-9a-f]{16})-[0-9a-f]{64}")
"""The share's id, which is no secret, and 256 bits that are; no character that a mail program takes for the end."""
_SHARE_ID = re.compile(r"[0-9a-f]{16}")
_MOST_COOKIES = 50
"""More links than a person follows; a request that carries more costs no more to judge."""
_OF_NOBODY = hashlib.sha256(secrets.token_bytes(32)).hexdigest()


class Guests:
    """The links of one server and those who came by them. `cookie_prefix` keeps other servers' cookies apart."""

    def __init__(self, store: ShareStore, *, cookie_prefix: str, now: UtcNow = utc_now) -> None:
        self._store = store
        self._cookie_prefix = cookie_prefix
        self._now = now

    async def make_link(
        self, session_id: str, question_id: str, *, label: str, expires_in_days: int | None, may_comment: bool
    ) -> tuple[Share, str]:
        """Make a link to a session and give it with its secret, which is told this once. Raises StoreError."""
        share_id = secrets.token_hex(8)
        secret = f"{share_id}-{secrets.token_hex(32)}"
        made_at = self._now()
        share = Share(
            share_id=share_id,
            session_id=session_id,
            question_id=question_id,
            label=label,
            may_comment=may_comment,
            made_at=made_at,
            expires_at=made_at + timedelta(days=expires_in_days) if expires_in_days is not None else None,
            key_sha256=_sha256(cookie_value(secret)),
        )
        await self._store.add(share)
        return share, secret

    async def links_to(self, session_id: str) -> tuple[Share, ...]:
        """List the links to a session, oldest first. Raises StoreError."""
        return await self._store.of_session(session_id)

    async def withdraw(self, share_id: str) -> None:
        """Close a link at once, also for those who are looking. Raises StoreError."""
        await self._store.withdraw(share_id)

    def has_expired(self, share: Share) -> bool:
        """Whether a link's time is over."""
        return share.has_expired(self._now())

    async def opened_by(self, secret: str) -> Share | None:
        """Give the link that a secret opens; None alike for one that never was, is too old, or was withdrawn."""
        named = _SECRET.fullmatch(secret)
        found = await self._opened_by({named[1]: cookie_value(secret)} if named else {})
        return found[0] if found else None

    async def shown_to(self, cookies: Mapping[str, str]) -> tuple[Share, ...]:
        """Give the links, oldest first, that a request's cookies stand for and that are open. Raises StoreError."""
        return await self._opened_by(self._keys(cookies))

    def came_by_link(self, cookies: Mapping[str, str]) -> bool:
        """Whether a request carries the cookie of any link, open or not."""
        return bool(self._keys(cookies))

    def cookie_name(self, share: Share) -> str:
        """Name the cookie of a link: each has its own, so a guest of several keeps all of them."""
        return self._cookie_prefix + share.share_id

    async def close(self) -> None:
        """Let go of the store."""
        await self._store.close()

    def _keys(self, cookies: Mapping[str, str]) -> dict[str, str]:
        """Give the value of each of our cookies by the id of its share."""
        found = {
            name.removeprefix(self._cookie_prefix): value
            for name, value in cookies.items()
            if name.startswith(self._cookie_prefix) and _SHARE_ID.fullmatch(name.removeprefix(self._cookie_prefix))
        }
        return dict(list(found.items())[:_MOST_COOKIES])

    async def _opened_by(self, keys: Mapping[str, str]) -> tuple[Share, ...]:
        now = self._now()
        known = {share.share_id: share for share in await self._store.find(tuple(keys))} if keys else {}
        opened = []
        for share_id, key in keys.items():
            share = known.get(share_id)
            # An unknown link is compared as well, so that it takes the time of a known one.
            fits = hmac.compare_digest(_sha256(key), share.key_sha256 if share is not None else _OF_NOBODY)
            if share is not None and fits and share.is_open(now):
                opened.append(share)
        return tuple(sorted(opened, key=lambda share: (share.made_at, share.share_id)))


def cookie_value(secret: str) -> str:
    """Derive what the cookie of a link holds."""
    return hmac.new(secret.encode(), b"thinkaloud shared session", hashlib.sha256).hexdigest()


def _sha256(key: str) -> str:
    return hashlib.sha256(key.encode(errors="surrogateescape")).hexdigest()
