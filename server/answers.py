"""How the server answers when it cannot do what was asked: one shape for all errors, and one line for a person."""

from collections.abc import Awaitable, Callable

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from question_bank.problem import PackageError, UnknownQuestion
from server.debriefs import LogDoesNotFit
from server.ipynb import BadNotebook, NotebookTooLarge
from server.model_choice import CannotKeep, NoModel, NotOnPage, SetAtStart, TrialGoing
from server.sessions import BadLength, NoSuchSession, SessionError, Stopping
from server.settings import words_of
from transcripts.archive import ArchiveError, ArchiveTooLarge, NewerEvent, OtherSession
from transcripts.chain import BrokenChain
from transcripts.comments import BadComment, NoSuchComment, TooManyComments
from transcripts.comments_file import (
    CommentsFileError,
    CommentsFileTooLarge,
    CommentsOnOtherLog,
    CommentsOnOtherSession,
    NewerCommentsFile,
)
from transcripts.store import StoreError

# The first class that fits decides, so the narrower stand first.
_ANSWERS: tuple[tuple[type[Exception], int, str], ...] = (
    (UnknownQuestion, 404, "unknown_question"),
    (PackageError, 500, "broken_question"),
    (NoSuchSession, 404, "unknown_session"),
    (BadLength, 422, "bad_length"),
    (Stopping, 503, "stopping"),
    (SessionError, 409, "session_unusable"),
    (ArchiveTooLarge, 413, "too_large"),
    (OtherSession, 409, "other_session"),
    (NewerEvent, 422, "newer_transcript"),
    (ArchiveError, 422, "bad_transcript"),
    (BrokenChain, 422, "broken_chain"),
    (NotebookTooLarge, 413, "too_large"),
    (BadNotebook, 422, "bad_notebook"),
    (LogDoesNotFit, 422, "log_does_not_fit"),
    (NotOnPage, 403, "not_on_page"),
    (SetAtStart, 409, "set_at_start"),
    (NoModel, 409, "no_model"),
    (TrialGoing, 409, "trial_going"),
    (CannotKeep, 503, "cannot_keep"),
    (NoSuchComment, 404, "unknown_comment"),
    (TooManyComments, 409, "too_many_comments"),
    (BadComment, 422, "bad_comment"),
    (CommentsFileTooLarge, 413, "too_large"),
    (CommentsOnOtherSession, 409, "other_session"),
    (CommentsOnOtherLog, 409, "other_log"),
    (NewerCommentsFile, 422, "newer_comments"),
    (CommentsFileError, 422, "bad_comments"),
    (StoreError, 503, "store_failed"),
)


class Refusal(Exception):
    """Something that a route will not do, with its status and code."""

    def __init__(self, status: int, code: str, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.code = code


def error_response(status: int, code: str, message: str) -> JSONResponse:
    """Make an answer that says what went wrong."""
    return JSONResponse({"error": {"code": code, "message": message}}, status)


def add_error_answers(app: FastAPI) -> None:
    """Have every error of ours answered in the one shape."""
    app.add_exception_handler(Refusal, _refused)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(Exception, _unexpected)
    for kind, status, code in _ANSWERS:
        app.add_exception_handler(kind, _answer_with(status, code))


def _answer_with(status: int, code: str) -> Callable[[Request, Exception], Awaitable[JSONResponse]]:
    async def answer(_request: Request, error: Exception) -> JSONResponse:
        return error_response(status, code, str(error))

    return answer


async def _refused(_request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, Refusal)
    return error_response(error.status, error.code, str(error))


async def _invalid(_request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)
    first = error.errors()[0]
    where = ".".join(str(part) for part in first["loc"][1:]) or "the request"
    return error_response(422, "invalid_request", f"{where}: {words_of(first['msg'])}.")


async def _http(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    if error.status_code == 404:  # noqa: PLR2004
        return error_response(404, "not_found", f"There is nothing at {request.url.path[:200]}.")
    if error.status_code == 405:  # noqa: PLR2004
        return error_response(405, "wrong_method", f"{request.method} is not possible at {request.url.path[:200]}.")
    return error_response(error.status_code, "http_error", str(error.detail))


async def _unexpected(_request: Request, _error: Exception) -> JSONResponse:
    # Starlette raises the error again after this answer, so the server's log has it with its traceback.
    return error_response(500, "fault", "Something of ours went wrong. The server's log says more.")
