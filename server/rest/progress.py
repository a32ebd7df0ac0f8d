"""The route `/api/progress`: the map of skills over all stored sessions."""

import asyncio

import msgspec
from fastapi import APIRouter, Response

from rubric.skill_map import NotRead, SatSession
from server.listing import summary_of
from server.skills import Grader, report_on
from server.wiring import Services
from transcripts.envelope import Sealed
from transcripts.events import SessionEnded
from transcripts.store import StoredSession, UnreadableStoredLine


def progress_routes(services: Services) -> APIRouter:
    """Make the route. What was graded once is remembered while the server runs."""
    routes = APIRouter(prefix="/api")
    grader = Grader(services.bank)
    one_at_a_time = asyncio.Lock()

    async def graded(stored: StoredSession) -> SatSession | NotRead:
        try:
            row = summary_of(stored)
            last = Sealed.open(stored.last)
            if not isinstance(last.envelope.event, SessionEnded):
                # An interview that is going on is not graded: the levels would tell of it.
                return NotRead(id=row.id, question_title=row.question_title, why="It has not ended.")
            kept = grader.kept(last.sha256)
            if kept is not None:
                return kept
            log = await services.store.read(stored.session_id)
        except UnreadableStoredLine as problem:
            return NotRead(id=stored.session_id, question_title="", why=str(problem))
        return await asyncio.to_thread(grader.grade, log)

    @routes.get("/progress")
    async def show_progress() -> Response:
        # A second page that asks meanwhile finds the first one's gradings.
        async with one_at_a_time:
            found = [await graded(stored) for stored in await services.store.sessions()]
        report = await asyncio.to_thread(report_on, services.bank, found)
        return Response(msgspec.json.encode(report, order="deterministic"), media_type="application/json")

    return routes
