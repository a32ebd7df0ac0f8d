"""Routes for questions: what a candidate may see of them. Never facts, hints, checks or answers."""

from functools import lru_cache
from pathlib import Path

from fastapi import APIRouter
from fastapi.responses import FileResponse

from question_bank.package import Question
from runner.profile import lacking
from runner.sandbox import Profile
from server.answers import Refusal
from server.rest.shapes import (
    DataFileShape,
    EntryShape,
    LevelBarShape,
    PhaseMinutesShape,
    QuestionDetail,
    QuestionRow,
)
from server.wiring import Services


def question_routes(services: Services) -> APIRouter:
    """Make the routes below `/api/questions`."""
    routes = APIRouter(prefix="/api/questions")
    bank = services.bank

    @routes.get("")
    def list_questions() -> list[QuestionRow]:
        return [row_from_question(question) for question in bank.all()]

    @routes.get("/{question_id}")
    def show_question(question_id: str) -> QuestionDetail:
        question = bank.get(question_id)
        sizes = {item.name: _path(services, question, item.name).stat().st_size for item in question.data}
        return detail_from_question(question, sizes)

    @routes.get("/{question_id}/files/{name}")
    def show_file(question_id: str, name: str) -> FileResponse:
        question = bank.get(question_id)
        # Only files that the question lists: a name can be no path.
        if name not in {item.name for item in question.data}:
            raise Refusal(404, "unknown_file", f"The question {question.id} has no file {name[:100]!r}.")
        return FileResponse(_path(services, question, name), filename=name)

    return routes


def row_from_question(question: Question) -> QuestionRow:
    """Make the list's row of a question."""
    bar = question.level_bar
    return QuestionRow(
        id=question.id,
        title=question.title,
        kind=question.kind,
        framework=question.framework,
        topic=question.topic,
        difficulty=question.difficulty,
        minutes=question.minutes,
        summary=question.summary,
        level_bar=LevelBarShape(intern=bar.intern, mid=bar.mid, senior=bar.senior),
        lacks=_lacking(question.profile),
    )


@lru_cache(maxsize=8)
def _lacking(profile: Profile) -> str:
    """Name a library of the profile that is not installed, and what to do; empty when all are there.

    Looked up once: what is installed later is seen after a restart, which the sandbox needs as well.
    """
    missing = lacking(profile)
    return f"{missing.missing} {missing.remedy}" if missing else ""


def detail_from_question(question: Question, sizes: dict[str, int]) -> QuestionDetail:
    """Show a question as before the interview; `sizes` are the bytes of its data files by name."""
    phases = question.phases
    return QuestionDetail(
        **row_from_question(question).model_dump(),
        starter=question.starter,
        driver=question.driver,
        entry=EntryShape(name=question.entry.name, signature=question.entry.signature),
        data=tuple(DataFileShape(name=item.name, says=item.says, n_bytes=sizes[item.name]) for item in question.data),
        phases=PhaseMinutesShape(
            introduce=phases.introduce,
            clarify=phases.clarify,
            plan=phases.plan,
            code=phases.code,
            verify=phases.verify,
            discuss=phases.discuss,
            wrap_up=phases.wrap_up,
        ),
    )


def _path(services: Services, question: Question, name: str) -> Path:
    return services.bank.folder_of(question.id) / "data" / name
