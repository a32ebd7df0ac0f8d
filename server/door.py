"""What stands before every route: the host check, the access check and the security headers.

Plain ASGI, so that it costs nothing on the socket's path. Must not know what the routes do.
"""

from collections.abc import Mapping

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from server.access import Access
from server.answers import error_response

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


class Door:
    """ASGI middleware. Sockets pass: they are checked after they were accepted, so that the page learns why not."""

    def __init__(self, app: ASGIApp, access: Access) -> None:
        self._app = app
        self._access = access

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

        refusal = self._refusal(HTTPConnection(scope), scope, is_api=is_api)
        await (refusal or self._app)(scope, receive, send_with_headers)

    def _refusal(self, request: HTTPConnection, scope: Scope, *, is_api: bool) -> ASGIApp | None:
        headers: Headers = request.headers
        if not self._access.is_our_host(headers):
            return error_response(
                400, "bad_host", "This server does not answer to that host name. Open the address that it printed."
            )
        if not is_api or scope["path"] in OPEN_PATHS:
            return None
        if not self._access.may_enter(headers, request.cookies):
            message = "The access token is missing or wrong. Open the address that the server printed, with its token."
            return error_response(401, "no_access", message)
        if scope["method"] in _UNSAFE_METHODS and not self._access.is_our_origin(headers):
            return error_response(403, "bad_origin", "This request does not come from the server's own page.")
        return None
