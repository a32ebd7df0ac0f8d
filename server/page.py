"""Serves the page: the built bundle with the index for every address of the app, and the links by which people enter.

Must not know what the page does.
"""

import html
import logging
from pathlib import Path
from urllib.parse import quote, urlencode

from fastapi import FastAPI, Request
from fastapi.responses import FileResponse, HTMLResponse, RedirectResponse, Response
from starlette.exceptions import HTTPException

from server.access import Access
from server.sharing.guests import Guests, cookie_value
from transcripts.store import StoreError

STATIC_FOLDER = Path(__file__).parent / "static"
_INDEX = "index.html"
_HASHED = "assets/"
"""Below here names hold a hash of the content, so a browser may keep the files."""
_MEDIA_TYPES = {
    ".css": "text/css",
    ".html": "text/html",
    ".js": "text/javascript",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".wasm": "application/wasm",
    ".webmanifest": "application/manifest+json",
    ".woff2": "font/woff2",
}


_LOG = logging.getLogger(__name__)


def add_page(app: FastAPI, access: Access, folder: Path = STATIC_FOLDER) -> None:
    """Answer every address that is not of the API."""

    @app.api_route("/{path:path}", methods=["GET", "HEAD"], include_in_schema=False)
    def show_page(request: Request, path: str) -> Response:
        if path == "api" or path.startswith("api/"):
            raise HTTPException(404)
        token = request.query_params.get("token")
        if token is not None:
            return _enter(request, access, token, path)
        found = _file(folder, path)
        if found is not None:
            kept = "public, max-age=31536000, immutable" if path.startswith(_HASHED) else "no-cache"
            return FileResponse(found, media_type=_MEDIA_TYPES.get(found.suffix), headers={"cache-control": kept})
        if not (folder / _INDEX).is_file():
            return _plain_page(
                503,
                "The page is not built",
                "The server works, but its page is missing from this installation. Install thinkaloud again, or, in a"
                " checkout, run make page and reload.",
            )
        if "." in path.rpartition("/")[2]:
            raise HTTPException(404)
        return FileResponse(folder / _INDEX, media_type="text/html", headers={"cache-control": "no-cache"})


def add_shared_links(app: FastAPI, guests: Guests) -> None:
    """Answer the links that show a session. Add before the page, which answers everything."""

    @app.get("/shared/{secret}", include_in_schema=False)
    async def follow_link(request: Request, secret: str) -> Response:
        try:
            share = await guests.opened_by(secret)
        except StoreError:
            _LOG.exception("a link could not be looked up", extra={"action": "links_unreadable"})
            return _plain_page(503, "Not just now", "The server cannot read its links. Try again in a moment.")
        if share is None:
            return _plain_page(
                403,
                "This link opens nothing",
                "It may have expired or been withdrawn, or a part of it is missing. Ask whoever sent it for a new one.",
            )
        # Its secret leaves the address bar and the history; like the owner's cookie, its own ends with the browser.
        response = RedirectResponse(f"/session/{quote(share.session_id, safe='')}/debrief", 303)
        response.set_cookie(
            guests.cookie_name(share),
            cookie_value(secret),
            path="/api",
            httponly=True,
            samesite="strict",
            secure=request.url.scheme == "https",
        )
        response.headers["cache-control"] = "no-store"
        return response


def _enter(request: Request, access: Access, token: str, path: str) -> Response:
    """Trade the token in the address for a cookie, so that it leaves the address bar and the history."""
    if not access.is_token(token):
        return _plain_page(
            403,
            "This link does not open the door",
            "Its access token is not the one of this server. Use the address that the server printed when it started.",
        )
    rest = urlencode([(name, value) for name, value in request.query_params.multi_items() if name != "token"])
    # One slash and no more: two would be an address on another host.
    response = RedirectResponse("/" + path.lstrip("/\\") + (f"?{rest}" if rest else ""), 303)
    response.set_cookie(
        access.cookie_name,
        access.cookie_value,
        path="/",
        httponly=True,
        samesite="strict",
        secure=request.url.scheme == "https",
    )
    response.headers["cache-control"] = "no-store"
    return response


def _file(folder: Path, path: str) -> Path | None:
    try:
        found = (folder / path).resolve()
        inside = found.is_relative_to(folder.resolve()) and found.is_file()
    except (OSError, ValueError):
        # Too long a name, or a character that no name can have.
        return None
    return found if inside else None


def _plain_page(status: int, title: str, text: str) -> HTMLResponse:
    page = (
        "<!doctype html><html lang=en><meta charset=utf-8><meta name=viewport content='width=device-width'>"
        f"<title>{html.escape(title)}</title>"
        "<style>body{font:1.1rem/1.5 system-ui,sans-serif;max-width:36rem;margin:15vh auto;padding:0 1rem}</style>"
        f"<h1>{html.escape(title)}</h1><p>{html.escape(text)}</p></html>"
    )
    return HTMLResponse(page, status, headers={"cache-control": "no-store"})
