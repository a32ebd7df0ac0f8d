"""What stands before every route: the host check, the access check and the security headers.

The owner may use every route, a guest those of `server.sharing.allowed`, and everybody else none. Plain ASGI, so that
it costs nothing on the socket's path. Must not know what the routes do.
"""

import logging
from collections.abc import Mapping

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from server.access import Access
from server.answers import error_response
from server.sharing.allowed import allowed_by
from server.sharing.guests import Guests
from server.sharing.store import Share
from server.visitor import OWNER, SCOPE_KEY, Visitor
from transcripts.store import StoreError

OPEN_PATHS = frozenset({"/api/health"})
_UNSAFE_METHODS = frozenset({"POST", "PUT", "PATCH", "DELETE"})

# Styles may stand in the page, since the editor writes them there; scripts may not. Figures are blobs.
CONTENT_SECURITY_POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:;"
    " connect-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
SECURITY_HEADERS: Mapping[str, str] = {
    "content-security-policy": CONTENT_SECURITY_POLICY,
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
}


_LOG = logging.getLogger(__name__)


class Door:
    """ASGI middleware. Sockets pass: they are checked after they were accepted, so that the page learns why not.

    Says in the scope who has come in.
    """

    def __init__(self, app: ASGIApp, access: Access, guests: Guests) -> None:
        self._app = app
        self._access = access
        self._guests = guests

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer what may not pass; add headers to what may."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        is_api = scope["path"] == "/api" or scope["path"].startswith("/api/")

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in SECURITY_HEADERS.items():
                    headers[name] = value
                if is_api:
                    headers["cache-control"] = "no-store"
            await send(message)

        refusal = await self._refusal(HTTPConnection(scope), scope, is_api=is_api)
        await (refusal or self._app)(scope, receive, send_with_headers)

    async def _refusal(self, request: HTTPConnection, scope: Scope, *, is_api: bool) -> ASGIApp | None:
        headers: Headers = request.headers
        if not self._access.is_our_host(headers):
            return error_response(
                400, "bad_host", "This server does not answer to that host name. Open the address that it printed."
            )
        if not is_api or scope["path"] in OPEN_PATHS:
            return None
        # The owner first: one who opens a link of their own stays the owner.
        if self._access.may_enter(headers, request.cookies):
            scope[SCOPE_KEY] = OWNER
        elif refusal := await self._refusal_of_guest(request, scope):
            return refusal
        if scope["method"] in _UNSAFE_METHODS and not self._access.is_our_origin(headers):
            return error_response(403, "bad_origin", "This request does not come from the server's own page.")
        return None

    async def _refusal_of_guest(self, request: HTTPConnection, scope: Scope) -> ASGIApp | None:
        if not self._guests.came_by_link(request.cookies):
            message = "The access token is missing or wrong. Open the address that the server printed, with its token."
            return error_response(401, "no_access", message)
        try:
            shares = await self._guests.shown_to(request.cookies)
        except StoreError:
            _LOG.exception("a guest's link could not be looked up", extra={"action": "links_unreadable"})
            return error_response(503, "store_failed", "The server cannot read its links. Try again in a moment.")
        if not shares:
            message = "Your link opens nothing now. It may have expired or been withdrawn; ask whoever sent it."
            return error_response(401, "link_closed", message)
        found = [(share, allowed) for share in shares if (allowed := allowed_by(share, scope["method"], scope["path"]))]
        if not found:
            return error_response(403, "not_shown", "This is no part of what your link shows.")
        passing: list[Share] = [share for share, allowed in found if share.may_comment or not allowed.comments]
        if not passing:
            return error_response(403, "may_not_comment", "Your link is for reading; it does not let you comment.")
        # Of several links to one session the first that may comment, so that a guest's own words stay their own.
        visitor = next((share for share in passing if share.may_comment), passing[0])
        scope[SCOPE_KEY] = Visitor(share_id=visitor.share_id)
        return None
