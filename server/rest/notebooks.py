"""Routes for notebook files that somebody brings along."""

import asyncio

from fastapi import APIRouter, Request, Response

from server.ipynb import MAX_NOTEBOOK_BYTES, NotebookTooLarge, percent_from_notebook


def notebook_routes() -> APIRouter:
    """Make the routes below `/api/notebook`."""
    routes = APIRouter(prefix="/api/notebook")

    @routes.post("/percent")
    async def turn_into_percent(request: Request) -> Response:
        text = await asyncio.to_thread(percent_from_notebook, await _body(request))
        return Response(text, media_type="text/plain; charset=utf-8")

    return routes


async def _body(request: Request) -> bytes:
    pieces: list[bytes] = []
    n_bytes = 0
    async for piece in request.stream():
        n_bytes += len(piece)
        if n_bytes > MAX_NOTEBOOK_BYTES:
            raise NotebookTooLarge(f"it has more than {MAX_NOTEBOOK_BYTES // 2**20} MiB")
        pieces.append(piece)
    return b"".join(pieces)
