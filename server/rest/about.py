"""Routes about the product itself: how it grades, and whether it works."""

import msgspec
from fastapi import APIRouter, Response

from server.rest.shapes import Health, LeftOut, QueueShape, RunnerShape
from server.version import product_version
from server.wiring import Services


def about_routes(services: Services) -> APIRouter:
    """Make the routes `/api/grading`, `/api/left-out`, `/api/queue` and `/api/health`."""
    routes = APIRouter(prefix="/api")

    @routes.get("/grading")
    def show_grading() -> Response:
        from rubric.explain import explain_grading, grading_markdown

        # The same thing twice: as data for programs, and written out for people.
        grading = {**msgspec.to_builtins(explain_grading()), "markdown": grading_markdown()}
        return Response(msgspec.json.encode(grading), media_type="application/json")

    @routes.get("/left-out")
    def list_left_out() -> list[LeftOut]:
        return [LeftOut(package=problem.folder.name, message=str(problem)) for problem in services.bank.problems]

    @routes.get("/queue")
    async def show_queue() -> QueueShape:
        # In the loop, where the queue lives.
        return QueueShape(**msgspec.structs.asdict(services.judge.queue_state()))

    @routes.get("/health")
    async def show_health() -> Health:
        state = await services.judge.state()
        runner = RunnerShape(name=state.name, available=state.available, message=state.message)
        return Health(status="ok", version=product_version(), runner=runner)

    return routes
