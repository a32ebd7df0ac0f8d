"""Routes of the language model: what is set, setting it, trying it. A key that came in never goes out."""

import asyncio
from typing import Any

from fastapi import APIRouter, Request

from server.answers import Refusal
from server.model.kept import SETTING_OF
from server.model.trial import Trial
from server.model_choice import ModelChoice, NotOnPage
from server.rest.shapes import ModelShape, ModelTrial, ModelWanted
from server.settings import openai_key_is_set
from server.wiring import Services

_N_SHOWN = 4
_SHOWN_OF_AT_LEAST = 16
"""Of a shorter key, its last signs would say too much."""
_NOBODY_WAITS = 499


def model_routes(services: Services) -> APIRouter:
    """Make the routes below `/api/model`."""
    routes = APIRouter(prefix="/api/model")
    choice = services.model

    @routes.get("")
    def show_model() -> ModelShape:
        return _shown(choice)

    @routes.put("")
    async def save_model(wanted: ModelWanted) -> ModelShape:
        await choice.save(wanted, wanted.key)
        return _shown(choice)

    @routes.delete("")
    async def turn_model_off() -> ModelShape:
        await choice.turn_off()
        return _shown(choice)

    @routes.post("/trial")
    async def make_trial(request: Request, wanted: ModelWanted | None = None) -> ModelTrial:
        key = wanted.key if wanted is not None else None
        trying = asyncio.create_task(choice.try_out(wanted, key), name="try-model")
        trial = await _while_somebody_waits(trying, request)
        return ModelTrial(
            works=trial.works,
            answers=trial.answers,
            in_time=trial.in_time,
            says=trial.says,
            latency_ms=trial.latency_ms,
            first_words_ms=trial.first_words_ms,
        )

    return routes


async def _while_somebody_waits(trying: "asyncio.Task[Trial]", request: Request) -> Trial:
    """Wait for a trial, and give it up when the one who asked for it has gone."""
    leaving = asyncio.create_task(_left(request), name="trial-is-waited-for")
    try:
        await asyncio.wait({trying, leaving}, return_when=asyncio.FIRST_COMPLETED)
        if not trying.done():
            raise Refusal(_NOBODY_WAITS, "cancelled", "The trial was cancelled.")
        return trying.result()
    finally:
        for task in (trying, leaving):
            task.cancel()
        await asyncio.gather(trying, leaving, return_exceptions=True)


async def _left(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass


def _shown(choice: ModelChoice) -> ModelShape:
    settings = choice.settings
    key = settings.model_api_key.get_secret_value()
    fields: dict[str, Any] = {field: getattr(settings, setting) for field, setting in SETTING_OF.items()}
    del fields["key"]
    return ModelShape(
        **fields,
        key_is_kept=bool(key),
        # To those who may not set it, it is no business of theirs.
        key_ends=key[-_N_SHOWN:] if choice.may_change and len(key) >= _SHOWN_OF_AT_LEAST else "",
        openai_key_is_set=openai_key_is_set(),
        fixed=tuple(sorted(choice.fixed)),
        may_change=choice.may_change,
        why_not="" if choice.may_change else str(NotOnPage()),
        problem=choice.problem,
    )
