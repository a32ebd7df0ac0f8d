"""Who may use the server: the token, the cookie that stands for it, and the origins and hosts that are ours.

The token is made once and kept in the data folder, so an open page outlives a restart of the server. Its cookie holds a
value derived from it, never the token itself. Must not know routes.
"""

import hashlib
import hmac
import secrets
from collections.abc import Mapping, Sequence
from pathlib import Path
from urllib.parse import urlsplit

from server.private_file import write_private
from transcripts.store import StoreFailed, Trouble

LOOPBACK_NAMES = frozenset({"127.0.0.1", "localhost", "::1"})
_ANY_ADDRESS = frozenset({"0.0.0.0", "::", ""})  # noqa: S104 - compared with, not bound to
_BEARER = "bearer "
_SHORTEST_TOKEN = 16


class Access:
    """Decides by headers alone. `headers` are a mapping that ignores case, as Starlette's is."""

    def __init__(
        self,
        token: str,
        *,
        host: str,
        port: int,
        allowed_hosts: Sequence[str] = (),
        allowed_origins: Sequence[str] = (),
    ) -> None:
        self.token = token
        self.cookie_name = f"thinkaloud-{port}"
        """Cookies of one host are shared by all its ports, so each server has a name of its own."""
        self.cookie_value = hmac.new(token.encode(), b"thinkaloud cookie", hashlib.sha256).hexdigest()
        own = LOOPBACK_NAMES if host in LOOPBACK_NAMES else frozenset({host})
        # Bound to every address the server cannot know its names; the token still stands before everything.
        open_to_any = host in _ANY_ADDRESS and not allowed_hosts
        self._hosts = None if open_to_any else own | frozenset(name.lower() for name in allowed_hosts)
        self._origins = frozenset(origin.lower().rstrip("/") for origin in allowed_origins)

    def is_token(self, given: str) -> bool:
        """Whether this is the token; takes the same time whatever was given."""
        return hmac.compare_digest(given.encode(), self.token.encode())

    def may_enter(self, headers: Mapping[str, str], cookies: Mapping[str, str]) -> bool:
        """Whether a request carries the token or the cookie."""
        return self.has_bearer(headers) or hmac.compare_digest(
            cookies.get(self.cookie_name, "").encode(), self.cookie_value.encode()
        )

    def has_bearer(self, headers: Mapping[str, str]) -> bool:
        """Whether a request carries the token itself, as scripts do."""
        given = headers.get("authorization", "")
        return given[: len(_BEARER)].lower() == _BEARER and self.is_token(given[len(_BEARER) :].strip())

    def is_our_host(self, headers: Mapping[str, str]) -> bool:
        """Whether the name under which we were called is one of ours: a foreign name may have been pointed at us."""
        return self._hosts is None or _host_name(headers.get("host", "")) in self._hosts

    def is_our_origin(self, headers: Mapping[str, str]) -> bool:
        """Whether the page that sent the request is ours. Without an origin only the bearer of the token may pass."""
        origin = headers.get("origin")
        if origin is None:
            return self.has_bearer(headers)
        origin = origin.lower()
        return origin in self._origins or (urlsplit(origin).netloc == headers.get("host", "").lower() != "")


def _host_name(host: str) -> str:
    try:
        return urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return ""


def token_kept_in(path: Path) -> str:
    """Read the token that is kept in a file, making it when there is none. Raises StoreFailed."""
    try:
        kept = path.read_text(encoding="ascii", errors="replace").strip() if path.exists() else ""
        return kept if len(kept) >= _SHORTEST_TOKEN else _make_token(path)
    except OSError as error:
        raise StoreFailed(Trouble.READ_ONLY, path, error.strerror or "") from error


def _make_token(path: Path) -> str:
    token = secrets.token_urlsafe(32)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    write_private(path, token + "\n")
    return token
