"""Puts routes, socket, page and door together into one application. Must not know how services are made."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from fastapi import FastAPI
from starlette.websockets import WebSocket

from server.answers import add_error_answers
from server.door import Door
from server.page import STATIC_FOLDER, add_page, add_shared_links
from server.rest.about import about_routes
from server.rest.comments import comment_routes
from server.rest.model import model_routes
from server.rest.notebooks import notebook_routes
from server.rest.progress import progress_routes
from server.rest.questions import question_routes
from server.rest.sessions import session_routes
from server.rest.sharing import sharing_routes
from server.rest.standing import standing_routes
from server.socket import serve_socket
from server.version import product_version
from server.wiring import Services


def create_app(services: Services, *, static_folder: Path = STATIC_FOLDER) -> FastAPI:
    """Make the application. It closes the services when it shuts down."""

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        yield
        await services.close()

    # The generated pages of the framework load scripts from elsewhere; docs/protocol.md stands in for them.
    app = FastAPI(
        title="thinkaloud",
        version=product_version(),
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        redirect_slashes=False,
    )
    add_error_answers(app)
    app.include_router(about_routes(services))
    app.include_router(model_routes(services))
    app.include_router(question_routes(services))
    app.include_router(session_routes(services))
    app.include_router(standing_routes(services))
    app.include_router(comment_routes(services))
    app.include_router(progress_routes(services))
    app.include_router(notebook_routes())
    app.include_router(sharing_routes(services))

    @app.websocket("/api/sessions/{session_id}/socket")
    async def session_socket(websocket: WebSocket, session_id: str) -> None:
        await serve_socket(websocket, session_id, services)

    add_shared_links(app, services.guests)
    add_page(app, services.access, static_folder)
    app.add_middleware(Door, access=services.access, guests=services.guests)
    return app
