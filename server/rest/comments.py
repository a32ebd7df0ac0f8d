"""Routes for comments on moments of a session, below `/api/sessions/{session_id}/comments`."""

from fastapi import APIRouter, Request, Response

from server.commenting import Commenting
from server.rest.shapes import CommentRow, CommentsTakenIn, NewComment, NewWords
from server.visitor import visitor_of
from server.wiring import Services
from transcripts.comments_file import MAX_FILE_BYTES, CommentsFileTooLarge


def comment_routes(services: Services) -> APIRouter:
    """Make the routes."""
    routes = APIRouter(prefix="/api/sessions/{session_id}/comments")
    commenting = Commenting(services.store, services.comments, services.registry)

    @routes.get("")
    async def list_comments(session_id: str, request: Request) -> list[CommentRow]:
        return await commenting.rows(session_id, visitor_of(request))

    @routes.post("", status_code=201)
    async def make_comment(session_id: str, new: NewComment, request: Request) -> CommentRow:
        return await commenting.make(session_id, new, visitor_of(request))

    @routes.get("/export")
    async def export_comments(session_id: str) -> Response:
        content = await commenting.export(session_id)
        headers = {"content-disposition": f'attachment; filename="thinkaloud-{session_id}-comments.json"'}
        return Response(content, media_type="application/json", headers=headers)

    @routes.post("/import")
    async def import_comments(session_id: str, request: Request) -> CommentsTakenIn:
        return await commenting.take_in(session_id, await _body(request))

    @routes.patch("/{comment_id}")
    async def change_comment(session_id: str, comment_id: str, words: NewWords, request: Request) -> CommentRow:
        return await commenting.change(session_id, comment_id, words.text, visitor_of(request))

    @routes.delete("/{comment_id}", status_code=204)
    async def remove_comment(session_id: str, comment_id: str, request: Request) -> None:
        await commenting.remove(session_id, comment_id, visitor_of(request))

    return routes


async def _body(request: Request) -> bytes:
    pieces: list[bytes] = []
    n_bytes = 0
    async for piece in request.stream():
        n_bytes += len(piece)
        if n_bytes > MAX_FILE_BYTES:
            raise CommentsFileTooLarge
        pieces.append(piece)
    return b"".join(pieces)
