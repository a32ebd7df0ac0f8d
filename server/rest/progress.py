"""The routes `/api/progress` and `/api/what-next`: what all stored sessions say together, and what to do now."""

import asyncio
from collections.abc import Sequence

import msgspec
from fastapi import APIRouter, Response

from rubric.skill_map import Met, NotRead, SatSession
from server.listing import summaries_of, summary_of
from server.skills import Grader, report_on, what_next_in
from server.wiring import Services
from transcripts.envelope import Sealed
from transcripts.events import SessionEnded
from transcripts.store import StoredSession, UnreadableStoredLine


def progress_routes(services: Services) -> APIRouter:
    """Make the routes. What was graded once is remembered while the server runs."""
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

    async def all_graded(listing: Sequence[StoredSession]) -> list[SatSession | NotRead]:
        # A second page that asks meanwhile finds the first one's gradings.
        async with one_at_a_time:
            return [await graded(stored) for stored in listing]

    @routes.get("/progress")
    async def show_progress() -> Response:
        found = await all_graded(await services.store.sessions())
        report = await asyncio.to_thread(report_on, services.bank, found)
        return Response(msgspec.json.encode(report, order="deterministic"), media_type="application/json")

    @routes.get("/what-next")
    async def show_what_next() -> Response:
        listing = await services.store.sessions()
        met = [
            Met(question_id=row.question_id, started_at=row.started_at, is_open=row.ending is None)
            for row in summaries_of(listing)
        ]
        found = await all_graded(listing)
        chosen = await asyncio.to_thread(what_next_in, services.bank, found, met)
        return Response(msgspec.json.encode(chosen, order="deterministic"), media_type="application/json")

    return routes
