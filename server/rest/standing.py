"""The route `/api/sessions/{session_id}/standing`: where a session was left that can be continued."""

import asyncio

from fastapi import APIRouter

from question_bank.problem import PackageError, UnknownQuestion
from server.answers import Refusal
from server.listing import summary_of_log
from server.rest.shapes import SessionStanding
from server.sessions import NoSuchSession, SessionUnusable
from server.standing import standing_of
from server.wiring import Services
from transcripts.chain import BrokenChain
from transcripts.events import SessionEnded


def standing_routes(services: Services) -> APIRouter:
    """Make the route. Looking takes no session up: its time stands still."""
    routes = APIRouter(prefix="/api/sessions")

    @routes.get("/{session_id}/standing")
    async def show_standing(session_id: str) -> SessionStanding:
        log = await services.store.read(session_id)
        if not log:
            raise NoSuchSession(session_id)
        if isinstance(log[-1].envelope.event, SessionEnded):
            raise Refusal(409, "session_ended", "The session has ended, so there is nothing to continue.")
        try:
            question = services.bank.get(summary_of_log(log).question_id)
            return await asyncio.to_thread(standing_of, log, question)
        except (BrokenChain, PackageError, UnknownQuestion) as error:
            raise SessionUnusable(session_id, str(error)) from error

    return routes
