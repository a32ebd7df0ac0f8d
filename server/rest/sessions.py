"""Routes for sessions: begin, list, replay, export, import, debrief. Live sessions are served by the socket."""

import asyncio

import msgspec
from fastapi import APIRouter, Request, Response

from question_bank.package import Question
from question_bank.problem import PackageError, UnknownQuestion
from rubric.debrief import Debrief, debrief_to_json
from server.answers import Refusal
from server.debriefs import debrief_from_log
from server.ipynb import notebook_from_log
from server.listing import summaries_of, summary_of_log
from server.rest.shapes import NewSession, SessionMade, SessionRow
from server.sessions import NoSuchSession
from server.wiring import Services
from transcripts.archive import MAX_ARCHIVE_BYTES, ArchiveTooLarge, archive_from_log, import_archive
from transcripts.envelope import Sealed

_JSON = "application/json"
_JSON_LINES = "application/x-ndjson"


def session_routes(services: Services) -> APIRouter:
    """Make the routes below `/api/sessions`."""
    routes = APIRouter(prefix="/api/sessions")
    store = services.store

    async def read(session_id: str) -> tuple[Sealed, ...]:
        log = await store.read(session_id)
        if not log:
            raise NoSuchSession(session_id)
        return log

    async def debrief(session_id: str) -> Debrief:
        log = await read(session_id)
        if services.registry.is_watched(session_id):
            message = "The interview is still going on. Its debrief is ready when it has ended."
            raise Refusal(409, "session_open", message)
        question = _question_of(services, log)
        return await asyncio.to_thread(debrief_from_log, log, question)

    @routes.post("", status_code=201)
    async def start_session(new: NewSession) -> SessionMade:
        return SessionMade(session_id=await services.registry.start(new.question_id, new.length_minutes, new.mode))

    @routes.get("")
    async def list_sessions() -> list[SessionRow]:
        return list(summaries_of(await store.sessions()))

    @routes.post("/import", status_code=201)
    async def import_session(request: Request) -> SessionMade:
        imported = await import_archive(store, await _body(request))
        return SessionMade(session_id=imported.session_id)

    @routes.get("/{session_id}")
    async def show_session(session_id: str) -> SessionRow:
        return summary_of_log(await read(session_id))

    @routes.get("/{session_id}/log")
    async def show_log(session_id: str) -> Response:
        log = await read(session_id)
        question = _question_of(services, log)
        session = summary_of_log(log).model_dump_json().encode()
        lines = b",".join(sealed.line for sealed in log)
        starter = msgspec.json.encode(question.starter)
        body = b'{"session":' + session + b',"starter":' + starter + b',"envelopes":[' + lines + b"]}"
        return Response(body, media_type=_JSON)

    @routes.get("/{session_id}/export")
    async def export_session(session_id: str) -> Response:
        log = await read(session_id)
        headers = {"content-disposition": f'attachment; filename="thinkaloud-{log[0].envelope.session_id}.jsonl"'}
        return Response(archive_from_log(log), media_type=_JSON_LINES, headers=headers)

    @routes.get("/{session_id}/notebook.ipynb")
    async def export_notebook(session_id: str) -> Response:
        log = await read(session_id)
        envelopes = [sealed.envelope for sealed in log]
        content = await asyncio.to_thread(notebook_from_log, envelopes, _question_of(services, log).starter)
        headers = {"content-disposition": f'attachment; filename="thinkaloud-{log[0].envelope.session_id}.ipynb"'}
        return Response(content, media_type="application/x-ipynb+json", headers=headers)

    @routes.get("/{session_id}/debrief")
    async def show_debrief(session_id: str) -> Response:
        return Response(debrief_to_json(await debrief(session_id)), media_type=_JSON)

    @routes.get("/{session_id}/debrief.html")
    async def show_debrief_as_page(session_id: str) -> Response:
        from rubric.printed_page import debrief_to_html

        page = await asyncio.to_thread(debrief_to_html, await debrief(session_id))
        # A file to keep and to pass on. It is not shown under the address of the app.
        headers = {"content-disposition": f'attachment; filename="debrief-{session_id}.html"'}
        return Response(page, media_type="text/html; charset=utf-8", headers=headers)

    @routes.get("/{session_id}/debrief.md")
    async def show_debrief_as_text(session_id: str) -> Response:
        from rubric.markdown import debrief_to_markdown

        return Response(debrief_to_markdown(await debrief(session_id)), media_type="text/markdown; charset=utf-8")

    return routes


def _question_of(services: Services, log: tuple[Sealed, ...]) -> Question:
    question_id = summary_of_log(log).question_id
    try:
        return services.bank.get(question_id)
    except (PackageError, UnknownQuestion) as error:
        message = f"This session is about the question {question_id[:100]!r}, which cannot be read here: {error}"
        raise Refusal(409, "question_missing", message) from error


async def _body(request: Request) -> bytes:
    pieces: list[bytes] = []
    n_bytes = 0
    async for piece in request.stream():
        n_bytes += len(piece)
        if n_bytes > MAX_ARCHIVE_BYTES:
            raise ArchiveTooLarge(f"it has more than {MAX_ARCHIVE_BYTES:,} bytes", f"{MAX_ARCHIVE_BYTES:,}")
        pieces.append(piece)
    return b"".join(pieces)
